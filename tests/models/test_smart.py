"""`smart.assess` from outside: verdicts, spans, words, and any text at all."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import smart

TODAY = date(2026, 11, 21)
GOOD = "Raise the share of repeat buyers among families from 31% to 36% by 30 June 2027"


def assess(text: str) -> smart.Assessment:
    return smart.assess(text, today=TODAY)


def marked(text: str, label: str) -> list[str]:
    return [span.words(text) for span in assess(text).spans if span.label == label]


def test_a_smart_objective_is_met_on_every_letter() -> None:
    seen = assess(GOOD)
    assert [seen.finding(name).verdict for name in smart.CRITERIA] == ["met"] * 5
    assert (seen.is_smart, seen.kind) == (True, "objective")
    assert all(seen.finding(name).advice == "" for name in smart.CRITERIA)


def test_the_words_that_carried_the_verdicts_are_marked() -> None:
    assert marked(GOOD, "action") == ["Raise"]
    assert marked(GOOD, "audience") == ["families"]
    assert marked(GOOD, "baseline") == ["31%"]
    assert marked(GOOD, "target") == ["36%"]
    assert marked(GOOD, "deadline") == ["by 30 June 2027"]
    assert "share" in marked(GOOD, "measure")
    assert marked("Buy a card reader by Monday to shorten the queue", "purpose") == ["to shorten the queue"]
    assert marked("Improve our service soon", "vague") == ["Improve", "soon"]
    assert marked("Be the best hotel", "red_flag") == ["the best"]
    assert marked("Call ten members every week", "schedule") == ["every week"]
    seen = assess(GOOD)
    assert [span.words(GOOD) for span in seen.time_bound.spans] == ["by 30 June 2027"]
    assert {span.words(GOOD) for span in seen.measurable.spans} >= {"31%", "36%"}


@pytest.mark.parametrize(
    ("text", "criterion", "part"),
    [
        ("increase NPS by 10 by June", "measurable", "“by 10”"),
        ("Call 20 members daily", "time_bound", "“daily”"),
        ("improve our service", "specific", "“our service”"),
        ("increase sales", "specific", "“sales”"),
        ("reduce complaints in our 3 stores about rude staff", "measurable", "from __ to __"),
        ("Sell 20 boxes a day", "time_bound", "by [day, month, year]"),
        ("Be the best hotel", "achievable", "from __ to __"),
        ("Repaint the store cupboard by Friday", "relevant", "so that"),
        ("Open the desk by 2020", "time_bound", "“by 2020” has passed"),
        ("Cut refunds by 5% and launch an app by May", "specific", "two acts"),
    ],
)
def test_advice_names_what_is_missing_in_the_learners_words(text: str, criterion: str, part: str) -> None:
    assert part in assess(text).finding(criterion).advice


@pytest.mark.parametrize(
    ("text", "criterion", "part"),
    [
        ("reduce complaints in our 3 stores", "measurable", "“3” counts what you have"),
        ("Answer calls within 20 seconds", "time_bound", "“within 20 seconds” says how fast"),
        ("Increase sales significantly", "measurable", "“significantly” gives a direction"),
        ("do it asap", "time_bound", "“asap” names no date"),
        ("We reached 80% in 2024", "measurable", "nothing is wanted yet"),
        ("Never lose a guest", "achievable", "“Never”"),
    ],
)
def test_the_reason_says_what_was_seen(text: str, criterion: str, part: str) -> None:
    finding = assess(text).finding(criterion)
    assert part in finding.reason
    assert finding.verdict == "not met"


def test_advice_never_rewrites_the_objective() -> None:
    """Patterns have gaps; no advice holds a finished sentence with a number of its own."""
    for text in (
        "improve service",
        "increase sales",
        "reduce complaints in our 3 stores",
        "Be the best",
        "call them daily",
    ):
        for name in smart.CRITERIA:
            advice = assess(text).finding(name).advice
            assert not advice or "__" in advice or "[" in advice or "objective for each" in advice
            invented = {word for word in advice.split() if any(sign.isdigit() for sign in word)}
            assert all(any(sign in text for sign in word if sign.isdigit()) for word in invented)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GOOD, GOOD.lower()),
        (GOOD, GOOD.upper()),
        ("Reduce complaints by 10% by December", "reduse complants by 10% by decemeber"),
        ("Increase customer retention to 80% this quarter", "incrase custmer retenion to 80% this quater"),
        ("Improve our service", "imporve our sevice"),
        ("By 2030, halve food waste in our cafes", "by 2030 halve food waste in our cafes"),
    ],
)
def test_slips_and_capitals_do_not_change_a_verdict(one: str, other: str) -> None:
    first, second = assess(one), assess(other)
    for name in smart.CRITERIA:
        assert first.finding(name).verdict == second.finding(name).verdict, name
    assert first.kind == second.kind


def test_a_mended_word_is_said() -> None:
    assert assess("reduce complants").notes == ("“complants” was read as “complaints”.",)


def test_a_net_zero_year_is_near_or_far_from_today() -> None:
    text = "Reach net zero across our fleet by 2040"
    assert smart.assess(text, today=date(2026, 1, 1)).achievable.verdict == "met"
    assert smart.assess(text, today=date(2036, 1, 1)).achievable.verdict == "not met"


@pytest.mark.parametrize("text", ["", "   ", "\n", "\U0001f600", "12345", "?!"])
def test_no_words_is_neither_with_a_way_to_start(text: str) -> None:
    seen = assess(text)
    assert seen.kind == "neither"
    assert seen.measurable.verdict == "not met"
    assert "__" in seen.measurable.advice
    assert seen.spans == ()


@pytest.mark.parametrize(
    "text",
    ["Aumentar las ventas un 10% para el 30 de junio", "提高客户满意度到90%", "زيادة المبيعات بنسبة ١٠٪ بحلول مايو"],
)
def test_other_languages_get_no_verdict(text: str) -> None:
    seen = assess(text)
    assert {seen.finding(name).verdict for name in smart.CRITERIA} == {"unsure"}
    assert seen.kind == "unsure"
    assert "English" in seen.notes[0]


def test_emoji_and_turned_writing_leave_the_words_readable() -> None:
    seen = assess("\U0001f600 increase repeat sales by 10% \U0001f389 by May \u202e")
    assert (seen.measurable.verdict, seen.time_bound.verdict) == ("met", "met")


def test_a_long_text_is_read_from_its_start_and_says_so() -> None:
    text = "Increase repeat sales by 10% by May. " * 3000
    seen = assess(text)
    assert seen.kind == "objective"
    assert "first" in seen.notes[0]
    assert all(span.end <= len(text) for span in seen.spans)


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(TypeError, match="text, not int"):
        smart.assess(5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="specific, measurable"):
        assess(GOOD).finding("timely")


WORDS = """
increase reduce launch the our 10 % from to by 2030 may within six months every day never best customers complaints half
one in three ( ) , . - / £ 5k Q3 FY27 asap who aged over and we will 2 3 zero net all end of a quarter
"""


@settings(deadline=None)  # how long it takes is for the benchmark to say
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join)))
def test_any_text_has_an_answer(text: str) -> None:
    seen = assess(text)
    assert seen.kind in ("objective", "aim", "neither", "unsure")
    assert all(first.end <= second.start for first, second in pairwise(seen.spans))
    for name in smart.CRITERIA:
        finding = seen.finding(name)
        assert finding.reason
        assert all(0 <= span.start < span.end <= len(text) for span in finding.spans)
    assert json.loads(json.dumps(seen.to_dict()))["text"] == text
    assert seen == assess(text)


def test_it_runs_without_any_package(tmp_path: Path) -> None:
    """Neither pandas nor anything compiled is imported: the standard library is enough."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from mosaic_exercises.models import smart\n"
        "assert smart.assess('Reduce churn to 5% by May').is_smart\n"
        "found = {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(', '.join(sorted(found & {'pandas', 'numpy', 'msgspec', 'matplotlib', 'ipywidgets'})) or 0)"
    )
    root = str(Path(smart.__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, root], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
