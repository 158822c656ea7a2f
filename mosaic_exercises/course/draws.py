"""What a drill draws from: its whole pool, the part of it for each track, and what earlier editions drew from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mosaic_exercises.course.records import TRACKS, Concept, Course, Exercise, Notebook, Pool, Quiz
from mosaic_exercises.reading.values import SLUG


def pool(
    quiz: Quiz,
    notebooks: tuple[Notebook, ...],
    exercises: Mapping[str, Exercise],
    kept: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The questions of a quiz's notebook and of earlier ones that carry one of its concepts; or those that it asks.
    ``kept``: what checks ask, and so no drill."""
    if quiz.asks:
        return tuple(slug for slug in quiz.asks if slug in exercises)
    wanted = frozenset(quiz.concepts)
    slugs: list[str] = []
    for notebook in notebooks:
        listed = (s for s in notebook.questions if s in exercises and s not in kept)
        slugs += [s for s in listed if wanted & frozenset(exercises[s].concepts)]
        if any(item.quiz == quiz.id for item in notebook.items):
            break
    return tuple(slugs)


def shares(
    quizzes: Mapping[str, Quiz],
    pools: Mapping[str, tuple[str, ...]],
    notebooks: tuple[Notebook, ...],
    exercises: Mapping[str, Exercise],
) -> dict[str, frozenset[str]]:
    """Quiz -> the questions that it takes over from the quiz it is part of. A question belongs to the last of the parts
    whose concepts it asks about, and stays in the whole where it asks about one that no part names."""
    order = [item.quiz for n in notebooks for item in n.items if item.quiz]
    found: dict[str, frozenset[str]] = {}
    for whole in quizzes.values():
        parts = sorted(
            (q for q in quizzes.values() if q.part_of == whole.id and q.id in order), key=lambda q: order.index(q.id)
        )
        last = len(parts)
        at = {concept: n for n, part in reversed([*enumerate(parts)]) for concept in part.concepts}
        for number, part in enumerate(parts):
            found[part.id] = frozenset(
                s
                for s in pools[whole.id]
                if max((at.get(c, last) for c in exercises[s].concepts), default=last) == number
            )
    return found


def draws(
    quizzes: Mapping[str, Quiz],
    pools: Mapping[str, tuple[str, ...]],
    notebooks: tuple[Notebook, ...],
    exercises: Mapping[str, Exercise],
    concepts: Mapping[str, Concept],
) -> dict[tuple[str, str], Pool]:
    """(quiz, track) -> the questions that ask only about what this track was taught: concepts of the quiz or of an
    earlier notebook, none of a higher track, none of a part that may be skipped. ``mosaic check`` sees to it that what
    a quiz names is taught above it."""
    heads = list(dict.fromkeys(n.part_of or n.id for n in notebooks))
    order = {n.id: heads.index(n.part_of or n.id) for n in notebooks}  # a notebook and what continues it are one here
    home = {item.quiz: order[n.id] for n in notebooks for item in n.items if item.quiz}

    def taught(slug: str, quiz: Quiz, tracks: tuple[str, ...]) -> bool:
        if quiz.asks:
            return True  # what is known before it is taught is what a check at the start is for
        for name in exercises[slug].concepts:
            concept = concepts.get(name)
            if concept is not None and (concept.optional or concept.track not in tracks):
                return False
            if concept is not None and name not in quiz.concepts and order.get(concept.notebook, 0) >= home[quiz.id]:
                return False
        return True

    whole: dict[tuple[str, str], Pool] = {
        (quiz.id, track): Pool(
            quiz.size,
            {s: exercises[s].concepts for s in pools[quiz.id] if quiz.id in home and taught(s, quiz, TRACKS[: n + 1])},
        )
        for quiz in quizzes.values()
        if not quiz.part_of
        for n, track in enumerate(TRACKS)
    }
    found: dict[tuple[str, str], Pool] = dict(whole)
    for quiz in quizzes.values():
        for track in TRACKS if quiz.part_of else ():
            of = whole[quiz.part_of, track]
            found[quiz.id, track] = Pool(of.size, {s: c for s, c in of.questions.items() if s in pools[quiz.id]})
    return found


def former_draws(
    editions: Iterable[Mapping[str, Mapping[str, Pool]]],
    added: frozenset[str],
    pools: Mapping[str, tuple[str, ...]],
    exercises: Mapping[str, Exercise],
) -> dict[tuple[str, str], Pool]:
    """(version, quiz or quiz/track) -> what that edition drew from. What further layers add to a pool was asked too."""
    found: dict[tuple[str, str], Pool] = {}
    for edition in editions:
        for version, table in edition.items():
            for quiz, old in table.items():
                more = {
                    s: exercises[s].concepts
                    for s in pools.get(quiz.partition("/")[0], ())
                    if s in added and s not in old.questions
                }
                found[version, quiz] = Pool(old.size, old.questions | more)
    return found


def same_blueprint(quiz: Quiz, course: Course) -> list[str]:
    """What keeps a check from being compared with the one before it."""
    if not quiz.since:
        return []
    if quiz.since not in course.quizzes:
        return [f"quiz '{quiz.id}': since: there is no quiz '{quiz.since}'"]
    before = course.quizzes[quiz.since].asks
    if len(before) != len(quiz.asks) or not quiz.asks:
        return [f"quiz '{quiz.id}': since: '{quiz.since}' asks {len(before)} questions, this one {len(quiz.asks)}"]
    return [
        f"quiz '{quiz.id}': '{b}' asks about other concepts than '{a}', with which it is compared"
        for a, b in zip(before, quiz.asks, strict=True)
        if {a, b} <= set(course.exercises) and course.exercises[a].concepts != course.exercises[b].concepts
    ]


def drill_faults(course: Course) -> list[str]:
    """What is wrong with the drills: a concept that does not exist, a draw that its pool cannot fill."""
    wrong: list[str] = []
    for quiz in course.quizzes.values():
        wrong += [f"quiz '{quiz.id}': there is no concept '{c}'" for c in quiz.concepts if c not in course.concepts]
        held = len(course.pool(quiz))
        if quiz.part_of:
            if not held:
                wrong.append(f"quiz '{quiz.id}': no question of '{quiz.part_of}' asks only about its concepts")
            continue
        if not 1 <= quiz.size <= held:
            wrong.append(f"quiz '{quiz.id}': it draws {quiz.size} questions, but its pool holds {held}")
        for track in TRACKS:
            some = len(course.drawn_from(quiz, track).questions)
            if 1 <= quiz.size <= held and some < quiz.size:
                wrong.append(
                    f"quiz '{quiz.id}': it draws {quiz.size} questions, but for the track '{track}' only {some} ask "
                    "about nothing but what is taught by then (concepts.toml: optional, track; the quiz's own concepts)"
                )
        if quiz.asks and len(course.pool(quiz)) != len(quiz.asks):
            wrong += [f"quiz '{quiz.id}': there is no exercise '{s}'" for s in quiz.asks if s not in course.exercises]
        wrong += same_blueprint(quiz, course)
        if not re.fullmatch(SLUG, quiz.id):
            wrong.append(f"quiz '{quiz.id}': id: use lower-case words joined by single hyphens")
    return wrong
