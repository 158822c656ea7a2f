"""The class on one page, for the instructor: how it went, which keys to look at, which mix-ups are common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.page import own, page, points, safe, table
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.similarity import Alike, alike
from mosaic_exercises.grading.records import Intake, LearnerResult
from mosaic_exercises.grading.reports.statistics import ClassStatistics, ItemStatistics, Suspect, hardest, of_class
from mosaic_exercises.kinds import KINDS

BINS = 12
SHOWN = 15  # rows of a list that could be long
ANSWERS = 4  # of an item


class Gathered:
    """What one pass over the class's entries leaves besides the figures."""

    def __init__(self, explainer: Explainer) -> None:
        self.explainer = explainer
        self.statuses: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        self.misconceptions: Counter[tuple[str, str]] = Counter()  # (mix-up, item): learners
        self.texts: dict[str, list[tuple[str, str]]] = {}
        self.scores: list[float] = []
        self.max_score = 0.0

    def through(self, entries: Iterable[LearnerResult]) -> Iterator[LearnerResult]:
        """The same entries, looked at on their way."""
        for entry in entries:
            grade = entry.grade
            self.statuses[grade.status] += 1
            self.flags.update(grade.flags)
            self.max_score = max(self.max_score, grade.max_score)
            if grade.score is not None:
                self.scores.append(grade.score)
            for item in entry.items:
                found = self.explainer(item.exercise, item.answer)
                if found is None:
                    continue
                for slug in found.misconceptions:
                    self.misconceptions[slug, item.exercise] += 1
                exercise = self.explainer.exercise(item.exercise)
                if exercise is not None and KINDS[exercise.kind].telling and found.said:
                    self.texts.setdefault(item.exercise, []).append((grade.learner_id, found.said))
            yield entry


def class_page(course: Course, entries: Iterable[LearnerResult], intake: Sequence[Intake], explainer: Explainer) -> str:
    """The whole page, self-contained."""
    gathered = Gathered(explainer)
    found = of_class(gathered.through(entries))
    look = {name: pairs for name, texts in gathered.texts.items() if (pairs := alike(texts))}
    body = [
        f"<h1>{safe(course.title)}: the class</h1>",
        cards(found, gathered),
        histogram(gathered),
        keys_to_look_at(found.suspects, explainer),
        items_table(found.items, explainer),
        hard(found.items, explainer),
        mixups(course, gathered, explainer),
        popular(found, explainer),
        similar(look, explainer),
        files(intake),
        caveats(),
    ]
    return page(f"{course.title}: the class", "".join(body))


def title_of(explainer: Explainer, name: str) -> str:
    """An item's title and, for a drill's question, its name."""
    exercise = explainer.exercise(name)
    return safe(exercise.title if exercise else name) + f' <span class="slug">{safe(name)}</span>'


def cards(found: ClassStatistics, gathered: Gathered) -> str:
    """The class in numbers."""
    scores = sorted(gathered.scores)
    rows = [
        (f"{gathered.statuses[s]:,}", s.replace("-", " ")) for s in ("graded", "needs-review", "corrupt", "missing")
    ]
    if scores:
        middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
        rows.append((points(sum(scores) / len(scores)), f"mean of {points(gathered.max_score)} points"))
        rows.append((points(middle), "median"))
    rows.append(("–" if found.alpha is None else f"{found.alpha:.2f}", "reliability (Cronbach’s alpha)"))
    flags = ", ".join(f"{n:,} {safe(f)}" for f, n in sorted(gathered.flags.items()))
    note = f'<p class="soft">Flags: {flags}.</p>' if flags else ""
    return '<ul class="cards">' + "".join(f"<li><b>{a}</b>{b}</li>" for a, b in rows) + f"</ul>{note}"


def histogram(gathered: Gathered) -> str:
    """How the scores lie, as a figure and as a table."""
    most = gathered.max_score
    if not gathered.scores or not most:
        return ""
    counts = [0] * BINS
    for score in gathered.scores:
        counts[min(BINS - 1, int(score / most * BINS))] += 1
    top, width, height = max(counts), 720, 200
    step = (width - 20) / BINS
    parts = []
    for n, count in enumerate(counts):
        tall = (height - 50) * count / top
        x, y = 10 + n * step, height - 24 - tall
        parts.append(
            f'<rect class="bar" x="{x + 2:.1f}" y="{y:.1f}" width="{step - 4:.1f}" height="{tall:.1f}" rx="2"/>'
        )
        if count:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{y - 5:.1f}" text-anchor="middle">{count:,}</text>')
    ticks = "".join(
        f'<text x="{10 + n * step:.1f}" y="{height - 7}" text-anchor="{anchor(n)}">{points(most * n / BINS)}</text>'
        for n in range(0, BINS + 1, 3)
    )
    axis = f'<line class="axis" x1="10" x2="{width - 10}" y1="{height - 24}" y2="{height - 24}"/>'
    edges = [(most * n / BINS, most * (n + 1) / BINS) for n in range(BINS)]
    rows = [(f"{points(a)} to {points(b)}", f"{c:,}") for (a, b), c in zip(edges, counts, strict=True)]
    return (
        f'<h2>Scores</h2><svg viewBox="0 0 {width} {height}" role="img" aria-label="Histogram of the scores; the table '
        f'below has its numbers">{axis}{"".join(parts)}{ticks}</svg><details><summary>The same as a table</summary>'
        + table("Learners by points", ("Points", "Learners"), rows, frozenset((1,)))
        + "</details>"
    )


def anchor(tick: int) -> str:
    """How a tick's label stands, so that the outer ones stay in the figure."""
    return {0: "start", BINS: "end"}.get(tick, "middle")


def keys_to_look_at(suspects: Sequence[Suspect], explainer: Explainer) -> str:
    """Items whose key may be wrong, the most suspicious first."""
    if not suspects:
        return "<h2>Keys to look at</h2><p>No exercise behaves as if its key were wrong.</p>"
    rows = []
    for one in suspects[:SHOWN]:
        said = explainer(one.item, one.answer)
        answer = f'<p class="small">Their answer:</p><div class="said">{safe(said.said)}</div>' if said else ""
        reasons = "".join(f"<li>{safe(r)}</li>" for r in one.reasons)
        rows.append(f'<div class="box bad"><h3>{title_of(explainer, one.item)}</h3><ul>{reasons}</ul>{answer}</div>')
    more = f"<p>And {len(suspects) - SHOWN} more.</p>" if len(suspects) > SHOWN else ""
    return (
        "<h2>Keys to look at</h2><p>These exercises behave as if their key were wrong, or as if their question misled "
        f"the better learners. The most suspicious stands first.</p>{''.join(rows)}{more}"
    )


def share(value: float | None) -> str:
    """A share in percent."""
    return "–" if value is None else f"{value:.0%}"


def items_table(items: Sequence[ItemStatistics], explainer: Explainer) -> str:
    """Every item with points, in the course's order."""
    rows = [
        (
            title_of(explainer, i.item),
            f"{i.learners:,}",
            f'{share(i.facility)} <meter min="0" max="1" value="{i.facility or 0:.3f}" aria-hidden="true"></meter>',
            "–" if i.discrimination is None else f"{i.discrimination:.0f}",
            f"{i.attempts:.1f}",
            spent(i.seconds),
            f"{i.hints:.1f}",
            share(i.solutions),
            share(i.blank),
        )
        for i in items
    ]
    heads = (
        "Exercise",
        "Asked",
        "Facility",
        "Discrimination",
        "Attempts",
        "Time",
        "Hints",
        "Solution seen",
        "No answer",
    )
    caption = "Facility and discrimination as Moodle defines them; attempts and hints a learner; the median time"
    return "<h2>Exercises</h2>" + table(caption, heads, rows, frozenset(range(1, 9)))


def spent(seconds: float | None) -> str:
    """A time in minutes and seconds."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def hard(items: Sequence[ItemStatistics], explainer: Explainer) -> str:
    """The hardest items."""
    rows = [(title_of(explainer, i.item), share(i.facility)) for i in hardest(items)[:5]]
    return "<h2>Hardest</h2>" + table(
        "The five with the lowest facility", ("Exercise", "Facility"), rows, frozenset((1,))
    )


def mixups(course: Course, gathered: Gathered, explainer: Explainer) -> str:
    """Which mix-ups the answers that count still hold."""
    totals: Counter[str] = Counter()
    where: dict[str, list[tuple[int, str]]] = {}
    for (slug, item), n in gathered.misconceptions.items():
        totals[slug] += n
        where.setdefault(slug, []).append((n, item))
    rows = []
    for slug, n in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))[: 2 * SHOWN]:
        known = course.misconceptions.get(slug)
        name = f'{safe(known.name)}<br><span class="soft small">{safe(known.truth)}</span>' if known else safe(slug)
        places = "".join(
            f"{c:,} × {title_of(explainer, i)}" for c, i in sorted(where[slug], key=lambda p: (-p[0], p[1]))[:5]
        )
        rows.append((name, f"{n:,}", places))
    if not rows:
        return "<h2>Mix-ups</h2><p>No answer that counts holds a known mix-up.</p>"
    return "<h2>Mix-ups</h2>" + table(
        "Answers that hold a known mix-up, after the last try", ("Mix-up", "Answers", "Where"), rows, frozenset((1,))
    )


def popular(found: ClassStatistics, explainer: Explainer) -> str:
    """The most frequent answers that do not earn full points, by item."""
    parts = []
    for item in found.items:
        rows = []
        for answer, n in sorted(found.answers[item.item].items(), key=lambda pair: (-pair[1], pair[0])):
            said = explainer(item.item, answer)
            if said is not None and said.result.outcome in ("partial", "incorrect"):
                rows.append((f'<span style="white-space:pre-line">{safe(said.said)}</span>', f"{n:,}"))
            if len(rows) == ANSWERS:
                break
        if rows:
            html = table("Answers short of full points", ("Answer", "Learners"), rows, frozenset((1,)))
            parts.append(f"<details><summary>{title_of(explainer, item.item)}</summary>{html}</details>")
    return f"<h2>Most frequent wrong answers</h2>{''.join(parts)}" if parts else ""


def similar(look: Mapping[str, Sequence[Alike]], explainer: Explainer) -> str:
    """Texts, forms and maps to look at side by side."""
    if not look:
        return ""
    parts = []
    for name, pairs in look.items():
        parts.append(f"<h3>{title_of(explainer, name)}</h3>")
        for pair in pairs[:SHOWN]:
            cells = "".join(
                f'<div><p class="small">{people(who)}</p><div class="said" dir="auto">{safe(text[:3000])}</div></div>'
                for who, text in ((pair.first, pair.text), (pair.other, pair.other_text))
            )
            parts.append(
                f"<details><summary>{people(pair.first)} and {people(pair.other)}: {pair.share:.0%} of their runs of "
                f'three words are the same</summary><div class="pair">{cells}</div></details>'
            )
        if len(pairs) > SHOWN:
            parts.append(f"<p>And {len(pairs) - SHOWN:,} more pairs.</p>")
    return (
        "<h2>Answers to look at side by side</h2><p>These texts, forms or maps resemble each other. That may be "
        "teamwork that was asked for, a shared template or a quotation: look before you think anything of it. What "
        f"nearly everybody wrote, such as the labels of a form, is left out of the comparison.</p>{''.join(parts)}"
    )


def people(ids: Sequence[str]) -> str:
    """Some learners by id."""
    more = f" and {len(ids) - 5} more" if len(ids) > 5 else ""
    return ", ".join(own(i) for i in ids[:5]) + more


def files(intake: Sequence[Intake]) -> str:
    """The files that could not be graded, with the reason."""
    bad = [i for i in intake if i.status == "corrupt"]
    rows = [(own(i.file), own(i.learner_id), safe(i.reason)) for i in bad[: 4 * SHOWN]]
    if not rows:
        return "<h2>Files</h2><p>Every file could be read.</p>"
    return "<h2>Files that could not be read</h2>" + table(
        f"{len(bad):,} of {len(intake):,} files", ("File", "Learner", "Reason"), rows
    )


def caveats() -> str:
    """How to read the figures."""
    said = (
        "<strong>Facility</strong>: the mean score over the maximum. What was not answered counts as 0, and "
        "so does what still waits for a person.",
        "<strong>Discrimination</strong>: 100 × the correlation of an exercise with the rest of the work (Moodle, Quiz "
        "statistics calculations). Below 20 it hardly tells strong from weak learners; an exercise that nearly "
        "everybody gets right cannot.",
        "<strong>Reliability</strong>: Cronbach’s alpha (Cronbach 1951) over the tiles; a drill is one tile. It rises "
        "with the number of exercises and takes it that they measure one thing.",
        "<strong>Time</strong>: minutes and seconds from the first to the last check, hint or solution of an exercise "
        "within one sitting, added up over sittings; the median of the learners who have two such events or more. What "
        "came before the first check is not in it, a break within a sitting is: it says how long people went on after "
        "a first answer, not how long they worked.",
        "With fewer than some hundred learners all of these figures wander widely. Answers are those that earn points: "
        "after the learner’s own tries, before the solution.",
    )
    return f'<h2>How to read this</h2><ul class="small">{"".join(f"<li>{line}</li>" for line in said)}</ul>'
