"""Chunks come back in order, a bounded number at a time; a part that is lost again and again is named, nothing else."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.grading.cluster.flow import Carrier
from tests.grading.cluster.crews import DIED, PretendCrew

Parts = tuple[list[int], bool]


def carried(crew: PretendCrew, chunks: list[list[int]]) -> tuple[list[str], Carrier[int, str]]:
    """The results of all chunks: the parts as texts, a named one with its reason."""
    carrier: Carrier[int, str] = Carrier(
        crew,
        lambda parts, alone: msgspec.json.encode((parts, alone)),
        lambda data: msgspec.json.decode(data, type=list[str]),
        lambda part, why: f"{part}: {why}",
    )
    return [one for _, found in carrier.through(chunks) for one in found], carrier


def parts_of(parcel: bytes) -> Parts:
    return msgspec.json.decode(parcel, type=Parts)


def as_texts(parcel: bytes) -> bytes:
    return msgspec.json.encode([str(n) for n in parts_of(parcel)[0]])


@given(st.lists(st.integers(1, 9), max_size=12), st.sets(st.integers(0, 40)))
def test_whoever_dies_is_named_and_the_others_come_in_order(sizes: list[int], deadly: set[int]) -> None:
    chunks, at = [], 0
    for size in sizes:
        chunks.append([*range(at, at + size)])
        at += size
    crew = PretendCrew(lambda parcel, _: bool(deadly & {*parts_of(parcel)[0]}), as_texts)
    found, carrier = carried(crew, chunks)
    assert found == [f"{n}: {DIED}" if n in deadly else str(n) for n in range(at)]
    assert carrier.parts == len(deadly & {*range(at)})
    assert crew.most <= crew.width + 1  # what is done again beside what waits


def test_a_part_that_dies_of_its_neighbours_alone_is_not_named() -> None:
    """Dask counts a death against all that lay on the worker: whoever is innocent lives when nothing else is there."""
    crew = PretendCrew(lambda parcel, others: 5 in parts_of(parcel)[0] and others > 0, as_texts)
    found, carrier = carried(crew, [[n, n + 1] for n in range(0, 20, 2)])
    assert found == [str(n) for n in range(20)]
    assert (carrier.lost, carrier.parts) == (1, 0)


def test_a_whole_chunk_is_tried_part_by_part_before_it_is_halved() -> None:
    """Where the workers survive (each part in a process of its own), a deadly file costs one more parcel."""
    crew = PretendCrew(lambda parcel, _: 3 in parts_of(parcel)[0] and not parts_of(parcel)[1], as_texts)
    found, _ = carried(crew, [[1, 2, 3, 4], [5, 6]])
    assert found == ["1", "2", "3", "4", "5", "6"]
    assert [parts_of(p) for p in crew.sent] == [([1, 2, 3, 4], False), ([5, 6], False), ([1, 2, 3, 4], True)]
