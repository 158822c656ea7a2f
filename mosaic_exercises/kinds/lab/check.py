"""A lab: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import math
import random
import re
from typing import assert_never

from mosaic_exercises.drawing.blocks import Block, FactList, Words
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.authoring import same_twice
from mosaic_exercises.kinds.contract import Samples, Solution, viewed
from mosaic_exercises.kinds.lab.task import (
    FILE,
    Control,
    ControlView,
    Explored,
    LabKey,
    LabTask,
    LabView,
    Value,
    settings,
    start,
)
from mosaic_exercises.models.forms import NAMES, form
from mosaic_exercises.reading.numerals import written
from mosaic_exercises.reading.prose import LONGEST, read_prose
from mosaic_exercises.reading.signs import UNSAVABLE, is_blank, quoted
from mosaic_exercises.reading.values import SLUG, Raw, named, noun
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

LONGEST_GROUP = 100  # characters of a group's name in a learner's file


def off(control: Control, value: Raw) -> str:
    """Why ``value`` is none that ``control`` can have; "" if it is one."""
    match control.type:
        case "slider":
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                return f"needs a number, not {noun(value)}"
            slack = 1e-9 * max(abs(control.min), abs(control.max))  # sliders count in binary fractions
            if control.min - slack <= value <= control.max + slack:
                return ""
            return f"goes from {written(control.min)} to {written(control.max)}"
        case "choice":
            if not isinstance(value, str):
                return f"needs one of its options, not {noun(value)}"
            if any(o.id == value for o in control.options) or (control.groups and _group(value)):
                return ""
            return f"has no option {quoted(value)}"
        case "file":
            if not isinstance(value, str):
                return f"needs the name of a file, not {noun(value)}"
            if any(o.id == value for o in control.options):
                return ""
            plain = FILE.fullmatch(value) and not UNSAVABLE.search(value)
            return "" if plain else f"needs the name of a CSV file, and {quoted(value)} is none"
        case "toggle":
            return "" if isinstance(value, bool) else f"is on or off, not {noun(value)}"
        case _:
            assert_never(control.type)


def _group(value: str) -> bool:
    """Whether ``value`` can be the name of a group in the learner's own file."""
    return 0 < len(value.strip()) <= LONGEST_GROUP and not UNSAVABLE.search(value)


def parse(task: LabTask, raw: Raw) -> Explored:
    """{"values": {control id: value}, "note": text}, both optional; null is blank. Controls not named are left out."""
    if raw is None:
        return Explored()
    if not isinstance(raw, dict):
        raise FormatError(f"This answer cannot be read: settings and a note are needed, not {noun(raw)}. Answer again.")
    if strange := [name for name in list(raw)[:3] if name not in ("values", "note")]:
        raise FormatError(f"This answer cannot be read: {named(strange[0])} is none of its parts. Answer again.")
    note = read_prose(raw.get("note"))
    return Explored(_values(task, raw.get("values")), "" if is_blank(note) else note)


def _values(task: LabTask, raw: Raw) -> dict[str, Value]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise FormatError(
            f"The settings of the controls cannot be read: they are {noun(raw)}. Move a control and check again."
        )
    if len(raw) > len(task.controls):
        raise FormatError(
            f"{len(raw)} settings are given, but there are only {len(task.controls)} controls. Answer again."
        )
    controls = {control.id: control for control in task.controls}
    for id_, value in raw.items():
        if id_ not in controls:
            raise FormatError(f"This lab has no control {named(id_)}. Move a control shown and check again.")
        if why := off(controls[id_], value):
            raise FormatError(f"The control {quoted(controls[id_].label)} {why}. Set it again.")
    return {id_: raw[id_] for id_ in controls if id_ in raw}


def check(task: LabTask, key: LabKey | None, answer: Explored) -> Result:  # noqa: ARG001 - the contract's signature
    """Recorded once there is a note (or, where nothing is asked, once a control was set)."""
    if not (answer.note if task.ask else answer.note or answer.values):
        return NOT_ATTEMPTED
    settings = "; ".join(_lines(task, answer))
    criteria = (Criterion("explored", True, f"Your settings: {settings}."),) if settings else ()
    return Result("recorded", 0.0, "Your note is recorded." if answer.note else "Your settings are recorded.", criteria)


def _lines(task: LabTask, answer: Explored) -> list[str]:
    return [f"{c.label}: {_said(c, answer.values[c.id])}" for c in task.controls if c.id in answer.values]


def _said(control: Control, value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        own = f"your {'file' if control.type == 'file' else 'group'} {value}"
        return next((o.text for o in control.options if o.id == value), own)
    return f"{written(value)} {control.unit}".rstrip()


def samples(task: LabTask, key: LabKey | None) -> Samples:
    """The controls as they stand at first with a note; no note; and settings that no control can have."""
    values = settings(task, Explored())
    model = key.model if key is not None and key.model else "The curve rises faster, the higher retention is."
    blank: tuple[Raw, ...] = (None, {}, {"values": {}, "note": " "})
    recorded: tuple[Raw, ...] = ({"values": values, "note": model}, {"note": model})
    if task.ask:
        blank += ({"values": values, "note": ""},)
    elif values:
        recorded += ({"values": values},)
    malformed: list[Raw] = ["a note", 4, True, [values], {"values": [1]}, {"note": 4}, {"note": "a bell\x07"}]
    malformed += [{"values": {"no such control": 1}, "note": model}, {"setting": 1}]
    for control in task.controls:
        none = "a bell\x07" if control.groups else "no such option"
        bad: tuple[Raw, ...] = (None, [], {}, none, control.max + abs(control.max) + 1)
        bad += ("../elsewhere.csv",) if control.type == "file" else ()
        malformed += [{"values": {control.id: value}, "note": model} for value in bad]
    return Samples(blank, tuple(malformed), recorded=recorded)


def describe(task: LabTask, answer: Explored) -> str:
    """Each setting, one a line, then the note."""
    return "\n".join([*_lines(task, answer), *([answer.note] if answer.note else [])])


def blocks(task: LabTask, answer: Explored) -> tuple[Block, ...]:
    """The settings as facts, the note as words: a colon in it makes no fact."""
    rows = tuple((label, value) for label, _, value in (line.partition(": ") for line in _lines(task, answer)))
    said = tuple(Words(line) for line in answer.note.split("\n") if line.strip())
    return (*((FactList(rows),) if rows else ()), *said)


def problems(task: LabTask, key: LabKey | None) -> list[str]:
    """What an author got wrong."""
    found = same_twice("controls", ((c.id, c.label) for c in task.controls))
    if not re.fullmatch(SLUG, task.run):
        found.append("run: name a lab function, in lower case with hyphens")
    if not task.controls and not task.ask:
        found.append("controls, ask: a lab needs something to move or something to answer")
    for control in task.controls:
        found += [f"controls.{control.id}: {problem}" for problem in _control_problems(control)]
    if key is None:
        return found
    if task.ask and is_blank(key.model):
        found.append("key.model: answer what is asked, or leave the key out")
    if key.model and not task.ask:
        found.append("key.model: nothing is asked")
    try:
        read_prose(key.model)
    except FormatError as error:
        found.append(f"key.model: {error}")
    return found


def _control_problems(control: Control) -> list[str]:
    if control.type == "slider":
        if not all(map(math.isfinite, (control.min, control.max, control.step))) or control.min >= control.max:
            return ["min must be less than max, both plain numbers"]
        if not 0 < control.step <= control.max - control.min:
            return ["step must be above 0 and no more than max - min"]
    if control.groups and control.type != "choice":
        return ["only a choice has groups"]
    if control.type == "choice":
        found = same_twice("options", ((o.id, o.text) for o in control.options))
        if len(control.options) < 2:
            found.append("options: give at least two")
        if found:
            return found
    elif control.type == "file":
        found = same_twice("options", ((o.id, o.text) for o in control.options))
        found += [] if control.options else ["options: name the course's own data"]
        found += [] if control.form in NAMES else [f"form: there is no form '{control.form}', only {', '.join(NAMES)}"]
        if found:
            return found
    elif control.options:
        return ["only a choice has options"]
    return [f"default: it {why}"] if (why := off(control, start(control))) else []


def view(task: LabTask, rng: random.Random) -> LabView:  # noqa: ARG001 - the contract's signature
    """The task with every default filled in, and the most characters a note can have; a file with its empty form."""
    return LabView(run=task.run, controls=tuple(map(_control, task.controls)), ask=task.ask, longest=LONGEST)


def _control(control: Control) -> ControlView:
    if control.type != "file":
        return viewed(ControlView, control, default=start(control))
    empty = form(control.form)
    how = f"One row a {empty.row}. {empty.how}"
    return viewed(ControlView, control, default=start(control), template=empty.text(), how=how)


def solution(task: LabTask, key: LabKey) -> Solution:
    """The controls as they stand at first, and a model note."""
    values = settings(task, Explored())
    return Solution({"values": values, "note": key.model}, key.why)


def own_words(task: LabTask, answer: Explored) -> tuple[str, int]:  # noqa: ARG001 - the contract's signature
    """The note."""
    return answer.note, 0
