"""The one strict loader of course content. Every error names the file and the path inside it.

A course is one or more layers, folders of the same shape: ``manifest.toml``, ``concepts.toml``,
``glossary.toml``, ``misconceptions.toml``, ``plan.toml``, ``exercises/*.toml`` and, apart from them, ``keys/*.toml``.
The base layer is in this package; the environment variable MOSAIC_COURSE names further ones, laid over it in order. A
later layer may add anything; to replace an exercise of an earlier one it says ``override = true`` in the exercise's
table.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from mosaic_exercises.course.draws import draws, drill_faults, former_draws, pool, shares
from mosaic_exercises.course.figures import filled
from mosaic_exercises.course.parsed import Parsed
from mosaic_exercises.course.records import (
    Concept,
    Course,
    Exercise,
    GlossaryEntry,
    Head,
    Manifest,
    Misconception,
    Notebook,
    Placed,
    PlanTable,
    Pool,
)
from mosaic_exercises.course.sources import Source, resolved
from mosaic_exercises.errors import CourseError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.reading.values import SLUG

R = TypeVar("R")
CONTENT = Path(__file__).parent / "content"
KEPT = CONTENT / "__pycache__" / "tables.msgpack"
"""The base layer's tables as parsed, beside it like Python's bytecode. Its keys are no secret; other layers' may be."""
NO_FIGURES: Mapping[str, str] = MappingProxyType({})
NO_SOURCES: Mapping[str, Source] = MappingProxyType({})
HEAD = frozenset(Head.__struct_fields__)


def load() -> Course:
    """The course as this machine has it: the base content and the layers that MOSAIC_COURSE names."""
    extra = [p for p in os.environ.get("MOSAIC_COURSE", "").split(os.pathsep) if p]
    return load_layers((str(CONTENT), *extra))


@cache
def load_layers(layers: tuple[str, ...]) -> Course:
    """The course that these folders make, the first one lowest. Read once per set of folders.

    Whether everything in it points somewhere is looked at here, but for the package's own content alone that was looked
    at before and has not changed since: ``mosaic check`` always looks.
    """
    base = Parsed(KEPT)
    parts: list[Layer] = []
    known: dict[str, Source] = {}
    figures: dict[str, str] = {}
    for path in map(Path, layers):
        parts.append(read_layer(path, base if path == CONTENT else None, known, figures))
        known |= parts[-1].sources
        figures |= parts[-1].figures
    draft = merge(parts)
    alone = layers == (str(CONTENT),)
    if not (alone and base.all_known()) and (wrong := dangling(draft)):
        raise CourseError("\n".join(wrong))
    if alone:
        base.keep()
    return draft


class Layer(msgspec.Struct, frozen=True):
    """One folder's content as read, nothing looked up yet."""

    folder: str
    manifest: Manifest
    exercises: dict[str, tuple[Head, Exercise, str]]
    keys: dict[str, tuple[dict[str, Any], str]]
    concepts: dict[str, Concept]
    misconceptions: dict[str, Misconception]
    plan: PlanTable
    editions: dict[str, dict[str, Pool]] = {}
    sources: dict[str, Source] = {}
    cited: frozenset[str] = frozenset()
    glossary: dict[str, GlossaryEntry] = {}
    figures: dict[str, str] = {}


def read_layer(
    folder: Path,
    files: Parsed | None = None,
    before: Mapping[str, Source] = NO_SOURCES,
    below: Mapping[str, str] = NO_FIGURES,
) -> Layer:
    """Read one folder, its tables out of ``files`` where they are known. ``before`` and ``below``: the sources and the
    figures of the layers below it, which its texts may name too. Raises CourseError for a file that is missing,
    is not TOML, or has a wrong or unknown field."""
    files = files or Parsed(None)
    if not (folder / "manifest.toml").is_file():
        raise CourseError(f"{folder}: this is no course folder, it has no manifest.toml. Check MOSAIC_COURSE.")

    sources = named(lambda path: read_toml(files, path), folder / "sources.toml", Source)
    known, cited = {**before, **sources}, set[str]()
    path = folder / "figures.toml"
    own = convert(read_toml(files, path), dict[str, str], path, "") if path.is_file() else {}
    figures = {**below, **own}

    def toml(path: Path) -> dict[str, Any]:
        table, text = read_toml(files, path), path.read_bytes()
        if b"{fig:" in text:
            table = filled(table, figures, unknown := set[str]())
            if unknown:
                raise CourseError(f"{path}: there is no figure '{min(unknown)}' in figures.toml")
        if b"[@" in text:
            table = resolved(table, known, cited)
            if lost := sorted(cited - known.keys()):
                raise CourseError(f"{path}: there is no source '{lost[0]}' in sources.toml")
        return table

    manifest = convert(toml(folder / "manifest.toml"), Manifest, folder / "manifest.toml", "")
    exercises: dict[str, tuple[Head, Exercise, str]] = {}
    for path in sorted((folder / "exercises").glob("*.toml")):
        table = toml(path)
        unknown = sorted(set(table) - {"exercise"})
        if unknown:
            raise CourseError(f"{path}: unknown table '{unknown[0]}'. Exercises stand under [[exercise]].")
        for number, raw in enumerate(table.get("exercise", []), start=1):
            head, exercise = read_exercise(raw, path, number)
            if head.id in exercises:
                raise CourseError(f"{path}: exercise '{head.id}' stands twice, also in {exercises[head.id][2]}")
            exercises[head.id] = (head, exercise, str(path))
    keys: dict[str, tuple[dict[str, Any], str]] = {}
    for path in sorted((folder / "keys").glob("*.toml")):
        for slug, raw in toml(path).items():
            if slug in keys:
                raise CourseError(f"{path}: the key of '{slug}' stands twice, also in {keys[slug][1]}")
            keys[slug] = (raw, str(path))
    glossary = named(toml, folder / "glossary.toml", GlossaryEntry)
    path, former = folder / "plan.toml", folder / "editions.toml"
    return Layer(
        str(folder),
        manifest,
        exercises,
        keys,
        named(toml, folder / "concepts.toml", Concept),
        named(toml, folder / "misconceptions.toml", Misconception),
        convert(toml(path), PlanTable, path, "") if path.is_file() else PlanTable(),
        convert(toml(former), dict[str, dict[str, Pool]], former, "") if former.is_file() else {},
        sources,
        frozenset(cited),
        glossary,
        own,
    )


def read_exercise(raw: dict[str, Any], path: Path, number: int) -> tuple[Head, Exercise]:
    """Split one [[exercise]] table into the common fields and its kind's task."""
    at = f"exercise {raw.get('id', f'number {number}')!r}"
    head = convert({k: v for k, v in raw.items() if k in HEAD}, Head, path, at)
    if not re.fullmatch(SLUG, head.id):
        raise CourseError(f"{path}: {at}: id: use lower-case words joined by single hyphens, like 'loyalty-ladder'")
    if head.kind not in KINDS:
        raise CourseError(f"{path}: {at}: kind: there is no kind '{head.kind}'. Kinds: {', '.join(sorted(KINDS))}")
    task = convert({k: v for k, v in raw.items() if k not in HEAD}, KINDS[head.kind].task, path, at)
    exercise = Exercise(
        head.id,
        head.kind,
        head.rev,
        head.title,
        head.prompt.strip(),
        head.concepts,
        head.hints,
        head.case,
        task,
    )
    return head, exercise


def merge(parts: list[Layer]) -> Course:
    """Lay the layers over each other."""
    exercises: dict[str, Exercise] = {}
    origin: dict[str, str] = {}
    raw_keys: dict[str, tuple[dict[str, Any], str]] = {}
    concepts: dict[str, Concept] = {}
    misconceptions: dict[str, Misconception] = {}
    for part in parts:
        for slug, (head, exercise, path) in part.exercises.items():
            if slug in exercises and not head.override:
                raise CourseError(
                    f"{path}: exercise '{slug}' exists in {origin[slug]}. Give it another id, "
                    "or write override = true to replace it."
                )
            exercises[slug], origin[slug] = exercise, path
        raw_keys |= part.keys
        concepts |= part.concepts
        misconceptions |= part.misconceptions
    keys: dict[str, Any] = {}
    for slug, (raw, path) in raw_keys.items():
        if slug not in exercises:
            raise CourseError(f"{path}: a key for '{slug}', but the course has no such exercise")
        keys[slug] = convert(raw, KINDS[exercises[slug].kind].key, Path(path), f"key '{slug}'")
    base = parts[0].manifest
    last = parts[-1].manifest
    quizzes = unique((q.id, q) for part in parts for q in part.manifest.quiz)
    notebooks = merge_notebooks(part.manifest.notebook for part in parts)
    added = frozenset(slug for part in parts[1:] for slug in part.exercises)
    if lost := [q for q in quizzes.values() if q.part_of and quizzes.get(q.part_of, q).part_of]:
        raise CourseError(f"manifest: quiz '{lost[0].id}': part_of: there is no undivided quiz '{lost[0].part_of}'")
    kept = frozenset(slug for q in quizzes.values() for slug in q.asks)
    pools = {q.id: pool(q, notebooks, exercises, kept) for q in quizzes.values() if not q.part_of}
    parts_ = shares(quizzes, pools, notebooks, exercises)
    pools |= {id_: tuple(s for s in pools[quizzes[id_].part_of] if s in share) for id_, share in parts_.items()}
    return Course(
        base.course,
        last.version or base.version,
        last.title or base.title,
        notebooks,
        MappingProxyType(exercises),
        MappingProxyType(keys),
        MappingProxyType(quizzes),
        MappingProxyType(concepts),
        MappingProxyType(misconceptions),
        MappingProxyType(pools),
        tuple(part.folder for part in parts),
        merge_plans([part.plan for part in parts]),
        MappingProxyType(draws(quizzes, pools, notebooks, exercises, concepts)),
        MappingProxyType(former_draws((part.editions for part in parts), added, pools, exercises)),
        MappingProxyType({slug: source for part in parts for slug, source in part.sources.items()}),
        frozenset().union(*(part.cited for part in parts)),
        MappingProxyType({slug: entry for part in parts for slug, entry in part.glossary.items()}),
        began([part.manifest.begins for part in parts], parts[-1].folder),
        MappingProxyType(parts_),
    )


def began(days: list[str], folder: str) -> str:
    """The day on which the course began: the last one that a layer names. Raises CourseError for what is no day."""
    day = next((day for day in reversed(days) if day), "")
    try:
        return day and date.fromisoformat(day).isoformat()
    except ValueError:
        raise CourseError(f"{folder}: manifest.toml: begins: '{day}' is no day; write 2026-09-01") from None


def merge_plans(plans: list[PlanTable]) -> PlanTable:
    """A later layer's chapter of the same id replaces an earlier one; a new id adds one. Else the last counts."""
    chapters = {chapter.id: chapter for plan in plans for chapter in plan.chapter}
    said: dict[str, Any] = {name: one for p in plans for name in p.__struct_fields__ if (one := getattr(p, name))}
    return PlanTable(**said | {"chapter": tuple(chapters.values())})


def merge_notebooks(layers: Iterable[tuple[Notebook, ...]]) -> tuple[Notebook, ...]:
    """A later layer's notebook of the same id adds its items and questions; a new id adds a notebook."""
    merged: dict[str, Notebook] = {}
    for layer in layers:
        for id_, notebook in unique((n.id, n) for n in layer).items():
            old = merged.get(id_)
            if old is None:
                merged[id_] = notebook
            else:
                items, questions = old.items + notebook.items, old.questions + notebook.questions
                merged[id_] = msgspec.structs.replace(old, items=items, questions=questions)
    return tuple(merged.values())


def dangling(course: Course) -> list[str]:
    """Everything in the course that points nowhere or stands twice, and each exercise's own faults, in words."""
    wrong: list[str] = []
    placed: set[str] = set()

    def place(slug: str, where: str) -> None:
        if slug in placed:
            wrong.append(f"manifest: {where}: '{slug}' is placed twice")
        placed.add(slug)

    for notebook in course.notebooks:
        where = f"notebook '{notebook.id}'"
        if not notebook.title:
            wrong.append(f"manifest: {where}: it has no title")
        if notebook.part_of and getattr(course.notebook(notebook.part_of), "part_of", "x"):
            wrong.append(f"manifest: {where}: part_of: '{notebook.part_of}' is no notebook that stands by itself")
        for item in notebook.items:
            wrong += misplaced(course, item, where)
            place(item.slug, where)
        for slug in notebook.questions:
            if slug not in course.exercises:
                wrong.append(f"manifest: {where}: questions: there is no exercise '{slug}'")
            place(slug, where)
    wrong += [f"exercise '{s}': it stands in no notebook of the manifest" for s in course.exercises if s not in placed]
    wrong += [f"quiz '{s}': it stands in no notebook of the manifest" for s in course.quizzes if s not in placed]
    wrong += drill_faults(course)
    for (version, slug), old in course.editions.items():
        lost = [q for q in old.questions if q not in course.exercises]
        wrong += [f"editions: {version}: quiz '{slug}': there is no exercise '{q}': ids are permanent" for q in lost]
    for chapter in course.plan.chapter:
        named = dict.fromkeys((*chapter.parts, *(slug for pair in chapter.compare for slug in pair)))
        lost = [s for s in named if s not in course.exercises]
        wrong += [f"plan: chapter '{chapter.id}': there is no exercise '{s}'" for s in lost]
    named = dict.fromkeys(s for q in course.plan.question for s in (q.of, q.by) if s)
    named |= dict.fromkeys(source.exercise for page in course.plan.pitch for source in page.sources)
    wrong += [f"plan: question or pitch: there is no exercise '{s}'" for s in named if s not in course.exercises]
    for slug, entry in course.glossary.items():
        lost = [s for s in (slug, entry.unlike) if s and s not in course.concepts]
        wrong += [f"glossary: '{slug}': there is no concept '{s}'" for s in lost]
    for exercise in course.exercises.values():
        where = f"exercise '{exercise.id}'"
        wrong += [f"{where}: there is no concept '{c}'" for c in exercise.concepts if c not in course.concepts]
        key = course.keys.get(exercise.id)
        wrong += [f"{where}: {p}" for p in KINDS[exercise.kind].problems(exercise.task, key)]
        used = misconceptions(msgspec.to_builtins(key)) if key is not None else set()
        wrong += [
            f"key '{exercise.id}': there is no misconception '{m}'" for m in sorted(used - set(course.misconceptions))
        ]
    return wrong


def misplaced(course: Course, item: Placed, where: str) -> list[str]:
    """What is wrong with one tile of the manifest."""
    if bool(item.exercise) == bool(item.quiz):
        return [f"manifest: {where}: an item names one exercise or one quiz, not both or none"]
    if item.exercise and item.exercise not in course.exercises:
        return [f"manifest: {where}: there is no exercise '{item.exercise}'"]
    if item.quiz and item.quiz not in course.quizzes:
        return [f"manifest: {where}: there is no quiz '{item.quiz}'"]
    if not 0 <= item.points < math.inf:
        return [f"manifest: {where}: '{item.slug}': points must be a number of 0 or more, not {item.points}"]
    if item.points and (item.optional or (item.quiz and course.quizzes[item.quiz].part_of)):
        why = "what may be skipped earns none" if item.optional else "they are those of the drill it is part of"
        return [f"manifest: {where}: '{item.slug}': leave its points out: {why}"]
    return []


def misconceptions(value: Any) -> set[str]:
    """Every misconception slug used anywhere inside a key."""
    if isinstance(value, dict):
        own = {value["misconception"]} if value.get("misconception") else set()
        return own.union(*(misconceptions(v) for v in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(misconceptions(v) for v in value))
    return set()


def read_toml(files: Parsed, path: Path) -> dict[str, Any]:
    """One TOML file, or a CourseError with the line."""
    try:
        return files.read(path)
    except OSError as error:
        raise CourseError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: is not valid TOML: {error}") from None


def convert(raw: Any, type_: type[R], path: Path, at: str) -> R:
    """``raw`` as a record; msgspec's message with the file and the place before it."""
    try:
        return msgspec.convert(raw, type_, strict=True)
    except msgspec.ValidationError as error:
        where = f"{path}: {at}: " if at else f"{path}: "
        raise CourseError(where + str(error).replace("`$.", "`")) from None


def named(toml: Callable[[Path], dict[str, Any]], path: Path, type_: Callable[..., R] | type[R]) -> dict[str, R]:
    """A file of [slug] tables; a layer may do without it."""
    if not path.is_file():
        return {}
    return {slug: convert(raw, type_, path, f"[{slug}]") for slug, raw in toml(path).items()}  # type: ignore[arg-type]


def unique(pairs: Iterable[tuple[str, R]]) -> dict[str, R]:
    """A table of these pairs; an id that stands twice is an error."""
    table: dict[str, R] = {}
    for id_, value in pairs:
        if id_ in table:
            raise CourseError(f"manifest: '{id_}' stands twice")
        table[id_] = value
    return table


def by_notebook(course: Course) -> Mapping[str, Notebook]:
    """Which notebook each tile and each pool question belongs to."""
    owner: dict[str, Notebook] = {}
    for notebook in course.notebooks:
        owner |= dict.fromkeys((*(i.slug for i in notebook.items), *notebook.questions), notebook)
    return MappingProxyType(owner)
