"""Labs: Kano's plane, and the three figures (NPS, CSAT, CES), of Tessera's survey or one's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.labs import own
from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output, slider
from mosaic_exercises.models import kano, metrics, surveys
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

SEGMENTS = ("all", "commuters", "families", "leisure", "students", "fleets", "shops")
CLAIMS = {
    "all": "all respondents",
    "late": "claim decided late",
    "on-time": "claim decided on time",
    "none": "no claim",
}


EVERYONE = 120
"""The right end of the slider of answers in the lab of three figures: as many as Tessera has."""


def plane(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Each feature by better and worse, with everybody's answers below.

    Controls: ``data`` (Tessera's survey, or a file made from the form "kano") and ``who`` (all, or one of Tessera's
    segments; in one's own file any name of its column ``segment``).
    """
    from mosaic_exercises.plots import kano as pictures

    name = own.chosen(values)
    who = group(values, own_file=bool(name))
    notes: list[str] = []
    if name:
        survey, notes = from_sheet(own.read(name, "kano"), who)
        whose = name
    else:
        answers = answered(*(str(data_file(f"tessera/{one}")) for one in ("kano.csv", "respondents.csv")))
        names = features(str(data_file("tessera/survey_items.toml")))
        if who != "all":
            answers = answers[answers["segment"] == who]
        survey = kano.survey(answers.assign(feature=answers["feature_id"].map(names)), feature="feature")
        whose = "Tessera, June 2026 (SYNTHETIC)"
    found = survey.features
    unsettled = [one for one in found if not one.lead.settled]
    most = max(one.n for one in found)
    finding = ". ".join(
        f"{kano.CATEGORIES[letter].name}: {sum(1 for one in found if one.category == letter)}"
        for letter in ("M", "O", "A", "I", "R", "Q")
        if any(one.category == letter for one in found)
    )
    finding = f"{len(found)} {'feature' if len(found) == 1 else 'features'}, up to {most} answers each. {finding}. "
    finding += (
        f"For {len(unsettled)} of them these people do not settle the category (exact test, p of 0.10 or more)."
        if unsettled
        else "For each the first category leads by more than chance (exact test, p below 0.10)."
    )
    few = {note.partition(": ")[2]: None for note in survey.notes if "fewer than" in note or "Only one" in note}
    notes += [n for n in survey.notes if n not in notes and n.partition(": ")[2] not in few and "left out" not in n]
    notes += few
    setting = f"{whose}: {'everybody' if who == 'all' else who}"
    return output(pictures.plane(list(found), theme=theme, width=width), setting, finding, notes)


def group(values: Mapping[str, Value], *, own_file: bool) -> str:
    """Whose answers count: all, one of Tessera's segments, or a group that the learner's own file names."""
    who = values.get("who", "all")
    if own_file and isinstance(who, str) and who.strip():
        return who.strip()
    if isinstance(who, str) and who not in SEGMENTS:
        raise DataError(
            f"who: “{who}” is a group of your own file",
            "Tessera's survey",
            "Choose one of Tessera's, or choose your file.",
        )
    return option(values, "who", SEGMENTS, "all")


def from_sheet(sheet: own.Sheet, who: str) -> tuple[kano.Survey, list[str]]:
    """The features of a learner's file, of one segment or of everybody, and what was left out by which rule.

    The whole file is read first, so that rows are counted as they stand in it.
    """
    try:
        whole = kano.survey(list(sheet.rows), missing="skip")
    except DataError as error:
        advice = error.do.partition(", or translate")[0].rstrip(".") + "."
        raise DataError(error.what, f"{sheet.name}: {error.where}", advice) from error
    notes = [*sheet.notes, *(note for note in whole.notes if "left out" in note or "read as" in note)]
    if who == "all":
        return whole, notes
    rows = [row for row in sheet.rows if row.get("segment", "").casefold() == who.casefold()]
    if not rows:
        there = sorted({row.get("segment", "") for row in sheet.rows} - {""})
        raise DataError(
            f"Nobody in the file is of the segment {who}",
            f"{sheet.name}, column 'segment'; it has {', '.join(there[:6]) or 'no entries'}",
            "Choose everybody.",
        )
    return kano.survey(rows, missing="skip"), notes


def figures(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The Net Promoter Score with its interval, and beside it CSAT and CES.

    Controls: ``data`` (Tessera's survey, or a file made from the form "nps"), ``who`` (all, or those of Tessera's
    respondents whose claim was late, on time, or who had none) and ``answers`` (only the first so many of them; from
    EVERYONE on all of them).
    """
    from mosaic_exercises.plots import metrics as pictures

    who = option(values, "who", tuple(CLAIMS), "all")
    most = round(slider(values, "answers", 120))
    name = own.chosen(values)
    notes: list[str] = []
    if name:
        sheet = own.read(name, "nps")
        columns = three(sheet, notes)
        notes = [*sheet.notes, *notes]
        if who != "all":
            notes.append(f"“{CLAIMS[who]}” belongs to Tessera's survey: everyone in your file is counted.")
        whose = name
    else:
        table = scored(*(str(data_file(f"tessera/{one}.csv")) for one in ("nps", "respondents")))
        if who != "all":
            table = table[table["claim"] == {"late": "late", "on-time": "on time", "none": "none"}[who]]
        columns = {one: table[one].tolist() for one in ("nps", "csat", "ces")}
        whose = f"Tessera, June 2026 (SYNTHETIC), {CLAIMS[who]}"
    there = len(columns["nps"])
    if most >= EVERYONE:
        most = there  # the right end of the slider: all answers, however many a learner's own file has
    columns = {one: column[:most] for one, column in columns.items()}
    if most < there:
        whose += f", the first {most} of {there} answers"
    net = metrics.nps(columns["nps"], missing="skip")
    picture = pictures.nps(net, theme=theme, width=width)
    between = "no interval" if net.low is None or net.high is None else f"{sign(net.low)} to {sign(net.high)}"
    finding = f"NPS {sign(net.score)} points, interval {between}, {net.n} answers."
    if net.low is not None and net.high is not None:
        wide = net.high - net.low
        finding += f" The interval is {wide:.0f} points wide" + (" and holds 0." if net.low < 0 < net.high else ".")
    extra = []
    if any(not surveys.is_missing(one) for one in columns["csat"]):
        csat = metrics.csat(columns["csat"], missing="skip")
        finding += f" CSAT {csat.percent:.1f}% ({csat.low:.1f} to {csat.high:.1f}, {csat.n} answers)."
        extra.append(("CSAT, % of 4 and 5", f"{csat.percent:.1f}", f"{csat.low:.1f} to {csat.high:.1f}", f"{csat.n}"))
    if any(not surveys.is_missing(one) for one in columns["ces"]):
        ces = metrics.ces(columns["ces"], missing="skip")
        ends = "none" if ces.low is None or ces.high is None else f"{ces.low:.2f} to {ces.high:.2f}"
        finding += f" CES {ces.mean:.2f} of 7, high is good ({ends}, {ces.n} answers)."
        extra.append(("CES, mean of 1 to 7", f"{ces.mean:.2f}", ends, f"{ces.n}"))
    # what was left out is told for the whole file, with its rows
    notes += [note for note in net.notes if note not in notes and "left out" not in note]
    made = output(picture, whose, finding, notes)
    head = made.columns
    blank = ("",) * (len(head) - 4)
    return LabOutput(
        made.svg, made.title, made.alt, head, (*made.rows, *((*row, *blank) for row in extra)), finding, made.notes
    )


def sign(value: float) -> str:
    """``+3.3`` or ``−46.2``."""
    return f"{value:+.1f}".replace("-", "−")


def three(sheet: own.Sheet, notes: list[str]) -> dict[str, list[float | None]]:
    """The columns of a learner's file; a question nobody answered is an empty column and no fault."""
    out: dict[str, list[float | None]] = {}
    for column, low, high in (("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7)):
        asked = any(not surveys.is_missing(cell) for cell in sheet.column(column))
        if not asked and column == "nps":
            raise DataError("Nobody answered", f"{sheet.name}, column 'nps'", "Write answers from 0 to 10.")
        out[column] = own.answers(sheet, column, low, high, notes) if asked else [None] * len(sheet.rows)
    return out


@lru_cache(1)
def answered(answers: str, people: str) -> pd.DataFrame:
    """Tessera's answers with each person's segment. Read once: callers must not write into it."""
    import pandas as pd

    return pd.read_csv(answers).merge(pd.read_csv(people)[["respondent_id", "segment"]], on="respondent_id")


@lru_cache(1)
def features(path: str) -> dict[str, str]:
    """The names of the features by id."""
    items = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in items["feature"]}


@lru_cache(1)
def scored(answers: str, people: str) -> pd.DataFrame:
    """Tessera's three figures with each person's claim. Read once: callers must not write into it."""
    import pandas as pd

    claims = pd.read_csv(people, keep_default_na=False)[["respondent_id", "claim"]]
    return pd.read_csv(answers).merge(claims, on="respondent_id")
