"""What ratings give to the plan: each with the word for it; two of the same rows side by side."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, TextTable, Words
from mosaic_exercises.kinds.rate.task import RateTask, Ratings, names, shown


def blocks(task: RateTask, answer: Ratings) -> tuple[Block, ...]:
    """Ratings as facts, each with the word for it."""
    own = zip(names(task).values(), answer.rates, strict=True) if answer.rates else ()
    facts = FactList(tuple((name.strip("“”"), shown(task, rating)) for name, rating in own if rating is not None))
    others = tuple(Words(f"Rated too by {other.name}.", "note") for other in answer.others)
    return (facts, *others)


def compared(task: RateTask, before: Ratings, after: Ratings) -> tuple[Block, ...]:
    """Two ratings of the same rows side by side, with what moved."""
    rows: list[tuple[str, ...]] = []
    for name, one, two in zip(names(task).values(), before.rates, after.rates, strict=False):
        if one is not None and two is not None:
            moved = two - one if isinstance(one, int | float) and isinstance(two, int | float) else 0
            step = f"{moved:+g}".replace("-", "−") if moved else "as before"
            rows.append((name.strip("“”"), shown(task, one), shown(task, two), step))
    return (TextTable("Then and now", ("", "Then", "Now", "Moved"), tuple(rows)),) if rows else ()
