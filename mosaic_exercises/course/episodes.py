"""The course's conversations to listen to: two voices, one file a notebook (``content/episodes/NOTEBOOK.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.errors import CourseError

FOLDER = Path(__file__).parent / "content" / "episodes"
WORDS_A_MINUTE = 145  # of a calm voice; a pause between two speakers is in it


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one voice says before the other goes on."""

    who: Literal["a", "b"]
    text: str


class Episode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A conversation: ``a`` and ``b`` are the two speakers' names."""

    title: str
    a: str
    b: str
    line: tuple[Spoken, ...]
    id: str = ""

    @property
    def minutes(self) -> float:
        """How long it takes to hear, by its words."""
        return sum(len(one.text.split()) for one in self.line) / WORDS_A_MINUTE

    def name(self, who: str) -> str:
        """A speaker's name."""
        return self.a if who == "a" else self.b


@cache
def episodes(folder: Path = FOLDER) -> tuple[Episode, ...]:
    """Every episode in the order of the notebooks. Raises CourseError that names the file and the place in it."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            made = msgspec.convert(table | {"id": path.stem}, Episode)
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CourseError(f"{path}: cannot be read: {error}") from None
        except msgspec.ValidationError as error:
            raise CourseError(f"{path}: {error}") from None
        if not made.line:
            raise CourseError(f"{path}: nobody says anything: add [[line]] with who and text")
        found.append(made)
    return tuple(found)


def transcript(episode: Episode) -> str:
    """The conversation as text, a paragraph a turn."""
    return "\n\n".join([episode.title, *(f"{episode.name(one.who)}: {one.text}" for one in episode.line), ""])


def sentences(text: str) -> list[str]:
    """A speaker's text in sentences: what is read and shown at once."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"(0-9])", text.strip()) if part.strip()]
