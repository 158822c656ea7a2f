"""Terms and quotations in the course's text, in a real JupyterLab: its sanitiser lets them through, they lead on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from harness import Server, copy_course, faults, open_notebook, watch_errors
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow


def test_a_term_shows_its_meaning_opens_its_entry_and_a_quotation_its_interview(
    lab_server: Callable[..., Server], page: Page
) -> None:
    server = lab_server(prepare=lambda root: copy_course(root, "notebooks", "data"))
    errors = watch_errors(page)
    open_notebook(page, server, "notebooks/01b_clarity_and_promise.ipynb", "lab")
    quote = page.get_by_role("link", name="Four firms, four pages, and I swear they said the same.")
    quote.click()
    drawer = page.get_by_role("dialog", name="The case at hand")
    expect(drawer.locator(".mo-rd-say:focus")).to_contain_text("Four firms, four pages")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(quote).to_be_focused()
    term = page.locator('.jp-RenderedMarkdown a[href$="#value-proposition"]')
    term.scroll_into_view_if_needed()
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_contain_text("A statement that says for whom you work")
    page.keyboard.press("Enter")
    entry = page.locator('.mo-gl-term[data-id="value-proposition"]')
    expect(entry.locator("dl")).to_be_visible()
    expect(entry.locator("summary")).to_be_focused()
    entry.get_by_role("link", name="Clarity, and a promise").click()
    expect(page.get_by_role("heading", name="What this adds to your plan")).to_be_in_viewport()
    page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedMarkdown a[href$="#context-of-use"]').click()
    expect(page.locator('.mo-gl-term[data-id="context-of-use"] summary')).to_be_focused()
    assert faults(errors) == []


def test_where_each_page_holds_one_notebook_the_glossary_is_a_page_beside_it(
    lab_server: Callable[..., Server], page: Page
) -> None:
    server = lab_server(prepare=lambda root: copy_course(root, "notebooks", "data"))
    open_notebook(page, server, "notebooks/01b_clarity_and_promise.ipynb", "doc")
    with page.context.expect_page() as opened:
        page.locator('.jp-RenderedMarkdown a[href$="#value-proposition"]').click()
    glossary = opened.value
    expect(glossary.locator('.mo-gl-term[data-id="value-proposition"] summary')).to_be_focused()
    glossary.evaluate("window.stands = true")
    page.locator('.jp-RenderedMarkdown a[href$="#habits"]').click()
    expect(glossary.locator('.mo-gl-term[data-id="habits"] summary')).to_be_focused()
    assert glossary.evaluate("window.stands"), "it was not loaded anew"
    assert len(page.context.pages) == 2
