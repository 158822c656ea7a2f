"""Pictures on branches: within limits, whole, in words too, in every file that holds pictures, and nothing hostile."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from typing import Any

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline import KIND
from mosaic_exercises.kinds.outline.files import FILES, READERS
from mosaic_exercises.kinds.outline.images import MOST_PICTURES, PICTURE_BYTES, address, read_image, shrunk
from mosaic_exercises.kinds.outline.task import OutlineTask
from tests.support import every

Pillow = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
TASK = OutlineTask(root="Customers")


def drawn(sort: str, size: tuple[int, int] = (60, 40), **how: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "#8a1f5c").save(out, sort, **how)
    return out.getvalue()


PNG, JPEG = drawn("png"), drawn("jpeg")
ADDRESS = address("png", PNG)
ALT = 'A "ladder" <of> six steps'
NODES = [
    {"id": "a", "level": 0, "text": "Ladder", "picture": ADDRESS, "alt": ALT},
    {"id": "b", "level": 1, "text": "b"},
]


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


HOSTILE = {
    "an SVG": "data:image/svg+xml;base64,PHN2Zy8+",
    "a page that says it is a PNG": address("png", b"<script>alert(1)</script>"),
    "an address that fetches": "https://example.org/a.png",
    "an address with more behind it": f'{ADDRESS}" onerror="alert(1)',
    "a JPEG that says it is a PNG": address("png", JPEG),
    "a torn PNG": address("png", PNG[:-9]),
    "a torn JPEG": address("jpeg", JPEG[:-9]),
    "something behind its end": address("png", PNG + b"<html>"),
    "a wrong sum": address("png", PNG[:40] + b"x" + PNG[41:]),
    "a bomb": address("png", PNG[:8] + chunk(b"IHDR", b"\0\1\0\0" * 2 + b"\x08\x02\0\0\0") + PNG[33:]),
    "no frame": address("jpeg", b"\xff\xd8\xff\xd9"),
    "too large": address("png", drawn("png", (300, 300)) + b"\0" * PICTURE_BYTES),
}


def test_what_is_hostile_torn_or_too_large_is_refused_in_words() -> None:
    def refused(what: str) -> None:
        with pytest.raises(FormatError, match="Branch 1"):
            KIND.parse(TASK, {"nodes": [{"id": "a", "level": 0, "text": "x", "picture": HOSTILE[what]}]})

    every(HOSTILE, refused)
    many = [{"id": f"n{i}", "level": 0, "text": "x", "picture": ADDRESS} for i in range(MOST_PICTURES + 1)]
    with pytest.raises(FormatError, match=f"more than {MOST_PICTURES}"):
        KIND.parse(TASK, {"nodes": many})


def test_both_sorts_are_read_with_their_size() -> None:
    assert (read_image(ADDRESS, "x").width, read_image(ADDRESS, "x").height) == (60, 40)
    progressive = drawn("jpeg", (70, 30), progressive=True)
    assert (read_image(address("jpeg", progressive), "x").width, len(progressive) > 0) == (70, True)


def test_a_picture_without_words_is_asked_for_them() -> None:
    answer = KIND.parse(TASK, {"nodes": [{**NODES[0], "alt": " "}]})
    (found,) = [c for c in KIND.check(TASK, None, answer).criteria if c.id == "pictures"]
    assert not found.met
    assert "“Ladder”" in found.seen
    named = KIND.check(TASK, None, KIND.parse(TASK, {"nodes": NODES}))
    assert not [c for c in named.criteria if c.id == "pictures"]


def test_reports_have_its_words_not_its_dots() -> None:
    said = KIND.describe(TASK, KIND.parse(TASK, {"nodes": NODES}))
    assert "base64" not in said
    assert "six steps" in said


def test_it_is_in_every_file_with_its_words() -> None:
    for ending in ("docx", "pptx"):
        pytest.importorskip(ending, reason=f"python-{ending} is not installed")

    def held(as_: str) -> None:
        data = FILES.save(TASK, {"nodes": NODES}, as_, "map", "").data
        if as_ in ("docx", "pptx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                media = [archive.read(n) for n in archive.namelist() if "/media/" in n]
                text = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml"))
            assert PNG in media
        else:
            text = data.decode()
            assert base64.b64encode(PNG).decode() in text
        assert "six steps" in text
        assert "<of>" not in text or as_ == "md", "its words are text"

    every(("svg", "html", "docx", "pptx", "md", "opml", "mm"), held)


def test_it_comes_back_from_every_file_that_opens() -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")

    def back(as_: str) -> None:
        data = FILES.save(TASK, {"nodes": NODES, "root": "My middle"}, as_, "map", "").data
        found = READERS[as_](base64.b64encode(data).decode() if as_ == "docx" else data.decode())
        (node, _) = found.nodes
        assert (node.text, node.alt, found.root, found.told) == ("Ladder", ALT, "My middle", "")
        assert (read_image(node.picture, "x").width, read_image(node.picture, "x").height) == (60, 40)

    every(("docx", "md", "opml", "mm"), back)


def test_a_large_picture_of_a_file_is_made_smaller_and_a_bomb_is_left() -> None:
    noise = Pillow.effect_noise((1600, 900), 90)
    out = io.BytesIO()
    noise.save(out, "png")
    small = read_image(shrunk(out.getvalue()), "x")
    assert len(small.data) <= PICTURE_BYTES
    assert abs(small.width / small.height - 16 / 9) < 0.05
    bomb = PNG[:8] + chunk(b"IHDR", (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0") + PNG[33:]
    assert [shrunk(data) for data in (bomb, b"", b"<svg/>", PNG[:50])] == [""] * 4
