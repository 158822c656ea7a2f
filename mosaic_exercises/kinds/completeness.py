"""What a form, a map or a board has of what is asked for: in one sentence, the same for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from mosaic_exercises.results import Criterion


def told(groups: Sequence[Sequence[Criterion]], there: str, missing: str, whole: str) -> str:
    """``8 of 11 things asked for are there; 3 things are missing, in 4 places.``

    Each group of criteria is one thing asked for; it is there if all of its criteria are met. A rule may be broken in
    several places: these are said where they outnumber the things, because the learner sees one remark for each.
    """
    short = [group for group in groups if not all(c.met for c in group)]
    if not short:
        return whole
    places = sum(c.met is False for group in short for c in group)
    things = "1 thing is" if len(short) == 1 else f"{len(short)} things are"
    where = f", in {places} places" if places > len(short) else ""
    return f"{len(groups) - len(short)} of {len(groups)} things {there}; {things} {missing}{where}."
