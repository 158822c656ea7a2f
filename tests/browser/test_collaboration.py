"""A notebook that two browsers share live (jupyter-collaboration): its exercises run once, whoever opens it when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from harness import Server, code, copy_course, markdown, state, write_notebook
from playwright.sync_api import Browser, Page, expect

STAND_IN = Path(__file__).parent / "stand_in"
IMPORT = "from mosaic_exercises import exercise, start\n\n"
ROUNDS = 3  # as one try of three went wrong where both ran

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("jupyter_collaboration") is None,
        reason="jupyter-collaboration is not installed in this Python (pip install jupyter-collaboration)",
    ),
]


def course(root: Path) -> None:
    """A course with a few alike notebooks."""
    copy_course(root)
    for number in range(ROUNDS):
        cells = [code(IMPORT + "start()"), code('exercise("one-a")'), code('exercise("one-b")')]
        write_notebook(root / "notebooks" / f"0{number}_book.ipynb", [markdown("# Shared"), *cells])


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server(prepare=course, pythonpath=[STAND_IN])


@pytest.fixture
def pages(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Browsers of people who do not know each other."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(browser.new_context(viewport={"width": 1280, "height": 800})).new_page()


def ran(server: Server) -> list[str]:
    """What was run since this was last asked for."""
    log = server.home / "ran.txt"
    names = sorted(log.read_text().split()) if log.exists() else []
    log.unlink(missing_ok=True)
    return names


def ready(page: Page) -> None:
    """Until the notebook is ready and shows each exercise once."""
    expect(state(page)).to_have_attribute("data-mosaic", "ready", timeout=90_000)
    for number in range(3):
        expect(page.locator(".jp-CodeCell").nth(number).locator(".stand-in")).to_have_count(1)
        expect(page.locator(".jp-CodeCell").nth(number).locator(".jp-OutputArea-child")).to_have_count(1)


def patient(page: Page) -> None:
    """Answer jupyter-collaboration, which asks on a slow machine whether to wait for the document."""
    for button in page.get_by_role("button", name="Continue waiting").all():
        button.click()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_who_open_at_once_run_each_exercise_once(server: Server, pages: Callable[[], Page], number: int) -> None:
    ran(server)
    path = server.root / "notebooks" / f"0{number}_book.ipynb"
    one, two = pages(), pages()
    for page in (one, two):
        page.goto(server.address(f"notebooks/{path.name}", "doc"), wait_until="commit")
    ready(one)
    ready(two)
    assert ran(server) == ["one-a", "one-b", "start"]
    assert [one["kernel"]["connections"] for one in server.api("sessions") if path.name in one["path"]] == [2]
    late = pages()
    late.goto(server.address(f"notebooks/{path.name}", "doc"))
    ready(late)
    assert ran(server) == []
    for page in (one, two, late):
        ready(page)
        patient(page)
    # A new Python: again one of them runs what there is, and no more.
    one.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart().then(() => null)")
    for page in (one, two, late):
        expect(page.locator(".stand-in")).to_have_count(3, timeout=60_000)
    one.wait_for_timeout(4_000)  # what came twice would be here by now
    for page in (one, two, late):
        ready(page)
    assert ran(server) == ["one-a", "one-b", "start"]
    # Whoever ran them goes; somebody else comes.
    one.context.close()
    two.reload()
    ready(two)
    assert ran(server) == []
