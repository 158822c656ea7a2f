"""What a learner's folder keeps, whatever happens to it."""

from __future__ import annotations

import contextlib
import errno
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_exercises.errors import FormatError, WorkbookError
from mosaic_exercises.workbook import Draft, Learner, Workbook, disk
from mosaic_exercises.workbook.events import read_event, read_lines
from mosaic_exercises.workbook.handin import collect, file_name, hand_in, read, take_in, write
from tests.support import share

COURSE = "a-course"


def opened(folder: Path) -> Workbook:
    return Workbook(folder, COURSE)


def test_an_event_is_one_json_line_on_the_disk(home: Path) -> None:
    book = opened(home)
    event = book.append("ladder", 2, "check", ["a"], "correct", 1.0)
    line = json.loads((home / "answers.jsonl").read_text())
    assert line["exercise"] == "ladder"
    assert line["answer"] == ["a"]
    assert line["rev"] == 2
    assert line["workbook"] == book.uuid
    assert line["session"] == book.session
    assert line["seq"] == 1
    assert line["at"].endswith("Z")
    assert set(line) == set(event.__struct_fields__)


@pytest.mark.parametrize("half", ["\ud83d", {"a\udc00": ["\ud800b"]}])
def test_half_an_emoji_costs_nothing(home: Path, half: object) -> None:
    book = opened(home)
    book.append("a", 1, "check", half, "invalid", 0.0)
    book.save_draft(Draft("a", 1, 1.0, half))
    book.append("b", 1, "check", "next", "correct", 1.0)
    again = opened(home)
    assert [e.exercise for e in again.events()] == ["a", "b"]
    assert read(write(collect(book, "1"))).events == again.events()


def test_two_notebooks_open_at_once_see_each_other(home: Path) -> None:
    one, two = opened(home), opened(home)
    assert one.uuid == two.uuid
    one.append("a", 1, "check", 1, "correct", 1.0)
    two.append("b", 1, "check", 2, "incorrect", 0.0)
    one.append("c", 1, "hint")
    assert [e.exercise for e in one.events()] == [e.exercise for e in two.events()] == ["a", "b", "c"]


def test_many_processes_that_write_at_once_lose_no_line(home: Path) -> None:
    opened(home)
    code = (
        "import sys; from pathlib import Path; from mosaic_exercises.workbook import Workbook\n"
        f"book = Workbook(Path(sys.argv[1]), {COURSE!r})\n"
        "for i in range(40): book.append('e', 1, 'check', sys.argv[2] + str(i) + 'x' * 3000, 'correct', 1.0)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(home), name]) for name in "pqrs"]
    assert [p.wait(60) for p in running] == [0, 0, 0, 0]
    answers = {e.answer.rstrip("x") for e in opened(home).events()}
    assert answers == {f"{name}{i}" for name in "pqrs" for i in range(40)}


def test_a_torn_last_line_is_set_aside_and_the_rest_is_read(home: Path) -> None:
    opened(home).append("a", 1, "check", 1, "correct", 1.0)
    with (home / "answers.jsonl").open("ab") as file:
        file.write(b'{"v":1,"id":"torn","cour')
    book = opened(home)
    assert [e.exercise for e in book.events()] == ["a"]
    kept = list((home / "aside").iterdir())
    assert [p.read_bytes() for p in kept] == [b'{"v":1,"id":"torn","cour']
    assert any(kept[0].name in notice for notice in book.notices)
    book.append("b", 1, "check", 1, "correct", 1.0)
    assert [e.exercise for e in opened(home).events()] == ["a", "b"]


def test_a_torn_line_never_joins_the_next_one(home: Path) -> None:
    book = opened(home)
    book.append("a", 1, "check", 1, "correct", 1.0)
    book.events()
    with (home / "answers.jsonl").open("ab") as file:
        file.write(b'{"torn')
    book.append("b", 1, "check", 2, "correct", 1.0)
    assert [e.exercise for e in opened(home).events()] == ["a", "b"]
    assert [p.read_bytes() for p in (home / "aside").iterdir()] == [b'{"torn']


def test_a_whole_last_line_without_its_newline_stays(home: Path) -> None:
    opened(home).append("a", 1, "check", 1, "correct", 1.0)
    path = home / "answers.jsonl"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    book = opened(home)
    book.append("b", 1, "check", 2, "correct", 1.0)
    assert [e.exercise for e in book.events()] == ["a", "b"]
    assert not (home / "aside").exists()


def test_a_file_that_is_no_file_of_answers_is_quarantined_whole(home: Path) -> None:
    home.mkdir()
    (home / "answers.jsonl").write_bytes(b"\x00\xffnot ours\nat all\n")
    book = opened(home)
    assert book.events() == ()
    assert [p.read_bytes() for p in (home / "aside").iterdir()] == [b"\x00\xffnot ours\nat all\n"]
    book.append("a", 1, "check", 1, "correct", 1.0)
    assert [e.exercise for e in opened(home).events()] == ["a"]


def test_a_bad_line_in_the_middle_costs_only_itself_and_is_told(home: Path) -> None:
    book = opened(home)
    book.append("a", 1, "check", 1, "correct", 1.0)
    with (home / "answers.jsonl").open("ab") as file:
        file.write(b"### a stranger's line\n")
    book.append("b", 1, "check", 1, "correct", 1.0)
    again = opened(home)
    assert [e.exercise for e in again.events()] == ["a", "b"]
    assert b"stranger" in (home / "answers.jsonl").read_bytes()
    assert any("1 line" in notice for notice in again.notices)


def test_a_lost_card_keeps_the_workbooks_id(home: Path) -> None:
    book = opened(home)
    book.set_learner(Learner(name="Ana"))
    book.append("a", 1, "check", 1, "correct", 1.0)
    (home / "workbook.json").write_text("{broken")
    again = opened(home)
    assert again.uuid == book.uuid
    assert again.learner.name == ""
    assert any(p.read_text() == "{broken" for p in (home / "aside").iterdir())


def test_the_hub_says_who_the_learner_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "s1234")
    book = opened(home)
    assert book.learner.id == "s1234"
    assert book.fixed == ("id",)
    book.set_learner(Learner(name="Ana", id="someone-else"))
    assert opened(home).learner == Learner(name="Ana", id="s1234")


def test_the_newest_draft_wins(home: Path) -> None:
    book = opened(home)
    assert book.save_draft(Draft("a", 1, 200.0, "new"))
    assert not opened(home).save_draft(Draft("a", 1, 100.0, "old"))
    draft = opened(home).draft("a")
    assert draft is not None
    assert draft.answer == "new"


def test_a_broken_draft_is_set_aside(home: Path) -> None:
    book = opened(home)
    book.save_draft(Draft("a", 1, 200.0, "text"))
    (home / "drafts" / "a.json").write_text('{"exer')
    assert book.draft("a") is None
    assert [p.read_text() for p in (home / "aside").iterdir()] == ['{"exer']


def test_what_the_disk_refused_is_written_by_itself_and_the_panels_hear_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    book = opened(tmp_path / "file" / "my_work")
    event = book.append("a", 1, "check", 1, "correct", 1.0)
    refused, clock = book.mark("a"), time.monotonic()
    assert "written by themselves" in book.unsaved
    assert "in the way" not in book.unsaved
    (tmp_path / "file").unlink()
    assert book.mark("a") == refused, "it is not asked with every look"
    monkeypatch.setattr("mosaic_exercises.workbook.store.time.monotonic", lambda: clock + 60)
    assert book.mark("a") != refused
    assert book.unsaved == ""
    assert opened(book.folder).events() == (event,)


def test_a_disk_that_is_full_is_not_filled_with_pieces(tmp_path: Path) -> None:
    """As large a file as the system lets this process write stands for a disk: what fits of an answer is written."""
    book = opened(tmp_path / "my_work")
    book.append("a", 1, "check", "first", "correct", 1.0)
    before = book.log.read_bytes()
    code = (
        "import resource, signal, sys; from pathlib import Path; from mosaic_exercises.workbook import Workbook\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 900},) * 2)\n"
        f"book = Workbook(Path({str(book.folder)!r}), 'c')\n"
        "for n in range(20): book.append('a', 1, 'check', 'x' * 3000, 'correct', 1.0)\n"
        "print(len(book.events()), book.unsaved)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("21 Your answers cannot be written to my_work yet: File too large")
    assert book.log.read_bytes() == before
    assert not [*(book.folder / "aside").glob("*")]


def test_a_folder_that_can_only_be_read_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An offline share, a copy on a disc, rights taken away on the day of the hand-in. (Root may write anywhere.)"""
    book = opened(home)
    first = book.append("a", 1, "check", 1, "correct", 1.0)
    book.set_learner(Learner(name="Ana"))
    with (home / "answers.jsonl").open("ab") as file:
        file.write(b'{"v":1,"id":"half')

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for name in ("locked", "mend_tail", "replace_whole"):
        monkeypatch.setattr(f"mosaic_exercises.workbook.disk.{name}", refuse)
    again = opened(home)
    assert again.events() == (first,)
    assert (again.learner.name, again.unsaved) == ("Ana", "")
    second = again.append("a", 1, "check", 2, "correct", 1.0)
    assert "Read-only file system" in again.unsaved
    assert read(write(collect(again, "1"))).events == (first, second)


def test_an_event_behind_a_torn_one_is_read(home: Path) -> None:
    book = opened(home)
    for answer in range(4):
        book.append("a", 1, "check", answer, "correct", 1.0)
    path = home / "answers.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], lines[1][:40] + lines[2], b"\0" * 512 + lines[3], b""]))
    again = opened(home)
    assert [event.answer for event in again.events()] == [0, 2, 3]
    assert any("2 line(s)" in notice for notice in again.notices)


@pytest.mark.parametrize("slug", ["../x", "a/b", "", "A", "a" * 200, "a.json", "..", "a\n"])
def test_a_draft_never_leaves_its_folder(home: Path, slug: str) -> None:
    with pytest.raises(FormatError, match="no exercise id"):
        opened(home).save_draft(Draft(slug, 1, 1.0, "x"))


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    """It is held in memory, handed in from there, and written as soon as the disk takes something again."""
    (tmp_path / "file").write_text("in the way")
    book = opened(tmp_path / "file" / "my_work")
    assert book.unsaved == ""
    first = book.append("a", 1, "check", 1, "correct", 1.0)
    assert "cannot be written" in book.unsaved
    with pytest.raises(WorkbookError, match="cannot be written"):
        book.set_learner(Learner(name="Ana"))
    assert book.save_draft(Draft("b", 1, 5.0, "half a sent"))
    assert book.put_draft(Draft("b", 1, 6.0, "half a sentence"), 0.0) is None
    second = book.append("a", 1, "hint")
    book.append("a", 1, "check", 1, "correct", 1.0, second.id)  # sent again
    handed = read(write(collect(book, "1")))
    assert handed.events == (first, second) == book.events()
    assert not handed.seal.startswith("open"), "they stand in a row"
    assert handed.learner.name == "Ana"
    assert [d.answer for d in handed.drafts] == ["half a sentence"]
    (tmp_path / "file").unlink()
    third = book.append("c", 1, "hint")
    assert book.unsaved == ""
    again = opened(book.folder)
    assert again.events() == book.events() == (first, second, third)
    assert again.drafts() == handed.drafts


def test_what_a_browser_kept_is_held_where_the_disk_refuses_it(home: Path, tmp_path: Path) -> None:
    event = opened(home).append("a", 1, "hint")
    (tmp_path / "file").write_text("in the way")
    book = opened(tmp_path / "file" / "my_work")
    book.adopt(event.workbook, Learner(name="Ana"))
    assert (book.add([event]), book.add([event])) == (1, 0)
    assert (book.uuid, book.learner.name, book.events()) == (event.workbook, "Ana", (event,))


def test_everything_comes_back_from_the_downloaded_file(home: Path, tmp_path: Path) -> None:
    book = opened(home)
    book.set_learner(Learner(name='Ana, "A" =1+1 \U0001f600', id="s1", email="a@example.org"))
    book.append("a", 1, "check", {"x": ["ü", None, 1.5]}, "partial", 0.5)
    book.append("a", 1, "hint")
    book.save_draft(Draft("b", 1, 5.0, "half a sent"))
    data = write(collect(book, "1"))
    fresh = opened(tmp_path / "other")
    told = take_in(fresh, data)
    assert "1 drafts" in told
    assert fresh.uuid == book.uuid
    assert fresh.learner == book.learner
    assert fresh.events() == book.events()
    assert fresh.drafts() == book.drafts()
    assert take_in(fresh, data).startswith("0 new answers")


def test_a_file_of_another_machine_merges_and_mixes_nothing_up(home: Path, tmp_path: Path) -> None:
    here, there = opened(home), opened(tmp_path / "there")
    here.append("a", 1, "check", 1, "correct", 1.0)
    there.append("b", 1, "check", 2, "correct", 1.0)
    take_in(here, write(collect(there, "1")))
    assert [e.exercise for e in here.events()] == ["a", "b"]
    assert here.uuid != there.uuid


def test_files_that_an_editor_has_saved_with_a_mark_are_read(home: Path) -> None:
    book = Workbook(home, "tiles")
    book.set_learner(Learner("Zoë", "s7"))
    for answer in ("a", "b"):
        book.append("one", 1, "check", answer)
    for path in (book.log, home / "workbook.json"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    again = Workbook(home, "tiles")
    assert (again.uuid, again.learner.name) == (book.uuid, "Zoë")
    assert again.events() == book.events()
    (home / "workbook.json").write_text((home / "workbook.json").read_text("utf-8-sig"), "utf-16")
    assert Workbook(home, "tiles").uuid == book.uuid
    assert again.notices == []
    other = Workbook(home.with_name("other"), "tiles")
    take_in(other, b"\xef\xbb\xbf" + hand_in(book, "1")[1])
    assert other.events() == book.events()


def test_a_file_of_another_course_is_refused(home: Path, tmp_path: Path) -> None:
    data = write(collect(Workbook(tmp_path / "x", "other-course"), "1"))
    with pytest.raises(FormatError, match="another course"):
        take_in(opened(home), data)


def test_one_damaged_entry_of_a_hand_in_file_costs_only_itself(home: Path) -> None:
    book = opened(home)
    book.append("a", 1, "check", 1, "correct", 1.0)
    book.append("b", 1, "check", 2, "correct", 1.0)
    raw = json.loads(write(collect(book, "1")))
    raw["events"][0]["seq"] = "three"
    found = read(json.dumps(raw).encode())
    assert [e.exercise for e in found.events] == ["b"]
    assert found.damaged == 1
    raw["events"][0] |= {"seq": 1, "id": "x" * 1000}
    raw["damaged"] = 77
    assert read(json.dumps(raw).encode()).damaged == 1
    del raw["events"][0]
    assert read(json.dumps(raw).encode()).damaged == 0


@pytest.mark.parametrize(
    ("learner", "name"),
    [
        (Learner(id="s1234"), "s1234.mosaic.json"),
        (Learner(name="Ana Silva"), "Ana_Silva.mosaic.json"),
        (Learner(id="../../etc/passwd"), "etc_passwd.mosaic.json"),
        (Learner(), "my_work.mosaic.json"),
        (Learner(name="李雷"), "my_work.mosaic.json"),
    ],
)
def test_the_hand_in_file_has_a_name_every_system_takes(learner: Learner, name: str) -> None:
    assert file_name(learner) == name


def test_hand_in_writes_one_file(home: Path) -> None:
    book = opened(home)
    book.set_learner(Learner(id="s1"))
    path, data = hand_in(book, "1")
    assert path == home / "hand_in" / "s1.mosaic.json"
    assert read(path.read_bytes()) == read(data)


LINE = msgspec.json.encode(
    {"v": 1, "id": "i1", "course": COURSE, "rev": 1, "workbook": "w", "session": "s", "seq": 1, "exercise": "a"}
    | {"type": "check", "at": "2026-01-01T00:00:00.000Z", "answer": None, "outcome": None, "score": None}
)


@given(st.binary(max_size=400))
def test_no_bytes_make_the_readers_raise_anything_but_their_own_error(data: bytes) -> None:
    for reader in (read_event, read):
        with contextlib.suppress(FormatError):
            reader(data)


@given(before=st.binary(max_size=200), after=st.binary(max_size=200))
def test_a_readable_line_is_found_between_any_bytes(before: bytes, after: bytes) -> None:
    events, _ = read_lines(before.replace(b"\n", b" ") + b"\n" + LINE + b"\n" + after)
    assert "i1" in {e.id for e in events}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=share(60), deadline=None)
@given(junk=st.binary(max_size=300), cut=st.integers(0, 300))
def test_no_bytes_in_a_workbook_lose_what_was_readable(tmp_path: Path, junk: bytes, cut: int) -> None:
    folder = tmp_path / f"w{abs(hash((junk, cut)))}"
    book = opened(folder)
    if not book.events():
        book.append("a", 1, "check", "kept", "correct", 1.0)
    with (folder / "answers.jsonl").open("ab") as file:
        file.write(junk + LINE[:cut])
    again = opened(folder)
    assert "kept" in {e.answer for e in again.events()}
    again.append("b", 1, "check", "later", "correct", 1.0)
    assert {"kept", "later"} <= {e.answer for e in opened(folder).events()}
    on_disk = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    assert (junk + LINE[:cut]).split(b"\n")[-1] in on_disk


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 50_000, b'{"format":"mosaic-submission","events":' + b"[" * 100_000]
)
def test_deep_nesting_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(FormatError):
        read(data)


def test_two_kernels_that_write_drafts_at_once_overwrite_nothing_unseen(tmp_path: Path) -> None:
    """Of many windows that write over the same base, exactly one is kept; the others are told of it."""
    books = [Workbook(tmp_path / "my_work", "c") for _ in range(8)]
    gate = threading.Barrier(len(books))
    refused: list[Draft | None] = [None] * len(books)

    def write(n: int) -> None:
        gate.wait()
        refused[n] = books[n].put_draft(Draft("a", 1, 10.0 + n, f"text {n}", f"w{n}"), 0.0)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(len(books))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = books[0].draft("a")
    assert kept is not None
    assert refused.count(None) == 1
    assert {d.answer for d in refused if d is not None} == {kept.answer}


def test_a_window_s_own_newer_draft_stands(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "my_work", "c")
    assert book.put_draft(Draft("a", 1, 20.0, "new", "w1"), 0.0) is None
    assert book.put_draft(Draft("a", 1, 10.0, "old", "w1"), 0.0) is None
    assert book.draft("a") == Draft("a", 1, 20.0, "new", "w1")


def test_a_draft_that_the_other_window_had_seen_stands_in_nobodys_way(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "my_work", "c")
    ours, unseen = Draft("a", 1, 10.0, "ours", "w1"), Draft("a", 1, 20.0, "theirs", "w2", 0.0)
    assert book.put_draft(ours, 0.0) is None
    assert book.put_draft(unseen, 0.0) == ours  # neither had seen the other's: the learner chooses
    seen = Draft("a", 1, 30.0, "theirs, after ours", "w2", 10.0)
    assert book.put_draft(seen, 10.0) is None
    assert book.put_draft(ours, 0.0) is None  # told again by a browser that was away
    assert book.draft("a") == seen


def test_a_name_said_in_one_notebook_is_known_in_the_others(tmp_path: Path) -> None:
    one, two = (Workbook(tmp_path / "my_work", "c") for _ in range(2))
    one.set_learner(Learner(name="Ana"))
    assert two.learner.name == "Ana"
    (tmp_path / "my_work" / "workbook.json").write_text("{torn")
    assert two.learner.name == "Ana"
    assert two.uuid == one.uuid
    (tmp_path / "my_work" / "workbook.json").unlink()
    assert two.uuid == one.uuid


def test_what_is_written_here_is_not_read_from_the_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, other = Workbook(tmp_path, "c"), Workbook(tmp_path, "c")
    reads: list[int] = []
    read = disk.read_events
    monkeypatch.setattr(disk, "read_events", lambda *args: reads.append(1) or read(*args))
    for number in range(5):
        book.append("who-buys", 1, "check", [str(number)], "incorrect", 0.0)
    assert [e.answer for e in book.events()] == [[str(n)] for n in range(5)]
    assert reads == []
    other.append("who-buys", 1, "check", ["there"], "correct", 1.0)
    assert book.events()[-1].answer == ["there"]  # what another notebook has written is
    assert Workbook(tmp_path, "c").events() == book.events() == other.events()


# the clock


def test_an_answer_given_later_stays_later_when_the_clock_is_set_back_between_two_sittings(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sitting(at: str, *answers: str) -> Workbook:
        monkeypatch.setattr("mosaic_exercises.workbook.store.now", lambda: at)
        book = Workbook(home, "c")
        for answer in answers:
            book.append("one", 1, "check", answer, "correct", 1.0)
        return book

    sitting("2099-01-01T10:00:00.000Z", "first", "second")  # a battery that was empty
    book = sitting("2026-03-02T10:00:00.000Z", "third")
    assert book.history("one").newest.answer == "third"
    again = Workbook(home, "c")
    assert [e.answer for e in again.events()] == ["first", "second", "third"]
    # What a browser's mirror gives back, sorted by its times, is put into its own order, too.
    other = Workbook(home / "other", "c")
    other.add(sorted(again.events(), key=lambda event: event.at))
    assert [e.answer for e in Workbook(home / "other", "c").events()] == ["first", "second", "third"]
    # Of two places that know nothing of each other the clock decides.
    elsewhere = Workbook(home / "elsewhere", "c")
    monkeypatch.setattr("mosaic_exercises.workbook.store.now", lambda: "2026-03-02T09:00:00.000Z")
    elsewhere.append("one", 1, "check", "before", "correct", 1.0)
    book.add(elsewhere.events())
    assert [e.answer for e in Workbook(home, "c").events()] == ["before", "first", "second", "third"]


def test_one_wrong_year_moves_nothing_else(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two machines share a workbook by files; the clock of one is wrong for one answer, in either direction."""

    def act(book: Workbook, day: str, answer: str) -> None:
        monkeypatch.setattr("mosaic_exercises.workbook.store.now", lambda: f"{day}T10:00:00.000Z")
        book.append("one", 1, "check", answer, "correct", 1.0)

    for wrong in ("2099-01-01", "2001-01-01"):
        a, b = Workbook(home / wrong / "a", "c"), Workbook(home / wrong / "b", "c")
        act(a, "2026-03-01", "a1")
        b.add(a.events())
        act(a, wrong, "a2")
        act(a, "2026-03-02", "a3")
        act(b, "2026-03-03", "b4")
        a.add(b.events())
        act(a, "2026-03-04", "a5")
        b.add(a.events())
        for book in (a, b, Workbook(home / wrong / "a", "c"), Workbook(home / wrong / "b", "c")):
            assert [e.answer for e in book.events()] == ["a1", "a2", "a3", "b4", "a5"]
