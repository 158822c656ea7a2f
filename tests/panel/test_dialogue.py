"""A conversation on the screen: led by keyboard, each turn said once, played again from any line, marked by Python."""

from __future__ import annotations

from . import samples_keyed
from .bench import Bench

VIEW = samples_keyed.fresh("dialogue")


def moves(bench: Bench) -> list[str]:
    return bench.page.locator(".mo-dialogue-move").all_inner_texts()


def lines(bench: Bench) -> list[str]:
    return bench.page.locator(".mo-dialogue-said").all_inner_texts()


def announced(bench: Bench) -> None:
    """Collect from now on what the announcer says."""
    bench.page.evaluate("""() => {
      window.heard = [];
      const live = document.querySelector('[data-part="announcer"]');
      new MutationObserver(() => live.textContent.trim() && heard.push(live.textContent.trim()))
        .observe(live, { childList: true, characterData: true, subtree: true });
    }""")


def test_it_is_led_by_keyboard_alone_and_each_turn_is_said_once(bench: Bench) -> None:
    bench.open(VIEW)
    announced(bench)
    assert lines(bench) == ["The bell on my bike is loose again."]
    bench.page.get_by_role("button", name="When did it come loose?", exact=True).focus()
    bench.page.keyboard.press("Enter")
    assert bench.wait_sent("draft")["answer"] == ["a1"]
    assert bench.page.evaluate("document.activeElement.dataset.move") in ("b1", "b2"), "the focus goes on"
    bench.page.get_by_role("button", name="I fix it now, it takes two minutes.").focus()
    bench.page.keyboard.press("Enter")
    assert bench.page.locator(".mo-dialogue-moves").inner_text() == "Start again"
    bench.page.wait_for_function("heard.length >= 1 && heard.at(-1).includes('two minutes')")
    heard = bench.page.evaluate("heard")
    assert heard.count("Mr Kaya: Thank you, I can wait two minutes. The conversation ends here.") == 1
    assert len(heard) == len(set(heard)), heard
    bench.page.wait_for_function("model.sent.findLast((m) => m.type === 'draft').answer.length === 2")
    assert bench.sent("draft")[-1]["answer"] == ["a1", "b1"]


def test_it_is_played_again_from_any_line(bench: Bench) -> None:
    bench.open(VIEW | {"answer": ["a1", "b2"], "answer_at": 1.0})
    assert len(lines(bench)) == 5
    bench.page.get_by_role("button", name="Say something else than: Leave it here until Friday.").click()
    assert bench.wait_sent("draft")["answer"] == ["a1"]
    assert sorted(moves(bench)) == ["I fix it now, it takes two minutes.", "Leave it here until Friday."]


def test_a_line_keeps_its_mark_while_it_stands_as_it_was_checked(bench: Bench) -> None:
    bench.open(samples_keyed.judged("dialogue", ["a2", "b2"]))
    marks = bench.page.locator(".mo-dialogue-mine")
    assert marks.evaluate_all("nodes => nodes.map((n) => n.dataset.mark)") == ["good", "part"]
    bench.page.get_by_role("button", name="Say something else than: Leave it").click()
    bench.page.get_by_role("button", name="I fix it now").click()
    assert marks.evaluate_all("nodes => nodes.map((n) => n.dataset.mark ?? '')") == ["good", ""]


def test_what_the_task_does_not_have_any_more_is_left_out(bench: Bench) -> None:
    bench.open(VIEW | {"answer": ["a1", "gone"], "answer_at": 1.0})
    assert len(lines(bench)) == 3
