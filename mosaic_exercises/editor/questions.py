"""What the rules for tests look at: each question with its right and its wrong parts, whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mosaic_exercises.editor.records import Edition
from mosaic_exercises.kinds.choice.task import ChoiceKey, ChoiceTask, options

PLAIN = """
about after again against because before being between could does doing during each every first from have having into
itself least less many might more most much must nothing other ought people same should since some something such than
that than their them then there these they thing things this those through under until very what when where which while
whom whose will with within without would your tessera customer customers
"""
COMMON = frozenset(PLAIN.split())
"""Words that stand in any question here: sharing them gives nothing away."""


class ChoiceQuestion(msgspec.Struct, frozen=True):
    """A choice question: its notebook and slug, its mode, its prompt and the texts of its options by verdict."""

    notebook: str
    slug: str
    mode: str
    prompt: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def longest(self) -> bool:
        """Whether a right option is longer than every other one."""
        return bool(self.wrong) and max(map(len, self.right)) > max(map(len, self.wrong))

    @property
    def ratio(self) -> float:
        """The mean length of its right options over that of its wrong ones."""
        return mean(self.right) / mean(self.wrong) if self.wrong else 1.0


def mean(texts: tuple[str, ...]) -> float:
    """The mean number of characters."""
    return sum(map(len, texts)) / len(texts)


def questions(edition: Edition) -> list[ChoiceQuestion]:
    """The choice questions with a key, in the course's order."""
    found = []
    for exercise, key in edition.exercises():
        task = exercise.task
        if isinstance(task, ChoiceTask) and isinstance(key, ChoiceKey):
            shown = options(task)
            right = tuple(o.text for o in shown if o.id in key.right)
            wrong = tuple(o.text for o in shown if o.id not in key.right)
            owner = edition.owner.get(exercise.id, "")
            found.append(ChoiceQuestion(owner, exercise.id, task.mode, exercise.prompt, right, wrong))
    return found


def content_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, cut to their stem: five letters or more, no common ones."""
    found = re.findall(r"[a-zà-ÿ]{5,}", text.casefold())
    return frozenset(stem(w) for w in found if w not in COMMON)


def stem(word: str) -> str:
    """A word without the commonest English endings: enough to see 'promise' in 'promised'."""
    for ending in ("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def by_notebook(edition: Edition, found: list[ChoiceQuestion]) -> Iterator[tuple[str, list[ChoiceQuestion]]]:
    """The questions of each notebook that has some."""
    for notebook in edition.course.notebooks:
        own = [q for q in found if q.notebook == notebook.id]
        if own:
            yield notebook.id, own
