"""Pages of HTML from templates, each one file that needs nothing else: its look inside it, and nothing in it can load
or run anything. A page has no script, or one of ours: then its policy names that text by its hash, and no other runs.

Everything that a template shows is escaped (autoescape of Jinja2); what a learner wrote is shown with ``| own``: it
stands in an element with ``dir="auto"``, so that a name in another direction does not turn the line around it. Pages
follow the reader's light or dark setting and print on white. A folder of templates of your own begins with
``{% extends "page.html" %}`` (``templates/`` beside this module) and fills ``title``, ``style`` and ``body``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from html import escape as html_escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mosaic_exercises.drawing import svg as vector
from mosaic_exercises.drawing.palette import tokens
from mosaic_exercises.drawing.shapes import Drawing
from mosaic_exercises.errors import DataError
from mosaic_exercises.reading import markup
from mosaic_exercises.reading.markup import Code, Paragraph, Span, Stressed, Strong, WebLink

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).parent / "templates"
# No script, no frame, no picture from elsewhere, whatever should slip through.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def render(folder: Path, name: str, **values: Any) -> str:
    """The template called ``name`` of a folder with these values, as a whole page.

    Raises DataError where Jinja2 is not installed (``pip install "mosaic-exercises[lab]"``).
    """
    return environment(folder).get_template(name).render(values)


@cache
def environment(folder: Path) -> Environment:
    """Jinja2 for the templates of a folder: everything escaped, a name that nobody gave is an error."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise DataError(
            "Pages need Jinja2", "this Python", 'Install it: pip install "mosaic-exercises[lab]".'
        ) from None
    made = Environment(
        loader=FileSystemLoader((folder, TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printable,
    )
    made.filters |= {"own": own, "svg": drawn, "sort_of": sort_of, "nested": nested}
    made.filters |= {"course": course_text, "course_line": course_line}
    made.globals |= {"POLICY": POLICY, "tokens": tokens, "sheet": sheet(folder), "allowing": allowing(folder)}
    return made


def printable(value: Any) -> Any:
    """A text without what no page can hold; such signs become U+FFFD."""
    # Markup, a kind of str, was made from escaped texts. Most texts need no look at each of their signs.
    return value if type(value) is not str or value.isprintable() else UNPRINTABLE.sub("\ufffd", value)


def own(text: str) -> str:
    """A name or a text of a learner's, in its own direction."""
    from markupsafe import Markup

    return Markup('<bdi dir="auto">{}</bdi>').format(printable(text))


def escaped(text: str) -> str:
    """A text as a template of this environment shows it."""
    from markupsafe import escape

    return str(escape(printable(text)))


def course_text(text: str) -> str:
    """A text of the course with its paragraphs, lists and stressed words; everything else in it stays text."""
    from markupsafe import Markup

    return Markup(prose(text))


def course_line(text: str) -> str:
    """The same without the paragraph around it."""
    from markupsafe import Markup

    return Markup(inline(markup.spans(" ".join(text.split()))))


def drawn(drawing: Drawing) -> str:
    """A drawing as an SVG element (``drawing.svg`` escapes every text in it)."""
    from markupsafe import Markup

    return Markup(vector.svg(drawing))


def sort_of(block: Any) -> str:
    """Which macro of ``blocks.html`` shows a block: the name of its record."""
    return type(block).__name__.lower()


def nested(items: Iterable[tuple[int, str]]) -> Sequence[dict[str, Any]]:
    """A list with depths as a tree: each item with those ``under`` it. A depth that skips one is the next."""
    top: list[dict[str, Any]] = []
    trail = [top]
    for depth, text in items:
        del trail[min(depth, len(trail) - 1) + 1 :]
        item: dict[str, Any] = {"text": text, "under": []}
        trail[-1].append(item)
        trail.append(item["under"])
    return top


def safe(text: str) -> str:
    """A text as HTML that says the same and does nothing, for where no template is."""
    return html_escape(UNPRINTABLE.sub("\ufffd", text), quote=True)


def prose(text: str) -> str:
    """Course text as HTML: its paragraphs, lists, links, and its strong and stressed words."""
    return "".join(
        f"<p>{inline(one.spans)}</p>"
        if isinstance(one, Paragraph)
        else f"<ul>{''.join(f'<li>{inline(item)}</li>' for item in one.items)}</ul>"
        for one in markup.blocks(text)
    )


def inline(spans: Iterable[Span]) -> str:
    """The nodes of a line of course text as HTML."""
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    match span:
        case Strong(inside):
            return f"<strong>{inline(inside)}</strong>"
        case Stressed(inside):
            return f"<em>{inline(inside)}</em>"
        case Code(text):
            return f"<code>{safe(text)}</code>"
        case WebLink(text, address):
            return f'<a href="{safe(address)}" rel="noopener noreferrer">{safe(text)}</a>'
    return safe(span)


def sheet(folder: Path) -> Any:
    """Reads a style sheet of the folder for a template: ``{{ sheet("plan.css") }}``."""
    from markupsafe import Markup

    return lambda name: Markup((folder / name).read_text(encoding="utf-8"))


def allowing(folder: Path) -> Any:
    """The policy of a page with a script of the folder: ``{{ allowing("sort.js") }}``. It may run that text alone."""

    def policy(name: str) -> str:
        digest = sha256((folder / name).read_text(encoding="utf-8").encode()).digest()
        return f"{POLICY}; script-src 'sha256-{b64encode(digest).decode()}'"

    return policy
