"""Keep what this edition's drills draw from, so that work handed in with it is graded by the questions it was asked.

Run it before the course's content changes, then raise ``version`` in the manifest: ``python tools/freeze_edition.py``.
"""

from __future__ import annotations

import json

from mosaic_exercises.course import Course, load
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.course.records import TRACKS

HEAD = """\
# What earlier editions drew from, so that work handed in with one of them is graded by the questions it was asked.
# Written by tools/freeze_edition.py before an edition changes; never edited by hand.
"""


def frozen(course: Course) -> str:
    """The tables of this edition: one for a drill that asks every track the same, else one for each track."""
    lines: list[str] = []
    for quiz in course.quizzes.values():
        if quiz.part_of:  # its share follows from the whole
            continue
        pools = {track: course.drawn_from(quiz, track) for track in TRACKS}
        same = len({tuple(pool.questions.items()) for pool in pools.values()}) == 1
        for track, pool in list(pools.items())[: 1 if same else None]:
            name = quiz.id if same else f'"{quiz.id}/{track}"'
            lines += [f'["{course.version}".{name}]', f"size = {pool.size}"]
            lines += [f'["{course.version}".{name}.questions]']
            lines += [f"{slug} = {json.dumps(list(concepts))}" for slug, concepts in pool.questions.items()]
            lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Add this edition to editions.toml, once."""
    course = load()
    path = CONTENT / "editions.toml"
    text = path.read_text(encoding="utf-8") if path.is_file() else HEAD + "\n"
    if any(version == course.version for version, _ in course.editions):
        print(f"{path}: edition {course.version} is there already. Raise version in manifest.toml for the next one.")
        return 1
    path.write_text(text.rstrip("\n") + "\n\n" + frozen(course), encoding="utf-8")
    print(f"{path}: edition {course.version} is kept. Now raise version in manifest.toml.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
