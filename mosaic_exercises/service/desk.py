"""Where hand-ins are taken and pages kept: the service's folder, and the little that its handlers share.

FOLDER/hand_ins/ada/0001-...mosaic.json     what came (see ``handover.hand_ins``): grade this folder
FOLDER/returned/ada/page.html               what went back
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import os
import re
import tempfile
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from mosaic_exercises.errors import HandoverError, KeepingError
from mosaic_exercises.handover.hand_ins import MARK, HandIns, HandInVersion
from mosaic_exercises.handover.names import folder_name, told
from mosaic_exercises.handover.returning import (
    FOLDER,
    GivenPage,
    PageCard,
    ReturnedPage,
    give_back,
    read_page,
    returned_pages,
)
from mosaic_exercises.service.incoming import IncomingBody, looked_at, sweep, too_large
from mosaic_exercises.service.limits import Bounds, Turns
from mosaic_exercises.service.who import Asking, Refusal

T = TypeVar("T")
LARGE = 2_000_000  # bytes from which one file is read at a time: decoded it may be twenty times as large
MARKED = "mark.json"


class HandInReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the learner gets for a hand-in: which of theirs it is, when it came (seconds since 1970, by this machine's
    clock), its SHA-256, its bytes, whether the very same had come before, and what is odd about it."""

    name: str
    version: int
    at: float
    sha256: str
    bytes: int
    again: bool
    note: str = ""


class ClassRow(msgspec.Struct, frozen=True, kw_only=True):
    """One learner as the instructor sees them. ``returned``: when their page went back, None if none did."""

    name: str
    versions: int
    at: float
    bytes: int
    returned: float | None


class CollectingDesk:
    """``root``: the service's folder. ``course``: only its hand-ins are taken; "" takes any."""

    def __init__(self, root: Path, course: str = "", bounds: Bounds | None = None) -> None:
        self.root = root
        self.bounds = bounds or Bounds()
        root.mkdir(mode=0o700, parents=True, exist_ok=True)  # other accounts of this machine see not even who hands in
        self.hand_ins = HandIns(root / "hand_ins", course)
        self.returned = root / "returned"
        self.returned.mkdir(mode=0o700, exist_ok=True)
        self.turns = Turns(self.bounds.at_once)
        self._threads = ThreadPoolExecutor(4, "hand-in")
        self._large = asyncio.Lock()
        sweep(root)
        self.hand_ins.sweep()

    def fits(self, length: str | None) -> None:
        """Refuse a body that says in its head that it is too large."""
        if length is not None and length.isdigit() and int(length) > self.bounds.body:
            raise too_large(self.bounds.body)

    async def take(self, asking: Asking, incoming: IncomingBody, said: str = "") -> HandInReceipt:
        """Keep a body that is all there. ``said``: the SHA-256 that the sender has of it. When this returns, it is on
        the disk. Raises Refusal; what was kept before stands."""
        loop = asyncio.get_running_loop()
        async with self.turns.lock(asking.name), self._large if incoming.size > LARGE else contextlib.nullcontext():
            return await loop.run_in_executor(self._threads, self._take, asking, incoming, said)

    def _take(self, asking: Asking, incoming: IncomingBody, said: str) -> HandInReceipt:
        mine = incoming.close()
        if said and not hmac.compare_digest(said.lower(), mine):
            raise Refusal(400, "What arrived is not what was sent. Nothing was changed; hand in again.")
        data = incoming.path.read_bytes()
        looked_at(data)
        try:
            kept = self.hand_ins.receive(asking.name, data)
        except HandoverError as error:
            full = isinstance(error, KeepingError)
            raise Refusal(507 if full else 422, f"It was not taken: {error}. Nothing was changed.") from None
        return HandInReceipt(
            name=asking.shown,
            version=kept.number,
            at=kept.at,
            sha256=mine,
            bytes=len(data),
            again=not kept.new,
            note=kept.note,
        )

    def versions(self, asking: Asking) -> list[HandInVersion]:
        """What has come from whoever asks, oldest first."""
        return self.hand_ins.versions(asking.name)

    def newest(self, asking: Asking) -> HandInReceipt | None:
        """The receipt of the newest, made anew from what lies there."""
        kept = self.hand_ins.newest(asking.name)
        if kept is None:
            return None
        data = self.hand_ins.data(kept)
        return HandInReceipt(
            name=asking.shown,
            version=kept.number,
            at=kept.at,
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            again=True,
        )

    def came_back(self, asking: Asking) -> list[ReturnedPage]:
        """The pages that went back to whoever asks, newest first."""
        return returned_pages(self.returned / folder_name(asking.name) / FOLDER)

    def page(self, asking: Asking, name: str) -> str:
        """One of them. Raises Refusal."""
        if all(one.name != name for one in self.came_back(asking)):
            raise Refusal(404, "There is no such page of yours here.")
        return read_page(self.returned / folder_name(asking.name) / FOLDER, name)

    def give_back(self, name: str, html: str, card: PageCard) -> GivenPage:
        """Keep a page for a learner. Raises Refusal where nothing ever came from them: a mistyped name is seen."""
        if not self.hand_ins.versions(name):
            raise Refusal(404, f"Nothing has come from '{told(name)[:80]}', so there is nobody to return a page to.")
        own = folder_name(name)
        (self.returned / own).mkdir(mode=0o700, exist_ok=True)
        (given,) = give_back(self.returned, [(own, html)], card, inside=("",))
        if given.state == "left out":
            raise Refusal(507, f"The page was not kept: {given.reason}.")
        return given

    def rows(self) -> list[ClassRow]:
        """The class, by name."""
        return [row for name in self.hand_ins.identities() if (row := self._row(name)) is not None]

    def _row(self, name: str) -> ClassRow | None:
        versions = self.hand_ins.versions(name)
        if not versions:
            return None
        pages = returned_pages(self.returned / folder_name(name) / FOLDER)
        return ClassRow(
            name=name,
            versions=len(versions),
            at=versions[-1].at,
            bytes=versions[-1].file.stat().st_size,
            returned=pages[0].at if pages else None,
        )

    async def beside(self, work: Callable[[], T]) -> T:
        """Do something long in a thread, so that everybody else is served meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def zipped(self) -> Path:
        """Everybody's newest hand-in as one zip, each in the folder of its learner, as ``mosaic grade`` reads it. It is
        the caller's to remove."""
        handle, name = tempfile.mkstemp(suffix=".zip", dir=self.root / ".incoming")
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
                mark = self.hand_ins.folder / MARK / MARKED
                out.writestr(f"hand_ins/{MARK}/{MARKED}", mark.read_bytes())
                for identity in self.hand_ins.identities():
                    newest = self.hand_ins.newest(identity)
                    if newest is not None:
                        when = time.gmtime(max(newest.at, 315_532_800))[:6]  # a zip begins in 1980
                        entry = zipfile.ZipInfo(f"hand_ins/{folder_name(identity)}/{newest.file.name}", when)
                        entry.compress_type = zipfile.ZIP_DEFLATED
                        out.writestr(entry, self.hand_ins.data(newest))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


def learners_name(text: str) -> str:
    """A learner's name out of an address. Raises Refusal for what can be none."""
    if not text.strip() or re.search(r"[\x00-\x1f\x7f]", text) or len(text) > 200:
        raise Refusal(404, "That is no learner's name.")
    return text
