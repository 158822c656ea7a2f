"""The page reaches every command of the command line, by the command's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises import cli
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.office.actions import ACTIONS, ALSO, ELSEWHERE
from mosaic_exercises.office.forms import PageAction, without_options, words_of
from mosaic_exercises.office.place import ClassFolder
from tests.support import each


def test_every_command_is_an_action_or_has_its_reason() -> None:
    reached = {action.command for action in ACTIONS} | set(ALSO)
    assert reached <= set(cli.COMMANDS)
    assert not reached & set(ELSEWHERE), "it cannot be both"
    assert reached | set(ELSEWHERE) == set(cli.COMMANDS)
    assert all(len(reason.split()) > 4 for reason in ELSEWHERE.values())


@pytest.fixture
def folder(tmp_path: Path) -> ClassFolder:
    found = ClassFolder(tmp_path / "class")
    found.hand_ins.mkdir(parents=True)
    (found.hand_ins / "a.mosaic.json").write_text("{}")
    found.grades.mkdir()
    found.book.write_bytes(b"x")
    for path in (found.roster, found.settings):
        path.write_text("x")
    return found


def filled(action: PageAction, folder: ClassFolder, value: str) -> dict[str, str]:
    """Every field of an action with something in it; a text with what a shell or a parser could trip over."""
    some = {"check": "true", "number": "12", "file": str(folder.book), "folder": str(folder.root)}
    given = {f.name: some.get(f.sort, value) for f in action.fields}
    return (
        given
        | {f.name: f.choices[1][0] for f in action.fields if f.choices}
        | {f.name: "2026-11-30" for f in action.fields if f.name == "since"}
    )


def test_each_form_makes_words_that_its_command_reads(folder: ClassFolder) -> None:
    def one(action: PageAction) -> None:
        for value in ("plain", "--sly --apply", "-x", "a b; rm -rf $HOME", "{grades}", "=1+1"):
            words = words_of(action, folder, filled(action, folder, value), then=bool(action.then))
            args = vars(cli.parser(words[0], cli.RaisingParser).parse_args(words))
            texts = [f for f in action.fields if f.sort in ("text", "words") and f.option and f.name != "since"]
            kept = [v for v in args.values() if v == value or (isinstance(v, list) and value in v)]
            assert len(kept) >= len(texts), (value, args)

    each([a for a in ACTIONS if a.id != "looked"], one, lambda a: a.id)


def test_what_is_missing_is_asked_for_by_its_label(folder: ClassFolder) -> None:
    comment = next(a for a in ACTIONS if a.id == "comment")
    with pytest.raises(InputError, match="fill in “The learner's id” first"):
        words_of(comment, folder, {"text": "x"})
    take = next(a for a in ACTIONS if a.id == "mark-take")
    with pytest.raises(InputError, match="choose “The filled table” first"):
        words_of(take, folder, {})
    with pytest.raises(InputError, match="there is no '/nowhere'"):
        words_of(take, folder, {"take": "/nowhere"})
    folder.book.unlink()
    with pytest.raises(InputError, match="not graded yet"):
        words_of(comment, folder, {})


def test_a_command_speaks_of_labels_and_buttons_not_of_options() -> None:
    canvas = next(a for a in ACTIONS if a.id == "export-canvas")
    said = without_options(
        "these grades have different maxima: add --points 100, or total in the settings", canvas, ACTIONS
    )
    assert said == "these grades have different maxima: add “Convert to so many points” 100, or total in the settings"
    said = without_options("Correct the list, or add --skip-unknown to write the others.", canvas, ACTIONS)
    assert said == "Correct the list, or add “Leave out who is not in that file” to write the others."
    said = without_options("Fill in the level, then: mosaic mark DIR --take settle.csv", None, ACTIONS)
    assert said == "Fill in the level, then: “Take a filled table back”"
    assert without_options("mosaic mark comes first", None, ACTIONS) == "“Marking” comes first"
    assert without_options("mosaic grade /a/b.c --out grades", None, ACTIONS) == "“Grade”"
