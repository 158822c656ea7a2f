"""An objective: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import completeness
from mosaic_exercises.kinds.authoring import read_model, rubric_problems, same_twice
from mosaic_exercises.kinds.contract import RuleView, Samples, Solution, viewed
from mosaic_exercises.kinds.objective.read import as_raw, read_objectives
from mosaic_exercises.kinds.objective.rules import (
    ASKED,
    FIELD_NAMES,
    JUDGED,
    NAMES,
    RULES,
    UNCOUNTED,
    field_fault,
    open_question,
    read,
    rests_on,
)
from mosaic_exercises.kinds.objective.task import (
    ASK,
    LIMITS,
    Ask,
    ObjectiveKey,
    Objectives,
    ObjectiveTask,
    Slot,
    WrittenObjective,
    aim_words,
)
from mosaic_exercises.kinds.objective.view import LetterView, LiveView, ObjectiveView, SpanView, Verdict
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.refs import Made, Ref, Want, part_id
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import ID, Raw, read_object, read_option
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

if TYPE_CHECKING:
    from mosaic_exercises.models import smart

VERDICTS: dict[str, Verdict] = {"met": "yes", "not met": "no", "unsure": "unsure"}
MOST_QUOTED = 4
"""How many stretches of the text a criterion quotes; all of them are marked."""
TAKEN = ("begun", "objective", *NAMES, *ASK, *RULES)  # ids of criteria


def parse(task: ObjectiveTask, raw: Raw) -> Objectives:
    """The objectives; null and slots with nothing in them are blank (())."""
    return read_objectives(task, raw)


def check(task: ObjectiveTask, key: ObjectiveKey | None, answer: Objectives) -> Result:
    """S, M and T of each text, each field asked for, and the rules. With a key: correct when nothing is open, else
    partial by the share of what was asked for; without one: recorded, with the same criteria."""
    if not answer:
        return NOT_ATTEMPTED
    by_slot = {o.slot: o for o in answer}
    judged: list[Criterion] = []
    for slot in task.slots:
        judged += _slot(task, slot, by_slot.get(slot.id, WrittenObjective(slot.id)))
    for group in completeness.looked_at([RULES[id_] for id_ in task.rules], task, answer):
        judged += group
    counted = [c for c in judged if c.met is not None and c.id not in UNCOUNTED]
    asked = sum(_weight(task, by_slot, c) for c in counted)
    met = sum(c.met is True for c in counted)
    written = sum(bool(o.text) for o in answer)
    begun = Criterion("begun", True, f"{written} of {len(task.slots)} objectives written.")
    left = asked - met
    seen = f"{met} of {asked} things hold; look at {left} again." if left else "All that was asked for is there."
    criteria = (begun, *judged, *completeness.for_a_marker(task.rubric))
    return completeness.summed(None if key is None else key.why, met, asked, seen, "work", criteria)


def _weight(task: ObjectiveTask, by_slot: Mapping[str, WrittenObjective], criterion: Criterion) -> int:
    """For how many things a criterion stands: a text that is missing lacks S, M and T, a whole slot its fields too.
    So nobody fares better by leaving a slot empty."""
    if criterion.id != "objective":
        return 1
    return len(JUDGED) + (0 if criterion.item in by_slot else len(task.ask))


def _slot(task: ObjectiveTask, slot: Slot, objective: WrittenObjective) -> list[Criterion]:
    found: list[Criterion] = []
    if objective.text:
        seen = read(objective.text)
        for _, name in JUDGED:
            finding = seen.finding(name)
            words = f"{slot.name}: {NAMES[name].lower()}"
            if finding.verdict == "unsure":
                found.append(_question(name, f"{words}? {finding.reason}", finding.advice, slot.id))
            elif finding.verdict == "met":
                stands = f"It rests on {' and '.join(quoted(part) for part in rests_on(seen, name)[:MOST_QUOTED])}."
                found.append(Criterion(name, True, f"{words}. {finding.reason}", stands, finding.advice, slot.id))
            else:
                told = f"{slot.name}: not {NAMES[name].lower()} yet."
                found.append(Criterion(name, False, told, finding.reason, finding.advice, slot.id))
        for letter, name in (("A", "achievable"), ("R", "relevant")):
            what, ask = open_question(task, objective, seen, letter)
            if what:
                found.append(_question(name, f"{slot.name}: {name}? {what}", ask, slot.id))
    else:
        tip = slot.guidance or "Start with a verb that can be seen. Pattern: “[verb] __ from __ to __ by __”."
        found.append(Criterion("objective", False, f"{slot.name}: no objective is written yet.", "", tip, slot.id))
        if objective.blank:
            return found
    return [*found, *(_field(task, slot, objective, field) for field in task.ask)]


def _question(name: str, seen: str, ask: str, slot: str) -> Criterion:
    return Criterion(name, None, seen, try_next=ask, item=slot, judge="learner")


def _field(task: ObjectiveTask, slot: Slot, objective: WrittenObjective, field: Ask) -> Criterion:
    item = part_id(slot.id, field)
    label = f"{slot.name}: {FIELD_NAMES[field].lower()}"
    value = aim_words(task, objective) if field == "aim" else getattr(objective, field)
    if not value:
        return Criterion(field, False, f"{label} is empty.", "", ASKED[field], item)
    fault = field_fault(objective, field)
    if fault is not None:
        return Criterion(field, False, f"{label} does not hold yet.", *fault, item)
    return Criterion(field, True, f"{label} is there.", item=item)


def live(task: ObjectiveTask, values: Any) -> LiveView:
    """What the text is taken for as it stands, and the five letters. Raises FormatError for what cannot be read."""
    names = ("slot", "text", *ASK, "ref")
    table = read_object(values, names, "What was typed")
    slot = read_option(table.get("slot"), [s.id for s in task.slots], "This exercise")
    if not slot:
        raise FormatError("What was typed names no objective. Reload the page and type again.")
    said = {f: read_text(table.get(f), LIMITS["text" if f == "text" else "field"], f) for f in names[1:]}
    pulled = said.pop("ref")
    raw = table.get("text")
    text = raw if isinstance(raw, str) and said["text"] else ""  # the offsets are those of the text as it was typed
    objective = WrittenObjective(slot, **said, ref=Ref("", slot, pulled) if pulled else None)
    seen = read(text)
    spans = tuple(SpanView(start=s.start, end=s.end, role=s.label, words=s.words(text)) for s in seen.spans)
    letters = tuple(_letter(task, objective, seen, x) for x in "SMART")
    return LiveView(slot=slot, spans=spans, missing=tuple(seen.missing), letters=letters)


def _letter(task: ObjectiveTask, objective: WrittenObjective, seen: smart.Assessment, letter: str) -> LetterView:
    judged = dict(JUDGED)
    verdict: Verdict
    if letter in judged:
        finding = seen.finding(judged[letter])
        verdict, why, ask = VERDICTS[finding.verdict], finding.reason, finding.advice
        rests = tuple(rests_on(seen, judged[letter])[:MOST_QUOTED])
        return LetterView(letter=letter, verdict=verdict, why=why, try_next=ask, rests=rests)
    fields: tuple[Ask, ...] = ("aim",) if letter == "R" else ("baseline", "resources", "owner")
    asked = [f for f in fields if f in task.ask]
    for field in asked:
        empty = not (aim_words(task, objective) if field == "aim" else getattr(objective, field))
        if not empty and (fault := field_fault(objective, field)):
            return LetterView(letter=letter, verdict="no", why=fault[0], try_next=fault[1])
    what, ask = open_question(task, objective, seen, letter) if objective.text else ("", "")
    if what:
        return LetterView(letter=letter, verdict="ask", why=what, try_next=ask)
    open_ = [f for f in asked if not (aim_words(task, objective) if f == "aim" else getattr(objective, f))]
    if open_:
        why = f"Words cannot show it. Still to fill in: {', '.join(FIELD_NAMES[f].lower() for f in open_)}."
        return LetterView(letter=letter, verdict="ask", why=why, try_next=ASKED[open_[0]])
    said = "the fields give reasons, and none contradicts the text" if asked else "no field asks for it here"
    return LetterView(letter=letter, verdict="yes" if asked else "ask", why=f"{said.capitalize()}.", try_next="")


def describe(task: ObjectiveTask, answer: Objectives) -> str:
    """Every objective with its fields, one a line."""
    names = {slot.id: slot.name for slot in task.slots}
    lines: list[str] = []
    for o in answer:
        lines.append(f"{names[o.slot]}: {o.text or '(no objective yet)'}")
        for field in ASK:
            value = aim_words(task, o) if field == "aim" else getattr(o, field)
            if value:
                lines.append(f"  {FIELD_NAMES[field]}: {value}")
    return "\n".join(lines)


def objects(task: ObjectiveTask, answer: Objectives) -> tuple[Made, ...]:  # noqa: ARG001 - the contract's signature
    """Each objective that has a text."""
    return tuple(Made(o.slot, " ".join(o.text.split())[:200], "objective") for o in answer if o.text)


def wants(task: ObjectiveTask) -> tuple[Want, ...]:
    """Whose strategies, objectives and measures may be pulled in."""
    return task.wants


def refs(task: ObjectiveTask, answer: Objectives) -> tuple[tuple[Made, Ref], ...]:  # noqa: ARG001 - as above
    """Which objective draws on what was made elsewhere."""
    return tuple((Made(o.slot, " ".join(o.text.split())[:200], "objective"), o.ref) for o in answer if o.ref and o.text)


def samples(task: ObjectiveTask, key: ObjectiveKey | None) -> Samples:
    """The model answer; the model with one thing taken away, each in turn; nothing; and what cannot be read."""
    slot = task.slots[0].id
    one: dict[str, Any] = {"text": "Improve our service"}
    blank: tuple[Raw, ...] = (None, {}, {"objectives": {}}, {"objectives": {slot: {"text": " \n", "ref": None}}})
    malformed: tuple[Raw, ...] = (
        *("a text", 7, True, [one], {"rows": []}, {"objectives": "a text"}, {"objectives": [one]}),
        *({"objectives": {"no such slot": one}}, {"objectives": {slot: "a text"}}),
        *({"objectives": {slot: bad}} for bad in ({"text": 7}, {"text": "a bell\x07"}, {**one, "score": 1})),
        {"objectives": {slot: {"text": "x" * (LIMITS["text"] + 1)}}},
        {"objectives": {slot: {**one, "ref": {"exercise": "a", "object": "../b"}}}},
        *(({"objectives": {slot: {"aim": "no such aim"}}},) if task.aims else ()),
    )
    if key is None:
        return Samples(blank, malformed, recorded=({"objectives": {slot: one}},))
    model = as_raw(parse(task, key.model))["objectives"]
    without = [
        {"objectives": {**model, id_: {f: v for f, v in fields.items() if f not in gone}}}
        for id_, fields in model.items()
        for gone in (("text",), *((f, "ref") if f == "aim" else (f,) for f in task.ask))
    ]
    partly = (*without, {"objectives": {**model, slot: {**model[slot], "text": "Improve service"}}})
    return Samples(blank, malformed, right=(key.model,), partly=tuple(p for p in partly if parse(task, p)))


def problems(task: ObjectiveTask, key: ObjectiveKey | None) -> list[str]:
    """What an author got wrong."""
    found = same_twice("slots", ((s.id, s.name) for s in task.slots))
    found += [] if task.slots else ["slots: give at least one"]
    found += same_twice("aims", ((a.id, a.text) for a in task.aims))
    found += same_twice("stand_ins", ((s.id, s.label) for s in task.stand_ins))
    ids = [*(s.id for s in task.slots), *(s.id for s in task.stand_ins)]
    found += [f"ids: '{i}': letters, digits, - and _ only" for i in ids if i and not ID.fullmatch(i)]
    found += [f"ask: '{f}' stands twice" for f in sorted({f for f in task.ask if task.ask.count(f) > 1})]
    found += [f"rules: there is no rule '{r}'" for r in task.rules if r not in RULES]
    found += rubric_problems(task.rubric, TAKEN)
    if (task.aims or task.wants) and "aim" not in task.ask:
        found.append("ask: aims and wants need 'aim'")
    if key is None or found:
        return found
    model, found = read_model(key.why, lambda: parse(task, key.model), lambda objectives: not objectives)
    if model is None:
        return found
    criteria = check(task, key, model).criteria
    failed = [f"key.model: {c.item}: {c.seen} {c.why}" for c in criteria if c.met is False]
    letters = {name for _, name in JUDGED}
    unsure = [f"key.model: {c.item}: {c.seen}" for c in criteria if c.met is None and c.id in letters]
    return [*found, *failed, *unsure]


def view(task: ObjectiveTask, rng: random.Random) -> ObjectiveView:  # noqa: ARG001 - the contract's signature
    """The slots, the limits and the rules in words. ``offers`` is filled by the panel."""
    rules = tuple(RuleView(id=id_, text=RULES[id_].text) for id_ in task.rules)
    return viewed(ObjectiveView, task, rules=rules, limits=LIMITS, offers=())


def solution(task: ObjectiveTask, key: ObjectiveKey) -> Solution:
    """A complete answer, and what to look for in one's own."""
    return Solution(as_raw(parse(task, key.model)), key.why, tuple(("", look) for look in key.look_for))


def own_words(task: ObjectiveTask, answer: Objectives) -> tuple[str, int]:
    """The objectives and what was written beside them; an aim that was chosen is not the learner's wording."""
    parts = (p for o in answer for p in (o.text, o.baseline, o.resources, o.owner, "" if task.aims else o.aim))
    return "\n".join(parts), 0
