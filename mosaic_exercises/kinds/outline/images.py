"""Pictures on branches: small ones that travel inside the answer, read strictly; hostile and large ones are refused.

A picture is kept as a ``data:`` address of a PNG or a JPEG. The browser draws what a learner chooses anew in a smaller
size before it comes here, so that nothing but its pixels is left: no place where it was taken, no script of an SVG.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zlib
from typing import Any, Literal

import msgspec

from mosaic_exercises.errors import FormatError

MOST_PICTURES = 6
PICTURE_BYTES = 20_000  # of one picture; six with their words are a record that every gradebook keeps
SIDE = 480  # px: the longer side that a picture is made smaller to
LARGEST_SIDE = 4_000  # px
MOST_PIXELS = 60_000_000  # of a picture in a file that is opened
ADDRESS = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})\Z")
PNG_SIGN = b"\x89PNG\r\n\x1a\n"
NO_PICTURE = "cannot be read: a whole PNG or JPEG is needed. Choose the picture again."


class Image(msgspec.Struct, frozen=True):
    """A picture that was read: "png" or "jpeg", its bytes, and its size in px."""

    sort: Literal["png", "jpeg"]
    data: bytes
    width: int
    height: int


def read_image(address: str, where: str) -> Image:
    """The picture in a ``data:`` address. Raises FormatError for another address, another format, a picture that is
    torn, too large, or has anything behind its end."""
    found = ADDRESS.match(address)
    if found is None:
        raise FormatError(f"{where}: its picture {NO_PICTURE}")
    try:
        data = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        raise FormatError(f"{where}: its picture {NO_PICTURE}") from None
    if len(data) > PICTURE_BYTES:
        raise FormatError(
            f"{where}: its picture has {len(data):,} bytes, {PICTURE_BYTES:,} at most. Choose it again: "
            "it is made smaller."
        )
    sort: Literal["png", "jpeg"] = "png" if found[1] == "png" else "jpeg"
    size = (_png if sort == "png" else _jpeg)(data)
    if size is None or not all(1 <= side <= LARGEST_SIDE for side in size):
        raise FormatError(f"{where}: its picture {NO_PICTURE}")
    return Image(sort, data, *size)


def _png(data: bytes) -> tuple[int, int] | None:
    """The size of a whole PNG: each part as long as it says, each with its own sum, nothing behind the last."""
    if not data.startswith(PNG_SIGN):
        return None
    at, names = len(PNG_SIGN), []
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            return None
        names.append(data[at + 4 : at + 8])
        at = end
        if names[-1] == b"IEND":
            break
    whole = at == len(data) and names[:1] == [b"IHDR"] and names[-1:] == [b"IEND"] and b"IDAT" in names
    return (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) if whole else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """The size of a JPEG that has a beginning, a frame and an end."""
    if not data.startswith(b"\xff\xd8") or not data.endswith(b"\xff\xd9"):
        return None
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        sign, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if sign in FRAMES:
            return (int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7]))
        at += 2 + length
    return None


FRAMES = frozenset((0xC0, 0xC1, 0xC2))  # the frames of JPEGs that browsers, Word and PowerPoint draw


def shrunk(data: bytes) -> str:
    """Any PNG, JPEG, GIF or WebP as the address of a picture within the limits; "" where it is none, is too large to be
    opened, or Pillow is not installed."""
    try:
        import PIL.Image as Pillow
    except ImportError:
        return ""
    try:
        with Pillow.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return ""
            opened.draft("RGB", (SIDE, SIDE))  # of a JPEG, no more is read than is needed
            whole = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return ""
    whole.thumbnail((SIDE, SIDE))
    paper = Pillow.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    tries: list[tuple[str, dict[str, Any], float]] = [("png", {"optimize": True}, 1.0)]
    tries += [("jpeg", {"quality": quality}, scale) for scale in (1.0, 0.7, 0.5, 0.35) for quality in (82, 65, 50)]
    for sort, how, scale in tries:
        small = paper.resize((max(1, round(paper.width * scale)), max(1, round(paper.height * scale))))
        out = io.BytesIO()
        small.save(out, sort, **how)
        if out.tell() <= PICTURE_BYTES:
            return address(sort, out.getvalue())
    return ""


def address(sort: str, data: bytes) -> str:
    """A picture's bytes as an address."""
    return f"data:image/{sort};base64,{base64.b64encode(data).decode('ascii')}"
