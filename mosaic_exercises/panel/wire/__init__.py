"""What crosses the wire between a panel and its session: each view, each message and each reply is one record.

``messages`` come from the browser and are read as they arrive; ``views`` and ``replies`` are built by the sessions, and
one that lacks a field cannot be built. ``make types`` writes the same records as TypeScript declarations
(``wire.d.ts``), against which the browser's side is checked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError, in_words

UNREAD = "The panel sent what Python cannot read ({}). Nothing was changed. Reload the page, then try again."


def read(raw: Any, sort: Any) -> Any:
    """A message of the browser as a record of ``sort`` (a tagged union). Raises FormatError, in words, for what is no
    such message: of a type that is not answered here, without a field that it needs, larger than any panel sends."""
    try:
        return msgspec.convert(raw, sort)
    except (msgspec.ValidationError, RecursionError, OverflowError) as error:
        raise FormatError(UNREAD.format(error or "it is nested too deeply")) from None


def written(record: msgspec.Struct) -> dict[str, Any]:
    """A view or a reply as plain JSON types."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def answered(
    raw: dict[str, Any], sort: Any, act: Callable[[Any], Any], unread: Callable[[str], Any], **said: Any
) -> list[dict[str, Any]]:
    """The replies to one message, as they travel. ``sort``: the messages that the session answers; ``act`` gives a
    reply, several, or none (None); ``unread`` gives the reply to what is no message, from what is wrong with it, and to
    what went wrong unforeseen: who gets no reply is told that Python is gone. ``said`` stands in each reply, and with
    it the message's number."""
    try:
        found = act(read(raw, sort))
    except FormatError as error:
        found = unread(str(error))
    except Exception as error:
        logging.getLogger(__name__).exception("A message of the browser could not be answered")
        found = unread(in_words(error))
    replies = found if isinstance(found, tuple) else () if found is None else (found,)
    n = raw.get("n")
    number = n if isinstance(n, int) else 0
    return [written(msgspec.structs.replace(reply, **said, n=number)) for reply in replies]
