"""Three tables that say whether the course is whole: concepts by questions, sessions by tracks, and what the documents
say by where it is asked.

``pytest -s tests/course/test_tables.py`` prints them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mosaic_exercises.course import Exercise, Placed, load
from mosaic_exercises.kinds.choice.task import ChoiceTask

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


STATEMENTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("statements.toml").read_text(encoding="utf-8"))
DOCUMENTS = [name for name, table in STATEMENTS.items() if isinstance(table, dict)]


def table_of_statements() -> Iterator[tuple[str, str, list[str]]]:
    """(document, statement, the exercises that ask about it), the quiz questions of the study notes among them."""
    for document in DOCUMENTS:
        for row in STATEMENTS[document]["statements"]:
            carried = [s for s, e in COURSE.exercises.items() if set(row.get("concepts", ())) & set(e.concepts)]
            yield document, row["says"], [*row.get("asked", ()), *carried]
    for slug, concept in COURSE.concepts.items():
        for number in concept.seed:
            asked_by = [s for s, e in COURSE.exercises.items() if slug in e.concepts]
            yield "relationship-building", f"question {number}: {concept.name}", asked_by


def test_every_statement_of_the_five_documents_is_asked_somewhere() -> None:
    """Empty cells may only become fewer: `empty` in statements.toml is their ceiling."""
    rows = list(table_of_statements())
    print()
    for document, says, slugs in rows:
        more = f" and {len(slugs) - 3} more" if len(slugs) > 3 else ""
        print(f"{document:<22} {says:<96} {', '.join(slugs[:3]) + more or '-- EMPTY --'}")
    empty = [f"{document}: {says}" for document, says, slugs in rows if not slugs]
    print(f"\n{len(rows)} statements, {len(empty)} empty, at most {STATEMENTS['empty']} may be:", *empty, sep="\n  ")
    assert len(empty) <= STATEMENTS["empty"]


def test_the_statements_name_what_the_course_has_and_no_document_is_left_out() -> None:
    assert set(DOCUMENTS) <= set(COURSE.sources)
    assert len(DOCUMENTS) == 5
    for document in DOCUMENTS:
        says = [row["says"] for row in STATEMENTS[document]["statements"]]
        assert len(set(says)) == len(says), document
        for row in STATEMENTS[document]["statements"]:
            assert set(row.get("asked", ())) <= set(COURSE.exercises), row
            assert set(row.get("concepts", ())) <= set(COURSE.concepts), row


def test_the_ceiling_of_empty_cells_is_today_s_count() -> None:
    """Whoever fills a cell lowers the ceiling, so that it cannot rise again."""
    assert STATEMENTS["empty"] == sum(not slugs for _, _, slugs in table_of_statements())
