"""One way out and one way back for whatever a learner made."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.files import MIME
from mosaic_exercises.kinds.form import check as form_kind
from mosaic_exercises.kinds.journey import check as journey_kind
from tests.kinds.form.cases import FORMS, form
from tests.kinds.journey.cases import journey
from tests.kinds.saving import export_answer, import_answer


@pytest.mark.parametrize("as_", ["csv", "json"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_goes_out_and_comes_back(name: str, as_: Literal["csv", "json"]) -> None:
    task, key = form(name)
    file = export_answer(task, key.model, as_, name)
    assert (file.name, file.mime) == (f"{name}.{as_}", MIME[as_])
    assert form_kind.parse(task, import_answer(task, file.data.decode(), as_)) == form_kind.parse(task, key.model)


@pytest.mark.parametrize("as_", ["csv", "json"])
def test_a_map_goes_out_and_comes_back(as_: Literal["csv", "json"]) -> None:
    task, key = journey("build")
    file = export_answer(task, key.model, as_, "my-journey")
    assert journey_kind.parse(task, import_answer(task, file.data.decode(), as_)) == journey_kind.parse(task, key.model)


def test_pictures_and_slides() -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    task, key = journey("build")
    assert ElementTree.fromstring(export_answer(task, key.model, "svg", "j").data).tag.endswith("svg")
    assert export_answer(task, key.model, "pptx", "j").data[:2] == b"PK"
    given, _ = journey("find")
    assert "How a policy is made" in export_answer(given, None, "svg", "j").data.decode()


def test_one_card_of_several() -> None:
    task, _ = form("persona")
    raw = {"entries": [{"id": "a", "values": {"name": "Ada"}}, {"id": "b", "values": {"name": "Bodil"}}]}
    assert "Bodil" in export_answer(task, raw, "svg", "p", "b").data.decode()
    assert "Bodil" not in export_answer(task, raw, "svg", "p").data.decode()


def test_nothing_is_no_file() -> None:
    task, _ = form("persona")
    with pytest.raises(FormatError, match="still empty"):
        export_answer(task, None, "json", "p")
    given, _ = journey("find")
    with pytest.raises(FormatError, match="This map is given"):
        import_answer(given, "{}", "json")
