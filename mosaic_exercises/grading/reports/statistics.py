"""What the scores of a class say about its exercises. Pure: columns of scores in, records out.

Facility and discrimination are those of Moodle's quiz statistics ("Quiz statistics calculations", Moodle docs): the
facility is the mean over the maximum; the discrimination index is the correlation, in percent, of the item with the
rest of the test. Reliability is Cronbach's alpha (Cronbach, L. J., 1951, Psychometrika 16(3), 297-334). Variances and
covariances are those of a sample (n - 1). What cannot be computed is None, never 0.

Caveats. With fewer than some hundred learners these figures wander widely. A very easy or very hard exercise cannot
discriminate. Alpha rises with the number of exercises and assumes that they measure one thing.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import atanh, fsum, sqrt, tanh
from statistics import NormalDist, median

import msgspec

from mosaic_exercises.course.names import tile_of
from mosaic_exercises.grading.records import LearnerResult

TOP = 0.27  # the share of learners in the upper and in the lower group (Kelley, T. L., 1939, J. Educ. Psychol. 30, 17)
FEW = 5  # learners in the upper group below which their agreement is chance
LEAST = 20  # learners who were asked, below which no key is suspected
ERROR = 0.05  # the chance that a class whose keys are all right has a key suspected for how learners do elsewhere
SURE = 2.33  # standard deviations: 99 of 100, one-sided, for what the best agree on
FULL = 0.999  # the share of the points from which an answer counts as right
HARDLY = 0.1  # the facility among the best below which an item is hardly solved
REMEMBERED = 512  # bytes of an answer that is counted
DISTINCT = 500  # different answers of an item that are counted


class ItemStatistics(msgspec.Struct, frozen=True):
    """One item over the learners who were asked it. ``facility`` 0 to 1, ``discrimination`` -100 to 100, both as Moodle
    defines them. ``attempts``, ``hints``: means a learner; ``solutions``, ``blank``: shares of the learners.
    ``upper``, ``lower``: the facility among the best and the weakest 27 % by their other exercises. ``seconds``: the
    median of ``ItemScore.seconds`` over the ``timed`` learners who have it."""

    item: str
    learners: int
    max_score: float
    mean: float
    facility: float | None
    discrimination: float | None
    attempts: float
    hints: float
    solutions: float
    blank: float
    upper: float | None
    lower: float | None
    seconds: float | None = None
    timed: int = 0


class Suspect(msgspec.Struct, frozen=True):
    """An item whose key to look at, the most suspicious with the greatest ``weight``. ``answer``: what most of the best
    learners answered where it earned less than full points (JSON), b"" otherwise."""

    item: str
    weight: float
    reasons: tuple[str, ...]
    answer: bytes = b""


class ClassStatistics(msgspec.Struct, frozen=True):
    """A class. ``alpha`` is over the tiles (a drill is one). ``answers``: how often each item's short answers came."""

    learners: int
    totals: tuple[float, ...]
    max_score: float
    alpha: float | None
    items: tuple[ItemStatistics, ...]
    suspects: tuple[Suspect, ...]
    answers: Mapping[str, Counter[bytes]]


def variance(values: Sequence[float]) -> float | None:
    """The sample variance, None for fewer than two values."""
    return covariance(values, values)


def covariance(a: Sequence[float], b: Sequence[float]) -> float | None:
    """The sample covariance of two columns of the same length, None for fewer than two rows."""
    n = len(a)
    if n < 2:
        return None
    mean_a, mean_b = fsum(a) / n, fsum(b) / n
    return fsum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / (n - 1)


def facility(scores: Sequence[float], max_score: float) -> float | None:
    """The mean over the maximum; None for nobody or for an item without points."""
    return fsum(scores) / len(scores) / max_score if scores and max_score else None


def discrimination(item: Sequence[float], totals: Sequence[float]) -> float | None:
    """100 * cov(item, rest) / sqrt(var(item) * var(rest)), rest = total - item. None where a variance is 0."""
    rest = [t - i for t, i in zip(totals, item, strict=True)]
    both = covariance(item, rest)
    one, other = variance(item), variance(rest)
    if both is None or not one or not other or min(one, other) < 1e-12:
        return None
    return max(-100.0, min(100.0, 100 * both / sqrt(one * other)))


def alpha(columns: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of some columns of scores, one value a learner in each. None for fewer than two columns or
    learners, or where everybody has the same total."""
    k = len(columns)
    if k < 2 or len(columns[0]) < 2:
        return None
    of_total = variance([fsum(row) for row in zip(*columns, strict=True)])
    if not of_total or of_total < 1e-12:
        return None
    return k / (k - 1) * (1 - fsum(variance(c) or 0.0 for c in columns) / of_total)


class ItemColumn:
    """One item while the class is read: who was asked, their scores, and what they did."""

    def __init__(self, max_score: float, tile: array[float]) -> None:
        self.max_score = max_score
        self.tile = tile  # what each learner earned on the tile that the item is of
        self.rows = array("l")
        self.scores = array("d")
        self.seconds = array("d")
        self.attempts = self.hints = self.solutions = self.blank = self.recorded = 0
        self.answers: Counter[bytes] = Counter()
        self.shared: dict[bytes, bytes] = {}  # one object for an answer, however many gave it
        self.given: list[bytes] = []
        self.earned: dict[bytes, float] = {}  # the share of the points, by answer


def of_class(entries: Iterable[LearnerResult]) -> ClassStatistics:
    """Every figure of a class, from the learners whose work could be scored. Items without points are left out of the
    scores; their answers are counted."""
    columns: dict[str, ItemColumn] = {}
    tiles: dict[str, array[float]] = {}
    totals = array("d")
    max_score = 0.0
    for entry in entries:
        if entry.grade.score is None:
            continue
        row = len(totals)
        totals.append(fsum(i.score for i in entry.items))
        max_score = max(max_score, entry.grade.max_score)
        for item in entry.items:
            score, worth, answer = item.score, item.max_score, item.answer
            column = columns.get(item.exercise)
            if column is None or (worth and not column.max_score):
                tile = tiles.setdefault(tile_of(item.exercise), array("d")) if worth else array("d")
                column = columns[item.exercise] = ItemColumn(worth, tile)
            elif column.max_score and not worth:
                continue  # it does not count for this learner, whose track is another
            column.rows.append(row)
            column.scores.append(score)
            column.attempts += item.attempts
            if item.seconds is not None:
                column.seconds.append(item.seconds)
            column.hints += item.hints
            column.solutions += item.solution
            column.recorded += item.outcome == "recorded"
            column.blank += item.outcome == "not_attempted"
            short = answer if len(answer) <= REMEMBERED else b""
            known = short in column.answers or len(column.answers) < DISTINCT
            if short and known:
                column.answers[short] += 1
                column.earned[short] = score / worth if worth else 0.0
            column.given.append(column.shared.setdefault(short, short) if known else b"")
            if worth:
                tile = column.tile
                if len(tile) <= row:
                    tile.extend([0.0] * (row + 1 - len(tile)))
                tile[row] += score
    for tile in tiles.values():
        tile.extend([0.0] * (len(totals) - len(tile)))
    scored = {name: column for name, column in columns.items() if column.max_score}
    found = tuple(of_item(name, column, totals) for name, column in scored.items())
    suspects = [s for s in (suspect(i, scored[i.item], totals, len(found)) for i in found) if s is not None]
    suspects.sort(key=lambda s: -s.weight)
    answers = {name: column.answers for name, column in columns.items()}
    return ClassStatistics(
        len(totals), tuple(totals), max_score, alpha(list(tiles.values())), found, tuple(suspects), answers
    )


def of_item(name: str, column: ItemColumn, totals: Sequence[float]) -> ItemStatistics:
    """The figures of one item."""
    n = len(column.scores)
    mine = [totals[row] for row in column.rows]
    upper, lower = groups(column, totals)
    return ItemStatistics(
        name,
        n,
        column.max_score,
        fsum(column.scores) / n,
        facility(column.scores, column.max_score),
        discrimination(column.scores, mine),
        column.attempts / n,
        column.hints / n,
        column.solutions / n,
        column.blank / n,
        facility([column.scores[i] for i in upper], column.max_score),
        facility([column.scores[i] for i in lower], column.max_score),
        median(column.seconds) if column.seconds else None,
        len(column.seconds),
    )


def groups(column: ItemColumn, totals: Sequence[float]) -> tuple[list[int], list[int]]:
    """The places in the column of the learners who are best, and weakest, at everything else."""
    rest = [totals[row] - score for row, score in zip(column.rows, column.scores, strict=True)]
    order = sorted(range(len(rest)), key=rest.__getitem__)
    size = max(1, round(TOP * len(order)))
    return order[-size:], order[:size]


def at_most(discrimination: float, n: int, items: int) -> float:
    """The upper end of the interval of a correlation (both in percent) over ``n`` learners, more than three: Fisher's
    transformation (Fisher, R. A., 1915, Biometrika 10, 507), one-sided, at ERROR shared among all the items
    (Bonferroni)."""
    middle = atanh(max(-0.999_999, min(0.999_999, discrimination / 100)))
    return 100 * tanh(middle - NormalDist().inv_cdf(ERROR / items) / sqrt(n - 3))


def at_least(hits: int, of: int) -> float:
    """The lower end of Wilson's interval for a share (Wilson, E. B., 1927, J. Am. Stat. Assoc. 22, 209), at SURE."""
    share, z = hits / of, SURE * SURE / of
    return (share + z / 2 - sqrt(z * (share * (1 - share) + z / 4))) / (1 + z)


def suspect(item: ItemStatistics, column: ItemColumn, totals: Sequence[float], items: int) -> Suspect | None:
    """Whether the key of an item is to be looked at: the better learners get it wrong more often than the weaker, most
    of the best agree on an answer that the key does not take, or none of the best get it right. Each for more than
    chance: among hundreds of ``items`` some look odd in any class."""
    if column.recorded or item.learners < LEAST:
        return None  # a person judges it, or has yet to; or too few were asked
    reasons: list[str] = []
    weight = 0.0
    highest = None if item.discrimination is None else at_most(item.discrimination, item.learners, items)
    if item.discrimination is not None and highest is not None and highest < 0:
        weight -= item.discrimination / 100
        figures = f"discrimination {item.discrimination:.0f}, at most {highest:.0f}, {item.learners:,} learners asked"
        reasons.append(f"learners who do well elsewhere do worse here ({figures})")
        if item.upper is not None and item.lower is not None and item.upper < item.lower:
            weight += item.lower - item.upper
            reasons.append(f"the best 27 % earn {item.upper:.0%} of its points, the weakest {item.lower:.0%}")
    best, _ = groups(column, totals)
    answered = [column.given[i] for i in best if column.given[i]]
    if len(best) < FEW or len(answered) * 2 < len(best):
        return Suspect(item.item, weight, tuple(reasons)) if reasons else None
    answer, often = min(Counter(answered).items(), key=lambda pair: (-pair[1], pair[0]))
    wrong = at_least(often, len(best)) > 0.5 and column.earned[answer] < FULL
    if wrong:
        share = often / len(best)
        weight += share
        figures = f"{often} of {len(best)}; at least {at_least(often, len(best)):.0%} of learners as good as these"
        reasons.append(f"{share:.0%} of the best 27 % give one and the same answer ({figures}), short of full points")
    short = sum(column.scores[i] < FULL * column.max_score for i in best)
    if item.upper is not None and item.upper < HARDLY and at_least(short, len(best)) > 0.5:
        weight += 1 - item.upper
        reasons.append(f"the best 27 % ({len(best)} learners) answer it and earn {item.upper:.0%} of its points")
    return Suspect(item.item, weight, tuple(reasons), answer if wrong else b"") if reasons else None


def hardest(items: Iterable[ItemStatistics]) -> list[ItemStatistics]:
    """The items from the hardest to the easiest."""
    return sorted((i for i in items if i.facility is not None), key=lambda i: (i.facility or 0.0, i.item))
