"""Files of a store are read ahead, several together and never too many; everything else is read in its turn."""

from __future__ import annotations

import threading

from mosaic_exercises.grading.intake.ahead import AHEAD, ahead
from mosaic_exercises.grading.intake.archive import Found


def test_several_are_under_way_and_come_in_order() -> None:
    """Each read waits until all that may be under way are: with one after the other this would never end."""
    together = threading.Barrier(AHEAD)
    most, under_way, lock = 0, 0, threading.Lock()

    def read(path: str) -> list[Found]:
        nonlocal most, under_way
        with lock:
            under_way += 1
            most = max(most, under_way)
        together.wait(timeout=60)
        with lock:
            under_way -= 1
        return [Found(path)]

    paths = [f"s3://term/{n}.json" for n in range(3 * AHEAD)]
    assert [[f.label for f in found] for _, found in ahead(paths, str, read)] == [[path] for path in paths]
    assert most == AHEAD


def test_what_lies_here_and_zips_are_read_when_their_turn_comes() -> None:
    read_: list[str] = []

    def read(path: str) -> list[Found]:
        read_.append(path)
        return [Found(path)]

    for n, (path, found) in enumerate(ahead(["/a.json", "s3://t/big.zip", "/b.json"], str, read)):
        assert len(read_) == n + 1
        assert [f.label for f in found] == [path]
