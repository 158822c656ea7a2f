"""What notebook 09 states as a fact or asks as a number, worked out again from the data and the models."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.labs import LABS
from mosaic_exercises.models import culture, pest, positioning, swot
from tests.course.facts.case import figure, markdown, toml
from tests.course.facts.case import rows as rows_of

COURSE = load()
NOTEBOOK = "09_culture_and_strategy"
FIRM = toml("firm")
NOTES = toml("notes")
INTERVIEWS = toml("interviews")["interview"]
SAID = " ".join(one["text"] for one in INTERVIEWS)
FACTS = {row["id"]: row["text"] for row in FIRM["fact"]}
TIERS = ("basic", "plus", "complete")


def rows(kind: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in FIRM[kind]}


def words(text: str) -> str:
    """Words alone, so that wordings can be compared."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def prices(tier: str) -> dict[str, float]:
    own = rows("product")[f"COVER-{tier.upper()}"]["price_from_2026_03_eur"]
    return {"Tessera": float(own), **{r["name"]: float(r[f"price_{tier}_eur"]) for r in rows_of("competitors")}}


def task(slug: str) -> Any:
    return COURSE.exercise(slug).task


# --- culture ---------------------------------------------------------------------------------------------------------


def test_the_eight_observations_are_those_of_the_case_with_their_sides() -> None:
    seen = rows("culture")
    key = COURSE.key("hard-and-soft")
    cited = {f"k{n}": f"cul-0{id_}" for n, id_ in enumerate((1, 2, 5, 6, 4, 7, 3, 8), start=1)}
    assert sorted(cited.values()) == sorted(seen)
    for card in task("hard-and-soft").cards:
        row = seen[cited[card.id]]
        assert key.place[card.id] == (row["side"],)
        assert re.findall(r"\d[\d,]*", row["text"]) == re.findall(r"\d[\d,]*", card.text)


def test_what_the_pulls_come_to_is_what_the_key_says() -> None:
    pulls = {"hard": [-1] * 4, "soft": [1, -1, 0, -1]}
    found = culture.culture([culture.Trait(s, s, p) for s, own in pulls.items() for p in own])  # type: ignore[arg-type]
    assert (found.hard, found.soft) == ((0, 0, 4), (1, 1, 2))
    reasons = COURSE.key("hard-and-soft").reasons.values()
    assert sum("towards" in r for r in reasons) == found.soft[0]
    assert sum("pulls away" in r for r in reasons) == found.hard[2] + found.soft[2]


def test_the_values_stand_in_the_text_with_what_the_case_knows_of_them() -> None:
    text = markdown(NOTEBOOK)
    for value in FIRM["value"]:
        assert f"| {value['name']} |" in text
    assert FIRM["mission"]["draft"] in COURSE.exercise("mission").prompt
    assert FIRM["opening"][9]["notebook"] == NOTEBOOK


# --- markets ---------------------------------------------------------------------------------------------------------


def test_each_market_of_the_map_stands_where_its_prices_put_it() -> None:
    key = COURSE.key("market-map").place
    corner = {(True, True): "bottom_right", (True, False): "top_right", (False, True): "bottom_left"}
    corner[False, False] = "top_left"
    own = {name: prices("plus")[name] for name in ("Tessera", "Kettle Lane Cycles")}
    expected = {
        "plus": culture.market_from_prices("plus", prices("plus"), others=9),
        "basic": culture.market_from_prices("basic", prices("basic"), others=9),
        "own": culture.market_from_prices("own", own),
        "depot": culture.market_from_prices("depot", {"a": 66, "b": 90}),
    }
    for id_, market in expected.items():
        assert key[id_] == (corner[market.saturated, market.flat],), id_
    assert set(key["fleet"]) == {corner[False, False], corner[True, False]}, "not flat; how many offer it is not known"
    details = {p.id: p.detail for p in task("market-map").points}
    for id_, tier in (("plus", "plus"), ("basic", "basic")):
        assert re.findall(r"\b\d{2,3}\b", details[id_]) == [f"{v:.0f}" for v in sorted(prices(tier).values())]
    assert {r["name"] for r in rows_of("competitors") if r["own_workshop"] == "yes"} == {"Kettle Lane Cycles"}
    reasons = COURSE.key("market-map").reasons
    assert f"{expected['plus'].difference:.1f}%" in reasons["plus"]
    assert f"{expected['basic'].difference:.1f}%" in reasons["basic"]
    assert f"{expected['own'].difference:.1f}%" in reasons["own"]


def test_how_flat_is_worked_out() -> None:
    listed = [int(n) for n in re.findall(r"\b1\d\d\b", COURSE.exercise("how-flat").prompt)]
    assert listed == sorted(prices("plus").values())
    key = COURSE.key("how-flat")
    gap = listed[-1] - listed[0]
    assert key.value == round(100 * gap / listed[0], 1)
    slips = [s.value for s in key.slips]
    assert slips[0] == round(100 * gap / listed[-1], 1)
    assert slips[1] == gap
    assert slips[2] == round(100 * listed[-1] / listed[0], 1)
    assert slips[3] == round(100 * (161 - listed[0]) / listed[0], 1)


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ({}, "Saturated and flat: Plus cover, Complete cover."),
        ({"flat": 4}, "Saturated and flat: Complete cover."),
        ({"flat": 3}, "Saturated and flat: none of the four."),
        ({"flat": 17}, "Saturated and flat: Basic cover, Plus cover, Complete cover."),
        ({"many": 14}, "Saturated and flat: none of the four."),
        ({"many": 13}, "Saturated and flat: Plus cover, Complete cover."),
        ({"many": 5, "websites": False}, "Saturated and flat: none of the four."),
    ],
)
def test_the_note_of_the_market_lab_holds_its_own_figures(settings: dict[str, Any], first: str) -> None:
    assert LABS["tessera-markets"](settings, "light", 640).finding.startswith(first)


# --- positions -------------------------------------------------------------------------------------------------------


def test_the_table_of_positions_is_the_models() -> None:
    text = words(markdown(NOTEBOOK))
    for one in positioning.POSITIONS.values():
        assert one.example.split(":")[0].casefold() in text
    assert positioning.classify("few", "many").position is positioning.POSITIONS["variety"]
    right = COURSE.key("porters-examples").place
    for card, basis in (("k1", "variety"), ("k2", "needs"), ("k3", "access")):
        name = next(c.text for c in task("porters-examples").cards if c.id == card).split(":")[0]
        assert positioning.POSITIONS[basis].example.startswith(name)  # type: ignore[index]
        assert right[card] == (basis,)


# --- PEST ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def factors() -> dict[str, pest.PestFactor]:
    return {one.id: one for one in pest.from_table(rows_of("pest"))}


def test_what_can_be_pulled_in_stands_in_the_file_under_its_letter(factors: dict[str, pest.PestFactor]) -> None:
    for slug in ("pest", "swot"):
        offered = [s for s in task(slug).stand_ins if s.id in factors]
        assert offered
        for one in offered:
            assert (one.label, one.sort) == (factors[one.id].text, factors[one.id].category)


def test_factors_are_sorted_as_in_the_file(factors: dict[str, pest.PestFactor]) -> None:
    letters = {"p": "political", "e": "economic", "s": "social", "t": "technological"}
    known = {one.text: one.category for one in factors.values()}
    key = COURSE.key("under-which-letter").place
    for card in task("under-which-letter").cards:
        assert letters[key[card.id][0]] == known[card.text]


def test_five_factors_of_a_bakery_are_in_the_order_of_their_weights() -> None:
    key = COURSE.key("rank-five-factors")
    assert {item.id for item in task("rank-five-factors").items} == set(key.order)
    sums = [list(map(int, re.findall(r"\d+", key.reasons[id_]))) for id_ in key.order]
    assert all(impact * likelihood == weight for impact, likelihood, weight in sums)
    weights = [weight for *_, weight in sums]
    assert weights == sorted(set(weights), reverse=True), "no tie, so one order only"
    assert not any(re.search(r"\d", item.text) for item in task("rank-five-factors").items), "no figure gives it away"


def test_a_factor_just_below_the_line(factors: dict[str, pest.PestFactor]) -> None:
    assert COURSE.key("weight-of-a-factor").value == factors["pest-t3"].weight == 15
    assert f"score {pest.HANDED_ON} or more go into the SWOT" in COURSE.exercise("weight-of-a-factor").prompt
    assert next(c.default for c in task("tessera-pest").controls if c.id == "least") == pest.HANDED_ON == 16


def test_what_the_state_decides_is_political(factors: dict[str, pest.PestFactor]) -> None:
    """A tax rule and a grant are of the state, in the file, on the boards and in the text alike."""
    told = [one for one in factors.values() if re.search(r"\btax|\bgrant\b|\blaw\b", one.text)]
    assert len(told) >= 3
    assert {one.category for one in told} == {"political"}
    for slug in ("pest", "swot"):
        assert {s.sort for s in task(slug).stand_ins if "tax" in s.label} == {"political"}
    notes = [n for n in COURSE.key("pest").model["notes"] if "tax" in n["text"]]
    assert [n["section"] for n in notes] == ["political"]
    assert "Tax rules and grants are political" in markdown(NOTEBOOK)


def test_the_note_of_the_pest_lab_holds_its_own_figures(factors: dict[str, pest.PestFactor]) -> None:
    run, key = LABS["tessera-pest"], COURSE.key("tessera-pest")
    assert run({}, "light", 640).finding.startswith("6 of 14 factors weigh 16 or more.")
    assert run({"least": 12}, "light", 640).finding.startswith("12 of 14 factors weigh 12 or more.")
    assert "Six of the fourteen do. At 12 it would be twelve" in key.why
    for id_ in ("pest-p1", "pest-s3"):
        assert factors[id_].weight == 20
    assert factors["pest-e3"].weight == 15
    assert run({"show": "threat", "letter": "economic"}, "light", 640).finding.startswith("0 of 1 factor weigh")
    assert run({"least": 17}, "light", 640).finding.startswith("2 of 14")


# --- SWOT and TOWS ---------------------------------------------------------------------------------------------------


def test_facts_stand_in_the_part_that_the_notes_give_them() -> None:
    part = {"strengths": "strength", "weaknesses": "weakness", "opportunities": "opportunity", "threats": "threat"}
    for one in task("tows").stand_ins:
        assert part[one.sort] == NOTES["swot"][one.id]
    placed = {ref["object"]: n["section"] for n in COURSE.key("swot").model["notes"] for ref in n.get("refs", ())}
    assert part[placed["fact-14"]] == NOTES["swot"]["fact-14"]
    text = markdown(NOTEBOOK)
    listed = text[text.index("in no order:") : text.index("Three slips")]
    facts = [line.removeprefix("- ") for line in listed.splitlines() if line.startswith("- ")]
    assert len(facts) == 8
    assert set(facts) <= set(FACTS.values())
    letters = {"s": "strength", "w": "weakness", "o": "opportunity", "t": "threat"}
    known = {words(text): NOTES["swot"][id_] for id_, text in FACTS.items()}
    key = COURSE.key("eight-facts").place
    for card in task("eight-facts").cards:
        fact = next(f for f in known if words(card.text) in f or words(card.text)[:30] in f)
        assert letters[key[card.id][0]] == known[fact]
    grant = next(id_ for id_, text in FACTS.items() if "grant" in text)
    assert NOTES["swot"][grant] == "threat"


def test_the_models_wording_raises_no_doubt() -> None:
    notes = COURSE.key("swot").model["notes"]
    parts: dict[str, list[str]] = {}
    for note in notes:
        parts.setdefault(note["section"], []).append(note["text"])
    assert swot.doubts(swot.swot(parts)) == ()


def test_figures_of_the_boards_are_those_of_the_case() -> None:
    model = " ".join(note["text"] for note in COURSE.key("swot").model["notes"])
    assert "decided on time" not in model, "a correlation is a finding and not a strength"
    assert not any("decided on time stay" in one.label for slug in ("swot", "tows") for one in task(slug).stand_ins)
    assert next(f for f in FIRM["figure"] if f["id"] == "fig-retention-claim-ontime")["how"] == "38 of 43"
    assert "stay more often (38 of 43)" in markdown(NOTEBOOK)
    assert [r["name"] for r in rows_of("competitors") if r["own_workshop"] == "yes"] == ["Kettle Lane Cycles"]
    assert "of three rivals only Kettle Lane has one" in model
    plan = COURSE.key("first-strategy").model
    assert f"{figure('fig-claims-on-time-fy26')}% of claims were decided within ten days, 27 of 64" in plan
    assert figure("fig-emotion-claims") == -0.77
    assert any("−0.77" in s.label for s in task("swot").stand_ins)


def test_pairs_are_counted() -> None:
    key = COURSE.key("how-many-pairs")
    s, w, o, t = map(int, re.findall(r"\b\d\b", COURSE.exercise("how-many-pairs").prompt))
    parts = {"strengths": s, "weaknesses": w, "opportunities": o, "threats": t}
    made = swot.swot({name: [f"{name} {n}" for n in range(count)] for name, count in parts.items()})
    assert key.value == len(swot.pairs(made, "wt", most=9))
    assert [slip.value for slip in key.slips] == [w + t, s * t, w * o, s * o]


def test_competitors_are_those_of_the_file() -> None:
    text = markdown(NOTEBOOK)
    for row in rows_of("competitors"):
        workshop = row["own_workshop"]
        line = f"| {row['name'].removesuffix(' Insurance')} | {row['share_pct']}% | EUR {row['price_plus_eur']} |"
        assert f"{line} {row['claim_days_median']} | {workshop} |" in text
    assert (
        f"| Tessera | 8% | EUR {prices('plus')['Tessera']:.0f} | {figure('fig-claims-median-fy26'):.0f} | yes |" in text
    )
    shares = [float(share) for share in re.findall(r"\| (\d+)% \| EUR", text)]
    rest = 100 - sum(shares)
    assert f"The nine national websites share the other {rest:.0f}%" in text
    known = " ".join(f"{r['name']} {r['strengths']} {r['weaknesses']}" for r in rows_of("competitors"))
    for said in ("rises steeply in the second year", "staff change often", "knows nothing of fleets"):
        assert said in known


# --- target customer -------------------------------------------------------------------------------------------------


def test_the_score_of_the_hospital_is_worked_out() -> None:
    group = next(one for one in FIRM["target"] if one["id"] == "tgt-01")
    key = COURSE.key("score-of-the-hospital")
    own = {name: group[name]["emp-01"] for name in culture.CRITERIA}
    shares = dict(zip(culture.CRITERIA, (20, 30, 50), strict=True))
    assert "value 4, compatibility 4, strategicity 5" in COURSE.exercise("score-of-the-hospital").prompt
    assert list(own.values()) == [4, 4, 5]
    (one,) = culture.candidates([{"name": group["name"], **own}])
    assert key.value == culture.choose([one], shares).scored[0].score
    assert key.slips[0].value == pytest.approx(sum(own.values()) / 3, abs=0.04)


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ({}, "Large courier fleets (over 50 bikes) (4.30 of 5)"),
        ({"value": 0, "compatibility": 0, "strategicity": 0}, "Large courier fleets (over 50 bikes) (4.22 of 5)"),
        (
            {"value": 25, "compatibility": 50, "strategicity": 25},
            "Hospital staff scheme (900 employees) and Touring clubs of the over-sixties (4.00 of 5)",
        ),
        (
            {"rater": "emp-08"},
            "Hospital staff scheme (900 employees) and Small courier fleets (6 to 20 bikes) (4.30 of 5)",
        ),
    ],
)
def test_the_note_of_the_target_lab_holds_its_own_figures(settings: dict[str, Any], first: str) -> None:
    made = LABS["whom-to-aim-at"](settings, "light", 640)
    assert first in made.finding
    ratings = {one["id"]: one["compatibility"] for one in FIRM["target"]}
    assert (ratings["tgt-02"]["emp-08"], ratings["tgt-02"]["emp-07"]) == (2, 4)


def test_points_are_turned_into_shares_of_a_hundred() -> None:
    run = LABS["whom-to-aim-at"]
    double = {"value": 80, "compatibility": 60, "strategicity": 60}
    assert run(double, "light", 640).rows == run({}, "light", 640).rows


# --- quotations ------------------------------------------------------------------------------------------------------


def test_what_a_key_quotes_was_said() -> None:
    said = words(SAID.replace("\\", ""))
    quoted = [
        q
        for slug in ("one-word-for-all", "who-waits-for-whom", "how-far-involved")
        for reason in COURSE.key(slug).reasons.values()
        for q in re.findall(r"'((?:[^']|(?<=\w)'(?=\w))+)'", reason)
    ]
    assert len(quoted) >= 7
    assert [q for q in quoted if words(q) not in said] == []
