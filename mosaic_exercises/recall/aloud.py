"""Study notes to listen to: one voice says the word and warns, the other explains it."""

from __future__ import annotations

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.episodes import WORDS_A_MINUTE, sentences
from mosaic_exercises.reading import markup
from mosaic_exercises.recall.study_notes import NoteEntry, NotePage, note_pages


class NoteTurn(msgspec.Struct, frozen=True):
    """What one voice (a or b) reads before the other goes on. ``word``: it is the word that the next turns explain."""

    who: str
    sentences: tuple[str, ...]
    word: bool = False


class NoteAloud(msgspec.Struct, frozen=True):
    """The notes of one notebook as they are read, without anyone's own answers."""

    id: str
    title: str
    turns: tuple[NoteTurn, ...]

    @property
    def minutes(self) -> float:
        """How long it takes to hear, by its words."""
        return sum(len(one.split()) for turn in self.turns for one in turn.sentences) / WORDS_A_MINUTE


def notes_aloud(course: Course) -> tuple[NoteAloud, ...]:
    """The notes of every notebook that has some."""
    return tuple(NoteAloud(page.id, page.title, turns(page)) for page in note_pages(course) if page.entries)


def turns(page: NotePage) -> tuple[NoteTurn, ...]:
    """One page, voice by voice."""
    return tuple(turn for entry in page.entries for turn in explained(entry))


def explained(entry: NoteEntry) -> tuple[NoteTurn, ...]:
    """One word: what it means, an example, what to watch out for."""
    unlike = f"Do not confuse it with: {entry.unlike}. " if entry.unlike else ""
    warned = f"{unlike}{entry.trap}"
    return (
        NoteTurn("b", (f"{entry.term}.",), word=True),
        NoteTurn("a", said(f"{entry.meaning}")),
        NoteTurn("a", ("An example.", *said(entry.example))),
        *([NoteTurn("b", ("Watch out.", *said(warned)))] if warned else []),
    )


def said(text: str) -> tuple[str, ...]:
    """A text in the course's markup, sentence by sentence, as a voice reads it."""
    return tuple(sentences(" ".join(markup.words(text).split())))
