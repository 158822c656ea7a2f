"""The paired questions of Kano, the five answers to each, and the table that turns a pair into a category.

Source of questions and table: N. Kano et al., Attractive Quality and Must-be Quality (1984); C. Berger et al., Kano's
Methods for Understanding Customer-defined Quality (1993).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, overload

import msgspec

from mosaic_exercises.models import frames, surveys
from mosaic_exercises.models.errors import DataError

Letter = Literal["M", "O", "A", "I", "R", "Q"]
Wording = Mapping[Any, str]

ANSWERS: Final = ("like", "must-be", "neutral", "live-with", "dislike")
LETTERS: Final[tuple[Letter, ...]] = ("M", "O", "A", "I", "R", "Q")
"""In the order in which a tie is settled: what hurts most when it is missing comes first."""

# Rows: the answer if the feature is there. Columns: the answer if it is not, in the order of ANSWERS.
TABLE: Final[Mapping[str, tuple[Letter, ...]]] = {
    "like": ("Q", "A", "A", "A", "O"),
    "must-be": ("R", "I", "I", "I", "M"),
    "neutral": ("R", "I", "I", "I", "M"),
    "live-with": ("R", "I", "I", "I", "M"),
    "dislike": ("R", "R", "R", "R", "Q"),
}


class Category(msgspec.Struct, frozen=True):
    """What a letter stands for, in words, and what to do about such a feature."""

    letter: Letter
    name: str
    says: str
    do: str


CATEGORIES: Final[Mapping[str, Category]] = {
    "M": Category("M", "Must-be", "taken for granted: annoys when it is missing", "Make sure of it, and no more."),
    "O": Category("O", "One-dimensional", "the more the better, the less the worse", "Be as good as rivals or better."),
    "A": Category("A", "Attractive", "pleases when it is there, is not missed when it is not", "Choose a few."),
    "I": Category("I", "Indifferent", "leaves people cold either way", "Save the money."),
    "R": Category("R", "Reverse", "people prefer it absent: a preference, not an error", "Leave it out, or to choice."),
    "Q": Category("Q", "Questionable", "the two answers contradict each other", "Look at how the question is worded."),
}

_OTHER_WORDS: Final[Mapping[str, str]] = {
    **{answer.replace("-", " "): answer for answer in ANSWERS},
    "i like it that way": "like",
    "i like it": "like",
    "like it": "like",
    "it must be that way": "must-be",
    "i expect it that way": "must-be",
    "must": "must-be",
    "expect": "must-be",
    "expect it": "must-be",
    "i am neutral": "neutral",
    "it is all the same to me": "neutral",
    "i can live with it that way": "live-with",
    "i can live with it": "live-with",
    "tolerate": "live-with",
    "i dislike it that way": "dislike",
    "i dislike it": "dislike",
    "dislike it": "dislike",
}


# A str is iterable too: the first signature is meant to win, hence the ignored overlap.
@overload
def classify(  # type: ignore[overload-overlap]
    functional: str | int, dysfunctional: str | int, *, wording: Wording | None = None
) -> Letter: ...
@overload
def classify(
    functional: Iterable[object], dysfunctional: Iterable[object], *, wording: Wording | None = None
) -> list[Letter]: ...
def classify(functional: Any, dysfunctional: Any, *, wording: Wording | None = None) -> Letter | list[Letter]:
    """The category of one pair of answers, or of two columns of them, row by row.

    ``functional`` answers "if the feature is there", ``dysfunctional`` "if it is not": like, must-be, neutral,
    live-with or dislike. Usual other wordings are read too ("I can live with it that way", "expect", "tolerate"), and
    whole numbers 1 to 5 in this order, 1 = like. ``wording`` translates your own words or numbers first:
    ``wording={"gern": "like", 5: "like", ...}``.

    Returns M (must-be), O (one-dimensional), A (attractive), I (indifferent), R (reverse) or Q (questionable). R is a
    preference for the opposite and stays in the data; Q is a contradiction. Raises DataError, with the rows, for
    anything else and for missing answers. Example: classify("like", "dislike") is "O".
    """
    single = [isinstance(side, str | int | float) or side is None for side in (functional, dysfunctional)]
    if all(single):
        one = read([functional], "argument `functional`", wording)[0]
        other = read([dysfunctional], "argument `dysfunctional`", wording)[0]
        return letter(one, other)
    frames.same_rows({"functional": functional, "dysfunctional": dysfunctional})
    sides = [surveys.values(functional, "functional"), surveys.values(dysfunctional, "dysfunctional")]
    if len(sides[0]) != len(sides[1]):
        raise DataError(
            "The two columns are not of one length",
            f"`functional` has {len(sides[0]):,}, `dysfunctional` has {len(sides[1]):,}",
            "Pair each answer with its counterpart.",
        )
    ones = read(sides[0], "argument `functional`", wording)
    others = read(sides[1], "argument `dysfunctional`", wording)
    return [letter(one, other) for one, other in zip(ones, others, strict=True)]


def letter(functional: str, dysfunctional: str) -> Letter:
    """The cell of the table for two of ``ANSWERS``."""
    return TABLE[functional][ANSWERS.index(dysfunctional)]


def read(answers: Sequence[object], where: str, wording: Wording | None) -> list[str]:
    """Answers as five words, none missing. Raises DataError with the rows."""
    found = read_some(answers, where, wording)
    gaps = [place for place, answer in enumerate(found) if answer is None]
    if gaps:
        raise DataError(
            f"{frames.counted(len(gaps), 'answer')} missing",
            f"{where}, {surveys.rows_text(gaps)}",
            "Fill in what was answered, or leave the pair out.",
        )
    return [answer for answer in found if answer is not None]


def read_some(answers: Sequence[object], where: str, wording: Wording | None) -> list[str | None]:
    """Answers as five words, None where one is missing. Raises DataError, with the rows, for other words."""
    own = _own(wording)
    found = [None if surveys.is_missing(answer) else _word(answer, own) for answer in answers]
    strange = [place for place, answer in enumerate(answers) if found[place] is None and not surveys.is_missing(answer)]
    if strange:
        shown = frames.examples([answers[place] for place in strange])
        raise DataError(
            f"{frames.counted(len(strange), 'answer')} that is none of the five, such as {shown}",
            f"{where}, {surveys.rows_text(strange)}",
            f"Use {', '.join(ANSWERS)}, or translate your own: wording={{'gern': 'like', ...}}.",
        )
    return found


def _own(wording: Wording | None) -> dict[object, str]:
    if wording is None:
        return {}
    if not isinstance(wording, Mapping):
        raise DataError(
            f"`wording` is a {type(wording).__name__}", "argument `wording`", "Write a dict: wording={'gern': 'like'}."
        )
    wrong = [answer for answer in wording.values() if answer not in ANSWERS]
    if wrong:
        raise DataError(
            f"`wording` translates to {frames.examples(wrong)}",
            "argument `wording`",
            f"Translate each to one of {', '.join(ANSWERS)}.",
        )
    return {_key(own): answer for own, answer in wording.items()}


def _key(answer: object) -> object:
    """Words without capitals, signs and blanks around; numbers as whole numbers where they are."""
    if isinstance(answer, str):
        text = " ".join(answer.casefold().replace("-", " ").replace("_", " ").replace(".", " ").split())
        return int(text) if text.isascii() and text.isdigit() else text
    number = surveys.number(answer)
    return int(number) if number is not None and number.is_integer() else answer


def _word(answer: object, own: Mapping[object, str]) -> str | None:
    key = _key(answer)
    if isinstance(key, str | int) and key in own:
        return own[key]
    if isinstance(key, int) and not isinstance(key, bool) and not own:
        return ANSWERS[key - 1] if 1 <= key <= len(ANSWERS) else None
    return _OTHER_WORDS.get(key) if isinstance(key, str) else None
