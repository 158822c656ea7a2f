"""What one edition of this package makes of a class of the real course, in processor time: run by ``bench_grading``
with the edition on its path, so that two of them can be measured by turns.

    python -m benchmarks.grading_edition CLASS OUT ROUNDS
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any, Literal

import msgspec

from mosaic_exercises.course import load
from mosaic_exercises.grading import CourseIndex, assess, grade_class
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.reports.learner_page import LearnerPages
from mosaic_exercises.grading.scoring.late import Rules

now = time.process_time


class FloorEvent(msgspec.Struct):
    """What the floor needs of an event."""

    exercise: str
    type: Literal["check", "hint", "solution"]
    answer: Any = None


class FloorFile(msgspec.Struct):
    """What the floor needs of a file."""

    events: list[FloorEvent]


def main() -> int:
    """Measure, and print JSON: ms a file, the least of the rounds for each file, averaged over the files."""
    folder, out, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    course = load()
    out.mkdir(parents=True, exist_ok=True)

    def save(entries: Any, intake: Any) -> None:
        book = Gradebook(out / "gradebook.db")
        book.save(course, Rules(), entries, intake)
        book.close()

    began = now()
    grade_class(course, [folder], out, book=save)  # first, as a class is graded: no verdict is known
    whole = now() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files = [p.read_bytes() for p in sorted(folder.glob("*.mosaic.json"))]
    index = CourseIndex(course)
    began = now()
    for data in files:
        assess(index, data)
    first = now() - began
    decode = msgspec.json.Decoder(FloorFile).decode
    keys = dict.fromkeys(course.exercises)

    def floor(data: bytes) -> int:
        last = {e.exercise: e.answer for e in decode(data).events if e.type == "check"}
        return sum(last.get(slug) == key for slug, key in keys.items())

    sample = files[:60]
    least = {name: [float("inf")] * len(sample) for name in ("floor", "anew", "again")}
    for _ in range(rounds):
        for n, data in enumerate(sample):
            index.drawn.cache_clear()  # type: ignore[attr-defined]
            for track in ("any", "intermediate", "manager"):  # the decks remember their last draw
                index.asked(f"{n:032x}", track, course.version)
            for name, function in (("floor", floor), ("anew", None), ("again", None)):
                began = now()
                function(data) if function else assess(index, data)
                least[name][n] = min(least[name][n], now() - began)
    each = {name: sum(found) / len(sample) for name, found in least.items()}
    book = Gradebook(out / "gradebook.db")
    entries = list(book.entries())
    book.close()
    pages = LearnerPages(course, Explainer(course))
    rates = []
    for _ in range(2):
        began = now()
        sizes = [len(pages.page(entry).encode()) for entry in entries]
        rates.append(len(entries) / (now() - began))
    found = {**each, "first": first / len(files), "whole": whole / len(files), "peak": peak, "rates": rates}
    print(json.dumps({**found, "page": sum(sizes) / len(sizes), "largest": max(sizes)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
