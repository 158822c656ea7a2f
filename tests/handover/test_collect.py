"""Hand-ins are fetched from folders: whose it is the folder tells, nothing is lost, nothing leads outside."""

from __future__ import annotations

import csv
import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.errors import HandoverError
from mosaic_exercises.handover import hand_ins, held
from mosaic_exercises.handover.collect import Arrival, collect
from mosaic_exercises.handover.hand_ins import HandIns
from mosaic_exercises.handover.names import folder_name, identity_of
from mosaic_exercises.handover.returning import PageCard, give_back
from mosaic_exercises.workbook.handin import read
from tests.handover.made import laid, paper

HOSTILE = (
    "ana", "Bo Li", "müller@uni.example", "x; rm -rf $HOME", "<img src=x onerror=alert(1)>", "a\nb", "..hidden", "con",
    "%2e%2e", "=cmd()|'x'", "\u202egnp.exe", "日本", "-rf", "a" * 60,
)  # fmt: skip


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    return tmp_path / "drop"


@pytest.fixture
def into(tmp_path: Path) -> HandIns:
    return HandIns(tmp_path / "hand_ins", "tiles")


def fetched(drop: Path, into: HandIns, **how: object) -> list[Arrival]:
    return list(collect(drop, into, wait=0.0, **how))  # type: ignore[arg-type]


def states(rows: list[Arrival]) -> dict[str, str]:
    return {row.identity: row.state for row in rows}


def test_the_folder_tells_whose_it_is_and_a_second_run_changes_nothing(drop: Path, into: HandIns) -> None:
    laid(drop / "ana", paper("a", id_="bob"))
    laid(drop / "bob" / "course" / "my_work" / "hand_in", paper("b", id_="ana"))
    (drop / "cy").mkdir()
    assert states(fetched(drop, into)) == {"ana": "new", "bob": "new", "cy": "nothing"}
    before = {path: path.stat().st_mtime_ns for path in into.folder.rglob("*.json")}
    assert states(fetched(drop, into)) == {"ana": "unchanged", "bob": "unchanged", "cy": "nothing"}
    assert before == {path: path.stat().st_mtime_ns for path in into.folder.rglob("*.json")}
    assert read(into.data(into.versions("ana")[0])).events[0].answer == "a"


def test_a_second_hand_in_is_a_new_version_and_so_is_a_return_to_the_first(drop: Path, into: HandIns) -> None:
    for answer in ("a", "b", "a"):
        laid(drop / "ana", paper(answer))
        assert [row.state for row in fetched(drop, into)] == ["new"]
    assert [read(into.data(one)).events[0].answer for one in into.versions("ana")] == ["a", "b", "a"]
    assert [one.number for one in into.versions("ana")] == [1, 2, 3]
    laid(drop / "ana", paper("z"), "older.mosaic.json", age=9_000)
    rows = fetched(drop, into)
    assert {row.file: row.state for row in rows} == {"older.mosaic.json": "new", "work.mosaic.json": "new"}
    newest = into.newest("ana")
    assert newest is not None
    assert read(into.data(newest)).events[0].answer == "a", "what was handed in last counts"
    assert {row.state for row in fetched(drop, into)} == {"unchanged"}


def test_names_of_any_sort_stay_themselves_and_inside(drop: Path, into: HandIns) -> None:
    for name in HOSTILE:
        laid(drop / name, paper(name[:4]))
    rows = fetched(drop, into)
    shown = [name for name in HOSTILE if not name.startswith(".")]
    assert {row.identity for row in rows if row.state == "new"} == set(shown)
    assert set(into.identities()) == set(shown)
    assert all(path.parent.parent == into.folder for path in into.folder.rglob("0001-*.json"))
    for name in (*HOSTILE, "../../etc", "a/b", "..", "\x00", ".", "a ", "COM1.txt"):
        made = folder_name(name)
        assert identity_of(made) == name
        assert "/" not in made
        assert not made.startswith(".")
    with pytest.raises(HandoverError, match="too long"):
        folder_name("a" * 300)


def test_what_cannot_be_taken_is_told_and_the_rest_comes(drop: Path, into: HandIns, tmp_path: Path) -> None:
    secret = laid(tmp_path / "elsewhere", paper("secret"))
    laid(drop / "good", paper("a"))
    laid(drop / "torn", paper("a")[:-40])
    laid(drop / "fresh", paper("a")[:-40], age=1)
    laid(drop / "other", paper("a", course="another"))
    laid(drop / "wrong", b"%PDF", "essay.pdf")
    (drop / "link").mkdir()
    (drop / "link" / "work.mosaic.json").symlink_to(secret)
    (drop / "away").symlink_to(secret.parent)
    (drop / "inner").mkdir()
    (drop / "inner" / "hand_in").symlink_to(secret.parent)
    (drop / "hard").mkdir()
    os.link(secret, drop / "hard" / "work.mosaic.json")
    (drop / "pipe").mkdir()
    os.mkfifo(drop / "pipe" / "work.mosaic.json")
    big = laid(drop / "big", b"")
    os.truncate(big, 60_000_000)
    laid(drop, paper("a"), "lost.mosaic.json")
    rows = {row.identity: row for row in fetched(drop, into, inside=("", "hand_in"))}
    assert {n: row.state for n, row in rows.items()} == {
        "good": "new", "torn": "refused", "fresh": "waiting", "other": "refused", "wrong": "nothing", "link": "refused",
        "away": "refused", "inner": "nothing", "hard": "refused", "pipe": "refused", "big": "refused", "": "refused",
    }  # fmt: skip
    for name, said in {
        "torn": "cut off",
        "other": "another course",
        "link": "links are not",
        "hard": "hard link",
    }.items():
        assert said in rows[name].reason
    assert "60,000,000 bytes" in rows["big"].reason
    assert into.identities() == ["good"]
    assert fetched(drop / "wrong", into) == []
    assert "there is essay.pdf" in next(r for r in fetched(drop, into, inside=("",)) if r.identity == "wrong").reason


def test_a_file_that_is_being_written_is_waited_for(drop: Path, into: HandIns) -> None:
    whole = paper("a")
    path = laid(drop / "ana", whole[:50], age=0)

    def finish() -> None:
        time.sleep(0.2)
        path.write_bytes(whole)

    writer = threading.Thread(target=finish)
    writer.start()
    rows = list(collect(drop, into, wait=20.0))
    writer.join()
    assert states(rows) == {"ana": "new"}


def test_a_link_put_in_place_of_a_folder_meanwhile_is_not_followed(drop: Path, into: HandIns, tmp_path: Path) -> None:
    laid(tmp_path / "elsewhere", paper("secret"))
    laid(drop / "ana" / "hand_in", paper("a"))

    def swap(*_: int) -> None:  # after the first learner the second one's folder becomes a link
        if not (drop / "bob" / "hand_in").is_symlink():
            (drop / "bob" / "hand_in" / "work.mosaic.json").unlink()
            (drop / "bob" / "hand_in").rmdir()
            (drop / "bob" / "hand_in").symlink_to(tmp_path / "elsewhere")

    laid(drop / "bob" / "hand_in", paper("b"))
    rows = fetched(drop, into, progress=swap)
    assert states(rows) == {"ana": "new", "bob": "nothing"}
    assert into.identities() == ["ana"]


def test_a_file_of_another_account_is_refused(drop: Path, into: HandIns) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files to other accounts")
    path = laid(drop / "ana", paper("a"))
    os.chown(path, 4_001, -1)
    os.chown(drop / "ana", 4_002, -1)
    (row,) = fetched(drop, into)
    assert (row.state, "another account" in row.reason) == ("refused", True)
    os.chown(drop / "ana", 4_001, -1)
    assert states(fetched(drop, into)) == {"ana": "new"}
    laid(drop / "daemon", paper("d"))
    os.chown(drop / "daemon" / "work.mosaic.json", 4_001, -1)
    assert states(fetched(drop, into))["daemon"] == "refused", "the folder is that of an account of this machine"


def test_a_folder_that_somebody_made_in_anothers_name_is_of_nobody(
    drop: Path, into: HandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = {"ana": 4_001, "bo": 4_002}
    monkeypatch.setattr(held, "account_of", accounts.get)
    for owner, keeper in ((4_001, 7), (7, 7), (0, 7), (os.geteuid(), 7), (held.UNKNOWN, 7)):
        held.theirs("ana", owner, keeper)
    held.theirs("no-account-of-this-machine", 4_002, 7)
    with pytest.raises(HandoverError, match="made by another account"):
        held.theirs("ana", 4_002, 7)
    if os.geteuid() != 0:
        pytest.skip("only root can give folders to other accounts: the rule alone was tested")
    for path in (laid(drop / "ana", paper("mallory's")), drop / "ana"):
        os.chown(path, 4_002, -1)
    (row,) = fetched(drop, into)
    assert (row.state, "made by another account" in row.reason) == ("refused", True)
    (page,) = give_back(drop, [("ana", "<p>1 of 6</p>")], PageCard(at=1.0))
    assert (page.state, "made by another account" in page.reason) == ("left out", True)
    assert not (drop / "ana" / "returned").exists()


def test_a_folder_nearly_called_like_anothers_does_not_stand_for_it(
    drop: Path, into: HandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ana", "ANA", "bo", "zo\u00eb", "zoe\u0308"):
        laid(drop / name, paper(name))
    rows = fetched(drop, into)
    assert states(rows) == {
        "ANA": "refused",
        "ana": "refused",
        "bo": "new",
        "zo\u00eb": "refused",
        "zoe\u0308": "refused",
    }
    assert "'ANA'" in next(row.reason for row in rows if row.identity == "ana")
    monkeypatch.setattr("mosaic_exercises.handover.collect.account_of", {"ana": os.geteuid()}.get)
    assert {name: state for name, state in states(fetched(drop, into)).items() if name.lower() == "ana"} == {
        "ANA": "refused",
        "ana": "new",
    }


def test_many_hand_ins_of_one_learner_at_once_are_each_a_version(into: HandIns) -> None:
    papers = [paper(str(n)) for n in range(12)]
    threads = [threading.Thread(target=into.receive, args=("ana", data)) for data in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = into.versions("ana")
    assert [one.number for one in found] == list(range(1, 13))
    assert {into.data(one) for one in found} == set(papers)


def test_a_folder_of_something_else_and_a_disk_that_forgets_are_told(
    into: HandIns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid(tmp_path / "mine", b"x", "thesis.txt")
    with pytest.raises(HandoverError, match="holds something else"):
        HandIns(tmp_path / "mine")
    with pytest.raises(HandoverError, match="cannot be opened"):
        fetched(tmp_path / "nowhere", into)
    with monkeypatch.context() as patched:
        patched.setattr(held.os, "fsync", lambda handle: os.pwrite(handle, b"X", 0))
        with pytest.raises(HandoverError, match="gave back something else"):
            into.receive("ana", paper("a"))
    assert list(into.folder.rglob("*.json")) == [into.folder / hand_ins.MARK / "mark.json"]
    fresh = into.folder / "ana" / ".part-0123"
    fresh.write_bytes(b"half")
    assert into.sweep() == 0, "it may be another run's"
    os.utime(fresh, (1, 1))
    assert into.sweep() == 1


KILLED = """
import sys, pathlib
from mosaic_exercises.handover.collect import collect
from mosaic_exercises.handover.hand_ins import HandIns
into = HandIns(pathlib.Path(sys.argv[2]), "tiles")
print("begun", flush=True)
for row in collect(pathlib.Path(sys.argv[1]), into, wait=0): pass
"""


def kills(drop: Path, into: HandIns, rounds: int) -> None:
    """Every file stands whole or not at all after each kill, and the last run finds all."""
    rng = random.Random(4)
    names = [f"s{n:03d}" for n in range(25)]
    for at in range(rounds):
        for name in names:
            laid(drop / name, paper(f"{name} {at}"))
        run = subprocess.Popen([sys.executable, "-c", KILLED, str(drop), str(into.folder)], stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(rng.random() * 0.12)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        for name in names:
            for one in into.versions(name):
                assert read(into.data(one)).events[0].answer.startswith(name)
    fetched(drop, into)
    for name in names:
        newest = into.newest(name)
        assert newest is not None
        assert read(into.data(newest)).events[0].answer == f"{name} {rounds - 1}"
        numbers = [one.number for one in into.versions(name)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_kill_in_the_middle_loses_nothing(drop: Path, into: HandIns) -> None:
    kills(drop, into, 1)


@pytest.mark.slow
def test_many_kills_lose_nothing(drop: Path, into: HandIns) -> None:
    kills(drop, into, 60)


def test_the_command_says_what_came(drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(drop / "ana", paper("a", course="mosaic-customer-development"))
    laid(drop / "\x1b[31mbob", paper("a")[:-40])
    into, csv = tmp_path / "in", tmp_path / "t.csv"
    assert main(["collect", str(drop), "--into", str(into), "--wait", "0", "--csv", str(csv)]) == 0
    said = capsys.readouterr().out
    assert "1 new file" in said
    assert "Refused" in said
    assert "\x1b" not in said
    assert csv.read_text().splitlines()[0] == "learner_id,file,state,version,reason"
    assert main(["collect", str(tmp_path / "no"), "--into", str(into)]) == 2


def test_a_full_disk_stops_the_command_and_blames_no_file(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ana", "bo", "cy"):
        laid(drop / name, paper(name, course="mosaic-customer-development"))
    write, into = held.HeldFolder.write, str(tmp_path / "in")

    def full(self: held.HeldFolder, name: str, *how: object) -> None:
        if self.path.name != "ana":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, name, *how)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(held.HeldFolder, "write", full)
        assert main(["collect", str(drop), "--into", into, "--wait", "0"]) == 1
    out, err = capsys.readouterr()
    assert "1 new file" in out
    assert "Refused" not in out
    assert "No space left" in err
    assert "collect again" in err
    assert main(["collect", str(drop), "--into", into, "--wait", "0"]) == 0
    assert "2 new files" in capsys.readouterr().out


@pytest.mark.parametrize("wait", ["nan", "inf", "-1", "soon"])
def test_no_command_waits_for_ever(drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wait: str) -> None:
    with pytest.raises(SystemExit):
        main(["collect", str(drop), "--into", str(tmp_path / "in"), f"--wait={wait}"])
    assert f"not '{wait}'" in capsys.readouterr().err


def test_a_folder_whose_name_is_no_text_costs_no_class_its_grades(drop: Path, tmp_path: Path) -> None:
    for name in ("ana", "bad\udcff", "bad\ufffd"):
        laid(drop / name, paper(name[:3], course="mosaic-customer-development"))
    into, out = str(tmp_path / "in"), tmp_path / "grades"
    assert main(["collect", str(drop), "--into", into, "--wait", "0"]) == 0
    assert main(["grade", into, "--out", str(out)]) == 0
    with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
        found = [row["learner_id"] for row in csv.DictReader(file)]
    assert sorted(found) == ["ana", "bad%FF", "bad\ufffd"]
