"""``mosaic template``: the empty forms, and that the models read what is written into them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises import cli
from mosaic_exercises.models import cohorts, journey, kano, loyalty, metrics, servqual, value
from mosaic_exercises.models.forms import NAMES, form

FORMS = {name: form(name) for name in NAMES}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mosaic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder. Returns exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = cli.main(("template", *words))
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.mark.parametrize("form", FORMS)
def test_it_writes_headings_where_the_labs_look_and_says_how_to_fill_them(form: str, mosaic: Run, home: Path) -> None:
    code, out, err = mosaic(form)
    path = home / "data" / f"{form}.csv"
    assert (code, err) == (0, "")
    assert path.read_text().splitlines() == [",".join(FORMS[form].columns)]
    assert str(path) in out
    assert FORMS[form].how in out
    assert f"read by {FORMS[form].reads}" in out
    assert ("stand in the lab's list" in out) is FORMS[form].in_lab


def test_nothing_is_written_over_without_being_told(mosaic: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("my answers")
    code, _, err = mosaic("nps", "mine.csv")
    assert code == 2
    assert "--force" in err
    assert (tmp_path / "mine.csv").read_text() == "my answers"
    assert mosaic("nps", "mine.csv", "--force")[0] == 0
    assert (tmp_path / "mine.csv").read_text().startswith("respondent_id,nps")


def test_standard_output_gets_the_form_alone(mosaic: Run) -> None:
    code, out, err = mosaic("kano", "-")
    assert (code, out) == (0, ",".join(FORMS["kano"].columns) + "\n")
    assert "functional" in err


def test_a_folder_takes_the_file_and_a_missing_one_is_said(mosaic: Run, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert mosaic("nps", "here")[0] == 0
    assert (tmp_path / "here" / "nps.csv").is_file()
    code, _, err = mosaic("nps", "gone/nps.csv")
    assert code == 1
    assert "gone/nps.csv" in err
    assert mosaic("csat")[0] == 2


def filled(form: str, **cells: str) -> list[dict[str, str]]:
    """One row in the form as the command writes it, read as a spreadsheet would save it."""
    columns = FORMS[form].columns
    out = io.StringIO()
    out.write(FORMS[form].text())
    csv.writer(out).writerow([cells.get(column, cells.get(column[:2], "")) for column in columns])
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_models_read_the_forms() -> None:
    gaps = servqual.from_wide(filled("servqual", respondent_id="P1", e_="7", p_="5"))
    assert dict(gaps) == dict.fromkeys(servqual.DIMENSIONS, -2.0)
    assert len(gaps.by_item) == 22
    (feature,) = kano.survey(
        filled("kano", respondent_id="P1", feature_id="bell", functional="like", dysfunctional="dislike")
    ).features
    assert (feature.name, feature.category) == ("bell", "O")
    (row,) = filled("nps", respondent_id="P1", nps="10", csat="5", ces="7")
    assert metrics.nps([row["nps"]]).score == 100
    assert metrics.csat([row["csat"]]).percent == 100
    assert metrics.ces([row["ces"]]).mean == 7
    (contact,) = filled("journey", customer_id="P1", date="2026-03-01", stage="claims", emotion="-2")
    assert journey.scores([contact])["end"] == -2


def test_the_models_read_the_form_of_purchases() -> None:
    rows = [
        row for day in ("01", "02") for row in filled("rfm", customer_id="007", date=f"2026-03-{day}", amount="9.50")
    ]
    table = pd.DataFrame([*rows, *filled("rfm", customer_id="8", date="2026-04-01", amount="-2")])
    assert loyalty.stages(table, amount="amount")["stage"].tolist() == ["Repeat Customer"]
    assert cohorts.retention(table, amount="amount").frame("customers").loc["2026-03", 0] == 1
    two = pd.concat([table, pd.DataFrame(filled("rfm", customer_id="9", date="2026-01-01", amount="3"))])
    assert value.rfm(two, groups=2)["RFM"].tolist() == ["222", "111"]


def test_a_map_to_begin_from_is_written_as_what_its_file_says(mosaic: Run, tmp_path: Path, home: Path) -> None:
    code, _, err = mosaic("nope")
    assert code == 2
    maps = err.rpartition("Maps: ")[2].rstrip(".\n").split(", ")
    assert {"managing-customers", "customer-feedback", "prospecting", "new-product"} <= set(maps)
    for name in maps:
        assert mosaic(name)[0] == 0
        assert "_note=" in (home / "maps" / f"{name}.opml").read_text(encoding="utf-8")
    assert mosaic(maps[0], "mine.mm")[0] == 0
    assert (tmp_path / "mine.mm").read_text(encoding="utf-8").startswith("<map")
    assert mosaic(maps[0], "mine.mm")[0] == 2
    code, _, err = mosaic(maps[0], "mine.csv")
    assert (code, ".opml" in err) == (2, True)
    assert not (tmp_path / "mine.csv").exists()
