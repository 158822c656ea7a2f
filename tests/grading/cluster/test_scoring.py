"""A class on workers gives the tables of a class in process, to the byte; whatever cannot be scored is one row."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.cluster import parcels, scoring, tasks
from mosaic_exercises.grading.cluster.parcels import Parcel
from mosaic_exercises.grading.cluster.scoring import ClusterScoring
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import locate
from mosaic_exercises.grading.scoring import class_run, score
from tests.grading.cluster.crews import DIED, KILLS, RAISES, PretendCrew, deadly
from tests.grading.conftest import RIGHT, one, paper, table

TABLES = ("grades.csv", "items.csv", "intake.csv")


@pytest.fixture
def room(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class with everything in it that a folder can have; chunks are small."""
    monkeypatch.setattr(scoring, "FILES", 7)
    room = tmp_path / "class"
    write_class(course, 40, 3, room)
    (room / "torn.mosaic.json").write_bytes(b"{")
    (room / "deep.mosaic.json").write_bytes(b'{"a":' * 100_000)
    (room / "essay.docx").write_bytes(b"x")
    (room / "again.mosaic.json").write_bytes(paper(RIGHT, "s0001"))
    (room / os.fsdecode(b"b\xfcndel.mosaic.json")).write_bytes(paper(RIGHT, "s0002"))
    with zipfile.ZipFile(room / "b.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("in/s9001.mosaic.json", paper(RIGHT, "s9001"))
        file.writestr("../out.mosaic.json", b"x")
        file.writestr("in/bomb.mosaic.json", bytes(30_000_000))
    return room


def written(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in TABLES}


def test_the_same_bytes_as_in_process(course: Course, room: Path, tmp_path: Path) -> None:
    with (room / "huge.mosaic.json").open("wb") as file:
        file.truncate(60_000_000)
    crew, told = PretendCrew(), []
    grade_class(course, [room], tmp_path / "here")
    elsewhere = ClusterScoring(crew)
    progress = lambda n, of: told.append((n, of))  # noqa: E731
    report = grade_class(course, [room], tmp_path / "there", progress=progress, elsewhere=elsewhere)
    assert written(tmp_path / "here") == written(tmp_path / "there")
    assert told[-1][0] == told[-1][1] == sum(report.files.values()) == 50
    assert len(crew.sent) >= 7
    assert not report.notices
    reasons = {row["file"]: row["reason"] for row in table(tmp_path / "there" / "intake.csv")}
    assert "a zip bomb" in reasons["class/b.zip/in/bomb.mosaic.json"]
    assert "60,000,000 bytes" in reasons["class/huge.mosaic.json"]


def test_work_done_twice_gives_the_same_bytes(course: Course, room: Path) -> None:
    body = parcels.sent((place, b"") for place in locate([room]))
    parcel = parcels.encode(Parcel(parcels.errand(course, False), "score", body))
    assert tasks.work(parcel) == tasks.work(parcel)


def test_a_run_that_was_stopped_sends_only_what_is_missing(course: Course, room: Path, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done == 30:
            raise Stop

    grade_class(course, [room], tmp_path / "whole")
    with pytest.raises(Stop):
        grade_class(course, [room], tmp_path / "out", progress=stop, elsewhere=ClusterScoring(PretendCrew()))
    crew = PretendCrew()
    report = grade_class(course, [room], tmp_path / "out", elsewhere=ClusterScoring(crew))
    assert report.resumed >= 20
    again = [t for p in crew.sent for t in parcels.received(parcels.parcel_of(p).body)]
    assert sum(not key and not getattr(what, "status", "") for what, key in again) <= 20
    assert written(tmp_path / "whole") == written(tmp_path / "out")


@pytest.mark.parametrize(
    "sturdy",
    [pytest.param(True, marks=pytest.mark.slow, id="the worker lives"), pytest.param(False, id="the worker dies, too")],
)
def test_a_file_that_ends_its_process_is_one_row(
    course: Course, room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sturdy: bool
) -> None:
    """``sturdy``: only the process beside the worker dies of it; else the machine takes the worker down with it."""
    poison = paper(RIGHT, "s7777", KILLS.decode())
    (room / "poison.mosaic.json").write_bytes(b"{}")
    grade_class(course, [room], tmp_path / "here")
    (room / "poison.mosaic.json").write_bytes(poison)
    monkeypatch.setenv("PYTHONPATH", deadly(tmp_path / "site"))

    def dies(data: bytes, _: int) -> bool:
        parcel = parcels.parcel_of(data)
        if parcel.alone and sturdy:
            return False
        paths = [getattr(what, "path", "") for what, _ in parcels.received(parcel.body)]
        return any(path.endswith("poison.mosaic.json") for path in paths)

    crew = PretendCrew(dies)
    report = grade_class(course, [room], tmp_path / "there", elsewhere=ClusterScoring(crew))
    row = one(table(tmp_path / "there" / "intake.csv"), file="class/poison.mosaic.json")
    how = "scoring it ended 3 processes, one after the other (signal 9, SIGKILL)" if sturdy else DIED
    assert row["status"] == "corrupt"
    assert row["reason"] == f"{how}; grade it by hand; named after the file"
    assert written(tmp_path / "here")["items.csv"] == written(tmp_path / "there")["items.csv"]
    rest = [[r for r in table(tmp_path / o / "intake.csv") if r["file"] != row["file"]] for o in ("here", "there")]
    assert rest[0] == rest[1]
    assert report.notices == ("1 chunk lost because the workers on it died, and done again file by file",)


def test_workers_that_do_nothing_at_all_end_the_run_and_no_learner_is_called_corrupt(
    course: Course, room: Path, tmp_path: Path
) -> None:
    """Seen with a scheduler that had no package of ours: every file of the class was a row "grade it by hand"."""
    grade_class(course, [room], tmp_path / "out")
    before = written(tmp_path / "out")
    crew = PretendCrew(lambda _, __: True)
    with pytest.raises(InputError, match=rf"nothing of \d files in a row came back from the workers \({DIED}\)"):
        grade_class(course, [room], tmp_path / "out", elsewhere=ClusterScoring(crew))
    assert written(tmp_path / "out") == before


@pytest.mark.parametrize("elsewhere", [None, ClusterScoring(PretendCrew())], ids=["in process", "on workers"])
def test_a_mistake_of_ours_costs_the_one_file(
    course: Course,
    room: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    elsewhere: ClusterScoring | None,
) -> None:
    real = score.assess

    def assess(index, data):  # type: ignore[no-untyped-def]
        if RAISES in data:
            raise ZeroDivisionError("as planned")
        return real(index, data)

    monkeypatch.setattr(score, "assess", assess)
    (room / "s7777.mosaic.json").write_bytes(paper(RIGHT, "s7777", RAISES.decode()))
    report = grade_class(course, [room], tmp_path / "out", elsewhere=elsewhere)
    row = one(table(tmp_path / "out" / "intake.csv"), file="class/s7777.mosaic.json")
    assert row["status"] == "corrupt"
    assert "ZeroDivisionError: as planned" in row["reason"]
    assert "a fault of Mosaic's" in row["reason"]
    assert report.files["corrupt"] == 5


class Elsewhere(PretendCrew):
    """Workers of a machine that has no such files."""

    def reply(self, ticket: int) -> bytes:
        parcel = parcels.parcel_of(self.sent[ticket])
        unseen = parcels.sent(
            (msgspec.structs.replace(what, path=f"{what.path}.not-here") if hasattr(what, "path") else what, key)
            for what, key in parcels.received(parcel.body)
        )
        self.under_way.discard(ticket)
        return self.do(parcels.encode(msgspec.structs.replace(parcel, body=unseen)))


def test_a_folder_that_workers_do_not_see_is_told(course: Course, room: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file") as told:
        grade_class(course, [room], tmp_path / "out", elsewhere=ClusterScoring(Elsewhere()))
    assert "though this machine can. Put them where every machine sees them" in str(told.value)


def test_a_single_file_that_a_worker_does_not_see_is_read_here(course: Course, room: Path, tmp_path: Path) -> None:
    class Late(PretendCrew):
        """A shared disk that shows a new file a little later."""

        def reply(self, ticket: int) -> bytes:
            hidden = room / "again.mosaic.json"
            aside = hidden.rename(room / ".aside")
            try:
                return super().reply(ticket)
            finally:
                aside.rename(hidden)

    grade_class(course, [room], tmp_path / "here")
    elsewhere = ClusterScoring(Late())
    report = grade_class(course, [room], tmp_path / "there", elsewhere=elsewhere)
    assert written(tmp_path / "here") == written(tmp_path / "there")
    assert report.notices == ("1 file that a worker could not open, and that this machine has read",)


def test_a_file_that_nobody_can_read_is_the_same_row(course: Course, room: Path, tmp_path: Path) -> None:
    outs = []
    for name, elsewhere in (("here", None), ("there", ClusterScoring(PretendCrew()))):
        (room / "again.mosaic.json").write_bytes(paper(RIGHT, "s0001"))
        with pytest.MonkeyPatch.context() as patch:
            found = class_run.locate([room], [])
            patch.setattr(class_run, "locate", lambda *_, found=found, **__: found)
            (room / "again.mosaic.json").unlink()
            grade_class(course, [room], tmp_path / name, elsewhere=elsewhere)
        outs.append(written(tmp_path / name))
    assert outs[0] == outs[1]
    assert b"No such file" in outs[0]["intake.csv"]


def reply_to(course: Course, layers: tuple[str, ...] | None = None, version: str | None = None) -> str:
    """Why a worker refuses an errand like that of this course."""
    errand = parcels.errand(course, False)
    errand = msgspec.structs.replace(errand, layers=layers or errand.layers, version=version or errand.version)
    return parcels.reply_of(tasks.work(parcels.encode(Parcel(errand, "score", parcels.sent([]))))).refused


def test_workers_of_another_version_or_course_are_refused_in_words(
    course: Course, layer: Callable[..., Path], room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reply_to(course) == ""
    assert reply_to(course, version="9.9") == f"it has mosaic-exercises {parcels.package()}, and this machine 9.9"
    other = layer("other", keys__02_two=(tmp_path / "course/keys/02_two.toml").read_text().replace("42", "43"))
    assert "its course or keys are others" in reply_to(course, layers=(str(other),))
    assert "it cannot read the course" in reply_to(course, layers=(str(tmp_path / "nowhere"),))
    monkeypatch.setattr(tasks, "package", lambda: "0.0.1")
    with pytest.raises(InputError, match=r"the worker on \S+ cannot work for this run: it has mosaic-exercises 0.0.1"):
        grade_class(course, [room], tmp_path / "out", elsewhere=ClusterScoring(PretendCrew()))


def test_a_worker_that_runs_for_days_sees_that_a_key_was_mended(layer: Callable[..., Path]) -> None:
    folder = layer("lasting")
    before = load_layers((str(folder),))
    assert reply_to(before) == ""
    keys = folder / "keys" / "01_one.toml"
    keys.write_text(keys.read_text().replace('right = ["a", "b"]', 'right = ["a", "c"]').replace("{ c =", "{ b ="))
    after = load_layers.__wrapped__((str(folder),))  # the worker still has it as it was
    assert reply_to(after) == ""
