"""How often the SMART checker is right, and how fast it is.

    python -m benchmarks.bench_smart          (make bench-smart)

A verdict of "unsure" counts as wrong. A label marked ambiguous may be flipped by a fair second marker: each figure is
given without those labels and, after it, with all of them. The real statements are read through MOSAIC_EXTRA_DATA.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mosaic_exercises.models import smart

OWN = Path(__file__).parents[1] / "tests" / "data" / "smart"
EXTRA = "MOSAIC_EXTRA_DATA"
TODAY = date(2026, 11, 21)
"""The day the statements were labelled: a net-zero year is near or far from here."""
MEASURES = ("specific", "measurable", "time_bound", "kind", "achievable", "relevant")
PROMPTS = ("achievable", "relevant")
SIXTY_WORDS = (
    "Increase the share of repeat buyers among families who booked a cottage in Cornwall last year from 31% to 36% by "
    "30 June 2027 by sending each of them a follow-up offer within two days of their stay, training all 12 front desk "
    "staff in complaint handling before Easter, and calling back every guest who leaves a rating below four stars"
)
LENGTHS = (100, 1_000, 10_000, 100_000)


@dataclass
class Score:
    """Right answers and labels for one measure; `negatives` are the labels that are false."""

    right: int = 0
    labels: int = 0
    right_of_all: int = 0
    all_labels: int = 0
    negatives: int = 0
    negatives_found: int = 0

    @property
    def accuracy(self) -> float:
        """Share right over the labels not marked ambiguous."""
        return self.right / self.labels if self.labels else 1.0


@dataclass
class Result:
    """Scores by measure for one set of statements, and how many of the five verdicts were given."""

    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in MEASURES})
    given: int = 0
    verdicts: int = 0
    statements: int = 0

    @property
    def share_given(self) -> float:
        return self.given / self.verdicts if self.verdicts else 1.0


def read(path: Path) -> list[dict[str, object]]:
    """The labelled statements of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def answers(seen: smart.Assessment) -> dict[str, bool | str | None]:
    """What the checker says, by the names the labels use."""
    return {**{name: seen.finding(name).as_json for name in smart.CRITERIA}, "kind": seen.kind}


def score(rows: Iterable[dict[str, object]]) -> Result:
    """Mark the checker on labelled statements."""
    result = Result()
    for row in rows:
        said = answers(smart.assess(str(row["text"]), today=TODAY))
        unclear = row["ambiguous"]
        assert isinstance(unclear, list)
        result.statements += 1
        result.verdicts += len(smart.CRITERIA)
        result.given += sum(said[name] is not None for name in smart.CRITERIA)
        for name in MEASURES:
            label = "type" if name == "kind" else name
            mark = result.scores[name]
            right = said[name] == row[label]
            mark.all_labels += 1
            mark.right_of_all += right
            if label in unclear:
                continue
            mark.labels += 1
            mark.right += right
            if row[label] is False:
                mark.negatives += 1
                mark.negatives_found += right
    return result


def by_author(rows: list[dict[str, object]]) -> dict[str, Result]:
    """The scores of each author's statements, in order of first appearance."""
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(str(row["author"]), []).append(row)
    return {author: score(own) for author, own in grouped.items()}


def pairs_right(rows: list[dict[str, object]]) -> tuple[int, int]:
    """Minimal pairs with both members right in the criterion in which they differ, and the number of pairs."""
    members: dict[str, list[bool]] = {}
    for row in rows:
        name = "kind" if row["differs"] == "type" else str(row["differs"])
        said = answers(smart.assess(str(row["text"]), today=TODAY))[name]
        members.setdefault(str(row["pair"]), []).append(said == row[str(row["differs"])])
    return sum(all(marks) for marks in members.values()), len(members)


def show(name: str, result: Result) -> None:
    print(f"\n{name}: {result.statements} statements, {result.share_given:.1%} of verdicts given")
    for measure, mark in result.scores.items():
        every = mark.right_of_all / mark.all_labels
        line = f"  {measure:<11} {mark.accuracy:6.1%} of {mark.labels:>3}   with ambiguous labels {every:6.1%}"
        if measure in PROMPTS:
            line += f"   negatives found {mark.negatives_found} of {mark.negatives}"
        print(line)


def fastest(task: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Seconds by the clock and of processor time, each the best of some rounds."""
    walls, works = [], []
    for _ in range(rounds):
        wall, work = time.perf_counter(), time.process_time()
        task()
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    return min(walls), min(works)


def speed(texts: list[str]) -> None:
    """A thousand statements, a keystroke, and the cost of length."""
    smart.assess(texts[0])
    thousand = [f"{text} ({number})" for number, text in enumerate((texts * (1000 // len(texts) + 1))[:1000])]
    wall, work = fastest(lambda: [smart.assess(text) for text in thousand], 5)
    print(f"\n1,000 statements: {wall:.2f} s by the clock, {work:.2f} s of one core (less than 1 s wanted)")
    words = len(SIXTY_WORDS.split())
    wall, work = fastest(lambda: smart.assess(SIXTY_WORDS), 200)
    print(f"a keystroke on {words} words: {wall * 1e3:.1f} ms by the clock (less than 5 ms wanted)")
    print("milliseconds by length in characters; statements, then signs and digits that tempt a slow pattern:")
    shapes = {
        "statements": "Increase repeat sales by 10% by May. ",
        "one word": "a",
        "digits": "1",
        "1.1.1.": "1.",
        "a.a.a.": "a.",
        "((((": "(",
        "by the by the": "by the ",
        "hyphens": "-",
        "emoji": "\U0001f600",
        "right to left": "زيادة المبيعات ",
    }
    for name, piece in shapes.items():
        costs = []
        for length in LENGTHS:
            text = (piece * (length // len(piece) + 1))[:length]
            costs.append(fastest(lambda text=text: smart.assess(text), 3)[0] * 1e3)  # type: ignore[misc]
        print(
            f"  {name:<14}" + "".join(f"{length:>9,}: {cost:7.2f}" for length, cost in zip(LENGTHS, costs, strict=True))
        )


def main() -> int:
    own, further, frozen, pairs = (
        read(OWN / f"{name}.jsonl") for name in ("development", "further", "frozen", "pairs")
    )
    folder = os.environ.get(EXTRA)
    if folder:
        show(
            "real and student-style statements (objectives/dev.jsonl)",
            score(read(Path(folder) / "objectives" / "dev.jsonl")),
        )
    else:
        print(f"skipped: {EXTRA} is not set, so objectives/dev.jsonl is not measured")
    show("own development statements", score(own))
    show("further development statements", score(further))
    show("the frozen hundred", score(frozen))
    show("minimal pairs", score(pairs))
    right, count = pairs_right(pairs)
    print(f"  both members right in the criterion that differs: {right} of {count} ({right / count:.1%})")
    for name in ("strangers", "sealed_short", "sealed_long", "plans"):
        show(f"strangers' sentences ({name}.jsonl)", score(read(OWN / f"{name}.jsonl")))
    authors = by_author(read(OWN / "strangers.jsonl"))
    print("\n  by author, measures below 90%:")
    for author, result in authors.items():
        low = {name: f"{mark.accuracy:.0%}" for name, mark in result.scores.items() if mark.accuracy < 0.9}
        if low:
            print(f"  {author:<4}{result.statements:>4} statements  {low}")
    speed([str(row["text"]) for row in [*own, *pairs]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
