"""One HTML page that needs nothing else: its look inside it, no script, and nothing in it can load or run anything.

Whatever a learner wrote passes through ``safe`` and stands in an element with ``dir="auto"``, so that a name in another
direction does not turn the line around it. The page follows the reader's light or dark setting and prints on white.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path

# No script, no frame, no picture from elsewhere, whatever should slip through.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
TONES = {  # outcome: (tone, sign, word)
    "correct": ("good", "✓", "right"),
    "partial": ("part", "◐", "partly right"),
    "incorrect": ("bad", "✗", "not right"),
    "recorded": ("done", "●", "recorded"),
    "not_attempted": ("plain", "○", "not answered"),
    "invalid": ("bad", "!", "cannot be read"),
}


@cache
def style() -> str:
    """The look, from the file beside this one."""
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def safe(text: str) -> str:
    """A text as HTML that says the same and does nothing."""
    return escape(UNPRINTABLE.sub("\ufffd", text), quote=True)


def own(text: str) -> str:
    """A name or a text of a learner's, in its own direction."""
    return f'<bdi dir="auto">{safe(text)}</bdi>'


def prose(text: str) -> str:
    """A text of the course as paragraphs; its **strong** and *stressed* words and `code` are kept."""
    html = safe(text.strip())
    html = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html)
    html = re.sub(r"(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])", r"<em>\1</em>", html)
    html = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html)
    return "".join(map(block, re.split(r"\n\s*\n", html)))


def block(html: str) -> str:
    """A paragraph, or a list where every line begins with a dash."""
    lines = [line.strip() for line in html.strip().split("\n")]
    if lines == [""]:
        return ""
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>"
    return f"<p>{' '.join(lines)}</p>"


def pill(outcome: str) -> str:
    """An outcome as sign and word."""
    tone, sign, word = TONES[outcome]
    return f'<span class="pill {tone}"><span aria-hidden="true">{sign} </span>{word}</span>'


def points(value: float | None) -> str:
    """Points with two decimals at most; a dash for none."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int] = frozenset()
) -> str:
    """A table of ready HTML cells; the columns in ``numbers`` stand to the right. The first cell heads its row."""

    def cell(n: int, html: str, tag: str, scope: str) -> str:
        return f"<{tag}{scope}{' class=n' if n in numbers else ''}>{html}</{tag}>"

    head = "".join(cell(n, h, "th", ' scope="col"') for n, h in enumerate(heads))
    body = "".join(
        "<tr>"
        + cell(0, row[0], "th", ' scope="row"')
        + "".join(cell(n, c, "td", "") for n, c in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    label = escape(re.sub(r"<[^>]*>", "", caption))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def page(title: str, body: str) -> str:
    """The whole page."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{safe(title)}</title><style>{style()}</style></head>\n<body><main>{body}</main></body></html>\n"
    )
