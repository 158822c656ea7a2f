"""The plan as a learner, a manager and a stranger's text editor meet it."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import Course, load
from mosaic_exercises.drawing.html import environment
from mosaic_exercises.drawing.shapes import Box
from mosaic_exercises.errors import DataError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner import parts
from mosaic_exercises.plan import Plan, gather
from mosaic_exercises.plan.deck import pages
from mosaic_exercises.plan.files import plan_file
from mosaic_exercises.plan.html import html
from mosaic_exercises.plan.markdown import markdown
from mosaic_exercises.workbook import Draft, Learner, Workbook
from tests.plan.cases import course, give, model, worked
from tests.support import count_kinds

DAY = date(2026, 11, 21)
HOSTILE = "<img src=x onerror=alert(1)> | [a](http://x) **b** &amp; <!--"


@pytest.fixture(scope="module")
def small() -> Course:
    return course()


@pytest.fixture
def book(home: Path, small: Course) -> Workbook:
    return worked(home, small)


def made(small: Course, book: Workbook) -> Plan:
    return gather(small, book, DAY)


def renamed(book: Workbook, small: Course, change: Any) -> None:
    """Check the persona builder again, its entries changed."""
    answer = model(small, "persona-builder")
    give(book, small, "persona-builder", change(answer))


def test_what_was_made_is_in_the_plan_and_nothing_is_missing(small: Course, book: Workbook) -> None:
    plan = made(small, book)
    assert plan.counted == (3, 3)  # the manager's part is not asked of this track
    assert plan.missing == plan.broken == ()
    page = html(plan)
    name = model(small, "persona-builder")["entries"][0]["values"]["name"]
    for text in (name, "I will visit three shops.", "21 November 2026", "Nothing. Every part"):
        assert text in page
    assert plan.cover.alt == "A mosaic of 4 tiles, all of them laid."


@pytest.mark.parametrize(("track", "asked"), [("any", 3), ("intermediate", 3), ("manager", 4)])
def test_the_track_decides_what_counts(small: Course, home: Path, track: Any, asked: int) -> None:
    book = Workbook(home, small.course)
    book.set_learner(Learner(name="Ana", track=track))
    plan = made(small, book)
    assert plan.counted == (0, asked)
    assert any("The mission" in line for line in plan.missing) == (track == "manager")


def test_an_empty_workbook_gives_a_plan_that_says_where_to_begin(small: Course, home: Path) -> None:
    plan = made(small, Workbook(home, small.course))
    assert [p.state for c in plan.chapters for p in c.parts] == ["missing"] * 4
    assert "Build a persona: not made yet. Make it in notebook 01, “People”." in plan.missing
    assert "0 laid" in plan.cover.alt
    for ending in ("html", "md", "pptx"):
        assert len(plan_file(plan, ending)) > 1000 or ending == "md"


def test_a_draft_that_was_never_checked_counts_as_it_stands(small: Course, home: Path) -> None:
    book = Workbook(home, small.course)
    book.save_draft(Draft("look-back", 1, 5.0, "Half a thought"))
    (part,) = [p for c in made(small, book).chapters for p in c.parts if p.exercise == "look-back"]
    assert part.state == "made"
    assert "Half a thought" in html(made(small, book))


def test_what_is_open_says_what_is_missing(small: Course, home: Path) -> None:
    book = Workbook(home, small.course)
    answer = model(small, "mission")
    first = next(iter(answer["entries"][0]["values"]))
    give(book, small, "mission", {"entries": [{**answer["entries"][0], "values": {first: "Riders of rented bikes"}}]})
    (part,) = [p for c in made(small, book).chapters for p in c.parts if p.exercise == "mission"]
    assert part.state == "open"
    assert "is empty" in part.todo
    assert "Go on in notebook 02, “The way”." in part.todo


# --- links ----------------------------------------------------------------------------------------------------------


def test_a_rename_follows_into_everything_that_draws_on_it(small: Course, book: Workbook) -> None:
    def rename(answer: Any) -> Any:
        answer["entries"][0]["values"]["name"] = "Zora of the hills"
        return answer

    old = model(small, "persona-builder")["entries"][0]["values"]["name"]
    renamed(book, small, rename)
    plan = made(small, book)
    assert old not in html(plan)
    journey = html(plan).split("Map the journey")[-1]
    assert "Zora of the hills" in journey
    assert plan.broken == ()


def test_a_deleted_persona_is_a_broken_link_with_its_old_name(small: Course, book: Workbook) -> None:
    old = model(small, "persona-builder")["entries"][0]["values"]["name"]

    def another(answer: Any) -> Any:
        answer["entries"][0] |= {"id": "e-other", "values": answer["entries"][0]["values"] | {"name": "Somebody else"}}
        return answer

    renamed(book, small, another)
    plan = made(small, book)
    assert len(plan.broken) >= 1
    assert old in plan.broken[0]
    assert "no longer in “Build a persona”" in plan.broken[0]
    assert "no longer there (was:" in html(plan)
    assert plan.broken[0].split("”")[0] in html(plan).rpartition("What is still missing")[2]


def test_the_chain_is_told_both_ways(small: Course, book: Workbook) -> None:
    page = markdown(made(small, book)).split("## How the pieces hang together")[1]
    builder, map_ = page.find("(Build a persona)"), page.find("(Map the journey)")
    assert 0 < builder < map_  # what came of it
    back = page[page.find("What each end rests on") :]
    assert 0 < back.find("(Map the journey)") < back.find("(Build a persona)")


def test_a_full_workbook_is_read_once_and_its_pictures_are_drawn_for_files_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = load()
    book = Workbook(home, real.course)
    given = [slug for slug, exercise in real.exercises.items() if real.key(slug) is not None]
    for slug in given:
        give(book, real, slug, model(real, slug))
    asked = {slug for chapter in real.plan.chapter for slug in chapter.parts}
    counts, drawn = count_kinds(monkeypatch), Counter[str]()
    blocks = parts.blocks
    monkeypatch.setattr(parts, "blocks", lambda one: drawn.update([one.exercise.kind]) or blocks(one))
    plan = gather(real, book, DAY)
    assert sum(p.state == "made" for c in plan.chapters for p in c.parts) >= len(asked & set(given)) - 2
    assert len(asked & set(given)) <= counts["parse"] <= 500
    assert counts["check"] <= counts["parse"]
    assert not drawn
    assert len(html(plan)) > 100_000
    assert drawn["form"]
    once = drawn.copy()
    markdown(plan)
    assert drawn == once


# --- files ----------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile(small: Course, home: Path) -> Plan:
    """A plan in which every text of the learner's is hostile."""
    book = Workbook(home, small.course)
    book.set_learner(Learner(name=HOSTILE))
    for slug in ("persona-builder", "journey-map", "mission"):
        exercise = small.exercise(slug)

        def spoil(value: Any, name: str = "") -> Any:
            if isinstance(value, dict):
                return {k: spoil(v, k) for k, v in value.items()}
            if isinstance(value, list):
                return [spoil(v, name) for v in value]
            return (
                HOSTILE
                if value and name in ("text", "quote", "title", "scenario", "owner", "metric", "note")
                else value
            )

        raw = spoil(model(small, slug))
        KINDS[exercise.kind].parse(exercise.task, raw)
        give(book, small, slug, raw)
    give(book, small, "look-back", HOSTILE)
    return made(small, book)


def test_hostile_text_stays_text_in_every_file(small: Course, home: Path) -> None:
    plan = hostile(small, home)
    page = html(plan)
    tags = Tags()
    tags.feed(page)
    assert {t for t, _ in tags.found} & {"img", "script", "iframe", "object", "base", "form"} == set()
    assert all(not name.startswith("on") for _, attrs in tags.found for name in attrs)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    text = markdown(plan)
    assert "<img" not in text.replace("\\<img", "")
    assert not re.search(r"(?<!\\)\[a(?<!\\)\]\(", text)


def test_the_page_needs_nothing_else(small: Course, book: Workbook) -> None:
    page = html(made(small, book))
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "default-src 'none'" in page


def test_a_python_without_jinja_says_so_and_still_gives_the_text(
    small: Course, book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    plan = made(small, book)
    with pytest.raises(DataError, match=r"Pages need Jinja2 .*mosaic-exercises\[lab\]"):
        plan_file(plan, "html")
    assert plan_file(plan, "md")


def test_the_slides_open_and_carry_titles_texts_and_the_mosaic(small: Course, book: Workbook) -> None:
    from pptx import Presentation

    book.set_learner(Learner(name="Ana Lúcia"))
    plan = made(small, book)
    deck = Presentation(io.BytesIO(plan_file(plan, "pptx")))
    slides = list(deck.slides)
    assert len(slides) == len(pages(plan))
    titles = [s.shapes.title.text_frame.text for s in slides]
    assert "Ana Lúcia" in titles[0]
    assert any("Map the journey" in t for t in titles)
    words = " ".join(s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame)
    assert "I will visit three shops." in words
    assert len(slides[0].shapes) < 200  # thousands of stones, a shape for each colour


def test_a_long_text_is_spread_over_slides_and_none_of_it_is_lost(small: Course, home: Path) -> None:
    book = Workbook(home, small.course)
    words = " ".join(f"word{n}" for n in range(1800))
    give(book, small, "look-back", words)
    plan = made(small, book)
    said = " ".join(
        piece.text for d in pages(plan) if "Look back" in d.title for piece in d.pieces if hasattr(piece, "text")
    )
    assert [w for w in words.split() if w not in said.split()] == []
    assert all(
        p.y + p.h <= d.height + 1 for d in pages(plan) if "Look back" in d.title for p in d.pieces if hasattr(p, "h")
    )


def begun(small: Course, home: Path) -> Plan:
    """A plan in which the mission is begun and nothing else is made."""
    book = Workbook(home, small.course)
    book.set_learner(Learner(name="Ana", track="manager"))
    answer = model(small, "mission")
    first = next(iter(answer["entries"][0]["values"]))
    give(book, small, "mission", {"entries": [{**answer["entries"][0], "values": {first: "Riders of Lindhaven"}}]})
    return made(small, book)


def test_files_hold_what_was_made_and_one_list_of_what_is_missing(small: Course, home: Path) -> None:
    plan = begun(small, home)
    page, text = html(plan), markdown(plan)
    for said in (page, text):
        before, _, after = said.rpartition("What is still missing")
        assert "Riders of Lindhaven" in before
        for title in ("Build a persona", "Map the journey", "Look back"):
            assert after.count(title) == 1
            assert title not in before
        assert "is empty" in after  # what the mission lacks
        assert "is empty" not in before
    assert "Notebook 01, “People”" in page
    assert "Who we serve" in page  # in the contents, with its count
    assert 'id="people"' not in page


def test_slides_hold_what_was_made_and_one_list_of_what_is_missing(small: Course, home: Path) -> None:
    shown = pages(begun(small, home))
    assert len(shown) == 4  # mosaic, overview, the mission, the list
    assert shown[-1].title == "What is still missing"
    assert "Riders of Lindhaven" in shown[2].alt
    for drawing in shown[:-1]:
        assert "not made yet" not in drawing.alt
        assert "is empty" not in drawing.alt  # what a check finds is for the learner, not for the board
    assert "Notebook 01, “People”: Build a persona; Map the journey" in shown[-1].alt


def test_a_whole_plan_gives_no_feedback_on_its_slides(small: Course, book: Workbook) -> None:
    said = " ".join(drawing.alt for drawing in pages(made(small, book)))
    for word in ("not made yet", "Go on in", "Try next", "(nobody)", "(not said)"):
        assert word not in said


def test_headings_on_slides_go_with_what_they_head(small: Course, home: Path) -> None:
    book = Workbook(home, small.course)
    give(book, small, "look-back", "\n".join(f"Line {n} of what I keep." for n in range(60)))
    give(book, small, "mission", model(small, "mission"))
    for drawing in pages(made(small, book)):
        boxes = [piece for piece in drawing.pieces if isinstance(piece, Box)]
        assert not boxes or not boxes[-1].bold


def test_no_slide_of_a_text_holds_a_line_or_two_that_the_last_had_no_room_for(small: Course, home: Path) -> None:
    for lines in range(18, 62, 3):
        book = Workbook(home / str(lines), small.course)
        give(book, small, "look-back", "\n".join(f"Line {n} of what I keep." for n in range(lines)))
        shown = [d for d in pages(made(small, book)) if "Look back" in d.title]
        each = [len(d.pieces) for d in shown]
        assert sum(each) == lines + 1
        assert len(each) == 1 or min(each) > max(each) * 2 / 3, each


COLUMNS = """() => {
  for (const style of document.querySelectorAll('style'))  // each printed page is a column of its size
    style.textContent = style.textContent.replaceAll(/break-(before|after): page/g, 'break-$1: column')
      + ' main { column-width: 182mm; column-gap: 28mm; column-fill: auto; height: 269mm; width: 182mm; }';
  const left = document.querySelector('main').getBoundingClientRect().left;
  const step = 210 * 96 / 25.4;
  const pages = [];
  const at = (rect) => (pages[Math.round((rect.left - left) / step - 0.3)] ??= { lines: new Set(), pictures: 0 });
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.textContent.trim() || walk.currentNode.parentElement.closest('svg')) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    for (const rect of range.getClientRects()) at(rect).lines.add(Math.round(rect.top));
  }
  for (const svg of document.querySelectorAll('main figure svg')) at(svg.getBoundingClientRect()).pictures += 1;
  return pages.map((p) => [p?.lines.size ?? 0, p?.pictures ?? 0]);
}"""


@pytest.mark.parametrize("slugs", [(), ("persona-builder", "mission")], ids=["whole", "begun"])
def test_no_printed_page_holds_a_heading_and_a_line(home: Path, shell: Any, slugs: tuple[str, ...]) -> None:
    """Chromium breaks columns by the rules by which it breaks pages, and columns can be measured."""
    real = load()
    book = Workbook(home, real.course)
    for slug in slugs or (p for c in real.plan.chapter for p in c.parts):
        if real.key(slug) is not None:
            give(book, real, slug, model(real, slug))
    plan = gather(real, book, DAY)
    page = shell.new_page()
    page.emulate_media(media="print")
    page.set_content(html(plan))
    printed = page.evaluate(COLUMNS)
    page.close()
    assert len(printed) > 1
    for lines, pictures in printed[:-1]:
        assert lines >= 5 or pictures, printed


def test_an_answer_that_the_exercise_reads_no_more_is_no_error(small: Course, book: Workbook) -> None:
    give_raw = msgspec.json.decode(b'{"entries": "gone"}')
    book.append("mission", 1, "check", give_raw, "recorded", 0.0)
    plan = made(small, book)
    assert plan.counted[0] >= 3
