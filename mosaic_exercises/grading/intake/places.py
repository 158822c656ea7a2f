"""Where hand-in files are: a list that stays small for a million of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from mosaic_exercises.grading.intake.archive import Refusal


class HandInPlace(msgspec.Struct, frozen=True):
    """Something found on the disk or in a store: a file to read, or (with a ``problem``) one that will not be.
    ``owner``: whose it is, where the folder that it was collected into tells it; "" where the file does."""

    path: str
    label: str
    problem: str = ""
    status: Refusal = ""
    owner: str = ""


class HandInPlaces:
    """Places in the order in which they were found. Of files that are read and lie in one folder only the names are
    kept, as bytes: some thirty for each."""

    def __init__(self, places: Iterable[HandInPlace] = ()) -> None:
        self._runs: list[HandInPlace | tuple[str, str]] = []  # one place, or what stands before names of files
        self._sizes: list[int] = []  # of each run
        self._names = bytearray()  # each ends with a zero
        self._number = 0
        self.extend(places)

    def extend(self, places: Iterable[HandInPlace]) -> None:
        """Add places at the end."""
        for place in places:
            self.append(place)

    def append(self, place: HandInPlace) -> None:
        """Add one at the end."""
        self._number += 1
        name = place.label.rpartition("/")[2]
        alone = (
            place.problem or place.status or place.owner or "\0" in name or not name or not place.path.endswith(name)
        )
        before = place if alone else (place.path[: -len(name)], place.label[: -len(name)])
        if not alone:
            self._names += name.encode("utf-8", "surrogatepass") + b"\0"
        if not alone and self._runs and self._runs[-1] == before:
            self._sizes[-1] += 1
        else:
            self._runs.append(before)
            self._sizes.append(1)

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[HandInPlace]:
        at = 0
        for before, size in zip(self._runs, self._sizes, strict=True):
            if isinstance(before, HandInPlace):
                yield before
                continue
            path, label = before
            for _ in range(size):
                end = self._names.index(0, at)
                name = self._names[at:end].decode("utf-8", "surrogatepass")
                at = end + 1
                yield HandInPlace(path + name, label + name)
