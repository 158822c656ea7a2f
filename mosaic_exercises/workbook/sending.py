"""Handing in over the web: from a learner's server to the class's collecting service, where the hub has named one.

The file goes from this Python to the service, with the token that the hub gave this server. The browser takes no part:
no page in it, and nobody's cookie, can hand anything in.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.workbook.disk import replace_file
from mosaic_exercises.workbook.store import Workbook

SECONDS = 150.0
MOST = 1_000_000  # bytes of an answer
RECEIPT = "receipt.json"


class SendingError(WorkbookError):
    """It did not arrive, or was not taken; in words."""


class HandedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The service's receipt: whose it is, which of theirs, when it came (seconds since 1970, by the service's clock),
    its SHA-256, its bytes, whether the very same was there before, and what is odd about it. ``place``: where;
    ``events``: how many answers were in it."""

    name: str
    version: int
    at: float
    sha256: str
    bytes: int = 0
    again: bool = False
    note: str = ""
    place: str = ""
    events: int = 0


class _Problem(msgspec.Struct, frozen=True):
    problem: str = ""


class _Staying(urllib.request.HTTPRedirectHandler):
    """A token goes nowhere but where it was sent."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def place() -> str:
    """The address of the class's service, with a slash at its end; "" where there is none (MOSAIC_COLLECT)."""
    said = os.environ.get("MOSAIC_COLLECT", "").strip()
    if urlsplit(said).scheme not in ("http", "https") or not os.environ.get("JUPYTERHUB_API_TOKEN"):
        return ""
    return said if said.endswith("/") else f"{said}/"


def send(data: bytes) -> HandedIn:
    """Hand these bytes in. Raises SendingError; what arrived before stands then."""
    where, mine = place(), hashlib.sha256(data).hexdigest()
    answer = called(f"{where}api/hand-in", os.environ.get("JUPYTERHUB_API_TOKEN", ""), data, mine)
    try:
        receipt = msgspec.json.decode(answer, type=HandedIn)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise SendingError("The place where hand-ins go gave no receipt. Hand in again in a moment.") from None
    if receipt.sha256 != mine:
        raise SendingError("What arrived is not what was sent. Hand in again.")
    return msgspec.structs.replace(receipt, place=where)


def asked(part: str, most: int = MOST) -> bytes:
    """GET an address below the class's service, at most so many bytes of it. Raises SendingError."""
    return called(f"{place()}{part}", os.environ.get("JUPYTERHUB_API_TOKEN", ""), most=most)


def called(address: str, token: str, data: bytes | None = None, sha256: str = "", *, most: int = MOST) -> bytes:
    """POST these bytes, or GET where there are none; the answer's bytes, at most so many. Raises SendingError with the
    service's own words where it refuses."""
    heads = {"Authorization": f"token {token}", "Content-Type": "application/octet-stream"}
    request = urllib.request.Request(address, data, heads | ({"X-Mosaic-SHA256": sha256} if sha256 else {}))
    opener = urllib.request.build_opener(_Staying, urllib.request.ProxyHandler({}) if local(address) else _Same())
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            read: bytes = answer.read(most)
            return read
    except urllib.error.HTTPError as error:
        words = ""
        with contextlib.suppress(msgspec.MsgspecError, OSError, UnicodeError):
            words = msgspec.json.decode(error.read(MOST), type=_Problem).problem
        raise SendingError(words or f"The place where hand-ins go answered {error.code}. Try again later.") from None
    except (OSError, ValueError, http.client.HTTPException) as error:  # the last: what answers speaks no HTTP
        why = getattr(error, "reason", error)
        raise SendingError(f"The place where hand-ins go cannot be reached ({why}). Try again later.") from None


class _Same(urllib.request.BaseHandler):
    """Nothing more: the system's own proxy, if it has one."""


def local(address: str) -> bool:
    """Whether an address is this machine's: no proxy is asked for it."""
    return urlsplit(address).hostname in ("127.0.0.1", "::1", "localhost")


def keep_receipt(workbook: Workbook, receipt: HandedIn) -> None:
    """Keep a receipt beside the hand-in. Raises WorkbookError."""
    replace_file(workbook.folder / "hand_in" / RECEIPT, msgspec.json.encode(receipt))


def last_receipt(folder: Path) -> HandedIn | None:
    """The receipt of the last hand-in from this folder, for this place; None where there is none that can be read."""
    try:
        found = msgspec.json.decode((folder / "hand_in" / RECEIPT).read_bytes(), type=HandedIn)
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return found if found.place == place() else None


def page() -> str:
    """The address of the same service for the learner's browser: the hub's host, if it has one of its own."""
    return os.environ.get("JUPYTERHUB_HOST", "") + urlsplit(place()).path
