"""A lab's live picture: the values of its controls in, one message with the picture out."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import Kind
from mosaic_exercises.kinds.lab import settings

NARROW, WIDE = 280, 1200  # css pixels


def picture(task: Any, kind: Kind[Any, Any, Any], message: dict[str, Any]) -> dict[str, Any]:
    """Run the lab. Whatever goes wrong comes back as a sentence for the learner, never as a dead panel."""
    try:
        values = settings(task, kind.parse(task, {"values": message.get("values"), "note": ""}))
        run = lab(task.run)
    except (FormatError, ImportError) as error:
        return {"type": "live", "error": str(error)}
    width = message.get("width")
    wide = int(width) if isinstance(width, int | float) and NARROW <= width <= WIDE else 720
    theme = "dark" if message.get("theme") == "dark" else "light"
    try:
        made = run(values, theme, wide)
    except ModuleNotFoundError as error:
        return {
            "type": "live",
            "error": f"This lab needs {error.name}, which is not installed here. The exercises work without it.",
        }
    except (ValueError, OSError) as error:
        return {"type": "live", "error": str(error)}
    table = {"columns": list(made.columns), "rows": [list(row) for row in made.rows]}
    shown = {"svg": made.svg, "title": made.title, "alt": made.alt, "table": table}
    return {"type": "live", "picture": shown, "finding": made.finding}


def lab(name: str) -> Any:
    """The lab function of this name."""
    from mosaic_exercises.labs import LABS

    if name not in LABS:
        raise FormatError(f"there is no lab '{name}'. Labs: {', '.join(sorted(LABS))}")
    return LABS[name]
