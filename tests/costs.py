"""What the tests of each file cost in processor time, with all processes that they start; the dearest are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from typing import Any

import psutil
import pytest

SHOWN = 8  # files


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
        self.before = 0.0  # what was spent when the file that runs began; starting and collecting count for no file

    def pytest_collection_finish(self) -> None:
        self.before = spent()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
        done = yield
        if nextitem is None or nextitem.path != item.path:  # what the file's tests shared has ended by now
            now = spent()
            self.files[item.nodeid.partition("::")[0]] += max(0.0, now - self.before)  # type: ignore[assignment]
            self.before = now
        return done

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["costs"] = dict(self.files)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.files.update(getattr(node, "workeroutput", {}).get("costs", {}))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if len(self.files) > 1:
            terminalreporter.section("processor time")
            total = sum(self.files.values())
            for name, seconds in self.files.most_common(SHOWN):
                terminalreporter.write_line(f"{seconds:7.1f} s  {name}")
            terminalreporter.write_line(
                f"{total:7.1f} s  all {len(self.files)} files (two idle cores need half as long)"
            )
