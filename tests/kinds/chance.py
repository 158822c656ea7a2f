"""The sample forms and journeys as (task, key), and answers of theirs made by chance."""

from __future__ import annotations

import copy
import math
from typing import Any

from hypothesis import strategies as st


def changed(sample: Any, changes: dict[str, Any]) -> Any:
    table = copy.deepcopy(sample)
    for path, value in changes.items():
        *parts, last = path.split("__")
        inner = table
        for part in parts:
            inner = inner[int(part)] if isinstance(inner, list) else inner.setdefault(part, {})
        inner[int(last) if isinstance(inner, list) else last] = value
    return table


# Whatever a keyboard can make, with what spreadsheets, XML and HTML take for their own.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t") | st.sampled_from("=+-@'\"<>&,;|\n")
HOSTILE = st.sampled_from(["<img src=x onerror=alert(1)>", "=1+1", "'quoted", "]]>", 'a,b\n"c"', "\ufeffx", "\uffff"])


def text(most: int) -> st.SearchStrategy[str]:
    return st.text(SIGNS, max_size=min(most, 25)) | HOSTILE.map(lambda t: t[:most])


def line(most: int) -> st.SearchStrategy[str]:
    return text(most).map(lambda t: f"x{t}"[:most])


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)  # halves of surrogate pairs too
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT | st.sampled_from([10**400, -(10**400)]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(ANY_TEXT, inner, max_size=6),
    max_leaves=12,
)


def deep(levels: int, table: bool) -> Any:
    """Lists in lists, or objects in objects."""
    inner: Any = "x"
    for _ in range(levels):
        inner = {"values": inner} if table else [inner]
    return inner


class Unread(list[Any]):
    """A long list that fails the test if anybody goes through it."""

    def __len__(self) -> int:
        return 1_000_000

    def __iter__(self) -> Any:
        raise AssertionError("a list this long is refused unread")


HUGE: dict[str, Any] = {
    "a text of 1 MB": "x" * 1_000_000,
    "1 MB of digits": "9" * 1_000_000,
    "10,000 ids": [f"id-{i}" for i in range(10_000)],
    "10,000 times one id": ["a"] * 10_000,
    "10,000 entries": {f"id-{i}": "a" for i in range(10_000)},
    "lists 50,000 deep": deep(50_000, False),
    "objects 50,000 deep": deep(50_000, True),
    "an id of 1 MB": ["x" * 1_000_000],
    "a number of 400 digits": 10**400,
    "NaN": math.nan,
    "infinity": -math.inf,
    "NaN for a setting": {"values": {"retention": math.nan}, "note": "x"},
    "an id that is no text": [1, None, True, {}],
    "half a character": ["\ud83d"],
    "half a character as a card": {"\ud83d": "\ud83d"},
    "half a character in a text": "so \ud83d it is",
    "a list too long to read": Unread(),
}
