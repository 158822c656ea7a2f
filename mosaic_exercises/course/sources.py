"""Sources: one table of complete references, cited by key. A text of the course cites with ``[@key]``, which becomes
"(Surname and Surname, year)" when the course is loaded: panel, plan and reports show the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

CITE = re.compile(r"\[@([a-z0-9-]+)\]")


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One source. ``authors`` as a reference gives them ("N. Kano and F. Takahashi"; "" for a text without any),
    ``year`` "undated" where none is known. With ``container`` it is part of a journal or a book, without it a book or a
    document. ``short`` is how a text names it, where that is not its authors' surnames."""

    title: str
    authors: str = ""
    year: str = "undated"
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    short: str = ""
    note: str = ""


def surnames(source: Source) -> list[str]:
    """The surnames of its authors; "and others" is the word "others"."""
    return [part.split()[-1] for part in re.split(r", | and ", source.authors) if part.strip()]


def named(source: Source) -> str:
    """How a text names it: "Kano", "Reichheld and Sasser", "Kano et al."; its title where it has no authors."""
    names = surnames(source)
    if source.short or not names:
        return source.short or source.title
    if len(names) > 2 or names[-1] == "others":
        return f"{names[0]} et al."
    return " and ".join(names)


def cited(source: Source) -> str:
    """The citation in a text: "(Kano et al., 1984)"."""
    return f"({named(source)}, {source.year})"


def reference(source: Source) -> str:
    """The whole reference, as Markdown."""
    issue = f"({source.issue})" if source.issue else ""
    numbers = f"{source.volume}{issue}"
    where = f"*{source.container}* {numbers}".strip()
    made = ", ".join(part for part in (source.publisher, source.year) if part)
    if source.container:
        parts = [source.authors, f'"{source.title}"', where, source.publisher, source.year, source.pages]
    else:
        parts = [source.authors, f"*{source.title}* ({made})"]
    parts.append(f"[doi:{source.doi}](https://doi.org/{source.doi})" if source.doi else "")
    parts.append(f"<{source.url}>" if source.url and not source.doi else "")
    return ", ".join(part for part in parts if part)


def resolved(value: Any, sources: Mapping[str, Source], keys: set[str]) -> Any:
    """The same JSON value with each citation written out; the keys it cites are added to ``keys``. A key that is not
    among ``sources`` stays as it is written."""
    if isinstance(value, str):
        return CITE.sub(lambda hit: _one(hit, sources, keys), value) if "[@" in value else value
    if isinstance(value, dict):
        return {name: resolved(part, sources, keys) for name, part in value.items()}
    if isinstance(value, list):
        return [resolved(part, sources, keys) for part in value]
    return value


def _one(hit: re.Match[str], sources: Mapping[str, Source], keys: set[str]) -> str:
    keys.add(hit[1])
    return cited(sources[hit[1]]) if hit[1] in sources else hit[0]
