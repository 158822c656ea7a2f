"""Learners whose ids differ in capital letters alone: one, or several?

One, where the roster has that id once (it says who there is), where the id is an e-mail address (no provider tells
capitals apart, and neither do Moodle and Canvas in names to log in with), and where a file of the same workbook has
both. Else several: a school's own ids may differ so, and nothing of one may end up with another. Both are told.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mosaic_exercises.grading.intake.roster import Roster, Who, either, is_address, spelled, twin_key
from mosaic_exercises.grading.scoring.run import RunStore


class Apart:
    """The ids of a class that were found to differ in capital letters alone so far, and their keys."""

    def __init__(self, store: RunStore, roster: Roster | None) -> None:
        self._store = store
        self._people = roster.people if roster else {}
        self._twins: dict[str, dict[str, str]] = {}

    def who(self, who: Who, workbook: str) -> Who:
        """The same learner, or another one with a key of their own. ``workbook``: of the file that says who it is of,
        "" where that tells nothing."""
        key, id_ = who.key, spelled(who.id)
        if is_address(id_) or key in self._people:
            return who
        if key not in self._twins:
            there = self._store.standing(key)
            if there is None or spelled(there.who.id) == id_ or (workbook and self._store.has_book(workbook, key)):
                return who
            first = spelled(there.who.id)
            self._twins[key] = {first: twin_key(first)}
            self._store.rename(key, twin_key(first))
        self._twins[key].setdefault(id_, twin_key(id_))
        return msgspec.structs.replace(who, key=twin_key(id_))

    def told(self) -> Iterator[tuple[int, str]]:
        """What to say of the files of such learners: (row, words)."""
        for keys in self._twins.values():
            for id_, key in keys.items():
                standing = self._store.standing(key)
                if standing is not None and standing.row >= 0:
                    others = either(other for other in keys if other != id_)
                    said = f"the id differs from {others} in capital letters alone: taken for several learners"
                    yield standing.row, f"{said} (if they are one, name them on a roster, once)"
