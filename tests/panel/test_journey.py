"""The journey map: built by mouse, by keyboard alone and by touch; the same data as lists; faults found in a map."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.support import long_profile

from . import samples_maps as maps
from .bench import Bench, retitled
from .targets import small_targets

RECORDED = """() => { const result = { outcome: 'recorded', score: 0, summary: '', criteria: [] };
  window.checkWith = new Proxy({}, { get: () => () => result }); }"""
HOSTILE = '<img src=x onerror="document.title=1">'


def draft(bench: Bench) -> Any:
    """The answer as a check would send it now."""
    n = len(bench.sent("check"))
    bench.page.evaluate(RECORDED)
    bench.page.locator('[data-act="check"]').click()
    return bench.wait_sent("check", n + 1)["answer"]


def announced(bench: Bench, words: str) -> None:
    """A screen reader hears this."""
    bench.page.locator('[data-part="announcer"]', has_text=words).wait_for(state="attached")


def point(panel: Locator, curve: str, stage: str) -> Locator:
    return panel.locator(f'.mo-jm-point[data-curve="{curve}"][data-stage="{stage}"]')


def test_a_map_nobody_touched_is_blank(bench: Bench) -> None:
    bench.open(maps.JOURNEY)
    assert draft(bench) is None


def test_an_answer_comes_back_as_it_went_in(bench: Bench) -> None:
    bench.open(maps.FULL)
    sent = draft(bench)
    assert {n["id"]: n for n in sent["notes"]} == {n["id"]: {k: v for k, v in n.items() if v} for n in maps.NOTES}
    assert sent["emotions"] == maps.MAP["emotions"]
    assert {k: sent[k] for k in ("title", "scenario", "personas", "stages", "lanes")} == {
        k: maps.MAP[k] for k in ("title", "scenario", "personas", "stages", "lanes")
    }


def test_a_map_by_keyboard_alone(bench: Bench) -> None:
    bench.open(maps.JOURNEY)
    key = bench.page.keyboard.press
    bench.tab_to(".mo-jm-stage-main")
    key("ArrowDown")  # the first cell's "+"
    key("Enter")
    bench.type("Asks a neighbour")
    key("Escape")
    assert bench.focused().startswith("Asks a neighbour")
    key("Alt+ArrowRight")
    announced(bench, "Moved to Research")
    assert bench.focused().startswith("Asks a neighbour")
    key("Alt+ArrowDown")
    announced(bench, "Touchpoints, 1 of 1")
    bench.tab_to('.mo-jm-point[data-curve="to_be"]')
    key("ArrowUp")
    key("ArrowUp")
    bench.tab_to('.mo-jm-point[data-curve="as_is"]')
    key("ArrowDown")
    key("ArrowRight")
    key("End")
    assert bench.page.evaluate("document.activeElement.getAttribute('aria-valuetext')") == "+2, very good, peak"
    sent = draft(bench)
    assert [(n["stage"], n["lane"], n["text"]) for n in sent["notes"]] == [
        ("s-research", "l-touch", "Asks a neighbour")
    ]
    assert {e["stage"]: (e["as_is"], e["to_be"]) for e in sent["emotions"]} == {
        "s-aware": (-1, 2),
        "s-research": (2, None),
    }


def test_a_touchpoint_says_who_is_in_charge_and_the_derived_lane_shows_it(bench: Bench) -> None:
    panel = bench.open(maps.JOURNEY)
    panel.locator('[data-cell="s-claim/l-touch"] .mo-jm-add').click()
    bench.type("Claims line")
    group = panel.get_by_role("group", name="Note in Touchpoints")
    assert panel.locator('[data-cell="s-claim/l-dep"]').inner_text().startswith("(nobody)")
    assert "1 of 1 touchpoint without an owner" in panel.locator('[data-figure="unowned"]').inner_text()
    group.get_by_label("Channel").select_option("technological")
    group.get_by_label("Department in charge").fill("Claims")
    group.get_by_label("Moment of truth").check()
    assert panel.locator('[data-cell="s-claim/l-dep"]').inner_text().startswith("Claims")
    assert "Every touchpoint has an owner" in panel.locator('[data-figure="unowned"]').inner_text()
    note = draft(bench)["notes"][0]
    assert (note["channel"], note["department"], note["moment"]) == ("technological", "Claims", True)
    group.get_by_label("Lane").select_option("l-pain")  # a pain has no department: it stays out of the answer
    assert set(draft(bench)["notes"][0]) == {"id", "stage", "lane", "text"}


def test_stages_are_added_renamed_moved_deleted_and_undone(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    panel.get_by_role("button", name="Add stage").click()
    group = panel.get_by_role("group", name="Stage", exact=True)
    group.get_by_label("Name").fill("Recommends")
    group.get_by_role("button", name="Move left").click()
    assert panel.locator(".mo-jm-stage").all_inner_texts()[4] == "Recommends"
    group.get_by_role("button", name="Done").click()
    panel.locator(".mo-jm-stage", has_text="Research").get_by_role("button").click()
    group.get_by_role("button", name="Delete stage").click()
    announced(bench, "Stage Research deleted with 5 notes")
    sent = draft(bench)
    assert [s["name"] for s in sent["stages"]] == ["Awareness", "Purchase", "Renewal", "Recommends", "Claims"]
    assert all(n["stage"] != "s-research" for n in sent["notes"])
    panel.get_by_role("button", name="Undo").click()
    assert len(draft(bench)["notes"]) == len(maps.NOTES)
    panel.get_by_role("button", name="Redo").press("Control+y")
    assert len(draft(bench)["notes"]) == len(maps.NOTES) - 5


def test_a_stage_without_a_name_keeps_its_last_one(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    panel.locator(".mo-jm-stage", has_text="Research").get_by_role("button").click()
    name = panel.get_by_role("group", name="Stage", exact=True).get_by_label("Name")
    name.fill("")
    assert name.get_attribute("aria-invalid") == "true"
    name.blur()
    assert name.input_value() == "Research"


def test_a_note_is_dragged_to_another_cell(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    held = panel.locator('[data-note="n1"]')
    held.scroll_into_view_if_needed()
    target = panel.locator('[data-cell="s-buy/l-act"] [data-note="n10"]')
    one, two = held.bounding_box(), target.bounding_box()
    assert one is not None
    assert two is not None
    bench.page.mouse.move(one["x"] + 40, one["y"] + 10)
    bench.page.mouse.down()
    bench.page.mouse.move(two["x"] + 40, two["y"] + 2, steps=6)
    bench.page.mouse.up()
    notes = [n["id"] for n in draft(bench)["notes"] if (n["stage"], n["lane"]) == ("s-buy", "l-act")]
    assert notes == ["n1", "n10"]


def test_a_stage_is_dragged(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    stages = panel.locator(".mo-jm-stage")
    stages.first.scroll_into_view_if_needed()
    one, two = stages.nth(0).bounding_box(), stages.nth(2).bounding_box()
    assert one is not None
    assert two is not None
    bench.page.mouse.move(one["x"] + 60, one["y"] + 12)
    bench.page.mouse.down()
    bench.page.mouse.move(two["x"] + 60, two["y"] + 12, steps=6)
    bench.page.mouse.up()
    assert [s["id"] for s in draft(bench)["stages"]][:3] == ["s-research", "s-buy", "s-aware"]


def test_a_point_is_dragged_in_one_step_of_undo(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    held = point(panel, "as_is", "s-claim")
    held.scroll_into_view_if_needed()
    box, ground = held.bounding_box(), panel.locator(".mo-jm-ground").bounding_box()
    assert box is not None
    assert ground is not None
    bench.page.mouse.move(box["x"] + 15, box["y"] + 15)
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + 15, ground["y"] + ground["height"] * 0.14, steps=12)
    bench.page.mouse.up()
    assert held.get_attribute("aria-valuenow") == "2"
    panel.get_by_role("button", name="Undo").click()
    assert held.get_attribute("aria-valuenow") == "-2"


def test_personas_each_have_a_curve(bench: Bench) -> None:
    offers = [{"exercise": "persona-builder", "object": "e1", "label": "Grace Adeyemi"}]
    panel = bench.open(maps.JOURNEY | {"task": maps.BUILD_TASK | {"offers": offers}})
    point(panel, "as_is", "s-buy").focus()
    bench.page.keyboard.press("ArrowUp")
    add = panel.get_by_label("Add a persona")
    add.select_option(label="Grace Adeyemi")
    add.select_option(label="Someone else")
    panel.get_by_role("group", name="Persona").get_by_label("Name").fill("Jonas")
    point(panel, "as_is", "s-buy").focus()
    bench.page.keyboard.press("ArrowDown")
    sent = draft(bench)
    grace, jonas = sent["personas"]
    assert grace["ref"] == offers[0]
    assert (jonas["name"], jonas["ref"]) == ("Jonas", None)
    assert {e["persona"]: e["as_is"] for e in sent["emotions"]} == {grace["id"]: 1, jonas["id"]: -1}
    panel.get_by_role("button", name="Grace Adeyemi", exact=True).click()
    assert point(panel, "as_is", "s-buy").get_attribute("aria-valuenow") == "1"


def test_a_persona_renamed_or_gone_elsewhere_is_shown_so(bench: Bench) -> None:
    ref = {"exercise": "persona-builder", "object": "e1", "label": "Grace"}
    people = [
        {"id": "p-grace", "name": "Grace", "ref": ref},
        {"id": "p-jonas", "name": "J", "ref": ref | {"object": "e9"}},
    ]
    offers = [ref | {"label": "Grace Adeyemi-Okoro"}]
    view = maps.FULL | {"task": maps.BUILD_TASK | {"offers": offers}, "answer": maps.MAP | {"personas": people}}
    chips = bench.open(view).locator(".mo-jm-chip-name").all_inner_texts()
    assert chips == ["Grace Adeyemi-Okoro", "no longer there (was: Grace)"]


def test_the_list_edits_the_same_map(bench: Bench) -> None:
    panel = bench.open(maps.JOURNEY)
    panel.get_by_role("button", name="List", exact=True).click()
    row = panel.locator('[data-stage-row="s-buy"]')
    row.get_by_label("Name").fill("Signing")
    row.get_by_label("As it is").select_option("-1")
    row.get_by_role("button", name="Move up").click()
    panel.get_by_label("Stage of the new note").select_option(label="Signing")
    panel.get_by_label("Lane of the new note").select_option(label="Pains")
    panel.get_by_role("button", name="Add note").click()
    bench.type("Too many pages")
    panel.get_by_label("Type of the new lane").select_option("free")
    panel.get_by_role("button", name="Add lane").click()
    sent = draft(bench)
    assert [s["name"] for s in sent["stages"]][1] == "Signing"
    assert [(n["stage"], n["lane"], n["text"]) for n in sent["notes"]] == [("s-buy", "l-pain", "Too many pages")]
    assert sent["emotions"] == [{"stage": "s-buy", "persona": "", "as_is": -1, "to_be": None}]
    assert sent["lanes"][-1]["type"] == "free"
    panel.get_by_role("button", name="Map", exact=True).click()
    assert panel.locator('[data-cell="s-buy/l-pain"]').inner_text().startswith("Too many pages")


def test_typing_keeps_every_other_node_of_the_map(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    panel.locator('[data-note="n5"] button').click()
    bench.page.evaluate("""() => {
      window.added = 0;
      new MutationObserver((all) => all.forEach((m) => {
        if (!m.target.closest?.('.mo-jm-note')) window.added += m.addedNodes.length;
      })).observe(document.querySelector('.mo-jm-grid'), { childList: true, subtree: true });
    }""")
    bench.type("And again")
    assert bench.page.evaluate("window.added") == 0
    assert "And again" in panel.locator('[data-note="n5"]').inner_text()


def test_marks_stand_at_their_place_while_it_stands_as_it_did(bench: Bench) -> None:
    panel = bench.open(maps.CHECKED)
    cell = panel.locator('[data-cell="s-renew/l-opp"]')
    assert "Look again" in cell.inner_text()
    cell.locator(".mo-jm-add").click()
    bench.type("Explain the rise")
    assert "Look again" not in cell.inner_text()
    other = panel.locator('[data-cell="s-claim/l-opp"]')
    other.locator('[data-note="n19"] button').click()
    assert "without a metric" in panel.get_by_role("group", name="Note in Opportunities").inner_text()


def test_a_learners_text_is_text(bench: Bench) -> None:
    answer = json.loads(json.dumps(maps.MAP))
    places = ("title", "scenario", "stage", "lane", "note", "persona")
    answer |= {where: f"{HOSTILE} {where}" for where in places[:2]}
    answer["notes"][1] |= {"text": f"{HOSTILE} note", "medium": HOSTILE, "department": HOSTILE}
    for where in ("stage", "lane", "persona"):
        answer[f"{where}s"][0]["name"] = f"{HOSTILE} {where}"
    solution = {"answer": answer, "why": "", "reasons": [["s-aware/l-touch", "because"]]}
    panel = bench.open(maps.FULL | {"answer": answer, "solution": solution})
    assert panel.locator("img").count() == 0
    shown = panel.locator('[data-part="solution"], .mo-solution').first.inner_text()
    assert [where for where in places if f"{HOSTILE} {where}" not in shown] == []
    assert bench.page.title() == "Panel"


def test_the_figures_of_a_curve_stand_under_the_map(bench: Bench) -> None:
    """The figures themselves are tested in tests/ui/journey.test.js, with the vectors of Python's tests."""
    feels = [
        {"stage": maps.STAGES[i][0], "persona": "", "as_is": value, "to_be": None}
        for i, value in enumerate([0, -1, 2, -1, -2])
    ]
    panel = bench.open(maps.JOURNEY | {"answer": {"title": "x", "emotions": feels}, "answer_at": 1.0})
    assert panel.locator('[data-curve="as_is"] td strong').all_inner_texts() == ["−2", "−3", "+2", "−2", "−2"]


def test_on_a_phone_one_stage_stands_at_a_time(touch: Bench) -> None:
    panel = touch.open(maps.FULL, width=390)
    assert panel.locator(".mo-jm-stage:visible").all_inner_texts() == ["Awareness"]
    panel.get_by_role("button", name="Next stage").tap()
    assert panel.locator(".mo-jm-stage:visible").all_inner_texts() == ["Research"]
    panel.locator('[data-cell="s-research/l-opp"] .mo-jm-add').tap()
    touch.type("Chat that stays open")
    panel.get_by_role("button", name="Done").tap()
    assert draft(touch)["notes"][-1]["text"] == "Chat that stays open"
    wide = touch.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide


def test_a_tap_on_the_curve_sets_a_point(touch: Bench) -> None:
    panel = touch.open(maps.JOURNEY, width=390)
    ground = panel.locator(".mo-jm-ground")
    box = ground.bounding_box()
    assert box is not None
    ground.tap(position={"x": box["width"] * 0.45, "y": box["height"] * 0.14})
    assert draft(touch)["emotions"] == [{"stage": "s-buy", "persona": "", "as_is": 2, "to_be": None}]


def test_reset_clears_the_map_and_undo_brings_it_back(bench: Bench) -> None:
    panel = bench.open(maps.FULL)
    panel.get_by_role("button", name="Reset").click()
    assert panel.locator("[data-note]").count() == 0
    panel.locator('[id$="-map-undo"]').click()
    assert len(draft(bench)["notes"]) == len(maps.NOTES)


def test_faults_are_marked_by_mouse_and_by_list(bench: Bench) -> None:
    panel = bench.open(maps.FIND)
    assert draft(bench) is None
    panel.locator('[data-cell="s-renew/l-opp"] .mo-jm-add').click()
    panel.get_by_role("button", name="Every dip of the curve").click()
    bench.page.keyboard.press("Escape")
    assert "Mark a fault in Opportunities, Renewal" in bench.focused()
    panel.get_by_text("Mark from a list").click()
    panel.get_by_role("combobox", name="Broken rule").select_option("internal-process")
    panel.get_by_role("button", name="Mark it").click()
    assert draft(bench) == {
        "marks": [
            {"stage": "s-renew", "lane": "l-opp", "rule": "dip-without-opportunity"},
            {"stage": "", "lane": "", "rule": "internal-process"},
        ]
    }
    panel.get_by_role("button", name="Take away mark 2").click()
    assert len(draft(bench)["marks"]) == 1


def test_faults_are_marked_by_keyboard_alone(bench: Bench) -> None:
    bench.open(maps.FIND)
    bench.tab_to(".mo-jm-stage-main")
    for key in ("ArrowRight", "Enter", "Enter", "Escape"):
        bench.page.keyboard.press(key)
    assert draft(bench) == {"marks": [{"stage": "s-research", "lane": "", "rule": "stage-without-touchpoint"}]}


SCENES = {
    "new": maps.JOURNEY,
    "checked": maps.CHECKED | {"solution": {"answer": maps.MAP, "why": "Because.", "reasons": []}},
    "find": maps.FIND
    | {"answer": {"marks": [{"stage": "s-buy", "lane": "", "rule": "internal-process"}]}, "answer_at": 1.0},
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(bench: Bench, theme: str) -> None:
    """Each scene, wide or narrow (the long profile: both), and a full map as a list, on one page."""
    narrow = {f"{name}-narrow": view for name, view in SCENES.items() if name != "new" or long_profile()}
    wide = {name: view for name, view in SCENES.items() if name == "new" or long_profile()}
    views = {**wide, **narrow, "list": maps.FULL}
    bench.open(*(retitled(view, name) for name, view in views.items()), theme=theme)
    boxes = dict(zip(views, bench.page.locator(".box").all(), strict=True))
    for name in narrow:
        boxes[name].evaluate("box => { box.style.width = '390px'; }")
    listed = boxes.pop("list")
    listed.get_by_role("button", name="List", exact=True).click()
    listed.locator("details").evaluate_all("all => all.forEach((d) => { d.open = true; })")
    for box in boxes.values():
        box.locator(".mo-jm-cell[data-now] .mo-jm-add, .mo-jm-add").first.click()
    bench.assert_accessible(apart=True)


@pytest.mark.parametrize("scene", SCENES)
def test_a_finger_hits_every_control_and_nothing_is_cut_off(touch: Bench, scene: str) -> None:
    touch.open(SCENES[scene], width=390)
    assert small_targets(touch.page) == []
    for width in (390, 320):
        touch.page.evaluate("w => { document.querySelector('.box').style.width = `${w}px`; }", width)
        assert touch.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
