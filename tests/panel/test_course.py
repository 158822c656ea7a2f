"""Every exercise and every drill of the course, as Python tells it, is drawn by the browser without an error; of the
questions that only drills ask those that have something new (the long profile: every one)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mosaic_exercises.course import Notebook, load
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.quiz import QuizSession
from mosaic_exercises.workbook import Workbook
from tests.support import each, long_profile

from .bench import PATIENCE, Bench

MARKUP = "*`[\n"

# What each panel lacks of: a heading, words that say what to do, and a button or a field to do it with.
LACKS = """() => [...document.querySelectorAll('.mo-panel')].flatMap((panel) => {
  const lacks = ['h3, h4, h2', '.mo-prompt, .mo-quiz, .mo-lead', 'button, input, select, textarea']
    .filter((what) => !panel.querySelector(what));
  return lacks.length ? [`${panel.innerText.slice(0, 60)}: ${lacks}`] : [];
})"""


def features(value: Any, path: str = "") -> Iterator[str]:
    """What a view has that may be drawn by a line of its own: its fields, full or empty, their few words or markup."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from features(one, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        yield f"{path}[]{bool(value)}"
        for one in value:
            yield from features(one, f"{path}[]")
    elif isinstance(value, str):
        named = path.endswith(("kind", "mode", "layout", "unit"))
        yield from (f"{path} {sign}" for sign in ([value] if named else {*MARKUP} & {*value} or {bool(value)}))
    else:
        yield f"{path} {value if value in (True, False, None) else type(value).__name__}"


def test_every_exercise_of_every_notebook_is_drawn(bench: Bench, tmp_path: Path) -> None:
    course = load()
    book = Workbook(tmp_path / "my_work", course.course)

    seen: set[str] = set()

    def view(slug: str) -> dict[str, Any]:
        return ExerciseSession(course.exercise(slug), course, book, 1).view()

    def drawn(notebook: Notebook) -> None:
        drills = [item.quiz for item in notebook.items if item.quiz]
        views = [view(item.exercise) for item in notebook.items if item.exercise]
        for asked in map(view, notebook.questions):
            new = set(features(asked)) - seen
            if new or long_profile():
                seen.update(new)
                views.append(asked)
        views += [QuizSession(course.quiz(slug), course, book, 1).view() for slug in drills]
        bench.open(*views, kernel=False)
        bench.page.wait_for_function(
            "n => document.querySelectorAll('.mo-panel').length === n && "
            "[...document.querySelectorAll('.mo-panel')].every((p) => p.querySelector('button, input, textarea'))",
            arg=len(views),
        )
        found = bench.page.evaluate("[...document.querySelectorAll('.mo-panel')].map((p) => p.innerText)")
        titles = [view["title"] for view in views]
        assert [title for title, text in zip(titles, found, strict=True) if title not in text] == []
        assert bench.page.evaluate(LACKS) == []
        errors, bench.errors[:] = list(bench.errors), []
        assert errors == []

    bench.page.set_default_timeout(60_000)  # eighty panels at once, on a busy machine
    try:
        each(course.notebooks, drawn, lambda notebook: notebook.id)
    finally:
        bench.page.set_default_timeout(PATIENCE)
