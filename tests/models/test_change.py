"""The force field: sums, what would happen if a force changed, the running case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import change
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import FIRM
from tests.support import share

wrong: Any = change  # wrong arguments are meant
calm = settings(deadline=None, max_examples=share(60))
forces = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.integers(1, 5), max_size=8)


def test_driving_minus_restraining() -> None:
    field = change.force_field({"customers ask": 4, "law": 5}, [("habit", 3), ("cost", 1)], aim=" one form ")
    assert (field.driving_total, field.restraining_total, field.net, field.stronger) == (9, 4, 5, "driving")
    assert [force.name for force in field.driving] == ["law", "customers ask"]
    assert field.aim == "one form"


@calm
@given(forces, forces)
def test_the_net_is_the_difference_of_the_sums(driving: dict[str, int], restraining: dict[str, int]) -> None:
    there = {f"+{name}": weight for name, weight in driving.items()}
    back = {f"-{name}": weight for name, weight in restraining.items()}
    if not there and not back:
        with pytest.raises(DataError, match="no forces"):
            change.force_field(there, back)
        return
    field = change.force_field(there, back)
    assert field.net == sum(there.values()) - sum(back.values())
    assert (field.stronger is None) == (field.net == 0)
    assert change.force_field(back, there).net == -field.net
    for name, weight in back.items():
        if len(there) + len(back) > 1:
            assert change.what_if(field, {name: 0}).net == field.net + weight


def test_tessera_stands_still_until_a_restraining_force_goes() -> None:
    field = change.from_table(FIRM["force"], aim=FIRM["change"]["aim"])
    assert (field.driving_total, field.restraining_total, field.net, field.stronger) == (17, 17, 0, None)
    signoff = next(force["text"] for force in FIRM["force"] if "sign off" in force["text"])
    assert change.what_if(field, {signoff: 0}).net == 5
    assert change.what_if(field, {signoff: 2}).net == 3
    assert field.net == 0  # the field itself has not changed
    assert change.from_table(pd.DataFrame(FIRM["force"]), aim=FIRM["change"]["aim"]) == field


def test_a_side_without_forces_is_asked_about() -> None:
    assert any("No restraining force" in note for note in change.force_field({"a": 1}, {}).notes)
    assert change.force_field({"a": 1}, {"b": 1}).notes == ()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: wrong.force_field({"a": 6}, {}), r"weight of 'a' is 6 .*force 1"),
        (lambda: wrong.force_field({"a": 0}, {}), r"weight of 'a' is 0"),
        (lambda: wrong.force_field({"a": 2.5}, {}), r"weight of 'a' is 2\.5"),
        (lambda: wrong.force_field({"a": "strong"}, {}), r"weight of 'a' is 'strong'"),
        (lambda: wrong.force_field({"a": True}, {}), r"weight of 'a' is True"),
        (lambda: wrong.force_field([("", 2)], {}), "Force 1 has no name"),
        (lambda: wrong.force_field(["a"], {}), "Force 1 is 'a'"),
        (lambda: wrong.force_field({"a": 2}, {"a": 3}), "'a' stands twice"),
        (lambda: wrong.force_field("a", {}), "`driving` is a str"),
        (lambda: wrong.force_field({"a": 1}, pd.DataFrame()), r"`restraining` is a DataFrame.*from_table"),
        (lambda: wrong.what_if(change.force_field({"a": 1}, {}), {"b": 1}), "'b' is no force"),
        (lambda: wrong.what_if(change.force_field({"a": 1}, {}), {"a": 6}), "weight of 'a' is 6"),
        (lambda: wrong.from_table([]), "The table has no rows"),
        (
            lambda: wrong.from_table([{"text": "a", "strength": 9, "side": "driving"}]),
            r"off the scale, such as 9 .column 'strength', row 1",
        ),
        (
            lambda: wrong.from_table([{"text": "a", "strength": 3, "side": "left"}]),
            r"'left' .column 'side', row 1",
        ),
        (
            lambda: wrong.from_table([{"text": "a", "strength": None, "side": "driving"}]),
            r"1 answer missing .column 'strength', row 1",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()
