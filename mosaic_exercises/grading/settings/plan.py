"""A class's settings made ready with its course: which notebook each tile is of, when it is due, what it weighs. The
gradebook keeps the plan of the last run, so that marks given later are settled by the same rules without the course.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.names import exercise_of, tile_of
from mosaic_exercises.course.records import TRACKS
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.roster import Placement, comparable
from mosaic_exercises.grading.settings.records import ClassSettings, ItemSettings, Partial, SectionSettings
from mosaic_exercises.grading.settings.times import extensions, instant, later

Dues = tuple[float | None, ...]  # of each notebook, in seconds since 1970
NO_ITEM = ItemSettings()


class NotebookPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook. ``weight`` is None where no notebook has one."""

    id: str
    title: str
    due: float | None = None
    weight: float | None = None


class TilePlan(msgspec.Struct, frozen=True):
    """One tile: the number of its notebook, the place of its track among the tracks, its points."""

    notebook: int
    track: int
    points: float


class ItemPlan(NamedTuple):
    """One item: the number of its notebook (-1: of none), the place of its track among the tracks, what the settings
    say of it, and what a part of an answer earns where they say that."""

    notebook: int
    track: int
    told: ItemSettings
    way: Partial | None


class GradePlan(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """How a class is graded. ``partial``: what a part of an answer earns, by exercise, where the settings say it.
    ``named``: the settings came from a file."""

    settings: ClassSettings = ClassSettings()
    notebooks: tuple[NotebookPlan, ...] = ()
    tiles: dict[str, TilePlan] = {}
    partial: dict[str, Partial] = {}
    named: bool = False
    sections: dict[str, Dues] = {}  # by the comparable name of a section that has dates of its own

    @property
    def weighted(self) -> bool:
        """Whether notebooks have weights."""
        return any(n.weight is not None for n in self.notebooks)

    @property
    def dated(self) -> bool:
        """Whether any notebook has a due date."""
        return any(due is not None for dues in (self.usual, *self.sections.values()) for due in dues)

    @property
    def usual(self) -> Dues:
        """When each notebook is due for a learner of no section that has dates of its own."""
        return tuple(n.due for n in self.notebooks)

    @property
    def tries(self) -> bool:
        """Whether it has to be known when, and as which of several tries, an answer was given."""
        return self.dated or self.settings.answer == "best"

    @property
    def differs(self) -> bool:
        """Whether learners of different tracks have different maxima."""
        return self.settings.tracks and any(tile.track and tile.points for tile in self.tiles.values())

    @property
    def plain(self) -> bool:
        """Whether nothing but the points of the course counts."""
        return not (self.named or self.differs)

    def rank(self, track: str) -> int:
        """How far a learner's track reaches: tiles of a higher one do not count for them."""
        names: tuple[str, ...] = TRACKS
        return (names.index(track) if track in names else 0) if self.settings.tracks else len(names)

    def item(self, name: str) -> ItemSettings:
        """What the settings say of an item: under its name, its drill's or its exercise's."""
        said = self.settings.items
        return said.get(name) or said.get(tile_of(name)) or said.get(exercise_of(name)) or NO_ITEM

    @property
    def known(self) -> dict[str, ItemPlan]:
        """What ``standing`` has put together so far, by the item's name."""
        found: dict[str, ItemPlan] = self.__dict__.setdefault("_items", {})
        return found

    def standing(self, name: str) -> ItemPlan:
        """Everything that the plan says of an item. Every learner has the same items, so it is put together once."""
        known = self.known
        found = known.get(name)
        if found is None:
            tile = self.tiles.get(tile_of(name))
            there = (-1, -1) if tile is None else (tile.notebook, tile.track)
            found = known[name] = ItemPlan(*there, self.item(name), self.partial.get(exercise_of(name)))
        return found

    def settled(self, name: str) -> bool:
        """Whether an item's points do not depend on what was answered: it is excluded, or given to all."""
        told = self.item(name)
        return told.exclude or told.full

    def of(self, name: str) -> str:
        """The notebook of an item, "" where it is of none."""
        tile = self.tiles.get(tile_of(name))
        return self.notebooks[tile.notebook].id if tile is not None else ""

    def worth(self, track: str) -> float:
        """The points of the tiles that count for a track."""
        rank = self.rank(track)
        counted = (t.points for s, t in self.tiles.items() if t.track <= rank and not self.item(s).exclude)
        return sum(round(points * 10_000) for points in counted) / 10_000

    def dues(self, place: Placement) -> Dues:
        """When each notebook is due for a learner of this section, with this extension. Raises InputError."""
        known: dict[tuple[str, str], Dues] = self.__dict__.setdefault("_dues", {})
        key = place.section, place.extension
        if key not in known:
            known[key] = extended(self, self.sections.get(comparable(place.section), self.usual), place.extension)
        return known[key]


def extended(plan: GradePlan, usual: Dues, said: str) -> Dues:
    """Due dates with an extension: a length counts from the due date, a date stands in its place if it is later."""
    granted = extensions(said, plan.settings.zone)
    ids = {n.id for n in plan.notebooks}
    for one in granted:
        if one.notebook and one.notebook not in ids:
            raise InputError(f"'{said}': the course has no notebook '{one.notebook}'")
    dues: list[float | None] = []
    for notebook, base in zip(plan.notebooks, usual, strict=True):
        due = base
        for one in granted if base is not None else ():
            if one.notebook in ("", notebook.id):
                own = one.until if one.until is not None else later(base or 0.0, one.length, plan.settings.zone)
                due = max(due or 0.0, own)
        dues.append(due)
    return tuple(dues)


def of_section(said: ClassSettings, section: SectionSettings, notebooks: Iterable[NotebookPlan]) -> Dues:
    """When each notebook is due for a section: what it says itself goes before what is said for all."""
    dues: list[float | None] = []
    for notebook in notebooks:
        own = section.notebooks.get(notebook.id) or section.due
        if own:
            dues.append(instant(own, said.zone))
        elif notebook.due is not None and section.later:
            dues.append(later(notebook.due, section.later, said.zone))
        else:
            dues.append(notebook.due)
    return tuple(dues)


def plan_of(course: Course, settings: ClassSettings | None = None) -> GradePlan:
    """The plan that settings (None: none were given) make with a course."""
    said = settings or ClassSettings()
    notebooks = []
    tiles: dict[str, TilePlan] = {}
    for n, notebook in enumerate(course.notebooks):
        own = said.notebooks.get(notebook.id)
        due = (own.due if own else "") or said.due
        notebooks.append(
            NotebookPlan(
                id=notebook.id,
                title=notebook.title,
                due=instant(due, said.zone) if due else None,
                weight=own.weight if own else None,
            )
        )
        for item in notebook.items:
            tiles[item.slug] = TilePlan(n, TRACKS.index(item.track), item.points)
    partial = {s: said.partial[e.kind] for s, e in course.exercises.items() if e.kind in said.partial}
    sections = {comparable(name): of_section(said, one, notebooks) for name, one in said.sections.items()}
    found = GradePlan(settings=said, notebooks=tuple(notebooks), tiles=tiles, partial=partial, sections=sections)
    return msgspec.structs.replace(found, named=settings is not None)


@lru_cache(8)
def plan_from(text: str) -> GradePlan:
    """The plan that a gradebook has kept."""
    return msgspec.json.decode(text, type=GradePlan)


def check_extensions(plan: GradePlan, people: Iterable[tuple[str, Placement]]) -> tuple[str, ...]:
    """Notices about extensions. Raises InputError that names the learner whose extension cannot be read."""
    granted = 0
    there: set[str] = set()
    for id_, place in people:
        try:
            plan.dues(place)
        except InputError as error:
            raise InputError(f"the roster, learner {id_}: {error}") from None
        granted += bool(place.extension)
        there.add(comparable(place.section))
    notices: list[str] = []
    if granted and not plan.dated:
        said = "extension on the roster changes" if granted == 1 else "extensions on the roster change"
        notices.append(f"{granted:,} {said} nothing: the settings have no due date (--settings)")
    gone = [name for name in plan.settings.sections if comparable(name) not in there]
    if gone:
        notices.append(f"the settings have dates for a section in which nobody is: {', '.join(gone)}")
    return tuple(notices)


def said_by(settings: ClassSettings) -> Mapping[str, str]:
    """Each setting by its key, as a text: what the history compares."""
    found: dict[str, str] = {}

    def walk(value: object, at: str) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                walk(one, f"{at}.{key}" if at else str(key))
        else:
            found[at] = str(value).lower() if isinstance(value, bool) else str(value)

    walk(msgspec.to_builtins(settings), "")
    return found


def grace_ends(settings: ClassSettings, due: float) -> float:
    """Until when an answer loses nothing by being late."""
    return later(due, settings.late.grace, settings.zone)


def closes(settings: ClassSettings, due: float) -> float | None:
    """After which moment an answer counts no more; None: it always does."""
    said = settings.late.closes
    return max(grace_ends(settings, due), later(due, said, settings.zone)) if said else None
