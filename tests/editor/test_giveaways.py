"""Give-aways: each rule finds its flaw and is silent where there is none; the test-wise learner is played for real."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.editor import read
from mosaic_exercises.editor.accepted import read_ceilings
from mosaic_exercises.editor.giveaways import rows
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.choice.task import options
from tests.editor.cases import BOOK, asked, edition_of, one_of


def rules_of(*exercises: Any) -> list[str]:
    return [remark.rule for remark in read(edition_of(*exercises)).remarks]


def beyond(*exercises: Any) -> dict[str, int]:
    return {m.rule: m.beyond for m in read(edition_of(*exercises)).measures if m.beyond}


SHORT, LONG = ("abcdefgh", "abcdefghij", "abcdefghijk"), "abcdefghijklmnopqrs"


def test_two_of_five_may_be_the_longest_and_the_third_is_counted() -> None:
    fair = [one_of(f"f{i}", "abcdefgh", "abcdefghij", "abcdefghi") for i in range(3)]
    assert "longest-is-right" not in beyond(*fair, *(one_of(f"l{i}", "abcdefghijk", *SHORT[:2]) for i in range(2)))
    assert beyond(*fair[:2], *(one_of(f"l{i}", "abcdefghijk", *SHORT[:2]) for i in range(3)))["longest-is-right"] == 1


def test_right_options_that_are_longer_on_average_are_measured_in_points() -> None:
    assert beyond(one_of("a", "x" * 20, "y" * 10, "z" * 10))["right-is-longer"] == 85
    assert "right-is-longer" not in beyond(one_of("a", "x" * 11, "y" * 10, "z" * 10))


@pytest.mark.parametrize(
    ("true", "false", "too_many"), [(0, 1, 0), (0, 2, 0), (1, 2, 0), (0, 3, 1), (3, 2, 0), (1, 4, 1)]
)
def test_true_and_false_are_nearly_in_balance(true: int, false: int, too_many: int) -> None:
    said = ["True"] * true + ["False"] * false
    items = [one_of(f"q{i}", text, mode="true-false") for i, text in enumerate(said)]
    assert beyond(*items).get("true-false-balance", 0) == too_many


def test_choose_all_varies_how_many_are_right() -> None:
    def many(slug: str, right: int) -> Any:
        parts = [{"id": f"o{i}", "text": f"option number {i}"} for i in range(5)]
        key = {"right": [f"o{i}" for i in range(right)]}
        return asked(slug, "choice", {"mode": "many", "options": parts}, key)

    assert beyond(*(many(f"q{i}", 3) for i in range(4))) == {"all-same-count": 2}
    assert beyond(*(many(f"q{i}", right) for i, right in enumerate((2, 3, 3, 4)))) == {}


def cards(*places: str) -> Any:
    bins = [{"id": b, "name": f"Bin {b}"} for b in "xyz"]
    task = {"bins": bins, "cards": [{"id": f"k{i}", "text": f"Card {i}"} for i in range(len(places))]}
    wrong = [
        {"card": f"k{i}", "bin": "z" if p != "z" else "x", "why": "Read the card again."} for i, p in enumerate(places)
    ]
    return asked("sorted", "sort", task, {"place": {f"k{i}": [p] for i, p in enumerate(places)}, "wrong": wrong})


def test_a_sort_solved_by_elimination_is_named() -> None:
    assert rules_of(cards("x", "y", "z")) == ["one-card-a-bin"]
    assert rules_of(cards("x", "y", "z", "z")) == []
    assert rules_of(cards("x", "x", "z")) == []


def row(*texts: str) -> Any:
    ids = [f"i{n}" for n in range(len(texts))]
    swaps = [{"before": b, "after": a, "why": "Look again."} for a, b in pairwise(ids)]
    items = [{"id": i, "text": t} for i, t in zip(ids, texts, strict=True)]
    return asked("in-a-row", "order", {"items": items}, {"order": ids, "swaps": swaps})


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        (("The first call, 14 May", "The decision, 2 June", "The letter, 9 June"), True),
        (("On Monday she called", "On Wednesday he wrote", "On Friday it came"), True),
        (("−0.77 at claims", "−0.2 at renewal", "0.8 at purchase"), True),
        (("At the end of April", "In July", "In October"), True),
        (("Rents rise (impact 5, likelihood 4)", "Vans go (3 and 5)", "Grants end (4 and 3)"), True),
        (("The first call", "The decision", "The letter"), False),
        (("4 calls", "2 letters", "9 visits"), False),
    ],
)
def test_an_order_that_prints_itself_is_named(texts: tuple[str, ...], printed: bool) -> None:
    assert ("order-prints-itself" in rules_of(row(*texts))) is printed


def test_a_word_of_the_question_in_the_right_option_alone_is_an_echo() -> None:
    prompt = "Long story about a promise.\n\n**Which measure shows the promised delivery?**"
    options = ("The deliveries on time", "The price of a lock", "The age of a bike")
    assert "word-echo" in rules_of(one_of("q", *options, prompt=prompt))
    assert "word-echo" not in rules_of(one_of("q", *options[:2], "The delivery van", prompt=prompt))


def test_an_article_that_only_some_options_fit_is_a_cue() -> None:
    assert "grammar-cue" in rules_of(one_of("q", "advocate", "suspect", "client", prompt="She is an"))
    assert "grammar-cue" not in rules_of(one_of("q", "advocate", "suspect", "client", prompt="She is"))


def test_a_much_longer_key_and_a_hint_that_counts_are_named() -> None:
    assert "much-longer" in rules_of(one_of("q", LONG, *SHORT))
    assert "much-longer" not in rules_of(one_of("q", SHORT[2], *SHORT[:2]))
    assert "counting-hint" in rules_of(one_of("q", *SHORT, hints=("Two of the five were there.",)))
    assert "counting-hint" not in rules_of(one_of("q", *SHORT, hints=("There is one thing to look at.",)))


def test_the_table_counts_each_sort_of_question() -> None:
    items = [one_of("a", LONG, *SHORT), one_of("b", "True", mode="true-false"), one_of("c", "False", mode="true-false")]
    (table,) = rows(edition_of(*items))
    assert (table.notebook, table.one, table.longest, table.true_false, table.true) == (BOOK, 1, 1, 2, 1)


def test_a_test_wise_learner_stays_near_chance_over_the_whole_pool() -> None:
    """Answers "false" and the longest option throughout, checked as any learner's answers are."""
    course = load()
    earned = chance = 0.0
    items = 0
    for slug, exercise in course.exercises.items():
        if exercise.kind != "choice" or exercise.task.mode == "many":
            continue
        shown = options(exercise.task)
        most = max(len(o.text) for o in shown)
        answers = ["false"] if exercise.task.mode == "true-false" else [o.id for o in shown if len(o.text) == most]
        kind, key = KINDS["choice"], course.key(slug)
        results = [kind.check(exercise.task, key, kind.parse(exercise.task, [a])) for a in answers]
        earned += sum(r.score for r in results) / len(results)
        chance += 1 / len(shown)
        items += 1
    above = 100 * (earned - chance) / items
    print(f"\n'false' and 'the longest': {earned / items:.1%} of {items} items, {above:+.1f} points against guessing")
    ceilings = read_ceilings(CONTENT)
    assert ceilings is not None
    assert above <= 5 + ceilings.of("course", "test-wise")
