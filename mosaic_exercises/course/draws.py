"""What a drill draws from: its whole pool, the part of it for each track, and what earlier editions drew from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mosaic_exercises.course.records import TRACKS, Concept, Exercise, Notebook, Pool, Quiz


def pool(quiz: Quiz, notebooks: tuple[Notebook, ...], exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """The questions of a quiz's notebook and of earlier ones that carry one of its concepts; or those that it asks."""
    if quiz.asks:
        return tuple(slug for slug in quiz.asks if slug in exercises)
    wanted = frozenset(quiz.concepts)
    slugs: list[str] = []
    for notebook in notebooks:
        slugs += [s for s in notebook.questions if s in exercises and wanted & frozenset(exercises[s].concepts)]
        if any(item.quiz == quiz.id for item in notebook.items):
            break
    return tuple(slugs)


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
    order = {notebook.id: n for n, notebook in enumerate(notebooks)}
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

    return {
        (quiz.id, track): Pool(
            quiz.size,
            {s: exercises[s].concepts for s in pools[quiz.id] if quiz.id in home and taught(s, quiz, TRACKS[: n + 1])},
        )
        for quiz in quizzes.values()
        for n, track in enumerate(TRACKS)
    }


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
