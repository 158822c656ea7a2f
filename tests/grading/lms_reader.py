"""Readers of learning systems' files, written from the description of the layouts alone (not from our writers)."""

from __future__ import annotations

import csv
import io


def cells(data: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def canvas(data: bytes) -> dict[str, dict[str, object]]:
    """Canvas's import: {title: {"most": points, "grades": {first identity there is: score}}}."""
    header, *rows = cells(data)
    assert "Student" in header[0]
    assert "ID" in header[1]
    last = header.index("Section")
    points = next(n for n, row in enumerate(rows) if "Points Possible" in row[0])
    out: dict[str, dict[str, object]] = {}
    for column in range(last + 1, len(header)):
        grades = {}
        for row in rows[points + 1 :]:
            assert len(row) == len(header)
            identity = next(c for c in (row[1], row[2], row[3], row[0]) if c)
            assert row[column] != "" or len(header) > last + 2, "a blank over a score counts as a change"
            if row[column]:
                grades[identity] = (row[0], float(row[column]))
        out[header[column]] = {"most": rows[points][column], "grades": grades}
    return out


def moodle(data: bytes, users: set[str]) -> dict[str, tuple[float, str]]:
    """Moodle's import: {ID number: (grade, feedback)}; one unknown user aborts the whole import."""
    header, *rows = cells(data)
    assert header[:2] == ["Email address", "ID number"]
    assert header[3] == f"{header[2]} feedback"
    grades = {}
    for mail, number, grade, feedback in rows:
        if number not in users:
            raise LookupError(number)
        assert "@" in mail
        grades[number] = (float(grade), feedback)
    return grades


def worksheet(data: bytes) -> dict[str, tuple[str, str]]:
    """Moodle's offline worksheet: {Identifier: (Grade, Feedback comments)}."""
    header, *rows = cells(data)
    at = [header.index(name) for name in ("Identifier", "Grade", "Feedback comments")]
    return {row[at[0]]: (row[at[1]], row[at[2]]) for row in rows}
