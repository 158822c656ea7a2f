"""A journey: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
import re
from typing import Any, Final

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import completeness
from mosaic_exercises.kinds.authoring import dangling, same_twice
from mosaic_exercises.kinds.contract import RuleView, Samples, Solution, viewed
from mosaic_exercises.kinds.journey.find import FAULTS_AT_MOST, check_marks, fault_problems, place
from mosaic_exercises.kinds.journey.read import as_raw, is_untouched, read_map, read_marks
from mosaic_exercises.kinds.journey.task import LIMITS, FaultMark, JourneyKey, JourneyTask
from mosaic_exercises.kinds.journey.view import JourneyView, PaletteView
from mosaic_exercises.models.journey import (
    DERIVED,
    RULES,
    JourneyMap,
    JourneyRule,
    actors,
    figures,
    in_words,
    note_text,
    notes_in,
    points,
    signed,
)
from mosaic_exercises.reading.refs import Made, Ref, Want, point_id
from mosaic_exercises.reading.values import ID, SLUG, Raw, as_json
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

Answer = JourneyMap | tuple[FaultMark, ...]
BLANK = JourneyMap()


def _rule(rule: JourneyRule) -> completeness.Rule[JourneyTask, JourneyMap]:
    return completeness.Rule(rule.id, rule.text, lambda _, map_: rule.check(map_), lambda _, map_: rule.applies(map_))


_RULES: Final = {name: _rule(rule) for name, rule in RULES.items()}


def parse(task: JourneyTask, raw: Raw) -> Answer:
    """A map, or the marks on the map given; null and a map with nothing of the learner's are blank."""
    if task.mode == "find":
        return read_marks(task, raw, FAULTS_AT_MOST)
    if raw is None:
        return BLANK
    journey = read_map(raw)
    return BLANK if is_untouched(journey) else journey


def check(task: JourneyTask, key: JourneyKey | None, answer: Answer) -> Result:
    """What is there and what is missing. With a key: correct when nothing is missing, else partial by the share of
    what was asked for; without one: recorded, with the same criteria. Mode find: see ``journey_find``."""
    if not isinstance(answer, JourneyMap):
        return check_marks(task, key, answer)
    if answer == BLANK:
        return NOT_ATTEMPTED
    groups: list[tuple[Criterion, ...]] = [(c,) for c in _asked(task, answer)]
    groups += completeness.looked_at([_RULES[name] for name in task.rules], task, answer)
    before = [Criterion("begun", True, _size(answer))]
    if words := in_words(answer):
        before.append(Criterion("figures", True, " ".join(words)))
    noun = completeness.JudgedWords("map")
    return completeness.judged(None if key is None else key.why, groups, before=before, rubric=task.rubric, words=noun)


def _size(journey: JourneyMap) -> str:
    parts = ((len(journey.stages), "stage"), (len(journey.lanes), "lane"), (len(journey.notes), "note"))
    return ", ".join(f"{n} {one}{'' if n == 1 else 's'}" for n, one in parts) + "."


def _asked(task: JourneyTask, journey: JourneyMap) -> list[Criterion]:
    """What the exercise asks for beside the rules: enough stages and personas, lanes filled, the curves drawn."""
    found = [
        _enough("stages", "stage", len(journey.stages), task.min_stages, "Split a stage where the feeling changes.")
    ]
    if task.min_personas:
        tip = "Add a persona: whose way is this? Another persona may feel differently at the same step."
        found.append(_enough("personas", "persona", len(journey.personas), task.min_personas, tip))
    names = {p.id: p for p in task.lane_types}
    for type_ in task.fill:
        lane = next((row for row in journey.lanes if row.type == type_), None)
        name = lane.name if lane else names[type_].name
        some = bool(notes_in(journey, type_))
        seen = f"The lane “{name}” {'has notes' if some else 'is empty' if lane else 'is not there'}."
        tip = "" if some else f"{'' if lane else 'Add the lane. '}{names[type_].guidance}"
        found.append(Criterion("fill", some, seen, try_next=tip, item=lane.id if lane else ""))
    for curve, label in (("as_is", "as it is"), ("to_be", "as it shall be"))[: 1 if task.curves == "as-is" else 2]:
        for actor in actors(journey):
            drawn = len(points(journey, actor.id, "as_is" if curve == "as_is" else "to_be"))
            who = f" of {actor.name}" if actor.name else ""
            seen = f"The curve {label}{who} has {drawn} of {len(journey.stages)} steps."
            met = drawn > 0 and drawn == len(journey.stages)
            tip = "" if met else "Set the feeling at every stage, from −2 to +2."
            found.append(Criterion("curve", met, seen, try_next=tip, item=actor.id))
    return found


def _enough(id_: str, one: str, count: int, least: int, tip: str) -> Criterion:
    seen = f"{count} {one}{'' if count == 1 else 's'}."
    if count >= least:
        return Criterion(id_, True, seen)
    return Criterion(id_, False, seen, f"At least {least} are asked for.", tip)


def describe(task: JourneyTask, answer: Answer) -> str:  # noqa: ARG001 - the contract's signature
    """The map stage by stage, one line a lane, with the curve; or the marks, one a line."""
    if not isinstance(answer, JourneyMap):
        return "\n".join(f"{place(m) or 'the whole map'}: {RULES[m.rule].text}" for m in answer)
    if answer == BLANK:
        return ""
    lines = [text for text in (answer.title, answer.scenario) if text]
    lines += [f"Persona: {p.name}" for p in answer.personas]
    said = {(e.stage, e.persona): e for e in answer.emotions}
    for stage in answer.stages:
        lines.append(f"{stage.name}{' (moment of truth)' if stage.moment else ''}:")
        for actor in actors(answer):
            emotion = said.get((stage.id, actor.id))
            values = (("is", emotion.as_is), ("shall be", emotion.to_be)) if emotion else ()
            felt = ", ".join(f"{verb} {signed(v)}" for verb, v in values if v is not None)
            lines += [f"- feeling{f' of {actor.name}' if actor.name else ''}: {felt}"] if felt else []
        for lane in answer.lanes:
            notes = [note_text(n) for n in answer.notes if (n.stage, n.lane) == (stage.id, lane.id)]
            lines += [f"- {lane.name}: {' | '.join(notes)}"] if notes else []
    return "\n".join([*lines, *in_words(answer)])


def start(task: JourneyTask) -> dict[str, Any]:
    """The map to start from, as a raw answer: stages and lanes, nothing in them."""
    return {
        "stages": [{"id": s.id, "name": s.name} for s in task.stages],
        "lanes": [{"id": row.id, "type": row.type, "name": row.name} for row in task.lanes],
    }


def samples(task: JourneyTask, key: JourneyKey | None) -> Samples:
    """The model, the model without one sort of part, the map to start from (blank), and what cannot be read."""
    return _find_samples(task, key) if task.mode == "find" else _build_samples(task, key)


def _build_samples(task: JourneyTask, key: JourneyKey | None) -> Samples:
    base = start(task)
    begun = {**base, "title": "A first map"}
    stage, row = base["stages"][0], base["lanes"][0]["id"]
    note = {"id": "n1", "stage": stage["id"], "lane": row, "text": "x"}
    malformed: tuple[Raw, ...] = (
        *("a map", 7, True, [], {"marks": []}, {**begun, "stages": "x"}, {**begun, "stages": [stage, stage]}),
        *({**begun, "stages": [{"id": "s 1", "name": "x"}]}, {**begun, "stages": [{"id": "s1", "name": " "}]}),
        *({**begun, "lanes": [{"id": "l1", "type": "wishes", "name": "Wishes"}]}, {**begun, "title": "bell\x07"}),
        *({**begun, "notes": [{**note, **change}]} for change in _bad_notes(task)),
        *({**begun, "emotions": [{"stage": stage["id"], "as_is": v}]} for v in (3, 0.5, True, "1")),
        {**begun, "emotions": [{"stage": "no-such-stage", "as_is": 1}]},
        {**begun, "personas": [{"id": f"p{i}", "name": "x"} for i in range(LIMITS["personas"] + 1)]},
    )
    blank: tuple[Raw, ...] = (None, base, {}, {"notes": []})
    if key is None or key.model is None:
        return Samples(blank, malformed, recorded=(begun,))
    model = as_raw(read_map(key.model))
    less: list[Raw] = [begun]
    for part in ("notes", "emotions"):
        less += [{**model, part: []}] if model[part] else []
    partly = tuple(raw for raw in less if check(task, key, parse(task, raw)).outcome == "partial")
    return Samples(blank, malformed, right=(key.model,), partly=partly)


def _bad_notes(task: JourneyTask) -> list[dict[str, Any]]:
    derived = [{"lane": row.id} for row in task.lanes if row.type in DERIVED]
    faulty: list[dict[str, Any]] = [{"stage": "no-such-stage"}, {"lane": "no-such-lane"}, {"persona": "nobody"}]
    faulty += [
        {"text": ""},
        {"text": "x" * (LIMITS["text"] + 1)},
        {"channel": "by owl"},
        {"moment": "yes"},
        {"colour": 1},
    ]
    return faulty + derived


def _find_samples(task: JourneyTask, key: JourneyKey | None) -> Samples:
    stages = [s.id for s in (task.map or BLANK).stages]
    rule = task.rules[0]
    mark = {"stage": stages[0], "lane": "", "rule": rule}
    malformed: tuple[Raw, ...] = (
        *("a mark", 7, True, [mark], {"notes": []}, {"marks": "x"}, {"marks": [7]}, {"marks": [{"stage": stages[0]}]}),
        *({"marks": [{**mark, change: "no-such-thing"}]} for change in ("stage", "lane", "rule")),
        *({"marks": [mark, mark]}, {"marks": [mark] * (FAULTS_AT_MOST + 1)}, {"marks": [{**mark, "why": "x"}]}),
    )
    blank: tuple[Raw, ...] = (None, {}, {"marks": []})
    if key is None:
        return Samples(blank, malformed, recorded=({"marks": [mark]},))
    right = [{"stage": f.stage, "lane": f.lanes[0] if f.lanes else "", "rule": f.rule} for f in key.faults]
    planted = {(f.rule, f.stage) for f in key.faults}
    off = [{"stage": s, "lane": "", "rule": r} for s in stages for r in task.rules if (r, s) not in planted]
    partly: list[Raw] = [{"marks": [*right, off[0]]}] if off and len(right) < FAULTS_AT_MOST else []
    partly += [{"marks": right[1:]}] if len(right) > 1 else []
    wrong: tuple[Raw, ...] = tuple({"marks": [m]} for m in off[:2])
    return Samples(blank, malformed, ({"marks": right},), tuple(partly), wrong)


def problems(task: JourneyTask, key: JourneyKey | None) -> list[str]:
    """What an author got wrong."""
    found = dangling("rules", task.rules, RULES, "rule")
    found += ["rules: name at least one"] if not task.rules else []
    found += [f"rules: '{r}' stands twice" for r in sorted({r for r in task.rules if task.rules.count(r) > 1})]
    found += same_twice("stages", ((s.id, s.name) for s in task.stages))
    found += same_twice("lanes", ((row.id, row.name) for row in task.lanes))
    found += same_twice("lane_types", ((p.id, p.name) for p in task.lane_types))
    found += same_twice("stand_ins", ((p.id, p.name) for p in task.stand_ins))
    found += same_twice("rubric", ((r.id, r.label) for r in task.rubric))
    ids = [p.id for part in (task.stages, task.lanes, task.stand_ins) for p in part]
    found += [f"ids: '{i}': letters, digits, - and _ only" for i in ids if not ID.fullmatch(i)]
    types = {p.id for p in task.lane_types}
    found += dangling("lanes", (row.type for row in task.lanes), types, "sort of lane")
    found += dangling("fill", task.fill, types - set(DERIVED), "sort of lane that holds notes")
    if not task.stages or not task.lanes:
        found.append("stages, lanes: give at least one of each to start from")
    if not 1 <= task.min_stages <= LIMITS["stages"] or not 0 <= task.min_personas <= LIMITS["personas"]:
        found.append("min_stages, min_personas: outside what a map can hold")
    if len(task.stages) > LIMITS["stages"] or len(task.lanes) > LIMITS["lanes"]:
        found.append("stages, lanes: more than a map can hold")
    found += [f"personas_from: '{slug}' is no exercise id" for slug in task.personas_from if not _is_slug(slug)]
    if task.map is not None:
        try:
            found += ["map: it changes when it is read"] if read_map(as_raw(task.map)) != task.map else []
        except FormatError as error:
            found.append(f"map: {error}")
    if found:
        return found
    if key is not None and not key.why.strip():
        found.append("key.why: say what a good map has")
    if task.mode == "find":
        return found + fault_problems(task, key)
    return found + _model_problems(task, key)


def _is_slug(text: str) -> bool:
    return re.fullmatch(SLUG, text) is not None


def _model_problems(task: JourneyTask, key: JourneyKey | None) -> list[str]:
    found = ["map: only mode find has one"] if task.map is not None else []
    if key is None:
        return found
    found += ["key.faults: only mode find has them"] if key.faults else []
    if key.model is None:
        return [*found, "key.model: give a complete map"]
    try:
        model = parse(task, key.model)
    except FormatError as error:
        return [*found, f"key.model: {error}"]
    if model == BLANK:
        return [*found, "key.model: the map is empty"]
    failed = [c for c in check(task, key, model).criteria if c.met is False]
    return found + [f"key.model: {c.id}: {c.seen}" for c in failed]


def view(task: JourneyTask, rng: random.Random) -> JourneyView:  # noqa: ARG001 - the contract's signature
    """The task, the palettes, the rules in words and the limits; in mode find the map to read as well."""
    return viewed(
        JourneyView,
        task,
        lane_types=tuple(viewed(PaletteView, palette, derived=palette.derived) for palette in task.lane_types),
        map=as_raw(task.map) if task.map is not None else None,
        rules=tuple(RuleView(id=name, text=RULES[name].text) for name in task.rules),
        offers=(),
        limits=LIMITS,
        faults_at_most=FAULTS_AT_MOST,
    )


def solution(task: JourneyTask, key: JourneyKey) -> Solution:
    """A complete map and what to look for in one's own; or the planted faults with their reasons."""
    if task.mode == "find":
        marks = [FaultMark(f.stage, f.lanes[0] if f.lanes else "", f.rule) for f in key.faults]
        reasons = tuple((place(m), f.why) for m, f in zip(marks, key.faults, strict=True))
        return Solution({"marks": as_json(marks)}, key.why, reasons)
    return Solution(as_raw(read_map(key.model)), key.why, tuple(("", look) for look in key.look_for))


LANE_SORTS: Final = {"pains": "pain", "opportunities": "opportunity", "touchpoints": "touchpoint"}
"""What a note is to other exercises, by the sort of its lane."""


def objects(task: JourneyTask, answer: Answer) -> tuple[Made, ...]:
    """What other exercises may refer to: stages, pains, opportunities, touchpoints, and the lowest point of each curve
    of today ("lowest", or "lowest:<persona>"). Nothing where faults are looked for."""
    if not isinstance(answer, JourneyMap) or task.mode == "find" or answer == BLANK:
        return ()
    stages = {s.id: s.name for s in answer.stages}
    found = [Made(s.id, s.name, "stage") for s in answer.stages]
    for lane in answer.lanes:
        if sort := LANE_SORTS.get(lane.type):
            notes = (n for n in answer.notes if n.lane == lane.id)
            found += [Made(n.id, f"{stages[n.stage]}: {' '.join(n.text.split())}", sort) for n in notes]
    for actor in actors(answer):
        if curve := figures(points(answer, actor.id)):
            at = ", ".join(stages[s] for s in curve.lowest_at)
            who = f"Lowest point of {actor.name}" if actor.name else "Lowest point"
            id_ = point_id("lowest", actor.id)
            found.append(Made(id_, f"{who}: {at} ({signed(curve.lowest)})", "lowest"))
    return tuple(found)


def wants(task: JourneyTask) -> tuple[Want, ...]:
    """The personas of other exercises: of forms whose ``noun`` is "persona"."""
    return tuple(Want(slug, ("persona",)) for slug in task.personas_from) if task.mode == "build" else ()


def refs(task: JourneyTask, answer: Answer) -> tuple[tuple[Made, Ref], ...]:  # noqa: ARG001 - the contract's signature
    """The personas of a map that were made elsewhere."""
    people = answer.personas if isinstance(answer, JourneyMap) else ()
    return tuple(
        (Made(p.id, p.name, "persona"), Ref(p.ref.exercise, p.ref.object, p.ref.label)) for p in people if p.ref
    )


def own_words(task: JourneyTask, answer: Answer) -> tuple[str, int]:  # noqa: ARG001 - the contract's signature
    """The notes' texts; marks on a map are not words."""
    return ("\n".join(note.text for note in answer.notes) if isinstance(answer, JourneyMap) else ""), 0
