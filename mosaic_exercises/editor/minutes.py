"""How long a notebook takes: one formula, from its words, decisions and fields.

    minutes = words / READING + decisions * DECISION + fields * FIELD + words to write / WRITING + labs * LAB

- READING, 180 words a minute. Adults read English non-fiction silently at 238 words a minute on average (M. Brysbaert,
  "How many words do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language
  109, 2019, 104047). Three quarters of that: the text is to be learned from, and many readers have English as a second
  language.
- WRITING, 15 words a minute. Composing a text at a keyboard runs at 19 words a minute (C.-M. Karat, C. Halverson, D.
  Horn and J. Karat, "Patterns of entry and correction in large vocabulary continuous speech recognition systems", CHI
  1999, 568-575), again three quarters.
- DECISION, 40 seconds: to choose an option, place a card or join a pair, check, read what is said to it, and in one
  case in three to try again. A sum to work out counts as three, a question of a check, which is asked once, as a half.
- FIELD, one minute: a line of a form, a note, a cell of a map. LAB, five minutes of trying, and a decision a control.

The last three are this workbook's own estimates, set so that the figures come near those of two editors who read all of
the first edition (01: 80 to 90 minutes, 04: 90, 06: 70 to 80, main path of 09: 140). A drill counts its draw
times the mean of what it is drawn from. Left out are tiles that the manifest calls optional or gives to another track,
sources, "Go deeper", text cells whose id begins with "optional" and code that may be read: the figure is for a learner
of any role who does all of the main path once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from math import fsum

import msgspec

from mosaic_exercises.course import Exercise, Notebook
from mosaic_exercises.editor.edition import words
from mosaic_exercises.editor.records import Edition, EditorRule, Measure, NotebookCell, Place, Remark
from mosaic_exercises.kinds import KINDS

LOOKED_UP = ("sources", "templates")  # of a task: what is looked into, not read through
READING = 180.0  # words a minute
WRITING = 15.0
DECISION = 40 / 60  # minutes
FIELD = 1.0
ONCE = 0.5  # of a decision: a check is answered once, without trying again
LAB = 5.0
STEP = 5  # minutes; what a learner reads is rounded to it
SITTING = 60  # minutes, at most
ASIDE = re.compile(r"^(?:see|deeper|sources|handin|title|optional)")  # cells beside the main path
SHOWN = re.compile(r"\b(\d+) (?:honest )?minutes\b")
STOP = re.compile(r"\bstop here\b", re.IGNORECASE)

RULES = (
    EditorRule("minutes-untrue", "The manifest's minutes are those of the formula, to five minutes."),
    EditorRule("minutes-not-shown", "The head of each notebook shows the manifest's minutes."),
    EditorRule(
        "sitting-too-long", "No sitting is longer than 60 minutes: a stop mark ends it (stops, in the manifest)."
    ),
    EditorRule("stop-not-shown", "The text after a stop mark's tile says 'Stop here'."),
)


class Load(msgspec.Struct, frozen=True):
    """What a part asks of a learner: words to read, decisions, fields to fill, words to write, labs to try."""

    read: float = 0.0
    decisions: float = 0.0
    fields: float = 0.0
    write: float = 0.0
    labs: float = 0.0

    @property
    def minutes(self) -> float:
        """The formula."""
        return (
            self.read / READING
            + self.decisions * DECISION
            + self.fields * FIELD
            + self.write / WRITING
            + self.labs * LAB
        )


def total(loads: list[Load]) -> Load:
    """Several parts together."""
    return Load(*(fsum(getattr(one, name) for one in loads) for name in Load.__struct_fields__))


def scaled(load: Load, by: float) -> Load:
    """A part of a load, or several of it."""
    return Load(*(getattr(load, name) * by for name in Load.__struct_fields__))


def of_exercise(exercise: Exercise) -> Load:
    """What one exercise asks: its text, and what its kind wants done (``Kind.effort``)."""
    task = exercise.task
    texts = [
        t for at, t in words(msgspec.to_builtins(task), "") if not at.startswith(LOOKED_UP)
    ]  # to look things up in
    read = float(sum(len(text.split()) for text in (exercise.prompt, *texts)))
    return Load(read, **asdict(KINDS[exercise.kind].effort(task)))


def parts(edition: Edition, notebook: Notebook) -> list[tuple[str, Load]]:
    """(tile or cell, its load) along the main path of a notebook, in the order of its cells."""
    course = edition.course
    placed = {item.slug: item for item in notebook.items}
    found: list[tuple[str, Load]] = []
    for cell in edition.cells.get(notebook.id, ()):
        if cell.kind == "markdown" and not ASIDE.match(cell.id):
            found.append((cell.id, Load(read=len(re.sub(r"<[^>]*>|\|[:|-]+\|", " ", cell.source).split()))))
        slug = tile_of(cell)
        if slug in placed and (placed[slug].track != "any" or placed[slug].optional):
            found.append((slug, Load()))  # it takes no time on this path, and a sitting may end with it
        elif slug in placed:
            if slug in course.quizzes:
                quiz = course.quizzes[slug]
                draw = course.drawn_from(course.whole(quiz))
                pool = [of_exercise(course.exercises[s]) for s in course.asked_here(quiz, draw.questions)]
                load = scaled(total(pool), draw.size / len(draw.questions))
                if quiz.asks:
                    load = msgspec.structs.replace(load, decisions=load.decisions * ONCE)
                found.append((slug, load))
            else:
                found.append((slug, of_exercise(course.exercises[slug])))
    return found


def tile_of(cell: NotebookCell) -> str:
    """The exercise, drill or lab that a code cell shows; "" for none."""
    hit = re.search(r"""^\s*(?:exercise|quiz|lab)\(["']([^"']+)["']\)""", cell.source, re.MULTILINE)
    return hit[1] if hit and cell.kind == "code" else ""


def sittings(edition: Edition, notebook: Notebook) -> list[float]:
    """The minutes of each sitting: from one stop mark to the next."""
    lengths = [0.0]
    for name, load in parts(edition, notebook):
        lengths[-1] += load.minutes
        if name in notebook.stops:
            lengths.append(0.0)
    return lengths


def rounded(minutes: float) -> int:
    """What a learner reads: to the next five minutes up, at least five."""
    return max(STEP, STEP * -int(-minutes // STEP))


class MinutesRow(msgspec.Struct, frozen=True):
    """One notebook's line of the table of times: its load, the minutes of each sitting, and what the manifest says."""

    notebook: str
    load: Load
    sittings: tuple[int, ...]
    minutes: int
    stated: int


def rows(edition: Edition) -> list[MinutesRow]:
    """The table of times."""
    table = []
    for notebook in edition.course.notebooks:
        if edition.cells.get(notebook.id):
            load = total([one for _, one in parts(edition, notebook)])
            each = tuple(rounded(m) for m in sittings(edition, notebook))
            table.append(MinutesRow(notebook.id, load, each, rounded(load.minutes), notebook.minutes))
    return table


def measures(edition: Edition) -> Iterator[Measure]:
    """Minutes beyond an hour of each notebook's longest sitting, and between its stated minutes and the formula's."""
    for row in rows(edition):
        yield Measure("sitting-too-long", row.notebook, max(0, max(row.sittings) - SITTING))
        yield Measure("minutes-untrue", row.notebook, max(0, abs(row.minutes - row.stated) - STEP))


def remarks(edition: Edition) -> Iterator[Remark]:
    """Heads that show other minutes than the manifest, and stop marks that the text does not show."""
    for notebook in edition.course.notebooks:
        cells = edition.cells.get(notebook.id, ())
        head = next((c for c in cells if c.kind == "markdown"), None)
        if head is None:
            continue
        place = Place(notebook.id, f"notebooks/{notebook.file}", "", head.id)
        shown = SHOWN.search(head.source)
        if shown is None or int(shown[1]) != notebook.minutes:
            seen = shown[0] if shown else "no minutes"
            yield Remark("minutes-not-shown", place, seen, f"Write 'About {notebook.minutes} minutes'.")
        for stop in notebook.stops:
            after = next((n for n, c in enumerate(cells) if tile_of(c) == stop), len(cells))
            text = next((c.source for c in cells[after + 1 :] if c.kind == "markdown"), "")
            if not STOP.search(text):
                where = Place(notebook.id, f"notebooks/{notebook.file}", stop, "stops")
                advice = "Begin the next text cell below it with a line that says: Stop here."
                yield Remark("stop-not-shown", where, stop, advice)
