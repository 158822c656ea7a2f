"""The service on this machine without a hub: a door that knows a few tokens stands where the hub's does."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tornado.httpserver
import tornado.web

from mosaic_exercises.service.app import make_app
from mosaic_exercises.service.desk import CollectingDesk
from mosaic_exercises.service.limits import Bounds
from mosaic_exercises.service.who import Asking, Refusal, Surroundings, asking
from mosaic_exercises.workbook.events import Event, Learner
from mosaic_exercises.workbook.handin import Submission, write

COURSE = "mosaic-customer-development"
ACCESS = "access:services!service=mosaic"
USERS = {
    "tok-ada": {"kind": "user", "name": "ada", "scopes": [ACCESS]},
    "tok-ben": {"kind": "user", "name": "ben", "scopes": ["access:services"]},
    "tok-odd": {"kind": "user", "name": "../ben", "scopes": [ACCESS]},
    "tok-ina": {"kind": "user", "name": "ina", "scopes": [ACCESS, "custom:mosaic:teach"]},
    "tok-visit": {"kind": "user", "name": "ada", "scopes": ["access:servers!server=ben/"]},  # Ada visits Ben's server
    "tok-program": {"kind": "service", "name": "cull", "scopes": [ACCESS]},
}


class KnownTokens:
    """What the hub would say of each token; a browser is known by a cookie that is such a token."""

    mixins: tuple[type, ...] = ()
    ancestors = ""

    async def by_token(self, handler: tornado.web.RequestHandler) -> Asking:
        head = handler.request.headers.get("Authorization", "")
        if not head.startswith("token "):
            raise Refusal(401, "no token")
        return asking(USERS.get(head[6:]), {ACCESS})

    async def by_visit(self, handler: tornado.web.RequestHandler) -> Asking | None:
        known = USERS.get(handler.get_cookie("who", "") or "")
        if known is None:
            handler.redirect("/hub/login")
            return None
        return asking(known, {ACCESS})

    def around(self, _handler: tornado.web.RequestHandler) -> Surroundings:
        ways = (("Open the <course>", "/hub/user-redirect/x?a=1&b=2"), ("Hub", "/hub/home"))
        back = ("mosaic hub return grades --to https://hub.example.org/s/",)
        return Surroundings(
            course="Mosaic & more", ways=ways, invite="https://hub.example.org/x", back=back, token=ACCESS
        )

    def handlers(self) -> Sequence[tuple[Any, ...]]:
        return []


@dataclass(frozen=True)
class Answered:
    """An answer of the service."""

    status: int
    head: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Service:
    """The service as it runs. ``folder``: what it keeps."""

    port: int
    folder: Path
    desk: CollectingDesk = field(repr=False)

    def ask(
        self,
        path: str,
        token: str = "",
        body: bytes | None = None,
        cookie: str = "",
        head: dict[str, str] | None = None,
    ) -> Answered:
        """GET, or POST where there is a body."""
        heads = {**({"Authorization": f"token {token}"} if token else {}), **({"Cookie": cookie} if cookie else {})}
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("GET" if body is None else "POST", path, body, heads | (head or {}))
            answer = line.getresponse()
            return Answered(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def hand_in(self, token: str, body: bytes, **head: str) -> Answered:
        """Hand these bytes in."""
        return self.ask("/s/api/hand-in", token, body, head={k.replace("_", "-"): v for k, v in head.items()})

    def raw(self, data: bytes) -> socket.socket:
        """A connection on which these bytes were sent."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        line.sendall(data)
        return line


@contextlib.contextmanager
def serving(folder: Path, door: Any = None, course: str = COURSE, **bounds: Any) -> Iterator[Service]:
    """The service in a thread of its own, until the block ends. ``door``: makes another one, of the desk."""
    ready = threading.Event()
    said: dict[str, Any] = {}

    async def main() -> None:
        desk = CollectingDesk(folder, course, Bounds(**bounds))
        server = tornado.httpserver.HTTPServer(make_app(desk, door(desk) if door else KnownTokens(), "/s/", b"secret"))
        server.listen(0, "127.0.0.1")
        port = next(iter(server._sockets.values())).getsockname()[1]
        said.update(desk=desk, port=port, loop=asyncio.get_running_loop(), stop=asyncio.Event())
        ready.set()
        await said["stop"].wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=asyncio.run, args=(main(),), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield Service(said["port"], folder, said["desk"])
    finally:
        said["loop"].call_soon_threadsafe(said["stop"].set)
        thread.join(20)


def paper(
    answers: int = 1,
    course: str = COURSE,
    learner: str = "somebody else",
    exercise: str = "who-buys",
    answer: Any = ("a",),
) -> bytes:
    """A hand-in file with so many answers."""
    book = "0" * 32
    events = tuple(
        Event(1, f"e{n}", course, 1, book, "s", n, exercise, "check", "2026-11-30T12:00:00Z", answer, "correct", 1.0)
        for n in range(answers)
    )
    whole = Submission("mosaic-submission", 1, course, "1", book, "2026-11-30T12:00:00Z", Learner(id=learner), events)
    return write(whole)
