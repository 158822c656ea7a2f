"""What a course asks of a workbook: its exercises, and of each drill the questions that are drawn for that workbook.

A class's draws are most of what scoring costs beside reading the files, so whatever does not depend on the workbook is
made ready once: for each track, and for each edition of the course in which files were made.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mosaic_exercises.course import Course, Placed
from mosaic_exercises.course.names import item_name
from mosaic_exercises.course.records import Pool
from mosaic_exercises.grading.records import ItemScore
from mosaic_exercises.learner.draw import Deck
from mosaic_exercises.learner.progress import drill_seed, extra, spread

EDITIONS = 64  # of which what they ask is remembered: a file may name any


class AskedItem(NamedTuple):
    """One item that is asked: its name in the tables, the exercise and its rev today, the points, and the item of a
    learner who did not answer it, which is the same for all of them."""

    name: str
    slug: str
    points: float
    rev: int
    blank: ItemScore


def asked_item(course: Course, name: str, slug: str, points: float) -> AskedItem:
    """One item of a course."""
    rev = course.exercises[slug].rev
    return AskedItem(name, slug, points, rev, ItemScore(name, "not_attempted", 0.0, points, 0))


class DrillDeck:
    """What a drill draws from, made ready: the deck, and the points of each place. The last draw is remembered: drills
    that ask a share of it ask for the same one after the other."""

    def __init__(self, pool: Pool, points: float) -> None:
        self.deck = Deck(tuple(pool.questions), pool.questions)
        self.size = pool.size
        self.points = spread(points, min(pool.size, len(pool.questions)))
        self._last: tuple[str, tuple[str, ...]] = ("", ())

    def asked(self, seed: str) -> tuple[str, ...]:
        """What it asks with this seed: a question for each place."""
        if self._last[0] != seed:
            self._last = seed, self.deck.draw(self.size, seed)
        return self._last[1]


class DrillShare:
    """What one drill asks of a draw, which is all of it unless the draw is divided among several: for one track, and
    for one edition. ``decks``: those there are already, by the pool; drills that share a draw share one."""

    def __init__(self, course: Course, placed: Placed, track: str, version: str, decks: dict[int, DrillDeck]) -> None:
        self.course = course
        self.quiz = course.quiz(placed.quiz)
        self.whole = course.whole(self.quiz)
        self.track = track
        pool = course.drawn_from(self.whole, track, version)
        deck = decks.get(id(pool))
        if deck is None:
            deck = decks[id(pool)] = DrillDeck(pool, course.points(placed))
        self.deck = deck
        here = course.asked_here(self.quiz, pool.questions)
        made = {p: {s: asked_item(course, item_name(self.quiz.id, s), s, p) for s in here} for p in {*deck.points}}
        self._places = [made[points].get for points in deck.points]

    def asked(self, workbook: str) -> list[AskedItem]:
        """What it asks of the workbook with this id."""
        drawn = self.deck.asked(drill_seed(self.whole, workbook))
        found = [item for place, slug in zip(self._places, drawn, strict=True) if (item := place(slug))]
        if found:
            return found
        few = extra(self.course, self.quiz, workbook, 1, self.track)  # they earn nothing: the draw does
        return [asked_item(self.course, item_name(self.quiz.id, slug), slug, 0.0) for slug in few]


class AskedItems:
    """A course made ready to tell what it asks of many workbooks."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.placed = course.placed()
        self._decks: dict[int, DrillDeck] = {}
        self._edition = lru_cache(EDITIONS)(self._made_ready)
        drills = any(placed.quiz for placed in self.placed)
        self.fixed = () if drills else self("", "any", "")  # where nothing depends on the workbook

    def __call__(self, workbook: str, track: str, version: str) -> tuple[AskedItem, ...]:
        """What the edition of this version asks of the workbook with this id, on this track, in the course's order."""
        row: list[AskedItem] = []
        for part in self._edition(track, version):
            row += part.asked(workbook) if isinstance(part, DrillShare) else part
        return tuple(row)

    def _made_ready(self, track: str, version: str) -> list[tuple[AskedItem, ...] | DrillShare]:
        """What an edition asks: exercises that follow each other together, each drill alone."""
        parts: list[tuple[AskedItem, ...] | DrillShare] = []
        run: list[AskedItem] = []
        for placed in self.placed:
            if not placed.quiz:
                run.append(asked_item(self.course, placed.exercise, placed.exercise, placed.points))
                continue
            parts += [tuple(run), DrillShare(self.course, placed, track, version, self._decks)]
            run = []
        return [*parts, tuple(run)]
