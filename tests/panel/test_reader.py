"""The interviews beside a form: read in full, searched, and a click or a key makes a sentence evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Locator

from mosaic_exercises import running_case
from mosaic_exercises.course import load
from mosaic_exercises.course.loader import Course

from .bench import Bench
from .real_sessions import Sessions

COURSE: Course = load()
GRACE = "I did not want a policy then, I wanted a number."
SEEN = "e => [getComputedStyle(e).fontSize, getComputedStyle(e).color, e.scrollWidth > e.clientWidth]"
HOSTILE = "<img src=x onerror=document.title=1> Quite so."


def sessions(folder: Path, slug: str = "persona-builder", task: Any = None) -> Sessions:
    return Sessions(folder, {slug: ("form", task or COURSE.exercise(slug).task, COURSE.key(slug))})


def reading(panel: Locator, person: str = "Grace Adeyemi") -> Locator:
    """The interview opened, by the button above the form."""
    panel.get_by_role("button", name="Read the interviews").first.click()
    reader = panel.get_by_role("region", name="The interviews")
    reader.get_by_role("button", name=person).click()
    return reader


def evidence(found: Sessions, bench: Bench, slug: str = "persona-builder") -> Any:
    """The evidence that Python holds, once the draft came in."""
    bench.page.locator('[data-part="status"][data-state="saved"]').wait_for()
    return found.standing(slug)["entries"][0]["evidence"]


def test_each_interview_is_read_in_full(bench: Bench, tmp_path: Path) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder")
    panel.get_by_role("button", name="Read the interviews (15)").click()
    reader = panel.get_by_role("region", name="The interviews")
    for one in running_case.said(COURSE.exercise("persona-builder").task.sources):
        reader.get_by_role("button", name=f"{one.person}, {one.role}").click()
        text = reader.locator(f'[data-source="{one.id}"] .mo-rd-text')
        assert " ".join(text.inner_text().split()) == one.text
        assert text.evaluate(SEEN) == panel.evaluate(SEEN)  # as large and as dark as all text, and not cut


@pytest.mark.parametrize("slug", ["empathy-map", "value-proposition", "customer-inventory"])
def test_wherever_interviews_are_evidence_they_can_be_read(bench: Bench, tmp_path: Path, slug: str) -> None:
    panel = sessions(tmp_path, slug).open(bench, slug)
    count = sum(s.source == "interview" for s in COURSE.exercise(slug).task.sources)
    panel.get_by_role("button", name=f"Read the interviews ({count})").click()
    panel.locator(".mo-rd-who").first.click()
    panel.locator(".mo-rd-say").first.wait_for()
    assert panel.locator(".mo-rd-person").count() == count


def test_a_click_makes_a_sentence_evidence_of_the_chosen_field_and_takes_it_back(bench: Bench, tmp_path: Path) -> None:
    found = sessions(tmp_path)
    panel = found.open(bench, "persona-builder")
    reader = reading(panel)
    reader.get_by_label("A click on a sentence makes it evidence for").select_option("Frustrations")
    sentence = reader.get_by_role("button", name=GRACE)
    sentence.click()
    assert sentence.get_attribute("aria-pressed") == "true"
    bench.page.locator('[data-part="announcer"]', has_text="Evidence for Frustrations: Grace Adeyemi.").wait_for(
        state="attached"
    )
    assert evidence(found, bench) == {"frustrations": [{"source": "interview", "ref": "int-06", "note": f"“{GRACE}”"}]}
    chip = panel.locator('[data-field="frustrations"] .mo-fo-chip-main')
    assert chip.inner_text() == f"Grace Adeyemi: “{GRACE}”"
    sentence.click()
    assert sentence.get_attribute("aria-pressed") == "false"
    assert chip.count() == 0


def test_the_field_that_was_touched_last_is_the_one_that_evidence_is_for(bench: Bench, tmp_path: Path) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder")
    reader = reading(panel)
    panel.locator('[data-field="activities"]').get_by_role("textbox").first.click()
    assert reader.locator("select").input_value() == "activities"
    assert panel.locator("[data-target]").get_attribute("data-field") == "activities"


def test_an_interview_that_is_opened_is_read_from_its_beginning(bench: Bench, tmp_path: Path) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder")
    reader = reading(panel, "Rashid Karimov")
    seen = reader.locator(".mo-rd-list").bounding_box()
    first = reader.locator('[data-source="int-14"] .mo-rd-say').first.bounding_box()
    assert seen
    assert first
    assert seen["y"] <= first["y"] <= seen["y"] + seen["height"] / 2


def test_an_interview_named_without_a_sentence_gets_the_sentence(bench: Bench, tmp_path: Path) -> None:
    found = sessions(tmp_path)
    bare = {"source": "interview", "ref": "int-06", "note": ""}
    found.draft("persona-builder", {"entries": [{"id": "e1", "values": {}, "evidence": {"feel": [bare]}}]})
    panel = found.open(bench, "persona-builder")
    assert panel.locator('[data-field="feel"] .mo-fo-chip-main').inner_text() == "Interview with Grace Adeyemi"
    reader = reading(panel)
    reader.locator("select").select_option("feel")
    reader.get_by_role("button", name=GRACE).click()
    assert evidence(found, bench)["feel"] == [bare | {"note": f"“{GRACE}”"}]


def test_evidence_by_keyboard_alone(bench: Bench, tmp_path: Path) -> None:
    found = sessions(tmp_path)
    panel = found.open(bench, "persona-builder")
    keys = bench.page.keyboard
    panel.locator('[data-act="read"]').focus()
    keys.press("Enter")
    panel.locator(".mo-rd-say").first.wait_for(state="attached")
    bench.tab_to("select[id$='read-for']")
    keys.type("Frustr")
    bench.tab_to('[data-source="int-06"] .mo-rd-who')
    keys.press("Enter")
    keys.press("Tab")
    keys.press("ArrowDown")
    assert bench.page.evaluate("document.activeElement.textContent") == GRACE
    keys.press("Enter")
    assert evidence(found, bench)["frustrations"][0]["note"] == f"“{GRACE}”"
    keys.press("Escape")
    assert not panel.locator(".mo-rd").is_visible()
    assert bench.page.evaluate("document.activeElement.dataset.act") == "read"


def test_search_finds_words_names_and_letters_with_accents(bench: Bench, tmp_path: Path) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder")
    panel.get_by_role("button", name="Read the interviews").first.click()
    reader = panel.get_by_role("region", name="The interviews")
    box = reader.get_by_label("Search their words")
    shown = reader.locator(".mo-rd-person:visible strong")
    box.fill("lucia")
    reader.get_by_role("status").get_by_text("2 of 15 interviews").wait_for()
    assert sorted(shown.all_inner_texts()) == ["Lucía Ferrer", "Rui Tavares"]
    box.fill("page eleven")
    reader.get_by_role("status").get_by_text("1 of 15 interviews").wait_for()
    assert reader.locator("mark:visible").count() > 0
    assert all("page" in s or "eleven" in s for s in reader.locator(".mo-rd-say:visible").all_inner_texts())
    box.fill("zebra")
    reader.get_by_role("status").get_by_text("Nobody says that").wait_for()
    assert shown.count() == 0
    box.fill("")
    bench.page.wait_for_function("document.querySelectorAll('.mo-rd-person:not([hidden])').length === 15")


def test_a_chip_leads_back_to_the_sentence(bench: Bench, tmp_path: Path) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder")
    reader = reading(panel)
    reader.locator("select").select_option("feel")
    reader.get_by_role("button", name=GRACE).click()
    reader.get_by_role("button", name="Close: The interviews").click()
    panel.locator('[data-field="feel"] .mo-fo-chip-main').click()
    bench.page.wait_for_function("s => document.activeElement.textContent === s", arg=GRACE)


def test_marked_words_can_be_taken_without_the_rest_of_the_sentence(bench: Bench, tmp_path: Path) -> None:
    found = sessions(tmp_path)
    panel = found.open(bench, "persona-builder")
    reader = reading(panel)
    reader.locator("select").select_option("feel")
    words = "I wanted a number"
    reader.get_by_role("button", name=GRACE).evaluate(
        """(node, words) => { const range = document.createRange(), text = node.firstChild;
          const at = text.data.indexOf(words); range.setStart(text, at); range.setEnd(text, at + words.length);
          getSelection().removeAllRanges(); getSelection().addRange(range); }""",
        words,
    )
    reader.get_by_role("button", name=f"Take “{words}” as evidence").click()
    assert evidence(found, bench)["feel"] == [{"source": "interview", "ref": "int-06", "note": f"“{words}”"}]
    assert reader.get_by_role("button", name=GRACE).get_attribute("aria-pressed") == "false"
    assert not reader.locator(".mo-rd-part").is_visible()
    reader.get_by_role("button", name="Close: The interviews").click()
    panel.locator('[data-field="feel"] .mo-fo-chip-main').click()
    bench.page.wait_for_function("s => document.activeElement.textContent === s", arg=GRACE)


def test_no_id_of_an_interview_stands_in_a_learners_sight(bench: Bench, tmp_path: Path) -> None:
    found = sessions(tmp_path)
    found.draft("persona-builder", COURSE.key("persona-builder").model)
    panel = found.open(bench, "persona-builder")
    reading(panel)
    for mode in ("Edit", "Card", "Side by side"):
        panel.get_by_role("button", name=mode, exact=True).click()
        said = panel.evaluate("e => e.innerText + [...e.querySelectorAll('[aria-label], option')].map(n => n.getAttribute('aria-label') ?? n.text).join(' ')")  # fmt: skip  # noqa: E501
        assert "int-0" not in said
        assert "fig-" not in said


def test_the_words_cross_the_wire_once_a_page(bench: Bench, tmp_path: Path) -> None:
    view = sessions(tmp_path).session("persona-builder").view()
    assert GRACE not in str(view)
    found = sessions(tmp_path / "b")
    panel = found.open(bench, "persona-builder")
    assert bench.sent("case") == []
    reading(panel)
    panel.locator(".mo-rd-say").first.wait_for(state="attached")
    assert len(bench.sent("case")[0]["ids"]) == 15
    bench.page.evaluate("window.remount()")
    reading(bench.page.locator(".mo-panel").last)
    bench.page.locator(".mo-rd-say").first.wait_for(state="attached")
    assert len(bench.sent("case")) == 1


def test_while_python_is_away_the_reader_says_so_and_can_ask_again(bench: Bench, tmp_path: Path) -> None:
    view = sessions(tmp_path).session("persona-builder").view()
    panel = bench.open(view, kernel=False, swap={"const SAID_MS = 8000;": "const SAID_MS = 1500;"})
    panel.get_by_role("button", name="Read the interviews").first.click()
    panel.get_by_text("Python is not answering: the interviews come when it is back.").wait_for()
    panel.get_by_role("button", name="Try again").click()
    bench.wait_sent("case", 2)
    bench.receive(
        type="case", slug="persona-builder", said=[{"id": "int-06", "key": _key(view), "text": "It rained. Yes."}]
    )
    panel.get_by_role("button", name="Grace Adeyemi").click()
    panel.locator(".mo-rd-say:visible").nth(1).wait_for()
    assert panel.locator(".mo-rd-say:visible").all_inner_texts() == ["It rained.", "Yes."]
    assert panel.get_by_text("Python is not answering: the interviews").count() == 0


def _key(view: dict[str, Any]) -> str:
    return next(str(s["key"]) for s in view["task"]["sources"] if s["id"] == "int-06")


def test_hostile_words_stay_words(bench: Bench, tmp_path: Path) -> None:
    task = COURSE.exercise("persona-builder").task
    first = replace(task.sources[0], id="own-1", title=f"{HOSTILE}: {HOSTILE}", text=HOSTILE)
    panel = sessions(tmp_path, task=replace(task, sources=(first, *task.sources[1:]))).open(bench, "persona-builder")
    reader = reading(panel, "Quite so.")
    assert reader.locator(".mo-rd-text").first.inner_text() == HOSTILE
    reader.get_by_label("Search their words").fill("<img")
    reader.get_by_role("status").get_by_text("1 of 15").wait_for()
    reader.locator(".mo-rd-say").first.click()
    assert panel.locator("img").count() == 0


def test_a_field_that_is_full_says_so(bench: Bench, tmp_path: Path) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder")
    reader = reading(panel)
    says = reader.locator('[data-source="int-06"] .mo-rd-say')
    for i in range(9):
        says.nth(i).click()
    assert panel.locator('[data-field="quote"] .mo-fo-chip').count() == 8
    bench.page.locator('[data-part="announcer"]', has_text="Take one out first").wait_for(state="attached")


def test_on_a_phone_the_form_and_the_reader_are_both_in_sight(touch: Bench, tmp_path: Path) -> None:
    found = sessions(tmp_path)
    panel = found.open(touch, "persona-builder")
    reader = reading(panel)
    reader.locator("select").select_option("frustrations")
    reader.get_by_role("button", name=GRACE).tap()
    assert evidence(found, touch)["frustrations"][0]["ref"] == "int-06"
    boxes = [panel.locator(s).bounding_box() for s in ('[data-field="frustrations"] .mo-fo-chip', ".mo-rd")]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 422 for box in boxes)
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] < boxes[1]["y"]
    assert touch.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_reader_is_accessible(bench: Bench, tmp_path: Path, theme: str) -> None:
    panel = sessions(tmp_path).open(bench, "persona-builder", theme=theme)
    reader = reading(panel)
    reader.get_by_role("button", name=GRACE).click()
    reader.get_by_label("Search their words").fill("number")
    reader.get_by_role("status").get_by_text("of 15").wait_for()
    bench.assert_accessible()
