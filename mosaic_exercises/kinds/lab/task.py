"""A live picture with its controls, the question after it, and its key."""

from __future__ import annotations

import re
from typing import Literal, assert_never

import msgspec

from mosaic_exercises.kinds.contract import Item

Value = float | str | bool


FILE = re.compile(r"""(?![.\s])[^/\\:*?"<>|]{1,100}\.csv""", re.IGNORECASE)
"""A plain name of a CSV file: no folder, nothing hidden."""


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A slider (``min`` to ``max`` by ``step``), a choice of ``options``, a toggle, or a file.

    A file is one of the ``options`` (the course's own data) or the name of a CSV file in the learner's folder, made
    from the empty ``form`` of this name (``models.forms``). ``default``: where a control stands at first; where not
    given, the slider's least, the first option, off. ``groups``: a choice offers the groups of the learner's own file
    too, which are the values of its column ``segment``.
    """

    id: str
    label: str
    type: Literal["slider", "choice", "toggle", "file"] = "slider"
    min: float = 0.0
    max: float = 100.0
    step: float = 1.0
    default: Value | None = None
    unit: str = ""
    options: tuple[Item, ...] = ()
    form: str = ""
    groups: bool = False


class LabTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``run``: the name of the lab function that draws. ``ask``: what to answer after exploring, or ""."""

    run: str
    controls: tuple[Control, ...] = ()
    ask: str = ""


class LabKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: a model answer to ``ask``."""

    model: str = ""
    why: str = ""


class Explored(msgspec.Struct, frozen=True):
    """Where the controls were left, in the author's order (those the answer names), and the note."""

    values: dict[str, Value] = {}
    note: str = ""


def start(control: Control) -> Value:
    """Where a control stands at first."""
    if control.default is not None:
        return control.default
    match control.type:
        case "slider":
            return control.min
        case "choice" | "file":
            return control.options[0].id if control.options else ""
        case "toggle":
            return False
        case _:
            assert_never(control.type)


def settings(task: LabTask, answer: Explored) -> dict[str, Value]:
    """Every control's value: where the answer left it, or where it stands at first. What a picture is drawn from."""
    return {control.id: answer.values.get(control.id, start(control)) for control in task.controls}


class ControlView(msgspec.Struct, frozen=True, kw_only=True):
    """A control with its default filled in; a file with its empty form (``template``) and ``how`` to fill it in."""

    id: str
    label: str
    type: Literal["slider", "choice", "toggle", "file"]
    min: float
    max: float
    step: float
    default: Value
    unit: str
    options: tuple[Item, ...]
    form: str
    groups: bool
    template: str | msgspec.UnsetType = msgspec.UNSET
    how: str | msgspec.UnsetType = msgspec.UNSET


class LabView(msgspec.Struct, frozen=True, kw_only=True):
    """The picture's controls and the question; ``longest``: the most characters of a note."""

    run: str
    controls: tuple[ControlView, ...]
    ask: str
    longest: int
