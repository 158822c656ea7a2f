"""Writes notebooks/instructor/guide.ipynb from content/guide.toml: ``python -m tools.make_guide``; ``--check`` fails
where it is stale."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mosaic_exercises.course import load
from mosaic_exercises.teaching import guide, guide_markdown

OUT = Path(__file__).resolve().parents[1] / "notebooks" / "instructor" / "guide.ipynb"
HEAD = "\n\n".join(
    (
        "# The trainer's guide",
        "*For those who teach in a room. Eight sessions, three tracks, each in 50 and in 90 minutes, and two longer "
        "versions.*",
        "The number behind an exercise is its notebook. Paper works as well: `mosaic sheets --out sheets` writes the "
        "forms, empty, on A4 and A3, and a page to keep for each model. `mosaic guide` writes this guide as a page to "
        "print.",
    )
)


def cell(name: str, text: str) -> dict[str, Any]:
    """A text cell."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.splitlines(keepends=True)}


def notebook() -> str:
    """The whole file."""
    cells = [cell("title", HEAD), *(cell(*one) for one in guide_markdown(guide(), load()))]
    about = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "mosaic": {"course": load().course, "notebook": "guide"},
    }
    made = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write it, or say that it is stale."""
    made = notebook()
    if "--check" in sys.argv:
        if OUT.read_text(encoding="utf-8") == made:
            return 0
        print("notebooks/instructor/guide.ipynb is older than content/guide.toml: python -m tools.make_guide")
        return 1
    OUT.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
