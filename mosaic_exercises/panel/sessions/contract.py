"""What a panel needs of what stands behind it: the view that the browser draws, and an answer to each message.

A session knows the course, the workbook and no widget, so tests drive it without a kernel. It speaks JSON; inside,
what comes and goes are the records of ``panel/wire``.
"""

from __future__ import annotations

from typing import Any, Protocol

from mosaic_exercises.drawing.blocks import Still

Message = dict[str, Any]

FALLBACK = (
    "Nothing to touch? Run all cells: Run > Run All Cells (Jupyter), Run All (VS Code), Runtime > Run all (Colab)."
)
ALIVE = (
    "To use it, run the notebook: *Run > Run All Cells* in Jupyter, *Run All* in VS Code, *Runtime > Run all* in Colab."
)
"""The last line of what is read where nothing can be touched."""


class PanelSession(Protocol):
    """What stands behind a panel. ``parts`` names the JS files that the panel loads: kinds and views; ``marks`` is what
    it shows of the disk, ``refreshed`` what to tell when one has changed; ``label`` and ``text`` stand where no panel
    can be drawn. ``still`` is the panel to read, the same for everybody; ``drawn``: with pictures that take a while."""

    parts: tuple[str, ...]

    def view(self) -> Message: ...
    def handle(self, message: Message) -> list[Message]: ...
    def marks(self) -> dict[str, Any]: ...
    def refreshed(self, slug: str) -> Message: ...
    def label(self) -> str: ...
    def text(self) -> str: ...
    def still(self, *, drawn: bool) -> Still: ...


def marks_nothing(session: PanelSession) -> dict[str, Any]:  # noqa: ARG001 - it stands in a class as a method
    """``marks`` of a session that shows nothing of the learner's own folder, or nothing that has to be followed."""
    return {}


def never_refreshed(session: PanelSession, slug: str) -> Message:  # noqa: ARG001 - it stands in a class as a method
    """``refreshed`` of a session in which nothing can change."""
    return {"type": "changed"}
