"""The plan and its pitch as HTML pages that need nothing else: no script, every text escaped."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.drawing.html import render
from mosaic_exercises.plan.records import Plan


def html(plan: Plan) -> str:
    """The whole plan, as text. Raises DataError where Jinja2 is not installed."""
    return render(Path(__file__).parent / "templates", "plan.html", plan=plan)


def pitch_html(plan: Plan) -> str:
    """The pitch: its slides under each other, a page each in print. Raises DataError as ``html`` does."""
    return render(Path(__file__).parent / "templates", "pitch.html", plan=plan)
