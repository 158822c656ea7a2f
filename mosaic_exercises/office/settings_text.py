"""One setting at a time in the text of a class's file: where its line stands, commented or not, it is written there.

A file that ``mosaic settings --new`` has made says of every setting, in a line behind a #, how it is written. A value
that were put anywhere else would stand under the wrong table as soon as somebody takes such a sign away.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.settings.class_file import HEADER, KEY, parts, shown, texts

At = tuple[str, ...]
BEHIND = re.compile(r"\s*#\s?(.*\S)\s*")
COMMENTED = "# "


class FileLine(msgspec.Struct, frozen=True):
    """A line that sets a key or begins a table: which ``place``, whether it is ``live``, what it says without the #."""

    number: int
    place: At
    header: bool
    live: bool
    said: str


def lines_of(text: str) -> Iterator[FileLine]:
    """The lines that set or begin something, those behind a # among them where they would be TOML without it."""
    table: At = ()
    for number, raw in enumerate(text.splitlines()):
        behind = BEHIND.fullmatch(raw)
        said = behind[1] if behind else raw
        header, key = HEADER.fullmatch(said), KEY.match(said)
        if behind and not (header or (key and is_toml(said))):
            continue
        if header:
            table = parts(header[1])
            yield FileLine(number, table, True, not behind, said)
        elif key:
            yield FileLine(number, (*table, *parts(key[1])), False, not behind, said)


def is_toml(said: str) -> bool:
    """Whether a line is TOML by itself."""
    try:
        return bool(tomllib.loads(said))
    except ValueError:
        return False


def with_value(text: str, at: At, value: Any) -> str:
    """The text with this setting, and every other as it was. Raises InputError where it says it in a form that cannot
    be written into."""
    wanted = set_in(plain(text), at, value)
    for way in (in_its_line, beside_its_like, at_the_end, by_tomlkit):
        found = way(text, at, value)
        if found is not None and same(found, wanted):
            return found
    raise InputError(f"{'.'.join(map(shown, at))}: class.toml says this in a form of its own: change it there")


def without(text: str, at: At) -> str:
    """The text without this setting, or this table: its lines stay behind a #, with what is said in them."""
    lines = {one.number: COMMENTED + one.said for one in lines_of(text) if one.live and one.place[: len(at)] == at}
    wanted = set_in(plain(text), at, None)
    for found in (replaced(text, lines), by_tomlkit(text, at, None)):
        if found is not None and same(found, wanted):
            return found
    raise InputError(f"{'.'.join(map(shown, at))}: class.toml says this in a form of its own: take it out there")


def by_tomlkit(text: str, at: At, value: Any) -> str | None:
    """The setting where TOML's own library puts it; None for a value: taken out."""
    import tomlkit

    doc: Any = tomlkit.parse(text)
    table = doc
    try:
        for n, key in enumerate(at[:-1]):
            if key not in table:
                table[key] = tomlkit.table(is_super_table=n < len(at) - 2)
            table = table[key]
        if value is None:
            del table[at[-1]]
        else:
            table[at[-1]] = value
    except (ValueError, KeyError, TypeError):
        return None
    return tomlkit.dumps(doc)


def at_the_end(text: str, at: At, value: Any) -> str | None:
    """The setting under a new head at the end."""
    if len(at) < 2:
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith(newline) else 2 * newline
    return f"{text}{gap}[{'.'.join(map(shown, at[:-1]))}]{newline}{line_for(at[-1], value)}{newline}"


def line_for(key: str, value: Any) -> str:
    """A key and its value as TOML has them."""
    import tomlkit

    return f"{shown(key)} = {tomlkit.item(value).as_string()}"


def in_its_line(text: str, at: At, value: Any) -> str | None:
    """The setting in the line that is meant for it; the table's head comes out from behind its #, too."""
    import tomlkit

    known = list(lines_of(text))
    mine = [one for one in known if one.place == at and not one.header]
    line = next((one for one in mine if one.live), mine[0] if mine else None)
    if line is None:
        return None
    try:
        alone: Any = tomlkit.parse(line.said)
    except ValueError:
        return None  # a value of several lines
    if at[-1] not in alone:
        return None  # a dotted key
    alone[at[-1]] = value
    return replaced(text, {line.number: tomlkit.dumps(alone).rstrip("\n")} | head(known, line.number, at[:-1]))


def beside_its_like(text: str, at: At, value: Any) -> str | None:
    """The setting in a line of its own, after the last one of its table and before what may become another table."""
    known = list(lines_of(text))
    table = at[:-1]
    if table and not any(one.header and one.place == table for one in known):
        return None
    said = line_for(at[-1], value)
    heads = [one for one in known if one.header and one.place == table]
    begin = next((one.number + 1 for one in (*(h for h in heads if h.live), *heads)), 0)
    raw = replaced(text, head(known, begin, table)).splitlines(keepends=True)
    end = next((one.number for one in known if one.header and one.number >= begin), len(raw))
    own = [one.number for one in known if begin <= one.number < end]
    to = own[-1] + 1 if own else begin if table else end
    before = "".join(raw[:to])
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{before}{newline if before and not before.endswith(newline) else ''}{said}{newline}{''.join(raw[to:])}"


def head(known: list[FileLine], number: int, table: At) -> dict[int, str]:
    """The head of the table that line ``number`` stands in, out from behind its #."""
    above = [one for one in known if one.header and one.number < number]
    if not table or not above or above[-1].live or above[-1].place != table:
        return {}
    return {above[-1].number: above[-1].said}


def replaced(text: str, lines: Mapping[int, str]) -> str:
    """The text with some of its lines changed; each keeps the sign that ends it."""
    raw = text.splitlines(keepends=True)
    for number, said in lines.items():
        end = raw[number][len(raw[number].rstrip("\r\n")) :]
        raw[number] = said + end
    return "".join(raw)


def plain(text: str) -> dict[str, Any]:
    """What a text says."""
    found: dict[str, Any] = texts(tomllib.loads(text))
    return found


def set_in(table: dict[str, Any], at: At, value: Any) -> dict[str, Any]:
    """The table with another value at a place; None: without it."""
    if len(at) > 1:
        inner = table.get(at[0], {})
        return table | {at[0]: set_in(inner if isinstance(inner, dict) else {}, at[1:], value)}
    return {k: v for k, v in table.items() if k != at[0]} | ({} if value is None else {at[0]: value})


def same(text: str, wanted: Mapping[str, Any]) -> bool:
    """Whether a text says exactly this. A table with nothing in it says nothing."""
    try:
        return told_by(plain(text)) == told_by(wanted)
    except ValueError:
        return False


def told_by(table: Mapping[str, Any]) -> dict[str, Any]:
    """What a table says, without tables that say nothing."""
    found = {k: told_by(v) if isinstance(v, dict) else v for k, v in table.items()}
    return {k: v for k, v in found.items() if v != {}}
