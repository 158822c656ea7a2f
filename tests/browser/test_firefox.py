"""The workbook in Firefox: a notebook opens ready, and one exercise of each kind is done by mouse and keys."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox, launched
from harness import Server, at_length, code, copy_course, write_notebook

from mosaic_exercises.course.loader import load
from mosaic_exercises.kinds import KINDS
from tests.browsers import FIREFOX, firefox, required

Point = tuple[float, float]
FIND = """(slug, selector, nth) => {
  const panel = document.querySelector(`.mo-panel[data-slug="${slug}"], .mo-panel:has([data-slug="${slug}"])`);
  return [...(panel?.querySelectorAll(selector) ?? [])].filter((n) => n.getClientRects().length)[nth];
}"""
LEFT_END = f"""(...given) => {{
  const {{ left, top, height }} = ({FIND})(...given).getBoundingClientRect();
  return [left + 20, top + height / 2];
}}"""
AIM = f"""(slug, selector, nth, across) => {{
  const found = ({FIND})(slug, selector, nth);
  if (!found) return null;
  found.scrollIntoView({{ block: "center", behavior: "instant" }});
  const {{ left, top, width, height }} = found.getBoundingClientRect();
  const [x, y] = [left + width * across, top + height / 2];
  const hit = document.elementFromPoint(x, y);
  return hit?.closest(".mo-panel") === found.closest(".mo-panel") ? [x, y] : {{ hit: hit?.outerHTML.slice(0, 200) }};
}}"""


SCROLL_TO = """(slug) => {
  if (document.querySelector(`[data-slug="${slug}"]`)) return true;
  const page = document.querySelector(".jp-WindowedPanel-outer");  // cells are drawn as they come near
  page.scrollTop = page.scrollTop + 10 >= page.scrollHeight - page.clientHeight ? 0 : page.scrollTop + 400;
  return false;
}"""


class Hand:
    """A mouse and a keyboard over one exercise."""

    def __init__(self, browser: Firefox, slug: str) -> None:
        self.browser, self.slug = browser, slug

    def point(self, selector: str, nth: int = 0, across: float = 0.5) -> Point:
        """Where a person aims for the nth visible element; the panel itself must lie there."""
        what = f"{self.slug}: {selector} [{nth}]"
        place = self.browser.until(what, AIM, self.slug, selector, nth, across, patience=30)
        for _ in range(20):  # JupyterLab moves a page while it learns how tall its cells are
            time.sleep(0.3)
            before, place = place, self.browser.ask(AIM, self.slug, selector, nth, across)
            if place == before:
                break
        assert isinstance(place, list), f"{what} lies under {place['hit']}"
        return place[0], place[1]

    def click(self, selector: str, nth: int = 0, across: float = 0.5) -> None:
        self.browser.click(*self.point(selector, nth, across))

    def write(self, selector: str, text: str, nth: int = 0) -> None:
        self.click(selector, nth)
        self.browser.type(text)

    def drag(self, selector: str, to: str, nth: int = 0, to_nth: int = 0) -> None:
        self.point(selector, nth)  # scrolled to the middle, so that both ends are in view
        end = self.point(to, to_nth)
        start = self.browser.ask(LEFT_END, self.slug, selector, nth)
        self.browser.drag((start[0], start[1]), end)


def mark_a_fault(hand: Hand) -> None:
    hand.click("button.mo-jm-add")
    hand.click(".mo-jm-palette button")


def add_a_note(hand: Hand) -> None:
    hand.click(".mo-bd-section button")
    hand.browser.type("Lindhaven closes its centre to cars")
    hand.browser.press("Escape")


def try_a_lab(hand: Hand) -> None:
    hand.click("input[type=range]", across=0.8)
    hand.write("textarea", "Taking the signature away lifts the net most.")


def pair(hand: Hand) -> None:
    hand.click(".mo-match-chip")
    hand.click(".mo-match-left")


def paste_a_table(hand: Hand) -> None:
    hand.click("summary")
    hand.write("textarea", "claim,gap\nlate,-2.5\non time,-0.4")


def write_an_objective(hand: Hand) -> None:
    hand.write("textarea", "Cut calls by a fifth by 30 June 2027.")
    # What Python makes of the words is drawn above the button, which goes down by it: nobody aims before.
    hand.browser.until(
        "the letters of an objective", f"(slug) => ({FIND})(slug, '.mo-ob-letter', 0) != null", hand.slug
    )


def take_a_side(hand: Hand) -> None:
    hand.click("input[type=radio]", 1)
    hand.write(
        "textarea", "A measure that nobody is paid by can still be looked at each month, and people tell the truth."
    )


ANSWERS: dict[str, tuple[str, Callable[[Hand], None]]] = {
    "choice": ("who-is-right", lambda hand: hand.click("input[type=radio]", 1)),
    "blank": ("words-for-inside", lambda hand: hand.write(".mo-blank-field", "internal")),
    "match": ("where-it-is-used", pair),
    "form": ("my-change-force", lambda hand: hand.write("textarea", "Claims are decided within ten days")),
    "number": ("after-two-steps", lambda hand: hand.write("input", "5")),
    "text": ("your-first-piece", lambda hand: hand.write("textarea", "The queue at the counter grows at five.")),
    "rate": ("focus-baseline", lambda hand: hand.click("input[type=radio]", 1)),
    "quadrant": ("four-corners", lambda hand: hand.click("button[aria-label^='Place']")),
    "sort": ("two-ends-of-the-line", lambda hand: hand.drag(".mo-tray .mo-card-main", ".mo-bin")),
    "order": ("piece-by-piece", lambda hand: hand.click("button[aria-label^='Move down']")),
    "outline": ("where-my-work-goes", lambda hand: hand.write(".mo-outline-text", " at the desk")),
    "objective": ("four-objectives", write_an_objective),
    "board": ("pest", add_a_note),
    "journey": ("planted-faults", mark_a_fault),
    "table": ("gaps-by-claim", paste_a_table),
    "lab": ("tessera-forces", try_a_lab),
    "dialogue": ("ten-to-five", lambda hand: hand.click(".mo-dialogue-move")),
    "debate": ("paid-by-the-scorecard", take_a_side),
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    executable = firefox()
    if executable is None:
        reason = f"{FIREFOX}: set MOSAIC_FIREFOX to its path, or install the package firefox-esr"
        if required():
            pytest.fail(reason)
        pytest.skip(reason)
    with launched(executable, tmp_path_factory.mktemp("firefox")) as opened:
        opened.size(1280, 1000)
        yield opened


# A click, typing, a drag, a board and a slider; make test-all does all kinds.
BRIEFLY = ("choice", "form", "sort", "board", "lab")


def prepare(root: Path, kinds: Sequence[str]) -> None:
    copy_course(root, "data")
    cells = [
        code(f'# {kind}\nfrom mosaic_exercises import {word}\n\n{word}("{slug}")')
        for kind, (slug, _) in ANSWERS.items()
        if kind in kinds
        for word in ["lab" if kind == "lab" else "exercise"]
    ]
    write_notebook(root / "notebooks" / "kinds.ipynb", cells)


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, browser: Firefox, shared: Server) -> Server:
    kinds = list(ANSWERS) if at_length(request) else BRIEFLY
    started = shared.add(partial(prepare, kinds=kinds), "firefox")
    browser.go(started.address("notebooks/kinds.ipynb"))
    ready = "() => document.querySelector('.jp-NotebookPanel[data-mosaic=ready] .mo-panel button') !== null"
    browser.until("the first exercise in Firefox", ready)
    return started


def answers(server: Server, slug: str) -> list[dict[str, Any]]:
    """What the learner's record holds of one exercise: its checks."""
    log = server.home / "answers.jsonl"
    events = map(json.loads, log.read_text(encoding="utf-8").splitlines()) if log.exists() else ()
    return [event for event in events if event["exercise"] == slug and event["type"] == "check"]


def test_one_exercise_of_each_kind_is_here() -> None:
    course = load()
    assert {kind: course.exercises[slug].kind for kind, (slug, _) in ANSWERS.items()} == {kind: kind for kind in KINDS}


@pytest.mark.parametrize(
    "kind", [kind if kind in BRIEFLY else pytest.param(kind, marks=pytest.mark.slow) for kind in ANSWERS]
)
def test_an_exercise_of_each_kind_is_done_with_the_mouse(browser: Firefox, server: Server, kind: str) -> None:
    slug, answer = ANSWERS[kind]
    browser.until(f"the panel of {slug}", SCROLL_TO, slug)
    hand = Hand(browser, slug)
    answer(hand)
    hand.click('[data-act="check"]', across=0.1)
    browser.until(f"feedback on {slug}", f"(slug) => ({FIND})(slug, '.mo-feedback, .mo-said', 0) != null", slug)
    end = time.monotonic() + 30
    while not answers(server, slug) and time.monotonic() < end:
        time.sleep(0.1)
    (event,) = answers(server, slug)
    assert event["answer"]
    assert browser.errors == []


@pytest.mark.usefixtures("server")
def test_what_only_authors_need_is_out_of_sight_in_a_window_without_the_focus(browser: Firefox) -> None:
    """Headless Firefox never has the focus, like a window behind others: JupyterLab then names no widget in front."""
    assert browser.ask("() => document.hasFocus()") is False
    seen = "(all) => all.filter((one) => document.querySelector(one)?.getClientRects().length)"
    tools = ["#jp-main-statusbar", '[data-id="jp-debugger-sidebar"]', '[data-jp-item-name="debugger-icon"]']
    assert browser.ask(seen, tools) == []
