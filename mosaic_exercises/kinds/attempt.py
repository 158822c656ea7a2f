"""What an attempt is. Stated here and nowhere else.

An answer in the learner's own words is an attempt when it has at least three different words and, where the exercise
asks for a number of words, at least a quarter of them. One word, or one word three times, is none: it is kept as it
was typed, and the learner is told what is missing.

What is judged by rules needs no words: there a right answer lays the tile. But an answer that would only be recorded
is asked this by ``kinds.judged`` (what is in the learner's own words ``Kind.words`` says), and one that is no attempt
gets the outcome ``not_attempted``. The rest follows from the outcome: no event is written and no tile laid; grading
runs the same ``check`` and gives such an answer to nobody to mark. The tries that open a solution are asked it, too,
in every kind (``Judged.tried``): a form in which one word stands is checked and told what is missing, and is no
try.
"""

from __future__ import annotations

from mosaic_exercises.reading.words import counted_words
from mosaic_exercises.results import Result

DIFFERENT = 3  # words
SHARE = 4  # a quarter of the words asked for


def least(asked: int) -> int:
    """The fewest words of an attempt where so many are asked for (0: none are)."""
    return max(DIFFERENT, -(-asked // SHARE))


def no_attempt(said: str, asked: int = 0) -> Result | None:
    """What to answer where these own words are no attempt yet; None where they are one, or where nothing was said."""
    words, different = counted_words(said)
    if not words and not said.strip():
        return None
    if words >= least(asked) and different >= DIFFERENT:
        return None
    so_far = "One word so far" if words == 1 else f"{words} words so far" if words else "No word so far"
    if words >= least(asked):
        so_far = f"{so_far}, hardly two of them different"
    wanted = f"{least(asked)} words, three of them different" if asked > 0 else "three different words of your own"
    return Result(
        "not_attempted",
        0.0,
        f"{so_far}. An answer counts as an attempt from {wanted}. What you typed is kept: go on, then press again.",
    )
