"""The pitch: as many slides as the course says, each with the few lines that the plan has for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from mosaic_exercises.course.records import PitchPage, PitchSource
from mosaic_exercises.reading.refs import Offer

LONGEST = 240  # characters of a line: a slide is read from the last row
MOST = 5  # lines of a slide


class PitchSlide(msgspec.Struct, frozen=True):
    """A slide of the pitch. ``todo``: where its lines are made; "" where there are some."""

    title: str
    lines: tuple[str, ...]
    todo: str = ""


def slides(pages: Sequence[PitchPage], made: Sequence[Offer], place: Callable[[str], str]) -> tuple[PitchSlide, ...]:
    """Every slide of the pitch, those with nothing to say as well. ``place`` says where an exercise is made."""
    return tuple(_slide(page, made, place) for page in pages)


def _slide(page: PitchPage, made: Sequence[Offer], place: Callable[[str], str]) -> PitchSlide:
    for source in page.sources:
        if lines := _lines(source, made):
            return PitchSlide(page.title, lines)
    first = page.sources[0].exercise
    return PitchSlide(page.title, (), f"Nothing is written for this slide yet. Make it in {place(first)}.")


def _lines(source: PitchSource, made: Sequence[Offer]) -> tuple[str, ...]:
    """The lines of a source in the order of its sorts, short enough for a slide, each once."""
    found: list[str] = []
    for sort in source.sorts:
        labels = [o.label for o in made if o.exercise == source.exercise and o.sort == sort][: source.most]
        found += (line.strip() for label in labels for line in label.split("\n") if line.strip())
    return tuple(_short(line) for line in dict.fromkeys(found))[:MOST]


def _short(line: str) -> str:
    if len(line) <= LONGEST:
        return line
    cut = line.rfind(" ", LONGEST // 2, LONGEST - 1)
    return f"{line[: cut if cut > 0 else LONGEST - 1].rstrip()}…"
