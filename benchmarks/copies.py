"""A large class made of a small one: files by the thousand, in milliseconds each.

Making up one learner of the real course takes a tenth of a second (each open answer is judged to see that it is still
as good in that learner's own voice), so 20,000 of them would take longer than everything that is measured.
``write_copies`` makes up the first few hundred and gives each of them further names: another learner, another
workbook, events with ids of their own, linked anew and sealed. What differs from a class made up whole: an answer is
given as many times as there are copies of it (so more of them are known by the time they come again), and a drill's
answers belong to the draw of the learner they were copied from.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading.demo.made_up import identity, learner, submissions
from mosaic_exercises.workbook.events import Event, encode, first_link, link
from mosaic_exercises.workbook.handin import Submission, file_name, write


def as_another(mine: Submission, seed: int, number: int, of: int) -> Submission:
    """The same answers as those of another learner in another workbook."""
    workbook = identity(seed, number, "copy")
    sessions: dict[str, str] = {}
    events: list[Event] = []
    last = first_link(workbook)
    for n, event in enumerate(mine.events):
        session = sessions.setdefault(event.session, identity(seed, number, "session", len(sessions)))
        event = msgspec.structs.replace(
            event, id=identity(seed, number, "event", n), workbook=workbook, session=session, prev=last
        )
        last = link(encode(event))
        events.append(event)
    who = msgspec.structs.replace(learner(seed, number, of), track=mine.learner.track)
    return msgspec.structs.replace(mine, workbook=workbook, learner=who, events=tuple(events))


def write_copies(course: Course, learners: int, seed: int, out: Path, first: int) -> None:
    """Write ``learners`` files into ``out``, copies of the ``first`` learners of the made-up class of that seed.

    Returns nothing. Raises OSError where the folder cannot be written.
    """
    out.mkdir(parents=True)
    models = list(submissions(course, min(first, learners), seed))
    for number in range(learners):
        mine = as_another(models[number % len(models)], seed, number, learners)
        (out / file_name(mine.learner)).write_bytes(write(mine))
