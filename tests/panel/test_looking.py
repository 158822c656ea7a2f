"""How often a kernel looks for what others wrote: it may never be all that the kernel does."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from mosaic_exercises.panel import elsewhere
from mosaic_exercises.panel.elsewhere import REST, Listeners
from tests.support import awaited


class Slow:
    """A panel on a drive on which each look takes long."""

    def __init__(self, takes: float, slug: str = "a") -> None:
        self.session: Any = self
        self.slug = slug
        self.takes = takes
        self.looks = 0

    def marks(self) -> dict[str, Any]:
        self.looks += 1
        time.sleep(self.takes)
        return {self.slug: 1}

    def tell(self, message: Any) -> None:
        raise AssertionError(message)


def test_looks_on_a_slow_drive_stand_further_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "LOOK_AFTER", 0.0)
    waits: list[float] = []

    async def run() -> None:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "call_later", lambda wait, _: waits.append(wait))
        listeners = Listeners()
        listeners.join(Slow(0.01))  # type: ignore[arg-type]
        listeners._again()

    awaited(run())
    assert waits[0] == 0.0
    assert waits[1] >= REST * 0.01


def test_in_a_browser_one_look_is_enough_for_all_messages_of_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "IN_BROWSER", True)
    monkeypatch.setattr(elsewhere, "SOON", 0.01)
    panels = [Slow(0, f"exercise-{n}") for n in range(10)]

    async def run() -> None:
        listeners = Listeners()
        for panel in panels:
            listeners.join(panel)  # type: ignore[arg-type]
        for panel in panels:
            listeners.answered(panel, {}, [], "w")  # type: ignore[arg-type]
        await asyncio.sleep(0.1)

    awaited(run())
    assert [panel.looks for panel in panels] == [3] * 10  # as it joined, as it answered, and once for all
