"""The rows of the tables that grading writes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.intake.roster import NOWHERE, Placement, Roster, Who
from mosaic_exercises.grading.records import Grade, Intake, LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.grading.settings.times import local


def columns_for(rules: Rules, plan: GradePlan, roster: Roster | None) -> tuple[str, ...]:
    """The columns of grades.csv: what lateness took only where it can take, sections and groups where there are any."""
    costs = rules.per_day or rules.cap < 1 or plan.dated
    placed_ = roster is not None and any(p.place.section or p.place.group for p in roster.people.values())
    return csv_out.GRADES + (csv_out.LATE if costs else ()) + (csv_out.PLACE if placed_ else ())


def look_at(said: str) -> str:
    """Something to look at, as it stands beside flags and reasons, which semicolons keep apart."""
    return f"look at: {said.replace(';', ',')}"


def joined(reason: str, who: Who | None) -> str:
    """A file's own reason and the note on whose it is."""
    return "; ".join(part for part in (reason, who.note if who else "") if part)


def item_rows(learner: str, cells: Sequence[bytes]) -> bytes:
    """The rows of items.csv of one learner, of what ``item_cells`` says of each item."""
    id_ = csv_out.cell(csv_out.text(learner))
    return id_ + id_.join(cells) if cells else b""


@lru_cache(20_000)
def item_cells(exercise: str, outcome: str, score: float, max_score: float, attempts: int) -> bytes:
    """A row of items.csv after its first cell: the same for many. The names of exercises are the course's own, so they
    need no guard."""
    return b"," + csv_out.lines([(exercise, outcome, csv_out.number(score), csv_out.number(max_score), attempts)])


def notebook_rows(entry: LearnerResult) -> list[tuple[str | int, ...]]:
    """The rows of notebooks.csv of one learner."""
    id_ = csv_out.text(entry.grade.learner_id)
    return [
        (
            id_,
            n.id,
            *map(csv_out.number, (n.score, n.max_score, n.raw)),
            n.days,
            csv_out.number(n.penalty),
            written(n.due, n.zone),
            csv_out.number(n.weight),
        )
        for n in entry.notebooks
    ]


def written(at: float | None, zone: str = "") -> str:
    """A moment as ISO 8601 in a time zone (this machine's for ""); "" for none."""
    return "" if at is None else local(int(at), zone).isoformat(timespec="seconds")


def grade_row(grade: Grade, place: Placement = NOWHERE) -> tuple[str, ...]:
    """A row of grades.csv, with every column that it may have."""
    named = (csv_out.text(grade.learner_id), csv_out.text(grade.name), csv_out.text(grade.email))
    points = (csv_out.number(grade.score), csv_out.number(grade.max_score))
    late = (csv_out.number(grade.raw), str(grade.days), csv_out.number(grade.penalty))
    flags = csv_out.text(";".join((*grade.flags, *map(look_at, grade.look))))
    return (*named, grade.status, flags, *points, *late, csv_out.text(place.section), csv_out.text(place.group))


def intake_row(row: Intake) -> tuple[str, ...]:
    """A row of intake.csv."""
    return (csv_out.text(row.file), csv_out.text(row.learner_id), row.status, csv_out.text(row.reason))
