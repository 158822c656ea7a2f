"""From hand-ins to what comes back, with the commands as docs/hub.md has them: a hub's pages, and LTI's scores."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load
from mosaic_exercises.handover.bringing import bring
from mosaic_exercises.handover.names import own_folder
from mosaic_exercises.handover.returning import FOLDER, returned_pages
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.service.lti import scores
from mosaic_exercises.service.lti.keys import OwnKey
from mosaic_exercises.service.lti.launch import LtiLaunch, LtiLearner
from mosaic_exercises.service.lti.scores import keep_launch
from mosaic_exercises.workbook import Workbook, sending
from tests.service.learning_system import CLIENT, DEPLOYMENT, ISSUER, ITEM, ITEMS, PLATFORM, SCOPES, URL, LearningSystem
from tests.service.serving import paper, serving

Run = Callable[..., tuple[int, str, str]]


def answered() -> bytes:
    """A hand-in with one right answer to the course's first exercise."""
    course = load()
    slug = next(placed.slug for placed in course.placed() if placed.slug in course.exercises)
    task = course.exercise(slug)
    return paper(1, exercise=slug, answer=KINDS[task.kind].solution(task.task, course.key(slug)).answer)


@pytest.fixture
def mosaic(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; its exit code, its output and its complaints."""

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def test_a_hubs_learners_get_their_pages_by_the_command(tmp_path: Path, mosaic: Run) -> None:
    with serving(tmp_path / "box") as service:
        for token in ("tok-ada", "tok-ben"):
            assert service.hand_in(token, answered()).status == 201
        assert mosaic("grade", service.folder / "hand_ins", "--out", tmp_path / "grades")[0] == 0
        back = ["hub", "return", tmp_path / "grades", "--to", f"http://127.0.0.1:{service.port}/s"]
        for name in ("ina", "ada"):
            (tmp_path / name).write_text(f"tok-{name}\n")
        assert mosaic(*back, "--token-file", tmp_path / "ina", "--title", "Your marks")[:2] == (
            0,
            "Returned  2 pages\n",
        )
        pages = {}
        for name, other in (("ada", "ben"), ("ben", "ada")):
            home = service.ask("/s/", cookie=f"who=tok-{name}").body.decode()
            assert "Your marks" in home
            (page,) = returned_pages(own_folder(service.folder / "returned", name) / FOLDER)
            pages[name] = service.ask(f"/s/returned/{page.name}", cookie=f"who=tok-{name}").body.decode()
            assert service.ask(f"/s/returned/{page.name}", cookie=f"who=tok-{other}").status == 404
        assert "ada" in pages["ada"]
        assert "ben" not in pages["ada"]
        # whose token it is decides, and what was not returned is said
        code, out, err = mosaic(*back, "--token-file", tmp_path / "ada")
        assert (code, out) == (1, "Returned  0 pages; 2 not returned\n")
        assert "not returned: ben: " in err


def test_scores_and_pages_go_back_to_a_learning_system_by_the_commands(
    tmp_path: Path, mosaic: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, box, grades, settings = LearningSystem(), tmp_path / "box", tmp_path / "grades", tmp_path / "lti.toml"
    system.tool = OwnKey(box).public
    monkeypatch.setattr(scores, "over_the_web", system.serve)
    settings.write_text(
        f'url = "{URL}"\n[[platform]]\nissuer = "{ISSUER}"\nclient_id = "{CLIENT}"\ndeployments = ["{DEPLOYMENT}"]\n'
        f'login = "{PLATFORM.login}"\ntoken = "{PLATFORM.token}"\nkeys = "{PLATFORM.keys}"\n'
    )
    learner = LtiLearner(
        issuer=ISSUER,
        client_id=CLIENT,
        user="u-17",
        resource="link-3",
        line_item=ITEM,
        line_items=ITEMS,
        scopes=tuple(SCOPES),
    )
    came = LtiLaunch(platform=PLATFORM, name="ada", shown="Ana", teaches=False, deployment=DEPLOYMENT, learner=learner)
    keep_launch(box, came)
    with serving(box) as service:
        for token in ("tok-ada", "tok-ben"):  # Ben has handed in otherwise, and never came from there
            assert service.hand_in(token, answered()).status == 201
    assert mosaic("grade", box / "hand_ins", "--out", grades)[0] == 0
    send = ["lti", "scores", grades, "--settings", settings, "--folder", box]
    code, out, err = mosaic(*send)
    assert (code, out) == (1, "Sent      1; 0 are as they were\n")
    assert "Left out  ben: they never came here from a learning system" in err
    sent = system.scores["u-17"]
    assert (sent["scoreGiven"] > 0, sent["scoreGiven"] < sent["scoreMaximum"]) == (True, True)
    assert mosaic(*send)[1] == "Sent      0; 1 are as they were\n"
    assert len(system.posts) == 1
    code, out, err = mosaic("lti", "return", grades, "--folder", box, "--by", "Eva")
    assert (code, out, err) == (0, "Returned  2; 0 are as they were\n", "")
    (page,) = returned_pages(own_folder(box / "returned", "ada") / FOLDER)
    assert page.by == "Eva"


def test_a_returned_page_comes_into_the_learners_own_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(tmp_path / "box") as service:
        monkeypatch.setenv("MOSAIC_COLLECT", f"http://127.0.0.1:{service.port}/s/")
        for name in ("ada", "ben"):
            monkeypatch.setenv("JUPYTERHUB_API_TOKEN", f"tok-{name}")
            assert bring(tmp_path / name) == 0
            service.hand_in(f"tok-{name}", answered())
            service.ask(f"/s/api/return/{name}?title=Your%20marks", "tok-ina", f"<p>Well done, {name}.".encode())
        for name in ("ada", "ben"):
            monkeypatch.setenv("JUPYTERHUB_API_TOKEN", f"tok-{name}")
            session = StartSession(load(), Workbook(tmp_path / name, load().course))
            before = session.marks()
            session.handle({"type": "hello", "ids": [], "others": []})
            session.coming.settled()
            assert session.marks() != before  # so the open page is told
            (shown,) = session.view()["returned"]
            assert (shown["title"], shown["by"]) == ("Your marks", "ina")
            (reply,) = session.handle({"type": "page", "name": shown["name"]})
            assert reply["html"].endswith(f"<p>Well done, {name}.")
            assert bring(tmp_path / name) == 0
            assert (tmp_path / name / FOLDER).stat().st_mode & 0o077 == 0
        (page,) = (tmp_path / "ada" / FOLDER).iterdir()
        assert service.ask(f"/s/api/returned/{page.name}", "tok-ben").status == 404
        assert service.ask("/s/api/returned", cookie="who=tok-ada").status == 401
        assert service.ask("/s/api/returned", "tok-visit").status == 403


def test_a_service_that_is_gone_or_says_nonsense_brings_nothing_and_disturbs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "tok-ada")
    monkeypatch.setenv("MOSAIC_COLLECT", "http://127.0.0.1:1/s/")
    session = StartSession(load(), Workbook(tmp_path / "ada", load().course))
    session.handle({"type": "hello", "ids": [], "others": []})
    session.coming.settled()
    assert not session.view()["returned"]
    lead_away = {"pages": [{"name": "../../x.html", "title": "", "by": "", "at": 0}]}
    for said in (b"<html>", json.dumps(lead_away).encode()):
        monkeypatch.setattr(sending, "asked", lambda *_, said=said: said)
        with contextlib.suppress(sending.SendingError):
            assert bring(tmp_path / "ada") == 0
    assert not (tmp_path / "ada" / FOLDER).exists()
