"""What a format is given to write, and what it says of what it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from mosaic_exercises.kinds.portable import Body


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question, ready to be written. Texts are in the course's markup.

    ``id`` is the exercise's slug, with ``--name`` behind it for a part; ``chapter`` the notebook's title; ``picture``
    an SVG with ``alt`` as its words, "" for none; ``lost``: what already did not come along from the exercise itself.
    """

    id: str
    kind: str
    title: str
    prompt: str
    body: Body
    why: str = ""
    hints: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    chapter: str = ""
    points: float = 1.0
    rev: int = 1
    picture: str = ""
    alt: str = ""
    lost: tuple[str, ...] = ()


class Left(msgspec.Struct, frozen=True):
    """An exercise, or a part of one, that does not go into a file, and why."""

    id: str
    kind: str
    title: str
    reason: str


class Loss(msgspec.Struct, frozen=True):
    """Something that a format has no place for: what it is, in words, and which questions have it."""

    words: str
    of: Callable[[Question], bool]

    def because(self, reason: str) -> Loss:
        """The same with the format's reason."""
        return Loss(f"{self.words}: {reason}", self.of)


def nothing(question: Question) -> str:
    """Why this question cannot be written, where a format takes every sort of them."""
    del question
    return ""


class ExchangeFormat(msgspec.Struct, frozen=True, kw_only=True):
    """One format.

    write(title, questions) -> bytes    the file; the questions are those that ``refuses`` let pass
    refuses(question) -> str            why this question cannot go into it; "" where it can
    losses                              what the format has no place for
    """

    name: str
    label: str
    ending: str
    write: Callable[[str, Sequence[Question]], bytes]
    refuses: Callable[[Question], str] = nothing
    losses: tuple[Loss, ...]

    def loses(self, question: Question) -> tuple[str, ...]:
        """What of this question does not come along, in words."""
        return tuple(loss.words for loss in self.losses if loss.of(question))
