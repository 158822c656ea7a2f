"""Checks of single arguments, shared by the models. Each raises a DataError that names the argument."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Real
from typing import Literal

from mosaic_exercises.models.errors import DataError

Missing = Literal["error", "skip"]  # a row without a needed value: refused, or left out and counted in a note


def one_of(value: object, allowed: tuple[str, ...], argument: str) -> None:
    """``value`` is one of ``allowed``."""
    if value not in allowed:
        raise DataError(
            f"`{argument}` is {value!r}", f"argument `{argument}`", f"Write one of {', '.join(map(repr, allowed))}."
        )


def whole_number(value: object, argument: str, *, least: int) -> None:
    """``value`` is a whole number (not a bool) of at least ``least``."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise DataError(
            f"`{argument}` is {value!r}", f"argument `{argument}`", f"Write a whole number of {least} or more."
        )


def finite(value: object, argument: str) -> float:
    """``value`` as a float, if it is a number and neither missing nor infinite."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        comma = isinstance(value, str) and value.count(",") == 1 and value.replace(",", "").strip(" +-").isdigit()
        raise DataError(
            f"`{argument}` is {value!r}, which is no number",
            f"argument `{argument}`",
            f"A point stands before the decimals: write {str(value).strip().replace(',', '.')}, without quotes."
            if comma
            else "Write a number such as 0.8.",
        )
    number = float(value)
    if not math.isfinite(number):
        raise DataError(f"`{argument}` is {value!r}", f"argument `{argument}`", "Write a finite number such as 0.8.")
    return number


def fraction(value: object, argument: str, *, example: str) -> float:
    """``value`` as a float from 0 up to, not including, 1. A percentage such as 80 is refused: the message says .8."""
    number = finite(value, argument)
    if 1 <= number < 2:
        raise DataError(
            f"`{argument}` is {value!r}: " + ("all of them" if number == 1 else "more than all"),
            f"argument `{argument}`",
            f"It must stay below 1: write {example} for {100 * float(example):g}%.",
        )
    if 2 <= number <= 100:
        raise DataError(
            f"`{argument}` is {value!r}: that looks like a percentage",
            f"argument `{argument}`",
            f"Write it as a fraction of 1: {number / 100:g} for {number:g}%.",
        )
    if not 0 <= number < 1:
        raise DataError(
            f"`{argument}` is {value!r}, not a fraction from 0 up to (not including) 1",
            f"argument `{argument}`",
            f"Write it as a fraction of 1, for example {example}.",
        )
    return number
