"""What an update does with each file: decided from three sets of digests, and no file is touched here.

``new``: the course as this package carries it. ``found``: the same files, and those that were delivered before, as they
are in the folder now (those that are not there are left out). ``before``: the folder's manifest.

A file as it was delivered is replaced. A changed one is kept and the new one put beside it. One that was deleted comes
back: to delete a notebook is how one gets a fresh copy. One that is no part of the course any more goes, if it is as it
was delivered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from mosaic_exercises.delivery.manifest import DeliveryNote, FileDigest

Act = Literal["add", "restore", "update", "keep", "beside", "remove", "leave"]
"""``keep``: the learner has changed it and it stays. ``beside``: the new one is put beside it, as ``target``.
``leave``: it is no part of the course any more, but changed, so it stays."""


class DeliveryStep(msgspec.Struct, frozen=True):
    """What is done with one file. ``target``: the file that is written, where it has another name; for ``remove`` the
    name it has now, where it was only renamed."""

    name: str
    act: Act
    target: str = ""


def steps(
    new: Mapping[str, FileDigest],
    found: Mapping[str, FileDigest],
    before: DeliveryNote | None,
    version: str,
    taken: Collection[str] = (),
) -> list[DeliveryStep]:
    """What to do, in the order of the course's files; files that are right as they are have no step. ``taken``: names
    that are there already, so that none is written over."""
    old = known(before)
    coming = before.coming if before is not None else {}
    done: list[DeliveryStep] = []
    for name, fresh in new.items():
        there, was = found.get(name), old.get(name)
        if there is None:
            done.append(DeliveryStep(name, "add" if was is None else "restore"))
        elif there.whole == fresh.whole:
            continue
        elif was is not None and was.whole == fresh.whole:  # nothing new from us
            if there.text != fresh.text:
                done.append(DeliveryStep(name, "keep"))
        elif there.text in {c.text for c in (was, coming.get(name)) if c is not None}:
            done.append(DeliveryStep(name, "update"))
        elif there.text != fresh.text:
            done.append(DeliveryStep(name, "beside", beside_name(name, version, taken)))
    still = {s.name for s in done if s.act == "keep"}
    for name, was in old.items():
        there = found.get(name)
        if name in new or there is None or (was.of in still and was.whole == new[was.of].whole):
            continue
        if there.text != was.text:
            done.append(DeliveryStep(name, "leave"))
        else:
            done.append(
                DeliveryStep(name, "remove", next((n for n, c in new.items() if n not in old and c == was), ""))
            )
    return done


def known(before: DeliveryNote | None) -> dict[str, FileDigest]:
    """What was delivered before, with what an update that was cut off may have put beside changed files."""
    if before is None:
        return {}
    return {**before.files, **{name: copy for name, copy in before.coming.items() if copy.of}}


def beside_name(name: str, version: str, taken: Collection[str]) -> str:
    """The name of a new edition beside a file that was changed: ``03_x (edition 0.2.0).ipynb``."""
    folder, slash, last = name.rpartition("/")
    stem, dot, ending = last.partition(".")
    for again in ("", *(f", {n}" for n in range(2, 1000))):
        candidate = f"{folder}{slash}{stem} (edition {version}{again}){dot}{ending}"
        if candidate not in taken:
            return candidate
    raise ValueError(f"{name}: a thousand editions lie beside it")
