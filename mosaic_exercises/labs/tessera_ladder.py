"""The loyalty rule for Tessera: what falls due, as firm.toml says it, and when a customer counts as gone."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final

from mosaic_exercises.models import loyalty

INACTIVE_AFTER: Final = 365  # days without a purchase and without a cover that is still running


@lru_cache(1)
def rule(firm: str) -> loyalty.Regular:
    """A cover renewed each time it fell due, or three purchases in 365 days of what has no due date.

    ``firm`` is the path of firm.toml, whose products have ``due_days`` where something falls due.
    """
    products = tomllib.loads(Path(firm).read_text(encoding="utf-8"))["product"]
    terms = {entry["id"]: entry["due_days"] for entry in products if "due_days" in entry}
    return loyalty.Regular(due=loyalty.Due(terms=terms))
