"""Zips: read in memory, bounded, nothing written anywhere."""

from __future__ import annotations

import copy
import io
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.grading.intake import archive
from mosaic_exercises.grading.intake.archive import Found, members
from mosaic_exercises.workbook.handin import SIZE_LIMIT
from tests.support import share


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in files.items():
            file.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def look(data: bytes) -> list[Found]:
    return list(members(io.BytesIO(data), "z.zip", lambda _: None))


def one(data: bytes) -> Found:
    (found,) = look(data)
    return found


def bomb(size: int, name: str = "bomb.mosaic.json") -> bytes:
    """A zip of one file of ``size`` zero bytes, made without holding them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file, file.open(name, "w", force_zip64=True) as entry:
        block = bytes(1_000_000)
        for _ in range(size // len(block)):
            entry.write(block)
    return buffer.getvalue()


def test_the_files_of_a_zip_are_found_with_their_path() -> None:
    found = look(zipped({"a/b.mosaic.json": b"one", "c.JSON": b"two", "ü/é.mosaic.json": b"three"}))
    assert [(f.label, f.data) for f in found] == [
        ("z.zip/a/b.mosaic.json", b"one"),
        ("z.zip/c.JSON", b"two"),
        ("z.zip/ü/é.mosaic.json", b"three"),
    ]


def test_how_many_files_a_zip_adds_is_told() -> None:
    added: list[int] = []
    inner = zipped({"a.json": b"", "b.json": b""})
    list(members(io.BytesIO(zipped({"c.json": b"", "d.zip": inner})), "z", added.append))
    assert sum(added) == 3 - 1


def test_litter_is_passed_over_and_other_files_are_named() -> None:
    found = look(zipped({"__MACOSX/._a.json": b"", ".DS_Store": b"", "essay.docx": b"x", "a.json": b"y"}))
    assert [(f.label, f.status) for f in found] == [("z.zip/essay.docx", "ignored"), ("z.zip/a.json", "")]


def test_an_empty_zip_is_named() -> None:
    assert one(zipped({})).status == "ignored"
    assert one(zipped({"folder/": b""})).status == "ignored"


def test_zips_in_a_zip_are_read_two_deep() -> None:
    third = zipped({"deep.mosaic.json": b"3"})
    second = zipped({"mid.mosaic.json": b"2", "third.zip": third})
    found = look(zipped({"top.mosaic.json": b"1", "second.zip": second}))
    assert [(f.label, f.data, f.status) for f in found] == [
        ("z.zip/top.mosaic.json", b"1", ""),
        ("z.zip/second.zip/mid.mosaic.json", b"2", ""),
        ("z.zip/second.zip/third.zip", b"", "corrupt"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../a.json",
        "a/../../b.json",
        "/etc/a.json",
        "C:/a.json",
        "..\\a.json",
        "\\\\server\\a.json",
        "a\\..\\..\\b.json",
    ],
)
def test_a_path_that_leaves_is_named_and_the_others_are_read(name: str) -> None:
    found = look(zipped({name: b"x", "good.json": b"y"}))
    assert [f.status for f in found] == ["corrupt", ""]
    assert "leads out" in found[0].problem
    assert found[0].data == b""


def test_a_link_in_a_zip_is_not_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        info = zipfile.ZipInfo("link.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    assert "link" in one(buffer.getvalue()).problem


def test_a_file_larger_than_a_workbook_is_not_unpacked() -> None:
    found = one(bomb(SIZE_LIMIT + 1_000_000))
    assert found.status == "corrupt"
    assert "bytes" in found.problem


def test_a_bomb_is_known_by_its_ratio() -> None:
    found = one(bomb(5_000_000))
    assert found.status == "corrupt"
    assert "bomb" in found.problem


def test_answers_that_compress_well_are_no_bomb() -> None:
    text = "".join(
        f'{{"seq":{n},"answer":"the customer and the user are two people"}},\n' for n in range(30_000)
    ).encode()
    assert one(zipped({"a.json": text})).data == text


def test_a_size_that_lies_is_bounded_by_what_it_says() -> None:
    """The header says 10 bytes; 5,000,000 come out."""
    data = bytearray(bomb(5_000_000))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)  # uncompressed size in the directory
    extra = data.find(struct.pack("<HH", 1, 16), at)
    assert extra == -1  # the size stands in the directory itself
    found = one(bytes(data))
    assert found.status == "corrupt"
    assert len(found.data) <= 10


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ENTRIES", 5)
    assert len(look(zipped({f"{i}.json": b"" for i in range(5)}))) == 5
    refused = one(zipped({f"{i}.json": b"" for i in range(6)}))
    assert refused.status == "corrupt"


def test_entries_and_bytes_are_counted_over_nested_zips_too(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped({f"{i}.json": b"x" * 1000 for i in range(4)}, zipfile.ZIP_STORED)
    outer = zipped({"a.zip": inner, "b.zip": inner}, zipfile.ZIP_STORED)
    assert [f.status for f in look(outer)] == [""] * 8
    monkeypatch.setattr(archive, "ENTRIES", 7)
    assert [f.status for f in look(outer)] == ["", "", "", "", "corrupt"]
    monkeypatch.setattr(archive, "ENTRIES", 100)
    monkeypatch.setattr(archive, "TOTAL_BYTES", len(inner) + 2500)
    found = look(outer)
    assert [f.status for f in found[:3]] == ["", "", "corrupt"]
    assert "in all" in found[2].problem


def test_a_directory_too_large_to_hold_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{i}.json": b"" for i in range(50)})
    assert archive.directory_size(io.BytesIO(data)) > 50 * 46
    monkeypatch.setattr(archive, "DIRECTORY_BYTES", 1000)
    assert "too many files" in one(data).problem


def test_a_directory_size_in_64_bits_is_read() -> None:
    size = 5_000_000_000
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1, 1, size, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert archive.directory_size(io.BytesIO(record + locator + end)) == size
    assert "too many files" in one(record + locator + end).problem


def test_a_locked_or_broken_entry_costs_itself_only() -> None:
    data = bytearray(zipped({"a.json": b"A" * 500, "b.json": b"B" * 500}, zipfile.ZIP_STORED))
    data[data.index(b"A" * 500) + 3] ^= 1  # the checksum no longer fits
    assert [f.status for f in look(bytes(data))] == ["corrupt", ""]
    locked = bytearray(zipped({"a.json": b"A"}))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in one(bytes(locked)).problem


def test_the_same_entry_twice_is_two_files() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a.json", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a.json", "2")
    assert [f.data for f in look(buffer.getvalue())] == [b"1", b"2"]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", b"PK\x05\x06" + bytes(17), b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_one_corrupt_file(data: bytes) -> None:
    assert one(data).status == "corrupt"


WHOLE = zipped({"a.json": b"one" * 40, "b/c.json": b"two" * 40, "d.zip": zipped({"e.json": b"three"})})


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(WHOLE)))
@settings(max_examples=share(300), deadline=None)
def test_a_damaged_zip_never_raises(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    for found in look(bytes(data[: length or len(data)])):
        assert found.status in ("", "corrupt", "ignored")


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    assert all(f.status for f in look(data) if not f.data)


def test_reading_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    look(zipped({"../../out.json": b"x", "a/b.json": b"y", "c.zip": zipped({"d.json": b"z"})}))
    assert list(tmp_path.iterdir()) == []


def test_a_compression_that_is_not_known_is_said() -> None:
    data = bytearray(zipped({"a.json": b"x" * 100}))
    for sign, at in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        struct.pack_into("<H", data, data.rindex(sign) + at, 99)
    assert one(bytes(data)).status == "corrupt"


def test_a_zip_whose_files_overlap_is_refused_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few hundred KB that name one file a hundred times, or files that lie in each other."""
    noise = random.Random(1).randbytes(300_000)
    with zipfile.ZipFile(tmp_path / "same.zip", "w") as made:
        made.writestr("a.json", noise)
        made.filelist += [copy.copy(made.filelist[0]) for _ in range(99)]
    with zipfile.ZipFile(tmp_path / "within.zip", "w") as made:
        for n in range(3):
            made.writestr(f"{n}.json", noise)
        for entry in made.filelist:
            entry.compress_size = entry.file_size = 900_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("something was unpacked"))
    for name in ("same.zip", "within.zip"):
        with (tmp_path / name).open("rb") as file:
            (found,) = members(file, name, lambda _: None)
        assert (found.status, found.data) == ("corrupt", b"")
        assert "overlap" in found.problem


def test_what_is_wrong_with_a_zip_is_said_so_that_somebody_can_act_on_it() -> None:
    whole = zipped({"a.mosaic.json": b"one" * 100}, zipfile.ZIP_STORED)
    assert one(b"no zip").problem == "the zip cannot be read: it is cut off, or is no zip. Download it again"
    assert "it is cut off, or is no zip" in one(whole[: len(whole) // 2]).problem
    assert "it is damaged. Download it again" in one(whole.replace(b"one", b"two")).problem
    local, central = whole.find(b"PK\x03\x04"), whole.find(b"PK\x01\x02")
    other = bytearray(whole)
    other[local + 8], other[central + 10] = 97, 97  # a method that nobody knows
    assert "Unpack it, and grade the folder" in one(bytes(other)).problem
