"""What a learner meets first, in all three applications: course text that cannot be harmed, and little around it."""

from __future__ import annotations

import pytest
from hand import Mouse
from harness import Server, begin_anew, command, open_in_lab, open_notebook, state
from playwright.sync_api import Dialog, Locator, Page, expect

NOTEBOOK = "notebooks/00_start.ipynb"
SOURCES = """() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells.map(c => c.getSource())"""
RESTORE = """sources => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells.forEach(
  (cell, i) => cell.getSource() !== sources[i] && cell.setSource(sources[i]))"""
CLEAN = "() => { window.jupyterapp.shell.currentWidget.context.model.dirty = false; }"  # as if it were saved
DIRTY = "() => window.jupyterapp.shell.currentWidget.context.model.dirty"


# JupyterLab as ``mosaic lab`` opens it, and Notebook 7; JupyterLab with one document is looked at in make test-all.
@pytest.fixture(scope="module", params=["lab", "notebook", pytest.param("doc", marks=pytest.mark.slow)])
def page(request: pytest.FixtureRequest, lab: Page, away: Page, shared: Server) -> Page:
    """The first notebook, opened for the first time, in one of the applications."""
    begin_anew(lab, shared)
    if request.param == "lab":
        open_in_lab(lab, shared, NOTEBOOK)
    else:
        open_notebook(away, shared, NOTEBOOK, request.param)
    page = lab if request.param == "lab" else away
    page.bring_to_front()
    page.locator(".mo-panel").first.wait_for()
    return page


def paragraph(page: Page) -> tuple[float, float]:
    """A point on the first word of a paragraph of the course's text."""
    text = state(page).locator(".jp-MarkdownOutput p", has_text="Before the coffee is ready")
    text.evaluate("e => e.scrollIntoView({ block: 'center' })")
    box = text.bounding_box()
    assert box is not None
    return box["x"] + 20, box["y"] + 10


def shown(page: Page, *names: str) -> list[str]:
    """The tools of the notebook's bar that can be seen, of those named."""
    return [n for n in names if state(page).locator(f'[data-jp-item-name="{n}"]').filter(visible=True).count()]


def top(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"]


def test_the_first_exercise_stands_above_the_fold_and_nothing_asks_before_it(page: Page) -> None:
    exercise = page.locator('.mo-panel section[data-slug="who-is-right"]')
    page.wait_for_timeout(500)
    assert page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTop") == 0
    assert top(exercise) + 230 < 900, "its title and what it asks"
    before = page.locator(".mo-panel").first
    assert before.locator("input:visible").count() == 0, "the form of who works here"
    assert before.get_by_role("link", name="Next").filter(visible=True).count() == 0


def test_what_only_authors_need_is_out_of_sight(page: Page) -> None:
    assert shown(page, "insert", "cut", "copy", "paste", "cellType", "debugger-icon", "restart-and-run") == []
    assert shown(page, "save") == ["save"]
    for words in ("Ln 1, Col 1", "Mode: Command"):
        assert page.get_by_text(words, exact=True).filter(visible=True).count() == 0
    assert page.locator('[data-id="jp-debugger-sidebar"]').filter(visible=True).count() == 0
    page.mouse.move(*paragraph(page))
    assert page.locator(".jp-cell-toolbar, .jp-Notebook-footer").filter(visible=True).count() == 0


def test_no_key_and_no_double_click_on_course_text_changes_it(page: Page) -> None:
    before: list[str] = page.evaluate(SOURCES)
    texts = page.locator(".jp-MarkdownCell").count()
    page.mouse.click(*paragraph(page))
    for key in (
        "d",
        "d",
        "a",
        "b",
        "x",
        "v",
        "y",
        "m",
        "1",
        "Shift+M",
        "Control+Shift+ArrowDown",
        "Enter",
        "Shift+Enter",
    ):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        assert page.evaluate(SOURCES) == before, key
    page.mouse.dblclick(*paragraph(page))
    page.wait_for_timeout(200)
    assert page.evaluate("() => getSelection().toString().trim().length") > 0, "a double click still selects a word"
    assert page.locator(".jp-MarkdownCell.jp-mod-rendered").count() == texts
    page.mouse.click(*paragraph(page), button="right")
    page.wait_for_timeout(200)
    assert page.locator(".lm-Menu").count() == 0  # the browser's own: copy, look up, translate
    assert page.evaluate(DIRTY) is False


def test_authors_edit_the_text_after_one_command(page: Page) -> None:
    before: list[str] = page.evaluate(SOURCES)
    command(page, "mosaic:show-code")
    assert shown(page, "insert", "cut") == ["insert", "cut"]
    page.mouse.dblclick(*paragraph(page))
    editor = page.locator(".jp-MarkdownCell:not(.jp-mod-rendered) .cm-content")
    expect(editor).to_have_count(1)
    Mouse(page).click(editor)
    expect(editor).to_be_focused()
    page.keyboard.type("An author's words. ")
    assert page.evaluate(SOURCES) != before
    page.evaluate(RESTORE, before)
    page.keyboard.press("Shift+Enter")
    page.evaluate(CLEAN)
    command(page, "mosaic:show-code")
    assert shown(page, "insert", "cut") == []


def test_the_case_stands_beside_the_notebook_and_its_keys_do_nothing_there(page: Page) -> None:
    opener = page.locator('[data-slug="who-is-right"] [data-act="case"]')
    opener.scroll_into_view_if_needed()
    opener.press("Enter")
    drawer = page.get_by_role("dialog", name="The case at hand")
    complaints = drawer.locator('[data-id="complaints"] > summary')
    complaints.press("Enter")
    cells = page.evaluate(SOURCES)
    for key in ("b", "d", "d"):
        complaints.press(key)
    page.mouse.move(300, 600)
    page.mouse.wheel(0, 6000)
    expect(drawer.locator('[data-id="complaints"] li').first).to_be_visible()
    assert page.evaluate(SOURCES) == cells
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


def test_leaving_a_notebook_that_was_only_read_asks_nothing(page: Page, shared: Server) -> None:
    outer = page.locator(".jp-WindowedPanel-outer").first
    for _ in range(8):
        outer.evaluate("e => e.scrollBy(0, 700)")
        page.wait_for_timeout(150)
    page.wait_for_timeout(1000)
    assert page.evaluate(DIRTY) is False
    if "/lab/" in page.url:
        command(page, "application:close")
        page.wait_for_timeout(500)
        assert page.locator(".jp-Dialog").count() == 0
    else:
        leads_on_in_the_same_tab(page, shared)


def leads_on_in_the_same_tab(page: Page, server: Server) -> None:
    """And it was opened over one connection. (Of JupyterLab test_opening says the same.)"""
    (session,) = server.api("sessions")
    (kernel,) = server.api("kernels")
    assert (session["kernel"]["id"], kernel["connections"]) == (kernel["id"], 1)
    asked: list[str] = []
    pages = len(page.context.pages)

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    following = page.url.replace("00_start", "01_lenses_and_change")
    page.route(following, lambda route: route.fulfill(body="<title>The next one</title>", content_type="text/html"))
    page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTo(0, 0)")
    Mouse(page).click(page.locator('.mo-panel a[data-mosaic-open="01_lenses_and_change.ipynb"]:visible').first)
    page.wait_for_url(following)
    page.unroute(following)
    page.remove_listener("dialog", answer)
    assert asked == []
    assert len(page.context.pages) == pages
