"""What a class did, as xAPI 1.0.3 statements: one JSON statement a line for each check, hint and opened solution.

A learner is an account of the workbook; names and addresses stay out unless they are asked for. Interaction types and
response patterns are those of the specification's section on interaction activities (cmi.interaction).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.bank.markup import plain, plain_line
from mosaic_exercises.bank.moodle import number
from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.intake.files import locate, read
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.portable import Essay, Matching, Numeric, Ordering, PortableChoice, TrueFalse
from mosaic_exercises.workbook import handin
from mosaic_exercises.workbook.events import Event
from mosaic_exercises.workbook.handin import Submission

VERBS = {"check": "answered", "hint": "interacted", "solution": "interacted"}
SPACE = uuid.UUID("6f2d2b7e-6a54-5f0c-9a0b-6f6f73616963")
"""The names of our statements: the same event is the same statement, so a store takes it once."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What a class's files gave: statements as lines, what of the hand-ins could not be read, in words, and the files
    that are no hand-ins."""

    lines: tuple[bytes, ...]
    problems: tuple[str, ...]
    others: tuple[str, ...]


def statements(course: Course, paths: Iterable[str | Path], home: str, *, names: bool = False) -> Heard:
    """The statements of every hand-in file below ``paths``. ``home``: the IRI that accounts and activities begin with.

    Raises InputError for a path that does not exist.
    """
    lines: list[bytes] = []
    problems: list[str] = []
    others: list[str] = []
    seen: set[str] = set()
    told = cache(lambda slug: activity(course.exercises[slug], course.key(slug), home))
    for place in locate(paths):
        for file in read(place, lambda _: None):
            if file.problem:
                (others if file.status == "ignored" else problems).append(f"{file.label}: {file.problem}")
                continue
            try:
                submission = handin.read(file.data)
            except FormatError as error:
                problems.append(f"{file.label}: {error}")
                continue
            if submission.damaged:
                problems.append(f"{file.label}: {submission.damaged} entries cannot be read; the others are here")
            for event in submission.events:
                if event.id not in seen and event.exercise in course.exercises:
                    seen.add(event.id)
                    lines.append(msgspec.json.encode(statement(submission, event, told, home, names=names)))
    return Heard(lines=tuple(lines), problems=tuple(problems), others=tuple(others))


def statement(
    whole: Submission, event: Event, told: Callable[[str], tuple[dict[str, Any], str]], home: str, *, names: bool
) -> dict[str, Any]:
    """One event as a statement."""
    activity_, sort = told(event.exercise)
    found: dict[str, Any] = {
        "id": str(uuid.uuid5(SPACE, event.id)),
        "actor": actor(whole, home, names=names),
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{VERBS[event.type]}", "display": {"en": VERBS[event.type]}},
        "object": activity_,
        "timestamp": event.at,
        "context": {
            "platform": "Mosaic",
            "extensions": {f"{home}/xapi/event": event.type, f"{home}/xapi/rev": event.rev},
        },
    }
    if event.type == "check":
        result: dict[str, Any] = {"completion": event.outcome not in ("not_attempted", "invalid")}
        if event.outcome in ("correct", "partial", "incorrect"):
            score = min(max(event.score or 0.0, 0.0), 1.0)
            result |= {"success": event.outcome == "correct", "score": {"scaled": score}}
        if (said := response(sort, event.answer)) is not None:
            result["response"] = said
        found["result"] = result
    return found


def actor(whole: Submission, home: str, *, names: bool) -> dict[str, Any]:
    """The learner: an account named by the workbook, or, where names may be told, by the learner's id."""
    learner = whole.learner
    account = {"homePage": home, "name": (learner.id if names else "") or whole.workbook}
    return {"objectType": "Agent", "account": account} | ({"name": learner.name} if names and learner.name else {})


def activity(exercise: Exercise, key: Any, home: str) -> tuple[dict[str, Any], str]:
    """The exercise as an activity, and its interaction type."""
    leave = KINDS[exercise.kind].portable
    portable = leave(exercise.task, key) if leave is not None and key is not None else None
    alone = portable is not None and len(portable.parts) == 1
    # A map's answer is places, not corners: it has no pattern of its own.
    body = portable.parts[0].body if portable is not None and alone and not portable.plane else None
    sort, more = "other", {}
    match body:
        case PortableChoice():
            right = [o.id for o in body.options if o.worth == 1]
            sort = "choice"
            patterns = ["[,]".join(right)]
            more = {"choices": _named((o.id, o.text) for o in body.options)}
        case TrueFalse():
            sort, patterns = "true-false", [str(body.right).lower()]
        case Matching():
            sort, patterns = "matching", ["[,]".join(f"{p.id}[.]{p.answer}" for p in body.pairs)]
            more = {"source": _named((p.id, p.text) for p in body.pairs), "target": _named(body.answers)}
        case Ordering():
            sort, patterns = "sequencing", ["[,]".join(id_ for id_, _ in body.items)]
            more = {"choices": _named(sorted(body.items))}
        case Numeric():
            ends = (number(body.value - body.tolerance), number(body.value + body.tolerance))
            sort, patterns = "numeric", ["[:]".join(ends)]
        case Essay():
            sort, patterns = "long-fill-in", []
        case _:
            patterns = []
    definition: dict[str, Any] = {
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "name": {"en": plain_line(exercise.title)},
        "description": {"en": plain(exercise.prompt)},
        "interactionType": sort,
        **({"correctResponsesPattern": patterns} if patterns else {}),
        **more,
    }
    return {"objectType": "Activity", "id": f"{home}/exercise/{exercise.id}", "definition": definition}, sort


def _named(items: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"id": id_, "description": {"en": plain_line(text)}} for id_, text in items]


def response(sort: str, answer: Any) -> str | None:
    """A raw answer as the pattern of its interaction type; None for one that has no such form."""
    match sort, answer:
        case (("choice" | "sequencing" | "true-false"), list()):
            return "[,]".join(map(str, answer))
        case "matching", Mapping():
            return "[,]".join(f"{left}[.]{right}" for left, right in answer.items() if right is not None)
        case (("numeric" | "long-fill-in"), (str() | int() | float())):
            return str(answer)
    return None if answer is None else msgspec.json.encode(answer).decode()
