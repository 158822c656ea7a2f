"""A second marker: the agreement against another reckoning and against a published table, and the way from a sample to
a settled mark."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.cli import main
from mosaic_exercises.course import load_layers
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.opinions import given_opinions, opine
from mosaic_exercises.grading.marking.agreement import agreement
from mosaic_exercises.grading.marking.session import MarkingSession
from tests.grading.marked_class import marked_class

PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


def by_table(pairs: list[tuple[int, int]], power: int) -> float | None:
    """Weighted kappa the long way: the table of frequencies, the weights of agreement, floats."""
    levels = sorted({level for pair in pairs for level in pair})
    n, widest = len(pairs), max(levels) - min(levels)
    seen = [[sum(p == (a, b) for p in pairs) / n for b in levels] for a in levels]
    rows, columns = [sum(r) for r in seen], [sum(c) for c in zip(*seen, strict=True)]
    weight = [
        [(a == b) * 1.0 if not power else 1 - abs(a - b) / widest if widest else 1.0 for b in levels] for a in levels
    ]
    cells = [(i, j) for i in range(len(levels)) for j in range(len(levels))]
    observed = sum(weight[i][j] * seen[i][j] for i, j in cells)
    expected = sum(weight[i][j] * rows[i] * columns[j] for i, j in cells)
    return None if abs(1 - expected) < 1e-12 else (observed - expected) / (1 - expected)


@settings(max_examples=200)
@given(PAIRS)
def test_kappa_is_what_a_second_reckoning_finds(pairs: list[tuple[int, int]]) -> None:
    found = agreement([(Fraction(a), Fraction(b)) for a, b in pairs])
    assert found is not None
    for value, power in ((found.kappa, 0), (found.weighted, 1)):
        wanted = by_table(pairs, power)
        assert value == (wanted if wanted is None else pytest.approx(wanted, abs=1e-9))


def test_kappa_of_a_table_whose_value_is_known() -> None:
    """Two readers, 50 cases, 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: agreement 0.7, by chance 0.5, kappa 0.4."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    found = agreement([(Fraction(a), Fraction(b)) for a, b in pairs])
    assert found is not None
    assert (found.pairs, found.same, found.kappa, found.weighted) == (50, 0.7, 0.4, 0.4)
    same = agreement([(Fraction(1), Fraction(1))] * 9)
    assert same is not None
    assert (same.same, same.kappa, same.weighted) == (1.0, None, None)
    assert agreement([]) is None


def sheet_of(path: Path) -> list[dict[str, str]]:
    """A table that is marked for Excel, read."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def filled(path: Path, levels: dict[str, str]) -> None:
    """Fill the column level, by criterion."""
    rows = sheet_of(path)
    for row in rows:
        row["level"] = levels[row["criterion"]]
    text = io.StringIO()
    sheet = csv.DictWriter(text, list(rows[0]))
    sheet.writeheader()
    sheet.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def test_from_a_sample_to_a_settled_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course, book = marked_class(tmp_path, 10)
    monkeypatch.setattr("mosaic_exercises.commands.mark.load", lambda: load_layers(course.layers))
    grades, sheet, list_ = str(tmp_path / "grades"), tmp_path / "second.csv", tmp_path / "differences.csv"

    def second(*words: str) -> tuple[int, str]:
        code = main(["second", grades, *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert second("--csv", str(sheet), "--marker", "Bo") == (
        2,
        "mosaic second: no answer is judged yet by anybody but Bo: mosaic mark comes first\n",
    )
    desk = MarkingSession(book, course, "Ada")
    desk.open("plan")
    for ref in desk.refs():
        for criterion, level in (("rung", 1), ("action", 1), ("measure", 2)):
            assert desk.judge([ref], criterion, level, {ref: 0}) == []
    marks = book.marks("plan")
    assert "say who the second marker is" in second("--csv", str(sheet))[1]
    assert "no item 'plam'" in second("--item", "plam")[1]
    assert second("--csv", str(sheet), "--marker", "Ada")[0] == 2  # one's own answers are nobody's second opinion
    assert second("--csv", str(sheet), "--marker", "Bo", "--share", "40")[0] == 0
    rows = sheet_of(sheet)
    assert len({r["answer_no"] for r in rows}) == 4
    assert {r["level"] for r in rows} == {""}, "the second marker does not see the first judgement"
    assert "Secret" not in sheet.read_text(encoding="utf-8")
    before = sheet.read_bytes()
    second("--csv", str(sheet), "--marker", "Bo", "--share", "40")
    assert sheet.read_bytes() == before
    filled(sheet, {"rung": "2", "action": "2", "measure": "1"})
    assert second("--take", str(sheet), "--marker", "Bo")[1].startswith("Written   12 second opinions")
    assert second("--take", str(sheet), "--marker", "Bo")[1].startswith("Written   0 second opinions")
    assert second("--take", str(sheet), "--marker", "Cy")[0] == 1  # one second opinion for an answer
    assert book.marks("plan") == marks
    code, said = second("--differences", str(list_))
    assert code == 0
    assert "4   100%       -         -  A plan for one customer: Names the rung, and says why" in said
    assert "4     0%    0.00      0.00  A plan for one customer: Says how Tessera would see" in said
    assert "its points" in said
    differing = sheet_of(list_)
    assert [(r["criterion"], r["first"], r["second"], r["second_marker"]) for r in differing] == [
        ("measure", "3", "1", "Bo")
    ] * 4
    filled(list_, {"measure": "2"})
    assert main(["mark", grades, "--take", str(list_), "--marker", "Ada and Bo"]) == 0
    settled = {r["answer_no"] for r in differing}
    desk.open("plan")
    for ref in desk.refs():
        card = desk.card(ref)
        assert card is not None
        assert card.mark == (4.0 if ref in settled else 5.0)  # (1/2 + 1 + 1/2) / 3 of 6, else (1/2 + 1 + 1) / 3
    assert [c.what for c in book.history()].count("second") == 12


def test_an_opinion_is_of_one_answer_on_sqlite_and_postgresql_alike(tmp_path: Path, book_url: str) -> None:
    _, book = marked_class(tmp_path, 3, book_url)
    asked = book.asked("plan")[0]
    scale = {"rung": 3}
    assert opine(book, asked, "rung", 2, scale, "Bo")
    assert not opine(book, asked, "rung", 2, scale, "Bo")
    assert opine(book, asked, "rung", 0, scale, "Bo")
    other = msgspec.structs.replace(asked, answer=b'"another"', event="other")
    for bad, level, why in ((asked, 3, "no level 4"), (other, 1, "another answer stands")):
        with pytest.raises(InputError, match=why):
            opine(book, bad, "rung", level, scale, "Bo")
    (found,) = given_opinions(book, "plan").values()
    assert (found["rung"].level, found["rung"].version) == (0, 2)
