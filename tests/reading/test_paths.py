"""A path in a command that is told can be pasted into a terminal."""

from __future__ import annotations

import shlex

import pytest

from mosaic_exercises.reading import paths
from mosaic_exercises.reading.paths import pasted

HOSTILE = ('c"d', "Kurs für Zoë", "it's $HOME", "`id` && x", "a;b", "back\\slash", "*", "", "-x y")


def test_a_shell_reads_one_word_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "WINDOWS", False)
    assert [shlex.split(pasted(name)) for name in HOSTILE] == [[name] for name in HOSTILE]
    assert pasted("grades") == "grades"


def test_on_windows_the_marks_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "WINDOWS", True)
    assert pasted("C:\\Users\\Zoë M\\class") == '"C:\\Users\\Zoë M\\class"'
    assert pasted("it's") == "it's"
