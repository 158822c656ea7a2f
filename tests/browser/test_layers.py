"""JupyterLab's own layers and styles do not reach into a panel: by mouse, at coordinates, in all three applications.

A click on an element, as Playwright makes it, goes round whatever lies over the element; a person's does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hand import FOLDED, ONWARD, Mouse, saved_events, tab_to
from harness import (
    Server,
    at_length,
    begin_anew,
    code,
    command,
    copy_course,
    markdown,
    open_in_lab,
    open_notebook,
    write_notebook,
)
from playwright.sync_api import Locator, Page, expect

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS

NOTEBOOK = "notebooks/kinds.ipynb"
SHOWN = "persona-builder"  # a form with a card view: its lists of terms are what JupyterLab floats
STEP = 12  # px between the rows of points
SHIFTS = (0, 18, 36, 6, 24, 42, 12, 30)  # px by which the points of a row, 48 px apart, stand further to the right

# Every point over every panel (or the part of it that is in sight) that something else has got. The points of a row
# fill the gaps of the rows before it: what is 36 px by 24 px either way, or a bar of 6 px by 96 px, cannot lie between
# them. (Chromium takes half a millisecond for a point; a full grid costs four times as much, and misses such a bar.)
LOST = """([step, shifts]) => {
  const outer = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer');
  const seen = outer.getBoundingClientRect();
  const found = { cells: [], asked: 0, lost: [] };
  for (const panel of outer.querySelectorAll('.mo-panel')) {
    const box = panel.getBoundingClientRect();
    const name = panel.querySelector('[data-slug]')?.dataset.slug ?? panel.firstElementChild?.className;
    const [top, bottom] = [Math.max(box.top, seen.top), Math.min(box.bottom, seen.bottom, innerHeight) - 1];
    const [left, right] = [Math.max(box.left, seen.left), Math.min(box.right, seen.right)];
    for (let y = top + 1, row = 0; y < bottom; y += step, row += 1)
      for (let x = left + 1 + shifts[row % shifts.length]; x < right; x += 48) {
        const got = document.elementFromPoint(x, y);
        found.asked += 1;
        if (!panel.contains(got)) found.lost.push(`${name}: ${got?.className} at ${x - box.left}, ${y - box.top}`);
      }
    if (bottom > top) found.cells.push([...outer.querySelectorAll('.jp-Cell')].indexOf(panel.closest('.jp-Cell')));
  }
  return found;
}"""

# The notebook's cells, in their order, whether or not JupyterLab has drawn them already.
CELLS = "() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(cell => cell.id)"
# Rules of the page around that match an element of a panel and win: asked of what they are known to set.
FLOATED = """() => [...document.querySelectorAll('.mo-panel :is(dl, dt, dd, pre, table, ul, ol)')]
  .filter(e => getComputedStyle(e).float !== 'none').map(e => e.outerHTML.slice(0, 80))"""


def _call(words: str) -> dict[str, Any]:
    return code(f"from mosaic_exercises import {words.partition('(')[0]}\n\n{words}")


def examples() -> dict[str, str]:
    """One exercise of each kind by kind, the first that the course places, and a choice of several."""
    course = load()
    found: dict[str, str] = {}
    for placed in course.placed():
        if placed.exercise:
            found.setdefault(course.exercises[placed.exercise].kind, placed.exercise)
    for exercise in course.exercises.values():
        found.setdefault(exercise.kind, exercise.id)
        if getattr(exercise.task, "mode", "") == "many":
            found.setdefault("many", exercise.id)
    assert found.keys() == {*KINDS, "many"}
    return found


EXAMPLES = examples()
CALLS = [
    "start()",
    *(f'{"lab" if kind == "lab" else "exercise"}("{slug}")' for kind, slug in EXAMPLES.items()),
    f'exercise("{SHOWN}")',
    'quiz("loyalty-drill")',
    "my_plan()",
    "submit()",
]


def prepare(root: Path) -> None:
    """A notebook with one exercise of each kind, as a learner's file may look: every third one was folded once, and
    another third taken away by the bar at its left, which only the extension can bring back."""
    copy_course(root, "data")
    cells = [_call(words) for words in CALLS]
    for cell in cells[1::3]:
        cell["metadata"] = {"scrolled": True}
    for cell in cells[2::3]:
        cell["metadata"] = {"collapsed": True, "jupyter": {"outputs_hidden": True}}
    write_notebook(root / NOTEBOOK, [markdown("# One of each kind"), *cells])


# Without our extension make test looks at what its tests touch, and at a tall exercise.
BARE = [CALLS[0], f'exercise("{EXAMPLES["choice"]}")', f'exercise("{SHOWN}")']


def prepare_bare(root: Path, calls: Sequence[str]) -> None:
    """The same where nothing can bring an exercise back: all but the first were folded once."""
    copy_course(root, "data")
    cells = [_call(words) for words in calls]
    for cell in cells[1:]:
        cell["metadata"] = {"scrolled": True}
    write_notebook(root / NOTEBOOK, [markdown("# A few"), *cells])


# With and without our extension (as on a hub that has the package only), in JupyterLab and in Notebook 7: what each of
# the four may do otherwise in make test; the rest, and JupyterLab with one document, in make test-all.
WHERE = ["lab", "notebook without the extension", "doc", "notebook", "lab without the extension"]


def places(*now: str) -> pytest.MarkDecorator:
    """Which applications a test is run in: ``now`` in make test, all in make test-all."""
    given = [where if where in now else pytest.param(where, marks=pytest.mark.slow) for where in WHERE]
    return pytest.mark.parametrize("page", given, indirect=True, scope="module")


in_both = places("lab", "notebook without the extension")
in_lab = places("lab")


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest, lab: Page, away: Page, shared: Server) -> Page:
    """The notebook of all kinds in one of the applications, run, with nothing answered yet."""
    view, _, without = request.param.partition(" ")
    begin_anew(lab, shared)
    if without:
        used = shared.add(partial(prepare_bare, calls=CALLS if at_length(request) else BARE), "kinds_bare")
        used.show_extension(False)
        open_notebook(away, used, NOTEBOOK, view, wanted=None)
        used.show_extension(True)
        away.wait_for_function("jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")
        command(away, "notebook:run-all-cells")
    elif view == "lab":
        open_in_lab(lab, shared.add(prepare, "kinds"), NOTEBOOK)
    else:
        open_notebook(away, shared.add(prepare, "kinds"), NOTEBOOK, view)
    page = lab if view == "lab" and not without else away
    page.bring_to_front()
    page.locator(".mo-panel").first.wait_for()
    outer(page).evaluate("e => e.scrollTo(0, 0)")
    return page


def outer(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer").first


def exercise(page: Page, slug: str) -> Locator:
    """The panel of an exercise, drawn."""
    found = page.locator(f'.mo-panel section[data-slug="{slug}"]').first
    for _ in range(120):
        if found.count():
            break
        outer(page).evaluate(ONWARD)
        page.wait_for_timeout(100)
    return found


@in_lab
def test_every_point_of_every_panel_is_the_panels_own(page: Page, request: pytest.FixtureRequest) -> None:
    # (in make test, and a second time, with half as many rows)
    step = STEP if at_length(request) and "lab" in request.node.callspec.params["page"] else 2 * STEP
    expected = set(range(1, len(CALLS) + 1))
    asked, lost, cells = 0, [], set[int]()
    outer(page).evaluate("e => e.scrollTo(0, 0)")
    for _ in range(200):
        page.wait_for_timeout(120)
        found = page.evaluate(LOST, [step, SHIFTS])
        asked += found["asked"]
        lost += found["lost"]
        cells |= set(found["cells"])
        at_end = outer(page).evaluate(
            "e => { const before = e.scrollTop; e.scrollBy(0, e.clientHeight - 60); return e.scrollTop === before; }"
        )
        if at_end and cells >= expected:
            break
    assert cells >= expected, f"no panel in the cells {sorted(expected - cells)}"
    assert lost == [], f"{len(lost)} of {asked} points"
    assert asked > 3_000
    assert page.evaluate(FOLDED) == []


@in_both
def test_a_click_exactly_on_a_radio_circle_chooses_it(page: Page) -> None:
    choice = exercise(page, EXAMPLES["choice"])
    circle = choice.locator("input[type=radio]").first
    Mouse(page).click(circle)
    expect(circle).to_be_checked()
    assert page.evaluate(FOLDED) == []


@in_lab
def test_a_click_exactly_on_a_box_ticks_it(page: Page) -> None:
    box = exercise(page, EXAMPLES["many"]).locator("input[type=checkbox]").first
    Mouse(page).click(box)
    expect(box).to_be_checked()


@in_lab
def test_the_left_third_of_check_checks(page: Page) -> None:
    choice = exercise(page, EXAMPLES["choice"])
    Mouse(page).click(choice.locator("input[type=radio]").nth(1))
    Mouse(page).click(choice.locator('[data-act="check"]'), across=0.1)
    expect(choice.locator(".mo-feedback").first).to_be_visible()


@in_lab
def test_a_row_is_dragged_by_its_grip(page: Page) -> None:
    order = exercise(page, EXAMPLES["order"])
    rows = order.locator(".mo-order-row")
    first = rows.first.get_attribute("data-item")
    Mouse(page).drag(rows.first.locator(".mo-grip"), rows.nth(1))
    expect(rows.nth(1)).to_have_attribute("data-item", first or "")


@in_lab
def test_an_exercise_is_answered_by_keyboard_alone(page: Page, shared: Server) -> None:
    sort = exercise(page, EXAMPLES["sort"])
    cells = page.evaluate(CELLS)
    sort.get_by_role("heading").first.click()
    tab_to(page, sort.locator(".mo-card-main").first)
    for key in ("1", "2", "d", "d", "a", "b", "x"):  # 1 and 2 place cards; the others are shortcuts of JupyterLab
        page.keyboard.press(key)
    tab_to(page, sort.get_by_role("button", name="Check"))
    page.keyboard.press("Enter")
    expect(sort.locator('[aria-live="polite"] .mo-feedback')).to_be_visible()
    expect(sort.get_by_text("Saved", exact=True)).to_be_visible()
    assert page.evaluate(CELLS) == cells, "a JupyterLab shortcut leaked out of the exercise"
    (event,) = (event for event in saved_events(shared) if event["exercise"] == EXAMPLES["sort"])
    assert event["type"] == "check"
    assert len(event["answer"]) == 2  # type: ignore[arg-type]


@in_lab
def test_a_card_at_the_left_edge_is_dragged_by_its_grip(page: Page) -> None:
    sort = exercise(page, EXAMPLES["sort"])
    card = sort.locator(".mo-card").first
    item = card.get_attribute("data-item")
    target = sort.locator(".mo-bin").first
    Mouse(page).drag(card.locator(".mo-grip"), target)
    expect(target.locator(f'.mo-card[data-item="{item}"]')).to_have_count(1)


@in_lab
def test_edit_card_and_the_triangle_of_a_form_answer_the_mouse(page: Page) -> None:
    form = exercise(page, SHOWN)
    mouse = Mouse(page)
    card = form.locator('[data-mode="card"]')
    mouse.click(card)
    expect(card).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(FLOATED) == []
    edit = form.locator('[data-mode="edit"]')
    mouse.click(edit, across=0.1)
    expect(edit).to_have_attribute("aria-pressed", "true")
    files = form.locator("details.mo-files")
    page.mouse.click(*_marker(mouse, files.locator("summary")))
    expect(files).to_have_js_property("open", True)


def _marker(mouse: Mouse, summary: Locator) -> tuple[float, float]:
    """The middle of a summary's triangle."""
    x, y = mouse.point(summary, 0)
    return x + 6, y


@in_both
def test_shift_and_the_right_button_stay_with_what_is_clicked(page: Page) -> None:
    choice = exercise(page, EXAMPLES["choice"])
    mouse = Mouse(page)
    mouse.click(page.locator(".mo-panel:has(.mo-start) .mo-title").first)  # another cell is the active one
    page.keyboard.down("Shift")
    mouse.click(choice.locator(".mo-title"))
    page.keyboard.up("Shift")
    expect(page.locator(".jp-mod-multiSelected")).to_have_count(0)
    mouse.click(choice.locator(".mo-option").last, button="right")
    page.wait_for_timeout(200)
    expect(page.locator(".lm-Menu")).to_have_count(0)  # the browser's own menu, with paste and spelling


@in_both
@pytest.mark.parametrize("where", ["beside the controls", "on a button"])
def test_no_key_pressed_in_a_panel_changes_the_notebook(page: Page, where: str) -> None:
    """Notebook 7 takes its shortcuts while the event goes down to the panel, JupyterLab while it comes up."""
    cells = page.locator(".jp-Cell").count()
    choice = exercise(page, EXAMPLES["choice"])
    Mouse(page).click(choice.locator(".mo-prompt" if where.startswith("beside") else '[data-act="check"]'))
    for key in ("b", "a", "d", "d", "x", "v", "m", "Shift+Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        assert page.locator(".jp-Cell").count() == cells, key
    assert page.locator(".jp-MarkdownCell").count() == 1


@in_both
def test_links_and_focus_look_as_the_panel_says(page: Page) -> None:
    """JupyterLab takes the colour and the underline of links away, and makes the ring of focus thinner."""
    start = page.locator(".mo-panel:has(.mo-start)").first
    exercise(page, EXAMPLES["choice"])
    Mouse(page).point(start)
    looks = start.evaluate(
        """root => {
          const link = root.appendChild(Object.assign(document.createElement('a'), { href: '#' }));
          const accent = Object.assign(document.createElement('i'), { style: 'color: var(--mo-accent)' });
          root.append(accent);
          const seen = [getComputedStyle(link).color, getComputedStyle(link).textDecorationLine];
          const wanted = [getComputedStyle(accent).color, 'underline'];
          link.remove(), accent.remove();
          return [seen, wanted];
        }"""
    )
    assert looks[0] == looks[1]
    button = start.locator("button.mo-btn:visible, summary:visible").first
    page.keyboard.press("Tab")
    button.evaluate("e => e.focus({ focusVisible: true })")
    assert button.evaluate("e => getComputedStyle(e).outlineWidth") == "2px"
