"""Forms: filled by mouse and by keyboard alone, with evidence; several entries; a card, side by side; marks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support import long_profile

from . import samples_maps as maps
from .bench import Bench, retitled
from .targets import small_targets

RECORDED = """() => { const result = { outcome: 'recorded', score: 0, summary: '', criteria: [] };
  window.checkWith = new Proxy({}, { get: () => () => result }); }"""
HOSTILE = '<img src=x onerror="document.title=1">'


def sent_now(bench: Bench) -> Any:
    """The answer as a check would send it now."""
    n = len(bench.sent("check"))
    bench.page.evaluate(RECORDED)
    bench.page.locator('[data-act="check"]').click()
    return bench.wait_sent("check", n + 1)["answer"]


def announced(bench: Bench, words: str) -> None:
    """A screen reader hears this."""
    bench.page.locator('[data-part="announcer"]', has_text=words).wait_for(state="attached")


def names(bench: Bench) -> list[str]:
    return bench.page.get_by_role("tab").all_inner_texts()


def test_a_form_nobody_touched_is_blank(bench: Bench) -> None:
    bench.open(maps.PERSONA, width=360)
    assert sent_now(bench) is None
    ends = bench.page.locator(".mo-fo-scale > .mo-small").evaluate_all("e => e.map(n => n.getBoundingClientRect().top)")
    assert len(ends) >= 2
    assert ends[0] == ends[1], "both ends of a scale are over it"


def test_an_answer_comes_back_as_it_went_in(bench: Bench) -> None:
    bench.open(maps.PERSONA_FULL)
    assert sent_now(bench) == maps.PERSONAS


def test_a_persona_with_evidence_by_mouse(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA)
    panel.get_by_label("Name", exact=False).first.fill("Grace Adeyemi")
    panel.get_by_label("Families").check()
    goals = panel.locator('[data-field="end"]')
    goals.get_by_role("textbox").fill("Back on the road")
    goals.get_by_role("button", name="Add to End goals").click()
    bench.type("School on time")
    goals.get_by_role("button", name="Evidence for End goals").click()
    form = panel.get_by_role("group", name="Name evidence for End goals")
    form.get_by_role("button", name="Name it").click()
    assert form.get_by_role("alert").inner_text() == "Choose the interview it comes from."
    form.get_by_role("combobox", name="Which one").select_option("int-06")
    form.get_by_role("button", name="Name it").click()
    panel.get_by_label("Phone").check()
    panel.locator(".mo-fo-step", has_text="4").click()
    panel.get_by_role("combobox", name="Skin").select_option("s5")
    panel.get_by_label("Date, row 1").fill("2026-09-30")
    panel.get_by_label("Outcome, row 1").fill("Sent on")
    (entry,) = sent_now(bench)["entries"]
    assert entry["values"] | {"face": entry["values"]["face"]["skin"]} == {
        "name": "Grace Adeyemi",
        "segment": "families",
        "end": ["Back on the road", "School on time"],
        "channel": ["phone"],
        "digital": 4,
        "face": "s5",
        "log": [{"on": "2026-09-30", "outcome": "Sent on"}],
    }
    assert entry["evidence"] == {"end": [{"source": "interview", "ref": "int-06", "note": ""}]}
    assert names(bench) == ["Grace Adeyemi"]


def test_a_persona_by_keyboard_alone(bench: Bench) -> None:
    bench.open(maps.PERSONA)
    key, type_ = bench.page.keyboard.press, bench.page.keyboard.type
    bench.tab_to('[data-field="name"] input')
    type_("Jonas")
    bench.tab_to('[data-field="end"] textarea')
    for words in ("one", "two", "three"):
        type_(words)
        key("Enter")
    key("Backspace")  # the empty line goes
    key("Alt+ArrowUp")
    bench.tab_to('[data-field="frustration"] [id$="-evidence"], [data-field="frustration"] .mo-fo-evidence button')
    key("Enter")
    type_("An assumption")  # the menu's first letters
    key("Enter")
    (entry,) = sent_now(bench)["entries"]
    assert entry["values"]["name"] == "Jonas"
    assert entry["values"]["end"] == ["one", "three", "two"]
    assert entry["evidence"] == {"frustration": [{"source": "assumption", "ref": "", "note": ""}]}


def test_ids_are_permanent_and_never_shared(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    panel.get_by_role("button", name="Duplicate").click()
    assert names(bench) == ["Grace Adeyemi", "Grace Adeyemi (copy)", "Jonas Brandt"]
    panel.locator('[data-field="name"] input').fill("Ines")
    sent = sent_now(bench)["entries"]
    assert [e["id"] for e in sent][::2] == ["egrace001", "ejonas001"]
    assert sent[1]["values"] == maps.GRACE["values"] | {"name": "Ines"}
    assert sent[1]["id"] not in ("egrace001", "ejonas001")


def test_a_deleted_persona_comes_back_as_it_was(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    panel.get_by_role("button", name="Delete").click()
    assert names(bench) == ["Jonas Brandt"]
    panel.get_by_role("button", name="Undo: deleted Grace Adeyemi").click()
    announced(bench, "Taken back: deleted Grace Adeyemi")
    assert names(bench) == ["Grace Adeyemi", "Jonas Brandt"]
    assert panel.get_by_role("tab", selected=True).inner_text() == "Grace Adeyemi"
    assert sent_now(bench)["entries"][0] == maps.GRACE


def test_typing_is_undone_and_done_again(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    name, quote = panel.locator('[data-field="name"] input'), panel.locator('[data-field="quote"] textarea')
    undo, redo = panel.get_by_role("button", name="Undo"), panel.get_by_role("button", name="Redo")
    assert undo.get_attribute("aria-disabled") == "true"
    name.press("End")
    name.press_sequentially(" the second")
    quote.fill("By Friday.")
    panel.get_by_label("Couriers").check()
    panel.get_by_role("button", name="Add to End goals").click()
    bench.type("Sleep")
    for wanted in ("typing in End goals", "line added to End goals", "choice in Segment", "typing in In their words"):
        assert undo.get_attribute("aria-label") == f"Undo: {wanted}"
        undo.click()
    assert quote.input_value() == maps.GRACE["values"]["quote"]
    assert name.input_value() == "Grace Adeyemi the second"
    name.press("Control+z")  # the whole word, not its last letter
    assert sent_now(bench) == maps.PERSONAS
    assert undo.get_attribute("aria-disabled") == "true"
    for _ in range(5):
        redo.click()
    values = sent_now(bench)["entries"][0]["values"]
    assert (values["name"], values["quote"], values["segment"]) == (
        "Grace Adeyemi the second",
        "By Friday.",
        "couriers",
    )
    assert values["end"][-1] == "Sleep"


def test_undo_shows_the_persona_it_speaks_of(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    panel.locator('[data-field="name"] input').fill("Grace A.")
    panel.get_by_role("tab", name="Jonas Brandt").click()
    panel.locator('[data-field="name"] input').fill("Jonas B.")
    panel.locator('[data-field="name"] input').press("Control+z")
    panel.get_by_role("tab", name="Grace A.").click()
    panel.get_by_role("button", name="Redo").click()
    assert names(bench) == ["Grace A.", "Jonas B."]
    assert panel.get_by_role("tab", selected=True).inner_text() == "Jonas B."


def test_what_is_typed_into_the_evidence_form_is_not_undone_with_the_persona(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    panel.locator('[data-field="name"] input').fill("Grace A.")
    panel.get_by_role("button", name="Evidence for In their words").click()
    note = panel.get_by_role("group", name="Name evidence for In their words").get_by_label("Note")
    note.press_sequentially("page 3")
    note.press("Control+z")
    assert names(bench)[0] == "Grace A."


def test_at_most_as_many_as_the_task_says(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA)
    for _ in range(3):
        panel.get_by_role("button", name="Add persona").click()
    assert names(bench) == ["Persona 1", "Persona 2", "Persona 3", "Persona 4"]
    assert panel.get_by_role("button", name="Add persona").get_attribute("aria-disabled") == "true"


def test_tabs_follow_the_arrow_keys_and_keep_each_entry(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    bench.tab_to('[role="tab"]')
    bench.page.keyboard.press("ArrowRight")
    assert bench.focused() == "Jonas Brandt"
    assert panel.locator('[data-field="end"] textarea').input_value() == "Understand what is covered"
    assert panel.get_by_role("tabpanel", name="Jonas Brandt").is_visible()
    bench.page.keyboard.press("Home")
    assert panel.locator('[data-field="end"] textarea').count() == 2


def test_a_segments_figures_are_filled_in_and_taken_back(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA)
    box = panel.locator(".mo-fo-figures")
    assert box.is_hidden()
    panel.get_by_label("Families").check()
    assert "38 of 100 families" in box.inner_text()
    box.get_by_role("button", name="Fill in the figures").click()
    figures = [{"source": "data", "ref": ref, "note": ""} for ref in ("seg-fam-claims", "seg-fam-renew")]
    assert sent_now(bench)["entries"][0]["values"]["figures"] == figures
    panel.get_by_role("button", name="Undo: figures filled in").click()
    assert "figures" not in sent_now(bench)["entries"][0]["values"]


def test_what_a_persona_rests_on_is_said(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    standing = panel.locator(".mo-fo-standing")
    assert standing.inner_text() == "2 of 3 filled fields rest on interviews, survey or data"
    for what in ("end", "quote"):
        panel.locator(f'[data-field="{what}"] .mo-fo-chip-x').click()
    assert standing.inner_text() == "Made of assumptions: a proto-persona, to be tested"
    panel.get_by_role("tab", name="Jonas Brandt").click()
    assert standing.inner_text() == "No evidence named"


def test_a_chip_opens_its_excerpt(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    said = {
        "figures": "38 of 100 families report a claim in a year.",
        "quote": "Its words are not in this folder.",  # an interview of a case that is not here
        "frustration": "An assumption: nobody has been asked yet.",
    }
    for field, words in said.items():
        panel.locator(f'[data-field="{field}"] .mo-fo-chip-main').click()
        assert panel.locator(f'[data-field="{field}"] .mo-fo-excerpt').inner_text() == words


def test_too_long_a_text_is_said_and_kept(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA)
    box = panel.locator('[data-field="name"] input')
    box.fill("😀" * 61)  # counted in characters, not in the browser's halves
    assert "1 too many: at most 60" in panel.locator('[data-field="name"] .mo-tally').inner_text()
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("😀" * 60)
    assert box.get_attribute("aria-invalid") is None


def test_marks_stand_beside_the_field_while_it_stands(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_CHECKED)
    wrong = panel.locator('[data-field="frustration"] .mo-fo-errors')
    assert "rests on an assumption alone" in wrong.inner_text()
    assert panel.locator('[data-entry="ejonas001"] .mo-fo-tab-sign').text_content() == "1 to look at again"
    panel.locator('[data-field="frustration"] textarea').fill("Waits on the line")
    assert wrong.inner_text() == ""
    panel.get_by_role("tab", name="Jonas Brandt").click()
    assert "names no evidence" in panel.locator('[data-field="end"] .mo-fo-errors').inner_text()


def test_the_card_and_the_comparison(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    panel.get_by_role("button", name="Card", exact=True).click()
    card = panel.get_by_role("article", name="Grace Adeyemi").inner_text()
    for words in ("Back on the road within a week", "Phone, App", "two children: second answer", "2026-09-30"):
        assert words in card
    assert panel.get_by_role("img", name="Drawn portrait of Grace Adeyemi").is_visible()
    panel.get_by_role("button", name="Side by side").click()
    rows = panel.get_by_role("region", name="Personas side by side").locator("tr").all_inner_texts()
    assert [name.strip() for name in rows[0].split("\t")[1:]] == ["Grace Adeyemi", "Jonas Brandt"]
    (goals,) = [row for row in rows if row.startswith("End goals")]
    assert "Back on the road within a week" in goals
    assert "Understand what is covered" in goals


@pytest.mark.parametrize("look", ["Edit", "Card", "Side by side"])
def test_a_learners_text_is_text(bench: Bench, look: str) -> None:
    text = json.dumps(maps.PERSONAS).replace("Grace Adeyemi", json.dumps(HOSTILE)[1:-1])
    answer = json.loads(text)
    answer["entries"][0]["values"] |= {"quote": HOSTILE, "end": [HOSTILE], "log": [{"what": HOSTILE}]}
    answer["entries"][0]["evidence"]["end"][0]["note"] = HOSTILE
    view = maps.PERSONA_FULL | {"answer": answer, "solution": {"answer": answer, "why": "", "reasons": []}}
    panel = bench.open(view)
    panel.get_by_role("button", name=look, exact=True).click()
    assert panel.locator("img").count() == 0
    assert HOSTILE in panel.locator(".mo-solution").inner_text()
    assert bench.page.title() == "Panel"


def test_typing_keeps_every_node(bench: Bench) -> None:
    panel = bench.open(maps.PERSONA_FULL)
    panel.locator('[data-field="quote"] textarea').click()
    bench.page.evaluate("""() => { window.changed = 0;
      new MutationObserver((all) => { window.changed += all.length; }).observe(
        document.querySelector('.mo-fo-editor'), { childList: true, subtree: true }); }""")
    bench.type(" And so on")
    assert bench.page.evaluate("window.changed") == 0


def test_a_canvas_is_one_column_on_a_phone(touch: Bench) -> None:
    panel = touch.open(maps.EMPATHY, width=390)
    lefts = panel.locator(".mo-fo-section").evaluate_all("all => all.map((n) => n.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
    panel.get_by_role("textbox", name="See, 1 of 1").fill("Bikes without locks")
    assert sent_now(touch)["entries"][0]["values"] == {"f-see": ["Bikes without locks"]}
    assert touch.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SCENES = {
    "checked": maps.PERSONA_CHECKED
    | {"solution": {"answer": maps.PERSONAS, "why": "", "reasons": [["egrace001/end", "ok"]]}},
    "canvas": maps.EMPATHY,
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(bench: Bench, theme: str) -> None:
    """The persona and the canvas, in every look there is (the long profile: each in every look), on one page."""
    looks = [
        ("checked", "Edit"),
        ("checked", "Side by side"),
        ("canvas", "Edit"),
        ("canvas", "Card"),
        *([("checked", "Card")] if long_profile() else []),
    ]
    bench.open(*(retitled(SCENES[scene], f"{scene}-{look[0].lower()}") for scene, look in looks), theme=theme)
    for (_, look), box in zip(looks, bench.page.locator(".box").all(), strict=True):
        box.get_by_role("button", name=look, exact=True).click()
        if look == "Edit":
            box.locator(".mo-fo-evidence .mo-btn-small").first.click()
        if look == "Card":
            box.evaluate("box => { box.style.width = '390px'; }")
    bench.assert_accessible(apart=True)


@pytest.mark.parametrize("scene", SCENES)
def test_a_finger_hits_every_control_and_nothing_is_cut_off(touch: Bench, scene: str) -> None:
    touch.open(SCENES[scene], width=390)
    assert small_targets(touch.page) == []
    for width in (390, 320):
        touch.page.evaluate("w => { document.querySelector('.box').style.width = `${w}px`; }", width)
        assert touch.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
