"""Forms and maps with the real Python behind them: a persona of one is taken into the other, and every answer that the
browser sends is one that Python reads, checks and keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.models.journey import JourneyMap
from tests.kinds.form.cases import form
from tests.kinds.journey.cases import journey

from .bench import Bench
from .real_sessions import Sessions

STAGES = ("awareness", "research", "purchase", "renewal", "claims")
AS_IS, TO_BE = (0, -1, 2, -1, -2), (1, 1, 2, 0, 1)


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    """A persona builder and the map that takes its personas; a map to look through; all with their keys."""
    return Sessions(
        tmp_path,
        {
            "persona-builder": ("form", *form("persona")),
            "journey-map": ("journey", *journey("build", task__curves="both", key__model__emotions=[])),
            "journey-faults": ("journey", *journey("find")),
        },
    )


def kept(bench: Bench, sessions: Sessions, slug: str) -> Any:
    """What Python holds once everything typed has reached it."""
    bench.page.locator('[data-part="status"][data-state="saved"]').wait_for()
    return sessions.standing(slug)


def chips(panel: Locator) -> list[str]:
    return panel.locator(".mo-jm-chip-name").all_inner_texts()


def people(panel: Locator) -> list[str]:
    return panel.get_by_label("Add a persona").locator("option").all_inner_texts()


def test_a_persona_made_in_one_exercise_is_offered_in_the_map_and_followed(bench: Bench, sessions: Sessions) -> None:
    panel = sessions.open(bench, "journey-map")
    assert people(panel) == ["Add a persona ...", "Gloria, who carries two (Tessera's example)", "Someone else"]
    panel = sessions.open(bench, "persona-builder")
    panel.locator('[data-field="name"] input').fill("Hanna")
    made = kept(bench, sessions, "persona-builder")["entries"][0]["id"]
    panel = sessions.open(bench, "journey-map")
    assert people(panel) == ["Add a persona ...", "Hanna", "Someone else"]
    panel.get_by_label("Add a persona").select_option(label="Hanna")
    panel.locator(".mo-jm-point").first.press("ArrowDown")
    (person,) = kept(bench, sessions, "journey-map")["personas"]
    assert person["ref"] == {"exercise": "persona-builder", "object": made, "label": "Hanna"}

    panel = sessions.open(bench, "persona-builder")
    panel.locator('[data-field="name"] input').fill("Hanna Petersen")
    kept(bench, sessions, "persona-builder")
    panel = sessions.open(bench, "journey-map")
    assert chips(panel) == ["Hanna Petersen"]
    assert people(panel) == ["Add a persona ...", "Someone else"]
    panel.locator(".mo-jm-point").first.press("ArrowDown")  # the next change writes today's name down
    (person,) = kept(bench, sessions, "journey-map")["personas"]
    assert (person["name"], person["ref"]["label"]) == ("Hanna Petersen", "Hanna Petersen")

    panel = sessions.open(bench, "persona-builder")
    panel.get_by_role("button", name="Reset").click()
    kept(bench, sessions, "persona-builder")
    panel = sessions.open(bench, "journey-map")
    assert chips(panel) == ["no longer there (was: Hanna Petersen)"]
    panel.get_by_role("button", name="Change no longer there").click()
    assert "does not have it any more" in panel.get_by_role("group", name="Persona", exact=True).inner_text()
    assert kept(bench, sessions, "journey-map")["personas"] == [person]


def test_a_map_that_is_open_hears_of_a_rename_when_the_learner_comes_back(bench: Bench, sessions: Sessions) -> None:
    sessions.draft("persona-builder", {"entries": [{"id": "e1", "values": {"name": "Hanna"}}]})
    panel = sessions.open(bench, "journey-map")
    panel.get_by_label("Add a persona").select_option(label="Hanna")
    panel.locator('[data-cell="claims/touchpoints"] .mo-jm-add').click()
    bench.type("Claims line")
    panel.get_by_role("group", name="Note in Touchpoints").get_by_label("For").select_option(label="Hanna")
    answer = kept(bench, sessions, "journey-map")
    sessions.draft("persona-builder", {"entries": [{"id": "e1", "values": {"name": "Ines Okoro"}}]})
    bench.page.evaluate("document.dispatchEvent(new CustomEvent('mosaic:changed', { detail: { slug: 'other' } }))")
    panel.locator(".mo-jm-chip-name", has_text="Ines Okoro").wait_for()
    assert panel.locator("[data-note] .mo-jm-who").get_attribute("title") == "Ines Okoro"
    assert "Ines Okoro" in panel.locator(".mo-jm-curve-head").inner_text()
    assert panel.locator("textarea:focus, select:focus").count() == 1  # the learner's place is kept
    assert sessions.standing("journey-map") == answer


def test_tesseras_example_is_said_to_be_one(bench: Bench, sessions: Sessions) -> None:
    panel = sessions.open(bench, "journey-map")
    panel.get_by_label("Add a persona").select_option(label="Gloria, who carries two (Tessera's example)")
    panel.get_by_role("button", name="Change Gloria").click()
    assert "One of Tessera's examples" in panel.get_by_role("group", name="Persona", exact=True).inner_text()
    assert people(panel) == ["Add a persona ...", "Someone else"]
    (person,) = kept(bench, sessions, "journey-map")["personas"]
    label = "Gloria, who carries two"
    assert person["ref"] == {"exercise": "", "object": "tessera-grace", "label": label}
    sessions.draft("persona-builder", {"entries": [{"id": "e1", "values": {"name": "Hanna"}}]})
    panel = sessions.open(bench, "journey-map")
    assert chips(panel) == [label]
    assert people(panel) == ["Add a persona ...", "Hanna", "Someone else"]


def read_map(sessions: Sessions) -> JourneyMap:
    found = KINDS["journey"].parse(sessions.course.exercise("journey-map").task, sessions.standing("journey-map"))
    assert isinstance(found, JourneyMap)
    return found


def built(journey_: JourneyMap) -> dict[str, Any]:
    return {
        "notes": [(n.stage, n.lane, n.text) for n in journey_.notes],
        "curves": {e.stage: (e.as_is, e.to_be) for e in journey_.emotions},
        "title": journey_.title,
    }


WHOLE = {
    "notes": [(stage, "touchpoints", f"Touchpoint {i}") for i, stage in enumerate(STAGES)],
    "curves": dict(zip(STAGES, zip(AS_IS, TO_BE, strict=True), strict=True)),
    "title": "Theft",
}


@pytest.mark.slow  # in make test by mouse; by keyboard a shorter walk (test_journey.py)
def test_five_stages_and_two_curves_by_keyboard_alone(bench: Bench, sessions: Sessions) -> None:
    sessions.open(bench, "journey-map")
    key, type_ = bench.page.keyboard.press, bench.page.keyboard.type
    bench.tab_to("#panel0 .mo-jm-top input")
    type_("Theft")
    bench.tab_to(".mo-jm-stage-main")
    focus = "document.activeElement.dataset.row"
    while bench.page.evaluate(focus) != "touchpoints":
        key("ArrowDown")
    for i in range(len(STAGES)):
        key("Enter")
        type_(f"Touchpoint {i}")
        key("Escape")
        key("ArrowDown")  # from the note to the cell's "+"
        key("ArrowRight")
        if bench.page.evaluate("document.activeElement.matches('.mo-jm-add')") is False:
            key("ArrowDown")
    for curve, values in (("as_is", AS_IS), ("to_be", TO_BE)):
        bench.tab_to("[data-act=check]", limit=90)
        while not bench.page.evaluate(f"document.activeElement.matches('.mo-jm-point[data-curve={curve}]')"):
            key("Shift+Tab")
        key_at = "document.activeElement.dataset.stage"
        while bench.page.evaluate(key_at) != STAGES[0]:
            key("ArrowLeft")
        for value in values:
            key("0")
            for _ in range(abs(value)):
                key("ArrowUp" if value > 0 else "ArrowDown")
            key("ArrowRight")
    bench.tab_to("[data-act=check]", limit=90)
    key("Enter")
    bench.page.locator(".mo-feedback").wait_for()
    assert built(read_map(sessions)) == WHOLE
    (event,) = sessions.book.events()
    assert (event.exercise, event.outcome) == ("journey-map", "partial")


def test_five_stages_and_two_curves_by_mouse(bench: Bench, sessions: Sessions) -> None:
    panel = sessions.open(bench, "journey-map")
    panel.get_by_label("Title of the map").fill("Theft")
    for i, stage in enumerate(STAGES):
        panel.locator(f'[data-cell="{stage}/touchpoints"] .mo-jm-add').click()
        bench.type(f"Touchpoint {i}")
        panel.get_by_role("button", name="Done").click()
    ground = panel.locator(".mo-jm-ground")
    ground.scroll_into_view_if_needed()
    box = ground.bounding_box()
    assert box is not None
    for name, values in (("As it is", AS_IS), ("As it shall be", TO_BE)):
        panel.get_by_role("button", name=name).click()
        for i, value in enumerate(values):
            share = (14 + (2 - value) * 18) / 100
            bench.page.mouse.click(box["x"] + box["width"] * (i + 0.3) / 5, box["y"] + box["height"] * share)
    panel.get_by_role("button", name="Check").click()
    panel.locator(".mo-feedback").wait_for()
    assert built(read_map(sessions)) == WHOLE


def test_a_persona_with_evidence_is_checked_by_python(bench: Bench, sessions: Sessions) -> None:
    panel = sessions.open(bench, "persona-builder")
    panel.locator('[data-field="name"] input').fill("Hanna")
    panel.locator('[data-field="done"] textarea').fill("Children home by six")
    panel.get_by_role("button", name="Evidence for What should be done").click()
    group = panel.get_by_role("group", name="Name evidence for What should be done")
    group.get_by_role("combobox", name="Which one").select_option(index=1)
    group.get_by_role("button", name="Name it").click()
    panel.get_by_role("button", name="Check").click()
    panel.locator(".mo-feedback").wait_for()
    assert panel.locator(".mo-feedback").inner_text().startswith("Partly right")
    assert "is empty" in panel.locator('[data-field="activities"] .mo-fo-errors').inner_text()
    (event,) = sessions.book.events()
    (entry,) = event.answer["entries"]
    assert entry["values"] == {"name": "Hanna", "done": ["Children home by six"]}
    assert [piece["source"] for piece in entry["evidence"]["done"]] == ["interview"]


def test_options_read_as_words_in_menus_signs_and_derived_lanes(bench: Bench, sessions: Sessions) -> None:
    raw = sessions.course.keys["journey-map"].model
    lane = {"id": "cor", "type": "corridor", "name": "Corridor"}
    ways = [lane, lane | {"id": "ini", "type": "initiative", "name": "Who begins"}]
    note = {"id": "n1", "stage": "claims", "lane": "touchpoints", "text": "Claims line", "channel": "physical"}
    notes = [note | {"corridor": "base", "initiative": "reaction"}]
    sessions.draft("journey-map", raw | {"lanes": [*raw["lanes"], *ways], "notes": notes})
    panel = sessions.open(bench, "journey-map")
    assert panel.locator('[data-cell="claims/cor"] .mo-jm-text').inner_text() == "Base"
    assert panel.locator('[data-cell="claims/ini"] .mo-jm-text').inner_text() == "Reaction"
    assert panel.locator('[data-sign="physical"]').get_attribute("title") == "Channel: Physical"
    panel.locator('[data-note="n1"] button').click()
    options = panel.get_by_role("group", name="Note in Touchpoints").locator("option").all_text_contents()
    assert "Technological" in options
    assert "End customer" in options
    assert all(option.strip() for option in panel.locator("select option").all_text_contents())


HOSTILE = '<img src=x onerror="document.title=1">'


def poisoned(value: Any, path: str = "") -> Any:
    """The answer with the attack in every text that a learner writes; ids, choices and dates stay."""
    if isinstance(value, list):
        return [poisoned(v, path) for v in value]
    if isinstance(value, dict):
        fixed = {"id", "stage", "lane", "type", "channel", "initiative", "corridor", "customer", "need", "source"}
        fixed |= {"ref", "exercise", "object", "segment", "needs", "portrait", "date"}
        return {k: v if k in fixed and path != "entry" else poisoned(v, k) for k, v in value.items()}
    return HOSTILE[:40] if isinstance(value, str) and value else value


def test_an_attack_in_every_text_is_text_on_the_screen(bench: Bench, sessions: Sessions) -> None:
    form_task = sessions.course.exercise("persona-builder").task
    entry = sessions.course.keys["persona-builder"].model["entries"][0]
    personas = {"entries": [entry | {"values": poisoned(entry["values"]), "evidence": poisoned(entry["evidence"])}]}
    a_map = poisoned(sessions.course.keys["journey-map"].model)
    a_map["personas"][0]["ref"] |= {"label": HOSTILE}
    for note in a_map["notes"]:
        texts = {"touchpoints": ("medium", "department"), "opportunities": ("owner", "metric")}
        lane = next(row["type"] for row in a_map["lanes"] if row["id"] == note["lane"])
        note |= dict.fromkeys(texts.get(lane, ()), HOSTILE)
    for slug, answer in (("persona-builder", personas), ("journey-map", a_map)):
        sessions.draft(slug, answer)
        panel = sessions.open(bench, slug)
        panel.get_by_role("button", name="Check").click()
        panel.locator(".mo-feedback").wait_for()
        for look in ("Card", "Side by side", "Edit") if slug == "persona-builder" else ("List", "Map"):
            panel.get_by_role("button", name=look, exact=True).click()
        for opener in panel.locator(".mo-fo-chip-main, .mo-jm-note button, .mo-jm-lane button").all()[:6]:
            opener.click()
        shown = panel.locator("[data-part=body]").inner_text()
        values = panel.locator("input, textarea").evaluate_all("all => all.map((n) => n.value).join()")
        assert HOSTILE[:40] in shown + values
        assert bench.page.locator("main img").count() == 0
        assert bench.page.title() == "Panel"
    assert KINDS["form"].parse(form_task, sessions.standing("persona-builder"))


def test_the_model_answers_are_shown_kept_and_checked_as_they_are(bench: Bench, sessions: Sessions) -> None:
    for slug in ("persona-builder", "journey-map"):
        key = sessions.course.keys[slug]
        sessions.draft(slug, key.model)
        panel = sessions.open(bench, slug)
        panel.get_by_role("button", name="Check").click()
        panel.locator(".mo-feedback").wait_for()
        kind, task = KINDS[sessions.course.exercise(slug).kind], sessions.course.exercise(slug).task
        sent = sessions.book.history(slug).last
        assert sent is not None
        assert kind.parse(task, sent.answer) == kind.parse(task, key.model), slug


def test_faults_marked_in_the_browser_are_judged_by_python(bench: Bench, sessions: Sessions) -> None:
    panel = sessions.open(bench, "journey-faults")
    faults = sessions.course.keys["journey-faults"].faults
    form_ = panel.locator("details", has_text="Mark from a list")
    form_.locator("summary").click()
    for fault in faults:
        panel.get_by_role("combobox", name="Stage").select_option(fault.stage)
        if fault.stage:
            panel.get_by_role("combobox", name="Lane").select_option(fault.lanes[0] if fault.lanes else "")
        panel.get_by_role("combobox", name="Broken rule").select_option(fault.rule)
        panel.get_by_role("button", name="Mark it").click()
    panel.get_by_role("button", name="Check").click()
    panel.locator(".mo-feedback").wait_for()
    (event,) = sessions.book.events()
    assert (event.outcome, event.score) == ("correct", 1.0)
    assert len(event.answer["marks"]) == len(faults)
    assert panel.locator(".mo-jm-mark[data-mark=good]").count() == len(faults)
    panel.get_by_role("button", name="Take away mark 1").click()
    panel.get_by_role("combobox", name="Stage").select_option(index=1)
    panel.get_by_role("button", name="Check").click()
    bench.page.wait_for_function("document.querySelector('.mo-feedback').innerText.startsWith('Partly')")
    assert sessions.book.events()[-1].outcome == "partial"
