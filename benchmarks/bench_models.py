"""What the models cost beside code written by hand, and what they cost before.

    python -m benchmarks.bench_models          (make bench-models)

Peers are installed, at fixed versions, into an environment of their own (MOSAIC_BENCH_ENV says where); Mosaic, now and
as of BEFORE, runs there too. All programs of a row load the same data, must give the same result, and run by turns:
figures are processor seconds, the least of each one's turns. MOSAIC_ONLY=cdnow,retail,large,surveys,beyond chooses;
"beyond" is 100 million rows out of core and only runs when named. Online Retail is read through MOSAIC_EXTRA_DATA.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BEFORE = "ce7c730"
PEERS = ("duckdb==2.0.1", "numpy==2.4.6", "pandas==3.1.1", "polars==2.1.0", "pyarrow==26.0.1", "msgspec>=0.20")
ENV = Path(os.environ.get("MOSAIC_BENCH_ENV", Path.home() / ".cache" / "mosaic-bench-models"))
TABLES = ("mosaic", "before", "pandas", "polars", "duckdb")
SURVEYS = ("mosaic", "before", "hand")
LARGE = 10_000_000


def python() -> str:
    """The python of the peers' environment, which is made on first use."""
    found = ENV / "bin" / "python"
    mark = ENV / "installed.txt"
    if not mark.exists() or mark.read_text() != "\n".join(PEERS):
        uv = shutil.which("uv")
        make = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(ENV)] if uv else None
        subprocess.run(make or [sys.executable, "-m", "venv", str(ENV)], check=True)
        pip = [uv, "pip", "install", "--quiet", "--python", str(found)] if uv else [str(found), "-m", "pip", "install"]
        subprocess.run([*pip, *PEERS], check=True)
        mark.write_text("\n".join(PEERS))
    return str(found)


@contextmanager
def before() -> Iterator[Path]:
    """The tree as it was at BEFORE."""
    folder = Path(tempfile.mkdtemp(prefix="mosaic-before-"))
    archive = subprocess.run(
        ["git", "archive", BEFORE, "mosaic_exercises"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    subprocess.run(["tar", "x", "-C", str(folder)], input=archive, check=True)
    yield folder
    shutil.rmtree(folder)


class Program:
    """One worker: asked a word, answers with a value."""

    def __init__(self, who: str, root: Path, case: str, data: Path) -> None:
        name = {"before": "mosaic", "hand": "numpy"}.get(who, who)
        worker = ROOT / "benchmarks" / "models" / "worker.py"
        self.process = subprocess.Popen(
            [python(), str(worker), name, str(root), case, str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.answer() == "ready"

    def answer(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the worker ended: see above")
        return json.loads(line)

    def ask(self, words: str) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def row(case: str, title: str, data: Path, names: tuple[str, ...], old: Path, turns: int) -> dict[str, Any]:
    """Run the programs of one row by turns; the least processor time of each, and the first one's peak memory."""
    programs = {who: Program(who, old if who == "before" else ROOT, case, data) for who in names}
    times: dict[str, list[float]] = {who: [] for who in names}
    peaks = {}
    for turn in range(turns):
        for who, program in programs.items():
            if who == "before" and turn and times[who][0] > 5:
                continue
            times[who].append(program.ask("run"))
            if turn == 0:
                peaks[who] = program.ask("peak")
                program.ask(f"keep {data.parent / f'{case}-{who}.npz'}")
    for program in programs.values():
        program.end()
    compare(case, data.parent, names)
    return {"title": title, "times": {who: min(all_) for who, all_ in times.items()}, "peaks": peaks}


def compare(case: str, folder: Path, names: tuple[str, ...]) -> None:
    """Stop if a program gave another result than Mosaic."""
    check = (
        "import sys, numpy as np\n"
        "one = np.load(sys.argv[1])\n"
        "for path in sys.argv[2:]:\n"
        "    other = np.load(path)\n"
        "    for name in sorted(set(one) & set(other)):\n"
        "        a, b = one[name], other[name]\n"
        "        same = (a == b).all() if a.dtype.kind == 'U' or b.dtype.kind == 'U' else"
        " np.allclose(a.astype(float), b.astype(float), rtol=1e-9, atol=2e-6, equal_nan=True)\n"
        "        assert len(a) == len(b) and same, (path, name)\n"
        "    assert len(set(one) & set(other)) >= min(8, len(other)), (path, sorted(one), sorted(other))\n"
    )
    subprocess.run([python(), "-c", check, *(str(folder / f"{case}-{who}.npz") for who in names)], check=True)


def make_data(folder: Path, only: set[str]) -> None:
    """The data of all rows, seeded, as parquet."""
    script = ROOT / "benchmarks" / "models" / "make_data.py"
    subprocess.run([python(), str(script), str(folder), str(ROOT), ",".join(sorted(only))], check=True)


def say(rows: list[dict[str, Any]], names: tuple[str, ...], best_of: tuple[str, ...]) -> None:
    """The table, in Markdown."""
    print(
        "\n| | " + " | ".join(f"{who}, s" for who in names) + " | now / best by hand | before / best | MiB above data |"
    )
    print("|---|" + "---:|" * (len(names) + 3))
    for one in rows:
        times, best = one["times"], min(one["times"][who] for who in best_of)
        cells = [f"{times[who]:.4g}" for who in names]
        cells += [f"{times['mosaic'] / best:.2f} x", f"{times['before'] / best:.1f} x"]
        cells.append(" / ".join(f"{one['peaks'][who]:,.0f}" for who in names))
        print(f"| {one['title']} | " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    only = set(os.environ.get("MOSAIC_ONLY", "cdnow,retail,large,surveys").split(","))
    if "retail" in only and not os.environ.get("MOSAIC_EXTRA_DATA"):
        print("Online Retail is left out: MOSAIC_EXTRA_DATA is not set")
        only.discard("retail")
    with tempfile.TemporaryDirectory(prefix="mosaic-bench-") as name, before() as old:
        folder = Path(name)
        make_data(folder, only)
        rows = [
            row(case, f"{case}, {title}", folder / f"{data}.parquet", TABLES, old, turns)
            for data, title, turns in (
                ("cdnow", "CDNOW, 69,659 rows", 7),
                ("retail", "Online Retail, 541,909 rows", 7),
                ("large", f"made up, {LARGE:,} rows", 2),
            )
            if data in only
            for case in ("stages", "rfm")
        ]
        if rows:
            say(rows, TABLES, TABLES[2:])
        if "surveys" in only:
            found = [
                row(case, title, folder / f"{case}.parquet", SURVEYS, old, 5)
                for case, title in (
                    ("servqual", "SERVQUAL from_long, 440,000 rows"),
                    ("kano", "Kano, 400,000 rows"),
                    ("nps", "NPS, 1,000,000 answers"),
                )
            ]
            say(found, SURVEYS, SURVEYS[2:])
    if "beyond" in only:
        subprocess.run([python(), str(ROOT / "benchmarks" / "models" / "beyond.py"), str(ROOT)], check=True)


if __name__ == "__main__":
    main()
