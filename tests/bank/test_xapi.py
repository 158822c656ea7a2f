"""A class's statements: each check once, in the patterns of the specification, without names unless asked."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from pathlib import Path

from mosaic_exercises.cli import main

TYPES = {"choice", "true-false", "matching", "sequencing", "numeric", "long-fill-in", "other"}


def test_statements_of_a_class(tmp_path, capsys):
    assert main(["demo-class", "--learners", "3", "--out", str(tmp_path / "class")]) == 0
    (tmp_path / "class" / "torn.mosaic.json").write_text("{", encoding="utf-8")
    out = tmp_path / "class.jsonl"
    for _ in range(2):  # the same files make the same statements
        assert main(["bank", "export", "xapi", str(tmp_path / "class"), "--out", str(out)]) == 1, "a hand-in is torn"
    said = capsys.readouterr().out
    assert "torn.mosaic.json" in said, "what cannot be read is named"
    assert "roster.csv" in said
    nothing = tmp_path / "nothing.jsonl"
    torn = str(tmp_path / "class" / "torn.mosaic.json")
    assert main(["bank", "export", "xapi", torn, "--out", str(nothing)]) == 1
    assert not nothing.exists()
    assert "torn.mosaic.json" in capsys.readouterr().err
    Path(torn).unlink()  # what is no hand-in at all does no harm
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(found) > 30
    assert len({one["id"] for one in found}) == len(found)
    wrong = []
    for one in found:
        uuid.UUID(one["id"])
        assert datetime.fromisoformat(one["timestamp"]).tzinfo is not None
        definition = one["object"]["definition"]
        known = {c["id"] for name in ("choices", "source", "target") for c in definition.get(name, ())}
        response = one.get("result", {}).get("response", "")
        parts = [p for pair in response.split("[,]") for p in pair.split("[.]")] if known and response else []
        if definition["interactionType"] not in TYPES or not set(parts) <= known:
            wrong.append(one["id"])
        if one.get("result", {}).get("success") and definition["interactionType"] in ("choice", "sequencing"):
            pattern = definition["correctResponsesPattern"][0].split("[,]")
            assert sorted(pattern) == sorted(response.split("[,]"))
    assert not wrong
    assert "name" not in found[0]["actor"]
    assert main(["bank", "export", "xapi", str(tmp_path / "class"), "--names", "--out", str(out)]) == 0
    assert all("name" in json.loads(line)["actor"] for line in out.read_text(encoding="utf-8").splitlines())
