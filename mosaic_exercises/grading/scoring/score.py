"""One submission scored: a pure function of the course and the submission, so that a class can run over many cores.

The score in an event is never read. An answer counts as the rules of its kind judge it now, with this machine's keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from hashlib import blake2b, sha256
from math import fsum
from typing import Any, NamedTuple

import msgspec

from mosaic_exercises.course import Course, Placed
from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.intake.provenance import TimeFrame, frame_of, moment, oddities, possible
from mosaic_exercises.grading.intake.submission import (
    Act,
    LeanSubmission,
    Past,
    Told,
    by_exercise,
    in_a_line,
    in_order,
    in_time_order,
    lean,
    orderly,
    past_of,
    readable,
    sittings,
)
from mosaic_exercises.grading.records import ANSWER_LIMIT, Graded, ItemScore, ItemTry, Refused
from mosaic_exercises.grading.scoring.asked import AskedItem, AskedItems
from mosaic_exercises.grading.scoring.tries import tries_of
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.learner.earned import points_of
from mosaic_exercises.learner.progress import PLACES
from mosaic_exercises.results import Outcome
from mosaic_exercises.workbook.events import Learner, as_utf8, named
from mosaic_exercises.workbook.handin import Submission, read

REMEMBERED = 10_000  # verdicts, twice: those used of late, and those that were used before
SHARES = (1.0, 0.0, 0.5)  # of most verdicts: one number for all of them is found in the processor's cache
SHORT = 1_000  # bytes of an answer that is remembered itself; of a longer one its digest is
encode = msgspec.json.Encoder().encode
when = datetime.fromisoformat
NAMED = 5  # exercises named in one note
MOST_FOREIGN = 2  # other workbooks of one file that are named


class Verdict(NamedTuple):
    """What a check makes of one answer: the outcome, the share of the points, and why it could not be read.
    ``fault`` is true where the check itself failed: a mistake of ours, never the learner's. ``raw`` is the answer as
    JSON in its shortest form, b"" where it is too long to be kept."""

    outcome: Outcome
    share: float
    reason: str = ""
    fault: bool = False
    raw: bytes = b""


class CourseIndex:
    """A course made ready for scoring many submissions.

    A class gives the same few answers to a question again and again, so verdicts are remembered (a bounded number) by
    the exact bytes of the answer. Checks are pure: remembering changes the time, never the result.
    """

    def __init__(self, course: Course, tries: bool = False) -> None:
        self.course = course
        self.tries = tries  # whether every answer that could count is wanted, with its time
        self.placed = course.placed()
        self.revs = {slug: exercise.rev for slug, exercise in course.exercises.items()}
        self.max_score = total(placed.points for placed in self.placed)
        self.known: dict[str, dict[bytes, Verdict]] = {slug: {} for slug in course.exercises}
        self._before = self.known  # those that were known when there came to be too many
        self._number = 0
        self._long: dict[tuple[str, bytes], Verdict] = {}  # by the answer's digest, without the answer
        asked = AskedItems(course)
        self.drawn: Callable[[str, str, str], tuple[AskedItem, ...]] = lru_cache(1_000)(asked)
        self.fixed = asked.fixed

    def asked(self, workbook: str, track: str = "any", version: str = "") -> tuple[AskedItem, ...]:
        """What the edition of this version asked of the workbook with this id, on this track."""
        return self.fixed or self.drawn(workbook, track, version)

    @property
    def keyless(self) -> tuple[str, ...]:
        """Exercises that earn points and whose key is not on this machine: nothing can score them here. Those with a
        rubric wait for a person in any case."""
        worth = dict.fromkeys(s for placed in self.placed if placed.points for s in self.may_ask(placed))
        ruled = (s for s in worth if not getattr(self.course.exercises[s].task, "rubric", ()))
        return tuple(s for s in ruled if self.course.key(s) is None)

    def may_ask(self, placed: Placed) -> tuple[str, ...]:
        """Every exercise that a tile can hold, for any learner."""
        return self.course.pool(self.course.quiz(placed.quiz)) if placed.quiz else (placed.exercise,)

    def judged(self, slug: str, raw: bytes) -> Verdict:
        """Check one answer, as JSON, that is not among the ``known`` ones. Raises a msgspec error, RecursionError or
        ValueError for what is none."""
        if len(raw) <= SHORT:
            found = self._before[slug].get(raw) or self._decode_and_judge(slug, raw)
            if self._number >= REMEMBERED:  # what nobody has given since the last time is forgotten
                self._before, self.known, self._number = self.known, {one: {} for one in self.known}, 0
            self.known[slug][raw] = found
            self._number += 1
            return found
        key = slug, sha256(raw).digest()
        known = self._long.get(key)
        if known is not None:
            return Verdict(known.outcome, known.share, known.reason, known.fault, raw)
        verdict = self._decode_and_judge(slug, raw)
        if verdict.raw == raw:  # as the workbook writes it, and not too long to be kept
            if len(self._long) >= REMEMBERED:
                self._long.pop(next(iter(self._long)), None)
            self._long[key] = verdict._replace(raw=b"")
        return verdict

    def _decode_and_judge(self, slug: str, raw: bytes) -> Verdict:
        answer = msgspec.json.decode(raw)
        short = encode(answer)
        short = raw if short == raw else short  # one text in memory, not two
        return self._judge(slug, answer)._replace(raw=short if len(short) <= ANSWER_LIMIT else b"")

    def _judge(self, slug: str, answer: Any) -> Verdict:
        exercise = self.course.exercises[slug]
        try:
            result = check(exercise.kind, exercise.task, self.course.key(slug), answer)
        except Exception as error:  # one kind's mistake must cost a class one answer, seen by a person, not the run
            return Verdict("invalid", 0.0, f"the check failed: {type(error).__name__}: {error}"[:200], fault=True)
        if not 0.0 <= result.score <= 1.0:
            return Verdict("invalid", 0.0, f"the check gave the score {result.score}", fault=True)
        if result.outcome == "recorded":  # its points wait for a marker
            return Verdict("recorded", 0.0)
        share = next((one for one in SHARES if one == result.score), result.score)
        return Verdict(result.outcome, share, result.summary if result.outcome == "invalid" else "")


def total(scores: Iterable[float]) -> float:
    """Scores added up, without the dust of binary fractions."""
    return round(fsum(scores), PLACES)


def safely_scored(index: CourseIndex, data: bytes) -> Graded | Refused:
    """One file scored. A mistake of ours costs the one file on which it shows, which a person then sees."""
    try:
        return assess(index, data)
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Refused(f"grading this file failed ({what}): a fault of Mosaic's; grade it by hand, and report it")


def assess(index: CourseIndex, data: bytes) -> Graded | Refused:
    """The bytes of one file: graded, or refused with the reason. Never raises for anything the bytes hold."""
    data = as_utf8(data)
    sheet = lean(data)
    if sheet is not None and sheet.course == index.course.course:
        try:
            rest: list[Act] = []
            here = index.course.begins, index.course.version
            if orderly(sheet, data, *here):
                return scored(index, sheet, bytes, clear=True)
            if in_a_line(sheet):
                found = scored(index, sheet, bytes, rest)
                for act in rest:
                    readable(bytes(act.answer))
                return msgspec.structs.replace(found, look=oddities(data, sheet.course, *here))
        except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
            pass  # an answer in it is no JSON after all: read entry by entry
    try:
        submission = read(data)
    except FormatError as error:
        return Refused(str(error), head(data))
    if submission.course != index.course.course:
        other = f"'{submission.course[:80]}', not '{index.course.course}'"
        return Refused(f"a hand-in file of another course ({other})", named(submission.learner))
    look = oddities(data, submission.course, index.course.begins, index.course.version)
    return msgspec.structs.replace(score_submission(index, submission), look=look)


def score_submission(index: CourseIndex, submission: Submission) -> Graded:
    """Check every answer of a submission again. Pure: the same course and submission give the same record."""
    return scored(index, submission, encode)


def scored(
    index: CourseIndex,
    submission: Submission | LeanSubmission,
    as_json: Callable[[Any], bytes],
    rest: list[Any] | None = None,
    clear: bool = False,
) -> Graded:
    """The same for both ways in which a file is read. ``as_json`` makes JSON of an answer; ``rest`` takes the events
    whose answer is not looked at; ``clear``: the times are all as the workbook writes them."""
    by_clock = in_time_order(submission.events, submission.course)
    frame = frame_of(submission.made, index.course.begins)
    times = newest(by_clock) if clear else newest_told(by_clock, submission.made, frame)
    ordered = in_order(by_clock)
    own = by_exercise(ordered)
    items: list[ItemScore] = []
    scores: list[float] = []
    to_mark: list[str] = []
    unreadable: list[str] = []
    former: list[str] = []
    foreign: list[str] = []
    ours = plainly("".join([event.id for event in ordered]))  # all of them at once
    workbook, known, found, add = submission.workbook, index.known, own.get, items.append
    asked = index.asked(submission.workbook, submission.learner.track, submission.version)
    for name, slug, points, today, blank in asked:
        told = found(slug)
        if told is None:
            add(blank)
            continue
        event = told[0]
        if len(told) == 1 and event.type == "check":  # most exercises are answered once
            checks, hints, solution, rev, seconds = 1, 0, False, event.rev, None
        else:
            checks, hints, solution, rev, event, seconds = gone_through(told, rest)
            if event is None:
                add(ItemScore(name, "not_attempted", 0.0, points, checks, hints, solution, b"", seconds))
                continue
        json = as_json(event.answer)
        outcome, share, reason, fault, raw = known[slug].get(json) or index.judged(slug, json)
        score = points if share == 1.0 else points_of(share, points) if share else 0.0
        if rev < today and score < points and outcome != "invalid":
            # Right today counts; what is not may have been right for what was asked then: a person sees it.
            outcome, score = "recorded", 0.0
            former.append(name)
        if event.workbook != workbook:
            foreign.append(event.workbook)
        id_ = event.id if ours else plain(event.id)
        add(ItemScore(name, outcome, score, points, checks, hints, solution, raw, seconds, id_))
        scores.append(score)
        if points and outcome == "recorded":
            to_mark.append(name)
        elif points and outcome == "invalid" and (fault or event.outcome != "invalid"):
            # Where the learner was told that the answer cannot be read, and left it, nobody needs to look again.
            unreadable.append(f"{name}: {reason}")
    if rest is not None:
        rest += [one for slug in own.keys() - {item.slug for item in asked} for one in own[slug]]
    notes = review_notes(submission.damaged, to_mark, unreadable, former)
    return Graded(
        named(submission.learner),
        submission.workbook,
        submission.made,
        *times[:2],
        "needs-review" if notes else "graded",
        total(scores),
        index.max_score,
        tuple(items),
        (*notes, *remarks(index.course, submission, own)),
        submission.damaged > 0 or bool(unreadable),
        (),
        tries_of(ordered, asked, partial(tried, index, as_json, frame, times[0])) if index.tries else {},
        tuple(Counter(foreign).most_common(MOST_FOREIGN)) if foreign else (),
        times[2],
    )


def gone_through(told: Sequence[Any], rest: list[Any] | None) -> tuple[int, int, bool, int, Any, float | None]:
    """What several events about one exercise come to: checks, hints, whether the solution was seen, the rev, the event
    whose answer counts (None for none), and the seconds."""
    past = past_of(told, rest)
    seconds = None if past.first == past.last and not past.sittings else spent(past)
    return past.checks, past.hints, past.solution, past.rev, past.earning, seconds


def tried(
    index: CourseIndex,
    as_json: Callable[[Any], bytes],
    frame: TimeFrame,
    last: float | None,
    event: Any,
    slug: str,
    worth: float,
) -> ItemTry:
    """One answer that could count, judged as the last one is. ``last`` is its time where its own cannot be."""
    json = as_json(event.answer)
    verdict = index.known[slug].get(json) or index.judged(slug, json)
    outcome, score = verdict.outcome, points_of(verdict.share, worth)
    if event.rev < index.revs[slug] and score < worth and outcome != "invalid":
        outcome, score = "recorded", 0.0
    at = possible(event.at, frame)
    at = last if at is None else at
    return ItemTry(at=at, outcome=outcome, score=score, event=plain(event.id), answer=verdict.raw)


def plain(id_: str) -> str:
    """An event's id, or a name that any database takes for one that is not ours: ours are hexadecimal digits."""
    return id_ if plainly(id_) else blake2b(id_.encode("utf-8", "replace"), digest_size=16).hexdigest()


def plainly(ids: str) -> bool:
    """Whether there is nothing but letters and digits of ASCII in an id, or in several."""
    return ids.isascii() and ids.encode().isalnum()


def spent(past: Past) -> float | None:
    """Seconds from the first to the last event about an exercise within each sitting, added up; None where no sitting
    has two events. What came before the first event (reading, thinking) is not in it."""
    try:
        if not past.sittings:
            return round((when(past.last) - when(past.first)).total_seconds(), 3)
        return round(sum((when(last) - when(first)).total_seconds() for first, last in sittings(past)), 3)
    except (ValueError, OverflowError, TypeError):
        return None  # a time that is none, or one of two without a zone


def review_notes(damaged: int, to_mark: list[str], unreadable: list[str], former: list[str]) -> list[str]:
    """Why a person has to look at this submission."""
    notes: list[str] = []
    if damaged > 0:
        notes.append(f"entries of the file that cannot be read: {damaged}; the others are graded")
    if to_mark:
        notes.append(f"to be marked: {listed(to_mark)}")
    if former:
        notes.append(f"answered in an earlier edition, before the exercise changed: {listed(former)}")
    if unreadable:
        notes.append(f"cannot be read now: {listed(unreadable, '; ')}")
    return notes


def remarks(course: Course, submission: Submission | LeanSubmission, own: Mapping[str, Sequence[Told]]) -> list[str]:
    """What is odd about a submission though nobody needs to look: the learner's copy of the course is another one."""
    said: list[str] = []
    known = course.exercises
    foreign = [slug for slug, told in own.items() if slug not in known and past_of(told).checks]
    if submission.version != course.version:
        said.append(f"made with version '{submission.version[:40]}' of the course, not '{course.version}'")
    if foreign:
        said.append(f"answers to exercises that this course does not have: {listed(foreign)}")
    return said


def listed(names: list[str], separator: str = ", ") -> str:
    """The first few names, and how many more."""
    shown = separator.join(n[:200] for n in names[:NAMED])
    return shown + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def newest(events: Sequence[Told]) -> tuple[float | None, float | None, int]:
    """The times of the last event and of the last check, and how many checks have none that can be, where all are
    as the workbook writes them. Events come oldest first."""
    last_check = next((event.at for event in reversed(events) if event.type == "check"), "")
    return moment(events[-1].at) if events else None, moment(last_check), 0


def newest_told(events: Sequence[Told], made: str, frame: TimeFrame) -> tuple[float | None, float | None, int]:
    """The same for any times. What has none that can be was there at the newest time that the file tells, at which it
    was made or something else was done."""
    times = [(possible(event.at, frame), event.type == "check") for event in events]
    known = [at for at, _ in times if at is not None]
    checks = [at for at, check in times if check]
    untimed = checks.count(None)
    if len(known) < len(times):
        known += [at for at in (possible(made, frame),) if at is not None]
    last = max(known, default=None)
    given = [at for at in checks if at is not None] if not untimed else [last] if last is not None else []
    return last, max(given, default=None), untimed


class _Head(msgspec.Struct):
    learner: Learner = Learner()


def head(data: bytes) -> Learner:
    """The learner named in the first line of a hand-in file, which stands whole even where the rest is cut off."""
    line = data[:10_000].partition(b"\n")[0].rstrip().rstrip(b",")
    try:
        return named(msgspec.json.decode(line + b"}", type=_Head).learner)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
        return Learner()
