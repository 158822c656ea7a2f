"""What notebooks 05 and 06 state as a fact or ask as a number, worked out again from the data and the models."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.models import kano, metrics, servqual
from tests.course.facts.case import ROOT, TESSERA, figure, markdown, toml

COURSE = load()
FIRM = toml("firm")
NUMBER = r"[−+-]?\d+(?:\.\d+)?"


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(TESSERA / f"{name}.csv", keep_default_na=name != "respondents")


def shown(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace("-", "−")


def signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def plain(text: str) -> str:
    """Words alone, so that a shortened quotation can be looked for."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def task(slug: str) -> Any:
    return COURSE.exercise(slug).task


def key(slug: str) -> Any:
    return COURSE.key(slug)


@pytest.fixture(scope="module")
def gaps() -> servqual.Gaps:
    return servqual.from_long(table("servqual"))


@pytest.fixture(scope="module")
def points() -> dict[str, float]:
    return servqual.importance(table("importance")).weights


@pytest.fixture(scope="module")
def features() -> dict[str, kano.Feature]:
    return {one.name: one for one in kano.survey(table("kano")).features}


# --- 05: quotations ---------------------------------------------------------------------------------------------------


def complaints_like(quoted: str) -> pd.DataFrame:
    """The complaints that have all the words of a shortened quotation; numbers may differ."""
    words = {word for word in plain(quoted).split() if not word.isdigit()}
    complaints = table("complaints")
    return complaints[[words <= set(plain(str(text)).split()) for text in complaints["text"]]]


@pytest.mark.parametrize(
    ("slug", "column", "bins"),
    [("which-quality", "rater_truth", {}), ("two-three-four", "gap_truth", {"two": "2", "three": "3", "four": "4"})],
)
def test_each_letter_is_a_complaint_and_lies_where_the_data_say(slug: str, column: str, bins: dict[str, str]) -> None:
    for card in task(slug).cards:
        rows = complaints_like(card.text)
        assert len(rows), card.text
        places = [bins.get(b, b) for b in key(slug).place[card.id]]
        assert set(rows[column].astype(str)) <= set(places), card.text
        assert len(places) == 1 or "are right" in key(slug).reasons[card.id], "two bins, and the reason says why"


@pytest.mark.parametrize(("slug", "gap"), [("box-is-empty", 3), ("lars-and-the-price", 6)])
def test_the_right_complaint_shows_this_gap(slug: str, gap: int) -> None:
    complaints = table("complaints").set_index("complaint_id")
    if slug == "lars-and-the-price":
        assert set(complaints_like(COURSE.exercise(slug).prompt.split("”")[0])["gap_truth"]) == {gap}
    else:
        (right,) = [o.text for o in task(slug).options if o.id in key(slug).right]
        assert set(complaints_like(right)["gap_truth"]) == {gap}
        other = {o.id: plain(o.text) for o in task(slug).options if o.id not in key(slug).right}
        for text in other.values():
            rows = complaints[[set(text.split()) <= set(plain(t).split()) for t in complaints["text"]]]
            assert len(rows), text
            assert gap not in set(rows["gap_truth"]), text


def test_the_seven_cases_are_those_of_the_firm_each_with_its_gap() -> None:
    case = {row["gap"]: row["text"] for row in FIRM["gap_case"]}
    right = {option.id: option.text for option in task("seven-cases").right}
    left = {item.id: item.text for item in task("seven-cases").left}
    for item, (found,) in key("seven-cases").pairs.items():
        number = int(right[found][0])
        common = set(plain(left[item]).split()) & set(plain(case[number]).split())
        assert len(common) >= 5, left[item]
        others = [len(set(plain(left[item]).split()) & set(plain(t).split())) for n, t in case.items() if n != number]
        assert len(common) > max(others), left[item]


def test_the_statements_of_the_drill_are_those_of_the_survey() -> None:
    items = toml("survey_items")["item"]
    dimension = {row["perception"]: row["dimension"] for row in items}
    for card in task("six-voices").cards:
        assert key("six-voices").place[card.id] == (dimension[card.text],)


# --- 05: figures ------------------------------------------------------------------------------------------------------


def test_the_guess_is_set_beside_what_customers_gave(points: dict[str, float]) -> None:
    given = [round(points[d]) for d in ("tangibles", "reliability", "responsiveness", "assurance", "empathy")]
    assert list(key("what-would-you-pay-for").model.values()) == given
    assert "gave 9, 33, 22, 19 and 17 points" in key("what-would-you-pay-for").why
    assert given == [9, 33, 22, 19, 17]


def test_the_garage_is_made_up_and_each_slip_is_the_mistake_it_names() -> None:
    rows = re.findall(
        rf"^- (\w+): gap ({NUMBER}), (\d+) points", COURSE.exercise("weigh-the-gaps").prompt, re.MULTILINE
    )
    assert "made up for this exercise" in COURSE.exercise("weigh-the-gaps").prompt
    found = {name: float(gap.replace("−", "-")) for name, gap, _ in rows}
    weights = {name: float(weight) for name, _, weight in rows}
    assert key("weigh-the-gaps").value == pytest.approx(servqual.weighted(found, weights))
    slips = [slip.value for slip in key("weigh-the-gaps").slips]
    right = servqual.weighted(found, weights)
    assert slips == pytest.approx([-right, servqual.unweighted(found), right / 5, right * 100], abs=1e-4)


def test_mend_or_guard_follows_from_the_survey(gaps: servqual.Gaps, points: dict[str, float]) -> None:
    place = {}
    for card in task("mend-or-guard").cards:
        name = card.text.casefold()
        assert card.detail == f"{points[name]:.1f} points, gap {signed(gaps[name])}"
        product = points[name] * gaps[name] / 100
        lines = (("first", -0.30), ("next", -0.10), ("guard", 0.0), ("enough", 9.0))
        place[card.id] = next(bin_ for bin_, line in lines if product <= line)
        assert signed(product).lstrip("+") in key("mend-or-guard").reasons[card.id].replace("+", "")
    assert {card: bins[0] for card, bins in key("mend-or-guard").place.items()} == place
    rows = servqual.ranking(gaps, points)
    short = [row.weighted for row in rows if row.weighted < 0]
    assert sum(short[:2]) / sum(short) == pytest.approx(0.8, abs=0.02)  # "four fifths of the weighted shortfall"


def test_the_tables_of_the_notebook_are_the_data(gaps: servqual.Gaps, points: dict[str, float]) -> None:
    text = markdown("05_expectations")
    managers = next(view["weights"] for view in FIRM["view"] if view["id"] == "view-managers")
    for name in servqual.DIMENSIONS:
        row = f"| {name.capitalize()} | {points[name]:.0f} | {managers[name]} | {signed(gaps[name])} |"
        assert row in text
    assert f"score is {shown(servqual.weighted(gaps, points))}; the plain mean, {shown(gaps.overall)}" in text
    counts = table("complaints")["gap_truth"].value_counts()
    assert f"| *n* | {' | '.join(str(counts[n]) for n in range(1, 8))} |" in text
    assert len(table("complaints")) == 150
    items = {score.name: score.gap for score in gaps.by_item}
    assert min(items, key=lambda name: items[name]) == "res1"
    perceived = table("servqual").groupby("item_id")["perception"].mean()
    assert f"*tells me exactly when something will be done*: {perceived['res1']:.1f} of 7" in text
    assert f"*wants to help* gets {perceived['res3']:.1f}" in text
    claims = table("claims").dropna(subset=["days_to_decision"])
    year = claims["decided"] > "2025-09-30"
    for part in (figure("fig-claims-on-time-fy25"), figure("fig-claims-on-time-fy26")):
        assert part in (pytest.approx(100 * 43 / 60, abs=0.05), pytest.approx(100 * 27 / 64, abs=0.05))
    assert year.any()
    assert "43 of 60" in text
    assert "27 of 64" in text


def test_the_score_of_the_board_fell_as_the_notebook_says() -> None:
    row = table("scorecard").set_index("objective_id").loc["sc-c1"]
    assert (row["baseline"], round(row["actual"])) == (15, 3)
    text = markdown("05_expectations")
    assert "In June 2025 the recommendation score was 15. In June 2026 it is 3." in text
    score = metrics.nps(table("nps")["nps"].tolist())
    assert f"a score from {score.n} people is a rough figure: 3 could be anything from " in text
    assert f"from −{abs(score.low):.0f} to {score.high:.0f}" in text
    refit = next(e["date"] for e in FIRM["event"] if "refitted" in e["title"])
    assert refit < "2025-06", "both scores come after the refit, as the text warns"
    assert "Both scores were taken *after* the refit" in text


def test_the_late_decisions_have_two_causes() -> None:
    text = markdown("05_expectations")
    claims = table("claims").dropna(subset=["days_to_decision"])
    late = claims[(claims["reported"] > "2025-09-30") & (claims["days_to_decision"] > claims["promised_days"])]
    signed = int((late["signoff"] == "yes").sum())
    assert f"Of the {len(late)} late decisions of the second year, **{len(late) - signed}** were small claims" in text
    assert f"The other **{signed}** waited for Northlight" in text
    assert f"{signed} of the {len(late)} late decisions of the second year waited" in key("close-one-gap").model


def test_the_lab_note_of_05_holds_the_figures_of_the_lab(gaps: servqual.Gaps, points: dict[str, float]) -> None:
    model = key("tessera-gaps").model
    people = table("respondents")
    told = [shown(gaps["responsiveness"])]
    told += [shown(row.weighted) for row in servqual.ranking(gaps, points)[:2]]
    for claim in ("late", "on time"):
        ids = people.loc[people["claim"] == claim, "respondent_id"]
        survey = table("servqual")
        group = servqual.from_long(survey[survey["respondent_id"].isin(ids)])
        told += [shown(-group["reliability"]), shown(-group["responsiveness"])]
        assert str(len(ids)) in key("tessera-gaps").why
    assert [one for one in told if one not in model] == []


@pytest.mark.parametrize(
    ("slug", "value"),
    [("exactly-when", 3.88 - 6.18), ("on-time-today-and-wanted", 90 - 42.2), ("how-long-will-it-take", 38 - 11)],
)
def test_the_short_sums_of_05(slug: str, value: float) -> None:
    assert key(slug).value == pytest.approx(value)


def test_the_figures_of_the_drill_of_05_are_those_of_the_case(gaps: servqual.Gaps, points: dict[str, float]) -> None:
    (res1,) = [score for score in gaps.by_item if score.name == "res1"]
    assert f"**{res1.expectation:.2f}** of 7" in COURSE.exercise("exactly-when").prompt
    assert f"**{res1.perception:.2f}**" in COURSE.exercise("exactly-when").prompt
    assert signed(gaps["tangibles"]) in COURSE.exercise("above-zero").prompt
    prompt = COURSE.exercise("one-point-of-weight").prompt
    assert f"**{shown(gaps['reliability'])}**" in prompt
    assert f"**{points['reliability']:.1f}**" in prompt
    on_time = COURSE.exercise("on-time-and-after")
    for id_ in ("fig-retention-claim-ontime", "fig-retention-claim-late"):
        assert f"{figure(id_)}%" in on_time.prompt
        assert f"{figure(id_)}%" in key("same-premium").why
    assert f"{figure('fig-retention-claim-none')}%" in key("on-time-and-after").wrong["d"].why
    assert f"{figure('fig-claims-on-time-fy26')}%" in COURSE.exercise("on-time-today-and-wanted").prompt.replace(
        "*", ""
    )
    trend = next(row["text"] for row in FIRM["trend"] if row["id"] == "trend-03")
    assert "11%" in trend
    assert "38%" in trend


def test_the_means_by_group_are_those_of_the_survey() -> None:
    survey = pd.read_csv(TESSERA / "servqual.csv")
    people = pd.read_csv(TESSERA / "respondents.csv", keep_default_na=False)
    rows = survey[survey["dimension"] == "reliability"].merge(people, on="respondent_id")
    gap = rows["perception"] - rows["expectation"]
    prompt = COURSE.exercise("one-mean-three-groups").prompt
    for group, words in (("late", "late"), ("on time", "on time"), ("none", "no claim")):
        mine = rows["claim"] == group
        figure = f"{words} {gap[mine].mean():.2f}".replace("-", "−")
        assert figure in prompt
        assert f"{figure} ({rows[mine]['respondent_id'].nunique()}" in prompt
    assert f"{gap.mean():.2f}".replace("-", "−") in prompt


def test_the_table_answer_is_what_pandas_finds() -> None:
    survey = table("servqual").merge(table("respondents"), on="respondent_id")
    part = survey[survey["dimension"] == "reliability"]
    found = (part["perception"] - part["expectation"]).groupby(part["claim"]).mean()
    assert {row[0]: row[1] for row in key("gaps-by-claim").rows} == pytest.approx(found.to_dict(), abs=0.001)


# --- 06 ---------------------------------------------------------------------------------------------------------------

WORDS = {"like": "like", "expect": "must-be", "neutral": "neutral", "live with": "live-with", "dislike": "dislike"}


@pytest.mark.parametrize("slug", ["read-the-pairs", "reverse-or-questionable"])
def test_each_pair_lies_where_the_table_puts_it(slug: str) -> None:
    for card in task(slug).cards:
        there, absent = (WORDS[part.strip().casefold()] for part in card.text.split(","))
        assert key(slug).place[card.id] == (kano.classify(there, absent),)


def test_the_notebook_prints_the_table_of_the_model() -> None:
    text = markdown("06_delight")
    for word, answer in WORDS.items():
        assert f"| **{word}** | {' | '.join(kano.TABLE[answer])} |" in text


def counts_in(slug: str) -> dict[str, int]:
    return {letter: int(n) for letter, n in re.findall(r"\b([AOMIRQ]) (\d+)", COURSE.exercise(slug).prompt)}


def test_better_and_worse_are_those_of_the_model() -> None:
    better, worse = kano.coefficients(counts_in("better-and-worse"))
    assert key("better-and-worse").value == pytest.approx(worse)
    assert key("better-and-worse").slips[1].value == pytest.approx(better)
    counts = counts_in("a-published-better")
    assert key("a-published-better").value == pytest.approx(kano.coefficients(counts).better, abs=1e-4)
    assert kano.category(counts) == "I"
    everybody, alone, size = (slip.value for slip in key("a-published-better").slips)
    assert everybody == pytest.approx((counts["A"] + counts["O"]) / sum(counts.values()), abs=1e-4)
    assert alone == pytest.approx(counts["A"] / sum(counts[one] for one in "AOMI"), abs=1e-4)
    assert size == pytest.approx(-(kano.coefficients(counts).worse or 0), abs=1e-4)


def test_what_06_says_of_tesseras_features(features: dict[str, kano.Feature]) -> None:
    note = key("tessera-kano").model
    colour, bike, telephone = features["k04"], features["k01"], features["k06"]
    assert f"{colour.counts['I']} of {colour.n}" in note
    assert f"better {shown(colour.better or 0)}, worse {shown(colour.worse or 0)}" in note
    assert f"({bike.counts['A']} of {bike.n})" in note
    assert f"{telephone.counts['O']} say O, {telephone.counts['M']} say M" in note
    assert not telephone.fong.significant
    right, reverse = features["k03"], features["k09"]
    assert f"for {right.counts['M']} they are a must-be" in key("met-and-forgotten").why
    assert right.counts["A"] == 2
    assert f"{reverse.counts['R']} of Tessera's {reverse.n}" in key("reverse-or-questionable").why
    app = features["k05"]
    for letter in "IAOM":
        assert f"{app.counts[letter]} " in COURSE.exercise("one-letter-says").prompt
    assert sum(app.counts[one] for one in "AOM") == 62
    assert (app.category, app.grouped, app.fong.significant) == ("I", "A", False)
    assert sum(one.fong.significant for one in features.values()) == 9
    model = key("secure-then-delight").model
    assert f"{right.counts['M']} of {right.n} answers make it a must-be (worse {shown(right.worse or 0)}" in model
    assert f"{features['k12'].counts['R']} of {right.n} would rather not" in model


def test_what_06_says_of_the_segments() -> None:
    answers = table("kano").merge(table("respondents"), on="respondent_id")
    found = {(one.name, one.segment): one for one in kano.survey(answers, segment="segment").features}
    segments = sorted({segment for _, segment in found})
    assert {s: found["k01", s].category for s in segments} == dict.fromkeys(segments, "A") | {"fleets": "M"}
    fleets = found["k01", "fleets"]
    assert (fleets.n, fleets.fong.significant) == (16, False)
    assert f"(worse {shown(fleets.worse or 0)})" in key("tessera-kano").model
    matters = [s for s in segments if found["k11", s].category == "O"]
    assert matters == ["fleets", "shops"]


def test_each_story_is_an_incident_of_its_kind() -> None:
    """The kind of the file is accepted for each story; where a second kind is too, its reason says why."""
    incidents = {plain(str(row["text"])): row for row in table("incidents").to_dict("records")}
    for slug, column in (
        ("which-factor", "type_truth"),
        ("three-that-delight", "factor_truth"),
        ("what-was-missing", "factor_truth"),
    ):
        for card in task(slug).cards:
            row = incidents[plain(card.text)]
            assert row[column] in key(slug).place[card.id], card.text
            assert len(key(slug).place[card.id]) == 1 or " right" in key(slug).reasons[card.id]


def test_the_factors_of_06_are_those_of_the_model() -> None:
    text = markdown("06_delight")
    for kind in kano.KINDS:
        names = ", ".join(name for name, own in kano.FACTORS.items() if own == kind)
        assert re.search(rf"\| \*\*{kind.capitalize()}s\*\*:[^|]+\| {names} \|", text)
    right = [o.text.casefold() for o in task("missed-when-missing").options if o.id in key("missed-when-missing").right]
    assert {kano.FACTORS[name] for name in right} == {"dissatisfier"}


def test_the_scores_of_06_are_those_of_the_survey() -> None:
    scores = table("nps").merge(table("respondents"), on="respondent_id")
    net = metrics.nps(scores["nps"])
    assert key("score-of-june").value == pytest.approx(net.score, abs=1e-3)
    assert net.counts is not None
    promoters, passives, detractors = net.counts
    prompt = COURSE.exercise("score-of-june").prompt
    assert f"{promoters} were 9 or 10, {passives} were 7 or 8, and {detractors} were 0 to 6" in prompt
    slips = [slip.value for slip in key("score-of-june").slips]
    both, n = promoters + passives, sum(net.counts)
    wrong = [promoters - detractors, 100 * (both - detractors) / n, 400 / (promoters + detractors), -net.score]
    assert slips == pytest.approx(wrong, abs=0.01)
    note = key("tessera-scores").model
    for claim in ("late", "on time"):
        part = metrics.nps(scores.loc[scores["claim"] == claim, "nps"])
        for value in (part.score, part.low, part.high):
            assert f"{value:.1f}".replace("-", "−") in note
    assert net.low is not None
    assert net.high is not None
    assert shown(net.low, 1) in note
    assert shown(net.high, 1) in note
    half = (net.high - net.low) / 2
    assert half == pytest.approx(15, abs=0.5)  # "about 15 points on either side"


def test_the_kiosk_survey_is_in_no_notebook_of_these() -> None:
    """The kiosk survey tests the models; no notebook reads it."""
    for stem in ("05_expectations", "06_delight"):
        assert "kiosk" not in (ROOT / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8").casefold()
