"""Who is asking, as far as the service has to know: from the hub or a signed launch, never from the request itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

TEACH = "custom:mosaic:teach"
"""The scope of JupyterHub that lets an instructor see and return the class's work."""


class Asking(msgspec.Struct, frozen=True):
    """Somebody who is known. ``name`` tells one from another for ever; ``shown`` is for people to read."""

    name: str
    shown: str
    teaches: bool = False


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages lead to, as a visitor's browser reaches it. ``course``: its title. ``ways``: words and address of
    each link at the head. ``invite``: the link for a class, "" where there is none. ``back``: the commands that give
    results back; ``token``: the scopes of the token that they ask for, "" where they ask for none."""

    course: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    invite: str = ""
    back: tuple[str, ...] = ()
    token: str = ""


class Refusal(Exception):
    """Why a request is not served: a status of HTTP and words for a person."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


def asking(model: dict[str, Any] | None, access: Collection[str]) -> Asking:
    """Who a token of JupyterHub stands for. Raises Refusal.

    A name alone is not enough: while Ada visits Ben's server, Ben's server holds a token that says "Ada". It cannot
    hand in for her, for it lacks this service's scope, which a token has only if it was made for the service or for
    Ada's own server.
    """
    if not model:
        raise Refusal(401, "The hub does not know this token. Stop and start your server: File > Hub Control Panel.")
    if model.get("kind") != "user" or not model.get("name"):
        raise Refusal(403, "Only people hand in here: this token is that of a program.")
    scopes = set(model.get("scopes", ()))
    wide = {scope.partition("!")[0] for scope in access}
    if not scopes & (set(access) | wide):
        raise Refusal(
            403,
            "The hub knows you, but does not let this server hand in. Ask whoever runs the hub to give it the scope "
            f"{', '.join(sorted(access)) or 'access:services'} (docs/hub.md says how).",
        )
    return Asking(str(model["name"]), str(model["name"]), TEACH in scopes)
