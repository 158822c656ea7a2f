"""One name, one meaning: no public class name stands twice in the package, and no module of tests twice."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import mosaic_exercises

PACKAGE = Path(mosaic_exercises.__file__).parent


def classes() -> dict[str, list[str]]:
    """Each public class name with the modules that define it."""
    found = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(PACKAGE).as_posix())
    return dict(found)


def test_no_public_class_name_has_two_meanings() -> None:
    found = classes()
    assert len(found) > 300
    twice = {name: modules for name, modules in found.items() if len(modules) > 1}
    assert not twice, f"give one of each another name: {twice}"


def test_no_two_modules_of_tests_are_imported_under_one_name() -> None:
    """In folders that are no packages a name is all that pytest has: with two alike it runs nothing at all."""
    tests = Path(__file__).parent
    found = defaultdict(list)
    for path in sorted(tests.rglob("test_*.py")):
        if not (path.parent / "__init__.py").exists():
            found[path.name].append(path.relative_to(tests).as_posix())
    assert found
    twice = {name: modules for name, modules in found.items() if len(modules) > 1}
    assert not twice, f"give one folder of each an __init__.py: {twice}"
