"""A form: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from typing import Any, Final

from msgspec.structs import replace

from mosaic_exercises.drawing.portrait import in_words, portrait_table
from mosaic_exercises.kinds import completeness
from mosaic_exercises.kinds.authoring import dangling, read_model, rubric_problems, same_twice
from mosaic_exercises.kinds.contract import EvidenceSource, RuleView, Samples, Solution, SourceView, viewed
from mosaic_exercises.kinds.form.read import as_raw, read_entries
from mosaic_exercises.kinds.form.rules import BUNDLES, OPEN_EVIDENCE, RULES, FilledForm, FormRule, named_rules, personas
from mosaic_exercises.kinds.form.sums import in_lines
from mosaic_exercises.kinds.form.task import (
    NOTE,
    PIECES,
    Entries,
    FieldSpec,
    FormKey,
    FormSection,
    FormTask,
    asks_evidence,
    entry_name,
    fields,
    rests_on,
    sources,
    texts,
)
from mosaic_exercises.kinds.form.view import FormView
from mosaic_exercises.models.persona import standing
from mosaic_exercises.reading.refs import Made, part_id
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import ID, Raw
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

EVIDENCE_NAMES = {"interview": "An interview", "survey": "The survey", "data": "Data", "assumption": "An assumption"}
TAKEN = ("begun", "standing", "entries", "field", OPEN_EVIDENCE.id, *RULES)  # ids of criteria


def parse(task: FormTask, raw: Raw) -> Entries:
    """The entries; null and entries with nothing in them are blank (())."""
    return read_entries(task, raw)


def check(task: FormTask, key: FormKey | None, answer: Entries) -> Result:
    """Complete or not, criterion by criterion. With a key: correct when nothing is missing, else partial by the share
    of what was asked for; without one: recorded, with the same criteria."""
    if not answer:
        return NOT_ATTEMPTED
    asked = [_fewest(task, answer)] if task.min_entries > 1 else []
    asked += [c for number, _ in enumerate(answer) for c in _required(task, answer, number)]
    groups: list[tuple[Criterion, ...]] = [(c,) for c in asked]
    form = FilledForm(answer, personas(task, answer))
    groups += completeness.looked_at(_rules(task), task, form)
    before = (_begun(task, answer), *_standings(task, form))
    words = completeness.JudgedWords(task.noun)
    return completeness.judged(None if key is None else key.why, groups, before=before, rubric=task.rubric, words=words)


def _rules(task: FormTask) -> tuple[FormRule, ...]:
    return (*named_rules(task), *((OPEN_EVIDENCE,) if asks_evidence(task) else ()))


def _begun(task: FormTask, answer: Entries) -> Criterion:
    filled, all_ = sum(len(e.values) for e in answer), len(fields(task)) * len(answer)
    several = f" in {len(answer)} {task.nouns}" if len(answer) > 1 else ""
    return Criterion("begun", True, f"{filled} of {all_} fields{several} have something in them.")


def _standings(task: FormTask, form: FilledForm) -> list[Criterion]:
    """How each entry stands on evidence: information, not judged."""
    if not any(spec.evidence for spec in fields(task).values()):
        return []
    return [Criterion("standing", True, f"{p.name}: {standing(p).words}", item=p.id) for p in form.people]


def _fewest(task: FormTask, answer: Entries) -> Criterion:
    count = len(answer)
    seen = f"{count} {task.noun if count == 1 else task.nouns}."
    if count >= task.min_entries:
        return Criterion("entries", True, seen)
    why = f"{task.min_entries} {task.nouns} are asked for: they are worth having because they differ."
    return Criterion("entries", False, seen, why, f"Add another {task.noun} that would decide differently.")


def _required(task: FormTask, answer: Entries, number: int) -> list[Criterion]:
    entry = answer[number]
    name = entry_name(task, entry, number + 1)
    found: list[Criterion] = []
    for spec in fields(task).values():
        value = entry.values.get(spec.id)
        item = part_id(entry.id, spec.id)
        if value is None and spec.required:
            tip = spec.guidance or f"Fill in {quoted(spec.label)}."
            found.append(Criterion("field", False, f"{name}: {quoted(spec.label)} is empty.", "", tip, item))
        elif isinstance(value, tuple) and len(value) < spec.min_items:
            seen = f"{name}: {quoted(spec.label)} has {len(value)} of at least {spec.min_items}."
            found.append(Criterion("field", False, seen, "", spec.guidance or "Add another.", item))
        elif spec.required:
            found.append(Criterion("field", True, f"{name}: {quoted(spec.label)} is filled in.", item=item))
    return found


def describe(task: FormTask, answer: Entries) -> str:
    """Every filled field of every entry, one a line, with its evidence."""
    lines: list[str] = []
    for number, entry in enumerate(answer, start=1):
        if len(answer) > 1:
            lines.append(f"{entry_name(task, entry, number)}:")
        for spec in fields(task).values():
            value = entry.values.get(spec.id)
            said = (in_words(value),) if isinstance(value, dict) else texts(spec, value, task)
            if said:
                proof = rests_on(task, entry.evidence.get(spec.id, ()))
                evidence = f" [{proof}]" if proof else ""
                lines.append(f"{spec.label}: {' | '.join(said)}{evidence}")
    return "\n".join(lines)


SORTS: Final = {
    "frustration": "pain",
    "need": "need",
    **dict.fromkeys(("experience-goal", "end-goal", "life-goal"), "goal"),
}
"""What a filled field is to other exercises, by its role."""


def objects(task: FormTask, answer: Entries) -> tuple[Made, ...]:
    """What other exercises may refer to: each entry with something in it (its sort is the task's noun), and its
    frustrations, needs and goals, one a field ("<entry>/<field>", sorts "pain", "need", "goal")."""
    found: list[Made] = []
    for number, entry in enumerate(answer, start=1):
        name = entry_name(task, entry, number)
        if entry.values:
            found.append(Made(entry.id, name, task.noun))
        for spec in fields(task).values():
            said = texts(spec, entry.values.get(spec.id)) if spec.role in SORTS else ()
            if said:
                found.append(
                    Made(part_id(entry.id, spec.id), f"{name}: {spec.label}: {'; '.join(said)}", SORTS[spec.role])
                )
            elif spec.sort and (plain := in_lines(spec, entry) or texts(spec, entry.values.get(spec.id), task)):
                found.append(Made(part_id(entry.id, spec.id), "\n".join(plain), spec.sort))
    return tuple(found)


def doubts(task: FormTask, answer: Entries) -> tuple[Criterion, ...]:
    """A persona of whose fields with a source half or more rest on assumptions: honest, and too weak to decide by."""
    if "no-evidence" not in {rule.id for rule in named_rules(task)}:
        return ()
    return tuple(
        Criterion("rests-on-assumptions", False, seen, item=p.id)
        for p in personas(task, answer)
        if (s := standing(p)).named and 2 * s.assumed >= s.named
        for seen in [f"{s.assumed} of the {s.named} fields of {quoted(p.name)} that name a source rest on assumptions."]
    )


def samples(task: FormTask, key: FormKey | None) -> Samples:
    """The model answer, the model with each required field of its first entry left out, nothing, and what cannot be "
    "read."""
    first = next(iter(fields(task)))
    text = _some(task)
    one: dict[str, Any] = {"id": "e1", "values": text, "evidence": {}}
    too_many = [{"id": f"e{i}", "values": text} for i in range(task.max_entries + 1)]
    malformed: tuple[Raw, ...] = (
        *("a text", 7, True, [one], {"rows": []}, {"entries": "a text"}, {"entries": ["a text"]}, {"entries": [7]}),
        *({"entries": too_many}, {"entries": [{"values": text}]}, {"entries": [{"id": "a/b", "values": text}]}),
        *({"entries": [{**one, "values": {"no such field": "x"}}]}, {"entries": [{**one, "values": [first]}]}),
        *({"entries": [{**one, "score": 1}]}, {"entries": [{**one, "values": {first: {"a": [True]}}}]}),
        *({"entries": [{**one, "values": {**text, id_: "a bell\x07"}}]} for id_ in text),
    )
    blank: tuple[Raw, ...] = (None, {}, {"entries": []}, {"entries": [{"id": "e1", "values": {first: None}}]})
    if key is None:
        return Samples(blank, malformed, recorded=({"entries": [one]},))
    model = as_raw(parse(task, key.model))
    head, rest = model["entries"][0], model["entries"][1:]
    without = [
        {"entries": [{**head, "values": {f: v for f, v in head["values"].items() if f != spec.id}}, *rest]}
        for spec in fields(task).values()
        if spec.required
    ]
    return Samples(blank, malformed, right=(key.model,), partly=tuple(w for w in without if parse(task, w)))


def _some(task: FormTask) -> dict[str, Any]:
    """A value for the first field that takes a text, else for the first of any type."""
    specs = list(fields(task).values())
    for spec in specs:
        if spec.type in ("short", "long"):
            return {spec.id: "Nobody calls back"}
    return {specs[0].id: _least(specs[0])}


def _least(spec: FieldSpec) -> Any:
    by_type: dict[str, Any] = {
        "list": ["Nobody calls back"],
        "choice": [o.id for o in spec.options[:1]] if spec.many else next((o.id for o in spec.options), ""),
        "scale": spec.low,
        "evidence": [{"source": "assumption"}],
        "log": [{c.id: "Nobody calls back" for c in spec.columns if c.type == "text"}],
        "portrait": {"skin": "s1"},
    }
    return by_type[spec.type]


def problems(task: FormTask, key: FormKey | None) -> list[str]:
    """What an author got wrong."""
    specs = list(fields(task).values())
    listed = [f for s in task.sections for f in s.fields]
    found = same_twice("sections", ((s.id, s.name) for s in task.sections))
    found += [p for s in task.sections for p in same_twice(f"sections.{s.id}", ((f.id, f.label) for f in s.fields))]
    found += ["sections: give at least one field"] if not listed else []
    found += ["sections: a field's id stands in two sections"] if len(specs) < len(listed) else []
    found += [p for spec in listed for p in _field_problems(spec)]
    found += [f"ids: '{i}': letters, digits, - and _ only" for i in _ids(task) if not ID.fullmatch(i)]
    if not 1 <= task.min_entries <= task.max_entries <= 20:
        found.append("min_entries, max_entries: from 1 to 20, the least not above the most")
    if sum(f.type == "portrait" for f in specs) > 1:
        found.append("sections: one portrait is enough")
    found += _grid_problems(task)
    if task.title_field and not any(f.id == task.title_field and f.type == "short" for f in specs):
        found.append("title_field: name a short field")
    group = next((f for f in specs if f.id == task.group_field), None)
    if task.group_field and (group is None or group.type != "choice" or group.many):
        found.append("group_field: name a choice field of one option")
    groups = {o.id for o in group.options} if group else set()
    found += dangling("sources", (s.group for s in task.sources if s.group), groups, "group")
    found += same_twice("sources", ((s.id, s.title) for s in task.sources))
    found += dangling("sources", (s.source for s in task.sources), task.evidence, "kind of evidence")
    found += dangling("rules", task.rules, {*RULES, *BUNDLES}, "rule")
    if not found:
        found += [f"rules: {rule.id}: {what}" for rule in named_rules(task) if (what := rule.misplaced(task))]
    found += rubric_problems(task.rubric, TAKEN)
    if key is None or found:
        return found
    model, found = read_model(key.why, lambda: parse(task, key.model), lambda entries: not entries)
    if model is None:
        return found
    failed = [c for c in check(task, key, model).criteria if c.met is False]
    return found + [f"key.model: {c.id}: {c.seen}" for c in failed]


def _ids(task: FormTask) -> list[str]:
    return [*fields(task), *sources(task)]


def _grid_problems(task: FormTask) -> list[str]:
    if task.layout != "canvas":
        return ["grid: only a canvas has one"] if task.grid else []
    rows = [row.split() for row in task.grid]
    if not rows or len({len(row) for row in rows}) != 1:
        return ["grid: give rows of the same number of words"]
    ids = {s.id for s in task.sections}
    used = {word for row in rows for word in row} - {"."}
    found = dangling("grid", sorted(used), ids, "section")
    found += [f"grid: the section '{i}' has no place" for i in sorted(ids - used)]
    for id_ in sorted(used & ids):
        cells = [(r, c) for r, row in enumerate(rows) for c, word in enumerate(row) if word == id_]
        tall, wide = len({r for r, _ in cells}), len({c for _, c in cells})
        spread = max(r for r, _ in cells) - min(r for r, _ in cells) + 1 != tall
        if spread or tall * wide != len(cells) or max(c for _, c in cells) - min(c for _, c in cells) + 1 != wide:
            found.append(f"grid: the section '{id_}' is no rectangle")
    return found


def _field_problems(spec: FieldSpec) -> list[str]:
    at = f"field '{spec.id}'"
    found = same_twice(f"{at}: options", ((o.id, o.text) for o in spec.options))
    if spec.type == "choice" and len(spec.options) < 2:
        found.append(f"{at}: options: give at least two")
    if spec.type != "choice" and (spec.options or spec.many):
        found.append(f"{at}: only a choice has options")
    if spec.type == "scale" and not spec.low < spec.high <= spec.low + 20:
        found.append(f"{at}: low must be less than high, by 20 at most")
    if min(spec.max_chars, spec.min_items, spec.max_items) < 0 or spec.max_chars > 5000 or spec.max_items > 200:
        found.append(f"{at}: limits: up to 5000 characters and 200 items, none below 0")
    if spec.min_items > spec.most:
        found.append(f"{at}: min_items is more than max_items")
    if spec.type == "log":
        others = {c.id for c in spec.columns}
        found += dangling(f"{at}: columns", (c.per for c in spec.columns if c.per), others, "column")
        found += [f"{at}: columns: '{c.id}': a date has no most" for c in spec.columns if c.most and c.type == "date"]
        found += same_twice(f"{at}: columns", ((c.id, c.label) for c in spec.columns))
        found += [f"{at}: columns: give at least one of text"] if all(c.type == "date" for c in spec.columns) else []
    return found


def view(task: FormTask, rng: random.Random) -> FormView:  # noqa: ARG001 - the contract's signature
    """The form with every limit filled in, the rules in words, and the shapes of the portrait where it has one."""
    portrait = any(spec.type == "portrait" for spec in fields(task).values())
    return viewed(
        FormView,
        task,
        sections=tuple(_limited(section) for section in task.sections),
        sources=tuple(_source(source) for source in task.sources),
        rules=tuple(RuleView(id=rule.id, text=rule.text) for rule in _rules(task)),
        evidence_names={source: EVIDENCE_NAMES[source] for source in task.evidence},
        limits={"note": NOTE, "evidence": PIECES},
        portrait=portrait_table() if portrait else None,
    )


def _limited(section: FormSection) -> FormSection:
    filled = tuple(replace(field, max_chars=field.tall, max_items=field.most) for field in section.fields)
    return replace(section, fields=filled)


def _source(source: EvidenceSource) -> SourceView:
    text = "" if source.source == "interview" else source.text  # an interview is read where it is asked for
    return viewed(SourceView, source, text=text)


def solution(task: FormTask, key: FormKey) -> Solution:
    """A complete answer, and what to look for in one's own."""
    return Solution(as_raw(parse(task, key.model)), key.why, tuple(("", look) for look in key.look_for))


def own_words(task: FormTask, answer: Entries) -> tuple[str, int]:
    """What was written into fields for text, lists of texts and logs."""
    said: list[str] = []
    specs = fields(task)
    for entry in answer:
        for id_, value in entry.values.items():
            if specs[id_].type in ("short", "long", "list", "log"):
                said += texts(specs[id_], value)
    return "\n".join(said), 0
