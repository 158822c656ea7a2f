"""What a kind's answers can be saved as, printed as and opened from.

A file is made in Python from the answer that the browser sends; the browser draws PNG and PDF from the SVG and prints
the pages, and that is all it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.values import Raw

T = TypeVar("T")

MIME: Final[Mapping[str, str]] = {
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "opml": "text/x-opml",
    "html": "text/html",
    "mm": "text/x-freemind",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


Makers = Mapping[str, Callable[[], str | bytes]]  # of a format's id: what writes it


class FileFormat(msgspec.Struct, frozen=True):
    """One sort of file: its id, which is also the file name's ending, and its name on the button.

    ``opens``: an answer can be read back from it, of a ``binary`` one in base64, of a ``foreign`` one also where
    another program wrote it; ``saves``: it is written here.
    ``print`` is no file: its pages go to the printer.
    """

    id: str
    name: str
    opens: bool = False
    saves: bool = True
    binary: bool = False
    foreign: bool = False


SVG: Final = FileFormat("svg", "Picture (SVG)")
PPTX: Final = FileFormat("pptx", "Slides (PPTX)")
CSV: Final = FileFormat("csv", "Table (CSV)", opens=True)
JSON: Final = FileFormat("json", "Data (JSON)", opens=True)
MARKDOWN: Final = FileFormat("md", "Text (Markdown)")
OPML: Final = FileFormat("opml", "Outline (OPML)", opens=True)
PRINT: Final = FileFormat("print", "Print")
WHOLE: Final = (SVG, PPTX, CSV, JSON, PRINT)  # what a form, a map and a board can be saved as

PICTURES: Final = frozenset(("svg", "pptx", "print"))  # they show references by the names of today


class File(msgspec.Struct, frozen=True):
    """A file to hand to the learner. ``data`` is UTF-8 text but for PPTX."""

    name: str
    mime: str
    data: bytes


class Read(msgspec.Struct, frozen=True):
    """What was read of another program's file: the raw answer, and in words what it could not take over."""

    raw: Raw
    told: str = ""


@dataclass(frozen=True)
class Files(Generic[T]):
    """The files of one kind. All raise FormatError or another MosaicError, in words.

    formats(task)                      -> in the order of the buttons
    save(task, raw, as_, slug, entry)  -> one of them; ``entry``: the part of the answer that is on the screen (a card)
    pages(task, raw)                   -> SVG to print, a page each
    read(task, text, as_)              -> the raw answer in a file's text, as the browser would send it; as ``Read``
                                          where there is something to tell
    """

    formats: Callable[[T], tuple[FileFormat, ...]]
    save: Callable[[T, Raw, str, str, str], File]
    pages: Callable[[T, Raw], tuple[str, ...]]
    read: Callable[[T, str, str], Raw]


def made(name: str, as_: str, makers: Makers) -> File:
    """The file that one of ``makers`` makes. Raises FormatError where there is none of this sort."""
    if as_ not in makers:
        raise FormatError("There is no file of this sort here. Choose one of the buttons.")
    data = makers[as_]()
    return File(f"{name}.{as_}", MIME[as_], data if isinstance(data, bytes) else data.encode("utf-8"))
