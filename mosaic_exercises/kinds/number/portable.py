"""Number, as other systems can ask it: a number with its tolerance."""

from __future__ import annotations

from mosaic_exercises.kinds.number.task import NumberKey, NumberTask
from mosaic_exercises.kinds.portable import Numeric, Portable, PortablePart, PortableValue, said


def portable(task: NumberTask, key: NumberKey) -> Portable:
    """A number with its tolerance, and the values that known mistakes lead to."""
    slips = tuple(
        PortableValue(
            value=s.value, tolerance=key.tolerance if s.tolerance is None else s.tolerance, said=said(s.why, s.try_next)
        )
        for s in key.slips
    )
    steps = "".join(f"\n- {step}" for step in key.steps)
    body = Numeric(value=key.value, tolerance=key.tolerance, unit=task.unit, slips=slips)
    return Portable(parts=(PortablePart(body=body),), why=f"{key.why}\n{steps}" if steps else key.why)
