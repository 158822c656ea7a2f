"""Deliverables: things plainly done or not done ("launch the portal"), and acts over all of a countable thing."""

from __future__ import annotations

from ..lexicon import vocab, word_list
from ..lexicon.nouns import (
    DELIVERABLES,
    GENERIC_MODIFIERS,
    GENERIC_PLACES,
    GROUPS,
    INDICATORS,
    OPEN_ENDED,
    PRAISE,
    UNFINISHED,
    is_plural,
)
from ..lexicon.times import NP_STOPS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document
from . import everyday_deeds, object_first, told_as_reached
from .actions import Action
from .durations import TimeExpr
from .everyday_deeds import NOT_DELIVERED
from .noun_phrases import ALL, DETERMINERS, Deliverable, phrase_end

_FIRM = word_list("deliverables.firm")
"""Verbs that say the thing is finished, whatever it is."""
_LOOSE = word_list("deliverables.loose")
"""Verbs that need a thing of their own ("a plan", "the portal") before they say anything is finished."""
_READ = word_list("deliverables.read")
_ONE_OFF = word_list("deliverables.one_off")
_SPECIFIC_ACTS = _READ | _ONE_OFF
_RECURRING = word_list("deliverables.recurring")
_PEOPLE_VERBS = vocab("hire appoint recruit elect nominate name")
_PREPOSITIONS = word_list("deliverables.prepositions")
_QUALIFIED = word_list("deliverables.qualified")
_MET = word_list("deliverables.met")
_AWARDS = word_list("deliverables.awards")


def find(
    doc: Document, actions: tuple[Action, ...], times: tuple[TimeExpr, ...], start: int
) -> tuple[Deliverable, ...]:
    """Everything in the text that will be plainly done or not."""
    time_at = {place for expr in times for place in range(expr.first, expr.stop)}
    found = []
    for action in (one for one in actions if not _left_to_others(doc, one, actions)):
        item = _universal(doc, action, time_at) or _made(doc, action, time_at)
        if item is not None:
            found.append(item)
    if not actions or (not found and doc.norm(start) in ALL | {"everyone", "everybody"}):
        item = told_as_reached.named(doc, start, time_at)
        if item is None or not item.sure:
            item = told_as_reached.state(doc, start, time_at) or item
        if item is not None:
            found.append(item)
    if not found and (not actions or (actions[0].form.form == "third" and actions[0].verb > start)):
        told = object_first.told_act(doc, start)
        item = _made(doc, told, time_at) if told is not None else told_as_reached.working(doc, start)
        if item is not None:
            found.append(item)
    changed = bool(actions) and "change" in actions[0].form.classes and actions[0].verb == start
    if not found and not changed:
        item = told_as_reached.passive(doc, start, time_at) or told_as_reached.for_each(doc, start, time_at)
        if item is not None:
            found.append(item)
    if not found:
        item = told_as_reached.post(doc, start)
        if item is not None:
            found.append(item)
    return tuple(found)


_URGING = word_list("deliverables.urging")


def _left_to_others(doc: Document, action: Action, actions: tuple[Action, ...]) -> bool:
    """ "Encourage patients to attend the course": an act of theirs, done or not, is no deliverable of the writer's."""
    urged = [one for one in actions if one.verb < action.verb]
    if not urged or doc.norm(action.verb - 1) != "to" or urged[-1].base not in _URGING:
        return False
    return any(is_plural(word) for word in doc.words[urged[-1].object_first : action.verb - 1][:4])


_SWITCHING = vocab("move switch change transition convert migrate upgrade")
_NOT_COUNTED = word_list("deliverables.not_counted")
_SEEN_ALL_THE_SAME = vocab("deliver train educate guard write resolve greet")
_SEEN_WHEN_COUNTED = word_list("deliverables.seen_when_counted")
_NOT_SEEN = word_list("deliverables.not_seen")


def _universal(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    """An act that can be seen, over all of something: "reply to every email", "train all 12 staff"."""
    if action.base in ("ensure", "make", "guarantee", "see"):
        return _everyone_gets(doc, action, time_at)
    if not action.form.classes & {"act", "done"} and action.base not in _SEEN_WHEN_COUNTED:
        return None
    if action.base == "meet" and set(doc.words[action.object_first : action.object_stop]) & _MET:
        return None
    if action.base in _NOT_SEEN or (action.form.form == "gerund" and doc.norm(action.verb - 1) == "of"):
        return None
    giving = (
        action.base in ("provide", "offer", "give")
        and not set(doc.words[action.object_first : action.object_first + 8]) & UNFINISHED
    )
    vague_too = not giving and "vague" in action.form.classes and action.base not in _SEEN_ALL_THE_SAME
    counted_all = action.base in _SEEN_WHEN_COUNTED and doc.norm(action.object_first) in ALL
    where = _everywhere(doc, action, time_at)
    if where is not None and giving_or_done(action):
        return where
    if vague_too and not (counted_all and doc.norm(action.object_first + 1)[:1].isdigit()):
        return None
    first = action.object_first + (doc.norm(action.object_first) in ("to", "with", "for"))
    counted = (
        doc.norm(first) in ("the", "our", "my") and first + 1 < len(doc.tokens) and doc.tokens[first + 1].kind == "num"
    )
    dated = counted and len(doc.words[first + 1]) == 4 and not doc.is_grouped(first + 1)  # "the 1911 carousel"
    if counted and not dated and first + 1 not in time_at and doc.norm(first + 2) not in ("%", "percent"):
        return Deliverable(first, phrase_end(doc, first + 1, action.object_stop, time_at), "universal")
    for place in range(action.object_first, min(action.object_stop, action.object_first + 7)):
        if doc.words[place] in ("everyone", "everybody") and place == action.object_first:
            return Deliverable(place, place + 1, "universal")
        if doc.words[place] in ALL and place not in time_at:
            if "change" in action.form.classes and INDICATORS & set(doc.words[action.object_first : place]):
                return None  # "cut the cost of each call"
            if doc.norm(place - 1) == "of" and {"best", "most", "highest"} & set(
                doc.words[action.object_first : place]
            ):
                return None  # "the best service of all shops"
            stop = place + 1
            if doc.norm(stop) == "of":
                stop += 1
            if doc.norm(stop) in _NOT_COUNTED:
                return None
            end = phrase_end(doc, stop, action.object_stop, time_at)
            if end > stop:
                return Deliverable(place, end, "universal")
    return None


def giving_or_done(action: Action) -> bool:
    return action.base in ("provide", "offer", "give", "introduce", "install") or "done" in action.form.classes


def _everywhere(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    """ "Free Wi-Fi in all twelve centres": a thing in each of a number of places."""
    for place in range(action.object_first + 1, min(action.object_stop, action.object_first + 9) - 1):
        if doc.words[place] == "throughout" and (doc.norm(place + 1) in NP_STOPS | {""} or place + 1 in time_at):
            return Deliverable(action.object_first, place + 1, "universal")  # "fit soft-close doors throughout"
        counted = doc.words[place] == "all" and doc.tokens[place + 1].kind == "num" and place not in time_at
        if counted and doc.words[place - 1] in ("in", "at", "on", "across"):
            return Deliverable(place, phrase_end(doc, place + 1, action.object_stop, time_at), "universal")
    return None


def _everyone_gets(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    """ "Make sure every guest gets a welcome drink", "ensure all calls are answered"."""
    limit = min(len(doc.words), action.verb + 14)
    first = next((place for place in range(action.verb + 1, limit) if doc.words[place] in ALL), None)
    if first is None or first > action.verb + 3:
        return None
    for place in range(first + 2, limit):
        word, following = doc.words[place], doc.norm(place + 1)
        if word in ("gets", "get", "receives", "receive") and following in ("a", "an"):
            stop = phrase_end(doc, place + 1, limit, time_at)
            return None if doc.words[stop - 1] in UNFINISHED else Deliverable(first, stop, "universal")
        form = verb_forms().get(following)
        done = form is not None and form.form in ("past", "participle") and form.classes & {"act", "done"}
        if word in ("is", "are") and done and form is not None and "vague" not in form.classes:
            return Deliverable(first, place + 2, "universal")
    return None


_TALKS = word_list("deliverables.talks")


def determined_event(doc: Document, first: int, stop: int) -> bool:
    """ "A 15-minute chat with my sister": one sitting, with someone named or a time of its own."""
    end = phrase_end(doc, first + 1, stop, set())
    return doc.norm(first) in ("a", "an", "one", "my") and doc.norm(end - 1) in _TALKS and doc.norm(end) == "with"


_SITTINGS = word_list("deliverables.sittings")
_WITH_PREPOSITION = word_list("deliverables.with_preposition")
_AVAILABLE = word_list("deliverables.available")


def _made(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    base, first = action.base, action.object_first
    released = doc.norm(first) == "to" and doc.norm(first + 1) in ("version", "release")
    if (base == "go" and doc.norm(first) == "live") or (base in _SWITCHING and released):
        return Deliverable(action.verb, min(first + 3, action.object_stop), "deliverable")
    deed = everyday_deeds.find(doc, action, time_at)
    if deed is not None:
        return deed
    finished = {"ready", "done", "finished", "complete", "completed", "live", "signed"}
    if base in ("have", "get") and finished & set(doc.words[first + 1 : min(first + 6, action.object_stop)]):
        return Deliverable(action.verb, action.object_stop, "deliverable")
    if base == "make" and _AVAILABLE & set(doc.words[first + 1 : min(first + 9, action.object_stop)]):
        return Deliverable(action.verb, action.object_stop, "deliverable")
    if base == "have" and determined_event(doc, first, action.object_stop):
        return Deliverable(action.verb, action.object_stop, "deliverable")
    if base == "become":
        qualified = any(word in _QUALIFIED for word in doc.words[first : first + 4])
        return Deliverable(action.verb, min(first + 4, action.object_stop), "deliverable") if qualified else None
    if base in ("achieve", "gain", "obtain", "attain", "win", "reach") and first < action.object_stop:
        awarded = next(
            (place for place in range(first, min(first + 6, action.object_stop)) if doc.words[place] in _AWARDS), None
        )
        if awarded is not None and not set(doc.words[first:awarded]) & PRAISE:
            return Deliverable(action.verb, awarded + 1, "deliverable")
    moved = doc.words[first : min(first + 5, action.object_stop)]
    if base in _SWITCHING and time_at and "to" in moved[1:] and moved[0] in DETERMINERS | {"the"}:
        return Deliverable(action.verb, action.object_stop, "deliverable")
    if (
        base in _SWITCHING
        and doc.norm(first) == "to"
        and time_at
        and (doc.norm(first + 1) not in PRAISE | GENERIC_MODIFIERS or doc.norm(first + 2) not in NP_STOPS | {""})
    ):
        stop = phrase_end(doc, first + 1, action.object_stop, time_at)
        if stop > first + 1 and doc.words[stop - 1] not in OPEN_ENDED:
            return Deliverable(action.verb, stop, "deliverable")
    if first < action.object_stop and doc.words[first] in _PREPOSITIONS and base in _WITH_PREPOSITION:
        first += 1
        first += doc.norm(first) in _PREPOSITIONS
    if first >= action.object_stop or first in time_at:
        return None
    stop = phrase_end(doc, first, action.object_stop, time_at)
    if stop == first:
        return None
    words = doc.words[first:stop]
    head, determined = words[-1], words[0] in DETERMINERS or doc.tokens[first].kind == "num"
    if doc.tokens[stop - 1].kind == "num" or head == "%":
        head = next((word for word in reversed(words) if word.isalpha()), head)
    removed = base in ("eliminate", "eradicate", "remove", "phase", "ban", "drop") and doc.norm(stop) == "from"
    if removed and head not in OPEN_ENDED and action.object_stop > stop + 2:
        return Deliverable(action.verb, action.object_stop, "deliverable")
    if set(words[:-1]) & _RECURRING and words[0] in ("a", "an"):
        return None  # "host an annual derby": done again and again
    if set(words) & NOT_DELIVERED and not (base in _FIRM and determined):
        return None
    place = any(doc.tokens[index].kind == "num" for index in range(first, stop))
    if base in _SPECIFIC_ACTS:
        single = determined and not is_plural(head)
        dated = single and bool(time_at) and base in _ONE_OFF
        known = single and base in _READ and (head in DELIVERABLES or head in _SITTINGS)
        named = place and not is_plural(head) and base not in ("call", "phone", "ring", "text", "tell", "ask")
        return Deliverable(action.verb, stop, "deliverable") if named or known or dated else None
    if base in _FIRM:
        return _firm(action, words, head, determined, stop)
    once = "done" in action.form.classes and not action.form.classes & {"change", "vague", "keep"}
    if words[:2] == ("break", "even") or (base == "break" and words[0] == "even"):
        return Deliverable(action.verb, stop, "deliverable")
    if base in _LOOSE or once:
        return _loose(action, words, head, determined, stop)
    return None


def _firm(action: Action, words: tuple[str, ...], head: str, determined: bool, stop: int) -> Deliverable | None:
    if action.base == "get":
        return (
            Deliverable(action.verb, stop, "deliverable")
            if head
            in (
                "agreement",
                "approval",
                "permission",
                "consent",
                "certificate",
                "licence",
                "license",
                "qualification",
                "accreditation",
                "degree",
            )
            else None
        )
    if head in OPEN_ENDED and action.base not in _PEOPLE_VERBS | {
        "complete",
        "finish",
        "submit",
        "finalise",
        "attend",
        "pass",
    }:
        return None
    if head in GENERIC_MODIFIERS and not determined:
        return None
    if is_plural(head) and not determined and action.base not in ("complete", "finish", "submit", "finalise"):
        return None
    if action.base in _PEOPLE_VERBS and (is_plural(head) or not determined):
        return None
    if (
        action.base in ("open", "close", "clear", "complete")
        and words[0] in ("our", "the")
        and head in GENERIC_PLACES | {"door", "doors", "mind", "minds"}
    ):
        return None
    abstract_gap = action.base == "close" and head in ("gap", "gaps")
    return None if abstract_gap else Deliverable(action.verb, stop, "deliverable")


_HANDLING = word_list("deliverables.handling")
_NO_PRODUCT = word_list("deliverables.no_product")
_UNFINISHED = word_list("deliverables.unfinished")


def _loose(action: Action, words: tuple[str, ...], head: str, determined: bool, stop: int) -> Deliverable | None:
    if is_plural(head) and head in GROUPS:
        return None  # "move the remaining users"
    named_part = words[0] in ("the", "our") and len(words) > 3 and head in ("service", "system", "network", "site")
    if (head in OPEN_ENDED and not named_part) or head in GENERIC_PLACES or set(words) & PRAISE:
        return None
    if action.base == "make" and words[0] not in ("a", "an"):
        return None
    fixed = ("the", "our", "my", "these", "this", "its")
    if is_plural(head) and (not determined or words[0] == "new" or action.base not in _HANDLING):
        return None
    if not determined:
        named_thing = head in DELIVERABLES and not is_plural(head)
        return (
            Deliverable(action.verb, stop, "deliverable")
            if named_thing and action.base not in ("use", "give", "share", "make")
            else None
        )
    event = action.base in ("run", "test", "give", "lead") and words[0] in ("a", "an")
    if action.base in _NO_PRODUCT and not event and (words[0] in fixed or head not in DELIVERABLES):
        return None
    unsure = action.base in _UNFINISHED
    return Deliverable(action.verb, stop, "deliverable", sure=not unsure or head in DELIVERABLES)
