"""``mosaic check``: looks the course over and names whatever piece is missing."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mosaic_exercises.commands import editing, linking
from mosaic_exercises.course import Course, Notebook, load
from mosaic_exercises.course.loader import CONTENT, dangling, read_layer
from mosaic_exercises.errors import CourseError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.workbook.places import MARKER, course_root

CALL = re.compile(r"""^[ \t]*(exercise|quiz|lab)\(\s*["']([^"'\n]*)["']\s*\)""", re.MULTILINE)
BESIDE = frozenset(("glossary", "review"))  # notebooks that hold no tiles: the manifest does not name them
OTHER = re.compile(r"^[ \t]*(start|submit|review|listen|glossary|case|keep)\(", re.MULTILINE)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "check",
        help="look the course over and name whatever piece is missing",
        description=(
            "Loads the course strictly, compares it with its notebooks, and reads both as an editor would "
            "(docs/editing.md). "
            "Exit code 1: something is missing, or a rule is broken more often than its ceiling allows."
        ),
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="the course's root (default: found upward from here)"
    )
    parser.add_argument(
        "--list", metavar="WORD", help="print every remark whose rule, file, exercise or cell has this in its name"
    )
    parser.add_argument("--tags", action="store_true", help="print which wrong answer carries which misconception")
    parser.add_argument("--sources", action="store_true", help="print every source with its key, as texts cite it")
    parser.add_argument(
        "--link", action="store_true", help="link each term of the glossary where a notebook uses it first"
    )
    parser.add_argument("--lower", action="store_true", help="bring the ceilings down to today's counts")


def run(args: argparse.Namespace) -> int:
    """Print what is missing, one line each."""
    try:
        course = load()
    except CourseError as error:
        print(error)
        return 1
    root = args.folder or course_root() or Path.cwd()
    if args.tags:
        print(editing.tag_table(course))
        return 0
    if args.sources:
        print(editing.source_list(course))
        return 0
    if args.link:
        print(
            "\n".join(f"{path.name}: linked" for path in linking.link(course, root / "notebooks")) or "All are linked."
        )
        return 0
    found = [*dangling(course), *content(course), *marker(course, root), *notebooks(course, root / "notebooks")]
    if found:
        print("\n".join(found))
        return 1
    print(looked_at(course))
    return editing.run(course, root / "notebooks", args.list, lower=args.lower)


def looked_at(course: Course) -> str:
    """What a clean check covered."""
    return (
        f"{course.title}: {len(course.notebooks)} notebooks, {len(course.placed())} tiles, {len(course.exercises)} "
        f"exercises, {len(course.quizzes)} drills, {len(course.concepts)} concepts: nothing is missing."
    )


def content(course: Course) -> Iterator[str]:
    """What the strict loader leaves open: missing keys and lab functions, concepts that nothing asks about."""
    from mosaic_exercises.labs import LABS

    base = read_layer(CONTENT).exercises if str(CONTENT) in course.layers else {}
    for slug, exercise in course.exercises.items():
        if slug in base and course.key(slug) is None and not KINDS[exercise.kind].keyless:
            yield f"key: exercise '{slug}' has none; add [{slug}] to a file in keys/"
        if getattr(exercise.task, "run", None) not in (None, *LABS):
            yield f"exercise '{slug}': there is no lab function '{exercise.task.run}' in mosaic_exercises/labs"
    there = {n.id for n in course.notebooks if n.items}
    for slug, concept in course.concepts.items():
        if course.glossary and slug not in course.glossary:  # a course may do without a glossary, not with half of one
            yield f"concept '{slug}': the glossary does not have it; add [{slug}] to glossary.toml"
        asked = [e for e in course.exercises.values() if slug in e.concepts]
        if concept.notebook not in there:
            continue  # its notebook is announced and still to be written
        if not asked:
            yield f"concept '{slug}': no exercise or question asks about it"
        elif not any(e.case for e in asked):
            yield f"concept '{slug}': nothing applies it to a case (case = true)"


def marker(course: Course, root: Path) -> Iterator[str]:
    """What is wrong with the file that marks the course's root."""
    path = root / MARKER
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("course")
    except (OSError, ValueError) as error:
        yield f"{path}: cannot be read: {error}"
        return
    if said != course.course:
        yield f"{path}: course = {said!r}, but the manifest says '{course.course}'"


def notebooks(course: Course, folder: Path) -> Iterator[str]:
    """Compare each notebook with the manifest."""
    for notebook in course.notebooks:
        path = folder / notebook.file
        if path.is_file():
            yield from one_notebook(course, notebook, path)
        elif notebook.items:
            yield f"{path}: there is no such notebook, but the manifest has it"
    known = {n.id for n in course.notebooks} | BESIDE
    for path in sorted(folder.glob("*.ipynb")):
        if path.stem not in known:
            yield f"{path}: the manifest does not have this notebook"


def one_notebook(course: Course, notebook: Notebook, path: Path) -> Iterator[str]:
    """What is wrong with one notebook file."""
    try:
        raw = json.loads(path.read_bytes())
        metadata, cells = raw["metadata"], raw["cells"]
        sources = [(n, source(cell)) for n, cell in enumerate(cells, start=1) if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        yield f"{path}: cannot be read as a notebook: {type(error).__name__}: {error}"
        return
    wanted = {"course": course.course, "notebook": notebook.id}
    if not isinstance(metadata.get("mosaic"), dict) or not wanted.items() <= metadata["mosaic"].items():
        yield f"{path}: metadata.mosaic must be {json.dumps(wanted)}; without it the notebook does not open ready"
    if "widgets" in metadata:
        yield f"{path}: it carries saved widget state, which shows as errors: clear it (metadata.widgets)"
    yield from cells_that_wait(path, sources)
    yield from cells_as_placed(course, notebook, path, sources)


def source(cell: Any) -> str:
    """A cell's source: the format allows one string or a list of lines."""
    text = cell["source"]
    return text if isinstance(text, str) else "".join(text)


def cells_that_wait(path: Path, sources: list[tuple[int, str]]) -> Iterator[str]:
    """Cells with an exercise in them that will not start by themselves."""
    from mosaic_exercises.labextension.pattern import may_run

    for number, text in sources:
        if (CALL.search(text) or OTHER.search(text)) and not may_run(text):
            yield f"{path}: cell {number} would not start by itself (labextension/pattern.py): {text.strip()[:80]!r}"


def cells_as_placed(course: Course, notebook: Notebook, path: Path, sources: list[tuple[int, str]]) -> Iterator[str]:
    """Where the cells differ from the manifest: what is missing, what is not placed, what stands in another order."""
    calls = [(number, *call) for number, text in sources for call in CALL.findall(text)]
    for number, word, slug in calls:
        should = word_for(course, slug)
        if not should:
            yield f"{path}: cell {number}: {word}({slug!r}): the course has no such exercise or drill"
        elif should != word:
            yield f'{path}: cell {number}: write {should}("{slug}"), not {word}("{slug}")'
    have = [slug for _, _, slug in calls if word_for(course, slug)]
    want = [item.slug for item in notebook.items]
    for slug in want:
        if slug not in have:
            yield f"{path}: no cell for '{slug}', which the manifest has here: {word_for(course, slug)}(\"{slug}\")"
    for slug in dict.fromkeys(have):
        if slug not in want:
            yield f"{path}: a cell for '{slug}', which the manifest does not place here"
        if have.count(slug) > 1:
            yield f"{path}: {have.count(slug)} cells for '{slug}'; one is enough"
    both = [s for s in dict.fromkeys(have) if s in want]
    right = [s for s in want if s in both]
    if both != right:
        yield f"{path}: the cells stand in the order {', '.join(both)}; the manifest has {', '.join(right)}"


def word_for(course: Course, slug: str) -> str:
    """The word that shows this exercise or drill in a notebook; "" for neither."""
    if slug in course.quizzes:
        return "quiz"
    if slug not in course.exercises:
        return ""
    return KINDS[course.exercises[slug].kind].shown_by
