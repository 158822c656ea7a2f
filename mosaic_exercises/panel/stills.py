"""An exercise to read where nothing can be touched (a preview, a page): the same for everybody, no answer, no key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mosaic_exercises.course import Exercise, Quiz
from mosaic_exercises.drawing.blocks import Block, Bullets, Heading, Still, StillPicture, Words
from mosaic_exercises.drawing.palette import PAPER
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import dealt
from mosaic_exercises.panel.sessions.contract import ALIVE

WIDE = 640  # css pixels of a lab's picture


def of_exercise(exercise: Exercise, key: Any | None, *, drawn: bool) -> Still:
    """One exercise; by its key, in an order that tells nothing. ``drawn``: with a lab's first picture."""
    return Still(
        title=exercise.title,
        text=exercise.prompt,
        parts=parts(exercise, key),
        picture=picture(exercise) if drawn else None,
        foot=ALIVE,
    )


def of_questions(quiz: Quiz, asked: Iterable[tuple[Exercise, Any | None]], pool: int, *, drawn: bool) -> Still:
    """A drill with some of its questions (``asked``, each with its key) of ``pool``."""
    del drawn  # no question is a lab
    said: list[Block] = []
    for number, (one, key) in enumerate(asked, start=1):
        said += [Heading(f"{number}. {one.title}"), *paragraphs(one.prompt), *parts(one, key)]
    more = Words(f"The questions are drawn for each learner from {pool}. Some of them:")
    return Still(title=quiz.title, text=quiz.intro, parts=(more, *said), foot=ALIVE)


def parts(exercise: Exercise, key: Any | None) -> tuple[Block, ...]:
    """What there is to choose, place or fill in, in an order that is nobody's and tells nothing."""
    kind = KINDS[exercise.kind]
    return kind.still(exercise.task, dealt(kind, exercise.task, key, f"still:{exercise.id}"))


def paragraphs(text: str) -> Iterator[Block]:
    """A text of the course, a block for each paragraph and list."""
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in part.split("\n")]
        items = tuple((0, line[2:]) for line in lines if line.startswith("- "))
        if words := " ".join(line for line in lines if not line.startswith("- ")):
            yield Words(words)
        if items:
            yield Bullets(items)


def picture(exercise: Exercise) -> StillPicture | None:
    """A lab's picture; None for what is no lab, or where the packages are missing that draw it."""
    from mosaic_exercises.panel.sessions.lab import picture as run
    from mosaic_exercises.panel.wire.messages import LiveMessage

    rules: Any = KINDS[exercise.kind]
    if rules.shown_by != "lab":
        return None
    found = run(exercise.task, rules, LiveMessage(values={}, width=WIDE, theme="light")).picture
    return StillPicture(on_paper(found.svg), f"{found.title}. {found.alt}") if found else None


def on_paper(svg: str) -> str:
    """The picture with white behind it: it is drawn for a light page, and a preview may be dark."""
    head, end, rest = svg.partition(">")
    return f'{head}{end}<rect width="100%" height="100%" fill="{PAPER}"/>{rest}'
