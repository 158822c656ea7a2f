"""Each kind, answered by mouse, by keyboard alone, and by touch."""

from __future__ import annotations

from typing import Any

import pytest

from . import samples
from .bench import Bench


def answer_of(bench: Bench) -> Any:
    """The answer of the first check."""
    return bench.wait_sent("check")["answer"]


def feedback(bench: Bench) -> str:
    """What stands in the live region after a check."""
    live = bench.page.locator('[data-part="live"][aria-live="polite"]')
    live.locator(".mo-feedback").wait_for()
    return live.inner_text()


# choice


def test_choice_by_mouse_takes_the_whole_row_and_teaches(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE)
    row = panel.locator(".mo-option", has_text="satisfied customer is a loyal")
    box = row.bounding_box()
    assert box is not None
    bench.page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    panel.get_by_role("button", name="Check").click()
    assert answer_of(bench) == ["d"]
    said = feedback(bench)
    assert "Not yet" in said
    assert "Common mix-up Satisfaction is the same as loyalty." in " ".join(said.split())
    assert "Try next" in said
    assert row.get_attribute("data-mark") == "bad"
    assert "Not this one" in row.inner_text()


def test_choice_by_keyboard_alone(bench: Bench) -> None:
    bench.open(samples.CHOICE)
    bench.tab_to("input[type=radio]")
    bench.page.keyboard.press("ArrowDown")
    bench.page.keyboard.press("ArrowUp")
    bench.tab_to('[data-act="check"]')
    bench.page.keyboard.press("Enter")
    assert answer_of(bench) == ["a"]
    assert "Right" in feedback(bench)
    assert bench.focused() == "Check"


def test_choice_by_touch(touch: Bench) -> None:
    panel = touch.open(samples.TRUE_FALSE)
    panel.get_by_text("False", exact=True).tap()
    panel.get_by_role("button", name="Check").tap()
    assert answer_of(touch) == ["false"]
    assert "Right" in feedback(touch)


def test_choice_of_many_marks_only_what_still_stands(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE_MANY)
    panel.get_by_label("Recommended the cover").check()
    panel.get_by_label("Gave 10 of 10").check()
    panel.get_by_label("Answers questions").check()
    panel.get_by_role("button", name="Check").click()
    assert answer_of(bench) == ["a", "b", "d"]
    assert "Partly right" in feedback(bench)
    assert panel.locator('[data-item="b"]').get_attribute("data-mark") == "bad"
    panel.get_by_label("Gave 10 of 10").uncheck()
    assert panel.locator('[data-item="a"]').get_attribute("data-mark") == "good"
    assert panel.locator('[data-item="b"]').get_attribute("data-mark") is None


# sort


def card(bench: Bench, start: str) -> Any:
    return bench.page.get_by_role("button", name=start)


def in_bin(bench: Bench, bin_: str) -> list[str]:
    found: list[str] = bench.page.locator(f'[data-bin="{bin_}"] .mo-card').evaluate_all(
        "c => c.map(n => n.dataset.item)"
    )
    return found


def test_sort_by_mouse_card_then_place(bench: Bench) -> None:
    panel = bench.open(samples.LADDER)
    assert panel.locator(".mo-bin-name").all_inner_texts() == samples.STAGES[::-1]
    card(bench, "Priya bought").click()
    panel.locator('[data-bin="s3"] .mo-bin-text').click()
    card(bench, "Luca has bought").click()
    panel.get_by_role("button", name="Place here in Client").click()
    assert (in_bin(bench, "s3"), in_bin(bench, "s5")) == (["k3"], ["k5"])
    panel.get_by_role("button", name="Check").click()
    assert answer_of(bench) == {"k3": "s3", "k5": "s5"}
    assert "2 of 12 cards are in the right place" in feedback(bench)


def test_sort_by_dragging(bench: Bench) -> None:
    panel = bench.open(samples.LADDER)
    card(bench, "Priya bought").hover()
    bench.page.mouse.down()
    panel.locator('[data-bin="s3"]').hover(force=True)
    assert panel.locator('[data-bin="s3"]').get_attribute("data-target") is not None
    bench.page.mouse.up()
    assert in_bin(bench, "s3") == ["k3"]
    assert panel.locator("[data-picked]").count() == 0  # the click that ends a drag picks nothing up


def test_sort_by_keyboard_alone(bench: Bench) -> None:
    panel = bench.open(samples.LADDER)
    keys = bench.page.keyboard
    bench.tab_to(".mo-card-main")
    keys.press("Enter")  # picks up the first card
    for _ in range(6):
        keys.press("ArrowDown")  # from Advocate down to Suspect
    keys.press("Enter")
    assert in_bin(bench, "s1") == ["k1"]
    assert bench.focused().startswith("Jonas")  # on to the next card to place
    keys.press("2")
    assert in_bin(bench, "s2") == ["k2"]
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Escape")
    assert in_bin(bench, "s6") == []
    assert panel.locator("[data-picked]").count() == 0
    assert bench.focused().startswith("Priya")
    bench.tab_to('[data-act="check"]')
    keys.press("Enter")
    assert answer_of(bench) == {"k1": "s1", "k2": "s2"}


def test_sort_by_space_drops_and_does_not_pick_up_again(bench: Bench) -> None:
    placed = dict(samples.LADDER_RIGHT)
    panel = bench.open(samples.LADDER | {"answer": placed, "answer_at": 5})
    bench.tab_to('[data-item="k6"] .mo-card-main')
    keys = bench.page.keyboard
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Space")
    assert "k6" in in_bin(bench, "s5")
    assert panel.locator("[data-picked]").count() == 0
    assert bench.focused().startswith("Aisha")


def test_sort_by_menu_says_where_the_card_went(bench: Bench) -> None:
    panel = bench.open(samples.LADDER)
    panel.get_by_label("Move to: Priya bought").select_option(label="3 First-time customer")
    assert in_bin(bench, "s3") == ["k3"]
    said = panel.locator('[data-part="announcer"]')
    bench.page.wait_for_function("e => e.textContent", arg=said.element_handle())
    assert (
        said.inner_text()
        == "Placed in First-time customer: Priya bought cover in May, her first purchase. 11 cards to place."
    )


def test_sort_undo_takes_back_the_last_placement(bench: Bench) -> None:
    panel = bench.open(samples.LADDER)
    bench.tab_to(".mo-card-main")
    bench.page.keyboard.press("1")
    bench.page.keyboard.press("2")
    panel.get_by_role("button", name="Undo").click()
    assert (in_bin(bench, "s1"), in_bin(bench, "s2")) == (["k1"], [])
    panel.get_by_role("button", name="Undo").click()
    assert in_bin(bench, "s1") == []
    assert panel.get_by_role("button", name="Undo").get_attribute("aria-disabled") == "true"


def test_sort_by_touch_brings_the_places_to_the_card(touch: Bench) -> None:
    panel = touch.open(samples.LADDER, width=390)
    card(touch, "Priya bought").tap()
    panel.get_by_role("group", name="Place it in").get_by_role("button", name="3 First-time customer").tap()
    assert in_bin(touch, "s3") == ["k3"]


def drag_by_touch(bench: Bench, grip: Any, target: Any) -> None:
    """A finger on the grip, moved to the target: real touch events."""
    start, end = grip.bounding_box(), target.bounding_box()
    wire = bench.page.context.new_cdp_session(bench.page)
    x0, y0 = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    x1, y1 = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2
    wire.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x0, "y": y0}]})
    for i in range(1, 6):
        point = {"x": x0 + (x1 - x0) * i / 5, "y": y0 + (y1 - y0) * i / 5}
        wire.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_sort_by_finger_on_the_grip(touch: Bench) -> None:
    panel = touch.open(samples.BINS, width=390)
    drag_by_touch(touch, panel.locator('[data-item="k1"] .mo-grip'), panel.locator('[data-bin="b1"]'))
    assert in_bin(touch, "b1") == ["k1"]


# order


def rows(bench: Bench) -> list[str]:
    found: list[str] = bench.page.locator(".mo-order-row").evaluate_all("r => r.map(n => n.dataset.item)")
    return found


def test_order_by_buttons_keeps_the_focus_on_the_button(bench: Bench) -> None:
    panel = bench.open(samples.ORDER)
    button = panel.get_by_role("button", name="Move up: Suspect")
    button.focus()
    bench.page.keyboard.press("Enter")
    assert rows(bench)[:2] == ["i0", "i3"]
    assert bench.focused() == "Move up: Suspect"
    assert button.get_attribute("aria-disabled") == "true"


def test_order_by_alt_and_arrow_to_the_right_answer(bench: Bench) -> None:
    panel = bench.open(samples.ORDER)
    for item, moves in (("i0", 1), ("i1", 2), ("i2", 3)):
        bench.tab_to(f'[data-item="{item}"] .mo-icon-btn')
        for _ in range(moves):
            bench.page.keyboard.press("Alt+ArrowUp")
        bench.page.evaluate("document.activeElement.blur()")
    assert rows(bench) == ["i0", "i1", "i2", "i3", "i5", "i4"]
    panel.get_by_role("button", name="Move down: Advocate").click()
    panel.get_by_role("button", name="Check").click()
    assert answer_of(bench) == [f"i{n}" for n in range(6)]
    assert "Right" in feedback(bench)


def test_order_by_dragging(bench: Bench) -> None:
    panel = bench.open(samples.ORDER)
    panel.locator('[data-item="i5"] .mo-order-text').hover()
    bench.page.mouse.down()
    panel.locator('[data-item="i2"]').hover(force=True, position={"x": 60, "y": 36})
    bench.page.mouse.up()
    assert rows(bench) == ["i3", "i0", "i1", "i4", "i2", "i5"]


def test_order_by_finger_on_the_grip(touch: Bench) -> None:
    panel = touch.open(samples.ORDER, width=390)
    drag_by_touch(touch, panel.locator('[data-item="i4"] .mo-grip'), panel.locator('[data-item="i0"]'))
    assert rows(touch).index("i4") < 3


def test_order_as_it_stands_can_be_checked(bench: Bench) -> None:
    bench.open(samples.ORDER).get_by_role("button", name="Check").click()
    assert answer_of(bench) == ["i3", "i0", "i5", "i1", "i4", "i2"]


# number


def test_number_by_keyboard_and_enter(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER)
    bench.tab_to("input.mo-input")
    bench.type("266,67")
    bench.page.keyboard.press("Enter")
    assert answer_of(bench) == "266,67"
    said = feedback(bench)
    assert "Right" in said
    assert "Read as 266.67." in said
    assert panel.get_by_label("Your answer").get_attribute("inputmode") == "decimal"


def test_number_that_cannot_be_read_says_so_and_stays(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER)
    field = panel.get_by_label("Your answer")
    field.fill("about three hundred")
    panel.get_by_role("button", name="Check").click()
    said = feedback(bench)
    assert "This could not be read" in said
    assert "about three hundred" in said
    assert field.input_value() == "about three hundred"
    assert field.get_attribute("aria-invalid") == "true"
    assert panel.locator("[data-stale]").count() == 0
    field.fill("300")
    assert field.get_attribute("aria-invalid") == "false"


# text


def test_text_counts_words_and_is_recorded_by_key(bench: Bench) -> None:
    panel = bench.open(samples.TEXT)
    field = panel.get_by_label("Your answer")
    field.fill("Mara rides past every day.")
    assert panel.locator(".mo-tally").inner_text() == "5 words (aim for 40 to 120)"
    text = " ".join(f"word{n}" for n in range(121))
    field.fill(text)
    assert "121 words (aim for 40 to 120): 1 too many" in panel.locator(".mo-tally").inner_text()
    field.press("Control+Enter")
    assert answer_of(bench) == text
    said = feedback(bench)
    assert "Recorded" in said
    assert "A person reads these" in said


def test_text_field_grows_with_its_text(bench: Bench) -> None:
    panel = bench.open(samples.TEXT)
    field = panel.get_by_label("Your answer")
    before = field.bounding_box()
    field.fill("line\n" * 14)
    after = field.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 60


# lab


def test_lab_shows_a_picture_in_words_and_numbers(bench: Bench) -> None:
    panel = bench.open(samples.LAB)
    picture = panel.get_by_role("img", name="A curve that rises ever more steeply with retention.")
    picture.wait_for()
    assert "EUR 266.67" in panel.locator(".mo-finding").inner_text()
    panel.get_by_text("Show the numbers").click()
    assert panel.get_by_role("row", name="80% 266.67").is_visible()


def test_lab_by_keyboard_asks_for_the_last_values_only(bench: Bench) -> None:
    panel = bench.open(samples.LAB)
    panel.get_by_role("img").wait_for()
    bench.page.evaluate("model.delay = 250")
    bench.tab_to('input[type="range"][aria-label^="Retention"]')
    for _ in range(5):
        bench.page.keyboard.press("ArrowUp")
    bench.page.wait_for_function("document.querySelector('.mo-finding').textContent.includes('85%')")
    assert panel.get_by_label("Retention", exact=True).input_value() == "85"
    asked = bench.sent("live")
    assert asked[-1]["values"] == {"margin": 100, "retention": 85, "paid": "end", "compare": True}
    assert asked[-1]["width"] > 300
    assert len(asked) < 5


def test_lab_has_one_request_under_way(bench: Bench) -> None:
    panel = bench.open(samples.LAB, kernel=False)
    first = bench.wait_sent("live")
    box = panel.get_by_label("Retention", exact=True)
    box.fill("85")
    box.fill("90")
    bench.page.wait_for_timeout(400)
    assert len(bench.sent("live")) == 1
    assert panel.get_by_text("Working ...").is_visible()
    bench.receive(type="live", slug="clv-curve", n=first["n"], picture=None, finding="")
    assert bench.wait_sent("live", 2)["values"]["retention"] == 90


def test_lab_says_what_went_wrong(bench: Bench) -> None:
    panel = bench.open(samples.LAB, kernel=False)
    asked = bench.wait_sent("live")
    bench.receive(
        type="live", slug="clv-curve", n=asked["n"], error="This lab needs pandas, which is not installed here."
    )
    assert panel.get_by_text("This lab needs pandas").is_visible()


def test_lab_records_values_and_note(bench: Bench) -> None:
    panel = bench.open(samples.LAB)
    panel.get_by_label("First margin").select_option(label="now")
    panel.get_by_role("switch", name="Compare with five points more").uncheck()
    panel.get_by_label("From which retention").fill("From 87% on.")
    panel.get_by_role("button", name="Record what I found").click()
    values = {"margin": 100, "retention": 80, "paid": "now", "compare": False}
    assert answer_of(bench) == {"values": values, "note": "From 87% on."}
    assert "Recorded" in feedback(bench)


@pytest.mark.parametrize("typed", ["999", "-5"])
def test_a_lab_keeps_what_is_off_the_range_and_says_what_counts(bench: Bench, typed: str) -> None:
    panel = bench.open(samples.LAB)
    box = panel.get_by_label("Retention", exact=True)
    box.fill(typed)
    box.press("Tab")
    assert box.input_value() == typed
    assert box.get_attribute("aria-invalid") == "true"
    assert panel.get_by_text("type a number from 50 to 95").is_visible()
    panel.get_by_role("button", name="Record what I found").click()
    assert answer_of(bench)["values"]["retention"] == 80


def test_a_lab_fills_an_emptied_number_with_what_counts(bench: Bench) -> None:
    panel = bench.open(samples.LAB)
    box = panel.get_by_label("Retention", exact=True)
    box.fill("")
    box.press("Tab")
    assert box.input_value() == "80"
