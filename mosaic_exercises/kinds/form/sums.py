"""Columns of a log that are added up: what is planned against what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.form.task import Entries, FieldSpec, FormEntry, FormTask, LogColumn, Row, entry_name, fields
from mosaic_exercises.reading.numerals import read_numeral
from mosaic_exercises.reading.refs import part_id
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion

EITHER_WAY: Final = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")  # 4 or 4000


def rows_of(entry: FormEntry, spec: FieldSpec) -> list[Row]:
    """The rows of a log that are filled in."""
    value = entry.values.get(spec.id, ())
    return [row for row in value if isinstance(row, dict)] if isinstance(value, tuple) else []


def amount(text: str) -> float | None:
    """The amount in a cell: 0 where it is empty, None where it is none, or could be two ("4.000")."""
    if not text.strip():
        return 0.0
    if EITHER_WAY.search(text):
        return None
    try:
        value = read_numeral(text).value
    except FormatError:
        return None
    return value if value >= 0 else None


def summed_columns(task: FormTask) -> list[tuple[FieldSpec, LogColumn]]:
    """Every column of a log that has a most."""
    return [(spec, c) for spec in fields(task).values() if spec.type == "log" for c in spec.columns if c.most]


def totals(column: LogColumn, rows: list[Row]) -> dict[str, float]:
    """What the column comes to: by the other column where it is counted for each, else under ""."""
    found: dict[str, float] = {}
    names: dict[str, str] = {}
    for row in rows:
        said = " ".join(row.get(column.per, "").split()) if column.per else ""
        whose = names.setdefault(said.casefold(), said)
        found[whose] = found.get(whose, 0.0) + (amount(row.get(column.id, "")) or 0.0)
    return found


def within_budget(task: FormTask, entries: Entries) -> tuple[Criterion, ...]:
    """No column comes to more than there is, and each amount can be read."""
    return tuple(
        one
        for number, entry in enumerate(entries, start=1)
        for spec, column in summed_columns(task)
        for one in _faults(entry_name(task, entry, number), entry, spec, column)
    )


def _faults(name: str, entry: FormEntry, spec: FieldSpec, column: LogColumn) -> Iterator[Criterion]:
    rows, item = rows_of(entry, spec), part_id(entry.id, spec.id)
    for line, row in enumerate(rows, start=1):
        said = row.get(column.id, "")
        if amount(said) is None:
            yield Criterion(
                "no-amount",
                False,
                f"{name}, {quoted(spec.label)}, row {line}: {quoted(said)} is no clear amount for "
                f"{quoted(column.label)}.",
                "What cannot be added up is missing in the sum.",
                "Write one number, for example 4,000 or 4000. Where it costs nothing, write 0.",
                item,
            )
    for whose, total in totals(column, rows).items():
        if total > column.most:
            of = f" for {quoted(whose)}" if whose else ""
            yield Criterion(
                "budget",
                False,
                f"{quoted(spec.label)}: {quoted(column.label)} comes to {written(total)}{of}, and there is "
                f"{written(column.most)}.",
                "A plan that spends more than there is leaves it to others to decide what is dropped.",
                f"Take away {written(total - column.most)}: make a row smaller, or drop one.",
                item,
            )


def written(value: float) -> str:
    """An amount with thousands set apart, without decimals where it has none."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"


def in_lines(spec: FieldSpec, entry: FormEntry) -> tuple[str, ...]:
    """A log in lines: what its columns come to, then each row with its cells named; () where it is no log or empty."""
    rows = rows_of(entry, spec) if spec.type == "log" else []
    sums = [c for c in spec.columns if c.most and not c.per] if rows else []
    lines = [f"{c.label}: {written(sum(totals(c, rows).values()))} of {written(c.most)}" for c in sums]
    for row in rows:
        first, *more = [c for c in spec.columns if row.get(c.id)]
        rest = "; ".join(f"{c.label}: {row[c.id]}" for c in more)
        lines.append(f"{row[first.id]} ({rest})" if rest else row[first.id])
    return tuple(lines)
