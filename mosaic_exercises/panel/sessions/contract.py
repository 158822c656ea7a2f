"""What a panel needs of what stands behind it, and the words that stand where no panel can be drawn.

A session knows the course, the workbook and no widget, so tests drive it without a kernel. It gives the view that the
browser draws and answers the messages of the panel protocol (panel/ui/README.md).
"""

from __future__ import annotations

from typing import Any, Protocol

Message = dict[str, Any]

FALLBACK = "If you see this text and nothing to touch, choose Run > Run All Cells."


class PanelSession(Protocol):
    """What a panel needs of a session. ``parts`` names the JS files the panel loads: kinds and views."""

    parts: tuple[str, ...]

    def view(self) -> Message: ...
    def handle(self, message: Message) -> list[Message]: ...
    def marks(self) -> dict[str, Any]: ...
    def refreshed(self, slug: str) -> Message: ...
    def label(self) -> str: ...
    def text(self) -> str: ...
