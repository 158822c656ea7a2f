"""Python away, another window: a check waits and is done once, nothing of two windows is overwritten unseen."""

from __future__ import annotations

from typing import Any

from . import building, samples
from .bench import Bench
from .test_keeping import CHECK_WAITS, DRAFT, FULL, HOME, NOT_ANSWERING, field, status, wait_status


def pressed_while_away(clocked: Bench) -> tuple[Any, dict[str, Any]]:
    """An exercise whose check got no answer, and the message that was sent."""
    panel = clocked.open(samples.NUMBER, kernel=False)
    field(clocked).fill("340")
    panel.get_by_role("button", name="Check").click()
    clocked.page.clock.run_for(4_100)
    (check,) = clocked.sent("check")
    return panel, check


def answered(check: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The view after a check that found the answer wrong."""
    found = building.result("incorrect", 0, "Not this figure.")
    state = {"answer": check["answer"], "checked": check["answer"], "answer_at": check["at"], "answer_by": check["by"]}
    return samples.NUMBER | state | {"result": found, "attempts": 1} | more


def test_a_check_pressed_while_python_is_away_is_sent_again_when_python_is_heard(clocked: Bench) -> None:
    panel, check = pressed_while_away(clocked)
    assert status(clocked).inner_text() == CHECK_WAITS
    assert clocked.store()[f"{HOME}/check/{samples.NUMBER['slug']}"]["id"] == check["id"]
    clocked.page.clock.run_for(3_100)  # the panel asks whether Python is back
    hello = clocked.sent("hello")[-1]
    assert hello["draft"]["answer"] == "340"
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER)
    first, second = clocked.sent("check")
    assert {**second, "n": 0} == {**first, "n": 0}  # the same id: Python writes it down once
    clocked.receive(type="view", slug=samples.NUMBER["slug"], n=2, check=check["id"], view=answered(check))
    live = panel.locator('[data-part="live"]')
    assert "Not yet" in live.inner_text()
    assert "This was done as soon as it was back" in live.inner_text()
    assert status(clocked).inner_text() == "Saved"
    clocked.page.clock.run_for(100)
    assert panel.locator('[data-part="announcer"]').inner_text() == "Python is answering again. Saved"
    assert not [key for key in clocked.store() if "/check/" in key]
    clocked.page.evaluate("remount()")  # a restart may draw a panel twice
    assert "This was done as soon as it was back" in live.inner_text()
    clocked.page.clock.run_for(120_000)
    assert len(clocked.sent("check")) == 2
    field(clocked).fill("341")
    panel.get_by_role("button", name="Check").click()
    check = clocked.sent("check")[-1]
    clocked.receive(type="view", slug=samples.NUMBER["slug"], n=3, check=check["id"], view=answered(check))
    assert "as soon as it was back" not in live.inner_text()


def test_a_check_outlives_the_panel_and_the_page(clocked: Bench) -> None:
    _, check = pressed_while_away(clocked)
    clocked.open(samples.NUMBER, kernel=False)
    assert status(clocked).inner_text() == CHECK_WAITS
    assert clocked.sent("check") == []  # Python has not been heard
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER)
    assert [m["id"] for m in clocked.sent("check")] == [check["id"]]


def test_a_check_that_had_arrived_late_is_not_sent_again(clocked: Bench) -> None:
    _, check = pressed_while_away(clocked)
    clocked.receive(type="view", slug=samples.NUMBER["slug"], n=1, check=check["id"], view=answered(check))
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=answered(check))
    assert len(clocked.sent("check")) == 1


def test_without_storage_a_check_waits_all_the_same(clocked: Bench) -> None:
    panel = clocked.open(samples.NUMBER, kernel=False)
    clocked.page.evaluate(FULL.replace("KEEP", "0"))
    field(clocked).fill("340")
    panel.get_by_role("button", name="Check").click()
    clocked.page.clock.run_for(4_100)
    assert status(clocked).inner_text().startswith("Not saved: Python is not answering")
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER)
    assert len(clocked.sent("check")) == 2


def test_what_is_saved_in_the_browser_only_goes_to_python_when_it_is_back(clocked: Bench) -> None:
    """The draft was lost on the way: no message brings it again but the panel's own call."""
    clocked.open(samples.NUMBER, kernel=False)
    field(clocked).fill("340")
    clocked.page.clock.run_for(4_700)
    assert status(clocked).inner_text() == NOT_ANSWERING
    before = len(clocked.sent("hello"))
    clocked.page.clock.run_for(100_000)
    calls = clocked.sent("hello")[before:]
    assert 3 <= len(calls) <= 8  # ever more rarely
    draft = calls[-1]["draft"]
    assert draft["answer"] == "340"
    here = {"answer": "340", "answer_at": draft["at"], "answer_by": draft["by"]}
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER | here)
    assert status(clocked).inner_text() == "Saved"
    clocked.page.clock.run_for(100_000)
    assert len(clocked.sent("hello")) == before + len(calls)


OTHER = {"answer": "999", "at": 9e12, "by": "f" * 32, "text": "999 euros <b>bold</b>"}


def differing(bench: Bench) -> Any:
    """An exercise whose draft Python has refused: another window has written since."""
    panel = bench.open(samples.NUMBER, kernel=False)
    field(bench).fill("340")
    draft = bench.wait_sent("draft")
    assert draft["base"] == 0
    bench.receive(type="elsewhere", slug=samples.NUMBER["slug"], at=draft["at"], other=OTHER)
    return panel


def test_another_window_s_newer_answer_is_shown_and_asked_about(bench: Bench) -> None:
    panel = differing(bench)
    question = panel.get_by_role("group").filter(has_text="Another window has another answer")
    assert "999 euros <b>bold</b>" in question.inner_text()  # text, not markup
    assert "Not saved yet" in status(bench).inner_text()
    assert field(bench).input_value() == "340"
    panel.locator('[data-part="announcer"]').filter(has_text="another answer").wait_for()
    question.get_by_role("button", name="Keep what is here").press("Enter")
    again = bench.wait_sent("draft", 2)
    assert (again["answer"], again["base"]) == ("340", 9e12)
    assert again["at"] > 9e12
    bench.receive(type="saved", slug=samples.NUMBER["slug"], at=again["at"])
    wait_status(bench, "Saved")
    assert panel.get_by_text("another answer").count() <= 1  # the announcer's words at most


def test_the_other_answer_can_be_taken_and_undo_leads_back(bench: Bench) -> None:
    panel = differing(bench)
    panel.get_by_role("button", name="Take the other answer").click()
    assert field(bench).input_value() == "999"
    assert status(bench).inner_text() == "Saved"
    assert bench.store()[DRAFT]["answer"] == "999"
    assert bench.focused() == "Check"
    panel.get_by_role("button", name="Undo").click()
    assert field(bench).input_value() == "340"
    assert bench.wait_sent("draft", 2)["base"] == 9e12


def test_a_check_waits_until_it_is_said_which_answer_stands(clocked: Bench) -> None:
    panel, _ = pressed_while_away(clocked)
    other = samples.NUMBER | {"answer": "999", "answer_at": 9e12, "answer_by": "f" * 32}
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=other, other=OTHER)
    assert len(clocked.sent("check")) == 1
    panel.get_by_role("button", name="Keep what is here").click()
    assert [m["answer"] for m in clocked.sent("check")] == ["340", "340"]


def test_a_saved_answer_gives_way_to_a_newer_one_of_another_window(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER)
    field(bench).fill("340")
    wait_status(bench, "Saved")
    newer = samples.NUMBER | {"answer": "999", "answer_at": 9e12, "answer_by": "f" * 32}
    bench.receive(type="view", slug=samples.NUMBER["slug"], view=newer)
    assert field(bench).input_value() == "999"
    assert "Taken over from another window" in panel.locator(".mo-took").inner_text()
    panel.get_by_role("button", name="Undo").click()
    assert field(bench).input_value() == "340"


def test_two_windows_of_one_browser_hear_each_other_while_python_is_away(bench: Bench) -> None:
    bench.open(samples.NUMBER, kernel=False)
    field(bench).fill("340")
    page = bench.page.context.new_page()
    other = Bench(page)
    second = other.open(samples.NUMBER, kernel=False)
    assert field(other).input_value() == "340"
    field(other).fill("341")
    bench.page.locator(".mo-took").wait_for()
    assert field(bench).input_value() == "341"
    assert status(bench).inner_text() != "Saved"  # nobody but the browser has it
    field(bench).fill("342")
    second.locator(".mo-took").wait_for()
    assert field(other).input_value() == "342"
    assert other.errors == []
    page.close()


def reopened(bench: Bench, *, base: float) -> str:
    """A page opened again after its words were kept by the browser alone, while another browser, whose window had seen
    answers up to ``base``, wrote later. Returns what stands in the field."""
    panel = bench.open(samples.NUMBER | {"answer": None, "answer_at": 0, "answer_by": ""}, kernel=False)
    panel.get_by_role("textbox").fill("340")
    bench.page.wait_for_timeout(100)
    theirs = {"answer": "999", "answer_at": 9e12, "answer_by": OTHER["by"], "answer_base": base}
    panel = bench.open(samples.NUMBER | theirs, kernel=False)
    return panel.get_by_role("textbox").input_value()


def test_words_that_no_other_window_had_seen_stay_on_the_screen(bench: Bench) -> None:
    assert reopened(bench, base=0) == "340"
    hello = bench.wait_sent("hello")
    assert hello["draft"]["answer"] == "340"  # Python answers with the other one, and the learner chooses


def test_words_that_the_other_window_had_seen_are_replaced(bench: Bench) -> None:
    assert reopened(bench, base=8e12) == "999"
