"""Boards: five of the course's own, by TOML alone; what is missing and where, what cannot be read, what others cite."""

from __future__ import annotations

import copy
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.board import KIND
from mosaic_exercises.kinds.board.check import check, describe, objects, parse, problems, view
from mosaic_exercises.kinds.board.read import as_raw
from mosaic_exercises.kinds.board.rules import BUNDLES, RULES
from mosaic_exercises.kinds.board.task import Axes
from mosaic_exercises.reading.refs import Made, Want
from mosaic_exercises.reading.values import Raw, as_json
from mosaic_exercises.results import Result
from tests.kinds.board.cases import BOARDS, answers, board
from tests.kinds.chance import ANY_JSON, HUGE
from tests.kinds.contract import assert_contract, assert_message, checked
from tests.kinds.examples import CALM
from tests.support import share


@pytest.mark.parametrize("name", BOARDS)
def test_each_board_keeps_the_contract(name: str) -> None:
    task, key = board(name)
    assert_contract(KIND, task, key)
    assert_contract(KIND, task, None)


def model(name: str) -> Any:
    return copy.deepcopy(board(name)[1].model)


def result(name: str, raw: Raw) -> Result:
    task, key = board(name)
    return check(task, key, parse(task, raw))


def failed(name: str, raw: Raw) -> list[tuple[str, str]]:
    return [(c.id, c.item) for c in result(name, raw).criteria if c.met is False]


def note(raw: Any, id_: str) -> Any:
    return next(n for n in raw["notes"] if n["id"] == id_)


# ------------------------------------------------------------------ each rule alone


def reworded(name: str, id_: str, text: str) -> Any:
    raw = model(name)
    note(raw, id_)["text"] = text
    return raw


def without_refs(id_: str, keep: int) -> Any:
    raw = model("tows")
    note(raw, id_)["refs"] = note(raw, id_)["refs"][:keep]
    return raw


def long_list() -> Any:
    raw = model("swot")
    raw["notes"] += [{"id": f"more{i}", "section": "weaknesses", "text": f"Fault number {i}"} for i in range(5)]
    return raw


def moved(name: str, id_: str, section: str) -> Any:
    raw = model(name)
    note(raw, id_)["section"] = section
    return raw


def unlinked(name: str, *ids: str) -> Any:
    raw = model(name)
    raw["links"] = [link for link in raw["links"] if link["id"] not in ids]
    return raw


def untargeted() -> Any:
    raw = model("scorecard")
    del note(raw, "c1")["fields"]["target"]
    return raw


def without_learning() -> Any:
    raw = unlinked("scorecard", "k1")
    raw["notes"] = [n for n in raw["notes"] if n["section"] != "learning"]
    return raw


def round_about() -> Any:
    raw = model("scorecard")
    raw["links"].append({"id": "k4", "kind": "serves", "from": "f1", "to": "l1"})
    return raw


BREAKS: list[tuple[str, str, Any, str, str]] = [
    ("swot", "opportunity-is-own-action", reworded("swot", "o2", "Launch a club for tourers."), "o2", "“Launch”"),
    (
        "swot",
        "opportunity-is-own-action",
        reworded("swot", "o2", "We could offer the hospital a price."),
        "o2",
        "We could",
    ),
    ("swot", "threat-is-weakness", reworded("swot", "t3", "Our website is slow."), "t3", "Our website"),
    ("swot", "threat-is-weakness", reworded("swot", "t3", "Too few trained staff in summer"), "t3", "Too few"),
    ("swot", "aspiration-as-strength", reworded("swot", "s2", "We want to be the best workshop."), "s2", "We want"),
    ("swot", "unranked-over-seven", long_list(), "weaknesses", "8 notes"),
    ("pest", "competitor-in-pest", reworded("pest", "e2", "Gannet Direct lowers its prices"), "e2", "Gannet Direct"),
    ("pest", "competitor-in-pest", reworded("pest", "e2", "Suppliers ask for more"), "e2", "Suppliers"),
    ("pest", "internal-in-pest", reworded("pest", "e2", "Our staff is paid too little"), "e2", "Our staff"),
    ("pest", "internal-in-pest", reworded("pest", "t1", "Introduce a tracker"), "t1", "Introduce"),
    ("tows", "tows-uncited", without_refs("x2", 1), "x2", "no external factor"),
    ("tows", "tows-uncited", without_refs("x3", 1), "x3", "no external factor"),
    ("tows", "tows-uncited", moved("tows", "x1", "wo"), "x1", "cites strengths, but no weaknesses"),
    ("scorecard", "perspective-missing", without_learning(), "learning", "“Learning and growth” is empty"),
    ("scorecard", "initiative-as-objective", reworded("scorecard", "i1", "Install new software"), "i1", "“Install”"),
    ("scorecard", "measure-without-target", untargeted(), "c1/target", "has no target"),
    ("scorecard", "no-cause-and-effect", unlinked("scorecard", "k1", "k2", "k3"), "", "linked"),
    ("scorecard", "cause-in-circle", round_about(), "f1", "in a circle"),
    ("chain", "broken-chain", unlinked("chain", "a3"), "redbrick", "serves nobody"),
    ("chain", "broken-chain", unlinked("chain", "a1"), "northlight", "serves nobody"),
]


@pytest.mark.parametrize(("name", "rule", "raw", "item", "said"), BREAKS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_rule_fires_on_a_board_that_breaks_it_alone(name: str, rule: str, raw: Any, item: str, said: str) -> None:
    found = [c for c in result(name, raw).criteria if c.met is False]
    own = [c for c in found if c.id == rule]
    assert {c.id for c in found} <= {rule, "notes"}  # a note moved away is missed where it stood
    assert [c.item for c in own] == [item]
    assert said in own[0].seen
    assert own[0].why
    assert own[0].try_next
    assert result(name, raw).outcome == "partial"


def test_every_rule_of_the_issue_has_a_board_that_breaks_it() -> None:
    assert {rule for _, rule, *_ in BREAKS} == set(RULES) - {"loose-objective"}


@pytest.mark.parametrize("name", BOARDS)
def test_every_rule_is_silent_on_a_good_board(name: str) -> None:
    task, key = board(name)
    good = result(name, key.model)
    assert (good.outcome, good.score) == ("correct", 1.0)
    named = {rule for bundle in task.rules for rule in BUNDLES.get(bundle, (bundle,))}
    told = {c.id for c in good.criteria if c.met}
    assert told & set(RULES) <= named
    assert "unranked-over-seven" not in told  # short lists: the rule has nothing to speak of


def test_an_objective_linked_with_nothing() -> None:
    task, key = board("scorecard", task__rules=["loose-objective"])
    raw = unlinked("scorecard", "k3")
    found = [c for c in check(task, key, parse(task, raw)).criteria if c.met is False]
    assert [(c.id, c.item) for c in found] == [("loose-objective", "f1")]
    none = check(task, key, parse(task, {**raw, "links": []}))
    assert "loose-objective" not in {c.id for c in none.criteria}  # without links it has nothing to speak of


def test_a_ranked_long_list_is_in_order() -> None:
    raw = long_list()
    own = [n for n in raw["notes"] if n["section"] == "weaknesses"]
    for rank, one in enumerate(reversed(own), start=1):
        one["rank"] = rank
    assert failed("swot", raw) == []
    own[0]["rank"] = 1  # two firsts and no last are no order
    assert failed("swot", raw) == [("unranked-over-seven", "weaknesses")]


def test_a_cited_factor_of_no_known_sort_may_be_either() -> None:
    raw = model("tows")
    refs = [{"exercise": "swot", "object": f"gone{i}", "label": "was there"} for i in range(2)]
    note(raw, "x1")["refs"] = refs
    assert failed("tows", raw) == []
    note(raw, "x1")["refs"] = refs[:1]
    assert failed("tows", raw) == [("tows-uncited", "x1")]


def test_links_within_one_perspective_are_no_cause_and_effect() -> None:
    raw = model("scorecard")
    raw["notes"].append({**copy.deepcopy(note(raw, "f1")), "id": "f2", "text": "Earn more from each fleet"})
    raw["links"] = [{"id": "k1", "kind": "serves", "from": "f2", "to": "f1"}]
    assert failed("scorecard", raw) == [("no-cause-and-effect", "")]


def test_too_few_notes_and_empty_fields_are_named_with_their_guidance() -> None:
    raw = model("pest")
    raw["notes"] = [n for n in raw["notes"] if n["section"] != "social"]
    del note(raw, "p1")["fields"]["effect"]
    found = [c for c in result("pest", raw).criteria if c.met is False]
    assert [(c.id, c.item) for c in found] == [("notes", "social"), ("field", "p1/effect")]
    assert found[0].seen == "“Social” has 0 notes of at least 1."
    assert found[0].try_next == "How people live, what they expect."
    assert "What would happen" in found[1].try_next
    assert result("pest", raw).summary.endswith("2 things are not.")


def test_a_link_that_a_moved_note_left_behind_is_kept_and_named() -> None:
    raw = moved("chain", "rider", "inside")
    note(raw, "rider")["fields"]["gives"] = "Parcels"
    raw["notes"].append({"id": "friend", "section": "end", "text": "A friend", "fields": {"receives": "A ride"}})
    raw["links"].append({"id": "a4", "kind": "hands-on", "from": "rider", "to": "friend"})
    assert failed("chain", raw) == []
    raw["links"].append({"id": "a5", "kind": "hands-on", "from": "friend", "to": "rider"})
    assert failed("chain", raw) == [("astray", "a5")]


def test_misconceptions_are_those_of_the_course() -> None:
    known = (CONTENT / "misconceptions.toml").read_text(encoding="utf-8")
    named = {c.misconception for name, _, raw, *_ in BREAKS for c in result(name, raw).criteria if c.misconception}
    assert len(named) >= 7
    assert all(f"[{slug}]" in known for slug in named)


# ------------------------------------------------------------------ what others refer to, reports, the view


def test_notes_and_their_texts_can_be_cited_and_follow_a_rename() -> None:
    task, key = board("scorecard")
    made = objects(task, parse(task, key.model))
    assert Made("i1", "Decide claims on time", "process") in made
    label = "Decide claims on time: Measure: Share of claims decided within ten days, %"
    assert Made("i1/measure", label, "measure") in made
    raw = reworded("scorecard", "i1", "Decide claims when promised")
    assert Made("i1", "Decide claims when promised", "process") in objects(task, parse(task, raw))
    pest = objects(*(lambda t, k: (t, parse(t, k.model)))(*board("pest")))
    assert {m.sort for m in pest} == {"political", "economic", "social", "technological", "effect"}


def test_a_report_reads_as_words() -> None:
    task, key = board("scorecard")
    said = describe(task, parse(task, key.model))
    assert "Financial:\n- Earn more from the customers we have | Measure: Gross margin of the year, EUR" in said
    assert "Let more people decide -> serves -> Decide claims on time" in said
    assert "cites Name one owner" in said
    ranked = describe(
        board("pest")[0],
        parse(
            board("pest")[0],
            {
                "notes": [
                    {"id": "a", "section": "social", "text": "Second", "rank": 2},
                    {"id": "b", "section": "social", "text": "First", "rank": 1, "fields": {"impact": 4}},
                ]
            },
        ),
    )
    assert ranked == "Social:\n1. First | Impact: 4 (of 1 to 5)\n2. Second"


def test_the_view_has_every_limit_and_the_rules_in_words() -> None:
    task, _ = board("swot")
    shown = view(task, random.Random(1))
    assert [r.id for r in shown.rules] == list(BUNDLES["swot"])
    assert (shown.limits["text"], shown.limits["notes"], shown.offers) == (280, 60, ())
    assert shown.axes == Axes(("helps us", "hinders us"), ("inside the firm", "outside"))
    assert shown.wants[0] == Want("pest", ("political", "economic", "social", "technological"))
    fields = view(board("scorecard")[0], random.Random(1)).sections[0].fields
    assert {f.id: f.max_chars for f in fields}["measure"] == 200
    link = as_json(view(board("scorecard")[0], random.Random(1)).links[0])
    assert set(link) == {"id", "name", "from", "to"}
    assert KIND.wants(task)[1].exercise == "persona-builder"


# ------------------------------------------------------------------ reading

ONE: dict[str, Any] = {"id": "n1", "section": "political", "text": "A law"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "x" * 281}, "Note 1 has 281 characters; 280 is the most"),
        ({"text": "\u200b "}, "Note 1 has no text"),
        ({"text": "a\x07"}, "hidden character (U+0007)"),
        ({"section": "strengths"}, "no part of this PEST (“strengths”)"),
        ({"id": "p/1"}, "no usable id"),
        ({"fields": {"measure": "x"}}, "has no “measure”"),
        ({"fields": {"impact": 6}}, "whole numbers from 1 to 5, not 6"),
        ({"fields": {"impact": "5"}}, "whole numbers"),
        ({"fields": {"impact": True}}, "not yes or no"),
        ({"fields": {"direction": "up"}}, "does not offer “up”"),
        ({"fields": {"effect": "x" * 201}}, "“What it would mean” has 201 characters"),
        ({"rank": -1}, "no usable rank"),
        ({"rank": 1.0}, "no usable rank"),
        ({"refs": [{"exercise": "A B", "object": "x"}]}, "refers to an exercise that cannot be read"),
        ({"refs": [{"exercise": "swot", "object": "<b>"}]}, "which is no object"),
        ({"refs": [{"exercise": "swot", "object": "s1", "sort": 7}]}, "no known sort"),
        ({"refs": [{"exercise": "swot", "object": "s1"}] * 13}, "13 references are too many"),
    ],
)
def test_what_cannot_be_read_is_said_by_note(change: dict[str, Any], said: str) -> None:
    task, _ = board("pest")
    with pytest.raises(FormatError) as refused:
        parse(task, {"notes": [{**ONE, **change}]})
    assert said in str(refused.value)
    assert_message(str(refused.value))


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([{"id": "k", "kind": "likes", "from": "f1", "to": "c1"}], "“likes”"),
        ([{"id": "k", "kind": "serves", "from": "f1", "to": "gone"}], "a note that is not there (“gone”)"),
        ([{"id": "k", "kind": "serves", "from": "f1", "to": "f1"}], "from a note to itself"),
        ([{"id": "f1", "kind": "serves", "from": "f1", "to": "c1"}], "stands twice"),
        (
            [{"id": f"k{i}", "kind": "serves", "from": "f1", "to": "c1"} for i in range(2)],
            "Link 2 stands there already",
        ),
        ([{"id": "k", "kind": "serves", "from": "f1"}], "not there (nothing)"),
    ],
)
def test_links_that_lead_nowhere_are_refused(links: Any, said: str) -> None:
    task, key = board("scorecard")
    with pytest.raises(FormatError) as refused:
        parse(task, {**key.model, "links": links})
    assert said in str(refused.value)
    assert_message(str(refused.value))


def test_more_notes_than_a_part_takes_are_refused() -> None:
    task, _ = board("scorecard")
    notes = [{"id": f"n{i}", "section": "financial", "text": "x"} for i in range(7)]
    with pytest.raises(FormatError, match="“Financial” has 7 notes; 6 is the most"):
        parse(task, {"notes": notes})


def test_links_without_notes_are_blank() -> None:
    task, _ = board("chain")
    assert parse(task, {"notes": [], "links": []}) == parse(task, None)


@pytest.mark.parametrize("name", BOARDS)
@settings(CALM, max_examples=share(40))
@given(data=st.data())
def test_a_readable_answer_comes_back_the_same(name: str, data: st.DataObject) -> None:
    task, key = board(name)
    answer = parse(task, data.draw(answers(task)))
    again = msgspec.json.decode(msgspec.json.encode(as_raw(answer)))
    assert parse(task, again) == answer
    found = checked(KIND, task, key, as_raw(answer))
    assert found.outcome in (("partial", "correct") if answer.notes else ("not_attempted",))
    assert all(c.item == "" or c.item in places(answer, task) for c in found.criteria if c.judge == "computer")
    describe(task, answer).encode()
    assert all(made.label.strip() for made in objects(task, answer))


def places(answer: Any, task: Any) -> set[str]:
    notes = {n.id for n in answer.notes} | {g.id for g in task.given}
    fields = {f"{n}/{f.id}" for n in notes for s in task.sections for f in s.fields}
    return notes | fields | {s.id for s in task.sections} | {link.id for link in answer.links}


@pytest.mark.parametrize("name", ["swot", "scorecard"])
@CALM
@given(raw=ANY_JSON)
def test_any_json_is_read_or_refused(name: str, raw: Any) -> None:
    task, key = board(name)
    first = {"id": "a", "section": task.sections[0].id, "text": "x"}
    for wrapped in (raw, {"notes": raw}, {"notes": [raw]}, {"notes": [{**first, "fields": raw, "refs": raw}]}):
        found = checked(KIND, task, key, wrapped)
        if found.outcome == "invalid":
            assert_message(found.summary)
    for wrapped in ({"notes": [first], "links": raw}, {"notes": [{**first, "rank": raw, "refs": [raw]}]}):
        assert checked(KIND, task, key, wrapped).outcome in ("invalid", "partial")


@pytest.mark.parametrize("size", HUGE)
def test_what_nobody_typed_is_refused_in_a_short_message(size: str) -> None:
    task, key = board("scorecard")
    huge = HUGE[size]
    one = {"id": "a", "section": "financial", "text": "x"}
    for raw in (huge, {"notes": huge}, {"notes": [{**one, "text": huge}]}, {"notes": [{**one, "fields": huge}]}):
        found = checked(KIND, task, key, raw)
        assert found.outcome == "invalid"
        assert_message(found.summary)


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("swot", {"task__rules": ["no-such-rule"]}, "rules: there is no rule 'no-such-rule'"),
    ("swot", {"task__rules": ["tows"]}, "tows-uncited: there is no section so"),
    ("tows", {"task__rules": ["swot"]}, "there is no section 'opportunities'"),
    ("swot", {"task__rules": ["scorecard"]}, "no section has measure and target"),
    ("pest", {"task__rules": ["no-cause-and-effect"]}, "the board has no links"),
    ("swot", {"task__sections__1__id": "strengths"}, "sections: the id 'strengths' stands twice"),
    ("swot", {"task__layout": "columns"}, "axes: only quadrants"),
    ("swot", {"task__sections": [{"id": "strengths", "name": "S"}]}, "quadrants need four"),
    ("swot", {"task__min_notes": {"strength": 1}}, "there is no section 'strength'"),
    ("swot", {"task__min_notes": {"strengths": 13}}, "from 0 to the section's limit"),
    ("swot", {"task__sections__0__limit": 0}, "limit: from 1 to 60"),
    ("swot", {"task__rubric__0__id": "begun"}, "rubric: the id 'begun' is taken"),
    ("pest", {"task__sections__0__fields__1__high": 1}, "low must be less than high"),
    ("pest", {"task__sections__0__fields__3__options": []}, "options: give at least two"),
    ("pest", {"task__sections__0__fields__0__max_chars": 2000}, "max_chars"),
    ("scorecard", {"task__links__0__to": ["nowhere"]}, "there is no section 'nowhere'"),
    ("scorecard", {"task__links__0__from": []}, "name a section to lead from"),
    ("chain", {"task__given__0__section": "nobody"}, "given: there is no section 'nobody'"),
    ("chain", {"task__given__0__fields": {"gave": "x"}}, "given: The note “Northlight Mutual” has no “gave”"),
    ("chain", {"task__given__0__id": "north light"}, "letters, digits"),
    ("swot", {"key__why": " "}, "key.why"),
    ("swot", {"key__model": {"notes": []}}, "key.model: write a model answer"),
    ("swot", {"key__model__notes__0__text": "To be the best"}, "key.model: aspiration-as-strength"),
    ("swot", {"key__model__notes__0__text": 7}, "key.model: Note 1"),
]


@pytest.mark.parametrize(("name", "changes", "told"), FAULTS, ids=lambda v: str(v)[:60])
def test_each_fault_of_an_author_is_found(name: str, changes: dict[str, Any], told: str) -> None:
    found = problems(*board(name, **changes))
    assert any(told in problem for problem in found), found
