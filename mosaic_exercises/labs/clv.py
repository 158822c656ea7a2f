"""Lab: customer lifetime value, live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from mosaic_exercises.labs.base import LabOutput, Value, option, output, slider
from mosaic_exercises.models import value

POINTS = 0.05
EXTRA_MARGIN = 0.10


def explorer(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """CLV against retention, and what five points more do to it.

    Controls: ``margin`` (EUR a year), ``retention`` and ``discount`` (per cent a year), ``paid`` (when the first margin
    comes: "end" after one year, "now" today).
    """
    from mosaic_exercises.plots import value as pictures

    margin = slider(values, "margin", 150)
    retention = slider(values, "retention", 80) / 100
    discount = slider(values, "discount", 10) / 100
    paid: Literal["end", "now"] = "now" if option(values, "paid", ("end", "now"), "end") == "now" else "end"
    curve = value.sensitivity(margin, retention, discount, POINTS, paid)
    richer = value.clv(margin * (1 + EXTRA_MARGIN), retention, discount, paid)
    finding = (
        f"A customer like this stays {curve.lifetime:.1f} years on average and is worth {euro(curve.value)} today."
    )
    if curve.effect is not None and curve.effect.percent is not None:
        after = curve.effect
        finding += (
            f" Five points more retention ({after.retention_after:.0%}) make it {euro(after.after)}, "
            f"that is {after.percent:.1f}% more. Ten per cent more margin would make it {euro(richer)}, 10% more."
        )
    setting = f"EUR {margin:g} a year, {retention:.0%} stay, discount rate {discount:.0%}"
    return output(pictures.clv_curve(curve, theme=theme, width=width, currency="EUR "), setting, finding)


def euro(amount: float) -> str:
    """``EUR 266.67``."""
    return f"EUR {amount:,.2f}"
