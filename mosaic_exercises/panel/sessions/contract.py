"""What a panel needs of what stands behind it: the view that the browser draws, and an answer to each message.

A session knows the course, the workbook and no widget, so tests drive it without a kernel. It speaks JSON; inside,
what comes and goes are the records of ``panel/wire``.
"""

from __future__ import annotations

from typing import Any, Protocol

Message = dict[str, Any]

FALLBACK = "If you see this text and nothing to touch, choose Run > Run All Cells."


class PanelSession(Protocol):
    """What stands behind a panel. ``parts`` names the JS files that the panel loads: kinds and views; ``marks`` is what
    it shows of the disk, ``refreshed`` what to tell when one has changed; ``label`` and ``text`` stand where no panel
    can be drawn."""

    parts: tuple[str, ...]

    def view(self) -> Message: ...
    def handle(self, message: Message) -> list[Message]: ...
    def marks(self) -> dict[str, Any]: ...
    def refreshed(self, slug: str) -> Message: ...
    def label(self) -> str: ...
    def text(self) -> str: ...
