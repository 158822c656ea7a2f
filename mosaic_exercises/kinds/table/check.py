"""A table: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Solution
from mosaic_exercises.kinds.table.task import Cell, GivenTable, TableColumn, TableKey, TableTask
from mosaic_exercises.reading.signs import UNSAVABLE, quoted
from mosaic_exercises.reading.values import Raw, named, noun, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded

MOST_ROWS, MOST_COLUMNS, LONGEST = 1000, 50, 500


def parse(task: TableTask, raw: Raw) -> GivenTable:  # noqa: ARG001 - the contract's signature
    """{"columns": [names], "rows": [[cells]]}; null, {} and no row are blank."""
    if raw is None:
        return GivenTable()
    if not isinstance(raw, dict) or not set(raw) <= {"columns", "rows"}:
        raise FormatError(f"A table with columns and rows is needed, not {noun(raw)}. Hand over a data frame.")
    columns, rows = raw.get("columns", []), raw.get("rows", [])
    if not isinstance(columns, (list, tuple)) or not isinstance(rows, (list, tuple)):
        raise FormatError("The table's columns and rows must be lists. Hand over a data frame.")
    if len(columns) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise FormatError(f"This table is too large: at most {MOST_ROWS} rows and {MOST_COLUMNS} columns are read.")
    for column in columns:
        if not isinstance(column, str) or not 0 < len(column) <= 100 or UNSAVABLE.search(column):
            raise FormatError(f"A column is called {named(column)}, which is no plain name. Rename it.")
    if twice := repeated(columns):
        raise FormatError(f"The column {quoted(twice[0])} stands twice. Rename or drop one.")
    read = tuple(_row(row, number, columns) for number, row in enumerate(rows, start=1))
    return GivenTable(tuple(columns), read) if read else GivenTable()


def _row(raw: Raw, number: int, columns: Sequence[str]) -> tuple[Cell, ...]:
    if not isinstance(raw, (list, tuple)) or len(raw) != len(columns) or not raw:
        raise FormatError(f"Row {number} does not have one cell for each column. Hand over a data frame.")
    return tuple(_cell(cell, f"Row {number}, column {quoted(name)}") for cell, name in zip(raw, columns, strict=True))


def _cell(raw: Raw, where: str) -> Cell:
    if isinstance(raw, str):
        if len(raw) > LONGEST or UNSAVABLE.search(raw):
            raise FormatError(f"{where}: the text is too long or has a hidden character. Shorten it.")
        return raw
    if raw is None or isinstance(raw, bool):
        return raw
    if not isinstance(raw, (int, float)) or abs(raw) > 1e300:
        raise FormatError(f"{where}: {noun(raw)} is no cell that can be read. Use numbers and texts.")
    return None if math.isnan(raw) else float(raw)


def _name(cell: Cell) -> str:
    return " ".join(str(cell).split()).casefold()


@lru_cache(TABLES)
def _right(task: TableTask, key: TableKey) -> dict[str, tuple[float | str, ...]]:
    at = [c.name for c in task.columns].index(task.by)
    return {_name(row[at]): row for row in key.rows}


def check(task: TableTask, key: TableKey | None, answer: GivenTable) -> Result:
    """Right cells of the columns asked for, over all of them (and the order of rows, where it counts)."""
    if not answer.rows:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    right = _right(task, key)
    if task.by not in answer.columns:
        again = f"Name the rows in a column called {task.by} (reset_index() makes one of an index)."
        return graded(0, "The rows cannot be told apart.", (_missing(task, [task.by], again),))
    at = answer.columns.index(task.by)
    given = {_name(row[at]): row for row in answer.rows}
    wanted = [c for c in task.columns if c.name != task.by]
    criteria = [_rows(answer, at, right, given)]
    if gone := [c.name for c in wanted if c.name not in answer.columns]:
        criteria.append(_missing(task, gone, "Check the spelling; rename() changes a column's name."))
    hits = 0
    for column in wanted:
        if column.name in answer.columns:
            met, said = _column(task, key, answer, column, given)
            hits += met
            criteria.append(said)
    total = len(right) * len(wanted)
    if task.ordered:
        sorted_ = [n for n in map(_name, (row[at] for row in answer.rows)) if n in right]
        met_ = sorted_ == [n for n in right if n in given]
        again = "" if met_ else "Sort the rows as the task says, then hand the table over again."
        criteria.append(
            Criterion("order", met_, f"The rows stand {'in order' if met_ else 'in another order'}.", "", again)
        )
    if extra := [c for c in answer.columns if c not in {c.name for c in task.columns}]:
        seen = f"Not asked for and not looked at: {', '.join(quoted(c, 40) for c in extra[:3])}."
        criteria.append(Criterion("extra", True, seen))
    if all(c.met for c in criteria):
        return graded(1, key.why, tuple(criteria))
    score = min(hits / total, 1 - 0.5 / total)
    return graded(score, f"{hits} of {total} values are right.", tuple(criteria))


def _missing(task: TableTask, gone: list[str], again: str) -> Criterion:  # noqa: ARG001 - same shape as the others
    words = "column is" if len(gone) == 1 else "columns are"
    return Criterion("columns", False, f"The {words} missing: {', '.join(quoted(c, 40) for c in gone)}.", "", again)


def _rows(
    answer: GivenTable, at: int, right: dict[str, tuple[float | str, ...]], given: dict[str, tuple[Cell, ...]]
) -> Criterion:
    twice = len(answer.rows) - len(given)
    strange = [quoted(str(row[at]), 40) for name, row in given.items() if name not in right]
    absent = len([name for name in right if name not in given])
    parts = [f"{absent} missing"] if absent else []
    parts += [f"not asked for: {', '.join(strange[:3])}"] if strange else []
    parts += [f"{twice} named twice"] if twice else []
    seen = f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}{'; ' if parts else ''}{'; '.join(parts)}."
    again = "Look at which rows were grouped, filtered or joined away." if parts else ""
    return Criterion("rows", not parts, seen, "", again)


def _column(
    task: TableTask, key: TableKey, answer: GivenTable, column: TableColumn, given: dict[str, tuple[Cell, ...]]
) -> tuple[int, Criterion]:
    """How many cells of a column are right, and what to say: the rows that are wrong, never the right values."""
    place, here = [c.name for c in task.columns].index(column.name), answer.columns.index(column.name)
    right = _right(task, key)
    cells = {name: given[name][here] for name in right if name in given}
    off = [name for name, cell in cells.items() if not _same(cell, right[name][place], key.tolerance)]
    seen = f"{quoted(column.name, 40)}: {len(cells) - len(off)} of {len(right)} right."
    if not off and len(cells) == len(right):
        return len(cells), Criterion("column", True, seen, item=column.name)
    for slip in key.slips:
        if slip.column == column.name and len(cells) == len(right):
            pairs = zip(cells.values(), slip.values, strict=True)
            if all(_same(cell, value, key.tolerance) for cell, value in pairs):
                return len(cells) - len(off), keyed.wrong("column", column.name, seen, slip)
    shown = [quoted(n, 40) for n in off[:4]]
    why = f"Look at the {'row' if len(shown) == 1 else 'rows'} {', '.join(shown)}." if shown else "Rows are missing."
    again = "Work one of these rows out by hand and compare."
    return len(cells) - len(off), Criterion("column", False, seen, why, again, column.name)


def _same(cell: Cell, right: float | str, tolerance: float) -> bool:
    if isinstance(right, str):
        return isinstance(cell, str) and _name(cell) == _name(right)
    return isinstance(cell, float) and abs(cell - right) <= tolerance + 1e-12 * abs(right)


def samples(task: TableTask, key: TableKey | None) -> Samples:
    """The key's table in both orders; each slip; a row, a column gone; what is no table."""
    names = [c.name for c in task.columns]
    some: dict[str, Any] = {"columns": names, "rows": [[1.0 for _ in names]]}
    malformed: tuple[Raw, ...] = (
        *("a table", 4, True, [[1]], {"data": []}, {"columns": 1, "rows": []}, {"columns": names, "rows": [1]}),
        *({"columns": names, "rows": [[[]] * len(names)]}, {"columns": [names[0]] * 2, "rows": []}),
        *({"columns": [1], "rows": []}, {"columns": names, "rows": [[1] * (len(names) + 1)]}),
    )
    blank: tuple[Raw, ...] = (None, {}, {"columns": names, "rows": []})
    if key is None:
        return Samples(blank, malformed, recorded=(some,))
    rows = [list(row) for row in key.rows]
    right: list[Raw] = [{"columns": names, "rows": rows}]
    if not task.ordered:
        right.append({"columns": names[::-1], "rows": [row[::-1] for row in rows[::-1]]})
    partly: list[Raw] = [{"columns": names, "rows": rows[:-1]}] if len(rows) > 1 else []
    wrong: list[Raw] = [{"columns": [f"{n} x" for n in names], "rows": rows}]
    for slip in key.slips:
        at = names.index(slip.column)
        swapped = [[*row[:at], value, *row[at + 1 :]] for row, value in zip(rows, slip.values, strict=True)]
        raw = {"columns": names, "rows": swapped}
        (partly if check(task, key, parse(task, raw)).score else wrong).append(raw)
    return Samples(blank, malformed, tuple(right), tuple(partly), tuple(wrong))


def describe(task: TableTask, answer: GivenTable) -> str:  # noqa: ARG001 - the contract's signature
    """The table, cells parted by tabs; at most twenty rows."""
    if not answer.rows:
        return ""
    lines = ["\t".join(map(str, row)) for row in (answer.columns, *answer.rows[:20])]
    return "\n".join(lines + [f"... {len(answer.rows) - 20} more rows"] * (len(answer.rows) > 20))


def problems(task: TableTask, key: TableKey | None) -> list[str]:
    """What an author got wrong."""
    names = [c.name for c in task.columns]
    found = [f"columns: '{n}' stands twice" for n in repeated(names)]
    found += ["columns: give at least two"] if len(names) < 2 else []
    if {c.name: c.type for c in task.columns}.get(task.by) != "text":
        found.append(f"by: '{task.by}' must be one of the columns, of type text")
    if key is None or found:
        return found
    found += [] if key.why.strip() else ["key.why: say why these are the values"]
    found += [] if key.rows else ["key.rows: give at least one"]
    found += [] if 0 <= key.tolerance < math.inf else ["key.tolerance: 0 or more"]
    for i, row in enumerate(key.rows):
        fits = len(row) == len(names) and all(
            isinstance(cell, str) == (c.type == "text") for cell, c in zip(row, task.columns, strict=True)
        )
        found += [] if fits else [f"key.rows.{i}: one cell for each column, of its type"]
    if found:
        return found
    at = names.index(task.by)
    found += [f"key.rows: two rows are called '{n}'" for n in repeated(_name(row[at]) for row in key.rows)]
    for i, slip in enumerate(key.slips):
        if slip.column not in names or len(slip.values) != len(key.rows):
            found.append(f"key.slips.{i}: name a column, and a value for each row of the key")
        elif all(
            _same(v, r[names.index(slip.column)], key.tolerance) for v, r in zip(slip.values, key.rows, strict=True)
        ):
            found.append(f"key.slips.{i}: these values are right, so this is never said")
    return found


def view(task: TableTask, rng: random.Random) -> TableTask:  # noqa: ARG001 - the contract's signature
    """What is asked for: the whole task."""
    return task


def solution(task: TableTask, key: TableKey) -> Solution:
    """The key's table."""
    return Solution({"columns": [c.name for c in task.columns], "rows": [list(row) for row in key.rows]}, key.why)
