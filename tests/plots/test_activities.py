"""The bars of an activity log: what is drawn, said and refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots.activities import ContactEffort, bars
from tests.plots.looks import texts

LOG = [
    ContactEffort("Corner <b>Freewheel</b>", 0, 3),
    ContactEffort("Ingrid Solheim", 7, 2),
    ContactEffort("Nobody yet", 0, 0),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [290, 640, 1100])
def test_each_relationship_has_its_share_in_words(theme: str, width: int) -> None:
    shown = [text for text, *_ in texts(ET.fromstring(bars(LOG, theme=theme, width=width).svg))]
    assert {"0%", "78%", "none", "proactive: we began", "reactive: they began"} <= set(shown)


def test_the_finding_and_the_table_hold_the_numbers() -> None:
    picture = bars(LOG)
    assert picture.alt == (
        "58.3% of all activities were proactive (7 of 12). None at all with Corner <b>Freewheel</b>. "
        "The most with Ingrid Solheim (77.8%)."
    )
    assert picture.table[0] == ("Relationship", "Proactive activities", "Reactive activities", "Proactive share, %")
    assert picture.table[-1] == ("All", "7", "5", "58.3")
    assert picture.table[3][-1] == ""
    assert "<b>" not in picture.svg
    least = bars([ContactEffort("A", 1, 9), ContactEffort("B", 5, 5)], "minutes").alt
    assert "The least with A (10.0%)" in least
    assert "minutes" in least


@pytest.mark.parametrize(
    ("data", "unit"),
    [
        ([], "activities"),
        ([ContactEffort("A", -1, 2)], "activities"),
        ([ContactEffort("A", 0, 0)], "minutes"),
        (LOG, "euros"),
        (LOG * 21, "minutes"),
    ],
)
def test_what_cannot_be_drawn_is_refused(data: Any, unit: str) -> None:
    with pytest.raises(DataError):
        bars(data, unit)
