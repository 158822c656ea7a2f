"""The frame of an exercise: feedback, hints, the solution, focus, keys, hostile text."""

from __future__ import annotations

import re
from typing import Any

import pytest

from . import samples
from .bench import Bench
from .building import criterion, found, result

EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>"\'&${1}'


def live(bench: Bench) -> Any:
    return bench.page.locator('[data-part="live"]')


def check(bench: Bench) -> None:
    bench.page.get_by_role("button", name="Check").click()
    live(bench).locator(".mo-feedback").wait_for()


def test_feedback_groups_wrong_before_right_and_waits_for_markers(bench: Bench) -> None:
    rows = [
        criterion(True, "R1"),
        criterion(False, "W1", why="Because W."),
        criterion(True, "R2"),
        criterion(None, "M1", judge="marker"),
    ]
    view = samples.NUMBER | {
        "checked": "1",
        "answer": "1",
        "answer_at": 1,
        "attempts": 1,
        "result": result("partial", 0.5, "Half.", *rows),
    }
    bench.open(view, kernel=False)
    text = live(bench).inner_text()
    assert text.index("Half.") < text.index("W1") < text.index("Because W.") < text.index("M1")
    assert "3 of 6 points" in text
    assert live(bench).locator("summary").all_inner_texts() == ["2 right"]


def test_what_is_to_look_at_again_is_a_line_each_and_leads_to_its_part(bench: Bench) -> None:
    cards = ("k1", "k2", "k3", "k12")
    rows = [criterion(False, f"W {c}", why=f"Because {c}.", try_next="Count.", item=c) for c in cards]
    found = result("partial", 0.6, "8 of 12 cards are in the right place.", *rows)
    placed = samples.LADDER_RIGHT
    view = samples.LADDER | {"checked": placed, "answer": placed, "answer_at": 1, "attempts": 1, "result": found}
    bench.open(view, kernel=False)
    lines = live(bench).locator(".mo-line")
    assert lines.count() == 4
    assert [live(bench).get_by_text(f"Because {c}.").is_visible() for c in cards] == [True, False, False, False]
    assert live(bench).locator(".mo-feedback").bounding_box()["height"] < 330  # type: ignore[index]
    assert live(bench).locator("[aria-live='off'] .mo-line").count() == 4  # the verdict is announced, not all of it
    lines.nth(3).locator("summary").focus()
    bench.page.keyboard.press("Enter")
    live(bench).get_by_text("Because k12.").wait_for()
    bench.page.keyboard.press("Tab")
    assert bench.focused() == "Go to it"
    bench.page.keyboard.press("Enter")
    card = bench.page.locator('[data-item="k12"]')
    assert card.evaluate("n => n.contains(document.activeElement)")
    assert "mo-led" in (card.get_attribute("class") or "")
    box = card.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 800


def test_what_has_no_place_in_the_exercise_leads_nowhere(bench: Bench) -> None:
    rows = [criterion(False, "W", why="Because.", item="no such card")]
    view = samples.LADDER | {"checked": {}, "attempts": 1, "result": result("partial", 0.5, "Half.", *rows)}
    bench.open(view, kernel=False)
    assert not live(bench).get_by_text("Go to it").is_visible()


def test_many_wrong_points_are_shown_a_few_at_a_time(bench: Bench) -> None:
    rows = [criterion(False, f"W{i}") for i in range(7)]
    view = samples.NUMBER | {
        "checked": "1",
        "answer": "1",
        "answer_at": 1,
        "attempts": 1,
        "result": result("incorrect", 0, "", *rows),
    }
    bench.open(view, kernel=False)
    assert [live(bench).get_by_text(f"W{i}").is_visible() for i in (0, 3, 4)] == [True, True, False]
    live(bench).get_by_text("Show 3 more to look at again").click()
    assert live(bench).get_by_text("W6").is_visible()


def test_many_right_points_are_folded_away(bench: Bench) -> None:
    for n, folds in ((4, []), (12, ["12 right"])):
        found = result("correct", 1, "All right.", *(criterion(True, f"R{i}") for i in range(n)))
        view = samples.NUMBER | {"checked": "1", "answer": "1", "answer_at": 1, "attempts": 1, "result": found}
        bench.open(view, kernel=False)
        assert live(bench).locator("summary").all_inner_texts() == folds


def test_feedback_turns_old_when_the_answer_changes_and_back(bench: Bench) -> None:
    panel = bench.open(samples.TRUE_FALSE)
    panel.get_by_text("False", exact=True).click()
    check(bench)
    note = live(bench).get_by_text("Changed since your last check")
    assert not note.is_visible()
    panel.get_by_text("True", exact=True).click()
    assert note.is_visible()
    panel.get_by_text("False", exact=True).click()
    assert not note.is_visible()


def test_the_kicker_counts_tries_and_the_pill_shows_the_state(bench: Bench) -> None:
    panel = bench.open(samples.TRUE_FALSE)
    panel.get_by_text("True", exact=True).click()
    check(bench)
    panel.get_by_text("False", exact=True).click()
    check(bench)
    panel.get_by_text("Tried twice").wait_for()
    assert panel.locator('[data-part="state"]').inner_text() == "Right"


def test_an_answer_to_an_earlier_edition_is_shown_and_goes_with_the_next_check(bench: Bench) -> None:
    former = {"at": 1772445600000, "outcome": "correct", "said": "The father\n<b>not bold</b>"}
    panel = bench.open(samples.CHOICE | {"former": former}, kernel=False)
    assert "This exercise has changed since you answered it" in panel.inner_text()
    assert "right then" in panel.inner_text()
    panel.get_by_text("Your answer then").click()
    assert panel.get_by_text("<b>not bold</b>").is_visible()
    view = samples.CHOICE | {
        "former": None,
        "answer": ["b"],
        "checked": ["b"],
        "attempts": 1,
        "result": result("correct", 1),
    }
    bench.receive(type="view", slug=samples.CHOICE["slug"], n=0, view=view)
    panel.locator(".mo-feedback").wait_for()
    assert "This exercise has changed" not in panel.inner_text()


def test_nothing_answered_is_said_kindly(bench: Bench) -> None:
    bench.open(samples.CHOICE)
    check(bench)
    assert "Not answered yet" in live(bench).inner_text()
    assert "Answer first" in live(bench).inner_text()
    assert bench.page.locator('[data-part="state"]').inner_text() == ""


def test_hints_come_one_at_a_time_and_the_focus_stays(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE)
    for n in (1, 2):
        panel.get_by_role("button", name=f"Hint {n} of 3").focus()
        bench.page.keyboard.press("Enter")
        panel.get_by_text(f"Hint text {n}").first.wait_for()
        assert bench.focused() == f"Hint {n + 1} of 3"
    bench.page.locator('[data-part="announcer"]').filter(has_text="Hint 2 of 3. Hint text 2").wait_for()
    bench.page.keyboard.press("Enter")
    panel.get_by_text("Hint text 3").first.wait_for()
    assert panel.locator('[data-act="hint"]').is_hidden()
    assert "Hint text 3" in bench.focused()  # the button is gone: the focus is on the hint it gave
    assert panel.locator('[data-part="hint-list"] strong').all_inner_texts() == ["weight"] * 3


def test_the_solution_waits_for_honest_tries_and_asks_before_it_costs(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE | {"attempts": 1, "solution_left": 2})
    assert panel.get_by_text("After 2 more honest tries you can see the solution.").is_visible()
    assert panel.locator('[data-act="solution"]').is_hidden()
    for option in ("Loyal customers never", "New customers are"):
        panel.get_by_text(option).click()
        before = len(bench.sent("check"))
        panel.get_by_role("button", name="Check").click()
        bench.page.wait_for_function("n => model.sent.filter(m => m.type === 'check').length > n", arg=before)
        panel.locator('[data-act="check"]:not([aria-disabled])').wait_for()
    see = panel.get_by_role("button", name="See the solution")
    see.click()
    assert bench.sent("solution") == []
    assert bench.focused() == "Show the solution"
    panel.get_by_role("button", name="Not yet").click()
    assert bench.focused() == "See the solution"
    see.click()
    solution = {"answer": ["a"], "why": "It comes back **every** year.", "reasons": [["b", "They compare."]]}
    bench.page.evaluate("s => window.fakeSolutions = s", {samples.CHOICE["slug"]: solution})
    panel.get_by_role("button", name="Show the solution").click()
    shown = panel.locator('[data-part="solution-panel"]')
    shown.wait_for()
    assert "It comes back every year." in shown.inner_text()
    assert "They compare." in shown.inner_text()
    assert bench.focused() == "The solution"
    assert panel.locator('[data-act="solution"]').is_hidden()


SOLUTIONS = [
    (
        samples.LADDER,
        {"answer": samples.LADDER_RIGHT, "why": "W", "reasons": [["k3", "One purchase."]]},
        "One purchase.",
    ),
    (
        samples.ORDER,
        {"answer": [f"i{n}" for n in range(6)], "why": "W", "reasons": [["i0", "Nobody knows them."]]},
        "Nobody knows them.",
    ),
    (samples.NUMBER, {"answer": "266.67", "why": "W", "reasons": [["", "100 * 0.8 = 80"]]}, "EUR\u00a0266.67"),
    (
        samples.TEXT,
        {"answer": "Velo Kurier renewed.\n\nNext: call.", "why": "W", "reasons": []},
        "Velo Kurier renewed.",
    ),
    (samples.LAB, {"answer": {"values": {}, "note": "From 87%."}, "why": "W", "reasons": []}, "From 87%."),
]


@pytest.mark.parametrize(("view", "solution", "words"), SOLUTIONS, ids=[v["kind"] for v, _, _ in SOLUTIONS])
def test_each_kind_draws_its_solution(bench: Bench, view: Any, solution: Any, words: str) -> None:
    panel = bench.open(view | {"solution": solution, "solution_left": 0})
    shown = panel.locator('[data-part="solution-panel"]').inner_text()
    assert words in shown
    for _, reason in solution["reasons"]:
        assert reason in shown


def test_reset_can_be_undone(bench: Bench) -> None:
    panel = bench.open(samples.TEXT)
    field = panel.get_by_label("Your answer")
    field.fill("A long text")
    panel.get_by_role("button", name="Reset").click()
    assert field.input_value() == ""
    panel.get_by_role("button", name="Undo").click()
    assert field.input_value() == "A long text"
    assert bench.wait_sent("draft")["answer"] in ("A long text", None)


def test_a_check_moves_neither_focus_nor_the_learners_place(bench: Bench) -> None:
    bench.open(samples.NUMBER)
    bench.tab_to("input.mo-input")
    bench.type("500")
    bench.page.keyboard.press("Enter")
    live(bench).locator(".mo-feedback").wait_for()
    assert bench.page.evaluate("document.activeElement.matches('input.mo-input')")
    assert bench.page.evaluate("document.activeElement.selectionStart") == 3


def test_a_result_is_announced_to_the_page(bench: Bench) -> None:
    panel = bench.open(samples.TRUE_FALSE)
    bench.page.evaluate("document.addEventListener('mosaic:changed', (e) => { window.told = e.detail; })")
    panel.get_by_text("False", exact=True).click()
    check(bench)
    assert bench.page.evaluate("window.told") == {"slug": samples.TRUE_FALSE["slug"], "outcome": "correct"}


KEPT = ("d", "a", "b", "Enter", "Shift+Enter", "Control+Enter", "ArrowDown", "Delete", "0")


def test_keys_stay_in_the_panel(bench: Bench) -> None:
    bench.open(samples.CHOICE)
    bench.page.evaluate("document.addEventListener('keydown', (e) => { (window.leaked ??= []).push(e.key); })")
    for key in KEPT:
        bench.page.get_by_role("button", name=re.compile("Hint . of 3")).or_(
            bench.page.get_by_role("button", name="Check")
        ).first.focus()
        bench.page.keyboard.press(key)
    assert bench.page.evaluate("(window.leaked ?? []).filter(k => k !== 'Control' && k !== 'Shift')") == []


def test_keys_of_the_application_pass(bench: Bench) -> None:
    bench.open(samples.CHOICE)
    bench.page.evaluate(
        """document.addEventListener('keydown', (e) => { (window.leaked ??= []).push(e.key);
          if (e.ctrlKey) e.preventDefault(); })"""
    )
    keys = ("Tab", "Escape", "Control+s", "F1")
    for key in keys:
        bench.page.get_by_role("button", name="Hint 1 of 3").focus()
        bench.page.keyboard.press(key)
    found = bench.page.evaluate("window.leaked.filter(k => k !== 'Control')")
    assert list(dict.fromkeys(found)) == [key.split("+")[-1] for key in keys]


def hostile(view: dict[str, Any]) -> dict[str, Any]:
    """The view with hostile text wherever a text can stand."""

    def poison(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: poison(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poison(v, key) for v in value]
        texts = {
            "text",
            "title",
            "prompt",
            "name",
            "label",
            "detail",
            "unit",
            "from_label",
            "to_label",
            "ask",
            "who",
            "problem",
        }
        return f"{value} {EVIL}" if key in texts and isinstance(value, str) else value

    rows = [
        criterion(False, EVIL, why=EVIL, try_next=EVIL, misconception=EVIL),
        criterion(True, EVIL),
        criterion(None, EVIL),
    ]
    state = {"hints": {"total": 2, "shown": [EVIL]}, "result": result("partial", 0.5, EVIL, *rows), "attempts": 1}
    solution = {"answer": view["answer"], "why": EVIL, "reasons": [["x", EVIL]]}
    return poison(view) | state | {"checked": view["answer"], "solution": solution}


ANSWERS = {
    "choice": ["a"],
    "sort": {"k1": "s1"},
    "order": [f"i{n}" for n in range(6)],
    "number": EVIL,
    "text": EVIL,
    "lab": {"values": {"margin": 100, "paid": "end"}, "note": EVIL},
}


def test_hostile_text_stays_text(bench: Bench) -> None:
    names = ["choice", "sort-ladder", "order", "number", "text", "lab"]
    views = [samples.EXERCISES[name] for name in names]
    bench.open(*(hostile(view | {"answer": ANSWERS[view["kind"]], "answer_at": 1}) for view in views))
    for name, panel in zip(names, bench.page.locator(".mo-panel").all(), strict=True):
        assert panel.inner_text().count("<img src=x onerror=") >= 5, name
        assert panel.locator("script").count() == 0, name
        assert panel.locator('img[src="x"]').count() == 0, name
    bench.page.wait_for_timeout(50)
    assert bench.page.evaluate("window.hacked") is None


def test_markup_makes_links_only_to_the_web(bench: Bench) -> None:
    prompt = "**Bold** and *em*, `code`.\n\n- one\n- two\n\n[good](https://example.org/a) [bad](javascript:alert(1))"
    panel = bench.open(samples.TRUE_FALSE | {"prompt": prompt})
    assert panel.locator(".mo-prompt a").evaluate_all("a => a.map(n => n.href)") == ["https://example.org/a"]
    assert panel.locator(".mo-prompt li").all_inner_texts() == ["one", "two"]
    assert panel.locator(".mo-prompt strong, .mo-prompt em, .mo-prompt code").all_inner_texts() == [
        "Bold",
        "em",
        "code",
    ]
    assert "[bad](javascript:alert(1))" in panel.inner_text()


def test_text_from_right_to_left_is_shown_so(bench: Bench) -> None:
    arabic = "ما سبب ولاء العملاء؟"
    panel = bench.open(samples.CHOICE | {"title": arabic, "prompt": arabic})
    for part in (".mo-title", ".mo-prompt p"):
        assert panel.locator(part).evaluate("n => getComputedStyle(n).direction") == "rtl"


def test_answers_with_ids_the_exercise_has_no_more_are_shown_as_far_as_they_go(bench: Bench) -> None:
    bench.open(samples.LADDER | {"answer": {"k1": "s1", "gone": "s2", "k2": "gone"}, "answer_at": 1})
    assert bench.page.locator(".mo-bin .mo-card").count() == 1
    bench.open(samples.ORDER | {"answer": ["gone", "i5", "i0"], "answer_at": 1})
    rows = bench.page.locator(".mo-order-row").evaluate_all("r => r.map(n => n.dataset.item)")
    assert rows == ["i5", "i0", "i3", "i1", "i4", "i2"]


def test_a_kind_that_this_workbook_does_not_know_is_named(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE | {"kind": "choice"}, swap={'"kind": "choice"': '"kind": "hologram"'})
    assert 'it has no kind "hologram"' in panel.inner_text()


def test_a_panel_that_cannot_be_drawn_says_so(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE | {"task": {"mode": "one"}})
    alert = panel.get_by_role("alert").inner_text()
    assert f"“{samples.CHOICE['title']}” could not be drawn" in alert
    assert "Your answers are safe" in alert
    assert len(bench.errors) == 1
    bench.errors.clear()
    bench.page.evaluate("v => model.set('view', v)", samples.CHOICE)
    panel.get_by_role("button", name="Try again").press("Enter")
    panel.get_by_text("Loyal customers never").click()
    assert bench.wait_sent("draft")["slug"] == samples.CHOICE["slug"]
    assert panel.get_by_role("alert").count() == 0


def test_two_panels_on_a_page_share_no_id(bench: Bench) -> None:
    bench.open(samples.CHOICE, samples.CHOICE, samples.LADDER, samples.ORDER, samples.LAB)
    ids = bench.page.evaluate("[...document.querySelectorAll('[id]')].map(n => n.id)")
    assert len(ids) == len(set(ids))


def test_a_click_beside_the_controls_and_a_key_draw_no_frame(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE)
    box = panel.bounding_box()
    assert box is not None
    bench.page.mouse.click(box["x"] + box["width"] - 6, box["y"] + 6)
    bench.page.keyboard.press("x")
    focused = bench.page.evaluate(
        "[document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle]"
    )
    assert focused == ["mo-panel", "none"]


def test_too_few_words_are_told_how_many_make_an_attempt(bench: Bench) -> None:
    few = "Two words"
    said = found(samples.TEXT["slug"], few)
    panel = bench.open(samples.TEXT | {"answer": few, "answer_at": 1.0, "result": said}, kernel=False)
    assert panel.locator(".mo-feedback-summary").inner_text() == said["summary"]
    assert said["summary"].startswith("2 words so far.")
