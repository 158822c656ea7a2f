"""Rate, as other systems can ask it: ratings that evidence supports."""

from __future__ import annotations

from mosaic_exercises.kinds.portable import Option, Portable, PortableChoice, PortablePart, said, stays, with_reasons
from mosaic_exercises.kinds.rate.task import RateKey, RateTask, Rating


def portable(task: RateTask, key: RateKey) -> Portable:
    """Ratings that evidence supports, a question a row. What is a learner's own view stays here."""
    if not key.expect:
        return stays("ratings of one's own: nothing is right or wrong, and the next notebooks go on with them")
    if task.form == "weights":
        return stays("weights that share a total: no other system has such a question")
    points = [(p.id, p.text) for p in task.points] or [
        (str(n), f"{n}: {task.anchors[str(n)]}" if str(n) in task.anchors else str(n))
        for n in range(task.low, task.high + 1)
    ]
    rows, columns = ({x.id: x.text for x in xs} for xs in (task.rows, task.columns))
    parts = []
    for one in key.expect:
        options = tuple(
            Option(
                id=i,
                text=t,
                worth=float(one.holds(i if task.points else int(i))),
                said=_slip(key, one.row, one.column, i if task.points else int(i)),
            )
            for i, t in points
        )
        ask = rows[one.row] + (f": {columns[one.column]}" if one.column else "")
        parts.append(
            PortablePart(
                body=PortableChoice(options=options, shuffle=False),
                name="-".join(filter(None, (one.row, one.column))),
                ask=ask,
                why=with_reasons(key.why, [(rows[one.row], one.why)]),
                share=1 / len(key.expect),
            )
        )
    return Portable(parts=tuple(parts), why=key.why)


def _slip(key: RateKey, row: str, column: str, rating: Rating) -> str:
    slip = next((s for s in key.slips if (s.row, s.column) == (row, column) and s.holds(rating)), None)
    return said(slip.why, slip.try_next) if slip else ""
