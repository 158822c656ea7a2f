"""The data labs: pure functions of the values of a lab's controls, by the name that a course file uses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mosaic_exercises.labs import (
    clv,
    contacts,
    counts,
    delight,
    focus,
    forces,
    high_low,
    ladder,
    needs_map,
    quality,
    relationships,
    scorecard,
    strategy,
)
from mosaic_exercises.labs.base import Lab, LabOutput

LABS: Mapping[str, Lab] = MappingProxyType(
    {
        "tessera-forces": forces.tessera,
        "count-two-ways": counts.tessera,
        "clv-explorer": clv.explorer,
        "cdnow-ladder": ladder.cdnow,
        "high-low-tessera": high_low.tessera,
        "focus-tessera": focus.tessera,
        "relationship-map": relationships.chart,
        "activity-log": relationships.log,
        "service-gaps": quality.gaps,
        "kano-plane": delight.plane,
        "three-figures": delight.figures,
        "needs-heat-map": needs_map.tessera,
        "touchpoint-log": contacts.tessera,
        "tessera-markets": strategy.markets,
        "tessera-pest": strategy.pest,
        "tessera-scorecard": scorecard.tessera,
        "whom-to-aim-at": strategy.targets,
    }
)

__all__ = ["LABS", "Lab", "LabOutput"]
