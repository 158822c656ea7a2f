"""A class's settings as a form, and back into its file: only what was changed is touched, and comments stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.errors import in_words
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.settings.class_file import no_toml, read_settings, shown, texts
from mosaic_exercises.grading.settings.plan import plan_of
from mosaic_exercises.grading.settings.template import fresh, told
from mosaic_exercises.office.settings_text import At, with_value, without
from mosaic_exercises.workbook.disk import replace_file

TOP = ("total", "tracks", "answer", "file", "zone", "due")
LATE = ("per_day", "cap", "grace", "closes")
NUMBERS = ("total", "per_day", "cap", "weight")
DOES = "does"  # of an item, in place of its two switches


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


class SettingsTry(msgspec.Struct, frozen=True, kw_only=True):
    """The settings as they are or would be. ``form``: filled in, ``base``: as the file says; ``told``: what they come
    to; ``problem``: why they cannot be used, ``unread``: because the file cannot be read; ``changed``: what somebody
    else has changed in the file meanwhile (key, what it says), ``clashes``: what was changed here as well (key, there,
    here), so that nothing was written."""

    form: SettingsForm
    base: SettingsForm
    told: tuple[str, ...] = ()
    problem: str = ""
    saved: bool = False
    unread: bool = False
    changed: tuple[tuple[str, str], ...] = ()
    clashes: tuple[tuple[str, str, str], ...] = ()


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
        why = no_toml(text, error)
        raise InputError(f"class.toml cannot be read: {why}. Mend it in an editor, or move it away.") from None


def said(value: Any) -> str:
    """A value as one types it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def flat(form: SettingsForm) -> dict[At, str]:
    """All that a form says, each at the place where it stands in the file; what is left out is not in it."""
    found: dict[At, str] = {(name,): getattr(form, name) for name in TOP}
    found |= {("late", name): form.late.get(name, "") for name in LATE}
    found |= {("partial", kind): way for kind, way in form.partial.items()}
    for row in form.notebooks:
        found |= {("notebooks", row.id, "due"): row.due, ("notebooks", row.id, "weight"): row.weight}
    for item in form.items:
        found |= {("items", item.name, DOES): item.does, ("items", item.name, "why"): item.why}
    return {at: said.strip() for at, said in found.items() if said.strip()}


def twice(items: tuple[ItemRow, ...]) -> str:
    """The first item that a form names a second time, "" for none. A file can say only one thing of it."""
    names = [item.name for item in items]
    return next((name for n, name in enumerate(names) if name in names[:n]), "")


def filled(found: Mapping[At, str], like: SettingsForm) -> SettingsForm:
    """The form that says this; ``like``: one of the same course."""
    rows = (
        msgspec.structs.replace(row, **{key: found.get(("notebooks", row.id, key), "") for key in ("due", "weight")})
        for row in like.notebooks
    )
    return SettingsForm(
        **{name: found.get((name,), "") for name in TOP},
        late={name: found.get(("late", name), "") for name in LATE},
        partial={at[1]: way for at, way in found.items() if at[0] == "partial"},
        notebooks=tuple(rows),
        items=tuple(
            ItemRow(name=at[1], does=does, why=found.get(("items", at[1], "why"), ""))
            for at, does in found.items()
            if at[0] == "items" and at[2] == DOES
        ),
    )


def merged(mine: SettingsForm, before: SettingsForm, now: SettingsForm) -> SettingsTry:
    """What stands when the form of ``before`` was filled in as ``mine``, and the file meanwhile says ``now``: only what
    was touched here is mine. Where both were changed, mine stands in the form, and nothing else is done."""
    here, there, old = flat(mine), flat(now), flat(before)
    found = dict(there)
    changed: list[tuple[str, str]] = []
    clashes: list[tuple[str, str, str]] = []
    for at in dict.fromkeys([*there, *here, *old]):
        ours, theirs, was = here.get(at, ""), there.get(at, ""), old.get(at, "")
        if ours != was:
            found[at] = ours
        if theirs not in (was, ours):
            key = ".".join(k for k in at if k != DOES)
            (clashes.append((key, theirs, ours)) if ours != was else changed.append((key, theirs)))
    form = filled({at: said for at, said in found.items() if said}, now)
    return SettingsTry(form=form, base=now, changed=tuple(changed), clashes=tuple(clashes))


def edited(text: str, now: SettingsForm, form: SettingsForm) -> str:
    """The text of a file that says ``now``, saying what the form says: what is the same is left as it stands, with
    every comment. Raises InputError where a number is none."""
    if find_spec("tomlkit") is None:
        raise InputError("settings are written with tomlkit: pip install 'mosaic-exercises[grading]'")
    there, here = flat(now), flat(form)
    gone = {at[1] for at in there if at[0] == "items"} - {at[1] for at in here if at[0] == "items"}
    for name in sorted(gone):
        text = without(text, ("items", name))
    for at in dict.fromkeys([*here, *there]):
        said = here.get(at, "")
        if said == there.get(at, "") or (at[0] == "items" and at[1] in gone):
            continue
        if at[-1] == DOES:
            text = with_value(text, (*at[:-1], said), True)
            other = (*at[:-1], "full" if said == "exclude" else "exclude")
            text = without(text, other) if there.get(at) else text
        else:
            text = with_value(text, at, value_of(at, said)) if said else without(text, at)
    return text


def value_of(at: At, text: str) -> Any:
    """A field's text as TOML has it. Raises InputError."""
    if at == ("tracks",):
        return text == "true"
    if at[-1] in NUMBERS:
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            raise InputError(f"{'.'.join(at)}: '{text}' is no number: write digits, as 60 or 7.5") from None
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


def save(path: Path, before: str, text: str, course: Course) -> tuple[str, ...]:
    """Write the settings, checked first; the former file is kept beside. Returns what they come to."""
    lines = checked(path, text, course)
    if text_of(path, course) != before:
        raise InputError(f"{path.name} was changed this very moment: look at it, and press Save again.")
    if path.exists():
        replace_file(path.with_name(f".{path.name}.before"), path.read_bytes())
    replace_file(path, text.encode())
    return lines


def settings_try(
    path: Path, course: Course, mine: SettingsForm | None, before: SettingsForm | None, *, save_them: bool
) -> SettingsTry:
    """What the file says, or would say with what was filled in: see ``SettingsTry``."""
    try:
        text = text_of(path, course)
        now = form_of(text, course)
    except InputError as error:
        none = form_of("", course)
        return SettingsTry(form=mine or none, base=before or none, problem=str(error), unread=True)
    if mine and (name := twice(mine.items)):
        problem = f"items.{shown(name)}: it stands here twice; leave one of the two"
        return SettingsTry(form=mine, base=before or now, problem=problem)
    found = merged(mine, before or now, now) if mine else SettingsTry(form=now, base=now)
    if found.clashes:
        return found
    try:
        new = edited(text, now, found.form)
        path.parent.mkdir(parents=True, exist_ok=True)
        told = save(path, text, new, course) if save_them else checked(path, new, course)
    except Exception as error:  # a date that no calendar has as well: it is told where it was filled in
        return msgspec.structs.replace(found, problem=in_words(error))
    if not save_them:
        return msgspec.structs.replace(found, told=told)
    kept = form_of(new, course)
    return msgspec.structs.replace(found, told=told, saved=True, form=kept, base=kept)
