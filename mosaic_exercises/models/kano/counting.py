"""From raw answers to the distribution of every feature, for everybody or by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from mosaic_exercises.models import frames, surveys
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.kano.answers import ANSWERS, LETTERS, Wording, classify, letter, read_some
from mosaic_exercises.models.kano.categories import Feature, analyse
from mosaic_exercises.models.surveys import Missing

if TYPE_CHECKING:
    import pandas as pd


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

    ``table`` is a pandas DataFrame, a list with one dict a row, or a dict of lists; the other arguments name its
    columns. ``segment`` names a column by which features are counted apart. ``respondent=None`` if there is no such
    column; otherwise a person who answered a feature twice is an error. ``missing="skip"`` leaves a pair with a missing
    answer out, and ``notes`` say where. Wording and other errors as for :func:`classify`, with column and rows.
    """
    one_of(missing, ("error", "skip"), "missing")
    columns = {"feature": feature, "functional": functional, "dysfunctional": dysfunctional}
    columns |= {"respondent": respondent} if respondent is not None else {}
    columns |= {"segment": segment} if segment is not None else {}
    found = surveys.columns(table, columns)
    features = surveys.names(found["feature"], f"column {feature!r}")
    people = surveys.names(found["respondent"], f"column {respondent!r}") if respondent is not None else None
    groups = surveys.names(found["segment"], f"column {segment!r}") if segment is not None else [""] * len(features)
    if people is not None:
        pairs = list(zip(people, features, strict=True))
        surveys.once(pairs, "An answer", f"columns {respondent!r} and {feature!r}")
    there = read_some(found["functional"], f"column {functional!r}", wording)
    absent = read_some(found["dysfunctional"], f"column {dysfunctional!r}", wording)
    notes: list[str] = []
    if wording is None and any(surveys.number(answer) is not None for answer in found["functional"]):
        notes.append(f"Numbers were read as {', '.join(f'{k} = {word}' for k, word in enumerate(ANSWERS, start=1))}.")
    for name, answers in ((functional, there), (dysfunctional, absent)):
        _gaps(name, answers, missing, notes)
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for name, group, one, other in zip(features, groups, there, absent, strict=True):
        own = counts.setdefault((name, group), dict.fromkeys(LETTERS, 0))
        if one is not None and other is not None:
            own[letter(one, other)] += 1
    empty = [f"{name} {group}".strip() for (name, group), own in counts.items() if not any(own.values())]
    if empty:
        notes.append(f"No complete pair of answers for {', '.join(empty)}: not counted.")
    result = tuple(analyse(name, own, group) for (name, group), own in counts.items() if any(own.values()))
    if not result:
        raise DataError("No complete pair of answers", "the table", "Check the columns of answers.")
    notes += [f"{' '.join(filter(None, (one.name, one.segment)))}: {note}" for one in result for note in one.notes]
    return Survey(result, len(set(people)) if people is not None else None, tuple(notes))


def _gaps(name: str, answers: list[str | None], missing: Missing, notes: list[str]) -> None:
    gaps = [place for place, answer in enumerate(answers) if answer is None]
    if not gaps:
        return
    told = f"{frames.counted(len(gaps), 'answer')} missing"
    if missing == "error":
        raise DataError(
            told,
            f"column {name!r}, {surveys.rows_text(gaps)}",
            "Fill in what was answered, or pass missing='skip' to leave these pairs out and have it said.",
        )
    notes.append(f"{told} in column {name!r} ({surveys.rows_text(gaps)}): these pairs were left out.")


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
            "worse": one.worse,
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
