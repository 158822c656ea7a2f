"""Second marking: a sample of judged answers for another marker, who does not see the first judgement; how far the two
agree; and where they differ, as a list to settle."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import msgspec

from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.marks import share
from mosaic_exercises.grading.gradebook.opinions import given_opinions, opine
from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.agreement import Agreement, Pair, agreement
from mosaic_exercises.grading.marking.queue import QueueRow, RubricPart, done
from mosaic_exercises.grading.marking.session import MarkingSession
from mosaic_exercises.grading.marking.spreadsheet import COLUMNS, Taken, table, whole_number
from mosaic_exercises.grading.records import ItemScore

DIFFERENCES = (*COLUMNS, "first", "second", "first_marker", "second_marker")


class Compared(msgspec.Struct, frozen=True):
    """One answer's criterion as two markers judged it."""

    row: QueueRow
    part: RubricPart
    first: Judgement
    second: Judgement


class ItemAgreement(msgspec.Struct, frozen=True):
    """The agreement on one item: by criterion (its label), and on the points that the answers get."""

    item: str
    title: str
    criteria: tuple[tuple[str, Agreement], ...]
    points: Agreement | None


def judged_rows(desk: MarkingSession) -> Iterator[tuple[QueueRow, dict[str, Judgement]]]:
    """The answers of the open queue whose every criterion is judged, for the answer as it is now."""
    given = desk.book.judgements(desk.item)
    for row in desk.queue.rows:
        mine = given.get(row.asked.learner, {}).get(desk.item, {})
        if all(done(part, mine, row.asked) for part in desk.queue.parts):
            yield row, mine


def sample(desk: MarkingSession, percent: float, seed: int, marker: str, only: str = "") -> Iterator[tuple[str, ...]]:
    """The table to fill in: of each item so many percent of the judged answers (one at least) that this marker has not
    judged. The same seed takes the same answers, whatever is judged in between."""
    for pile in desk.piles():
        if only and pile.item != only:
            continue
        desk.open(pile.item)
        found = [row for row, mine in judged_rows(desk) if all(j.marker != marker for j in mine.values())]
        found.sort(key=lambda row: hashlib.blake2b(f"{seed}:{row.ref}".encode()).digest())
        for row in sorted(found[: math.ceil(len(found) * percent / 100)], key=lambda row: row.ref):
            for n, part in enumerate(desk.queue.parts):
                levels = "; ".join(f"{level} {words}" for level, words in enumerate(part.levels, start=1))
                said = csv_out.text(row.said) if not n else ""
                texts = (csv_out.text(part.id), csv_out.text(part.label), csv_out.text(levels), "", "", "0", said)
                yield (row.ref, csv_out.text(pile.item), *texts)


def read(desk: MarkingSession, path: Path) -> Taken:
    """Keep what a filled table says as the second opinions of the desk's marker. Rows that cannot be kept are told."""
    judged = 0
    problems: list[str] = []
    for line, row in enumerate(table(path), start=2):
        level = row["level"].strip()
        if not level:
            continue
        try:
            item = csv_out.plain(row["exercise"])
            if desk.item != item:
                desk.open(item)
            (found,) = desk.rows([row["answer_no"]])
            criterion = csv_out.plain(row["criterion"])
            judged += opine(desk.book, found.asked, criterion, whole_number(level) - 1, desk.queue.scale, desk.marker)
        except InputError as error:
            problems.append(f"line {line}: {error}")
        except ValueError:
            problems.append(f"line {line}: '{level[:20]}' is no whole number; nothing of this row was kept")
    return Taken(judged, 0, tuple(problems))


def compared(desk: MarkingSession) -> list[Compared]:
    """What two markers judged of the open queue's answers, by the rubric and the answer as they are now."""
    given, others = desk.book.judgements(desk.item), given_opinions(desk.book, desk.item)
    found: list[Compared] = []
    for row in desk.queue.rows:
        mine = given.get(row.asked.learner, {}).get(desk.item, {})
        theirs = others.get(row.asked.learner, {})
        for part in desk.queue.parts:
            if done(part, mine, row.asked) and done(part, theirs, row.asked):
                found.append(Compared(row, part, mine[part.id], theirs[part.id]))
    return found


def agreements(desk: MarkingSession) -> Iterator[ItemAgreement]:
    """The agreement on every item of which answers were judged twice."""
    for pile in desk.piles():
        desk.open(pile.item)
        found = compared(desk)
        if not found:
            continue
        parts = []
        for part in desk.queue.parts:
            mine = [(Fraction(c.first.level), Fraction(c.second.level)) for c in found if c.part.id == part.id]
            if (one := agreement(mine)) is not None:
                parts.append((part.label, one))
        yield ItemAgreement(pile.item, pile.title, tuple(parts), agreement(points_of_both(desk, found)))


def points_of_both(desk: MarkingSession, found: Iterable[Compared]) -> list[Pair]:
    """The points of each answer whose every criterion was judged twice, as either marker would have them."""
    by: dict[str, list[Compared]] = {}
    for one in found:
        by.setdefault(one.row.ref, []).append(one)
    pairs: list[Pair] = []
    for mine in by.values():
        if len(mine) < len(desk.queue.parts):
            continue
        asked = mine[0].row.asked
        item = ItemScore(asked.item, asked.outcome, asked.score, asked.max_score, 0)  # type: ignore[arg-type]
        first, second = (
            share(item, {c.part.id: (j.level, j.levels) for c, j in judged}) * asked.max_score
            for judged in ([(c, c.first) for c in mine], [(c, c.second) for c in mine])
        )
        pairs.append((Fraction(repr(round(first, 4))), Fraction(repr(round(second, 4)))))
    return pairs


def differences(desk: MarkingSession) -> Iterator[tuple[str, ...]]:
    """The rows of the list to settle: ``level`` is filled in, and mosaic mark --take reads it."""
    for pile in desk.piles():
        desk.open(pile.item)
        for one in compared(desk):
            if one.first.level == one.second.level:
                continue
            levels = "; ".join(f"{level} {words}" for level, words in enumerate(one.part.levels, start=1))
            texts = (one.part.id, one.part.label, levels)
            row = (one.row.ref, csv_out.text(pile.item), *map(csv_out.text, texts), "", "", str(one.first.version))
            both = (str(one.first.level + 1), str(one.second.level + 1))
            markers = map(csv_out.text, (one.first.marker, one.second.marker))
            yield (*row, csv_out.text(one.row.said), *both, *markers)
