"""What a panel needs of what stands behind it: the view that the browser draws, and an answer to each message.

A session knows the course, the workbook and no widget, so tests drive it without a kernel. It speaks JSON; inside,
what comes and goes are the records of ``panel/wire``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.panel.wire import read, written

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


def answered(
    raw: Message, sort: Any, act: Callable[[Any], Any], unread: Callable[[str], Any], **said: Any
) -> list[Message]:
    """The replies to one message, as they travel. ``sort``: the messages that the session answers; ``act`` gives a
    reply, several, or none (None); ``unread`` gives the reply to what is no message, from what is wrong with it.
    ``said`` stands in each reply, and with it the message's number."""
    try:
        found = act(read(raw, sort))
    except FormatError as error:
        found = unread(str(error))
    replies = found if isinstance(found, tuple) else () if found is None else (found,)
    n = raw.get("n")
    number = n if isinstance(n, int) else 0
    return [written(msgspec.structs.replace(reply, **said, n=number)) for reply in replies]
