"""Deliverables told as if reached ("docs published", "every order gets a check") and products of work named alone."""

from __future__ import annotations

from ..lexicon import vocab, word_list
from ..lexicon.nouns import DELIVERABLES, GROUPS, HELD, INDICATORS, OPEN_ENDED, UNFINISHED, is_plural
from ..lexicon.times import NP_STOPS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document
from .noun_phrases import ALL, DETERMINERS, Deliverable, phrase_end

_DONE_STATES = word_list("deliverables.done_states")
STATE_PHRASES = (
    ("set", "up"),
    ("in", "place"),
    ("up", "and", "running"),
    ("signed", "off"),
    ("rolled", "out"),
    ("in", "production"),
    ("in", "use"),
    ("under", "way"),
    ("in", "force"),
)
_COVERING = word_list("deliverables.covering")
_GETTING = word_list("deliverables.getting")
_POSTS = word_list("deliverables.posts")


def post(doc: Document, start: int) -> Deliverable | None:
    """ "Be promoted to supervisor", "promotion to supervisor": a state one has reached or not."""
    if doc.norm(start) == "promotion" and doc.norm(start + 1) == "to" and doc.norm(start + 2):
        return Deliverable(start, start + 3, "deliverable")
    for place in range(start, len(doc.words) - 2):
        linked = doc.words[place + 1] in ("to", "as", "into", "onto", "by", "in")
        if doc.words[place] in _POSTS and linked and doc.norm(place - 1) in ("be", "get", "become", "been", "getting"):
            return Deliverable(place, min(place + 3, len(doc.words)), "deliverable")
    return None


_WORKING = word_list("deliverables.working")


def working(doc: Document, start: int) -> Deliverable | None:
    """ "Gateway serves IPNS names": what a product does, told as if it did so already."""
    if doc.norm(start) in DETERMINERS | GROUPS or doc.norm(start) in ("we", "i", "it", "he", "she", "they"):
        return None
    for place in range(start + 1, min(start + 5, len(doc.words))):
        people = GROUPS & (set(doc.words[place:]) | set(doc.words[start:place]))
        if doc.words[place] in _WORKING and not people and not is_plural(doc.words[place - 1]):
            return Deliverable(start, phrase_end(doc, place + 1, len(doc.words), set()), "state")
    return None


_TITLE_WORDS = vocab("on for about of to with") | {""}


def named(doc: Document, start: int, time_at: set[int]) -> Deliverable | None:
    """A fragment that names a product of work: "Guide on how billing works"."""
    at = start
    while doc.norm(at) in DETERMINERS:
        at += 1
    if (
        doc.norm(at - 1) == "new"
        and at > start
        and time_at
        and not is_plural(doc.norm(at))
        and doc.norm(at) not in OPEN_ENDED
    ):
        return Deliverable(start, at + 1, "deliverable", sure=False)
    for place in range(at + 1, min(at + 5, len(doc.words))):
        held = at > start or doc.words[place - 1] in HELD
        head = doc.words[place - 1]
        held = held or (is_plural(head) and head not in UNFINISHED | INDICATORS | GROUPS)
        if held and doc.words[place] in ("for", "with") and doc.norm(place + 1) in ALL:
            return Deliverable(start, phrase_end(doc, place + 2, len(doc.words), time_at), "universal")
        counted = place + 2 < len(doc.tokens) and doc.tokens[place + 2].kind == "num"
        if doc.words[place] in ("in", "at", "on") and doc.norm(place + 1) == "all" and counted:
            return Deliverable(start, phrase_end(doc, place + 2, len(doc.words), time_at), "universal")
    for place in range(at, min(at + 3, len(doc.words))):
        if doc.words[place] in DELIVERABLES and place not in time_at:
            after = doc.norm(place + 1)
            if after in _TITLE_WORDS:
                return (
                    Deliverable(start, place + 1, "deliverable") if after and not is_plural(doc.words[place]) else None
                )
    return None


def _all_act(doc: Document, start: int) -> Deliverable | None:
    """ "All staff who teach will hold a licence": every one of them, and an act that can be seen."""
    for place in range(start + 2, min(start + 12, len(doc.words))):
        form = verb_forms().get(doc.words[place])
        before = doc.norm(place - 1)
        if form is None or before in ("who", "that", "which", "to", "the", "a", "of", "and", "all", "or"):
            continue
        plain = form.classes & {"act", "done"} and not form.classes & {"vague", "change"}
        part = form.base == "take" and doc.norm(place + 1) == "part"
        seen = form.base in _SERVED or plain or part
        if before == "have" and seen and form.form in ("past", "participle"):
            return Deliverable(start, place + 1, "state")  # "all 120 managers will have taken part"
        if before in ("be", "is", "are") and form.form in ("past", "participle") and seen:
            return Deliverable(start, place + 1, "state")  # "every school to be offered a visit"
        if form.form in ("past", "participle") and seen and doc.norm(place + 1) in _THEN:
            return Deliverable(start, place + 1, "state")  # "all complaints answered by the end of the day"
        stands = before in ("will", "should", "must", "shall") or is_plural(before) or form.form == "third"
        if form.form in ("base", "third") and (seen or (form.base in ("hold", "get", "receive"))) and stands:
            stop = phrase_end(doc, place + 1, len(doc.words), set())
            return Deliverable(start, stop, "universal") if stop > place + 1 else None
    return None


_THEN = vocab("by within in on before at after") | {""}
_UNSEEN_SUBJECTS = word_list("deliverables.unseen_subjects")
_SERVED = word_list("deliverables.seen_all_the_same")
_MADE = vocab("establish create build develop form introduce set provide design produce replace appoint")
_LIGHT = vocab("paid given taken made done put provided")


def _unseen(doc: Document, start: int, place: int) -> bool:
    """ "That attention be paid to", "care is taken": nobody could see that it was."""
    return doc.words[place] in _LIGHT and not _UNSEEN_SUBJECTS.isdisjoint(doc.words[start:place])


def for_each(doc: Document, start: int, time_at: set[int]) -> Deliverable | None:
    """ "... that every enquiry be answered in person": asked of each of them, after what comes first."""
    for place in range(start + 1, len(doc.words)):
        if doc.words[place] in ("every", "each") and doc.words[place - 1] in ("that", ",", ";", ":", "until"):
            return state(doc, place, time_at)
    return None


def passive(doc: Document, start: int, time_at: set[int]) -> Deliverable | None:
    """ "A charter, setting out what they may expect, is to be published": what is to be done is done or not."""
    for place in range(start + 2, len(doc.words)):
        form = verb_forms().get(doc.words[place])
        done = form is not None and form.form in ("past", "participle") and "done" in form.classes
        done = done and form is not None and not form.classes & {"change", "vague"}
        if _unseen(doc, start, place):
            return None
        started = any(doc.words[place : place + len(phrase)] == phrase for phrase in STATE_PHRASES)
        if started and doc.words[place - 1] in ("be", "get") and place not in time_at:
            return Deliverable(start, place + 2, "state")
        made = form is not None and form.base in _MADE and doc.norm(start) in DETERMINERS
        telling = {"who", "which", "that", "whose"} & set(doc.words[max(start, place - 5) : place])
        if (
            not telling
            and doc.words[place - 1] == "be"
            and (done or made or doc.words[place] in _DONE_STATES)
            and place not in time_at
        ):
            return Deliverable(start, place + 1, "state")
    return None


def state(doc: Document, start: int, time_at: set[int]) -> Deliverable | None:
    """An end state told as reached: "traffic is mirrored to staging", "docs published", "every order gets a check"."""
    if doc.norm(start) in ALL | {"everyone", "everybody"}:
        acted = _all_act(doc, start)
        if acted is not None:
            return acted
        for place in range(start + 2, min(start + 12, len(doc.words))):
            had = doc.norm(place + 1) == "had"
            if doc.words[place] in _GETTING and doc.norm(place + 1 + had) not in ("been", "to", "access", "no", ""):
                stop = phrase_end(doc, place + 1 + had, len(doc.words), time_at)
                return None if doc.words[stop - 1] in UNFINISHED - HELD else Deliverable(start, stop, "universal")
    for place in range(start + 1, len(doc.words)):
        if place in time_at:
            continue
        if doc.words[place] in ("all", "every") and doc.norm(place - 1) in _COVERING:
            return Deliverable(start, phrase_end(doc, place + 1, len(doc.words), time_at), "universal")
        word = doc.words[place]
        for phrase in STATE_PHRASES:
            if doc.words[place : place + len(phrase)] == phrase:
                return Deliverable(start, place + len(phrase), "state")
        form = verb_forms().get(word)
        finished = (
            form is not None
            and form.form in ("past", "participle")
            and "done" in form.classes
            and "change" not in form.classes
        )
        if (word in _DONE_STATES or finished) and not _unseen(doc, start, place):
            after = doc.norm(place + 1)
            before = doc.norm(place - 1)
            closing = after in NP_STOPS or after in ("", "into", "onto", "about") or place + 1 in time_at
            if word == "done" and before == "well":
                return None
            if closing and before not in ("a", "the", "of", "our", "more"):
                return Deliverable(start, place + 1, "state")
    return None
