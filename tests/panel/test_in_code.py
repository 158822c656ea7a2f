"""In VS Code: its own dark and light, links that it can follow, and no word any more of what to press first."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.panel.sessions.learner import here

from . import samples
from .bench import ORIGIN, Bench, html

NOTE = """<div class="preview"></div><script>
document.querySelector('.preview').attachShadow({mode: 'open'}).innerHTML = '<p class="mosaic-fallback">Run it.</p>';
</script>"""


def test_a_panel_is_dark_where_vs_code_is_and_its_links_are_files_beside_this_one(bench: Bench) -> None:
    base = "/home/ana/.vscode/extensions/ms-toolsai.jupyter-2026.6.1/temp/scripts/0/jupyter"
    page = html(samples.start(9), theme="code", base=base)
    bench.body = page.replace("<main>", f"{NOTE}<main>").replace(
        'class="box"', 'class="box cell-output-ipywidget-background"'
    )
    bench.page.goto(f"{ORIGIN}/index.html?id=1")
    start = bench.page.locator(".mo-start")
    start.wait_for()
    link = start.locator("a[data-mosaic-open]").first
    assert link.get_attribute("href") == link.get_attribute("data-mosaic-open")
    drawn = bench.page.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('.mo-panel'));"
        " const box = getComputedStyle(document.querySelector('.box'));"
        " return [s.colorScheme, s.color, box.backgroundColor,"
        " getComputedStyle(document.querySelector('.mo-start')).backgroundColor] })()"
    )
    assert drawn == ["dark", "rgb(230, 231, 234)", "rgba(0, 0, 0, 0)", "rgb(31, 31, 31)"]
    assert bench.page.evaluate("document.querySelector('.preview').shadowRoot.querySelector('p').hidden")
    assert all(key.startswith("mosaic/1///") for key in bench.store())


def test_a_file_is_where_it_was_saved_for_vs_code_asks(bench: Bench) -> None:
    bench.body = html(samples.SUBMIT, theme="code", kernel=False)
    bench.page.goto(f"{ORIGIN}/index.html?id=1")
    bench.page.get_by_role("button", name="Make my hand-in file").click()
    bench.wait_sent("handin")
    with bench.page.expect_download():
        bench.receive(type="file", name="ana.mosaic.json", mime="application/json", text="{}")
    bench.page.get_by_text("ana.mosaic.json is where you chose to save it.").wait_for()


def test_vs_code_says_by_a_variable_which_notebook_this_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JPY_SESSION_NAME", "VOILA_REQUEST_URL"):
        monkeypatch.delenv(name, raising=False)
    assert here() == ""
    for file in ("/home/ana/course/notebooks/03_x.ipynb", "c:\\Users\\Ana\\course\\notebooks\\03_x.ipynb"):
        monkeypatch.setattr("__main__.__vsc_ipynb_file__", file, raising=False)
        assert here() == Path("03_x.ipynb").stem
    monkeypatch.setattr("__main__.__vsc_ipynb_file__", 3, raising=False)
    assert here() == ""
