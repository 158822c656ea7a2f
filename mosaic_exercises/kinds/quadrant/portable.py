"""Quadrant, as other systems can ask it: points to be joined to corners."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.portable import (
    Matching,
    Option,
    Portable,
    PortableChoice,
    PortablePair,
    PortablePart,
    stays,
    with_reasons,
)
from mosaic_exercises.kinds.quadrant.task import CORNERS, QuadrantKey, QuadrantTask


def portable(task: QuadrantTask, key: QuadrantKey) -> Portable:
    """Points to be joined to the corner they belong to; a map of the learner's own stays here."""
    if not key.place:
        return stays("a map of one's own: nothing is right or wrong, and later exercises go on with it")
    names = tuple((c, getattr(task.quadrants, c)) for c in CORNERS)
    points = {p.id: f"{p.text} ({p.detail})" if p.detail else p.text for p in task.points}
    parts = []
    for when, places in (("now", key.place), ("wanted", key.wanted if task.arrows else {})):
        sure = [i for i, fits in places.items() if len(fits) == 1]
        if not places:
            continue
        ask = "" if when == "now" else "Where should each of them be?"
        if len(sure) > 1:
            pairs = tuple(
                PortablePair(id=i, text=points[i], answer=places[i][0], reason=key.reasons.get(i, "")) for i in sure
            )
            parts.append(
                PortablePart(
                    body=Matching(pairs=pairs, answers=names),
                    name="" if when == "now" else when,
                    ask=ask,
                    why=with_reasons(key.why, [(points[i], key.reasons.get(i, "")) for i in sure]),
                    share=float(len(sure)),
                )
            )
        for i, fits in places.items():
            if i in sure and len(sure) > 1:
                continue
            options = tuple(Option(id=c, text=n, worth=float(c in fits)) for c, n in names)
            parts.append(
                PortablePart(
                    body=PortableChoice(options=options, shuffle=False),
                    name=f"{i}-{when}",
                    ask=f"{ask or 'Where does this stand?'}\n\n{points[i]}",
                    why=with_reasons(key.why, [(points[i], key.reasons.get(i, ""))]),
                    share=1.0,
                )
            )
    whole = sum(p.share for p in parts)
    parts = [msgspec.structs.replace(p, share=p.share / whole) for p in parts]
    plane = (
        *(n for _, n in names),
        f"{task.x.name}: {task.x.start} to {task.x.end}",
        f"{task.y.name}: {task.y.start} to {task.y.end}",
    )
    lost = ("the exact place of a point: its corner is asked",) + (
        ("what is said to a point in a wrong corner",) if key.slips else ()
    )
    return Portable(
        parts=tuple(parts),
        why=key.why,
        lost=lost,
        plane=plane,
    )
