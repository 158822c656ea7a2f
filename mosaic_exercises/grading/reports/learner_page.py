"""The page a learner gets back: how it went, notebook by notebook; what to do next; what was answered and is not all
right, with the reasons; the rest a line each. How it looks is in ``templates/``, which a designer can change.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.names import tile_of
from mosaic_exercises.drawing.html import environment, escaped, safe
from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.queue import rubric
from mosaic_exercises.grading.records import ItemScore, LearnerResult
from mosaic_exercises.grading.reports.learner_view import ArticleView, LearnerView, NotebookView, ReasonView
from mosaic_exercises.grading.reports.learner_words import cards, conditions, judged_part, tells, verdict
from mosaic_exercises.grading.reports.tones import DONE, OUTCOMES, TEMPLATES, Tone, points, shortened
from mosaic_exercises.results import Criterion

HERE = "\N{ELECTRIC PLUG}"  # where the title and the body of a page go
TRIES = 4  # at a page that is small enough
NEXT = 3  # steps that are named
REMEMBERED = 20_000
LONG = 1_000  # long answers whose HTML is remembered
SHORT = 1_000  # bytes of an answer whose HTML is remembered, and of one that is told on its line
LINES = (0, 28, 70)  # characters of an answer on one line: as the page has room, the most that fits
WHOLE = 500  # and of one with its reasons: the workbook has it whole
MOST = 60_000  # bytes of a page. Only what people said of the work is never left out of it
STEPS = 1_500  # bytes of what to do next, about
SECTION = 640  # of a notebook without answers, about
SIGN = 8  # of an item's sign, about
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


class LearnerPages:
    """A course made ready for the pages of a class. Raises DataError where Jinja2 is not installed."""

    def __init__(self, course: Course, explainer: Explainer) -> None:
        self.course = course
        self.explainer = explainer
        found = environment(TEMPLATES)
        # What is the same on every page, once: the parts before the title, between title and body, and after it.
        self._shell = found.get_template("learner.html").render(title=HERE, body=HERE).split(HERE)
        # Macros of a module, not templates that are rendered: they are called thousands of times.
        self._body: Any = found.get_template("learner_body.html").module.body  # type: ignore[attr-defined]
        self._answered: Any = found.get_template("answer.html").module.answer  # type: ignore[attr-defined]
        self._reason_html: Any = found.get_template("reason.html").module.reason  # type: ignore[attr-defined]
        self._one: Any = found.get_template("line.html").module.line  # type: ignore[attr-defined]
        self._article_html: Any = found.get_template("article.html").module.article  # type: ignore[attr-defined]
        group, run = (getattr(found.get_template("group.html").module, name) for name in ("group", "run"))
        self._groups = {outcome: around(group(tone, HERE)) for outcome, tone in OUTCOMES.items()}
        self._runs = {tone.name: around(run(tone, HERE)) for tone in OUTCOMES.values()}
        self._frame = sum(len(part.encode()) for part in self._shell) + STEPS + SECTION * len(course.notebooks)
        # A class gives the same few answers over and over: what is made of a short one is remembered.
        self._answers: Callable[[str, bytes, str, bool], Piece] = lru_cache(REMEMBERED)(self._answer)
        self._reasons: Callable[[Criterion], str] = lru_cache(REMEMBERED)(self._reason)
        self._lines: Callable[[str, bytes, str, bool, int], Piece] = lru_cache(REMEMBERED)(self._line)
        self._bare: Callable[[str, str, bool], Piece] = lru_cache(LONG)(self._bare_line)
        self._shown_on_a_line: Callable[[str, str, str], Callable[[str], str]] = lru_cache(LONG)(self._line_around)
        self.notebook = {i.slug: n.title for n in course.notebooks for i in n.items}
        self._titles = (*dict.fromkeys(self.notebook.values()), "")
        self._plain: Callable[[ItemScore], Piece] = lru_cache(REMEMBERED)(self._unsaid)
        self._long: Callable[[ItemScore], Piece] = lru_cache(LONG)(self._unsaid)
        self._where: Callable[[str], str] = cache(lambda name: self.notebook.get(tile_of(name), ""))

    def page(self, entry: LearnerResult, said: Remarks = NOTHING) -> str:
        """One learner's page, whole and self-contained, of MOST bytes at most (only what people said of the work can
        make it larger: it is never left out)."""
        room = MOST
        for _ in range(TRIES):
            html = self._whole(self.view(entry, said, room))
            over = len(html.encode()) - MOST
            if over <= 0:
                break
            room -= over + SECTION
        return html

    def _whole(self, view: LearnerView) -> str:
        """The page that shows a view."""
        before, between, after = self._shell
        return f"{before}{safe(f'{view.name}: {view.course}')}{between}{self._body(view)}{after}"

    def view(self, entry: LearnerResult, said: Remarks = NOTHING, room: int = MOST) -> LearnerView:
        """What is on the page. ``room``: bytes that it may have, about."""
        grade = entry.grade
        flags = FLAGS | ({"late": PARTLY_LATE} if entry.notebooks else {})
        notes = [STATUS[grade.status], *(flags.get(f, "") for f in grade.flags)]
        shown = dict.fromkeys([item.outcome for item in entry.items])
        return LearnerView(
            name=grade.name or grade.learner_id,
            learner_id=grade.learner_id,
            course=self.course.title,
            cards=cards(entry),
            notes=tuple(note for note in notes if note),
            legend=tuple(OUTCOMES[outcome] for outcome in shown),
            steps=tuple(self._next(entry, said)),
            comments=said.comments.get("", ()),
            notebooks=tuple(self._notebooks(entry, said, room)),
        )

    def _next(self, entry: LearnerResult, said: Remarks) -> Iterable[tuple[str, str]]:
        """Where another look gains most: what is partly right first, then what is wrong, then what is not answered."""
        order = {"partial": 0, "incorrect": 1, "invalid": 1, "not_attempted": 2}
        todo = [i for i in entry.items if i.outcome in order and i.exercise not in said.marked]
        todo += [i for i in entry.items if i.exercise in said.judged and i.score < i.max_score]
        todo.sort(key=lambda i: (order.get(i.outcome, 0), i.score - i.max_score))
        return [(self._title(i), self._step(i, said)) for i in todo[:NEXT]]

    def _step(self, item: ItemScore, said: Remarks) -> str:
        where = self._where(item.exercise)
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

    def _title(self, item: ItemScore) -> str:
        exercise = self.explainer.exercise(item.exercise)
        return exercise.title if exercise else item.exercise

    def _notebooks(self, entry: LearnerResult, said: Remarks, room: int) -> Iterable[NotebookView]:
        from markupsafe import Markup

        full, lines = self._full(entry, said, room)
        graded = {one.title: one for one in entry.notebooks}
        parts: dict[str, list[ItemScore]] = {title: [] for title in self._titles}  # in the course's order
        for item in entry.items:
            parts[self._where(item.exercise)].append(item)
        for n, (title, items) in enumerate(((t, i) for t, i in parts.items() if i), start=1):
            sums = Section(items, full, lines)
            told = (
                [f"“{self._title(i)}”: {entry.said[i.exercise]}" for i in items if tells(entry, i)]
                if entry.said
                else ()
            )
            worth = f", {points(sums.score)} of {points(sums.most)} points" if sums.rated else ""
            groups = [(self._groups[o], sums.lines[o]) for o in ORDER if o in sums.lines]
            yield NotebookView(
                id=f"n{n}",
                title=title or "Other exercises",
                stands=f"{sums.done} of {len(items)} done{worth}",
                signs=Markup("".join(self._runs[name].format("".join(signs)) for name, signs in sums.signs)),
                articles=Markup("\n".join(sums.articles)),
                groups=Markup("\n".join(whole.format("".join(lines)) for whole, lines in groups)),
                left=sums.left,
                left_points=points(sums.left_points) if sums.left_points else "",
                notes=(*conditions(graded.get(title)), *told),
            )

    def _full(self, entry: LearnerResult, said: Remarks, room: int) -> tuple[dict[str, str], dict[str, str]]:
        """What is shown with its reasons, by the item's name: all that people said something of, then where most points
        are to be won, as far as the page has room; and the lines of the others, as HTML. What is left of the room lets
        the lines of right answers say what was answered: all of them, or none, so that nobody wonders why."""
        found: dict[str, str] = {}
        others: list[tuple[ItemScore, Piece]] = []
        right: list[tuple[ItemScore, Piece]] = []
        size = self._frame + SIGN * len(entry.items)
        people = {*said.marked, *said.judged, *said.comments, *entry.again}
        for item in entry.items:
            outcome = item.outcome
            if item.exercise in people:
                found[item.exercise], more = self._article(item, said, item.exercise in entry.again)
                size += more
            elif outcome in DONE:
                one = self._bare(item.exercise, outcome, bool(item.max_score))
                right.append((item, one))
                size += one[1]
            elif outcome != "not_attempted":
                one = self._told(item, LINES[-1])
                others.append((item, one))
                size += one[1]
        lines = {item.exercise: line for item, (line, _) in others}
        for item, (_, less) in sorted(others, key=lambda pair: pair[0].score - pair[0].max_score):
            if size > room:
                break
            article, more = (self._plain if len(item.answer) <= SHORT else self._long)(
                msgspec.structs.replace(item, event="", at=None, seconds=None)
            )
            if size + more - less <= room:
                found[item.exercise] = article
                size += more - less
                del lines[item.exercise]
        return found, lines | self._right(right, room - size)

    def _right(self, right: Sequence[tuple[ItemScore, Piece]], room: int) -> dict[str, str]:
        """The lines of right answers, each with as much of what was answered as all of them have room for. Answers are
        not read where there is none."""
        for most in LINES[:0:-1]:
            left, lines = room, {}
            for item, bare in right:
                if left < 0:
                    break
                lines[item.exercise], size = self._told(item, most)
                left -= size - bare[1]
            if left >= 0:
                return lines
        return {item.exercise: line for item, (line, _) in right}

    def _told(self, item: ItemScore, most: int) -> Piece:
        """An answer on a line. A long one is not told: only its title stands."""
        answer = item.answer if len(item.answer) <= SHORT else b""
        return self._lines(item.exercise, answer, item.outcome, bool(item.max_score), most)

    def _unsaid(self, item: ItemScore) -> Piece:
        """An answer that nobody said anything of. The same for all who answered the same in as many attempts."""
        return self._article(item, NOTHING)

    def _article(self, item: ItemScore, said: Remarks, again: bool = False) -> Piece:
        """An answer with its reasons, as HTML. ``again``: it is another one than was marked."""
        from markupsafe import Markup

        used = [f"{item.attempts} {'attempt' if item.attempts == 1 else 'attempts'}"] if item.attempts else []
        used += [f"{item.hints} {'hint' if item.hints == 1 else 'hints'}"] if item.hints else []
        used += ["the solution was opened; only answers before it earn points"] if item.solution else []
        given = said.judged.get(item.exercise, {})
        exercise = self.explainer.exercise(item.exercise)
        parts = rubric(exercise) if exercise is not None and given else ()
        how = self._answers if len(item.answer) <= SHORT else self._answer
        answer, _ = how(item.exercise, item.answer, item.outcome, item.exercise in said.judged)
        article = ArticleView(
            title=self._title(item),
            tone=OUTCOMES[item.outcome],
            points=f"{points(item.score)} of {points(item.max_score)} points" if item.max_score else "no points",
            answer=Markup(answer),
            marked=item.exercise in said.marked,
            again=again,
            used=", ".join(used),
            judged=tuple(judged_part(part, given.get(part.id)) for part in parts),
            comments=said.comments.get(item.exercise, ()),
        )
        return piece(self._article_html(article))

    def _answer(self, name: str, answer: bytes, outcome: str, judged: bool) -> Piece:
        """What was answered, and why it is judged so, as HTML. ``judged``: people judged it; that follows elsewhere."""
        from markupsafe import Markup

        found = self.explainer(name, answer)
        if found is None:
            return piece(self._answered(None, outcome != "not_attempted"))
        criteria = [self._reasons(c) for c in found.result.criteria if not (judged and c.judge == "marker")]
        reasons = Markup("".join(criteria))
        return piece(self._answered(shortened(found.said, WHOLE), True, found.result.summary, reasons))

    def _reason(self, c: Criterion) -> str:
        """A reason as HTML: of a form most are the same for everybody."""
        return str.strip(self._reason_html(self._reason_view(c)))

    def _reason_view(self, c: Criterion) -> ReasonView:
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

    def _line(self, name: str, answer: bytes, outcome: str, worth: bool, most: int) -> Piece:
        """An answer on one line, as HTML, with so many characters of it. ``worth``: it earns points. Of what is done
        only the words are told."""
        done = outcome in DONE
        found = None if done else self.explainer(name, answer)
        said = found.said if found else self.explainer.said(name, answer) or ""
        hints = (c.try_next or c.why for c in found.result.criteria if c.met is False) if found else ()
        hint = shortened(next(filter(None, hints), ""), 2 * LINES[-1])
        return piece(self._write(name, outcome, worth, hint)(shortened(" ".join(said.split()), most)))

    def _bare_line(self, name: str, outcome: str, worth: bool) -> Piece:
        """The line of a right answer that is not told."""
        return piece(self._write(name, outcome, worth, "")(""))

    def _write(self, name: str, outcome: str, worth: bool, hint: str) -> Callable[[str], str]:
        """What makes a line of an item's answer."""
        exercise = self.explainer.exercise(name)
        asked = worth or bool(getattr(getattr(exercise, "task", None), "rubric", ()))
        note = "a person judges this" if outcome == "recorded" and asked else ""
        return self._shown_on_a_line(exercise.title if exercise else name, hint, note)

    def _line_around(self, title: str, hint: str, note: str) -> Callable[[str], str]:
        """What makes a line of what was said. The rest of it is rendered once: most lines of an exercise share it."""
        whole = partial(self._one, title=title, hint=hint, note=note)
        bare, (before, *rest) = str(whole(said="")), str(whole(said=HERE)).split(HERE)
        if len(rest) != 1:  # somebody writes this very sign
            return lambda said: str(whole(said=said))
        return lambda said: f"{before}{escaped(said)}{rest[0]}" if said else bare


def around(html: str) -> str:
    """A part of a page that is the same every time but for what stands HERE, as a format."""
    return str(html).strip().replace("{", "{{").replace("}", "}}").replace(HERE, "{}")


class Section:
    """One notebook's items as its part of the page: what they come to, their signs in runs of one colour, the answers
    with reasons, the lines by outcome."""

    def __init__(self, items: Iterable[ItemScore], full: Mapping[str, str], lines: Mapping[str, str]) -> None:
        self.articles: list[str] = []
        self.lines: dict[str, list[str]] = {}
        self.signs: list[tuple[str, list[str]]] = []
        self.score = self.most = self.left_points = 0.0
        self.done = self.left = 0
        self.rated = False
        colour, run = "", [""]
        for item in items:
            outcome = item.outcome
            tone = OUTCOMES[outcome]
            if tone.name != colour:
                colour, run = tone.name, []
                self.signs.append((colour, run))
            run.append(tone.sign)
            if item.max_score:
                self.score += item.score
                self.most += item.max_score
                self.rated = True
            self.done += outcome in DONE
            if (article := full.get(item.exercise)) is not None:
                self.articles.append(article)
            elif outcome == "not_attempted":
                self.left += 1
                self.left_points += item.max_score
            else:
                self.lines.setdefault(outcome, []).append(lines[item.exercise])


Piece = tuple[str, int]  # HTML, and how many bytes it has


def piece(html: str) -> Piece:
    """A part of a page that a template has made."""
    return str.strip(html), len(html.encode())


def file_name(learner_id: str, key: str) -> str:
    """A file name that any system takes and that no other learner has."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", learner_id).strip("_-")[:60] or "learner"
    return f"{plain}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}.html"
