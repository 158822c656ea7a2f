"""The learner's end on a hub: the pages that went back through the class's service, brought into their own folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from mosaic_exercises.handover.returning import CARD_LIMIT, FOLDER, NAMED, PAGE_LIMIT, ReturnedPage
from mosaic_exercises.workbook import sending
from mosaic_exercises.workbook.disk import replace_file

MOST = 20  # pages that are brought, the newest; the service's own page lists all


class _Told(msgspec.Struct, frozen=True):
    pages: tuple[ReturnedPage, ...] = ()


def bring(work: Path) -> int:
    """Bring the pages that are not in ``work`` (my_work) yet: how many came. A page is never brought twice, and none is
    replaced. Raises SendingError, and WorkbookError where the folder cannot be written."""
    try:
        told = msgspec.json.decode(sending.asked("api/returned"), type=_Told)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise sending.SendingError("The place where hand-ins go did not say which pages came back.") from None
    folder = work / FOLDER
    names = [one.name for one in told.pages[:MOST] if NAMED.fullmatch(one.name)]
    new = [name for name in names if not (folder / name).exists()]
    if new:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # they hold marks: for nobody else on this machine
    for name in new:
        replace_file(folder / name, sending.asked(f"api/returned/{name}", PAGE_LIMIT + CARD_LIMIT))
    return len(new)
