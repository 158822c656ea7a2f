"""The class's settings from the page's form into their file: each on the line that is meant for it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.template import fresh
from mosaic_exercises.office.desk import ClassDesk
from mosaic_exercises.office.settings_form import ItemRow, NotebookRow
from mosaic_exercises.office.settings_text import with_value, without
from tests.support import each


def test_what_somebody_else_writes_meanwhile_stands_or_is_asked_about(desk: ClassDesk) -> None:
    before = desk.settings().form
    desk.root.mkdir(exist_ok=True)
    path = desk.folder.settings
    path.write_text("due = 2026-12-18\n\n[late]\nper_day = 7 # why\n")
    found = desk.settings(msgspec.structs.replace(before, total="50"), before, save=True)
    assert (found.saved, found.changed) == (True, (("due", "2026-12-18"), ("late.per_day", "7")))
    assert path.read_text() == "due = 2026-12-18\ntotal = 50\n\n[late]\nper_day = 7 # why\n"
    stands = path.read_text()
    mine = msgspec.structs.replace(before, total="60", late={"cap": "40"})
    found = desk.settings(mine, before, save=True)
    assert (found.saved, found.clashes) == (False, (("total", "50", "60"),))
    assert path.read_text() == stands
    again = desk.settings(found.form, found.base, save=True)
    assert (again.saved, again.form.late) == (True, {"per_day": "7", "cap": "40", "grace": "", "closes": ""})
    assert path.read_text() == "due = 2026-12-18\ntotal = 60\n\n[late]\nper_day = 7 # why\ncap = 40\n"
    gone = desk.settings(msgspec.structs.replace(again.form, late={"cap": "40"}), again.form, save=True)
    assert gone.saved
    assert "# per_day = 7 # why\n" in path.read_text(), "what is taken out stays to be read"


def test_an_item_that_stands_there_twice_is_said_and_neither_is_dropped(desk: ClassDesk, course: Course) -> None:
    before = desk.settings().form
    name = course.notebooks[0].items[0].slug
    both = (ItemRow(name=name, does="full", why="Misprint."), ItemRow(name=name, does="exclude"))
    found = desk.settings(msgspec.structs.replace(before, items=both), before, save=True)
    assert (found.saved, found.form.items) == (False, both)
    assert found.problem == f"items.{name}: it stands here twice; leave one of the two"
    assert not desk.folder.settings.exists()
    once = desk.settings(msgspec.structs.replace(before, items=both[:1]), before, save=True)
    assert (once.saved, once.form.items) == (True, both[:1])


def uncommented(text: str) -> str:
    """A file of settings with every sign taken away, as its first lines say; the invented exercise stays behind one."""
    lines = [re.sub(r"^# (?=\[|\w+ = )", "", line) for line in text.splitlines() if "an-exercise" not in line]
    return "\n".join(line for line in lines if not line.startswith(("exclude", 'why = "The question')))


def test_a_saved_value_stands_on_the_line_that_is_meant_for_it(desk: ClassDesk, course: Course) -> None:
    new = fresh(course)
    first = course.notebooks[2].id
    rows = tuple(NotebookRow(id=n.id, due="2026-12-01" if n.id == first else "") for n in course.notebooks)
    late, partial = {"per_day": "10", "closes": "7d"}, {"choice": "half", "sort": "half"}
    before = desk.settings().form
    changes: dict[str, Any] = {"due": "2026-12-18", "late": late, "partial": partial, "notebooks": rows, "total": "20"}
    found = desk.settings(msgspec.structs.replace(before, **changes), before, save=True)
    assert found.saved, found.problem
    text = desk.folder.settings.read_text()
    assert len(text.splitlines()) == len(new.splitlines()) + 1, "sort has no line of its own"
    assert [line for line in text.splitlines() if line.startswith("due = ")] == [
        'due = "2026-12-18"      # for every notebook that has no date of its own; a day means its end',
        'due = "2026-12-01"',
    ]
    want: dict[str, Any] = tomllib.loads(uncommented(new))
    want |= {"due": "2026-12-18", "total": 20, "partial": partial}
    want["notebooks"][first]["due"] = "2026-12-01"
    assert tomllib.loads(uncommented(text)) == want
    path = desk.folder.settings
    path.write_text(uncommented(text))
    read_settings(path, course)


ODD = {
    "inline": ("late = { cap = 60 } # mine\n", None),
    "dotted": ("late.cap = 60\n", None),
    "lines": ('due = """\n2026-12-18"""\n[late]\ncap = 60\n', None),
    "windows": ("# a\r\ndue = 2026-12-18\r\n\r\n[late]\r\ncap = 60\r\n# [sections.B]\r\n# later = '2d'\r\n", None),
    "no end": ("[late]\ncap = 60", "[late]\ncap = 60\nper_day = 7\n"),
    "prose": ("# per_day = what Eva says\n[late]\n# cap = 60 is enough\n", None),
    "old page": ("# [late]\n# per_day = 10\n\ndue = '2026-12-18'\n", None),
    "items": ("items.a.exclude = true\ntotal = 3\n", None),
    "block": ("[late]\ncap = 60\n\n# [sections.B]\n", "[late]\ncap = 60\nper_day = 7\n\n# [sections.B]\n"),
}  # fmt: skip


def test_a_setting_is_written_into_files_of_every_form() -> None:
    def one(name: str) -> None:
        text, wanted = ODD[name]
        found = with_value(text, ("late", "per_day"), 7)
        before = tomllib.loads(text)
        assert tomllib.loads(found) == before | {"late": before.get("late", {}) | {"per_day": 7}}
        assert not wanted or found == wanted
        assert found.count("\r") in (0, found.count("\n"))
        back = tomllib.loads(without(found, ("late", "per_day")))
        assert back.get("late", {}) == before.get("late", {})
        assert tomllib.loads(with_value(text, ("total",), 5)) == before | {"total": 5}

    each(ODD, one, str)


def test_what_is_taken_out_leaves_what_stands_around_it() -> None:
    text = "[items.a]\nexclude = true # why\n\n# [items.b]\n# full = true\n\n# Weights, as agreed.\n[late]\ncap = 60\n"
    found = without(text, ("items", "a"))
    assert found == text.replace("[items.a]\nex", "# [items.a]\n# ex")
    assert with_value(found, ("items", "a", "exclude"), True) == text
    dotted = "items.a.exclude = true\ntotal = 3\n"
    more = with_value(dotted, ("items", "b", "why"), 'a \\ and "b"')
    assert tomllib.loads(more) == {"items": {"a": {"exclude": True}, "b": {"why": 'a \\ and "b"'}}, "total": 3}
    assert more.startswith(dotted)
    assert tomllib.loads(without(dotted, ("items", "a"))) == {"total": 3}
    with pytest.raises(InputError, match=r"^items\.b\.full: class\.toml says this in a form of its own"):
        with_value("items = { a = { exclude = true } }\n", ("items", "b", "full"), True)
