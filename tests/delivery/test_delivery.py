"""The course in a learner's folder: made, updated, and nothing of the learner's lost."""

from __future__ import annotations

import errno
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Thread
from typing import Any

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.commands import lab, start
from mosaic_exercises.delivery import deliver as delivering
from mosaic_exercises.delivery import folder as folders
from mosaic_exercises.delivery import manifest
from mosaic_exercises.delivery import source as sources
from mosaic_exercises.delivery.deliver import Delivered, deliver
from mosaic_exercises.delivery.folder import FolderError, chosen, in_words, synchronised_by, windows_refuses
from mosaic_exercises.delivery.manifest import NAME, is_newer, read_manifest
from mosaic_exercises.delivery.source import course_files
from mosaic_exercises.delivery.told import told
from mosaic_exercises.workbook import Workbook, disk
from mosaic_exercises.workbook.places import notebook_in

ROOT = Path(__file__).parents[2]
COURSE = "mosaic-customer-development"
N0, N3, N3B, CSV = "notebooks/00_start.ipynb", "notebooks/03_x.ipynb", "notebooks/03b_y.ipynb", "data/customers.csv"


def notebook(*cells: str, outputs: tuple[str, ...] = ()) -> str:
    told = [{"cell_type": "code", "source": c, "outputs": list(outputs), "metadata": {}} for c in cells]
    return json.dumps({"cells": told, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


LOCK = Path(NAME).with_suffix(".lock").name
OLD = {"mosaic.toml": f'course = "{COURSE}"\n', N0: notebook("start()"), N3: notebook("a", "b"), CSV: "id\n1\n"}
NEW = {**OLD, N3: notebook("a, better"), N3B: notebook("b"), CSV: "id\n1\n2\n"}


@pytest.fixture
def edition(tmp_path: Path) -> Callable[[dict[str, str]], dict[str, Path]]:
    """Lays the files of an edition somewhere, as a package carries them."""

    def lay(files: dict[str, str]) -> dict[str, Path]:
        at = tmp_path / f"edition-{len(list(tmp_path.iterdir()))}"
        for name, text in files.items():
            (at / name).parent.mkdir(parents=True, exist_ok=True)
            (at / name).write_bytes(text.encode())
        return course_files(at)

    return lay


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "Kurs für Zoë"


def held(root: Path) -> dict[str, str]:
    ours = (NAME, LOCK)
    return {
        p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file() and p.name not in ours
    }


def acts(done: Delivered) -> dict[str, str]:
    return {s.name: s.act for s in done.steps}


# what is delivered


def test_all_that_git_keeps_of_the_course_is_delivered_and_the_wheel_carries_it() -> None:
    listed = subprocess.run(
        ["git", "ls-files", *sources.PARTS], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert set(course_files(ROOT)) == {name for name in listed if name}
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]
    place = sources.HANDOUT.relative_to(ROOT).as_posix()
    assert hatch["wheel"]["force-include"] == {part: f"{place}/{part}" for part in sources.PARTS}
    assert {f"/{part}" for part in sources.PARTS} <= set(hatch["sdist"]["include"])


def test_its_names_fit_every_system() -> None:
    names = list(course_files(ROOT))
    assert [n for n in names if any(map(windows_refuses, PurePosixPath(n).parts)) or len(n) > 100] == []
    assert len({n.lower() for n in names}) == len(names)
    assert sum(p.stat().st_size for p in course_files(ROOT).values()) < 10_000_000


# made and updated


def test_it_is_made_whole_and_a_second_time_nothing_happens(edition: Any, root: Path) -> None:
    done = deliver(edition(OLD), root, COURSE, "0.1.0")
    assert held(root) == OLD
    assert told(done, "0.1.0") == [f"The course is in {root} (4 files, edition 0.1.0)."]
    (root / N0).write_text(notebook("start()", outputs=("saved",)))  # saved once, as JupyterLab does
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    again = deliver(edition(OLD), root, COURSE, "0.1.0")
    assert again.steps == ()
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before
    assert "nothing is to be updated" in told(again, "0.1.0")[0]


def test_an_update_keeps_answers_and_what_was_changed(edition: Any, root: Path) -> None:
    deliver(edition(OLD), root, COURSE, "0.1.0")
    book = Workbook(root / "my_work", COURSE)
    book.append("a", 1, "check", 1, "correct", 1.0)
    kept = held(root / "my_work")
    mine = notebook("a", "b", "my own")
    (root / N3).write_text(mine)
    (root / N0).write_text(notebook("start()", outputs=("saved",)))
    (root / "mine.ipynb").write_text("{}")
    done = deliver(edition({**NEW, N0: notebook("start()", "more")}), root, COURSE, "0.2.0")
    beside = "notebooks/03_x (edition 0.2.0).ipynb"
    assert acts(done) == {N0: "update", N3: "beside", N3B: "add", CSV: "update"}
    assert held(root / "my_work") == kept
    found = held(root)
    assert found[N3] == mine
    assert found[beside] == NEW[N3]
    assert found[N0] == notebook("start()", "more")
    assert found["mine.ipynb"] == "{}"
    text = "\n".join(told(done, "0.2.0"))
    for part in ("from edition 0.1.0 to edition 0.2.0", "answers were not touched", "New: 03b_y", beside, "kept"):
        assert part in text
    # the same edition again: said, and nothing else; a later one takes the untouched copy beside along
    again = deliver(edition({**NEW, N0: notebook("start()", "more")}), root, COURSE, "0.2.0")
    assert acts(again) == {N3: "keep"}
    assert held(root) == found
    later = deliver(edition({**NEW, N0: notebook("start()"), N3: notebook("a, best")}), root, COURSE, "0.3.0")
    assert acts(later) == {N0: "update", N3: "beside", beside: "remove"}
    assert held(root)[N3] == mine
    assert held(root)["notebooks/03_x (edition 0.3.0).ipynb"] == notebook("a, best")
    # the way back to the course's own: delete yours
    (root / N3).unlink()
    back = deliver(edition({**NEW, N0: notebook("start()"), N3: notebook("a, best")}), root, COURSE, "0.3.0")
    assert acts(back) == {N3: "restore", "notebooks/03_x (edition 0.3.0).ipynb": "remove"}
    assert held(root)[N3] == notebook("a, best")


def test_what_the_course_has_no_more_goes_unless_it_was_changed(edition: Any, root: Path) -> None:
    old = {
        **OLD,
        "notebooks/04_old.ipynb": notebook("old"),
        "notebooks/05_name.ipynb": notebook("n"),
        "data/x/y.csv": "1",
    }
    deliver(edition(old), root, COURSE, "1")
    (root / "notebooks/04_old.ipynb").write_text(notebook("old", "and mine"))
    done = deliver(edition({**OLD, "notebooks/05_called.ipynb": notebook("n")}), root, COURSE, "2")
    assert acts(done) == {
        "notebooks/04_old.ipynb": "leave",
        "notebooks/05_name.ipynb": "remove",
        "notebooks/05_called.ipynb": "add",
        "data/x/y.csv": "remove",
    }
    assert "notebooks/05_name.ipynb is now notebooks/05_called.ipynb" in "\n".join(told(done, "2"))
    assert set(held(root)) == {*OLD, "notebooks/05_called.ipynb", "notebooks/04_old.ipynb"}
    assert not (root / "data/x").exists()


@pytest.mark.parametrize("update", [False, True])
def test_killed_at_any_moment_the_next_run_mends_it(
    edition: Any, root: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    old, new = edition({**OLD, "data/gone.csv": "x"}), edition(NEW)
    mine = notebook("a", "b", "mine")
    expected: dict[str, str] = {}
    for at in range(99):
        shutil.rmtree(root, ignore_errors=True)
        if update:
            deliver(old, root, COURSE, "1")
            (root / N3).write_text(mine)
        count = iter(range(99))

        def write(path: Path, data: bytes, count: Any = count, at: int = at) -> None:
            if next(count) == at:
                (path.parent).mkdir(parents=True, exist_ok=True)
                disk.beside(path).write_bytes(data[:3])
                raise KeyboardInterrupt
            disk.replace_whole(path, data)

        with monkeypatch.context() as patch:
            patch.setattr(delivering, "replace_whole", write)
            patch.setattr("mosaic_exercises.delivery.manifest.replace_whole", write)
            try:
                deliver(new, root, COURSE, "2")
                break
            except KeyboardInterrupt:
                pass
        newer = edition({**NEW, N0: notebook("start()", "newest")})  # the package was updated meanwhile
        deliver(newer, root, COURSE, "3")
        expected = {k: p.read_text() for k, p in newer.items()}
        found = held(root)
        beside = [n for n in found if "edition" in n]
        if update:
            assert found.pop(N3) == mine, at
            expected[beside[0]] = expected.pop(N3)
            assert len(beside) == 1, at
        assert found == expected, at
    else:
        pytest.fail("it never came to an end")
    assert at > 4


def test_of_two_runs_at_once_neither_takes_away_what_the_other_is_writing(
    edition: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Thread(target=lambda: deliver(edition(NEW), root, COURSE, "2"))

    def write(path: Path, data: bytes) -> None:
        half = disk.beside(path)
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        if other.ident is None:
            other.start()
            other.join(0.3)
        half.replace(path)

    with monkeypatch.context() as patch:
        patch.setattr(delivering, "replace_whole", write)
        deliver(edition(NEW), root, COURSE, "2")
        other.join()
    assert held(root) == NEW
    assert not list(root.rglob(f"*{disk.PART}"))


def test_a_course_that_was_copied_by_hand_is_taken_over(edition: Any, root: Path) -> None:
    shutil.copytree(edition({**OLD, N3: notebook("whose?")})["mosaic.toml"].parent, root)
    done = deliver(edition(NEW), root, COURSE, "2")
    assert acts(done) == {N3: "beside", CSV: "beside", N3B: "add"}  # nobody can say who changed them
    assert held(root)[N3] == notebook("whose?")
    (root / NAME).write_text("torn{")
    assert acts(deliver(edition(NEW), root, COURSE, "2"))[N3] == "beside"
    assert held(root)[N3] == notebook("whose?")


def test_where_no_record_is_left_nobody_is_said_to_have_changed_anything(edition: Any, root: Path) -> None:
    deliver(edition(OLD), root, COURSE, "1")
    (root / NAME).unlink()
    newer = {**NEW, N0: notebook("start()", outputs=("a still",))}
    done = deliver(edition(newer), root, COURSE, "2")
    words = "\n".join(told(done, "2"))
    assert N0 not in words, "a notebook that differs in its outputs alone"
    assert f"Not as in this edition, kept: {N3}. The new one lies beside it" in words
    assert "not on record" in words
    (root / N0).write_text(notebook("start()", "mine"))
    words = "\n".join(told(deliver(edition(newer), root, COURSE, "2"), "2"))
    assert "Not as in this edition, kept as it is: data/customers.csv, 03_x.ipynb" in words.replace(
        "03_x.ipynb, data/customers.csv", "data/customers.csv, 03_x.ipynb"
    )
    assert "Changed by you, kept as it is: 00_start.ipynb" in words
    (root / N3).unlink()
    words = "\n".join(told(deliver(edition({**newer, N3: notebook("third")}), root, COURSE, "3"), "3"))
    assert "Not as in this edition, kept: data/customers.csv" not in words, "nothing new for it"
    assert "Updated" not in words
    assert held(root)[N3] == notebook("third")


@pytest.mark.parametrize("name", [NAME, LOCK])
def test_a_folder_in_the_place_of_the_record_is_named_as_what_it_is(edition: Any, root: Path, name: str) -> None:
    (root / name).mkdir(parents=True)
    with pytest.raises(FolderError, match=f"{name}: a folder stands where a file is needed. Rename that folder"):
        deliver(edition(OLD), root, COURSE, "1")


def test_a_link_or_a_folder_in_a_files_place_is_not_touched(edition: Any, root: Path, tmp_path: Path) -> None:
    deliver(edition(OLD), root, COURSE, "1")
    (tmp_path / "elsewhere.csv").write_text("mine")
    (root / CSV).unlink()
    (root / CSV).symlink_to(tmp_path / "elsewhere.csv")
    (root / N3).unlink()
    (root / N3).mkdir()
    deliver(edition(NEW), root, COURSE, "2")
    assert (tmp_path / "elsewhere.csv").read_text() == "mine"
    assert (root / N3).is_dir()


def test_an_older_edition_changes_nothing(edition: Any, root: Path) -> None:
    deliver(edition(NEW), root, COURSE, "0.10.0")
    before = held(root), (root / NAME).read_bytes()
    with pytest.raises(FolderError, match=r"edition 0\.10\.0.*Nothing was changed.*pip install --upgrade"):
        deliver(edition(OLD), root, COURSE, "0.9.1")
    assert (held(root), (root / NAME).read_bytes()) == before


def test_the_order_of_editions() -> None:
    rising = ["0.1.0.dev3", "0.1.0rc1", "0.1.0", "0.1.0.post1", "0.9", "0.10", "1.0rc2", "1.0", "1.0.1", "2"]
    assert all(is_newer(b, a) and not is_newer(a, b) for a, b in pairwise(rising))
    assert not is_newer("1.0.0", "1")
    assert not is_newer("1", "1.0.0")


# disks


def test_a_file_that_another_program_holds_waits_and_the_rest_goes_on(
    edition: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(edition(OLD), root, COURSE, "1")
    monkeypatch.setattr(disk, "PAUSES", (0.0, 0.0))
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "03_x.ipynb":
            raise PermissionError(errno.EACCES, "held", str(target))
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        done = deliver(edition(NEW), root, COURSE, "2")
    assert done.held == (N3,)
    assert "Not updated, as another program has it open: 03_x.ipynb" in "\n".join(told(done, "2"))
    assert held(root)[N3] == OLD[N3]
    assert held(root)[CSV] == NEW[CSV]
    assert acts(deliver(edition(NEW), root, COURSE, "2")) == {N3: "update"}
    assert held(root) == NEW


def test_a_file_that_is_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = iter([PermissionError(), PermissionError()])
    real, waited = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        for refusal in refusals:
            raise refusal
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    (tmp_path / "a.tmp").write_text("new")
    disk.into_place(tmp_path / "a.tmp", tmp_path / "a", waited.append)
    assert (tmp_path / "a").read_text() == "new"
    assert len(waited) == 2


def test_a_drive_that_cannot_be_asked_to_settle_still_takes_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int, number: int = errno.EINVAL) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("os.fsync", fsync)
    disk.replace_whole(tmp_path / "a", b"kept")
    assert (tmp_path / "a").read_bytes() == b"kept"
    monkeypatch.setattr("os.fsync", lambda fd: fsync(fd, errno.EIO))
    with pytest.raises(OSError, match="no"):
        disk.replace_whole(tmp_path / "a", b"lost")
    assert (tmp_path / "a").read_bytes() == b"kept"
    assert [p.name for p in tmp_path.iterdir() if p.suffix == disk.PART] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no space"), (errno.EROFS, "only be read"), (errno.EACCES, "may not write"), (errno.EIO, "again")],
)
def test_what_a_disk_refuses_is_said_in_words(
    edition: Any, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refuse(path: Path, _: bytes) -> None:
        raise OSError(number, "strange words", str(disk.beside(path)))

    for writer, named in ((delivering, root / "mosaic.toml"), (manifest, root)):
        with monkeypatch.context() as patch:
            patch.setattr(writer, "replace_whole", refuse)
            with pytest.raises(FolderError, match=said) as caught:
                deliver(edition(OLD), root, COURSE, "1")
        assert str(caught.value).startswith(f"{named}: "), "a file that only we know says nothing to a learner"
        assert "mosaic start" in str(caught.value)
        assert "Errno" not in str(caught.value)


def test_too_little_room_is_said_before_anything_is_written(edition: Any, root: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))  # type: ignore[attr-defined]
    with pytest.raises(FolderError, match=r"needs 1\.0 MB there, and 0\.0 MB are free"):
        deliver(edition(OLD), root, COURSE, "1")
    assert not root.exists()


# which folder


def test_the_folder_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(Path, "home", lambda: home)
    made = ("empty", "full", "env/.venv", "env/ve", "home", "course/notebooks", "half", "full2/mosaic-course")
    for name in made:
        (tmp_path / name).mkdir(parents=True)
    for name in (
        "full/thesis.docx",
        "env/ve/pyvenv.cfg",
        "env/desktop.ini",
        "full2/mosaic-course/x",
        f"half/{NAME}",
        "file",
    ):
        (tmp_path / name).write_text("x")
    (tmp_path / "course/mosaic.toml").write_text("x")

    def taken(name: str) -> str:
        return chosen(tmp_path / name).relative_to(tmp_path).as_posix()

    assert {name: taken(name) for name in ("empty", "none/yet", "env", "full", "home", "course", "half")} == {
        "empty": "empty",
        "none/yet": "none/yet",
        "env": "env",
        "full": "full/mosaic-course",
        "home": "home/mosaic-course",
        "course": "course",
        "half": "half",
    }
    monkeypatch.chdir(tmp_path / "course/notebooks")
    assert chosen(None) == tmp_path / "course"
    monkeypatch.chdir(tmp_path / "empty")
    assert chosen(None) == tmp_path / "empty"
    with pytest.raises(FolderError, match="holds other files"):
        chosen(tmp_path / "full2")
    with pytest.raises(FolderError, match="is a file"):
        chosen(tmp_path / "file")


def test_names_that_windows_refuses() -> None:
    bad = ["CON", "nul.txt", "Com1", "lpt9.a.b", "aux ", "ends.", "ends ", 'a"b', "what?", "a\tb", "com²"]
    assert [name for name in bad if not windows_refuses(name)] == []
    good = ["console", "com10", "nullable", ".venv", "..", ".", "Übung 1 (neu)", "a.b"]
    assert [name for name in good if windows_refuses(name)] == []


def test_windows_own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "WINDOWS", True)
    with pytest.raises(FolderError, match="keeps the name 'aux' for a device"):
        chosen(tmp_path / "aux" / "course")
    long = in_words(Path("C:/" + "x" * 260), FileNotFoundError(errno.ENOENT, "No such file"))
    assert "too long" in long


def test_folders_that_are_synchronised() -> None:
    ours = {
        PureWindowsPath(r"C:\Users\zoe\OneDrive - Universität\Kurs"): "OneDrive",
        PurePosixPath("/Users/z/Library/CloudStorage/GoogleDrive-z@x.org/My Drive"): "Google Drive",
        PurePosixPath("/Users/z/Library/Mobile Documents/com~apple~CloudDocs/k"): "iCloud Drive",
        PurePosixPath("/home/z/Dropbox/k"): "Dropbox",
        PurePosixPath("/home/z/Dropboxes/nextcloudy/k"): "",
    }
    assert {path: synchronised_by(path) for path in ours} == ours


def test_the_notebook_beside_is_that_notebook() -> None:
    names = ("a b/03_x (edition 0.2.0).ipynb", "03_x (mine, 2026-12-01).ipynb", r"C:\n\03_x.ipynb")
    assert {notebook_in(name) for name in names} == {"03_x"}


# the command


def test_the_command_makes_the_course_and_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "Łódź ünd mehr"
    where.mkdir()
    monkeypatch.chdir(where)
    opened: list[Any] = []
    monkeypatch.setattr(lab, "serve", lambda root, notebook, args: opened.append((root, notebook, args.port)) or 0)
    assert main(["start", "--port", "9"]) == 0
    assert opened == [(where, Path("notebooks/00_start.ipynb"), 9)]
    assert set(course_files(where)) == set(course_files(ROOT))
    assert main(["start", "--no-open"]) == 0
    assert len(opened) == 1
    assert "nothing is to be updated" in capsys.readouterr().out
    (where / "mosaic.toml").write_text('course = "another"\n')
    assert main(["start"]) == 1
    assert "holds another course ('another')" in capsys.readouterr().err
    assert read_manifest(where) is not None
    there = tmp_path / 'c"d $x'
    assert main(["start", str(there), "--no-open"]) == 0
    assert shlex.split(capsys.readouterr().out.splitlines()[-1])[-3:] == ["mosaic", "start", str(there)]


def test_the_repository_itself_is_only_opened(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert start.prepared(ROOT) == ROOT
    clone = tmp_path / "clone"
    (clone / ".git").mkdir(parents=True)
    (clone / "mosaic.toml").write_text(f'course = "{COURSE}"\n')
    assert start.prepared(clone) == clone
    assert "git pull" in capsys.readouterr().out
    assert sorted(p.name for p in clone.iterdir()) == [".git", "mosaic.toml"]
    assert not (ROOT / NAME).exists()


def test_on_a_console_without_its_letters_it_still_speaks(tmp_path: Path) -> None:
    """As on Windows, where the console's code page has no Ł."""
    (tmp_path / "Łódź").mkdir()
    command = [sys.executable, "-m", "mosaic_exercises", "start", "Łódź", "--no-open"]
    environ = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"?\xf3d" in done.stdout
