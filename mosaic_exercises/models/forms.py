"""Empty forms of surveys, of purchases and of contacts: the columns that the models read, and what to write in each.

A form is a CSV file with its headings only. ``mosaic template`` writes one, a data lab offers those of the surveys to
download, and the models named in ``reads`` read it once it is filled in.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec

from mosaic_exercises.models.checks import one_of

NAMES: Final = ("servqual", "kano", "nps", "rfm", "journey")


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """An empty table. ``needed``: columns without which nothing can be read; the others of ``columns`` may go.

    ``reads``: the functions of the models that read it. ``in_lab``: a data lab of the course reads it too.
    """

    name: str
    row: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    how: str
    reads: str
    in_lab: bool = True

    def text(self) -> str:
        """The file: its headings in one line, parted by commas."""
        return ",".join(self.columns) + "\r\n"


def weight_columns() -> tuple[str, ...]:
    """Headings for each person's points of importance: in a row they sum to 100, or are all empty."""
    from mosaic_exercises.models.servqual import DIMENSIONS

    return tuple(f"w_{dimension}" for dimension in DIMENSIONS)


@cache
def form(name: str) -> Form:
    """The form of one of ``NAMES``. The models are imported here, so that a panel without a form needs none of them."""
    one_of(name, NAMES, "name")
    from mosaic_exercises.models.journey.records import HIGHEST, LOWEST
    from mosaic_exercises.models.kano import ANSWERS
    from mosaic_exercises.models.servqual import SCALE, wide_columns

    forms = (
        Form(
            name="servqual",
            row="respondent",
            columns=(*wide_columns(), *weight_columns()),
            needed=wide_columns(),
            how=f"e_... is what an excellent firm should be like, p_... what yours is like, each from {SCALE[0]} "
            f"(disagree) to {SCALE[1]} (agree); w_... are 100 points spread by importance, or empty.",
            reads="servqual.from_wide",
        ),
        Form(
            name="kano",
            row="feature of a respondent",
            columns=("respondent_id", "segment", "feature_id", "functional", "dysfunctional"),
            needed=("respondent_id", "feature_id", "functional", "dysfunctional"),
            how="functional answers 'if it is there', dysfunctional 'if it is not', each with "
            f"{', '.join(ANSWERS[:-1])} or {ANSWERS[-1]} (or 1 to 5 in this order); segment may stay empty.",
            reads="kano.survey",
        ),
        Form(
            name="nps",
            row="respondent",
            columns=("respondent_id", "nps", "csat", "ces"),
            needed=("nps",),
            how="nps is from 0 to 10, csat from 1 to 5, ces from 1 to 7 (7 = it was easy); a question that you did not "
            "ask stays empty.",
            reads="metrics.nps, metrics.csat and metrics.ces",
        ),
        Form(
            name="rfm",
            row="purchase",
            columns=("customer_id", "date", "amount"),
            needed=("customer_id", "date", "amount"),
            how="date is written as 2025-03-31; amount is what was paid, in one currency, with a point before the "
            "decimals, and below zero where it was given back.",
            reads="value.rfm, loyalty.stages, cohorts.retention and forecast.summary",
            in_lab=False,
        ),
        Form(
            name="journey",
            row="contact",
            columns=("customer_id", "date", "stage", "touchpoint", "channel", "emotion"),
            needed=("customer_id", "date", "stage", "emotion"),
            how="date is written as 2025-03-31; stage is the part of the journey; emotion is how it felt, from "
            f"{LOWEST} (bad) to {HIGHEST} (good). touchpoint and channel may stay empty.",
            reads="journey.scores",
            in_lab=False,
        ),
    )
    return next(one for one in forms if one.name == name)
