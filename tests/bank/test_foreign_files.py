"""Files of others: what is understood, what is named as not understood, and what is refused whole."""

from __future__ import annotations

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
