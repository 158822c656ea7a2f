"""The picture of the ladder with customers who are gone: an outline below the six stages, and a row in the table."""

from __future__ import annotations

import pandas as pd

from mosaic_exercises.models import loyalty
from mosaic_exercises.plots import loyalty as pictures


def test_the_gone_have_a_row_and_are_named() -> None:
    rows = pd.DataFrame(
        {"customer_id": ["a", "a", "b", "c"], "date": ["2020-01-01", "2020-02-01", "2020-03-01", "2024-03-01"]}
    )
    picture = pictures.funnel(loyalty.funnel(loyalty.stages(rows, inactive_after=365)), width=640)
    assert picture.table[-1][:2] == ("Inactive", "2")
    assert "Most people, 2 of 3 (66.7%), are Inactive." in picture.alt
    assert "First-Time Customer: 1" in picture.alt
    assert "stroke-dasharray" in picture.svg
