"""A mind map as a file: picture, page, Word, slides, Markdown and OPML out; OPML, Freeplane, Markdown and Word in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.drawing.html import render
from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.kinds.files import OPML, PPTX, PRINT, SVG, File, FileFormat, Files, Makers, made
from mosaic_exercises.kinds.outline.freeplane import from_mm
from mosaic_exercises.kinds.outline.markdown import from_markdown, to_markdown
from mosaic_exercises.kinds.outline.nodes import Nodes, read_nodes
from mosaic_exercises.kinds.outline.opml import from_opml, to_opml
from mosaic_exercises.kinds.outline.picture import outline_drawing
from mosaic_exercises.kinds.outline.task import OutlineTask
from mosaic_exercises.kinds.outline.word import from_docx, to_docx
from mosaic_exercises.reading.values import Raw

TEMPLATES = Path(__file__).parent / "templates"


def save(task: OutlineTask, raw: Raw, as_: str, slug: str, _: str = "") -> File:
    """The mind map as a file; before anything is written, the one to start from."""
    nodes = _nodes(task, raw)
    makers: Makers = {
        "svg": lambda: svg(outline_drawing(nodes, task.root)),
        "md": lambda: to_markdown(nodes, task.root),
        "opml": lambda: to_opml(nodes, task.root),
        "html": lambda: to_html(nodes, task.root),
        "docx": lambda: to_docx(nodes, task.root),
        "pptx": lambda: slides([outline_drawing(nodes, task.root)]),
    }
    return made(slug, as_, makers)


def pages(task: OutlineTask, raw: Raw) -> tuple[str, ...]:
    """The mind map on one sheet."""
    return (svg(outline_drawing(_nodes(task, raw), task.root)),)


def read(_: OutlineTask, text: str, as_: str) -> Raw:
    """The raw answer in a file's text (of a Word document: its bytes in base64)."""
    return {"nodes": msgspec.to_builtins(READERS[as_](text))}


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


def _nodes(task: OutlineTask, raw: Raw) -> Nodes:
    return read_nodes(raw.get("nodes")) if isinstance(raw, dict) else task.start


READERS: Mapping[str, Callable[[str], Nodes]] = {
    "opml": from_opml,
    "mm": from_mm,
    "md": from_markdown,
    "docx": from_docx,
}
FORMATS = (
    *(SVG, FileFormat("html", "Web page (HTML)"), FileFormat("docx", "Document (Word)", opens=True, binary=True), PPTX),
    *(
        FileFormat("md", "Text (Markdown)", opens=True),
        OPML,
        PRINT,
        FileFormat("mm", "Mind map (Freeplane)", opens=True, saves=False),
    ),
)
FILES: Files[OutlineTask] = Files(lambda _: FORMATS, save, pages, read)
