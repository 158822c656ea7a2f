"""Board, to read: the empty board as a picture, its parts with what belongs there, and what can be linked."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Figure, Words
from mosaic_exercises.kinds.board.picture import board_drawing
from mosaic_exercises.kinds.board.task import Board, BoardSection, BoardTask, BoardView


def still(task: BoardTask, view: BoardView) -> tuple[Block, ...]:
    """The picture, the parts, the notes that stand there already."""
    return tuple(_parts(task, view))


def _parts(task: BoardTask, view: BoardView) -> Iterator[Block]:
    yield Figure(board_drawing(task, Board()))
    yield Words("Notes go into these parts:")
    yield FactList(tuple((one.name, _about(one, view.min_notes.get(one.id, 0))) for one in view.sections))
    names = {one.id: one.name for one in view.sections}
    if view.given:
        yield Words("There already:")
        yield Bullets(tuple((0, f"{names[note.section]}: {note.text}") for note in view.given))
    if view.links:
        yield Words(f"Notes can be linked: {', '.join(f'“{link.name}”' for link in view.links)}.")


def _about(section: BoardSection, least: int) -> str:
    said = [section.guidance, f"At least {least}." if least else ""]
    if section.fields:
        said.append(f"Each note with: {'; '.join(field.label for field in section.fields)}.")
    return " ".join(part for part in said if part)
