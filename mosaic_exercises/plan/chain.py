"""How the pieces follow from each other: a persona's pain, the journey's low, a strategy, a measure, an objective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.blocks import Block, Bullets, Words
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner.standing import StandingAnswer
from mosaic_exercises.reading.refs import Made, Ref, whole_id

Node = tuple[str, str]  # exercise, object
DEEPEST = 12


class Web(msgspec.Struct, frozen=True):
    """What was made, by node, and which node draws on which. ``broken``: references whose object is gone."""

    labels: dict[Node, str]
    edges: tuple[tuple[Node, Node], ...]
    broken: tuple[tuple[Node, Ref], ...]


def web(answers: Mapping[str, StandingAnswer], today: Mapping[str, StandingAnswer]) -> Web:
    """The references between these answers, by exercise; ``today`` the same with each reference called as its object is
    now. Stand-ins, Tessera's own, are no part of it."""
    made: dict[Node, Made] = {}
    found: list[tuple[Node, Made, Ref]] = []
    for slug, given in answers.items():
        kind, task = KINDS[given.exercise.kind], given.exercise.task
        made |= {(slug, one.id): one for one in kind.objects(task, today[slug].answer)}
        found += [((slug, one.id), one, ref) for one, ref in kind.refs(task, given.answer) if ref.exercise]
    labels = {node: one.label for node, one in made.items()}
    for slug, given in today.items():
        said = KINDS[given.exercise.kind].refs(given.exercise.task, given.answer)
        labels |= {(slug, one.id): one.label for one, _ in said if (slug, one.id) not in labels}
    edges = [((ref.exercise, ref.object), node) for node, _, ref in found if (ref.exercise, ref.object) in made]
    used = dict.fromkeys(source for source, _ in edges)
    edges += [(whole, part) for part in used if (whole := (part[0], whole_id(part[1]))) != part and whole in labels]
    broken = tuple((node, ref) for node, _, ref in found if (ref.exercise, ref.object) not in made)
    return Web(labels, tuple(dict.fromkeys(edges)), broken)


def blocks(course: Course, found: Web) -> tuple[Block, ...]:
    """The chain in words, both ways: from each root to what came of it, and from each end back to what it rests on."""
    if not found.edges:
        return ()
    down, up = _table(found.edges), _table((b, a) for a, b in found.edges)
    roots = [n for n in down if n not in up]
    ends = [n for n in up if n not in down]

    def name(node: Node) -> str:
        return f"{found.labels[node]} ({course.exercise(node[0]).title})"

    return (
        Words("What came of each piece:"),
        Bullets(tuple(_tree(roots, down, name))),
        Words("What each end rests on:"),
        Bullets(tuple(_tree(ends, up, name))),
    )


def said(course: Course, found: Web) -> tuple[str, ...]:
    """Each broken reference as a sentence, with the last name of what is gone."""
    return tuple(
        f"“{found.labels.get(node, node[1])}” in “{_title(course, node[0])}” draws on “{ref.label or ref.object}”, "
        f"which is no longer in “{_title(course, ref.exercise)}”. Link it anew, or take the link away."
        for node, ref in found.broken
    )


def _title(course: Course, slug: str) -> str:
    return course.exercises[slug].title if slug in course.exercises else slug


def _table(pairs: Iterable[tuple[Node, Node]]) -> dict[Node, list[Node]]:
    table: dict[Node, list[Node]] = {}
    for a, b in pairs:
        table.setdefault(a, []).append(b)
    return table


def _tree(roots: Sequence[Node], table: Mapping[Node, list[Node]], name: Any) -> Iterable[tuple[int, str]]:
    def walk(node: Node, depth: int, above: tuple[Node, ...]) -> Iterable[tuple[int, str]]:
        yield depth, name(node)
        if depth < DEEPEST:
            for child in table.get(node, ()):
                if child not in above:
                    yield from walk(child, depth + 1, (*above, node))

    for root in roots:
        yield from walk(root, 0, (root,))
