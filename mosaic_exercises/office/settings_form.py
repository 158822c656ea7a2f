"""A class's settings as a form, and back into its file: only what was changed is touched, and comments stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.settings.class_file import read_settings, texts
from mosaic_exercises.grading.settings.plan import plan_of
from mosaic_exercises.grading.settings.template import fresh, told
from mosaic_exercises.workbook.disk import replace_file

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

TOP = ("total", "tracks", "answer", "file", "zone", "due")
LATE = ("per_day", "cap", "grace", "closes")
NUMBERS = ("total", "per_day", "cap", "weight")


class NotebookRow(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook's row of the form."""

    id: str
    title: str = ""
    points: float = 0
    due: str = ""
    weight: str = ""


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is treated apart. ``does``: exclude, or full."""

    name: str
    does: str = "exclude"
    why: str = ""


class SettingsForm(msgspec.Struct, frozen=True, kw_only=True):
    """All settings, as texts in fields; "" is what is left out. ``partial``: by kind of exercise."""

    total: str = ""
    tracks: str = ""
    answer: str = ""
    file: str = ""
    zone: str = ""
    due: str = ""
    late: dict[str, str] = {}
    notebooks: tuple[NotebookRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    partial: dict[str, str] = {}


def text_of(path: Path, course: Course) -> str:
    """The file's text, or that of a new one. Raises InputError."""
    try:
        return path.read_bytes().decode("utf-8-sig") if path.exists() else fresh(course)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from None


def form_of(text: str, course: Course) -> SettingsForm:
    """What a file says, as a form. Raises InputError for what is no TOML."""
    table = parsed(text)
    notebooks, items = table.get("notebooks", {}), table.get("items", {})
    return SettingsForm(
        **{name: said(table.get(name)) for name in TOP},
        late={name: said(table.get("late", {}).get(name)) for name in LATE},
        notebooks=tuple(
            NotebookRow(
                id=n.id,
                title=n.title,
                points=sum(i.points for i in n.items),
                due=said(notebooks.get(n.id, {}).get("due")),
                weight=said(notebooks.get(n.id, {}).get("weight")),
            )
            for n in course.notebooks
        ),
        items=tuple(
            ItemRow(name=name, does="full" if one.get("full") else "exclude", why=said(one.get("why")))
            for name, one in items.items()
            if isinstance(one, dict)
        ),
        partial={kind: said(way) for kind, way in table.get("partial", {}).items()},
    )


def parsed(text: str) -> dict[str, Any]:
    """A file's tables, dates as texts. Raises InputError."""
    try:
        found: dict[str, Any] = texts(tomllib.loads(text))
        return {
            k: v for k, v in found.items() if k not in ("late", "notebooks", "items", "partial") or isinstance(v, dict)
        }
    except (ValueError, RecursionError) as error:
        where = re.search(r"line \d+", str(error))
        line = f"{where[0]}: " if where else ""
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise InputError(f"class.toml cannot be read: {line}{what}. Mend it in an editor, or move it away.") from None


def said(value: Any) -> str:
    """A value as one types it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def edited(text: str, form: SettingsForm) -> str:
    """The file's text with the form's settings in it: what says the same already is left as it stands, with every
    comment. Raises InputError where a number is none."""
    try:
        import tomlkit
    except ImportError:
        raise InputError("settings are written with tomlkit: pip install 'mosaic-exercises[grading]'") from None
    before = parsed(text)
    doc = tomlkit.parse(text)
    put(doc, before, {name: getattr(form, name) for name in TOP})
    tables: list[tuple[tuple[str, ...], Mapping[str, str]]] = [(("late",), form.late), (("partial",), form.partial)]
    tables += [(("notebooks", n.id), {"due": n.due, "weight": n.weight}) for n in form.notebooks]
    tables += [
        (
            ("items", i.name),
            {
                "exclude": "true" if i.does == "exclude" else "",
                "full": "true" if i.does == "full" else "",
                "why": i.why,
            },
        )
        for i in form.items
    ]
    gone = {k: "" for k in before.get("partial", {}) if k not in form.partial}
    tables[1] = (("partial",), {**form.partial, **gone})
    for at, values in tables:
        old = before
        for key in at:
            old = old.get(key, {}) if isinstance(old, dict) else {}
        if any(values.values()) or any(said(old.get(k)) for k in values):
            put(table_at(doc, at), old, values, at)
    kept = {i.name for i in form.items}
    for name in [n for n in before.get("items", {}) if n not in kept]:
        del doc["items"][name]
    return tomlkit.dumps(doc)


def table_at(doc: TOMLDocument, at: tuple[str, ...]) -> Any:
    """The table at a place, made where there is none."""
    import tomlkit

    found: Any = doc
    for n, key in enumerate(at):
        if key not in found:
            found[key] = tomlkit.table(is_super_table=n < len(at) - 1)
        found = found[key]
    return found


def put(table: Any, before: Mapping[str, Any], values: Mapping[str, str], at: tuple[str, ...] = ()) -> None:
    """Set what differs, and take out what is empty now. ``at``: where the table stands."""
    for key, text in values.items():
        new = text.strip()
        if new == said(before.get(key)):
            continue
        if not new:
            table.pop(key, None)
        else:
            table[key] = value_of(key, new, at)


def value_of(key: str, text: str, at: tuple[str, ...]) -> Any:
    """A field's text as TOML has it. Raises InputError."""
    if text in ("true", "false"):
        return text == "true"
    if key in NUMBERS:
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            raise InputError(f"{'.'.join((*at, key))}: '{text}' is no number: write digits, as 60 or 7.5") from None
        return int(number) if number.is_integer() else number
    return text


def checked(path: Path, text: str, course: Course) -> tuple[str, ...]:
    """What a text would come to as this class's settings, line by line. Raises InputError that begins with the key."""
    trial = path.with_name(f".{path.name}.trial")
    try:
        replace_file(trial, text.encode())
        return tuple(told(plan_of(course, read_settings(trial, course))))
    except InputError as error:
        raise InputError(re.sub(r"^(line \d+: )", "", str(error).replace(f"{trial}: ", ""))) from None
    finally:
        trial.unlink(missing_ok=True)


def save(path: Path, text: str, course: Course) -> tuple[str, ...]:
    """Write the settings, checked first; the former file is kept beside. Returns what they come to."""
    lines = checked(path, text, course)
    if path.exists():
        replace_file(path.with_name(f".{path.name}.before"), path.read_bytes())
    replace_file(path, text.encode())
    return lines
