"""How far an organisation is turned to its customers: eight rows, each Casual, Moderate or Intense.

After J. Clemmer's chart of casual, moderate and intense customer focus. The chart gives its rows no names: these names,
the wording and the points 1 to 3 are this workbook's reading. Rate what you can show, not what is meant. One person's
ratings are a view; the difference between raters is what to talk about.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from mosaic_exercises.models import frames, intervals, surveys
from mosaic_exercises.models.checks import Missing, one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.reliability import Krippendorff, krippendorff
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

Between = tuple[float, float] | tuple[None, None]
CONFIDENCE: Final = 0.95
ENDS: Final = (1.0, 3.0)
LEVELS: Final = ("Casual", "Moderate", "Intense")


class Row(msgspec.Struct, frozen=True):
    """One row of the chart: what each of the three levels looks like. ``name`` is this workbook's reading."""

    number: int
    id: str
    name: str
    casual: str
    moderate: str
    intense: str

    def level(self, rating: int) -> str:
        """What ``rating`` (1, 2 or 3) looks like in this row."""
        return (self.casual, self.moderate, self.intense)[rating - 1]


ROWS: Final[tuple[Row, ...]] = (
    Row(
        1,
        "segments",
        "Segmentation and needs",
        "All customers and partners are treated as one crowd.",
        "A few groups and partners are known by name.",
        "The groups that matter most are known, with what each needs, in order of importance.",
    ),
    Row(
        2,
        "data",
        "Data and analysis",
        "Customers are asked now and then; little is done with the answers.",
        "Some figures arrive and steer single improvements.",
        "Fresh figures about customers arrive all the time, and large decisions rest on them.",
    ),
    Row(
        3,
        "contact",
        "Contact and boundaries",
        "Managers and the people behind the scenes rarely meet a customer.",
        "Visits go both ways, and more often than before.",
        "Customers and partners work inside the firm's own teams: it is hard to say where the firm ends.",
    ),
    Row(
        4,
        "expectations",
        "Expectations and gaps",
        "Somebody writes down a wish here and there.",
        "Expectations are ranked and set against how well they are met.",
        "The gaps are measured, and compared with rivals and other markets.",
    ),
    Row(
        5,
        "innovation",
        "Source of innovation",
        "Ideas are born inside and pushed out.",
        "Customers are heard, and try a pilot before the launch.",
        "Customers, partners and the people in the field try things out and lead the way.",
    ),
    Row(
        6,
        "budget",
        "Where the budget goes",
        "Most money goes into winning new customers.",
        "More money than before goes into quality and service.",
        "Keeping customers and making partners better is where the firm invests.",
    ),
    Row(
        7,
        "structure",
        "Organisation structure",
        "Departments follow the firm's own logic.",
        "Processes are redrawn, and departments with them.",
        "Small teams with a free hand are built around groups of customers and their priorities.",
    ),
    Row(
        8,
        "training",
        "Training",
        "People are taught to smile and to calm complaints.",
        "People are taught to find the cause of a mistake and remove it.",
        "People are taught who their customers inside and outside are, and to rank, measure and close the gaps.",
    ),
)
SIZE: Final = len(ROWS)
BEST: Final = len(LEVELS) * SIZE


class Profile(msgspec.Struct, frozen=True):
    """One rater's view. ``ratings`` has eight entries of 1 to 3 in the order of ``ROWS``, None where none was given.

    ``total`` (of 24) is None unless all eight are there. ``weakest``: the numbers of the rows with the lowest rating.
    """

    ratings: tuple[int | None, ...]
    total: int | None
    mean: float
    levels: dict[str, int]
    weakest: tuple[int, ...]
    notes: tuple[str, ...]


class Spread(msgspec.Struct, frozen=True):
    """How raters see one row: ``spread`` is the highest rating minus the lowest, 0 if all agree.

    ``low`` and ``high`` are the 95% interval of the mean (Student's t, kept within 1 and 3), None for one rater.
    """

    row: Row
    ratings: dict[str, int]
    mean: float
    lowest: int
    highest: int
    spread: int
    low: float | None = None
    high: float | None = None


class RaterPanel(msgspec.Struct, frozen=True):
    """Several raters: their profiles, each row's spread, the mean of the totals, and the rows they differ on most.

    ``total_low`` and ``total_high`` are the 95% interval of the mean total, None for fewer than two totals.
    """

    profiles: dict[str, Profile]
    rows: tuple[Spread, ...]
    mean_total: float | None
    widest: tuple[int, ...]
    notes: tuple[str, ...]
    total_low: float | None = None
    total_high: float | None = None

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas table, one each, with a column for each rater."""
        rows = [one.row for one in self.rows]
        heads: dict[str, Iterable[object]] = {
            "number": [row.number for row in rows],
            "name": [row.name for row in rows],
        }
        table = frame_of(self.rows, first=heads, notes=self.notes)
        return table.drop(columns=[name for name in table.columns if name.startswith("row_")])

    def agreement(self) -> Krippendorff:
        """How far the raters agree beyond chance: Krippendorff's alpha for ordered ratings. Needs two raters."""
        return krippendorff({name: view.ratings for name, view in self.profiles.items()})


class FocusStep(msgspec.Struct, frozen=True):
    """One row before and after, in means where several rated; ``change`` = after - before.

    ``low`` and ``high`` are the 95% interval of the change (Student's t on each rater's own change, kept within -2 and
    2), None unless the same two raters or more rated both times.
    """

    row: Row
    before: float
    after: float
    change: float
    low: float | None = None
    high: float | None = None


class BeforeAfter(msgspec.Struct, frozen=True):
    """All rows before and after; ``change`` is that of the total of the rows rated both times."""

    steps: tuple[FocusStep, ...]
    before: float
    after: float
    change: float
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The steps as a pandas table, one row each."""
        rows = [one.row for one in self.steps]
        heads: dict[str, list[object]] = {"number": [one.number for one in rows], "name": [one.name for one in rows]}
        table = frame_of(self.steps, first=heads, notes=self.notes)
        return table.drop(columns=[name for name in table.columns if name.startswith("row_")])


def profile(ratings: object, *, missing: Missing = "error") -> Profile:
    """One rater's profile.

    ``ratings`` is a list of eight in the order of ``ROWS``, or a dict from row (its number, id or name) to rating. A
    rating is 1, 2, 3, or Casual, Moderate, Intense. ``missing="skip"`` allows rows without a rating: the total is then
    None, and ``notes`` name the rows. Raises DataError for another rating or row, and if nothing is rated.
    """
    one_of(missing, ("error", "skip"), "missing")
    given = _by_row(ratings)
    found = tuple(None if surveys.is_missing(one) else _rating(one, row) for row, one in enumerate(given, start=1))
    empty = [row.name for row, one in zip(ROWS, found, strict=True) if one is None]
    rated = [one for one in found if one is not None]
    if not rated:
        raise DataError(
            "Nothing is rated", "argument `ratings`", "Rate at least one row from 1 (Casual) to 3 (Intense)."
        )
    notes = []
    if empty:
        told = f"No rating for {', '.join(empty)}"
        if missing == "error":
            raise DataError(
                told, "argument `ratings`", "Rate all eight rows, or pass missing='skip' to leave rows open."
            )
        notes.append(f"{told}: no total; the mean is that of the other rows.")
    levels = {name: rated.count(place) for place, name in enumerate(LEVELS, start=1)}
    weakest = tuple(number for number, one in enumerate(found, start=1) if one == min(rated))
    return Profile(found, None if empty else sum(rated), statistics.fmean(rated), levels, weakest, tuple(notes))


def panel(raters: Mapping[str, object], *, missing: Missing = "error") -> RaterPanel:
    """Several raters together. ``raters`` maps a name to ratings as for :func:`profile`, or to a Profile.

    Raises DataError as :func:`profile` does, with the rater's name, and if there is no rater.
    """
    if not isinstance(raters, Mapping) or not raters:
        raise DataError("There is no rater", "argument `raters`", "Write {'name': ratings, ...}.")
    profiles: dict[str, Profile] = {}
    for name, ratings in raters.items():
        try:
            profiles[str(name)] = ratings if isinstance(ratings, Profile) else profile(ratings, missing=missing)
        except DataError as error:
            raise DataError(error.what, f"rater {name}, {error.where}", error.do) from error
    rows = []
    for place, row in enumerate(ROWS):
        own = {name: one for name, view in profiles.items() if (one := view.ratings[place]) is not None}
        if own:
            low, high = min(own.values()), max(own.values())
            mean, between = statistics.fmean(own.values()), intervals.mean(list(own.values()), CONFIDENCE, ENDS)
            rows.append(Spread(row, own, mean, low, high, high - low, *(between or (None, None))))
    totals = [float(view.total) for view in profiles.values() if view.total is not None]
    most = max(row.spread for row in rows)
    notes = [f"{name}: {note}" for name, view in profiles.items() for note in view.notes]
    if len(profiles) == 1:
        notes.append("One rater: a view, not yet a comparison. Ask somebody who stands elsewhere.")
    widest = tuple(row.row.number for row in rows if row.spread == most) if most else ()
    total_ends = intervals.mean(totals, CONFIDENCE, (SIZE * ENDS[0], SIZE * ENDS[1])) or (None, None)
    mean_total = statistics.fmean(totals) if totals else None
    return RaterPanel(profiles, tuple(rows), mean_total, widest, tuple(notes), *total_ends)


def from_table(
    table: object, *, rater: str = "rater_id", row: str = "row", rating: str = "rating", missing: Missing = "error"
) -> RaterPanel:
    """The panel of a table with one row a rating: a table of pandas, polars or pyarrow, a list with one dict a row, or
    a dict of lists.

    ``row`` holds the number, id or name of a row. Raises DataError as :func:`panel` does, with column and rows.
    """
    found = surveys.columns(table, {"rater": rater, "row": row, "rating": rating})
    people = surveys.names(found["rater"], f"column {rater!r}")
    labels = surveys.names(found["row"], f"column {row!r}")
    surveys.once(list(zip(people, labels, strict=True)), "A rating", f"columns {rater!r} and {row!r}")
    by_rater: dict[str, dict[str, object]] = {}
    for place, (who, label, value) in enumerate(zip(people, labels, found["rating"], strict=True)):
        try:
            number = _row(label)
            if not surveys.is_missing(value):
                _rating(value, number)
        except DataError as error:
            raise DataError(
                error.what, f"column {row!r} or {rating!r}, {surveys.rows_text([place])}", error.do
            ) from error
        by_rater.setdefault(who, {})[label] = value
    return panel(by_rater, missing=missing)


def before_after(before: object, after: object, *, missing: Missing = "error") -> BeforeAfter:
    """What changed between two ratings. Each is a Panel (its means count), a Profile, or ratings for :func:`profile`.

    A row that one of the two did not rate is left out, and ``notes`` name it. Different raters before and after can
    look like a change: let the same people rate twice.
    """
    one, two = _means(before, missing), _means(after, missing)
    both = [row for row in ROWS if row.number in one and row.number in two]
    if not both:
        raise DataError("No row is rated both times", "arguments `before` and `after`", "Rate the same rows twice.")
    steps = tuple(
        FocusStep(
            row, one[row.number], two[row.number], two[row.number] - one[row.number], *_change(before, after, row)
        )
        for row in both
    )
    left = [row.name for row in ROWS if row not in both]
    notes = [f"Not rated both times, left out: {', '.join(left)}."] if left else []
    if (
        isinstance(before, RaterPanel)
        and isinstance(after, RaterPanel)
        and before.profiles.keys() != after.profiles.keys()
    ):
        notes.append("The raters are not the same before and after: part of the change may be theirs.")
    first, second = sum(step.before for step in steps), sum(step.after for step in steps)
    return BeforeAfter(steps, first, second, second - first, tuple(notes))


def _change(before: object, after: object, row: Row) -> Between:
    """The interval of the change of a row, from each rater's own change."""
    if (
        not (isinstance(before, RaterPanel) and isinstance(after, RaterPanel))
        or before.profiles.keys() != after.profiles.keys()
    ):
        return None, None
    place = row.number - 1
    pairs = [(before.profiles[name].ratings[place], after.profiles[name].ratings[place]) for name in before.profiles]
    own = [float(later - first) for first, later in pairs if first is not None and later is not None]
    return intervals.mean(own, CONFIDENCE, (ENDS[0] - ENDS[1], ENDS[1] - ENDS[0])) or (None, None)


def _means(given: object, missing: Missing) -> dict[int, float]:
    if isinstance(given, RaterPanel):
        return {row.row.number: row.mean for row in given.rows}
    view = given if isinstance(given, Profile) else profile(given, missing=missing)
    return {number: float(one) for number, one in enumerate(view.ratings, start=1) if one is not None}


def _by_row(ratings: Any) -> Sequence[object]:
    if isinstance(ratings, Mapping):
        out: list[object] = [None] * SIZE
        for label, one in ratings.items():
            place = _row(label) - 1
            if out[place] is not None:
                raise DataError(f"Row {place + 1} is rated twice", "argument `ratings`", "Rate each row once.")
            out[place] = one
        return out
    if isinstance(ratings, Iterable) and not isinstance(ratings, str | bytes) and not frames.is_table(ratings):
        found = surveys.values(ratings, "ratings")
        if len(found) == SIZE:
            return found
        what = frames.counted(len(found), "rating")
    else:
        what = f"`ratings` is a {type(ratings).__name__}"
    raise DataError(what, "argument `ratings`", "Give eight in the order of ROWS, or a dict from row to rating.")


def _row(label: object) -> int:
    number = surveys.number(label)
    if number is not None and number in range(1, SIZE + 1):
        return int(number)
    if isinstance(label, str):
        for row in ROWS:
            if label.strip().casefold() in (row.id, row.name.casefold()):
                return row.number
    names = ", ".join(row.id for row in ROWS)
    raise DataError(f"{label!r} is no row", "argument `ratings`", f"Write a number from 1 to 8, or one of {names}.")


def _rating(value: object, row: int) -> int:
    if isinstance(value, str) and value.strip().capitalize() in LEVELS:
        return LEVELS.index(value.strip().capitalize()) + 1
    number = surveys.number(value)
    if number in (1, 2, 3):
        return int(number)
    raise DataError(
        f"The rating of row {row} is {value!r}",
        "argument `ratings`",
        "Write 1, 2 or 3, or Casual, Moderate or Intense.",
    )
