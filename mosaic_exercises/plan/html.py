"""The plan as one HTML page that needs nothing else: no script, nothing from elsewhere, every text escaped."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.drawing.html import render
from mosaic_exercises.plan.records import Plan


def html(plan: Plan) -> str:
    """The whole page, as text. Raises DataError where Jinja2 is not installed."""
    return render(Path(__file__).parent / "templates", "plan.html", plan=plan)
