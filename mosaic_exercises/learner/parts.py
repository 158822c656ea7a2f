"""An answer as blocks of a document: those that its kind makes, or the lines of its ``describe``."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, Words
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner.standing import StandingAnswer


def blocks(one: StandingAnswer) -> tuple[Block, ...]:
    """The answer that stands in an exercise, as blocks."""
    rules = KINDS[one.exercise.kind]
    return rules.blocks(one.exercise.task, one.answer) if rules.blocks is not None else described(one)


def described(one: StandingAnswer) -> tuple[Block, ...]:
    """Any kind's answer: its lines, those of the form "label: text" as facts."""
    said = KINDS[one.exercise.kind].describe(one.exercise.task, one.answer)
    lines = [line for line in said.split("\n") if line.strip()]
    rows = [tuple(line.split(": ", 1)) for line in lines]
    if rows and all(len(row) == 2 for row in rows):
        return (FactList(tuple((a, b) for a, b in rows)),)
    return tuple(Words(line) for line in lines)


def beside(before: StandingAnswer, after: StandingAnswer) -> tuple[Block, ...]:
    """Two answers side by side, where their kind can lay them so; else nothing."""
    lay = KINDS[after.exercise.kind].beside
    alike = before.exercise.kind == after.exercise.kind
    return lay(after.exercise.task, before.answer, after.answer) if lay is not None and alike else ()
