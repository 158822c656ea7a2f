"""The running case and the notebooks as the tests of facts read them: each file once, from the folder alone."""

from __future__ import annotations

import csv
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from mosaic_exercises.course import load
from mosaic_exercises.editor.terms import unlinked

COURSE = load()
ROOT = Path(__file__).parents[3]
TESSERA = ROOT / "data" / "tessera"
Row = dict[str, str]


@cache
def toml(name: str) -> Any:
    """A TOML file of the case; nobody changes it."""
    return tomllib.loads((TESSERA / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str) -> list[Row]:
    """A table of the case, each cell as it is written."""
    with (TESSERA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def frame(name: str) -> pd.DataFrame:
    """A table of the case as a DataFrame of the test's own."""
    return pd.read_csv(TESSERA / f"{name}.csv", dtype={"customer_id": str})


def figure(id_: str) -> Any:
    """A figure that the case is built around: firm.toml, [[figure]]."""
    return next(row["value"] for row in toml("firm")["figure"] if row["id"] == id_)


@cache
def markdown(stem: str) -> str:
    """The text of a notebook and of those that continue it (03b continues 03)."""
    some = [n.id for n in COURSE.notebooks if stem in (n.id, n.part_of)]
    cells = [c for s in some for c in json.loads((ROOT / "notebooks" / f"{s}.ipynb").read_text("utf-8"))["cells"]]
    return "\n".join(unlinked("".join(c["source"])) for c in cells if c["cell_type"] == "markdown")
