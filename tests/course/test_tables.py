"""Two tables that say whether the course is whole: concepts by questions, and sessions by tracks.

``pytest -s tests/course/test_tables.py`` prints them.
"""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.course import Exercise, Placed, load
from mosaic_exercises.kinds.choice import ChoiceTask

COURSE = load()
TRACKS = {"any": 6, "intermediate": 7, "manager": 8}  # track: its last session (seed 003; each has all before it)
UNASKED = ("text", "lab")  # kinds that ask for no answer that can be right


def flavour(exercise: Exercise) -> str:
    """The kind of a question as a learner meets it: one of several and several of many are different tasks."""
    return f"{exercise.kind}/{exercise.task.mode}" if isinstance(exercise.task, ChoiceTask) else exercise.kind


def asked() -> dict[str, list[Exercise]]:
    """The exercises and questions that carry each concept."""
    table: dict[str, list[Exercise]] = {slug: [] for slug in COURSE.concepts}
    for exercise in COURSE.exercises.values():
        if exercise.kind not in UNASKED:
            for slug in exercise.concepts:
                table[slug].append(exercise)
    return table


def test_every_concept_is_asked_twice_in_two_ways_and_once_on_a_case() -> None:
    table = asked()
    print(f"\n{'concept':<34}{'questions':>10}{'cases':>7}  ways")
    for slug, questions in table.items():
        ways = sorted({flavour(q) for q in questions})
        print(f"{slug:<34}{len(questions):>10}{sum(q.case for q in questions):>7}  {', '.join(ways)}")
    assert {s: len(q) for s, q in table.items() if len(q) < 2} == {}
    assert [s for s, q in table.items() if len({flavour(x) for x in q}) < 2] == []
    assert [s for s, q in table.items() if not any(x.case for x in q)] == []


def tiles_of(session: int, track: str) -> Iterator[Placed]:
    """The tiles that a learner of this track meets in this session: their own track's and those below."""
    order = list(TRACKS)
    for placed in COURSE.placed():
        if session in placed.sessions and order.index(placed.track) <= order.index(track):
            yield placed


def test_every_session_of_every_track_has_tiles() -> None:
    print(f"\n{'session':<10}" + "".join(f"{track:>14}" for track in TRACKS))
    empty: list[str] = []
    for session in range(1, 9):
        cells = []
        for track, last in TRACKS.items():
            count = sum(1 for _ in tiles_of(session, track))
            cells.append(str(count) if session <= last else "-")
            empty += [f"{session}/{track}"] if session <= last and not count else []
        print(f"{session:<10}" + "".join(f"{cell:>14}" for cell in cells))
    assert empty == []


def test_a_tile_of_a_later_track_belongs_to_its_session() -> None:
    """Session 7 is the intermediate's and session 8 the manager's: nobody meets them earlier."""
    early = [p.slug for p in COURSE.placed() if p.sessions and max(p.sessions) > TRACKS[p.track]]
    assert early == []


def test_everything_that_can_be_pulled_in_exists() -> None:
    from mosaic_exercises.kinds import KINDS

    lost = [
        f"{exercise.id}: {want.exercise}"
        for exercise in COURSE.exercises.values()
        for want in KINDS[exercise.kind].wants(exercise.task)
        if want.exercise not in COURSE.exercises
    ]
    assert lost == []
