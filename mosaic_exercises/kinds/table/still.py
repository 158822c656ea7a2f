"""Table, to read: the columns that are asked for."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, TextTable, Words
from mosaic_exercises.kinds.table.task import TableTask


def still(task: TableTask, view: TableTask) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """A row for each column."""
    rows = tuple((column.name, column.text, column.unit) for column in view.columns)
    return Words("A table with these columns, worked out in code:"), TextTable("", ("Column", "Holds", "Unit"), rows)
