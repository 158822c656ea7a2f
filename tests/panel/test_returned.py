"""Pages that came back open where they can do nothing; handing in to a shared disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.handover.returning import PageCard, give_back
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.handin import read
from tests.support import small_course

from . import samples
from .bench import Bench

HOSTILE = """<!doctype html><html lang="de"><head><title>Results</title></head><body><h1 id="top">Your results</h1>
<script>top.pwned = parent.pwned = window.pwned = 1; document.body.dataset.ran = "1"</script>
<img src="https://elsewhere.example/pixel.png" onerror="parent.pwned = 1"><a href="javascript:parent.pwned=1">run</a>
<form action="https://elsewhere.example"><button>send</button></form><a href="#top">up</a></body></html>"""


def ask(session: Any, **message: Any) -> dict[str, Any]:
    (reply,) = json.loads(json.dumps(session.handle(message)))
    return reply


@pytest.fixture
def start(tmp_path: Path, home: Path) -> StartSession:
    """The head of a notebook with two pages that came back, one of them hostile."""
    home.mkdir(parents=True)
    for n, (title, html) in enumerate({"<img src=x onerror=1> first": "<p>1", "Your results": HOSTILE}.items()):
        list(
            give_back(
                tmp_path, [(home.name, html)], PageCard(title=title, by="Eva <b>", at=1_790_000_000.0 + n), inside=("",)
            )
        )
    return StartSession(small_course(tmp_path / "course"), Workbook(home, "c"))


def test_a_returned_page_is_read_and_can_do_nothing(bench: Bench, start: StartSession) -> None:
    view = samples.start(9) | {"returned": start.view()["returned"]}
    asked: list[str] = []
    bench.page.on("request", lambda request: asked.append(request.url) if "elsewhere" in request.url else None)
    bench.page.on("requestfailed", lambda request: asked.remove(request.url) if request.failure == "csp" else None)
    panel = bench.open(view, kernel=False, width=400)
    assert "Eva <b> returned Your results on " in panel.inner_text()
    assert panel.locator(".mo-returned img").count() == 0
    bench.assert_accessible()
    opener = panel.get_by_role("button", name="Your results")
    opener.press("Enter")
    message = bench.wait_sent("page")
    bench.receive(**ask(start, type="page", name=message["name"]))
    dialog = bench.page.get_by_role("dialog", name="Your results")
    dialog.wait_for()
    frame = bench.page.frame_locator(".mo-inert-frame")
    assert frame.get_by_role("heading", name="Your results").is_visible()
    frame.get_by_role("link", name="run").click()
    frame.get_by_role("link", name="up").click()
    frame.get_by_role("button", name="send").click()
    bench.page.wait_for_timeout(100)
    assert bench.page.evaluate("window.pwned") is None
    assert frame.locator("[data-ran]").count() == 0
    assert asked == []
    assert bench.page.frames[-1].evaluate("document.compatMode") == "CSS1Compat"
    bench.errors[:] = [said for said in bench.errors if not any(w in said for w in ("sandbox", "Content Security"))]
    bench.assert_accessible()
    with bench.page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == message["name"]
    dialog.get_by_role("button", name="Close").press("Escape")
    dialog.wait_for(state="detached")
    assert bench.focused() == "Your results"
    assert "not here any more" in ask(start, type="page", name="../workbook.json")["problem"]
    panel.get_by_text("Returned before (1)").click()
    assert panel.get_by_role("button", name="<img src=x onerror=1> first").is_visible()


def test_handing_in_to_a_shared_disk(bench: Bench, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    monkeypatch.setenv("MOSAIC_DROP", str(disk))
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    session = SubmitSession(small_course(tmp_path / "course"), Workbook(home, "c"))
    panel = bench.open(samples.SUBMIT | {k: session.view()[k] for k in ("drop", "handed")}, kernel=False, theme="dark")
    assert "You have not handed in there yet." in panel.inner_text()
    bench.tab_to('[data-act="drop"]')
    bench.page.keyboard.press("Enter")
    bench.wait_sent("drop")
    reply = ask(session, type="drop")
    bench.receive(**(reply | {"view": samples.SUBMIT | {k: reply["view"][k] for k in ("drop", "handed")}}))
    panel.get_by_text("written and read back").wait_for()
    assert "You last handed in on" in panel.inner_text()
    assert read((disk / "ana" / "ana.mosaic.json").read_bytes()).learner.id == "ana"
    bench.assert_accessible()
    for path in (disk / "ana").iterdir():
        path.unlink()
    (disk / "ana").rmdir()
    disk.rmdir()
    assert "cannot be opened" in ask(session, type="drop")["notice"]
