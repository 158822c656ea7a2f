"""Match, blank, rate, quadrant, outline and table by mouse, keyboard and touch; Python itself checks the answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from . import samples_keyed
from .bench import Bench, retitled
from .targets import small_targets

SCENES = samples_keyed.scenes()


def checked(bench: Bench, name: str, n: int = 1) -> Any:
    """Press the main button, let Python judge as it would, show it; returns the answer that was sent."""
    bench.page.locator('[data-act="check"]').click()
    sent = bench.wait_sent("check", n)
    view = samples_keyed.judged(name, sent["answer"]) | {"answer_at": sent["at"]}
    bench.receive(type="view", slug=sent["slug"], n=sent["n"], view=view)
    bench.page.locator(".mo-feedback").wait_for()
    return sent["answer"]


ALL = [retitled(view, name) for name, view in SCENES.items()]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(bench: Bench, theme: str) -> None:
    bench.open(*ALL, theme=theme, kernel=False)
    bench.assert_accessible()


def test_nothing_sticks_out_and_everything_is_large_enough_for_a_finger(touch: Bench) -> None:
    touch.open(*ALL, width=390, kernel=False)
    out = touch.page.evaluate("""() => [320, 390].flatMap((width) => {
      document.querySelectorAll('.box').forEach((box) => { box.style.width = `${width}px`; });
      return [...document.querySelectorAll('.mo-panel')].flatMap((panel) => {
      const { left, right } = panel.getBoundingClientRect();
      return [...panel.querySelectorAll('*')].filter((n) => {
        if (n.closest('.mo-unseen, .mo-table-scroll, .mo-scroll, svg') || n.matches('.mo-file')) return false;
        const box = n.getBoundingClientRect();
        return box.width && (box.left < left - 1 || box.right > right + 1);
      }).map((n) => `${width}: ${n.outerHTML.slice(0, 120)}`);
    })})""")
    assert out == []
    assert small_targets(touch.page) == []


# match


def test_match_by_list_by_click_and_by_dragging(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("match"), kernel=False)
    panel.get_by_label("Ines, who pays").select_option(label="customer")
    panel.get_by_role("button", name="consumer", exact=True).click()
    panel.locator('[data-item="l2"] .mo-match-left').click()
    chip = panel.get_by_role("button", name="client", exact=True)
    chip.locator(".mo-grip").hover()
    bench.page.mouse.down()
    panel.locator('[data-item="l3"]').hover(force=True)
    assert panel.locator('[data-item="l3"]').get_attribute("data-target") is not None
    bench.page.mouse.up()
    assert checked(bench, "match") == {"l1": "r1", "l2": "r2", "l3": "r3"}
    assert "3 of 4 pairs are right" in panel.locator(".mo-feedback").inner_text()
    assert panel.locator('[data-item="l1"]').get_attribute("data-mark") == "good"
    panel.get_by_label("The claims desk").select_option("r1")  # moves it away from the first row
    assert panel.locator('[data-item="l1"]').get_attribute("data-mark") is None
    panel.get_by_role("button", name="Undo").click()
    assert panel.locator('[data-item="l1"]').get_attribute("data-mark") == "good"


def test_match_by_keyboard_alone(bench: Bench) -> None:
    bench.open(samples_keyed.fresh("match"), kernel=False)
    bench.tab_to("select")
    for word in ("customer", "consumer", "client", "internal"):
        bench.page.keyboard.type(word)  # a menu's first letters
        bench.page.keyboard.press("Tab")
    assert checked(bench, "match") == {"l1": "r1", "l2": "r2", "l3": "r3", "l4": "r4"}
    assert bench.page.locator(".mo-tray-title").inner_text() == "1 partner to choose from"


def test_match_by_touch(touch: Bench) -> None:
    panel = touch.open(samples_keyed.fresh("match"), kernel=False, width=390)
    panel.get_by_role("button", name="client", exact=True).tap()
    panel.locator('[data-item="l3"] .mo-match-slot').tap()
    assert checked(touch, "match") == {"l3": "r3"}


# blank


def test_blank_by_keyboard_goes_to_the_next_gap_then_checks(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("blank"), kernel=False)
    bench.tab_to(".mo-blank-field")
    for word in ("Consumer", "consumer", "internal customers"):
        bench.type(word)
        bench.page.keyboard.press("Enter")
    sent = bench.wait_sent("check")
    assert sent["answer"] == {"who": "Consumer", "user": "consumer", "inside": "internal customers"}
    checked(bench, "blank")
    assert panel.locator('[data-item="who"]').get_attribute("data-mark") == "bad"
    assert panel.locator('[data-item="inside"]').get_attribute("data-mark") == "good"
    assert "She does not ride the bike." in panel.locator(".mo-feedback").inner_text()
    panel.get_by_label("Blank 1").fill("customer")
    assert panel.locator('[data-item="who"]').get_attribute("data-mark") is None


def test_blank_says_what_makes_no_difference(touch: Bench) -> None:
    panel = touch.open(samples_keyed.fresh("blank"), kernel=False, width=390)
    assert "No difference: capital letters, accents" in panel.locator(".mo-how").inner_text()
    panel.get_by_label("What the claims desk is").fill("  ")
    panel.locator('[data-act="check"]').tap()
    assert touch.wait_sent("check")["answer"] == {}


# rate


def test_rate_by_keyboard_and_by_click(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("rate-keyed"), kernel=False)
    bench.tab_to(".mo-rate-point input")
    bench.page.keyboard.press("Space")
    bench.page.keyboard.press("ArrowRight")
    panel.locator('[data-item="tan"] .mo-rate-point', has_text="7").click()
    assert checked(bench, "rate-keyed") == {"rates": {"rel": 2, "tan": 7}}
    assert panel.locator('[data-item="rel"]').get_attribute("data-mark") == "good"


def test_rate_asks_two_questions_of_each_row(touch: Bench) -> None:
    panel = touch.open(samples_keyed.fresh("rate-kano"), kernel=False, width=390)
    panel.get_by_role("radiogroup", name="If it has a tracker").get_by_text("I like it").tap()
    panel.get_by_role("radiogroup", name="If it has none").get_by_text("I do not mind").tap()
    assert checked(touch, "rate-kano") == {"rates": {"track": {"f": "like", "d": "neutral"}}}
    assert "Right" in panel.locator(".mo-feedback-title").inner_text()


def test_weights_say_what_is_left_to_give(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("rate-weights"), kernel=False)
    for name, weight in (("Tangibles", "11"), ("Reliability", "32"), ("Responsiveness", "60")):
        panel.get_by_label(name).fill(weight)
    assert panel.locator(".mo-rate-sum").inner_text() == "Sum: 103 of 100, 3 too many."
    panel.get_by_label("Responsiveness").fill("56.5")
    assert panel.locator(".mo-rate-sum").inner_text() == "Sum: 99.5 of 100, 0.5 still to give."
    panel.get_by_label("Tangibles").fill("")
    assert checked(bench, "rate-weights") == {"rates": {"r": 32, "s": 56.5}}


def test_a_colleagues_file_goes_out_and_comes_in(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("rate"), kernel=False)
    panel.get_by_role("radiogroup", name="We train").get_by_text("1 Casual").click()
    with bench.page.expect_download() as started:
        panel.get_by_role("button", name="Save my ratings").click()
    saved = Path(started.value.path()).read_bytes()
    field = panel.locator("input[type=file]")
    field.set_input_files({"name": "ana.json", "mimeType": "application/json", "buffer": saved})
    panel.get_by_role("columnheader", name="Ana Silva").wait_for()
    bo = json.dumps({"name": "<img src=x onerror=alert(1)>", "rates": {"train": 3}}).encode()
    field.set_input_files({"name": "bo.json", "mimeType": "application/json", "buffer": bo})
    row = panel.get_by_role("row", name="We train everybody")
    row.get_by_role("cell").nth(3).wait_for()
    assert row.get_by_role("cell").all_inner_texts() == ["1", "1", "3", "2"]
    sent = checked(bench, "rate")
    assert [o["rates"] for o in sent["others"]] == [{"train": 1}, {"train": 3}]
    assert "3 raters. Furthest apart" in panel.locator(".mo-feedback").inner_text()
    panel.get_by_role("button", name="Take away Ana Silva").click()
    assert panel.get_by_role("columnheader").count() == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "cannot be read as an answer"),
        ('{"rates": {"train": 9}}', 'the rating of "We train everybody in service" is not on the scale'),
        ('{"rates": {"zz": 1}}', "a row that this exercise does not have"),
        ('{"rates": []}', "it holds no ratings"),
        ("[" * 60_000, "cannot be read"),
        (" " * 100_001, "too large"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(bench: Bench, text: str, told: str) -> None:
    panel = bench.open(samples_keyed.fresh("rate"), kernel=False)
    field = panel.locator("input[type=file]")
    field.set_input_files({"name": "bo.json", "mimeType": "application/json", "buffer": text.encode()})
    panel.locator(".mo-notice").wait_for()
    assert told in panel.locator(".mo-notice").inner_text()
    assert panel.locator("table").count() == 0


# quadrant


def test_quadrant_by_click_by_dragging_and_by_number(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("quadrant"), kernel=False)
    plane = panel.locator(".mo-plane")
    box = plane.bounding_box()
    assert box is not None
    panel.get_by_role("button", name="Place Velo Kurier GmbH, now").click()
    bench.page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.7)
    assert panel.get_by_label("Velo Kurier GmbH, now: Tessera's gain").input_value() == "80"
    panel.get_by_label("Ines Prado, now: Tessera's gain").fill("90")
    panel.get_by_label("Ines Prado, now: Customer").fill("100")
    bench.page.keyboard.press("Tab")
    dot = panel.get_by_role("button", name="2, Ines Prado: 90, 100, Reciprocity")
    dot.hover()
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.4, steps=4)
    bench.page.mouse.up()
    sent = checked(bench, "quadrant")
    assert sent == {"velo": {"now": [80, 30]}, "ines": {"now": [30, 60]}}
    assert panel.locator('[data-item="velo"]').get_attribute("data-mark") == "good"
    panel.get_by_role("button", name="Undo").click()
    assert panel.locator('.mo-dot[data-point="ines"]').get_attribute("aria-label") == (
        "2, Ines Prado: 90, 100, Reciprocity"
    )


def test_quadrant_by_keyboard_alone(bench: Bench) -> None:
    bench.open(samples_keyed.fresh("quadrant-one"), kernel=False)
    bench.tab_to(".mo-btn-small")
    bench.page.keyboard.press("Enter")
    assert bench.focused() == "1, E-bike cover: 50, 50, flat and saturated"
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        bench.page.keyboard.press(key)
    assert bench.focused() == "1, E-bike cover: 55, 44, saturated"
    assert checked(bench, "quadrant-one") == {"m": {"now": [55, 44]}}
    bench.page.locator(".mo-dot").focus()
    bench.page.keyboard.press("Delete")
    assert bench.page.locator(".mo-dot").count() == 0


def test_quadrant_by_touch_draws_an_arrow_to_the_wanted_place(touch: Bench) -> None:
    panel = touch.open(samples_keyed.fresh("quadrant"), kernel=False, width=390)
    box = panel.locator(".mo-plane").bounding_box()
    assert box is not None
    for when, share in (("now", 0.2), ("wanted", 0.8)):
        panel.get_by_role("button", name=f"Place The Ostend bike shop, {when}").tap()
        panel.locator(".mo-plane").tap(position={"x": box["width"] * share, "y": box["height"] * 0.2})
    assert panel.locator(".mo-plane-arrows line").count() == 1
    sent = checked(touch, "quadrant")["shop"]
    assert sent["now"][0] < 25
    assert sent["wanted"][0] > 75


def test_quadrant_with_points_of_ones_own_by_keyboard(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("quadrant-own"), kernel=False)
    assert panel.locator('[data-act="check"]').inner_text() == "Record"
    press = bench.page.keyboard.press
    panel.get_by_role("button", name="Name a customer of your own").focus()
    press("Enter")
    assert bench.focused() == "Name of this customer"
    bench.type("My landlord")
    panel.get_by_role("button", name="Place My landlord, now").focus()
    press("Enter")
    press("ArrowUp")
    panel.get_by_label("Or one of Tessera's customers").select_option(label="Henk Vos")
    panel.get_by_role("button", name="Add", exact=True).press("Enter")
    assert bench.focused() == "Place Henk Vos, now"
    sent = list(checked(bench, "quadrant-own").values())
    assert sent == [
        {"name": "My landlord", "now": [50, 55]},
        {"ref": {"exercise": "", "object": "hen", "label": "Henk Vos"}},
    ]
    panel.get_by_role("button", name="Take My landlord off the map").press("Enter")
    assert panel.locator(".mo-dot").count() == 0
    assert panel.locator(".mo-bin-number").all_inner_texts() == ["1"]
    panel.get_by_role("button", name="Undo").click()
    assert panel.get_by_label("Name of this customer").input_value() == "My landlord"
    assert panel.locator(".mo-dot").count() == 1


def test_quadrant_offers_what_was_made_elsewhere_and_follows_a_rename(bench: Bench) -> None:
    view = samples_keyed.fresh("quadrant-own")
    made = {
        "exercise": "customer-inventory",
        "object": "c1",
        "label": "Basil & Bike (new)",
        "sort": "customer",
        "title": "Inventory",
    }
    view["task"]["offers"] = [made, made | {"object": "c2", "label": "<i>Noonday</i>"}]
    link = {"exercise": "customer-inventory", "label": "Basil & Bike"}
    view["answer"] = {
        "a": {"ref": link | {"object": "c1"}, "now": [1, 1]},
        "b": {"ref": link | {"object": "gone", "label": "Old shop"}},
    }
    view["answer_at"] = 1.0
    panel = bench.open(view, kernel=False)
    assert panel.locator(".mo-quadrant-text").all_inner_texts() == ["Basil & Bike (new)", "Old shop"]
    assert "No longer in the exercise" in panel.locator('[data-item="b"]').inner_text()
    menu = panel.get_by_label("From “Inventory”")
    assert menu.locator("option").all_inner_texts() == ["<i>Noonday</i>"]
    panel.get_by_role("button", name="Add", exact=True).click()
    assert menu.count() == 0 or not menu.is_visible()
    sent = checked(bench, "quadrant-own")
    assert sent["a"]["ref"] == {"exercise": "customer-inventory", "object": "c1", "label": "Basil & Bike (new)"}
    assert [one["ref"]["object"] for one in sent.values()] == ["c1", "gone", "c2"]


def test_rate_records_where_nothing_is_expected_and_checks_where_something_is(bench: Bench) -> None:
    for name, word in (("rate", "Record"), ("rate-keyed", "Check")):
        panel = bench.open(samples_keyed.fresh(name), kernel=False)
        assert panel.locator('[data-act="check"]').inner_text() == word


# outline


def levels(bench: Bench) -> list[tuple[str, int]]:
    """The branches on the screen with their levels."""
    fields = bench.page.locator(".mo-outline-row")
    found = fields.evaluate_all("r => r.map(n => [n.querySelector('textarea').value, Number(n.ariaLevel)])")
    return [(text, level) for text, level in found]


def test_outline_by_keyboard_alone(bench: Bench) -> None:
    bench.open(samples_keyed.fresh("outline"), kernel=False)
    press = bench.page.keyboard.press
    bench.tab_to(".mo-outline-text")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        press(key)
    bench.type("Claims take weeks")
    press("Alt+ArrowRight")
    assert levels(bench)[-1] == ("Claims take weeks", 2)
    press("Alt+ArrowLeft")
    press("Alt+ArrowUp")
    assert levels(bench)[-2:] == [("Claims take weeks", 1), ("Why customers leave", 1)]
    press("ArrowUp")
    press("ArrowUp")
    press("ArrowUp")
    press("Control+Space")
    assert [text for text, _ in levels(bench)][:2] == ["Goals", "Profiles"]
    assert bench.page.locator(".mo-map").get_attribute("aria-label") == (
        "Map of Managing Tessera's customers: 4 branches shown on 1 level. The list has all of them in words."
    )
    sent = checked(bench, "outline")["nodes"]
    assert [n["text"] for n in sent][1] == "Sell again to those who know us"
    assert sent[0]["shut"] is True


def test_outline_by_touch_with_a_note_and_a_link(touch: Bench) -> None:
    panel = touch.open(samples_keyed.fresh("outline"), kernel=False, width=390)
    panel.locator(".mo-outline-text").nth(2).tap()
    panel.get_by_role("button", name="Add", exact=True).tap()
    touch.type("By stage")
    panel.get_by_role("button", name="In", exact=True).tap()
    panel.get_by_label("Note on this branch").fill("Seen in May")
    panel.get_by_label("Link", exact=True).fill("javascript:alert(1)")
    panel.get_by_label("Link", exact=True).blur()
    assert "begins with https://" in panel.locator(".mo-notice").inner_text()
    panel.get_by_label("Link", exact=True).fill("https://example.org")
    panel.get_by_label("Link", exact=True).blur()
    node = checked(touch, "outline")["nodes"][3]
    del node["id"]
    assert node == {"level": 1, "text": "By stage", "note": "Seen in May", "link": "https://example.org"}
    panel.get_by_role("button", name="Remove").tap()
    assert len(levels(touch)) == 4
    panel.get_by_role("button", name="Undo").tap()
    assert len(levels(touch)) == 5


# table


def test_table_pasted_from_a_spreadsheet(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("table"), kernel=False)
    assert "No table yet." in panel.inner_text()
    bench.tab_to("summary")
    bench.page.keyboard.press("Enter")
    panel.get_by_label("Cells copied").fill("dimension\tgap\nTangibles\t-0.65\nReliability\t-1.1\nEmpathy\t<b>")
    assert panel.get_by_role("row").count() == 4
    rows = [["Tangibles", -0.65], ["Reliability", -1.1], ["Empathy", "<b>"]]
    assert checked(bench, "table") == {"columns": ["dimension", "gap"], "rows": rows}
    assert "2 of 3 values are right" in panel.locator(".mo-feedback").inner_text()


def test_a_table_from_a_code_cell_comes_on_the_screen(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("table"), kernel=False)
    answer = {"columns": ["dimension", "gap"], "rows": [["Tangibles", -0.65]]}
    view = samples_keyed.judged("table", answer) | {"answer_at": 9e15}
    bench.receive(type="view", slug=view["slug"], view=view)
    panel.get_by_role("cell", name="-0.65").wait_for()
    assert "Your table: 1 row." in panel.inner_text()
