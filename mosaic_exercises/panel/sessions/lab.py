"""What an exercise's session does for a lab: control values in, the picture out; and the learner's own CSV files."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError, WorkbookError
from mosaic_exercises.kinds import Kind
from mosaic_exercises.kinds.lab.task import FILE, settings
from mosaic_exercises.panel.wire.messages import LabFile, LiveMessage
from mosaic_exercises.panel.wire.replies import FiguresView, LiveReply, PictureView

NARROW, WIDE = 280, 1200  # css pixels


def picture(task: Any, kind: Kind[Any, Any, Any], message: LiveMessage) -> LiveReply:
    """Run the lab. Whatever goes wrong comes back as a sentence for the learner, never as a dead panel.

    A message with a ``file`` first puts that file into the learner's folder; the reply says under which name
    (``saved``) and which files there are. Nothing there is written over. A lab whose controls offer the groups of that
    file is told them.
    """
    if not any(control.type == "file" for control in getattr(task, "controls", ())):
        return drawn(task, kind, message)
    from mosaic_exercises.labs.own import files, groups

    if message.file is msgspec.UNSET:
        reply = msgspec.structs.replace(drawn(task, kind, message), files=tuple(files()))
        if not any(control.groups for control in task.controls):
            return reply
        given = message.values if isinstance(message.values, dict) else {}
        names = [given.get(control.id) for control in task.controls if control.type == "file"]
        own = [group for name in names if isinstance(name, str) and FILE.fullmatch(name) for group in groups(name)]
        return msgspec.structs.replace(reply, groups=tuple(own))
    try:
        saved = keep(message.file)
    except (FormatError, WorkbookError) as error:
        return LiveReply(error=str(error), files=tuple(files()))
    return LiveReply(saved=saved, files=tuple(files()))


def drawn(task: Any, kind: Kind[Any, Any, Any], message: LiveMessage) -> LiveReply:
    """The picture for these values, or what is in its way."""
    try:
        values = settings(task, kind.parse(task, {"values": message.values, "note": ""}))
        run = lab(task.run)
    except (FormatError, ImportError) as error:
        return LiveReply(error=str(error))
    width = message.width
    wide = int(min(WIDE, max(NARROW, width))) if width is not None and 0 < width < math.inf else 720
    theme = "dark" if message.theme == "dark" else "light"
    try:
        made = run(values, theme, wide)
    except ModuleNotFoundError as error:
        return LiveReply(
            error=f"This lab needs {error.name}, which is not installed here. The exercises work without it."
        )
    except (ValueError, OSError) as error:
        return LiveReply(error=str(error))
    table = FiguresView(columns=tuple(made.columns), rows=tuple(tuple(row) for row in made.rows))
    shown = PictureView(svg=made.svg, title=made.title, alt=made.alt, table=table)
    return LiveReply(picture=shown, finding=made.finding, notes=tuple(made.notes))


def keep(file: LabFile) -> str:
    """Put a file that a browser sent into the learner's folder. Returns the name it has there.

    A file of the same name and content is the same file; of other content it gets a number, so that none is lost.
    """
    from mosaic_exercises.labs.own import MOST_BYTES, folder

    name, text = file.name, file.text
    if not isinstance(name, str) or not FILE.fullmatch(name) or not isinstance(text, str) or not name.isprintable():
        raise FormatError("This file cannot be added: choose a CSV file with a plain name.")
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        raise FormatError(f"{name} has {len(data):,} bytes. At most {MOST_BYTES:,} are read: take fewer rows.")
    place = folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            path = place / (name if number == 1 else f"{name[:-4]}-{number}.csv")
            if path.exists():
                if path.read_bytes() == data:
                    return path.name
                continue
            with path.open("xb") as out:
                out.write(data)
            return path.name
    except OSError as error:
        raise WorkbookError(f"{name} could not be kept in {place}: {error.strerror or error}.") from error
    raise WorkbookError(f"{name} could not be kept: there are too many files of this name. Rename it.")


def lab(name: str) -> Any:
    """The lab function of this name."""
    from mosaic_exercises.labs import LABS

    if name not in LABS:
        raise FormatError(f"there is no lab '{name}'. Labs: {', '.join(sorted(LABS))}")
    return LABS[name]
