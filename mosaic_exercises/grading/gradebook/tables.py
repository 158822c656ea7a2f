"""The gradebook's tables. Plain SQL types only, so that any database takes them.

A learner of a whole course has some three hundred results. As rows of their own they were half of what a run costs, so
those of a part of the course stand together on one sheet; what is counted over a class again and again stands beside.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

META = MetaData()
KEY = 200  # characters of a learner's key and of an item's name

runs = Table(
    "runs",
    META,
    Column("id", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("course", String(KEY), nullable=False),
    Column("version", String(KEY), nullable=False),
    Column("rules", Text, nullable=False),
    Column("plan", Text),  # the class's settings, made ready; None in books of an earlier version
    Column("asked", Text),  # what the run was asked to grade, so that it can be done again
)
learners = Table(  # scores as computed; marks stand in their place when the book is read
    "learners",
    META,
    Column("id", Integer, primary_key=True),
    Column("key", String(KEY), nullable=False, unique=True),
    Column("learner_id", String(KEY), nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("flags", String(100), nullable=False),
    Column("score", Float),
    Column("raw", Float),
    Column("penalty", Float, nullable=False),
    Column("days", Integer, nullable=False),
    Column("max_score", Float, nullable=False),
    Column("last_check", Float),
    Column("workbook", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("torn", Boolean, nullable=False),
    Column("look", Text),  # what is worth a look, a line each
    Column("section", Text),
    Column("team", Text),  # the group that hands in one file for all of it
    Column("track", String(20)),
    Column("extension", Text),
    Column("leader", String(KEY)),  # the key of the group's member whose file counts; None for one's own
)
submissions = Table(
    "submissions",
    META,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("learner_id", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reason", Text, nullable=False),
)
items = Table(
    "items",
    META,
    Column("id", Integer, primary_key=True),
    Column("name", String(KEY), nullable=False, unique=True),
    Column("exercise", String(KEY), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("part", Integer),  # of the course: the sheet on which its results stand
)
sheets = Table(  # what was computed of one learner's answers in one part of the course (see ``sheets``)
    "sheets",
    META,
    Column("learner", ForeignKey("learners.id"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("results", LargeBinary, nullable=False),
)
outcomes = Table(  # how many answers to an item the last run found with each outcome, those of a group once
    "outcomes",
    META,
    Column("item", ForeignKey("items.id"), primary_key=True),
    Column("outcome", String(20), primary_key=True),
    Column("most", Float, nullable=False),  # the points that the item is worth
    Column("answers", Integer, nullable=False),
)
marks = Table(
    "marks",
    META,
    Column("id", Integer, primary_key=True),
    Column("learner", ForeignKey("learners.id"), nullable=False),
    Column("item", String(KEY), nullable=False),
    Column("score", Float, nullable=False),  # the points as they were given
    Column("share", Float),  # of what the item was worth: this is what counts
    Column("event", String(KEY)),  # the answer that it was given for: the event's id, and a digest
    Column("answer", String(40)),
    Column("marker", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("outcome", String(20)),  # of the answer that counts now, "" for none
    Column("fits", Boolean),  # whether that is the answer that it was given for
    UniqueConstraint("learner", "item"),
)


def judged(name: str) -> Table:
    """A table of what a marker says of one criterion of an answer."""
    return Table(
        name,
        META,
        Column("id", Integer, primary_key=True),
        Column("learner", ForeignKey("learners.id"), nullable=False),
        Column("item", String(KEY), nullable=False),
        Column("criterion", String(KEY), nullable=False),
        Column("level", Integer, nullable=False),
        Column("levels", Integer, nullable=False),
        Column("answer", String(40), nullable=False),
        Column("event", String(KEY)),
        Column("marker", Text, nullable=False),
        Column("at", String(40), nullable=False),
        Column("version", Integer, nullable=False),
        UniqueConstraint("learner", "item", "criterion"),
    )


judgements = judged("judgements")  # once all criteria of an item are judged, a mark follows from them
opinions = judged("opinions")  # how a second marker judges the same; they change no mark
comments = Table(
    "comments",
    META,
    Column("id", Integer, primary_key=True),
    Column("learner", ForeignKey("learners.id"), nullable=False),
    Column("item", String(KEY), nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("version", Integer, nullable=False),
)
history = Table(
    "history",
    META,
    Column("id", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("learner_key", String(KEY), nullable=False),
    Column("item", String(KEY), nullable=False),
    Column("what", String(20), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("who", Text, nullable=False),
)
Index("history_of", history.c.learner_key, history.c.item)
Index("comments_of", comments.c.learner, comments.c.item)
Index("judgements_of", judgements.c.item, judgements.c.learner)

FORMER = MetaData()
results = Table(  # what earlier versions had in the place of sheets: a row for each learner and item
    "results",
    FORMER,
    Column("learner", Integer, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("outcome", String(20), nullable=False),
    Column("score", Float, nullable=False),
    Column("max_score", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("solution", Boolean, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("seconds", Float),
    Column("event", String(KEY)),
    Column("at", Float),
)
ABOUT = "backup_about"  # the table by which a backup is known


LOCK = 7308898  # the number under which those who change all of a PostgreSQL gradebook wait for each other


def one_at_a_time(db: Connection) -> None:
    """Until this transaction ends nobody else makes tables, writes a run's results or restores: two of them would give
    the same numbers to other learners. SQLite has one writer at a time."""
    if db.dialect.name == "postgresql":
        db.execute(text(f"select pg_advisory_xact_lock({LOCK})"))
