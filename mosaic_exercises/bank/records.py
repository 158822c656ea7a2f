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


class ExchangeFormat(msgspec.Struct, frozen=True, kw_only=True):
    """One format.

    write(title, questions) -> bytes    the file; the questions are those that ``refuses`` let pass
    refuses(question) -> str            why this question cannot go into it; "" where it can
    loses(question) -> tuple[str, ...]  what of this question the format has no place for
    """

    name: str
    label: str
    ending: str
    write: Callable[[str, Sequence[Question]], bytes]
    refuses: Callable[[Question], str]
    loses: Callable[[Question], tuple[str, ...]]
