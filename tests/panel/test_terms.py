"""Terms and quotations in a notebook's text: the tip by mouse, key and finger (WCAG 1.4.13), and where a click leads.

The extension's own module on a plain page: the real JupyterLab is tests/browser/test_terms.py's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from mosaic_exercises.labextension.place import NAME, SHARE

APP = SHARE / "labextensions" / NAME / "app"
HOSTILE = "<img src=x onerror=document.title='hit'>"
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Terms</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/app/mosaic.css"></head><body class="mosaic-course"><button id="before">Before</button>
<div id="notebook"><div class="jp-RenderedMarkdown jp-RenderedHTMLCommon"><p>Through a
<a id="term" href="/files/notebooks/glossary.ipynb?x=1#lenses" title="A person's view. {HOSTILE}">lens</a> we see; a
<a id="other" href="/files/notebooks/glossary.ipynb?x=1#persona" title="A portrait.">persona</a> and
<a id="plain" href="#there" title="Not ours">a link</a>. She said: "<a id="quote"
href="/files/notebooks/00_start.ipynb#int-15" title="Sanne de Wit">That was a good week.</a>"</p></div>
<div class="mo-prompt"><a id="asked"
href="/lab/tree/notebooks/glossary.ipynb#corridor" title="Doors.">corridor</a></div></div>
<div style="height:120vh"></div>
<script type="module">
import {{ askFor, showTerms }} from "/app/terms.js";
window.did = [];
const tools = {{
  app: {{
    commands: {{ execute: async (name, args) => void did.push([name, args.path]) }},
    serviceManager: {{ contents: {{ localPath: (p) => p }} }},
  }},
  early: {{ start() {{}} }}, PageConfig: {{ getOption: () => "multiple-document" }},
}};
document.addEventListener("mosaic:term", () => did.push(["term", window.mosaicTerm]));
window.handled = false;
document.addEventListener("mosaic:case", (e) => {{
  did.push(["case", e.detail.words]);
  if (handled) e.preventDefault();
}});
askFor("#touchpoint");
const panel = {{ content: {{ node: document.getElementById("notebook") }} }};
showTerms(tools, panel, {{ path: "notebooks/01.ipynb" }}, new AbortController().signal);
window.stand = true;
</script></body></html>"""


@pytest.fixture(params=["mouse", "finger"])
def page(shell: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    touched = request.param == "finger"
    size = {"width": 400 if touched else 900, "height": 600}
    with shell.new_context(viewport=size, has_touch=touched, is_mobile=touched) as context:
        made = context.new_page()
        made.set_default_timeout(8_000)
        made.route("http://panel.test/app/*", lambda r: r.fulfill(path=APP / r.request.url.rpartition("/")[2]))
        made.route("http://panel.test/", lambda r: r.fulfill(body=PAGE, content_type="text/html; charset=utf-8"))
        made.goto("http://panel.test/")
        made.wait_for_function("window.stand")
        yield made


def tip(page: Page) -> str:
    """What the tip says; "" where none is shown."""
    said: str = page.evaluate("document.querySelector('.mosaic-tip:popover-open')?.innerText ?? ''")
    return said


def shown(page: Page, *, yes: bool = True) -> None:
    page.wait_for_function(f"{'!' if yes else ''}!document.querySelector('.mosaic-tip:popover-open')")


def did(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("did.splice(0)")
    return found


@pytest.mark.parametrize("page", ["mouse"], indirect=True)
def test_a_mouse_and_the_keyboard_show_what_a_term_means_and_open_it(page: Page) -> None:
    assert page.evaluate("window.mosaicTerm") == "touchpoint", "what the page's own address has named"
    page.hover("#term")
    shown(page)
    assert tip(page) == f"A person's view. {HOSTILE}"
    assert page.title() == "Terms"
    assert page.get_attribute("#term", "title") is None, "the browser's own tip would lie over it"
    assert page.evaluate("document.getElementById(term.getAttribute('aria-describedby')).role") == "tooltip"
    page.hover(".mosaic-tip")
    page.wait_for_timeout(500)
    shown(page)  # it may be pointed at
    page.keyboard.press("Escape")
    shown(page, yes=False)  # and taken away without moving
    page.hover("#before")
    page.hover("#plain")
    page.wait_for_timeout(400)
    assert tip(page) == "", "other links are left alone"
    page.focus("#before")
    page.keyboard.press("Tab")
    assert tip(page).startswith("A person's view."), "the keyboard shows it at once"
    page.keyboard.press("Tab")
    assert tip(page) == "A portrait."
    place = page.evaluate(
        "(() => { const r = document.querySelector('.mosaic-tip').getBoundingClientRect(); return r; })()"
    )
    assert 0 <= place["left"] <= place["left"] + place["width"] <= 900
    page.keyboard.press("Enter")
    shown(page, yes=False)
    assert did(page) == [["docmanager:open", "notebooks/glossary.ipynb"], ["term", "persona"]]
    page.click("#quote")
    assert did(page) == [["case", "That was a good week."], ["docmanager:open", "notebooks/00_start.ipynb"]]
    page.hover("#asked")
    page.wait_for_function("document.querySelector('.mosaic-tip:popover-open')?.innerText === 'Doors.'")
    page.click("#asked")
    assert did(page)[-1] == ["term", "corridor"], "of a prompt, too"
    page.evaluate("handled = true")
    page.click("#quote")
    assert did(page) == [["case", "That was a good week."]], "an exercise of the page has opened the case"


@pytest.mark.parametrize("page", ["finger"], indirect=True)
def test_a_finger_shows_it_first_and_opens_it_with_the_second_tap(page: Page) -> None:
    page.tap("#term")
    shown(page)
    assert tip(page).endswith("Tap the word again to open the glossary.")
    assert did(page) == []
    right = page.evaluate("document.querySelector('.mosaic-tip').getBoundingClientRect().right")
    assert right <= 400
    page.tap("#other")
    assert tip(page).startswith("A portrait.")
    page.tap("#before")
    shown(page, yes=False)
    page.tap("#other")
    page.tap("#other")
    page.wait_for_function("did.length === 2")
    assert did(page)[1] == ["term", "persona"]
