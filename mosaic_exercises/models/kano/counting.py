"""From raw answers to the distribution of every feature, for everybody or by segment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec

from mosaic_exercises.models import columnwise, frames, surveys
from mosaic_exercises.models.checks import Missing, one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.kano.answers import ANSWERS, LETTERS, TABLE, Wording, classify, letter, read_some
from mosaic_exercises.models.kano.categories import Feature, analyse

if TYPE_CHECKING:
    import pandas as pd


AS_NUMBERS: Final = f"Numbers were read as {', '.join(f'{k} = {word}' for k, word in enumerate(ANSWERS, start=1))}."


class Survey(msgspec.Struct, frozen=True):
    """The features in the order in which they came, one for each segment where segments were asked for."""

    features: tuple[Feature, ...]
    respondents: int | None
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The features as a pandas table: :func:`frame`."""
        return frame(self)


def distribution(functional: object, dysfunctional: object, *, wording: Wording | None = None) -> dict[str, int]:
    """How many people gave each of the six letters, from two columns of answers to one feature.

    Columns, wording and errors as for :func:`classify`; nobody at all is an error.
    """
    frames.same_rows({"functional": functional, "dysfunctional": dysfunctional})
    ones, others = surveys.values(functional, "functional"), surveys.values(dysfunctional, "dysfunctional")
    found = classify(ones, others, wording=wording)
    if not found:
        raise DataError("Nobody answered", "the answers", "A distribution needs at least one pair of answers.")
    return {name: found.count(name) for name in LETTERS}


def survey(
    table: object,
    *,
    feature: str = "feature_id",
    functional: str = "functional",
    dysfunctional: str = "dysfunctional",
    respondent: str | None = "respondent_id",
    segment: str | None = None,
    wording: Wording | None = None,
    missing: Missing = "error",
) -> Survey:
    """Every feature of a table with one row a feature of a person.

    ``table`` is a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of lists; the other
    arguments name its columns. ``segment`` names a column by which features are counted apart. ``respondent=None`` if
    there is no such column; otherwise a person who answered a feature twice is an error. ``missing="skip"`` leaves a
    pair with a missing answer out, and ``notes`` say where. Wording and other errors as for :func:`classify`, with
    column and rows.
    """
    one_of(missing, ("error", "skip"), "missing")
    columns = {"feature": feature, "functional": functional, "dysfunctional": dysfunctional}
    columns |= {"respondent": respondent} if respondent is not None else {}
    columns |= {"segment": segment} if segment is not None else {}
    quick = _by_columns(table, columns, wording, missing)
    if quick is not None:
        return quick
    found = surveys.columns(table, columns)
    features = surveys.names(found["feature"], f"column {feature!r}")
    notes: list[str] = []
    people = None
    if respondent is not None:
        people = surveys.people(found["respondent"], f"column {respondent!r}", missing, notes)
    groups = surveys.names(found["segment"], f"column {segment!r}") if segment is not None else [""] * len(features)
    if people is not None:
        pairs = list(zip(people, features, strict=True))
        surveys.once(pairs, "An answer", f"columns {respondent!r} and {feature!r}")
    there = read_some(found["functional"], f"column {functional!r}", wording)
    absent = read_some(found["dysfunctional"], f"column {dysfunctional!r}", wording)
    if wording is None and any(surveys.number(answer) is not None for answer in found["functional"]):
        notes.append(AS_NUMBERS)
    for name, answers in ((functional, there), (dysfunctional, absent)):
        _gaps(name, answers, missing, notes)
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for who, name, group, one, other in zip(people or features, features, groups, there, absent, strict=True):
        own = counts.setdefault((name, group), dict.fromkeys(LETTERS, 0))
        if who and one is not None and other is not None:
            own[letter(one, other)] += 1
    return _counted(counts, len({*people} - {""}) if people is not None else None, notes)


def _by_columns(table: object, names: dict[str, str], wording: Wording | None, missing: Missing) -> Survey | None:
    """The same from whole columns; None where anything is unusual."""
    found = columnwise.series(table, names)
    if found is None:
        return None
    import numpy as np

    read = {argument: columnwise.named(found[argument]) for argument in names if not argument.endswith("functional")}
    features, people, groups = read["feature"], read.get("respondent"), read.get("segment")
    if any(one is None for one in read.values()) or features is None:
        return None
    if people is not None and columnwise.twice(people, features):
        return None
    notes: list[str] = []
    codes = []
    numbers = False
    for argument in ("functional", "dysfunctional"):
        where = f"column {names[argument]!r}"
        try:
            words = columnwise.translated(found[argument], partial(_words, where=where, wording=wording))
        except DataError:  # told again with all its rows
            return None
        if words is None:
            return None
        places = np.array([*(ANSWERS.index(word) for word, _ in words[0]), -1], dtype="int64")
        codes.append(places[words[1]])
        numbers |= argument == "functional" and any(number for _, number in words[0])
    if wording is None and numbers:
        notes.append(AS_NUMBERS)
    for argument, code in zip(("functional", "dysfunctional"), codes, strict=True):
        _gaps_told(names[argument], frames.tally(code < 0), missing, notes)
    group = features.code if groups is None else features.code * len(groups.texts) + groups.code
    letters = np.array([[LETTERS.index(cell) for cell in TABLE[answer]] for answer in ANSWERS])
    size = len(features.texts) * (1 if groups is None else len(groups.texts))
    first = np.full(size, len(group))
    first[group[::-1]] = np.arange(len(group))[::-1]
    pairs = (codes[0] >= 0) & (codes[1] >= 0)
    cells = group[pairs] * len(LETTERS) + letters[codes[0][pairs], codes[1][pairs]]
    table_of = np.bincount(cells, minlength=size * len(LETTERS)).reshape(size, len(LETTERS)).tolist()
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for place in np.argsort(first, kind="stable").tolist():
        if first[place] < len(group):
            one, other = (place, None) if groups is None else divmod(place, len(groups.texts))
            name = (features.texts[one], "" if groups is None or other is None else groups.texts[other])
            counts[name] = dict(zip(LETTERS, table_of[place], strict=True))
    return _counted(counts, None if people is None else len(people.texts), notes)


def _words(values: list[object], where: str, wording: Wording | None) -> list[tuple[str, bool]]:
    """Different answers as one of the five words, and whether each was a number."""
    words = read_some(values, where, wording)
    return [(word or "", surveys.number(value) is not None) for word, value in zip(words, values, strict=True)]


def _counted(counts: dict[tuple[str, str], dict[str, int]], people: int | None, notes: list[str]) -> Survey:
    """The survey from how many gave each letter to each feature, in the order in which the features came."""
    empty = [f"{name} {group}".strip() for (name, group), own in counts.items() if not any(own.values())]
    if empty:
        notes.append(f"No complete pair of answers for {', '.join(empty)}: not counted.")
    result = tuple(analyse(name, own, group) for (name, group), own in counts.items() if any(own.values()))
    if not result:
        raise DataError("No complete pair of answers", "the table", "Check the columns of answers.")
    notes += [f"{' '.join(filter(None, (one.name, one.segment)))}: {note}" for one in result for note in one.notes]
    return Survey(result, people, tuple(notes))


def _gaps(name: str, answers: list[str | None], missing: Missing, notes: list[str]) -> None:
    gaps = [place for place, answer in enumerate(answers) if answer is None]
    rows = frames.RowTally(len(gaps), tuple(place + 1 for place in gaps[: frames.SHOWN]))
    _gaps_told(name, rows, missing, notes)


def _gaps_told(name: str, rows: frames.RowTally, missing: Missing, notes: list[str]) -> None:
    if not rows.number:
        return
    told = f"{frames.counted(rows.number, 'answer')} missing"
    if missing == "error":
        raise DataError(
            told,
            f"column {name!r}, {rows}",
            "Fill in what was answered, or pass missing='skip' to leave these pairs out and have it said.",
        )
    notes.append(f"{told} in column {name!r} ({rows}): these pairs were left out.")


def frame(survey: Survey) -> pd.DataFrame:
    """The features as a pandas table, one row each: counts, category, coefficients, strengths, and the
    exact test of the lead."""
    import pandas as pd

    rows = [
        {
            "feature": one.name,
            "segment": one.segment,
            "n": one.n,
            **one.counts,
            "category": one.category,
            "grouped": one.grouped,
            "better": one.better,
            "better_low": (one.better_between or (None, None))[0],
            "better_high": (one.better_between or (None, None))[1],
            "worse": one.worse,
            "worse_low": (one.worse_between or (None, None))[0],
            "worse_high": (one.worse_between or (None, None))[1],
            "category_strength": one.strength.category,
            "total_strength": one.strength.total,
            "p": one.lead.p,
            "settled": one.lead.settled,
        }
        for one in survey.features
    ]
    table = pd.DataFrame(rows)
    table.attrs = {"notes": list(survey.notes)}
    return table
