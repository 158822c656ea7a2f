"""Handing in from a workbook to the service: the receipt, what comes after it, and what is said when it fails."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands import hub as hub_command
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.workbook import Workbook, sending
from tests.service.serving import Service, serving
from tests.support import small_course


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(tmp_path / "box", course="") as running:
        monkeypatch.setenv("MOSAIC_COLLECT", f"http://127.0.0.1:{running.port}/s")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "tok-ada")
        monkeypatch.setenv("JUPYTERHUB_USER", "ada")
        yield running


def settled(session: SubmitSession, message: str = "refresh") -> dict[str, Any]:
    """The view's part about handing in, once nothing is on its way."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        sent: dict[str, Any] = session.handle({"type": message})[-1]["view"]["sent"]
        if sent["state"] != "sending":
            return sent
        message = "refresh"
        time.sleep(0.02)
    raise TimeoutError


def test_a_workbook_hands_in_and_keeps_its_receipt(service: Service, tmp_path: Path) -> None:
    course, book = small_course(tmp_path / "course"), Workbook(tmp_path / "work", "c")
    session = SubmitSession(course, book)
    assert session.view()["sent"]["state"] == "open"
    assert session.view()["fixed"] == ("id",)
    book.append("who-buys", 1, "check", ["a"])
    first = settled(session, "send-in")
    (kept,) = (service.folder / "hand_ins" / "ada").glob("*.json")
    assert (first["state"], first["version"], first["since"]) == ("arrived", 1, 0)
    assert first["receipt"] == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert first["page"] == "/s/"
    book.append("who-buys", 1, "check", ["b"])
    assert SubmitSession(course, Workbook(tmp_path / "work", "c")).view()["sent"]["since"] == 1  # tomorrow, too
    assert settled(session, "send-in")["version"] == 2
    assert len(list((service.folder / "hand_ins" / "ada").glob("*.json"))) == 2


def test_what_fails_is_said_and_the_one_before_still_counts(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, book = small_course(tmp_path / "course"), Workbook(tmp_path / "work", "c")
    session = SubmitSession(course, book)
    book.append("who-buys", 1, "check", ["a"])
    settled(session, "send-in")
    assert len(list((service.folder / "hand_ins" / "ada").glob("*.json"))) == 1
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "tok-nobody")
    failed = settled(session, "send-in")
    assert (failed["state"], failed["version"]) == ("failed", 1)
    assert "does not know this token" in failed["problem"]
    monkeypatch.setattr(sending, "place", lambda: "http://127.0.0.1:9/")
    assert "cannot be reached" in settled(session, "send-in")["problem"]
    monkeypatch.undo()
    monkeypatch.setenv("MOSAIC_COLLECT", "")
    assert session.view()["sent"] is None


def test_a_token_follows_no_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(302 if len(seen) == 1 else 200)
            self.send_header("Location", "/stolen")
            self.end_headers()
            self.wfile.write(b'{"name": "ada", "version": 1, "at": 1.0, "sha256": "of something else"}')

        def do_GET(self) -> None:
            seen.append(self.path)

        def log_message(self, *_: Any) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("MOSAIC_COLLECT", f"http://127.0.0.1:{server.server_port}/")
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
        with pytest.raises(sending.SendingError, match="answered 302"):
            sending.send(b"{}")
        with pytest.raises(sending.SendingError, match="not what was sent"):  # nor is a receipt of something else one
            sending.send(b"{}")
        server.shutdown()
    assert seen == ["/api/hand-in"] * 2


def test_the_settings_for_a_hub_are_python_and_hold_what_was_said() -> None:
    hub = "https://hub.example.org/"
    said = {"INSTRUCTORS": ["ina", 'o"neil', "@PORT@"], "FOLDER": "/data/our class", "PORT": 12_345, "HERE": hub}
    for pulled in (False, True):
        text = hub_command.settings({**said, "COURSE": "our course"}, pulled=pulled)
        compile(text, "jupyterhub_config.py", "exec")
        assert 'INSTRUCTORS = ["ina", "o\\"neil", "@PORT@"]' in text
        assert 'FOLDER = "/data/our class"' in text
        assert 'COURSE = "our course"' in text
        assert ("c.Spawner.cmd" not in text) is pulled
    for wrong in ({"COURSE": "/srv/course"}, {"COURSE": "../ben"}, {"COURSE": ""}, {"HERE": "hub"}):
        with pytest.raises(UsageError):
            hub_command.settings({**said, "COURSE": "c", **wrong})


def test_a_users_server_finds_the_course_and_starts_whatever_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    began: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _, words: began.append(words[1:]))
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".config").mkdir()
    asked = ["hub", "server", "--course", "our course", "--", "--port=1", "--allow-root"]
    for _ in range(2):  # the second time all is there
        with contextlib.suppress(SystemExit):
            main(asked)
    notebook = tmp_path / "our course" / "notebooks" / "00_start.ipynb"
    assert notebook.is_file()
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")
    with contextlib.suppress(SystemExit):
        main(["hub", "server", "--course", "thesis"])
    assert "holds something else" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]
    monkeypatch.setattr(
        "mosaic_exercises.commands.start.deliver", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    notebook.unlink()
    with contextlib.suppress(SystemExit):
        main(asked)
    assert "full" in capsys.readouterr().err
    server = ["-m", "jupyterhub.singleuser"]
    assert began == [[*server, "--port=1", "--allow-root"]] * 2 + [server] + [[*server, "--port=1", "--allow-root"]]


def test_what_is_no_address_of_a_service_is_told() -> None:
    for said in ("", "nonsense", "ftp://hub/", "http://", "http://hub:x/", "https://hub/services/mosaic/?a"):
        with pytest.raises(UsageError, match="--to https://"):
            hub_command.service_at(said)
    assert hub_command.service_at("http://127.0.0.1:9") == "http://127.0.0.1:9/"


def test_what_speaks_no_http_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def nonsense() -> None:
            there, _ = server.accept()
            with there:
                there.recv(1_000)
                there.sendall(b"220 mail.example.org ESMTP\r\n")

        answering = threading.Thread(target=nonsense)
        answering.start()
        with pytest.raises(sending.SendingError, match="cannot be reached"):
            sending.called(f"http://127.0.0.1:{server.getsockname()[1]}/", "t", b"x")
        answering.join()
