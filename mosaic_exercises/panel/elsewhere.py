"""What one panel's learner does, the others hear: in another window on this kernel, or in another notebook's kernel.

A session marks what it shows of the disk (``marks``). Whenever a mark differs from what its panel was last told,
somebody else has written, and the panel gets the new view unasked. It is looked at after every message that this kernel
answers, and every two seconds for what other kernels write: two or three calls of ``stat`` a panel, and no message
where nothing has changed, so that an idle kernel stays idle in the eyes of a server. Where a look takes long (in a
browser each ``stat`` is a request, on some network drives too) the looks stand further apart, and in a browser one look
is enough for all messages of a moment: else a notebook that opens would do nothing but look.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any, Protocol

from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.panel.sessions.contract import Message, PanelSession
from mosaic_exercises.workbook.disk import IN_BROWSER

LOOK_AFTER = 2.0  # seconds between two looks at what other kernels wrote
REST = 19  # times as long as a look has taken, nobody looks
SOON = 0.2  # seconds until a look for all messages of a moment
SAME_AT_MOST = 4  # panels of one exercise that are told: a page loaded again leaves its old panels behind


class Listener(Protocol):
    """A panel, as far as it is told of anything."""

    session: PanelSession

    def tell(self, message: Message) -> None: ...


class Listeners:
    """The panels of one kernel, and what each was last told of."""

    def __init__(self) -> None:
        self._told: dict[Listener, dict[str, Any]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._due: str | None = None  # the window whose messages the next look is for, "" for several

    def join(self, panel: Listener) -> None:
        """From now on this panel is told; what it shows now it knows already."""
        now = marks(panel)
        if not now:
            return
        like = [p for p, told in self._told.items() if told.keys() & now.keys()]
        for old in like[: max(0, len(like) - SAME_AT_MOST + 1)]:
            del self._told[old]
        self._told[panel] = now
        self._begin()

    def answered(self, panel: Listener, before: dict[str, Any], replies: list[Message], by: str = "") -> None:
        """A panel's message was answered. ``before`` are its marks of the moment before; ``by`` names its window."""
        told = self._told.get(panel, {})
        seen = {str(reply.get("slug", "")) for reply in replies if reply.get("type") == "view"}
        for slug, mark in marks(panel).items() if told else ():
            # What changed while this message was answered is its own doing; what had changed before is not.
            if slug in seen or before.get(slug) == told.get(slug):
                told[slug] = mark
        if IN_BROWSER and self._loop is not None:
            self._look_soon(by)
        else:
            self.look(by)

    def _look_soon(self, by: str) -> None:
        """One look for all messages of a moment."""
        if self._due is None:
            assert self._loop is not None
            self._loop.call_later(SOON, self._look_now)
        self._due = by if self._due in (None, by) else ""

    def _look_now(self) -> None:
        by, self._due = self._due or "", None
        self.look(by)

    def look(self, by: str = "") -> None:
        """Tell each panel what has changed without its doing."""
        for panel, told in list(self._told.items()):
            for slug, mark in marks(panel).items():
                if told.get(slug) != mark:
                    told[slug] = mark
                    with contextlib.suppress(WorkbookError):
                        panel.tell({**panel.session.refreshed(slug), "by": by})

    def _begin(self) -> None:
        """Look every now and then, where this process has a loop that can be asked to (a kernel has)."""
        if self._loop is None:
            with contextlib.suppress(RuntimeError):  # no loop runs: a script or a test
                self._loop = asyncio.get_running_loop()
                self._loop.call_later(LOOK_AFTER, self._again)

    def _again(self) -> None:
        assert self._loop is not None
        begun = time.monotonic()
        try:
            self.look()
        finally:
            self._loop.call_later(max(LOOK_AFTER, REST * (time.monotonic() - begun)), self._again)


def marks(panel: Listener) -> dict[str, Any]:
    """The marks of a panel's session; none where the disk cannot be read now."""
    try:
        return panel.session.marks()
    except WorkbookError:
        return {}
