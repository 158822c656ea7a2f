"""Pages back to learners: put into their own folders so that only they can read them, and found there again.

A page is one HTML file; the comment at its head says who returned it, when, and what it is. A page that is the same as
the last one that was returned is not returned again; older ones stay.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.errors import HandoverError
from mosaic_exercises.handover.hand_ins import digest
from mosaic_exercises.handover.held import HeldFolder, reason, theirs
from mosaic_exercises.handover.names import told

FOLDER = "returned"
INSIDE = ("my_work", "*/my_work", "")
"""Where ``returned`` stands below a learner's folder: the first that there is. A star is any one folder."""
PAGE_LIMIT = 20_000_000  # bytes
CARD_LIMIT = 2_000  # bytes of a page's head
MOST_PAGES = 200  # that are shown of one learner, the newest
NAMED = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{12})\.html")
STAMP = "%Y%m%dT%H%M%SZ"
HEAD = re.compile(rb"<!-- mosaic-returned (\{[^<>\n]{0,1900}\}) -->\n")


class PageCard(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of a returned page says: what it is, who returned it, and when (seconds since 1970)."""

    title: str = ""
    by: str = ""
    at: float = 0.0


class ReturnedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page as the learner finds it. ``name``: its file's."""

    name: str
    title: str
    by: str
    at: float


class GivenPage(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one learner's page. ``reason``: why it could not be returned."""

    learner: str
    state: Literal["returned", "unchanged", "left out"]
    file: str = ""
    reason: str = ""


def page(html: str, card: PageCard) -> bytes:
    """A page's bytes: its head, then the page as it is."""
    said = json.dumps({"title": card.title[:200], "by": card.by[:200], "at": card.at}, ensure_ascii=True)
    for sign in "<>-":
        said = said.replace(sign, f"\\u{ord(sign):04x}")  # nothing in it ends the comment
    return f"<!-- mosaic-returned {said} -->\n".encode() + html.encode("utf-8", "replace")


def card_of(data: bytes) -> PageCard | None:
    """What a page's head says; None where it has none."""
    found = HEAD.match(data)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found[1], type=PageCard)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def give_back(
    target: Path, pages: Iterable[tuple[str, str]], card: PageCard, *, inside: Iterable[str] = INSIDE
) -> Iterator[GivenPage]:
    """Put a page (learner's id, HTML) into the folder of each learner in ``target``. Folders of learners are never
    made: a learner is who has a folder of exactly this name. Raises HandoverError where ``target`` cannot be used."""
    places = tuple(inside)
    with HeldFolder.at(target) as root:
        there = set(root.folders())
        for learner, html in pages:
            if learner not in there:
                near = [name for name in there if name.casefold() == learner.strip().casefold()]
                hint = f"; there is '{told(near[0])}'" if near else ""
                yield left_out(learner, f"there is no folder of this name{hint}")
                continue
            try:
                yield _given(root, learner, html, card, places)
            except (OSError, HandoverError) as error:
                yield left_out(learner, reason(error))


def left_out(learner: str, why: str) -> GivenPage:
    """A page that was not returned."""
    return GivenPage(learner=learner, state="left out", reason=why)


def _given(root: HeldFolder, learner: str, html: str, card: PageCard, places: tuple[str, ...]) -> GivenPage:
    with contextlib.ExitStack() as stack:
        own = stack.enter_context(root.below(learner))
        held = stack.enter_context(_place(own, places))
        owner = own.status()
        theirs(learner, owner.st_uid, root.status().st_uid)
        rights = rights_in(held.status(), owner)
        folder = stack.enter_context(held.below(FOLDER, make=rights.folder))
        if rights.owner is not None:
            os.chown(folder.handle, *rights.owner)
        data = page(html, card)
        mine = digest(html.encode("utf-8", "replace"))
        before = max(
            (m for row in folder.entries() if (m := NAMED.fullmatch(row.name))), key=lambda m: m[1], default=None
        )
        if before is not None and before[2] == mine:
            return GivenPage(learner=learner, state="unchanged", file=before[0])
        name = f"{datetime.fromtimestamp(card.at, UTC).strftime(STAMP)}-{mine}.html"
        folder.write(name, data, rights.file, rights.owner)
        return GivenPage(learner=learner, state="returned", file=name)


def _place(own: HeldFolder, places: tuple[str, ...]) -> HeldFolder:
    """The folder below a learner's in which ``returned`` stands. Raises HandoverError where it cannot be told."""
    for pattern in places:
        found: list[tuple[str, ...]] = [()]
        for part in filter(None, pattern.split("/")):
            deeper: list[tuple[str, ...]] = []
            for way in found:
                with contextlib.ExitStack() as stack:
                    held = _down(stack, own, way)
                    names = held.folders() if part == "*" else (part,)
                    for name in names:
                        with contextlib.suppress(OSError), held.below(name):
                            deeper.append((*way, name))
            found = deeper
        if len(found) > 1:
            several = ", ".join(told("/".join(way)) for way in found[:3])
            raise HandoverError(f"it may stand in several places ({several}): say which one (--inside)")
        if found:
            with contextlib.ExitStack() as stack:
                held = _down(stack, own, found[0])
                return HeldFolder(held.path, os.dup(held.handle) if held.handle >= 0 else -1)
    raise HandoverError(f"there is none of the folders {', '.join(filter(None, places))} in it")


def _down(stack: contextlib.ExitStack, own: HeldFolder, way: tuple[str, ...]) -> HeldFolder:
    held = own
    for name in way:
        held = stack.enter_context(held.below(name))
    return held


class PageRights(msgspec.Struct, frozen=True):
    """The permissions of a page and of its folder, and whom both are given to (None: to nobody)."""

    file: int
    folder: int
    owner: tuple[int, int] | None = None


def rights_in(held: os.stat_result, own: os.stat_result) -> PageRights:
    """What a page must have in a learner's folder so that only they read it. Raises HandoverError where the system
    leaves no such way."""
    if not hasattr(os, "geteuid"):
        return PageRights(0o600, 0o700)
    me = os.geteuid()
    if me == 0:
        return PageRights(0o600, 0o700, (own.st_uid, own.st_gid))
    if own.st_uid == me:  # one account for all (containers), or folders that the instructor made for a group each
        shared = bool(own.st_mode & stat.S_ISGID)
        return PageRights(0o640, 0o2750) if shared else PageRights(0o600, 0o700)
    both = own.st_mode & held.st_mode
    if both & stat.S_IXOTH or (both & stat.S_IXGRP and own.st_gid not in os.getgroups()):
        raise HandoverError(
            "others on this machine may enter the folder, so they could read the page: close it (chmod go-rwx), or run "
            "this as an account that may give files away"
        )
    return PageRights(0o644, 0o755)  # of another account, but in a folder that nobody else may enter


def returned_pages(folder: Path) -> list[ReturnedPage]:
    """The pages in a learner's ``returned``, newest first; none where there is no such folder. Nothing is raised."""
    found: list[ReturnedPage] = []
    try:
        if not folder.is_dir():
            return []
        with HeldFolder.at(folder) as held:
            rows = [row.name for row in held.entries() if row.name.lower().endswith(".html")]
            for name in rows:
                with contextlib.suppress(OSError, HandoverError):
                    seen = held.head(name, CARD_LIMIT)
                    said = card_of(seen.data) or PageCard(title=name, at=seen.time / 1e9)
                    found.append(ReturnedPage(name=name, title=said.title or name, by=said.by, at=said.at))
    except (OSError, HandoverError):
        return []
    return sorted(found, key=lambda one: (one.at, one.name), reverse=True)[:MOST_PAGES]


def read_page(folder: Path, name: str) -> str:
    """A returned page. Raises HandoverError."""
    try:
        with HeldFolder.at(folder) as held:
            return held.read(name, PAGE_LIMIT).data.decode("utf-8", "replace")
    except OSError as error:
        raise HandoverError(f"The page cannot be read: {reason(error)}") from None
