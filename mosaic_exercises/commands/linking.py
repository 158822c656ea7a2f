"""What ``mosaic check --link`` does: links each term of the glossary where a notebook's text uses it first."""

from __future__ import annotations

import json
from pathlib import Path

from mosaic_exercises.course import Course
from mosaic_exercises.editor.edition import read_cells
from mosaic_exercises.editor.terms import linked
from mosaic_exercises.running_case.sayings import sayings


def link(course: Course, folder: Path) -> list[Path]:
    """Make the links of all notebooks of the course in ``folder`` anew; returns the files that have changed. Only text
    cells change; stored outputs stay."""
    changed = []
    said = sayings(folder.parent)
    for notebook in course.notebooks:
        path = folder / notebook.file
        cells = read_cells(path)
        texts = linked(course, notebook.id, cells, said)
        if all(texts.get(cell.id, cell.raw) == cell.raw for cell in cells):
            continue
        raw = json.loads(path.read_bytes())
        for cell, read in zip(raw["cells"], cells, strict=True):
            if read.id in texts:
                cell["source"] = texts[read.id].splitlines(keepends=True)
        path.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        changed.append(path)
    return changed
