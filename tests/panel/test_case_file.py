"""The case at hand: on its page and in the drawer, by keyboard, searched, read aloud, and text stays text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.errors import FormatError
from mosaic_exercises.panel.case_sections import portrait
from mosaic_exercises.panel.sessions.case import CaseSession
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.running_case.file import COMPLAINTS, FILES, case_file
from mosaic_exercises.workbook import Workbook

from .bench import Bench
from .test_listen import VOICES

ROOT = Path(__file__).parents[2]
SLUG = "persona-builder"
HOSTILE = "<img src=x onerror=document.title='hit'>"


@pytest.fixture(scope="module")
def reply() -> dict[str, Any]:
    return CaseSession().handle({"type": "case-file"})[0]


def exercise(folder: Path) -> ExerciseSession:
    course = load()
    return ExerciseSession(course.exercise(SLUG), course, Workbook(folder, course.course), 10)


def short(reply: dict[str, Any]) -> dict[str, Any]:
    """The case with a few things of each part: axe takes seconds over a thousand rows that are alike."""
    cut = json.loads(json.dumps(reply))
    for part in cut["sections"]:
        part.update(people=part["people"][:3], notes=part["notes"][:2])
        for table in part["tables"]:
            table["rows"] = table["rows"][:2]
    return cut


def test_the_case_is_whole_and_gives_nothing_away(reply: dict[str, Any]) -> None:
    parts = {part["id"]: part for part in reply["sections"]}
    case = case_file(ROOT)
    assert [p["text"] for p in parts["interviews"]["people"]] == [" ".join(i.text.split()) for i in case.interviews]
    assert len(parts["complaints"]["notes"]) == len((ROOT / COMPLAINTS).read_text("utf-8").splitlines()) - 1
    assert len(parts["claims"]["tables"][0]["rows"]) == len(case.claims)
    assert {len(row) for part in parts.values() for t in part["tables"] for row in (t["head"], *t["rows"])} <= {
        3,
        4,
        10,
    }
    faces = [p["face"] for name in ("interviews", "colleagues") for p in parts[name]["people"]]
    assert all(face.startswith("<svg ") for face in faces)
    assert len(set(faces)) == len(faces) - 3, "three of the firm were interviewed; nobody else has another's face"
    with pytest.raises(FormatError, match=r"The face of Ann.*s9"):
        portrait("s9 h1", "Ann")
    said = CaseSession().text()
    for words in ("Amina Yeboah", "A replacement bike within 48 hours", "19 September 2025", "2,390"):
        assert words in said
    readings = ("functionality", "integrity", "_truth")  # of complaints: that is what exercises ask for
    assert not [word for word in readings if word in said]


def test_no_panel_carries_the_case_and_another_course_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: dict[str, Any]
) -> None:
    session = exercise(tmp_path / "work")
    here = session.view()
    assert here["case"] == CaseSession().view()["case"] != ""
    assert session.handle({"type": "case-file", "slug": SLUG})[0]["sections"] == reply["sections"]
    assert len(json.dumps(CaseSession().view())) < 100
    other = tmp_path / "other"
    (other / FILES[0].parent).mkdir(parents=True)
    (other / "mosaic.toml").write_text((ROOT / "mosaic.toml").read_text("utf-8"), encoding="utf-8")
    monkeypatch.chdir(other)
    assert "case" not in session.view()
    assert CaseSession().view()["case"] == ""
    assert "complaints.csv" in CaseSession().handle({"type": "case-file"})[0]["problem"]
    for file in FILES:
        shutil.copy(ROOT / file, other / file)
    (other / COMPLAINTS).write_text("complaint_id\nCP001\n", encoding="utf-8")
    told = session.handle({"type": "case-file", "slug": SLUG})[0]["problem"]
    assert "complaints.csv of the case cannot be read" in told
    assert "date" in told


def test_the_page_is_read_searched_and_heard_by_keyboard(bench: Bench, reply: dict[str, Any]) -> None:
    panel = bench.open(CaseSession().view(), kernel=False, swap={"<main>": f"<script>{VOICES}</script><main>"})
    page = bench.page
    panel.locator('[data-act="open-case"]').press("Enter")
    bench.wait_sent("case-file")
    bench.receive(**reply)
    panel.locator(".mo-case-part").first.locator("summary").press("Enter")
    row = panel.locator('[data-source="int-01"]')
    row.locator(".mo-rd-who").press("Enter")
    words = next(p["text"] for part in reply["sections"] for p in part["people"] if p["id"] == "int-01")
    assert " ".join(row.locator(".mo-rd-text").inner_text().split()) == words
    row.locator('[data-act="play"]').press("Enter")
    page.evaluate("speechSynthesis.end()")
    first, second = page.evaluate("said")
    assert "Amina Yeboah" in first[0]
    assert first[1] != second[1], "two voices"
    assert row.locator("[aria-current]").inner_text() == second[0]
    other = panel.locator('[data-source="int-02"]')
    other.locator(".mo-rd-who").press("Enter")
    other.locator('[data-act="play"]').press("Enter")
    assert row.locator('[data-act="play"]').inner_text() == "Play", "one voice at a time"
    assert other.locator('[data-act="play"]').inner_text() == "Pause"
    search = panel.get_by_label("Search the whole case")
    complaints = panel.locator('[data-id="complaints"]')
    search.fill("frame number")
    page.wait_for_function("document.querySelector('[data-part=case-found]').textContent.includes('places')")
    plain = [c.text.lower() for c in case_file(ROOT).complaints]
    hits = sum("frame" in text and "number" in text for text in plain)
    assert complaints.locator(".mo-case-tally").inner_text() == f"{hits} of 150 complaints"
    assert complaints.locator("li:visible").count() == hits > 3
    search.fill("zzz")
    page.wait_for_function("document.querySelector('[data-part=case-found]').textContent.includes('Nothing')")
    assert panel.locator(".mo-case-part:visible").count() == 0
    search.fill("")
    page.wait_for_function("document.querySelector('[data-part=case-found]').textContent === ''")
    assert panel.locator(".mo-case-part[open]").count() == 1, "as it was before the search"


def test_the_drawer_opens_beside_the_exercise_and_gives_the_focus_back(
    touch: Bench, tmp_path: Path, reply: dict[str, Any]
) -> None:
    touch.open(exercise(tmp_path).view(), kernel=False)
    page = touch.page
    opener = page.locator('[data-act="case"]')
    opener.press("Enter")
    touch.wait_sent("case-file")
    cut = short(reply)
    cut["sections"][0]["people"][0]["name"] = cut["sections"][6]["notes"][0]["text"] = HOSTILE
    cut["sections"][7]["tables"][0]["rows"][0][3] = HOSTILE
    touch.receive(**cut, slug=SLUG)
    drawer = page.get_by_role("dialog", name="The case at hand")
    drawer.get_by_role("button", name="Tomasz Wieczorek", exact=True).press("Enter")
    assert "The cargo bike replaced our second car" in drawer.locator(".mo-rd-person[data-open]").inner_text()
    assert "Tomasz Wieczorek" in touch.focused()
    assert "no English voice" in drawer.inner_text()
    for summary in drawer.locator("summary").all()[1:]:  # the first is open
        summary.press("Enter")
    assert drawer.inner_text().count(HOSTILE) == 3
    edge = drawer.evaluate("(n) => { const r = n.getBoundingClientRect(); return [r.left, r.right - innerWidth]; }")
    assert edge == [0, 0], "as wide as a phone"
    assert drawer.locator(".mo-case-drawer-body").evaluate("(n) => n.scrollWidth <= n.clientWidth")
    touch.assert_accessible()
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert opener.evaluate("(n) => n === document.activeElement && n.getAttribute('aria-expanded') === 'false'")
    opener.press("Enter")
    assert len(touch.sent("case-file")) == 1, "once a page"
    assert "Tomasz Wieczorek" in drawer.inner_text()
    drawer.get_by_role("button", name="Close the case").press("Enter")
    assert page.locator(".mo-exercise").is_visible()
    assert page.title() == "Panel"


@pytest.mark.slow  # axe over all rows: 3 s
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_whole_case_in_the_drawer_by_keyboard(
    bench: Bench, tmp_path: Path, reply: dict[str, Any], theme: str
) -> None:
    """With every row of every table, each part opened as Tab comes to it; Escape gives the focus back."""
    bench.open(exercise(tmp_path).view(), theme=theme, kernel=False)
    page = bench.page
    opener = page.locator('[data-act="case"]')
    opener.press("Enter")
    bench.wait_sent("case-file")
    bench.receive(**reply, slug=SLUG)
    drawer = page.get_by_role("dialog", name="The case at hand")
    drawer.locator(".mo-case-part").first.wait_for()
    parts, reached = drawer.locator(".mo-case-part > summary"), set[str]()
    for _ in range(400):  # by the Tab key alone; each part that is shut is opened as it is come to
        page.keyboard.press("Tab")
        at = page.evaluate("""() => { const n = document.activeElement;
          return n.matches('.mo-case-part > summary') ? [n.innerText, n.parentNode.open] : null }""")
        if at and at[0] in reached:
            break
        if at:
            reached.add(at[0])
            if not at[1]:
                page.keyboard.press("Enter")
    assert len(reached) == parts.count() == drawer.locator(".mo-case-part[open]").count()
    wanted = sum(len(table["rows"]) for part in reply["sections"] for table in part["tables"])
    assert drawer.locator("tbody tr").count() == wanted
    bench.assert_accessible()
    page.keyboard.press("Escape")
    assert opener.evaluate("(n) => n === document.activeElement")
