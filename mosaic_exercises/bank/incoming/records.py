"""What reading a question file gives."""

from __future__ import annotations

import msgspec

from mosaic_exercises.bank.records import Question


class Puzzling(msgspec.Struct, frozen=True):
    """Something of a file that was not understood: which question (its title, or its place), and what."""

    where: str
    what: str


class Unclear(Exception):
    """A question that cannot be understood, in words."""


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds: questions in its order, and what was not understood."""

    questions: tuple[Question, ...]
    puzzling: tuple[Puzzling, ...]


MOST = 20_000  # questions of one file
