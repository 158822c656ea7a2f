"""What Canvas's public migration tool makes of our QTI 1.2: as it made it once (tests/bank/canvas.json), or, where
MOSAIC_QTI_TOOL names the folder of its migrate.py (instructure/QTIMigrationTool; it needs lxml), as it makes it now.

To record again: run this test with MOSAIC_QTI_TOOL and MOSAIC_RECORD=1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from mosaic_exercises.bank.formats import FORMATS
from mosaic_exercises.bank.markup import html, line, plain_line
from mosaic_exercises.bank.packages import ident
from mosaic_exercises.bank.qti12 import write
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import Blanks, Essay, Matching, Numeric, Ordering, PortableChoice, TrueFalse
from tests.bank.cases import bank
from tests.bank.specimens import SPECIMENS

TOOL = os.environ.get("MOSAIC_QTI_TOOL", "")
RECORD = Path(__file__).with_name("canvas.json")
SPACE = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
LIVE = pytest.mark.skipif(not TOOL, reason="MOSAIC_QTI_TOOL names no migration tool: its record of ten is compared")


def words(element: Element | None) -> str:
    """All text inside."""
    return "" if element is None else "".join(element.itertext()).strip()


def converted(questions: Sequence[Question], folder: Path) -> dict[str, Any]:
    """What the tool writes, by item, in our words."""
    with zipfile.ZipFile(BytesIO(write("Specimens", questions))) as archive:
        archive.extractall(folder / "in")
    command = [sys.executable, "migrate.py", "--ucvars", "--nogui", f"--cpout={folder / 'out'}", str(folder / "in")]
    subprocess.run(command, cwd=TOOL, capture_output=True, check=True)
    return {p.stem: told(fromstring(p.read_bytes())) for p in (folder / "out" / "assessmentItems").iterdir()}


def told(item: Element) -> dict[str, Any]:
    """One converted item."""
    fields = {f.get("name"): f.get("value") for f in item.iter(f"{SPACE}instructureField")}
    asked = item.find(f"{SPACE}itemBody")
    assert asked is not None
    right: dict[str, list[str]] = {}
    for condition in item.iter(f"{SPACE}responseCondition"):
        if condition.find(f".//{SPACE}setOutcomeValue[@identifier='SCORE']") is None:
            continue
        wrong = {words(v) for no in condition.iter(f"{SPACE}not") for v in no.iter(f"{SPACE}baseValue")}
        for test in [*condition.iter(f"{SPACE}match"), *condition.iter(f"{SPACE}member")]:
            variable, value = test.find(f"{SPACE}variable"), words(test.find(f"{SPACE}baseValue"))
            if variable is not None and value not in wrong:
                right.setdefault(str(variable.get("identifier")), []).append(value)
    said = {str(f.get("identifier")): words(f) for f in item.iter(f"{SPACE}modalFeedback")}
    places = []
    for choice in asked.iter(f"{SPACE}choiceInteraction"):
        options = {str(o.get("identifier")): words(o) for o in choice.iter(f"{SPACE}simpleChoice")}
        rights = right.get(str(choice.get("responseIdentifier")), [])
        feedback = [said.get(f"{id_}_fb", "") for id_ in options]
        name = words(choice.find(f"{SPACE}prompt"))
        places.append([name, list(options.values()), [options[id_] for id_ in rights], feedback])
    return {
        "type": fields["question_type"],
        "points": float(str(fields["points_possible"])),
        "name": item.get("title"),
        "text": words(asked.find(f"{SPACE}div")),
        "why": said.get("general_fb", ""),
        "places": places,
    }


def meant(one: Question) -> dict[str, Any]:
    """What it should make of a question."""
    body = one.body
    places: list[Any] = []
    match body:
        case PortableChoice():
            kind = "multiple_choice_question" if body.single else "multiple_answers_question"
            right = [line(o.text) for o in body.options if (o.worth == 1 if body.single else o.worth)]
            places = [["", [line(o.text) for o in body.options], right, [html(o.said) for o in body.options]]]
        case TrueFalse():
            kind = "true_false_question"
            places = [["", ["True", "False"], [str(body.right)], [html(body.said_true), html(body.said_false)]]]
        case Matching():
            kind, texts = "matching_question", {id_: plain_line(text) for id_, text in body.answers}
            places = [[plain_line(p.text), list(texts.values()), [texts[p.answer]]] for p in body.pairs]
        case Ordering():
            kind, last = "matching_question", len(body.items)
            ends = {1: f" ({body.start})", last: f" ({body.end})"}
            rungs = [f"{n}{ends.get(n, '')}" for n in range(1, last + 1)]
            items = sorted((id_, text, n) for n, (id_, text) in enumerate(body.items))
            places = [[plain_line(text), rungs, [rungs[n]]] for _, text, n in items]
        case Blanks():
            kind = "fill_in_multiple_blanks_question"
            places = [[g.id, list(g.accept), list(g.accept)] for g in body.gaps]
        case Numeric():
            kind = "numerical_question"
        case Essay():
            kind = "essay_question"
    places = [place if len(place) == 4 else [*place, [""] * len(place[1])] for place in places]
    why = html(one.why) or (html(body.model) if isinstance(body, Essay) else "")
    return {"type": kind, "points": one.points, "name": plain_line(one.title), "why": why, "places": places}


def faults(questions: Sequence[Question], made: dict[str, Any]) -> list[str]:
    """Where what the tool made is not what was meant."""
    found = [f"{len(made)} items, not {len(questions)}"] * (len(made) != len(questions))
    for one in questions:
        there = made.get(ident(ident("Specimens", one.chapter), one.id), {})
        found += [f"{one.id}: {k}: {there.get(k)!r}, not {v!r}" for k, v in meant(one).items() if there.get(k) != v]
        if not there.get("text", "").startswith(html(one.prompt)):
            found.append(f"{one.id}: text: {there.get('text')!r}")
    return found


def test_canvas_tool_makes_what_was_meant(tmp_path: Path):
    digest = sha256(write("Specimens", SPECIMENS)).hexdigest()
    if TOOL:
        made = converted(SPECIMENS, tmp_path)
        if os.environ.get("MOSAIC_RECORD"):
            record = json.dumps({"sha256": digest, "items": made}, ensure_ascii=False, indent=1)
            RECORD.write_text(f"{record}\n", encoding="utf-8")
    else:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
        assert record["sha256"] == digest, "QTI 1.2 is written otherwise than when the tool read it: record again"
        made = record["items"]
    assert faults(SPECIMENS, made) == []


@LIVE
def test_canvas_tool_makes_the_whole_course(tmp_path: Path):
    questions = [q for q in bank()[0] if not FORMATS["qti12"].refuses(q)]
    assert faults(questions, converted(questions, tmp_path)) == []
