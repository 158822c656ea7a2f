"""What Moodle's own importer makes of our files: as it was told by Moodle 4.5.6 (tests/bank/moodle/*.jsonl), or, where
MOSAIC_MOODLE names the folder of an installed Moodle, as that one tells it now.

To record again: write ``SPECIMENS`` in the format, run ``php tests/bank/moodle/told.php MOODLE FORMAT FILE``, and put a
first line with the Moodle's release and the file's sha256 before what it says.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.bank.formats import FORMATS, account
from mosaic_exercises.bank.markup import html, line, plain_line
from mosaic_exercises.bank.moodle import fraction
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import Blanks, Essay, Matching, Numeric, Ordering, PortableChoice, TrueFalse
from tests.bank.cases import bank
from tests.bank.specimens import SPECIMENS

FOLDER = Path(__file__).parent / "moodle"
MOODLE = os.environ.get("MOSAIC_MOODLE", "")
NAMES = {"moodle": "xml", "gift": "gift"}
LIVE = pytest.mark.skipif(not MOODLE, reason="MOSAIC_MOODLE names no installed Moodle: its record of ten is compared")


def live(name: str, questions: Sequence[Question], folder: Path) -> list[dict[str, Any]]:
    """What the Moodle of this machine has after an import."""
    file = folder / "questions.txt"
    file.write_bytes(FORMATS[name].write("Specimens", questions))
    command = ["php", "-d", "memory_limit=1G", str(FOLDER / "told.php"), MOODLE, NAMES[name], str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return [json.loads(one) for one in told.stdout.splitlines()]


def recorded(name: str) -> list[dict[str, Any]]:
    """What Moodle told of the file that is written today."""
    about, *told = (FOLDER / f"{NAMES[name]}.jsonl").read_text(encoding="utf-8").splitlines()
    today = sha256(FORMATS[name].write("Specimens", SPECIMENS)).hexdigest()
    assert json.loads(about)["sha256"] == today, f"{name} is written otherwise than when Moodle read it: record again"
    return [json.loads(one) for one in told]


def meant(name: str, one: Question) -> list[dict[str, Any]]:
    """What Moodle should have of a question."""
    body, xml = one.body, name == "moodle"
    alike = {
        "id": one.id,
        "name": re.sub("</?[a-z][^>]*>", "", plain_line(one.title)),  # Moodle takes tags out of names
        "category": one.chapter,
        "why": html(one.why),
        "mark": one.points if xml else 1,
        "tags": sorted(one.tags),
        "hints": [html(hint) for hint in one.hints] if xml and not isinstance(body, TrueFalse | Essay) else [],
    }
    if not isinstance(body, Essay):
        alike["earns"] = 1
    match body:
        case PortableChoice():
            answers = [[line(o.text), round(fraction(body, o), 5), html(o.said)] for o in body.options]
            shuffled = int(body.shuffle or not xml)
            more = {"type": "multichoice", "answers": answers, "single": int(body.single), "shuffleanswers": shuffled}
        case TrueFalse():
            both = (("True", body.right, body.said_true), ("False", not body.right, body.said_false))
            more = {"type": "truefalse", "answers": [[text, int(right), html(said)] for text, right, said in both]}
        case Matching():
            texts, used = dict(body.answers), {p.answer for p in body.pairs}
            pairs = [[line(p.text), plain_line(texts[p.answer])] for p in body.pairs]
            pairs += [["", plain_line(text)] for id_, text in body.answers if id_ not in used]
            more = {"type": "match", "pairs": pairs, "shuffleanswers": 1}
            if xml and one.picture:
                size = len(one.picture.encode())
                more["files"] = [f"questiontext/{one.id}.svg image/svg+xml {size}"]
        case Numeric():
            right = [[f"{body.value:g}" if body.value == 8.5 else str(body.value), 1, "", body.tolerance]]
            more = {
                "type": "numerical",
                "answers": right + [[f"{s.value:g}", 0, html(s.said), s.tolerance] for s in body.slips],
            }
            if body.unit and xml:
                more["units"] = [body.unit]
        case Ordering() if xml:
            answers = [[line(text), n, ""] for n, (_, text) in enumerate(body.items, start=1)]
            more = {"type": "ordering", "answers": answers, "selecttype": 0}
        case Ordering():
            pairs = [[line(text), str(n)] for n, (_, text) in enumerate(body.items, start=1)]
            more = {"type": "match", "pairs": pairs, "shuffleanswers": 1}
        case Blanks():
            said = line if xml else html
            gaps = [
                [[star(t), 1, said(g.reason)] for t in g.accept] + [[star(t), 0, said(s)] for t, s in g.slips]
                for g in body.gaps
            ]
            if xml:
                more = {"type": "multianswer", "gaps": [["shortanswer", gap] for gap in gaps], "mark": len(gaps)}
            else:
                count = len(gaps)
                return [
                    {**alike, "type": "shortanswer", "answers": gap}
                    | {"id": f"{one.id}--{g.id}", "name": f"{alike['name']} ({n} of {count})"}
                    for n, (g, gap) in enumerate(zip(body.gaps, gaps, strict=True), start=1)
                ]
        case Essay():
            listed = html("\n".join(f"- {text}" for text in body.look_for))
            more = {"type": "essay", "essay": [html(body.model) + listed, html(body.template)] if xml else ["", ""]}
    return [{**alike, **more}]


def star(text: str) -> str:
    """A typed word, as Moodle keeps it: a star alone would stand for anything."""
    return text.replace("*", "\\*")


def faults(name: str, questions: Sequence[Question], told: list[dict[str, Any]]) -> list[str]:
    """Where what Moodle has is not what was meant."""
    has = {one["id"]: one for one in told}
    wanted = [(q, one) for q in questions for one in meant(name, q)]
    found = [f"{len(told)} questions, not {len(wanted)}"] * (len(told) != len(wanted))
    for question, one in wanted:
        there = {"files": [], **has.get(one["id"], {})}
        found += [f"{one['id']}: {k}: {there.get(k)!r}, not {v!r}" for k, v in one.items() if there.get(k) != v]
        if html(question.prompt) not in there.get("text", "").replace("@@PLUGINFILE@@/", ""):
            found.append(f"{one['id']}: text: {there.get('text')!r}")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_moodle_has_what_was_meant(name: str, tmp_path: Path):
    told = live(name, SPECIMENS, tmp_path) if MOODLE else recorded(name)
    assert faults(name, SPECIMENS, told) == []


@LIVE
@pytest.mark.parametrize("name", NAMES)
def test_moodle_has_the_whole_course(name: str, tmp_path: Path):
    questions = account(FORMATS[name], *bank()).written
    told = live(name, questions, tmp_path)
    assert len(told) >= len(questions)
    assert [one["id"] for one in told if round(one.get("earns", 1), 4) != 1] == []
