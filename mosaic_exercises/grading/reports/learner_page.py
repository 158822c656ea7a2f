"""The page a learner gets back: how it went, notebook by notebook; what to do next; what was answered and is not all
right, with the reasons; the rest a line each. How it looks is in ``templates/``, which a designer can change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.names import tile_of
from mosaic_exercises.drawing.html import environment
from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.queue import RubricPart, rubric
from mosaic_exercises.grading.records import ItemScore, LearnerResult, NotebookGrade
from mosaic_exercises.grading.reports.tones import OUTCOMES, TEMPLATES, Tone, points, shortened
from mosaic_exercises.grading.settings.times import local
from mosaic_exercises.results import Criterion

NEXT = 3  # steps that are named
REMEMBERED = 20_000
SHORT = 1_000  # bytes of an answer whose HTML is remembered, and of one that is told on its line
LINE = 70  # characters of an answer on one line
WHOLE = 500  # and of one with its reasons: the workbook has it whole
PAGE = 46_000  # bytes of a page, beyond which answers stand on a line without their reasons
FRAME = 8_000  # bytes of a page without answers
SECTION = 500  # and of a notebook in it, without answers
ROUND = 400  # bytes around an answer with its reasons
STATUS = {
    "graded": "",
    "needs-review": "Part of this work still waits for a person. The points may rise.",
    "corrupt": "The file could not be read, so nothing of it was judged. Please hand it in again.",
    "missing": "There is no file from you.",
}
FLAGS = {
    "late": "It was handed in late.",
    "in-grace": "It came after the date, within the time allowed.",
    "duplicate": "There were several files from you; one of them counts.",
    "group": "Another member of your group handed this in; it counts for you, too.",
}
PARTLY_LATE = "Part of it came after the date; below you see what that cost."
DONE = ("correct", "recorded")
ORDER = ("incorrect", "invalid", "partial", "recorded", "correct")  # of the lines


class Remarks:
    """What people said of one learner's work, by item: comments (author, text), points given, criteria judged."""

    def __init__(
        self,
        comments: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        marked: Iterable[str] = (),
        judged: Mapping[str, Mapping[str, Judgement]] | None = None,
    ) -> None:
        self.comments = comments or {}
        self.marked = frozenset(marked)
        self.judged = judged or {}


NOTHING = Remarks()


class ReasonView(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of an answer."""

    tone: Tone
    seen: str
    why: str = ""
    truth: str = ""
    hint: str = ""


class JudgedView(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of a rubric, as a person judged it; ``level`` is "" while it waits."""

    tone: Tone
    label: str
    level: str = ""
    marker: str = ""
    following: str = ""


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """An answer with its reasons. ``answer`` is HTML."""

    title: str
    tone: Tone
    points: str
    answer: Any
    marked: bool = False
    again: bool = False
    used: str = ""
    judged: tuple[JudgedView, ...] = ()
    comments: Sequence[tuple[str, str]] = ()


class NotebookView(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook. ``signs``: (tone, signs) in the order of its items; ``groups``: answers on a line (HTML)
    by outcome; ``left``: not answered; ``notes``: when it was due, what it weighs, what does not count as it is."""

    id: str
    title: str
    items: int
    done: int
    points: str
    worth: str
    signs: tuple[tuple[str, str], ...]
    articles: tuple[ArticleView, ...] = ()
    groups: tuple[tuple[Tone, Any], ...] = ()
    left: int = 0
    left_points: str = ""
    notes: tuple[str, ...] = ()


class LearnerView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    name: str
    learner_id: str
    course: str
    cards: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    legend: tuple[Tone, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    comments: Sequence[tuple[str, str]] = ()
    notebooks: tuple[NotebookView, ...] = ()


class LearnerPages:
    """A course made ready for the pages of a class. Raises DataError where Jinja2 is not installed."""

    def __init__(self, course: Course, explainer: Explainer) -> None:
        self.course = course
        self.explainer = explainer
        found = environment(TEMPLATES)
        self._page = found.get_template("learner.html")
        # Macros of a module, not templates that are rendered: they are called thousands of times.
        self._answered: Any = found.get_template("answer.html").module.answer  # type: ignore[attr-defined]
        self._one: Any = found.get_template("line.html").module.line  # type: ignore[attr-defined]
        self._frame = FRAME + SECTION * len(course.notebooks)
        # A class gives the same few answers over and over: what is made of a short one is remembered.
        self._answers: Callable[[str, bytes, str, bool], Piece] = lru_cache(REMEMBERED)(self._answer)
        self._lines: Callable[[str, bytes, str, bool], Piece] = lru_cache(REMEMBERED)(self._line)
        self.notebook = {i.slug: n.title for n in course.notebooks for i in n.items}

    def page(self, entry: LearnerResult, said: Remarks = NOTHING) -> str:
        """One learner's page, whole and self-contained."""
        return self._page.render(view=self.view(entry, said))

    def view(self, entry: LearnerResult, said: Remarks = NOTHING) -> LearnerView:
        """What is on the page."""
        grade = entry.grade
        flags = FLAGS | ({"late": PARTLY_LATE} if entry.notebooks else {})
        notes = [STATUS[grade.status], *(flags.get(f, "") for f in grade.flags)]
        shown = dict.fromkeys(OUTCOMES[item.outcome] for item in entry.items)
        return LearnerView(
            name=grade.name or grade.learner_id,
            learner_id=grade.learner_id,
            course=self.course.title,
            cards=cards(entry),
            notes=tuple(note for note in notes if note),
            legend=tuple(shown),
            steps=tuple(self._next(entry, said)),
            comments=said.comments.get("", ()),
            notebooks=tuple(self._notebooks(entry, said)),
        )

    def _next(self, entry: LearnerResult, said: Remarks) -> Iterable[tuple[str, str]]:
        """Where another look gains most: what is partly right first, then what is wrong, then what is not answered."""
        order = {"partial": 0, "incorrect": 1, "invalid": 1, "not_attempted": 2}
        todo = [i for i in entry.items if i.outcome in order and i.exercise not in said.marked]
        todo += [i for i in entry.items if i.exercise in said.judged and i.score < i.max_score]
        todo.sort(key=lambda i: (order.get(i.outcome, 0), i.score - i.max_score))
        return [(self._title(i), self._step(i, said)) for i in todo[:NEXT]]

    def _step(self, item: ItemScore, said: Remarks) -> str:
        where = self._where(item)
        found = self.explainer(item.exercise, item.answer)
        tips = [c.try_next for c in found.result.criteria if c.met is False and c.try_next] if found else []
        if item.exercise in said.judged:
            exercise = self.explainer.exercise(item.exercise)
            given = said.judged[item.exercise]
            parts = rubric(exercise) if exercise else ()
            short = (p for p in parts if p.id in given and given[p.id].level + 1 < len(p.levels))
            tips = [f"look again at “{part.label}” below." for part in short] or tips
        if tips:
            return tips[0] + (f" Open “{where}” and answer it again." if where else "")
        if item.outcome == "not_attempted":
            return "not answered yet." + (f" Open “{where}” and answer it." if where else "")
        place = f"open “{where}” and " if where else ""
        return f"read the reason below, then {place}answer it again without looking."

    def _where(self, item: ItemScore) -> str:
        return self.notebook.get(tile_of(item.exercise), "")

    def _title(self, item: ItemScore) -> str:
        exercise = self.explainer.exercise(item.exercise)
        return exercise.title if exercise else item.exercise

    def _notebooks(self, entry: LearnerResult, said: Remarks) -> Iterable[NotebookView]:
        from markupsafe import Markup

        full, lines = self._full(entry, said)
        graded = {one.title: one for one in entry.notebooks}
        for n, (where, group) in enumerate(groupby(entry.items, key=self._where), start=1):
            items = list(group)
            rest: dict[str, list[ItemScore]] = {}
            for i in items:
                if i.exercise not in full:
                    rest.setdefault(i.outcome, []).append(i)
            blank = rest.get("not_attempted", [])
            runs = groupby((OUTCOMES[i.outcome] for i in items), key=lambda tone: tone.name)
            groups = {o: "".join([lines[i.exercise] for i in rest[o]]) for o in ORDER if o in rest}
            left = sum(i.max_score for i in blank)
            yield NotebookView(
                id=f"n{n}",
                title=where or "Other exercises",
                items=len(items),
                done=sum(i.outcome in DONE for i in items),
                points=points(sum(i.score for i in items)),
                worth=points(sum(i.max_score for i in items)) if any(i.max_score for i in items) else "",
                signs=tuple((name, "".join(tone.sign for tone in tones)) for name, tones in runs),
                articles=tuple(full[i.exercise] for i in items if i.exercise in full),
                groups=tuple((OUTCOMES[o], Markup(html)) for o, html in groups.items() if html),
                left=len(blank),
                left_points=points(left) if left else "",
                notes=(
                    *conditions(graded.get(where)),
                    *(f"“{self._title(i)}”: {entry.said[i.exercise]}" for i in items if tells(entry, i)),
                ),
            )

    def _full(self, entry: LearnerResult, said: Remarks) -> tuple[dict[str, ArticleView], dict[str, str]]:
        """What is shown with its reasons, by the item's name: all that people said something of, then where most points
        are to be won, as far as the page has room for it; and the lines of the others, as HTML."""
        found: dict[str, ArticleView] = {}
        lines: dict[str, str] = {}
        size = self._frame
        others: list[ItemScore] = []
        for item in entry.items:
            name = item.exercise
            if name in said.marked or name in said.judged or name in said.comments or name in entry.again:
                found[name], more = self._article(item, entry, said)
                size += more
            elif item.outcome != "not_attempted":
                lines[name], more = self._of_line(item)
                size += more
                if item.outcome not in DONE:
                    others.append(item)
        for item in sorted(others, key=lambda i: i.score - i.max_score):
            if size > PAGE:
                break
            article, more = self._article(item, entry, said)
            if size + more <= PAGE:
                found[item.exercise] = article
                size += more
        return found, lines

    def _of_line(self, item: ItemScore) -> Piece:
        """An answer on one line. A long one is not told there: only its title stands."""
        return self._lines(
            item.exercise, item.answer if len(item.answer) <= SHORT else b"", item.outcome, bool(item.max_score)
        )

    def _article(self, item: ItemScore, entry: LearnerResult, said: Remarks) -> tuple[ArticleView, int]:
        """An answer with its reasons, and about how many bytes it has."""
        used = [f"{item.attempts} {'attempt' if item.attempts == 1 else 'attempts'}"] if item.attempts else []
        used += [f"{item.hints} {'hint' if item.hints == 1 else 'hints'}"] if item.hints else []
        used += ["the solution was opened; only answers before it earn points"] if item.solution else []
        given = said.judged.get(item.exercise, {})
        exercise = self.explainer.exercise(item.exercise)
        parts = rubric(exercise) if exercise is not None and given else ()
        how = self._answers if len(item.answer) <= SHORT else self._answer
        answer, size = how(item.exercise, item.answer, item.outcome, item.exercise in said.judged)
        article = ArticleView(
            title=self._title(item),
            tone=OUTCOMES[item.outcome],
            points=f"{points(item.score)} of {points(item.max_score)} points" if item.max_score else "no points",
            answer=answer,
            marked=item.exercise in said.marked,
            again=item.exercise in entry.again,
            used=", ".join(used),
            judged=tuple(judged_part(part, given.get(part.id)) for part in parts),
            comments=said.comments.get(item.exercise, ()),
        )
        return article, size + ROUND

    def _answer(self, name: str, answer: bytes, outcome: str, judged: bool) -> Piece:
        """What was answered, and why it is judged so, as HTML. ``judged``: people judged it; that follows elsewhere."""
        found = self.explainer(name, answer)
        if found is None:
            return piece(self._answered(None, outcome != "not_attempted"))
        criteria = [self._reason(c) for c in found.result.criteria if not (judged and c.judge == "marker")]
        return piece(self._answered(shortened(found.said, WHOLE), True, found.result.summary, criteria))

    def _reason(self, c: Criterion) -> ReasonView:
        if c.judge == "marker" and c.met is None:
            return ReasonView(tone=Tone("done", "●"), seen=c.seen, truth="(a person judges this)")
        known = self.course.misconceptions.get(c.misconception or "") if c.met is False else None
        return ReasonView(
            tone=verdict(c),
            seen=c.seen if not c.why or c.seen.rstrip()[-1:] in ".!?:…”" else f"{c.seen}.",
            why=c.why,
            truth=known.truth if known else "",
            hint=c.try_next if not c.met else "",
        )

    def _line(self, name: str, answer: bytes, outcome: str, worth: bool) -> Piece:
        """An answer on one line, as HTML. ``worth``: it earns points."""
        found = self.explainer(name, answer)
        exercise = self.explainer.exercise(name)
        criteria = found.result.criteria if found else ()
        asked = worth or any(c.judge == "marker" and c.met is None for c in criteria)
        hints = (c.try_next or c.why for c in criteria if c.met is False)
        return piece(
            self._one(
                title=exercise.title if exercise else name,
                said=shortened(" ".join(found.said.split()), LINE) if found else "",
                hint=shortened(next(filter(None, hints), ""), 2 * LINE) if outcome not in DONE else "",
                note="a person judges this" if outcome == "recorded" and asked else "",
            )
        )


Piece = tuple[Any, int]  # HTML, and how many bytes it has


def piece(html: str) -> Piece:
    """A part of a page that a template has made."""
    from markupsafe import Markup

    return Markup(html.strip()), len(html.encode())


def cards(entry: LearnerResult) -> tuple[tuple[str, str], ...]:
    """The learner in numbers."""
    grade = entry.grade
    if grade.score is None:
        return ()
    done = sum(i.outcome in DONE for i in entry.items)
    found = [
        (f"{points(grade.score)} of {points(grade.max_score)}", "points"),
        (f"{done} of {len(entry.items)}", "right or recorded"),
    ]
    if grade.penalty:
        found.append((f"−{points(grade.penalty)}", f"for being late ({points(grade.raw)} before)"))
    return tuple(found)


def tells(entry: LearnerResult, item: ItemScore) -> bool:
    """Whether it has to be said that an item counts otherwise: not of what was never answered and is not asked."""
    return item.exercise in entry.said and (bool(item.max_score) or item.outcome != "not_attempted")


def conditions(one: NotebookGrade | None) -> list[str]:
    """When a notebook was due, what lateness cost, what it weighs."""
    if one is None or not one.max_score:
        return []
    found = []
    if one.due is not None:
        found.append(f"Due {local(one.due, one.zone):%d %B %Y, %H:%M %Z}".replace(" 0", " "))
    if one.days:
        took = f"{points(one.penalty)} points were taken off" if one.penalty else "at no cost"
        found.append(f"{one.days} {'day' if one.days == 1 else 'days'} late: {took}")
    if one.weight is not None:
        found.append(f"weight {one.weight:g}")
    return ["; ".join(found) + "."] if found else []


def verdict(c: Criterion) -> Tone:
    """A criterion's tone."""
    if c.met:
        return Tone("good", "✓", "Met")
    if c.met is None:
        return Tone("plain", "○", "Open")
    return Tone("part", "◐", f"Close, {100 * c.worth:g}% of the point") if c.worth else Tone("bad", "✗", "Not met")


def judged_part(part: RubricPart, one: Judgement | None) -> JudgedView:
    """One criterion of a rubric, as a person judged it or waiting for one."""
    if one is None or one.levels != len(part.levels):
        return JudgedView(tone=Tone("plain", "○"), label=part.label)
    top = len(part.levels) - 1
    tone = Tone("good", "✓") if one.level == top else Tone("part", "◐") if one.level else Tone("bad", "✗")
    after = part.levels[one.level + 1] if one.level < top and top > 1 else ""
    level = part.levels[one.level]
    return JudgedView(tone=tone, label=part.label, level=level, marker=one.marker, following=after)


def file_name(learner_id: str, key: str) -> str:
    """A file name that any system takes and that no other learner has."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", learner_id).strip("_-")[:60] or "learner"
    return f"{plain}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}.html"
