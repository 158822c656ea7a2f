"""The plan as a file, by the ending of its name."""

from __future__ import annotations

from typing import Final

from mosaic_exercises.plan.deck import deck
from mosaic_exercises.plan.html import html
from mosaic_exercises.plan.markdown import markdown
from mosaic_exercises.plan.records import Plan

MIME: Final = {
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "md": "text/markdown",
}


def plan_file(plan: Plan, ending: str) -> bytes:
    """The plan as HTML ("html"), slides ("pptx") or Markdown ("md"). Raises DataError where slides cannot be made."""
    if ending == "pptx":
        return deck(plan)
    return (html if ending == "html" else markdown)(plan).encode("utf-8")
