"""The page reaches every command of the command line, by the command's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises import cli
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.office.actions import ACTIONS, ALSO, ELSEWHERE
from mosaic_exercises.office.desk import grade_words
from mosaic_exercises.office.forms import PageAction, without_options, words_of
from mosaic_exercises.office.place import ClassFolder
from mosaic_exercises.office.ways import chosen, keep, options, told
from mosaic_exercises.office.ways_form import ways_action
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
    some = {"check": "true", "number": "12", "file": str(folder.roster), "folder": str(folder.root)}
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

    each(ACTIONS, one, lambda a: a.id)


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


def test_a_path_is_handed_on_as_it_was_found_and_half_a_sign_as_none(
    folder: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder.root))
    monkeypatch.setenv("USERPROFILE", str(folder.root))
    collect, comment = (next(a for a in ACTIONS if a.id == id_) for id_ in ("collect", "comment"))
    assert words_of(collect, folder, {"source": "~"})[1] == str(folder.root)
    words = words_of(comment, folder, {"learner": "s1", "text": "Good \ud83d", "marker": "Eva"})
    assert "--text=Good ?" in words


def test_a_number_is_asked_for_in_the_form_s_words(folder: ClassFolder) -> None:
    table, log = (next(a for a in ACTIONS if a.id == id_) for id_ in ("export-csv", "log"))
    assert "--points=7.5" in words_of(table, folder, {"points": "7,5"})
    for said in ("nosuch", "1e400", "inf", "nan", "0x10", "1_000", "\u0665", "9" * 300):
        for action, name, how in ((table, "points", "digits, as 60 or 7.5"), (log, "last", "a whole number, as 30")):
            label = next(f.label for f in action.fields if f.name == name)
            with pytest.raises(InputError, match=rf"^“{label}”: '.* is no number\. Write {how}$"):
                words_of(action, folder, {name: said})
    whole = {f.option for a in ACTIONS for f in a.fields if f.sort == "number" and f.whole}
    assert whole == {"--learners", "--last"}, "what the commands read as int"


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
    second = next(a for a in ACTIONS if a.id == "second")
    said = "argument --share: '-5' is no share: write a number above 0 up to 100"
    assert without_options(said, second, ACTIONS) == (
        "“Percent of each exercise's answers”: '-5' is no share: write a number above 0 up to 100"
    )
    assert without_options("mosaic mark comes first", None, ACTIONS) == "“Marking” comes first"
    assert without_options("mosaic grade /a/b.c --out grades", None, ACTIONS) == "“Grade”"


WAYS = {
    "as usual": ({}, [], []),
    "several": ({"work": "all", "workers": "3"}, ["--jobs=3"], []),
    "each processor": ({"work": "all"}, ["--jobs=0"], []),
    "local": ({"work": "local", "workers": "2"}, ["--on=local:2"], ["--on=local:2"]),
    "a farm": ({"work": "dask", "farm": "dask://farm:8786"}, ["--on=dask://farm:8786"], ["--on=dask://farm:8786"]),
    "tables": ({"tables": "semicolons", "xlsx": "true"}, ["--semicolons", "--xlsx"], []),
    "excel": ({"tables": "excel"}, ["--excel"], []),
    "a database": (
        {"book": "postgresql://eva@host/class"},
        ["--db=postgresql://eva@host/class"],
        ["--db=postgresql://eva@host/class"],
    ),
}


def test_how_a_class_is_graded_is_said_to_each_command_that_knows_it(folder: ClassFolder) -> None:
    regrade = next(a for a in ACTIONS if a.id == "regrade")

    def one(name: str) -> None:
        filled, of_grade, of_regrade = WAYS[name]
        keep(folder.root, chosen(filled))
        words = grade_words(folder)
        assert words[-len(of_grade) :] == of_grade if of_grade else words[-1].startswith("--settings")
        assert options(folder.ways, "regrade") == of_regrade
        for said in (words, words_of(regrade, folder, {})):
            cli.parser(said[0], cli.RaisingParser).parse_args(said)
        assert not options(folder.ways, "log")
        assert all(line.split() for line in told(folder.ways))
        assert {f.name: f.value for f in ways_action(folder.ways).fields if f.value} == filled

    each(WAYS, one, str)


def test_a_gradebook_in_a_database_is_what_every_command_reads(folder: ClassFolder) -> None:
    address = "postgresql://eva@host/class"
    keep(folder.root, chosen({"book": address}))
    with_book = {a.command for a in ACTIONS if a.book or a.id == "restore"}
    reading = {a.command for a in ACTIONS if any(address in w for w in words_of(a, folder, filled(a, folder, "x")))}
    assert with_book == reading


WRONG = {
    "workers": ({"work": "all", "workers": "many"}, "'many' is no number from 1 to 256"),
    "no farm": ({"work": "dask"}, "it is empty. Write it as dask://"),
    "farm": ({"work": "dask", "farm": "farm"}, "'farm' is no address. Write it as dask://"),
    "password": ({"book": "postgresql://eva:secret@host/class"}, "leave the password out"),
    "other": ({"book": "mysql://host/class"}, "Write it as postgresql://name@host/database"),
    "forged": ({"work": "rm -rf"}, "choose one of those"),
}


def test_what_cannot_be_used_is_told_by_its_label(folder: ClassFolder) -> None:
    def one(name: str) -> None:
        wrong, said = WRONG[name]
        with pytest.raises(InputError) as error:
            chosen(wrong)
        assert said in str(error.value)
        assert "secret" not in str(error.value)

    each(WRONG, one, str)
    (folder.root / "grading.json").write_text('{"work": ')
    with pytest.raises(InputError, match="is damaged"):
        grade_words(folder)
