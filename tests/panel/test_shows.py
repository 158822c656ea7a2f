"""The drawer of the case, a dialogue, a debate and the glossary, whole: axe finds nothing, each is done by keyboard
alone (Tab and the keys of its controls, from the top of the page), and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.panel.sessions.case import CaseSession
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.glossary import GlossarySession
from mosaic_exercises.workbook import Workbook

from . import samples_keyed
from .bench import Bench

HEAR = """() => {
  window.heard = [];
  const seen = new WeakSet();
  const listen = (live) => {
    if (seen.has(live)) return;
    seen.add(live);
    new MutationObserver(() => live.textContent.trim() && heard.push(live.textContent.trim()))
      .observe(live, { childList: true, characterData: true, subtree: true });
  };
  const all = () => document.querySelectorAll('[aria-live], [role=status], [role=alert]').forEach(listen);
  all();
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
}"""
TOP = "() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }"


def begin(bench: Bench) -> None:
    """From the top of the page, with an ear on all that is announced."""
    bench.page.evaluate(HEAR)
    bench.page.evaluate(TOP)


def heard(bench: Bench, last: str) -> list[str]:
    """All that was said until something has these words; each once."""
    bench.page.wait_for_function("last => heard.some((one) => one.includes(last))", arg=last)
    said: list[str] = bench.page.evaluate("heard")
    whole = [one for one in said if "Saving" not in one and "Saved" not in one]  # the status repeats itself by right
    assert len(whole) == len(set(whole)), whole
    return whole


@pytest.mark.slow  # axe looks at a thousand rows
def test_the_whole_drawer(bench: Bench, tmp_path: Path) -> None:
    course = load()
    slug = "persona-builder"
    view = ExerciseSession(course.exercise(slug), course, Workbook(tmp_path, course.course), 10).view()
    bench.open(view, kernel=False)
    page = bench.page
    begin(bench)
    bench.tab_to('[data-act="case"]')
    page.keyboard.press("Enter")
    bench.wait_sent("case-file")
    bench.receive(**CaseSession().handle({"type": "case-file"})[0], slug=slug)
    drawer = page.get_by_role("dialog", name="The case at hand")
    for part in drawer.locator(".mo-case-part").all():
        bench.tab_to(f'.mo-case-part[data-id="{part.get_attribute("data-id")}"] > summary', 250)
        page.keyboard.press("Enter")
        assert part.get_attribute("open") is not None
    bench.tab_to(".mo-case-drawer [data-act=close-case]", 400)
    assert len(heard(bench, "The case is here.")) == 2, "that it is fetched, and that it is here"
    assert drawer.locator("li, tr").count() > 250
    bench.assert_accessible()
    page.keyboard.press("Enter")
    assert not drawer.is_visible()
    assert page.evaluate("document.activeElement.dataset.act") == "case"


@pytest.mark.slow  # test_dialogue.py walks each turn of a smaller one
def test_a_whole_dialogue(bench: Bench) -> None:
    bench.open(samples_keyed.fresh("dialogue"))
    page = bench.page
    begin(bench)
    for turns, move in enumerate(("a1", "b1"), start=1):
        bench.tab_to(f'[data-move="{move}"]')
        page.keyboard.press("Enter")
        page.wait_for_function("n => heard.filter((one) => one.includes('Kaya')).length >= n", arg=turns)
    said = heard(bench, "The conversation ends here.")
    assert len([one for one in said if "Kaya" in one]) == 2, "each turn once"
    bench.assert_accessible()
    bench.tab_to('[data-act="check"]')
    page.keyboard.press("Enter")
    bench.wait_sent("check")
    page.locator(".mo-feedback:not(:empty), [data-tone]").first.wait_for()
    bench.assert_accessible()


@pytest.mark.slow  # test_debate.py walks a smaller one
def test_a_whole_debate(bench: Bench) -> None:
    bench.open(samples_keyed.fresh("debate"))
    page = bench.page
    begin(bench)
    bench.tab_to("input[type=radio]")
    page.keyboard.press("Space")
    bench.tab_to("textarea")
    page.keyboard.type("It costs one call and it saves the customer three, and that is what we promise them.")
    assert len([one for one in heard(bench, "Their strongest point") if "strongest point" in one]) == 1
    bench.assert_accessible()
    bench.tab_to('[data-act="check"]')
    page.keyboard.press("Enter")
    bench.wait_sent("check")
    page.locator(".mo-feedback:not(:empty), [data-tone]").first.wait_for()
    bench.assert_accessible()


@pytest.mark.slow  # axe looks at 141 terms, a seventh of them open
def test_the_whole_glossary(bench: Bench, tmp_path: Path) -> None:
    course = load()
    session = GlossarySession(course, Workbook(tmp_path, course.course))
    panel = bench.open(session.view(), kernel=False)
    begin(bench)
    bench.wait_sent("glossary")
    bench.receive(**session.handle({"type": "glossary"})[0])
    page = bench.page
    bench.tab_to('[data-letter="K"]')
    page.keyboard.press("Enter")
    bench.tab_to('[data-id="kano-table"] > summary')
    page.keyboard.press("Enter")
    panel.locator('[data-id="kano-table"] dl').wait_for()
    bench.tab_to('[data-id="kano-table"] [data-term]')
    page.keyboard.press("Enter")
    said = heard(bench, "is open.")
    assert [one for one in said if one.endswith("is open.")] == [f"{bench.focused()} is open."]
    panel.locator(".mo-gl-term").evaluate_all("all => all.forEach((n, i) => (n.open = i % 7 === 0))")
    page.wait_for_function("document.querySelectorAll('.mo-gl-term dl').length > 20")
    bench.assert_accessible()
