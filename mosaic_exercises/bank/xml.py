"""Writing XML, and reading what others wrote."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, TreeBuilder, indent, tostring

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.drawing.html import UNPRINTABLE
from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.foreign import walk

LARGEST = 64 * 2**20  # bytes of one document


def put(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new element at the end of ``parent``."""
    made = SubElement(parent, tag, attributes)
    if text is not None:
        made.text = clean(text)
    return made


def clean(text: str) -> str:
    """The text without signs that no XML document can hold."""
    return UNPRINTABLE.sub("\ufffd", text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def written(root: Element) -> bytes:
    """The document, indented."""
    indent(root)
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def parsed(data: bytes, name: str) -> Element:
    """The root of a document. Raises BankError for one that is no XML, too large or deep, or has a document type."""
    builder = TreeBuilder()

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(local(tag), attributes)

    def end(tag: str) -> None:
        builder.end(local(tag))

    try:
        walk(data, name, start, end, builder.data, largest=LARGEST)
    except FormatError as error:
        raise BankError(str(error)) from None
    root: Element = builder.close()
    return root


def local(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]


def words(element: Element | None) -> str:
    """All text inside an element."""
    return "" if element is None else "".join(element.itertext()).strip()
