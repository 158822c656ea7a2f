"""Where answers come from: each event is linked to the one before it, a file is sealed, and what does not hold, or
cannot be, is something to look at. It is no accusation and costs no point."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.errors import CourseError
from mosaic_exercises.grading import CourseIndex, Graded, assess, grade_class
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.events import Event, Learner, encode, first_link, link, read_event, write_event
from mosaic_exercises.workbook.handin import collect, read, take_in, write
from tests.grading.conftest import RIGHT, event, one, paper, submission, table

CHANGED = "the file was changed after it was made"


@pytest.fixture
def index(course: Course) -> CourseIndex:
    return CourseIndex(course)


def worked(folder: Path, answers: dict[str, object] | None = None, name: str = "s1") -> Workbook:
    """A workbook in which somebody has answered."""
    book = Workbook(folder, "tiles")
    book.set_learner(Learner("Ana", name, ""))
    for slug, answer in (RIGHT if answers is None else answers).items():
        book.append(slug, 1, "check", answer)
    return book


def look(index: CourseIndex, data: bytes) -> tuple[str, ...]:
    found = assess(index, data)
    assert isinstance(found, Graded)
    return found.look


def handed(book: Workbook) -> bytes:
    return write(collect(book, "3"))


def rewrite(book: Workbook, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the file of answers by hand."""
    book.log.write_bytes(b"".join(change(book.log.read_bytes().splitlines(keepends=True))))


# what is honest


def test_each_event_names_the_one_before_it_on_the_disk(tmp_path: Path) -> None:
    book = worked(tmp_path)
    lines = book.log.read_bytes().splitlines()
    links = [read_event(line).prev for line in lines]
    assert links == [first_link(book.uuid), *(link(line) for line in lines[:-1])]
    assert [e.prev for e in Workbook(tmp_path, "tiles").events()] == links


def test_what_a_learner_does_in_earnest_keeps_the_chain(index: CourseIndex, tmp_path: Path) -> None:
    book = worked(tmp_path / "a", {"who-buys": ["b"], "how-much": 42.0, "in-bins": {"10": "x", "9": "y", "p": 2.0}})
    other = Workbook(tmp_path / "a", "tiles")  # another window, another kernel
    for n in range(3):
        book.append("who-buys", 1, "hint")
        other.append("how-much", 1, "check", str(n))
    book.set_learner(Learner("Ana María", "s1", ""))  # a new name
    assert look(index, handed(book)) == ()
    # A torn last line is set aside, and the next event is linked to the last whole one.
    with book.log.open("ab") as file:
        file.write(b'{"v":1,"id":"torn')
    Workbook(tmp_path / "a", "tiles").append("in-a-row", 1, "check", ["a"])
    assert look(index, handed(book)) == ()
    # Downloaded, uploaded into an empty folder, gone on with there, and brought back.
    far = Workbook(tmp_path / "b", "tiles")
    take_in(far, handed(book))
    far.append("who-buys", 1, "check", ["a"])
    book.append("which-fit", 1, "check", ["a"])
    take_in(book, handed(far))
    book.append("which-fit", 1, "check", ["a", "b"])
    assert look(index, handed(book)) == look(index, handed(far)) == ()
    # Back from a browser, which keeps JSON in its own way: 42.0 is 42 there, and keys that are numbers come first.
    home = Workbook(tmp_path / "c", "tiles")
    home.adopt(book.uuid, book.learner)
    home.add(read_event(encode(by_browser(e))) for e in book.events())
    home.append("who-buys", 1, "check", ["a"])
    assert look(index, handed(home)) == ()
    assert handed(home).count(b'"prev"') == len(home.events()) == len(book.events()) + 1


def by_browser(event: Event) -> object:
    """An event as a browser's JSON.stringify(JSON.parse(...)) leaves it."""

    def sent(value: object) -> object:
        if isinstance(value, dict):
            numbers = sorted((k for k in value if k.isdigit()), key=int)
            return {k: sent(value[k]) for k in (*numbers, *(k for k in value if not k.isdigit()))}
        if isinstance(value, list):
            return [sent(v) for v in value]
        return int(value) if isinstance(value, float) and value == int(value) else value

    return sent(json.loads(encode(event)))


def test_a_workbook_of_an_earlier_version_is_in_order_and_so_is_what_follows(
    index: CourseIndex, tmp_path: Path
) -> None:
    """Its lines stay as they were, to the byte."""
    book = worked(tmp_path, {})
    old = [event(slug, answer, workbook=book.uuid) for slug, answer in RIGHT.items()]
    lines = b"".join(map(write_event, old))
    assert b"prev" not in lines
    book.log.write_bytes(lines)
    unsealed = write(collect(book, "2")).rpartition(b',\n"seal"')[0] + b"}\n"  # that edition had another course
    assert look(index, unsealed) == look(index, handed(book)) == ()
    book.append("how-much", 1, "check", "41")
    assert book.log.read_bytes().startswith(lines)
    assert look(index, handed(book)) == ()
    assert look(index, paper(RIGHT)) == ()


def test_other_blanks_and_line_ends_are_no_change(index: CourseIndex, tmp_path: Path) -> None:
    data = handed(worked(tmp_path))
    assert look(index, data.replace(b"\n", b"\r\n")) == ()
    assert look(index, json.dumps(json.loads(data), indent=4).encode()) == ()


# what is worth a look


def test_a_file_that_was_changed_is_said(index: CourseIndex, tmp_path: Path) -> None:
    data = handed(worked(tmp_path))
    marks = assess(index, data)
    last = json.loads(data)["events"][-1]["id"].encode()
    for name, changed in {
        "the learner": data.replace(b'"id":"s1"', b'"id":"s2"'),
        "the last answer": data.replace(
            b'"answer":["true"],"outcome":null,"score":null,"prev"',
            b'"answer":["false"],"outcome":null,"score":null,"prev"',
        ),
        "no seal": data.rpartition(b',\n"seal"')[0] + b"}\n",
        "an id": data.replace(last, b"f" * 32),
    }.items():
        assert changed != data, name
        assert look(index, changed)[0].startswith(CHANGED), name
    renamed = assess(index, data.replace(b'"id":"s1"', b'"id":"s2"'))
    assert isinstance(renamed, Graded)
    assert isinstance(marks, Graded)
    assert (renamed.score, renamed.status, renamed.items) == (marks.score, marks.status, marks.items)


def test_a_file_without_seal_and_links_is_said_where_this_edition_writes_both(
    index: CourseIndex, tmp_path: Path
) -> None:
    """Whoever takes all of it out leaves no link that leads nowhere."""
    sheet = json.loads(handed(worked(tmp_path)))
    del sheet["seal"]
    for row in sheet["events"]:
        del row["prev"]
    said = ("no seal and no links, as only older editions of Mosaic write",)
    assert look(index, json.dumps(sheet).encode()) == said
    assert look(index, json.dumps({**sheet, "damaged": "x"}).encode()) == said, "read entry by entry"
    assert look(index, json.dumps({**sheet, "version": "2"}).encode()) == ()
    assert look(index, json.dumps({**sheet, "events": []}).encode()) == ()


CUTS = {
    "an answer changed": lambda lines: [*lines[:2], lines[2].replace(b'"a"', b'"b"'), *lines[3:]],
    "an event left out": lambda lines: [*lines[:2], *lines[3:]],
    "the beginning left out": lambda lines: lines[2:],
}


@pytest.mark.parametrize("name", CUTS)
def test_a_record_that_was_changed_by_hand_is_said(index: CourseIndex, tmp_path: Path, name: str) -> None:
    book = worked(tmp_path)
    rewrite(book, CUTS[name])
    assert look(index, handed(Workbook(tmp_path, "tiles"))) == (
        "1 event after one that is not in its record, or not as it was",
    )


def test_events_put_in_by_hand_are_said(index: CourseIndex, tmp_path: Path) -> None:
    book = worked(tmp_path)
    lines = book.log.read_bytes().splitlines()
    mine = msgspec.structs.replace(read_event(lines[-1]), id="0" * 32, prev=msgspec.UNSET)
    book.log.write_bytes(book.log.read_bytes() + write_event(mine))
    assert "without a link to the one before" in look(index, handed(Workbook(tmp_path, "tiles")))[0]
    foreign = worked(tmp_path / "b", {"how-much": "42"}).events()[-1]
    stolen = msgspec.structs.replace(foreign, workbook=book.uuid, session="x")  # said to be one's own
    book.log.write_bytes(b"\n".join((*lines, encode(stolen), b"")))
    assert "after one that is not in its record" in look(index, handed(Workbook(tmp_path, "tiles")))[0]


TIMES = {
    "after the file was made": (["2026-03-02T10:00:00Z", "2026-03-07T10:00:00Z"], "1 event dated after the day on"),
    "before the course": (["2025-12-25T10:00:00Z", "2026-03-02T10:00:00Z"], "1 event dated before the course began"),
    "before Mosaic": (["1970-01-02T00:00:00.000Z", "1970-01-02T00:00:00.000Z"], "2 events dated before the course"),
    "days before the event above": (["2026-03-04T10:00:00Z", "2026-03-02T10:00:00Z"], "1 event dated more than a day"),
    "no odds: the clock of another zone": (["2026-03-02T20:00:00Z", "2026-03-02T06:00:00Z"], ""),
    "no odds: the file made by a clock that is behind": (["2026-03-05T20:00:00Z"], ""),
    "no odds: all in two seconds": (["2026-03-02T10:00:00Z", "2026-03-02T10:00:01Z", "2026-03-02T10:00:02Z"], ""),
    "no times": (["yesterday", "2026-03-02T10:00:00Z", ""], "2 events whose time cannot be read"),
}


@pytest.mark.parametrize("name", TIMES)
def test_times_that_cannot_be_are_said(layer: Callable[..., Path], name: str) -> None:
    times, said = TIMES[name]
    text = (layer() / "manifest.toml").read_text(encoding="utf-8")
    course = load_layers((str(layer(manifest=text.replace('version = "3"', 'version = "3"\nbegins = "2026-01-01"'))),))
    events = [event("how-much", "42", at, seq=n) for n, at in enumerate(times, 1)]
    found = look(CourseIndex(course), paper(events))
    assert [one.startswith(said) for one in found] == ([True] if said else [])


def test_a_later_sitting_dated_days_earlier_is_said_by_the_links(index: CourseIndex, tmp_path: Path) -> None:
    """A clock set back to before the due date, and the kernel started again."""
    book = worked(tmp_path, {"who-buys": ["b"], "how-much": "41"})
    late = Workbook(tmp_path, "tiles").append("how-much", 1, "check", "42")
    backdated = write_event(msgspec.structs.replace(late, at="2026-01-05T10:00:00.000Z"))
    rewrite(book, lambda lines: [*lines[:-1], backdated])
    assert look(index, handed(Workbook(tmp_path, "tiles"))) == (
        "1 event dated more than a day earlier than the one before it",
    )


def test_a_day_that_is_no_day_is_refused(layer: Callable[..., Path]) -> None:
    text = (layer() / "manifest.toml").read_text(encoding="utf-8")
    changed = layer(manifest=text.replace('version = "3"', 'version = "3"\nbegins = "in spring"'))
    with pytest.raises(CourseError, match="'in spring' is no day; write 2026-09-01"):
        load_layers((str(changed),))


def test_what_is_to_look_at_stands_in_the_tables_and_changes_no_mark(course: Course, tmp_path: Path) -> None:
    """The clean one, one with a gap, one with another learner's answers, one from the day after tomorrow; and one whose
    second workbook is their own."""
    folder = tmp_path / "in"
    folder.mkdir()
    clean = worked(tmp_path / "s1", name="s1")
    gap = worked(tmp_path / "s2", name="s2")
    rewrite(gap, CUTS["an event left out"])
    copier = worked(tmp_path / "s3", {"who-buys": ["b"]}, name="s3")
    copier.add(clean.events())
    own, far = worked(tmp_path / "s4", {"who-buys": ["a"]}, "s4"), worked(tmp_path / "s4b", {"how-much": "42"}, "s4")
    own.add(far.events())
    for name, book in {
        "s1": clean,
        "s2": Workbook(tmp_path / "s2", "tiles"),
        "s3": copier,
        "s4": own,
        "s4b": far,
    }.items():
        (folder / f"{name}.mosaic.json").write_bytes(handed(book))
    ahead = submission([event("how-much", "42", "2099-01-01T10:00:00Z", workbook="5" * 32)], "s5", workbook="5" * 32)
    (folder / "s5.mosaic.json").write_bytes(write(msgspec.structs.replace(ahead, made="2099-01-01T10:00:00Z")))
    grade_class(course, [folder], tmp_path / "out")
    grades = table(tmp_path / "out" / "grades.csv")
    flags = {r["learner_id"]: [f for f in r["flags"].split(";") if f.startswith("look at")] for r in grades}
    assert [re.sub(r"\d+", "N", flag) for flag in flags["s1"]] == [
        "look at: N answers the very same as in in/sN.mosaic.json"
    ]
    assert flags["s2"] == ["look at: 1 event after one that is not in its record, or not as it was"]
    assert flags["s3"][0].startswith("look at: ")
    assert "given in another workbook, that of in/s1.mosaic.json" in flags["s3"][0]
    assert flags["s4"] == []
    assert flags["s5"] == ["look at: its newest event is dated on a day that is still to come"]
    assert one(grades, learner_id="s5")["score"] == "2.5"
    assert {r["status"] for r in grades} <= {"graded", "needs-review"}
    said = {r["file"]: r["reason"] for r in table(tmp_path / "out" / "intake.csv")}
    assert all(flag in said[f"in/{name}.mosaic.json"] for name, mine in flags.items() for flag in mine)
    assert read(handed(clean)).seal
