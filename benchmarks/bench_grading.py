"""What grading a class costs: against the floor, against the edition before, against nbgrader, and as the class grows.

    python -m benchmarks.bench_grading          (make bench-grading; seven minutes on two cores)
    python -m benchmarks.bench_grading --quick  (small classes, without nbgrader: two minutes)

Two courses: ten choice and sort items, and this project's own. The floor reads the same bytes with msgspec into the few
fields it needs, compares each last answer with something by ``==``, and does nothing else: no histories, no partial
credit, no status, no table. nbgrader gets the ten items as autograded cells of a notebook, in an environment of its own
that this program makes. What is compared is processor time (floor and scoring by turns for each file, the least of some
rounds; two editions by turns, the least of two runs of each), so that what else a machine does weighs less; whole runs
are also given in the time that a person waits. All in one run, as tables for README.md.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.copies import write_copies
from benchmarks.grading_edition import FloorFile
from mosaic_exercises.course import Course, load, load_layers
from mosaic_exercises.grading.demo.made_up import write_class

HERE = Path(__file__).parents[1]
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


@dataclass(frozen=True)
class BenchClass:
    """One made-up class. ``layer``: the folder of its course, "" for this project's own."""

    name: str
    layer: str
    size: int
    folder: Path

    @property
    def kilobytes(self) -> float:
        """Of a submission, on average."""
        return statistics.mean(p.stat().st_size for p in self.folder.glob("*.mosaic.json")) / 1000


def written(name: str, course: Course, layer: str, size: int, top: Path, copies_of: int = 0) -> BenchClass:
    """A class on the disk, made up whole or, where it is large, as copies of so many learners."""
    folder = top / f"{'ten' if layer else 'real'}-{size}"
    if copies_of:
        write_copies(course, size, 1, folder, copies_of)
    elif not folder.exists():
        write_class(course, size, 1, folder)
    return BenchClass(name, layer, size, folder)


def edition(path: Path, *words: object) -> dict[str, Any]:
    """What the edition of this package at a path says to some words, in a process of its own."""
    here = {**os.environ, "PYTHONPATH": str(path)}
    script = Path(__file__).with_name("grading_edition.py")
    asked = [sys.executable, str(script), *map(str, words)]
    done = subprocess.run(asked, check=False, capture_output=True, text=True, env=here, cwd=path)
    if done.returncode:
        raise SystemExit(f"{' '.join(asked)} failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(*heads: str) -> None:
    """The head of a table."""
    print("\n| " + " | ".join(heads) + " |\n|" + "---|" + "---:|" * (len(heads) - 1))


def row(*cells: str) -> None:
    """A row of it."""
    print("| " + " | ".join(cells) + " |", flush=True)


def earlier(commit: str, top: Path) -> Path:
    """The tree of an earlier edition, from this repository's history."""
    folder = top / "before"
    folder.mkdir()
    tree = subprocess.run(["git", "archive", commit], cwd=HERE, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tree)) as files:
        files.extractall(folder, filter="data")
    return folder


def compared(classes: Iterable[BenchClass], before: str, top: Path, rounds: int) -> dict[str, float]:
    """Each class by this edition and an earlier one, by turns. Returns what decode and score takes now, in seconds, by
    the class's name."""
    editions = {"now": HERE}
    if before:
        editions = {"before": earlier(before, top), **editions}
    heads = ("Class", "KB each", "Edition", "Floor, ms", "Decode and score, ms", "to the floor", "drills drawn before")
    heads += ("no verdict known, ms", "Whole run, ms", "to decode and score", "to the same, no verdict known")
    heads += ("Each answer judged before, ms", "to decode and score", "The folder once more, ms", "to decode and score")
    table(*heads, "KB a page, at most", "Pages a second, first time", "and again")
    scored: dict[str, float] = {}
    for one in classes:
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in editions}
        for turn in range(2):
            for name, path in editions.items():
                out = top / f"out-{one.folder.name}-{name}-{turn}"
                runs[name].append(edition(path, "each", one.layer, one.folder, out, rounds))
                shutil.rmtree(out)
        low = min(run["floor"] for both in runs.values() for run in both)  # one floor for both: it is the same program
        for name, both in runs.items():
            ours, again, first, whole = (min(run[key] for run in both) for key in ("anew", "again", "first", "whole"))
            known, twice = (min(run[key] for run in both) for key in ("known", "twice"))
            rates = [max(run["rates"][n] for run in both) for n in (0, 1)]
            cells = [f"{one.name}, {one.size:,}", f"{one.kilobytes:.0f}", name, f"{low * 1e3:.3f}", f"{ours * 1e3:.3f}"]
            cells += [f"{ours / low:.1f}x", f"{again / low:.1f}x", f"{first * 1e3:.3f}", f"{whole * 1e3:.3f}"]
            cells += [f"{whole / ours:.1f}x", f"{whole / first:.1f}x"]
            cells += [f"{known * 1e3:.3f}", f"{known / ours:.1f}x", f"{twice * 1e3:.3f}", f"{twice / ours:.1f}x"]
            row(*cells, f"{both[0]['page'] / 1000:.0f}, {both[0]['largest'] / 1000:.1f}", *(f"{r:,.0f}" for r in rates))
            scored[one.name] = ours
    return scored


def grown(classes: Iterable[BenchClass], top: Path) -> dict[tuple[str, int], float]:
    """Whole runs of classes of several sizes, each in a process of its own. Returns the seconds that one waits."""
    heads = ("Class", "Waited to CSV, ms each", "and gradebook", "with --jobs 2", "Processor, ms each", "Peak, MiB")
    table(*heads)
    waited: dict[tuple[str, int], float] = {}
    for one in classes:
        runs = []
        for jobs, book in ((1, 0), (1, 1), (2, 1)):
            out = top / f"grown-{one.folder.name}-{jobs}-{book}"
            found = edition(HERE, "whole", one.layer, one.folder, out, jobs, book)
            assert found["graded"] == one.size, found
            shutil.rmtree(out)
            runs.append(found)
        each = [f"{run['seconds'] / one.size * 1e3:.2f}" for run in runs]
        row(
            f"{one.name}, {one.size:,}", *each, f"{runs[1]['processor'] / one.size * 1e3:.2f}", f"{runs[1]['peak']:.0f}"
        )
        waited[one.name, one.size] = runs[1]["seconds"]
    return waited


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


def beside_nbgrader(first: BenchClass, keys: dict[str, Any], ours: float, waited: float, top: Path) -> None:
    """The same ten items by nbgrader, in processor time beside decode and score and in waiting time beside the whole
    run. ``ours``: seconds of the processor a submission; ``waited``: for all of them."""
    files = [p.read_bytes() for p in sorted(first.folder.glob("*.mosaic.json"))]
    found = nbgrader(keys, files, top / "nbgrader")
    all_ = found["seconds"] * len(files)
    table(f"{len(files)} submissions of ten items", "Processor, s each", "Waited for all, s", "Peak, MiB")
    row(f"nbgrader {found['version']} autograde", f"{found['processor']:.2f}", f"{all_:.0f}", f"{found['peak']:.0f}")
    row("Mosaic, decode and score", f"{ours:.6f}", "", "")
    row("Mosaic, files to CSV and gradebook", "", f"{waited:.2f}", "")
    row("ratio", f"{found['processor'] / ours:,.0f}x", f"{all_ / waited:,.0f}x", "")


def main() -> int:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small classes, few rounds, without nbgrader")
    parser.add_argument("--before", default="922d854", help="the commit to compare with; '' for none")
    parser.add_argument("--real", action="store_true", help="the class of the real course alone")
    parser.add_argument("--grow-to", type=int, default=5_000, help="the largest class of the real course (0.2 MB each)")
    args = parser.parse_args()
    ten_sizes, real_sizes = ((20, 2_000), (60,)) if args.quick else ((20, 2_000, 20_000), (60, 500))
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        keys: dict[str, Any] = {f"c-{n}": ["a"] for n in range(CHOICES)}
        keys |= {f"s-{n}": {f"k{c}": "xyz"[c % 3] for c in range(CARDS)} for n in range(SORTS)}
        layer = top / "course"
        ten, real = write_course(layer), load()
        load_now = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "not known"
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load_now} at the start, processor time:"
        )
        tens = [] if args.real else [written("ten items", ten, str(layer), size, top) for size in ten_sizes]
        reals = [written("real course", real, "", size, top) for size in real_sizes]
        scored = compared((*tens[1:2], *reals), args.before, top, 3 if args.quick else 12)
        larger = [] if args.quick else [written("real course, copies of 400", real, "", args.grow_to, top, 400)]
        waited = grown((*tens, *reals, *larger), top)
        if tens and not args.quick:
            beside_nbgrader(tens[0], keys, scored["ten items"], waited["ten items", tens[0].size], top)
    return 0


if __name__ == "__main__":
    sys.exit(main())
