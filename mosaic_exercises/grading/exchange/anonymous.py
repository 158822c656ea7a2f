"""The results of a class without names: stable pseudonyms made with a key that the instructor keeps.

A pseudonym is the beginning of an HMAC-SHA-256 of the learner's id under that key: the same key gives the same
pseudonym in every export, and without it nobody can try ids until one fits. Rows stand in the order of the pseudonyms.
Names, ids, addresses, sections, groups, file names, workbooks and times of day are left out; so are answers, unless
asked for.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.records import LearnerResult
from mosaic_exercises.workbook.disk import replace_whole

BEGIN = "mosaic-pseudonym-key-1:"
LETTERS = 12  # of a pseudonym: 60 bits
LEARNERS = ("pseudonym", "track", "status", "late", "score", "max_score", "raw_score", "days_late", "penalty")
ITEMS = ("pseudonym", "exercise", "outcome", "score", "max_score", "attempts", "hints", "solution", "seconds")
NOTEBOOKS = ("pseudonym", "notebook", "score", "max_score", "raw_score", "days_late", "penalty")
REMOVED = "[removed]"


def key_at(path: Path) -> bytes:
    """The key in a file; a new one where there is none. Raises InputError for a file that holds something else."""
    try:
        if not path.exists():
            replace_whole(path, f"{BEGIN}{secrets.token_hex(32)}\n".encode("ascii"), private=True)
        said = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the key cannot be read or made: {error}") from None
    found = re.fullmatch(f"{BEGIN}([0-9a-f]{{64}})", said)
    if found is None:
        raise InputError(f"{path}: this is no key of mosaic anonymise; name a file that is not there, and one is made")
    return bytes.fromhex(found[1])


def pseudonym(key: bytes, learner: str) -> str:
    """What a learner is called. It begins with a letter: a spreadsheet would round a long number."""
    made = hmac.new(key, learner.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return "p" + base64.b32encode(made).decode().lower()[:LETTERS]


def pseudonyms(key: bytes, learners: list[str]) -> dict[str, str]:
    """The pseudonym of each learner, in the order of the pseudonyms. Raises InputError where two would have the
    same."""
    made = sorted((pseudonym(key, one), one) for one in learners)
    if len({name for name, _ in made}) < len(made):
        raise InputError("two learners would have the same pseudonym; use another key file")
    return {one: name for name, one in made}


def learner_row(name: str, entry: LearnerResult) -> tuple[str, ...]:
    """A row of learners.csv. Flags that tell of other people (a copy, a group) are left out."""
    grade = entry.grade
    late = "yes" if "late" in grade.flags else "no"
    points = (grade.score, grade.max_score, grade.raw)
    tail = (str(grade.days), csv_out.number(grade.penalty))
    return (name, entry.place.track, grade.status, late, *map(csv_out.number, points), *tail)


def notebook_rows(name: str, entry: LearnerResult) -> list[tuple[str, ...]]:
    """The rows of notebooks.csv."""
    return [
        (name, n.id, *map(csv_out.number, (n.score, n.max_score, n.raw)), str(n.days), csv_out.number(n.penalty))
        for n in entry.notebooks
    ]


def item_rows(name: str, entry: LearnerResult, said: Callable[[str, bytes], str] | None) -> Iterator[tuple[str, ...]]:
    """The rows of items.csv, with what was answered where ``said`` words it."""
    hide = hider(entry) if said is not None else None
    for i in entry.items:
        used = (str(i.attempts), str(i.hints), "yes" if i.solution else "no")
        seconds = "" if i.seconds is None else f"{i.seconds:.0f}"
        row = (name, i.exercise, i.outcome, csv_out.number(i.score), csv_out.number(i.max_score), *used, seconds)
        if said is None or hide is None:
            yield row
        else:
            yield (*row, csv_out.text(hide(said(i.exercise, i.answer))))


def hider(entry: LearnerResult) -> Callable[[str], str]:
    """Takes the learner's own name, id and address out of a text, where they stand as they are on the roster."""
    grade = entry.grade
    words = [grade.name, grade.email, grade.learner_id, *re.split(r"[\s,]+", grade.name)]
    found = sorted({w for w in words if len(w) >= 3}, key=len, reverse=True)
    if not found:
        return lambda text: text
    pattern = re.compile("|".join(map(re.escape, found)), re.IGNORECASE)
    return lambda text: pattern.sub(REMOVED, text)
