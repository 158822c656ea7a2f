"""Tables kept from one process to the next are those of the files, always; only the base layer's are kept at all."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

import pytest

from mosaic_exercises.course import load_layers, loader
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.course.parsed import Parsed
from mosaic_exercises.errors import CourseError
from tests.support import small_course


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from now on."""
    texts: list[str] = []
    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: texts.append(text) or loads(text))
    return texts


def test_a_table_is_parsed_once_and_anew_when_its_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = write(tmp_path / "one.toml", "a = 1"), write(tmp_path / "two.toml", 'b = ["é", 2.5, true]')
    parsed = counted(monkeypatch)
    for round_ in range(3):
        files = Parsed(tmp_path / "kept" / "tables")
        assert [files.read(one), files.read(two)] == [{"a": 1}, {"b": ["é", 2.5, True]}]
        files.keep()
        assert len(parsed) == 2, round_
    stamp = one.stat()
    write(one, "a = 2")  # of the same length, and with the same time
    os.utime(one, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert Parsed(tmp_path / "kept" / "tables").read(one) == {"a": 2}


@pytest.mark.parametrize("junk", [b"", b"\xc1", b"\x81\xa1a\x01", b"not msgpack at all"])
def test_a_kept_file_that_cannot_be_read_is_no_trouble(tmp_path: Path, junk: bytes) -> None:
    kept = tmp_path / "tables"
    kept.write_bytes(junk)
    files = Parsed(kept)
    assert files.read(write(tmp_path / "one.toml", "a = 1")) == {"a": 1}
    files.keep()
    assert Parsed(kept).read(tmp_path / "one.toml") == {"a": 1}


def test_what_would_come_back_as_something_else_is_not_kept(tmp_path: Path) -> None:
    files = Parsed(tmp_path / "tables")
    files.read(write(tmp_path / "one.toml", "day = 2026-11-29"))
    files.keep()
    assert not (tmp_path / "tables").exists()


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    files = Parsed(tmp_path / "kept" / "tables")
    assert files.read(write(tmp_path / "one.toml", "a = 1")) == {"a": 1}
    files.keep()


def test_the_keys_of_a_layer_of_ones_own_are_kept_nowhere(tmp_path: Path) -> None:
    small_course(tmp_path / "course")
    before = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*"))
    load_layers.__wrapped__((str(tmp_path / "course"),))
    assert sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*")) == before


def test_the_course_is_the_same_from_kept_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "KEPT", tmp_path / "tables")
    parsed = counted(monkeypatch)
    first = load_layers.__wrapped__((str(CONTENT),))
    assert len(parsed) > 40
    again = load_layers.__wrapped__((str(CONTENT),))
    assert len(set(parsed)) == len(parsed)
    assert again == first


def test_content_that_has_changed_is_looked_at_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(loader, "CONTENT", content)
    monkeypatch.setattr(loader, "KEPT", tmp_path / "tables")
    load_layers.__wrapped__((str(content),))
    concepts = content / "concepts.toml"
    good = concepts.read_text(encoding="utf-8")
    concepts.write_text(good.replace("[", "[renamed-", 1), encoding="utf-8")
    for _ in range(2):  # a fault is told each time
        with pytest.raises(CourseError, match="there is no concept"):
            load_layers.__wrapped__((str(content),))
    concepts.write_text(good, encoding="utf-8")
    load_layers.__wrapped__((str(content),))
