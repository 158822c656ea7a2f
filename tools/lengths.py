"""Holds the length of files and functions: ``make check``. What is longer is listed with its ceiling, which only falls.

A long file holds several things, a long function does several: split them by what they are, not in the middle. The
length of functions in JavaScript is held by biome (``biome.json``), in the same manner.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FILES: Final = MappingProxyType({".py": 400, ".js": 200})
"""The most lines of a file."""
FUNCTION: Final = 60
"""The most lines of a Python function, its docstring left out."""
SLACK: Final = 10
"""A ceiling is to be lowered once what it holds is so many lines shorter: that is said, and fails nothing."""

CEILINGS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "mosaic_exercises/course/loader.py:read_layer": 62,
        "mosaic_exercises/grading/scoring/score.py:scored": 70,
        "mosaic_exercises/labextension/share/jupyter/labextensions/mosaic-exercises/app/opener.js": 214,
        "mosaic_exercises/models/journey/scores.py:scores": 80,
        "mosaic_exercises/models/loyalty/ladder.py:stages": 65,
        "mosaic_exercises/models/loyalty/movement.py:transitions": 65,
        "mosaic_exercises/models/purchases.py:read_part": 68,
        "mosaic_exercises/models/relationship.py:chart": 62,
        "mosaic_exercises/models/reliability.py:cronbach": 65,
        "mosaic_exercises/models/servqual/tables.py:from_long": 67,
        "mosaic_exercises/models/smart/marks.py:mark": 65,
        "mosaic_exercises/models/smart/readers/dates.py": 413,
        "mosaic_exercises/models/smart/readers/deliverables.py:_made": 70,
        "mosaic_exercises/models/smart/readers/durations.py:length": 119,
        "mosaic_exercises/models/smart/verdicts/flags.py": 401,
        "mosaic_exercises/models/smart/verdicts/flags.py:_stands": 63,
        "mosaic_exercises/models/smart/verdicts/intention.py:_by_present": 67,
        "mosaic_exercises/models/value/scores.py:rfm": 98,
        "mosaic_exercises/plots/activities.py:bars": 63,
        "mosaic_exercises/plots/cohorts.py:retention": 89,
        "mosaic_exercises/plots/focus.py:profile": 65,
        "mosaic_exercises/plots/importance_performance.py:plane": 91,
        "mosaic_exercises/plots/kano.py:plane": 84,
        "mosaic_exercises/plots/loyalty.py:funnel": 76,
        "mosaic_exercises/plots/loyalty.py:transitions": 82,
        "mosaic_exercises/plots/market.py:chart": 101,
        "mosaic_exercises/plots/pest.py:grid": 77,
        "mosaic_exercises/plots/relationship.py:chart": 85,
        "mosaic_exercises/plots/scorecard.py:attainment": 72,
        "mosaic_exercises/plots/scorecard.py:causes": 71,
        "mosaic_exercises/plots/servqual.py:radar": 83,
        "mosaic_exercises/plots/survival.py:staying": 72,
        "mosaic_exercises/plots/value.py:clv_curve": 76,
        "mosaic_exercises/plots/value.py:rfm_grid": 79,
        "tools/tessera_case/figures.py:_loyalty": 100,
        "tools/tessera_case/figures.py:_money": 75,
        "tools/tessera_case/figures_service.py:_complaints": 64,
        "tools/tessera_case/figures_service.py:_journey": 101,
        "tools/tessera_case/figures_survey.py:_gaps": 77,
    }
)
"""What is longer: a file, or file:function."""


def lengths(root: Path = ROOT) -> Iterator[tuple[str, int, int]]:
    """(name, lines, limit) of every file of the package and the tools, and of every Python function in them."""
    for folder in ("mosaic_exercises", "tools"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in FILES or "vendor" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(root).as_posix()
            yield name, text.count("\n"), FILES[path.suffix]
            if path.suffix == ".py":
                for node in ast.walk(ast.parse(text)):
                    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                        told = node.body[0] if ast.get_docstring(node) is not None else None
                        yield f"{name}:{node.name}", lines(node) - (lines(told) if told else 0), FUNCTION


def lines(node: ast.stmt) -> int:
    """How many lines a statement stands on."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def faults(found: Iterator[tuple[str, int, int]], ceilings: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """What is too long, and which ceiling is higher than it has to be."""
    longest: dict[str, tuple[int, int]] = {}
    for name, count, limit in found:
        longest[name] = max((count, limit), longest.get(name, (0, limit)))
    long, high = [], []
    for name, (count, limit) in longest.items():
        most = ceilings.get(name, limit)
        if count > most:
            long.append(f"{name} has {count} lines, {most} at most. Split it by what it holds.")
        elif name in ceilings and count <= max(limit, most - SLACK):
            rest = "Take its ceiling away" if count <= limit else f"Lower its ceiling from {most} to {count}"
            high.append(f"{name} has only {count} lines. {rest} in tools/lengths.py.")
    high += [
        f"{name} is there no more. Take its ceiling out of tools/lengths.py." for name in ceilings.keys() - longest
    ]
    return sorted(long), sorted(high)


def main() -> int:
    """Say what is wrong."""
    long, high = faults(lengths(), CEILINGS)
    print("\n".join([*high, *(long or ["No file and no function is too long."])]))
    return bool(long)


if __name__ == "__main__":
    raise SystemExit(main())
