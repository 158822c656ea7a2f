"""Empty forms of the three surveys: the columns that the models read, and what to write in each.

A form is a CSV file with its headings only. ``mosaic template`` writes one, a data lab offers one to download, and
``servqual.from_wide``, ``kano.survey`` and ``metrics`` read it once it is filled in.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec

NAMES: Final = ("servqual", "kano", "nps")


class Form(msgspec.Struct, frozen=True):
    """An empty table. ``needed``: columns without which nothing can be read; the others of ``columns`` may go."""

    name: str
    row: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    how: str

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
    from mosaic_exercises.models.kano import ANSWERS
    from mosaic_exercises.models.servqual import SCALE, wide_columns

    forms = (
        Form(
            "servqual",
            "respondent",
            (*wide_columns(), *weight_columns()),
            wide_columns(),
            f"e_... is what an excellent firm should be like, p_... what yours is like, each from {SCALE[0]} "
            f"(disagree) to {SCALE[1]} (agree); w_... are 100 points spread by importance, or empty.",
        ),
        Form(
            "kano",
            "feature of a respondent",
            ("respondent_id", "segment", "feature_id", "functional", "dysfunctional"),
            ("respondent_id", "feature_id", "functional", "dysfunctional"),
            f"functional answers 'if it is there', dysfunctional 'if it is not', each with {', '.join(ANSWERS[:-1])} "
            f"or {ANSWERS[-1]} (or 1 to 5 in this order); segment may stay empty.",
        ),
        Form(
            "nps",
            "respondent",
            ("respondent_id", "nps", "csat", "ces"),
            ("nps",),
            "nps is from 0 to 10, csat from 1 to 5, ces from 1 to 7 (7 = it was easy); a question that you did not "
            "ask stays empty.",
        ),
    )
    return next(one for one in forms if one.name == name)
