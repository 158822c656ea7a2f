"""What the tests of each file cost in processor time, with all processes that they start; the dearest are told.

MOSAIC_COSTS=files tells all files, MOSAIC_COSTS=items each test too (looking costs some 10 ms a test).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator
from typing import Any

import psutil
import pytest

SHOWN = 8  # files
ASKED = os.environ.get("MOSAIC_COSTS", "")


def spent() -> float:
    """Processor seconds of this process and of all that it started: those that run, and those that have ended."""
    own = psutil.Process()
    total = 0.0
    for process in (own, *own.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.Error:  # it has just ended, and is in its parent's sum
            continue
        ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        total += times.user + times.system + ended
    return total


class Costs:
    """Adds up by file in each worker; the process that waits for the workers tells."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.before = 0.0  # what was spent when the file that runs began; starting and collecting count for no file
        self.begun = 0.0  # and the test

    def pytest_collection_finish(self) -> None:
        self.before = self.begun = spent()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
        done = yield
        if ASKED == "items":
            now = spent()
            self.items[item.nodeid] += max(0.0, now - self.begun)  # type: ignore[assignment]
            self.begun = spent()
        if nextitem is None or nextitem.path != item.path:  # what the file's tests shared has ended by now
            now = spent()
            self.files[item.nodeid.partition("::")[0]] += max(0.0, now - self.before)  # type: ignore[assignment]
            self.before = now
        return done

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["costs"] = dict(self.files)
            output["items"] = dict(self.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        output = getattr(node, "workeroutput", {})
        self.files.update(output.get("costs", {}))
        self.items.update(output.get("items", {}))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if len(self.files) > 1 or ASKED:
            terminalreporter.section("processor time")
            total = sum(self.files.values())
            for name, seconds in self.items.most_common() + self.files.most_common(None if ASKED else SHOWN):
                terminalreporter.write_line(f"{seconds:7.1f} s  {name}")
            terminalreporter.write_line(
                f"{total:7.1f} s  all {len(self.files)} files (two idle cores need half as long)"
            )
