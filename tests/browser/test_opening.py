"""A course notebook opens ready, in each application; nothing else is run; a restart, a crash and a dead Python."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import pytest
from harness import (
    BARE,
    BROKEN,
    STAND_IN,
    Server,
    code,
    command,
    copy_course,
    markdown,
    open_notebook,
    state,
    wait_for_state,
    watch_errors,
)
from harness import write_notebook as write_file
from playwright.sync_api import Locator, Page, expect

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.drawing.still import written
from mosaic_exercises.labextension.pattern import may_run
from mosaic_exercises.labextension.place import NAME

CELLS = Path(__file__).parents[1] / "labextension" / "cells.py"

FALLBACK = """<div class="mosaic-fallback">

**The exercises on this page start by themselves.** If you see code instead of exercises, press
<button data-commandlinker-command="notebook:run-all-cells">Start the exercises</button>
or choose *Run*, then *Run All Cells*.

</div>"""
IMPORT = "# An exercise. It starts by itself.\nfrom mosaic_exercises import exercise, start\n\n"
STORED_TEXT = "A text from an earlier run"
STALE = {
    "output_type": "display_data",
    "data": {"text/plain": STORED_TEXT, "text/html": written(Still(title=STORED_TEXT))},
    "metadata": {},
}
# Whether what is stored of an exercise was ever to be seen, be it for a moment.
FLASHED = """window.flashed = 0;
window.flashes = new MutationObserver(() => {
  for (const still of document.getElementsByClassName("mosaic-still"))
    if (still.isConnected && still.getClientRects().length) window.flashed += 1;
});
flashes.observe(document, { subtree: true, childList: true, attributes: true });"""
SCRIPT = "window.evil = (window.evil ?? 0) + 1"
EVIL = {
    "output_type": "display_data",
    "data": {"text/html": f"<b>stored</b><img src=x onerror='{SCRIPT}'>", "application/javascript": SCRIPT},
    "metadata": {},
}
EVIL_STILL = EVIL | {"data": {"text/html": f'<section class="mosaic-still">{EVIL["data"]["text/html"]}</section>'}}
LONG = "A paragraph of the course. " * 150
HIJACK = "from pathlib import Path\nPath(__file__).with_suffix('.was-run').touch()\nraise ImportError('hijacked')\n"


# JupyterLab stores its layout on the server, a second after it changed: until these notebooks are in it, the last in
# front.
STORED = """async (names) => {
  const stored = await window.jupyterapp.serviceManager.workspaces.list();
  return stored.values.some(({ data }) => {
    const area = data["layout-restorer:data"]?.main;
    const open = JSON.stringify(area?.dock ?? {});
    // What a tab is opened by is written in an entry of its own, later than its place.
    const known = Object.keys(data).filter((key) => key.startsWith("notebook:")).join();
    return names.every((name) => open.includes(name) && known.includes(name)) && area.current?.includes(names.at(-1));
  });
}"""
write_notebook: Callable[..., Any] = partial(write_file, kernel=STAND_IN)
KERNEL_ANSWERED = "window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'"


def course(root: Path) -> None:
    """A small course, with files beside its notebooks that are named like what the exercises import."""
    copy_course(root)
    notebooks = root / "notebooks"
    write_notebook(
        notebooks / "01_first.ipynb",
        [
            markdown(f"# First\n\n{FALLBACK}"),
            code(IMPORT + "start()", outputs=[STALE]),
            markdown(LONG),
            code('# A second one.\nexercise("one-a")', metadata={"jupyter": {"source_hidden": True}}),
            markdown(LONG),
            code('exercise("one-b")'),
            code('exercise("not-this-one"); print("run")'),
        ],
    )
    stored = code(IMPORT + 'exercise("two")', outputs=[STALE], execution_count=7)
    write_notebook(notebooks / "02_next.ipynb", [markdown("# Next"), stored])
    write_notebook(notebooks / "03_broken.ipynb", [markdown("# Broken"), code(IMPORT + "start()")], kernel=BROKEN)
    write_notebook(notebooks / "04_bare.ipynb", [markdown("# Bare"), code(IMPORT + "start()")], kernel=BARE)
    foreign = [markdown("# Foreign"), code(IMPORT + 'exercise("foreign")', outputs=[STALE])]
    write_notebook(notebooks / "05_no_metadata.ipynb", foreign, mosaic=False)
    write_notebook(root.parent / "outside" / "06_outside.ipynb", foreign)
    write_notebook(root.parent / "another" / "07_another.ipynb", foreign)
    (root.parent / "another" / "mosaic.toml").write_text('course = "another-course"\n')
    for name in ("mosaic_exercises", "anywidget", "ipywidgets", "msgspec", "pandas"):
        (notebooks / f"{name}.py").write_text(HIJACK)


@pytest.fixture(scope="module")
def server(shared: Server) -> Server:
    running = shared.add(course, "workbook")
    # Written after the course's notebooks were trusted, as a notebook from elsewhere is, or one that git has brought.
    write_notebook(
        running.root / "notebooks" / "08_untrusted.ipynb",
        [markdown("# New"), code(IMPORT + 'exercise("new")', outputs=[EVIL_STILL]), code("1 + 1", outputs=[EVIL])],
    )
    teaching = "from mosaic_exercises.instructor import marking\n\nmarking()"
    write_notebook(running.root / "notebooks" / "09_teaching.ipynb", [markdown("# Marking"), code(teaching)])
    return running


def ran(server: Server) -> list[str]:
    """What was run since this was last asked for, in order."""
    log = server.home / "ran.txt"
    names = log.read_text().split() if log.exists() else []
    log.unlink(missing_ok=True)
    return names


@pytest.fixture(autouse=True)
def _nothing_beside_the_notebooks_is_run(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "server" in request.fixturenames:
        notebooks = request.getfixturevalue("server").root / "notebooks"
        assert [path.name for path in notebooks.glob("*.was-run")] == []


def scrolled(page: Page) -> float:
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer").evaluate("e => e.scrollTop")


@pytest.fixture(scope="module")
def lab(lab_tab: Page) -> Iterator[Page]:
    """One JupyterLab for the tests that only need a notebook opened in it: the first test's, which it begins with."""
    lab_tab.add_init_script(FLASHED)
    yield lab_tab
    lab_tab.evaluate("window.flashes?.disconnect()")


# In make test-all in the other two applications, too (of Notebook 7 test_reading says the same).
@pytest.mark.parametrize("view", [*(pytest.param(view, marks=pytest.mark.slow) for view in ("notebook", "doc")), "lab"])
def test_opens_ready_and_leads_on(server: Server, lab: Page, view: str) -> None:
    page = lab
    pages = len(page.context.pages)
    ran(server)
    path = server.root / "notebooks" / "01_first.ipynb"
    before = path.read_bytes()
    errors = watch_errors(page)
    open_notebook(page, server, "notebooks/01_first.ipynb", view)
    expect(page.locator(".stand-in")).to_have_count(3)
    assert ran(server) == ["start", "one-a", "one-b"]  # in their order, once each, and the last cell not at all
    expect(page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output")).to_have_count(0)
    for number in range(3):
        cell = page.locator(".jp-CodeCell").nth(number)
        expect(cell.locator(".jp-Cell-inputWrapper")).to_be_hidden()
        expect(cell.get_by_label("Answer")).to_be_visible()
    expect(page.locator(".jp-CodeCell").last.locator(".jp-Cell-inputWrapper")).to_be_visible()
    expect(page.get_by_text(STORED_TEXT)).to_have_count(0)
    assert page.evaluate("window.flashed") == 0
    expect(page.get_by_role("button", name="Start the exercises")).to_be_hidden()
    expect(page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)
    assert scrolled(page) == 0
    # A line stands in an exercise's place while it is waited for (Notebook 7 has a rule of its own for such lines).
    cell = page.locator(".jp-CodeCell").nth(1)
    cell.evaluate("e => (e.dataset.mosaicCover = 'Starting …')")
    assert cell.evaluate("e => e.offsetHeight") > 40
    cell.evaluate("e => delete e.dataset.mosaicCover")
    # Nothing of a person's has changed: nothing to save, and no question on leaving.
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    assert path.read_bytes() == before
    assert [error for error in errors if "mosaic" in error] == []

    page.locator(".stand-in a").first.click()
    expect(page.locator('.stand-in[data-name="two"]')).to_be_visible()
    assert page.url == server.address("notebooks/02_next.ipynb", view)
    assert len(page.context.pages) == pages
    assert ran(server) == ["two"]
    # Python was started early, and JupyterLab took that one: no second session, no kernel of nobody's.
    sessions = server.api("sessions")
    assert len({s["path"] for s in sessions}) == len(sessions) == len(server.api("kernels"))
    # ... over the connection that it was started over: a second one would bring all that Python sends twice.
    assert max(k["connections"] for k in server.api("kernels")) == 1


def test_the_notebook_in_the_address_is_found(server: Server, page: Page) -> None:
    page.goto(f"{server.url}lab/extensions/{NAME}/package.json")
    asked = {
        "/lab/tree/notebooks/03_x.ipynb": "notebooks/03_x.ipynb",
        "/doc/tree/a%20b/03_x.ipynb": "a b/03_x.ipynb",
        "/lab/workspaces/auto-1/tree/03_x.ipynb": "03_x.ipynb",
        "/notebooks/deep/er/03_x.ipynb": "deep/er/03_x.ipynb",
        "/lab": None,
        "/lab/tree/readme.md": None,
        "/edit/03_x.ipynb": None,
    }
    script = """async ([base, all]) => {
      const { pathInAddress } = await import('./app/early.js');
      return all.map((path) => pathInAddress(base, { pathname: base.slice(0, -1) + path }));
    }"""
    for base in ("/", "/user/ana/"):
        assert page.evaluate(script, [base, list(asked)]) == list(asked.values())


def test_the_container_contract_holds(server: Server, lab: Page) -> None:
    """The entry is loaded as Jupyter loads it today, and a browser does not keep an old version of it."""
    lab.wait_for_function("window.jupyterapp.isPluginActivated('mosaic-exercises:opener')")
    with urllib.request.urlopen(f"{server.url}lab/extensions/{NAME}/app/extension.js") as reply:
        assert reply.headers["Cache-Control"] == "no-cache"


def test_the_browser_decides_on_cells_as_python_does(server: Server, page: Page) -> None:
    shared: dict[str, list[str]] = {}
    exec(CELLS.read_text(encoding="utf-8"), shared)  # noqa: S102 - the list of the unit tests, which is not importable here
    sources = [*shared["GOOD"], *shared["BAD"]]
    page.goto(f"{server.url}lab/extensions/{NAME}/package.json")
    decided = page.evaluate("async (all) => all.map((await import('./app/pattern.js')).mayRun)", sources)
    assert decided == [may_run(source) for source in sources]
    assert sum(decided) == len(shared["GOOD"])


def bring(lab: Page, path: str) -> Locator:
    """Open a notebook in the running JupyterLab; returns its panel."""
    command(lab, "docmanager:open", path=path)
    return state(lab)


def test_an_untrusted_notebook_s_exercises_run_and_nothing_else_of_it(server: Server, lab: Page) -> None:
    ran(server)
    path = server.root / "notebooks" / "08_untrusted.ipynb"
    panel = bring(lab, "workbook/notebooks/08_untrusted.ipynb")
    wait_for_state(lab, "ready")
    expect(panel.locator('.stand-in[data-name="new"]')).to_be_visible()
    expect(lab.get_by_text("not trusted")).to_have_count(0)
    assert ran(server) == ["new"]
    foreign = panel.locator(".jp-CodeCell").last
    expect(foreign.get_by_text("stored")).to_be_visible()
    trusted = "window.jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model.trusted)"
    assert lab.evaluate(trusted)[1:] == [True, False]
    assert lab.evaluate("window.evil") is None
    # Saved as it is now, it is no more trusted than before: the server asks that of every cell.
    lab.evaluate("window.jupyterapp.shell.currentWidget.context.save()")
    lab.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = json.loads(path.read_text())["cells"]
    assert EVIL["data"].keys() <= saved[2]["outputs"][0]["data"].keys()
    assert "evil" not in json.dumps(saved[1]), "a cell that has become trusted keeps nothing that came untrusted"
    again = server.api("contents/workbook/notebooks/08_untrusted.ipynb")["content"]["cells"]
    assert [cell["metadata"].get("trusted") for cell in again[1:]] == [False, False]


def test_a_saved_notebook_keeps_what_previews_show_and_an_exercise_that_was_cleared_comes_back(
    server: Server, lab: Page
) -> None:
    path = server.root / "notebooks" / "02_next.ipynb"
    before = nbformat.read(path, 4)
    panel = bring(lab, "workbook/notebooks/02_next.ipynb")
    wait_for_state(lab, "ready")
    ran(server)
    command(lab, "notebook:clear-all-cell-outputs")
    expect(panel.locator(".stand-in")).to_have_count(0)
    expect(panel.locator(".stand-in")).to_have_count(1)
    context = "window.jupyterapp.shell.currentWidget.context"
    lab.evaluate(f"{context}.save()")
    assert nbformat.read(path, 4) == before
    lab.evaluate(f"{context}.revert()")
    expect(panel.locator(".mosaic-still")).to_have_count(0)
    expect(panel.locator(".stand-in")).to_be_visible()
    expect(panel.locator(".jp-CodeCell .jp-Cell-inputWrapper")).to_be_hidden()
    assert ran(server) == ["two", "two"]


def test_an_untrusted_instructor_s_notebook_waits_for_a_person(server: Server, lab: Page) -> None:
    ran(server)
    panel = bring(lab, "workbook/notebooks/09_teaching.ipynb")
    wait_for_state(lab, "untrusted")
    expect(lab.get_by_role("status").filter(has_text="not trusted")).to_be_visible()
    expect(panel.locator(".jp-CodeCell .jp-Cell-inputWrapper")).to_be_visible()  # what would be run can be read
    lab.wait_for_function(KERNEL_ANSWERED)
    assert ran(server) == []
    lab.get_by_role("button", name="Run this notebook's exercises").press("Enter")
    expect(panel.locator('.stand-in[data-name="marking"]')).to_be_visible()
    wait_for_state(lab, "ready")
    assert ran(server) == ["marking"]


# What says that it is the course's and lies in another; in make test-all what lies in none, and what says nothing.
@pytest.mark.parametrize(
    "path",
    [
        "another/07_another.ipynb",
        pytest.param("outside/06_outside.ipynb", marks=pytest.mark.slow),
        pytest.param("workbook/notebooks/05_no_metadata.ipynb", marks=pytest.mark.slow),
    ],
)
def test_a_notebook_that_is_not_the_course_s_is_left_alone(server: Server, lab: Page, path: str) -> None:
    ran(server)
    panel = bring(lab, path)
    lab.wait_for_function(KERNEL_ANSWERED)  # whatever opening it runs would have been run by then
    expect(panel.locator(".jp-CodeCell .jp-Cell-inputWrapper")).to_be_visible()
    assert panel.get_attribute("data-mosaic") is None
    assert "mosaic" not in (panel.get_attribute("class") or "")
    expect(panel.locator(".mosaic-cell, .mosaic-notice")).to_have_count(0)
    expect(panel.get_by_role("heading", name=STORED_TEXT)).to_be_visible()  # all that a reader has there
    assert ran(server) == []


@pytest.mark.slow
def test_a_kernel_that_was_taken_away_can_be_started_again(server: Server, lab: Page) -> None:
    panel = bring(lab, "workbook/notebooks/02_next.ipynb")
    wait_for_state(lab, "ready")
    ran(server)
    server.end_kernels("kernels")  # as a server does that culls idle kernels
    wait_for_state(lab, "dead")
    expect(lab.get_by_role("status").filter(has_text="Python is not running")).to_be_visible()
    lab.get_by_role("button", name="Start Python").press("Enter")
    wait_for_state(lab, "ready")
    expect(panel.locator(".stand-in")).to_have_count(1)
    expect(lab.locator(".jp-Dialog")).to_have_count(0)
    assert ran(server) == ["two"]


@pytest.mark.slow
def test_a_kernel_that_never_starts_is_explained(lab: Page) -> None:
    cell = bring(lab, "workbook/notebooks/03_broken.ipynb").locator(".jp-CodeCell")
    expect(cell).to_have_attribute("data-mosaic-cover", "Starting …")
    wait_for_state(lab, "dead")
    expect(lab.get_by_role("button", name="Start Python")).to_be_visible()
    expect(cell).to_have_attribute("data-mosaic-cover", "Waiting for Python: see the note at the top.")


def test_a_python_without_the_package_is_explained(lab: Page) -> None:
    panel = bring(lab, "workbook/notebooks/04_bare.ipynb")
    wait_for_state(lab, "package")
    expect(lab.get_by_role("status").filter(has_text="mosaic-exercises")).to_be_visible()
    expect(lab.get_by_role("button", name="Try again")).to_be_visible()
    expect(panel.locator(".jp-OutputArea-output")).to_have_count(0)  # no traceback


def test_authors_can_see_the_code(lab: Page) -> None:
    source = bring(lab, "workbook/notebooks/02_next.ipynb").locator(".jp-CodeCell .jp-Cell-inputWrapper")
    wait_for_state(lab, "ready")
    expect(source).to_be_hidden()
    command(lab, "mosaic:show-code")
    expect(source).to_be_visible()
    command(lab, "mosaic:show-code")
    expect(source).to_be_hidden()


@pytest.mark.slow
def test_a_restored_tab_in_the_background_waits_until_it_is_shown(server: Server, page: Page) -> None:
    open_notebook(page, server, "notebooks/01_first.ipynb", "lab")
    command(page, "docmanager:open", path="workbook/notebooks/02_next.ipynb")
    wait_for_state(page, "ready")
    page.wait_for_function(STORED, arg=["01_first", "02_next"], polling=200)
    ran(server)
    page.reload()
    expect(page.locator('.stand-in[data-name="two"]')).to_be_visible()
    expect(page.locator(".lm-TabBar-tab", has_text="01_first")).to_be_visible()
    assert ran(server) == ["two"]
    page.locator(".lm-TabBar-tab", has_text="01_first").click()
    expect(page.locator('.jp-NotebookPanel[data-mosaic="ready"]')).to_have_count(2)
    assert ran(server) == ["start", "one-a", "one-b"]


@pytest.mark.slow
def test_a_crash_while_typing_loses_nothing_and_reconnects_afterwards(server: Server, page: Page) -> None:
    open_notebook(page, server, "notebooks/01_first.ipynb")
    ran(server)
    field = page.locator(".stand-in").nth(1).get_by_label("Answer")
    field.click()
    page.keyboard.type("before ")
    assert server.kill_kernel("notebooks/01_first.ipynb") == 1
    page.keyboard.type("while Python is away ", delay=50)
    wait_for_state(page, "reconnect")
    page.keyboard.type("after")
    expect(field).to_be_focused()
    expect(field).to_have_value("before while Python is away after")
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Reconnect now")).to_be_visible()
    assert ran(server) == []

    page.locator("h1").click()  # leaves the field
    wait_for_state(page, "ready")
    expect(page.get_by_role("button", name="Reconnect now")).to_be_hidden()
    assert ran(server) == ["start", "one-a", "one-b"]

    # With no field in use it reconnects at once, and the page stays where a person is reading.
    page.locator(".stand-in").nth(1).get_by_role("button").click()
    page.mouse.move(500, 400)
    page.mouse.wheel(0, 150)
    page.wait_for_function("document.querySelector('.jp-WindowedPanel-outer').scrollTop > 0")
    page.wait_for_timeout(1_000)  # the wheel has turned, and the page has come to rest
    at = scrolled(page)
    server.kill_kernel("notebooks/01_first.ipynb")
    expect(page.get_by_role("status").filter(has_text="connected again")).to_be_attached()
    expect(page.locator(".stand-in")).to_have_count(3)
    assert ran(server) == ["start", "one-a", "one-b"]
    assert scrolled(page) == at
    focused = page.evaluate("document.activeElement.closest('.mosaic-cell') !== null")
    assert focused, "the focus was lost, and with it the place of a person who uses the keyboard"


@pytest.mark.slow
def test_without_the_extension_a_button_starts_the_exercises(shared: Server, page: Page) -> None:
    server = shared.add(course, "workbook_bare")
    for path in (server.root / "notebooks").glob("*.py"):
        path.unlink()  # without the extension nothing guards the path
    server.show_extension(False)
    open_notebook(page, server, "notebooks/01_first.ipynb", wanted=None)
    server.show_extension(True)
    expect(page.get_by_role("heading", name="First")).to_be_visible()
    expect(page.get_by_role("strong").filter(has_text="start by themselves")).to_be_visible()
    expect(page.locator(".stand-in")).to_have_count(0)
    page.wait_for_function(KERNEL_ANSWERED)
    page.get_by_role("button", name="Start the exercises").click()
    expect(page.locator(".stand-in")).to_have_count(3)
    expect(page.get_by_text("run", exact=True)).to_be_visible()  # the last cell, which prints
    assert ran(server) == ["start", "one-a", "one-b", "not-this-one"]
