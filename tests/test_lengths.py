"""What is too long is told, and a ceiling that is higher than it has to be."""

from __future__ import annotations

from pathlib import Path

from tools import lengths


def test_what_is_too_long_is_told_and_ceilings_only_fall(tmp_path: Path) -> None:
    folder = tmp_path / "mosaic_exercises"
    folder.mkdir()
    body = "    x = 0\n" * 70
    (folder / "long.py").write_text(f'def longer():\n    """Says\n    what it does."""\n{body}' + "y = 1\n" * 400)
    (folder / "page.js").write_text("//\n" * 201)
    (tmp_path / "tools").mkdir()
    found = [*lengths.lengths(tmp_path)]
    long, function, page = "mosaic_exercises/long.py", "mosaic_exercises/long.py:longer", "mosaic_exercises/page.js"
    assert found == [(long, 473, 400), (function, 71, 60), (page, 201, 200)]
    too_long, high = lengths.faults(iter(found), {})
    assert ([told.split()[0] for told in too_long], high) == ([long, function, page], [])
    assert lengths.faults(iter(found), {long: 475, function: 71, page: 201}) == ([], [])
    too_long, high = lengths.faults(iter(found), {long: 483, function: 71, page: 201})
    assert (too_long, "from 483 to 473" in high[0]) == ([], True)
    _, ended = lengths.faults(iter([(page, 90, 200)]), {page: 201, long: 500})
    assert [("take its ceiling" in told.lower(), told.split()[0]) for told in ended] == [(True, long), (True, page)]
