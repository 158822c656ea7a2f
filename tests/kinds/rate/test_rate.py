"""Rate: scales, weights, pairs, raters; what is recorded, what is judged, and what is refused by row and column."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kinds import harness as ex
from tests.kinds.examples import examples


@pytest.mark.parametrize("name", examples("rate"))
def test_the_contract(name: str) -> None:
    ex.assert_sound(name)


@pytest.mark.parametrize(("name", "ids"), [("rate", ["data", "train", "name"]), ("rate-kano", ["track", "f", "like"])])
def test_any_answer(name: str, ids: list[str]) -> None:
    ex.assert_any_answer_is_judged_or_refused(name, ["rates", "others", *ids])
    ex.assert_refused(name, "rates")


def test_a_self_assessment_is_recorded_never_judged() -> None:
    result = ex.judged("rate", {"rates": {"data": 3, "train": 1, "budget": 2}})
    assert (result.outcome, result.score, result.criteria) == ("recorded", 0.0, ())


def test_a_missing_row_is_named() -> None:
    result = ex.judged("rate", {"rates": {"data": 3}})
    assert result.criteria[0].seen.startswith("Not rated yet: “We train everybody in service”, “The budget")
    assert "not complete" in result.summary


@pytest.mark.parametrize(
    ("weights", "seen"),
    [((20, 20, 20, 20, 19), "sum to 99, 1 below 100"), ((30, 30, 30, 5, 6.5), "sum to 101.5, 1.5 above 100")],
)
def test_weights_must_sum_to_the_total(weights: tuple[float, ...], seen: str) -> None:
    result = ex.judged("rate-weights", {"rates": dict(zip("trsae", weights, strict=True))})
    assert (result.outcome, result.criteria[0].id) == ("recorded", "total")
    assert seen in result.criteria[0].seen
    assert ex.judged("rate-weights", {"rates": dict(zip("trsae", (11, 32, 22, 19, 16), strict=True))}).criteria == ()


def test_weights_that_miss_the_total_are_never_wholly_right() -> None:
    assert ex.judged("rate-weights-keyed", {"rates": {"t": 40, "r": 60}}).outcome == "correct"
    assert ex.judged("rate-weights-keyed", {"rates": {"t": 39, "r": 60}}).score == 0.5
    assert ex.judged("rate-weights-keyed", {"rates": {"t": 90, "r": 10}}).score == 0


def test_ranges_and_slips() -> None:
    assert ex.judged("rate-keyed", {"rates": {"rel": 3, "tan": 5}}).outcome == "correct"
    result = ex.judged("rate-keyed", {"rates": {"rel": 7, "tan": 7}})
    assert (result.score, result.criteria[0].misconception) == (0.5, "promise-is-delivery")
    assert ex.judged("rate-keyed", {"rates": {"rel": 4, "tan": 7}}).criteria[0].why.startswith("The evidence")
    assert ex.judged("rate-keyed", {"rates": {"rel": 2}}).score == 0.5


def test_named_points_in_two_columns() -> None:
    result = ex.judged("rate-kano", {"rates": {"track": {"f": "like", "d": "dislike"}}})
    assert (result.score, result.criteria[1].misconception) == (0.5, "missing-delighter")
    assert "“If it has none”: you gave I dislike it." in result.criteria[1].seen


def test_several_raters_and_where_they_differ_most() -> None:
    own = {"data": 3, "train": 1, "budget": 2}
    others = [{"name": "Bo", "rates": {"data": 2, "train": 3, "budget": 2}}, {"name": "Cy", "rates": {"train": 1}}]
    result = ex.judged("rate", {"rates": own, "others": others})
    said = result.criteria[0]
    assert (
        said.seen == "3 raters. Furthest apart on “We train everybody in service”: 1 (Casual), 3 (Intense), 1 (Casual)."
    )
    alike = ex.judged("rate", {"rates": own, "others": [{"name": "Bo", "rates": own}]})
    assert alike.criteria[0].seen == "2 raters, and no row on which they differ."


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("rate", {"rates": {"data": 4}}, "Your answer, row “We use customer data in decisions”: 4 is off the scale"),
        ("rate", {"rates": {"data": 1.5}}, "1.5 is off the scale, which goes from 1 to 3"),
        ("rate", {"rates": {"data": "2"}}, "a number is needed, not a text"),
        ("rate-kano", {"rates": {"track": {"d": "love"}}}, "“If it has none”: “love” is not on the scale"),
        ("rate-pair", {"rates": {"time": 4}}, "the row “time” needs a rating for each question"),
        ("rate-weights", {"rates": {"t": -1}}, "-1 is off the scale, which goes from 0 to 100"),
        (
            "rate",
            {"rates": {}, "others": [{"name": " ", "rates": {"data": 1}}]},
            "Colleague 1: the name cannot be read",
        ),
        ("rate", {"rates": {}, "others": [{"name": "B", "rates": {"data": 9}}]}, "Colleague 1, row “We use"),
        ("rate", {"rates": {}, "others": [{"name": "B", "rates": {}}]}, "Colleague 1 rated nothing"),
        ("rate", {"rates": {}, "others": [{"name": "B", "rates": {"data": 1}}] * 13}, "13 colleagues are too many"),
        ("rate-keyed", {"rates": {}, "others": [{"name": "B", "rates": {"rel": 1}}]}, "takes no colleagues"),
    ],
)
def test_what_cannot_be_read_names_row_and_column(name: str, raw: Any, told: str) -> None:
    result = ex.judged(name, raw)
    assert result.outcome == "invalid"
    assert told in result.summary


@pytest.mark.parametrize(
    ("name", "path", "value", "told"),
    [
        ("rate", "task.rows.1.id", "data", "rows: the id 'data' stands twice"),
        ("rate", "task.rows", [], "rows: give at least one"),
        ("rate", "task.high", 1, "low, high"),
        ("rate", "task.anchors", {"9": "x"}, "anchors: '9' is not on the scale"),
        ("rate", "key.why", "", "key.why"),
        ("rate", "key.model", {"data": 9}, "key.model: Your answer, row"),
        ("rate", "key.model", {"data": 1}, "key.model: “We train everybody in service” has no rating"),
        ("rate-weights", "key.model.t", 12, "key.model: Your weights sum to 101"),
        ("rate-weights", "task.total", 0, "form: weights take a total above 0"),
        ("rate-pair", "task.columns", [{"id": "e", "text": "x"}], "columns: give two or more"),
        ("rate-kano", "task.points", [{"id": "like", "text": "x"}], "points: give at least two"),
        ("rate-keyed", "task.formative", True, "formative: ratings are expected"),
        ("rate-keyed", "key.expect.0.row", "zz", "key.expect.0: there is no row 'zz'"),
        ("rate-keyed", "key.expect.0.low", 9, "key.expect.0: no rating of this scale lies inside"),
        ("rate-keyed", "key.expect.1.row", "rel", "stands twice"),
        ("rate-keyed", "key.slips.0.low", 1, "never said"),
        ("rate-keyed", "key.model.rel", 6, "is outside what is expected"),
        ("rate-kano", "key.expect.0.points", ["zz"], "there is no point 'zz'"),
    ],
)
def test_faults(name: str, path: str, value: Any, told: str) -> None:
    ex.assert_fault(name, path, value, told)
