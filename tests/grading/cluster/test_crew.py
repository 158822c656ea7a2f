"""Where workers are, as it is typed; a real dask; what is said where it is missing, refuses, or loses its workers."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_exercises.commands import UsageError, grade
from mosaic_exercises.course import Course
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.cluster import crew as crews
from mosaic_exercises.grading.cluster import scoring
from mosaic_exercises.grading.cluster.crew import CrewPlace, DaskCrew, alike, awaited, crew, place_of
from mosaic_exercises.grading.cluster.flow import Lost
from mosaic_exercises.grading.cluster.scoring import ClusterScoring
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.grading.errors import InputError
from tests.grading.cluster.crews import KILLS, deadly
from tests.grading.cluster.test_scoring import TABLES, written
from tests.grading.conftest import RIGHT, one, paper, table


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("local:3", CrewPlace(3)),
        ("dask://farm.example:8786", CrewPlace(0, "tcp://farm.example:8786")),
        ("tcp://10.0.0.7:8786/", CrewPlace(0, "tcp://10.0.0.7:8786")),
        ("tls://[::1]:8786", CrewPlace(0, "tls://[::1]:8786")),
    ],
)
def test_places_as_they_are_typed(said: str, place: CrewPlace) -> None:
    assert place_of(said) == place
    assert place_of("local").workers == (os.cpu_count() or 1)


@pytest.mark.parametrize(
    "said",
    ["", "local:0", "local:257", "local:x", "dask://host", "dask://host:0", "dask://u@h:1", "http://host:80", "2"],
)
def test_what_is_no_place_is_told(said: str) -> None:
    with pytest.raises(InputError, match=r"write local, local:4 .* or dask://HOST:PORT"):
        place_of(said)


def words(*typed: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    grade.add_parser(parser.add_subparsers())
    return parser.parse_args(["grade", *typed])


def test_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    typed = (str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--on", "local:1")
    with pytest.raises(UsageError, match="leave one of them out"):
        grade.run(words(*typed, "--jobs", "2"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'mosaic-exercises\[cluster\]'"):
        grade.run(words(*typed))
    assert not (tmp_path / "out").exists()


def dask() -> None:
    """Skips where dask.distributed is not installed."""
    pytest.importorskip("distributed", reason="dask.distributed is not installed: pip install -e '.[cluster]'")


def test_workers_that_do_not_start_are_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")

    def dies(_: int) -> None:
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(crews, "own", dies)
    with pytest.raises(InputError, match=r"the 2 workers of this machine did not start .*Nanny.* leave out --on"):
        crew(CrewPlace(2)).__enter__()


def test_an_address_where_nobody_listens_is_told_at_once() -> None:
    dask()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        for host in (f"127.0.0.1:{port}", "nowhere.invalid:8786"):
            with pytest.raises(InputError, match=f"nobody listens at tcp://{host} .*Is the scheduler running"):
                crew(place_of(f"dask://{host}")).__enter__()


def test_what_listens_and_is_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    dask()
    monkeypatch.setattr(crews, "CONNECT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(InputError, match=f"no dask scheduler answers at tcp://{address} .*gives no greeting"):
            crew(place_of(f"dask://{address}")).__enter__()


class Machines:
    """A client that knows which version of our package each machine has."""

    def __init__(self, scheduler: str | None, *workers: str | None) -> None:
        self.there = scheduler, workers

    def get_versions(self, packages: list[str]) -> dict[str, object]:
        (name,) = packages
        scheduler, workers = self.there
        said = {f"tcp://w{n}:1": {"packages": {name: version}} for n, version in enumerate(workers, start=1)}
        return {
            "client": {"packages": {name: "2.0"}},
            "scheduler": {"packages": {name: scheduler}},
            "workers": said | {"tcp://gone:1": OSError("it left meanwhile")},
        }


def test_machines_without_this_version_are_named_before_they_get_any_work() -> None:
    alike(Machines("2.0", "2.0", "2.0"))  # type: ignore[arg-type]
    for machines, words in (
        (Machines(None, "2.0"), "has mosaic-exercises 2.0, but the scheduler has none. Install the same version there"),
        (Machines("2.0", "2.0", None), "but the worker tcp://w2:1 has none. Install"),
        (Machines("2.0", "1.9", None), "w1:1 has mosaic-exercises 1.9, the worker tcp://w2:1 has none. Install"),
        (Machines("2.0", *["1.9"] * 7), "w5:1 has mosaic-exercises 1.9, and 2 more. Install"),
    ):
        with pytest.raises(InputError, match=re.escape(words)):
            alike(machines)  # type: ignore[arg-type]


def test_workers_that_come_later_are_looked_at_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "LOOK", 0)
    there = {"tcp://a:1": 2}
    looked: list[int] = []

    class Client:
        def nthreads(self) -> dict[str, int]:
            return dict(there)

    crew = DaskCrew(Client(), check=lambda _: looked.append(len(there)))  # type: ignore[arg-type]
    assert (crew.threads(), crew.threads()) == (2, 2)
    there["tcp://b:1"] = 1
    assert (crew.threads(), crew.threads()) == (3, 3)
    assert looked == [1, 2], "once for each change"


def test_a_scheduler_without_workers_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "WORKERS", 5)
    waited: list[float] = []
    told: list[str] = []

    class Client:
        def wait_for_workers(self, _: int, timeout: float) -> None:
            waited.append(timeout)
            raise TimeoutError

    with pytest.raises(
        InputError, match=r"no worker came within 5 seconds \(start one .*dask worker tcp://farm:8786\)"
    ):
        awaited(Client(), CrewPlace(0, "tcp://farm:8786"), told.append)  # type: ignore[arg-type]
    assert waited == [3, 2]
    assert len(told) == 1
    assert "tcp://farm:8786 has no worker yet" in told[0]


def fails(data: bytes) -> bytes:
    if data == b"import":
        raise ModuleNotFoundError("No module named 'mosaic_exercises.grading.cluster'")
    if data == b"disk":
        raise OSError("No space left on device")
    if data == b"scheduler":
        raise RuntimeError("Error during deserialization of the task graph. This frequently occurs if ...")
    return data.upper()


def test_a_real_cluster(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, with threads: everything of dask but the processes."""
    dask()
    from distributed import Client, LocalCluster

    monkeypatch.setattr(scoring, "FILES", 7)
    write_class(course, 60, 3, tmp_path / "class")
    grade_class(course, [tmp_path / "class"], tmp_path / "here")
    kinds = {"processes": False, "n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**kinds) as cluster, Client(cluster, set_as_default=False) as client:
        grade_class(course, [tmp_path / "class"], tmp_path / "there", elsewhere=ClusterScoring(DaskCrew(client)))
        assert written(tmp_path / "here") == written(tmp_path / "there")

        one_by_one = DaskCrew(client, fails)
        assert one_by_one.width == 5
        assert one_by_one.reply(one_by_one.send(b"well")) == b"WELL"
        with pytest.raises(Lost, match="No space left on device"):
            one_by_one.reply(one_by_one.send(b"disk"))
        for cannot in (b"import", b"scheduler"):
            with pytest.raises(InputError, match=r"cannot run this version of mosaic-exercises .*(module|task graph)"):
                one_by_one.reply(one_by_one.send(cannot))
        alike(client)
        monkeypatch.setattr(crews, "WORKERS", 0)
        monkeypatch.setattr(crews, "LOOK", 0.1)
        cluster.scale(0)
        while client.nthreads():
            time.sleep(0.05)
        with pytest.raises(InputError, match=r"no worker is left.*run the same command again"):
            one_by_one.reply(one_by_one.send(b"well"))


RUN = """
import sys
from pathlib import Path
from mosaic_exercises.course import load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.cluster.crew import elsewhere
course, room, out = sys.argv[1:]
with elsewhere("local:2") as scoring:
    print(grade_class(load_layers((course,)), [room], Path(out), elsewhere=scoring).notices)
"""


def test_a_result_that_is_lost_with_its_worker_is_no_end() -> None:
    """A result waits on its worker until it is fetched. Where that one dies meanwhile, dask makes it again: seen in a
    run with kills, in which that failed after the result had been there."""
    dask()
    from distributed import KilledWorker

    class Fetched:
        status = "finished"
        error: Exception | None = None

        def exception(self, _: float = 0) -> Exception | None:
            return self.error

        def result(self, _: float) -> bytes:
            self.status, self.error = "error", KilledWorker("parcel", None, 0)  # type: ignore[arg-type]
            raise self.error

    with pytest.raises(Lost, match="1 worker died of it, each time it was tried"):
        DaskCrew(None).reply(Fetched())  # type: ignore[arg-type]


def workers_of(pid: int) -> list[int]:
    """The processes of a run that score."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            line = (path / "cmdline").read_bytes()
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid and b"spawn_main" in line:
            found.append(int(path.name))
    return sorted(found)


BARE = """
import importlib.metadata, sys
class Bare:
    def find_spec(self, name, *_):
        if name.partition(".")[0] == "mosaic_exercises":
            raise ModuleNotFoundError(f"No module named {name!r}")
sys.meta_path.insert(0, Bare())
real = importlib.metadata.version
def version(name):
    if name.replace("_", "-") == "mosaic-exercises":
        raise importlib.metadata.PackageNotFoundError(name)
    return real(name)
importlib.metadata.version = version
"""


@contextlib.contextmanager
def farm(folder: Path, *workers: dict[str, str]) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler over TCP and its workers, each a process with an environment of its own: its address, and they."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    began: list[subprocess.Popen[str]] = []

    def begin(words: list[str], env: dict[str, str]) -> None:
        with (folder / f"process{len(began)}.log").open("w") as log:
            command = [sys.executable, "-m", "dask", *words]
            began.append(subprocess.Popen(command, env=os.environ | env, stdout=log, stderr=log, text=True))

    host, _, port = address.partition(":")
    begin(["scheduler", "--host", host, "--port", port, "--no-dashboard"], {})
    try:
        for env in workers:
            more = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder)]
            begin(["worker", f"tcp://{address}", *more], env)
        ends = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
                break
            assert time.monotonic() < ends, "the scheduler does not listen"
            time.sleep(0.2)
        yield f"dask://{address}", began[1:]
    finally:
        for process in began:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_two_workers_over_tcp_one_killed_and_the_tables_are_the_same(course: Course, tmp_path: Path) -> None:
    dask()
    room = tmp_path / "class"
    write_class(course, 2_000, 3, room)
    grade_class(course, [room], tmp_path / "here")
    with farm(tmp_path, {}, {}) as (address, workers), crews.elsewhere(address) as scoring_there:
        assert scoring_there is not None
        scoring_there.crew.client.wait_for_workers(2, timeout=60)  # type: ignore[attr-defined]

        def kill(done: int, of: int) -> None:
            if done > of // 3 and workers[0].poll() is None:
                workers[0].kill()

        grade_class(course, [room], tmp_path / "there", progress=kill, elsewhere=scoring_there)
        assert workers[0].wait(10) == -signal.SIGKILL
    assert written(tmp_path / "here") == written(tmp_path / "there")


@pytest.mark.slow
def test_a_worker_without_our_package_is_named_and_lives(tmp_path: Path) -> None:
    """It was handed work, ended of it, and the run waited for five minutes."""
    dask()
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "sitecustomize.py").write_text(BARE, encoding="utf-8")
    with farm(tmp_path, {"PYTHONPATH": str(tmp_path / "bare")}) as (address, workers):
        with crews.elsewhere(address) as scoring_there:
            assert scoring_there is not None
            with pytest.raises(InputError, match=r"the worker tcp://.* has none"):
                scoring_there.crew.width  # noqa: B018
        assert workers[0].poll() is None


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc, which is Linux's")
def test_workers_killed_in_the_middle_and_a_file_that_kills_them(course: Course, tmp_path: Path) -> None:
    """Two workers of this machine, killed at random; a file that kills whoever scores it; the tables stay the same."""
    dask()
    room = tmp_path / "class"
    write_class(course, 3_000, 3, room)
    poison = room / "poison.mosaic.json"
    poison.write_bytes(b"{}")
    grade_class(course, [room], tmp_path / "here")
    poison.write_bytes(paper(RIGHT, "s7777", KILLS.decode()))
    words = [sys.executable, "-c", RUN, str(tmp_path / "course"), str(room), str(tmp_path / "there")]
    env = os.environ | {"PYTHONPATH": deadly(tmp_path / "site")}
    run = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    killed = 0
    while run.poll() is None and killed < 2:
        time.sleep(1.0)
        found = workers_of(run.pid)
        if len(found) >= 2 and (tmp_path / "there").exists():
            os.kill(found[killed % len(found)], signal.SIGKILL)
            killed += 1
    out, err = run.communicate(timeout=600)
    assert run.returncode == 0, err
    assert killed == 2
    row = one(table(tmp_path / "there" / "intake.csv"), file="class/poison.mosaic.json")
    assert row["status"] == "corrupt"
    assert "SIGKILL" in row["reason"], out
    assert written(tmp_path / "here")["items.csv"] == written(tmp_path / "there")["items.csv"]
    for name in TABLES:
        rest = [[r for r in table(tmp_path / o / name) if "poison" not in str(r)] for o in ("here", "there")]
        assert rest[0] == rest[1]
