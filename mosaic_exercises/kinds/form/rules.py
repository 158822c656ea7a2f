"""The rules that a form may name in its TOML, alone or as a bundle. Each says what is missing and where.

A rule takes the task and the form as it was filled in and returns what breaks it: criteria with ``met`` False whose
``item`` is "<entry>/<field>" or "<entry>". None says that a text is good. Word lists are this workbook's reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from mosaic_exercises.kinds.completeness import Rule
from mosaic_exercises.kinds.form.sums import rows_of, summed_columns, within_budget
from mosaic_exercises.kinds.form.task import Entries, FieldSpec, FormEntry, FormTask, entry_name, fields, sources, texts
from mosaic_exercises.models import persona
from mosaic_exercises.models.persona import Evidence, Field, Persona
from mosaic_exercises.reading.refs import part_id
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion

EMPTY_WORDS = re.compile(
    r"\b(world[- ]class|best[- ]in[- ]class|cutting[- ]edge|state[- ]of[- ]the[- ]art|number one|leading|leader|premier"
    r"|most innovative|innovative|unique|unrivalled|unparalleled|excellen(?:t|ce)|outstanding|superior|exceptional"
    r"|best|greatest|great|top[- ]quality|high[- ]quality|passion(?:ate)?|synerg(?:y|ies)|holistic|seamless"
    r"|solutions?|customer[- ]cent(?:ric|red)|everyone|everybody)\b",
    re.IGNORECASE,
)


class FilledForm(NamedTuple):
    """What the rules look at: the entries, and the same as personas, made once for all rules."""

    entries: Entries
    people: tuple[Persona, ...]


FormRule = Rule[FormTask, FilledForm]


def personas(task: FormTask, entries: Entries) -> tuple[Persona, ...]:
    """The entries as personas, as their fields' roles say."""
    return tuple(
        Persona(
            entry.id,
            entry_name(task, entry, number),
            tuple(_field(spec, entry) for spec in fields(task).values() if spec.type not in ("portrait", "evidence")),
        )
        for number, entry in enumerate(entries, start=1)
    )


def _field(spec: FieldSpec, entry: FormEntry) -> Field:
    value = entry.values.get(spec.id)
    # The words of a scale or a choice are the author's: only their being filled counts.
    own = texts(spec, value)
    free = spec.free_numbers or spec.type in ("scale", "choice", "log")
    return Field(spec.id, spec.label, own, entry.evidence.get(spec.id, ()), spec.role, spec.evidence, free)


def _persona_rule(rule: persona.PersonaRule) -> FormRule:
    return FormRule(
        rule.id,
        rule.text,
        lambda _, form: rule.check(form.people),
        lambda _, form: rule.applies(form.people),
    )


def log_outcome(task: FormTask, form: FilledForm) -> tuple[Criterion, ...]:
    """Every row of a log has all its columns: an action without an outcome is half a note."""
    return tuple(
        Criterion(
            "log-outcome",
            False,
            f"{name}, {quoted(spec.label)}, row {line}: {' and '.join(lacks)} missing.",
            "A contact is of use to the next colleague only if it says when, what was done and what came of it.",
            f"Fill in {' and '.join(lacks)}. If it is still open, write what you wait for.",
            part_id(entry.id, spec.id),
        )
        for name, entry, spec in _each(task, form.entries)
        if spec.type == "log"
        for line, row in enumerate(rows_of(entry, spec), start=1)
        if (lacks := [quoted(c.label) for c in spec.columns if not row.get(c.id)])
    )


def said_twice(task: FormTask, form: FilledForm) -> tuple[Criterion, ...]:
    """No two fields of one entry say the same words."""
    found: list[Criterion] = []
    for number, entry in enumerate(form.entries, start=1):
        first: dict[str, FieldSpec] = {}
        for spec in fields(task).values():
            if spec.type not in ("short", "long", "list"):
                continue
            for text in texts(spec, entry.values.get(spec.id)):
                words = " ".join(persona.WORDS.findall(text.casefold()))
                earlier = first.setdefault(words, spec)
                if words and earlier is not spec:
                    found.append(
                        Criterion(
                            "said-twice",
                            False,
                            f"{entry_name(task, entry, number)}: {quoted(earlier.label)} and {quoted(spec.label)} both "
                            f"say {quoted(text)}.",
                            "Each field asks something else; the same words in two of them leave one question open.",
                            f"Read the guidance of {quoted(spec.label)} again and answer that question.",
                            part_id(entry.id, spec.id),
                        )
                    )
    return tuple(found)


def empty_words(task: FormTask, form: FilledForm) -> tuple[Criterion, ...]:
    """The fields marked ``plain`` have no word that any firm could print."""
    return tuple(
        Criterion(
            "empty-words",
            False,
            f"{name}, {quoted(spec.label)} has {quoted(found[0])}.",
            "Any competitor could print this word unchanged: it says nothing about you.",
            f"Replace {quoted(found[0])} by what a customer could check: who, what, by when, how much.",
            part_id(entry.id, spec.id),
        )
        for name, entry, spec in _each(task, form.entries)
        if spec.plain and (found := [w for t in texts(spec, entry.values.get(spec.id)) for w in EMPTY_WORDS.findall(t)])
    )


def open_evidence(task: FormTask, form: FilledForm) -> tuple[Criterion, ...]:
    """Every piece of evidence can be looked up. This one needs no switch: it holds wherever evidence is named."""
    return tuple(
        Criterion(
            "open-evidence",
            False,
            f"{name}, {quoted(spec.label)}: {lack}",
            "Evidence that nobody can look up cannot be checked.",
            "Choose the source from the list, or note where it can be found.",
            part_id(entry.id, spec.id),
        )
        for name, entry, spec in _each(task, form.entries)
        for piece in (*entry.evidence.get(spec.id, ()), *_pieces(entry, spec))
        if (lack := _lack(task, piece))
    )


def _pieces(entry: FormEntry, spec: FieldSpec) -> tuple[Evidence, ...]:
    value = entry.values.get(spec.id)
    return tuple(p for p in value if isinstance(p, Evidence)) if isinstance(value, tuple) else ()


def _lack(task: FormTask, piece: Evidence) -> str:
    """What is open about a piece of evidence, in words; "" if nothing is."""
    if piece.source == "assumption":
        return ""
    if piece.ref:
        known = sources(task).get(piece.ref)
        if known is None:
            return "it names a source that is not in the list here."
        return "" if known.source == piece.source else f"{quoted(known.title)} is of another sort ({known.source})."
    listed = any(s.source == piece.source for s in task.sources)
    if piece.source == "interview" and listed:
        return "it says “interview”, but not which one."
    return "" if piece.note else f"it says “{piece.source}”, but not where to find it."


def _each(task: FormTask, entries: Entries) -> Iterable[tuple[str, FormEntry, FieldSpec]]:
    for number, entry in enumerate(entries, start=1):
        name = entry_name(task, entry, number)
        for spec in fields(task).values():
            yield name, entry, spec


def _filled(task: FormTask, form: FilledForm) -> int:
    typed = ("short", "long", "list")
    return sum(spec.type in typed and spec.id in e.values for _, e, spec in _each(task, form.entries))


def _has_log(task: FormTask, form: FilledForm) -> bool:
    return any(rows_of(entry, spec) for _, entry, spec in _each(task, form.entries) if spec.type == "log")


def _has_sums(task: FormTask, form: FilledForm) -> bool:
    return any(rows_of(entry, spec) for spec, _ in summed_columns(task) for entry in form.entries)


def _has_plain(task: FormTask, form: FilledForm) -> bool:
    return any(spec.plain and spec.id in entry.values for _, entry, spec in _each(task, form.entries))


def _has_evidence(task: FormTask, form: FilledForm) -> bool:
    return any(entry.evidence.get(spec.id) or _pieces(entry, spec) for _, entry, spec in _each(task, form.entries))


_ALL = (
    *map(_persona_rule, persona.RULES.values()),
    FormRule("log-outcome", "Every row of the log is whole: date, action and outcome.", log_outcome, _has_log),
    FormRule("said-twice", "No two fields say the same.", said_twice, lambda task, form: _filled(task, form) > 1),
    FormRule(
        "budget",
        "The sums stay within what there is, and each amount is a number.",
        lambda task, form: within_budget(task, form.entries),
        _has_sums,
        lambda task: "" if summed_columns(task) else "no column of a log has a most",
    ),
    FormRule("empty-words", "No word that any firm could print.", empty_words, _has_plain),
)
RULES: Mapping[str, FormRule] = MappingProxyType({rule.id: rule for rule in _ALL})
OPEN_EVIDENCE = FormRule("open-evidence", "Every piece of evidence can be looked up.", open_evidence, _has_evidence)

BUNDLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "persona": ("demographics-only", "invented-number", "no-goal", "no-evidence", "same-twice"),
        "customer-card": ("log-outcome", "said-twice"),
        "statement": ("empty-words", "said-twice"),
    }
)


def named_rules(task: FormTask) -> tuple[FormRule, ...]:
    """The rules of a task, its bundles opened, each once."""
    ids = dict.fromkeys(id_ for name in task.rules for id_ in BUNDLES.get(name, (name,)))
    return tuple(RULES[id_] for id_ in ids)
