"""LTI 1.3: a launch that is right is taken once, everything else is refused with its reason; scores go back once."""

from __future__ import annotations

import base64
import hmac
import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from playwright.sync_api import Browser, Route, expect

from mosaic_exercises.handover.returning import PageCard
from mosaic_exercises.service.desk import CollectingDesk
from mosaic_exercises.service.lti.door import LtiDoor
from mosaic_exercises.service.lti.keys import OwnKey, PlatformKeys
from mosaic_exercises.service.lti.launch import LoginBegun, LtiLaunch, begin, finish
from mosaic_exercises.service.lti.once import OneUse
from mosaic_exercises.service.lti.platforms import LtiError, Platform, read_settings
from mosaic_exercises.service.lti.scores import GradeService, LtiScore, keep_launch, known
from mosaic_exercises.service.who import Refusal
from tests.service.learning_system import (
    CLIENT,
    DEPLOYMENT,
    ISSUER,
    ITEM,
    ITEMS,
    LTI,
    PLATFORM,
    SCOPES,
    SETTINGS,
    URL,
    LearningSystem,
)
from tests.service.serving import Service, paper, serving
from tests.support import awaited, each

SYSTEM = LearningSystem()
TEACHER = ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"]
DEEP = {
    f"{LTI}message_type": "LtiDeepLinkingRequest",
    f"{LTI}roles": TEACHER,
    f"{LTI}resource_link": None,
    "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings": {
        "deep_link_return_url": f"{ISSUER}/mod/lti/contentitem_return.php",
        "data": "csrf-9",
    },
}


def login(begun: OneUse[LoginBegun], browser: str = "b", nonce: str = "n-1", **more: str) -> dict[str, str]:
    """The first step; what the platform is asked."""
    said = {"iss": ISSUER, "client_id": CLIENT, "login_hint": "17", "target_link_uri": URL} | more
    where = begin(SETTINGS, said, begun, browser, nonce)
    return {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}


def launched(token: str, state: str, begun: OneUse[LoginBegun], browser: str = "b") -> LtiLaunch:
    """The second step."""
    keys = PlatformKeys(SYSTEM.keys)
    return awaited(finish({"id_token": token, "state": state}, begun, browser, keys.key))


def test_a_login_goes_back_to_the_platform_with_what_it_must_say() -> None:
    begun: OneUse[LoginBegun] = OneUse(600)
    asked = login(begun, lti_message_hint="m")
    assert asked | {"state": ""} == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": CLIENT,
        "redirect_uri": f"{URL}lti/launch",
        "login_hint": "17",
        "lti_message_hint": "m",
        "nonce": "n-1",
        "state": "",
    }
    for more, words in (
        ({"iss": "https://evil.example"}, "does not know the learning system"),
        ({"client_id": "other"}, "does not know the learning system"),
        ({"login_hint": ""}, "login_hint"),
        ({"target_link_uri": "https://evil.example/"}, "target_link_uri"),
        ({"lti_deployment_id": "8"}, "deployment '8'"),
    ):
        with pytest.raises(Refusal, match=re.escape(words)):
            login(begun, **more)


def test_a_launch_that_is_right_says_who_comes() -> None:
    begun: OneUse[LoginBegun] = OneUse(600)
    asked = login(begun)
    launch = launched(SYSTEM.signed(SYSTEM.claims(asked["nonce"])), asked["state"], begun)
    came = launch.learner
    assert (launch.name, came.user, launch.teaches, came.resource) == ("u-17", "u-17", False, "link-3")
    assert (came.line_item, came.line_items) == (ITEM, ITEMS)
    asked = login(begun)
    teacher = SYSTEM.claims(asked["nonce"], **{f"{LTI}roles": TEACHER, "aud": [CLIENT]})
    assert launched(SYSTEM.signed(teacher), asked["state"], begun).teaches


def coded(data: bytes) -> str:
    """As a part of a token is written."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(said: dict[str, Any]) -> str:
    """A part of a token that no library would make."""
    return coded(json.dumps(said).encode())


def test_every_launch_that_is_not_right_is_refused_with_its_reason() -> None:
    now = int(time.time())
    unsigned = "".join(part(one) + "." for one in ({"alg": "none", "kid": "k1"}, SYSTEM.claims("n-1")))
    secret = jwt.algorithms.RSAAlgorithm.to_jwk(SYSTEM.right.public_key()).encode()
    whole = "".join(part(one) + "." for one in ({"alg": "HS256", "kid": "k1"}, SYSTEM.claims("n-1")))[:-1]
    as_secret = f"{whole}.{coded(hmac.digest(secret, whole.encode(), 'sha256'))}"
    good = SYSTEM.signed(SYSTEM.claims("n-1"))
    torn = good[:-6] + ("AAAAAA" if good[-6:] != "AAAAAA" else "BBBBBB")
    foreign = (
        good.split(".")[0]
        + "."
        + SYSTEM.signed(SYSTEM.claims("n-1", sub="u-1")).split(".")[1]
        + "."
        + good.split(".")[2]
    )

    def claims(**more: Any) -> str:
        return SYSTEM.signed(SYSTEM.claims("n-1", **more))

    cases = {
        "unsigned": (unsigned, "not signed as LTI asks (RS256), but 'none'"),
        "signed with the public key as a secret": (as_secret, "but 'HS256'"),
        "with a key of nobody's": (
            SYSTEM.signed(SYSTEM.claims("n-1"), SYSTEM.other),
            "not signed by the learning system",
        ),
        "with an unknown key": (
            SYSTEM.signed(SYSTEM.claims("n-1"), kid="k9"),
            "a key that the learning system does not publish",
        ),
        "spoilt": (torn, "not signed by the learning system"),
        "changed": (foreign, "not signed by the learning system"),
        "no token": ("abc", "cannot be read"),
        "nothing": ("", "sent no message"),
        "expired": (claims(iat=now - 900, exp=now - 300), "has expired"),
        "of tomorrow": (claims(iat=now + 900, exp=now + 1_000), "not right"),
        "good for a week": (claims(exp=now + 7 * 86_400), "longer than a few hours"),
        "another audience": (claims(aud="someone-else"), "another tool (aud)"),
        "several audiences": (claims(aud=[CLIENT, "x"], azp="x"), "(azp)"),
        "another issuer": (claims(iss="https://evil.example"), "another learning system than the login (iss)"),
        "another nonce": (SYSTEM.signed(SYSTEM.claims("n-2")), "another login than yours (nonce)"),
        "no nonce": (claims(nonce=None), "leaves out what it must say (nonce)"),
        "no end": (claims(exp=None), "leaves out what it must say (exp)"),
        "another deployment": (claims(**{f"{LTI}deployment_id": "8"}), "not registered for the deployment '8'"),
        "no deployment": (claims(**{f"{LTI}deployment_id": None}), "not registered for the deployment 'None'"),
        "LTI 1.1": (claims(**{f"{LTI}version": "1.1"}), "this service speaks 1.3.0"),
        "another kind": (claims(**{f"{LTI}message_type": "LtiSubmissionReviewRequest"}), "cannot answer a message"),
        "no activity": (claims(**{f"{LTI}resource_link": None}), "from which activity"),
        "nobody": (claims(sub=" "), "does not say who comes"),
    }

    def told(name: str) -> None:
        token, words = cases[name]
        begun: OneUse[LoginBegun] = OneUse(600)
        asked = login(begun)
        with pytest.raises(Refusal, match=re.escape(words)):
            launched(token, asked["state"], begun)
        with pytest.raises(Refusal, match="used already"):  # and its login is used up
            launched(good, asked["state"], begun)

    each(cases, told)


def test_a_launch_is_taken_once_in_time_and_in_its_own_browser() -> None:
    now = [0.0]
    begun: OneUse[LoginBegun] = OneUse(600, lambda: now[0])
    asked = login(begun)
    token = SYSTEM.signed(SYSTEM.claims(asked["nonce"]))
    launched(token, asked["state"], begun)
    with pytest.raises(Refusal, match="used already"):
        launched(token, asked["state"], begun)
    with pytest.raises(Refusal, match="did not begin here"):
        launched(token, "made up", begun)
    late = login(begun)
    now[0] = 601
    with pytest.raises(Refusal, match="too old"):
        launched(token, late["state"], begun)
    theirs = login(begun, browser="of somebody else")
    with pytest.raises(Refusal, match="another browser"):
        launched(token, theirs["state"], begun, browser="b")


def test_what_may_be_used_once_is_bounded() -> None:
    kept: OneUse[int] = OneUse(600, most=3)
    keys = [kept.keep(n) for n in range(5)]
    assert [kept.take(key) for key in keys] == [None, None, 2, 3, 4]
    assert [kept.take(key) for key in keys] == [None] * 5


def test_a_platform_s_keys_are_remembered_and_a_new_one_is_looked_for_once_a_minute() -> None:
    now = [0.0]
    system = LearningSystem()
    keys = PlatformKeys(system.keys, lambda: now[0])
    for kid, asked in (("k1", 1), ("k1", 1), ("k2", 1), ("k2", 1)):
        assert (awaited(keys.key(PLATFORM, kid)) is None) == (kid == "k2")
        assert len(system.asked) == asked
    now[0] = 61
    assert awaited(keys.key(PLATFORM, "k2")) is None
    assert len(system.asked) == 2


def score(name: str, given: float, **more: Any) -> Iterator[LtiScore]:
    return iter([LtiScore(name=name, given=given, most=50.0, **more)])


def graded(root: Path, system: LearningSystem, **more: Any) -> GradeService:
    key = OwnKey(root)
    system.tool = key.public
    begun: OneUse[LoginBegun] = OneUse(600)
    asked = login(begun)
    keys = PlatformKeys(system.keys)
    token = system.signed(system.claims(asked["nonce"], **more))
    keep_launch(root, awaited(finish({"id_token": token, "state": asked["state"]}, begun, "b", keys.key)))
    return GradeService(SETTINGS, key, root, system.serve, lambda _: None)


def test_a_score_goes_back_once_and_again_only_where_it_changed(tmp_path: Path) -> None:
    system = LearningSystem()
    service = graded(tmp_path, system)
    assert [one.state for one in service.send(score("u-17", 40.0))] == ["sent"]
    assert {k: v for k, v in system.scores["u-17"].items() if k != "timestamp"} == {
        "userId": "u-17",
        "scoreGiven": 40.0,
        "scoreMaximum": 50.0,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
    }
    again = GradeService(SETTINGS, OwnKey(tmp_path), tmp_path, system.serve, lambda _: None)
    assert [one.state for one in again.send(score("u-17", 40.0))] == ["unchanged"]
    first = system.scores["u-17"]["timestamp"]
    assert [one.state for one in again.send(score("u-17", 41.0, waiting=True))] == ["sent"]
    assert system.scores["u-17"]["timestamp"] > first
    assert system.scores["u-17"]["gradingProgress"] == "PendingManual"
    (left,) = again.send(score("nobody", 1.0))
    assert (left.state, left.reason) == ("left out", "they never came here from a learning system")


def test_a_score_is_sent_again_with_its_own_time_until_it_is_taken(tmp_path: Path) -> None:
    system = LearningSystem()
    service = graded(tmp_path, system)
    system.failing = [503, 429, 0]  # out of breath twice, then it takes it and the answer is lost
    assert [one.state for one in service.send(score("u-17", 40.0))] == ["sent"]
    assert [post["timestamp"] for post in system.posts] == [system.posts[0]["timestamp"]] * 2
    system.failing = [500] * 4
    (left,) = service.send(score("u-17", 45.0))
    assert left.reason == "the learning system answered 500, 4 times; send again later"
    told = known(tmp_path, "u-17")
    assert told is not None
    stopped = told.at
    assert stopped.endswith("?")
    assert [one.state for one in service.send(score("u-17", 45.0))] == ["sent"]
    assert system.scores["u-17"]["timestamp"] == stopped.rstrip("?")


def test_a_column_is_made_where_there_is_none_and_found_there_the_next_time(tmp_path: Path) -> None:
    system = LearningSystem()
    none = {"scope": SCOPES, "lineitems": ITEMS}
    endpoint = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
    assert [one.state for one in graded(tmp_path, system, **{endpoint: none}).send(score("u-17", 9.0))] == ["sent"]
    assert [one.state for one in graded(tmp_path, system, **{endpoint: none}).send(score("u-17", 10.0))] == ["sent"]
    assert [(i["label"], i["resourceLinkId"], i["scoreMaximum"]) for i in system.items] == [("Mosaic", "link-3", 50.0)]
    (left,) = graded(tmp_path, system, **{endpoint: None}).send(score("u-17", 1.0))
    assert "no grade" in left.reason


def test_settings_say_what_is_wrong_with_them(tmp_path: Path) -> None:
    path = tmp_path / "lti.toml"
    one = {name: getattr(PLATFORM, name) for name in ("issuer", "client_id", "login", "token", "keys")}

    def written(url: str = URL, times: int = 1, **more: str) -> Path:
        table = "\n".join(f'{k} = "{v}"' for k, v in (one | more).items())
        table = f'[[platform]]\n{table}\ndeployments = ["{DEPLOYMENT}"]\n'
        tables = [table.replace(ISSUER, f"https://{n}.example.org") if n else table for n in range(times)]
        path.write_text(f'url = "{url}"\n' + "\n".join(tables))
        return path

    assert read_settings(written()).platform == (PLATFORM,)
    for more, words in (
        ({"url": "http://collect.example.org/"}, "has to begin with https://"),
        ({"url": URL.rstrip("/")}, "end with a slash"),
        ({"login": "http://moodle.example.org"}, "login = 'http://moodle.example.org'"),
        ({"times": 2}, "a prefix of its own"),
        ({"learner": "shoe size"}, "learner"),
        ({"colour": "red"}, "colour"),
    ):
        with pytest.raises(LtiError, match=re.escape(words)):
            read_settings(written(**more))  # type: ignore[arg-type]


def test_what_names_the_learner_can_be_chosen() -> None:
    def named(how: Any, **more: Any) -> str:
        platform = Platform(
            **{f: getattr(PLATFORM, f) for f in PLATFORM.__struct_fields__} | {"learner": how, "prefix": "m-"}
        )
        begun: OneUse[LoginBegun] = OneUse(600)
        state = begun.keep(LoginBegun(platform, "n-1", "b"))
        return launched(SYSTEM.signed(SYSTEM.claims("n-1", **more)), state, begun).name

    assert named("sub") == "m-u-17"
    assert named("email", email="ana@example.org") == "m-ana@example.org"
    assert named("sourcedid", **{f"{LTI}lis": {"person_sourcedid": "S0017"}}) == "m-S0017"
    with pytest.raises(Refusal, match="does not send the learner's email"):
        named("email")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as learning systems' learners meet it."""
    folder = tmp_path_factory.mktemp("lti")

    def door(desk: CollectingDesk) -> LtiDoor:
        return LtiDoor(SETTINGS, OwnKey(folder), desk, PlatformKeys(SYSTEM.keys))

    with serving(folder, door) as running:
        yield running


def came(service: Service, **more: Any) -> tuple[Any, str]:
    """Log in and launch as a browser does: the answer, and the browser's cookies."""
    first = service.ask("/s/lti/login?" + urlencode({"iss": ISSUER, "login_hint": "17", "target_link_uri": URL}))
    assert first.status == 302
    assert "SameSite=None; Partitioned" in first.head["set-cookie"]
    kept = first.head["set-cookie"].partition(";")[0]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(first.head["location"]).query).items()}
    body = urlencode({"state": asked["state"], "id_token": SYSTEM.signed(SYSTEM.claims(asked["nonce"], **more))})
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = service.ask("/s/lti/launch", body=body.encode(), cookie=kept, head=form)
    assert service.ask("/s/lti/launch", body=body.encode(), cookie=kept, head=form).status == 403  # once
    return answer, answer.head.get("set-cookie", "").partition(";")[0]


def test_a_learner_comes_from_their_course_and_hands_in(service: Service) -> None:
    page, visit = came(service)
    said = page.body.decode()
    assert page.status == 200
    assert "Ana &lt;i&gt;Silva&lt;/i&gt;" in said
    policy = page.head["content-security-policy"]
    assert f"frame-ancestors {ISSUER}" in policy
    (nonce,) = re.findall(r"script-src 'nonce-([^']+)'", policy)
    assert f'<script nonce="{nonce}">' in said
    assert "x-frame-options" not in page.head
    ticket = re.findall(r'data-ticket="([^"]+)"', said)[0]
    assert service.hand_in(ticket, paper(3)).json["version"] == 1
    assert (service.folder / "hand_ins" / "u-17").is_dir()
    assert service.ask("/s/api/hand-in", body=paper(4), cookie=visit).status == 401  # no cookie hands in
    assert service.hand_in("made up", paper(4)).status == 401
    assert "Your work has arrived" in service.ask("/s/", cookie=visit).body.decode()
    assert service.ask("/s/hand_ins.zip", cookie=visit).status == 403
    assert service.ask("/s/").status == 403
    told = known(service.folder, "u-17")
    assert told is not None
    assert told.line_item == ITEM


def test_a_teacher_sees_the_class_and_makes_a_link(service: Service) -> None:
    service.hand_in(re.findall(r'data-ticket="([^"]+)"', came(service)[0].body.decode())[0], paper(5))
    page, visit = came(service, sub="t-1", **{f"{LTI}roles": TEACHER})
    said = page.body.decode()
    assert "handed in" in said
    assert "mosaic lti return grades" in said
    assert "mosaic hub return" not in said, "there is no hub here, and no token of one"
    assert service.ask("/s/hand_ins.zip", cookie=visit).status == 200
    linked, _ = came(service, **DEEP)
    said = linked.body.decode()
    assert f'action="{ISSUER}/mod/lti/contentitem_return.php"' in said
    assert f"form-action {ISSUER}" in linked.head["content-security-policy"]
    signed = re.findall(r'name="JWT" value="([^"]+)"', said)[0]
    (public,) = service.ask("/s/lti/keys.json").json["keys"]
    assert "d" not in public
    answer = jwt.decode(signed, jwt.algorithms.RSAAlgorithm.from_jwk(public), ["RS256"], audience=ISSUER, issuer=CLIENT)
    assert answer[f"{LTI}message_type"] == "LtiDeepLinkingResponse"
    dl = "https://purl.imsglobal.org/spec/lti-dl/claim/"
    assert answer[f"{dl}data"] == "csrf-9"
    assert answer[f"{dl}content_items"][0]["url"] == URL
    learner, _ = came(service, **DEEP | {f"{LTI}roles": []})
    assert learner.status == 403


def test_a_launch_that_is_refused_says_why_on_a_page(service: Service) -> None:
    page, visit = came(service, aud="someone-else")
    assert (page.status, visit) == (403, "")
    assert "another tool" in page.body.decode()
    assert "x-frame-options" not in page.head  # it is seen in the course's frame
    assert f"frame-ancestors {ISSUER}" in page.head["content-security-policy"]


def test_in_a_frame_of_their_course_a_learner_hands_in_with_a_real_browser(
    service: Service, shell: Browser, tmp_path: Path
) -> None:
    """The course's page and the service are of two sites; the learning system's page stands here."""

    def tool(route: Route) -> None:
        path = route.request.url.removeprefix(URL)
        answer = route.fetch(url=f"http://127.0.0.1:{service.port}/s/{path}", max_redirects=0)
        if answer.status == 302:  # the browser would not ask us for the address that it is sent to
            go_on = f"<script>location.replace({json.dumps(answer.headers['location'])})</script>"
            head = {"Set-Cookie": answer.headers["set-cookie"], "Content-Type": "text/html"}
            route.fulfill(status=200, headers=head, body=go_on)
        else:
            route.fulfill(response=answer)

    def course(route: Route) -> None:
        parts = urlsplit(route.request.url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/auth.php"):
            fields = {"state": asked["state"], "id_token": SYSTEM.signed(SYSTEM.claims(asked["nonce"], sub="u-frame"))}
            inputs = "".join(f"<input type=hidden name={name} value='{value}'>" for name, value in fields.items())
            form = f"<form method=post action={asked['redirect_uri']}>{inputs}</form>"
            route.fulfill(content_type="text/html", body=f"{form}<script>document.forms[0].submit()</script>")
        else:
            said = urlencode({"iss": ISSUER, "login_hint": "17", "target_link_uri": URL})
            route.fulfill(content_type="text/html", body=f"<iframe src='{URL}lti/login?{said}' width=900 height=700>")

    mine = tmp_path / "ana.mosaic.json"
    mine.write_bytes(paper(5))
    with shell.new_context() as context:
        page = context.new_page()
        page.route(f"{URL}**", tool)
        page.route(f"{ISSUER}/**", course)
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(f"{ISSUER}/course/1")
        frame = page.frame_locator("iframe")
        hand_in = frame.get_by_role("button", name="Hand in", exact=True)
        hand_in.click()
        expect(frame.get_by_role("status")).to_have_text("Choose the file first.")
        frame.get_by_label("Hand in your work").set_input_files(mine)
        hand_in.press("Enter")
        expect(frame.get_by_role("status")).to_contain_text("Your work has arrived: version 1. Receipt: ")
        pictures = os.environ.get("MOSAIC_PICTURES")
        if pictures:  # to look at
            page.screenshot(path=Path(pictures) / "lti-frame.png")
        frame.get_by_label("Hand in your work").set_input_files({"name": "x.json", "mimeType": "", "buffer": b"{}"})
        hand_in.click()
        expect(frame.get_by_role("status")).to_contain_text("This is no hand-in file of the workbook.")
        service.desk.give_back("u-frame", "<p id=back>Well done.</p>", PageCard(title="Your results", at=1.0))
        page.reload()
        frame.get_by_role("link", name="Your results").click()
        expect(frame.locator("#back")).to_have_text("Well done.")
        assert [error for error in errors if "422" not in error] == []
    (kept,) = (service.folder / "hand_ins" / "u-frame").glob("*.json")
    assert kept.read_bytes() == paper(5)
