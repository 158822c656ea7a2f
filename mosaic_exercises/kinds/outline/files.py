"""A mind map as a file: picture, page, Word, slides, Markdown, OPML and Freeplane out; all but
picture and page in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.drawing.html import render
from mosaic_exercises.drawing.shapes import Drawing
from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.contract import Start
from mosaic_exercises.kinds.files import OPML, PPTX, PRINT, SVG, File, FileFormat, Files, Makers, Read, made
from mosaic_exercises.kinds.outline.freeplane import from_mm, to_mm
from mosaic_exercises.kinds.outline.incoming import Opened
from mosaic_exercises.kinds.outline.markdown import from_markdown, to_markdown
from mosaic_exercises.kinds.outline.nodes import MindMap, Nodes, read_map
from mosaic_exercises.kinds.outline.opml import from_opml, to_opml
from mosaic_exercises.kinds.outline.picture import outline_drawing
from mosaic_exercises.kinds.outline.sheets import sheets
from mosaic_exercises.kinds.outline.slides_in import from_pptx
from mosaic_exercises.kinds.outline.task import OutlineTask
from mosaic_exercises.kinds.outline.word import to_docx
from mosaic_exercises.kinds.outline.word_in import from_docx
from mosaic_exercises.reading.values import Raw

MOST_SLIDES = 150  # more take longer to write than anybody waits
TEMPLATES = Path(__file__).parent / "templates"


def save(task: OutlineTask, raw: Raw, as_: str, slug: str, _: str = "") -> File:
    """The mind map as a file; before anything is written, the one to start from."""
    answer = _map(task, raw)
    nodes, root = answer.nodes, task.middle(answer)
    makers: Makers = {
        "svg": lambda: svg(outline_drawing(nodes, root)),
        "md": lambda: to_markdown(nodes, root),
        "opml": lambda: to_opml(nodes, root),
        "mm": lambda: to_mm(nodes, root),
        "html": lambda: to_html(nodes, root),
        "docx": lambda: to_docx(nodes, root),
        "pptx": lambda: slides(_few(sheets(nodes, root))),
    }
    return made(slug, as_, makers)


def _few(drawings: list[Drawing]) -> list[Drawing]:
    if len(drawings) > MOST_SLIDES:
        raise FormatError(
            f"This map would take {len(drawings)} slides; {MOST_SLIDES} is the most. Save it as a Word document or a "
            "web page, or take a part of it."
        )
    return drawings


def pages(task: OutlineTask, raw: Raw) -> tuple[str, ...]:
    """The mind map on one sheet, and where it would be too small there to read, on several behind it."""
    answer = _map(task, raw)
    nodes, root = answer.nodes, task.middle(answer)
    parts = sheets(nodes, root)
    return (svg(outline_drawing(nodes, root)), *(svg(part) for part in parts if len(parts) > 1))


def read(task: OutlineTask, text: str, as_: str) -> Read:
    """The raw answer in a file's text (of a Word document: its bytes in base64), and what it could not take over."""
    found = READERS[as_](text)
    middle = {"root": found.root} if found.root not in ("", task.root) else {}
    return Read({"nodes": msgspec.to_builtins(found.nodes), **middle}, found.told)


def starts(task: OutlineTask) -> tuple[Start, ...]:
    """The templates."""
    return tuple(
        Start(t.id, t.name, t.about, {"nodes": msgspec.to_builtins(t.nodes), "root": t.name}) for t in task.templates
    )


def to_html(nodes: Nodes, title: str) -> str:
    """A page of its own: the map as a picture, and the branches as a list with notes and links. Raises DataError where
    Jinja2 is not installed."""
    return render(TEMPLATES, "outline.html", title=title, picture=outline_drawing(nodes, title), tree=branches(nodes))


def branches(nodes: Nodes) -> list[dict[str, Any]]:
    """The branches as a tree: each with those ``under`` it."""
    top: list[dict[str, Any]] = []
    trail = [top]
    for node in nodes:
        del trail[node.level + 1 :]
        item: dict[str, Any] = {"node": node, "lines": [x for x in node.note.split("\n") if x.strip()], "under": []}
        trail[-1].append(item)
        trail.append(item["under"])
    return top


def _map(task: OutlineTask, raw: Raw) -> MindMap:
    return read_map(raw) if isinstance(raw, dict) else MindMap(task.start)


READERS: Mapping[str, Callable[[str], Opened]] = {
    "opml": from_opml,
    "mm": from_mm,
    "md": from_markdown,
    "docx": from_docx,
    "pptx": from_pptx,
}
FORMATS = (
    SVG,
    FileFormat("html", "Web page (HTML)"),
    FileFormat("docx", "Document (Word)", opens=True, binary=True, foreign=True),
    msgspec.structs.replace(PPTX, opens=True, binary=True, foreign=True),
    FileFormat("md", "Text (Markdown)", opens=True, foreign=True),
    msgspec.structs.replace(OPML, foreign=True),
    FileFormat("mm", "Mind map (Freeplane)", opens=True, foreign=True),
    PRINT,
)
FILES: Files[OutlineTask] = Files(lambda _: FORMATS, save, pages, read)
