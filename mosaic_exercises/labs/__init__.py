"""The data labs: pure functions of the values of a lab's controls, by the name that a course file uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mosaic_exercises.labs import clv, high_low, ladder
from mosaic_exercises.labs.base import Lab, LabOutput

LABS: Mapping[str, Lab] = MappingProxyType(
    {
        "clv-explorer": clv.explorer,
        "cdnow-ladder": ladder.cdnow,
        "high-low-tessera": high_low.tessera,
    }
)

__all__ = ["LABS", "Lab", "LabOutput"]
