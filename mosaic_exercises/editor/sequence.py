"""Seen before done, guessed before seen: worked examples, boxes for guesses, folded answers, code at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from mosaic_exercises.course import Notebook, Placed
from mosaic_exercises.editor.minutes import tile_of
from mosaic_exercises.editor.prose import sentences
from mosaic_exercises.editor.questions import content_words
from mosaic_exercises.editor.records import Edition, EditorRule, NotebookCell, Place, Remark
from mosaic_exercises.kinds import KINDS

RULES = (
    EditorRule("guess-without-box", "'Before you look' has its box: an exercise without points comes next."),
    EditorRule("answer-told-below", "What comes below an exercise and tells its answer is folded (<details>)."),
    EditorRule("no-worked-example", "Above the first sum, form, map or board of a notebook is a worked example."),
    EditorRule("code-among-exercises", "Code that may be read is below the last exercise, under a folded heading."),
    EditorRule("optional-unfolded", "A tile that may be skipped is under a folded heading that says 'Optional'."),
)
GUESS = re.compile(
    r"\bbefore you (?:look|draw|see|move|read on)\b|\btake a guess\b|\bscrap of paper\b|\bin your head\b", re.IGNORECASE
)
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
BESIDE = re.compile(r"^(?:see|deeper|sources|handin|title|worked)")  # cells that follow no exercise
SAME = 0.7  # share of a sentence's telling words: it says the same
ENOUGH = 4  # telling words of a sentence that can be told


def remarks(edition: Edition) -> Iterator[Remark]:
    """What these rules find; nothing where the notebooks are not there."""
    for notebook in edition.course.notebooks:
        cells = edition.cells.get(notebook.id, ())
        placed = {item.slug: item for item in notebook.items}
        yield from boxes(notebook, cells, placed)
        yield from told(edition, notebook, cells)
        yield from unworked(edition, cells, placed)
        yield from code(notebook, cells)
        yield from optional(notebook, cells, placed)


def at(notebook: Notebook, cell: NotebookCell) -> Place:
    """Where a cell is."""
    return Place(notebook.id, f"notebooks/{notebook.file}", "", cell.id)


def boxes(notebook: Notebook, cells: Sequence[NotebookCell], placed: dict[str, Placed]) -> Iterator[Remark]:
    """Guesses that are asked for and cannot be written down."""
    for number, cell in enumerate(cells):
        if cell.kind != "markdown" or BESIDE.match(cell.id):
            continue
        hit = GUESS.search(FOLDED.sub(" ", cell.source))
        after = tile_of(cells[number + 1]) if number + 1 < len(cells) else ""
        if hit and (after not in placed or placed[after].points or "exercise(" not in cells[number + 1].source):
            advice = "Put an exercise without points below it: what is not written is not guessed."
            yield Remark("guess-without-box", at(notebook, cell), hit[0], advice)


def told(edition: Edition, notebook: Notebook, cells: Sequence[NotebookCell]) -> Iterator[Remark]:
    """Texts between an exercise and the next that have a figure or a sentence of its key, and are not folded."""
    above = ""
    for number, cell in enumerate(cells):
        if cell.kind == "markdown":
            above += " " + cell.source
        exercise = edition.course.exercises.get(tile_of(cell))
        if exercise is None:
            continue
        above += " " + " ".join(texts(msgspec.to_builtins(exercise)))
        key = [*texts(msgspec.to_builtins(edition.course.key(exercise.id)))]
        secret = {f for text in key for f in figures(text)} - figures(above)
        says = [words for text in key for s in sentences(text) if len(words := content_words(s)) >= ENOUGH]
        for below in between(cells[number + 1 :]):
            shown = FOLDED.sub(" ", below.source)
            seen = sorted(secret & figures(shown))
            seen += [s for s in sentences(shown) if any(len(w & content_words(s)) >= SAME * len(w) for w in says)]
            if seen:
                advice = f"Fold it (<details>) until '{exercise.id}' was tried, or say it elsewhere."
                yield Remark("answer-told-below", at(notebook, below), f"{exercise.id}: {seen[0][:80]}", advice)


def between(cells: Sequence[NotebookCell]) -> Iterator[NotebookCell]:
    """The text cells up to the next tile."""
    for cell in cells:
        if tile_of(cell):
            return
        if cell.kind == "markdown" and not BESIDE.match(cell.id):
            yield cell


def texts(value: Any) -> Iterator[str]:
    """Every text and number of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:g}"


def figures(text: str) -> set[str]:
    """The figures of a text that can give something away: of two signs or more."""
    return {f for f in (found.replace(",", "") for found in FIGURE.findall(text)) if len(f) > 1}


def unworked(edition: Edition, cells: Sequence[NotebookCell], placed: dict[str, Placed]) -> Iterator[Remark]:
    """The first exercise of a notebook's main path that wants an example above it, where there is none."""
    for cell in cells:
        if cell.id.startswith("worked"):
            return
        item, exercise = placed.get(tile_of(cell)), edition.course.exercises.get(tile_of(cell))
        if item and exercise and item.track == "any" and not item.optional and KINDS[exercise.kind].worked:
            advice = "Show one with other numbers or another firm above it (a text cell whose id begins with worked)."
            yield Remark("no-worked-example", edition.place(exercise.id), exercise.title, advice)
            return


def code(notebook: Notebook, cells: Sequence[NotebookCell]) -> Iterator[Remark]:
    """Code that may be read, among the exercises or in the open."""
    tiles = [number for number, cell in enumerate(cells) if tile_of(cell)]
    last, heading = max(tiles, default=-1), None
    for number, cell in enumerate(cells):
        if cell.kind == "markdown":
            heading = cell
        elif cell.id.startswith("see") and (number < last or heading is None or not heading.folded):
            advice = "Move it to the end of the notebook, below a heading that is folded."
            yield Remark("code-among-exercises", at(notebook, cell), cell.source.split("\n")[0], advice)


def optional(notebook: Notebook, cells: Sequence[NotebookCell], placed: dict[str, Placed]) -> Iterator[Remark]:
    """Tiles that may be skipped and do not look like it."""
    fold: NotebookCell | None = None
    for cell in cells:
        if cell.kind == "markdown" and (cell.folded or not cell.id.startswith("optional")):
            fold = cell if cell.folded else None
        item = placed.get(tile_of(cell))
        if item and item.optional and (fold is None or "optional" not in fold.source.casefold()):
            advice = "Put it below a heading that says 'Optional' and is folded (jp-MarkdownHeadingCollapsed)."
            yield Remark("optional-unfolded", at(notebook, cell), item.slug, advice)
