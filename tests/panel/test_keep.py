"""Pages to keep: read, printed and saved by keyboard; the paper holds what the page says."""

from __future__ import annotations

import pytest

from mosaic_exercises.errors import CourseError
from mosaic_exercises.panel.sessions.keep import KeepSession

from .bench import Bench


def test_a_page_is_read_printed_and_saved_by_keyboard(bench: Bench):
    session = KeepSession("kano")
    panel = bench.open(session.view(), kernel=False, width=400)
    page = bench.page
    heading, form = panel.locator("summary").first, panel.locator('.mo-keep-form[data-id="kano"]')
    assert "One page to keep, and a form to print" in panel.inner_text()
    assert not panel.locator("dl").is_visible()
    heading.press("Enter")
    said = panel.locator("dl").inner_text()
    for head, text in (
        ("Where it misleads", "does not make up for a missing basic"),
        ("One example", "A hotel asks 80"),
    ):
        assert head in said
        assert text in said
    assert panel.evaluate("(n) => n.scrollWidth <= n.clientWidth")
    panel.locator('[data-act="print"]').first.press("Enter")
    paper = page.frame_locator("iframe[title^=Print]").locator("img")
    paper.wait_for(state="attached")
    assert paper.evaluate("(img) => [img.naturalWidth < img.naturalHeight, img.naturalWidth > 700]") == [True, True]
    page.wait_for_function("document.querySelector('.mo-panel [aria-live]').textContent.includes('printer')")
    with page.expect_download() as saved:
        form.locator('[data-act="svg"]').press("Enter")
    assert saved.value.suggested_filename == "kano.svg"
    bench.assert_accessible()
    alone = bench.open(KeepSession("eight-rows").view(), kernel=False)
    assert alone.locator("h3").inner_text() == "A form to print"


def test_a_name_that_there_is_not_is_told():
    with pytest.raises(CourseError, match=r"kanno.*kano"):
        KeepSession("kanno")
    assert "When to use it: " in KeepSession("kano").text()
