"""Files of others: what is understood, what is named as not understood, and what is refused whole."""

from __future__ import annotations

import os
import re
import zipfile
from io import BytesIO

import pytest

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.incoming import read, read_file
from mosaic_exercises.kinds.portable import Blanks, Essay, Matching, Numeric, PortableChoice, TrueFalse
from tests.bank.cases import content

GIFT = """\
// a comment
$CATEGORY: $course$/top/Bikes//Bells

::Who rings?:: Who rings?{
=The rider#Yes.
~The bike
~%50%The bell#Nearly.
}

The sky is blue.{T}

::How much:: Price?{#8.5:0.1}

::Range::{#1..3}

::Pairs::{ =a -> 1 =b -> 2 = -> 3 }

Fill the {=gap =hole} please.

::Free:: Write.{}

::Escapes:: What is 1 \\= 1 \\{really\\}?{=yes\\: \\~ \\#1 ~no}

Only a description.

::Comma::{#8,5:0,1}
"""


def test_gift_of_others():
    found = read(GIFT.encode(), "own.txt")
    bodies = [q.body for q in found.questions]
    sorts = [PortableChoice, TrueFalse, Numeric, Numeric, Matching, Blanks, Essay]
    assert [type(b) for b in bodies[:7]] == sorts
    assert found.questions[0].chapter == "Bikes/Bells"
    assert content(bodies[0]) == (
        "choice",
        True,
        [("The rider", 1.0, "Yes."), ("The bike", 0.0, ""), ("The bell", 0.5, "Nearly.")],
    )
    assert content(bodies[3])[1:3] == (2.0, 1.0)
    assert content(bodies[4])[2] == ["1", "2", "3"]
    assert found.questions[7].prompt == "What is 1 = 1 {really}?"
    assert content(bodies[7]) == ("choice", True, [("yes: ~ #1", 1.0, ""), ("no", 0.0, "")])
    named = {p.where: p.what for p in found.puzzling}
    assert "description" in str(named)
    assert "decimal point" in named["Comma"]


def test_a_type_without_a_counterpart_is_named():
    essay = (
        '<question type="essay"><name><text>E</text></name><questiontext><text>Write</text></questiontext></question>'
    )
    xml = f'<quiz><question type="calculated"><name><text>Sum</text></name></question>{essay}</quiz>'
    found = read(xml.encode(), "m.xml")
    assert len(found.questions) == 1
    assert found.puzzling[0].where == "Sum"
    assert "calculated" in found.puzzling[0].what


MORE_GIFT = r"""
The holiday is on the {~second =fourth} Thursday of November.

::Backslash:: Which is one?{=\\ ~n}

::Born:: When?{# =1822:0#Yes. =%50%1820:5#Close. ~#No.}

::Weights:: Pick.{~%70%this ~%30%that ~%-100%none}

::Spelt:: Who?{=Nazareth =%75%Nazereth#Misspelt.}
"""


def test_gift_as_moodle_reads_it():
    """Checked beside Moodle 4.5.6 with its own examples: a missing word is a blank, and two backslashes are one."""
    found = read(MORE_GIFT.encode(), "own.txt")
    assert found.questions[0].prompt == "The holiday is on the _____ Thursday of November."
    assert content(found.questions[1].body)[2][0][0] == "\\"
    assert content(found.questions[2].body) == ("numeric", 1822.0, 0.0, [(1820.0, 5.0, "Close.")])
    assert {p.where for p in found.puzzling} == {"Born", "Weights", "Spelt"}, "what is not kept is named"
    assert len(found.puzzling) == 4


def quiz12(*items: str) -> bytes:
    """A quiz of QTI 1.2."""
    section = f"<section>{''.join(items)}</section>"
    return f"<questestinterop><assessment title='T'>{section}</assessment></questestinterop>".encode()


def item12(kind: str, shown: str, rules: str, label: str = "question_type") -> str:
    """An item as Canvas writes it; ``rules``: (variable, value) that earn points."""
    field = f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>"
    return (
        f"<item title='{kind}'><itemmetadata><qtimetadata>{field}</qtimetadata></itemmetadata><presentation><material>"
        f"<mattext>Say [a] and [b].</mattext></material>{shown}</presentation>"
        f"<resprocessing>{rules}</resprocessing></item>"
    )


def rule12(tests: str) -> str:
    """A condition that earns points."""
    return f"<respcondition><conditionvar>{tests}</conditionvar><setvar>100</setvar></respcondition>"


def list12(name: str, *words: str, sort: str = "openEntry") -> str:
    """A list of words for one gap."""
    labels = "".join(
        f"<response_label ident='w{n}' answer_type='{sort}'><material><mattext>{w}</mattext></material>"
        "</response_label>"
        for n, w in enumerate(words)
    )
    return f"<response_lid ident='response_{name}'><render_choice>{labels}</render_choice></response_lid>"


def test_qti_as_canvas_and_others_write_it():
    """Shapes of real exports: of several right words Canvas puts one into the rule; a bank of words is shared."""
    right = [rule12(f"<varequal respident='response_{gap}'>w{n}</varequal>") for gap, n in (("a", 0), ("b", 1))]
    blanks = "fill_in_multiple_blanks_question"
    ranges = [rule12(f"<vargte>{n}</vargte><varlte>{n + 1}</varlte>") for n in (2, 6)]
    found = read(
        quiz12(
            item12(blanks, list12("a", "Red", "red") + list12("b", "Blau", "Blue"), "".join(right)),
            item12(blanks, "".join(list12(g, "Red", "Blue", sort="wordbank") for g in "ab"), "".join(right)),
            item12("numerical_question", "", "".join(ranges)),
            item12("numerical_question", "", ranges[0]),
            item12(
                "cc.multiple_choice.v0p1", list12("x", "yes", "no"), rule12("<varequal>w0</varequal>"), "cc_profile"
            ),
            item12("multiple_choice_question", list12("x", "yes", ""), rule12("<varequal>w0</varequal>")),
        ),
        "theirs.xml",
    )
    typed, bank, number, cartridge = (q.body for q in found.questions)
    assert content(typed) == ("blanks", "Say ___ and ___.", [("Red", "red"), ("Blue", "Blau")])
    assert content(bank)[2] == [("Red",), ("Blue",)]
    assert content(number)[1:3] == (2.5, 0.5)
    assert content(cartridge) == ("choice", True, [("yes", 1.0, ""), ("no", 0.0, "")])
    named = " ".join(p.what for p in found.puzzling)
    assert all(words in named for words in ("2 right numbers", "list of words", "option without words"))


def packed(files: dict[str, bytes]) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


REFUSED = {
    "torn XML": b"<quiz><question type=",
    "foreign XML": b"<html><body>hi</body></html>",
    "a document type": b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
    "a document type in UTF-16": '<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>'.encode("utf-16"),
    "elements far inside each other": b"<quiz>" * 500,
    "a zip that is none": b"PK\x03\x04 and no more",
    "a zip without a quiz": packed({"readme.txt": b"hello"}),
    "a zip whose path leads out": packed({"../quiz.xml": b"<questestinterop/>"}),
    "a zip that unpacks without end": packed({"quiz.xml": b"<questestinterop>" + b" " * 50_000_000}),
    "not UTF-8": "Größe{T}".encode("latin-1"),
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0",
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_files_are_refused_in_words(name: str):
    with pytest.raises(BankError) as caught:
        read(REFUSED[name], "their file")
    assert "their file" in str(caught.value)


def test_a_file_too_large_is_not_opened(tmp_path):
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(BankError, match="MB"):
        read_file(path)


def test_nothing_is_written_of_a_bad_file(tmp_path, capsys):
    from mosaic_exercises.cli import main

    bad = tmp_path / "bad.xml"
    bad.write_bytes(REFUSED["a document type"])
    assert main(["bank", "import", str(bad), "--out", str(tmp_path / "course")]) == 1
    assert "document type" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["bad.xml"]


def test_what_is_no_file_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "absent"):
        with pytest.raises(BankError, match=re.escape(str(path))):
            read_file(path)


def test_a_text_with_a_hundred_thousand_open_gaps_is_read_once():
    """Each open gap used to be followed to the end of the text: a minute, and for twice the text four."""
    text = "{1:SA:" * 100_000
    xml = f"<quiz><question type='cloze'><questiontext><text>{text}</text></questiontext></question></quiz>"
    assert "has none" in read(xml.encode(), "their file").puzzling[0].what


def test_numbers_without_end_are_no_numbers():
    answer = "<answer fraction='100'><text>{}</text><tolerance>{}</tolerance></answer>"
    pairs = (("1e999", "0"), ("nan", "0"), ("1", "inf"), ("-Infinity", "1"))
    asked = (f"<question type='numerical'>{answer.format(*pair)}</question>" for pair in pairs)
    found = read(f"<quiz>{''.join(asked)}</quiz>".encode(), "their file")
    assert not found.questions
    assert all("finite" in p.what for p in found.puzzling)


def test_what_a_file_says_twice_is_kept_once(tmp_path, capsys):
    """Canvas lists Red, red and RED as right words; Moodle's own example gives half for a number near the right one."""
    from mosaic_exercises.cli import main

    gift = tmp_path / "own.txt"
    gift.write_text(
        "::A:: Colour?{=Red =red =RED}\n\n::B:: When?{# =1822:0 =%50%1822:2#Close.}\n\n::C:: T?{T}\n", encoding="utf-8"
    )
    assert main(["bank", "import", str(gift), "--out", str(tmp_path / "course")]) == 0
    said = capsys.readouterr().out
    assert "(3 questions)" in said
    assert "around the right one" in said
    assert "no reason" in said
    assert "A, B, C" in said, "by reason, with names"
    keys = (tmp_path / "course" / "keys" / "imported.toml").read_text(encoding="utf-8")
    assert keys.count("Red") == 1
