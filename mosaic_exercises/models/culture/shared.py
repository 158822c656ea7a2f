"""Shared responsibility: who answers for each step of what a customer lives through, and where nobody does.

Everybody's part makes the result, and the customer has a part too; a step still needs one name (this workbook's
reading).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from mosaic_exercises.models.errors import DataError


class Step(msgspec.Struct, frozen=True):
    """One step, in order. ``owners``: who answers for it; ``helpers``: who takes part; ``customer``: what the customer
    does."""

    name: str
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    customer: str = ""


class Responsibility(msgspec.Struct, frozen=True):
    """``unowned``: steps without an owner. ``split``: steps with more than one. ``handovers``: pairs of steps between
    which the owner changes. ``idle``: departments with no part in any step. ``parts``: by department the steps it owns
    and those it helps in. ``with_customer``: steps in which the customer has a part."""

    unowned: tuple[str, ...]
    split: tuple[str, ...]
    handovers: tuple[tuple[str, str], ...]
    idle: tuple[str, ...]
    parts: dict[str, tuple[int, int]]
    with_customer: tuple[str, ...]
    words: str


def responsibility(steps: Sequence[Step], departments: Iterable[str] = ()) -> Responsibility:
    """Look for steps that nobody owns, that two own, and for hands that change. Raises DataError for no steps."""
    if not steps:
        raise DataError("There are no steps", "argument `steps`", "Give at least one step.")
    unowned = tuple(step.name for step in steps if not step.owners)
    split = tuple(step.name for step in steps if len(set(step.owners)) > 1)
    changes = tuple(
        (a.name, b.name) for a, b in pairwise(steps) if a.owners and b.owners and set(a.owners) != set(b.owners)
    )
    named = dict.fromkeys([*departments, *(d for step in steps for d in (*step.owners, *step.helpers))])
    parts = {d: (sum(d in s.owners for s in steps), sum(d in s.helpers for s in steps)) for d in named}
    told = [f"{len(steps)} steps, {len(changes)} {'handover' if len(changes) == 1 else 'handovers'}"]
    told += [f"nobody answers for {', '.join(unowned)}"] if unowned else []
    told += [f"more than one answers for {', '.join(split)}"] if split else []
    return Responsibility(
        unowned,
        split,
        changes,
        tuple(d for d, (own, help_) in parts.items() if not own and not help_),
        parts,
        tuple(step.name for step in steps if step.customer.strip()),
        "; ".join(told) + ".",
    )
