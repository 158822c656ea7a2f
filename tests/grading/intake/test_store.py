"""Hand-in files at an address: the same files, in the same order, under the same names as from a folder."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.cluster.scoring import ClusterScoring
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import locate, read
from mosaic_exercises.grading.intake.store import is_address
from tests.grading.cluster.crews import PretendCrew
from tests.grading.conftest import RIGHT, paper, table

TABLES = ("grades.csv", "items.csv", "intake.csv")


@pytest.fixture
def shelf() -> Iterator[Any]:
    """A store in memory, emptied afterwards."""
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install -e '.[cluster]'")
    found = fsspec.filesystem("memory")
    yield found
    found.store.clear()
    found.pseudo_dirs[:] = [""]


@pytest.fixture
def room(course: Course, tmp_path: Path) -> Path:
    """A class in folders of folders, with what does not belong there."""
    room = tmp_path / "class"
    write_class(course, 12, 3, room / "b")
    (room / "a" / "z" / ".hidden").mkdir(parents=True)
    (room / "a.b").mkdir()
    files = {"a/z/s1.json": paper(RIGHT, "s1"), "a/z/.hidden/s2.json": b"x", "a.b/s3.json": b"{", "a/Ä ö.json": b"{}"}
    files |= {"a/Thumbs.db": b"x", "b.json": b"", "notes.docx": b"x"}
    for name, data in files.items():
        (room / name).write_bytes(data)
    with zipfile.ZipFile(room / "a" / "all.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("in/s9001.mosaic.json", paper(RIGHT, "s9001"))
        file.writestr("in/bomb.mosaic.json", bytes(30_000_000))
    return room


def test_a_class_in_a_store_gives_the_tables_of_its_copy_on_the_disk(
    course: Course, room: Path, shelf: Any, tmp_path: Path
) -> None:
    with (room / "huge.json").open("wb") as file:
        file.truncate(60_000_000)
    shelf.put(str(room), "/term/class", recursive=True)
    written = []
    kinds = ((room, None), ("memory://term/class", None), ("memory://term/class/", ClusterScoring(PretendCrew())))
    for n, (where, elsewhere) in enumerate((*kinds, (room.as_uri(), None))):
        grade_class(course, [where], tmp_path / str(n), elsewhere=elsewhere)
        written.append([(tmp_path / str(n) / name).read_bytes() for name in TABLES])
    assert written[0] == written[1] == written[2] == written[3]
    assert len(table(tmp_path / "0" / "intake.csv")) == 21


def test_one_file_or_zip_can_be_named(shelf: Any) -> None:
    shelf.pipe("/term/s1.mosaic.json", paper(RIGHT, "s1"))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("s2.mosaic.json", paper(RIGHT, "s2"))
    shelf.pipe("/term/all.zip", data.getvalue())
    places = locate(["memory://term/s1.mosaic.json", "memory://term/all.zip"])
    found = [one for place in places for one in read(place, lambda _: None)]
    assert [one.label for one in found] == ["s1.mosaic.json", "all.zip/s2.mosaic.json"]
    assert all(one.data for one in found)


def test_a_file_that_went_away_meanwhile_is_a_row(shelf: Any) -> None:
    shelf.pipe("/term/s1.json", b"{}")
    (place,) = locate(["memory://term"])
    shelf.rm("/term/s1.json")
    (found,) = read(place, lambda _: None)
    assert (found.label, found.status, found.unread) == ("term/s1.json", "corrupt", True)
    assert found.problem.startswith("the file cannot be read: ")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nowhere", "there is no file or folder 'memory://nowhere'"),
        ("nosuch://bucket/x", "cannot be read as an address .*write s3://bucket/folder"),
        ("hdfs://h:1/x", "the package for this kind of store is missing. .*pyarrow"),
    ],
)
def test_addresses_that_cannot_be_used_are_told(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.fs", None)
    with pytest.raises(InputError, match=said):
        locate([address])


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r"pip install 'mosaic-exercises\[cluster\]'"):
        locate(["s3://bucket/class"])


def test_paths_of_a_disk_are_no_addresses() -> None:
    assert not any(map(is_address, ("class/week-1", "/a:b//c", "C:\\class", "a::b", "", "http:/x")))
    assert all(map(is_address, ("s3://b/x", "abfs://c@a.dfs.core.windows.net/x", "https://x.example/a.zip")))
