"""The records of the kind objective: slots to fill, what is asked beside the text, and the answer as read."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.kinds.contract import Item, Rubric, by_reason
from mosaic_exercises.reading.refs import Ref, Want

Ask = Literal["baseline", "resources", "owner", "aim"]
ASK: Final[tuple[Ask, ...]] = ("baseline", "resources", "owner", "aim")
LIMITS: Final = {"text": 600, "field": 300}
"""Characters of the objective itself, and of each field beside it."""


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A place for one objective, such as a perspective of the scorecard. Its id is permanent."""

    id: str
    name: str
    guidance: str = ""
    placeholder: str = ""


class ObjectiveStandIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Tessera's own example of what may be pulled in, offered while the learner has made nothing to pull in."""

    id: str
    label: str
    sort: str = ""


class ObjectiveTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``aims``: to choose from; none: the aim is written. ``ask``: the fields asked for beside the text. ``wants``:
    exercises whose strategies, objectives or measures may be pulled in. ``rules``: ids of ``objective_rules.RULES``.
    """

    slots: tuple[Slot, ...]
    aims: tuple[Item, ...] = ()
    ask: tuple[Ask, ...] = ASK
    wants: tuple[Want, ...] = ()
    stand_ins: tuple[ObjectiveStandIn, ...] = ()
    rules: tuple[str, ...] = ("aim-not-objective", "said-twice")
    rubric: tuple[Rubric, ...] = ()


class ObjectiveKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: a complete answer, as the browser sends it. ``look_for``: what a good one has."""

    why: str
    model: dict[str, Any]
    look_for: tuple[str, ...] = ()

    __hash__ = by_reason


class WrittenObjective(msgspec.Struct, frozen=True):
    """One objective with the fields beside it. ``aim`` is an id of the task's aims, or the learner's words."""

    slot: str
    text: str = ""
    baseline: str = ""
    resources: str = ""
    owner: str = ""
    aim: str = ""
    ref: Ref | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing at all is filled in."""
        return not (self.text or self.baseline or self.resources or self.owner or self.aim or self.ref)


Objectives = tuple[WrittenObjective, ...]  # in the order of the slots; () is blank


def aim_words(task: ObjectiveTask, objective: WrittenObjective) -> str:
    """The aim in words: the one chosen or written, with what was pulled in."""
    chosen = next((a.text for a in task.aims if a.id == objective.aim), objective.aim)
    return " ".join(part for part in (chosen, objective.ref.label if objective.ref else "") if part)
