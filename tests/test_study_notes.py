"""Study notes: every concept of the course, the learner's own words beside it, and nothing of theirs is markup."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.cli import main
from mosaic_exercises.course import load
from mosaic_exercises.workbook import Workbook


def test_every_concept_is_in_the_notes_and_own_words_stay_text(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("MOSAIC_HOME", str(tmp_path / "my_work"))
    course = load()
    slug = next(
        e.id
        for n in course.notebooks
        for i in n.items
        if (e := course.exercises.get(i.exercise)) and e.kind == "text"
        if any(course.concepts[c].notebook == n.id for c in e.concepts)
    )
    nasty = "<script>alert(1)</script> # no heading *no stress* [no](http://link) and a dozen plain words of mine here"
    Workbook.here(course.course).append(slug, 1, "check", nasty, "recorded")
    assert main(["notes", "--out", str(tmp_path / "notes")]) == 0
    pages = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "notes").iterdir()}
    whole = "".join(pages.values())
    assert not [e.term for e in course.glossary.values() if f"## {e.term}\n" not in whole]
    assert len([n for n in pages if n.endswith(".html")]) == len([n for n in pages if n.endswith(".md")])
    html = "".join(t for n, t in pages.items() if n.endswith(".html"))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    markdown = "".join(t for n, t in pages.items() if n.endswith(".md"))
    assert "\\<script\\>" in markdown
    assert "\\[no\\]" in markdown
    assert f'href="#{slug}"' in html, "a concept leads to what was made with it"
    assert f'id="{slug}"' in html
    assert main(["notes", "--plain", "--out", str(tmp_path / "shared")]) == 0
    assert "alert(1)" not in "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "shared").iterdir())
    (tmp_path / "file").write_text("x")
    assert main(["notes", "--out", str(tmp_path / "file")]) == 2
    assert "folder" in capsys.readouterr().err
