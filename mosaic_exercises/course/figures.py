"""Figures of the running case in the course's texts: one table (``figures.toml``, written with the case by
tools/make_tessera.py), named where they are used. ``{fig:accounts}`` in a text becomes "400" when the course is loaded,
so no text holds a figure that the case no longer has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

FIGURE = re.compile(r"\{fig:([a-z0-9-]+)\}")


def filled(value: Any, figures: Mapping[str, str], lost: set[str]) -> Any:
    """The same JSON value with each figure written out; names that are not among ``figures`` are added to ``lost``."""
    if isinstance(value, str):
        return FIGURE.sub(lambda hit: _one(hit, figures, lost), value) if "{fig:" in value else value
    if isinstance(value, dict):
        return {name: filled(part, figures, lost) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, figures, lost) for part in value]
    return value


def _one(hit: re.Match[str], figures: Mapping[str, str], lost: set[str]) -> str:
    if hit[1] not in figures:
        lost.add(hit[1])
    return figures.get(hit[1], hit[0])
