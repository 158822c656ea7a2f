"""Writing and reading XML. What is read is foreign: no document type, no entities, bounded in size and depth."""

from __future__ import annotations

from pyexpat import ExpatError, ParserCreate
from typing import Any
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, indent, tostring

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.drawing.html import UNPRINTABLE

LARGEST = 64 * 2**20  # bytes of one document
DEEPEST = 200  # elements inside each other


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
    """The root of a document. Raises BankError for one that is no XML, too large or deep, or has a document type: with
    it come entities, which can grow without bound or fetch other files."""
    if len(data) > LARGEST:
        raise BankError(f"{name}: {len(data) // 2**20} MB are too large; at most {LARGEST // 2**20} MB are read.")
    builder, depth = TreeBuilder(), 0
    reader = ParserCreate()
    reader.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise BankError(f"{name}: more than {DEEPEST} elements lie inside each other. This is no question file.")
        builder.start(local(tag), attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(local(tag))

    def refuse(*_: Any) -> None:
        raise BankError(f"{name}: it declares a document type, which question files do not need. Nothing was read.")

    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler = builder.data
    reader.StartDoctypeDeclHandler = reader.EntityDeclHandler = refuse
    try:
        reader.Parse(data, True)
        root: Element = builder.close()
    except ExpatError as error:
        raise BankError(f"{name}: no whole XML document: {error}. Export it again.") from None
    except (AssertionError, ValueError) as error:
        raise BankError(f"{name}: no XML document that can be read: {error}") from None
    return root


def local(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]


def words(element: Element | None) -> str:
    """All text inside an element."""
    return "" if element is None else "".join(element.itertext()).strip()
