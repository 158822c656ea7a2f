"""Facts and histories: what marks a statement as told, not wanted."""

from __future__ import annotations

from ..lexicon import Phrases, phrase_list, vocab, word_list
from ..lexicon.intention import BE, MISSION_VERBS, STATIVE, WANTS
from ..lexicon.nouns import GROUPS, is_plural
from ..lexicon.verbs import verb_forms
from ..readers.amount_roles import Quantity
from ..readers.durations import TimeExpr
from ..text.tokens import Document


def counts_what_is(doc: Document, start: int, times: tuple[TimeExpr, ...], quantities: tuple[Quantity, ...]) -> bool:
    """ "We care for 4,000 people": a count in the present, with no time to come and no standard of service."""
    roles = {expr.role for expr in times}
    told = doc.norm(start + 1) in ("get", "see", "receive", "handle")
    if roles & {"rate", "schedule"} and "deadline" not in roles and told:
        return True  # "we get about fifty e-mails a day"
    if roles & {"deadline", "service", "rate"}:
        return False
    return any(
        quantity.role in ("target", "holding") and not quantity.percent and (quantity.value or 0) > 1
        for quantity in quantities
    )


_BEFORE_PARTICIPLE = word_list("intention.before_participle")
_SUBJECTS = vocab("we i they it she he")
_STRONG_PAST = word_list("intention.strong_past")


def stated_as_fact(doc: Document, start: int) -> bool:
    """Marks of a fact: a source ("according to"), a habit given up ("used to leave on time"), a definition."""
    words = doc.words
    for place in range(start, len(words) - 1):
        if words[place : place + 2] == ("on", "average") and {"who", "which", "that", "those"} & set(
            words[start:place]
        ):
            return True  # "those who switch to us stay for four years on average"
        if words[place] == "according" and words[place + 1] == "to":
            return True
        if (
            words[place] == "so"
            and words[place + 1] == "far"
            and {"has", "have"} & set(words[max(0, place - 2) : place])
        ):
            return True
        if words[place] == "used" and words[place + 1] == "to" and words[place - 1] not in BE and place > start:
            return True
    if doc.norm(start) in _BEGUN and doc.norm(start + 1) in ("in", "by", "on", "as") and "," in words[start:]:
        return True  # "Founded in 1971 by three women, the pantry ..."
    return doc.norm(start + 1) in ("means", "refers") and doc.norm(start) != "this"


_BEGUN = vocab("founded established created formed born built based located situated set started opened")


_AFTER_MAIN = vocab("the a an our their its his her it them us me my some many that fault part place more fewer")
_ASIDE_OPENERS = vocab("which who whose whom where when although while whereas because since")


def _asides(doc: Document, start: int) -> set[int]:
    """Places in clauses between commas that only tell of something: "repairs, of which there were 1,960 in April, will
    number fewer than 500"."""
    found: set[int] = set()
    for place in range(start + 1, len(doc.words)):
        if doc.words[place] in _ASIDE_OPENERS and "," in doc.words[max(start, place - 2) : place]:
            stop = next((at for at in range(place, len(doc.words)) if doc.words[at] == ","), place)
            found.update(range(place, stop))
    return found


def _mains(doc: Document, start: int) -> list[int]:
    """Places of verbs in the past that tell what somebody did: "considered 74 cases, found fault, recommended"."""
    forms = verb_forms()
    found = []
    for place in range(start + 2, len(doc.words) - 1):
        word, before = doc.words[place], doc.words[place - 1]
        form = forms.get(word)
        past = form is not None and form.form == "past" and word not in _SHOWN_STATES
        linked = before in BE or before in _BEFORE_PARTICIPLE or before in ("to", "in", "as", "not", "been", "for")
        after = doc.words[place + 1]
        object_ = after in _AFTER_MAIN or doc.tokens[place + 1].kind == "num"
        if past and object_ and (not linked or before in ("and", ",")):
            found.append(place)
    return found


def past_fact(doc: Document, start: int, times: tuple[TimeExpr, ...], wants: list[int]) -> str | None:
    """The words of a main verb in the past, or None."""
    forms = verb_forms()
    timed = {place: expr.role for expr in times for place in range(expr.first, expr.stop)}
    ahead = any(expr.role == "deadline" and looks_ahead(doc, expr) for expr in times)
    first_want = wants[0] if wants else len(doc.words)
    told = any(
        expr.role == "history" and _RELATIVES.isdisjoint(doc.words[max(start, expr.first - 8) : expr.first])
        for expr in times
    )  # "those who have not visited for six weeks" tells which ones
    aside = _asides(doc, start) if wants else set()
    if not wants and not ahead and len(_mains(doc, start)) > 1:
        place = _mains(doc, start)[0]
        return doc.raw[slice(*doc.chars(max(start, place - 1), min(place + 2, len(doc.words))))]
    for place in range(start, min(first_want, len(doc.words))):
        word, before = doc.words[place], doc.norm(place - 1)
        opens = place == start and word not in ("was", "were", "had")
        if place in timed or place in aside or before in ("who", "which", "that", "to", "when", "if") or opens:
            continue
        if word in ("was", "were", "is", "are") and WANTS.at(doc.words, place + 1) > place + 1:
            continue  # "was formed to raise funds"
        if word in ("was", "were", "had", "did") or (word in _STRONG_PAST and before not in _BEFORE_ADJECTIVE):
            return doc.raw[slice(*doc.chars(place, min(place + 2, len(doc.words))))]
        if word in ("have", "has") and before in _SUBJECTS and doc.norm(place + 1) != "to":
            if ahead or wants:
                continue
            return doc.raw[slice(*doc.chars(place - 1, min(place + 2, len(doc.words))))]
        counted = place + 1 < len(doc.tokens) and doc.tokens[place + 1].kind == "num"
        if word in _OR_PARTICIPLE and is_plural(before) and counted and not ahead:
            return doc.raw[slice(*doc.chars(place, min(place + 2, len(doc.words))))]
        form = forms.get(word)
        pastish = (form is not None and form.form == "past") or (word.endswith("ed") and len(word) > 4 and form is None)
        if not pastish or before in BE or before in _BEFORE_PARTICIPLE:
            continue
        subject = before in ("we", "i", "they", "she", "he", "it", "you", "who") or (
            before.endswith("ly") and doc.norm(place - 2) in ("we", "i", "they", "she", "he", "it")
        )
        if subject and not ahead:
            return doc.raw[slice(*doc.chars(place - 1, min(place + 2, len(doc.words))))]
        if not ahead and (told or (not wants and _told_of_noun(doc, start, place))):
            return doc.raw[slice(*doc.chars(place, min(place + 2, len(doc.words))))]
    return None


_BEFORE_ADJECTIVE = vocab("of a an and about for on with by from in over through")
_OR_PARTICIPLE = word_list("intention.or_participle")
_RELATIVES = vocab("who whose which that")
_HAPPENED = word_list("intention.happened")
_BY_ITSELF = word_list("intention.by_itself")


def _told_of_noun(doc: Document, start: int, place: int) -> bool:
    """A past verb that tells of its subject: "the manager resigned", "complaints doubled between 2021 and 2023"."""
    word = doc.words[place]
    first = doc.norm(start)
    if first in ("the", "our", "my", "a", "their", "this") and word not in _SHOWN_STATES and place <= start + 6:
        return doc.norm(place + 1) not in ("to", "") or word in _HAPPENED
    opens = place == start + 1 or doc.norm(place - 2) == ","
    who = doc.norm(place - 1) in GROUPS and opens and word not in _SHOWN_STATES
    if who and doc.norm(place + 1) not in ("within", "in", "by", "on", "to", ""):
        return True  # "parents rated homework at 3.1"
    if doc.norm(place + 1) in ("the", "a", "an", "its", "their") and word not in _SHOWN_STATES and place <= start + 4:
        return True  # "reliability obtained the lowest value"
    return word in _BY_ITSELF and place <= start + 3


_SHOWN_STATES = word_list("intention.shown_states")
_AHEAD = word_list("intention.ahead")


def looks_ahead(doc: Document, expr: TimeExpr) -> bool:
    return doc.words[expr.first] in _AHEAD or ("next" in doc.words[expr.first : expr.stop])


def _counted_after(doc: Document, place: int) -> bool:
    at = place + 1 + (doc.norm(place + 1) in _AFTER_VERB)
    return at < len(doc.tokens) and doc.tokens[at].kind == "num"


def told_of_now(doc: Document, start: int, times: tuple[TimeExpr, ...]) -> bool:
    """ "The hub now delivers to 260 homes", "our agents handle some 60 calls a shift"."""
    forms = verb_forms()
    if any(expr.role in ("deadline", "service") for expr in times):
        return False
    ours, base = doc.norm(start) in ("our", "my", "the"), doc.norm(start) in ("our", "the", "my", "these")
    for place in range(start + 1, len(doc.words) - 1):
        form = forms.get(doc.words[place])
        if form is None:
            continue
        before = doc.words[place - 1]
        near = place < start + 6 or (before == "," and doc.words[start + 1 : place].count(",") == 2)  # after an aside
        counted = near and _counted_after(doc, place)
        if form.form == "third" and (before == "now" or (ours and counted)):
            return True  # "our shop gets some 300 visitors a week"
        if form.form == "base" and base and counted and is_plural(before):
            return True
    return False


_HABITS = Phrases(phrase_list("intention.habits"))
_ROUGHLY = vocab("around about some nearly almost roughly approximately circa")
_LIMITED = vocab("within under over below above least most to by of for from")


def habit(doc: Document, start: int, *, ahead: bool) -> bool:
    """A verb in the present and a word that only tells: "around 38% of them telephone", "they tend to come twice",
    "it has 14 branches and issued 900 cards"."""
    habits = [stop - place for place, stop in _HABITS.found(doc.words, start) if place > start]
    if 1 in habits and doc.norm(start) not in verb_forms():
        return True  # "those who come as families rarely renew"
    if ahead or not _verb_of_subject(doc, start):
        return False
    if habits:
        return True
    for place in range(start, len(doc.words) - 1):
        word, before = doc.words[place], doc.norm(place - 1) if place > start else ""
        form = verb_forms().get(word)
        if doc.tokens[place + 1].kind != "num":
            continue
        if word in _ROUGHLY and before not in _LIMITED:
            return True
        if before == "and" and form is not None and form.form == "past":
            return True
    return False


def _verb_of_subject(doc: Document, start: int) -> bool:
    """A verb in the present after what it tells of, within the first words."""
    forms = verb_forms()
    for place in range(start + 1, min(start + 14, len(doc.words))):
        word, before = doc.words[place], doc.words[place - 1]
        form = forms.get(word)
        if word in BE or word in STATIVE or word in ("has", "have"):
            return True
        if form is not None and before not in ("to", "and", "the", "of", "for") and doc.tokens[place - 1].kind != "num":
            if form.form == "third" and not is_plural(before):
                return True
            if form.form == "base" and (is_plural(before) or before in GROUPS or doc.norm(start) == "staff"):
                return True
    return False


_GOAL_MARKS = vocab("under below over above to at_most at_least target goal : -> % < > + down up than")


def told_figure(doc: Document, start: int, times: tuple[TimeExpr, ...], quantities: tuple[Quantity, ...]) -> bool:
    """ "Average stay 2.3 nights": a figure beside its name, with no aim."""
    first = next((quantity.first for quantity in quantities), None)
    dated = next((expr.stop for expr in times if expr.role == "history" and doc.norm(expr.stop) == ":"), None)
    if first is not None and dated is not None and first > dated:
        return True  # "calls yesterday: 1,204"
    if doc.norm(start) not in ("average", "mean", "median") or first is None:
        return False
    return not _GOAL_MARKS & set(doc.words[start:first]) and not any(expr.role == "deadline" for expr in times)


def _costs(doc: Document, start: int) -> bool:
    """ "Planning applications cost about £462 each"."""
    for place in range(start + 1, min(start + 6, len(doc.words) - 1)):
        if (
            doc.words[place] in _COSTING
            and not is_plural(doc.words[place + 1])
            and doc.words[place - 1] not in ("the", "of", "to")
        ):
            near = range(place + 1, min(place + 5, len(doc.tokens)))
            return any(doc.tokens[after].kind == "num" for after in near)
    return False


_COSTING = word_list("intention.costing")


def tells_of_one(doc: Document, start: int) -> bool:
    """A verb after its single subject: "the business trades online"."""
    if doc.norm(start) not in ("the", "our", "my", "this", "their", "a", "an"):
        return _costs(doc, start)
    if {"costs", "earns", "weighs", "saves"} & set(doc.words[start + 2 : start + 4]) and _costs(doc, start):
        return True
    if doc.norm(start) in ("a", "an") and {"that", "who", "where", "which", "with"} & set(doc.words[start : start + 6]):
        return False  # "a workforce that reflects the town"
    forms = verb_forms()
    for place in range(start + 2, min(start + 5, len(doc.words))):
        form = forms.get(doc.words[place])
        if form is not None and form.form == "third" and not is_plural(doc.words[place - 1]):
            follows = doc.norm(place + 1 + (doc.norm(place + 1) in _AFTER_VERB))
            counted = place + 2 < len(doc.tokens) and doc.tokens[place + 2].kind == "num"
            if counted and doc.norm(place + 1) in _AFTER_VERB:
                return True  # "our surgery looks after 9,400 patients"
            if follows in ("£", "$", "€") or (place + 1 < len(doc.tokens) and doc.tokens[place + 1].kind == "num"):
                return True
            return (doc.words[place] not in MISSION_VERBS and follows in _AFTER_THIRD) or follows.endswith("ly")
    return False


_AFTER_VERB = vocab("after up on out for to some about around over roughly nearly")
_AFTER_THIRD = word_list("intention.after_third")
