"""The tiny markup of course text, parsed into nodes: paragraphs, lists of "- " lines, **bold**, *em*, `code` and
[text](https://...).

One grammar. Whoever shows course text maps these nodes: pages of HTML (``drawing/html.py``), other systems' formats
(``bank/markup.py``). The browser reads the text itself (``panel/ui/kit/markup.js``), for texts travel at fewer bytes
than nodes; tests hold both to the same nodes for every text of the course and for the cases of
``tests/data/markup.json``. As JSON the nodes are arrays: ``["p", [...]]``, ``["ul", [[...], ...]]``,
``["strong", [...]]``, ``["em", [...]]``, ``["code", text]``, ``["a", text, address]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

# A star inside a word or beside a blank is a star: 5*3, 2 * 3.
_INLINE = re.compile(
    r"\*\*([^*]+(?:\*(?!\*)[^*]*)*)\*\*|(?<![^\W_])(?<!\*)\*(?![*\s])([^*]+)(?<!\s)\*(?![^\W_])(?!\*)|`([^`]+)`"
    r"|\[([^\]]+)\]\((https?://[^\s)]+)\)"
)


class Strong(msgspec.Struct, frozen=True, array_like=True, tag="strong"):
    """Bold words."""

    spans: tuple[Span, ...]


class Stressed(msgspec.Struct, frozen=True, array_like=True, tag="em"):
    """Stressed words."""

    spans: tuple[Span, ...]


class Code(msgspec.Struct, frozen=True, array_like=True, tag="code"):
    """Words to be typed as they stand."""

    text: str


class WebLink(msgspec.Struct, frozen=True, array_like=True, tag="a"):
    """A link to a page outside."""

    text: str
    address: str


class Paragraph(msgspec.Struct, frozen=True, array_like=True, tag="p"):
    """A paragraph."""

    spans: tuple[Span, ...]


class Listing(msgspec.Struct, frozen=True, array_like=True, tag="ul"):
    """A list."""

    items: tuple[tuple[Span, ...], ...]


Span = str | Strong | Stressed | Code | WebLink


def spans(text: str) -> tuple[Span, ...]:
    """The nodes of one line."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    done = 0
    for hit in _INLINE.finditer(text):
        bold, stressed, code, label, address = hit.groups()
        if hit.start() > done:
            yield text[done : hit.start()]
        if bold is not None:
            yield Strong(spans(bold))
        elif stressed is not None:
            yield Stressed(spans(stressed))
        else:
            yield Code(code) if code is not None else WebLink(label, address)
        done = hit.end()
    if done < len(text):
        yield text[done:]


def blocks(text: str) -> tuple[Paragraph | Listing, ...]:
    """The nodes of a whole text. An empty line ends a paragraph or a list; a line below an item goes on with it."""
    found: list[Paragraph | Listing] = []
    lines: list[str] = []
    items: list[str] = []

    def flush() -> None:
        if lines:
            found.append(Paragraph(spans(" ".join(lines))))
        if items:
            found.append(Listing(tuple(map(spans, items))))
        lines.clear()
        items.clear()

    for line in map(str.strip, text.split("\n")):
        if not line:
            flush()
        elif line.startswith("- "):
            if lines:
                flush()
            items.append(line[2:])
        elif items:
            items[-1] += f" {line}"
        else:
            lines.append(line)
    flush()
    return tuple(found)


def words(text: str) -> str:
    """The words alone, without any markup: paragraphs parted by an empty line, "- " before an item."""
    return "\n\n".join(
        _said(one.spans) if isinstance(one, Paragraph) else "\n".join(f"- {_said(item)}" for item in one.items)
        for one in blocks(text)
    )


def _said(some: tuple[Span, ...]) -> str:
    return "".join(map(_word, some))


def _word(span: Span) -> str:
    match span:
        case Strong(inside) | Stressed(inside):
            return _said(inside)
        case Code(text):
            return text
        case WebLink(text, address):
            return f"{text} ({address})"
    return span
