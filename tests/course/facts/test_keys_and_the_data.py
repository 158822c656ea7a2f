"""What the keys of notebooks 06 to 08 judge, held against the firm's own data: no right answer is marked wrong."""

from __future__ import annotations

from mosaic_exercises.course import load
from mosaic_exercises.labs.needs_tags import TAGS
from mosaic_exercises.models import kano, metrics
from mosaic_exercises.models.journey import Point, figures
from tests.course.facts.case import frame, toml

COURSE = load()


# --- 06 --------------------------------------------------------------------------------------------------------------


def test_a_kept_date_is_judged_as_the_survey_has_it() -> None:
    """Tessera's respondents make a claim decided by the promised date one-dimensional: a satisfier is right as well."""
    kept = next(f for f in kano.survey(frame("kano")).features if f.name == "k02")
    asked = {f["id"]: f["name"] for f in toml("survey_items")["feature"]}
    assert asked["k02"] == "Claim decided by the date that was promised"
    assert (kept.category, kept.grouped) == ("O", "O")
    assert set(COURSE.key("which-factor").place["b"]) == {"dissatisfier", "satisfier"}
    said = f"{kept.counts['O']} of {kept.n} answers"
    assert said in COURSE.key("which-factor").why
    feedback = COURSE.key("which-one-delights").wrong["b"].why
    assert said in feedback
    assert f"{kept.counts['M']} must-be" in feedback
    assert f"only {kept.counts['A']} answers" in feedback


def test_the_middle_group_is_graded_gently() -> None:
    """Responsiveness and courtesy are between the groups: a neighbouring bin is right or close, never plainly wrong."""
    key = COURSE.key("which-factor")
    near = {(close.card, close.bin) for close in key.close}
    assert "dissatisfier" in key.place["e"]
    assert {("d", "delighter"), ("f", "delighter"), ("f", "dissatisfier")} <= near


def test_the_web_form_was_asked_about_twice() -> None:
    text = next(t["text"] for t in toml("firm")["trend"] if t["id"] == "trend-01")
    feedback = COURSE.key("web-form-of-2021").why
    for figure in ("31 of 50", "35"):
        assert figure in text
        assert figure in feedback


def test_late_and_on_time_differ_by_the_interval_of_their_difference() -> None:
    scores = frame("nps").merge(frame("respondents"), on="respondent_id")
    late, prompt = (metrics.nps(scores.loc[scores["claim"] == c, "nps"]) for c in ("late", "on time"))
    apart = metrics.nps_difference(prompt, late)
    assert apart.clear
    assert f"The difference, {apart.difference:.1f} points" in COURSE.key("tessera-scores").model


# --- 07 --------------------------------------------------------------------------------------------------------------


def test_the_model_persona_passes_its_own_rubric() -> None:
    """Three people of the segment, two figures, one contradiction named, a quotation that was said."""
    said = {i["id"]: " ".join(i["text"].split()) for i in toml("interviews")["interview"]}
    entry = next(e for e in COURSE.key("persona-builder").model["entries"] if e["id"] == "gloria")
    pieces = [piece for found in entry["evidence"].values() for piece in found]
    people = {p["ref"] for p in pieces if p["source"] == "interview"}
    of_segment = {i["id"] for i in toml("interviews")["interview"] if i["segment"] == entry["values"]["segment"]}
    assert people == of_segment
    assert len({p["ref"] for p in pieces if p["source"] in ("data", "survey")}) >= 2
    assert any("contradict" in p.get("note", "") for p in pieces)
    assert any(entry["values"]["quote"].strip("‘’") in text for text in said.values())
    assert not [name for name, found in entry["evidence"].items() if {p["source"] for p in found} == {"assumption"}]


def test_a_goal_of_the_notes_is_accepted() -> None:
    """The notes call sound sleep and not having to ask experience goals; both bins are right for these sentences."""
    notes = {n["interview"]: n for n in toml("notes")["interview_note"]}
    key = COURSE.key("three-sorts-of-goals")
    assert notes["int-02"]["experience_goals"] == ["to sleep soundly"]
    assert "not to have to ask" in notes["int-01"]["experience_goals"]
    assert notes["int-13"]["experience_goals"] == ["to recommend with her head up"]
    assert {"done", "feel"} == set(key.place["k5"]) == set(key.place["k7"])
    assert key.place["k3"] == ("feel",)


def test_income_and_stranded_children_may_be_read_as_safety() -> None:
    place = COURSE.key("which-need-speaks").place
    assert set(place["k1"]) == set(place["k7"]) == {"body", "safe"}


def test_a_comparison_of_groups_says_how_many_people_were_asked() -> None:
    segment = {i["id"]: i["segment"] for i in toml("interviews")["interview"]}
    asked = [segment[interview] for interview in {tag.interview for tag in TAGS}]
    model = COURSE.key("needs-heat-map").model
    assert (asked.count("fleets"), asked.count("leisure")) == (4, 1)
    assert "Fleets and their riders, four people asked" in model
    assert "Leisure tourers, one person asked" in model
    assert "how many people" in COURSE.exercise("needs-heat-map").task.ask


# --- 08 --------------------------------------------------------------------------------------------------------------


def test_no_key_says_that_the_mean_of_stages_is_remembered() -> None:
    """By this course's own rule the peak-end of the five means is above zero; a memory is one person's anyway."""
    log = frame("touchpoints")
    means = log.groupby("stage")["emotion"].mean().reindex(["awareness", "research", "purchase", "renewal", "claims"])
    seen = figures(tuple(Point(stage, float(value)) for stage, value in means.items()))
    assert seen is not None
    assert seen.peak_end is not None
    assert seen.peak_end > 0
    right = next(o.text for o in COURSE.exercise("average-hides").task.options if o.id == "b")
    assert COURSE.key("average-hides").right == ("b",)
    assert "memory" not in right
    assert "one person's episode" in COURSE.key("average-hides").why


def test_the_order_of_renewal_and_claims_is_said_to_be_the_maps() -> None:
    log = frame("touchpoints")
    means = log.groupby("stage")["emotion"].mean().round(2)
    why = COURSE.key("the-largest-drop").why
    assert f"{means['purchase'] - means['claims']:.2f}" in why
    assert "one person's episode" in why
    both = log[log["stage"].isin(["renewal", "claims"])].groupby(["customer_id", "stage"])["date"].min().unstack()
    assert (both["claims"] < both["renewal"]).any()


def test_most_accounts_never_claim_and_the_base_is_judged_at_its_stage() -> None:
    claims, people = frame("claims"), frame("customers")
    assert claims["customer_id"].nunique() < len(people) / 2
    task = COURSE.exercise("parts-of-the-corridor")
    assert any("only about people with a claim" in hint for hint in task.hints)


def test_the_model_step_starts_from_the_year_just_ended() -> None:
    claims = frame("claims")
    median = claims.loc[claims["reported"] > "2025-09-30", "days_to_decision"].median()
    model = COURSE.key("mend-one-step").model
    assert f"in FY26 the median was {median:.0f} days" in model
    assert "from 1 January" in model


def test_a_rule_may_be_broken_twice_or_not_at_all() -> None:
    faults = COURSE.key("planted-faults").faults
    rules = [fault.rule for fault in faults]
    offered = COURSE.exercise("planted-faults").task.rules
    assert len(set(rules)) < len(rules)
    assert set(offered) - set(rules)
