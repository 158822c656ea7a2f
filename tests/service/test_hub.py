"""A real JupyterHub with three users: who hands in what, what each sees, and that nobody reaches another's."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mosaic_exercises.labextension.place import ensure_placed
from tests.service.hub_here import Hub, hub, missing, wait_for
from tests.service.serving import paper

NOTEBOOK = "00_start.ipynb"
SLOWLY = 120_000  # ms

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    ensure_placed()
    with hub(tmp_path_factory.mktemp("hub")) as one:
        yield one


def log_in(running: Hub, context: BrowserContext, name: str, to: str) -> Page:
    """A browser of this person's, where they wanted to go."""
    page = context.new_page()
    page.set_default_timeout(SLOWLY)
    page.goto(f"{running.url}{to}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("let-me-in")
    page.get_by_role("button", name="Sign in").click()
    return page


def hand_in(running: Hub, context: BrowserContext, name: str) -> None:
    """Open the notebook on the person's own server, and hand in at its foot."""
    where = f"/user/{name}/doc/tree/mosaic-course/notebooks/{NOTEBOOK}"
    page = log_in(running, context, name, "/hub/")  # their server brings the course and opens it
    page.wait_for_url(re.compile(re.escape(where)), timeout=SLOWLY)
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)").first
    expect(panel).to_have_attribute("data-mosaic", "ready", timeout=SLOWLY)
    expect(page.get_by_text("not trusted")).to_have_count(0)
    start = page.locator(".mo-start")
    expect(start).to_contain_text(f"Working as {name}")
    hrefs = page.locator("a[data-mosaic-open]").evaluate_all("all => all.map((a) => a.href)")
    assert hrefs
    assert all(f"/user/{name}/" in href for href in hrefs)
    foot = page.locator(".mo-submit")
    foot.scroll_into_view_if_needed()
    foot.get_by_role("button", name="Hand in", exact=True).click()
    expect(foot.locator("[data-part=sent]")).to_contain_text("Your work has arrived", timeout=SLOWLY)
    receipt = foot.locator("[data-part=sent] code").get_attribute("title")
    with context.expect_page() as opened:
        foot.get_by_role("link", name="See what has arrived").click()
    mine = opened.value
    mine.wait_for_url(f"{running.url}/services/mosaic/", timeout=SLOWLY)  # by the hub's OAuth, without a question
    expect(mine.locator("body")).to_contain_text("Your work has arrived: 1 version")
    assert mine.locator("code").get_attribute("title") == receipt


def user_token(running: Hub, name: str, *scopes: str) -> str:
    """A token of this person's with these scopes."""
    asked = json.dumps({"scopes": list(scopes)}).encode()
    status, body = running.ask(f"/hub/api/users/{name}/tokens", method="POST", data=asked)
    assert status == 201, body
    token: str = json.loads(body)["token"]
    return token


def test_each_hands_in_as_who_the_hub_says_and_reaches_nobody_else(
    running: Hub, chromium: Browser, tmp_path: Path
) -> None:
    with chromium.new_context() as ada, chromium.new_context() as ben, chromium.new_context() as ina:
        hand_in(running, ada, "ada")
        hand_in(running, ben, "ben")
        box = running.box / "hand_ins"
        for name in ("ada", "ben"):
            (kept,) = (box / name).glob("*.mosaic.json")
            told = json.loads(kept.read_bytes())
            assert told["learner"]["id"] == name
            own = running.homes / name / "mosaic-course" / "my_work"
            assert json.loads((own / "workbook.json").read_bytes())["workbook"] == told["workbook"]
            assert kept.read_bytes() == (own / "hand_in" / f"{name}.mosaic.json").read_bytes()

        # What the notebook of a learner could do with the token that it has: hand in for its owner, and no more.
        learner = user_token(running, "ada", "access:services!service=mosaic")
        assert running.ask("/services/mosaic/api/hand-in", learner, "POST", paper(3))[0] == 201
        assert running.ask("/services/mosaic/api/hand-in", learner, "POST", paper(3)[:-30])[0] == 422
        assert len(list((box / "ada").glob("*.mosaic.json"))) == 2
        assert len(list((box / "ben").glob("*.mosaic.json"))) == 1
        assert running.ask("/services/mosaic/api/return/ben", learner, "POST", b"<p>")[0] == 403
        visit = user_token(running, "ada", "read:users:name!user=ada")
        assert running.ask("/services/mosaic/api/hand-in", visit, "POST", paper(4))[0] == 403
        assert running.ask("/services/mosaic/api/hand-in", "0" * 32, "POST", paper(4))[0] == 401
        big = running.ask("/services/mosaic/api/hand-in", learner, "POST", b"x" * 100_000_000)
        assert (big[0], b"too large: at most 50 MB" in big[1]) == (413, True)

        by_cookie = ada.request.post(f"{running.url}/services/mosaic/api/hand-in", data=paper(6))
        assert by_cookie.status == 401

        # The instructor sees the class and takes it home; a learner does not.
        teaching = log_in(running, ina, "ina", "/services/mosaic/")
        expect(teaching.locator("body")).to_contain_text("2 learners handed in")
        with teaching.expect_download() as download:
            teaching.get_by_role("link", name="Download everybody").click()
        download.value.save_as(tmp_path / "all.zip")
        shutil.unpack_archive(tmp_path / "all.zip", tmp_path / "all")
        assert {p.parent.name for p in (tmp_path / "all").rglob("*.mosaic.json")} == {"ada", "ben"}
        refused = ada.request.get(f"{running.url}/services/mosaic/hand_ins.zip")
        assert refused.status == 403

        # A page on anybody's server is in the service's origin here. It can ask for nothing in the visitor's name, and
        # what it opens in a window it cannot read.
        page = ada.pages[0]
        told = page.evaluate("fetch('/services/mosaic/').then((r) => r.text()).catch(String)")
        assert "Your work has arrived" not in told
        zipped = page.evaluate("fetch('/services/mosaic/hand_ins.zip').then((r) => r.status).catch(String)")
        assert zipped != 200
        looked = """async () => {
          const opened = window.open('/services/mosaic/');
          await new Promise((done) => setTimeout(done, 4000));
          try { return opened.document.body.innerText; } catch (error) { return error.name; }
        }"""
        assert page.evaluate(looked) == "SecurityError"

        # A page goes back, to its learner alone, and what is in it cannot run.
        scopes = teaching.locator("pre code").last.inner_text().split()  # what the page says is what the hub gives
        teacher = user_token(running, "ina", *scopes)
        html = b"<p id=said>Well done, Ada.</p><script>document.getElementById('said').textContent = 'evil'</script>"
        status, given = running.ask("/services/mosaic/api/return/ada", teacher, "POST", html)
        assert status == 201
        mine = ada.new_page()
        mine.goto(f"{running.url}/services/mosaic/")
        mine.get_by_role("link", name="Your results").click()
        expect(mine.locator("#said")).to_have_text("Well done, Ada.")
        first = ada.pages[0]  # the notebook, which is still open
        first.reload()
        expect(first.locator(".mo-returned")).to_contain_text("ina returned Your results", timeout=SLOWLY)
        theirs = ben.request.get(f"{running.url}/services/mosaic/returned/{json.loads(given)['file']}")
        assert theirs.status == 404
        pictures = os.environ.get("MOSAIC_PICTURES")
        if pictures:  # to look at
            for name, one in (("teacher", teaching), ("learner", mine)):
                one.goto(f"{running.url}/services/mosaic/")
                for theme in ("light", "dark"):
                    one.emulate_media(color_scheme=theme)
                    for width in (1100, 400):
                        one.set_viewport_size({"width": width, "height": 800})
                        one.screenshot(path=Path(pictures) / f"{name}-{theme}-{width}.png", full_page=True)


def test_a_service_killed_in_the_middle_of_a_hand_in_comes_back_and_the_one_before_stands(running: Hub) -> None:
    token = user_token(running, "ben", "access:services!service=mosaic")
    assert running.ask("/services/mosaic/api/hand-in", token, "POST", paper(7))[0] == 201
    before = running.ask("/services/mosaic/api/hand-in", token)[1]
    host, port = running.url.removeprefix("http://").split(":")
    head = f"POST /services/mosaic/api/hand-in HTTP/1.1\r\nHost: {host}\r\nAuthorization: token {token}\r\n"
    with socket.create_connection((host, int(port)), timeout=60) as half:
        half.sendall(head.encode() + b"Content-Length: 90000\r\n\r\n" + paper(8)[:300])
        until = time.monotonic() + 60
        while not list((running.box / ".incoming").iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        assert list((running.box / ".incoming").iterdir())
        (service,) = (
            process
            for process in psutil.Process(running.process.pid).children(recursive=True)
            if "serve" in process.cmdline() and "hub" in process.cmdline()
        )
        service.kill()
    wait_for(running, "/services/mosaic/api/hand-in", 403)
    assert running.ask("/services/mosaic/api/hand-in", token)[1] == before
    assert running.ask("/services/mosaic/api/hand-in", token, "POST", paper(9))[0] == 201
