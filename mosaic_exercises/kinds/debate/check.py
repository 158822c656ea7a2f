"""A debate: read, its answer counted and kept, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.attempt import least
from mosaic_exercises.kinds.authoring import dangling, rubric_problems, same_twice
from mosaic_exercises.kinds.contract import Samples, Solution, viewed
from mosaic_exercises.kinds.debate.task import DebateKey, DebateTask, DebateView, DivisionView, Stand, chosen, opposite
from mosaic_exercises.kinds.division import read_division
from mosaic_exercises.reading.prose import LONGEST, read_prose
from mosaic_exercises.reading.signs import is_blank
from mosaic_exercises.reading.values import Raw, read_object, read_option
from mosaic_exercises.reading.words import count_words
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

SIDE, LENGTH = "side", "length"  # the ids of what the computer looks at


def parse(task: DebateTask, raw: Raw) -> Stand:
    """An object with the side taken and the reply; null, and one with neither, is blank."""
    if raw is None:
        return Stand()
    table = read_object(raw, ("side", "reply"), "This answer")
    side = read_option(table.get("side"), [s.id for s in task.sides], "The side you took")
    reply = read_prose(table.get("reply"))
    return Stand(side, "" if is_blank(reply) else reply)


def check(task: DebateTask, key: DebateKey | None, answer: Stand) -> Result:  # noqa: ARG001 - the contract's signature
    """Recorded, whatever side is taken: both can be defended. The length is counted, the rubric waits for a marker."""
    if not answer.side and not answer.reply:
        return NOT_ATTEMPTED
    if not answer.reply:
        return Result("not_attempted", 0.0, "Your side is kept. Answer the other side's strongest point, then go on.")
    side = chosen(task, answer.side)
    seen = f"You take this side: {side.name}" if side else "You have taken no side yet."
    criteria = [Criterion(SIDE, side is not None, seen, try_next="" if side else "Choose the side you would defend.")]
    count = count_words(answer.reply)
    again = ""
    if count < task.min_words:
        again = f"At least {task.min_words} are asked for. What would the other side say to your answer? Say that, too."
    elif count > (task.max_words or count):
        again = f"At most {task.max_words} are asked for: keep what meets their strongest point."
    criteria.append(Criterion(LENGTH, not again, "1 word." if count == 1 else f"{count} words.", try_next=again))
    criteria += [Criterion(rule.id, None, rule.label, item=rule.id, judge="marker") for rule in task.rubric]
    whole = side is not None and not again
    words = "Your side and your answer are recorded." if whole else "Recorded; what is still asked for is below."
    return Result("recorded", 0.0, words, tuple(criteria))


def samples(task: DebateTask, key: DebateKey | None) -> Samples:
    """A model answer for either side, a short one, one without a side; nothing; and what cannot be read."""
    one, two = (side.id for side in task.sides)
    models = tuple({"side": i, "reply": key.models[i]} for i in (one, two)) if key is not None else ()
    short = "Too short:" + " and so on" * least(task.min_words)
    return Samples(
        blank=(None, {}, {"side": "", "reply": " \n"}, {"side": None, "reply": None}),
        malformed=(
            *(7, True, "a text", [one], {"side": "no such side"}, {"side": 1}, {"side": [one]}, {"reply": 7}),
            *({"reply": "a bell\x07"}, {"reply": "word " * (LONGEST // 5 + 1)}, {"no such field": one}),
        ),
        recorded=(*models, {"side": one, "reply": short}, {"side": "", "reply": short}),
    )


def describe(task: DebateTask, answer: Stand) -> str:
    """The side, the point that is answered, and the answer."""
    side = chosen(task, answer.side)
    lines = [f"Side: {side.name}", f"Their strongest point: {opposite(task, side.id).strongest}"] if side else []
    if answer.reply:
        lines.append(f"Answer: {' '.join(answer.reply.split())}")
    return "\n".join(lines)


def problems(task: DebateTask, key: DebateKey | None) -> list[str]:
    """What an author got wrong."""
    found = same_twice("sides", ((side.id, side.name) for side in task.sides))
    found += [f"sides: '{s.id}' has no strongest point" for s in task.sides if not s.strongest.strip()]
    found += rubric_problems(task.rubric, (SIDE, LENGTH))
    found += [f"rubric: '{r.id}' has one level; give two or more, or none" for r in task.rubric if len(r.levels) == 1]
    if len(task.sides) != 2:
        found.append(f"sides: a debate has two, not {len(task.sides)}")
    if not task.motion.strip():
        found.append("motion: say what is debated")
    if task.min_words < 0 or task.max_words < 0:
        found.append("min_words, max_words: below 0; 0 means no limit")
    if 0 < task.max_words < task.min_words:
        found.append("min_words, max_words: the least is more than the most")
    if key is None:
        return found
    ids = [side.id for side in task.sides]
    found += dangling("key.models", key.models, ids, "side")
    found += [f"key.models: '{i}' has none; a side must be defensible" for i in ids if i not in key.models]
    for side, model in key.models.items():
        count = count_words(model)
        if not task.min_words <= count <= (task.max_words or count):
            found.append(f"key.models: the {count} words of '{side}' are outside min_words and max_words")
    if not key.why.strip():
        found.append("key.why: say what the two sides disagree about")
    return found


def view(task: DebateTask, rng: random.Random) -> DebateView:
    """The debate; which side stands first is this learner's own."""
    sides = task.sides if rng.random() < 0.5 else task.sides[::-1]
    return viewed(DebateView, task, sides=sides, longest=LONGEST)


def solution(task: DebateTask, key: DebateKey) -> Solution:
    """One side's model answer, the other's beside it, and what to look for in one's own."""
    first, second = (side.id for side in task.sides)
    other = f"For the other side ({task.sides[1].name.rstrip('.')}): {key.models[second]}"
    looks = tuple(("", look) for look in key.look_for)
    return Solution({"side": first, "reply": key.models[first]}, key.why, (("", other), *looks))


def own_words(task: DebateTask, answer: Stand) -> tuple[str, int]:
    """The reply, and how many words are asked for."""
    return answer.reply, task.min_words


def live(task: DebateTask, values: Any) -> DivisionView:
    """How the class divided, from the text of the file that the instructor shared: {slug, text}. Nothing is kept."""
    table = read_object(values, ("slug", "text"), "This file")
    slug, text = table.get("slug"), table.get("text")
    if not isinstance(slug, str) or not isinstance(text, str):
        raise FormatError("This file cannot be read. Choose the one that your instructor shared.")
    counts = read_division(text, slug, [side.id for side in task.sides])
    return DivisionView(counts=counts, total=sum(counts.values()))
