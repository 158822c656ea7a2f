"""The door of a JupyterHub: the hub says who is asking, and nothing else does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import tornado.web
from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated

from mosaic_exercises.service.who import TEACH, Asking, Refusal, Surroundings, asking


class HubDoor:
    """Reads the service's environment, which the hub sets: JUPYTERHUB_API_TOKEN, JUPYTERHUB_SERVICE_PREFIX and more.

    ``title``: the course's. ``first``: where its first notebook is, below what a learner's server shows; "" where that
    is not known."""

    mixins: tuple[type, ...] = (HubOAuthenticated,)
    ancestors = ""

    def __init__(self, title: str = "", first: str = "") -> None:
        self.auth = HubOAuth.instance()
        self.title = title
        self.first = first

    async def by_token(self, handler: tornado.web.RequestHandler) -> Asking:
        """Who the token in the request's head stands for. A cookie is not looked at. Raises Refusal."""
        token = self.auth.get_token(handler, in_cookie=False)
        if not token:
            raise Refusal(401, "This needs a token of the hub in its head (Authorization: token ...).")
        return asking(await self.auth.user_for_token(token, sync=False), self.auth.access_scopes)

    async def by_visit(self, handler: tornado.web.RequestHandler) -> Asking | None:
        """Who a browser belongs to, by the hub's OAuth; None where it has been sent to log in. Raises Refusal."""
        model: dict[str, Any] | None = await self.auth.get_user(handler, sync=False)
        if model is None:
            handler.redirect(handler.get_login_url())
            return None
        return asking(model, self.auth.access_scopes)

    def around(self, handler: tornado.web.RequestHandler) -> Surroundings:
        """The course, the hub, and how results come back from here."""
        own = f"{handler.request.protocol}://{handler.request.host}"
        hub = f"{self.auth.hub_host}{self.auth.hub_prefix}"
        opened = f"{hub}user-redirect/doc/tree/{quote(self.first)}" if self.first else ""
        ways = (("Open the course", opened), ("Hub", f"{hub}home"))
        return Surroundings(
            course=self.title,
            ways=tuple(way for way in ways if way[1]),
            invite=opened if not opened or self.auth.hub_host else f"{own}{opened}",
            back=(f"mosaic hub return grades --to {own}{os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')}",),
            # the narrow scope: nobody but an administrator may give a token the one for all services
            token=f"{TEACH} access:services!service={os.environ.get('JUPYTERHUB_SERVICE_NAME', 'mosaic')}",
        )

    def handlers(self) -> Sequence[tuple[Any, ...]]:
        """Where the hub sends a browser back to."""
        return [("oauth_callback", HubOAuthCallbackHandler)]
