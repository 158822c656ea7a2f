"""The prose rules: patterns of a text that reads as translated, each with what to write instead, as data.

``prose.toml`` holds the patterns (each with sentences it must and must not find, which a test tries), ``quoted.toml``
the sentences of the first edition that must not come back. Rules find patterns, not music: read the line aloud.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from mosaic_exercises.editor.records import EditorRule, Piece, Remark

HERE = Path(__file__).parent
LEFT = 0.1  # of the first count of each pattern, at most this share may be left
QUOTED = EditorRule("quoted-sentence", "No sentence that the editors quoted is left as it was.")
MARKS = str.maketrans({"*": "", "_": "", '"': "", "“": "", "”": "", "‘": "", "’": "", "'": "", "`": ""})


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern: a regular expression for one sentence, what to write instead, and examples for its test."""

    id: str
    wants: str
    find: str
    instead: str
    hit: tuple[str, ...]
    miss: tuple[str, ...] = ()


class Quoted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that must not come back, and how it might read. ``notebook`` is the number of the one it came from."""

    notebook: str
    text: str
    better: str


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of prose.toml."""
    table = tomllib.loads((HERE / "prose.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table["pattern"], tuple[Pattern, ...])


@cache
def quoted() -> tuple[Quoted, ...]:
    """The sentences of quoted.toml."""
    table = tomllib.loads((HERE / "quoted.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table["quoted"], tuple[Quoted, ...])


def rules() -> tuple[EditorRule, ...]:
    """The prose rules, with what may be left of each in the end."""
    return (*(EditorRule(p.id, p.wants, LEFT) for p in patterns()), QUOTED)


def remarks(texts: Iterable[Piece]) -> Iterator[Remark]:
    """Every place of these texts where a pattern or a quoted sentence stands."""
    found = [(p, re.compile(p.find)) for p in patterns()]
    old = [(q, max(literal(q.text), key=len), re.compile(loosely(q.text))) for q in quoted()]
    for piece in texts:
        for sentence in sentences(piece.text):
            for pattern, find in found:
                for hit in find.finditer(sentence):
                    seen = around(sentence, hit.start(), hit.end())
                    yield Remark(pattern.id, piece.place, seen, pattern.instead)
        plain = flat(piece.text)
        for quote, part, find in old:
            if part in plain and find.search(plain):  # the pattern costs twenty times as much as its longest part
                yield Remark(QUOTED.id, piece.place, quote.text, f"Write it anew, for example: {quote.better}")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without Markdown's signs, code and addresses; a list's items are apart."""
    text = re.sub(r"```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)|https?://\S+", " ", text, flags=re.DOTALL)
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*|#>]|\d+\.)\s)|\|", text)
    clean = (
        " ".join(re.sub(r"^\s*(?:[-#>]+|\d+\.)\s", "", b).translate(str.maketrans("", "", "*_[]")).split())
        for b in blocks
    )
    return [s for block in clean if block for s in re.split(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘(]*[A-Z0-9])", block) if s]


def around(sentence: str, start: int, end: int, width: int = 36) -> str:
    """The hit with some words on either side."""
    left, right = max(0, start - width), min(len(sentence), end + width)
    before, after = "…" if left else "", "…" if right < len(sentence) else ""
    return f"{before}{sentence[left:start]}[{sentence[start:end]}]{sentence[end:right]}{after}"


def flat(text: str) -> str:
    """A text as it is compared: no marks of emphasis, no quotation marks, single spaces, small letters."""
    return " ".join(text.translate(MARKS).split()).casefold()


def literal(text: str) -> list[str]:
    """The parts of a quoted sentence; "..." and "|" stand between them for what was left out, a full stop for any."""
    parts = re.split(r"\s*(?:\.\.\.|\|)[,:;]?\s*", text.strip().rstrip("."))
    return [flat(part) for part in parts if part]


def loosely(text: str) -> str:
    """A pattern for a quoted sentence."""
    return r".{0,60}?".join(map(re.escape, literal(text)))
