"""What a learner made, taken outside: pictures (SVG), slides (PPTX), tables (CSV) and data (JSON), the last two both
ways.

A PNG is drawn by the browser, from the same SVG, on a canvas: no library here would do it better.
"""

from mosaic_exercises.export.answers import File, export_answer, import_answer, print_pages
from mosaic_exercises.export.card import card_drawing
from mosaic_exercises.export.files import (
    form_csv,
    form_json,
    journey_csv,
    journey_json,
    read_form_csv,
    read_form_json,
    read_journey_csv,
    read_journey_json,
)
from mosaic_exercises.export.map import journey_drawing, journey_pages

__all__ = [
    "File",
    "card_drawing",
    "export_answer",
    "form_csv",
    "form_json",
    "import_answer",
    "journey_csv",
    "journey_drawing",
    "journey_json",
    "journey_pages",
    "print_pages",
    "read_form_csv",
    "read_form_json",
    "read_journey_csv",
    "read_journey_json",
]
