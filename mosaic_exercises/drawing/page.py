"""A text of the course as HTML that says the same and does nothing. Whole pages are made in ``drawing/html.py``."""

from __future__ import annotations

import re
from html import escape

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def safe(text: str) -> str:
    """A text as HTML that says the same and does nothing."""
    return escape(UNPRINTABLE.sub("\ufffd", text), quote=True)


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
