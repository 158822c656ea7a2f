"""The students' copy of an instructor's own course folders: the assessed exercises without anything that answers them.

Keys, reasons, model answers and mix-ups stand in ``keys/`` and ``misconceptions.toml``: neither is copied. What is
copied is read as data and written anew, so that no comment of the author's comes along. Then every file is searched for
the texts of the keys; a copy that holds one is not handed out.
"""

from __future__ import annotations

import json
import math
import random
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise, load_layers
from mosaic_exercises.errors import MosaicError, because
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import DRAWS

WORD = re.compile(r"\w+")
ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")
TELLING = 16  # characters of a key's text from which finding it elsewhere is no chance
LEAST = 2  # characters of a word or a number that is looked for beside the exercise's id
NEAR = 1_000  # characters behind an exercise's id that are beside it
SLUGS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MANIFEST = "manifest.toml"
COPIED = (MANIFEST, "concepts.toml")
USE = """The exercises that count, for students: without keys.

Put this folder beside the workbook and name each of the folders in it in the environment variable MOSAIC_COURSE, in
this order, before you start the workbook: {names}

Answers to these exercises are kept as "recorded". They are graded with the keys that the instructor has.
"""


class Leak(msgspec.Struct, frozen=True):
    """A text of a key that stands where students can read it."""

    exercise: str
    text: str
    where: str


def release(course: Course, out: Path) -> tuple[str, ...]:
    """Write the students' copy of every layer above the base into ``out``, which must not exist yet.

    Returns the assessed exercises. Raises InputError where there is nothing to release, where ``out`` is there already,
    where an exercise replaces one whose key students have, or where a key's text stands in what they would get; nothing
    is left behind then.
    """
    base, *layers = course.layers
    if not layers:
        raise InputError(
            "there is no course folder of yours: name it in MOSAIC_COURSE. The workbook's own are formative"
        )
    if out.exists():
        raise InputError(f"{out} is there already; name a folder that is not")
    assessed = tuple(slug for layer in layers for slug in exercises_of(Path(layer)))
    known = {slug for path in (Path(base) / "keys").glob("*.toml") for slug in read(path)}
    for slug in known.intersection(assessed):
        raise InputError(
            f"'{slug}' replaces an exercise whose key is in the workbook for all to read; give it another id"
        )
    try:
        copies = [
            copy(course, Path(layer), out / f"{n:02d}_{Path(layer).name}") for n, layer in enumerate(layers, start=1)
        ]
        (out / "README.txt").write_text(USE.format(names=", ".join(c.name for c in copies)), encoding="utf-8")
        theirs = load_layers((base, *map(str, copies)))
        found = [*leaks(course, assessed, out), *keyed(theirs, assessed)]
        if found:
            lines = [f"  {leak.exercise}: “{leak.text[:80]}” stands in {leak.where}" for leak in found[:20]]
            raise InputError(
                "nothing is released: students could read what answers these exercises\n" + "\n".join(lines)
            )
    except BaseException as error:
        shutil.rmtree(out, ignore_errors=True)
        if isinstance(error, OSError):
            raise InputError(f"{out} cannot be written: {because(error)}") from None
        if isinstance(error, MosaicError) and not isinstance(error, InputError):
            raise InputError(f"the students' copy does not load: {error}") from None
        raise
    return assessed


def exercises_of(layer: Path) -> list[str]:
    """The exercises of one layer."""
    tables = (read(path) for path in sorted((layer / "exercises").glob("*.toml")))
    return [str(e.get("id", "")) for table in tables for e in table.get("exercise", [])]


def read(path: Path) -> dict[str, Any]:
    """A TOML file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None


def copy(course: Course, layer: Path, to: Path) -> Path:
    """One layer without its keys and its mix-ups, and without the author's order of what is mixed for each learner: it
    is the right one more often than not."""
    (to / "exercises").mkdir(parents=True)
    for source in (*(layer / n for n in COPIED), *sorted((layer / "exercises").glob("*.toml"))):
        if source.is_file():
            table = read(source)
            for exercise in table.get("exercise", []):
                mix(course, exercise)
            text = toml(table)
            if tomllib.loads(text) != table:
                raise InputError(f"{source}: it holds a value that cannot be written anew (a date?)")
            (to / source.relative_to(layer)).write_text(text, encoding="utf-8")
    return to


def mix(course: Course, table: dict[str, Any]) -> None:
    """Put the lists of an exercise's table that are mixed for each learner into an order that tells nothing."""
    slug = str(table.get("id", ""))
    for field in mixed(course.exercises[slug]):
        table[field] = sorted(table[field], key=lambda one: sha256(f"{slug}:{one['id']}".encode()).digest())


def mixed(exercise: Exercise) -> list[str]:
    """The lists of a task that learners get in orders of their own."""
    kind, task = KINDS[exercise.kind], exercise.task
    views = [kind.view(task, random.Random(seed)) for seed in range(DRAWS)]
    return [f for f in task.__struct_fields__ if len({tuple(ids(getattr(view, f, ()))) for view in views}) > 1]


def ids(value: Any) -> list[str]:
    """The ids of a list of things, in their order."""
    return [one.id for one in value if hasattr(one, "id")] if isinstance(value, tuple) else []


def told_by_ids(course: Course, assessed: Iterable[str]) -> Iterator[str]:
    """The exercises whose items stand in the order of the key when they are put in the order of their ids."""
    for slug in assessed:
        exercise, key = course.exercises[slug], course.key(slug)
        kind = KINDS[exercise.kind]
        view = kind.view(exercise.task, random.Random(0))
        lists = {f: tuple(sorted(getattr(view, f), key=attrgetter("id"))) for f in mixed(exercise)}
        if key is not None and lists and kind.tells(msgspec.structs.replace(view, **lists), key):
            yield slug


def toml(table: dict[str, Any]) -> str:
    """A table as TOML, without comments."""
    lines: list[str] = []
    for name, value in table.items():
        if not isinstance(value, dict) and not tabular(value):
            lines.append(f"{quoted(name)} = {inline(value)}")
    for name, value in table.items():
        for one in [value] if isinstance(value, dict) else value if tabular(value) else []:
            lines.append(f"\n[{quoted(name)}]" if isinstance(value, dict) else f"\n[[{quoted(name)}]]")
            lines += [f"{quoted(k)} = {inline(v)}" for k, v in one.items()]
    return "\n".join(lines).lstrip("\n") + "\n"


def tabular(value: Any) -> bool:
    """Whether a value is a list of tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def inline(value: Any) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case list():
            return "[" + ", ".join(map(inline, value)) + "]"
        case dict():
            return "{ " + ", ".join(f"{quoted(k)} = {inline(v)}" for k, v in value.items()) + " }"
        case float() if math.isinf(value) or math.isnan(value):
            return "inf" if value > 0 else "-inf" if value < 0 else "nan"
    return str(value)


def quoted(text: str) -> str:
    """A text in TOML's quotes; JSON's are the same but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def texts(value: Any) -> Iterator[str]:
    """Every text in a key that is long enough to tell."""
    match value:
        case str():
            if len(worded(value)) >= TELLING:
                yield " ".join(value.split())
        case dict():
            for one in value.values():
                yield from texts(one)
        case list() | tuple():
            for one in value:
                yield from texts(one)


def short_texts(value: Any) -> Iterator[str]:
    """Every word and number in a key that is too short to tell by itself."""
    match value:
        case bool() | None:
            return
        case str() if LEAST <= len(worded(value)) < TELLING:
            yield value.strip()
        case int() | float() if len(f"{value:g}") >= LEAST:
            yield f"{value:g}"
        case dict():
            for one in value.values():
                yield from short_texts(one)
        case list() | tuple():
            for one in value:
                yield from short_texts(one)


def beside(course: Course, assessed: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """By exercise the short words and numbers of its key, as (words, text), but for those that its own question says.
    They stand everywhere by chance; beside the exercise's id they are no chance."""
    found: dict[str, list[tuple[str, str]]] = {}
    for slug in assessed:
        asked = f" {worded(msgspec.json.encode(course.exercises[slug], enc_hook=str).decode())} "
        said = dict.fromkeys(short_texts(msgspec.to_builtins(course.key(slug))))
        found[slug] = [(worded(text), text) for text in said if f" {worded(text)} " not in asked]
    return found


def needles(course: Course, assessed: Iterable[str]) -> dict[str, str]:
    """What to search for: the texts of the keys of assessed exercises, and whose they are."""
    found: dict[str, str] = {}
    for slug in assessed:
        for text in texts(msgspec.to_builtins(course.key(slug))):
            found.setdefault(text, slug)
    return found


def keyed(course: Course, assessed: Iterable[str]) -> Iterator[Leak]:
    """Assessed exercises that a copy has the key of."""
    for slug in assessed:
        if course.key(slug) is not None:
            yield Leak(slug, "its key", "the students' copy")


def leaks(course: Course, assessed: Iterable[str], folder: Path) -> Iterator[Leak]:
    """Where the keys' texts stand below ``folder``, in any uncompressed file and, where it is a git repository, in
    whatever its files ever held. Line breaks, quotes, JSON's escapes, punctuation and letter case do not hide them."""
    wanted = {worded(text): (text, slug) for text, slug in needles(course, assessed).items()}
    near = beside(course, assessed)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".git" not in path.relative_to(folder).parts:
            data, where = path.read_bytes(), str(path.relative_to(folder))
            yield from seen(wanted, data, where)
            if path.name != MANIFEST:  # which holds ids and points, and points are numbers
                yield from seen_beside(near, course, data, where)
    if (folder / ".git").exists():
        words = ["git", "-C", str(folder), "log", "--all", "-p", "-m", "--text", "--no-ext-diff", "--no-textconv"]
        try:
            past = subprocess.run(words, capture_output=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise InputError(f"{folder}: its git history cannot be read: {error}") from None
        plain = b"\n".join(line[1:] for line in past.splitlines())
        yield from seen(wanted, plain, "the git history")
        yield from seen_beside(near, course, plain, "the git history")


def seen(wanted: dict[str, tuple[str, str]], data: bytes, where: str) -> Iterator[Leak]:
    """The texts that stand in some bytes."""
    plain = worded(data.decode("utf-8", "replace"))
    for text, (shown, slug) in wanted.items():
        if text in plain:
            yield Leak(slug, shown, where)


def seen_beside(near: dict[str, list[tuple[str, str]]], course: Course, data: bytes, where: str) -> Iterator[Leak]:
    """The short words and numbers that stand behind the id of their exercise, before that of another one."""
    said = data.decode("utf-8", "replace")
    if not any(slug in said for slug in near):
        return
    places = [(found.start(), found[0]) for found in SLUGS.finditer(said) if found[0] in course.exercises]
    told: set[tuple[str, str]] = set()
    for n, (at, slug) in enumerate(places):
        end = places[n + 1][0] if n + 1 < len(places) else len(said)
        words = f" {worded(said[at + len(slug) : min(end, at + NEAR)])} "
        for text, shown in near.get(slug, ()):
            if f" {text} " in words and (slug, shown) not in told:
                told.add((slug, shown))
                yield Leak(slug, shown, f"{where}, beside the exercise's id")


def worded(text: str) -> str:
    """The words of a text, in small letters, one blank between them: however it is quoted, escaped or broken up."""
    if "\\" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = re.sub(r"\\+[nrtfb]", " ", text)
    return " ".join(WORD.findall(text.casefold()))
