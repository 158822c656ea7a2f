"""A list of places gives back what was put in, in its order, and takes little room."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.grading.intake.places import HandInPlace, HandInPlaces

names = st.text(st.sampled_from("ab./\0é\udcff\\"), max_size=6)
places = st.builds(
    HandInPlace,
    path=names,
    label=names,
    status=st.sampled_from(("", "", "", "ignored")),
    owner=st.sampled_from(("", "", "", "ana")),
)


@given(st.lists(st.one_of(places, st.builds(lambda n, f: HandInPlace(f"/x/{f}/{n}", f"{f}/{n}"), names, names))))
def test_the_same_places_come_back(given_: list[HandInPlace]) -> None:
    found = HandInPlaces(given_)
    assert [*found] == given_ == [*found]
    assert len(found) == len(given_)


def test_a_name_takes_little_room() -> None:
    tracemalloc.start()
    try:
        found = HandInPlaces(
            HandInPlace(f"/shared/class/s{n:07d}.mosaic.json", f"class/s{n:07d}.mosaic.json") for n in range(20_000)
        )
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found) == 20_000
    assert size < 20_000 * 40
