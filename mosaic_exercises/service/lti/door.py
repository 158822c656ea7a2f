"""The door of a learning system: logins, launches, this service's own keys, and what a launch opens.

A launch shows the page at once, with a ticket in it. Handing in shows the ticket in the request's head, so no cookie
can hand anything in, and it works where browsers keep no cookies of a page in a frame. A cookie opens what is read.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from html import escape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

import tornado.httpclient
import tornado.web

from mosaic_exercises.service.app import Address
from mosaic_exercises.service.desk import CollectingDesk
from mosaic_exercises.service.lti import launched
from mosaic_exercises.service.lti.keys import OwnKey, PlatformKeys
from mosaic_exercises.service.lti.launch import LtiLaunch, begin, finish
from mosaic_exercises.service.lti.once import OneUse
from mosaic_exercises.service.lti.platforms import LtiError, LtiSettings, safe
from mosaic_exercises.service.lti.scores import keep_launch
from mosaic_exercises.service.who import Asking, Refusal, Surroundings

BROWSER, VISIT = "__Host-mosaic-browser", "__Host-mosaic-visit"
LOGIN_SECONDS = 600.0
VISIT_SECONDS = 4 * 3_600.0
LIVE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
KEYS_LIMIT = 1_000_000  # bytes of a platform's keys


class LtiDoor:
    """Keeps, in memory, the logins that have begun and the visits that are on. ``title``: the course's."""

    mixins: tuple[type, ...] = ()

    def __init__(
        self, settings: LtiSettings, key: OwnKey, desk: CollectingDesk, keys: PlatformKeys, title: str = ""
    ) -> None:
        self.title = title
        self.settings = settings
        self.key = key
        self.desk = desk
        self.keys = keys
        origins = {origin(at) for one in settings.platform for at in (one.issuer, one.login)}
        self.ancestors = " ".join(sorted(origins - {""}))
        self.begun: OneUse[Any] = OneUse(LOGIN_SECONDS)
        self.visits: OneUse[LtiLaunch] = OneUse(VISIT_SECONDS)
        self.tickets: OneUse[LtiLaunch] = OneUse(VISIT_SECONDS)

    async def by_token(self, handler: tornado.web.RequestHandler) -> Asking:
        """Who the ticket in the request's head was made for. Raises Refusal."""
        kind, _, ticket = handler.request.headers.get("Authorization", "").partition(" ")
        launch = self.tickets.look(ticket.strip()) if kind.lower() == "token" else None
        if launch is None:
            raise Refusal(401, "This page is too old. Open the activity in your course again, and hand in there.")
        return Asking(launch.name, launch.shown)

    async def by_visit(self, handler: tornado.web.RequestHandler) -> Asking | None:
        """Whose launch a browser's cookie stands for. Raises Refusal."""
        launch = self.visits.look(cookie(handler, VISIT))
        if launch is None:
            raise Refusal(403, "Open the activity in your course; it leads here.")
        return Asking(launch.name, launch.shown, launch.teaches)

    def around(self, handler: tornado.web.RequestHandler) -> Surroundings:  # noqa: ARG002 - the same for everybody
        """How results go back: on the machine that runs the service."""
        where = "--folder FOLDER_OF_THE_SERVICE"
        sent = f"mosaic lti scores grades --settings lti.toml {where}"
        return Surroundings(course=self.title, back=(sent, f"mosaic lti return grades {where}"))

    def handlers(self) -> Sequence[tuple[Any, ...]]:
        """The addresses that are given to a learning system."""
        given = {"desk": self.desk, "door": self}
        return [
            ("lti/login", LtiLogin, given),
            ("lti/launch", LtiLaunched, given),
            ("lti/keys.json", LtiKeys, given),
        ]


class AtLtiDoor(Address):
    """What the three addresses share."""

    door: LtiDoor

    def said_by_browser(self) -> Mapping[str, str]:
        """What the browser was given to carry here."""
        return {name: self.get_argument(name) for name in self.request.arguments}

    def give(self, name: str, value: str) -> None:
        """A cookie that no script reads, that comes back in a frame, too, and only within the same learning system."""
        rules = "Path=/; Secure; HttpOnly; SameSite=None; Partitioned"
        self.add_header("Set-Cookie", f"{name}={value}; {rules}")


class LtiLogin(AtLtiDoor):
    """``lti/login``: the learning system says that somebody is coming; the browser goes back there to be told who."""

    def get(self) -> None:
        """Learning systems use either."""
        self.post()

    def post(self) -> None:
        """Begin a login."""
        browser = cookie(self, BROWSER) or secrets.token_urlsafe(32)
        nonce = secrets.token_urlsafe(32)
        where = begin(self.door.settings, self.said_by_browser(), self.door.begun, browser, nonce)
        self.give(BROWSER, browser)
        self.redirect(where)


class LtiLaunched(AtLtiDoor):
    """``lti/launch``: somebody is here, and the learning system has signed who."""

    async def post(self) -> None:
        """Look at the launch; then show the page, or answer with a link to it."""
        door = self.door
        try:
            launch = await finish(self.said_by_browser(), door.begun, cookie(self, BROWSER), door.keys.key)
        except LtiError as error:
            raise Refusal(502, f"{error} Try again later.") from None
        nonce = secrets.token_urlsafe(16)
        if launch.returns:
            self._linked(launch, nonce)
            return
        keep_launch(self.desk.root, launch)
        asking = Asking(launch.name, launch.shown, launch.teaches)
        self.give(VISIT, door.visits.keep(launch))
        self.allow(f"{LIVE}; script-src 'nonce-{nonce}'; connect-src 'self'; form-action 'none'")
        newest = self.desk.newest(asking)
        page = launched.Launched(
            asking=asking,
            mine=self.desk.versions(asking),
            returned=self.desk.came_back(asking),
            rows=await self.desk.beside(self.desk.rows) if launch.teaches else None,
            receipt=newest.sha256 if newest else "",
            ticket=door.tickets.keep(launch),
            nonce=nonce,
            around=door.around(self),
        )
        self.finish(launched.page_of(page))

    def _linked(self, launch: LtiLaunch, nonce: str) -> None:
        """Answer a teacher who makes a link to this service."""
        if not launch.teaches:
            raise Refusal(403, "Only an instructor can make a link to this service.")
        if not safe(launch.returns):
            raise Refusal(400, "The learning system wants the link at an address that is not https.")
        signed = self.door.key.sign(launched.deep_link(launch, self.door.settings.url))
        self.allow(f"{LIVE}; script-src 'nonce-{nonce}'; form-action {origin(launch.returns)}")
        self.finish(
            launched.posted(escape(launch.returns), escape(signed), nonce),
        )


class LtiKeys(AtLtiDoor):
    """``lti/keys.json``: the public half of this service's key."""

    def get(self) -> None:
        """For the learning system."""
        self.said(self.door.key.public)


def origin(url: str) -> str:
    """The origin of an address; "" for what has none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def cookie(handler: tornado.web.RequestHandler, name: str) -> str:
    """A cookie's value; "" for none."""
    found = SimpleCookie(handler.request.headers.get("Cookie", "")).get(name)
    return found.value if found is not None else ""


async def fetched(url: str) -> bytes:
    """A platform's keys. Raises LtiError."""
    if not safe(url):
        raise LtiError("The learning system's keys are at an address that is not https.")
    client = tornado.httpclient.AsyncHTTPClient(force_instance=True, defaults={"max_body_size": KEYS_LIMIT})
    try:
        answer = await client.fetch(url, follow_redirects=False, connect_timeout=10, request_timeout=20)
        return answer.body
    except (tornado.httpclient.HTTPError, OSError, ValueError) as error:
        raise LtiError(f"The learning system's keys cannot be fetched ({error}).") from None
    finally:
        client.close()
