"""text2qti as a second opinion: the same questions through it, and through us, are the same QTI 1.2 but for ids."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from mosaic_exercises.bank.qti12 import write
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import Body, Essay, Numeric, Option, PortableChoice, TrueFalse

QUIZ = """\
Quiz title: T

Title: Question
Points: 2
1. Which **stage**?
... Everybody hears why.
a) First
... said a
*b) Second
... said b
c) Third

2. Which ones?
[*] A
[ ] B
[*] C

3. The sky is blue.
*a) True
b) False
... It is blue.

4. How much is it?
=   8.5 +- 0.1

5. How many?
=   118

6. Write.
____
"""
RECORD = Path(__file__).with_name("text2qti.json")
OURS = frozenset(("mosaic_id", "original_answer_ids"))
"""Fields that differ: our own id, and ids of answers for questions that have none to choose from."""


def question(number: int, prompt: str, body: Body, why: str = "", points: float = 1.0) -> Question:
    """One of the six."""
    return Question(id=str(number), kind="", title="Question", prompt=prompt, body=body, why=why, points=points)


def ours() -> list[Question]:
    """The same quiz as our records."""
    three = tuple(
        Option(id=i, text=t, worth=w, said=s)
        for i, t, w, s in (("a", "First", 0, "said a"), ("b", "Second", 1, "said b"), ("c", "Third", 0, ""))
    )
    letters = tuple(Option(id=t, text=t, worth=float(t != "B")) for t in "ABC")
    return [
        question(1, "Which **stage**?", PortableChoice(options=three), "Everybody hears why.", 2),
        question(2, "Which ones?", PortableChoice(options=letters, single=False)),
        question(3, "The sky is blue.", TrueFalse(right=True, said_false="It is blue.")),
        question(4, "How much is it?", Numeric(value=8.5, tolerance=0.1)),
        question(5, "How many?", Numeric(value=118)),
        question(6, "Write.", Essay()),
    ]


def bones(data: bytes) -> list[list[str]]:
    """The items of a package, a line an element: ids by the order in which they come, numbers without zeros at the
    end, a paragraph as its words."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        quizzes = [d for d in map(archive.read, archive.namelist()) if b"<questestinterop" in d]
    found = []
    for item in fromstring(quizzes[0]).iterfind(".//{*}item"):
        ids: dict[str, str] = {}
        lines: list[str] = []
        bone(item, ids, 0, lines)
        found.append(lines)
    return found


def bone(element: Element, ids: dict[str, str], depth: int, lines: list[str]) -> None:
    """One element and those in it."""
    label = element.find("{*}fieldlabel")
    if label is not None and (label.text in OURS or label.text == "assessment_question_identifierref"):
        return

    def plain(text: str) -> str:
        text = re.sub(r"(?:text2qti_\w*?_|m)?[0-9a-f]{31,64}", lambda m: ids.setdefault(m[0], f"#{len(ids)}"), text)
        text = re.sub(r"(\.\d*?)0+\b", r"\1", text).removesuffix(".")
        return text.strip().removeprefix("<p>").removesuffix("</p>")

    tag = element.tag.rpartition("}")[2]
    attributes = "".join(f" {k}={plain(v)}" for k, v in sorted(element.attrib.items()))
    lines.append(f"{'  ' * depth}{tag}{attributes} {plain(element.text or '')}".rstrip())
    for child in element:
        bone(child, ids, depth + 1, lines)


def theirs(folder: Path) -> list[list[str]]:
    """What text2qti makes of the quiz now; where it is not installed, what 0.8.0 made of it."""
    program = shutil.which("text2qti")
    if program is None:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
        assert record["sha256"] == sha256(QUIZ.encode()).hexdigest()
        return record["items"]
    (folder / "quiz.txt").write_text(QUIZ, encoding="utf-8")
    subprocess.run([program, "quiz.txt"], cwd=folder, check=True, capture_output=True)
    return bones((folder / "quiz.zip").read_bytes())


def test_text2qti_writes_the_same(tmp_path: Path):
    theirs_, ours_ = theirs(tmp_path), bones(write("T", ours()))
    assert len(theirs_) == len(ours_) == 6
    for them, us in zip(theirs_, ours_, strict=True):
        assert us == them
