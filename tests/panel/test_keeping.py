"""What is typed is never lost: the mirror, drafts, silence of Python, a full browser."""

from __future__ import annotations

import time
from typing import Any

from . import building, samples
from .bench import Bench

HOME = f"mosaic/1///{building.WORKBOOK}"
DRAFT = f"{HOME}/draft/{samples.NUMBER['slug']}"
NOT_ANSWERING = "Saved in this browser only: Python is not answering"
CHECK_WAITS = "Python is not answering. Your answer is kept in this browser and is checked as soon as Python is back"


def field(bench: Bench) -> Any:
    return bench.page.get_by_label("Your answer")


def status(bench: Bench) -> Any:
    return bench.page.locator('[data-part="status"]').last


def wait_status(bench: Bench, words: str) -> None:
    status(bench).filter(has_text=words).wait_for()


def prepared(bench: Bench, at: float, answer: Any, rev: int = 1) -> None:
    """A draft in the mirror before the panel is opened."""
    bench.put(DRAFT, {"answer": answer, "at": at, "rev": rev})


def test_each_input_is_in_the_mirror_at_once(bench: Bench) -> None:
    bench.open(samples.NUMBER, kernel=False)
    typed = []
    for sign in "340":
        field(bench).press_sequentially(sign)
        typed.append(bench.store()[DRAFT]["answer"])
    assert typed == ["3", "34", "340"]
    kept = bench.store()[DRAFT]
    assert kept["rev"] == 1
    assert abs(kept["at"] - time.time() * 1000) < 60_000


def test_the_draft_goes_to_python_after_a_pause_and_is_acknowledged(bench: Bench) -> None:
    bench.open(samples.NUMBER)
    field(bench).press_sequentially("340")
    assert status(bench).inner_text() == "Saving ..."
    draft = bench.wait_sent("draft")
    assert (draft["slug"], draft["answer"]) == (samples.NUMBER["slug"], "340")
    wait_status(bench, "Saved")
    assert len(bench.sent("draft")) == 1


def test_without_an_answer_the_status_says_so_until_python_is_back(clocked: Bench) -> None:
    clocked.open(samples.NUMBER, kernel=False)
    field(clocked).fill("340")
    clocked.page.clock.run_for(600)
    assert len(clocked.sent("draft")) == 1
    clocked.page.clock.run_for(4_100)
    assert status(clocked).inner_text() == NOT_ANSWERING
    field(clocked).fill("3401")
    clocked.page.clock.run_for(600)
    draft = clocked.sent("draft")[-1]
    assert draft["answer"] == "3401"
    clocked.receive(type="saved", slug=samples.NUMBER["slug"], at=draft["at"])
    assert status(clocked).inner_text() == "Saved"


def test_a_kernel_that_is_busy_at_the_start_is_no_alarm(clocked: Bench) -> None:
    clocked.open(samples.NUMBER, kernel=False)
    clocked.page.clock.run_for(14_000)
    assert status(clocked).inner_text() == ""
    clocked.page.clock.run_for(2_000)
    assert status(clocked).inner_text() == "Waiting for Python ..."
    clocked.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER)
    assert status(clocked).inner_text() == ""


def test_a_check_without_an_answer_gives_the_button_back(clocked: Bench) -> None:
    panel = clocked.open(samples.NUMBER, kernel=False)
    field(clocked).fill("340")
    panel.get_by_role("button", name="Check").click()
    assert panel.get_by_role("button", name="Checking ...").get_attribute("aria-disabled") == "true"
    clocked.page.clock.run_for(4_100)
    assert status(clocked).inner_text() == CHECK_WAITS
    panel.get_by_role("button", name="Check").click()
    assert [m["n"] for m in clocked.sent("check")] == [1, 2]
    assert field(clocked).input_value() == "340"


def test_a_late_answer_is_still_shown(clocked: Bench) -> None:
    panel = clocked.open(samples.NUMBER, kernel=False)
    field(clocked).fill("340")
    panel.get_by_role("button", name="Check").click()
    clocked.page.clock.run_for(5_000)
    found = building.result("incorrect", 0, "Not this figure.")
    view = samples.NUMBER | {"answer": "340", "checked": "340", "result": found, "attempts": 1, "answer_at": 1}
    clocked.receive(type="view", slug=view["slug"], n=1, view=view)
    assert "Not yet" in panel.locator('[data-part="live"]').inner_text()


def test_long_typing_is_sent_in_between(clocked: Bench) -> None:
    clocked.open(samples.TEXT, kernel=False)
    for _ in range(30):
        field(clocked).press_sequentially("a")
        clocked.page.clock.run_for(200)
    assert len(clocked.sent("draft")) >= 2


def test_the_mirror_wins_where_it_is_newer_and_python_hears_of_it(bench: Bench) -> None:
    prepared(bench, 2_000, "340")
    bench.open(samples.NUMBER | {"answer": "12", "answer_at": 1_000})
    assert field(bench).input_value() == "340"
    assert bench.wait_sent("hello")["draft"] == {"answer": "340", "at": 2_000}


def test_python_wins_where_it_is_newer(bench: Bench) -> None:
    prepared(bench, 1_000, "340")
    bench.open(samples.NUMBER | {"answer": "12", "answer_at": 2_000})
    assert field(bench).input_value() == "12"


def test_a_draft_of_an_older_revision_is_not_used_and_not_lost(bench: Bench) -> None:
    prepared(bench, 2_000, "340")
    bench.open(samples.NUMBER | {"rev": 2})
    assert field(bench).input_value() == ""
    assert bench.wait_sent("hello")["draft"] is None
    assert bench.store()[DRAFT]["answer"] == "340"


def test_an_answer_from_another_window_is_taken_over_where_nothing_was_typed(bench: Bench) -> None:
    bench.open(samples.NUMBER | {"answer": "1", "answer_at": 5}, kernel=False)
    bench.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER | {"answer": "266.67", "answer_at": 9})
    assert field(bench).input_value() == "266.67"


def test_a_server_clock_that_runs_ahead_takes_nothing_back(bench: Bench) -> None:
    """Typed while a check is under way; the reply carries an older answer with a later time."""
    panel = bench.open(samples.NUMBER, kernel=False)
    field(bench).fill("340")
    panel.get_by_role("button", name="Check").click()
    field(bench).fill("3401")
    ahead = time.time() * 1000 + 3_600_000
    view = samples.NUMBER | {"answer": "340", "checked": "340", "answer_at": ahead, "attempts": 1}
    bench.receive(type="view", slug=view["slug"], n=1, view=view | {"result": building.result("incorrect")})
    assert field(bench).input_value() == "3401"
    kept = bench.store()[DRAFT]
    assert kept["answer"] == "3401"
    assert kept["at"] > ahead  # so that it is the newest after a reload, too
    assert bench.wait_sent("draft")["answer"] == "3401"


def test_a_blank_check_is_kept_as_a_blank_draft(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER | {"answer": "12", "answer_at": 5})
    panel.get_by_role("button", name="Reset").click()
    panel.get_by_role("button", name="Check").click()
    panel.locator(".mo-feedback").wait_for()
    assert bench.wait_sent("draft")["answer"] == ""
    assert bench.store()[DRAFT]["answer"] == ""
    wait_status(bench, "Saved")


def test_a_late_view_does_not_overwrite_what_is_being_typed(bench: Bench) -> None:
    bench.open(samples.NUMBER, kernel=False)
    field(bench).fill("340")
    bench.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER | {"answer": "3", "answer_at": 1_000})
    assert field(bench).input_value() == "340"


def test_typing_goes_on_after_a_new_mount(bench: Bench) -> None:
    bench.open(samples.LADDER)
    bench.page.get_by_label("Move to: Priya bought").select_option(value="s3")
    bench.page.evaluate("remount()")
    assert bench.page.locator('[data-bin="s3"] .mo-card').get_attribute("data-item") == "k3"


def test_leaving_sends_what_was_not_sent(bench: Bench) -> None:
    bench.open(samples.NUMBER, kernel=False)
    field(bench).fill("340")
    bench.page.evaluate("unmount()")
    assert bench.wait_sent("draft")["answer"] == "340"
    assert bench.page.evaluate("model.listeners()") == 0


def test_events_are_mirrored_and_handed_back_on_request(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER)
    field(bench).fill("500")
    panel.get_by_role("button", name="Check").click()
    panel.locator(".mo-feedback").wait_for()
    assert bench.store()[f"{HOME}/event/e1"]["exercise"] == samples.NUMBER["slug"]
    bench.page.evaluate("remount()")
    assert bench.wait_sent("hello", 2)["ids"] == ["e1"]
    bench.receive(type="view", slug=samples.NUMBER["slug"], view=samples.NUMBER, want=["e1", "unknown"])
    assert [e["id"] for e in bench.wait_sent("events")["events"]] == ["e1"]


def test_python_that_cannot_write_is_named(bench: Bench) -> None:
    bench.open(samples.NUMBER, kernel=False)
    field(bench).fill("340")
    draft = bench.wait_sent("draft")
    problem = "The disk is full: free some space, then check again."
    bench.receive(type="unsaved", slug=samples.NUMBER["slug"], at=draft["at"], problem=problem)
    assert status(bench).inner_text() == problem
    bench.page.locator('[data-part="announcer"]').filter(has_text=problem).wait_for()


FULL = """() => {
  const real = Storage.prototype.setItem;
  window.allowed = KEEP;
  Storage.prototype.setItem = function (key, value) {
    const others = Object.keys(localStorage).filter((k) => k !== key).length;
    if (others + 1 > window.allowed) throw new DOMException("full", "QuotaExceededError");
    real.call(this, key, value);
  };
}"""


def test_a_full_browser_drops_old_events_and_never_a_draft(bench: Bench) -> None:
    other_draft = f"{HOME}/draft/another-exercise"
    foreign = "mosaic/1///00000000000000000000000000000002/event/x"
    bench.put(other_draft, {"answer": "keep me", "at": 1, "rev": 1})
    bench.put(foreign, {"id": "x", "at": "2026-01-01T00:00:00.000Z"})
    for i in range(30):
        bench.put(
            f"{HOME}/event/old{i:02}", {"id": f"old{i:02}", "at": f"2026-01-01T00:00:{i:02}.000Z", "exercise": "a"}
        )
    bench.open(samples.NUMBER)
    bench.page.evaluate(FULL.replace("KEEP", str(len(bench.store()))))
    field(bench).fill("340")
    kept = bench.store()
    assert kept[DRAFT]["answer"] == "340"
    assert {other_draft, foreign, f"{HOME}/event/old29"} <= set(kept)
    assert f"{HOME}/event/old00" not in kept
    wait_status(bench, "Saved")


def test_a_browser_that_keeps_nothing_says_so(clocked: Bench) -> None:
    clocked.open(samples.NUMBER, kernel=False)
    clocked.page.evaluate(FULL.replace("KEEP", "0"))
    field(clocked).fill("340")
    clocked.page.clock.run_for(600)
    clocked.receive(type="saved", slug=samples.NUMBER["slug"], at=clocked.sent("draft")[0]["at"])
    assert "this browser's storage is full" in status(clocked).inner_text()
    field(clocked).fill("3401")
    clocked.page.clock.run_for(4_700)
    assert status(clocked).inner_text().startswith("Not saved: Python is not answering")


def test_forbidden_storage_does_not_stop_the_exercise(bench: Bench) -> None:
    script = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = bench.page.context.new_page()
    page.add_init_script(script)
    other = Bench(page)
    panel = other.open(samples.TRUE_FALSE)
    panel.get_by_text("False", exact=True).click()
    panel.get_by_role("button", name="Check").click()
    panel.locator(".mo-feedback").wait_for()
    assert other.errors == []
    page.close()


def test_a_dead_wire_is_silence(clocked: Bench) -> None:
    clocked.open(samples.NUMBER, kernel=False)
    clocked.page.evaluate("() => { model.send = () => { throw new Error('comm is closed'); }; }")
    field(clocked).fill("340")
    clocked.page.clock.run_for(4_700)
    assert status(clocked).inner_text() == NOT_ANSWERING
