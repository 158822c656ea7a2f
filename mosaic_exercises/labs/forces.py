"""Lab: the force field of the change that Tessera wants to make to its claims."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from mosaic_exercises.labs.base import LabOutput, Value, data_file, output, slider
from mosaic_exercises.models import change
from mosaic_exercises.models.change import Force, ForceField
from mosaic_exercises.models.errors import DataError

SIGN_OFF, PAPERS, FEAR = "force-r1", "force-r3", "force-r5"
PRESSURE = "The director asks for ten days at every Monday meeting."


class Change(msgspec.Struct, frozen=True):
    """What the firm wants to change, and its forces by their ids in ``firm.toml``."""

    aim: str
    forces: dict[str, Force]


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Tessera's force field (SYNTHETIC), with some forces weakened and pressure added.

    Controls: ``signoff``, ``papers`` and ``pressure``, each a weight from 0 (gone) to 5; ``resist``: whether pressure
    feeds the fear of blame, point by point up to 5 (an assumption to try, after Lewin's remark that pushing raises
    resistance).
    """
    from mosaic_exercises.plots import change as pictures

    given = case(str(data_file("tessera/firm.toml")))
    start = field(given, {})
    signoff = weight(values, "signoff", given.forces[SIGN_OFF].weight)
    papers = weight(values, "papers", given.forces[PAPERS].weight)
    pressure = weight(values, "pressure", 0)
    resist = toggle(values, "resist")
    fear = given.forces[FEAR].weight
    after = min(change.MOST, fear + pressure) if resist else fear
    now = field(given, {SIGN_OFF: signoff, PAPERS: papers, FEAR: after}, pressure)
    finding = f"Driving {now.driving_total}, restraining {now.restraining_total}: net {signed(now.net)}. {told(now)}"
    if now.net != start.net:
        finding += f" At the start the net was {signed(start.net)}."
    if resist:
        finding += (
            f" Pressure feeds the fear of blame here: {fear} has become {after}."
            if pressure
            else " Pressure would feed the fear of blame here; there is none yet."
        )
    setting = f"Tessera (SYNTHETIC): sign-off {signoff}, papers {papers}, pressure {pressure}"
    return output(pictures.force_field(now, theme=theme, width=width), setting, finding)


def weight(values: Mapping[str, Value], control: str, default: int) -> int:
    """Where a slider for a force stands: a whole number from 0 (gone) to 5 (strong)."""
    value = slider(values, control, default)
    if not value.is_integer() or not 0 <= value <= change.MOST:
        raise DataError(f"`{control}` is {value:g}", f"control `{control}`", "Set it to 0, 1, 2, 3, 4 or 5.")
    return int(value)


def toggle(values: Mapping[str, Value], control: str) -> bool:
    """Whether a toggle is on; one that is not named is off."""
    value = values.get(control, False)
    if not isinstance(value, bool):
        raise DataError(f"`{control}` is {value!r}", f"control `{control}`", "Set it to on or off.")
    return value


def field(given: Change, weights: Mapping[str, int], pressure: int = 0) -> ForceField:
    """The field with other weights for some forces (by id, 0: gone), and with pressure from above as one force more."""
    sides: dict[str, dict[str, int]] = {side: {} for side in change.SIDES}
    for id_, force in given.forces.items():
        if now := weights.get(id_, force.weight):
            sides[force.side][force.name] = now
    if pressure:
        sides["driving"][PRESSURE] = pressure
    return change.force_field(sides["driving"], sides["restraining"], given.aim)


@lru_cache(1)
def case(firm: str) -> Change:
    """The change and its forces as ``firm.toml`` has them."""
    with open(firm, "rb") as file:  # noqa: PTH123 - a path as text, so that it can be a key of the cache
        facts = tomllib.load(file)
    forces = {row["id"]: Force(row["text"], row["strength"], row["side"]) for row in facts["force"]}
    return Change(facts["change"]["aim"], forces)


def told(now: ForceField) -> str:
    """What the sums mean, in a sentence."""
    if now.net == 0:
        return "The two sides are even: things stay as they are."
    if now.net > 0:
        return "What drives is stronger than what holds back."
    return "What holds back is stronger than what drives."


def signed(net: int) -> str:
    """``+5``, ``−2``, ``0``: with a real minus sign."""
    return f"+{net}" if net > 0 else f"−{-net}" if net else "0"
