"""What every lab keeps: the values of its controls in, one picture with its finding out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.workbook.places import course_root

if TYPE_CHECKING:
    from mosaic_exercises.plots.style import Picture

Value = float | str | bool


class LabOutput(msgspec.Struct, frozen=True):
    """A drawn answer to one setting of the controls.

    ``title`` says what was set. ``svg`` is one whole element, ``alt`` states what is to be seen in it; ``columns`` and
    ``rows`` are the numbers behind it; ``finding`` says in a sentence or two what this setting shows. ``notes`` say
    what was left out of a learner's own file, and by which rule.
    """

    svg: str
    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    finding: str
    notes: tuple[str, ...] = ()


Lab = Callable[[Mapping[str, Value], str, int], LabOutput]
"""(values by control id, "light" or "dark", width in CSS pixels) -> output. A control left out stands at its default.

Raises DataError (a ValueError) for a value no control can have, and where the course's data cannot be found.
"""


def output(picture: Picture, setting: str, finding: str, notes: Iterable[str] = ()) -> LabOutput:
    """A model's picture as a lab's output; the first row of its table are the headings.

    The picture carries its own title, so the lab's is ``setting``: what the controls have chosen, in words.
    """
    head, *rows = picture.table
    return LabOutput(picture.svg, setting, picture.alt, tuple(head), tuple(map(tuple, rows)), finding, tuple(notes))


def slider(values: Mapping[str, Value], control: str, default: float) -> float:
    """Where a slider stands."""
    value = values.get(control, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(f"`{control}` is {value!r}", f"control `{control}`", "Set it to a number.")
    return float(value)


def option(values: Mapping[str, Value], control: str, allowed: tuple[str, ...], default: str) -> str:
    """Which option of a choice is taken."""
    value = values.get(control, default)
    if not isinstance(value, str) or value not in allowed:
        raise DataError(f"`{control}` is {value!r}", f"control `{control}`", f"Choose one of {', '.join(allowed)}.")
    return value


def data_file(name: str) -> Path:
    """A file of the course's ``data`` folder, such as ``cdnow/cdnow_master.csv.gz``."""
    root = course_root()
    path = root / "data" / name if root else None
    if path is None or not path.is_file():
        raise DataError(
            f"The data of this lab ({name}) were not found",
            "folder `data` of the course",
            "Open the notebook inside the course's folder, and see that its data folder is complete.",
        )
    return path
