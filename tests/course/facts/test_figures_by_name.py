"""Figures of the case stand in the course's texts by name ({fig:...}), so that they cannot be stale."""

from __future__ import annotations

import re
import tomllib

from mosaic_exercises.course.loader import CONTENT

ARITHMETIC = re.compile(r"^\s*(?:steps|value)\s*=|\{ value =")
"""A sum worked out, or a number to compare with: numbers, not texts."""
TYPED = 5
"""Numbers of other data (CDNOW) and of a sum that happen to read as a figure does; none of them is the case's."""


def test_a_figure_of_the_case_is_named_and_not_typed() -> None:
    table = tomllib.loads((CONTENT / "figures.toml").read_text(encoding="utf-8"))
    values = {value for value in table.values() if re.search(r"\d[.,]\d", value) and len(re.sub(r"\D", "", value)) > 2}
    number = re.compile(rf"(?<![\d.,\-−])(?:{'|'.join(map(re.escape, sorted(values)))})(?!\d|[.,]\d)")
    found = [
        f"{path.parent.name}/{path.name}:{place} types {hit[0]}"
        for folder in ("exercises", "keys")
        for path in sorted((CONTENT / folder).glob("*.toml"))
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not ARITHMETIC.search(line)
        for hit in number.finditer(line)
    ]
    assert len(found) <= TYPED, "\n".join(["Write {fig:NAME} (figures.toml) in place of the number:", *found])
