"""The session of what is listened to: conversations and study notes, read by the browser's own voices."""

from __future__ import annotations

from mosaic_exercises.course import Course
from mosaic_exercises.course.episodes import Episode, episodes, sentences, transcript
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing, never_refreshed
from mosaic_exercises.panel.wire import written
from mosaic_exercises.panel.wire.recall import EpisodeView, ListenView, SpokenView
from mosaic_exercises.recall.aloud import NoteAloud, notes_aloud


class ListenSession:
    """All conversations and notes, or those of one notebook. It keeps nothing, so it answers nothing."""

    parts: tuple[str, ...] = ("listen",)

    def __init__(self, course: Course, notebook: str = "") -> None:
        self.course = course
        self.episodes: tuple[Episode, ...] = tuple(e for e in episodes() if not notebook or e.id == notebook)
        self.notes = tuple(note for note in notes_aloud(course) if not notebook or note.id == notebook)

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> ListenView:
        """Every conversation and note, sentence by sentence."""
        return ListenView(
            episodes=tuple(
                EpisodeView(
                    id=one.id,
                    title=one.title,
                    minutes=round(one.minutes),
                    spoken=tuple(
                        SpokenView(
                            who=line.who, name=one.name(line.who), sentences=tuple(sentences(line.text)), word=False
                        )
                        for line in one.line
                    ),
                )
                for one in self.episodes
            ),
            notes=tuple(map(noted, self.notes)),
        )

    def handle(self, message: Message) -> list[Message]:  # noqa: ARG002 - the contract's signature
        """Nothing is asked of Python."""
        return []

    marks = marks_nothing
    refreshed = never_refreshed

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Conversations and study notes to listen to. {FALLBACK}"

    def text(self) -> str:
        """The transcripts."""
        read = ("\n".join([note.title, *(" ".join(t.sentences) for t in note.turns)]) for note in self.notes)
        return "\n\n".join([*map(transcript, self.episodes), *read])

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title="Conversations and study notes to listen to",
            text="They are read aloud by the voices of your browser, and stand there to read.",
            foot=ALIVE,
        )


def noted(note: NoteAloud) -> EpisodeView:
    """The notes of a notebook as they travel."""
    return EpisodeView(
        id=note.id,
        title=note.title,
        minutes=max(1, round(note.minutes)),
        spoken=tuple(SpokenView(who=t.who, name="", sentences=t.sentences, word=t.word) for t in note.turns),
    )
