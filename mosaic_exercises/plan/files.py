"""The plan and its pitch as files, by what they are asked as."""

from __future__ import annotations

from typing import Final

from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.plan.deck import deck, pitch_pages
from mosaic_exercises.plan.html import html, pitch_html
from mosaic_exercises.plan.markdown import markdown
from mosaic_exercises.plan.records import Plan

NAME: Final = "customer-development-plan"
NAMES: Final = {
    "html": f"{NAME}.html",
    "pptx": f"{NAME}.pptx",
    "md": f"{NAME}.md",
    "pitch-html": "pitch.html",
    "pitch-pptx": "pitch.pptx",
}
MIME: Final = {
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "md": "text/markdown",
}


def plan_file(plan: Plan, what: str) -> bytes:
    """The plan as HTML ("html"), slides ("pptx") or Markdown ("md"), or its pitch ("pitch-html", "pitch-pptx"). Raises
    DataError where slides or pages cannot be made."""
    match what:
        case "pptx":
            return deck(plan)
        case "pitch-pptx":
            return slides(pitch_pages(plan), heading=30.0)
        case "pitch-html":
            return pitch_html(plan).encode("utf-8")
        case "html":
            return html(plan).encode("utf-8")
    return markdown(plan).encode("utf-8")
