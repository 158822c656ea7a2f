"""Journey exercises: a map that is built, one in which faults are found, and what cannot be read."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest
from hypothesis import given

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.journey import KIND
from mosaic_exercises.kinds.journey.check import BLANK, check, describe, parse, problems, start
from mosaic_exercises.kinds.journey.find import FAULTS_AT_MOST
from mosaic_exercises.kinds.journey.read import as_raw, read_map
from mosaic_exercises.kinds.journey.task import LIMITS, JourneyKey, JourneyTask
from mosaic_exercises.models.journey import JourneyMap, validate
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.results import Result
from tests.kinds.chance import ANY_JSON, HUGE
from tests.kinds.contract import assert_contract, assert_message, checked
from tests.kinds.examples import CALM
from tests.kinds.journey.cases import JOURNEYS, journey, maps


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_journey_keeps_the_contract(name: str) -> None:
    task, key = journey(name)
    assert_contract(KIND, task, key)
    assert_contract(KIND, task, None)


def model() -> Any:
    return copy.deepcopy(journey("build")[1].model)


def result(raw: Raw, name: str = "build") -> Result:
    task, key = journey(name)
    return check(task, key, parse(task, raw))


def failed(raw: Raw, name: str = "build") -> list[tuple[str, str]]:
    return [(c.id, c.item) for c in result(raw, name).criteria if c.met is False]


def test_criteria_name_stage_and_lane() -> None:
    raw = model()
    raw["notes"] = [n for n in raw["notes"] if n["id"] not in ("n4", "n9")]
    found = [c for c in result(raw).criteria if c.met is False]
    assert [(c.id, c.item) for c in found] == [
        ("stage-without-touchpoint", "renewal/touchpoints"),
        ("dip-without-opportunity", "claims/opportunities"),
    ]
    assert "“Renewal”" in found[0].seen
    assert "“Opportunities”" in found[1].try_next


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("personas", ("personas", "")),
        ("emotions", ("curve", "p1")),
    ],
)
def test_what_the_exercise_asks_for_is_counted(part: str, expected: tuple[str, str]) -> None:
    raw = model()
    raw[part] = []
    if part == "personas":
        raw["emotions"] = [{**e, "persona": ""} for e in raw["emotions"]]
        raw["notes"] = [{**n, "persona": ""} for n in raw["notes"]]
    assert failed(raw)[0] == expected


def test_a_lane_that_must_not_stay_empty() -> None:
    raw = model()
    raw["notes"] = [n for n in raw["notes"] if n["lane"] != "needs"]
    assert failed(raw) == [("fill", "needs")]
    raw["lanes"] = [row for row in raw["lanes"] if row["id"] != "needs"]
    miss = next(c for c in result(raw).criteria if c.met is False)
    assert (miss.item, miss.seen) == ("", "The lane “Needs” is not there.")
    assert miss.try_next.startswith("Add the lane.")


def test_a_curve_with_a_gap_is_not_whole() -> None:
    raw = model()
    raw["emotions"][2]["to_be"] = None
    assert failed(raw) == [("curve", "p1")]


def test_the_figures_are_told() -> None:
    found = {c.id: c for c in result(model()).criteria}
    assert found["figures"].met is True
    assert "lowest at Claims (−2)" in found["figures"].seen
    assert "1 touchpoint has no department in charge." in found["figures"].seen


def test_stages_and_lanes_alone_are_no_answer() -> None:
    task, key = journey("build")
    assert parse(task, start(task)) == BLANK
    assert check(task, key, parse(task, start(task))).outcome == "not_attempted"
    assert check(task, key, parse(task, {**start(task), "title": "Mine"})).outcome == "partial"
    assert result({**start(task), "title": "Mine"}).score < 0.25


def test_a_report_reads_as_words() -> None:
    task, key = journey("build")
    said = describe(task, parse(task, key.model))
    assert "Claims (moment of truth):" in said
    assert "- feeling of Gloria, who carries two: is −2, shall be +1" in said
    assert "(owner: Claims; metric: calls answered within two minutes after five)" in said


def test_what_a_map_offers_to_other_exercises() -> None:
    task, key = journey("build")
    made = KIND.objects(task, parse(task, key.model))
    assert len({m.id for m in made}) == len(made)
    assert [m.label for m in made if m.sort == "stage"] == ["Awareness", "Research", "Purchase", "Renewal", "Claims"]
    assert {"opportunity", "touchpoint", "stage", "lowest"} == {m.sort for m in made}
    (lowest,) = [m for m in made if m.sort == "lowest"]
    (actor,) = key.model["personas"]
    assert (lowest.id, lowest.label) == (f"lowest:{actor['id']}", f"Lowest point of {actor['name']}: Claims (−2)")
    alone = key.model | {"personas": [], "emotions": [{"stage": "claims", "as_is": -1}], "notes": []}
    assert KIND.objects(task, parse(task, alone))[-1].id == "lowest"
    assert KIND.objects(task, parse(task, None)) == ()


def test_where_personas_are_taken_from() -> None:
    task, key = journey("build")
    (want,) = KIND.wants(task)
    assert (want.exercise, want.sorts) == ("persona-builder", ("persona",))
    ((made, ref),) = KIND.refs(task, parse(task, key.model))
    assert (made.id, ref.exercise, ref.object) == (key.model["personas"][0]["id"], "persona-builder", "g1")
    find, marks = journey("find")
    assert KIND.wants(find) == ()
    assert KIND.objects(find, parse(find, KIND.solution(find, marks).answer)) == ()


def test_the_cases_own_persona_is_kept_as_one() -> None:
    task, key = journey("build")
    ref = {"exercise": "", "object": "tessera-grace", "label": "Gloria, who carries two"}
    person = key.model["personas"][0] | {"ref": ref}
    answer = parse(task, key.model | {"personas": [person]})
    assert isinstance(answer, JourneyMap)
    assert as_raw(answer)["personas"] == [person]
    with pytest.raises(FormatError, match="refers to an exercise that cannot be read"):
        parse(task, key.model | {"personas": [person | {"ref": ref | {"exercise": "../x"}}]})


def note(**changes: Any) -> dict[str, Any]:
    raw = model()
    raw["notes"] = [{"id": "n1", "stage": "claims", "lane": "touchpoints", "text": "x", **changes}]
    return raw


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (note(stage="no"), "a stage that is not on this map (“no”)"),
        (note(lane="no"), "a lane that is not on this map"),
        (note(lane="charge"), "this lane shows what touchpoints say"),
        (note(persona="p9"), "a persona that is not on this map"),
        (note(channel="owl"), "does not offer “owl”"),
        (note(owner="me"), "a value for “owner”, which this lane does not have"),
        (note(need="safety"), "a value for “need”"),
        (note(text=" "), "has no text"),
        (note(text="x" * 401), "has 401 characters; 400 is the most"),
        (note(text="\x1b[31m"), "hidden character"),
        (note(id="p1"), "its id “p1” stands twice"),
        (note(id="a/b"), "no usable id"),
        (note(moment=1), "yes or no, not a number"),
        (note(colour="red"), "has no “colour”"),
        (
            {**model(), "emotions": [{"stage": "claims", "persona": "p1", "as_is": 3}]},
            "not a whole number from −2 to +2",
        ),
        ({**model(), "emotions": [{"stage": "claims", "as_is": 1}]}, "a persona that is not on this map (“”)"),
        ({**model(), "emotions": [{"stage": "claims", "persona": "p1"}] * 2}, "has two emotions"),
        ({**model(), "stages": [{"id": f"s{i}", "name": "x"} for i in range(31)]}, "31 stages are too many, 30"),
        ({**model(), "lanes": [{"id": f"l{i}", "type": "free", "name": "x"} for i in range(21)]}, "21 lanes"),
        ({**model(), "notes": [{}] * 401}, "401 notes are too many"),
        ({**model(), "stages": [{"id": "s1", "name": "x" * 81}]}, "Stage 1 has 81 characters"),
        ({**model(), "stages": [{"id": "s1"}]}, "Stage 1 has no name"),
        ({**model(), "lanes": [{"id": "l1", "type": "gossip", "name": "Gossip"}]}, "no known sort (“gossip”)"),
        ({**model(), "personas": [{"id": "p1", "name": "x", "ref": {"exercise": "a"}}]}, "which is no object"),
        ({**model(), "scenario": ["x"]}, "The scenario cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_by_part(raw: Raw, said: str) -> None:
    task, _ = journey("build")
    with pytest.raises(FormatError) as refused:
        parse(task, raw)
    assert said in str(refused.value)
    assert_message(str(refused.value))


def test_the_largest_map_is_read() -> None:
    stages = [{"id": f"s{i}", "name": "x" * LIMITS["name"]} for i in range(LIMITS["stages"])]
    lanes = [{"id": f"l{i}", "type": "free", "name": "x"} for i in range(LIMITS["lanes"])]
    cells = [(s["id"], row["id"]) for s in stages for row in lanes][: LIMITS["notes"]]
    notes = [{"id": f"n{i}", "stage": s, "lane": r, "text": "x" * LIMITS["text"]} for i, (s, r) in enumerate(cells)]
    assert len(read_map({"stages": stages, "lanes": lanes, "notes": notes}).notes) == LIMITS["notes"]


@CALM
@given(raw=maps())
def test_a_map_comes_back_the_same(raw: dict[str, Any]) -> None:
    found = read_map(raw)
    validate(found)
    again = msgspec.json.decode(msgspec.json.encode(as_raw(found)))
    assert read_map(again) == found
    assert as_raw(read_map(again)) == as_raw(found)
    task, key = journey("plain")
    judged = checked(KIND, task, key, raw)
    assert judged.outcome in ("partial", "correct", "not_attempted")
    for criterion in judged.criteria:
        stage, _, lane = criterion.item.partition("/")
        known = {p["id"] for part in ("stages", "lanes", "personas") for p in raw[part]} | {""}
        assert {stage, lane} <= known


@CALM
@given(raw=ANY_JSON)
def test_any_json_is_read_or_refused(raw: Any) -> None:
    for name in ("build", "find"):
        task, key = journey(name)
        wrapped = [raw, {"marks": raw}] if name == "find" else [raw, {"notes": raw}, {**model(), "emotions": raw}]
        for one in wrapped:
            found = checked(KIND, task, key, one)
            if found.outcome == "invalid":
                assert_message(found.summary)


@pytest.mark.parametrize("size", HUGE)
def test_what_nobody_typed_is_refused_in_a_short_message(size: str) -> None:
    task, key = journey("build")
    for raw in (HUGE[size], {"stages": HUGE[size]}, {**model(), "title": HUGE[size]} if size[0] != "h" else 7):
        found = checked(KIND, task, key, raw)
        assert found.outcome == "invalid"
        assert_message(found.summary)


# ------------------------------------------------------------------ the reverse exercise


def mark(stage: str, rule: str, lane: str = "") -> dict[str, str]:
    return {"stage": stage, "lane": lane, "rule": rule}


def test_a_fault_counts_with_or_without_its_lane() -> None:
    for lane in ("", "l2"):
        found = result({"marks": [mark("s2", "stage-without-touchpoint", lane)]}, "find")
        assert found.score == pytest.approx(1 / 6, abs=1e-6)
        assert found.criteria[0].met is True
        assert found.criteria[0].why.startswith("In the first weeks")
    assert result({"marks": [mark("s2", "stage-without-touchpoint", "l1")]}, "find").outcome == "incorrect"


def test_marking_everything_does_not_help() -> None:
    task, _ = journey("find")
    marks = [mark(s, r) for s in ("s1", "s2") for r in task.rules]
    assert len(marks) == FAULTS_AT_MOST
    assert result({"marks": marks}, "find").score == pytest.approx(3 / (6 + 9), abs=1e-6)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (mark("s4", "loose-opportunity"), "There is something at this place, but not this."),
        (mark("s1", "internal-process"), "There is something at this place"),
        (mark("", "internal-process"), "There is such a fault on this map, but not here."),
    ],
)
def test_a_wrong_mark_hears_how_it_is_wrong(wrong: dict[str, str], said: str) -> None:
    found = [c for c in result({"marks": [wrong]}, "find").criteria if c.id == "mark"]
    assert said in found[0].why
    assert found[0].met is False


def test_what_is_not_found_is_counted_and_not_named() -> None:
    found = result({"marks": [mark("s1", "starts-at-purchase")]}, "find")
    last = found.criteria[-1]
    assert (last.id, last.met, last.item, last.seen) == ("missed", False, "", "5 faults are still to be found.")
    assert found.summary == "1 of 6 faults found."


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("build", {"task__rules": ["no-such"]}, "rules: there is no rule 'no-such'"),
    ("build", {"task__rules": []}, "rules: name at least one"),
    ("build", {"task__fill": ["department"]}, "fill: there is no sort of lane that holds notes 'department'"),
    ("build", {"task__lanes__1__id": "actions"}, "lanes: the id 'actions' stands twice"),
    ("build", {"task__lanes__1__id": "a b"}, "letters, digits"),
    ("build", {"task__lanes": []}, "give at least one of each"),
    ("build", {"task__min_stages": 31}, "min_stages"),
    ("build", {"task__personas_from": ["Persona Builder"]}, "is no exercise id"),
    ("build", {"task__map": {"title": "x"}}, "map: only mode find has one"),
    ("build", {"key__model": None}, "key.model: give a complete map"),
    ("build", {"key__model__notes": []}, "key.model: fill"),
    ("build", {"key__model__emotions__0__as_is": 9}, "key.model: The emotion"),
    ("build", {"key__why": ""}, "key.why"),
    ("find", {"key__faults": []}, "plant at least one"),
    ("find", {"key__faults__0__stage": "s9"}, "there is no stage 's9'"),
    ("find", {"key__faults__1__lanes": ["l9"]}, "there is no lane 'l9'"),
    ("find", {"key__faults__0__rule": "no-such"}, "there is no rule 'no-such'"),
    ("find", {"key__faults__0__why": ""}, "has no why"),
    ("find", {"key__faults__0__stage": "s2"}, "the map keeps 'starts-at-purchase' at 's2'"),
    ("find", {"task__map__notes__1__text": "", "task__map__notes__1__lane": "l2"}, "map: "),
    ("find", {"task__map__emotions__0__to_be": -1}, "the map breaks 'to-be-below-as-is' at 's1' too"),
    ("find", {"task__map": None}, "map: give the finished map"),
]


@pytest.mark.parametrize(("name", "changes", "told"), FAULTS, ids=lambda v: str(v)[:60])
def test_each_fault_of_an_author_is_found(name: str, changes: dict[str, Any], told: str) -> None:
    task, key = journey(name, **changes)
    assert isinstance(task, JourneyTask)
    assert isinstance(key, JourneyKey)
    found = problems(task, key)
    assert any(told in problem for problem in found), found
