"""A deck for Anki (.apkg), by genanki.

Checked against Anki's own engine (anki 26.9): a note is updated only where its time stamp is newer, decks match by
name, a field added to a shipped note type leaves old notes as they are, and two notes of one GUID both come in. So the
GUID is the question's id, the note type has spare fields, deck names never change, and each note carries the time of
its own last change, which is read from the deck that is written over.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from mosaic_exercises.bank.cards import choices, solution
from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.losses import POINTS
from mosaic_exercises.bank.markup import html, line
from mosaic_exercises.bank.packages import by_chapter
from mosaic_exercises.bank.records import ExchangeFormat, Loss, Question

FIELDS = ("Id", "Title", "Question", "Choices", "Answer", "Why", "Hints", "Picture", "Source", "Spare 1", "Spare 2")
"""Never change: a note type with another list of fields is another note type."""

MODEL_ID = 1_764_000_001
CSS = (
    ".card { font: 18px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; max-width: 42em; margin: 0 auto;"
    " padding: 12px; text-align: left; } .nightMode.card { color: #e8edf2; background: #1e252c; }"
    " h2 { font-size: 1.05em; } .answer { border-top: 2px solid currentColor; padding-top: .5em; }"
    " details { margin: .75em 0; } .source { font-size: .8em; opacity: .85; }"
    " img { max-width: 100%; background: #fff; } li { margin: .25em 0; }"
)
FRONT = (
    "<h2>{{Title}}</h2>{{Question}}{{#Picture}}{{Picture}}{{/Picture}}{{Choices}}"
    "{{#Hints}}<details><summary>Hints</summary>{{Hints}}</details>{{/Hints}}"
)
BACK = '{{FrontSide}}<div class="answer" id="answer">{{Answer}}{{Why}}</div><p class="source">{{Source}}</p>'


def deck_id(name: str) -> int:
    """An id for a deck that is the same everywhere (Anki matches decks by name and throws the id away)."""
    return 2**30 + int.from_bytes(sha256(name.encode()).digest()[:4], "big") % 2**30


def guid(question: str) -> str:
    """The GUID of a question's note."""
    return "mosaic-" + sha256(question.encode()).hexdigest()[:20]


def fields(one: Question, title: str) -> list[str]:
    """The note's fields, each HTML."""
    hints = "<ol>" + "".join(f"<li>{line(h)}</li>" for h in one.hints) + "</ol>" if one.hints else ""
    picture = f'<p><img src="{media(one)}" alt="{line(one.alt)}"></p>' if one.picture else ""
    source = line(f"{title}: {one.chapter}")
    return [
        *(one.id, line(one.title), html(one.prompt), choices(one), solution(one), html(one.why)),
        *(hints, picture, source, "", ""),
    ]


def media(one: Question) -> str:
    """The name of a question's picture among all of a collection's files."""
    return f"mosaic-{one.id}.svg"


def known(package: bytes) -> dict[str, tuple[str, int]]:
    """What a deck written here before holds: GUID -> (fields, time of the last change in seconds); {} for none."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "collection.anki2"
            path.write_bytes(archive.read("collection.anki2"))
            connection = sqlite3.connect(path)
            try:
                rows = connection.execute("select guid, flds, mod from notes").fetchall()
            finally:
                connection.close()
    except (zipfile.BadZipFile, KeyError, OSError, sqlite3.Error) as error:
        raise BankError(f"The deck that would be written over cannot be read: {error}. Choose another name.") from None
    return {str(g): (str(f), int(m)) for g, f, m in rows}


def deck(title: str, questions: Sequence[Question], now: int, before: Mapping[str, tuple[str, int]]) -> bytes:
    """The deck. A question that ``before`` has with the same fields keeps its time stamp; others are of ``now``.

    Raises BankError where genanki is not installed.
    """
    try:
        import genanki  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise BankError(
            "Anki decks are written by genanki, which is not installed: pip install 'mosaic-exercises[bank]'"
        ) from None

    model = genanki.Model(
        MODEL_ID,
        "Mosaic question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )

    class Note(genanki.Note):  # type: ignore[misc]  # genanki gives all notes of a package one time stamp
        def write_to_db(self, cursor: Any, timestamp: float, deck: int, ids: Any) -> None:
            """With the note's own time."""
            past = before.get(self.guid)
            same = past is not None and past[0] == "\x1f".join(self.fields)
            super().write_to_db(cursor, past[1] if past is not None and same else timestamp, deck, ids)

    decks = []
    with tempfile.TemporaryDirectory() as folder:
        pictures = []
        for number, (chapter, own) in enumerate(by_chapter(questions).items()):
            name = f"{title}::{number:02} {chapter.replace('::', ': ')}"
            found = genanki.Deck(deck_id(name), name)
            for question in own:
                tags = [f"mosaic::{tag}" for tag in question.tags]
                found.add_note(Note(model=model, fields=fields(question, title), guid=guid(question.id), tags=tags))
                if question.picture:
                    path = Path(folder) / media(question)
                    path.write_text(question.picture, encoding="utf-8")
                    pictures.append(str(path))
            decks.append(found)
        package = genanki.Package(decks, media_files=pictures)
        path = Path(folder) / "deck.apkg"
        package.write_to_file(str(path), timestamp=float(now))
        return path.read_bytes()


def write(title: str, questions: Sequence[Question]) -> bytes:
    """A deck in which every note is new now."""
    import time

    return deck(title, questions, int(time.time()), {})


LOSSES = (Loss("what is said to a wrong answer: a card is turned, not checked", lambda _: True), POINTS)

ANKI = ExchangeFormat(name="anki", label="Anki", ending=".apkg", write=write, losses=LOSSES)
