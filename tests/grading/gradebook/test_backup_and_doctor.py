"""Backups and what damage does: nothing is believed that is not whole, nothing that can be read is lost, and the
damaged file stays as it is, byte for byte."""

from __future__ import annotations

import contextlib
import errno
import random
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sql

from mosaic_exercises.cli import main
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.backup import about, back_up, copied, layout, read_info
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import META
from tests.grading.conftest import table
from tests.grading.former_book import as_former, rewrite
from tests.grading.marked_class import marked_class
from tests.grading.postgres import fresh


def filled(folder: Path, learners: int, url: str = "") -> Gradebook:
    """A gradebook with marks, judgements and comments."""
    _, book = marked_class(folder, learners, url)
    for n in range(0, learners, 2):
        book.mark(f"id{n:03d}", "who-buys", 1.5, "Ada", 0)
        book.comment(f"id{n:03d}", "plan", f"Well said, {n}. 😀", "Bo")
    book.judge("id000", "plan", "rung", 2, {"rung": 3, "action": 2, "measure": 3}, "Ada")
    return book


def rows(book: Gradebook) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with book.reading() as db:
        return {
            t.name: [tuple(r) for r in db.execute(sql.select(t).order_by(*t.primary_key.columns))]
            for t in META.sorted_tables
        }


def test_a_backup_is_every_row_and_goes_back_into_either_database(
    tmp_path: Path, book_url: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    book = filled(tmp_path, 5, book_url)
    before = rows(book)
    copy = tmp_path / "copy.db"
    assert main(["backup", book_url, "--out", str(copy)]) == 0
    assert "5 learners, 3 marks, 3 comments" in capsys.readouterr().out
    assert read_info(copy).rows["history"] == len(before["history"])
    assert main(["backup", book_url, "--out", str(copy)]) == 2, "never over another file"
    book.mark("id001", "who-buys", 0.5, "Ada", 0)
    assert rows(Gradebook(copy)) == before, "it is a gradebook itself"
    targets = [str(tmp_path / "new"), f"sqlite:///{tmp_path / 'other.db'}"]
    if book_url.startswith("postgresql"):
        targets.append(fresh(request.getfixturevalue("postgres")))
    for target in targets:
        assert main(["restore", str(copy), target]) == 0
        with contextlib.closing(Gradebook(target if "://" in target else Path(target) / "gradebook.db")) as back:
            now = rows(back)
            assert {k: v for k, v in now.items() if k != "history"} == {
                k: v for k, v in before.items() if k != "history"
            }
            assert now["history"][:-1] == before["history"]
            assert back.history()[-1].what == "restore"
            back.mark("id003", "who-buys", 1.0, "Ada", 0)  # numbers go on behind those that were restored
            back.comment("id003", "plan", "New.", "Bo")
    assert main(["restore", str(copy), book_url]) == 2  # there is something in it
    kept = tmp_path / "kept.db"
    assert main(["restore", str(copy), book_url, "--replace", "--keep", str(kept)]) == 0
    assert len(rows(Gradebook(kept))["marks"]) == 4
    assert len(rows(Gradebook(book_url))["marks"]) == 3


def test_a_damaged_backup_is_never_restored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = filled(tmp_path, 8)
    copy, hurt, target = tmp_path / "copy.db", tmp_path / "hurt.db", tmp_path / "grades" / "gradebook.db"
    back_up(book, copy)
    book.close()
    whole, there, was = copy.read_bytes(), target.read_bytes(), rows(Gradebook(copy))
    rng = random.Random(7)
    refused = 0
    for n in range(60):
        data = bytearray(whole)
        if n % 3 == 0:
            del data[rng.randrange(len(data)) :]
        else:
            at = rng.randrange(len(data))
            data[at : at + 40] = rng.randbytes(len(data[at : at + 40]))
        hurt.write_bytes(data)
        try:
            read_info(hurt)
        except InputError:
            refused += 1
            assert main(["restore", str(hurt), str(target), "--replace"]) == 2
            assert target.read_bytes() == there
        else:  # bytes that hold nothing: every row is as it was
            assert rows(Gradebook(hurt)) == was
    assert refused > 15
    hurt.write_bytes(whole)  # a file that SQLite finds whole, and in which one word is another
    with contextlib.closing(sqlite3.connect(hurt)) as db, db:
        db.execute("update comments set text = 'Badly said.' where id = 1")
    with pytest.raises(InputError, match="its rows are not those that were backed up"):
        read_info(hurt)
    for other, why in ((target, "no backup of a gradebook"), (tmp_path / "none.db", "is not there")):
        capsys.readouterr()
        assert main(["restore", str(other), str(tmp_path / "x")]) == 2
        assert why in capsys.readouterr().err


def test_a_backup_of_an_earlier_version_is_read_goes_back_and_stays_as_it_is(
    tmp_path: Path, book_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = filled(tmp_path, 5)
    entries, marks, piles, lines = list(book.entries()), book.marks(), book.tally(), book.history()
    copy = tmp_path / "copy.db"
    back_up(book, copy)
    older = Gradebook(copy)
    as_former(older)
    with older.writing() as db:  # as the version that had these tables would have written it
        there = sql.inspect(db).get_table_names()
        names = [n for n in (*(t.name for t in META.sorted_tables), "results") if n in there]
        rows_, digest = copied(db, None, layout(db, names))
        for name, value in (("rows", rows_), ("digest", digest)):
            told = msgspec.json.encode(value).decode()
            db.execute(about.update().where(about.c.name == name).values(value=told))
    older.close()
    was = copy.read_bytes()
    assert main(["restore", str(copy), book_url]) == 0
    with contextlib.closing(Gradebook(book_url)) as back:
        assert (list(back.entries()), back.marks(), back.tally()) == (entries, marks, piles)
    capsys.readouterr()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    assert main(["log", str(copy), "--last", "0"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(lines)
    with contextlib.closing(Gradebook(copy)) as older:
        assert (list(older.entries()), older.marks(), older.tally()) == (entries, marks, piles)
        with pytest.raises(InputError, match=r"can only be read; to write, put it back \(mosaic restore\)"):
            older.mark("id001", "who-buys", 0.5, "Ada", 0)
    assert main(["backup", str(copy), "--out", str(tmp_path / "anew.db")]) == 0
    assert read_info(tmp_path / "anew.db").source == str(copy), "and not the copy that it was read through"
    assert not list((tmp_path / "tmp").iterdir())
    assert copy.read_bytes() == was


def test_restoring_keeps_what_was_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = filled(tmp_path, 4)
    grades, copy = tmp_path / "grades", tmp_path / "copy.db"
    back_up(book, copy)
    book.close()
    (grades / "gradebook.db").write_bytes(b"no gradebook any more")
    assert main(["restore", str(copy), str(grades)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", str(copy), str(grades), "--replace"]) == 0
    (kept,) = grades.glob("gradebook.before-restore-*.db")
    assert kept.read_bytes() == b"no gradebook any more"
    assert main(["doctor", str(grades)]) == 0
    assert len(Gradebook(grades / "gradebook.db").marks()) == 2


def test_restoring_says_what_the_backup_does_not_know(
    tmp_path: Path, book_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    book = filled(tmp_path, 3, book_url)
    copy = tmp_path / "copy.db"
    back_up(book, copy)
    book.comment("id001", "plan", "After it.", "Cy")
    book.mark("id001", "who-buys", 1.0, "Dan", 0)
    said = "2 changes made since then are not in the backup, the last by Dan at 20"
    assert main(["restore", str(copy), book_url]) == 2
    assert said in capsys.readouterr().err
    assert main(["restore", str(copy), book_url, "--replace", "--keep", str(tmp_path / "kept.db")]) == 0
    assert said in capsys.readouterr().out
    assert main(["restore", str(copy), book_url, "--replace", "--keep", str(tmp_path / "k2.db")]) == 0
    assert "1 change made since then is not in the backup" in capsys.readouterr().out  # that it was restored


def test_a_place_where_nothing_can_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A read-only disk refuses to remove a file as well, also one that is not there."""
    filled(tmp_path, 2).close()
    grades, copy = tmp_path / "grades", tmp_path / "copy.db"
    assert main(["backup", str(grades), "--out", str(copy)]) == 0

    def refused(path: Path, **_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    assert main(["backup", str(grades), "--out", str(tmp_path / "b.db")]) == 2
    assert "b.db cannot be written: Read-only file system" in capsys.readouterr().err
    assert main(["restore", str(copy), str(grades), "--replace"]) == 2
    assert "gradebook.db cannot be replaced: Read-only file system" in capsys.readouterr().err


def test_a_gradebook_that_cannot_be_opened_is_named_as_it_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"the gradebook .*/Größe 1/book\.db cannot be opened: .*Is its folder there"):
        Gradebook(f"sqlite:///{tmp_path}/Größe 1/book.db")


def test_the_doctor_says_what_is_wrong_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = filled(tmp_path, 6)
    path = tmp_path / "grades" / "gradebook.db"
    whole = path.read_bytes()
    assert main(["doctor", str(tmp_path / "grades")]) == 0
    assert "The gradebook is whole." in capsys.readouterr().out
    rewrite(book, "id000", "plan", score=99.0)
    book.close()
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("delete from history where what = 'mark' and item = 'who-buys' and learner_key = 'id002'")
        db.execute("update marks set share = 3 where learner = (select id from learners where key = 'id004')")
        db.execute("update sheets set results = x'c1' where learner = (select id from learners where key = 'id005')")
        db.execute("delete from learners where key = 'id001'")
        db.execute("update runs set plan = '{'")
    fits_not = path.read_bytes()
    cases: list[tuple[bytes, tuple[str, ...]]] = [
        (
            fits_not,
            (
                "1 mark stands in no history: id002 (who-buys)",
                "a mark of 'who-buys' is 1.5, a share of 3",
                "1 computed score is below 0 or above",
                "the results on 1 sheet cannot be read",
                "1 row of 'sheets' is of a learner that is not there",
                "the settings of the last run cannot be read",
            ),
        ),
        (b"", ("the file is empty",)),
        (b"rubbish" * 900, ("does not begin as an SQLite database does",)),
        (whole[: len(whole) * 2 // 3], ("SQLite",)),
        (whole[: len(whole) * 2 // 3 - 77], ("the file is cut off",)),
    ]
    for data, words in cases:
        path.write_bytes(data)
        assert main(["doctor", str(path)]) == 1
        said = capsys.readouterr().out
        assert all(word in said for word in words), said
        assert "Do  " in said
        assert path.read_bytes() == data
    assert sorted(p.name for p in path.parent.glob("gradebook*")) == ["gradebook.db"]
    assert main(["doctor", str(tmp_path / "none")]) == 2


def test_what_can_be_read_is_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages overwritten and files cut off, in turn: what is saved is what was there, and one lost page costs one
    page."""
    book = filled(tmp_path, 60)
    was = rows(book)
    book.close()
    path, new = tmp_path / "grades" / "gradebook.db", tmp_path / "new.db"
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    pages = len(whole) // size
    rng = random.Random(11)
    kept: list[float] = []
    listless = 0
    cut: list[int] = []
    for n in range(18):
        data = bytearray(whole)
        if n % 6 == 5:
            del data[rng.randrange(pages // 2, pages) * size :]  # behind the list of tables
        else:
            page = rng.randrange(1, pages)  # not the first one: without it there is no list of tables
            data[page * size : (page + 1) * size] = rng.randbytes(size) if n % 2 else bytes(size)
        path.write_bytes(data)
        new.unlink(missing_ok=True)
        code = main(["doctor", str(path), "--rescue", str(new)])
        assert path.read_bytes() == bytes(data), "the damaged one stays as it is"
        if code == 2:  # the list of the tables itself was hit: it fills three pages
            assert "only a backup helps" in capsys.readouterr().err
            assert not new.exists()
            listless += 1
            continue
        with contextlib.closing(Gradebook(new)) as saved:
            now = rows(saved)
            list(saved.entries())  # and it works
        for name, there in was.items():
            mine = [r for r in now[name] if "lost-" not in str(r) and "rescue" not in str(r)]
            assert set(map(repr, mine)) <= set(map(repr, there)), f"{name}: rows that were never there"
            assert read_info(new).rows["learners"] == len(now["learners"]), "and can be restored"
        if n % 6 == 5:
            cut.append(len(now["learners"]))
        else:
            kept.append(sum(len(now[k]) for k in was) / sum(map(len, was.values())))
    assert listless < 8
    assert cut, "a file that is cut off is read up to its end"
    assert min(kept) > 0.5
    assert sum(kept) / len(kept) > 0.9
    path.write_bytes(whole[:-size])  # the last page is gone: all but its rows are there
    new.unlink(missing_ok=True)
    assert main(["doctor", str(path), "--rescue", str(new)]) == 1
    assert f"mosaic restore {new} {path} --replace" in capsys.readouterr().out
    assert main(["restore", str(new), str(path), "--replace"]) == 0
    with contextlib.closing(Gradebook(path)) as back:
        now = rows(back)
    assert sum(map(len, now.values())) > 0.8 * sum(map(len, was.values()))
    path.write_bytes(whole)
    new.unlink(missing_ok=True)
    assert main(["doctor", str(path), "--rescue", str(new)]) == 0
    assert main(["doctor", str(path), "--rescue", str(new)]) == 2, "never over another file"
    with contextlib.closing(Gradebook(new)) as saved:
        assert {k: v for k, v in rows(saved).items() if k != "history"} == {
            k: v for k, v in was.items() if k != "history"
        }
    path.write_bytes(b"rubbish" * 900)
    new.unlink()
    capsys.readouterr()
    assert main(["doctor", str(path), "--rescue", str(new)]) == 2
    assert "only a backup helps" in capsys.readouterr().err
    assert not new.exists()


def test_a_database_is_looked_over_too(tmp_path: Path, book_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    book = filled(tmp_path, 3, book_url)
    assert main(["doctor", book_url]) == 0
    with book.writing() as db:
        db.execute(sql.text("update marks set share = 2"))
    assert main(["doctor", book_url]) == 1
    assert "a share of 2" in capsys.readouterr().out
    assert main(["doctor", book_url, "--rescue", str(tmp_path / "x.db")]) == 2


def test_the_log_says_who_changed_what(tmp_path: Path, book_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    book = filled(tmp_path, 3, book_url)
    book.mark("id000", "who-buys", 2.0, "=Cy\x1b[31m", 1)

    def log(*words: str) -> list[str]:
        assert main(["log", book_url, *words]) == 0
        return capsys.readouterr().out.splitlines()

    assert len(log()) == 2 + 2 + 1 + 1
    assert [line[20:].strip() for line in log("--learner", "ID000", "--what", "mark")] == [
        "Ada: id000  who-buys  mark none -> 1.5",
        "=Cy [31m: id000  who-buys  mark 1.5 -> 2",
    ]
    assert len(log("--who", "Bo")) == 2
    assert len(log("--item", "plan", "--last", "1")) == 1
    assert log("--since", "2999-01-01") == ["Nothing changed that fits."]
    sheet = tmp_path / "log.csv"
    log("--csv", str(sheet))
    assert len(table(sheet)) == 6
    assert table(sheet)[-1]["who"].startswith("'=Cy")
    assert main(["log", book_url, "--since", "yesterday"]) == 2
    assert "'yesterday' is no date" in capsys.readouterr().err
