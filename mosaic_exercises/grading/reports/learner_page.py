"""The page a learner gets back: what they answered, how it was judged and why, and what to do next."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.page import TONES, own, page, pill, points, prose, safe
from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.queue import RubricPart, rubric
from mosaic_exercises.grading.records import ItemScore, LearnerResult
from mosaic_exercises.results import Criterion

NEXT = 3  # steps that are named
REMEMBERED = 20_000
SHORT = 1_000  # bytes of an answer whose HTML is remembered
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
}


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
    """A course made ready for the pages of a class."""

    def __init__(self, course: Course, explainer: Explainer) -> None:
        self.course = course
        self.explainer = explainer
        self._remembered: Callable[[str, bytes, str, bool], str] = lru_cache(REMEMBERED)(self._answer)
        self.notebook = {i.slug: n for n in course.notebooks for i in n.items}

    def page(self, entry: LearnerResult, said: Remarks = NOTHING) -> str:
        """One learner's page, whole and self-contained."""
        grade = entry.grade
        name = grade.name or grade.learner_id
        body = [f'<h1>{own(name)}</h1><p class="soft">{safe(self.course.title)} · {own(grade.learner_id)}</p>']
        body.append(self._score(entry))
        notes = [STATUS[grade.status], *(FLAGS.get(f, "") for f in grade.flags)]
        body += [f'<p class="box part">{note}</p>' for note in notes if note]
        if entry.items:
            body += [self._mosaic(entry), self._next(entry, said)]
            body += [f'<div class="box"><h2 style="margin:0">To all of it</h2>{self._comments("", said)}</div>'] * (
                "" in said.comments
            )
            body += list(self._notebooks(entry, said))
        return page(f"{name}: {self.course.title}", "".join(body))

    def _score(self, entry: LearnerResult) -> str:
        grade = entry.grade
        if grade.score is None:
            return ""
        done = sum(i.outcome in ("correct", "recorded") for i in entry.items)
        cards = [
            (f"{points(grade.score)} of {points(grade.max_score)}", "points"),
            (f"{done} of {len(entry.items)}", "right or recorded"),
        ]
        if grade.penalty:
            cards.append((f"−{points(grade.penalty)}", f"for being late ({points(grade.raw)} before)"))
        return '<ul class="cards">' + "".join(f"<li><b>{a}</b>{b}</li>" for a, b in cards) + "</ul>"

    def _mosaic(self, entry: LearnerResult) -> str:
        tiles = []
        for item in entry.items:
            tone, sign, word = TONES[item.outcome]
            title = f"{self._title(item)}: {word}"
            tiles.append(
                f'<li class="{tone}" title="{safe(title)}"><span aria-hidden="true">{sign}</span>'
                f'<span class="unseen">{safe(title)}</span></li>'
            )
        shown = dict.fromkeys(TONES[item.outcome] for item in entry.items)
        legend = ", ".join(f'<span aria-hidden="true">{sign}</span> {word}' for _, sign, word in shown)
        return f'<h2>Your mosaic</h2><ul class="tiles">{"".join(tiles)}</ul><p class="soft small">{legend}</p>'

    def _next(self, entry: LearnerResult, said: Remarks) -> str:
        """Where another look gains most: what is partly right first, then what is wrong, then what is not answered."""
        order = {"partial": 0, "incorrect": 1, "invalid": 1, "not_attempted": 2}
        todo = [i for i in entry.items if i.outcome in order and i.exercise not in said.marked]
        todo += [i for i in entry.items if i.exercise in said.judged and i.score < i.max_score]
        todo.sort(key=lambda i: (order.get(i.outcome, 0), i.score - i.max_score))
        if not todo:
            return '<p class="box good"><strong>Nothing is left to repair.</strong> Read the reasons below once.</p>'
        steps = "".join(f"<li><strong>{safe(self._title(i))}</strong>: {self._step(i, said)}</li>" for i in todo[:NEXT])
        return f"<h2>What to do next</h2><ol>{steps}</ol>"

    def _step(self, item: ItemScore, said: Remarks) -> str:
        where = safe(self._where(item))
        found = self.explainer(item.exercise, item.answer)
        tips = [c.try_next for c in found.result.criteria if c.met is False and c.try_next] if found else []
        if item.exercise in said.judged:
            exercise = self.explainer.exercise(item.exercise)
            given = said.judged[item.exercise]
            short = (
                p
                for p in (rubric(exercise) if exercise else ())
                if p.id in given and given[p.id].level + 1 < len(p.levels)
            )
            tips = [f"look again at “{part.label}” below." for part in short] or tips
        if tips:
            return safe(tips[0]) + (f" Open “{where}” and answer it again." if where else "")
        if item.outcome == "not_attempted":
            return "not answered yet." + (f" Open “{where}” and answer it." if where else "")
        place = f"open “{where}” and " if where else ""
        return f"read the reason below, then {place}answer it again without looking."

    def _where(self, item: ItemScore) -> str:
        notebook = self.notebook.get(item.exercise.partition("/")[0])
        return notebook.title if notebook else ""

    def _title(self, item: ItemScore) -> str:
        exercise = self.explainer.exercise(item.exercise)
        return exercise.title if exercise else item.exercise

    def _notebooks(self, entry: LearnerResult, said: Remarks) -> Iterable[str]:
        last = None
        for item in entry.items:
            where = self._where(item)
            if where != last:
                yield f"<h2>{safe(where or 'Other exercises')}</h2>"
                last = where
            yield self._item(item, said)

    def _item(self, item: ItemScore, said: Remarks) -> str:
        used = [f"{item.attempts} {'attempt' if item.attempts == 1 else 'attempts'}"] if item.attempts else []
        used += [f"{item.hints} {'hint' if item.hints == 1 else 'hints'}"] if item.hints else []
        used += ["the solution was opened; only answers before it earn points"] if item.solution else []
        worth = f"{points(item.score)} of {points(item.max_score)} points" if item.max_score else "no points"
        marked = item.exercise in said.marked
        state = '<span class="pill done">marked by a person</span>' if marked else pill(item.outcome)
        head = f"<header><h3>{safe(self._title(item))}</h3><span>{state} <strong>{worth}</strong></span></header>"
        short = len(item.answer) <= SHORT
        judged = item.exercise in said.judged
        body = (self._remembered if short else self._answer)(item.exercise, item.answer, item.outcome, judged)
        body += self._judged(item, said.judged.get(item.exercise, {}))
        line = f'<p class="soft small">{", ".join(used)}</p>' if used else ""
        return f"<article>{head}{line}{body}{self._comments(item.exercise, said)}</article>"

    def _judged(self, item: ItemScore, given: Mapping[str, Judgement]) -> str:
        """The criteria as people judged them, and what the next level has."""
        exercise = self.explainer.exercise(item.exercise)
        parts = rubric(exercise) if exercise is not None and given else ()
        rows = "".join(map(judged_row, parts, (given.get(part.id) for part in parts)))
        return f'<p class="small"><strong>Judged by a person</strong></p><ul class="marks">{rows}</ul>' if rows else ""

    def _answer(self, name: str, answer: bytes, outcome: str, judged: bool) -> str:
        """The question, what was answered, and why it is judged so. The same for everybody who answered the same.
        ``judged``: people judged it; what they said follows elsewhere."""
        exercise = self.explainer.exercise(name)
        html = prose(exercise.prompt) if exercise else ""
        found = self.explainer(name, answer)
        if found is None:
            return html + (
                "" if outcome == "not_attempted" else '<p class="soft">The answer is too long to be shown.</p>'
            )
        shown = safe(found.said) or "(blank)"
        html += f'<p class="small"><strong>You answered</strong></p><div class="said" dir="auto">{shown}</div>'
        html += f"<p>{safe(found.result.summary)}</p>" if found.result.summary else ""
        rows = []
        for c in found.result.criteria:
            if c.judge == "marker" and judged:
                continue
            if c.judge == "marker" and c.met is None:
                rows.append(("done", "●", f"{safe(c.seen)} <span class=soft>(a person judges this)</span>"))
                continue
            tone, sign, word = verdict(c)
            seen = c.seen if not c.why or c.seen.rstrip()[-1:] in ".!?:…”" else f"{c.seen}."
            why = f" {safe(c.why)}" if c.why else ""
            hint = f" <em>{safe(c.try_next)}</em>" if c.try_next and not c.met else ""
            truth = ""
            if c.met is False and c.misconception in self.course.misconceptions:
                truth = f" <span class=soft>{safe(self.course.misconceptions[c.misconception].truth)}</span>"
            rows.append((tone, sign, f'<span class="unseen">{word}: </span>{safe(seen)}{why}{truth}{hint}'))
        marks = "".join(mark(*row) for row in rows)
        return html + (f'<ul class="marks">{marks}</ul>' if marks else "")

    def _comments(self, name: str, said: Remarks) -> str:
        return "".join(
            f'<div class="box done"><p class="small soft">{own(author)} wrote</p><div class="said" dir="auto">'
            f"{safe(text)}</div></div>"
            for author, text in said.comments.get(name, ())
        )


def verdict(c: Criterion) -> tuple[str, str, str]:
    """A criterion's tone, sign and word: never colour alone."""
    if c.met:
        return "good", "✓", "Met"
    if c.met is None:
        return "plain", "○", "Open"
    return ("part", "◐", f"Close, {100 * c.worth:g}% of the point") if c.worth else ("bad", "✗", "Not met")


def judged_row(part: RubricPart, one: Judgement | None) -> str:
    """One criterion of a rubric, as a person judged it or waiting for one."""
    label = f"{safe(part.label)}: "
    if one is None or one.levels != len(part.levels):
        return mark("plain", "○", f'{label}<span class="soft">not judged yet</span>')
    top = len(part.levels) - 1
    tone, sign = ("good", "✓") if one.level == top else ("part", "◐") if one.level else ("bad", "✗")
    words = f"{label}<strong>{safe(part.levels[one.level])}</strong> "
    after = f" <em>The next level: {safe(part.levels[one.level + 1])}.</em>" if one.level < top and top > 1 else ""
    return mark(tone, sign, f'{words}<span class="soft">({own(one.marker)})</span>{after}')


def mark(tone: str, sign: str, html: str) -> str:
    """One line with its sign."""
    return f'<li class="{tone}"><span class="sign" aria-hidden="true">{sign}</span>{html}</li>'


def file_name(learner_id: str, key: str) -> str:
    """A file name that any system takes and that no other learner has."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", learner_id).strip("_-")[:60] or "learner"
    return f"{plain}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}.html"
