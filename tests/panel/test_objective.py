"""Objectives: marked up while they are typed, with the letters in words and the fields beside the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from mosaic_exercises.kinds.objective import check as objective
from mosaic_exercises.panel.wire import written
from tests.kinds.harness import exercise

from . import samples_boards as goals
from .bench import Bench
from .real_sessions import Sessions
from .test_hand import box, middle
from .test_journey import HOSTILE, announced, draft


def said(message: dict[str, Any]) -> dict[str, Any]:
    """What Python says to what was typed, as it is sent."""
    return written(objective.live(goals.OBJECTIVE_TASK, message["values"]))


def answer_live(bench: Bench, have: int = 0) -> int:
    """Answers every live message after the first `have`, as Python does; returns how many there were."""
    sent = bench.sent("live")
    for message in sent[have:]:
        found = said(message)
        bench.receive(type="live", slug=goals.OBJECTIVES["slug"], n=message["n"], live=found)
    return len(sent)


def slot(panel: Locator, id_: str) -> Locator:
    return panel.locator(f'[data-slot="{id_}"]')


def text_of(panel: Locator, id_: str) -> Locator:
    return slot(panel, id_).locator(".mo-ob-area")


def marks(panel: Locator, id_: str) -> dict[str, str]:
    """Role -> words, as marked in the copy behind the text."""
    found = slot(panel, id_).locator(".mo-ob-back .mo-ob-mark")
    return {m.get_attribute("data-role") or "": m.inner_text() for m in found.all()}


def verdicts(panel: Locator, id_: str) -> list[str]:
    return [li.get_attribute("data-verdict") or "" for li in slot(panel, id_).locator(".mo-ob-letter").all()]


def typed(bench: Bench, panel: Locator, id_: str, text: str) -> None:
    """The text stands in a slot, and Python has said what it makes of it."""
    n = len(bench.sent("live"))
    text_of(panel, id_).fill(text)
    bench.wait_sent("live", n + 1)
    answer_live(bench, n)


def test_objectives_nobody_touched_are_blank(bench: Bench) -> None:
    bench.open(goals.OBJECTIVES, kernel=False)
    assert draft(bench) is None


def test_an_answer_comes_back_as_it_went_in(bench: Bench) -> None:
    bench.open(goals.OBJECTIVES_CHECKED, kernel=False)
    assert draft(bench) == goals.OBJECTIVE_ANSWER


def test_the_text_is_marked_and_the_parts_are_named_in_words(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", goals.RATE)
    found = marks(panel, "finance")
    assert (found["action"], found["baseline"], found["target"]) == ("Raise", "81%", "85%")
    said = slot(panel, "finance").locator(".mo-ob-parts").inner_text()
    for words in ("Measure", "the renewal rate", "Deadline", "by 31 December 2027", "Audience", "families"):
        assert words in said
    assert verdicts(panel, "finance") == ["yes", "yes", "ask", "ask", "yes"]


def test_the_field_stays_a_plain_textarea(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", goals.RATE)
    area = text_of(panel, "finance")
    assert area.evaluate("(n) => n.tagName") == "TEXTAREA"
    assert area.input_value() == goals.RATE
    assert panel.get_by_role("textbox", name="Finance", exact=True).count() == 1
    assert slot(panel, "finance").locator(".mo-ob-back").get_attribute("aria-hidden") == "true"


def test_the_marks_lie_exactly_under_the_words(bench: Bench) -> None:
    """Text and copy have the same box, font and line breaks, so the field is as high as the copy."""
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    for width in (860, 390):
        panel.evaluate("(n, w) => { n.closest('.box').style.width = `${w}px`; }", width)
        typed(bench, panel, "finance", f"{goals.RATE}\n{goals.RATE} {width}\n")
        same = slot(panel, "finance").evaluate("""(n) => {
          const [back, area] = [n.querySelector('.mo-ob-back'), n.querySelector('.mo-ob-area')];
          const of = (x) => { const { left, top, width, height } = x.getBoundingClientRect();
            const s = getComputedStyle(x);
            return [left, top, width, height, s.font, s.padding, s.letterSpacing, s.lineHeight]; };
          const alike = JSON.stringify(of(back)) === JSON.stringify(of(area));
          return [alike, area.scrollHeight <= area.clientHeight + 1]; }""")
        assert same == [True, True]


def test_marks_move_along_while_the_learner_goes_on_typing(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", goals.RATE)
    area = text_of(panel, "finance")
    area.evaluate("(n) => n.setSelectionRange(0, 0)")
    area.press("Home")
    bench.type("Let us 🚲 ")
    assert marks(panel, "finance")["target"] == "85%"  # before Python has answered
    area.fill(f"Let us 🚲 {goals.RATE}".replace("85%", "90%"))
    assert "target" not in marks(panel, "finance")
    assert marks(panel, "finance")["baseline"] == "81%"


def test_offsets_count_code_points(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", f"🚲🚲 {goals.RATE}")
    assert marks(panel, "finance")["deadline"] == "by 31 December 2027"


def test_an_answer_that_comes_late_speaks_of_the_text_it_was_sent(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    text_of(panel, "finance").fill(goals.RATE)
    bench.wait_sent("live", 1)
    text_of(panel, "finance").fill(f"Soon: {goals.RATE}")
    bench.wait_sent("live", 2)
    first, second = bench.sent("live")
    slug = goals.OBJECTIVES["slug"]
    newest, oldest = said(second), said(first)
    bench.receive(type="live", slug=slug, n=second["n"], live=newest)
    before = marks(panel, "finance")
    bench.receive(type="live", slug=slug, n=first["n"], live=oldest)
    assert marks(panel, "finance") == before
    assert before["target"] == "85%"


@pytest.mark.parametrize("leaves", [False, True])
def test_check_stays_under_the_hand_when_python_answers_late(bench: Bench, leaves: bool) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    last = panel.locator("[data-slot]").last.get_attribute("data-slot") or ""
    text_of(panel, last).fill(goals.RATE)
    bench.wait_sent("live", 1)
    button = panel.get_by_role("button", name="Check", exact=True)
    button.scroll_into_view_if_needed()
    before = box(button)
    bench.page.mouse.move(*middle(button))
    answer_live(bench)
    assert box(button) == before
    assert not verdicts(panel, last)
    if leaves:
        bench.page.mouse.move(5, 5)
    else:
        bench.page.mouse.down()
        bench.page.mouse.up()
        bench.wait_sent("check", 1)
    assert verdicts(panel, last)
    assert box(button) != before


def test_at_most_one_message_in_250_ms_and_the_newest_text_last(clocked: Bench) -> None:
    panel = clocked.open(goals.OBJECTIVES, kernel=False)
    clocked.page.clock.pause_at(clocked.page.evaluate("Date.now() + 1000"))
    area = text_of(panel, "finance")
    for n in range(1, 21):
        area.fill(goals.RATE[:n])
        clocked.page.clock.run_for(50)
    clocked.page.clock.run_for(300)
    sent = clocked.sent("live")
    assert 2 <= len(sent) <= 6
    assert sent[-1]["values"]["text"] == goals.RATE[:20]


def parts(panel: Locator, id_: str) -> dict[str, str]:
    """Part -> what stands beside it, in words."""
    rows = slot(panel, id_).locator("[data-part-role]").all()
    return {row.get_attribute("data-part-role") or "": row.locator("dd").inner_text() for row in rows}


def test_no_part_is_called_missing_beside_a_yes_that_rests_on_it(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", "Train all 14 colleagues in complaint handling")
    assert verdicts(panel, "finance")[:2] == ["yes", "yes"]
    told = parts(panel, "finance")
    assert {role for role, words in told.items() if words == "not found yet"} == {"deadline"}
    assert told["target"] == "all 14 colleagues"
    advice = slot(panel, "finance").locator('[data-advice="M"]')
    assert advice.inner_text() == "Measurable: rests on “all 14 colleagues”."
    typed(bench, panel, "finance", "Train all 14 colleagues in complaint handling by 30 June 2027")
    assert "not found yet" not in parts(panel, "finance").values()


def test_the_letters_follow_the_fields_and_say_so_after_a_pause(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", goals.RATE)
    side = slot(panel, "finance")
    n = len(bench.sent("live"))
    side.get_by_label("Baseline").fill("81% (policy data)")
    side.get_by_label("Resources").fill("An analyst, two days")
    side.get_by_label("Owner").fill("Head of renewals")
    side.get_by_label("Aim it serves").select_option("stay")
    bench.page.wait_for_function(
        "n => model.sent.filter(m => m.type === 'live').slice(n).some(m => m.values.aim === 'stay')", arg=n
    )
    answer_live(bench, n)
    assert verdicts(panel, "finance") == ["yes"] * 5
    announced(bench, "Achievable: yes, Relevant: yes")
    sent = draft(bench)["objectives"]["finance"]
    assert sent == {
        "text": goals.RATE,
        "baseline": "81% (policy data)",
        "resources": "An analyst, two days",
        "owner": "Head of renewals",
        "aim": "stay",
    }


def test_a_measure_is_pulled_in_and_taken_away(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES_OFFERED, kernel=False)
    customer = slot(panel, "customer")
    customer.get_by_label("Pull in for Customer").select_option(label="Complaints per 100 accounts (measure)")
    announced(bench, "Complaints per 100 accounts is pulled in.")
    assert "A scorecard" in customer.locator(".mo-ob-pulled").inner_text()
    ref = draft(bench)["objectives"]["customer"]["ref"]
    assert ref == {"exercise": "tessera-scorecard", "object": "c1/measure", "label": "Complaints per 100 accounts"}
    customer.get_by_role("button", name="Take away").click()
    assert bench.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Pull in for Customer"
    assert draft(bench) is None


def test_an_example_stands_in_and_is_said_to_be_one(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    assert "You have made nothing to pull in yet" in panel.inner_text()
    slot(panel, "finance").get_by_label("Pull in for Finance").select_option(label="Renewal rate of families")
    assert "Tessera's example" in slot(panel, "finance").locator(".mo-ob-pulled").inner_text()
    assert draft(bench)["objectives"]["finance"]["ref"]["exercise"] == ""


def test_a_broken_link_keeps_its_last_label(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES_CHECKED, kernel=False)
    gone = slot(panel, "customer").locator(".mo-ob-pulled")
    assert "no longer there (was: Complaints in October)" in gone.inner_text()


def test_what_was_renamed_elsewhere_is_followed(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES_OFFERED, kernel=False)
    slot(panel, "customer").get_by_label("Pull in for Customer").select_option(index=1)
    renamed = [goals.MEASURE_OFFER | {"label": "Complaints per 100 riders"}]
    fresh = goals.OBJECTIVES | {"task": goals.OBJECTIVE_VIEW | {"offers": renamed}}
    bench.receive(type="view", slug=goals.OBJECTIVES["slug"], view=fresh)
    assert "Complaints per 100 riders" in slot(panel, "customer").locator(".mo-ob-pulled").inner_text()
    assert slot(panel, "finance").get_by_label("Pull in for Finance").locator("option").count() == 2


def test_what_a_check_found_stands_beside_its_part_until_that_changes(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES_CHECKED, kernel=False)
    owner = slot(panel, "finance").locator('[data-field="owner"]')
    assert "“Everyone” is not one owner" in owner.inner_text()
    assert "not specific yet" in slot(panel, "customer").inner_text()  # Python is silent: the finding says it
    answer_live(bench, 0)
    bench.wait_sent("live", 2)
    answer_live(bench, 0)
    assert "Customer: not specific yet" not in slot(panel, "customer").inner_text()  # the letters say it now
    assert "reads like an aim" in slot(panel, "customer").inner_text()
    owner.get_by_role("textbox").fill("Gloria")
    assert "not one owner" not in owner.inner_text()
    assert "no objective is written yet" in slot(panel, "process").inner_text()


def test_by_keyboard_alone(bench: Bench) -> None:
    bench.open(goals.OBJECTIVES, kernel=False)
    key = bench.page.keyboard
    bench.tab_to('[data-slot="finance"] .mo-ob-area')
    bench.type("Raise it")
    for text in ("80%", "Two days", "Gloria"):
        key.press("Tab")
        bench.type(text)
    key.press("Tab")
    key.press("ArrowDown")
    assert draft(bench)["objectives"]["finance"] == {
        "text": "Raise it",
        "baseline": "80%",
        "resources": "Two days",
        "owner": "Gloria",
        "aim": "stay",
    }


def test_hostile_and_overlong_text_is_kept_and_harmless(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES, kernel=False)
    typed(bench, panel, "finance", HOSTILE)
    assert slot(panel, "finance").locator("img").count() == 0
    assert bench.page.title() == "Panel"
    text_of(panel, "finance").fill("🚲" * 601)
    assert "1 too many: at most 600 characters" in slot(panel, "finance").inner_text()
    assert len(draft(bench)["objectives"]["finance"]["text"]) == 601


def test_a_reset_and_its_undo(bench: Bench) -> None:
    panel = bench.open(goals.OBJECTIVES_CHECKED, kernel=False)
    panel.get_by_role("button", name="Reset").click()
    assert text_of(panel, "finance").input_value() == ""
    panel.get_by_role("button", name="Undo").click()
    assert text_of(panel, "finance").input_value() == goals.RATE


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [pytest.param(860, marks=pytest.mark.slow), 390])
def test_axe_finds_nothing(bench: Bench, theme: str, width: int) -> None:
    bench.open(goals.OBJECTIVES_CHECKED, kernel=False, theme=theme, width=width)
    bench.wait_sent("live", 2)
    answer_live(bench)
    bench.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    bench.assert_accessible()


def test_the_solution_can_be_read(bench: Bench) -> None:
    solution: dict[str, Any] = {"answer": goals.OBJECTIVE_ANSWER, "why": "Each can be checked.", "reasons": []}
    panel = bench.open(goals.OBJECTIVES | {"solution": solution, "solution_left": 0}, kernel=False)
    shown = panel.locator(".mo-solution").inner_text()
    assert f"Finance: {goals.RATE}" in shown
    assert "Complaints in October" in shown
    assert "Families stay with Tessera" in shown


def test_nothing_sticks_out_at_320_390_and_860_px(bench: Bench) -> None:
    bench.open(goals.OBJECTIVES_CHECKED, kernel=False)
    bench.wait_sent("live", 2)
    answer_live(bench)
    out = bench.page.evaluate("""() => [320, 390, 860].flatMap((width) => {
      document.querySelector('.box').style.width = `${width}px`;
      const { left, right } = document.querySelector('.mo-panel').getBoundingClientRect();
      return [...document.querySelectorAll('.mo-panel *')].filter((n) => {
        if (n.closest('.mo-unseen, svg, option, optgroup')) return false;
        const box = n.getBoundingClientRect();
        return box.width && (box.left < left - 1 || box.right > right + 1);
      }).map((n) => `${width}: ${n.outerHTML.slice(0, 120)}`); })""")
    assert out == []


def test_with_the_real_room_the_words_are_judged_while_they_are_typed(bench: Bench, tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, {"goals": ("objective", *exercise("objective")[1:])})
    panel = sessions.open(bench, "goals")
    text_of(panel, "finance").press_sequentially(goals.RATE)
    for letter in "SMT":
        slot(panel, "finance").locator(f'[data-letter="{letter}"][data-verdict="yes"]').wait_for()
    panel.locator('[data-act="check"]').click()
    panel.locator(".mo-feedback").wait_for()
    assert "baseline and its source is empty" in slot(panel, "finance").locator('[data-field="baseline"]').inner_text()
    assert sessions.standing("goals") == {"objectives": {"finance": {"text": goals.RATE}}}
