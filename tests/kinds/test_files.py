"""JSON and CSV: out and back in without loss, no cell a formula, and a clear word for what cannot be read."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.form.files import form_csv, form_json, read_form_csv, read_form_json
from mosaic_exercises.kinds.form.read import read_entries
from mosaic_exercises.kinds.journey.files import journey_csv, journey_json, read_journey_csv, read_journey_json
from mosaic_exercises.kinds.journey.read import read_map
from mosaic_exercises.models.journey import JourneyMap, Lane, Note, Stage
from tests.kinds.contract import assert_message
from tests.kinds.examples import CALM
from tests.kinds.form.cases import FORMS, form, form_answers
from tests.kinds.journey.cases import maps
from tests.support import share

FORMULA_STARTS = tuple("=+-@\t\n\r＝＋－＠")


def map_comes_back(raw: dict[str, Any]) -> None:
    journey = read_map(raw)
    assert read_journey_json(journey_json(journey)) == journey
    assert read_journey_csv(journey_csv(journey)) == journey


def form_comes_back(name: str, data: st.DataObject) -> None:
    task, _ = form(name)
    entries = read_entries(task, data.draw(form_answers(task)))
    assert read_form_json(task, form_json(entries)) == entries
    assert read_form_csv(task, form_csv(task, entries)) == entries


@settings(CALM, max_examples=share(60))
@given(raw=maps())
def test_a_map_comes_back_whole(raw: dict[str, Any]) -> None:
    map_comes_back(raw)


@pytest.mark.slow
@settings(CALM, max_examples=share(500))
@given(raw=maps())
def test_500_maps_come_back_whole(raw: dict[str, Any]) -> None:
    map_comes_back(raw)


@pytest.mark.slow
@settings(CALM, max_examples=share(500))
@given(data=st.data())
def test_500_sets_of_personas_come_back_whole(data: st.DataObject) -> None:
    form_comes_back("persona", data)


@pytest.mark.parametrize("name", FORMS)
@settings(CALM, max_examples=share(30))
@given(data=st.data())
def test_every_form_comes_back_whole(name: str, data: st.DataObject) -> None:
    form_comes_back(name, data)


@settings(CALM, max_examples=share(40))
@given(raw=maps())
def test_no_cell_can_run_as_a_formula(raw: dict[str, Any]) -> None:
    for row in csv.reader(io.StringIO(journey_csv(read_map(raw)), newline="")):
        for cell in row:
            assert not cell.strip().startswith(FORMULA_STARTS) or cell in ("-1", "-2"), cell


def test_a_file_saved_by_a_spreadsheet_is_read() -> None:
    journey = JourneyMap((Stage("s", "Need"),), (Lane("l", "free", "Notes"),), (Note("n", "s", "l", text="=1+1"),))
    saved = "\ufeff" + journey_csv(journey) + "," * 21 + "\r\n"  # a mark in front, an empty row at the end
    assert read_journey_csv(saved) == journey
    assert read_journey_json("\ufeff" + journey_json(journey)) == journey
    assert "'=1+1" in saved


NESTED = '{"format": "mosaic-journey", "v": 1, "map": ' + "[" * 100_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no whole JSON"),
        ("{", "no whole JSON"),
        (NESTED, "no whole JSON"),
        ("[]", "no mosaic-journey file"),
        ('{"format": "mosaic-form", "v": 1}', "no mosaic-journey file"),
        ('{"format": "mosaic-journey", "v": 2, "map": {}}', "version “2”"),
        ('{"format": "mosaic-journey", "v": 1, "map": {"stages": 7}}', "a list of stages is needed"),
        ("x" * 4_000_001, "4,000,000 is the most"),
        ("\ud83d", "no whole JSON"),
    ],
)
def test_what_is_no_map_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        read_journey_json(text)
    assert said in str(refused.value)
    assert_message(str(refused.value))


HEAD = journey_csv(JourneyMap()).splitlines()[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        ("a;b\r\n", "must name the columns"),
        (HEAD + "\r\nstage,s1" + "," * 21 + "more\r\n", "Row 2 of this file has 23 cells, not 22"),
        (HEAD.replace(",as_is", "") + "\r\nstage,s1\r\n", "as_is is missing"),
        (HEAD + "\r\nstep" + "," * 21, "a row for “step”"),
        (HEAD + "\r\nstage,s1" + "," * 20, "Stage 1 has no name"),
        (HEAD + '\r\nstage,"s1' + "," * 20, "no whole CSV"),
        (HEAD + "\r\nstage,s1,Need" + "," * 19 + "\r\nemotion,,,,s1" + "," * 14 + "high" + ",,,", "whole number"),
    ],
)
def test_what_is_no_map_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        read_journey_csv(text)
    assert said in str(refused.value)


def test_a_table_of_another_form_is_refused() -> None:
    persona, key = form("persona")
    mission, _ = form("mission")
    saved = form_csv(persona, read_entries(persona, key.model))
    with pytest.raises(FormatError, match="has no field “portrait”"):
        read_form_csv(mission, saved)
