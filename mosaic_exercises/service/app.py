"""The addresses of the service, and what happens there.

A hand-in comes with a token of the learner's own server in its head, never with a browser's cookie: nothing that a
cookie can do changes anything here, so no other page in the same browser can hand in, replace or return a thing. What
a cookie opens is pages to read: the learner's own, and for instructors the class's.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec
import tornado.ioloop
import tornado.log
import tornado.web

from mosaic_exercises.handover.returning import PAGE_LIMIT, PageCard
from mosaic_exercises.service import pages
from mosaic_exercises.service.desk import CollectingDesk, learners_name
from mosaic_exercises.service.incoming import IncomingBody
from mosaic_exercises.service.who import TEACH, Asking, Refusal, Surroundings

NOBODY = "'none'"
STRICT = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
# On a hub without subdomains a page on another learner's server is in the service's own origin: it could open a page of
# the service in a window and read what stands there. In a sandbox a page has no origin that another one could share.
OPENS = "allow-downloads allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
PAGE = f"sandbox {OPENS}; {STRICT}"
# A page about a learner's work may hold anything a learner wrote. In a sandbox it has no origin: no script runs, no
# cookie is its own, and what shares this address with it (the hub, other people's servers) is out of its reach.
INERT = f"sandbox; img-src data:; font-src data:; {STRICT}"


FULL = "The disk of this service is full or cannot be written. What you handed in before is safe."


class Door(Protocol):
    """Where people come in: tells who is asking."""

    mixins: tuple[type, ...]
    """Mixed into each handler."""
    ancestors: str
    """The origins whose pages may show the service in a frame; "" for none."""

    async def by_token(self, handler: tornado.web.RequestHandler) -> Asking:
        """Who the token in the request's head stands for. Raises Refusal."""

    async def by_visit(self, handler: tornado.web.RequestHandler) -> Asking | None:
        """Who a browser belongs to; None where it has been sent away to log in. Raises Refusal."""

    def around(self, handler: tornado.web.RequestHandler) -> Surroundings:
        """What a page of the service leads to, for this visitor."""

    def handlers(self) -> Sequence[tuple[Any, ...]]:
        """Addresses of its own, below the service's."""


class Address(tornado.web.RequestHandler):
    """What all addresses share."""

    def initialize(self, desk: CollectingDesk, door: Door) -> None:
        """Take what the handlers share."""
        self.desk = desk
        self.door = door
        self.set_default_headers()

    def set_default_headers(self) -> None:
        """Nothing here is kept by a browser, framed, or taken for another type than it is."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.allow(PAGE)

    def allow(self, policy: str) -> None:
        """What this page may do, and who may show it in a frame: nobody, or what the door allows. Tornado asks for the
        headers once before it has given us the door, and again for an error, which has to be seen in the frame, too."""
        ancestors = self.door.ancestors if hasattr(self, "door") else ""
        self.set_header("Content-Security-Policy", f"{policy}; frame-ancestors {ancestors or NOBODY}")
        if ancestors:
            self.clear_header("X-Frame-Options")
        else:
            self.set_header("X-Frame-Options", "DENY")

    def said(self, value: Any, status: int = 200) -> None:
        """Answer a program."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(msgspec.json.encode(value))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A refusal in words, as JSON to a program and as a page to a person."""
        error = kwargs.get("exc_info", (None, None))[1]
        status, words = status_code, "Something went wrong here. Nothing was changed; please try again later."
        if isinstance(error, Refusal):
            status, words = error.status, error.words
        elif isinstance(error, OSError):
            status, words = (
                507,
                FULL,
            )
        elif isinstance(error, tornado.web.HTTPError) and status_code < 500:
            words = error.reason or "This cannot be done here."
        if status == 401:
            self.set_header("WWW-Authenticate", "token")
        if "/api/" in self.request.path:
            self.said({"problem": words}, status)
            return
        self.set_status(status)
        self.finish(pages.refused(status, words, self.door.around(self) if hasattr(self, "door") else None))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """A refusal is an answer, not an error of the service."""
        if not isinstance(value, Refusal):
            super().log_exception(typ, value, tb)


@tornado.web.stream_request_body
class Receiving(Address):
    """An address that takes a body from whoever has a token.

    A body that is refused is read to its end and thrown away, as long as that is bearable: a sender, or a proxy on the
    way, that is still sending would hear of a broken connection instead of the reason.
    """

    asking: Asking
    incoming: IncomingBody | None = None
    problem: Exception | None = None
    _late: object = None
    _turn: Any = None

    async def receive(self, begin: Callable[[], IncomingBody]) -> None:
        """Who it is, and whether a body will be taken, before any of it is read. ``begin`` makes ready for the body; it
        raises Refusal."""
        connection: Any = self.request.connection
        bounds = self.desk.bounds
        connection.set_max_body_size(bounds.drained)
        connection.set_body_timeout(bounds.seconds + 5)
        try:
            self.asking = await self.door.by_token(self)
        except Refusal as error:
            length = self.request.headers.get("Content-Length", "")
            if self.request.method != "POST" or not length.isdigit() or int(length) > bounds.strangers:
                raise  # at once, and the connection is closed
            self._refuse(error)
            return
        if self.request.method != "POST":
            return
        self._late = tornado.ioloop.IOLoop.current().call_later(bounds.seconds, self._too_slow)
        try:
            self.incoming = begin()
        except (Refusal, OSError) as error:
            self._refuse(error)

    def data_received(self, chunk: bytes) -> None:
        """Take a part of the body."""
        if self.incoming is not None:
            try:
                self.incoming.write(chunk)
            except (Refusal, OSError) as error:
                self._refuse(error)

    def body(self) -> IncomingBody:
        """The body, now that all is there. Raises what was in its way."""
        self._clear_timer()
        if self.problem is not None:
            raise self.problem
        assert self.incoming is not None
        return self.incoming

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A refusal; nothing is left behind when it is heard."""
        self._end()
        super().write_error(status_code, **kwargs)

    def on_connection_close(self) -> None:
        """The sender went away: what came so far goes, too."""
        self._end()

    def on_finish(self) -> None:
        """However it ended."""
        self._end()

    def _refuse(self, error: Exception) -> None:
        self.problem = error
        self._drop()

    def _too_slow(self) -> None:
        self._late = None
        seconds = f"{self.desk.bounds.seconds:.0f} seconds"
        error = Refusal(408, f"The file did not arrive within {seconds}. Nothing was changed; try again.")
        self._drop()
        self.send_error(exc_info=(Refusal, error, None))

    def _clear_timer(self) -> None:
        if self._late is not None:
            tornado.ioloop.IOLoop.current().remove_timeout(self._late)
            self._late = None

    def _drop(self) -> None:
        if self.incoming is not None:
            self.incoming.drop()
            self.incoming = None
        if self._turn is not None:
            self._turn.close()
            self._turn = None

    def _end(self) -> None:
        self._clear_timer()
        self._drop()


class HandInAddress(Receiving):
    """``POST api/hand-in``: a hand-in. ``GET``: the receipt of the newest one."""

    async def prepare(self) -> None:
        """Take a hand-in."""
        await self.receive(self._hand_in)

    def _hand_in(self) -> IncomingBody:
        """A hand-in that says that it is too large is not begun, nor a third one of a learner at once."""
        self.desk.fits(self.request.headers.get("Content-Length"))
        with contextlib.ExitStack() as turn:
            turn.enter_context(self.desk.turns.one_more(self.asking.name))
            self._turn = turn.pop_all()
        return IncomingBody(self.desk.root, self.desk.bounds.body)

    async def post(self) -> None:
        """All is there: keep it, and give a receipt."""
        body, said = self.body(), self.request.headers.get("X-Mosaic-SHA256", "")
        receipt = await self.desk.take(self.asking, body, said)
        self._end()
        self.said(receipt, 201)

    def get(self) -> None:
        """The newest receipt of whoever asks."""
        self.said({"newest": self.desk.newest(self.asking)})


class ReturnAddress(Receiving):
    """``POST api/return/NAME``: a page for a learner, by an instructor's token."""

    async def prepare(self) -> None:
        """Take a page."""
        await self.receive(self._returned)

    def _returned(self) -> IncomingBody:
        """Only for instructors."""
        if not self.asking.teaches:
            raise Refusal(403, f"This token may not return pages: it needs the scope {TEACH}.")
        return IncomingBody(self.desk.root, PAGE_LIMIT)

    def post(self, name: str) -> None:
        """Keep the page."""
        body = self.body()
        body.close()
        html = body.path.read_bytes().decode("utf-8", "replace")
        title = self.get_query_argument("title", "Your results")
        card = PageCard(title=title[:200], by=self.asking.shown, at=time.time())
        self.said(self.desk.give_back(learners_name(name), html, card), 201)


class CameBackAddress(Address):
    """``GET api/returned``: the pages that went back to whoever asks. ``GET api/returned/NAME``: one of them. Both by
    token: the learner's own server asks, and puts them beside their answers."""

    asking: Asking

    async def prepare(self) -> None:
        """Who it is."""
        self.asking = await self.door.by_token(self)

    def get(self, name: str = "") -> None:
        """Whoever asks gets their own; there is no address of anybody else's."""
        if not name:
            self.said({"pages": self.desk.came_back(self.asking)})
            return
        page = self.desk.page(self.asking, name)
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(page)


class Visited(Address):
    """A page for a person who has logged in."""

    asking: Asking

    async def prepare(self) -> None:
        """Who it is; sent to log in where nobody knows."""
        asking = await self.door.by_visit(self)
        if asking is not None:
            self.asking = asking


class HomePage(Visited):
    """What a learner, or an instructor, comes to."""

    async def get(self) -> None:
        """The learner's own hand-ins; for instructors the class, too."""
        rows = await self.desk.beside(self.desk.rows) if self.asking.teaches else None
        mine = self.desk.versions(self.asking)
        newest = self.desk.newest(self.asking)
        came_back = self.desk.came_back(self.asking)
        around = self.door.around(self)
        self.finish(pages.home(self.asking, mine, came_back, rows, newest.sha256 if newest else "", around=around))


class OwnPage(Visited):
    """The learner's own page, as it went back."""

    def get(self, name: str) -> None:
        """Whoever asks gets their own; there is no address of anybody else's."""
        page = self.desk.page(self.asking, name)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.allow(INERT)
        self.finish(page)


class ClassZip(Visited):
    """Everybody's newest hand-in, for instructors."""

    async def get(self) -> None:
        """As one zip, in parts."""
        if not self.asking.teaches:
            raise Refusal(403, "This is for instructors.")
        path = await self.desk.beside(self.desk.zipped)
        try:
            self.set_header("Content-Type", "application/zip")
            self.set_header("Content-Disposition", 'attachment; filename="hand_ins.zip"')
            self.set_header("Content-Length", str(path.stat().st_size))
            with path.open("rb") as file:
                while part := file.read(262_144):
                    self.write(part)
                    await self.flush()
        finally:
            path.unlink(missing_ok=True)


class Nothing(Address):
    """Every other address."""

    def prepare(self) -> None:
        """There is nothing."""
        raise Refusal(404, "There is nothing at this address.")


def make_app(desk: CollectingDesk, door: Door, prefix: str, cookie_secret: bytes) -> tornado.web.Application:
    """The service below ``prefix`` (JUPYTERHUB_SERVICE_PREFIX), with a slash at its end."""
    addresses: list[tuple[str, type[Address]]] = [
        ("api/hand-in", HandInAddress),
        ("api/return/(?P<name>[^/]+)", ReturnAddress),
        (r"api/returned(?:/(?P<name>[0-9A-Za-z-]+\.html))?", CameBackAddress),
        ("", HomePage),
        (r"returned/(?P<name>[0-9A-Za-z-]+\.html)", OwnPage),
        ("hand_ins.zip", ClassZip),
        (".*", Nothing),
    ]
    shared = {"desk": desk, "door": door}
    mixed = [(prefix + at, type(cls.__name__, (*door.mixins, cls), {}), shared) for at, cls in addresses]
    own = [(prefix + at, *rest) for at, *rest in door.handlers()]
    return tornado.web.Application([*own, *mixed], cookie_secret=cookie_secret, log_function=quietly)


def quietly(handler: tornado.web.RequestHandler) -> None:
    """One line a request that changed something or failed: no names, no tokens."""
    status = handler.get_status()
    if handler.request.method == "POST" or status >= 500:
        took = 1000 * handler.request.request_time()
        tornado.log.access_log.info("%d %s %s %.0f ms", status, handler.request.method, handler.request.path, took)
