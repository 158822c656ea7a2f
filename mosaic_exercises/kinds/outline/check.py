"""An outline: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.contract import Samples, Solution
from mosaic_exercises.kinds.outline.images import PICTURE_BYTES
from mosaic_exercises.kinds.outline.markdown import in_words
from mosaic_exercises.kinds.outline.nodes import DEEPEST, MOST_NODES, MindMap, Node, has_text, read_map, read_nodes
from mosaic_exercises.kinds.outline.task import OutlineKey, OutlineTask
from mosaic_exercises.reading.values import Raw, as_json
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

ONE = {"branches": "branch", "levels": "level", "notes": "note", "links": "link"}


def parse(task: OutlineTask, raw: Raw) -> MindMap:
    """{"nodes": [...]}; null, no branch with a text, the start and a template untouched are blank."""
    if raw is None:
        return MindMap()
    answer = read_map(raw)
    given = [task.start, *(t.nodes for t in task.templates)]
    untouched = [_content(n) for n in answer.nodes] in [[_content(n) for n in nodes] for nodes in given]
    return MindMap() if untouched or not any(map(has_text, answer.nodes)) else answer


def _content(node: Node) -> tuple[int, str, str, str, str]:
    return node.level, node.text, node.note, node.link, node.picture


def as_given(task: OutlineTask, node: Node) -> bool:
    """Whether a branch stands as a template has it, and nothing was added to it."""
    if node.link or node.picture or any(node.text == n.text for n in task.start):
        return False
    return any((node.text, node.note) == (n.text, n.note) for t in task.templates for n in t.nodes)


def check(task: OutlineTask, key: OutlineKey | None, answer: MindMap) -> Result:  # noqa: ARG001 - the contract's signature
    """Recorded; branches, levels, notes and links are counted against what is asked for. What a template brought counts
    once the learner made something of it."""
    if not answer:
        return NOT_ATTEMPTED
    written = [node for node in answer.nodes if has_text(node)]
    own = [node for node in written if not as_given(task, node)]
    guidance = {n.note for t in task.templates for n in t.nodes}
    counts = (
        ("branches", len(own), task.min_branches, "Ask what each branch is made of, and add that."),
        ("levels", max(node.level for node in written) + 1, task.min_levels, "Take one branch and break it down."),
        (
            "notes",
            len([n for n in written if n.note.strip() and n.note not in guidance]),
            task.min_notes,
            "Say in a note what you saw, and where.",
        ),
        ("links", len([n for n in written if n.link]), task.min_links, "Link the page or file a branch rests on."),
    )
    untouched = f" {len(written) - len(own)} stand as the template has them and are not counted."
    beside = {"branches": untouched if len(own) < len(written) else ""}
    criteria = [
        Criterion(
            name,
            n >= least,
            f"{n} {ONE[name] if n == 1 else name}, {least} asked for.{beside.get(name, '')}",
            try_next=again * (n < least),
        )
        for name, n, least, again in counts
        if least
    ]
    if empty := [i for i, node in enumerate(answer.nodes, start=1) if not has_text(node)]:
        seen = f"{len(empty)} without a text, the first in row {empty[0]}."
        criteria.append(Criterion("empty", False, seen, try_next="Name it or take it away."))
    if mute := [node for node in answer.nodes if node.picture and not node.alt.strip()]:
        many = "1 picture has" if len(mute) == 1 else f"{len(mute)} pictures have"
        seen = f"{many} no words for those who cannot see it, the first on “{mute[0].text}”."
        criteria.append(Criterion("pictures", False, seen, try_next="Say in a few words what the picture shows."))
    whole = all(c.met for c in criteria)
    words = "Your map is recorded." if whole else "Your map is recorded; it is not yet what is asked for."
    return Result("recorded", 0.0, words, tuple(criteria))


def samples(task: OutlineTask, key: OutlineKey | None) -> Samples:
    """The model and one branch; nothing, the start and a template; what is no outline."""
    one = {"id": "n1", "level": 0, "text": "One branch of my own"}
    blank: tuple[Raw, ...] = (
        None,
        {},
        {"nodes": []},
        {"nodes": [{**one, "text": " "}]},
        {"nodes": as_json(task.start)},
        *({"nodes": as_json(t.nodes), "root": t.name} for t in task.templates),
    )
    malformed: tuple[Raw, ...] = (
        *("a map", 4, True, [one], {"tree": [one]}, {"nodes": one}, {"nodes": ["one"]}, {"nodes": [one, one]}),
        *(
            {"nodes": [{**one, **bad}]}
            for bad in ({"level": 1}, {"level": -1}, {"level": True}, {"id": "a b"}, {"text": 4})
        ),
        *(
            {"nodes": [{**one, **bad}]}
            for bad in ({"link": "javascript:x"}, {"note": "a bell\x07"}, {"text": "x" * 301})
        ),
        *({"nodes": [{**one, "picture": bad}]} for bad in (4, "https://example.org/a.png", NO_PNG, TOO_LARGE)),
        {"nodes": [{**one, "alt": "a picture that is not there"}]},
        {"nodes": [one], "root": 4},
        {"nodes": [{**one, "id": f"n{i}"} for i in range(MOST_NODES + 1)]},
    )
    model = ({"nodes": as_json(key.model)},) if key is not None else ()
    return Samples(blank, malformed, recorded=(*model, {"nodes": [one]}, {"nodes": [one], "root": "Another middle"}))


NO_PNG = "data:image/png;base64,PHN2Zz4="
TOO_LARGE = f"data:image/png;base64,{'A' * (PICTURE_BYTES * 4 // 3 + 8)}"


def describe(task: OutlineTask, answer: MindMap) -> str:
    """The map as Markdown; of a picture its words."""
    return in_words(answer.nodes, task.middle(answer)).strip() if answer else ""


def problems(task: OutlineTask, key: OutlineKey | None) -> list[str]:
    """What an author got wrong."""
    found = [] if task.root.strip() else ["root: name the middle of the map"]
    least = {"min_branches": MOST_NODES, "min_levels": DEEPEST + 1, "min_notes": MOST_NODES, "min_links": MOST_NODES}
    found += [f"{n}: between 0 and {most}" for n, most in least.items() if not 0 <= getattr(task, n) <= most]
    places = [("start", task.start), *((f"template '{t.id}'", t.nodes) for t in task.templates)]
    for where, nodes in (*places, ("key.model", key.model if key else ())):
        try:
            read_nodes(as_json(nodes))
        except FormatError as error:
            found.append(f"{where}: {error}")
        found += [f"{where}: '{node.id}' has no text" for node in nodes if not has_text(node)]
    found += _template_problems(task)
    if key is None or found:
        return found
    if not key.why.strip():
        found.append("key.why: say what makes this map a good one")
    answer = parse(task, {"nodes": as_json(key.model)})
    if not answer:
        return [*found, "key.model: it adds nothing to the start"]
    failed = [c for c in check(task, key, answer).criteria if not c.met]
    return found + [f"key.model: less than is asked for: {c.seen}" for c in failed]


def _template_problems(task: OutlineTask) -> list[str]:
    ids = [t.id for t in task.templates]
    found = [f"template '{id_}': its id stands twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
    for one in task.templates:
        found += [f"template '{one.id}': {f} is missing" for f in ("name", "about") if not getattr(one, f).strip()]
        found += [
            f"template '{one.id}': say in the note of '{n.id}' what belongs there" for n in one.nodes if not n.note
        ]
    return found


def view(task: OutlineTask, rng: random.Random) -> OutlineTask:  # noqa: ARG001 - the contract's signature
    """The middle, the branches to begin with, the templates, and what is asked for."""
    return task


def solution(task: OutlineTask, key: OutlineKey) -> Solution:  # noqa: ARG001 - the contract's signature
    """The model, and what a good map has."""
    return Solution({"nodes": as_json(key.model)}, key.why, tuple(("", text) for text in key.look_for))


def own_words(task: OutlineTask, answer: MindMap) -> tuple[str, int]:
    """The texts, notes and words of pictures that did not stand there at the start."""
    brought = (*task.start, *(n for t in task.templates for n in t.nodes))
    given = {part for node in brought for part in (node.text, node.note)}
    said = (part for node in answer.nodes for part in (node.text, node.note, node.alt) if part not in given)
    return "\n".join(said), 0
