"""When a result that was found before is still right: where exercises, keys and points, and the code that judges by
them, are to the last byte those that found it. Then a file that is as it was needs no second scoring."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from mosaic_exercises.course import Course

# Folders of what reads and judges a hand-in file; what is not among them makes tables and pages of the results.
JUDGING = ("course", "drawing", "grading", "kinds", "learner", "models", "reading", "workbook")


def package() -> str:
    """The version of this package; "" where it was never installed."""
    try:
        return metadata.version("mosaic-exercises")
    except metadata.PackageNotFoundError:
        return ""


def fingerprint(course: Course, tries: bool = False) -> bytes:
    """Sixteen bytes that change with anything that scores depend on: exercises, keys, points, this package, and whether
    every try is kept."""
    parts = (course.course, course.version, course.notebooks, dict(course.exercises), dict(course.keys))
    more = (dict(course.quizzes), dict(course.pools), course.begins, package(), tries)
    said = msgspec.json.Encoder(enc_hook=str, order="deterministic").encode((parts, more))
    return hashlib.sha256(said).digest()[:16]


@cache
def code() -> bytes:
    """Sixteen bytes that change with the code that judges and the word lists that it reads: a version tells too little
    of a copy that somebody works on. It takes some milliseconds."""
    root = Path(__file__).parents[2]  # the package
    found = hashlib.sha256()
    files = [*root.glob("*.py"), *(path for name in JUDGING for path in (root / name).rglob("*") if is_code(path))]
    for path in sorted(files):
        found.update(f"\n{path.relative_to(root).as_posix()}\n".encode())
        found.update(path.read_bytes())
    return found.digest()[:16]


def is_code(path: Path) -> bool:
    """Whether a file is code, or data that code reads."""
    return path.suffix in (".py", ".toml", ".txt", ".json")
