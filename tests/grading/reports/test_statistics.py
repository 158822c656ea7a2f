"""Figures of a class against values worked out by hand, and a planted wrong key found."""

from __future__ import annotations

import random

import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import CourseIndex, score_submission
from mosaic_exercises.grading.demo.made_up import submissions
from mosaic_exercises.grading.marking.similarity import alike, resemblance, runs
from mosaic_exercises.grading.records import Grade, ItemScore, LearnerResult
from mosaic_exercises.grading.reports.statistics import (
    alpha,
    covariance,
    discrimination,
    facility,
    hardest,
    of_class,
    variance,
)
from tests.grading.conftest import FILES

# Five learners, three items, out of 2, 2 and 4.
A, B, C = [2, 2, 1, 0, 0], [2, 1, 2, 1, 0], [4, 4, 2, 2, 0]
TOTALS = [8, 7, 5, 3, 0]


def test_by_hand() -> None:
    """A: mean 1, deviations 1 1 0 -1 -1. Rest of A: 6 5 4 3 0, mean 3.6, deviations 2.4 1.4 .4 -.6 -3.6.
    cov = (2.4 + 1.4 + 0 + .6 + 3.6) / 4 = 2; var A = 4 / 4 = 1; var rest = (5.76 + 1.96 + .16 + .36 + 12.96) / 4 = 5.3.
    """
    assert facility(A, 2) == 0.5
    assert variance(A) == 1.0
    assert covariance(A, [6, 5, 4, 3, 0]) == 2.0
    assert discrimination(A, TOTALS) == pytest.approx(100 * 2 / 5.3**0.5)
    assert discrimination([2 - a for a in A], [t + 2 - 2 * a for t, a in zip(TOTALS, A, strict=True)]) == (
        pytest.approx(-100 * 2 / 5.3**0.5)
    )


def test_alpha_by_hand() -> None:
    """var A = 1, var B = .7, var C = 2.8; totals: mean 4.6, squares 11.56 5.76 .16 2.56 21.16 = 41.2, var 10.3.
    alpha = 3/2 * (1 - 4.5 / 10.3)."""
    assert (variance(B), variance(C), variance(TOTALS)) == pytest.approx((0.7, 2.8, 10.3))
    assert alpha([A, B, C]) == pytest.approx(1.5 * (1 - 4.5 / 10.3))
    assert alpha([A, A]) == pytest.approx(1.0)


def test_what_cannot_be_computed_is_none() -> None:
    assert facility([], 2) is None
    assert facility([0, 0], 0) is None
    assert discrimination([1], [3]) is None
    assert discrimination([1, 1, 1], [3, 2, 1]) is None  # everybody has it right
    assert discrimination([1, 0], [1, 0]) is None  # nothing else was asked
    assert discrimination([0.1 + 0.2, 0.3, 0.3], [1, 2, 3]) is None  # a variance of dust
    assert alpha([A]) is None
    assert alpha([[1], [2]]) is None
    assert alpha([[1, 0], [0, 1]]) is None


def entry(n: int, scores: list[float], most: tuple[float, ...] = (2, 2, 4)) -> LearnerResult:
    names = ("a", "d/b", "d/c")
    items = tuple(
        ItemScore(i, "correct" if s else "not_attempted", s, m, n, 1, n == 0, b"%d" % int(s))
        for i, s, m in zip(names, scores, most, strict=True)
    )
    return LearnerResult(f"s{n}", Grade(f"s{n}", "", "", "graded", (), sum(scores), 8.0), items)


def test_a_class_by_hand() -> None:
    rows = [entry(n, [float(a), float(b), float(c)]) for n, (a, b, c) in enumerate(zip(A, B, C, strict=True))]
    torn = LearnerResult("x", Grade("x", "", "", "corrupt", (), None, 8.0))
    found = of_class([*rows, torn])
    assert (found.learners, found.totals, found.max_score) == (5, tuple(map(float, TOTALS)), 8.0)
    one = found.items[0]
    assert (one.item, one.learners, one.mean, one.facility) == ("a", 5, 1.0, 0.5)
    assert one.discrimination == pytest.approx(86.87, abs=0.01)
    assert (one.attempts, one.hints, one.solutions, one.blank) == (2.0, 1.0, 0.2, 0.4)
    assert (one.upper, one.lower) == (1.0, 0.0)
    drill = [b + c for b, c in zip(B, C, strict=True)]
    assert found.alpha == alpha([A, drill])
    assert [i.item for i in hardest(found.items)] == ["a", "d/b", "d/c"]
    assert found.answers["a"] == {b"2": 2, b"1": 1, b"0": 2}
    assert found.suspects == ()


def test_nobody_is_no_error() -> None:
    found = of_class([])
    assert (found.learners, found.alpha, found.items, found.suspects) == (0, None, (), ())


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize(
    ("item", "file", "right", "planted"),
    [
        ("who-buys", "keys__01_one", 'right = ["a"]', 'right = ["b"]'),
        ("how-much", "keys__02_two", "value = 42", "value = 41"),
        ("in-a-row", "keys__01_one", 'order = ["a", "b", "c"]', 'order = ["c", "b", "a"]'),
    ],
)
def test_a_planted_wrong_key_is_named_first(  # type: ignore[no-untyped-def]
    course: Course, layer, seed: int, item: str, file: str, right: str, planted: str
) -> None:
    text = FILES[file.replace("__", "/") + ".toml"]
    assert right in text
    keys = text.replace(right, planted)
    if item == "who-buys":
        keys = keys.replace("b = { why", "a = { why", 1)
    wrong = CourseIndex(load_layers((str(layer("planted", **{file: keys})),)))
    rows = []
    for n, handed_in in enumerate(submissions(course, 300, seed)):
        graded = score_submission(wrong, handed_in)
        grade = Grade(f"s{n}", "", "", "graded", (), graded.score, graded.max_score)
        rows.append(LearnerResult(f"s{n}", grade, graded.items))
    found = of_class(rows)
    assert found.suspects[0].item == item
    assert found.suspects[0].weight > 0.7
    assert found.suspects[0].reasons


def test_a_class_with_good_keys_has_no_strong_suspect(course: Course) -> None:
    index = CourseIndex(course)
    rows = []
    for n, handed_in in enumerate(submissions(course, 400, 1)):
        graded = score_submission(index, handed_in)
        grade = Grade(f"s{n}", "", "", "graded", (), graded.score, graded.max_score)
        rows.append(LearnerResult(f"s{n}", grade, graded.items))
    found = of_class(rows)
    assert found.alpha is not None
    assert 0.3 < found.alpha < 1
    assert all(s.weight < 0.5 for s in found.suspects)


TEXT = "A family buys a bicycle for a child, and the child never chooses the shop but asks for the colour and the bell."


def test_texts_that_are_alike_are_found_and_others_are_not() -> None:
    rng = random.Random(1)
    words = [f"w{n}" for n in range(400)]
    crowd = [(f"r{n}", " ".join(rng.choice(words) for _ in range(40))) for n in range(300)]
    copies = [("a", TEXT), ("b", TEXT.upper() + "!!"), ("c", TEXT.replace("bell", "basket"))]
    found = alike([*crowd[:150], *copies, *crowd[150:]])
    assert [(p.first, p.other, p.share == 1) for p in found] == [
        (("a",), ("b",), True),
        (("a", "b"), ("c",), False),
    ]
    assert found[1].share == pytest.approx(resemblance(runs(TEXT), runs(copies[2][1])))


def test_short_texts_are_never_alike() -> None:
    assert alike([("a", "Yes, I agree."), ("b", "Yes, I agree.")]) == []
    assert resemblance(frozenset(), frozenset()) == 0.0


def test_resemblance_by_hand() -> None:
    """Thirteen words make eleven runs; another last word changes one of them: 10 of 12."""
    words = [f"w{n}" for n in range(13)]
    other = [*words[:-1], "x"]
    assert resemblance(runs(" ".join(words)), runs(" ".join(other))) == pytest.approx(10 / 12)


def test_time_is_the_median_of_those_who_have_one() -> None:
    def timed(n: int, seconds: float | None) -> LearnerResult:
        item = ItemScore("a", "correct", 2, 2, 1, seconds=seconds)
        return LearnerResult(f"s{n}", Grade(f"s{n}", "", "", "graded", (), 2, 2), (item,))

    (item,) = of_class([timed(n, s) for n, s in enumerate((30.0, None, 90.0, 600.0, None))]).items
    assert (item.seconds, item.timed, item.learners) == (90.0, 3, 5)
    (item,) = of_class([timed(0, None)]).items
    assert (item.seconds, item.timed) == (None, 0)


def test_a_key_is_not_suspected_where_a_person_judges() -> None:
    def wrote(n: int, outcome: str) -> LearnerResult:
        items = (
            ItemScore("text", outcome, 0.0, 4, 1, answer=b'"same"'),  # type: ignore[arg-type]
            ItemScore("other", "correct" if n % 2 else "incorrect", n % 2, 1, 1, answer=b"[1]"),
        )
        return LearnerResult(f"s{n}", Grade(f"s{n}", "", "", "needs-review", (), n % 2, 5), items)

    assert [s.item for s in of_class([wrote(n, "incorrect") for n in range(40)]).suspects] == ["text"]
    assert of_class([wrote(n, "recorded") for n in range(40)]).suspects == ()


def test_what_nearly_everybody_wrote_does_not_make_answers_alike() -> None:
    """A form's labels stand in every answer: they are no resemblance, what is written between them is."""
    labels = "Name of the rider who is shown here: {} Goal of the rider in one short sentence: {}"
    own = [" ".join(f"w{n}x{k}" for k in range(12)) for n in range(12)]
    texts = [(f"s{n}", labels.format(f"Rider{n}", own[n])) for n in range(12)]
    assert alike(texts, 0.4) == []
    copied = [*texts, ("copy", labels.format("Other", own[3]))]
    assert [(p.first, p.other) for p in alike(copied, 0.4)] == [(("s3",), ("copy",))]


def test_few_askers_and_chance_raise_no_alarm() -> None:
    """Items with right answers at random, among a class of 60: none is suspected; of few learners none ever is."""
    for seed in range(20):
        rng = random.Random(seed)
        able = [rng.gauss(0, 1) for _ in range(60)]

        def row(n: int, strength: float, rng: random.Random = rng) -> LearnerResult:
            right = [rng.random() < 1 / (1 + 2.7 ** -(strength + rng.gauss(0, 1))) for _ in range(120)]
            items = tuple(
                ItemScore(
                    f"i{k}",
                    "correct" if r else "incorrect",
                    float(r),
                    1.0,
                    1,
                    answer=b"1" if r else b"%d" % (2 + n % 3),
                )
                for k, r in enumerate(right)
            )
            return LearnerResult(f"s{n}", Grade(f"s{n}", "", "", "graded", (), float(sum(right)), 120.0), items)

        rows = [row(n, strength) for n, strength in enumerate(able)]
        assert of_class(rows).suspects == (), seed
        assert of_class(rows[:12]).suspects == (), seed
