"""A class graded by its settings, from files to tables: every number here was worked out by hand."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load_layers
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.marking.session import MarkingSession
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.plan import plan_of
from mosaic_exercises.grading.settings.template import told
from tests.grading.conftest import FILES, RIGHT, one, table
from tests.grading.settings.conftest import EARLY, TUESDAY, Room, book_of

DUE = "[notebooks.01_one]\ndue = 2026-03-02T00:00:00Z\n"
TRACKED = FILES["manifest.toml"].replace("points = 4 }", 'points = 4, track = "manager" }')


def test_lateness_costs_each_answer_by_its_own_time_and_notebook(room: Room) -> None:
    """Of 6 points given 1.5 days late two days are begun: 2 x 10% of 6 = 1.2. The other answers lose nothing."""
    room.hand_in(
        "s1", ("who-buys", ["a"], TUESDAY), ("which-fit", ["a", "b"], EARLY), ("in-bins", RIGHT["in-bins"], TUESDAY)
    )
    (row,) = room.grade(DUE + "[late]\nper_day = 10\n")
    assert (row["score"], row["max_score"], row["flags"]) == ("11.8", "30.5", "late")
    assert (row["raw_score"], row["days_late"], row["penalty"]) == ("13", "2", "1.2")
    first = room.notebook("s1", "01_one")
    assert (first["score"], first["raw_score"], first["max_score"], first["penalty"]) == ("8.8", "10", "15", "1.2")
    assert room.notebook("s1", "02_two")["score"] == "3"
    (row,) = room.grade(DUE + "[late]\nper_day = 10\ncap = 50\n")
    assert row["score"] == "10"  # of 6 at most 3
    (row,) = room.grade(DUE + '[late]\nper_day = 10\ngrace = "2d"\n')
    assert (row["score"], row["flags"]) == ("13", "in-grace")
    (row,) = room.grade(DUE + '[late]\ncloses = "0m"\n')
    assert row["score"] == "7"  # the late answer is as if it were not there
    items = table(room.folder / "out" / "items.csv")
    assert one(items, exercise="who-buys")["outcome"] == "not_attempted"


def test_what_counts_may_be_the_best_answer_and_not_the_latest(room: Room) -> None:
    """Wrong after right, and right after the date after half right in time."""
    room.hand_in(
        "s1",
        ("who-buys", ["a"], EARLY),
        ("which-fit", ["a"], EARLY),
        ("who-buys", ["b"], "2026-03-01T11:00:00.000Z"),
        ("which-fit", ["a", "b"], TUESDAY),
    )
    assert room.grade("")[0]["score"] == "4"  # the latest: wrong and right
    half = float(room.grade('answer = "best"')[0]["score"]) - 6
    assert half == 4
    (row,) = room.grade(DUE + 'answer = "best"\n[late]\nper_day = 40\n'.replace("answer", "#") + "")
    (row,) = room.grade('answer = "best"\n' + DUE + "[late]\nper_day = 40\n")
    in_time = float(row["score"]) - 6
    assert 0 < in_time < 4  # two days late it would earn 4 - 2 x 1.6 = 0.8: the part in time is better
    assert row["penalty"] == "0"
    items = table(room.folder / "out" / "items.csv")
    assert one(items, exercise="which-fit")["outcome"] == "partial"
    with_latest = room.grade(DUE + "[late]\nper_day = 40\n")[0]["score"]
    assert with_latest == "0.8"


def test_an_extension_is_a_column_of_the_roster(room: Room) -> None:
    for id_ in ("s1", "s2", "s3", "s4"):
        room.hand_in(id_, ("who-buys", ["a"], TUESDAY))
    roster = (
        "learner_id,section,extension\ns1,A,2d\ns2,B,01_one: 2026-03-02T18:00:00Z\ns3,,\ns4,A,2026-03-03T12:00:01Z\n"
    )
    rows = room.grade(DUE + "[late]\nper_day = 10\n", roster)
    assert [r["score"] for r in rows] == ["6", "5.4", "4.8", "6"]  # s2: one day begun, not two
    assert [r["section"] for r in rows] == ["A", "B", "", "A"]
    assert room.notebook("s1", "01_one")["due"] != room.notebook("s3", "01_one")["due"]
    for bad, why in (("soon", "no extension"), ("09_x: 2d", "no notebook '09_x'")):
        assert room.grade(DUE, roster.replace("2d", bad), code=2) == [], why


def test_a_section_has_dates_of_its_own(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, one, or so much later; an extension counts from them; and what cannot be meant is refused."""
    for id_ in ("s1", "s2", "s3", "s4", "s5"):
        room.hand_in(id_, ("who-buys", ["a"], TUESDAY))
    roster = "learner_id,section,extension\ns1,A,\ns2,B,\ns3,c,\ns4,D,\ns5,D,2d\n"
    late = "[late]\nper_day = 10\n"
    own = (
        '[sections.B]\ndue = "2026-03-04"\n[sections.C]\nlater = "2d"\n'
        '[sections.D]\ndue = "2026-03-09"\nnotebooks = { 01_one = "2026-03-01T18:00:00Z" }\n'
    )
    rows = room.grade(DUE + late + own, roster)
    # A and D are two begun days late, B and C (of any case) in time, D's extension reaches from its own date.
    assert [r["score"] for r in rows] == ["4.8", "6", "6", "4.8", "6"]
    assert room.notebook("s3", "01_one")["due"] > room.notebook("s1", "01_one")["due"]
    plan = plan_of(room.course, read_settings(room.folder / "class.toml", room.course))
    assert any(line.startswith("Section   B: 01_one ") for line in told(plan))
    room.grade(DUE + late + '[sections.Z]\nlater = "2d"\n', roster)
    assert "dates for a section in which nobody is: Z" in capsys.readouterr().out
    for wrong, why in (
        ('[sections.B]\nlater = "soon"\n', "sections.B.later"),
        ('[sections.B]\ndue = "soon"\n', "'soon' is no date"),
        ('[sections.B]\nnotebooks = { 09_x = "2026-03-01" }\n', "no notebook of this name"),
        ("[sections.B]\nwhen = 3\n", "no such setting"),
    ):
        room.grade(DUE + wrong, roster, code=2)
        assert why in capsys.readouterr().err


def test_the_errors_name_the_learner_and_the_row(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    room.hand_in("s1", ("who-buys", ["a"], EARLY))
    room.grade(DUE, "learner_id,extension\ns1,soon\n", code=2)
    assert "learner s1: 'soon' is no extension" in capsys.readouterr().err
    room.grade(DUE, "learner_id,track\ns1,boss\n", code=2)
    assert "row 2: there is no track 'boss'; write any, intermediate, manager" in capsys.readouterr().err
    room.grade(None, "learner_id,extension\ns1,2d\n")
    assert "1 extension on the roster changes nothing" in capsys.readouterr().out
    words = ["grade", str(room.folder / "in"), "--out", str(room.folder / "out"), "--due", "2026-03-01"]
    assert main([*words, "--settings", str(room.folder / "class.toml")]) == 2
    assert "--due and --settings say the same" in capsys.readouterr().err


def test_weights_make_a_grade_of_shares(room: Room) -> None:
    """7 of 15 and 3 of 15.5, weighed 1 to 3: (7/15 + 3 x 3/15.5) / 4 x 100 = 26.1828."""
    room.hand_in(
        "s1", ("who-buys", ["b"], EARLY), ("which-fit", ["a", "b"], EARLY), ("in-bins", RIGHT["in-bins"], EARLY)
    )
    weights = "[notebooks]\n01_one = { weight = 1 }\n02_two = { weight = 3 }\n"
    (row,) = room.grade(weights)
    by_hand = (Fraction(4, 15) + 3 * Fraction(3) / Fraction(31, 2)) / 4 * 100
    assert (row["score"], row["max_score"]) == (f"{float(round(by_hand * 10_000)) / 10_000:g}", "100")
    assert room.notebook("s1", "02_two")["weight"] == "3"
    (row,) = room.grade("total = 20\n" + weights)
    assert float(row["score"]) == round(float(by_hand) / 5, 4)


def test_a_learner_is_graded_on_the_items_of_their_track(
    tmp_path: Path, layer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = Room(tmp_path, layer(manifest=TRACKED), monkeypatch)
    for id_, track in (("s1", "any"), ("s2", "manager")):
        room.hand_in(id_, ("who-buys", ["a"], EARLY), ("which-fit", ["a", "b"], EARLY), track=track)
    rows = room.grade(None)  # without settings, too
    assert [(r["score"], r["max_score"]) for r in rows] == [("6", "26.5"), ("10", "30.5")]
    assert "100 (percent: tracks have different maxima)" in capsys.readouterr().out
    monkeypatch.setattr("mosaic_exercises.commands.report.load", lambda: room.course)
    assert main(["report", str(room.folder / "out")]) == 0
    page = (room.folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "mean of 100%" in page
    assert "learners of different tracks have different maxima here" in page
    assert main(["export", "canvas", str(room.folder / "out"), "--out", str(room.folder / "c.csv")]) == 2
    assert "different maxima (26.5 to 30.5: tracks differ): add --points 100" in capsys.readouterr().err
    rows = room.grade("tracks = false")
    assert [(r["score"], r["max_score"]) for r in rows] == [("10", "30.5"), ("10", "30.5")]
    rows = room.grade("total = 61", "learner_id,track\ns1,Manager\ns2,\ns9,\n")  # the roster stands before the file
    assert [(r["score"], r["max_score"]) for r in rows] == [("20", "61"), ("20", "61"), ("", "61")]
    with book_of(room) as book:
        assert [(e.grade.score, e.place.track) for e in book.entries()] == [
            (20, "manager"),
            (20, "manager"),
            (None, ""),
        ]


def test_a_group_hands_in_once(room: Room) -> None:
    """The newest of the group's files is everybody's; a mark on it is, too; the queue has it once; it is no copy."""
    room.hand_in("s1", ("who-buys", ["a"], EARLY), ("say-why", "Because he pays for it.", EARLY))
    room.hand_in("s2", ("who-buys", ["b"], TUESDAY), ("say-why", "The father pays, so he buys.", TUESDAY))
    room.hand_in("s4", ("who-buys", ["b"], EARLY))
    roster = "learner_id,name,group\ns1,Ana,Team 1\ns2,Bo,team 1\ns3,Cy,Team 1\ns4,Di,\n"
    for turn in range(2):  # and again: nothing changes
        rows = room.grade('[items.who-buys]\nfull = true\nwhy = "Unclear."\n' if turn else None, roster)
        full = "6" if turn else "0"
        assert [(r["learner_id"], r["name"], r["score"]) for r in rows] == [
            ("s1", "Ana", full),
            ("s2", "Bo", full),
            ("s3", "Cy", full),
            ("s4", "Di", full),
        ]
        assert [r["flags"] for r in rows] == ["group", "", "group", ""]
        assert [r["group"] for r in rows] == ["Team 1", "team 1", "Team 1", ""]
    intake = table(room.folder / "out" / "intake.csv")
    assert "of this group counts: in/s2.mosaic.json" in one(intake, learner_id="s1")["reason"]
    with book_of(room) as book:
        assert [a.learner for a in book.asked("say-why")] == ["s2"]
        book.mark("s2", "in-bins", 2.0, "Eva", 0)
        assert [e.grade.score for e in book.entries()] == [8, 8, 8, 6]


def test_items_may_count_for_nobody_or_be_given_to_all_and_parts_by_kind(room: Room) -> None:
    room.hand_in("s1", ("who-buys", ["b"], EARLY), ("which-fit", ["a"], EARLY), ("in-a-row", ["a", "b", "c"], EARLY))
    as_judged = float(room.grade("")[0]["score"])
    assert 5 < as_judged < 9
    (row,) = room.grade("[items.in-a-row]\nexclude = true\n[items.who-buys]\nfull = true\n")
    assert (float(row["score"]), row["max_score"]) == (as_judged - 5 + 6, "25.5")
    (row,) = room.grade('[partial]\nchoice = "all-or-nothing"\n')
    assert row["score"] == "5"
    (row,) = room.grade('[partial]\nchoice = "half"\n')
    assert row["score"] == "7"
    (row,) = room.grade("[items.drill]\nexclude = true\n")
    assert row["max_score"] == "20.5"


def test_the_settings_and_what_they_change_stand_in_the_history(room: Room) -> None:
    room.hand_in("s1", ("who-buys", ["b"], EARLY))
    room.grade("")
    room.grade("[items.who-buys]\nfull = true\n")
    room.grade("[items.who-buys]\nfull = true\n")  # the same again: no more lines
    with book_of(room) as book:
        said = [(c.learner, c.item, c.what, c.before, c.after) for c in book.history()]
    assert said == [("", "items.who-buys.full", "setting", "", "true"), ("s1", "", "score", "0", "6")]


def test_a_random_class_comes_to_what_a_second_reckoning_says(room: Room) -> None:
    """Forty learners, answers at random times; the reckoning below knows nothing of the code."""
    rng = random.Random(4)
    worth = {"who-buys": 6, "which-fit": 4, "in-a-row": 5, "in-bins": 3, "how-much": Fraction(5, 2)}
    wrong = {"who-buys": ["b"], "which-fit": ["c"], "in-a-row": ["c", "b", "a"], "in-bins": {}, "how-much": "1"}
    first = ("who-buys", "which-fit", "in-a-row")
    expected: dict[str, Fraction] = {}
    for n in range(40):
        got = {"01_one": Fraction(0), "02_two": Fraction(0)}
        events = []
        for slug in worth:
            right, days = rng.random() < 0.7, rng.choice([0, 0, 1, 2, 5])
            at = "2026-03-02T00:00:00.000Z" if not days else f"2026-03-{2 + days - 1:02d}T10:00:00.000Z"
            events.append((slug, RIGHT[slug] if right else wrong[slug], at))
            share = (
                Fraction(right)
                if not days
                else min(
                    Fraction(right), max(Fraction(0), Fraction(right) - days * Fraction(333, 1000)), Fraction(9, 10)
                )
            )
            got["01_one" if slug in first else "02_two"] += share * worth[slug]
        room.hand_in(f"s{n:02d}", *events)
        parts = (Fraction(7, 2) * got["01_one"] / 15 + got["02_two"] / Fraction(31, 2)) / Fraction(9, 2)
        expected[f"s{n:02d}"] = parts * 100
    rows = room.grade(
        "due = 2026-03-02T00:00:00Z\n[late]\nper_day = 33.3\ncap = 90\n"
        "[notebooks]\n01_one = { weight = 3.5 }\n02_two = { weight = 1 }\n"
    )
    off = {
        r["learner_id"]: (r["score"], float(expected[r["learner_id"]]))
        for r in rows
        if float(r["score"]) != round(expected[r["learner_id"]] * 10_000) / 10_000
    }
    assert not off


def test_the_gradebook_settles_marks_that_come_later_on_either_database(
    room: Room, book_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half of a late item's points, given by a person: lateness takes its share of them, too; what is excluded does not
    wait for anybody. Grading again says the same as the gradebook."""
    for id_ in ("s1", "s2"):
        room.hand_in(id_, ("who-buys", ["a"], TUESDAY), ("in-bins", RIGHT["in-bins"], EARLY))
    (room.folder / "class.toml").write_text(DUE + "[late]\nper_day = 10\n[items.in-bins]\nexclude = true\n")
    (room.folder / "roster.csv").write_text("learner_id,extension\ns1,\ns2,2d\n")
    words = ["grade", str(room.folder / "in"), "--out", str(room.folder / "out"), "--db", book_url]
    words += ["--settings", str(room.folder / "class.toml"), "--roster", str(room.folder / "roster.csv")]
    assert main(words) == 0
    with contextlib.closing(Gradebook(book_url)) as book:
        before = len(book.history())
        for id_ in ("s1", "s2"):
            book.mark(id_, "who-buys", 3.0, "Eva", 0)
        told = [(e.grade.score, e.grade.penalty, e.grade.max_score, e.grade.status) for e in book.entries()]
        assert told == [(1.8, 1.2, 27.5, "graded"), (3.0, 0.0, 27.5, "graded")]
        notebooks = [e.notebooks for e in book.entries()]
    assert main(words) == 0
    rows = table(room.folder / "out" / "grades.csv")
    assert [(float(r["score"]), float(r["penalty"])) for r in rows] == [t[:2] for t in told]
    with contextlib.closing(Gradebook(book_url)) as book:
        assert [e.notebooks for e in book.entries()] == notebooks
        assert len(book.history()) == before + 2, "grading again changes nothing"
    monkeypatch.setattr("mosaic_exercises.commands.regrade.load", lambda: room.course)
    capsys.readouterr()
    assert main(["regrade", str(room.folder / "out"), "--db", book_url]) == 0
    assert "Nothing changes for any of 2 learners." in capsys.readouterr().out


def test_what_is_excluded_waits_for_nobody(room: Room) -> None:
    said = {"manifest.toml": FILES["manifest.toml"].replace('"say-why", points = 0', '"say-why", points = 4')}
    for path, text in said.items():
        (Path(room.course.layers[0]) / path).write_text(text, encoding="utf-8")
    load_layers.cache_clear()
    room.course = load_layers(room.course.layers)
    room.hand_in("s1", ("say-why", "Because the father pays for it.", EARLY))
    for settings, waiting, status in (("", 1, "needs-review"), ("[items.say-why]\nexclude = true\n", 0, "graded")):
        (row,) = room.grade(settings)
        assert row["status"] == status
        with book_of(room) as book:
            (pile,) = MarkingSession(book, room.course).piles()
        assert pile.waiting == waiting


def test_a_notebooks_grades_count_to_its_own_points_also_where_somebody_handed_in_nothing(
    room: Room,
) -> None:
    room.hand_in("s1", ("who-buys", ["a"], EARLY))
    room.grade("", "learner_id\ns1\ns2\n")
    out = room.folder / "canvas.csv"
    words = ["export", "canvas", str(room.folder / "out"), "--title", "One", "--notebook", "01_one", "--out"]
    assert main([*words, str(out)]) == 0
    rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert [row.rpartition(",")[2] for row in rows[:3]] == ["One", "15", "6"]
    theirs = room.folder / "exported.csv"
    theirs.write_text("Student,ID,SIS User ID,SIS Login ID,Section,One (7)\n    Points Possible,,,,,15\nS1,1,s1,,A,\n")
    assert main([*words, str(room.folder / "filled.csv"), "--into", str(theirs), "--column", "One (7)"]) == 0
    assert (room.folder / "filled.csv").read_text().endswith("S1,1,s1,,A,6\n")
