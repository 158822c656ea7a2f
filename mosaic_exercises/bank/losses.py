"""What several formats have no place for. What one format alone loses stands beside that format."""

from __future__ import annotations

from mosaic_exercises.bank.records import Loss, Question
from mosaic_exercises.kinds.portable import Blanks, Essay, Numeric, Ordering, PortableChoice


def near(question: Question) -> bool:
    """Whether one answer alone is chosen, and another one earns a part."""
    body = question.body
    return isinstance(body, PortableChoice) and body.single and any(0 < o.worth < 1 for o in body.options)


def missed(question: Question) -> bool:
    """Whether something is said of a right option that was left out."""
    body = question.body
    return isinstance(body, PortableChoice) and any(o.missed for o in body.options)


def slips_in_gaps(question: Question) -> bool:
    """Whether something is said to a known wrong word."""
    return isinstance(question.body, Blanks) and any(gap.slips for gap in question.body.gaps)


def slips(question: Question) -> bool:
    """Whether something is said to a known wrong word or number."""
    return slips_in_gaps(question) or (isinstance(question.body, Numeric) and bool(question.body.slips))


HINTS = Loss("hints", lambda q: bool(q.hints))
PICTURE = Loss("the picture", lambda q: bool(q.picture))
POINTS = Loss("the points", lambda q: q.points != 1)
NEAR = Loss("what a near miss earns", near)
MISSED = Loss("what is said of a right option that was left out", missed)
MISTAKE = Loss("what is said to a known mistake", slips)
MISTAKE_IN_GAP = Loss(MISTAKE.words, slips_in_gaps)
DRAGGING = Loss(
    "dragging into order: it is asked as a matching of item and place", lambda q: isinstance(q.body, Ordering)
)
GAPS_APART = Loss(
    "the gaps of one text together: each is a question of its own",
    lambda q: isinstance(q.body, Blanks) and len(q.body.gaps) > 1,
)
MODEL = Loss("the model answer, for whoever marks", lambda q: isinstance(q.body, Essay) and bool(q.body.model))
