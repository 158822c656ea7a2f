"""A debate on the screen: by keyboard, the other side's point shown and said, the class's division from a file."""

from __future__ import annotations

from mosaic_exercises.kinds.debate.check import live
from mosaic_exercises.kinds.division import division_json
from mosaic_exercises.panel.wire import written
from tests.kinds import harness as ex

from . import samples_keyed
from .bench import Bench

VIEW = samples_keyed.fresh("debate")


def test_taking_a_side_shows_and_says_the_others_strongest_point(bench: Bench) -> None:
    bench.open(VIEW)
    assert bench.page.get_by_text("Take a side first").is_visible()
    bench.page.get_by_role("radio").first.focus()
    bench.page.keyboard.press("Space")
    first, second = VIEW["task"]["sides"]
    assert bench.page.locator(".mo-debate-point blockquote").inner_text() == second["strongest"]
    said = bench.page.locator('[data-part="announcer"]')
    said.filter(has_text=f"Their strongest point: {second['strongest']}").wait_for()
    bench.page.keyboard.press("Tab")
    bench.type("It costs one call.")
    bench.page.wait_for_function("model.sent.some((m) => m.type === 'draft' && m.answer.reply.endsWith('call.'))")
    assert bench.sent("draft")[-1]["answer"] == {"side": first["id"], "reply": "It costs one call."}
    assert bench.page.locator(".mo-tally").inner_text() == "4 words (at least 12)"


def test_the_class_divides_on_the_screen_as_the_file_says(bench: Bench) -> None:
    bench.open(VIEW | {"answer": samples_keyed.STAND, "answer_at": 1.0}, kernel=False)
    bench.page.get_by_text("How the class divided").click()
    text = division_json({VIEW["slug"]: {"a": 12, "b": 8}})
    bench.page.locator(".mo-debate-class input[type=file]").set_input_files(
        {"name": "division.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    sent = bench.wait_sent("live")
    _, task, _ = ex.exercise("debate")
    bench.receive(type="live", slug=sent["slug"], n=sent["n"], live=written(live(task, sent["values"])))
    rows = bench.page.locator(".mo-debate-row")
    rows.first.wait_for()
    assert sorted(rows.all_inner_texts()) == ["12 of 20: Every call to its end. (your side)", "8 of 20: Short calls."]
    bench.assert_accessible()
    bench.receive(type="live", slug=sent["slug"], n=sent["n"], error="This file is no whole JSON.")
    assert bench.page.get_by_role("alert").inner_text() == "This file is no whole JSON."
