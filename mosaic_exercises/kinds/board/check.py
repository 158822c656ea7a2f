"""A board: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import completeness
from mosaic_exercises.kinds.authoring import dangling, read_model, rubric_problems, same_twice
from mosaic_exercises.kinds.board.read import as_raw, read_board
from mosaic_exercises.kinds.board.rules import BUNDLES, RULES, misplaced, named_rules
from mosaic_exercises.kinds.board.task import (
    CHARS,
    LINKS,
    NOTES,
    REFS,
    TEXT,
    Board,
    BoardKey,
    BoardNote,
    BoardSection,
    BoardTask,
    BoardView,
    NoteField,
    every,
    in_order,
    in_section,
    sections,
    shown,
    specs,
)
from mosaic_exercises.kinds.contract import RuleView, Samples, Solution, viewed
from mosaic_exercises.reading.refs import Made, Ref, Want, part_id
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import ID, Raw
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

TAKEN = ("begun", "notes", "field", "astray", *RULES)  # ids of criteria
NAME = 160  # characters of the label of an object


def parse(task: BoardTask, raw: Raw) -> Board:
    """The notes and links; without notes blank."""
    return read_board(task, raw)


def check(task: BoardTask, key: BoardKey | None, answer: Board) -> Result:
    """Complete or not, criterion by criterion. With a key: correct when nothing is missing, else partial by the share
    of what was asked for; without one: recorded, with the same criteria."""
    if not answer.notes:
        return NOT_ATTEMPTED
    groups = [*_fewest(task, answer), *_required(task, answer), *_astray(task, answer)]
    groups += completeness.looked_at(named_rules(task), task, answer)
    words = completeness.JudgedWords(task.noun, "looked at are in order", "not", "Nothing is missing.")
    before = (_begun(task, answer),)
    return completeness.judged(None if key is None else key.why, groups, before=before, rubric=task.rubric, words=words)


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _begun(task: BoardTask, answer: Board) -> Criterion:
    filled = len({note.section for note in answer.notes})
    links = f", {_count(len(answer.links), 'link')}" if task.links else ""
    seen = f"{_count(len(answer.notes), 'note')} in {filled} of {len(task.sections)} parts{links}."
    return Criterion("begun", True, seen)


def _fewest(task: BoardTask, answer: Board) -> list[tuple[Criterion, ...]]:
    found: list[tuple[Criterion, ...]] = []
    for section in task.sections:
        least = task.min_notes.get(section.id, 0)
        count = sum(note.section == section.id for note in answer.notes)
        seen = f"{quoted(section.name)} has {_count(count, 'note')}"
        if least and count >= least:
            found.append((Criterion("notes", True, f"{seen}.", item=section.id),))
        elif least:
            tip = section.guidance or f"Add what belongs into {quoted(section.name)}."
            found.append((Criterion("notes", False, f"{seen} of at least {least}.", "", tip, section.id),))
    return found


def _required(task: BoardTask, answer: Board) -> list[tuple[Criterion, ...]]:
    """One thing for each required field: it is open for the notes that lack it."""
    asked: dict[str, NoteField] = {f.id: f for s in task.sections for f in s.fields if f.required}
    found: list[tuple[Criterion, ...]] = []
    for spec in asked.values():
        having = [n for n in answer.notes if (own := specs(task, n.section).get(spec.id)) and own.required]
        lack = tuple(
            Criterion(
                "field",
                False,
                f"{quoted(note.text)}: {quoted(spec.label)} is empty.",
                "",
                specs(task, note.section)[spec.id].guidance or f"Fill in {quoted(spec.label)}.",
                part_id(note.id, spec.id),
            )
            for note in having
            if spec.id not in note.fields
        )
        if having:
            found.append(lack or (Criterion("field", True, f"{quoted(spec.label)} is filled in everywhere."),))
    return found


def _astray(task: BoardTask, answer: Board) -> list[tuple[Criterion, ...]]:
    """Links whose notes have since moved to where such a link does not lead."""
    notes = {note.id: note for note in every(task, answer)}
    kinds = {spec.id: spec for spec in task.links}
    found = tuple(
        Criterion(
            "astray",
            False,
            f"{quoted(notes[link.from_].text, 40)} {kinds[link.kind].name} {quoted(notes[link.to].text, 40)}: this "
            "link does not lead between these two parts.",
            "One of the two notes was moved after they were linked.",
            "Take the link away, or move the note back.",
            link.id,
        )
        for link in answer.links
        if notes[link.from_].section not in kinds[link.kind].from_ or notes[link.to].section not in kinds[link.kind].to
    )
    return [found] if found else []


def describe(task: BoardTask, answer: Board) -> str:
    """Every note under its section's name, by rank, with its fields, what it cites and where its links lead."""
    lines: list[str] = []
    for section in task.sections:
        own = in_section(answer.notes, section.id)
        ranked = in_order(own)
        lines += [f"{section.name}:"] if own else []
        for note in own:
            lead = f"{note.rank}. " if ranked else "- "
            lines.append(lead + " | ".join([_line(note.text), *_details(task, note)]))
    kinds = {spec.id: spec.name for spec in task.links}
    texts = {note.id: _line(note.text) for note in every(task, answer)}
    lines += [f"{texts[a.from_]} -> {kinds[a.kind]} -> {texts[a.to]}" for a in answer.links]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _details(task: BoardTask, note: BoardNote) -> list[str]:
    known = specs(task, note.section)
    said = [f"{known[id_].label}: {_line(shown(known[id_], value))}" for id_, value in note.fields.items()]
    return said + [f"cites {_line(ref.label) or ref.object}" for ref in note.refs]


def objects(task: BoardTask, answer: Board) -> tuple[Made, ...]:
    """Each note (sort: its section) and each text in its fields (id "<note>/<field>", sort: the field)."""
    found: list[Made] = []
    for note in answer.notes:
        name = _line(note.text)[:NAME]
        found.append(Made(note.id, name, note.section))
        for id_, spec in specs(task, note.section).items():
            if spec.type == "text" and id_ in note.fields:
                said = _line(str(note.fields[id_]))[:NAME]
                found.append(Made(part_id(note.id, id_), f"{name}: {spec.label}: {said}", id_))
    return tuple(found)


def wants(task: BoardTask) -> tuple[Want, ...]:
    """Whose objects can be pulled in."""
    return task.wants


def refs(task: BoardTask, answer: Board) -> tuple[tuple[Made, Ref], ...]:  # noqa: ARG001 - the contract's signature
    """Which note draws on what was made elsewhere."""
    return tuple(
        (Made(note.id, _line(note.text), note.section), Ref(ref.exercise, ref.object, ref.label))
        for note in answer.notes
        for ref in note.refs
    )


def samples(task: BoardTask, key: BoardKey | None) -> Samples:
    """The model answer; the model without each part that something is asked of; nothing; and what cannot be read."""
    first = task.sections[0].id
    one: dict[str, Any] = {"id": "zz1", "section": first, "text": "Nobody calls back"}
    kind = task.links[0].id if task.links else "serves"
    arrow = {"id": "zl1", "kind": kind, "from": "zz1", "to": "nobody"}
    malformed: tuple[Raw, ...] = (
        *("a text", 7, True, [one], {"rows": []}, {"notes": "a text"}, {"notes": ["a text"]}, {"notes": [7]}),
        *({"notes": [{**one, "id": f"z{i}"} for i in range(task.sections[0].limit + 1)]}, {"notes": [one, one]}),
        *({"notes": [{**one, "id": "a/b"}]}, {"notes": [{**one, "section": "no such part"}]}),
        *({"notes": [{**one, "text": text}]} for text in ("", " \u200b", None, 7, "a bell \x07", "x" * (TEXT + 1))),
        *({"notes": [{**one, "fields": {"no such field": "x"}}]}, {"notes": [{**one, "rank": -1}]}),
        *({"notes": [{**one, "refs": [{"exercise": "x", "object": ""}]}]}, {"notes": [{**one, "score": 1}]}),
        *({"notes": [one], "links": [arrow]}, {"notes": [one], "links": [{**arrow, "to": "zz1"}]}),
    )
    blank: tuple[Raw, ...] = (None, {}, {"notes": []}, {"notes": [], "links": []})
    if key is None:
        return Samples(blank, malformed, recorded=({"notes": [one]},))
    model = as_raw(parse(task, key.model))
    tried = [_without(model, lambda n, s=section.id: n["section"] == s) for section in task.sections]  # type: ignore[misc]
    tried.append({"notes": model["notes"], "links": []})
    tried += [
        {
            **model,
            "notes": [{**n, "fields": {f: v for f, v in n["fields"].items() if f != spec}} for n in model["notes"]],
        }
        for spec in {f.id: f for s in task.sections for f in s.fields if f.required}
    ]
    partly = tuple(raw for raw in tried if check(task, key, parse(task, raw)).outcome == "partial")
    return Samples(blank, malformed, right=(key.model,), partly=partly)


def _without(model: dict[str, Any], gone: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    left = [note for note in model["notes"] if not gone(note)]
    dropped = {note["id"] for note in model["notes"] if gone(note)}
    return {"notes": left, "links": [a for a in model["links"] if not {a["from"], a["to"]} & dropped]}


def problems(task: BoardTask, key: BoardKey | None) -> list[str]:
    """What an author got wrong."""
    known = sections(task)
    found = same_twice("sections", ((s.id, s.name) for s in task.sections))
    found += ["sections: give at least one"] if not task.sections else []
    if task.layout == "quadrants" and len(task.sections) != 4:
        found.append("layout: quadrants need four sections: top left, top right, bottom left, bottom right")
    if task.axes is not None and task.layout != "quadrants":
        found.append("axes: only quadrants have them")
    found += [p for s in task.sections for p in same_twice(f"sections.{s.id}", ((f.id, f.label) for f in s.fields))]
    found += [f"sections.{s.id}: limit: from 1 to {NOTES}" for s in task.sections if not 1 <= s.limit <= NOTES]
    found += [p for s in task.sections for f in s.fields for p in _field_problems(f"sections.{s.id}.{f.id}", f)]
    found += same_twice("links", ((spec.id, spec.name) for spec in task.links))
    for spec in task.links:
        found += dangling(f"links.{spec.id}", (*spec.from_, *spec.to), known, "section")
        found += (
            [f"links.{spec.id}: name a section to lead from and one to lead to"]
            if not spec.from_ or not spec.to
            else []
        )
    ids = [*known, *(f.id for s in task.sections for f in s.fields), *(spec.id for spec in task.links)]
    ids += [*(g.id for g in task.given), *(s.id for s in task.stand_ins)]
    found += [f"ids: '{i}': letters, digits, - and _ only" for i in dict.fromkeys(ids) if not ID.fullmatch(i)]
    found += same_twice("given", ((g.id, g.text) for g in task.given))
    found += dangling("given", (g.section for g in task.given), known, "section")
    found += same_twice("stand_ins", ((s.id, s.label) for s in task.stand_ins))
    found += dangling("min_notes", task.min_notes, known, "section")
    found += [
        f"min_notes.{id_}: from 0 to the section's limit"
        for id_, least in task.min_notes.items()
        if id_ in known and not 0 <= least <= known[id_].limit
    ]
    strange = dangling("rules", task.rules, {*RULES, *BUNDLES}, "rule")
    found += strange or misplaced(task)
    found += rubric_problems(task.rubric, TAKEN)
    return found or _given_problems(task) or _key_problems(task, key)


def _field_problems(at: str, spec: NoteField) -> list[str]:
    found = same_twice(f"{at}: options", ((o.id, o.text) for o in spec.options))
    if spec.type == "choice" and len(spec.options) < 2:
        found.append(f"{at}: options: give at least two")
    if spec.type != "choice" and spec.options:
        found.append(f"{at}: only a choice has options")
    if spec.type == "scale" and not spec.low < spec.high <= spec.low + 20:
        found.append(f"{at}: low must be less than high, by 20 at most")
    if not 0 <= spec.max_chars <= 1000:
        found.append(f"{at}: max_chars: up to 1000")
    return found


def _given_problems(task: BoardTask) -> list[str]:
    """A note that stands there already must be one that a learner could write."""
    try:
        raw = [{"id": g.id, "section": g.section, "text": g.text, "fields": dict(g.fields)} for g in task.given]
        read_board(BoardTask(task.sections, noun=task.noun), {"notes": raw})
    except FormatError as error:
        return [f"given: {error}"]
    return []


def _key_problems(task: BoardTask, key: BoardKey | None) -> list[str]:
    if key is None:
        return []
    model, found = read_model(key.why, lambda: parse(task, key.model), lambda board: not board.notes)
    if model is None:
        return found
    failed = [c for c in check(task, key, model).criteria if c.met is False]
    return found + [f"key.model: {c.id}: {c.seen}" for c in failed]


def view(task: BoardTask, rng: random.Random) -> BoardView:  # noqa: ARG001 - the contract's signature
    """The board with every limit filled in and the rules in words; ``offers`` are filled in by the panel."""
    return viewed(
        BoardView,
        task,
        sections=tuple(_limited(section) for section in task.sections),
        rules=tuple(RuleView(id=rule.id, text=rule.text) for rule in named_rules(task)),
        offers=(),
        limits={"text": TEXT, "notes": NOTES, "refs": REFS, "links": LINKS},
    )


def _limited(section: BoardSection) -> BoardSection:
    filled = tuple(replace(field, max_chars=field.max_chars or CHARS) for field in section.fields)
    return replace(section, fields=filled)


def solution(task: BoardTask, key: BoardKey) -> Solution:
    """A complete answer, and what to look for in one's own."""
    return Solution(as_raw(parse(task, key.model)), key.why, tuple(("", look) for look in key.look_for))


def own_words(task: BoardTask, answer: Board) -> tuple[str, int]:  # noqa: ARG001 - the contract's signature
    """The notes' texts and fields for text."""
    said = [part for note in answer.notes for part in (note.text, *note.fields.values())]
    return "\n".join(part for part in said if isinstance(part, str)), 0
