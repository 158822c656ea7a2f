"""What a board gives to the plan: its picture, and in words its parts, notes and links."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Bullets, Figure, Heading, Words
from mosaic_exercises.kinds.board.picture import board_drawing, board_pages, link_words
from mosaic_exercises.kinds.board.task import Board, BoardNote, BoardTask, every


def blocks(task: BoardTask, answer: Board) -> tuple[Block, ...]:
    """The board as a picture; in words its parts, their notes, and its links."""
    if not answer.notes:
        return ()
    words: list[Block] = []
    for section in task.sections:
        notes = [note for note in every(task, answer) if note.section == section.id]
        items = ((0, f"{note.text} (from: {_sources(note)})" if note.refs else note.text) for note in notes)
        words += [Heading(section.name), Bullets(tuple(items))] if notes else []
    words += [Words(text) for text in link_words(task, answer)]
    return (Figure(board_drawing(task, answer), board_pages(task, answer), tuple(words)),)


def _sources(note: BoardNote) -> str:
    return "; ".join(ref.label or ref.object for ref in note.refs)
