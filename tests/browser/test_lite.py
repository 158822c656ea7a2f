"""The workbook without a server: a site is built, a file server serves it, and Python runs in Chromium."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from hand import ONWARD, Mouse
from harness import code, command, copy_course, markdown, state, write_notebook
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from mosaic_exercises.course import Course, load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.lite.site import edition_of
from mosaic_exercises.workbook import handin
from tests import browsers

pytestmark = pytest.mark.slow
PATIENCE = 240_000  # ms: the page fetches Python, and a busy machine takes its time
PLACE = "Kurs für alle/mosaïque ü"  # below the address, as a project's site on GitHub Pages is, and not in ASCII
BOOK = "notebooks/01_lenses_and_change.ipynb"
OLD, NEW, NEWEST = (f"The words of the {nth} edition" for nth in ("first", "second", "third"))
MINE = "A note of my own"
BESIDE = "Take the new one and keep mine beside it"
CHANGE = "(words) => window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setSource(words)"
NO_ROOM = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
}"""
NAMES = """() => window.jupyterapp.serviceManager.contents.get('notebooks', { content: true })
  .then((folder) => folder.content.map((file) => file.path))"""
MIRROR = "Object.keys(localStorage).find((key) => /^mosaic.1.*.event./.test(key))"


def first_of_each_kind(course: Course) -> dict[str, str]:
    """Kind -> the first exercise of it that stands in a notebook."""
    found: dict[str, str] = {}
    for slug in (placed.slug for placed in course.placed() if placed.slug in course.exercises):
        found.setdefault(course.exercises[slug].kind, slug)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the course, in which one notebook has an exercise of each kind."""
    pytest.importorskip("jupyterlite_core", reason='the extra "lite" is not installed')
    from mosaic_exercises.lite.build import SiteError, build

    root = tmp_path_factory.mktemp("course")
    copy_course(root, "data", "notebooks", "LICENSE-CONTENT.md")
    word = "from mosaic_exercises import exercise\n\n"
    cells = [code(f'{word}exercise("{slug}")') for slug in first_of_each_kind(load()).values()]
    ends = [code(f"from mosaic_exercises import {name}\n\n{name}()") for name in ("start", "submit")]
    write_notebook(root / BOOK, [markdown(OLD), ends[0], *cells, ends[1]])
    out = tmp_path_factory.mktemp("site") / PLACE
    try:
        build(root, out, tmp_path_factory.mktemp("work"), "0.0.0", pyodide=None, own=None, say=print)
    except SiteError as error:
        pytest.skip(f"the site could not be built here: {error}")
    settings = json.loads((out / "jupyter-lite.json").read_text())
    settings["jupyter-config-data"]["exposeAppInBrowser"] = True  # for the tests' own use of commands
    (out / "jupyter-lite.json").write_text(json.dumps(settings))
    return out


class Files(SimpleHTTPRequestHandler):
    """A static server's answers, some of them cut off in the middle."""

    server: Static

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.server.cuts and self.path.endswith("/python_stdlib.zip"):
            self.server.cuts -= 1
            outputfile.write(source.read(100_000))  # its length was said to be more
        else:
            super().copyfile(source, outputfile)


class Static(ThreadingHTTPServer):
    """Any static server will do: Python's own. ``cuts``: how many times one file is cut off."""

    daemon_threads = True
    cuts = 0


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Static]:
    root = site.parents[len(Path(PLACE).parts) - 1]
    with Static(("127.0.0.1", 0), partial(Files, directory=str(root))) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield serving
        serving.shutdown()


@pytest.fixture(scope="module")
def address(server: Static) -> str:
    return f"http://127.0.0.1:{server.server_port}/{quote(PLACE)}"


def opened(engine: Playwright, profile: Path, **options: Any) -> BrowserContext:
    """A browser whose profile outlives it, as a learner's does."""
    context = engine.chromium.launch_persistent_context(
        profile,
        executable_path=browsers.chromium(),
        args=[*browsers.FLAGS],
        viewport={"width": 1280, "height": 1400},
        **options,
    )
    context.set_default_timeout(PATIENCE)
    return context


def open_book(page: Page, address: str, book: str = BOOK) -> None:
    page.goto(f"{address}/notebooks/index.html?path={book}")
    expect(state(page)).to_have_attribute("data-mosaic", "ready", timeout=PATIENCE)


def found(page: Page, css: str) -> Locator:
    """What matches, scrolled to: cells are drawn as they come near."""
    wanted = page.locator(css)
    outer = page.locator(".jp-WindowedPanel-outer").first
    for _ in range(150):
        if wanted.count():
            break
        outer.evaluate(ONWARD)
        page.wait_for_timeout(150)
    wanted.first.scroll_into_view_if_needed()
    return wanted.first


def handed_in(page: Page) -> handin.Submission:
    """What the hand-in file holds."""
    button = found(page, '.mo-submit [data-act="handin"]')
    with page.expect_download() as download:
        button.click()
    return handin.read(Path(download.value.path()).read_bytes())


def answered(page: Page) -> dict[str, tuple[Any, str | None]]:
    return {event.exercise: (event.answer, event.outcome) for event in handed_in(page).events}


def test_one_of_each_kind_is_done_kept_and_handed_in(engine: Playwright, address: str, tmp_path: Path) -> None:
    course = load()
    slugs = first_of_each_kind(course)
    right = {
        slug: KINDS[kind].solution(course.exercise(slug).task, course.key(slug)).answer for kind, slug in slugs.items()
    }
    first = slugs.pop("choice")
    with opened(engine, tmp_path / "profile") as browser:
        page = browser.pages[0]
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        page.goto(f"{address}/")
        page.wait_for_url("**/notebooks/index.html?path=notebooks/00_start.ipynb")
        expect(state(page)).to_have_attribute("data-mosaic", "ready", timeout=PATIENCE)
        onward = page.locator(f'a[data-mosaic-open="{Path(BOOK).name}"]').filter(visible=True).last
        Mouse(page).click(onward)
        page.wait_for_url(f"**/notebooks/index.html?path={quote(BOOK, safe='')}")
        expect(state(page)).to_have_attribute("data-mosaic", "ready", timeout=PATIENCE)
        assert page.get_by_text("cannot read").count() == 0  # what nobody has answered says hello with null
        # by hand, from a choice to its verdict
        choice = found(page, f'[data-slug="{first}"]')
        Mouse(page).click(choice.locator("input").first)
        Mouse(page).click(choice.locator('[data-act="check"]'))
        expect(choice.locator(".mo-feedback")).to_be_visible(timeout=PATIENCE)
        expect(choice.locator('[data-part="status"]')).to_have_attribute("data-state", "saved")
        page.screenshot(path=tmp_path / "lite.png")
        # the others as an answer that another window has left in this browser; Check is pressed by hand
        key = page.evaluate(MIRROR).rsplit("/event/", 1)[0]
        for slug in slugs.values():
            draft = {
                "answer": right[slug],
                "at": time.time() * 1000,
                "rev": course.exercise(slug).rev,
                "base": 0,
                "by": "another",
            }
            page.evaluate(
                "([key, text]) => localStorage.setItem(key, text)", [f"{key}/draft/{slug}", json.dumps(draft)]
            )
        open_book(page, address)
        expect(page.locator(f'[data-slug="{first}"] .mo-feedback').first).to_be_visible()  # it has outlived the reload
        for slug in slugs.values():
            one = found(page, f'[data-slug="{slug}"]')
            one.locator('[data-act="check"]').first.click()
            expect(one.locator(".mo-feedback").first, slug).to_be_visible(timeout=PATIENCE)
            expect(one.locator('[data-part="status"]').first, slug).to_have_attribute("data-state", "saved")
        done = answered(page)
        assert set(done) == {first, *slugs.values()}
        assert [s for s in slugs.values() if done[s][1] not in ("correct", "recorded")] == []
        lab = found(page, f'[data-slug="{slugs["lab"]}"] .mo-lab')
        expect(
            lab.get_by_text("could not be fetched").or_(lab.locator('img.mo-picture-image[src^="data:"]').first).first
        ).to_be_visible()
        assert {url.split("/")[2] for url in sent if url.startswith("http")} <= {address.split("/")[2], *_labs_from()}
    with opened(engine, tmp_path / "profile") as browser:  # the browser was closed
        page = browser.pages[0]
        open_book(page, address)
        assert answered(page) == done
        # the log in the drive emptied: the mirror gives all back
        save_text(page, "my_work/answers.jsonl", "")
        open_book(page, address)
        assert answered(page) == done
        # the mirror emptied: the drive has all
        page.evaluate("localStorage.clear()")
        open_book(page, address)
        assert answered(page) == done


def test_a_new_edition_replaces_what_nobody_changed_and_stands_beside_what_somebody_did(
    engine: Playwright, site: Path, address: str, tmp_path: Path
) -> None:
    with opened(engine, tmp_path / "profile") as browser:
        page = browser.pages[0]
        open_book(page, address)
        choice = found(page, f'[data-slug="{first_of_each_kind(load())["choice"]}"]')
        choice.locator("input").first.check()
        choice.locator('[data-act="check"]').click()
        expect(choice.locator(".mo-feedback")).to_be_visible(timeout=PATIENCE)
        done = answered(page)
        assert done
        command(page, "docmanager:save")  # a notebook that lies in the browser hides the site's
        publish(site, NEW)
        open_book(page, address)  # nobody has changed it: the new one is there by itself
        expect(text(page, NEW)).to_be_visible()
        assert page.get_by_role("button", name=BESIDE).count() == 0
        assert answered(page) == done
        # somebody writes into it
        page.evaluate(CHANGE, MINE)
        command(page, "docmanager:save")
        publish(site, NEWEST)
        open_book(page, address)
        expect(text(page, MINE)).to_be_visible()
        expect(page.get_by_text("has a new edition of this notebook")).to_be_visible()
        page.get_by_role("button", name=BESIDE).click()
        expect(text(page, NEWEST)).to_be_visible()
        assert text(page, MINE).count() == 0
        expect(state(page)).to_have_attribute("data-mosaic", "ready", timeout=PATIENCE)
        assert answered(page) == done
        (kept,) = (path for path in page.evaluate(NAMES) if "(mine" in path)
        open_book(page, address, kept)
        expect(text(page, MINE)).to_be_visible()
        assert answered(page) == done


def test_a_connection_that_breaks_is_told_and_tried_again(
    engine: Playwright, server: Static, address: str, tmp_path: Path
) -> None:
    with opened(engine, tmp_path / "profile") as browser:
        page = browser.pages[0]
        server.cuts = 3  # as often as it is tried without being asked
        page.goto(f"{address}/lab/index.html")  # a notebook that the address names is waited for in the same way
        for name in BOOK.split("/"):
            open_by_hand(page, name)
        expect(page.get_by_text("The connection broke while Python was being fetched")).to_be_visible(timeout=PATIENCE)
        assert server.cuts == 0
        page.get_by_role("button", name="Try again").click()
        expect(state(page)).to_have_attribute("data-mosaic", "ready", timeout=PATIENCE)
        # no room is left meanwhile: it is told, what is answered stays in the mirror, and Python goes on without
        page.evaluate(NO_ROOM)
        slug = first_of_each_kind(load())["choice"]
        choice = found(page, f'[data-slug="{slug}"]')
        choice.locator("input").first.check()
        expect(page.get_by_role("alert").filter(has_text="has no room left")).to_be_visible(timeout=PATIENCE)
        assert page.evaluate("Object.keys(localStorage).some((key) => /^mosaic.1.*.draft/.test(key))")
        page.get_by_role("button", name="Close").click()
        choice.locator('[data-act="check"]').click()
        expect(choice.locator(".mo-feedback")).to_be_visible(timeout=PATIENCE)
        expect(choice.locator('[data-part="status"]')).to_contain_text("this browser has no room left")
        assert set(answered(page)) == {slug}


def test_the_list_of_files_opens_notebooks_and_can_be_loaded_again(
    engine: Playwright, address: str, tmp_path: Path
) -> None:
    with opened(engine, tmp_path / "profile") as browser:
        page = browser.pages[0]
        page.goto(f"{address}/tree/index.html")
        folder, name = BOOK.split("/")
        with browser.expect_page() as tab:
            open_by_hand(page, "mosaic.toml")
        expect(tab.value.locator(".cm-content")).to_contain_text("course =", timeout=PATIENCE)
        open_by_hand(page, folder)
        with browser.expect_page() as tab:
            open_by_hand(page, name)
        expect(state(tab.value)).to_have_attribute("data-mosaic", "ready", timeout=PATIENCE)
        assert page.url.endswith(f"/tree/{folder}")  # JupyterLite says so of the folder that it shows
        page.reload()
        expect(page.locator(".jp-DirListing-item").filter(has_text=name)).to_be_visible(timeout=PATIENCE)


def open_by_hand(page: Page, name: str) -> None:
    """Double click a name in a list of files, once it stands still."""
    item = page.locator(".jp-DirListing-item").filter(has_text=name)
    expect(item).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1000)  # until what opens files is there, too
    page.mouse.dblclick(*Mouse(page).point(item, across=0.1))


def publish(site: Path, words: str) -> None:
    """Put another edition of the notebook on the site: its first text is another."""
    path = site / "files" / BOOK
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["source"] = words
    notebook["metadata"]["mosaic"]["edition"] = edition_of(notebook)
    path.write_text(json.dumps(notebook))


def text(page: Page, words: str) -> Locator:
    """A paragraph of the notebook's text as it is read (its source is on the page too)."""
    return page.locator(".jp-RenderedMarkdown p").get_by_text(words, exact=True)


def save_text(page: Page, path: str, text: str) -> None:
    """Put a file into the browser's drive."""
    page.evaluate(
        "([path, content]) => window.jupyterapp.serviceManager.contents"
        ".save(path, { type: 'file', format: 'text', content }).then(() => null)",
        [path, text],
    )


def _labs_from() -> set[str]:
    """The host that pictures' packages are fetched from."""
    from mosaic_exercises.lite.build import usual_address

    return {usual_address().split("/")[2]}


def test_a_browser_that_blocks_service_workers_is_told_so(engine: Playwright, address: str, tmp_path: Path) -> None:
    with opened(engine, tmp_path / "profile", service_workers="block") as browser:
        page = browser.pages[0]
        page.goto(f"{address}/notebooks/index.html?path={BOOK}")
        told = page.get_by_text("keeps the page from what its Python needs")
        expect(told).to_be_visible(timeout=PATIENCE)
        assert page.locator(".mosaic-notice button").count() == 0
