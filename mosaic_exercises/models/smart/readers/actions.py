"""The acts a statement announces and what each is done to.

No part-of-speech model: a verb is read as an act where only an act can stand (at the start, after "to", "will", "we",
"by", or as one of a list after another act).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..lexicon import vocab, word_list
from ..lexicon.nouns import ANY_NOUN, DELIVERABLES, INDICATORS, OPEN_ENDED, PEOPLE, PLACES_AND_CHANNELS, is_plural
from ..lexicon.verbs import NOUN_ALSO, VerbClass, VerbForm, verb_forms
from ..text.spelling import known_words
from ..text.tokens import Document
from .durations import TimeExpr

_MODALS = word_list("actions.modals")
_ADVERBS = word_list("actions.adverbs")
_FINITE = word_list("actions.finite")
_TOLD = word_list("actions.told")
_DETERMINERS = word_list("actions.determiners")
_NOUN_BEFORE_TO = word_list("actions.noun_before_to")
_NOUN_GERUNDS = word_list("actions.noun_gerunds")
_NOT_ACTS = word_list("actions.not_acts")
_PARTICLES = word_list("actions.particles")
_PARTICLE_VERBS = word_list("actions.particle_verbs")
_MISSIONS = word_list("actions.missions")
_SUBJECTS = word_list("actions.subjects")
_LABEL_WORDS = word_list("actions.label_words")


@dataclass(frozen=True, slots=True)
class Action:
    """A verb at token `verb`, its particle included up to `object_first`; its object runs to `object_stop`."""

    verb: int
    object_first: int
    object_stop: int
    form: VerbForm

    @property
    def base(self) -> str:
        return self.form.base


_LIST_MARKS = word_list("actions.list_marks")


def statement_start(doc: Document, times: tuple[TimeExpr, ...]) -> int:
    """The first token after list marks, labels ("Objective 3:"), a name in brackets and times put in front."""
    index, moved = 0, True
    openers = {expr.first: expr for expr in times}
    while moved and index < len(doc.words):
        moved = False
        word = doc.norm(index)
        expr = openers.get(index)
        if (
            expr is not None
            and expr.role != "rate"
            and not (expr.role == "schedule" and expr.stop == index + 1 and doc.norm(index + 1) not in (",", "we", "i"))
        ):
            index, moved = expr.stop, True
        elif word in _LIST_MARKS or word in ("and", "then", "so", "please"):
            index, moved = index + 1, True
        elif word in ("[", "(") and any(doc.norm(place) in ("]", ")") for place in range(index + 1, index + 6)):
            index = next(place for place in range(index + 1, index + 6) if doc.norm(place) in ("]", ")")) + 1
            moved = True
        elif (
            doc.tokens[index].kind in ("num", "id")
            and index < 3
            and (
                doc.norm(index + 1) in (".", ")", ":", "-")
                or (doc.tokens[index].kind == "id" and doc.norm(index + 1) == ",")
            )
        ):
            index, moved = index + 2, True
        else:
            stop = _label_stop(doc, index)
            if stop > index:
                index, moved = stop, True
    return index


def _label_stop(doc: Document, index: int) -> int:
    """ "Objective 3:", "Goal:", "KR2 -"."""
    at = index
    while at < index + 4 and (
        doc.norm(at) in _LABEL_WORDS or (at < len(doc.tokens) and doc.tokens[at].kind in ("num", "id"))
    ):
        at += 1
    numbered = at > index + 1 and doc.tokens[at - 1].kind in ("num", "id") and doc.norm(at) == "."
    return at + 1 if at > index and (numbered or doc.norm(at) in (":", "-", ")")) else index


def find(doc: Document, times: tuple[TimeExpr, ...], start: int) -> tuple[Action, ...]:
    """Every act in the text from token `start` on."""
    forms = verb_forms()
    inside_time = {place for expr in times for place in range(expr.first, expr.stop)}
    verbs: list[tuple[int, VerbForm]] = []
    for index in range(start, len(doc.words)):
        form = forms.get(doc.words[index]) or (_unlisted_act(doc, index) if index == start else None)
        if form is None or index in inside_time or form.base in ("be", "may") or doc.words[index] in _NOT_ACTS:
            continue
        if doc.hyphened(index) or (index > start and doc.hyphened(index + 1)):
            continue  # "end-to-end", "follow-up"
        if index == start and form.form == "gerund" and doc.norm(index + 1) in ("ahead", "forward", "back"):
            continue  # "looking ahead, ..."
        if form.base == "do" and doc.norm(index + 1) in ("we", "i", "you", "they", "not", "the"):
            continue
        if _is_act(doc, index, form, start, bool(verbs)):
            perfect = forms.get(doc.norm(index + 1)) if form.base == "have" else None
            if perfect is not None and perfect.form in ("past", "participle"):
                index, form = index + 1, perfect
            verbs.append((index, form))
    found: list[Action] = []
    nominal = _nominal(doc, start) if not verbs or verbs[0][0] > start + 1 else None
    if nominal is not None:
        stop = _object_stop(doc, nominal.object_first, verbs[0][0] if verbs else len(doc.words))
        found.append(Action(nominal.verb, nominal.object_first, stop, nominal.form))
    for place, (index, form) in enumerate(verbs):
        limit = verbs[place + 1][0] if place + 1 < len(verbs) else len(doc.words)
        first = index + 1
        if form.base in _PARTICLE_VERBS and doc.norm(first) in _PARTICLES:
            first += 1
            first += doc.norm(first) in _AFTER_PARTICLE and doc.norm(first - 1) in ("in", "into")
        aside = next((at for at in range(first + 1, min(first + 14, limit)) if doc.words[at] == ","), None)
        if doc.norm(first) == "," and aside is not None and doc.norm(first + 1) in _ASIDES:
            first = aside + 1  # "publish, on the page where orders are placed, the number of days"
        found.append(Action(index, first, _object_stop(doc, first, limit), form))
    return tuple(found)


_AFTER_PARTICLE = vocab("place force use practice effect operation motion service")
_NOMINALS = dict(pair.split(":") for pair in word_list("actions.nominals"))
_NOMINAL_LEADS = word_list("actions.nominal_leads")


def _nominal(doc: Document, start: int) -> Action | None:
    """An act named by its noun at the start: "reduction in falls", "completion of the new library"."""
    at = start
    while doc.norm(at) in _NOMINAL_LEADS:
        at += 1
    base = _NOMINALS.get(doc.norm(at))
    if base is None or doc.norm(at + 1) not in ("in", "of"):
        return None
    return Action(at, at + 2, at + 2, verb_forms()[base])


_NOUN_ENDINGS = ("ity", "tion", "sion", "ness", "ment", "ance", "ence", "ship", "ism", "acy", "hood")
_FUNCTION_WORDS = word_list("actions.function_words")
_ASIDES = vocab("on in at with by for from where when if as during after before within together jointly")
_LOOSE_ENDS = vocab("and to , or by will then")


def _unlisted_act(doc: Document, index: int) -> VerbForm | None:
    """A first word no list holds, before "the", "our" or a number, can only be an act: "insulate 450 lofts"."""
    word, following = doc.words[index], doc.norm(index + 1)
    counted = index + 1 < len(doc.tokens) and doc.tokens[index + 1].kind == "num"
    if following in _PARTICLES:
        following = doc.norm(index + 2)
    pointed = following in ("the", "a", "an", "our", "my", "all", "every", "each")
    if word in _FUNCTION_WORDS or word.endswith(_NOUN_ENDINGS):
        return None
    noun = word in ANY_NOUN or word in ("back", "number", "price", "seat")
    listed = word in known_words()
    if doc.tokens[index].kind != "word" or len(word) < 3 or is_plural(word) or (listed and not noun):
        return None
    classes: frozenset[VerbClass] = frozenset({"act", "done"})
    return VerbForm(word, "base", classes) if pointed or (counted and not listed) else None


_OBJECT_ENDS = word_list("actions.object_ends")


def _object_stop(doc: Document, first: int, limit: int) -> int:
    stop = first
    while stop < limit and doc.words[stop] not in _OBJECT_ENDS:
        stop += 1
    while stop > first and doc.words[stop - 1] in _LOOSE_ENDS:
        stop -= 1
    return stop


def _significant_before(doc: Document, index: int, start: int) -> str:
    at = index - 1
    while at >= start and (
        doc.words[at] in _ADVERBS
        or (doc.words[at].endswith("ly") and doc.words[at] not in ("family", "supply", "reply", "apply", "only"))
    ):
        at -= 1
    return doc.words[at] if at >= start else ""


_TO_GERUND = word_list("actions.to_gerund")
_BEFORE_GERUND = word_list("actions.before_gerund")
_CLAUSE_OPENERS = word_list("actions.clause_openers") | {""}


def _is_act(doc: Document, index: int, form: VerbForm, start: int, later: bool) -> bool:
    word, following = doc.words[index], doc.norm(index + 1)
    before = _significant_before(doc, index, start)
    if word == "staff" and index == start and following in ("at", "in", "on", "who", "and", "of"):
        return False  # "staff at the front desk deal with ..."
    if index == start + 1 and before in _SHORTER:
        return False  # "shorter queues at the tills"
    opens = before in _CLAUSE_OPENERS or (before == "," and not later)
    if later and (_is_subordinate(doc, index, before) or _is_borne(doc, index)):
        return False
    if form.form == "base" and before in ("and", "or") and not later and index == start + 2:
        # "deprecate and delete the old API": the first of the two verbs is one no list holds
        return following in ("the", "our", "a", "an", "all") and doc.words[start].endswith(("ate", "ise", "ize", "ify"))
    if form.form == "base":
        return _base_is_act(doc, index, before, following, opens, later)
    if form.form == "gerund":
        if word in _NOUN_GERUNDS and following not in _DETERMINERS:
            return False
        listed = later and before in ("and", ",", "or")
        if before == "to" and doc.norm(index - 2) in _TO_GERUND and word not in _NOUN_GERUNDS:
            return True
        told = following in _FINITE or following in ("accounts", "costs", "makes")  # "heating accounts for a quarter"
        return listed or before in _BEFORE_GERUND or (opens and not told)
    if form.form in ("past", "participle"):
        # "Increased sales of ...", "Reduced waiting times": a heading that names the change as done
        return opens and not later and "change" in form.classes and following not in ("by", "to", "in", "from")
    if form.form == "third":
        return not later and not opens and word not in NOUN_ALSO and _stands_as_verb(doc, index, before)
    return False


_SHORTER = vocab("more fewer less shorter longer faster quicker higher lower better")
_CLAUSE_BREAKS = word_list("actions.clause_breaks") | {""}


def _is_subordinate(doc: Document, index: int, before: str) -> bool:
    """True in a clause that only describes: "every shopper we meet", "a survey they can send"."""
    at = index - 1
    while at > 0 and index - at < 4 and doc.words[at] not in _SUBJECTS:
        at -= 1
    if doc.words[at] not in _SUBJECTS or index - at >= 4 or before in ("to", "and", "by", ","):
        return False
    return doc.norm(at - 1) not in _CLAUSE_BREAKS


def _is_borne(doc: Document, index: int) -> bool:
    """ "The number of times that people have to tell their story": what they must do is no act of the writer's."""
    forced = doc.norm(index - 1) == "to" and doc.norm(index - 2) in ("have", "has", "need", "needs", "having")
    return forced and bool({"that", "who", "which"} & set(doc.words[max(0, index - 9) : index - 2]))


_BEFORE_NOUN = word_list("actions.before_noun")


def _stands_as_verb(doc: Document, index: int, before: str) -> bool:
    """A third-person form after its subject: "the trust provides grants"."""
    if before in _BEFORE_NOUN:
        return False
    following = doc.norm(index + 1)
    return following == "to" or following in _DETERMINERS or verb_forms()[doc.words[index]].base in _MISSIONS


_ALSO_ADJECTIVES = word_list("actions.also_adjectives")
_COMPOUND_ENDS = word_list("actions.compound_ends")
_PRODUCT_NOUNS = word_list("actions.product_nouns")


def _base_is_act(doc: Document, index: int, before: str, following: str, opens: bool, later: bool) -> bool:
    word = doc.words[index]
    if doc.norm(index - 1) == "be" and word in NOUN_ALSO | _ALSO_ADJECTIVES:
        return False
    if before == "to":
        to_at = index - 1
        while doc.norm(to_at) != "to":
            to_at -= 1
        governed = doc.norm(to_at - 1) in _NOUN_BEFORE_TO
        numeric = to_at > 0 and doc.tokens[to_at - 1].kind == "num"
        recipients = word in NOUN_ALSO and following in PLACES_AND_CHANNELS | PEOPLE and is_plural(following)
        if recipients and doc.norm(to_at - 1) in INDICATORS:
            return False  # "sales to garden centres"
        return not (governed and (word in NOUN_ALSO or word in ("work", "care"))) and not (
            numeric and word in NOUN_ALSO
        )
    if before in _MODALS or before in ("]",):
        return True
    if following in _COMPOUND_ENDS:
        return False  # "research-intensive"
    if opens and word in _ALSO_ADJECTIVES and following in OPEN_ENDED:
        return False  # "clear advice"
    if opens:
        if word in DELIVERABLES and following in ("on", "about", "for", "to"):
            return word not in _PRODUCT_NOUNS or following == "to"
        later_verb = following not in _DETERMINERS and {doc.norm(index + 2), doc.norm(index + 3)} & _TOLD
        if word in NOUN_ALSO and (following in _FINITE or following in (":", "->", "") or later_verb):
            return False
        told = verb_forms().get(following)
        if word in NOUN_ALSO and told is not None and told.form == "past" and doc.norm(index + 2) in ("the", "us", "a"):
            return False  # "staff told the reviewer"
        if word in NOUN_ALSO and index > 0 and doc.norm(index + 1) in ("of", "and") and not later:
            return doc.norm(index + 1) == "and"
        return True
    if before in ("and", "or", ",", "&", "/"):
        if not later:
            return False
        if word in NOUN_ALSO | _ALSO_ADJECTIVES:
            return following in _DETERMINERS or (index + 1 < len(doc.tokens) and doc.tokens[index + 1].kind == "num")
        return not (is_plural(word) or (following in (",", "and") and before == "," and word in PEOPLE))
    return False
