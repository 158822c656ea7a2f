"""The name of an item that is graded: "exercise", or "quiz/exercise" for a question of a drill."""

from __future__ import annotations


def item_name(quiz: str, exercise: str) -> str:
    """The name of a drill's question."""
    return f"{quiz}/{exercise}"


def exercise_of(item: str) -> str:
    """The exercise whose answer the item is."""
    return item.rpartition("/")[2]


def tile_of(item: str) -> str:
    """The tile that the item lays: a drill, or the exercise itself."""
    return item.partition("/")[0]
