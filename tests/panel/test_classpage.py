"""The class page on the screen with the real desk behind it: drop, grade, look, write, set, give back; by mouse and by
keyboard, in 400 px, and hostile text stays text."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from mosaic_exercises.instructor import class_page
from mosaic_exercises.panel.sessions.classpage import TABS, ClassSession
from tests.handover.made import paper

from .bench import Bench

COURSE = "mosaic-customer-development"
HOSTILE = "<img src=x onerror=document.title='run'>"
DROP = """([files, selector]) => {
  const transfer = new DataTransfer();
  for (const [name, base64] of files)
    transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
  const node = document.querySelector(selector);
  for (const type of ["dragenter", "dragover", "drop"])
    node.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def base64(data: bytes) -> str:
    from base64 import b64encode

    return b64encode(data).decode()


class ClassBench:
    """The page with its session behind it."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench = bench
        panel = class_page(folder)
        assert isinstance(panel.session, ClassSession)
        self.session = panel.session
        self.panel: Locator = bench.page.locator(".mo-class")

    def open(self, **look: Any) -> Locator:
        self.bench.open(self.session.view(), kernel=self.bench.asks(self.reply), **look)
        return self.panel

    def reply(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(json.dumps(self.session.handle(message)))
        return found

    def tab(self, name: str) -> None:
        self.bench.page.get_by_role("tab", name=name).click()
        self.bench.page.locator(f'[role="tab"][aria-selected="true"]:text-is("{name}")').wait_for()

    def drop(self, **files: bytes) -> None:
        given = [[name.replace("__", "."), base64(data)] for name, data in files.items()]
        self.bench.page.evaluate(DROP, [given, ".mo-class-drop"])
        self.panel.locator('[data-part="taken"] .mo-notice').first.wait_for()

    def kept(self, wanted: Callable[[dict[str, str]], bool]) -> None:
        """Wait until what is typed is kept."""
        for _ in range(200):
            if wanted(self.session.desk.typed()):
                return
            self.bench.page.wait_for_timeout(20)
        raise AssertionError(self.session.desk.typed())

    def ended(self, title: str) -> Locator:
        job = self.panel.locator(".mo-class-job:not([data-state='running'])", has_text=title)
        job.wait_for(timeout=30_000)
        return job


@pytest.fixture
def page(bench: Bench, tmp_path: Path) -> ClassBench:
    return ClassBench(bench, tmp_path / "class")


def zipped(n: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for i in range(n):
            archive.writestr(f"in/s{i:03d}.mosaic.json", paper("a", f"s{i:03d}", COURSE))
    return data.getvalue()


def test_a_class_by_mouse_and_keyboard_from_hand_ins_to_files(page: ClassBench, bench: Bench) -> None:
    panel = page.open(width=400)
    assert panel.get_by_role("button", name="Grade").get_attribute("aria-disabled") == "true"
    roster = "learner_id,name\n" + "".join(f"s{i:03d},{HOSTILE if i == 1 else f'Name {i}'}\n" for i in range(62))
    page.drop(all__zip=zipped(60), essay__pdf=b"%PDF", class__csv=roster.encode())
    said = panel.locator('[data-part="taken"]').inner_text()
    assert "1 file not taken" in said
    assert "essay.pdf: It is neither a hand-in" in said
    assert "a zip with 60 files" in said
    assert "62 learners" in said
    bench.assert_accessible()
    bench.tab_to('[data-act="grade"]')
    bench.page.keyboard.press("Enter")
    page.ended("Grade: Done")
    panel.locator(".mo-class-state", has_text="60 graded").wait_for()
    assert "2 nothing handed in" in panel.locator(".mo-class-state").inner_text()
    bench.page.locator('[data-part="announcer"]', has_text="Grade: Done").wait_for(state="attached")

    hand_ins = bench.page.get_by_role("tab", name="Hand-ins")
    hand_ins.focus()
    bench.page.keyboard.press("ArrowRight")
    panel.get_by_text("62 learners, page 1 of 2").wait_for()
    assert bench.focused() == "Learners"
    assert panel.locator(".mo-class-job").count() == 0, "what was told belongs to the page it was told on"
    assert panel.get_by_text(HOSTILE).count() == 1
    assert panel.locator("img").count() == 0
    bench.assert_accessible()
    panel.get_by_role("button", name="Next").press("Enter")
    panel.get_by_text("page 2 of 2").wait_for()
    search = panel.get_by_role("searchbox")
    search.press_sequentially("s001")
    panel.get_by_text("1 learner", exact=True).wait_for()
    assert search.input_value() == "s001"
    panel.get_by_label("Show", exact=True).select_option("missing")
    panel.get_by_text("Nobody and nothing fits.").wait_for()
    panel.get_by_label("Show", exact=True).select_option("")
    panel.get_by_role("button", name=f"Page of {HOSTILE}").click()
    bench.page.get_by_role("dialog").wait_for()
    assert bench.page.frame_locator(".mo-inert-frame").locator("h1").inner_text() == HOSTILE
    bench.page.keyboard.press("Escape")
    bench.page.get_by_role("dialog").wait_for(state="hidden")
    panel.get_by_role("button", name=f"Write to {HOSTILE}").press("Enter")
    form = panel.locator('[data-action="comment"]')
    assert form.get_by_label("The learner's id").input_value() == "s001"
    form.get_by_label("What to say").fill(HOSTILE)
    form.get_by_role("button", name="Write the comment").click()
    page.ended("Write to a learner: Done")


def test_what_could_not_be_done_is_told_where_it_was_pressed_and_nothing_old_beside_it(page: ClassBench) -> None:
    panel = page.open()
    panel.get_by_label("Or read a folder on this computer").fill("a" * 300)
    panel.get_by_role("button", name="Read this folder").click()
    panel.locator('[data-part="folder-said"]', has_text="There is no folder 'aaa").wait_for()
    page.tab("Keep safe")
    assert panel.locator('[data-part="folder-said"]').count() == 0
    form = panel.locator('[data-action="log"]')
    form.locator("summary").click()
    form.get_by_role("button").click()
    form.locator('[data-part="said"]', has_text="not graded yet").wait_for()
    page.tab("Settings")
    total, told = panel.get_by_label("A full mark is worth"), panel.locator('[data-part="settings-told"]')
    total.fill("50")
    panel.get_by_role("button", name="Save").click()
    told.get_by_text("Saved in class.toml").wait_for()
    path = page.session.desk.root / "class.toml"
    path.write_text('due = "2026-03-17"\n[[[broken')
    total.fill("60")
    for button, head in (("Check", "These settings cannot be used."), ("Save", "Not saved.")):
        panel.get_by_role("button", name=button).click()
        told.get_by_text(head).wait_for()
        assert "class.toml cannot be read: line 2" in told.inner_text()
        assert "Saved" not in told.inner_text()
        assert total.input_value() == "60"
    page.kept(lambda typed: '"60"' in typed.get("settings", ""))
    panel = page.open()
    told.get_by_text("cannot be read: line 2").wait_for()
    assert not panel.get_by_role("button", name="Save").is_visible(), "there is nothing to save"
    path.write_text("total = 70\n")
    panel.get_by_role("button", name="Read it again").click()
    panel.get_by_role("button", name="Save").wait_for()
    assert total.input_value() == "60", "what was typed here stands beside what the file says by now"
    told.get_by_text("What you filled in is not saved yet.").wait_for()
    assert not told.get_by_text("cannot be read").count()


def test_what_another_window_saved_meanwhile_stands_or_is_asked_about(page: ClassBench) -> None:
    panel = page.open()
    page.tab("Settings")
    total, told = panel.get_by_label("A full mark is worth"), panel.locator('[data-part="settings-told"]')
    save = panel.get_by_role("button", name="Save")
    panel.get_by_text("What lateness costs").click()
    path = page.session.desk.root / "class.toml"
    path.write_text("due = 2026-12-18\n[late]\nper_day = 7 # why\n")
    total.fill("50")
    save.click()
    told.get_by_text("Saved in class.toml").wait_for()
    assert "Off for each day late, in percent: it says “7”" in told.inner_text()
    assert panel.get_by_label("Off for each day late").input_value() == "7"
    assert panel.get_by_label("Off for each day late").is_visible(), "the fold is as it was left"
    assert path.read_text() == "due = 2026-12-18\ntotal = 50\n[late]\nper_day = 7 # why\n"
    path.write_text("total = 70\n")
    total.fill("60")
    save.click()
    told.get_by_text("Not saved.").wait_for()
    assert "A full mark is worth: it says “70” there; here it says “60”" in told.inner_text()
    assert path.read_text() == "total = 70\n"
    save.click()
    told.get_by_text("Saved in class.toml").wait_for()
    assert path.read_text() == "total = 60\n"
    assert panel.get_by_label("Off for each day late").input_value() == ""


def test_what_is_typed_and_not_done_stands_after_a_reload_and_on_another_tab(page: ClassBench) -> None:
    panel = page.open()
    panel.get_by_label("Or read a folder on this computer").fill("/a/folder")
    page.tab("Keep safe")
    log = panel.locator('[data-action="log"]')
    log.locator("summary").click()
    log.get_by_label("About this learner").fill(HOSTILE)
    restore = panel.locator('[data-action="restore"]')
    restore.locator("summary").click()
    restore.get_by_label("Put it in the place").check()
    page.tab("Settings")
    panel.get_by_label("A full mark is worth").fill("50")
    panel.get_by_text("Questions that do not count").click()
    panel.get_by_label("Another exercise, drill or question").fill("which-lens")
    panel.get_by_role("button", name="Add", exact=True).click()
    page.kept(lambda typed: len(typed) == 3 and "which-lens" in typed.get("settings", ""))
    panel.get_by_label("Another exercise, drill or question").fill("which-lens")
    panel.get_by_role("button", name="Add", exact=True).click()
    panel.locator('[data-part="item-told"]', has_text="which-lens stands in this list already").wait_for()
    assert page.bench.page.evaluate("document.activeElement.dataset.setting") == "items.which-lens"
    page.session.desk.root.joinpath("class.toml").write_text("due = 2026-12-18\n")
    page = ClassBench(page.bench, page.session.desk.root)  # Python, too, is another one
    page.open()
    assert panel.get_by_label("Or read a folder on this computer").input_value() == "/a/folder"
    page.tab("Keep safe")
    assert log.get_by_label("About this learner").input_value() == HOSTILE
    assert not restore.get_by_label("Put it in the place").is_checked()
    page.tab("Settings")
    panel.get_by_text("What you filled in is not saved yet.").wait_for()
    assert panel.get_by_label("A full mark is worth").input_value() == "50"
    panel.get_by_role("button", name="Save").click()
    panel.get_by_text("Saved in class.toml").wait_for()
    said = page.session.desk.root.joinpath("class.toml").read_text()
    assert said == "due = 2026-12-18\ntotal = 50\n\n[items.which-lens]\nexclude = true\n"
    page.kept(lambda typed: set(typed) == {"folder", "log"})


UNNAMED = """(panel) => [...panel.querySelectorAll("button[aria-label], a[aria-label]")]
  .filter((n) => n.innerText.trim() && !n.ariaLabel.toLowerCase().includes(n.innerText.trim().toLowerCase()))
  .map((n) => `${n.innerText} is called ${n.ariaLabel}`)"""


def test_a_row_of_the_class_is_in_words_and_its_buttons_stay_whole(page: ClassBench, bench: Bench) -> None:
    page.session.desk.name_folder(str(page.session.desk.root.parent), on=True)
    page.session.handle({"type": "tab", "tab": "learners"})
    view = page.session.view()
    look = ("the file was changed after it was made, and this takes the room of all the other columns of the row",)
    row = {"key": "k", "id": "nul\0id", "name": "<b>", "section": "", "status": "graded", "last": 1.7e12, "look": look}
    flags = ("late", "duplicate", "unknown-learner")
    view["listed"] = {"total": 1, "page": 0, "pages": 1, "search": "", "filter": "", "order": "class", "files": ()}
    view["listed"] |= {"learners": (row | {"flags": flags, "score": "409.74 of 486"},)}
    panel = bench.open(view, kernel=False)
    said = panel.locator(".mo-class-flags > *").all_inner_texts()
    assert said == ["Graded", "late", "several files", "not on the class list"]
    assert panel.locator("th[scope=row]").inner_text().split() == ["<b>", "nul\u2400id"]
    boxes = [one.bounding_box() for one in panel.locator(".mo-class-flags > *").all()]
    apart = [a["x"] + a["width"] + 3 < b["x"] for a, b in pairwise(boxes) if a and b and a["y"] == b["y"]]
    assert apart
    assert all(apart)
    for name in ("page", "write"):
        assert panel.locator(f"[data-act={name}] .mo-btn-label").evaluate("n => n.getClientRects().length") == 1
    assert panel.evaluate(UNNAMED) == []
    panel = page.open()
    page.tab("Hand-ins")
    assert panel.get_by_role("button", name="Read no more").count() == 1
    assert panel.evaluate(UNNAMED) == []
    page.tab("Settings")
    panel.get_by_text("Questions that do not count").click()
    panel.get_by_label("Another exercise, drill or question").fill("which-lens")
    panel.get_by_role("button", name="Add", exact=True).click()
    assert panel.get_by_role("button", name="Take out which-lens").count() == 1
    assert panel.evaluate(UNNAMED) == []


def test_a_setting_that_cannot_be_used_is_told_by_its_label(page: ClassBench) -> None:
    panel = page.open()
    page.tab("Settings")
    told = panel.locator('[data-part="settings-told"]')
    for label, wrong, said in (
        ("A full mark is worth", "-5", "A full mark is worth: write a number above 0"),
        ("Due, for every notebook", "9999-12-31", "without a date of its own: '9999-12-31': write a year"),
        ("The most that late work earns", "101", "late work earns, in percent: write a number from 0 to 100"),
        ("Due date of Start", "soon", "Due date of Start"),
    ):
        control = panel.get_by_label(label).first
        control.evaluate("(n) => n.closest('details')?.setAttribute('open', '')")
        control.fill(wrong)
        panel.get_by_role("button", name="Check").click()
        told.locator("bdi", has_text=said).wait_for()
        assert "Expected" not in told.inner_text()
        assert "Not saved" not in told.inner_text()
        assert control.get_attribute("aria-invalid") == "true"
        control.fill("")
    panel.get_by_label("Weight of").nth(1).fill("1")
    panel.get_by_role("button", name="Check").click()
    told.locator("bdi", has_text="has no weight though others have").wait_for()


def test_who_waits_in_vain_is_told_and_the_warning_goes_with_the_next_answer(clocked: Bench, tmp_path: Path) -> None:
    page = ClassBench(clocked, tmp_path / "class")
    deaf = {"folder"}
    answer = page.reply
    page.reply = lambda message: [] if message["type"] in deaf else answer(message)  # type: ignore[method-assign]
    panel = page.open()
    foot, said = panel.locator('[data-part="status"]'), panel.locator('[data-part="folder-said"]')
    panel.get_by_role("button", name="Read this folder").click()
    clocked.page.clock.run_for(25_000)
    foot.get_by_text("Python is not answering").wait_for()
    said.get_by_text("Python is not answering").wait_for()
    deaf.clear()
    panel.get_by_role("button", name="Read this folder").click()
    said.get_by_text("Write the folder first").wait_for()
    assert foot.inner_text() == ""
    job = {
        "number": 1,
        "title": "Grade",
        "state": "running",
        "doing": "",
        "done": 0,
        "total": 0,
        "what": "",
        "lines": (),
    }
    clocked.page.evaluate("(m) => model.receive(m)", {"type": "job", "n": 0, "job": job | {"problem": "", "files": ()}})
    deaf.add("poll")
    clocked.page.clock.run_for(25_000)
    foot.get_by_text("Python is not answering").wait_for()
    deaf.clear()
    clocked.page.clock.run_for(1_000)
    foot.get_by_text("Python is not answering").wait_for(state="detached")


@pytest.mark.slow
def test_every_page_is_reached_named_and_narrow(page: ClassBench, bench: Bench) -> None:
    for n in range(3):
        page.session.desk.part("f", paper("a", f"s{n}", COURSE), 0)
        page.session.desk.take("f", f"s{n}.mosaic.json", "hand-ins")
    panel = page.open(width=400)
    panel.get_by_role("button", name="Grade").click()
    page.ended("Grade: Done")
    page.tab("Questions")
    panel.get_by_role("button", name="Read the class").click()
    panel.get_by_text("The hardest of").wait_for()
    panel.get_by_role("button", name="Put this away").click()
    bench.assert_accessible()
    page.tab("Give back")
    panel.get_by_text("An Excel workbook").click()
    panel.get_by_role("button", name="Make the workbook").click()
    page.ended("An Excel workbook: Done")
    with bench.page.expect_download() as download:
        panel.get_by_role("button", name="Download class.xlsx").press("Enter")
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    for name in ("Marking", "Keep safe", "Give back"):
        page.tab(name)
        for one in panel.locator(".mo-class-action > summary").all():
            one.click()
        bench.assert_accessible()
        assert panel.evaluate("(n) => n.scrollWidth <= n.clientWidth"), name
    assert bench.page.title() != "run"
    assert [name for _, name in TABS] == bench.page.get_by_role("tab").all_inner_texts()


@pytest.mark.slow  # tests/office sets and grades again without a screen
def test_a_setting_is_checked_where_it_stands_and_grading_again_is_looked_at_first(
    page: ClassBench, bench: Bench
) -> None:
    page.session.desk.root.mkdir()
    settings = page.session.desk.root / "class.toml"
    settings.write_text("# mine\ntotal = 50 # half\n")
    panel = page.open(theme="dark")
    page.drop(a__json=paper("a", "s1", COURSE))
    panel.get_by_role("button", name="Grade").click()
    page.ended("Grade: Done")
    page.tab("Settings")
    assert panel.get_by_label("A full mark is worth").input_value() == "50"
    panel.get_by_text("What lateness costs").click()
    panel.get_by_label("The most that late work earns").fill("much")
    panel.get_by_role("button", name="Save").click()
    panel.locator("bdi", has_text="'much' is no number").wait_for()
    assert bench.page.evaluate("document.activeElement.dataset.setting") == "late.cap"
    assert settings.read_text() == "# mine\ntotal = 50 # half\n"
    bench.assert_accessible()
    panel.get_by_label("The most that late work earns").fill("")
    panel.get_by_label("A full mark is worth").fill("20")
    panel.get_by_text("Questions that do not count").click()
    panel.get_by_label("Another exercise, drill or question").fill("which-lens")
    panel.get_by_role("button", name="Add", exact=True).click()
    panel.get_by_label("Why, for which-lens").fill("It was unclear.")
    panel.get_by_role("button", name="Save").click()
    panel.get_by_text("Saved in class.toml").first.wait_for()
    panel.get_by_text("Something came or changed since: grade again").wait_for()
    assert settings.read_text().startswith("# mine\ntotal = 20 # half\n")
    assert 'why = "It was unclear."' in settings.read_text()
    panel.get_by_text("Grade again, and see first what changes").click()
    do = panel.get_by_role("button", name="Do it: grade again")
    assert do.get_attribute("aria-disabled") == "true"
    panel.get_by_role("button", name="Look what would change").click()
    assert "which-lens" in page.ended("Done").inner_text()
    bench.page.wait_for_function("() => !document.querySelector('[data-act=then]').hasAttribute('aria-disabled')")
    do.click()
    page.ended("Do it: grade again: Done")


@pytest.mark.slow  # test_marking.py marks in a page of its own
def test_marking_works_within_the_page(page: ClassBench, bench: Bench) -> None:
    for id_, filled in (("demo", {"learners": "2"}), ("grade", {})):
        page.session.desk.start(id_, filled)
        while page.session.desk.busy:
            bench.page.wait_for_timeout(20)
    panel = page.open()
    page.tab("Marking")
    panel.locator(".mo-mark-level").first.click()
    panel.locator('.mo-mark-level[aria-pressed="true"]').first.wait_for()
    panel.get_by_text("You mark as").click()
    panel.get_by_label("Your name, as learners see it", exact=True).first.fill("Eva Marin")
    panel.get_by_label("Your name, as learners see it", exact=True).first.press("Tab")
    panel.get_by_text("You mark as Eva Marin").wait_for()
    assert bench.page.get_by_role("tab", name="Marking").get_attribute("aria-selected") == "true"
    panel.get_by_role("button", name="Undo").click()
    panel.locator('.mo-mark-level[aria-pressed="true"]').first.wait_for(state="detached")


def test_who_does_the_work_is_chosen_by_mouse_and_by_keyboard(page: ClassBench) -> None:
    panel = page.open()
    form = panel.locator('[data-action="ways"]')
    form.locator("summary").click()
    form.get_by_label("Who reads and scores the files").select_option("all")
    form.get_by_label("How many processes").fill("many")
    form.locator('[data-act="run"]').click()
    panel.get_by_text("'many' is no number from 1 to 256").wait_for()
    number = form.get_by_label("How many processes")
    number.focus()
    number.fill("2")
    page.bench.page.keyboard.press("Enter")
    panel.get_by_role("region", name="What it says").get_by_text("this computer, 2 processes").wait_for()
    again = page.open().locator('[data-action="ways"]')
    again.locator("summary").focus()
    page.bench.page.keyboard.press("Enter")
    assert again.get_by_label("Who reads and scores the files").input_value() == "all"
    assert again.get_by_label("How many processes").input_value() == "2"
