"""Forms: five of the course's own, by TOML alone; what is complete, what is missing and where, what cannot be read."""

from __future__ import annotations

import copy
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.drawing.portrait import COLOURS, PARTS, TRAITS, portrait_table, shapes
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.form import KIND
from mosaic_exercises.kinds.form.check import check, describe, objects, parse, problems, samples, view
from mosaic_exercises.kinds.form.read import as_raw
from mosaic_exercises.kinds.form.rules import BUNDLES, RULES
from mosaic_exercises.kinds.form.task import fields
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.results import Result
from tests.kinds.chance import ANY_JSON, HUGE
from tests.kinds.contract import assert_contract, assert_message, checked
from tests.kinds.examples import CALM
from tests.kinds.form.cases import FORMS, form, form_answers
from tests.support import share


@pytest.mark.parametrize("name", FORMS)
def test_each_form_keeps_the_contract(name: str) -> None:
    task, key = form(name)
    assert_contract(KIND, task, key)
    assert_contract(KIND, task, None)


def model(name: str) -> Any:
    return copy.deepcopy(form(name)[1].model)


def result(name: str, raw: Raw) -> Result:
    task, key = form(name)
    return check(task, key, parse(task, raw))


def failed(name: str, raw: Raw) -> list[tuple[str, str]]:
    return [(c.id, c.item) for c in result(name, raw).criteria if c.met is False]


def test_a_required_field_left_out_is_named_with_its_guidance() -> None:
    raw = model("customer-card")
    del raw["entries"][0]["values"]["leave"]
    found = result("customer-card", raw)
    assert found.outcome == "partial"
    miss = next(c for c in found.criteria if c.met is False)
    assert (miss.id, miss.item) == ("field", "k1/leave")
    assert miss.seen == "Redbrick Couriers: “Reasons to leave” is empty."
    assert "If you know none, ask" in miss.try_next
    assert found.summary == "8 of 9 things asked for are there; 1 thing is missing."
    assert found.score == pytest.approx(9 / 10)


def test_too_few_rows_are_counted() -> None:
    raw = model("customer-card")
    del raw["entries"][0]["values"]["log"][0]
    assert failed("customer-card", raw) == [("field", "k1/log")]


def test_every_action_of_a_log_needs_its_outcome() -> None:
    raw = model("customer-card")
    raw["entries"][0]["values"]["log"][1]["outcome"] = " "
    found = next(c for c in result("customer-card", raw).criteria if c.met is False)
    assert (found.id, found.item) == ("log-outcome", "k1/log")
    assert found.seen == "Redbrick Couriers, “Contact log”, row 2: “Outcome” missing."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"quote": "73% of my work does not work"}, []),  # it names an interview
        ({"attitudes": ["73% of us never claim"]}, [("invented-number", "g1/attitudes")]),
        ({"motivations": ["to be there"]}, [("no-evidence", "g1/motivations")]),
        ({"details": "34, and 73 friends"}, []),  # an age is no claim
        (
            {"feel": None, "done": None, "life": None},
            [("field", "g1/done"), ("no-goal", "g1/feel")],
        ),
    ],
)
def test_persona_rules(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    raw = model("persona")
    raw["entries"][0]["values"].update(change)
    assert failed("persona", raw) == expected


def test_demographics_alone_are_told_from_a_persona() -> None:
    raw = {"entries": [{"id": "a", "values": {"name": "Grace", "details": "34, two children"}}]}
    found = {c.id: c for c in result("persona", raw).criteria if c.met is False}
    assert found["demographics-only"].misconception == "persona-demographics-only"
    assert "no-goal" in found
    assert result("persona", raw).outcome == "partial"


def test_two_personas_that_are_the_same() -> None:
    raw = model("persona")
    twin = copy.deepcopy(raw["entries"][0])
    twin["id"] = "g2"
    twin["values"]["name"] = "Hanna"
    twin["values"]["details"] = "61, a banker"
    raw["entries"].append(twin)
    assert failed("persona", raw) == [("same-twice", "g2")]


def test_a_persona_of_assumptions_says_so() -> None:
    raw = model("persona")
    evidence = raw["entries"][0]["evidence"]
    raw["entries"][0]["evidence"] = {field: [{"source": "assumption"}] for field in evidence}
    found = result("persona", raw)
    assert ("only-assumptions", "g1") in failed("persona", raw)
    stands = next(c for c in found.criteria if c.id == "standing")
    assert (stands.met, stands.item) == (True, "g1")
    assert "Made of assumptions" in stands.seen


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ({"source": "interview"}, "not which one"),
        ({"source": "survey"}, "not where to find it"),
        ({"source": "interview", "ref": "int-99"}, "a source that is not in the list"),
        ({"source": "survey", "ref": "int-06"}, "of another sort"),
    ],
)
def test_evidence_that_nobody_can_look_up(piece: dict[str, str], said: str) -> None:
    raw = model("persona")
    raw["entries"][0]["evidence"]["quote"] = [piece]
    found = [c for c in result("persona", raw).criteria if c.id == "open-evidence"]
    assert [(c.met, c.item) for c in found] == [(False, "g1/quote")]
    assert said in found[0].seen


def test_words_that_any_firm_could_print() -> None:
    raw = model("mission")
    raw["entries"][0]["values"]["statement"] = (
        "To be the leading and most innovative provider of world-class cycling solutions for everyone."
    )
    found = [c for c in result("mission", raw).criteria if c.met is False]
    assert [(c.id, c.item) for c in found] == [("empty-words", "s1/statement")]
    assert "“leading”" in found[0].seen


def test_the_same_words_in_two_fields() -> None:
    raw = model("empathy")
    raw["entries"][0]["values"]["gain"] = ["Children hungry, and wet!", "children hungry and wet"]
    assert failed("empathy", raw) == [("said-twice", "m1/gain")] * 2


def test_an_almost_empty_form_is_far_from_done() -> None:
    assert result("persona", {"entries": [{"id": "a", "values": {"name": "Grace"}}]}).score < 0.35


def test_without_a_key_the_same_criteria_are_recorded() -> None:
    task, key = form("mission")
    answer = parse(task, key.model)
    open_ = check(task, None, answer)
    assert (open_.outcome, open_.score) == ("recorded", 0.0)
    assert open_.criteria == check(task, key, answer).criteria
    assert [c.met for c in open_.criteria if c.judge == "marker"] == [None, None]


def test_objects_have_permanent_ids_and_follow_a_rename() -> None:
    task, key = form("persona")
    made = objects(task, parse(task, key.model))
    assert (made[0].id, made[0].label, made[0].sort) == ("g1", "Gloria, who carries two", "persona")
    assert {m.sort for m in made[1:]} == {"need", "goal", "pain"}
    (pain,) = [m for m in made if m.sort == "pain"]
    assert pain.id == "g1/frustrations"
    assert pain.label.startswith("Gloria, who carries two: Frustrations: ")
    raw = model("persona")
    raw["entries"][0]["values"]["name"] = "Hanna"
    raw["entries"].append({"id": "empty", "values": {}})
    renamed = objects(task, parse(task, raw))
    assert [m.id for m in renamed] == [m.id for m in made]
    assert renamed[0].label == "Hanna"


def test_a_report_reads_as_words() -> None:
    task, key = form("persona")
    said = describe(task, parse(task, key.model))
    assert "Segment: Family haulers" in said
    assert (
        "Needs that speak: Physiological | Safety | Belonging and love [interview with Grace Adeyemi, mother of twins]"
        in said
    )
    assert "skin: tone 6" in said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "x" * 41}, "“Name” has 41 characters; 40 is the most"),
        ({"name": ["x"]}, "“Name” cannot be read: a text is needed, not a list"),
        ({"done": ["x"] * 5}, "“What should be done”: 5 items are too many"),
        ({"segment": "dogs"}, "does not offer “dogs”"),
        ({"digital": 6}, "whole numbers from 1 to 5, not 6"),
        ({"digital": True}, "not yes or no"),
        ({"digital": 2.5}, "whole numbers"),
        ({"portrait": {"skin": "green"}}, "does not offer “green”"),
        ({"portrait": {"tail": "t1"}}, "no “tail”"),
        ({"colour": "red"}, "no “colour”"),
        ({"name": "a bell \x07"}, "hidden character (U+0007)"),
    ],
)
def test_what_cannot_be_read_is_said_by_field(values: dict[str, Any], said: str) -> None:
    task, _ = form("persona")
    with pytest.raises(FormatError) as refused:
        parse(task, {"entries": [{"id": "a", "values": values}]})
    assert said in str(refused.value)
    assert "Persona 1" in str(refused.value)
    assert_message(str(refused.value))


@pytest.mark.parametrize("day", ["2026-02-30", "30.9.2026", "20260930", "2026-W01-1", "٢٠٢٦-٠٩-٣٠"])
def test_a_date_that_is_none(day: str) -> None:
    task, _ = form("customer-card")
    with pytest.raises(FormatError, match="is no date"):
        parse(task, {"entries": [{"id": "a", "values": {"log": [{"date": day}]}}]})


def test_evidence_where_none_is_asked_for() -> None:
    task, _ = form("persona")
    with pytest.raises(FormatError, match="asks for none"):
        parse(task, {"entries": [{"id": "a", "values": {}, "evidence": {"name": [{"source": "assumption"}]}}]})


def test_what_nobody_can_see_is_not_filled_in() -> None:
    task, _ = form("persona")
    values = {
        "name": " \u200b",
        "done": ["", " "],
        "segment": "",
        "digital": None,
        "portrait": {"skin": ""},
        "needs": [],
    }
    assert parse(task, {"entries": [{"id": "a", "values": values, "evidence": {"done": []}}]}) == ()
    kept = parse(task, {"entries": [{"id": "a", "values": {"name": "A\nB", "quote": "x\r\ny"}}]})
    assert kept[0].values == {"name": "A B", "quote": "x y"}


@pytest.mark.parametrize("name", FORMS)
@settings(CALM, max_examples=share(40))
@given(data=st.data())
def test_a_readable_answer_comes_back_the_same(name: str, data: st.DataObject) -> None:
    task, key = form(name)
    answer = parse(task, data.draw(form_answers(task)))
    again = msgspec.json.decode(msgspec.json.encode(as_raw(answer)))
    assert parse(task, again) == answer
    found = checked(KIND, task, key, as_raw(answer))
    assert found.outcome in (("not_attempted",) if not answer else ("partial", "correct"))
    describe(task, answer).encode()


@pytest.mark.parametrize("name", ["persona", "customer-card"])
@CALM
@given(raw=ANY_JSON)
def test_any_json_is_read_or_refused(name: str, raw: Any) -> None:
    task, key = form(name)
    for wrapped in (raw, {"entries": raw}, {"entries": [{"id": "a", "values": raw}]}):
        found = checked(KIND, task, key, wrapped)
        if found.outcome == "invalid":
            assert_message(found.summary)


@pytest.mark.parametrize("size", HUGE)
def test_what_nobody_typed_is_refused_in_a_short_message(size: str) -> None:
    task, key = form("persona")
    huge = HUGE[size]
    for raw in (huge, {"entries": huge}, {"entries": [{"id": "a", "values": {"name": huge, "done": huge}}]}):
        found = checked(KIND, task, key, raw)
        assert found.outcome == "invalid"
        assert_message(found.summary)


def test_the_view_has_every_limit_and_the_rules_in_words() -> None:
    task, _ = form("persona")
    shown = view(task, random.Random(1))
    listed = [f for s in shown.sections for f in s.fields]
    assert [f.id for f in listed] == list(fields(task))
    assert all(f.max_items >= 1 for f in listed)
    assert {f.id: f.max_chars for f in listed}["name"] == 40
    assert [r.id for r in shown.rules] == [*BUNDLES["persona"], "only-assumptions", "open-evidence"]
    assert shown.portrait is not None
    assert shown.portrait.box == (0, 0, 120, 120)
    assert view(form("mission")[0], random.Random(1)).portrait is None


def test_the_portrait_table_is_whole() -> None:
    options = {t.id: {o.id for o in t.options} for t in TRAITS}
    assert all(part.option == "*" or part.option in options[part.trait] for part in PARTS)
    fills = {shape.fill for part in portrait_table().parts for shape in part.shapes}
    assert {fill[1:] for fill in fills if fill.startswith("@")} == set(COLOURS)
    assert all(set(COLOURS[trait]) == options[trait] for trait in COLOURS)
    drawn = {tuple(shapes({trait: option})) for trait in options for option in options[trait]}
    assert len(drawn) == sum(len(o) - 1 for o in options.values()) + 1, "two options look the same"


def test_bundles_name_rules() -> None:
    assert all(set(ids) <= set(RULES) for ids in BUNDLES.values())


SECTION = "task__sections__0__"
FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("persona", {"task__rules": ["no-such-rule"]}, "rules: there is no rule 'no-such-rule'"),
    ("persona", {"task__title_field": "done"}, "title_field: name a short field"),
    ("persona", {"task__group_field": "needs"}, "group_field"),
    ("persona", {"task__sources__0__group": "dogs"}, "there is no group 'dogs'"),
    ("persona", {"task__sources__1__id": "int-01"}, "sources: the id 'int-01' stands twice"),
    ("persona", {"task__evidence": ["interview"]}, "there is no kind of evidence 'survey'"),
    ("persona", {"task__min_entries": 5}, "min_entries, max_entries"),
    ("persona", {SECTION + "fields__1__id": "segment"}, "stands twice"),
    ("persona", {SECTION + "fields__1__id": "done"}, "stands in two sections"),
    ("persona", {SECTION + "fields__1__id": "the name"}, "letters, digits"),
    ("persona", {SECTION + "fields__2__options": []}, "options: give at least two"),
    ("persona", {SECTION + "fields__1__many": True}, "only a choice has options"),
    ("persona", {"task__sections__2__fields__5__high": 1}, "low must be less than high"),
    ("persona", {SECTION + "fields__1__max_chars": -1}, "limits"),
    ("persona", {SECTION + "fields__3__type": "portrait"}, "one portrait is enough"),
    ("persona", {"task__rubric__0__id": "begun"}, "rubric: the id 'begun' is taken"),
    ("customer-card", {"task__sections__3__fields__0__min_items": 99}, "min_items is more than max_items"),
    (
        "customer-card",
        {"task__sections__3__fields__0__columns": [{"id": "d", "label": "D", "type": "date"}]},
        "columns",
    ),
    ("empathy", {"task__grid__0": "who who"}, "same number of words"),
    ("empathy", {"task__grid__0": "who who who do do nobody"}, "no section 'nobody'"),
    ("empathy", {"task__grid__0": "do who who do do do"}, "is no rectangle"),
    ("empathy", {"task__grid": ["who do see say act hear think pains"]}, "'gains' has no place"),
    ("empathy", {"task__layout": "sections"}, "only a canvas has one"),
    ("mission", {"key__why": " "}, "key.why"),
    ("mission", {"key__model": {"entries": []}}, "key.model: write a model answer"),
    ("mission", {"key__model__entries__0__values__whom": ""}, "key.model: field:"),
    ("mission", {"key__model__entries__0__values__statement": "The best."}, "key.model: empty-words"),
    ("mission", {"key__model__entries__0__values__whom": 7}, "key.model: The mission statement"),
]


@pytest.mark.parametrize(("name", "changes", "told"), FAULTS, ids=lambda v: str(v)[:60])
def test_each_fault_of_an_author_is_found(name: str, changes: dict[str, Any], told: str) -> None:
    found = problems(*form(name, **changes))
    assert any(told in problem for problem in found), found


def test_a_form_of_other_types_keeps_the_contract() -> None:
    table = {
        "sections": [
            {
                "id": "s",
                "name": "S",
                "fields": [{"id": "proof", "label": "Proof", "type": "evidence", "required": True}],
            }
        ],
    }
    task = msgspec.convert(table, type(form("mission")[0]))
    entry = {"id": "e", "values": {"proof": [{"source": "data", "note": "claims.csv"}]}}
    key = msgspec.convert({"why": "It can be looked up.", "model": {"entries": [entry]}}, type(form("mission")[1]))
    assert_contract(KIND, task, key)
    assert samples(task, None).recorded
