"""The page a learner gets back: what they answered, how it was judged and why, and what to do next."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from mosaic_exercises.course import Course
from mosaic_exercises.grading.explain import Explainer
from mosaic_exercises.grading.page import TONES, own, page, pill, points, prose, safe
from mosaic_exercises.grading.records import Entry, ItemScore

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


class Said:
    """A comment of a marker, and points that a person gave: what a report needs of them."""

    def __init__(
        self,
        comments: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        marked: Iterable[str] = (),
    ) -> None:
        self.comments = comments or {}
        self.marked = frozenset(marked)


NOTHING = Said()


class LearnerPages:
    """A course made ready for the pages of a class."""

    def __init__(self, course: Course, explainer: Explainer) -> None:
        self.course = course
        self.explainer = explainer
        self._remembered: Callable[[str, bytes, str], str] = lru_cache(REMEMBERED)(self._answer)
        self.notebook = {i.slug: n for n in course.notebooks for i in n.items}

    def page(self, entry: Entry, said: Said = NOTHING) -> str:
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

    def _score(self, entry: Entry) -> str:
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

    def _mosaic(self, entry: Entry) -> str:
        tiles = []
        for item in entry.items:
            tone, sign, word = TONES[item.outcome]
            title = f"{self._title(item)}: {word}"
            tiles.append(
                f'<li class="{tone}" title="{safe(title)}"><span aria-hidden="true">{sign}</span>'
                f'<span class="unseen">{safe(title)}</span></li>'
            )
        return f'<h2>Your mosaic</h2><ul class="tiles">{"".join(tiles)}</ul>'

    def _next(self, entry: Entry, said: Said) -> str:
        """Where another look gains most: what is partly right first, then what is wrong, then what is not answered."""
        order = {"partial": 0, "incorrect": 1, "invalid": 1, "not_attempted": 2}
        todo = [i for i in entry.items if i.outcome in order and i.exercise not in said.marked]
        todo.sort(key=lambda i: (order[i.outcome], i.score - i.max_score))
        if not todo:
            return '<p class="box good"><strong>Nothing is left to repair.</strong> Read the reasons below once.</p>'
        steps = "".join(f"<li><strong>{safe(self._title(i))}</strong>: {self._step(i)}</li>" for i in todo[:NEXT])
        return f"<h2>What to do next</h2><ol>{steps}</ol>"

    def _step(self, item: ItemScore) -> str:
        found = self.explainer(item.exercise, item.answer)
        tips = [c.try_next for c in found.result.criteria if c.met is False and c.try_next] if found else []
        where = self._where(item)
        again = f" Open “{safe(where)}” and answer it again." if where else ""
        if tips:
            return safe(tips[0]) + again
        if item.outcome == "not_attempted":
            return "not answered yet." + again
        return "read the reason below, then answer it again without looking." + again

    def _where(self, item: ItemScore) -> str:
        notebook = self.notebook.get(item.exercise.partition("/")[0])
        return notebook.title if notebook else ""

    def _title(self, item: ItemScore) -> str:
        exercise = self.explainer.exercise(item.exercise)
        return exercise.title if exercise else item.exercise

    def _notebooks(self, entry: Entry, said: Said) -> Iterable[str]:
        last = None
        for item in entry.items:
            where = self._where(item)
            if where != last:
                yield f"<h2>{safe(where or 'Other exercises')}</h2>"
                last = where
            yield self._item(item, said)

    def _item(self, item: ItemScore, said: Said) -> str:
        used = [f"{item.attempts} {'attempt' if item.attempts == 1 else 'attempts'}"] if item.attempts else []
        used += [f"{item.hints} {'hint' if item.hints == 1 else 'hints'}"] if item.hints else []
        used += ["the solution was opened; only answers before it earn points"] if item.solution else []
        worth = f"{points(item.score)} of {points(item.max_score)} points" if item.max_score else "no points"
        marked = item.exercise in said.marked
        state = '<span class="pill done">marked by a person</span>' if marked else pill(item.outcome)
        head = f"<header><h3>{safe(self._title(item))}</h3><span>{state} <strong>{worth}</strong></span></header>"
        short = len(item.answer) <= SHORT
        body = (self._remembered if short else self._answer)(item.exercise, item.answer, item.outcome)
        line = f'<p class="soft small">{", ".join(used)}</p>' if used else ""
        return f"<article>{head}{line}{body}{self._comments(item.exercise, said)}</article>"

    def _answer(self, name: str, answer: bytes, outcome: str) -> str:
        """The question, what was answered, and why it is judged so. The same for everybody who answered the same."""
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
            if c.judge == "marker" and c.met is None:
                rows.append(("done", "●", f"{safe(c.seen)} <span class=soft>(a person judges this)</span>"))
                continue
            tone, sign, word = (
                ("good", "✓", "Met") if c.met else ("plain", "○", "Open") if c.met is None else ("bad", "✗", "Not met")
            )
            why = f" {safe(c.why)}" if c.why else ""
            hint = f" <em>{safe(c.try_next)}</em>" if c.try_next and not c.met else ""
            truth = ""
            if c.met is False and c.misconception in self.course.misconceptions:
                truth = f" <span class=soft>{safe(self.course.misconceptions[c.misconception].truth)}</span>"
            rows.append((tone, sign, f'<span class="unseen">{word}: </span>{safe(c.seen)}{why}{truth}{hint}'))
        marks = "".join(
            f'<li class="{t}"><span class="sign" aria-hidden="true">{s}</span>{text}</li>' for t, s, text in rows
        )
        return html + (f'<ul class="marks">{marks}</ul>' if marks else "")

    def _comments(self, name: str, said: Said) -> str:
        return "".join(
            f'<div class="box done"><p class="small soft">{own(author)} wrote</p><div class="said" dir="auto">'
            f"{safe(text)}</div></div>"
            for author, text in said.comments.get(name, ())
        )


def file_name(learner_id: str, key: str) -> str:
    """A file name that any system takes and that no other learner has."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", learner_id).strip("_-")[:60] or "learner"
    return f"{plain}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}.html"
