"""Learners' pages as one zip whose names a learning system understands when it is uploaded there.

Moodle (assignment, "Upload multiple feedback files in a zip") reads the participant's number out of a name of the form
Name_12345_assignfeedback_file_page.html. Canvas ("Upload submissions" of an assignment) reads the user's and the file's
number out of the name that it gave to the file when it was downloaded, ana_11_2222_work.json, and adds the file as a
comment. Where the numbers are not known, the learner is told apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.lms import matched
from mosaic_exercises.grading.exchange.moodle_sheet import moodle_sheet
from mosaic_exercises.grading.exchange.results import GradeLine, lms_number

System = Literal["moodle", "canvas"]
PAGE = "mosaic-feedback.html"
CANVAS_NAME = re.compile(r"(?:^|/)([^/_]+(?:_LATE)?_\d+_\d+)_[^/]*$")
WHEN = (2020, 1, 1, 0, 0, 0)  # of every file in the zip, so that the same pages make the same zip


class FeedbackZip(msgspec.Struct, frozen=True):
    """The zip's bytes, how many pages are in it, and whose could not be named."""

    data: bytes
    written: int
    left_out: tuple[str, ...]


def participants(sheet: CsvFile, lines: list[GradeLine]) -> dict[str, str]:
    """The participant's number of each learner whom Moodle's grading worksheet has, by the learner's id. Raises
    InputError where it has no numbers."""
    layout = moodle_sheet(sheet)
    if layout.identifier < 0:
        raise InputError(
            f"{sheet.path}: no column tells the participants' numbers: download the grading worksheet anew"
        )
    rows, _, _ = matched(sheet, 1, layout.keys, lines)
    numbers = {
        line.learner_id: re.search(r"(\d+)\s*$", sheet.value(row, layout.identifier)) for row, line in rows.items()
    }
    return {id_: found[1] for id_, found in numbers.items() if found}


def name_for(system: System, learner_id: str, name: str, file: str, numbers: Mapping[str, str]) -> str:
    """The name under which the system knows whose page it is; "" where that cannot be told."""
    if system == "canvas":
        found = CANVAS_NAME.search(file)
        return f"{found[1]}_{PAGE}" if found else ""
    number = numbers.get(learner_id) or (lms_number(file) if "assignsubmission" in file else "")
    plain = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|_.~]+", " ", name or learner_id).strip() or "learner"
    return f"{plain}_{number}_assignfeedback_file_{PAGE}" if number else ""


def feedback_zip(system: System, pages: Iterable[tuple[str, str, str, str]], numbers: Mapping[str, str]) -> FeedbackZip:
    """A zip of (learner's id, name, hand-in file, page)."""
    data = io.BytesIO()
    left_out: list[str] = []
    written: set[str] = set()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for id_, name, file, html in pages:
            called = name_for(system, id_, name, file, numbers)
            if not called or called in written:
                left_out.append(id_)
                continue
            written.add(called)
            archive.writestr(zipfile.ZipInfo(called, WHEN), html, zipfile.ZIP_DEFLATED)
    return FeedbackZip(data.getvalue(), len(written), tuple(left_out))
