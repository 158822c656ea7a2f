"""The force field of a change: what drives it, what holds it back, and what would happen if a force changed.

K. Lewin, Field Theory in Social Science (1951), describes the field; weights from 1 to 5 and their sum are a common
aid to talking about it, and reading it as the course's Change Force is this workbook's reading. The sum is no
measurement: five people weigh the same forces in five ways, and that is what to talk about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.models import frames, surveys
from mosaic_exercises.models.errors import DataError

Side = Literal["driving", "restraining"]
SIDES: Final[tuple[Side, ...]] = ("driving", "restraining")
LEAST, MOST = 1, 5


class Force(msgspec.Struct, frozen=True):
    """One force, from 1 (weak) to 5 (strong)."""

    name: str
    weight: int
    side: Side


class ForceField(msgspec.Struct, frozen=True):
    """Forces of both sides, the strongest first. ``net`` = driving - restraining; ``stronger`` is None if it is 0."""

    aim: str
    driving: tuple[Force, ...]
    restraining: tuple[Force, ...]
    driving_total: int
    restraining_total: int
    net: int
    stronger: Side | None
    notes: tuple[str, ...]


def force_field(driving: object, restraining: object, aim: str = "") -> ForceField:
    """Weigh the forces for and against a change.

    Each side is a dict from force to weight, or a list of pairs (force, weight); weights are whole numbers from 1 to 5.
    Raises DataError for another weight, an empty name, a force that stands twice, and if both sides are empty.
    """
    sides = {side: _forces(given, side) for side, given in zip(SIDES, (driving, restraining), strict=True)}
    return _field(sides["driving"], sides["restraining"], aim)


def from_table(
    table: object, *, force: str = "text", weight: str = "strength", side: str = "side", aim: str = ""
) -> ForceField:
    """The same from a table with one row a force: a table of pandas, polars or pyarrow, a list with one dict a row, or
    a dict of lists.

    Raises DataError as :func:`force_field` does, with column and rows.
    """
    found = surveys.columns(table, {"force": force, "weight": weight, "side": side})
    names = surveys.names(found["force"], f"column {force!r}")
    words = [str(word).strip().casefold() for word in found["side"]]
    strange = [place for place, word in enumerate(words) if word not in SIDES]
    if strange:
        raise DataError(
            f"A side is {found['side'][strange[0]]!r}",
            f"column {side!r}, {surveys.rows_text(strange)}",
            "Write driving or restraining.",
        )
    notes: list[str] = []
    weights = surveys.scores(found["weight"], where=f"column {weight!r}", low=LEAST, high=MOST, notes=notes)
    rows = list(zip(names, weights, words, strict=True))
    sides = {one: [(name, value) for name, value, word in rows if word == one] for one in SIDES}
    return force_field(sides["driving"], sides["restraining"], aim)


def what_if(field: ForceField, weights: Mapping[str, int]) -> ForceField:
    """The field after some forces have changed: ``weights`` maps a force to its new weight, 0 if it is gone.

    Lewin's point: taking a restraining force away often moves more than pushing harder, which raises resistance.
    Raises DataError for a force that is not in the field and for weights outside 0 to 5.
    """
    forces = [*field.driving, *field.restraining]
    known = [force.name for force in forces]
    for name, value in weights.items():
        if name not in known:
            raise DataError(
                f"{name!r} is no force of this field",
                "argument `weights`",
                f"Use one of {', '.join(map(repr, known))}.",
            )
        if surveys.count(value, f"weights[{name!r}]") > MOST:
            raise DataError(f"The weight of {name!r} is {value}", "argument `weights`", "Write 0 (gone) to 5 (strong).")
    changed = [
        Force(force.name, int(weights.get(force.name, force.weight)), force.side)
        for force in forces
        if weights.get(force.name, force.weight)
    ]
    sides = {side: [force for force in changed if force.side == side] for side in SIDES}
    return _field(sides["driving"], sides["restraining"], field.aim)


def _field(driving: list[Force], restraining: list[Force], aim: str) -> ForceField:
    if not driving and not restraining:
        raise DataError("There are no forces", "arguments `driving` and `restraining`", "Name at least one.")
    names = [force.name for force in (*driving, *restraining)]
    twice = [name for place, name in enumerate(names) if name in names[:place]]
    if twice:
        raise DataError(f"The force {twice[0]!r} stands twice", "the names of the forces", "Name each force once.")
    notes = [
        f"No {side} force is named: that is rare. Ask somebody who sees it differently."
        for side, forces in zip(SIDES, (driving, restraining), strict=True)
        if not forces
    ]
    ahead, back = sum(force.weight for force in driving), sum(force.weight for force in restraining)
    stronger: Side | None = None if ahead == back else "driving" if ahead > back else "restraining"
    ordered = [tuple(sorted(forces, key=lambda force: -force.weight)) for forces in (driving, restraining)]
    return ForceField(aim.strip(), ordered[0], ordered[1], ahead, back, ahead - back, stronger, tuple(notes))


def _forces(given: Any, side: Side) -> list[Force]:
    if isinstance(given, Mapping):
        pairs = list(given.items())
    elif isinstance(given, Iterable) and not isinstance(given, str | bytes) and not frames.is_table(given):
        pairs = list(given)
    else:
        raise DataError(
            f"`{side}` is a {type(given).__name__}",
            f"argument `{side}`",
            "Write a dict from force to weight: {'customers ask for it': 4}. For a table use from_table().",
        )
    out = []
    for place, pair in enumerate(pairs, start=1):
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise DataError(f"Force {place} is {pair!r}", f"argument `{side}`", "Write a pair: (force, weight).")
        name, weight = pair
        if not isinstance(name, str) or not name.strip():
            raise DataError(f"Force {place} has no name", f"argument `{side}`", "Say in a few words what it is.")
        read = surveys.number(weight)
        if read is None or not read.is_integer() or not LEAST <= read <= MOST:
            raise DataError(
                f"The weight of {name!r} is {weight!r}",
                f"argument `{side}`, force {place}",
                "Write a whole number from 1 (weak) to 5 (strong).",
            )
        out.append(Force(name.strip(), int(read), side))
    return out
