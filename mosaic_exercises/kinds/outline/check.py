"""An outline: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.contract import Samples, Solution
from mosaic_exercises.kinds.outline.markdown import to_markdown
from mosaic_exercises.kinds.outline.nodes import DEEPEST, MOST_NODES, Node, Nodes, has_text, read_nodes
from mosaic_exercises.kinds.outline.task import OutlineKey, OutlineTask
from mosaic_exercises.reading.values import Raw, as_json, noun
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

ONE = {"branches": "branch", "levels": "level", "notes": "note", "links": "link"}


def parse(task: OutlineTask, raw: Raw) -> Nodes:
    """{"nodes": [...]}; null, no branch with a text, and the start untouched are blank."""
    if raw is None:
        return ()
    if not isinstance(raw, dict) or not set(raw) <= {"nodes"}:
        raise FormatError(f"This answer cannot be read: an outline is needed, not {noun(raw)}. Build it again.")
    nodes = read_nodes(raw.get("nodes"))
    untouched = [_content(n) for n in nodes] == [_content(n) for n in task.start]
    return () if untouched or not any(map(has_text, nodes)) else nodes


def _content(node: Node) -> tuple[int, str, str, str]:
    return node.level, node.text, node.note, node.link


def check(task: OutlineTask, key: OutlineKey | None, answer: Nodes) -> Result:  # noqa: ARG001 - the contract's signature
    """Recorded; branches, levels, notes and links are counted against what is asked for."""
    if not answer:
        return NOT_ATTEMPTED
    written = [node for node in answer if has_text(node)]
    counts = (
        ("branches", len(written), task.min_branches, "Ask what each branch is made of, and add that."),
        ("levels", max(node.level for node in written) + 1, task.min_levels, "Take one branch and break it down."),
        (
            "notes",
            len([n for n in written if n.note.strip()]),
            task.min_notes,
            "Say in a note what you saw, and where.",
        ),
        ("links", len([n for n in written if n.link]), task.min_links, "Link the page or file a branch rests on."),
    )
    criteria = [
        Criterion(
            name, n >= least, f"{n} {ONE[name] if n == 1 else name}, {least} asked for.", try_next=again * (n < least)
        )
        for name, n, least, again in counts
        if least
    ]
    if empty := [i for i, node in enumerate(answer, start=1) if not has_text(node)]:
        seen = f"{len(empty)} without a text, the first in row {empty[0]}."
        criteria.append(Criterion("empty", False, seen, try_next="Name it or take it away."))
    whole = all(c.met for c in criteria)
    words = "Your map is recorded." if whole else "Your map is recorded; it is not yet what is asked for."
    return Result("recorded", 0.0, words, tuple(criteria))


def samples(task: OutlineTask, key: OutlineKey | None) -> Samples:
    """The model and one branch; nothing and the start; what is no outline."""
    one = {"id": "n1", "level": 0, "text": "One branch of my own"}
    blank: tuple[Raw, ...] = (
        None,
        {},
        {"nodes": []},
        {"nodes": [{**one, "text": " "}]},
        {"nodes": as_json(task.start)},
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
        {"nodes": [{**one, "id": f"n{i}"} for i in range(MOST_NODES + 1)]},
    )
    model = ({"nodes": as_json(key.model)},) if key is not None else ()
    return Samples(blank, malformed, recorded=(*model, {"nodes": [one]}))


def describe(task: OutlineTask, answer: Nodes) -> str:
    """The map as Markdown."""
    return to_markdown(answer, task.root).strip() if answer else ""


def problems(task: OutlineTask, key: OutlineKey | None) -> list[str]:
    """What an author got wrong."""
    found = [] if task.root.strip() else ["root: name the middle of the map"]
    least = {"min_branches": MOST_NODES, "min_levels": DEEPEST + 1, "min_notes": MOST_NODES, "min_links": MOST_NODES}
    found += [f"{n}: between 0 and {most}" for n, most in least.items() if not 0 <= getattr(task, n) <= most]
    for where, nodes in (("start", task.start), ("key.model", key.model if key else ())):
        try:
            read_nodes(as_json(nodes))
        except FormatError as error:
            found.append(f"{where}: {error}")
        found += [f"{where}: '{node.id}' has no text" for node in nodes if not has_text(node)]
    if key is None or found:
        return found
    if not key.why.strip():
        found.append("key.why: say what makes this map a good one")
    answer = parse(task, {"nodes": as_json(key.model)})
    if not answer:
        return [*found, "key.model: it adds nothing to the start"]
    failed = [c for c in check(task, key, answer).criteria if not c.met]
    return found + [f"key.model: less than is asked for: {c.seen}" for c in failed]


def view(task: OutlineTask, rng: random.Random) -> dict[str, Any]:  # noqa: ARG001 - the contract's signature
    """The middle, the branches to begin with, and what is asked for."""
    shown: dict[str, Any] = as_json(task)
    return shown


def solution(task: OutlineTask, key: OutlineKey) -> Solution:  # noqa: ARG001 - the contract's signature
    """The model, and what a good map has."""
    return Solution({"nodes": as_json(key.model)}, key.why, tuple(("", text) for text in key.look_for))


def own_words(task: OutlineTask, answer: Nodes) -> tuple[str, int]:
    """The texts and notes that did not stand there at the start."""
    given = {part for node in task.start for part in (node.text, node.note)}
    said = (part for node in answer for part in (node.text, node.note) if part not in given)
    return "\n".join(said), 0
