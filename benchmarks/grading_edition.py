"""What one edition of this package makes of a class: run by ``bench_grading`` with the edition on its path, so that two
of them can be measured by turns. LAYER is the folder of a course, "" for this project's own.

    python -m benchmarks.grading_edition each LAYER CLASS OUT ROUNDS    processor time, step by step, and pages
    python -m benchmarks.grading_edition whole LAYER CLASS OUT JOBS BOOK    files to tables, alone in its process
"""

from __future__ import annotations

import inspect
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from mosaic_exercises.course import Course, load, load_layers
from mosaic_exercises.grading import CourseIndex, assess, grade_class
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.reports.learner_page import LearnerPages
from mosaic_exercises.grading.scoring import class_run, score
from mosaic_exercises.grading.scoring.late import Rules

SAMPLE = 60  # files of which each is measured many times
now = time.process_time


class FloorEvent(msgspec.Struct):
    """What the floor needs of an event."""

    exercise: str
    type: Literal["check", "hint", "solution"]
    answer: Any = None


class FloorFile(msgspec.Struct):
    """What the floor needs of a file."""

    events: list[FloorEvent]


def floor(course: Course) -> Callable[[bytes], int]:
    """Decode, keep the last answer to each item, compare it with something by ``==``, and nothing else."""
    decode = msgspec.json.Decoder(FloorFile).decode
    keys = dict.fromkeys(course.exercises)

    def score(data: bytes) -> int:
        last = {e.exercise: e.answer for e in decode(data).events if e.type == "check"}
        return sum(last.get(slug) == key for slug, key in keys.items())

    return score


def peak() -> float:
    """The most memory that this process has held so far, in MiB."""
    status = Path("/proc/self/status")  # ru_maxrss would count the process that this one was forked from
    lines = status.read_text().splitlines() if status.exists() else []
    held = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return (int(held[0]) if held else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def whole(course: Course, folder: Path, out: Path, jobs: int = 1, book: bool = True) -> dict[str, float]:
    """Files to tables (and gradebook), as ``mosaic grade`` does it: seconds of waiting and of the processor, peak, how
    many were graded."""

    def save(entries: Any, intake: Any) -> None:
        kept = Gradebook(out / "gradebook.db")
        kept.save(course, Rules(), entries, intake)
        kept.close()

    out.mkdir(parents=True, exist_ok=True)
    began, worked = time.perf_counter(), now()
    kept: dict[str, Any] = {"keep": True} if "keep" in inspect.signature(grade_class).parameters else {}
    report = grade_class(course, [folder], out, jobs=jobs, book=save if book else None, **kept)
    seconds, worked = time.perf_counter() - began, now() - worked
    return {"seconds": seconds, "processor": worked, "peak": peak(), "graded": report.learners["graded"]}


def judged_before(course: Course, folder: Path, files: list[bytes], out: Path) -> float:
    """Seconds of the processor of a whole run into a fresh folder where each answer was judged before it began."""
    index = CourseIndex(course)
    remembered, made = score.REMEMBERED, class_run.CourseIndex
    score.REMEMBERED = 10_000_000  # all of them
    for data in files:
        assess(index, data)
    class_run.CourseIndex = lambda *_: index  # type: ignore[assignment, misc]
    try:
        return whole(course, folder, out)["processor"]
    finally:
        score.REMEMBERED, class_run.CourseIndex = remembered, made  # type: ignore[misc]


def steps(course: Course, files: list[bytes], rounds: int) -> dict[str, float]:
    """Seconds a file: the floor; scored with known verdicts, its drills drawn anew; the same with its drills drawn
    before. By turns for each file, the least of the rounds. ``first``: no verdict is known, each different answer of
    the class is judged once."""
    index = CourseIndex(course)
    began = now()
    for data in files:
        assess(index, data)
    first = (now() - began) / len(files)
    sample = files[:SAMPLE]
    ways = {"floor": floor(course), "anew": lambda data: assess(index, data), "again": lambda data: assess(index, data)}
    least = {name: [float("inf")] * len(sample) for name in ways}
    for _ in range(rounds):
        for n, data in enumerate(sample):
            index.drawn.cache_clear()  # type: ignore[attr-defined]
            for track in ("any", "intermediate", "manager"):  # the decks remember their last draw
                index.asked(f"{n:032x}", track, course.version)
            for name, way in ways.items():
                began = now()
                way(data)
                least[name][n] = min(least[name][n], now() - began)
    return {name: sum(found) / len(sample) for name, found in least.items()} | {"first": first}


def pages(course: Course, book: Gradebook) -> dict[str, Any]:
    """Learners' pages a second, the first time and the second; bytes of one, the mean and the most."""
    entries = list(book.entries())
    made = LearnerPages(course, Explainer(course))
    rates = []
    for _ in range(2):
        began = now()
        sizes = [len(made.page(entry).encode()) for entry in entries]
        rates.append(len(entries) / (now() - began))
    return {"rates": rates, "page": sum(sizes) / len(sizes), "largest": max(sizes)}


def main() -> int:
    """Measure, and print JSON."""
    what, layer, folder, out, *more = sys.argv[1:]
    course = load_layers((layer,)) if layer else load()
    there, to = Path(folder), Path(out)
    if what == "whole":
        print(json.dumps(whole(course, there, to, int(more[0]), more[1] == "1")))
        return 0
    run = whole(course, there, to)  # first, as a class is graded: no verdict is known
    twice = whole(course, there, to)
    files = [p.read_bytes() for p in sorted(there.glob("*.mosaic.json"))]
    found: dict[str, Any] = {**steps(course, files, int(more[0])), "whole": run["processor"] / len(files)}
    found["twice"] = twice["processor"] / len(files)
    found["known"] = judged_before(course, there, files, to / "known") / len(files)
    book = Gradebook(to / "gradebook.db")
    found |= pages(course, book)
    book.close()
    print(json.dumps({**found, "peak": run["peak"]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
