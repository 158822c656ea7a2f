"""A learner of each track walks through the course and is asked nothing that the walk has not taught."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.course.records import TRACKS, Concept
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.accepted import read_accepted, takes
from mosaic_exercises.editor.walk import remarks, walk
from tests.editor.cases import BOOK, taught

REPOSITORY = Path(__file__).parents[2]
LOYAL = Concept("Loyal customers", BOOK, (), "loyalty")
TEXT = "loyalty: they never leave"
WORD = "word-before-teaching"


@pytest.mark.parametrize(
    ("cells", "item", "rules"),
    [
        ((TEXT, "TILE"), {"points": 1.0}, []),
        (("TILE", TEXT), {"points": 1.0}, ["asked-before-teaching", WORD]),
        (
            ("TILE", TEXT),
            {},
            [],
        ),  # a guess before the idea
        ((TEXT, "DRILL"), {}, []),
        (("DRILL", TEXT), {}, ["drill-before-teaching", WORD]),
        (("intro: we never ask", "TILE", TEXT), {"points": 1.0}, ["asked-before-teaching"]),
        (("+optional-more: more", TEXT, "TILE"), {"points": 1.0}, []),
        (("+loyalty: they never leave", "TILE"), {"points": 1.0}, ["asked-before-teaching", WORD]),
        (("TILE", TEXT), {"optional": True}, []),
        (("TILE", TEXT), {"points": 1.0, "track": "manager"}, ["asked-before-teaching", WORD]),
    ],
)
def test_what_is_asked_was_read_before(cells: tuple[str, ...], item: dict[str, object], rules: list[str]) -> None:
    assert [r.rule for r in remarks(taught(LOYAL, *cells, **item))] == rules


def test_each_track_walks_its_own_walk() -> None:
    edition = taught(LOYAL, TEXT, "TILE", points=1.0, track="manager")
    assert [[asked.exercise for asked in walk(edition, track)] for track in TRACKS] == [[], [], ["q-one"]]


def test_no_track_of_the_course_is_asked_what_it_was_not_taught() -> None:
    course = load()
    base, _ = editions(course, REPOSITORY / "notebooks")
    for track in TRACKS:
        steps = list(walk(base, track, {}))
        asked, concepts = {one.exercise for one in steps}, {name for one in steps for name in one.concepts}
        guesses = sum(bool(one.untaught) for one in steps)
        print(f"\n{track}: {len({one.tile for one in steps})} tiles ask {len(asked)} exercises and questions about")
        print(f"{len(concepts)} concepts; {guesses} are guesses before the idea, without points")
        assert len(asked) > len(course.notebooks)
        assert all(one.guess for one in steps if one.untaught)
    accepted = read_accepted(REPOSITORY / "mosaic_exercises" / "course" / "content")
    assert [str(r) for r in remarks(base) if not any(takes(a, r) for a in accepted)] == []
