"""Reading a number the way people write one: "1,250.50", "1 250,50", "1.250,50", "€340", "27,5 %", "1.2 million".

The rules, where a form can be read in two ways:

- one comma with exactly three digits after it and one to three before it (not a lone 0) separates thousands: "1,250" is
  1250, "0,250" is 0.25, "1,25" is 1.25;
- one point is always a decimal point: "1.250" is 1.25;
- with both signs the last one is the decimal sign; a sign that comes twice separates thousands.

Where a rule had to decide, the ``note`` says how to write the other number. Whatever else is in the text (words, a
second number, a calculation) is refused with a reason, never guessed at.
"""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.signs import INVISIBLE, UNSAVABLE, UNSEEN, quoted
from mosaic_exercises.reading.units import Words, known_unit, unit_words

LONGEST = 80  # characters; the longest honest form of a number with its unit has some forty

_SIGNS = str.maketrans(
    {
        **dict.fromkeys(INVISIBLE, ""),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u066c\uff07`´", "'"),
        **{"\uff0b": "+", "\uff0c": ",", "\uff0e": ".", "\u066b": ".", "\uff05": "%", "\u066a": "%"},
    }
)
_NUMBER = re.compile(
    r"""(?P<head>[^0-9]*?)
    (?P<body>[.,]?[0-9](?:[0-9.,' ]*[0-9])?)\.?   # a full stop after it is the end of a sentence
    (?:[eE](?P<power>[+-]?[0-9]+))?
    (?P<tail>[^0-9]*)""",
    re.VERBOSE,
)
_SIGNED = re.compile(r"(?P<first>[-+]?)(?P<unit>[^-+]*)(?P<last>[-+]?)")  # "-", "- EUR", "€ -"
_GROUPS = {
    ",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"),  # 1,250,000 and 12,50,000
    ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+"),
    " ": re.compile(r"[0-9]{1,3}(?: [0-9]{3})+"),
    "'": re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+"),
}
_EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f]")  # powers, indices, fractions
_TIMES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "bn": 9, "billion": 9}
_TIMES_FIRST = re.compile(r"(thousand|million|billion|mio|mn|bn|k|m)(?![^\W\d_])\.?", re.IGNORECASE)
_EXAMPLE = "Write one number, for example 1250.50."


class Numeral(msgspec.Struct, frozen=True):
    """A number as it was read.

    ``unit``: the unit as it was written, "" where none was. ``note``: "" or how to write the other number that the same
    text could mean. ``text``: what was typed, without the characters that cannot be seen.
    """

    value: float
    unit: str = ""
    note: str = ""
    text: str = ""


def read_numeral(text: str, unit: str = "") -> Numeral:
    """The number in ``text``. ``unit`` is the one the exercise asks for, so that it is known when it is met.

    Raises FormatError with the reason. Bounded: a text of over 80 characters is refused unread.
    """
    if len(text) > LONGEST:
        raise FormatError(f"This is too long for one number ({len(text)} characters). {_EXAMPLE}")
    plain = " ".join("".join(map(_digit, text.translate(_SIGNS))).split())
    found = _NUMBER.fullmatch(plain)
    if found is None or _RAISED.search(plain):
        raise FormatError(_not_one(plain, text))
    head, body, power, tail = found.group("head", "body", "power", "tail")
    signed = _SIGNED.fullmatch(head.strip())
    if signed is None or (signed["first"] and signed["last"]):
        raise FormatError(f"The signs before the number in {quoted(text)} cannot be read. Write one minus, or none.")
    times, after = _times(tail.strip(), unit_words(unit))
    value = _value(_decimal(body, text), int(power or 0) + times, text)
    minus = "-" in (signed["first"], signed["last"])
    note = "" if power or times else _note(body, "-" if minus else "")
    seen = " ".join(UNSAVABLE.sub(" ", text.translate(UNSEEN)).split())
    return Numeral(-value if minus and value else value, _unit(signed["unit"].strip(), after, unit), note, seen)


def from_json(number: float) -> Numeral:
    """A JSON number as a Numeral. Raises FormatError for what no exercise can mean: NaN, an infinity, 10**400."""
    try:
        value = float(number)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise FormatError(f"This number is too large to be read, or is none at all. {_EXAMPLE}")
    return Numeral(value + 0.0, text=written(value + 0.0))  # + 0.0 turns -0.0 into 0.0


def written(value: float) -> str:
    """A finite number in plain digits, with no grouping: 1250.5, -0.2, 1250."""
    if value == 0:
        return "0"
    if not 1e-9 <= abs(value) < 1e15:
        return repr(value)
    digits = format(Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _digit(sign: str) -> str:
    """Decimal digits of every script as 0 to 9. Raised and circled digits are no digits: 10² is not 102."""
    return str(unicodedata.decimal(sign)) if not sign.isascii() and sign.isdecimal() else sign


def _not_one(plain: str, text: str) -> str:
    if not re.search("[0-9]", plain):
        return f"There is no number in {quoted(text)}. Write it in digits, for example 1250.50."
    if _RAISED.search(plain) or re.search(r"[0-9)] ?[*/×÷^=+:x] ?[0-9(.-]", plain):
        return f"{quoted(text)} is a calculation. Work it out and write its result as one number, for example 0.5."
    return f"There is more than one number in {quoted(text)}. Write only one, for example 1250.50."


def _decimal(body: str, text: str) -> str:
    """The digits in Python's own form."""
    signs = [sign for sign in body if not sign.isdigit()]
    whole, decimals = body, "0"
    if (
        signs
        and signs[-1] in ",."
        and signs.count(signs[-1]) == 1
        and not (signs == [","] and _EITHER_WAY.fullmatch(body))
    ):
        whole, _, decimals = body.rpartition(signs[-1])
    groups = {sign for sign in whole if not sign.isdigit()}
    if len(groups) > 1 or not all(_GROUPS[sign].fullmatch(whole) for sign in groups):
        raise FormatError(
            f"{quoted(text)} does not read as one number: look at its points, commas and spaces. {_EXAMPLE}"
        )
    for sign in groups:
        whole = whole.replace(sign, "")
    return f"{whole or '0'}.{decimals}"


def _note(body: str, minus: str) -> str:
    """How to write the other number that ``body`` could mean; "" where it can mean only one."""
    if not _EITHER_WAY.fullmatch(body):
        return ""
    other = minus + written(float(body.replace(",", ".") if "," in body else body.replace(".", "")))
    return f"If you mean {other}, write {other}."


def _times(tail: str, wanted: Words) -> tuple[int, str]:
    """The power of ten that a word such as "million" stands for, and the rest of the text after it."""
    found = None if known_unit(unit_words(tail), wanted) else _TIMES_FIRST.match(tail)
    return (_TIMES[found.group(1).lower()], tail[found.end() :].strip()) if found else (0, tail)


def _unit(before: str, after: str, unit: str) -> str:
    """The unit that stands before the number, after it, or around it ("€ 340 a year")."""
    for part in (before, after):
        if part and not known_unit(unit_words(part), unit_words(unit)):
            instead = f", or write {quoted(unit)}" if unit else ""
            raise FormatError(f"The number can be read, but not {quoted(part)}. Leave that out{instead}.")
    return before if unit_words(before) == unit_words(after) else f"{before} {after}".strip()


def _value(number: str, power: int, text: str) -> float:
    value = float(f"{number}e{power}")
    if math.isinf(value):
        raise FormatError(f"{quoted(text)} is too large to be read. {_EXAMPLE}")
    if value == 0 and re.search("[1-9]", number):
        raise FormatError(f"{quoted(text)} is too small to be read. {_EXAMPLE}")
    return value
