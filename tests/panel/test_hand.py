"""A hand on a mouse: the wheel, real coordinates, what is seen at a place; nothing jumps or is clamped in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from mosaic_exercises.course import load
from mosaic_exercises.kinds.sort import KIND as SORT
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.workbook import Workbook
from tests.support import long_profile

from . import samples, samples_boards, samples_keyed, samples_maps
from .bench import Bench, retitled


def box(node: Locator) -> dict[str, float]:
    """Where a thing is seen."""
    found = node.bounding_box()
    assert found is not None
    return dict(found)


def middle(node: Locator) -> tuple[float, float]:
    at = box(node)
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


@pytest.fixture
def forced(bench: Bench) -> Iterator[Page]:
    """The page in forced colours."""
    bench.page.emulate_media(forced_colors="active")
    yield bench.page
    bench.page.emulate_media(forced_colors="none")


# numbers

FIELDS = {
    "weights": (samples_keyed.fresh("rate-weights"), "Reliability", "30"),
    "map": (samples_keyed.fresh("quadrant"), "Velo Kurier GmbH, now: Tessera's gain", "30"),
    "lab": (samples.LAB, "Retention", "80"),
    "number": (samples.NUMBER, "Your answer", "30"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_wheel_scrolls_the_page_and_changes_no_number(bench: Bench, name: str) -> None:
    view, label, number = FIELDS[name]
    panel = bench.open(view, kernel=False)
    bench.page.evaluate("document.body.style.paddingBottom = '3000px'")
    field = panel.get_by_label(label).and_(panel.locator("input:not([type=range])"))
    field.fill(number)
    bench.page.mouse.move(*middle(field))
    bench.page.mouse.wheel(0, 120)
    bench.page.wait_for_function("scrollY > 0")
    assert field.input_value() == number
    assert bench.page.locator("input[type=number]").count() == 0


def test_a_weight_out_of_range_is_told_and_does_not_count(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("rate-weights"), kernel=False)
    field = panel.get_by_label("Reliability")
    field.fill("32")
    for wrong, told in (("999", "999 is too high: type a number from 0 to 100."), ("ten", "“ten” is no number.")):
        field.fill(wrong)
        note = panel.locator('[data-item="r"] .mo-field-note')
        assert told in note.inner_text()
        assert "does not count" in note.inner_text()
        assert field.get_attribute("aria-invalid") == "true"
        assert panel.locator(".mo-rate-sum").inner_text() == "Sum: 0 of 100, 100 still to give."
    field.fill("2,5")
    assert panel.locator(".mo-rate-sum").inner_text() == "Sum: 2.5 of 100, 97.5 still to give."
    field.press("ArrowUp")
    assert (field.input_value(), note.inner_text()) == ("3.5", "")
    field.fill("400")
    panel.get_by_label("Tangibles").fill("7")
    panel.get_by_role("button", name="Reset").click()
    assert (field.input_value(), note.inner_text()) == ("", "")


def test_a_lab_says_what_becomes_of_a_number_it_cannot_take(bench: Bench) -> None:
    panel = bench.open(samples.LAB)
    control = panel.locator(".mo-control", has_text="Margin a year")
    field, note = control.get_by_role("spinbutton"), control.locator(".mo-field-note")
    field.fill("999")
    assert note.inner_text() == "999 is too high: type a number from 20 to 300. The slider stays at 100."
    field.fill("104")
    field.press("Tab")
    assert (field.input_value(), note.inner_text()) == ("100", "104 lies between two steps: it is now 100.")
    field.fill("")
    field.press("Tab")
    assert (field.input_value(), control.get_by_role("slider").input_value()) == ("100", "100")


# the map of quadrants


def test_a_number_off_the_axis_gets_a_message_and_the_point_stays(bench: Bench) -> None:
    panel = bench.open(samples_keyed.fresh("quadrant"), kernel=False)
    across, up = (panel.get_by_label(f"Ines Prado, now: {axis}") for axis in ("Tessera's gain", "Customer"))
    across.fill("90")
    across.press("Tab")
    assert "too" in panel.locator('[data-item="ines"] .mo-quadrant-where').first.inner_text()
    up.fill("40")
    up.press("Tab")
    assert panel.locator('.mo-dot[data-point="ines"]').count() == 1
    for text, told in (("999", "999 is too high"), ("-5", "−5 is too low"), ("x", "“x” is no number")):
        across.fill(text)
        across.press("Tab")
        note = panel.locator('[data-item="ines"] .mo-field-note').first.inner_text()
        assert told in note
        assert note.endswith("from 0 to 100. The point stays at 90.")
        assert across.input_value() == text
        assert ": 90, 40," in (panel.locator('.mo-dot[data-point="ines"]').get_attribute("aria-label") or "")
    panel.get_by_role("button", name="Reset").click()
    assert across.input_value() == ""


def test_the_axes_have_figures_and_the_fields_words(bench: Bench) -> None:
    view = samples_keyed.fresh("quadrant")
    view["task"]["x"] |= {"low": 0, "high": 16, "threshold": 4}
    panel = bench.open(view, kernel=False)
    assert panel.locator('.mo-plane-figure-at[data-way="x"]').all_inner_texts() == ["0", "4", "10", "16"]
    assert panel.locator('.mo-plane-figure-at[data-way="x"][data-cut]').all_inner_texts() == ["4"]
    plane = box(panel.locator(".mo-plane"))
    for words, share in (("0", 0), ("4", 0.25), ("16", 1)):
        at, _ = middle(panel.locator('.mo-plane-figure-at[data-way="x"]').get_by_text(words, exact=True))
        assert at == pytest.approx(plane["x"] + plane["width"] * share, abs=1.5)
    seen = panel.locator('[data-item="ines"] .mo-quadrant-number label').all_inner_texts()
    assert seen[:2] == [view["task"]["x"]["name"], view["task"]["y"]["name"]]


CORNERS = [(x, y) for x in (0, 100) for y in (0, 100)]


@pytest.mark.parametrize("width", [390, 860])
def test_no_dot_is_cut_off_or_put_over_a_name(bench: Bench, width: int) -> None:
    view = samples_keyed.fresh("quadrant-one")
    view["task"]["x"] |= {"threshold": 25}
    view["task"]["points"] = [{"id": f"m{i}", "text": f"M {i}", "detail": ""} for i in range(len(CORNERS))]
    view |= {"answer": {f"m{i}": {"now": list(at)} for i, at in enumerate(CORNERS)}, "answer_at": 1.0}
    panel = bench.open(view, kernel=False, width=width)
    frame = box(panel.locator(".mo-plane-box"))
    names = [box(panel.locator(".mo-plane-name").nth(i)) for i in range(4)]
    for i in range(len(CORNERS)):
        dot = box(panel.locator(f'.mo-dot[data-point="m{i}"]'))
        assert frame["x"] <= dot["x"]
        assert dot["x"] + dot["width"] <= frame["x"] + frame["width"]
        assert frame["y"] <= dot["y"]
        assert dot["y"] + dot["height"] <= frame["y"] + frame["height"]
        for name in names:
            apart = dot["y"] + dot["height"] <= name["y"] + 1 or name["y"] + name["height"] <= dot["y"] + 1
            assert apart
        x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
        assert bench.page.evaluate("([x, y]) => document.elementFromPoint(x, y).dataset.point", [x, y]) == f"m{i}"


def test_two_points_at_one_place_are_both_seen(bench: Bench) -> None:
    view = samples_keyed.fresh("quadrant") | {"answer_at": 1.0}
    view["answer"] = {"velo": {"now": [50, 50]}, "ines": {"now": [50, 50]}}
    panel = bench.open(view, kernel=False)
    left, right = (middle(panel.locator(f'.mo-dot[data-point="{p}"]')) for p in ("velo", "ines"))
    assert abs(left[0] - right[0]) > 9


# nothing jumps

PRESSED = '[aria-pressed="true"], [aria-selected="true"]'
TOGGLED = {
    "ratings": (samples_keyed.fresh("rate-kano"), ".mo-rate-point"),
    "numbers": (samples_keyed.fresh("rate-keyed"), ".mo-rate-point"),
    "curves": (samples_maps.FULL, ".mo-jm-pick"),
    "personas": (samples_maps.FULL, ".mo-jm-chip"),
    "board or list": (samples_boards.SWOT_FULL, ".mo-bd-switch .mo-btn"),
}


@pytest.mark.parametrize("name", TOGGLED)
def test_choosing_moves_nothing_beside_it(bench: Bench, name: str) -> None:
    view, selector = TOGGLED[name]
    panel = bench.open(view, kernel=False)
    choices = panel.locator(selector)
    assert choices.count() >= 2

    def places() -> list[dict[str, float]]:
        return [box(choices.nth(i)) for i in range(choices.count())]

    before = places()
    for i in range(min(choices.count(), 3)):
        bench.page.mouse.click(*middle(choices.nth(i)))
        assert [(p["x"], p["width"]) for p in places()] == [(p["x"], p["width"]) for p in before]


# a partner taken from another row


def test_match_says_whose_partner_it_takes_and_puts_it_back(bench: Bench) -> None:
    panel = bench.open(
        samples_keyed.fresh("match") | {"answer": {"l1": "r1", "l2": "r4"}, "answer_at": 1.0}, kernel=False
    )
    rows = {row: panel.locator(f'[data-item="{row}"]') for row in ("l1", "l2")}
    name = rows["l1"].locator(".mo-match-left").inner_text()
    partner = rows["l1"].locator(".mo-match-shown").inner_text()
    menu = rows["l2"].locator("select")
    assert f"{partner} (now with: {name})" in menu.locator("option").all_inner_texts()
    menu.select_option(value="r1")
    lost = rows["l1"].locator(".mo-match-lost")
    assert partner in lost.inner_text()
    assert rows["l2"].locator(".mo-match-left").inner_text() in lost.inner_text()
    bench.page.mouse.click(*middle(lost.get_by_role("button")))
    bench.page.wait_for_function("model.sent.findLast((m) => m.type === 'draft')?.answer.l2 === 'r4'")
    assert bench.sent("draft")[-1]["answer"] == {
        "l1": "r1",
        "l2": "r4",
    }
    assert lost.inner_text() == ""
    assert rows["l2"].locator(".mo-match-shown").inner_text() != partner
    assert bench.focused() == rows["l1"].locator("select").get_attribute("aria-label")


# the ladder on a laptop's screen


def test_the_ladder_fits_a_laptop_at_every_step_until_all_cards_are_placed(bench: Bench, tmp_path: Path) -> None:
    """JupyterLab leaves 790 px of a window of 900: cards, ladder and the button are seen at once."""
    course = load()
    task, key = course.exercise("loyalty-ladder").task, course.key("loyalty-ladder")
    right: dict[str, str] = SORT.solution(task, key).answer
    assert len(right) >= 12
    session = ExerciseSession(course.exercise("loyalty-ladder"), course, Workbook(tmp_path, "c"), 3)
    tall = []
    for placed in (*range(0, len(right), 1 if long_profile() else 4), len(right)):
        answer = dict(list(right.items())[:placed])
        panel = bench.open(session.view() | {"answer": answer, "answer_at": 1.0}, kernel=False, width=848)
        button, top = box(panel.locator('[data-act="check"]')), box(panel.locator(".mo-tray"))["y"]
        tall.append(round(button["y"] + button["height"] - top))
    assert max(tall) <= 790
    assert tall[-1] <= 680, tall
    for card in panel.locator(".mo-card-main").all():
        assert card.evaluate("n => n.scrollHeight <= n.clientHeight + 1 && n.scrollWidth <= n.clientWidth + 1")


# words of the reverse exercise


def test_looking_for_faults_asks_which_rule_is_broken(bench: Bench) -> None:
    panel = bench.open(samples_maps.FIND, kernel=False)
    bench.page.mouse.click(*middle(panel.get_by_role("button", name="Mark a fault in").first))
    group = panel.get_by_role("group", name="Which rule is broken here?")
    rule = group.get_by_role("button").first
    words = rule.inner_text()
    rule.click()
    assert panel.locator(".mo-jm-mark").inner_text().endswith(f"breaks “{words}”")
    icon = panel.locator(".mo-jm-cell .mo-jm-badge [data-icon]")
    assert icon.get_attribute("data-icon") == "note"  # not judged yet: neither a tick nor a cross


# forced colours


@pytest.mark.parametrize("name", ["curves", "personas", "board or list"])
def test_what_is_chosen_shows_in_forced_colours(bench: Bench, forced: Page, name: str) -> None:
    panel = bench.open(TOGGLED[name][0], kernel=False)
    marked = forced.evaluate("""() => { const probe = document.createElement('p');
      probe.style.cssText = 'background: Highlight; color: HighlightText; forced-color-adjust: none';
      document.body.append(probe);
      const { backgroundColor, color } = getComputedStyle(probe);
      probe.remove();
      return [backgroundColor, color]; }""")
    look = "n => { const s = getComputedStyle(n); return [s.backgroundColor, s.color]; }"
    seen = [node.evaluate(look) for node in panel.locator(TOGGLED[name][1]).and_(panel.locator(PRESSED)).all()]
    assert seen == [marked]
    rest = panel.locator(TOGGLED[name][1]).and_(panel.locator('[aria-pressed="false"]'))
    assert marked not in [node.evaluate(look) for node in rest.all()]


def colour(page: Page, name: str) -> str:
    """A system colour as the page has it."""
    found: str = page.evaluate(
        """name => { const p = document.createElement('p');
      p.style.cssText = `background: ${name}; forced-color-adjust: none`;
      document.body.append(p);
      const { backgroundColor } = getComputedStyle(p);
      p.remove();
      return backgroundColor; }""",
        name,
    )
    return found


def test_lines_and_the_place_where_a_thing_would_land_show_in_forced_colours(bench: Bench, forced: Page) -> None:
    panel = bench.open(samples_keyed.fresh("quadrant"), kernel=False)
    cuts = panel.locator(".mo-plane-cut").evaluate_all("all => all.map((n) => getComputedStyle(n).backgroundColor)")
    assert cuts == [colour(forced, "CanvasText")] * 2
    panel = bench.open(samples_boards.SWOT_FULL, kernel=False)
    notes = panel.locator(".mo-bd-note")
    notes.nth(0).scroll_into_view_if_needed()
    x, y = middle(notes.nth(0).locator(".mo-grip"))
    forced.mouse.move(x, y)
    forced.mouse.down()
    over = box(panel.locator('[data-section="threats"] .mo-bd-note').first)
    forced.mouse.move(over["x"] + 30, over["y"] + 4, steps=5)
    mark = panel.locator("[data-before]").evaluate("n => getComputedStyle(n, '::before').backgroundColor")
    assert mark == colour(forced, "Highlight")
    forced.keyboard.press("Escape")
    forced.mouse.up()
    panel = bench.open(samples.ORDER, kernel=False)
    x, y = middle(panel.locator(".mo-order-row .mo-grip").first)
    forced.mouse.move(x, y)
    forced.mouse.down()
    forced.mouse.move(x, y + 120, steps=5)
    edge = panel.locator("[data-before]").evaluate("n => getComputedStyle(n).borderTopWidth")
    assert edge == "4px"
    forced.mouse.up()


# names of fields

FILLED = {
    "objective": samples_boards.OBJECTIVES_CHECKED,
    "board": samples_boards.SCORECARD_SOLVED,
    "journey": samples_maps.CHECKED,
    "lab": samples.LAB,
    "text": samples.TEXT,
    "number": samples.NUMBER,
    **{
        name: samples_keyed.scenes()[name]
        for name in ("match", "blank", "rate", "rate-weights", "quadrant-own", "outline")
    },
}


def test_every_field_has_a_label_of_its_own(bench: Bench) -> None:
    """By a label or its own words: what only points to a heading is lost on a checker inside JupyterLab."""
    bench.open(*(retitled(view, name) for name, view in FILLED.items()), kernel=False)
    for panel in bench.page.locator(".mo-panel").all():
        for note in panel.locator("button.mo-bd-main, button.mo-jm-main").all()[:1]:
            note.click()
    bare = (
        bench.page.locator(".mo-panel")
        .locator("input, textarea, select")
        .evaluate_all(
            "all => all.filter((n) => !n.ariaLabel?.trim() && ![...n.labels].some((l) => l.textContent.trim()))"
            ".map((n) => n.outerHTML)"
        )
    )
    assert bare == []


# the end of trouble is heard


def test_a_screen_reader_hears_that_python_is_back(clocked: Bench) -> None:
    panel = clocked.open(samples.CHOICE, kernel=False)
    clocked.receive(type="view", slug=samples.CHOICE["slug"], view=samples.CHOICE)
    panel.get_by_role("radio").first.check()
    clocked.page.clock.run_for(10_000)
    said = panel.locator('[data-part="announcer"]').first
    assert "Python is not answering" in said.inner_text()
    sent: Any = clocked.sent("draft")[-1]
    clocked.receive(type="saved", slug=sent["slug"], at=sent["at"])
    clocked.page.clock.run_for(100)
    assert said.inner_text() == "Python is answering again. Saved"


def click(page: Page, target: Locator) -> None:
    """A press of the mouse on the middle of what is seen there."""
    target.scroll_into_view_if_needed()
    page.mouse.click(*middle(target))


def test_with_a_card_in_the_hand_a_click_on_a_card_in_a_bin_means_the_bin(bench: Bench) -> None:
    """On its words or its handle: most of a bin that fills is cards. In the tray and by key it means the card."""
    panel = bench.open(samples.LADDER, kernel=False)
    at = [card.get_attribute("data-item") for card in panel.locator(".mo-tray .mo-card").all()[:4]]
    lying, second, third, fourth = (panel.locator(f'[data-item="{id_}"]') for id_ in at)
    bin_, word = panel.locator(".mo-bin").first, ".mo-card-main"
    held, placed = panel.locator("[data-picked]"), bin_.locator(".mo-card")
    click(bench.page, lying.locator(word))
    click(bench.page, bin_.locator(".mo-bin-name"))
    for count, (card, onto) in enumerate(((second, word), (third, ".mo-grip")), 2):
        click(bench.page, fourth.locator(word))
        click(bench.page, card.locator(word))
        assert held.get_attribute("data-item") == card.get_attribute("data-item"), "in the tray it means the card"
        click(bench.page, lying.locator(onto))
        assert (placed.count(), held.count()) == (count, 0)
    click(bench.page, second.locator(word))
    click(bench.page, lying.locator(word))
    assert held.get_attribute("data-item") == at[0], "both lie in this bin"
    bench.page.keyboard.press("Escape")
    click(bench.page, fourth.locator(word))
    lying.locator(word).focus()
    bench.page.keyboard.press("Enter")
    assert (placed.count(), held.get_attribute("data-item")) == (3, at[0])


def test_a_click_on_another_dot_of_the_map_puts_the_point_there(bench: Bench) -> None:
    answer = {"velo": {"now": [20, 20]}}
    panel = bench.open(samples_keyed.fresh("quadrant") | {"answer": answer, "answer_at": 1.0}, kernel=False)
    panel.locator('[data-item="ines"]').get_by_role("button", name="Place").first.click()
    click(bench.page, panel.locator('.mo-dot[data-point="velo"]'))
    assert ": 20, 20," in (panel.locator('.mo-dot[data-point="ines"]').get_attribute("aria-label") or "")
