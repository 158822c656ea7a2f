"""A run over processes gives the same bytes; a run that was killed goes on and scores nothing twice."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.scoring import run, score, workers
from mosaic_exercises.grading.scoring.known import fingerprint
from mosaic_exercises.grading.scoring.run import NAME, RunStore, digest, encode
from tests.grading.conftest import FILES, RIGHT, Row, paper, table

TABLES = ("grades.csv", "items.csv", "intake.csv")


@pytest.fixture
def folder(course: Course, tmp_path: Path) -> Path:
    """A class with a zip, a torn file and a duplicate in it."""
    room = tmp_path / "class"
    write_class(course, 70, 3, room)
    (room / "torn.mosaic.json").write_bytes(b"{")
    with zipfile.ZipFile(room / "b.zip", "w") as file:
        file.writestr("in/s9001.mosaic.json", paper(RIGHT, "s9001"))
        file.writestr("../out.mosaic.json", b"x")
    return room


def written(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in TABLES}


def test_several_processes_write_the_same_bytes(course: Course, folder: Path, tmp_path: Path) -> None:
    grade_class(course, [folder], tmp_path / "one")
    told: list[tuple[int, int]] = []
    grade_class(course, [folder], tmp_path / "two", jobs=2, progress=lambda n, of: told.append((n, of)))
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert told[-1] == (74, 74)
    assert not (tmp_path / "two" / NAME).exists()


class Stop(Exception):
    pass


def stop_at(n: int):  # type: ignore[no-untyped-def]
    def progress(done: int, _: int) -> None:
        if done == n:
            raise Stop

    return progress


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stopped_run_is_taken_up_and_nothing_is_scored_twice(
    course: Course, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    grade_class(course, [folder], tmp_path / "whole")
    with pytest.raises(Stop):
        grade_class(course, [folder], tmp_path / "out", progress=stop_at(40))
    assert [p.name for p in (tmp_path / "out").iterdir()] == [NAME]
    scored = []
    real = score.assess
    monkeypatch.setattr(score, "assess", lambda index, data: scored.append(digest(data)) or real(index, data))
    report = grade_class(course, [folder], tmp_path / "out", jobs=jobs)
    assert written(tmp_path / "out") == written(tmp_path / "whole")
    assert report.resumed >= 38
    if jobs == 1:
        assert len(scored) == len(set(scored)) == 72 - report.resumed


def swapped(data: bytes) -> bytes:
    """A result that is another one now, in a database that is whole."""
    assert data.count(b"s0007@") > 0, "no learner's address is in the work file"
    return data.replace(b"s0007@", b"s0008@")


def test_a_damaged_work_file_is_begun_anew(course: Course, folder: Path, tmp_path: Path) -> None:
    grade_class(course, [folder], tmp_path / "whole")
    with pytest.raises(Stop):
        grade_class(course, [folder], tmp_path / "out", progress=stop_at(30))
    work = tmp_path / "out" / NAME
    data = work.read_bytes()
    for damaged in (data[:-5], swapped(data), data[: len(data) // 2], data + b"\xff" * 300, data[:20], b""):
        work.write_bytes(damaged)
        grade_class(course, [folder], tmp_path / "out")
        assert written(tmp_path / "out") == written(tmp_path / "whole")


def test_other_keys_take_nothing_over(course: Course, folder: Path, tmp_path: Path, layer) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Stop):
        grade_class(course, [folder], tmp_path / "out", progress=stop_at(30))
    keys = FILES["keys/02_two.toml"].replace("value = 42", "value = 43")
    other = load_layers((str(layer("other", keys__02_two=keys)),))
    assert fingerprint(other) != fingerprint(course)
    assert grade_class(other, [folder], tmp_path / "out").resumed == 0


def test_the_next_run_scores_only_what_is_new(
    course: Course, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored: list[bytes] = []
    real = score.assess
    monkeypatch.setattr(score, "assess", lambda index, data: scored.append(data) or real(index, data))

    def again(to: str = "out", jobs: int = 1, of: Course = course) -> tuple[int, int]:
        scored.clear()
        report = grade_class(of, [folder], tmp_path / to, keep=to == "out", jobs=jobs)
        return report.resumed, len(scored)

    def work() -> int:
        with RunStore(tmp_path / "out", course) as store:
            return store.resumed

    assert again() == (0, 72)
    assert again() == (72, 0)
    assert again(jobs=2) == (72, 0)
    late = folder / "late.mosaic.json"
    late.write_bytes(paper(RIGHT, "s9002"))
    gone = next(folder.glob("*.mosaic.json"))
    gone.unlink()
    assert again() == (71, 1)
    assert work() == 72, "what is not handed in any more is not kept"
    again("fresh")
    assert written(tmp_path / "out") == written(tmp_path / "fresh")
    data = (tmp_path / "out" / NAME).read_bytes()
    for damaged in (swapped(data), data[: len(data) // 2], b"rubbish"):
        (tmp_path / "out" / NAME).write_bytes(damaged)
        assert again() == (0, 72)
        assert written(tmp_path / "out") == written(tmp_path / "fresh")
    (tmp_path / "out" / NAME).unlink()
    assert again() == (0, 72), "it may be deleted at any time"
    monkeypatch.setattr(run, "code", lambda: b"another copy of the code that judges")
    assert again() == (0, 72)
    monkeypatch.setattr(run, "KEPT", 1_000)
    assert again() == (72, 0)
    assert not (tmp_path / "out" / NAME).exists(), "too many to keep"


def test_what_was_kept_meets_no_other_key(course: Course, folder: Path, tmp_path: Path, layer) -> None:  # type: ignore[no-untyped-def]
    keys = FILES["keys/02_two.toml"].replace("value = 42", "value = 43")
    other = load_layers((str(layer("mended", keys__02_two=keys)),))
    grade_class(course, [folder], tmp_path / "out", keep=True)
    assert grade_class(other, [folder], tmp_path / "out", keep=True).resumed == 0
    grade_class(other, [folder], tmp_path / "fresh")
    assert written(tmp_path / "out") == written(tmp_path / "fresh")


def test_two_runs_never_share_a_folder(course: Course, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="this system has no such locks")
    (tmp_path / "out").mkdir()
    with RunStore(tmp_path / "out", course), pytest.raises(InputError, match="another run"):
        grade_class(course, [folder], tmp_path / "out")


def test_results_come_back_as_they_were_kept(course: Course, tmp_path: Path) -> None:
    from mosaic_exercises.grading import CourseIndex, assess

    data = paper(RIGHT, "s1", "🚲")
    result = assess(CourseIndex(course), data)
    with RunStore(tmp_path, course) as store:
        assert store.result(store.add(digest(data), encode(result))) == result
        again = store.add(digest(b"2"), encode(result))
        assert store.add(digest(b"2"), encode(result)) == again
    with RunStore(tmp_path, course) as store:
        assert store.resumed == 2
        assert store.at(digest(b"2")) == again
        assert store.result(again) == result


KILLED = """
import sys, os, signal
from pathlib import Path
from mosaic_exercises.course import loader
loader.CONTENT = Path(sys.argv[1])
from mosaic_exercises import cli
sys.exit(cli.main(["grade", sys.argv[2], "--out", sys.argv[3], "--jobs", sys.argv[4]]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.slow), "2"])
def test_killed_at_any_moment_the_next_run_finishes_and_the_gradebook_is_whole(
    course: Course, tmp_path: Path, jobs: str
) -> None:
    folder, out = tmp_path / "class", tmp_path / "out"
    write_class(course, 400, 3, folder)
    grade_class(course, [folder], tmp_path / "whole")
    words = [sys.executable, "-c", KILLED, course.layers[0], str(folder), str(out), jobs]
    killed = 0
    for frames in (1, 60_000, 120_000):  # bytes of the work file at which the run is killed
        one = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while one.poll() is None and time.monotonic() < until:
            with contextlib.suppress(FileNotFoundError):  # not there yet, or not any more
                if (out / NAME).stat().st_size > frames:
                    os.kill(one.pid, signal.SIGKILL)
            time.sleep(0.001)
        killed += one.wait() == -signal.SIGKILL
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert killed
    assert written(out) == written(tmp_path / "whole")
    assert "400 of 400 graded" in done.stdout
    rows: list[Row] = table(out / "grades.csv")
    book = Gradebook(out / "gradebook.db")
    entries = list(book.entries())
    book.close()
    assert [e.grade.learner_id for e in entries] == [r["learner_id"] for r in rows]
    assert [e.grade.score for e in entries] == [float(r["score"]) for r in rows]
    assert sum(len(e.items) for e in entries) == len(table(out / "items.csv"))


def test_processes_end_with_the_one_that_began_them(course: Course, tmp_path: Path) -> None:
    """After a kill none of them waits for ever."""
    folder = tmp_path / "class"
    write_class(course, 300, 3, folder)
    code = KILLED.replace("import sys, os", "import sys, os, time").replace(
        "from mosaic_exercises import cli",
        "from mosaic_exercises import cli\nfrom mosaic_exercises.grading.scoring import workers\n"
        "real = workers.taken\n"
        "def taken(future, work):\n"
        "    future.result(); [print(p.pid) for p in __import__('multiprocessing').active_children()]\n"
        "    sys.stdout.flush(); time.sleep(60)\n"
        "workers.taken = taken",
    )
    words = [sys.executable, "-c", code, course.layers[0], str(folder), str(tmp_path / "out"), "2"]
    one = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert one.stdout is not None
    children = [int(one.stdout.readline()) for _ in range(2)]
    one.kill()
    one.wait()
    one.stdout.close()
    until = time.monotonic() + 30
    while any(alive(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in children)


def alive(pid: int) -> bool:
    """Whether a process is there and is more than a name that nobody has asked about."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def ended(*_: object) -> None:
    os._exit(1)


def test_a_process_that_is_ended_says_what_to_do(
    course: Course, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "score_chunk", ended)
    with pytest.raises(InputError, match="run the same command again"):
        grade_class(course, [folder], tmp_path / "out", jobs=2)
