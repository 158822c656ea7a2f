"""What one run over a class found, counted on the way into its tables."""

from __future__ import annotations

import statistics
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import msgspec

from mosaic_exercises.grading.records import Grade, Intake, Status
from mosaic_exercises.grading.scoring.run import RunStore
from mosaic_exercises.grading.scoring.score import CourseIndex

CORRUPT = 100  # files that cannot be read, of which a report hands back all


class Report(msgspec.Struct, frozen=True):
    """What one run found. ``learners`` and ``files`` count by status; ``corrupt``: the first files that cannot be read;
    ``scores``: of the learners whose work counts, in ``percent`` where their maxima differ; ``resumed``: files that an
    earlier run had scored; ``again``: marks that were given for another answer than the one that counts now."""

    folder: str
    learners: dict[str, int]
    files: dict[str, int]
    flags: dict[str, int]
    corrupt: tuple[Intake, ...]
    scores: Sequence[float]
    max_score: float
    keyless: tuple[str, ...]
    notices: tuple[str, ...]
    seconds: float
    resumed: int = 0
    again: int = 0
    percent: bool = False

    @property
    def mean(self) -> float | None:
        """The mean score in points, None where nobody was graded."""
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        """The median score in points, None where nobody was graded."""
        return statistics.median(self.scores) if self.scores else None


class Counted:
    """The grades of a class, counted on their way into the table."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        self.scores = array("d")
        self.most = array("d")
        self.again = 0

    def counted(self, grade: Grade, again: int) -> Grade:
        """A learner's grade; ``again``: how many marks were given for another answer than the one that counts."""
        self.again += again
        self.statuses[grade.status] += 1
        self.flags.update(grade.flags)
        self.flags["look-at"] += bool(grade.look)
        if grade.score is not None:
            self.scores.append(grade.score)
            self.most.append(grade.max_score)
        return grade

    def told(self) -> tuple[Sequence[float], float, bool]:
        """The scores, what a full one is, and whether both are in percent: where maxima differ (learners of different
        tracks) nothing else compares."""
        if not self.most or min(self.most) == max(self.most):
            return self.scores, self.most[0] if self.most else 0.0, False
        shares = array("d", (100 * s / m if m else 0.0 for s, m in zip(self.scores, self.most, strict=True)))
        return shares, 100.0, True


def report(
    out: Path, index: CourseIndex, store: RunStore, found: Counted, notices: tuple[str, ...], grace: bool
) -> Report:
    """What the run found, counted."""
    statuses: tuple[Status, ...] = ("graded", "needs-review", "corrupt", "missing")
    kinds = ("graded", "needs-review", "superseded", "corrupt", "ignored")
    flags = (
        "late",
        *(("in-grace",) if found.flags["in-grace"] or grace else ()),
        "duplicate",
        "unknown-learner",
    )
    flags += ("group",) if found.flags["group"] else ()
    flags += ("look-at",) if found.flags["look-at"] else ()
    files = store.statuses()
    scores, most, percent = found.told()
    return Report(
        str(out),
        {s: found.statuses[s] for s in statuses},
        {k: files.get(k, 0) for k in kinds},
        {f: found.flags[f] for f in flags},
        tuple(islice(store.files("corrupt"), CORRUPT)),
        scores,
        most or index.max_score,
        index.keyless,
        notices,
        0.0,
        store.taken,
        found.again,
        percent,
    )
