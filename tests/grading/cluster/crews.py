"""Crews without a cluster, and files that end the process which scores them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mosaic_exercises.grading.cluster.flow import Lost
from mosaic_exercises.grading.cluster.tasks import work

DIED = "4 workers died of it, each time it was tried"
KILLS, RAISES = b"ends its process", b"raises an error"
# Python runs a module of this name, found in PYTHONPATH, in every process that it begins.
DEADLY = f"""
import os, signal
from mosaic_exercises.grading.scoring import score
real = score.assess
def assess(index, data):
    if {KILLS!r} in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if {RAISES!r} in data:
        raise ZeroDivisionError("as planned")
    return real(index, data)
score.assess = assess
"""


def deadly(folder: Path) -> str:
    """Writes the module; returns the folder for PYTHONPATH."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")
    return str(folder)


class PretendCrew:
    """Does parcels in this process. ``dies``: whether the workers die of one; with how many others under way."""

    width = 3

    def __init__(
        self, dies: Callable[[bytes, int], bool] = lambda _, __: False, do: Callable[[bytes], bytes] = work
    ) -> None:
        self.dies, self.do = dies, do
        self.sent: list[bytes] = []
        self.under_way: set[int] = set()
        self.most = 0

    def send(self, parcel: bytes) -> int:
        self.sent.append(parcel)
        self.under_way.add(len(self.sent) - 1)
        self.most = max(self.most, len(self.under_way))
        return len(self.sent) - 1

    def reply(self, ticket: int) -> bytes:
        self.under_way.discard(ticket)
        if self.dies(self.sent[ticket], len(self.under_way)):
            raise Lost(DIED)
        return self.do(self.sent[ticket])

    def rest(self, tickets: Iterable[int]) -> None:
        self.under_way -= set(tickets)
