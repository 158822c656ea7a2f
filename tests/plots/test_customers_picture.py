"""Customers counted two ways: the picture is whole in every theme and width, and true; nonsense is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from typing import Any

import pytest

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import customers
from mosaic_exercises.plots.customers import Count
from tests.plots.looks import SVG, box, texts
from tests.support import every

BAD = "<script>alert(1)</script>&\x00\x1b$x$ " + "unbroken" * 20
PEOPLE = ("Commuters", "Fleets", "Shops")
ACCOUNTS = Count("accounts", (120, 28, 36))
BIKES = Count("bikes", (120, 825, 0))
CASES: dict[str, tuple[tuple[str, ...], Count, Count]] = {
    "three groups": (PEOPLE, ACCOUNTS, BIKES),
    "one group": (("All",), Count("accounts", (1,)), Count("revenue", (2.5e9,), "EUR ")),
    "odd words": ((BAD, "x"), Count(BAD, (1, 0)), Count("none", (0, 3))),
    "twenty groups": (
        tuple(f"group {n}" for n in range(20)),
        Count("a", tuple(map(float, range(20)))),
        Count("b", (1.0,) * 20),
    ),
}
LOOKS = [(name, theme, width) for name in CASES for theme, width in (("light", 290), ("light", 848), ("dark", 390))]


@every(LOOKS)
def test_a_picture_is_whole_and_its_words_stand_apart(look: tuple[str, str, int]) -> None:
    name, theme, width = look
    picture = customers.two_counts(*CASES[name], theme=theme, width=width)
    root = ET.fromstring(picture.svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", f"{picture.title}. {picture.alt}")
    assert not list(root.iter(f"{SVG}script"))
    height = float(root.get("height", "0"))
    shown = [t for t in texts(root) if t[0].strip()]
    assert min(size for _, size, *_ in shown) >= 11
    if name != "odd words":  # a heading is wrapped by the usual width of letters, not by that of a word without end
        boxes = [(words, box(words, size, ha, x, y, turn)) for words, size, ha, x, y, turn in shown]
        for words, (left, top, right, bottom) in boxes:
            assert left >= -1, words
            assert right <= width + 1, words
            assert top >= -1, words
            assert bottom <= height + 1, words
        for (one, a), (two, b) in combinations(boxes, 2):
            apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
            assert apart, (one, two)


@every(CASES)
def test_the_table_has_a_row_for_each_group_and_no_hole(name: str) -> None:
    groups, first, second = CASES[name]
    table = customers.two_counts(groups, first, second).table
    assert len(table) == 1 + len(groups)
    assert {len(row) for row in table} == {5}


def test_the_words_say_who_comes_first_and_where_the_counts_part() -> None:
    picture = customers.two_counts(PEOPLE, ACCOUNTS, BIKES)
    assert picture.alt == (
        "Most by accounts: Commuters, 65.2%. Most by bikes: Fleets, 87.3%. Furthest apart: Fleets, 15.2% against 87.3%."
    )
    assert picture.table[2] == ("Fleets", "28", "15.2%", "825", "87.3%")
    assert customers.furthest(ACCOUNTS, BIKES) == 1


def test_the_same_data_give_the_same_text() -> None:
    assert customers.two_counts(PEOPLE, ACCOUNTS, BIKES) == customers.two_counts(PEOPLE, ACCOUNTS, BIKES)


wrong: Any = customers


@pytest.mark.parametrize(
    ("groups", "first", "second", "message"),
    [
        ((), Count("a", ()), Count("b", ()), "groups"),
        (tuple(f"g{n}" for n in range(21)), Count("a", (1.0,) * 21), Count("b", (1.0,) * 21), "1 to 20"),
        (PEOPLE, Count("a", (1, 2)), BIKES, "first"),
        (PEOPLE, ACCOUNTS, [1, 2, 3], "second"),
        (PEOPLE, ACCOUNTS, Count("b", (0, 0, 0)), "second"),
        (PEOPLE, Count("a", (1, -1, 2)), BIKES, "first"),
        (PEOPLE, ACCOUNTS, Count("b", (1, 2, float("nan"))), "second"),
    ],
)
def test_counts_that_make_no_picture_are_refused_with_the_argument(
    groups: Any, first: Any, second: Any, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        wrong.two_counts(groups, first, second)
