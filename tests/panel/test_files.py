"""Answers as files: saved, printed and opened again through the panel, made and read by the real Python."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.outline.markdown import to_markdown
from mosaic_exercises.kinds.outline.opml import from_opml
from tests.kinds import harness
from tests.kinds.form.cases import form
from tests.kinds.journey.cases import journey

from .bench import Bench
from .real_sessions import Sessions

HOSTILE = '<img src=x onerror="document.title=1">'
PERSONA, KEY = form("persona")
TWO = {"entries": [KEY.model["entries"][0], {"id": "jo", "values": {"name": "Jonas Brandt"}}]}
LARGE = """(field, name) => { const put = new DataTransfer();
  put.items.add(new File([new Uint8Array(4_000_001).fill(120)], name));
  field.files = put.files;
  field.dispatchEvent(new Event('change', { bubbles: true })); }"""
PRINTED = """() => { window.printed = [];
  new MutationObserver((all) => all.forEach((m) => m.addedNodes.forEach((n) => n.tagName === 'IFRAME' &&
    n.addEventListener('load', () => { n.contentWindow.print = () => window.printed.push({
      title: n.contentDocument.title,
      pages: [...n.contentDocument.images].map((i) => [i.className, i.naturalWidth > 0 && i.complete]) }); }))))
    .observe(document.body, { childList: true }); }"""


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    """A form, a map to build, a map to look through, an outline, and a text, which has no files."""
    _, outline, outline_key = harness.exercise("outline")
    text = KINDS["text"].task()
    return Sessions(
        tmp_path,
        {
            "persona-builder": ("form", PERSONA, KEY),
            "journey-map": ("journey", *journey("build")),
            "journey-faults": ("journey", *journey("find")),
            "mind-map": ("outline", outline, outline_key),
            "a-text": ("text", text, None),
        },
    )


def folded_out(panel: Locator) -> Locator:
    files_ = panel.locator(".mo-files")
    files_.locator("summary").click()
    return files_


def download(bench: Bench, panel: Locator, name: str) -> tuple[str, bytes]:
    with bench.page.expect_download() as started:
        panel.get_by_role("button", name=name, exact=True).click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def choose(panel: Locator, name: str, text: str) -> None:
    panel.locator(".mo-files input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )


# what Python replies


def reply(sessions: Sessions, slug: str, **message: Any) -> dict[str, Any]:
    (found,) = json.loads(json.dumps(sessions.session(slug).handle({"slug": slug, "n": 4} | message)))
    assert (found["slug"], found["n"]) == (slug, 4)
    return dict(found)


@pytest.mark.parametrize("slug", ["persona-builder", "journey-map", "journey-faults", "mind-map", "a-text"])
def test_the_view_lists_the_files_and_python_makes_each(sessions: Sessions, slug: str) -> None:
    view = sessions.session(slug).view()
    session = sessions.session(slug)
    answer = None if session.key is None else session.kind.solution(session.exercise.task, session.key).answer
    listed = [row["id"] for row in view["files"]]
    assert bool(listed) == (slug != "a-text")
    for as_ in [row["id"] for row in view["files"] if row["saves"]]:
        found = reply(sessions, slug, type="export", **{"as": as_}, answer=answer)
        assert "problem" not in found
        assert found.get("text") or found.get("base64") or found["pages"]


def test_what_goes_over_the_wire(sessions: Sessions) -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    svg = reply(sessions, "persona-builder", type="export", answer=TWO, entry="jo", **{"as": "svg"})
    assert (svg["name"], svg["mime"]) == ("persona-builder-2.svg", "image/svg+xml")
    assert "Jonas Brandt" in svg["text"]
    deck = reply(sessions, "persona-builder", type="export", answer=TWO, **{"as": "pptx"})
    assert base64.b64decode(deck["base64"])[:2] == b"PK"
    pages = reply(sessions, "persona-builder", type="export", answer=TWO, **{"as": "print"})["pages"]
    assert ["Jonas Brandt" in page for page in pages] == [False, True]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"type": "export", "as": "exe", "answer": TWO}, "no file of this sort"),
        ({"type": "export", "as": ["svg"], "answer": TWO}, "Nothing was changed"),
        ({"type": "export", "as": "svg", "answer": None}, "still empty"),
        ({"type": "export", "as": "svg", "answer": {"entries": 7}}, "list of"),
        ({"type": "import", "as": "pptx", "text": ""}, "cannot be opened here"),
        ({"type": "import", "as": "json", "text": 7}, "Nothing was changed"),
        ({"type": "import", "as": "json", "text": "{"}, "no whole JSON"),
        ({"type": "import", "as": "csv", "text": "a;b"}, "must name the columns"),
    ],
)
def test_what_cannot_be_a_file_is_said_in_words(sessions: Sessions, message: dict[str, Any], said: str) -> None:
    assert said in reply(sessions, "persona-builder", **message)["problem"]


def test_a_map_to_look_through_cannot_be_replaced(sessions: Sessions) -> None:
    text = reply(sessions, "journey-map", type="export", answer=None, **{"as": "json"})["text"]
    assert (
        "cannot be opened here"
        in reply(sessions, "journey-faults", type="import", text=text, **{"as": "json"})["problem"]
    )


def test_an_exercise_without_files_makes_none(sessions: Sessions) -> None:
    assert "problem" in reply(sessions, "a-text", type="export", answer="x", **{"as": "svg"})
    assert "problem" in reply(sessions, "a-text", type="import", text="x", **{"as": "json"})


@pytest.mark.parametrize("as_", ["csv", "json"])
@pytest.mark.parametrize(("slug", "of"), [("persona-builder", form), ("journey-map", journey)])
def test_out_and_in_again_is_the_same_answer(sessions: Sessions, slug: str, of: Any, as_: str) -> None:
    task, key = of("persona" if of is form else "build")
    text = reply(sessions, slug, type="export", answer=key.model, **{"as": as_})["text"]
    back = reply(sessions, slug, type="import", text=text, **{"as": as_})["answer"]
    kind = KINDS["form" if of is form else "journey"]
    assert kind.parse(task, back) == kind.parse(task, key.model)


def test_nothing_is_written_down_by_saving_or_opening(sessions: Sessions) -> None:
    text = reply(sessions, "persona-builder", type="export", answer=TWO, **{"as": "json"})["text"]
    reply(sessions, "persona-builder", type="import", text=text, **{"as": "json"})
    assert sessions.standing("persona-builder") is None
    assert sessions.book.events() == ()


def test_a_picture_of_a_map_names_its_personas_as_they_are_called_today(sessions: Sessions) -> None:
    _, key = journey("build")
    sessions.draft("persona-builder", {"entries": [{"id": "g1", "values": {"name": "Hanna"}}]})
    for as_, part in (("svg", "text"), ("print", "pages")):
        shown = str(reply(sessions, "journey-map", type="export", answer=key.model, **{"as": as_})[part])
        assert "Hanna" in shown
    sessions.draft("persona-builder", {"entries": [{"id": "other", "values": {"name": "Hanna"}}]})
    gone = reply(sessions, "journey-map", type="export", answer=key.model, **{"as": "svg"})["text"]
    assert "no longer there (was: Gloria," in " ".join(ElementTree.fromstring(gone).itertext())
    data = reply(sessions, "journey-map", type="export", answer=key.model, **{"as": "json"})["text"]
    assert key.model is not None
    assert json.loads(data)["map"]["personas"] == key.model["personas"]


# in the browser


def test_every_file_of_a_form_and_back(bench: Bench, sessions: Sessions) -> None:
    sessions.draft("persona-builder", TWO)
    panel = sessions.open(bench, "persona-builder")
    area = folded_out(panel)
    area.get_by_text("A picture shows Gloria, who carries two").wait_for()  # it is said once the fold is open
    name, svg = download(bench, panel, "Picture (SVG)")
    assert name == "persona-builder-1.svg"
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    name, png = download(bench, panel, "Picture (PNG)")
    assert name == "persona-builder-1.png"
    width = int(ElementTree.fromstring(svg).attrib["width"])
    assert (png[:8], int.from_bytes(png[16:20], "big")) == (b"\x89PNG\r\n\x1a\n", 2 * width)
    _, deck = download(bench, panel, "Slides (PPTX)")
    pptx = pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    assert len(pptx.Presentation(io.BytesIO(deck)).slides) == 2
    _, table = download(bench, panel, "Table (CSV)")
    _, data = download(bench, panel, "Data (JSON)")
    panel.get_by_role("button", name="Reset").click()
    assert panel.get_by_role("tab").all_inner_texts() == ["Persona 1"]
    for file, text in (("mine.csv", table.decode()), ("mine.json", data.decode())):
        choose(panel, file, text)  # nothing stands here: nothing is asked
        panel.get_by_role("tab", name="Jonas Brandt").wait_for()
        bench.page.wait_for_timeout(700)
        assert PERSONA_KIND.parse(PERSONA, sessions.standing("persona-builder")) == PERSONA_KIND.parse(PERSONA, TWO)
        panel.get_by_role("button", name="Reset").click()


PERSONA_KIND = KINDS["form"]


@pytest.mark.parametrize("code", ["utf-16", "cp1252"])
def test_a_table_that_excel_saved_as_it_likes_is_opened(bench: Bench, sessions: Sessions, code: str) -> None:
    """Its "Unicode text" is UTF-16 with tabs, its "CSV" has semicolons and Windows' own letters."""
    text = reply(sessions, "persona-builder", type="export", answer=TWO, **{"as": "csv"})["text"]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t" if code == "utf-16" else ";").writerows(
        [cell.replace("Jonas", "Jörgen") for cell in row] for row in csv.reader(io.StringIO(text.lstrip("\ufeff")))
    )
    panel = sessions.open(bench, "persona-builder")
    folded_out(panel)
    panel.locator(".mo-files input[type=file]").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": buffer.getvalue().encode(code)}
    )
    panel.get_by_role("tab", name="Jörgen Brandt").wait_for()


def test_opening_asks_before_it_replaces_and_undo_brings_the_old_answer_back(bench: Bench, sessions: Sessions) -> None:
    sessions.draft("persona-builder", {"entries": [{"id": "mine", "values": {"name": "Mine"}}]})
    text = reply(sessions, "persona-builder", type="export", answer=TWO, **{"as": "json"})["text"]
    panel = sessions.open(bench, "persona-builder")
    folded_out(panel)
    choose(panel, "two.json", text)
    panel.get_by_role("button", name="Keep mine").click()
    assert panel.get_by_role("tab").all_inner_texts() == ["Mine"]
    choose(panel, "two.json", text)
    panel.get_by_role("button", name="Open it").click()
    assert len(panel.get_by_role("tab").all()) == 2
    panel.get_by_role("button", name="Undo").click()
    assert panel.get_by_role("tab").all_inner_texts() == ["Mine"]
    panel.get_by_role("button", name="Redo").click()
    assert len(panel.get_by_role("tab").all()) == 2


def test_opening_a_map_is_undone_by_its_own_undo(bench: Bench, sessions: Sessions) -> None:
    _, key = journey("build")
    sessions.draft("journey-map", key.model)
    text = reply(sessions, "journey-map", type="export", answer=None, **{"as": "csv"})["text"]
    panel = sessions.open(bench, "journey-map")
    notes = panel.locator("[data-note]").count()
    folded_out(panel)
    choose(panel, "empty.csv", text)
    panel.get_by_role("button", name="Open it").click()
    assert panel.locator("[data-note]").count() == 0
    panel.get_by_role("button", name="Undo").click()
    assert panel.locator("[data-note]").count() == notes


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.exe", "", "is no CSV or JSON file"),
        ("x.json", "{", "no whole JSON"),
        ("x.csv", "a;b", "must name the columns"),
        ("x.json", None, "too large"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    bench: Bench, sessions: Sessions, name: str, text: str | None, said: str
) -> None:
    sessions.draft("persona-builder", TWO)
    panel = sessions.open(bench, "persona-builder")
    folded_out(panel)
    if text is None:  # made in the browser: it need not travel there
        panel.locator(".mo-files input[type=file]").evaluate(LARGE, name)
    else:
        choose(panel, name, text)
    panel.locator(".mo-files .mo-notice", has_text=said).wait_for()
    assert panel.get_by_role("tab").all_inner_texts() == ["Gloria, who carries two", "Jonas Brandt"]
    assert sessions.standing("persona-builder") == TWO


def test_an_empty_form_says_why_there_is_no_file(bench: Bench, sessions: Sessions) -> None:
    panel = sessions.open(bench, "persona-builder")
    folded_out(panel)
    panel.get_by_role("button", name="Slides (PPTX)").click()
    panel.locator(".mo-files .mo-notice", has_text="still empty").wait_for()


def test_silence_of_python_is_said_and_the_buttons_come_back(clocked: Bench, sessions: Sessions) -> None:
    view = sessions.session("journey-map").view()
    panel = clocked.open(view, kernel=False)
    folded_out(panel)
    save = panel.get_by_role("button", name="Data (JSON)")
    save.click()
    assert save.get_attribute("aria-disabled") == "true"
    clocked.page.clock.run_for(21_000)
    assert "Python is not answering" in panel.locator(".mo-files .mo-notice").inner_text()
    assert save.get_attribute("aria-disabled") is None


def test_each_card_is_printed_on_a_page_of_its_own(bench: Bench, sessions: Sessions) -> None:
    sessions.draft("persona-builder", TWO)
    panel = sessions.open(bench, "persona-builder")
    bench.page.evaluate(PRINTED)
    folded_out(panel)
    panel.get_by_role("button", name="Print", exact=True).click()
    bench.page.wait_for_function("printed.length > 0")
    (job,) = bench.page.evaluate("printed")
    assert job["title"] == "Persona builder"
    assert [drawn for _, drawn in job["pages"]] == [True, True]
    assert job["pages"][0][0] == "wide"


def test_hostile_text_is_text_in_every_file(bench: Bench, sessions: Sessions) -> None:
    model = KEY.model["entries"][0]
    values = model["values"] | {"name": HOSTILE[:40], "quote": HOSTILE, "done": [HOSTILE]}
    sessions.draft("persona-builder", {"entries": [model | {"values": values}]})
    panel = sessions.open(bench, "persona-builder")
    bench.page.evaluate(PRINTED)
    folded_out(panel)
    _, svg = download(bench, panel, "Picture (SVG)")
    drawn = ElementTree.fromstring(svg)
    assert not [e for e in drawn.iter() if e.tag.endswith("img")]
    assert HOSTILE in " ".join(drawn.itertext())
    _, png = download(bench, panel, "Picture (PNG)")
    assert len(png) > 10_000
    panel.get_by_role("button", name="Print", exact=True).click()
    bench.page.wait_for_function("printed.length > 0")
    assert bench.page.title() == "Panel"


def test_an_outline_goes_out_and_comes_back_unchanged(bench: Bench, sessions: Sessions) -> None:
    nodes = [{"id": f"b{i}", "level": min(i, [0, 1, 2, 1][i % 4]), "text": f"Branch {i} <&> “x”"} for i in range(200)]
    nodes[7] |= {"note": 'two\nlines & a "quote"', "link": "https://example.org/?a=1&b=2"}
    nodes[8] |= {"shut": True}
    sessions.draft("mind-map", {"nodes": nodes})
    panel = sessions.open(bench, "mind-map")
    folded_out(panel)
    _, saved = download(bench, panel, "Outline (OPML)")
    _, text = download(bench, panel, "Text (Markdown)")
    task = sessions.course.exercise("mind-map").task
    assert text.decode() == to_markdown(from_opml(saved.decode()).nodes, task.root)
    panel.get_by_role("button", name="Reset").click()
    choose(panel, "m.opml", saved.decode())
    bench.page.wait_for_function("document.querySelectorAll('.mo-outline-row').length > 100")
    bench.page.wait_for_timeout(700)
    assert sessions.standing("mind-map") == {"nodes": nodes}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><opml><body/></opml>', "declares entities"),
        ("Managing customers", "is no OPML"),
    ],
)
def test_a_hostile_outline_file_changes_nothing(bench: Bench, sessions: Sessions, text: str, told: str) -> None:
    panel = sessions.open(bench, "mind-map")
    rows = panel.locator(".mo-outline-row").count()
    folded_out(panel)
    choose(panel, "m.opml", text)
    panel.locator(".mo-files .mo-notice", has_text=told).wait_for()
    assert panel.locator(".mo-outline-row").count() == rows


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [pytest.param(860, marks=pytest.mark.slow), 390])
def test_axe_finds_nothing(bench: Bench, sessions: Sessions, theme: str, width: int) -> None:
    sessions.draft("persona-builder", TWO)
    panel = sessions.open(bench, "persona-builder", theme=theme, width=width)
    folded_out(panel)
    choose(
        panel,
        "x.json",
        reply(sessions, "persona-builder", type="export", answer={"entries": TWO["entries"][:1]}, **{"as": "json"})[
            "text"
        ],
    )
    panel.get_by_role("button", name="Open it").wait_for()
    bench.assert_accessible()
