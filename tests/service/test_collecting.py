"""The collecting service: what comes is kept under the right name, and nothing else can be done."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_exercises.handover.hand_ins import is_hand_ins, kept
from mosaic_exercises.service.desk import CollectingDesk
from mosaic_exercises.service.incoming import STALE, UNPACKED, IncomingBody, looked_at, unpacked
from mosaic_exercises.service.who import Refusal
from mosaic_exercises.workbook.handin import SIZE_LIMIT
from tests.service.serving import ACCESS, Service, paper, serving
from tests.support import each


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service"), body=200_000, drained=2_000_000, seconds=1.5) as running:
        yield running


def files(service: Service, name: str) -> list[bytes]:
    """What lies in a learner's folder, oldest first."""
    return [path.read_bytes() for path in sorted((service.folder / "hand_ins" / name).glob("*.json"))]


def left_over(service: Service) -> list[Path]:
    return list((service.folder / ".incoming").iterdir())


def test_a_hand_in_is_kept_under_the_name_that_the_hub_says_and_gets_a_receipt(service: Service) -> None:
    one, two = paper(1, learner="ben"), paper(2, learner="ben")
    first = service.hand_in("tok-ada", one, X_Mosaic_SHA256=hashlib.sha256(one).hexdigest())
    assert (first.status, first.json["version"], first.json["again"]) == (201, 1, False)
    assert first.json["sha256"] == hashlib.sha256(one).hexdigest()
    assert first.json["name"] == "ada"  # whatever the file says of itself
    again = service.hand_in("tok-ada", one)
    assert (again.status, again.json["version"], again.json["again"]) == (201, 1, True)
    second = service.hand_in("tok-ada", two)
    assert second.json["version"] == 2
    assert files(service, "ada") == [one, two]
    assert not (service.folder / "hand_ins" / "ben").exists()
    assert service.ask("/s/api/hand-in", "tok-ada").json["newest"]["sha256"] == hashlib.sha256(two).hexdigest()
    assert service.ask("/s/api/hand-in", "tok-ben").json == {"newest": None}
    assert not left_over(service)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such rights")
def test_other_accounts_of_the_machine_see_nothing_of_the_folder(tmp_path: Path) -> None:
    CollectingDesk(tmp_path / "srv" / "mosaic")
    assert (tmp_path / "srv" / "mosaic").stat().st_mode & 0o077 == 0


def test_the_class_page_gives_the_commands_and_links_that_work_from_there(service: Service) -> None:
    service.hand_in("tok-ada", paper(1))
    page = service.ask("/s/", cookie="who=tok-ina").body.decode()
    for said in (
        "--to https://hub.example.org/s/",
        ACCESS,
        'href="/hub/home"',
        "<code>https://hub.example.org/x</code>",
    ):
        assert said in page
    assert 'href="/hub/user-redirect/x?a=1&amp;b=2">Open the &lt;course&gt;</a>' in page
    assert "<p>Mosaic &amp; more</p>" in page
    assert (
        'href="/hub/home"' in service.ask("/s/nothing", cookie="who=tok-ada").body.decode()
    )  # a way on from a refusal
    learner = service.ask("/s/", cookie="who=tok-ada").body.decode()
    assert "--to" not in learner


def test_a_name_that_leads_elsewhere_leads_nowhere(service: Service) -> None:
    before = files(service, "ben")
    assert service.hand_in("tok-odd", paper(3)).status == 201
    assert files(service, "ben") == before
    assert {path.name for path in service.folder.iterdir()} == {".incoming", "hand_ins", "returned"}
    assert files(service, "%2E.%2Fben") == [paper(3)]


def test_what_is_no_hand_in_is_refused_with_its_reason_and_changes_nothing(service: Service) -> None:
    service.hand_in("tok-ada", paper(2))
    before = files(service, "ada")
    good = paper(5)
    cases = {
        "bad token": ("tok-nobody", good, {}, 401, "does not know this token"),
        "no token": ("", good, {}, 401, "token"),
        "bad token, large": ("tok-nobody", good + b" " * 1_900_000, {}, 401, "does not know this token"),
        "token of a visit": ("tok-visit", good, {}, 403, "does not let this server hand in"),
        "token of a program": ("tok-program", good, {}, 403, "that of a program"),
        "too large": ("tok-ada", b"x" * 1_500_000, {}, 413, "too large: at most 0 MB"),
        "a picture": ("tok-ada", b"\x89PNG" * 30, {}, 422, "no hand-in file"),
        "another JSON": ("tok-ada", b'{"format": "nbformat"}', {}, 422, "no hand-in file"),
        "cut off": ("tok-ada", good[:-40], {}, 422, "cut off"),
        "broken inside": ("tok-ada", good.replace(b'"events"', b'"events'), {}, 422, "JSON"),
        "another course": ("tok-ada", paper(1, course="other"), {}, 422, "another course ('other')"),
        "changed on the way": ("tok-ada", good, {"X_Mosaic_SHA256": "0" * 64}, 400, "not what was sent"),
        "empty": ("tok-ada", b"", {}, 422, "no hand-in file"),
    }

    def told(name: str) -> None:
        token, body, head, status, words = cases[name]
        answer = service.hand_in(token, body, **head)
        assert (answer.status, words in answer.json["problem"]) == (status, True), answer.body
        assert files(service, "ada") == before
        assert not left_over(service)

    each(cases, told)


def test_a_file_that_would_fill_the_memory_is_not_decoded() -> None:
    whole = paper(3_000)
    looked_at(whole)
    assert unpacked(whole) / len(whole) < UNPACKED / SIZE_LIMIT  # so one of the largest size is still read
    filled = whole.replace(b'"answer":["a"]', b'"answer":[' + b"[]," * 7_000_000 + b"[]]", 1)
    with pytest.raises(Refusal, match="far more small parts"):
        looked_at(filled)


def test_a_body_without_a_length_is_counted_as_it_comes(service: Service) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 10_000

    import http.client

    line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    line.request("POST", "/s/api/hand-in", chunks(), {"Authorization": "token tok-ada"}, encode_chunked=True)
    answer = line.getresponse()
    assert (answer.status, b"too large" in answer.read()) == (413, True)
    line.close()
    assert not left_over(service)


def test_a_body_that_dawdles_is_refused_and_one_that_breaks_off_leaves_nothing(service: Service) -> None:
    head = b"POST /s/api/hand-in HTTP/1.1\r\nHost: x\r\nAuthorization: token tok-ada\r\nContent-Length: 9000\r\n\r\n"
    before = files(service, "ada")
    with service.raw(head + b'{"format') as slow, service.raw(head + b'{"format') as gone:
        until = time.monotonic() + 10
        while len(left_over(service)) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        third = service.hand_in("tok-ada", paper(1))
        assert (third.status, "still on their way" in third.json["problem"]) == (429, True)
        assert service.hand_in("tok-ben", paper(1)).status == 201  # nobody else waits for them
        gone.close()
        answer = slow.recv(4_000)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"did not arrive within 2 seconds" in answer
    until = time.monotonic() + 10
    while left_over(service) and time.monotonic() < until:
        time.sleep(0.02)
    assert not left_over(service)
    assert files(service, "ada") == before
    assert service.hand_in("tok-ada", paper(1)).status == 201  # and it goes on


def test_no_cookie_hands_anything_in_or_returns_a_page(service: Service) -> None:
    assert service.ask("/s/api/hand-in", cookie="who=tok-ada", body=paper(9)).status == 401
    assert service.ask("/s/api/return/ada", cookie="who=tok-ina", body=b"<p>").status == 401
    assert service.ask("/s/", cookie="who=tok-ada", body=b"x").status == 405


def test_everybody_reads_their_own_page_and_it_cannot_do_anything(service: Service) -> None:
    service.hand_in("tok-ada", paper(1))
    evil = b"<h1>For ada</h1><script>fetch('/hub/api/user')</script>"
    assert service.ask("/s/api/return/ada", "tok-ada", evil).status == 403
    assert service.ask("/s/api/return/nobody", "tok-ina", evil).status == 404
    given = service.ask("/s/api/return/ada?title=Your%20%3Ci%3Emarks", "tok-ina", evil)
    assert (given.status, given.json["state"]) == (201, "returned")
    assert service.ask("/s/api/return/ada", "tok-ina", evil).json["state"] == "unchanged"
    home = service.ask("/s/", cookie="who=tok-ada")
    assert "Your &lt;i&gt;marks" in home.body.decode()
    assert f"returned/{given.json['file']}" in home.body.decode()
    mine = service.ask(f"/s/returned/{given.json['file']}", cookie="who=tok-ada")
    assert (mine.status, mine.body.endswith(evil)) == (200, True)
    policy = mine.head["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "default-src 'none'" in policy
    assert "allow" not in policy
    assert mine.head["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in mine.head
    assert service.ask(f"/s/returned/{given.json['file']}", cookie="who=tok-ben").status == 404
    assert service.ask(f"/s/returned/{given.json['file']}").status == 302
    for path in ("/s/returned/ada", "/s/returned/../ada.html", "/s/hand_ins/ada", "/s/%2e%2e/returned", "/returned"):
        assert service.ask(path, cookie="who=tok-ada").status == 404


def test_the_class_is_for_instructors_alone(service: Service, tmp_path: Path) -> None:
    service.hand_in("tok-ada", paper(4))
    service.hand_in("tok-odd", paper(3))
    assert service.ask("/s/hand_ins.zip", cookie="who=tok-ada").status == 403
    own = service.ask("/s/", cookie="who=tok-ada").body.decode()
    assert "Your work has arrived" in own
    assert "ben" not in own
    whole = service.ask("/s/", cookie="who=tok-ina").body.decode()
    assert "Download everybody" in whole
    assert "../ben" in whole
    packed = tmp_path / "all.zip"
    packed.write_bytes(service.ask("/s/hand_ins.zip", cookie="who=tok-ina").body)
    subprocess.run([sys.executable, "-m", "zipfile", "-e", packed, tmp_path / "all"], check=True)
    unpacked = tmp_path / "all" / "hand_ins"
    assert is_hand_ins(unpacked)  # so grading takes whose it is from the folder
    assert {"ada", "../ben"} <= {name for name, _ in kept(unpacked, every=False)}


HALF = """
import sys, time
from pathlib import Path
from mosaic_exercises.handover.hand_ins import is_hand_ins, kept
from mosaic_exercises.service.desk import CollectingDesk
from mosaic_exercises.service.incoming import IncomingBody
desk = CollectingDesk(Path(sys.argv[1]))
half = IncomingBody(desk.root)
half.write(sys.stdin.buffer.read(200))
half._file.flush()
print("half", flush=True)
time.sleep(60)
"""


def test_killed_in_the_middle_of_a_hand_in_the_one_before_stands(tmp_path: Path) -> None:
    desk = CollectingDesk(tmp_path)
    desk.hand_ins.receive("ada", paper(1))
    running = subprocess.Popen(
        [sys.executable, "-c", HALF, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(paper(2)[:200])
    running.stdin.close()
    assert running.stdout.readline() == b"half\n"
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    running.stdout.close()
    after = CollectingDesk(tmp_path)
    assert [after.hand_ins.data(one) for one in after.hand_ins.versions("ada")] == [paper(1)]
    (half,) = (tmp_path / ".incoming").iterdir()  # it may belong to a service that still runs
    old = time.time() - STALE - 10
    os.utime(half, (old, old))
    CollectingDesk(tmp_path)
    assert not list((tmp_path / ".incoming").iterdir())


def test_a_full_disk_is_told_and_nothing_is_lost(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(service, "ada")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(IncomingBody, "write", full)
    answer = service.hand_in("tok-ada", paper(7))
    assert (answer.status, "disk" in json.loads(answer.body)["problem"]) == (507, True)
    monkeypatch.undo()
    assert files(service, "ada") == before
    assert not left_over(service)
