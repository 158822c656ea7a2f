"""Finding files: folders in order, no links, nothing twice, nothing of ours."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.archive import Found
from mosaic_exercises.grading.intake.files import locate, read
from mosaic_exercises.workbook.handin import SIZE_LIMIT


def put(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def labels(*paths: str | Path, leave: tuple[Path, ...] = ()) -> list[tuple[str, str]]:
    return [(p.label, p.status) for p in locate(paths, leave)]


def first(path: Path) -> Found:
    (place,) = locate([path])
    (found,) = read(place, lambda _: None)
    return found


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_is_read_with_all_in_it_by_name() -> None:
    for name in ("b.mosaic.json", "a.mosaic.json", "sub/deep/c.JSON", "sub/d.zip", "notes.txt", ".hidden/e.json"):
        put(Path("class") / name)
    assert labels("class") == [
        ("class/a.mosaic.json", ""),
        ("class/b.mosaic.json", ""),
        ("class/notes.txt", "ignored"),
        ("class/sub/d.zip", ""),
        ("class/sub/deep/c.JSON", ""),
    ]


def test_hand_ins_are_found_whatever_a_browser_put_behind_their_names() -> None:
    told = {
        "a.mosaic.json.txt": "",
        "b.mosaic.json.download": "",
        "c.mosaic": "",
        "d.mosaic (1).json": "",
        "e.rar": "corrupt",
        "f.tar.gz": "corrupt",
        "g.txt": "ignored",
    }
    for name in (*told, "~$h.mosaic.json", "._i.mosaic.json"):
        put(Path("class") / name)
    assert dict(labels("class")) == {f"class/{name}": status for name, status in told.items()}
    with zipfile.ZipFile("class.zip", "w") as archive:
        for name in (*told, "~$h.mosaic.json", "__MACOSX/._i.mosaic.json"):
            archive.writestr(name, b"x")
    (place,) = locate(["class.zip"])
    assert {f.label: f.status for f in read(place, lambda _: None)} == {f"class.zip/{k}": v for k, v in told.items()}
    assert "unpack it" in next(p.problem for p in locate(["class"]) if p.label == "class/e.rar")


def test_files_are_named_relative_however_the_path_is_written(tmp_path: Path) -> None:
    put(Path("class/a.json"))
    (tmp_path / "elsewhere").mkdir()
    assert labels("class") == labels("./class/") == labels(tmp_path / "class") == [("class/a.json", "")]
    assert labels(".") == [("class/a.json", "")]
    os.chdir("elsewhere")
    assert labels("../class") == [("class/a.json", "")]


def test_what_lies_in_two_paths_is_read_once() -> None:
    put(Path("class/a.json"))
    assert labels("class", "class/a.json", "./class") == [("class/a.json", "")]


def test_a_path_that_is_not_there_is_said() -> None:
    with pytest.raises(InputError, match="nowhere"):
        locate(["nowhere"])


def test_links_are_not_followed_and_loops_end() -> None:
    put(Path("secret.mosaic.json"), b"secret")
    put(Path("class/a.json"))
    Path("class/link.mosaic.json").symlink_to(Path("secret.mosaic.json").resolve())
    Path("class/loop").symlink_to(Path("class").resolve())
    Path("class/self").symlink_to("self")
    found = locate(["class"])
    assert [(p.label, p.status) for p in found] == [
        ("class/a.json", ""),
        ("class/link.mosaic.json", "ignored"),
        ("class/loop", "ignored"),
        ("class/self", "ignored"),
    ]
    assert all(b"secret" not in f.data for p in found for f in read(p, lambda _: None))
    with pytest.raises(InputError):
        locate(["class/self"])


def test_a_folder_named_like_a_file_is_named_and_read() -> None:
    put(Path("class/s1.mosaic.json/inner.json"))
    assert labels("class") == [("class/s1.mosaic.json", "corrupt"), ("class/s1.mosaic.json/inner.json", "")]


def test_results_lying_in_the_folder_are_not_taken_for_files_of_learners() -> None:
    put(Path("class/grades.csv"))
    put(Path("class/a.json"))
    assert labels("class", leave=(Path("class/grades.csv"),)) == [("class/a.json", "")]


def test_a_pipe_is_not_waited_for() -> None:
    Path("class").mkdir()
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo("class/pipe.mosaic.json")
    assert labels("class") == [("class/pipe.mosaic.json", "ignored")]
    assert labels("class/pipe.mosaic.json") == [("class/pipe.mosaic.json", "ignored")]


def test_a_file_named_outright_is_read_whatever_its_ending() -> None:
    assert first(put(Path("answers.txt"), b"abc")).data == b"abc"


def test_a_huge_file_is_refused_without_being_read() -> None:
    with put(Path("huge.mosaic.json")).open("r+b") as file:
        file.truncate(200_000_000)  # sparse: it takes no room
    found = first(Path("huge.mosaic.json"))
    assert found.status == "corrupt"
    assert f"{SIZE_LIMIT:,}" in found.problem
    assert found.data == b""


def test_a_name_that_is_no_utf8_is_found() -> None:
    try:
        put(Path(os.fsdecode(b"class/caf\xe9.mosaic.json")))
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (place,) = locate(["class"])
    (found,) = read(place, lambda _: None)
    assert found.data == b"x"


def test_a_file_that_vanishes_is_said() -> None:
    (place,) = locate([put(Path("a.json"))])
    Path("a.json").unlink()
    (found,) = read(place, lambda _: None)
    assert found.status == "corrupt"
    assert "cannot be read" in found.problem


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no permissions of this kind")
def test_a_file_or_folder_without_permission_is_said(tmp_path: Path) -> None:
    put(Path("class/a.json")).chmod(0)
    put(Path("class/closed/b.json"))
    Path("class/closed").chmod(0)
    root = os.geteuid() == 0
    for folder in (tmp_path, *tmp_path.parents[:3]) if root else ():  # pytest keeps them to their owner
        folder.chmod(0o755)
    try:
        if root:
            os.seteuid(65534)  # root may read everything
        found = [f for p in locate(["class"]) for f in read(p, lambda _: None)]
    finally:
        if root:
            os.seteuid(0)
        Path("class/closed").chmod(0o755)
    assert [(f.label, f.status) for f in found] == [("class/a.json", "corrupt"), ("class/closed", "corrupt")]
    assert all("ermission" in f.problem for f in found)
