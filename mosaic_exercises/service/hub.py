"""The door of a JupyterHub: the hub says who is asking, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tornado.web
from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated

from mosaic_exercises.service.who import Asking, Refusal, asking


class HubDoor:
    """Reads the service's environment, which the hub sets: JUPYTERHUB_API_TOKEN, JUPYTERHUB_SERVICE_PREFIX and more."""

    mixins: tuple[type, ...] = (HubOAuthenticated,)
    ancestors = ""

    def __init__(self) -> None:
        self.auth = HubOAuth.instance()

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

    def handlers(self) -> Sequence[tuple[Any, ...]]:
        """Where the hub sends a browser back to."""
        return [("oauth_callback", HubOAuthCallbackHandler)]
