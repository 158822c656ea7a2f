"""The glossary: no word of it travels before it is looked at; by search, by letter, by a link; by keyboard alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.errors import CourseError
from mosaic_exercises.panel.sessions.glossary import GlossarySession
from mosaic_exercises.workbook import Workbook

from .bench import Bench

ROOT = Path(__file__).parents[2]
HOSTILE = "<img src=x onerror=document.title='hit'>"


def session(folder: Path, term: str = "") -> GlossarySession:
    course = load()
    return GlossarySession(course, Workbook(folder / "work", course.course), term)


def reply(folder: Path) -> dict[str, Any]:
    return session(folder).handle({"type": "glossary"})[0]


def short(whole: dict[str, Any], *ids: str) -> dict[str, Any]:
    """The glossary with these terms alone: axe takes seconds over a hundred that are alike."""
    return whole | {"terms": [t for t in json.loads(json.dumps(whole["terms"])) if t["id"] in ids]}


def test_it_has_every_term_and_each_place_that_it_names_is_there(tmp_path: Path) -> None:
    course, terms = load(), reply(tmp_path)["terms"]
    assert {t["id"] for t in terms} == set(course.glossary)
    cells = {
        p.name: {c["id"] for c in json.loads(p.read_bytes())["cells"]} for p in (ROOT / "notebooks").glob("*.ipynb")
    }
    places = [p for t in terms for p in (t["taught"], *t["practised"])]
    assert [p for p in places if p["cell"] not in cells[p["file"]]] == []
    assert not [t["id"] for t in terms if not (t["practised"] and t["meaning"] and t["example"] and t["trap"])]
    ids = {t["id"] for t in terms}
    assert not [
        t["id"] for t in terms if not ids >= {*t["related"], *filter(None, [t["unlike"]])} or t["id"] in t["related"]
    ]
    letters = [t["letter"] for t in terms]
    assert letters == sorted(letters)
    assert next(t for t in terms if t["term"].startswith("The 67%"))["letter"] == "F", "filed without its article"
    assert next(t for t in terms if t["id"] == "lifetime-value")["formula"].startswith("CLV = m × r ÷ (1 + i − r)")
    assert len(json.dumps(session(tmp_path).view())) < 80, "no entry travels with the page"
    with pytest.raises(CourseError, match="no term 'lense'"):
        session(tmp_path, "lense")


def test_what_the_learner_made_with_a_term_is_named_and_a_broken_record_is_no_obstacle(tmp_path: Path) -> None:
    course = load()
    workbook = Workbook(tmp_path / "work", course.course)
    text = "You decide by what you see from your own desk, and so does everyone else here."
    workbook.append("your-lens", 1, "check", text, "recorded")
    made = {t["id"]: t["yours"] for t in reply(tmp_path)["terms"] if t["yours"]}
    assert set(made) == set(course.exercises["your-lens"].concepts)
    assert list(made["lenses"]) == [
        {
            "title": course.exercises["your-lens"].title,
            "file": "01_lenses_and_change.ipynb",
            "cell": "exercise-your-lens",
        }
    ]


def test_it_is_searched_and_read_by_keyboard(bench: Bench, tmp_path: Path) -> None:
    panel = bench.open(session(tmp_path).view(), kernel=False)
    bench.wait_sent("glossary")
    bench.receive(**reply(tmp_path))
    page = bench.page
    panel.get_by_label("Search the glossary").fill("client")
    page.wait_for_function("document.querySelector('[data-part=found]').textContent.includes('terms')")
    seen = panel.locator(".mo-gl-term:visible")
    names = seen.locator("h4").all_inner_texts()
    assert names[:2] == ["Client (business)", "Client (stage)"], "its own word comes first"
    assert len(names) > 3
    bench.tab_to('[data-id="client-b2b"] summary')
    page.keyboard.press("Enter")
    panel.locator('[data-id="client-b2b"] dl').wait_for()
    body = panel.locator('[data-id="client-b2b"]').inner_text()
    for head in ("EXAMPLE", "OFTEN MIXED UP", "TAUGHT IN", "PRACTISED IN"):
        assert head in body.upper()
    link = panel.locator('[data-id="client-b2b"] a').first
    assert link.get_attribute("data-mosaic-cell") == "words"
    assert link.get_attribute("href") == "/lab/tree/notebooks/02_who_is_the_customer.ipynb#cell-id=words"
    panel.locator('[data-id="client-b2b"] [data-term="client-stage"]').first.press("Enter")
    assert bench.focused() == "Client (stage)", "a related term is opened, and the keyboard is there"
    assert panel.locator(".mo-gl-term:visible").count() == 141
    panel.get_by_role("button", name="P", exact=True).press("Enter")
    assert set(panel.locator(".mo-gl-term:visible h4").all_inner_texts()) == {
        t["term"] for t in reply(tmp_path)["terms"] if t["letter"] == "P"
    }
    panel.get_by_label("Search the glossary").fill("zzz")
    page.wait_for_function("document.querySelector('[data-part=found]').textContent.startsWith('No term')")
    assert len(bench.sent("glossary")) == 1


def test_a_link_shows_its_term_at_once_and_another_while_it_stands(bench: Bench, tmp_path: Path) -> None:
    panel = bench.open(session(tmp_path).view(), path="/doc/tree/notebooks/glossary.ipynb#persona", kernel=False)
    bench.wait_sent("glossary")
    bench.receive(**reply(tmp_path))
    assert panel.locator(".mo-gl-term[open] h4").inner_text() == "Persona"
    assert bench.focused() == "Persona"
    bench.page.evaluate("() => { mosaicTerm = 'corridor'; document.dispatchEvent(new CustomEvent('mosaic:term')); }")
    assert bench.focused() == "Corridor"
    assert panel.locator('[role="status"], [aria-live]').last.inner_text() in ("Corridor is open.", "")


def test_on_a_phone_it_fits_and_text_stays_text(touch: Bench, tmp_path: Path) -> None:
    panel = touch.open(session(tmp_path, "lifetime-value").view(), kernel=False)
    touch.wait_sent("glossary")
    cut = short(reply(tmp_path), "lifetime-value", "retention-and-value", "lenses", "kano-coefficients")
    cut["terms"][0]["term"] = cut["terms"][0]["meaning"] = cut["terms"][0]["trap"] = HOSTILE
    touch.receive(**cut)
    for box in panel.locator(".mo-gl-term").all():
        if box.get_attribute("open") is None:
            box.locator("summary").press("Enter")
        box.locator("dl").wait_for()
    assert panel.inner_text().count(HOSTILE) == 3
    assert panel.evaluate("n => n.scrollWidth <= n.clientWidth")
    small = panel.locator("button:visible, summary:visible").evaluate_all(
        "all => all.filter(n => n.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    touch.assert_accessible()
    assert touch.page.title() == "Panel"
