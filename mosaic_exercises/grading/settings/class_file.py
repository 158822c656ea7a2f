"""A class's settings file read: TOML, strictly. Every error names the file, the line, the key and what to write."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.scoring.late import duration
from mosaic_exercises.grading.settings.records import (
    ClassSettings,
    ItemSettings,
    LateSettings,
    NotebookSettings,
    SectionSettings,
)
from mosaic_exercises.grading.settings.times import instant
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.reading.paths import pasted

R = TypeVar("R")
LARGEST = 1_000_000  # bytes
TABLES: Mapping[str, type[Any]] = {
    "late": LateSettings,
    "notebooks": NotebookSettings,
    "items": ItemSettings,
    "sections": SectionSettings,
}
HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")


def read_settings(path: Path, course: Course) -> ClassSettings:
    """The settings in a file, checked against the course. Raises InputError that names the line and the key."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: more than {LARGEST:,} bytes; this is no settings file")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start:,}). Save it as UTF-8.") from None
    except OSError as error:
        new = f" Make one: mosaic settings --new {pasted(path)}" if isinstance(error, FileNotFoundError) else ""
        raise InputError(f"{path}: cannot be read: {error.strerror}.{new}") from None
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: {no_toml(text, error)}") from None
    return SettingsReader(path, text, course).settings(table)


class SettingsReader:
    """One file on its way from a table to settings."""

    def __init__(self, path: Path, text: str, course: Course) -> None:
        self.path = path
        self.text = text
        self.course = course

    def settings(self, table: dict[str, Any]) -> ClassSettings:
        """The settings. Raises InputError for the first thing that cannot be used."""
        plain = {name: value for name, value in texts(table).items() if name not in TABLES}
        partial = plain.pop("partial", {})
        found = self.convert(plain, ClassSettings, ())
        told: dict[str, Any] = {"partial": self.partial(partial)}
        for name, record in TABLES.items():
            raw = texts(table.get(name, {}))
            if not isinstance(raw, dict):
                raise self.wrong((name,), f"write it as a table: [{name}]")
            told[name] = (
                self.convert(raw, record, (name,))
                if record is LateSettings
                else {key: self.convert(value, record, (name, key)) for key, value in raw.items()}
            )
        settings = msgspec.structs.replace(found, **told)
        self.times(settings)
        self.names(settings)
        self.weights(settings)
        return settings

    def convert(self, raw: Any, record: type[R], at: tuple[str, ...]) -> R:
        """One table as its record."""
        if not isinstance(raw, dict):
            raise self.wrong(at, f"write it as a table: [{'.'.join(at)}]")
        fields = record.__struct_fields__  # type: ignore[attr-defined]
        for key in raw:
            if key not in fields or (record is ClassSettings and key in TABLES):
                raise self.wrong((*at, key), f"there is no such setting{near(key, fields)}")
        for key, value in raw.items():
            try:
                msgspec.convert({key: value}, record, strict=True)
            except msgspec.ValidationError:
                raise self.wrong((*at, key), f"write {wanted(record, key)}; it says {as_toml(value)}") from None
        return msgspec.convert(raw, record, strict=True)

    def partial(self, raw: Any) -> dict[str, str]:
        """The table [partial]: a kind of exercise and what a part of an answer earns."""
        if not isinstance(raw, dict):
            raise self.wrong(("partial",), "write it as a table: [partial]")
        ways = ("as-judged", "all-or-nothing", "half")
        for kind, way in raw.items():
            if kind not in KINDS:
                raise self.wrong(("partial", kind), f"there is no kind of exercise of this name{near(kind, KINDS)}")
            if way not in ways:
                raise self.wrong(("partial", kind), f"{way!r} is none of {', '.join(ways)}")
        return dict(raw)

    def times(self, settings: ClassSettings) -> None:
        """Every date and length of time can be read."""
        dues: dict[tuple[str, ...], str] = {("due",): settings.due} | {
            ("notebooks", k, "due"): n.due for k, n in settings.notebooks.items()
        }
        lengths: dict[tuple[str, ...], str] = {
            ("late", "grace"): settings.late.grace,
            ("late", "closes"): settings.late.closes,
        }
        for name, section in settings.sections.items():
            dues |= {("sections", name, "due"): section.due}
            dues |= {("sections", name, "notebooks", id_): due for id_, due in section.notebooks.items()}
            lengths |= {("sections", name, "later"): section.later}
        for at, said in ((("zone",), ""), *dues.items(), *lengths.items()):
            try:
                if at in lengths:
                    duration(said) if said else None
                else:
                    instant(said or "2026-01-01", settings.zone)
            except InputError as error:
                raise self.wrong(at, str(error)) from None
        for name, section in settings.sections.items():
            if section.due and section.later:
                raise self.wrong(("sections", name), "due and later cannot both hold: keep one of them")
            if section.later and not (settings.due or any(n.due for n in settings.notebooks.values())):
                said = "there is no date that it could be later than: write due = ... for all, or for a notebook"
                raise self.wrong(("sections", name, "later"), said)
        late = settings.late
        asked = late.per_day or late.cap < 100 or late.closes or duration(late.grace)
        if asked and not any(dues.values()):
            raise self.wrong(("late",), "nothing is due: give a notebook a due date, or write due = ... for all")

    def names(self, settings: ClassSettings) -> None:
        """Every notebook and item is one of this course."""
        course = self.course
        notebooks = [n.id for n in course.notebooks]
        for id_ in settings.notebooks:
            if id_ not in notebooks:
                raise self.wrong(("notebooks", id_), f"the course has no notebook of this name{near(id_, notebooks)}")
        for section, said in settings.sections.items():
            for id_ in said.notebooks:
                if id_ not in notebooks:
                    raise self.wrong(
                        ("sections", section, "notebooks", id_),
                        f"the course has no notebook of this name{near(id_, notebooks)}",
                    )
        drills = {f"{quiz}/{slug}": 0 for quiz, pool in course.pools.items() for slug in pool}
        placed = {p.exercise for p in course.placed() if p.exercise} | {
            s for pool in course.pools.values() for s in pool
        }
        known = [*course.quizzes, *sorted(placed), *drills]
        there = set(known)
        for name, item in settings.items.items():
            if name not in there:
                raise self.wrong(("items", name), f"the course asks nothing of this name{near(name, known)}")
            if item.exclude and item.full:
                raise self.wrong(("items", name), "exclude and full cannot both hold: keep one of them")
            if not (item.exclude or item.full):
                raise self.wrong(("items", name), "it says nothing: write exclude = true or full = true")

    def weights(self, settings: ClassSettings) -> None:
        """Where one notebook has a weight, each one with points has."""
        weights = {k: n.weight for k, n in settings.notebooks.items() if n.weight is not None}
        if not weights:
            return
        for notebook in self.course.notebooks:
            if any(i.points for i in notebook.items) and notebook.id not in weights:
                said = f"'{notebook.id}' has no weight though others have: add it, weight = 0 where it shall not count"
                raise self.wrong(("notebooks", notebook.id), said)
        if not any(weights.values()):
            raise self.wrong(("notebooks",), "every weight is 0: at least one notebook has to count")

    def wrong(self, at: Sequence[str], what: str) -> InputError:
        """The error that names the place."""
        line = line_of(self.text, at)
        where = f"line {line}: " if line else ""
        return InputError(f"{self.path}: {where}{'.'.join(map(shown, at))}: {what}")


def shown(key: str) -> str:
    """A key as one writes it in TOML."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'


def near(name: str, names: Any) -> str:
    """The nearest name, or the first ones there are."""
    listed = [str(n) for n in names]
    found = difflib.get_close_matches(name, listed, 1)
    return f". Did you mean '{found[0]}'?" if found else f". There are: {', '.join(listed[:12])}"


def wanted(record: type[Any], key: str) -> str:
    """What may stand behind a key, in words."""
    (field,) = [one for one in msgspec.structs.fields(record) if one.name == key]
    return in_words(msgspec.inspect.type_info(field.type))


def in_words(kind: msgspec.inspect.Type) -> str:
    """A type, in words."""
    match kind:
        case msgspec.inspect.UnionType(types=types):
            return in_words(next(one for one in types if not isinstance(one, msgspec.inspect.NoneType)))
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.LiteralType(values=values):
            return " or ".join(f'"{value}"' for value in reversed(values))
        case msgspec.inspect.FloatType(gt=gt, ge=ge, le=le):
            return f"a number from {ge:,} to {le:,}" if gt is None else f"a number above {gt}, up to {le:,}"
        case msgspec.inspect.DictType():
            return 'names and what they say: { name = "..." }'
    return 'a text, in quotes: "..."'


def as_toml(value: Any) -> str:
    """A value as it stands in the file, cut where it is long."""
    said = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
    return said if len(said) <= 60 else f"{said[:57]}..."


def no_toml(text: str, error: Exception) -> str:
    """Why a text is no TOML, beginning with the line where that is known."""
    if twice := doubled(text):
        return twice
    place = re.search(r" \(at line (\d+), column \d+\)", str(error))
    what = str(error).replace(place[0], "") if place else str(error)
    what = what.removesuffix(" (at end of document)")
    if what in ("Illegal character '\\n'", "Unterminated string", 'Expected "\'"'):
        what = "a quotation mark is not closed"
    short = re.search(r"=\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?!:)", text)
    hint = '. Put dates with a time in quotes: due = "2026-12-18T18:00"' if short else ""
    return f"{f'line {place[1]}: ' if place else ''}this is no TOML: {what}{hint}"


def doubled(text: str) -> str:
    """The first key or table that stands twice, and where; "" where none does."""
    there: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, said in enumerate(text.splitlines(), start=1):
        header, key = HEADER.fullmatch(said), KEY.match(said)
        if header:
            here = table = parts(header[1])
        elif key:
            here = (*table, *parts(key[1]))
        else:
            continue
        if here in there:
            name = ".".join(map(shown, here))
            return f"line {number}: {name} stands twice, on line {there[here]} and here: keep one of them"
        there[here] = number
    return ""


def texts(value: Any) -> Any:
    """The same with TOML's dates as texts."""
    match value:
        case dict():
            return {k: texts(v) for k, v in value.items()}
        case datetime() | date() | time():
            return value.isoformat()
    return value


def line_of(text: str, at: Sequence[str]) -> int:
    """The line on which a key is set, or its table or the nearest table above it begins; 0 where none is found."""
    wanted = tuple(at)
    table: tuple[str, ...] = ()
    best, line = 0, 0
    for number, said in enumerate(text.splitlines(), start=1):
        here: tuple[str, ...]
        if header := HEADER.fullmatch(said):
            table = here = parts(header[1])
        elif key := KEY.match(said):
            here = (*table, *parts(key[1]))
        else:
            continue
        same = len(here) if wanted[: len(here)] == here else 0
        if same > best:
            best, line = same, number
    return line


def parts(dotted: str) -> tuple[str, ...]:
    """A dotted key taken apart as TOML does."""
    try:
        table: Any = tomllib.loads(f"{dotted} = 0")
    except ValueError:
        return ()
    found: list[str] = []
    while isinstance(table, dict):
        ((key, table),) = table.items()
        found.append(key)
    return tuple(found)
