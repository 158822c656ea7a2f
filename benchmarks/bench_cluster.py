"""What grading on workers costs, what it holds, and whether killing workers changes a byte.

    python -m benchmarks.bench_cluster --learners 2000                 (ten short items)
    python -m benchmarks.bench_cluster --learners 500 --real           (this project's own course)
    python -m benchmarks.bench_cluster --learners 200000 --kills 2 --book
    python -m benchmarks.bench_cluster --learners 20000 --real --copies-of 400 --kills 2 --book

Grades one made-up class in one process and on two workers of this machine, of which some are killed at random moments
(SIGKILL). Tells processor seconds (of the process that writes, and of all workers, those that were killed too), the
peak of memory at a quarter, a half and the whole of the files, and compares the tables. Linux: it reads /proc.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.bench_grading import write_course
from benchmarks.copies import write_copies
from mosaic_exercises.course import load
from mosaic_exercises.grading.demo.made_up import write_class

TABLES = ("grades.csv", "items.csv", "intake.csv")
SHARES = (0.25, 0.5, 1.0)
TICK = os.sysconf("SC_CLK_TCK")
GRADE = """
import sys
from pathlib import Path
from mosaic_exercises.course import load, load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.cluster.crew import elsewhere
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.scoring.late import Rules
room, out, layer, on, book = sys.argv[1:]
course = load_layers((layer,)) if layer else load()
def save(entries, intake):
    Gradebook(Path(out) / "gradebook.db").save(course, Rules(), entries, intake)
def told(done, of):
    if done % 50 == 0 or done == of:
        print(done, of, flush=True)
with elsewhere(on) as scoring:
    report = grade_class(
        course, [room], Path(out), progress=told, elsewhere=scoring, book=save if book == "1" else None
    )
print(report.notices, flush=True)
"""


class Watched:
    """One run in a process of its own, with its workers. ``done``: the share of the files that is through."""

    def __init__(self, room: Path, out: Path, layer: str, on: str, book: bool) -> None:
        words = [sys.executable, "-c", GRADE, str(room), str(out), layer, on, str(int(book))]
        self.run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.done = 0.0
        self.said = ""
        self.used: dict[int, float] = {}  # processor seconds
        self.held: dict[int, float] = {}  # MiB at the most
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.run.stdout is not None
        for line in self.run.stdout:
            numbers = line.split()
            if len(numbers) == 2 and numbers[0].isdigit():
                self.done = int(numbers[0]) / int(numbers[1])
            else:
                self.said = line.strip()

    def workers(self) -> list[int]:
        """The processes that score now."""
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == self.run.pid and b"spawn_main" in (path / "cmdline").read_bytes():
                    found.append(int(path.name))
            except (OSError, IndexError):
                continue
        return found

    def look(self) -> None:
        """See what every process has used and holds."""
        for pid in (self.run.pid, *self.workers()):
            try:
                cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                held = [r.split()[1] for r in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmHWM" in r]
            except OSError:
                continue
            self.used[pid] = (int(cells[11]) + int(cells[12])) / TICK
            if held:
                self.held[pid] = int(held[0]) / 1024

    def row(self, what: str) -> str:
        """What is known now, as a row."""
        mine, others = self.used.get(self.run.pid, 0.0), [v for k, v in self.used.items() if k != self.run.pid]
        most = max((v for k, v in self.held.items() if k != self.run.pid), default=0.0)
        held = self.held.get(self.run.pid, 0.0)
        return f"| {what} | {mine:.1f} | {sum(others):.1f} | {held:.0f} | {most:.0f} |"


def watched(run: Watched, name: str, kills: int, chance: random.Random) -> None:
    """Follow a run to its end, kill workers of it, print rows."""
    when = sorted(chance.uniform(0.1, 0.9) for _ in range(kills))
    shares = list(SHARES)
    while run.run.poll() is None:
        time.sleep(0.2)
        run.look()
        while shares and run.done >= shares[0]:
            print(run.row(f"{name}, {shares.pop(0):.0%} of the files"), flush=True)
        there = run.workers()
        if when and run.done >= when[0] and there:
            os.kill(chance.choice(there), signal.SIGKILL)
            when.pop(0)
    print(run.row(f"{name}, tables written"), flush=True)
    if run.run.returncode:
        raise SystemExit(f"the run failed: exit code {run.run.returncode}")
    print(f"\n{run.said}\n" if run.said != "()" else "", end="", flush=True)


def main() -> int:
    """Measure, compare, say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=2_000)
    parser.add_argument("--real", action="store_true", help="this project's own course in place of ten short items")
    parser.add_argument(
        "--copies-of", type=int, help="make up so many learners and copy them (see benchmarks/copies.py)"
    )
    parser.add_argument("--kills", type=int, default=2, help="workers to kill")
    parser.add_argument("--book", action="store_true", help="with the gradebook")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards, and its class used again")
    args = parser.parse_args()
    top = args.folder or Path(tempfile.mkdtemp())
    try:
        layer = "" if args.real else str(top / "course")
        course = load() if args.real else write_course(top / "course")
        room = top / f"{'real' if args.real else 'ten'}{args.learners}"
        if not room.exists():
            if args.copies_of:
                write_copies(course, args.learners, 1, room, args.copies_of)
            else:
                write_class(course, args.learners, 1, room)
        print("| | writing process, s | workers, s | writing process, MiB | a worker at most, MiB |")
        print("|---|---:|---:|---:|---:|")
        outs = [top / "here", top / "there"]
        for out, on, kills in zip(outs, ("", "local:2"), (0, args.kills), strict=True):
            shutil.rmtree(out, ignore_errors=True)
            name = f"two workers, {kills} killed" if on else "in process"
            watched(Watched(room, out, layer, on, args.book), name, kills, random.Random(args.seed))
        same = all((outs[0] / name).read_bytes() == (outs[1] / name).read_bytes() for name in TABLES)
        print(f"\nThe tables are {'the same to the byte' if same else 'DIFFERENT'}.")
        return 0 if same else 1
    finally:
        if args.folder is None:
            shutil.rmtree(top)


if __name__ == "__main__":
    sys.exit(main())
