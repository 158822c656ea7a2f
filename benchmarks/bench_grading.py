"""What grading a class costs: against the floor, against nbgrader, and as the class grows.

    python -m benchmarks.bench_grading          (make bench-grading)
    python -m benchmarks.bench_grading --quick  (20 and 2,000 submissions, without nbgrader)

Ten choice and sort items. The floor reads the same bytes with msgspec into the few fields it needs, compares each last
answer with its key by ``==``, and does nothing else: no histories, no partial credit, no status, no table. nbgrader
gets the same ten items as autograded cells of a notebook, in an environment of its own that this program makes. All in
one run. The class of the real course is measured by turns with an earlier edition of it (``grading_edition``).
Floor, scoring and nbgrader are compared in processor time (floor and scoring by turns, the best of three), so that what
else a machine does weighs less; full runs are given in the time that a person waits.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Literal

import msgspec

from mosaic_exercises.course import Course, load, load_layers
from mosaic_exercises.grading import CourseIndex, assess
from mosaic_exercises.grading.demo.made_up import write_class

SIZES = (20, 2_000, 20_000)
NBGRADER_AT = 20
CHOICES, SORTS, CARDS = 6, 4, 6
PLACE = Path(tempfile.gettempdir()) / "mosaic-bench-nbgrader"


def write_course(folder: Path) -> Course:
    """Ten items: six choices and four sorts of six cards."""
    exercises, keys, items = [], [], []
    for n in range(CHOICES):
        options = ", ".join(f'{{ id = "{o}", text = "Option {o} of {n}" }}' for o in "abcd")
        exercises.append(
            f'[[exercise]]\nid = "c-{n}"\nkind = "choice"\ntitle = "C {n}"\nprompt = "Which?"\noptions = [{options}]'
        )
        wrong = ", ".join(f'{o} = {{ why = "Not {o}." }}' for o in "bcd")
        keys.append(f'[c-{n}]\nright = ["a"]\nwhy = "So."\nwrong = {{ {wrong} }}')
        items.append(f'{{ exercise = "c-{n}", points = 1 }}')
    for n in range(SORTS):
        cards = ", ".join(f'{{ id = "k{c}", text = "Card {c} of {n}" }}' for c in range(CARDS))
        exercises.append(
            f'[[exercise]]\nid = "s-{n}"\nkind = "sort"\ntitle = "S {n}"\nprompt = "Sort."\ncards = [{cards}]\n'
            'bins = [{ id = "x", name = "X" }, { id = "y", name = "Y" }, { id = "z", name = "Z" }]'
        )
        place = ", ".join(f'k{c} = ["{"xyz"[c % 3]}"]' for c in range(CARDS))
        keys.append(f'[s-{n}]\nplace = {{ {place} }}\nwhy = "So."')
        items.append(f'{{ exercise = "s-{n}", points = {CARDS} }}')
    manifest = 'course = "bench"\nversion = "1"\ntitle = "Bench"\n[[notebook]]\nid = "01_b"\ntitle = "B"\nitems = ['
    files = {
        "manifest.toml": manifest + ",".join(items) + "]\n",
        "concepts.toml": "",
        "misconceptions.toml": "",
        "exercises/01_b.toml": "\n".join(exercises),
        "keys/01_b.toml": "\n".join(keys),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_layers((str(folder),))


class FloorEvent(msgspec.Struct):
    """What the floor needs of an event."""

    exercise: str
    type: Literal["check", "hint", "solution"]
    answer: Any = None


class FloorFile(msgspec.Struct):
    """What the floor needs of a file."""

    events: list[FloorEvent]


def floor(keys: dict[str, Any]) -> Callable[[bytes], int]:
    """Decode, keep the last answer to each item, compare."""
    decode = msgspec.json.Decoder(FloorFile).decode

    def score(data: bytes) -> int:
        last = {e.exercise: e.answer for e in decode(data).events if e.type == "check"}
        return sum(last.get(slug) == key for slug, key in keys.items())

    return score


def by_turns(
    functions: list[Callable[[bytes], object]],
    files: list[bytes],
    rounds: int = 3,
    before: Callable[[], object] = lambda: None,
) -> list[float]:
    """Processor seconds a file of each function, the best of some rounds. ``before`` comes before each."""
    best = [float("inf")] * len(functions)
    for _ in range(rounds):
        for n, function in enumerate(functions):
            before()
            began = time.process_time()
            for data in files:
                function(data)
            best[n] = min(best[n], (time.process_time() - began) / len(files))
    return best


GRADE = """
import json, os, resource, sys, time
from pathlib import Path
from mosaic_exercises.course import load, load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.scoring.late import Rules
layer, folder, out, jobs, book = sys.argv[1:]
course = load_layers((layer,)) if layer else load()
def save(entries, intake):
    Gradebook(Path(out) / "gradebook.db").save(course, Rules(), entries, intake)
began, worked = time.perf_counter(), time.process_time()
report = grade_class(course, [folder], Path(out), jobs=int(jobs), book=save if book == "1" else None)
seconds, worked = time.perf_counter() - began, time.process_time() - worked
status = Path("/proc/self/status")  # ru_maxrss would count the process that this one was forked from
lines = status.read_text().splitlines() if status.exists() else []
held = [line.split()[1] for line in lines if line.startswith("VmHWM")]
peak = (int(held[0]) if held else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
print(json.dumps({"seconds": seconds, "processor": worked, "peak": peak, "graded": report.learners["graded"]}))
"""


def full_run(layer: Path | str, folder: Path, out: Path, learners: int, jobs: int, book: bool) -> dict[str, float]:
    """Files to tables in a process of its own."""
    words = [sys.executable, "-c", GRADE, str(layer), str(folder), str(out), str(jobs), str(int(book))]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    assert found["graded"] == learners, found
    return found


def edition(path: Path, top: Path, folder: Path, rounds: int, name: str) -> dict[str, Any]:
    """What the edition of this package at a path makes of a class, in a process of its own."""
    here = {**os.environ, "PYTHONPATH": str(path)}
    script = Path(__file__).with_name("grading_edition.py")
    words = [sys.executable, str(script), str(folder), str(top / name), str(rounds)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=here, cwd=path)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def earlier(commit: str, top: Path) -> Path:
    """The tree of an earlier edition, from this repository's history."""
    here = Path(__file__).parents[1]
    folder = top / "before"
    folder.mkdir()
    tree = subprocess.run(["git", "archive", commit], cwd=here, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tree)) as files:
        files.extractall(folder, filter="data")
    return folder


def the_real_course(top: Path, sizes: tuple[int, ...], before: str, rounds: int = 12) -> None:
    """The same for made-up classes of this project's own course, in processor time alone, and the learners' pages: this
    edition and an earlier one by turns, the least of two runs of each."""
    course = load()
    editions = {"now": Path(__file__).parents[1]}
    if before:
        editions = {"before": earlier(before, top), **editions}
    print("\nThe real course, processor time:\n")
    heads: tuple[str, ...] = (
        "Submissions",
        "KB each",
        "Edition",
        "Floor, ms",
        "Decode and score, ms",
        "Ratio",
        "drills drawn before",
    )
    heads += ("first time, ms", "Whole run, ms", "to decode and score", "to its first time", "Peak, MiB", "KB a page")
    heads += ("pages/s, first time and again",)
    print("| " + " | ".join(heads) + " |\n|" + "---:|" * len(heads))
    for size in sizes:
        folder = top / f"real{size}"
        write_class(course, size, 1, folder)
        kilo = statistics.mean(p.stat().st_size for p in folder.glob("*.mosaic.json")) / 1000
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in editions}
        for turn in range(2):
            for name, path in editions.items():
                runs[name].append(edition(path, top, folder, rounds, f"out-{size}-{name}-{turn}"))
        low = min(run["floor"] for both in runs.values() for run in both)  # one floor for both: it is the same program
        for name, both in runs.items():
            ours, again, first, whole = (min(run[key] for run in both) for key in ("anew", "again", "first", "whole"))
            rates = [max(run["rates"][n] for run in both) for n in (0, 1)]
            cells = [f"{size:,}", f"{kilo:.0f}", name, f"{low * 1e3:.2f}", f"{ours * 1e3:.2f}", f"{ours / low:.1f}x"]
            cells += [f"{again / low:.1f}x", f"{first * 1e3:.2f}", f"{whole * 1e3:.2f}", f"{whole / ours:.1f}x"]
            cells += [f"{whole / first:.1f}x", f"{min(run['peak'] for run in both):.0f}"]
            cells += [f"{both[0]['page'] / 1000:.0f}, at most {both[0]['largest'] / 1000:.1f}"]
            cells += [f"{rates[0]:,.0f}, {rates[1]:,.0f}"]
            print("| " + " | ".join(cells) + " |", flush=True)


# nbgrader


def cell(kind: str, source: str, id_: str = "", **metadata: Any) -> dict[str, Any]:
    """One cell of a notebook."""
    made: dict[str, Any] = {"cell_type": kind, "source": source, "metadata": {}, "id": id_ or f"x{len(source)}"}
    if metadata:
        made["metadata"] = {"nbgrader": {"schema_version": 3, "grade_id": id_, "task": False, **metadata}}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def nbgrader_notebook(keys: dict[str, Any], answers: dict[str, Any]) -> str:
    """The ten items as answers in cells and autograded cells that compare them."""
    cells = []
    for slug, key in keys.items():
        name = slug.replace("-", "_")
        said = f"{name} = {answers.get(slug)!r}"
        cells.append(cell("code", said, f"{name}_answer", grade=False, solution=True, locked=False))
        test = f"assert {name} == {key!r}"
        cells.append(cell("code", test, f"{name}_test", grade=True, solution=False, locked=True, points=1))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def nbgrader_python() -> Path:
    """Python of an environment that has nbgrader, made where it is not there yet."""
    python = PLACE / "bin" / "python"
    if not python.exists():
        print("Installing nbgrader into an environment of its own ...", file=sys.stderr)
        venv.create(PLACE, with_pip=True)
    if subprocess.run([python, "-c", "import nbgrader"], check=False, capture_output=True).returncode:
        words = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "nbgrader"]
        subprocess.run([str(w) for w in words], check=True)
    return python


def last_answers(data: bytes) -> dict[str, Any]:
    """The last answer to each item."""
    decoded = msgspec.json.decode(data, type=FloorFile)
    return {e.exercise: e.answer for e in decoded.events if e.type == "check"}


AUTOGRADE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr)
seconds = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": seconds, "processor": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}))
"""


def nbgrader(keys: dict[str, Any], files: list[bytes], folder: Path) -> dict[str, Any]:
    """What ``nbgrader autograde`` costs: seconds and processor seconds a submission, peak in MiB, version."""
    python = nbgrader_python()
    for learner, data in [("source", b'{"events": []}'), *((f"s{n:04d}", d) for n, d in enumerate(files))]:
        place = folder / "source" / "ps1" if learner == "source" else folder / "submitted" / learner / "ps1"
        place.mkdir(parents=True)
        (place / "ps1.ipynb").write_text(nbgrader_notebook(keys, last_answers(data)), encoding="utf-8")
    (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    # The environment's own files only: neither this project's packages nor the user's settings.
    own = {k: v for k, v in os.environ.items() if k in ("LANG", "TMPDIR")}
    own |= {
        "HOME": str(folder),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PATH": f"{PLACE / 'bin'}:{os.environ.get('PATH', '')}",
    }

    def run(*words: str) -> str:
        done = subprocess.run([str(python), *words], cwd=folder, env=own, check=False, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{' '.join(words[-3:])} failed:\n{done.stderr[-2000:]}")
        return done.stdout

    run("-m", "nbgrader", "generate_assignment", "ps1", "--create")
    found: dict[str, Any] = json.loads(run("-c", AUTOGRADE, str(python), "-m", "nbgrader", "autograde", "ps1"))
    done = len(list((folder / "autograded").glob("*/ps1/ps1.ipynb")))
    assert done == len(files), f"nbgrader graded {done} of {len(files)}"
    version = run("-c", "import nbgrader; print(nbgrader.__version__)").strip()
    each = {k: found[k] / len(files) for k in ("seconds", "processor")}
    return each | {"peak": found["peak"], "version": version}


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="20 and 2,000 submissions, without nbgrader")
    parser.add_argument("--before", default="e26663d", help="the commit to compare the real course with; '' for none")
    parser.add_argument("--real", action="store_true", help="the class of the real course alone")
    args = parser.parse_args()
    if args.real:
        with tempfile.TemporaryDirectory() as name:
            the_real_course(Path(name), (60,) if args.quick else (60, 500), args.before)
        return 0
    sizes = SIZES[:2] if args.quick else SIZES
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        course = write_course(top / "course")
        keys: dict[str, Any] = {f"c-{n}": ["a"] for n in range(CHOICES)}
        keys |= {f"s-{n}": {f"k{c}": "xyz"[c % 3] for c in range(CARDS)} for n in range(SORTS)}
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}\n")
        head = (
            "Submissions",
            "KB each",
            "Floor, µs",
            "Decode and score, µs",
            "Ratio",
            "To CSV, µs",
            "and gradebook, µs",
        )
        print("| " + " | ".join((*head, "with --jobs 2, µs", "Peak, MiB")) + " |\n|" + "---:|" * 9)
        scored = {}
        first: list[bytes] = []
        for size in sizes:
            folder = top / f"class{size}"
            write_class(course, size, 1, folder)
            files = [p.read_bytes() for p in sorted(folder.glob("*.mosaic.json"))]
            first = first or files
            index = CourseIndex(course)
            score: Callable[[bytes], object] = partial(assess, index)
            by_turns([score], files[:100], 1)
            low, ours = by_turns([floor(keys), score], files)
            scored[size] = ours
            kinds = ((1, False), (1, True), (2, True))
            runs = [full_run(top / "course", folder, top / f"o{size}{j}{b}", size, j, b) for j, b in kinds]
            kilo = statistics.mean(map(len, files)) / 1000
            spent = [f"{r['seconds'] / size * 1e6:,.1f}" for r in runs]
            row = (f"{size:,}", f"{kilo:.1f}", f"{low * 1e6:.1f}", f"{ours * 1e6:.1f}", f"{ours / low:.1f}x", *spent)
            print("| " + " | ".join((*row, f"{runs[1]['peak']:.0f}")) + " |", flush=True)
        the_real_course(top, (60,) if args.quick else (60, 500), args.before)
        if not args.quick:
            found = nbgrader(keys, first[:NBGRADER_AT], top / "nbgrader")
            ours = scored[max(sizes)]
            whole = full_run(top / "course", top / f"class{NBGRADER_AT}", top / "again", NBGRADER_AT, 1, True)[
                "seconds"
            ]
            cost = f"{found['processor']:.2f} s of processor time and {found['seconds']:.2f} s each"
            waited = found["seconds"] * NBGRADER_AT
            print(f"Waiting for all {NBGRADER_AT}: {waited:.0f} s, ours {whole:.2f} s, {waited / whole:.0f} times.")
            print(
                f"\nnbgrader {found['version']} autograde, the same ten items, {NBGRADER_AT} submissions: {cost}, ",
                end="",
            )
            print(f"peak {found['peak']:.0f} MiB: {found['processor'] / ours:,.0f} times decode and score.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
