"""The ratchet: the course breaks no rule more often than its ceiling, and ceilings only fall."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mosaic_exercises.commands.editing import run
from mosaic_exercises.course import load, load_layers
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.editor import EditorReading, editions, read, rules
from mosaic_exercises.editor.accepted import (
    Ceilings,
    as_toml,
    counted,
    lowered,
    read_accepted,
    read_ceilings,
    risen,
    takes,
    totals,
)
from tests.support import small_course

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module")
def reading() -> EditorReading:
    """All that the rules find in the course, with what the editors accept."""
    base, _ = editions(load(), NOTEBOOKS)
    return read(base)


@pytest.mark.slow  # make check reads it all, too, and refuses what is risen
def test_the_course_is_within_its_ceilings_and_these_within_the_first_count(reading: EditorReading) -> None:
    ceilings, accepted = read_ceilings(CONTENT), read_accepted(CONTENT)
    assert ceilings is not None
    left = [remark for remark in reading.remarks if not any(takes(one, remark) for one in accepted)]
    assert risen(ceilings, counted(left, reading.measures)) == []
    known = {rule.id for rule in rules()}
    most = totals(ceilings.now)
    assert set(most) <= set(ceilings.first) <= known
    assert {rule: n for rule, n in most.items() if n > ceilings.first[rule]} == {}


@pytest.mark.slow
def test_each_accepted_place_is_still_there_and_says_why(reading: EditorReading) -> None:
    for accepted in read_accepted(CONTENT):
        assert any(takes(accepted, remark) for remark in reading.remarks), accepted
        assert len(accepted.because.split()) >= 4, accepted


def test_ceilings_fall_and_never_rise() -> None:
    old = Ceilings({"mend": 9, "shall": 2}, {"01": {"mend": 5, "shall": 2}, "02": {"mend": 4}})
    new = lowered(old, {"01": Counter(mend=6), "02": Counter(mend=1, bookish=3)})
    assert new.now == {"01": {"mend": 5}, "02": {"mend": 1, "bookish": 3}}
    assert new.first == {"mend": 9, "shall": 2, "bookish": 3}
    assert risen(old, {"01": Counter(mend=6), "03": Counter(shall=3)}) == [("01", "mend", 6, 5), ("03", "shall", 3, 0)]


def test_what_moves_into_a_new_notebook_is_no_rise_but_more_of_it_is() -> None:
    old = Ceilings({"mend": 9}, {"09": {"mend": 5}})
    moved = {"09": Counter(mend=2), "09b": Counter(mend=3)}
    assert risen(old, moved) == []
    assert lowered(old, moved).now == {"09": {"mend": 2}, "09b": {"mend": 3}}
    more = {"09": Counter(mend=3), "09b": Counter(mend=3)}
    assert risen(old, more) == [("09b", "mend", 3, 0)]
    assert lowered(old, more).now == {"09": {"mend": 3}}


def test_the_file_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    ceilings = Ceilings({"mend": 9}, {"01_one": {"mend": 5}, "course": {"mend": 1}})
    (tmp_path / "ceilings.toml").write_text(as_toml(ceilings), encoding="utf-8")
    assert read_ceilings(tmp_path) == ceilings


def test_a_rise_is_refused_with_its_place_and_a_layer_gets_advice_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = Path(small_course(tmp_path / "base").layers[0])
    layer = tmp_path / "mine"
    (layer / "exercises").mkdir(parents=True)
    (layer / "manifest.toml").write_text('[[notebook]]\nid = "01_one"\nitems = [{ exercise = "mine" }]\n')
    (layer / "exercises" / "mine.toml").write_text(
        '[[exercise]]\nid = "mine"\nkind = "choice"\ntitle = "Mine"\nprompt = "Nobody shall mend it."\n'
        'mode = "true-false"\nconcepts = ["customer"]\n'
    )
    course = load_layers((str(base), str(layer)))
    (base / "ceilings.toml").write_text("[first]\ntag-without-mistake = 1\n[now.course]\ntag-without-mistake = 1\n")
    assert run(course, tmp_path, None) == 0
    said = capsys.readouterr().out
    assert "Advice" in said
    assert "exercises/mine.toml: mine: prompt: mend: Nobody shall [mend] it." in said
    (base / "exercises" / "01_one.toml").write_text(
        (base / "exercises" / "01_one.toml").read_text().replace("True or false?", "Nobody rings. True or false?")
    )
    load_layers.cache_clear()
    assert run(load_layers((str(base), str(layer))), tmp_path, None) == 1
    said = capsys.readouterr().out
    assert "01_one: ring-rang: 1, and at most 0" in said
    assert "exercises/01_one.toml: is-it-so: prompt: ring-rang: Nobody [rings]." in said
