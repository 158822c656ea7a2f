"""The settings file: what is wrong in it is told with file, line, key and what to write; a fresh one can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import Course, load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.scoring.late import days_begun
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.plan import plan_of
from mosaic_exercises.grading.settings.times import extensions, instant, later, zone_of
from tests.grading.settings.conftest import EARLY, Room
from tests.support import each

BAD = [  # the file, and what the error must say
    ("total = 0", ("line 1: total: write a number above 0, up to 1,000,000; it says 0",)),
    ("total = inf", ("line 1: total: write a number above 0, up to 1,000,000; it says inf",)),
    ("total = nan", ("line 1: total: write a number above 0", "it says nan")),
    ("total = true", ("line 1: total: write a number above 0", "it says true")),
    ("tracks = 1", ("line 1: tracks: write true or false; it says 1",)),
    ("zone = 3", ('line 1: zone: write a text, in quotes: "..."; it says 3',)),
    ("due = 3\n[sections.B]\nnotebooks = 3", ("line 1: due: write a text, in quotes",)),
    ("[sections.B]\nnotebooks = 3", ("line 2: sections.B.notebooks: write names and what they say",)),
    ("total = 50\nzone = ''\ntotal = 60", ("line 3: total stands twice, on line 1 and here: keep one of them",)),
    ("[late]\ncap = 5\n[late]\nper_day = 5", ("line 3: late stands twice, on line 1 and here",)),
    ("due = 2026-03-01\n[late]\ncap = 5\n'cap' = 6", ("line 4: late.cap stands twice, on line 3",)),
    ("[sections.B]\ndue = 2026-03-01\nlater = '2d'", ("line 1: sections.B: due and later cannot both hold",)),
    ("[sections.B]\nlater = '2d'", ("line 2: sections.B.later: there is no date that it could be later than",)),
    ("\ntotla = 100", ("line 2: totla:", "Did you mean 'total'?")),
    ('answer = "first"', ('line 1: answer: write "latest" or "best"; it says "first"',)),
    ("answer = 3", ("line 1: answer:", "3")),
    ("due = 2026-13-01", ("no TOML", "line 1")),
    ('due = "tomorrow"', ("line 1: due:", "'tomorrow' is no date", "2026-03-01T18:00+01:00")),
    ('zone = "Europe/Atlantis"', ("line 1: zone:", "no time zone")),
    ("due = 2026-03-01\n[late]\nper_day = 110", ("line 3: late.per_day:", "100")),
    ("due = 2026-03-01\n[late]\ngrace = '2 weeks'", ("line 3: late.grace:", "30m, 12h or 2d")),
    ("[late]\nper_day = 10", ("line 1: late:", "nothing is due")),
    ("late = 3", ("line 1: late:", "[late]")),
    ("# x\n[notebooks.01_one]\n# y\nwieght = 3", ("line 4: notebooks.01_one.wieght:", "Did you mean 'weight'?")),
    ("[notebooks.01_on]\nweight = 3", ("line 1: notebooks.01_on:", "Did you mean '01_one'?")),
    ("[notebooks.01_one]\nweight = 3", ("notebooks.02_two:", "'02_two' has no weight", "add it", "weight = 0")),
    ("[notebooks.01_one]\nweight = -3", ("line 2: notebooks.01_one.weight:", "0")),
    ("[notebooks]\n01_one = { weight = 0 }\n02_two = { weight = 0 }", ("line 1: notebooks:", "every weight is 0")),
    ("[items.who-buy]\nexclude = true", ("line 1: items.who-buy:", "Did you mean 'who-buys'?")),
    ('[items."drill/q-z"]\nfull = true', ('line 1: items."drill/q-z":', "Did you mean 'drill/q-")),
    ("[items.who-buys]\nexclude = true\nfull = true", ("line 1: items.who-buys:", "cannot both")),
    ("[items.who-buys]\nwhy = 'x'", ("line 1: items.who-buys:", "says nothing")),
    ("[items]\nwho-buys = true", ("line 2: items.who-buys:", "[items.who-buys]")),
    ("[partial]\nchoise = 'half'", ("line 2: partial.choise:", "Did you mean 'choice'?")),
    ("[partial]\nchoice = 'third'", ("line 2: partial.choice:", "all-or-nothing")),
    ("due = 2026-03-01T18:00", ("no TOML", "line 1", "in quotes")),
    ("\na = b", ("no TOML", "line 2")),
    ('total = 5\ndue = "x\n', ("line 2: this is no TOML: a quotation mark is not closed",)),
]


def test_each_fault_is_told_with_its_line_its_key_and_what_to_write(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "class.toml"

    def told(case: tuple[str, tuple[str, ...]]) -> None:
        path.write_text(case[0], encoding="utf-8")
        with pytest.raises(InputError) as error:
            read_settings(path, course)
        said = str(error.value)
        assert said.startswith(f"{path}: "), said
        assert all(word in said for word in case[1]), said

    each(BAD, told)
    path.write_bytes(b"due = '\xff'")
    with pytest.raises(InputError, match="not UTF-8"):
        read_settings(path, course)
    with pytest.raises(InputError, match="mosaic settings --new"):
        read_settings(tmp_path / "none.toml", course)


def test_what_it_says_is_what_is_read(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "class.toml"
    path.write_text(
        """
        zone = "Europe/Kyiv"
        due = 2026-03-29                    # the day on which Ukraine's clocks go forward
        answer = "best"
        [late]
        per_day = 33.3
        closes = "7d"
        [notebooks]
        02_two = { due = 2026-07-01T18:00:00, weight = 1 }
        01_one = { due = "2026-12-01T18:00+01:00", weight = 2.5 }
        [items]
        "drill/q-a" = { exclude = true }
        q-b = { full = true, why = "Unclear." }
        [partial]
        choice = "half"
        """,
        encoding="utf-8",
    )
    plan = plan_of(course, read_settings(path, course))
    one, two = plan.notebooks
    assert (one.due, one.weight) == (instant("2026-12-01T17:00+00:00"), 2.5)
    assert (two.due, two.weight) == (instant("2026-07-01T15:00+00:00"), 1)  # summer time
    assert instant("2026-03-29", "Europe/Kyiv") - instant("2026-03-28", "Europe/Kyiv") == 23 * 3600
    assert plan.item("drill/q-a").exclude
    assert plan.item("drill/q-b").full
    assert not plan.item("drill/q-c").exclude
    assert plan.partial["q-a"] == "half"
    assert "in-a-row" not in plan.partial


def test_a_fresh_file_can_be_read_as_it_is_and_with_every_setting_in_force(tmp_path: Path) -> None:
    path, course = tmp_path / "class.toml", load()
    assert main(["settings", "--new", str(path)]) == 0
    assert main(["settings", "--new", str(path)]) == 2  # never over one that is there
    assert read_settings(path, course).notebooks.keys() == {n.id for n in course.notebooks}
    text = re.sub(r"^# (?=\[|[a-z_]+ = )", "", path.read_text(encoding="utf-8"), flags=re.M)
    full = text.replace("an-exercise", "which-lens")
    path.write_text(full, encoding="utf-8")
    said = read_settings(path, course)
    assert (said.total, said.late.cap, said.items["which-lens"].exclude) == (100, 60, True)
    assert plan_of(course, said).weighted
    assert main(["settings", str(path)]) == 0


def test_days_are_those_of_the_clock_on_the_wall_also_where_it_is_changed() -> None:
    """In Berlin the 25th of October 2026 has 25 hours, the 29th of March 23."""
    zone = "Europe/Berlin"
    for due, two_days_on in (("2026-10-24", "2026-10-26"), ("2026-03-28T18:00", "2026-03-30T18:00")):
        assert later(instant(due, zone), "2d", zone) == pytest.approx(instant(two_days_on, zone))
        assert later(instant(due, zone), "48h", zone) == instant(due, zone) + 48 * 3_600
    for due, at, days in (
        ("2026-10-24", "2026-10-25T23:59:59", 1),
        ("2026-10-24", "2026-10-26T00:00:00", 2),
        ("2026-03-28", "2026-03-29T23:59:59", 1),
        ("2026-03-28", "2026-03-30T00:00:00", 2),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:10+01:00", 1),  # forty minutes later, twenty earlier on the wall
    ):
        assert days_begun(instant(due, zone), instant(at, zone), zone_of(zone)) == days, (due, at)


def test_extensions_are_read_as_they_are_written() -> None:
    assert [(e.notebook, e.length) for e in extensions("2d")] == [("", "2d")]
    assert [(e.notebook, e.length) for e in extensions("01_one: 12h; 02_two:3d")] == [
        ("01_one", "12h"),
        ("02_two", "3d"),
    ]
    assert extensions("2026-03-08T18:00+00:00")[0].until == instant("2026-03-08T18:00+00:00")
    assert extensions("01_one: 2026-03-08")[0] == extensions("2026-03-08")[0].__class__(
        "01_one", "", instant("2026-03-08")
    )
    for bad in ("soon", "2 days", "01_one: x", "2026-02-30", "01_one"):
        with pytest.raises(InputError, match="is no extension"):
            extensions(bad)


FAR = "write a year from 1971 to 9000; where nothing is due, leave the date out"


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-31T23:00:00+00:00", "0001-01-01", "1815-12-10"])
def test_a_date_that_means_never_is_refused_in_words_wherever_it_stands(
    room: Room, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    room.hand_in("s1", ("who-buys", ["a"], EARLY))
    due = '[notebooks.01_one]\ndue = "2026-03-02"\n'
    for settings, roster in (
        (f'due = "{day}"\n', ""),
        (f'due = "{day}"\nzone = "Asia/Tokyo"\n', ""),
        (f'{due}[sections.B]\ndue = "{day}"\n', ""),
        (due, f"learner_id,extension\ns1,{day}\n"),
    ):
        room.grade(settings, roster, code=2)
        assert FAR in capsys.readouterr().err
    words = ["grade", str(room.folder / "in"), "--out", str(room.folder / "out"), "--due", day]
    assert main(words) == 2
    assert FAR in capsys.readouterr().err
    assert not (room.folder / "out" / "grades.csv").exists()


def test_the_last_year_bears_every_length_of_time(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    room.hand_in("s1", ("who-buys", ["a"], EARLY))
    late = '[late]\ngrace = "9999d"\ncloses = "9999d"\n[sections.B]\nlater = "9999d"\n'
    (row,) = room.grade(f'due = "9000-12-31T23:59:59-12:00"\n{late}', "learner_id,section,extension\ns1,B,9999d\n")
    assert row["score"] == "6"
    assert main(["settings", str(room.folder / "class.toml")]) == 0
    assert "Section   B: 00_start" in capsys.readouterr().out
