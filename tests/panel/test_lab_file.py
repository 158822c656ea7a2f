"""A lab on a learner's own file: the panel in a browser, answered by the very session that a notebook has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator

from mosaic_exercises.models.forms import form
from mosaic_exercises.panel import api
from mosaic_exercises.panel.widget import Panel

from .bench import Bench

SLUG = "tessera-scores"
GOOD = "respondent_id,nps,csat,ces\nP1,10,5,\nP2,9,4,\nP3,2,1,\n"


@pytest.fixture
def session() -> Panel:
    return api.lab(SLUG)


def answer(bench: Bench, session: Panel, n: int) -> dict[str, Any]:
    """Let the session answer the n-th message about pictures and files; returns the message."""
    message = bench.wait_sent("live", n)
    for reply in session.receive(message):
        bench.receive(**json.loads(json.dumps(reply)))
    return message


def opened(bench: Bench, session: Panel) -> Locator:
    """The lab with its first picture, ready to take a file."""
    panel = bench.open(json.loads(json.dumps(session.view)), kernel=False)
    answer(bench, session, 1)
    panel.locator(".mo-finding").get_by_text("NPS +3.3").wait_for()
    panel.get_by_text("Use your own data").click()
    return panel


def add(panel: Locator, text: str, name: str = "mine.csv") -> None:
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    panel.get_by_label("Add a CSV").set_input_files(file)


def test_a_file_is_added_chosen_and_drawn(bench: Bench, session: Panel, home: Path) -> None:
    panel = opened(bench, session)
    add(panel, GOOD)
    assert answer(bench, session, 2)["file"] == {"name": "mine.csv", "text": GOOD}
    assert panel.get_by_label("Survey", exact=True).input_value() == "mine.csv"
    assert panel.get_by_text("mine.csv was added").is_visible()
    assert answer(bench, session, 3)["values"]["data"] == "mine.csv"
    panel.locator(".mo-finding").get_by_text("NPS +33.3").wait_for()
    assert panel.get_by_text("Only 3 answers").is_visible()
    assert (home / "data" / "mine.csv").read_text() == GOOD


def test_a_fault_in_the_file_is_told_and_the_picture_said_to_be_the_one_before(bench: Bench, session: Panel) -> None:
    panel = opened(bench, session)
    add(panel, GOOD.replace("P2,9", "P2,eleven"))
    answer(bench, session, 2)
    answer(bench, session, 3)
    told = panel.locator(".mo-picture-note")
    told.get_by_text("'eleven'").wait_for()
    assert "column 'nps', row 2" in told.inner_text()
    assert "still shows the settings before" in told.inner_text()
    panel.get_by_label("Survey", exact=True).select_option("tessera")
    answer(bench, session, 4)
    told.wait_for(state="hidden")


def test_what_is_no_csv_stays_in_the_browser(bench: Bench, session: Panel) -> None:
    panel = opened(bench, session)
    add(panel, "PK", "answers.xlsx")
    panel.get_by_text("answers.xlsx is no CSV file").wait_for()
    assert len(bench.sent("live")) == 1


def test_the_empty_form_is_saved_with_the_headings_and_how_to_fill_it(bench: Bench, session: Panel) -> None:
    panel = opened(bench, session)
    with bench.page.expect_download() as saved:
        panel.get_by_role("button", name="Survey: empty form").click()
    assert saved.value.suggested_filename == "nps.csv"
    assert Path(saved.value.path()).read_bytes().decode() == form("nps").text()
    assert panel.get_by_text("nps is from 0 to 10").is_visible()


def test_a_file_that_is_gone_is_still_named(bench: Bench, session: Panel) -> None:
    session.receive({"type": "draft", "slug": SLUG, "answer": {"values": {"data": "old.csv"}, "note": ""}, "at": 2e12})
    panel = bench.open(json.loads(json.dumps(api.lab(SLUG).view)), kernel=False)
    assert answer(bench, session, 1)["values"]["data"] == "old.csv"
    panel.get_by_text("The file old.csv was not found").wait_for()
    assert panel.get_by_label("Survey", exact=True).input_value() == "old.csv"


def test_the_groups_of_the_file_can_be_chosen(bench: Bench, home: Path) -> None:
    rows = ["respondent_id,segment,feature_id,functional,dysfunctional"]
    rows += [f"P{n},{'north' if n % 2 else 'Old <b>town</b>'},bell,like,dislike" for n in range(4)]
    (home / "data").mkdir(parents=True)
    (home / "data" / "mine.csv").write_text("\n".join(rows))
    session = api.lab("tessera-kano")
    panel = bench.open(json.loads(json.dumps(session.view)), kernel=False)
    answer(bench, session, 1)
    who = panel.get_by_label("Who", exact=True)
    assert "In your file" not in who.inner_html()
    panel.get_by_label("Survey", exact=True).select_option("mine.csv")
    answer(bench, session, 2)
    bench.page.wait_for_function("() => document.querySelectorAll('optgroup[label=\"In your file\"] option').length")
    assert who.locator("optgroup option").all_inner_texts() == ["Old <b>town</b>", "north"]
    who.select_option("north")
    assert answer(bench, session, 3)["values"]["who"] == "north"
    panel.locator(".mo-finding").get_by_text("1 feature, up to 2 answers").wait_for()
    panel.get_by_label("Survey", exact=True).select_option("tessera")
    answer(bench, session, 4)
    panel.get_by_text("“north” is a group of your own file").wait_for()
    assert who.input_value() == "north"  # the choice stays in sight, though Tessera has no such group
