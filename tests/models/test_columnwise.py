"""Surveys read by columns against the same surveys read answer by answer, on many made-up tables."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from mosaic_exercises.models import kano, metrics, servqual, value
from mosaic_exercises.models.errors import DataError
from tests.support import every

SEEDS = range(40)


def outcome(call: Callable[[], Any]) -> Any:
    """What the call gives, or the message that it refuses with."""
    try:
        return call()
    except DataError as error:
        return str(error)


def people(rng: np.random.Generator, count: int, size: int) -> list[Any]:
    """Ids as numbers or as text with zeros, some with blanks around."""
    who = rng.integers(0, count, size)
    if rng.random() < 0.4:
        return [int(one) for one in who]
    return [f"{' ' if rng.random() < 0.05 else ''}{one:04d}" for one in who]


def long_table(seed: int) -> pd.DataFrame:
    """Answered statements: complete or not, in any order, some wrong."""
    rng = np.random.default_rng(seed)
    count, items = int(rng.integers(2, 40)), int(rng.integers(1, 8))
    pairs = [(who, item) for who in range(count) for item in range(items)]
    keep = [pairs[place] for place in rng.permutation(len(pairs))[: max(2, int(len(pairs) * rng.choice([0.6, 1])))]]
    half = 2 if rng.random() < 0.3 else 1
    table = pd.DataFrame(
        {
            "respondent_id": [who if seed % 2 else f"{who:03d}" for who, _ in keep],
            "item_id": [f"i{item}" for _, item in keep],
            "dimension": [f"d{item % 3}" for _, item in keep],
            "expectation": rng.integers(half, 7 * half + 1, len(keep)) / half,
            "perception": rng.integers(half, 7 * half + 1, len(keep)) / half,
        }
    )
    if seed % 3 == 0:
        table.loc[rng.random(len(table)) < 0.1, "perception"] = np.nan
    if seed % 7 == 5:
        table.loc[0, "perception"] = 9
    if seed % 11 == 7:
        table.loc[0, "dimension"] = "elsewhere"
    if seed % 13 == 6:
        table = pd.concat([table, table.iloc[:1]])
    return table


def same(one: servqual.Gaps | str, other: servqual.Gaps | str) -> None:
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    for left, right in zip(one.by_dimension + one.by_item, other.by_dimension + other.by_item, strict=True):
        assert (left.name, left.dimension, left.pairs) == (right.name, right.dimension, right.pairs)
        assert (left.expectation, left.perception, left.gap) == (right.expectation, right.perception, right.gap)
        assert (left.low, left.high) == pytest.approx((right.low, right.high), abs=1e-12)
    assert (one.notes, one.respondents, one.overall) == (other.notes, other.respondents, other.overall)


@every(SEEDS)
def test_servqual_by_columns_is_servqual_answer_by_answer(seed: int) -> None:
    table = long_table(seed)
    for missing in ("error", "skip"):
        plain = outcome(lambda m=missing: servqual.from_long(table.to_dict("records"), missing=m))
        same(outcome(lambda m=missing: servqual.from_long(table, missing=m)), plain)
        if not isinstance(plain, str):
            same(servqual.from_long(pl.DataFrame(table.to_dict("list"), strict=False), missing=missing), plain)


def test_the_22_statements_are_known_by_columns_too() -> None:
    rng = np.random.default_rng(1)
    ids = [item.id for item in servqual.ITEMS]
    table = pd.DataFrame({"respondent_id": np.repeat(range(40), 22), "item_id": ids * 40})
    table["expectation"], table["perception"] = rng.integers(1, 8, 880), rng.integers(1, 8, 880)
    plain = servqual.from_long(table.to_dict("records"), dimension=None)
    same(servqual.from_long(table, dimension=None), plain)
    assert tuple(plain) == servqual.DIMENSIONS


@every(SEEDS)
def test_kano_by_columns_is_kano_answer_by_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count, features = int(rng.integers(2, 30)), int(rng.integers(1, 6))
    words = [*kano.ANSWERS, "I can live with it", "MUST BE"] if seed % 2 else [1, 2, 3, 4, 5]
    size = count * features
    answers = [[words[place] for place in rng.integers(0, len(words), size)] for _ in range(2)]
    table = pd.DataFrame(
        {
            "respondent_id": np.repeat(np.arange(count), features),
            "feature_id": [f"f{place}" for place in range(features)] * count,
            "functional": answers[0],
            "dysfunctional": answers[1],
            "segment": [["south", "north", "west"][place // features % 3] for place in range(size)],
        }
    )
    if seed % 3 == 0:
        table["functional"] = table["functional"].astype(object).where(rng.random(size) > 0.1, None)
    if seed % 7 == 5:
        table["dysfunctional"] = table["dysfunctional"].astype(object)
        table.loc[0, "dysfunctional"] = "perhaps"
    if seed % 5 == 4:
        table = pd.concat([table, table.iloc[:1]])
    wording = {"must be": "neutral", "like": "like"} if seed % 9 == 1 else None
    for missing in ("error", "skip"):
        for segment in (None, "segment"):
            options: dict[str, Any] = {"missing": missing, "segment": segment, "wording": wording}
            plain = outcome(lambda o=options: kano.survey(table.to_dict("records"), **o))
            assert outcome(lambda o=options: kano.survey(table, **o)) == plain
            texts = table.astype({"functional": "category", "segment": "category"})
            assert outcome(lambda o=options, t=texts: kano.survey(t, **o)) == plain


@every(SEEDS)
def test_one_question_by_column_is_the_same_answer_by_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers: list[Any] = rng.integers(1, 6, int(rng.integers(1, 60))).tolist()
    if seed % 4 == 1:
        answers[0] = None
    if seed % 6 == 5:
        answers[-1] = 77
    if seed % 8 == 7:
        answers[-1] = 2.5
    columns = [pd.Series(answers), pl.Series(answers, strict=False), pd.Series(answers, dtype="Float64")]
    for missing in ("error", "skip"):
        for figure in (metrics.nps, metrics.csat, lambda a, **o: metrics.ces(a, version=1, **o)):
            plain = outcome(lambda f=figure, m=missing: f(answers, missing=m))
            for column in columns:
                found = outcome(lambda f=figure, m=missing, c=column: f(c, missing=m))
                if isinstance(plain, metrics.Ces):
                    assert (found.mean, found.n, found.notes) == (plain.mean, plain.n, plain.notes)
                    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=1e-12)
                elif isinstance(plain, str):
                    assert isinstance(found, str), found
                else:
                    assert found == plain


def test_a_long_list_and_its_array_give_the_same_figure() -> None:
    answers = [10] * 600 + [0] * 900
    assert metrics.nps(answers) == metrics.nps(np.array(answers)) == metrics.nps([float(one) for one in answers])
    assert metrics.nps(answers).score == -20
    with pytest.raises(DataError, match=r"True"):
        metrics.nps([*answers, True])


def test_decimals_count_where_floats_do() -> None:
    amounts = [Decimal("10.50"), Decimal("2"), Decimal("0")]
    assert value.value_split(amounts, top=0.3) == value.value_split([10.5, 2.0, 0.0], top=0.3)
    assert metrics.nps([Decimal(9), Decimal(6)]).score == 0
    assert value.clv(Decimal(100), Decimal("0.8"), Decimal("0.1")) == value.clv(100, 0.8, 0.1)


@every([(1, "all of them"), (1.05, "more than all"), (80, "0.8 for 80%")], str)
def test_a_share_that_is_none_says_why(case: tuple[float, str]) -> None:
    with pytest.raises(DataError, match=case[1]):
        value.expected_lifetime(case[0])


def test_points_with_a_decimal_comma_are_told_so() -> None:
    table = {"respondent_id": ["a", "a"], "dimension": ["x", "y"], "points": ["11,5", "88,5"]}
    with pytest.raises(DataError, match=r"'11,5'.*decimal=','"):
        servqual.importance(table)
