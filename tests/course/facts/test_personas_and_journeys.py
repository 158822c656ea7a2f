"""What notebooks 07 and 08 state as a fact, quote, or ask as a number, worked out again from data and models."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.models import corridor
from mosaic_exercises.models.journey import Point, figures
from tests.course.facts.case import frame, markdown, toml

COURSE = load()
SEGMENTS = ("commuters", "families", "leisure", "students", "fleets", "shops")
STAGES = ["awareness", "research", "purchase", "renewal", "claims"]


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    return frame("touchpoints")


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return frame("customers")


def sources(slug: str) -> dict[str, Any]:
    return {source.id: source for source in COURSE.exercise(slug).task.sources}


def real(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


# --- what a persona can cite -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["persona-builder", "empathy-map"])
def test_each_interview_that_can_be_cited_stands_in_the_words_of_the_file(slug: str) -> None:
    outside = {i["id"]: i for i in toml("interviews")["interview"] if i["segment"] != "internal"}
    cited = {id_: s for id_, s in sources(slug).items() if s.source == "interview"}
    assert set(cited) == set(outside)
    for id_, source in cited.items():
        assert source.text == " ".join(outside[id_]["text"].split())
        assert source.title.startswith(outside[id_]["person"])
        assert source.group in ("", outside[id_]["segment"])


@pytest.mark.parametrize("segment", SEGMENTS)
def test_each_figure_of_a_segment_is_counted_in_the_tables(
    segment: str, people: pd.DataFrame, log: pd.DataFrame
) -> None:
    shown = {id_: s for id_, s in sources("persona-builder").items() if s.group == segment and s.source != "interview"}
    mine = people[people["segment"] == segment]
    sales = frame("transactions")
    first = set(sales.loc[sales["date"] <= "2025-09-30", "customer_id"]) & set(mine["customer_id"])
    kept = first & set(sales.loc[sales["date"] > "2025-09-30", "customer_id"])
    feeling = log[log["segment"] == segment].groupby("stage")["emotion"].mean()
    asked = frame("respondents").query("segment == @segment").merge(frame("nps"), on="respondent_id")
    content = int((asked["csat"] >= 4).sum())
    claims = int((frame("claims")["segment"] == segment).sum())
    reason, way = mine["reason_bought"].value_counts(), mine["source_channel"].value_counts()
    assert {s.id: s.text for s in shown.values()} == {
        f"fig-retention-{segment}": f"{100 * len(kept) / len(first):.1f}%: {len(kept)} of {len(first)} accounts of the "
        "first year",
        f"fig-reason-bought-{segment}": f"{reason.index[0]}: {reason.iloc[0]} of {len(mine)} accounts",
        f"fig-source-channel-{segment}": f"{way.index[0]}: {way.iloc[0]} of {len(mine)} accounts",
        f"fig-claims-of-{segment}": f"{claims} claims of {len(mine)} accounts",
        f"fig-lowest-stage-{segment}": f"{feeling.idxmin()}: mean feeling {_short(feeling.min())} on a scale from "
        "−2 to +2",
        f"fig-csat-{segment}": f"{100 * content / len(asked):.1f}%: {content} of {len(asked)} answers, June 2026",
    }


def _short(value: float) -> str:
    return f"{round(value, 2):g}".replace("-", "−")


def test_the_evidence_of_the_model_personas_can_be_looked_up() -> None:
    known = sources("persona-builder")
    for entry in COURSE.key("persona-builder").model["entries"]:
        for pieces in entry["evidence"].values():
            for piece in pieces:
                assert piece["source"] == "assumption" or known[piece["ref"]].source == piece["source"]


# --- quotations ------------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\\", "").replace("’", "'"))


@pytest.mark.parametrize(
    "slug", ["three-sorts-of-goals", "which-need-speaks", "how-did-it-feel", "what-it-rests-on", "elif-on-the-canvas"]
)
def test_what_a_card_puts_in_quotation_marks_was_said(slug: str) -> None:
    said = plain(" ".join(i["text"] for i in toml("interviews")["interview"]))
    task = COURSE.exercise(slug).task
    texts = [f"{c.text} {c.detail}" for c in getattr(task, "cards", None) or task.rows]
    found = [q.strip(" .") for text in texts for q in re.findall(r"'((?:[^']|(?<=\w)'(?=\w))+)'", plain(text))]
    assert found
    assert [q for q in found if q.casefold() not in said.casefold()] == []


def test_quotations_in_prompts_were_said() -> None:
    said = plain(" ".join(i["text"] for i in toml("interviews")["interview"]))
    for slug, words in (
        ("nothing-wrong-really", "There was nothing wrong, really."),
        ("look-back-persona", "If the bike does not work, my work does not work."),
    ):
        assert words in COURSE.exercise(slug).prompt + " ".join(COURSE.exercise(slug).hints)
        assert words in said
    assert "it is not the wheel. A wheel I could buy." in said


# --- figures of notebook 07 ------------------------------------------------------------------------------------------


def test_the_segments_stand_in_order_of_claims_per_account(people: pd.DataFrame) -> None:
    names = {"City commuters": "commuters", "Family haulers": "families"}
    names |= {"Leisure tourers": "leisure", "Student riders": "students"}
    claims, prompt = frame("claims"), COURSE.exercise("claims-per-hundred").prompt
    share = {}
    for item in COURSE.exercise("claims-per-hundred").task.items:
        many = int((claims["segment"] == names[item.text]).sum())
        accounts = int((people["segment"] == names[item.text]).sum())
        assert re.search(rf"\b{many} (claims )?by {accounts} {item.text.split()[0].lower()}", prompt), item.text
        share[item.id] = many / accounts
        assert f"{many} ÷ {accounts} = {share[item.id]:.2f}" in COURSE.key("claims-per-hundred").reasons[item.id]
    assert sorted(share, key=lambda id_: share[id_]) == list(COURSE.key("claims-per-hundred").order)


def test_seventy_per_cent_of_the_families_are_fourteen_people() -> None:
    asked = frame("respondents").query("segment == 'families'").merge(frame("nps"), on="respondent_id")
    content = int((asked["csat"] >= 4).sum())
    assert COURSE.key("behind-the-per-cent").value == content == round(0.7 * len(asked))
    assert f"{len(asked)} family haulers" in COURSE.exercise("behind-the-per-cent").prompt


def test_the_evening_at_the_nursery_is_that_of_the_file() -> None:
    steps = toml("firm")["urgent_step"]
    wanted = {"necessity": "necessity", "evaluation": "evaluation", "need": "need", "accessibility": "access"}
    wanted["satisfaction"] = "satisfaction"
    place = COURSE.key("nursery-gate").place
    cards = {c.id: f"{c.text} {c.detail}" for c in COURSE.exercise("nursery-gate").task.cards}
    for card, step in (("k1", "urg-1"), ("k2", "urg-2"), ("k3", "urg-3"), ("k4", "urg-4"), ("k6", "urg-6")):
        row = next(s for s in steps if s["id"] == step)
        assert place[card] == (wanted[row["step"]],)
        assert row["time"].startswith("next") or row["time"] in cards[card]
    assert "71 hours" in cards["k6"]
    hours = next(c["name"] for c in toml("firm")["channel"] if c["code"] == "phone")
    assert "Monday to Friday, 9 to 17" in cards["k5"]
    assert "Monday to Friday 9 to 17" in hours


# --- figures of notebook 08 ------------------------------------------------------------------------------------------


def test_the_curve_of_the_stages_is_that_of_the_log(log: pd.DataFrame) -> None:
    means = log.groupby("stage")["emotion"].mean().reindex(STAGES)
    seen = figures(tuple(Point(s, round(float(v), 2)) for s, v in means.items()))
    assert seen is not None
    assert COURSE.key("the-largest-drop").value == pytest.approx(-seen.drops[0].change)
    for slug in ("the-largest-drop", "average-hides"):
        for stage, value in means.items():
            shown = f"+{value:.2f}" if value > 0 else real(value)
            assert f"{stage} {shown}" in COURSE.exercise(slug).prompt
    assert f"+{log['emotion'].mean():.1f}" in COURSE.exercise("where-is-the-low").prompt
    assert f"{len(log):,}" in COURSE.exercise("where-is-the-low").prompt


def test_peak_and_end_are_what_the_model_works_out() -> None:
    def peak_end(values: list[int]) -> float:
        seen = figures(tuple(Point(f"s{i}", v) for i, v in enumerate(values)))
        assert seen is not None
        return seen.peak_end

    for slug in ("what-is-remembered", "peak-end-of-a-renewal"):
        prompt = COURSE.exercise(slug).prompt.replace("−", "-")
        values = [int(v) for v in re.findall(r"(?<=[: \w])([-+]?\d)(?=[,.\n])", prompt)]
        assert COURSE.key(slug).value == pytest.approx(peak_end(values)), values
        assert any(s.value == pytest.approx(sum(values) / len(values)) for s in COURSE.key(slug).slips)
    one, other = [-1, -1, -1, -1], [-2, -1, 0, 2]
    assert (peak_end(one), peak_end(other)) == (-1, 0)


def test_the_touchpoints_stand_in_order_of_their_feeling(log: pd.DataFrame) -> None:
    means = log.groupby("touchpoint")["emotion"].agg(["mean", "size"])
    items = {item.id: item.text for item in COURSE.exercise("order-of-lows").task.items}
    assert sorted(items, key=lambda i: means.loc[items[i], "mean"]) == list(COURSE.key("order-of-lows").order)
    for id_, name in items.items():
        mean, size = means.loc[name]
        said = f"+{mean:.2f}" if mean > 0 else real(mean)
        assert COURSE.key("order-of-lows").reasons[id_] == f"{said}, {size:.0f} contacts"


def test_the_parts_of_the_corridor_are_those_of_the_firm() -> None:
    points = {t["name"]: t for t in toml("firm")["touchpoint"]}
    key = COURSE.key("parts-of-the-corridor")
    for card in COURSE.exercise("parts-of-the-corridor").task.cards:
        assert key.place[card.id] == (points[card.text]["corridor"],), card.text
    kinds = COURSE.key("physical-or-technological").place
    names = {"k1": "tp-p3", "k2": "tp-n2", "k3": "tp-a2", "k4": "tp-c3", "k5": "tp-n5", "k6": "tp-c1"}
    by_id = {t["id"]: t for t in points.values()}
    assert {card: by_id[id_]["kind"][0] for card, id_ in names.items()} == {c: b[0] for c, b in kinds.items()}


def test_the_share_of_pre_actions_at_claims(log: pd.DataFrame) -> None:
    claims = log[log["stage"] == "claims"]
    first = int((claims["initiative"] == "pre-action").sum())
    prompt = COURSE.exercise("share-of-pre-actions").prompt
    assert f"Of {len(claims)} contacts" in prompt
    assert f"{first} were pre-actions" in prompt
    share = corridor.pre_action_share(claims["initiative"])
    assert share is not None
    assert COURSE.key("share-of-pre-actions").value == round(100 * share, 1)
    calls = len(log[log["touchpoint_id"] == "tp-c7"])
    assert f"Happened in {calls} claims of {len(frame('claims'))}" in str(COURSE.exercise("parts-of-the-corridor").task)


def test_who_receives_a_piece_of_work_is_as_in_the_chains() -> None:
    chains = {c["id"]: c for c in toml("firm")["chain"]}
    right = {r.id: r.text for r in COURSE.exercise("who-receives-it").task.right}
    found = COURSE.key("who-receives-it").pairs
    pairs = {left: right[ids[0]] for left, ids in found.items()}
    assert pairs["l1"] == chains["chain-01"]["direct_customer"]
    # The user who benefits is the rider; the chain followed to its end is right as well.
    assert "(rider" in chains["chain-01"]["steps"][-1], "the end customer is the rider"
    heads = ["The rider of that bike", chains["chain-01"]["customers_customer"]]
    assert [right[id_] for id_ in found["l2"]] == heads
    assert pairs["l3"] == chains["chain-02"]["direct_customer"]
    assert pairs["l4"] == chains["chain-02"]["end_customer"]
    assert pairs["l5"] == chains["chain-03"]["direct_customer"]
    steps = [s.split(" (")[0] for s in chains["chain-02"]["steps"]]
    order = [
        next(i for i in COURSE.exercise("from-hand-to-hand").task.items if i.id == k)
        for k in COURSE.key("from-hand-to-hand").order
    ]
    heads = ("Marketing", "Rosa Benedetti", "The Spoke Room", "The rider who takes the policy")
    assert [item.text.startswith(head) for item, head in zip(order, heads, strict=True)] == [True] * 4
    assert steps[0] == heads[0]
    assert "Rosa Benedetti" in chains["chain-02"]["steps"][1]


def test_two_of_five_parts_were_there_on_the_bridge() -> None:
    parts = dict(zip("abcde", corridor.ACCESS, strict=True))
    missing = {parts[option] for option in COURSE.key("on-the-bridge").right}
    access = corridor.Access("bridge", **{part: part not in missing for part in corridor.ACCESS})
    seen = corridor.accessibility(access)
    assert (seen.met, seen.looked_at) == (2, 5)
    assert set(seen.lacking) == missing


def test_the_fix_of_august_closes_a_cycle() -> None:
    event = next(e for e in toml("firm")["event"] if e["id"] == "ev-11")
    assert "in two; in the nine before, in six" in event["text"]
    last = next(i for i in COURSE.exercise("the-cycle").task.items if i.id == "k5")
    assert "missing in two of nine claims, in six of the nine before" in last.text
    deeds = (corridor.Deed("1", "reaction", "papers"), corridor.Deed("2", "pre-action", "papers"))
    assert corridor.cycles(deeds)[0].closed


# --- the labs' own notes ---------------------------------------------------------------------------------------------


def test_the_note_of_the_heat_map_holds_its_own_figures() -> None:
    from mosaic_exercises.labs import LABS
    from mosaic_exercises.labs.needs_tags import TAGS

    model = COURSE.key("needs-heat-map").model
    fleets = LABS["needs-heat-map"]({"who": "fleets"}, "light", 640)
    leisure = LABS["needs-heat-map"]({"who": "leisure"}, "light", 640)

    def row(made: Any, name: str) -> tuple[str, ...]:
        return next(r for r in made.rows if r[0].startswith(name))

    total = sum(int(r[-1]) for r in fleets.rows if r[-1] != "–")
    assert f"safety at claims, {row(fleets, 'Safety')[5]} of {total} sentences" in model
    own = sum(int(r[-1]) for r in leisure.rows if r[-1] != "–")
    assert (
        f"self-actualisation at awareness, {row(leisure, 'Self')[1]} of {own}, and not one sentence on safety" in model
    )
    assert row(leisure, "Safety")[-1] == "0"
    assert COURSE.exercise("needs-heat-map").prompt.startswith("Fifty-four sentences from fifteen interviews")
    assert (len(TAGS), len({t.interview for t in TAGS})) == (54, 15)


def test_the_note_of_the_log_holds_its_own_figures(log: pd.DataFrame, people: pd.DataFrame) -> None:
    key = COURSE.key("touchpoint-log")
    by = log.groupby("touchpoint_id").agg(wait=("wait_minutes", "median"), feeling=("emotion", "mean"))
    assert by["wait"].idxmax() == by["feeling"].idxmin() == "tp-c3"
    assert by.loc["tp-c3", "wait"] == 10 * 24 * 60
    assert real(by.loc["tp-c3", "feeling"]) in key.model
    assert (
        f"{by.loc['tp-p3', 'wait']:.0f} minutes and feels best of all, +{by.loc['tp-p3', 'feeling']:.2f}" in key.model
    )
    phone = log[log["channel"] == "phone"]
    assert f"{phone['wait_minutes'].median():.0f} minutes and the feeling {real(phone['emotion'].mean())}" in key.model
    gone = set(people.loc[people["status"].isin(["lost", "lapsed"]), "customer_id"])
    last = log[log["customer_id"].isin(gone)].sort_values("date", kind="stable").groupby("customer_id")["stage"].last()
    assert f"{(last == 'renewal').sum()} of the {len(gone)} accounts" in key.why


@pytest.mark.parametrize("stem", ["07_personas_and_needs", "08_journey_and_corridor"])
def test_figures_in_the_notebook_are_those_of_the_data(stem: str, log: pd.DataFrame, people: pd.DataFrame) -> None:
    text = markdown(stem)
    if stem.startswith("07"):
        asked = frame("respondents").query("segment == 'students'").merge(frame("nps"), on="respondent_id")
        assert f"{(asked['csat'] >= 4).sum()} of {len(asked)}" in text
        return
    gone = people["status"].isin(["lost", "lapsed"]).sum()
    accounts = (people["type"] != "internal").sum()
    assert f"{gone} of {accounts} accounts have left" in text
    claims = log[log["stage"] == "claims"]
    assert f"{len(claims)} contacts at claims, {(claims['initiative'] == 'pre-action').sum()} were pre-actions" in text
    assert f"{len(frame('incidents'))} short stories" in text
