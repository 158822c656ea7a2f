"""Files of an answer, for the panel: what a kind can be saved as, printed as and opened from.

A kind joins by one entry in ``FILES``; nothing else knows which kinds have files. What a file holds is made in
``export`` or in the kind's own module, in Python, from the answer that the browser sends: the browser draws PNG and PDF
from the SVG and prints the pages, and that is all it does.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError, MosaicError
from mosaic_exercises.export import answers
from mosaic_exercises.export.answers import MIME, File
from mosaic_exercises.export.outline import outline_drawing
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.board.task import BoardTask
from mosaic_exercises.kinds.form.task import FormTask
from mosaic_exercises.kinds.journey.task import JourneyTask
from mosaic_exercises.kinds.outline.files import from_opml, to_markdown, to_opml
from mosaic_exercises.kinds.outline.nodes import Nodes, read_nodes
from mosaic_exercises.kinds.outline.task import OutlineTask
from mosaic_exercises.learner import references
from mosaic_exercises.learner.references import Offer

Message = dict[str, Any]

TEXTS: Final = ("text/", "image/svg+xml", "application/json")  # what goes over the wire as text; the rest as base64


class Format(msgspec.Struct, frozen=True):
    """One sort of file: its id, which is also the file name's ending, and its name on the button.

    ``opens``: an answer can be read back from it. ``print`` is no file: its pages go to the printer.
    """

    id: str
    name: str
    opens: bool = False


@dataclass(frozen=True)
class Asked:
    """What a learner wants as a file: the answer as it stands on the screen, ``entry``: the part of it that is shown
    (a form's card), ``offers``: what the exercise's references lead to today."""

    task: Any
    raw: Any
    slug: str
    entry: str = ""
    offers: Sequence[Offer] = ()


@dataclass(frozen=True)
class Files:
    """The files of one kind. ``formats`` in the order of the buttons; ``save`` makes one of them; ``pages`` are SVG to
    print; ``read`` is an answer from a file's text. All raise FormatError or another MosaicError, in words."""

    formats: Callable[[Any], tuple[Format, ...]]
    save: Callable[[Asked, str], File]
    pages: Callable[[Asked], tuple[str, ...]] | None = None
    read: Callable[[Any, str, str], Any] | None = None


SVG: Final = Format("svg", "Picture (SVG)")
PPTX: Final = Format("pptx", "Slides (PPTX)")
CSV: Final = Format("csv", "Table (CSV)", opens=True)
JSON: Final = Format("json", "Data (JSON)", opens=True)
PRINT: Final = Format("print", "Print")


def _answer_formats(task: BoardTask | FormTask | JourneyTask) -> tuple[Format, ...]:
    given = isinstance(task, JourneyTask) and task.mode == "find"
    return (SVG, PPTX, PRINT) if given else (SVG, PPTX, CSV, JSON, PRINT)


def _named(asked: Asked) -> Any:
    return references.renamed(asked.raw, {(o.exercise, o.object): o.label for o in asked.offers})


def _save_answer(asked: Asked, as_: str) -> File:
    for format_ in MIME:
        if format_ == as_:
            raw = _named(asked) if as_ in ("svg", "pptx") else asked.raw
            return answers.export_answer(asked.task, raw, format_, asked.slug, asked.entry)
    raise FormatError("There is no file of this sort here. Choose one of the buttons.")


def _answer_pages(asked: Asked) -> tuple[str, ...]:
    return answers.print_pages(asked.task, _named(asked))


def _read_answer(task: BoardTask | FormTask | JourneyTask, text: str, as_: str) -> Any:
    return answers.import_answer(task, text, "csv" if as_ == "csv" else "json")


MARKDOWN: Final = Format("md", "Text (Markdown)")
OPML: Final = Format("opml", "Outline (OPML)", opens=True)


def _outline_svg(asked: Asked) -> str:
    return svg(outline_drawing(_nodes(asked), asked.task.root))


def _nodes(asked: Asked) -> Nodes:
    return read_nodes(asked.raw.get("nodes")) if isinstance(asked.raw, dict) else asked.task.start


def _save_outline(asked: Asked, as_: str) -> File:
    task: OutlineTask = asked.task
    nodes = _nodes(asked)
    if as_ == SVG.id:
        return File(f"{asked.slug}.svg", MIME["svg"], _outline_svg(asked).encode("utf-8"))
    write, mime = (to_markdown, "text/markdown") if as_ == "md" else (to_opml, "text/x-opml")
    return File(f"{asked.slug}.{as_}", mime, write(nodes, task.root).encode("utf-8"))


def _read_outline(_: OutlineTask, text: str, __: str) -> Any:
    return {"nodes": msgspec.to_builtins(from_opml(text))}


FILES: Mapping[str, Files] = {
    "board": Files(_answer_formats, _save_answer, _answer_pages, _read_answer),
    "form": Files(_answer_formats, _save_answer, _answer_pages, _read_answer),
    "journey": Files(_answer_formats, _save_answer, _answer_pages, _read_answer),
    "outline": Files(
        lambda _: (SVG, MARKDOWN, OPML, PRINT), _save_outline, lambda asked: (_outline_svg(asked),), _read_outline
    ),
}
"""Which kinds have files. A kind that shall have some is entered here, and nowhere else."""


def listed(kind: str, task: Any) -> list[Message]:
    """What the view tells the browser: one row a format, in the order of the buttons; [] for a kind without files."""
    found = FILES.get(kind)
    return [msgspec.to_builtins(f) for f in found.formats(task)] if found else []


def saved(kind: str, asked: Asked, as_: Any) -> Message:
    """The reply to ``export``: a file, pages to print, or in words why there is none."""
    found = FILES.get(kind)
    try:
        if found is None or as_ not in [f.id for f in found.formats(asked.task)]:
            raise FormatError("There is no file of this sort here. Choose one of the buttons.")
        KINDS[kind].parse(asked.task, asked.raw)
        if as_ == PRINT.id and found.pages is not None:
            return {"type": "file", "as": as_, "pages": list(found.pages(asked))}
        file = found.save(asked, as_)
    except MosaicError as error:
        return {"type": "file", "as": as_, "problem": str(error)}
    reply = {"type": "file", "as": as_, "name": file.name, "mime": file.mime}
    if file.mime.startswith(TEXTS):
        return reply | {"text": file.data.decode("utf-8")}
    return reply | {"base64": base64.b64encode(file.data).decode("ascii")}


def opened(kind: str, task: Any, as_: Any, text: Any) -> Message:
    """The reply to ``import``: the answer in the file, or in words what is wrong with it. Nothing is kept."""
    found = FILES.get(kind)
    try:
        readable = [f.id for f in found.formats(task) if f.opens] if found is not None else []
        if found is None or found.read is None or as_ not in readable or not isinstance(text, str):
            raise FormatError("A file of this sort cannot be opened here. Choose one that was saved here.")
        raw = found.read(task, text, as_)
        KINDS[kind].parse(task, raw)  # within the limits of this very exercise
    except MosaicError as error:
        return {"type": "imported", "problem": str(error)}
    return {"type": "imported", "answer": raw}
