"""A kind is one folder: nothing outside it says its name, and the folder has what a kind needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import convert

import mosaic_exercises
from mosaic_exercises.kinds import KINDS, NAMES
from tests.kinds.examples import examples

PACKAGE = Path(mosaic_exercises.__file__).parent
SAID = re.compile(rf"""["'](?:{"|".join(NAMES)})["']|mosaic_exercises\.kinds""")
"""What a module holds that names a kind; all others need not be parsed."""
FEW = 2  # kinds in one table, from which on it is a table of kinds

ALLOWED = {
    "panel/sessions/lab.py": "a lab's pictures are drawn by labs/, which stands above the kinds",
    "editor/fairness.py": "editorial rules on the cards, pairs and orders of the course's own questions",
    "editor/giveaways.py": "editorial rules on how bins and orders give themselves away",
    "editor/questions.py": "editorial statistics of the course's choice questions",
}
"""The modules that name a kind, and why. A new kind needs no line here."""


def kinds_of(node: ast.AST) -> set[str]:
    """The kinds that one node names: by an import, in a table, or beside something's ``kind``."""
    if isinstance(node, ast.ImportFrom):
        parts = [*(node.module or "").split("."), *(a.name for a in node.names)]
        return set(parts[2:]) & set(KINDS) if parts[:2] == ["mosaic_exercises", "kinds"] else set()
    if isinstance(node, ast.Dict | ast.Set | ast.Tuple | ast.List):
        keys = node.keys if isinstance(node, ast.Dict) else node.elts
        own = {k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str)} & set(KINDS)
        return own if len(own) >= FEW and len(own) == len(keys) else set()
    subject = node.subject if isinstance(node, ast.Match) else node if isinstance(node, ast.Compare) else None
    asked = subject is not None and any(
        (isinstance(n, ast.Attribute) and n.attr == "kind") or (isinstance(n, ast.Name) and n.id == "kind")
        for n in ast.walk(subject)
    )
    if not asked:
        return set()
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)} & set(KINDS)


def named() -> Iterator[tuple[str, int, set[str]]]:
    """(module, line, kinds named there) outside ``kinds``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        text = path.read_text(encoding="utf-8")
        if not module.startswith("kinds/") and SAID.search(text):
            for node in ast.walk(ast.parse(text)):
                if found := kinds_of(node):
                    yield module, node.lineno, found


def test_no_module_outside_names_a_kind() -> None:
    found = list(named())
    assert [f"{module}:{line} names {sorted(kinds)}" for module, line, kinds in found if module not in ALLOWED] == []
    assert set(ALLOWED) == {module for module, _, _ in found}, "a line of ALLOWED is needed no more"


def test_a_table_a_comparison_and_an_import_are_seen() -> None:
    seen = {
        'FILES = {"board": 1, "form": 2}': {"board", "form"},
        'if exercise.kind in ("choice", "sort"): pass': {"choice", "sort"},
        'x = kind == "lab"': {"lab"},
        "from mosaic_exercises.kinds.form.task import FormTask": {"form"},
        "from mosaic_exercises.kinds import board": {"board"},
        'match exercise.kind:\n    case "rate": pass': {"rate"},
        'row = {"text": 1, "blank": 2, "why": 3}': set(),
    }
    for code, kinds in seen.items():
        assert set().union(*(kinds_of(node) for node in ast.walk(ast.parse(code)))) == kinds, code


def test_each_folder_is_a_kind_with_examples_and_a_browser_side() -> None:
    folders = {p.parent.name for p in (PACKAGE / "kinds").glob("*/__init__.py")}
    assert folders == set(NAMES), "kinds/__init__.py names every folder, and no more"
    faults = [f"{name} calls itself {kind.name}" for name, kind in KINDS.items() if kind.name != name]
    faults += [f"{name} has no examples" for name in KINDS if not examples(name)]
    faults += [f"{name} has no ui/{name}.js" for name in KINDS if not (PACKAGE / "kinds" / name / "ui").glob("*.js")]
    assert faults == []


def test_a_kind_says_whether_an_answer_can_be_right_in_part() -> None:
    """The class page offers what a part earns for those kinds, and for no other."""
    partly = set()
    for name, kind in KINDS.items():
        for table in examples(name).values():
            task, key = convert(table.get("task", {}), kind.task), convert(table["key"], kind.key)
            partly |= {name} if kind.samples(task, key).partly else set()
    assert partly == {name for name, kind in KINDS.items() if kind.in_parts}
