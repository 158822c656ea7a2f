"""Groups: one hand-in for several learners. Of all files of a group's members the one counts that would count if one
learner had handed all of them in; it is everybody's."""

from __future__ import annotations

import msgspec

from mosaic_exercises.grading.intake.roster import NOWHERE, Placement, Roster, comparable
from mosaic_exercises.grading.scoring.run import LearnerStanding


class Groups:
    """The groups of a roster, and the standing of each that counts so far."""

    def __init__(self, roster: Roster | None) -> None:
        self.people = roster.people if roster else {}
        self._leading: dict[str, LearnerStanding] = {}

    def place(self, key: str) -> Placement:
        """Where the roster puts a learner."""
        person = self.people.get(key)
        return person.place if person else NOWHERE

    def name(self, key: str) -> str:
        """The comparable name of a learner's group, "" for none."""
        return comparable(self.place(key).group)

    def owner(self, key: str) -> str:
        """Whose the answers of a learner are: their own, or their group's."""
        group = self.name(key)
        return f"group\n{group}" if group else key

    def stand(self, standing: LearnerStanding) -> LearnerStanding | None:
        """Take a member's standing in. Returns the one that counts no more, where there is one."""
        group = self.name(standing.key)
        if not group or standing.grade is None:
            return None
        there = self._leading.get(group)
        if there is None or there.key == standing.key:
            self._leading[group] = standing
            return None
        older, newer = sorted((there, standing), key=lambda one: one.rank)
        self._leading[group] = newer
        return older

    def leader(self, key: str) -> LearnerStanding | None:
        """The standing of the member whose file counts for this learner; None where that is their own, or nobody's."""
        there = self._leading.get(self.name(key)) if self.people else None
        return there if there is not None and there.key != key else None


def placed(place: Placement, track: str) -> Placement:
    """The same place with the track that counts: the roster's, else the one in the learner's file."""
    return place if place.track else msgspec.structs.replace(place, track=track)
