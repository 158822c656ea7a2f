"""A walk through XML that somebody else wrote: nothing is fetched, nothing grows, size and depth have bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from mosaic_exercises.errors import FormatError

DEEPEST = 200  # elements inside each other
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")


def walk(
    document: str | bytes,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None] | None = None,
    *,
    largest: int,
    kind: str = "XML",
) -> None:
    """Tell ``start``, ``end`` and ``words`` what a document holds, in its order.

    ``name`` begins each message, ``kind`` is what the document should be. What a text says of its own encoding does
    not count: it is decoded already. Raises FormatError for a document of more than ``largest`` characters (or bytes),
    one that is no whole XML, one whose elements lie too far inside each other, and one with a document type: with that
    come entities, which grow without bound or fetch other files.
    """
    if len(document) > largest:
        size = f"{len(document):,} {'bytes' if isinstance(document, bytes) else 'characters'}"
        raise FormatError(f"{name} has {size}; at most {largest:,} are read. Split it.")
    depth = 0

    def begun(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise FormatError(f"{name} has more than {DEEPEST} elements inside each other. It was not read.")
        start(tag, attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag)

    def refuse(*_: object) -> None:
        raise FormatError(f"{name} declares entities or a document type, which are not needed here. It was not read.")

    reader = expat.ParserCreate()
    reader.buffer_text = True
    reader.StartElementHandler, reader.EndElementHandler = begun, ended
    reader.StartDoctypeDeclHandler = reader.EntityDeclHandler = refuse
    if words is not None:
        reader.CharacterDataHandler = words
    try:
        reader.Parse(document if isinstance(document, bytes) else _DECLARATION.sub("", document).encode(), True)
    except UnicodeEncodeError:
        raise FormatError(f"{name} is no {kind}: it holds signs that no file can hold. Export it again.") from None
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        raise FormatError(
            f"{name} is no {kind}, or not a whole one: it cannot be read at line {line} ({error}). Export it again."
        ) from None
