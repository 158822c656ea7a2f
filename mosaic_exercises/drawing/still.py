"""A panel as it is read where nothing can be touched: on GitHub, in a mail, on a page that nbconvert or myst made.

It is HTML of so few words that a glance at its tags shows that nothing in it can run or load anything (``inert``), so a
notebook that holds no other HTML is as safe to trust as one that holds text. It says what it says by its elements
(headings, lists, tables, an image with its words): previews take styles away, and some readers hear it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Final

from mosaic_exercises.drawing.blocks import (
    Block,
    Bullets,
    FactList,
    Figure,
    Heading,
    Still,
    StillPicture,
    TextTable,
    Words,
)
from mosaic_exercises.drawing.html import inline, nested, prose, safe
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.reading.markup import spans

OPEN: Final = '<section class="mosaic-still" style="border-left: 3px solid #8c959f; padding-left: 1em">'
"""The line beside it parts it from the text around it, where a place keeps styles."""
FIT: Final = 'style="max-width: 100%; height: auto"'

_TAGS: Final = (
    rf"{re.escape(OPEN[1:-1])}|/section|/?(?:h4|h5|p|ul|li|table|caption|thead|tbody|tr|td|th|em|strong|code)"
    r'|th scope="(?:col|row)"|a href="https?://[^"<>\s]*" rel="noopener noreferrer"|/a'
    rf'|img src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]*" alt="[^"<>]*" {re.escape(FIT)}'
)
_INERT: Final = re.compile(rf"(?:[^<>&]+|&(?:amp|lt|gt|quot|#x27);|<(?:{_TAGS})>)*+")


def inert(html: str) -> bool:
    """Whether this HTML is made of the few harmless tags of a still alone."""
    return _INERT.fullmatch(html) is not None


def written(still: Still) -> str:
    """The still as HTML, a line for each thing that it says, so that a change of one is a line in a comparison."""
    lines = [OPEN, f"<h4>{_line(still.title)}</h4>"]
    if still.text:
        lines += prose(still.text).replace("</p><", "</p>\n<").replace("</li><", "</li>\n<").split("\n")
    if still.picture is not None:
        lines.append(_image(still.picture))
    for part in still.parts:
        lines += _block(part)
    if still.foot:
        lines.append(f"<p>{_line(still.foot)}</p>")
    return "\n".join((*lines, "</section>"))


def _line(text: str) -> str:
    return inline(spans(" ".join(text.split())))


def _image(picture: StillPicture) -> str:
    data = b64encode(picture.svg.encode()).decode()
    return f'<p><img src="data:image/svg+xml;base64,{data}" alt="{safe(picture.alt)}" {FIT}></p>'


def _block(block: Block) -> Iterable[str]:
    match block:
        case Words(text):
            return (f"<p>{_line(text)}</p>",)
        case Heading(text):
            return (f"<h5><strong>{_line(text)}</strong></h5>",)  # some places show a small heading as any other line
        case FactList(rows):
            return ("<ul>", *(f"<li>{_fact(name, text)}</li>" for name, text in rows), "</ul>")
        case Bullets(items):
            return ("<ul>", *_items(nested(items)), "</ul>")
        case TextTable():
            return _table(block)
        case Figure(drawing):
            return (_image(StillPicture(svg(drawing), drawing.alt)),)


def _fact(name: str, text: str) -> str:
    return f"<strong>{_line(name)}</strong>: {_line(text)}" if text else _line(name)


def _items(tree: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for item in tree:
        if item["under"]:
            yield from (f"<li>{_line(item['text'])}", "<ul>", *_items(item["under"]), "</ul>", "</li>")
        else:
            yield f"<li>{_line(item['text'])}</li>"


def _table(table: TextTable) -> Iterable[str]:
    yield "<table>"
    if table.caption:
        yield f"<caption>{_line(table.caption)}</caption>"
    heads = "".join(f'<th scope="col">{_line(name)}</th>' if name else "<td></td>" for name in table.columns)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{_line(text)}</td>" for text in rest)
        yield f'<tr><th scope="row">{_line(first)}</th>{cells}</tr>'
    yield from ("</tbody>", "</table>")
