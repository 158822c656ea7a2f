"""The guide as a page to print and as Markdown: each step with its exercise's title and where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from mosaic_exercises.course import Course, by_notebook
from mosaic_exercises.drawing.html import render
from mosaic_exercises.sheets import sheets
from mosaic_exercises.teaching.guide import Guide, GuideSession, GuideStep, SessionPlan

TEMPLATES: Final = Path(__file__).parent / "templates"
RUN: Final = "How to run a session"
TRACKS: Final = {"any": "Any role", "intermediate": "Those who lead a team", "manager": "Managers"}


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """A step as it is shown. ``at``: the clock, from 0:00; ``title`` and ``notebook`` are "" without an exercise."""

    at: str
    minutes: int
    do: str
    title: str
    notebook: str


class PlanTableRow(msgspec.Struct, frozen=True):
    """A plan as it is shown."""

    track: str
    minutes: int
    rows: tuple[StepRow, ...]


class SessionPage(msgspec.Struct, frozen=True):
    """A session with its plans, and the titles of what to print."""

    session: GuideSession
    prints: tuple[str, ...]
    plans: tuple[PlanTableRow, ...]


def rows(steps: tuple[GuideStep, ...], course: Course) -> tuple[StepRow, ...]:
    """The steps with the clock running."""
    owner, at, found = by_notebook(course), 0, []
    for step in steps:
        book = owner.get(step.exercise)
        title = course.exercise(step.exercise).title if step.exercise else ""
        found.append(
            StepRow(at=clock(at), minutes=step.minutes, do=step.do, title=title, notebook=book.number if book else "")
        )
        at += step.minutes
    return tuple(found)


def session_pages(guide: Guide, course: Course) -> tuple[SessionPage, ...]:
    """Every session as it is shown."""
    titles = {sheet.id: sheet.title for sheet in sheets()}

    def shown(plan: SessionPlan) -> PlanTableRow:
        return PlanTableRow(TRACKS[plan.track], plan.minutes, rows(plan.steps, course))

    return tuple(
        SessionPage(one, tuple(titles[name] for name in one.prints), tuple(map(shown, one.plan)))
        for one in guide.session
    )


def guide_html(guide: Guide, course: Course) -> str:
    """A whole page, to read and to print: a session begins on a sheet of its own."""
    versions = [(one, rows(one.steps, course)) for one in guide.version]
    return render(
        TEMPLATES,
        "guide.html",
        course=course.title,
        heading=RUN,
        run=tuple(line.replace("`", "") for line in guide.run),
        pages=session_pages(guide, course),
        versions=versions,
    )


def guide_markdown(guide: Guide, course: Course) -> tuple[tuple[str, str], ...]:
    """The same as cells of a notebook: (id, Markdown), one a session and one a longer version."""
    cells = [("run", f"## {RUN}\n\n{bullets(guide.run)}")]
    cells += [(f"session-{page.session.n}", session_markdown(page)) for page in session_pages(guide, course)]
    for one in guide.version:
        table = table_markdown(rows(one.steps, course))
        cells.append((f"version-{one.id}", f"## {one.title}\n\n{one.about}\n\n{table}"))
    return tuple(cells)


def session_markdown(page: SessionPage) -> str:
    """A session in Markdown; its plans are folded under headings of their own."""
    one = page.session
    parts = [f"## Session {one.n}: {one.title}", bullets(one.aims), f"**Before.** {one.before}"]
    if page.prints:
        parts.append(f"**Print** (`mosaic sheets --out sheets`): {'; '.join(page.prints)}")
    parts += ["### What groups usually get wrong", bullets(one.wrong)]
    parts += ["### To talk over at the end", bullets(one.debrief)]
    for plan in page.plans:
        parts += [f"### {plan.track}, {plan.minutes} minutes", table_markdown(plan.rows)]
    return "\n\n".join(parts)


def bullets(lines: tuple[str, ...]) -> str:
    """A list in Markdown."""
    return "\n".join(f"- {line}" for line in lines)


def table_markdown(steps: tuple[StepRow, ...]) -> str:
    """Steps in Markdown, the clock at the left."""
    lines = ["| From | Minutes | What | Exercise |", "|--:|--:|:--|:--|"]
    for step in steps:
        where = f"*{step.title}* ({step.notebook})" if step.title else ""
        lines.append(f"| {step.at} | {step.minutes} | {step.do} | {where} |")
    return "\n".join(lines)


def clock(minutes: int) -> str:
    """Minutes since the beginning as 0:05."""
    return f"{minutes // 60}:{minutes % 60:02}"
