"""Verbs and what they promise.

`vague` verbs name no act that could be seen ("improve", "support"). `change` verbs move an indicator ("reduce").
`keep` verbs hold or reach a level. `done` verbs end in something plainly finished or not ("launch"). `act` verbs can
be seen but have no end of their own ("call", "watch").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from . import pair_list, word_list

VerbClass: TypeAlias = Literal["vague", "change", "keep", "done", "act"]
_VAGUE = word_list("verbs.vague")
_CHANGE = word_list("verbs.change")
_KEEP = word_list("verbs.keep")
_DONE = word_list("verbs.done")
_ACT = word_list("verbs.act")
_IRREGULAR = {base: (past, participle) for base, past, participle in pair_list("verbs.irregular")}
_DOUBLED = word_list("verbs.doubled") | {"fit", "dig", "begin"}
_RARE_VAGUE = word_list("verbs.rare_vague")
_RARE_CHANGE = word_list("verbs.rare_change")
_RARE_DONE = word_list("verbs.rare_done")
_RARE_ACT = word_list("verbs.rare_act")
RARE_VERBS = (_RARE_VAGUE | _RARE_CHANGE | _RARE_DONE | _RARE_ACT) - (_VAGUE | _CHANGE | _KEEP | _DONE | _ACT)
"""They are read as verbs; a misspelt word is never mended to one of them."""
_NOUN_ALSO = word_list("verbs.noun_also")
NOUN_ALSO = _NOUN_ALSO | word_list("verbs.rare_noun_also")
"""Words that are as often a noun or an adjective: read as a verb only where a verb must stand."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    base: str
    form: Literal["base", "third", "gerund", "past", "participle"]
    classes: frozenset[VerbClass]


def spellings(base: str) -> Iterator[str]:
    """British and American spellings of a base form."""
    yield base
    if base.endswith("ise") and len(base) > 5 and base not in ("advertise", "exercise", "revise", "practise"):
        yield base[:-3] + "ize"
    if base.endswith("yse"):
        yield base[:-3] + "yze"
    if base == "enrol":
        yield "enroll"
    if base == "honour":
        yield "honor"
    if base == "catalogue":
        yield "catalog"


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base == "be":
        return "is"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _with(base: str, ending: str) -> list[str]:
    if base in _DOUBLED:
        return [base + base[-1] + ending]
    if base in ("enrol", "travel", "label", "counsel", "fulfil"):
        return [base + "l" + ending, base + ending]
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return [base[:-1] + ending]
    if ending == "ed" and base.endswith("y") and base[-2] not in "aeiou":
        return [base[:-1] + "ied"]
    return [base + ending]


def _forms(base: str) -> Iterator[tuple[str, Literal["base", "third", "gerund", "past", "participle"]]]:
    yield base, "base"
    yield _third(base), "third"
    for form in _with(base, "ing"):
        yield form, "gerund"
    if base in _IRREGULAR:
        past, participle = _IRREGULAR[base]
        for form in past.split():
            yield form, "past"
        yield participle, "participle"
    else:
        for form in _with(base, "ed"):
            yield form, "past"


@lru_cache(maxsize=1)
def verb_forms() -> Mapping[str, VerbForm]:
    """Every inflected form of every known verb. A base form wins over an inflection spelt the same."""
    classes: dict[str, set[VerbClass]] = {}
    groups: tuple[tuple[VerbClass, frozenset[str]], ...] = (
        ("vague", _VAGUE), ("change", _CHANGE), ("keep", _KEEP), ("done", _DONE), ("act", _ACT),
        ("vague", _RARE_VAGUE), ("change", _RARE_CHANGE), ("done", _RARE_DONE), ("act", _RARE_ACT)
    )  # fmt: skip
    for name, verbs in groups:
        for verb in sorted(verbs):
            classes.setdefault(verb, set()).add(name)
    found: dict[str, VerbForm] = {}
    for verb, names in sorted(classes.items()):
        for base in spellings(verb):
            for form, kind in _forms(base):
                if kind == "base" or form not in found:
                    found[form] = VerbForm(verb, kind, frozenset(names))
    return MappingProxyType(found)
