"""How a class is graded apart from its rules: who does the work, how tables are written, where the gradebook is. Kept
in a file beside the hand-ins; each choice is an option of the command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.workbook.disk import replace_file

NAME = "grading.json"
WAYS = "ways"  # the id of the action that sets them
MOST_WORKERS = 256
FARM = re.compile(r"(dask|tls)://[^\s/:]+:\d+")
DATABASE = re.compile(r"postgresql(\+\w+)?://\S+")
PASSWORD = re.compile(r"//[^/@\s]*:[^/@\s]*@|[?&]password=")
Work = Literal["", "all", "local", "dask"]
TableStyle = Literal["", "excel", "semicolons"]


class Ways(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``work``: one process, several, workers of dask here or of the scheduler at ``farm``; ``workers``: how many, 0 is
    one for each processor; ``book``: a database's address, "" for a file in the class's folder."""

    work: Work = ""
    workers: int = 0
    farm: str = ""
    tables: TableStyle = ""
    xlsx: bool = False
    book: str = ""


def read_ways(folder: Path) -> Ways:
    """What is kept for a class; everything as usual where nothing is. Raises InputError."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ways)
    except FileNotFoundError:
        return Ways()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise InputError(f"{path} is damaged ({error}): delete it, and choose again under “{TITLE}”") from None


def keep(folder: Path, ways: Ways) -> None:
    """Keep them. Raises InputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / NAME, msgspec.json.format(msgspec.json.encode(ways)) + b"\n")
    except (OSError, MosaicError) as error:
        raise InputError(f"{folder / NAME} cannot be written: {error}") from None


def chosen(filled: Mapping[str, str]) -> Ways:
    """What a form says. Raises InputError in the form's words."""
    said = {name: filled.get(name, "").strip() for name in Ways.__struct_fields__}
    number = said["workers"] or "0"
    if not number.isdigit() or int(number) > MOST_WORKERS:
        raise InputError(f"“{WORKERS}”: '{number[:40]}' is no number from 1 to {MOST_WORKERS}")
    if said["work"] == "dask" and not FARM.fullmatch(said["farm"]):
        what = f"'{said['farm'][:80]}' is no address" if said["farm"] else "it is empty"
        raise InputError(f"“{AT}”: {what}. Write it as dask://farm.example.org:8786")
    if PASSWORD.search(said["book"]):
        raise InputError(
            f"“{BOOK}”: leave the password out of the address, where others could read it. Put it into the file "
            "~/.pgpass or the variable PGPASSWORD of this computer"
        )
    if said["book"] and not DATABASE.fullmatch(said["book"]):
        raise InputError(f"“{BOOK}”: '{said['book'][:80]}' is no address. Write it as postgresql://name@host/database")
    try:
        return msgspec.convert({**said, "workers": int(number), "xlsx": bool(said["xlsx"])}, Ways)
    except msgspec.ValidationError:
        raise InputError("choose one of those that are listed") from None


def options(ways: Ways, command: str) -> list[str]:
    """The words that say the same to a command."""
    many = f":{ways.workers}" if ways.workers else ""
    place = {"local": f"--on=local{many}", "dask": f"--on={ways.farm}"}.get(ways.work, "")
    words = [place] if place and command in ("grade", "regrade", "report") else []
    if command == "grade":
        words += [f"--jobs={ways.workers}"] if ways.work == "all" else []
        words += [f"--{ways.tables}"] if ways.tables else []
        words += ["--xlsx"] if ways.xlsx else []
    if ways.book and command in ("grade", "regrade"):
        words.append(f"--db={ways.book}")
    return words


def told(ways: Ways) -> list[str]:
    """What they come to, in words."""
    how = f"{ways.workers} processes" if ways.workers else "a process for each processor"
    work = {
        "": "this computer, one file after the other",
        "all": f"this computer, {how}",
        "local": f"this computer, {how}; a file that ends one of them is a row that says so",
        "dask": f"the workers of {ways.farm}",
    }[ways.work]
    tables = dict(TABLES)[ways.tables] + ("; and an Excel workbook" if ways.xlsx else "")
    book = ways.book or "a file in this class's folder"
    return [f"The work    {work}", f"Tables      {tables}", f"Gradebook   {book}", "From the next grading on."]


TITLE = "More: who does the work, and where the grades are kept"
WORKERS, AT, BOOK = "How many processes", "The address of the dask scheduler", "A PostgreSQL database for the gradebook"
TABLES = (
    ("", "with commas, for programs"),
    ("excel", "with commas, and a mark by which Excel knows the letters"),
    ("semicolons", "with semicolons and decimal commas, for an Excel of Europe"),
)
