"""A course of every kind, and hand-in files for it, made from plain answers."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.workbook.events import Draft, Event, Learner
from mosaic_exercises.workbook.handin import FORMAT, Submission, write
from tests.grading.postgres import fresh, server

QUESTIONS = "abcde"
FILES = {
    "manifest.toml": """
        course = "tiles"
        version = "3"
        title = "Tiles"
        [[notebook]]
        id = "01_one"
        title = "One"
        items = [
          { exercise = "who-buys", points = 6 },
          { exercise = "which-fit", points = 4 },
          { exercise = "in-a-row", points = 5 },
        ]
        questions = ["q-a", "q-b", "q-c", "q-d", "q-e"]
        [[notebook]]
        id = "02_two"
        title = "Two"
        items = [
          { exercise = "in-bins", points = 3 },
          { exercise = "how-much", points = 2.5 },
          { exercise = "say-why", points = 0 },
          { exercise = "look-around", points = 0 },
          { quiz = "drill", points = 10 },
        ]
        [[quiz]]
        id = "drill"
        title = "Drill"
        size = 3
        concepts = ["customer"]
    """,
    "concepts.toml": '[customer]\nname = "Customer"\nnotebook = "01_one"\n',
    "misconceptions.toml": '[user-is-buyer]\nname = "The user is the buyer"\ntruth = "They can differ."\n',
    "exercises/01_one.toml": """
        [[exercise]]
        id = "who-buys"
        kind = "choice"
        title = "Who buys?"
        prompt = "A father pays for a bike."
        case = true
        concepts = ["customer"]
        hints = ["Who pays?", "Who signs?"]
        options = [{ id = "a", text = "The father" }, { id = "b", text = "The child" }, { id = "c", text = "The shop" }]
        [[exercise]]
        id = "which-fit"
        kind = "choice"
        mode = "many"
        title = "Which fit?"
        prompt = "Choose all."
        options = [{ id = "a", text = "One" }, { id = "b", text = "Two" }, { id = "c", text = "Three" }]
        [[exercise]]
        id = "in-a-row"
        kind = "order"
        title = "In a row"
        prompt = "Order."
        items = [{ id = "a", text = "A" }, { id = "b", text = "B" }, { id = "c", text = "C" }]
    """,
    "exercises/02_two.toml": """
        [[exercise]]
        id = "in-bins"
        kind = "sort"
        title = "In bins"
        prompt = "Sort."
        bins = [{ id = "x", name = "X" }, { id = "y", name = "Y" }]
        cards = [{ id = "p", text = "P" }, { id = "q", text = "Q" }, { id = "r", text = "R" }]
        [[exercise]]
        id = "how-much"
        kind = "number"
        title = "How much?"
        prompt = "Six times seven."
        [[exercise]]
        id = "say-why"
        kind = "text"
        title = "Say why"
        prompt = "Why?"
        [[exercise]]
        id = "look-around"
        kind = "lab"
        title = "Look around"
        prompt = "Move."
        run = "clv-explorer"
        ask = "What do you see?"
        controls = [{ id = "k", label = "K", min = 0, max = 10, step = 1 }]
    """,
    "keys/01_one.toml": """
        [who-buys]
        right = ["a"]
        why = "He pays."
        wrong = { b = { why = "She rides.", misconception = "user-is-buyer" }, c = { why = "It sells." } }
        [which-fit]
        right = ["a", "b"]
        why = "These."
        wrong = { c = { why = "No." } }
        [in-a-row]
        order = ["a", "b", "c"]
        why = "So."
    """,
    "keys/02_two.toml": """
        [in-bins]
        place = { p = ["x"], q = ["y"], r = ["x", "y"] }
        why = "So."
        [how-much]
        value = 42
        why = "6 x 7."
        [say-why]
        model = "Because it is so."
    """,
    "exercises/pool.toml": "\n".join(
        f"""
        [[exercise]]
        id = "q-{q}"
        kind = "choice"
        mode = "true-false"
        title = "Q {q}"
        prompt = "True?"
        concepts = ["customer"]
        """
        for q in QUESTIONS
    ),
    "keys/pool.toml": "\n".join(
        f"""
        [q-{q}]
        right = ["true"]
        why = "It is."
        wrong = {{ false = {{ why = "No." }} }}
        """
        for q in QUESTIONS
    ),
}
RIGHT: dict[str, Any] = {
    "who-buys": ["a"],
    "which-fit": ["a", "b"],
    "in-a-row": ["a", "b", "c"],
    "in-bins": {"p": "x", "q": "y", "r": "y"},
    "how-much": "42",
    "say-why": "Because he pays.",
    "look-around": {"values": {"k": 4}, "note": "It moves up."},
    **{f"q-{q}": ["true"] for q in QUESTIONS},
}
WORKBOOK = "0123456789abcdef0123456789abcdef"
Row = dict[str, str]


@pytest.fixture
def layer(tmp_path: Path) -> Callable[..., Path]:
    """Writes the course into a folder, with some files replaced."""

    def write_layer(name: str = "course", /, **changed: str) -> Path:
        for path, text in (FILES | {k.replace("__", "/") + ".toml": v for k, v in changed.items()}).items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write_layer


@pytest.fixture
def course(layer: Callable[..., Path]) -> Course:
    """The course, 30.5 points in all."""
    return load_layers((str(layer()),))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's address; skips where there is none."""
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def book_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a gradebook that is not there yet, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'book.db'}"
    return fresh(request.getfixturevalue("postgres"))


def event(slug: str, answer: Any = None, at: str = "2026-03-02T10:00:00.000Z", /, **changed: Any) -> Event:
    """One check of an answer; any field may be another."""
    fields: dict[str, Any] = {
        "v": 1,
        "id": uuid.uuid4().hex,
        "course": "tiles",
        "rev": 1,
        "workbook": WORKBOOK,
        "session": "s",
        "seq": 1,
        "exercise": slug,
        "type": "check",
        "at": at,
        "answer": answer,
    }
    return Event(**(fields | changed))


def submission(
    events: list[Event] | dict[str, Any],
    id_: str = "s1",
    name: str = "Ana",
    /,
    drafts: tuple[Draft, ...] = (),
    **changed: Any,
) -> Submission:
    """A submission of these events, or of one check of each of these answers."""
    if isinstance(events, dict):
        times = (f"2026-03-02T10:{n:02d}:00.000Z" for n in range(60))
        mine = {"workbook": changed.get("workbook", WORKBOOK)}
        events = [event(slug, answer, at, **mine) for (slug, answer), at in zip(events.items(), times, strict=False)]
    fields: dict[str, Any] = {
        "format": FORMAT,
        "v": 1,
        "course": "tiles",
        "version": "3",
        "workbook": WORKBOOK,
        "made": "2026-03-05T10:00:00.000Z",
        "learner": Learner(name, id_, f"{id_}@x.example" if id_ else ""),
        "events": tuple(events),
        "drafts": drafts,
    }
    return Submission(**(fields | changed))


def paper(*args: Any, **changed: Any) -> bytes:
    """The same as the bytes of a hand-in file."""
    return write(submission(*args, **changed))


def table(path: Path) -> list[Row]:
    """A CSV file's rows, read as any program would."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def one(rows: list[Row], **wanted: str) -> Row:
    """The one row with these cells."""
    (row,) = [r for r in rows if all(r[k] == v for k, v in wanted.items())]
    return row
