"""The marking queue in Chromium, with the real desk and a real gradebook behind it: by keyboard alone, names hidden,
answers as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

pytest.importorskip("sqlalchemy", reason="marking needs the extra 'grading'")

from mosaic_exercises.course import Course
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.marking.session import MarkingSession
from mosaic_exercises.panel.sessions.marking import QueueSession
from tests.grading.marked_class import ALIKE, HOSTILE, marked_class
from tests.panel.bench import Bench
from tests.support import each

View = dict[str, Any]

WIRE = """() => {
  window.unanswered = 0;
  const reply = async (m) => {
    window.unanswered++;
    const replies = JSON.parse(await window.askQueue(JSON.stringify(m)));
    replies.forEach((r) => model.receive(r));
    window.unanswered--;
  };
  const early = [...model.sent];
  model.send = (m) => { const sent = fake.copy(m); model.sent.push(sent); reply(sent); };
  early.forEach(reply);
}"""


class Queue:
    """The panel on a page, wired to a session."""

    def __init__(self, bench: Bench, session: QueueSession, **look: Any) -> None:
        self.bench, self.session = bench, session
        self.page = bench.page
        self.panel: Locator = bench.open(session.view(), kernel=False, **look)
        self.page.evaluate(WIRE)
        self.settled()

    def settled(self) -> None:
        """Wait until every act is answered."""
        self.page.wait_for_function("() => window.unanswered === 0")

    def press(self, *keys: str) -> None:
        """Press keys as fast as they go."""
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def which(self) -> str:
        return self.panel.locator(".mo-mark-which").inner_text()


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[tuple[Course, Gradebook]]:
    course, book = marked_class(tmp_path)
    yield course, book
    book.close()


@pytest.fixture
def lay(bench: Bench, marked: tuple[Course, Gradebook]) -> Callable[..., Queue]:
    """Opens the queue on a page."""
    course, book = marked
    handler: dict[str, QueueSession] = {}
    if not getattr(bench, "wired", False):
        bench.page.expose_function(
            "askQueue", lambda text: json.dumps(handlers(bench)["session"].handle(json.loads(text)))
        )
        bench.wired = handler  # type: ignore[attr-defined]
    else:
        handler = handlers(bench)

    def open_(**look: Any) -> Queue:
        session = QueueSession(lambda _: MarkingSession(book, course), "grades", "Kim")
        handler["session"] = session
        return Queue(bench, session, **look)

    return open_


def handlers(bench: Bench) -> dict[str, QueueSession]:
    found: dict[str, QueueSession] = bench.wired  # type: ignore[attr-defined]
    return found


def elsewhere(book: Gradebook, course: Course, but: str) -> None:
    """Every answer that waits, but one, is judged as the same marker does it in another window."""
    desk = MarkingSession(book, course, "Kim")
    desk.open("plan")
    for ref in desk.waiting() - {but}:
        for criterion in ("rung", "action", "measure"):
            desk.judge([ref], criterion, 1, {})


def test_thirty_free_texts_are_marked_by_keyboard_alone(
    lay: Callable[..., Queue], marked: tuple[Course, Gradebook]
) -> None:
    """The first five and the last one by hand; what comes between, another session of the same marker has done."""
    course, book = marked
    queue = lay()
    queue.bench.tab_to("article.mo-mark-answer")
    expect(queue.panel.locator(".mo-mark-bar")).to_contain_text("0 of 30")
    queue.press("3", "2", "2", "c")  # judged, and a first comment written
    expect(queue.panel.locator("textarea")).to_be_focused()
    queue.bench.type("Give a figure and a date: 3 claims by June.")
    queue.press("Control+Enter", "n")
    for n in range(1, 5):
        queue.press("2", "2", "2", *(["c", "1"] if n % 3 == 0 else []), "n")
    queue.settled()
    elsewhere(book, course, but=queue.session.ref)
    queue.press("2", "2", "2", "c", "1", "n")
    expect(queue.panel.locator(".mo-mark-bar")).to_contain_text("30 of 30")
    expect(queue.panel.locator("[data-part=notice]")).to_have_text("Nothing is left to judge here.")
    given = book.marks("plan")
    assert len(given) == 30
    scores = sorted(m["plan"].score for m in given.values())
    assert scores == [4.0] * 29 + [5.0]  # of 6 points: 2 of 3 criteria's worth, or 2.5 of 3
    assert {m["plan"].marker for m in given.values()} == {"Kim"}
    comments = book.comments("plan")
    assert len(comments) == 3
    assert {c.text for own in comments.values() for c in own} == {"Give a figure and a date: 3 claims by June."}
    assert all(e.grade.status == "needs-review" or e.grade.score for e in book.entries())


def test_a_comment_that_is_being_written_stays_with_its_answer(lay: Callable[..., Queue]) -> None:
    queue = lay()
    field, which = queue.panel.locator("textarea"), queue.which
    field.fill("Half a sentence")
    queue.panel.get_by_role("button", name="Next", exact=False).first.click()
    expect(queue.panel.locator(".mo-mark-which")).not_to_have_text(which)
    expect(field).to_have_value("")
    queue.page.evaluate("remount()")
    queue.settled()
    assert queue.which != which
    queue.panel.get_by_role("button", name="Before").click()
    expect(queue.panel.locator(".mo-mark-which")).to_have_text(which)
    expect(field).to_have_value("Half a sentence")
    field.press("Control+Enter")
    field.press("Control+Enter")
    queue.settled()
    expect(field).to_have_value("")
    expect(queue.panel.locator(".mo-mark-comment")).to_have_text(["Half a sentence"])
    assert queue.page.evaluate("Object.keys(localStorage).filter((k) => k.includes('marking'))") == []


def test_a_warning_that_python_is_gone_goes_with_a_late_answer(
    clocked: Bench, marked: tuple[Course, Gradebook]
) -> None:
    course, book = marked
    session = QueueSession(lambda _: MarkingSession(book, course), "grades", "Kim")
    foot = clocked.open(session.view(), kernel=False).locator(".mo-foot [data-part=status]")
    clocked.page.clock.run_for(20_000)
    expect(foot).to_contain_text("Python is not answering")
    clocked.receive(**json.loads(json.dumps(session.handle({"type": "hello", "n": 1})[0])))
    expect(foot).to_have_text("")


def test_fast_typing_judges_what_is_on_the_screen_and_undo_takes_it_back(
    lay: Callable[..., Queue], marked: tuple[Course, Gradebook]
) -> None:
    queue = lay()
    _, book = marked
    queue.bench.tab_to("article.mo-mark-answer")
    first = queue.which
    queue.press("3", "2", "3", "n", "1", "ArrowDown", "ArrowDown", "3")
    expect(queue.panel.locator("[aria-pressed=true]")).to_have_count(2)
    queue.settled()
    levels = [sorted((c, j.level) for c, j in of["plan"].items()) for of in book.judgements("plan").values()]
    assert sorted(levels) == [[("action", 1), ("measure", 2), ("rung", 2)], [("measure", 2), ("rung", 0)]]
    queue.press("u", "u", "u")
    expect(queue.panel.locator(".mo-mark-which")).to_have_text(first)
    expect(queue.panel.locator("[aria-pressed=true]")).to_have_count(2)
    queue.press("u", "u", "u")
    expect(queue.panel.locator("[data-part=notice]")).to_have_text("There is nothing to undo.")
    assert (book.marks("plan"), book.judgements("plan")) == ({}, {})


def test_answers_alike_stand_together_and_are_marked_together_on_request(
    lay: Callable[..., Queue], marked: tuple[Course, Gradebook]
) -> None:
    queue = lay()
    _, book = marked
    queue.bench.tab_to("article.mo-mark-answer")
    for _ in range(30):
        if queue.panel.locator(".mo-mark-twins").count():
            break
        queue.press("b")
        queue.settled()
    assert queue.panel.locator(".mo-mark-answer").inner_text().count(ALIKE[:60]) == 1
    queue.press("1")
    queue.settled()
    assert len(book.judgements("plan")) == 1
    queue.press("g", "2", "2")
    expect(queue.panel.locator(".mo-mark-twins input")).to_be_checked()
    queue.settled()
    assert len(book.judgements("plan")) == 3
    queue.press("u")
    queue.settled()
    assert [len(of["plan"]) for of in book.judgements("plan").values()] in ([1, 1, 1], [2, 1, 1], [1])
    assert len(queue.panel.locator(".mo-mark-others li").all()) == 2


def test_names_are_hidden_until_they_are_asked_for(lay: Callable[..., Queue]) -> None:
    queue = lay()
    hidden = json.dumps(queue.session.view()) + queue.page.content()
    assert "Secret" not in hidden
    assert "id00" not in hidden
    assert "x.example" not in hidden
    queue.panel.get_by_text("You mark as").click()
    queue.panel.get_by_label("Show the learners' names").check()
    expect(queue.panel.locator(".mo-mark-name")).to_contain_text("Secret Name")


def test_a_hostile_answer_is_only_text(lay: Callable[..., Queue]) -> None:
    queue = lay()
    queue.bench.tab_to("article.mo-mark-answer")
    for _ in range(30):
        if "onerror" in queue.panel.locator(".mo-mark-said").first.inner_text():
            break
        queue.press("b")
        queue.settled()
    assert queue.panel.locator(".mo-mark-said").first.inner_text() == HOSTILE.strip()
    assert queue.page.title() == "Panel"
    assert queue.panel.locator("img").count() == 0


def test_what_another_marker_wrote_meanwhile_is_told_and_stays(
    lay: Callable[..., Queue], marked: tuple[Course, Gradebook]
) -> None:
    queue = lay()
    _, book = marked
    card = queue.session.view()["card"]
    row = next(a for a in book.asked("plan") if json.loads(a.answer) == card["said"])
    scale = {"rung": 3, "action": 2, "measure": 3}
    book.judge(row.learner, "plan", "rung", 0, scale, "Lee")
    queue.bench.tab_to("article.mo-mark-answer")
    queue.press("3")
    expect(queue.panel.locator("[data-part=notice]")).to_contain_text("Lee gave 'rung' level 1 of 3")
    expect(queue.panel.locator("#" + pressed(queue))).to_contain_text("No rung")
    assert book.judgements("plan")[row.learner]["plan"]["rung"].marker == "Lee"


def pressed(queue: Queue) -> str:
    """The id of the one level that is chosen."""
    found = queue.panel.locator("[aria-pressed=true]").get_attribute("id")
    assert found
    return found


def test_a_form_that_the_computer_scored_may_be_judged_too(
    lay: Callable[..., Queue], marked: tuple[Course, Gradebook]
) -> None:
    queue = lay()
    _, book = marked
    queue.panel.locator("select").select_option("portrait")
    expect(queue.panel.locator(".mo-title")).to_have_text("A persona")
    assert "points stand until you judge" in queue.panel.inner_text()
    state = queue.panel.locator(".mo-mark-head .mo-pill")
    expect(state).to_have_text("Scored by the computer")  # nobody has judged it
    queue.panel.locator("article").focus()
    first = queue.panel.locator(".mo-mark-which").inner_text()
    queue.press("n")  # no answer waits, but there are some that nobody has judged
    expect(queue.panel.locator(".mo-mark-which")).not_to_have_text(first)
    queue.press("1")
    expect(state).to_have_text("Judged")
    expect(queue.panel.locator("[aria-pressed=true]")).to_have_count(1)
    (mark,) = book.marks("portrait").values()
    assert mark["portrait"].score in (2.0, 1.3333)  # the computer's share is one criterion, "not met" the other


def test_where_no_gradebook_is_the_panel_says_how_to_get_one(bench: Bench) -> None:
    def none(_: str) -> MarkingSession:
        raise MosaicError("There is no gradebook in 'grades'. Grade the class first: mosaic grade FOLDER --out grades.")

    session = QueueSession(none, "grades", "Kim")
    panel = bench.open(session.view(), kernel=False)
    expect(panel).to_contain_text("mosaic grade FOLDER --out grades")
    panel.get_by_label("The folder that mosaic grade has written").fill("elsewhere")
    bench.receive(**session.handle({"type": "hello", "n": 1})[0])
    panel.get_by_role("button", name="Open").click()
    assert bench.wait_sent("open")["source"] == "elsewhere"
    assert "mosaic grade" in session.text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [pytest.param(860, marks=pytest.mark.slow), 368])
def test_everything_has_a_name_and_enough_contrast_and_fits(lay: Callable[..., Queue], theme: str, width: int) -> None:
    queue = lay(theme=theme, width=width)
    queue.press("Tab")
    queue.panel.locator("details").evaluate_all("all => all.forEach((d) => (d.open = true))")
    queue.bench.assert_accessible(runOnly=["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    assert queue.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


MESSAGES: list[View] = [
    {},
    {"type": "judge"},
    {"type": "judge", "refs": ["nobody"], "criterion": "rung", "level": 1, "seen": {}},
    {"type": "judge", "refs": [], "criterion": 3, "level": "x", "seen": []},
    {"type": "comment", "refs": ["nobody"], "text": "x"},
    {"type": "item", "item": "no-such"},
    {"type": "uncomment", "id": 99},
    {"type": "go", "ref": "nobody"},
    {"type": "marker", "name": " "},
]


def test_any_message_is_answered_and_writes_nothing(marked: tuple[Course, Gradebook]) -> None:
    course, book = marked

    def answered(message: View) -> None:
        session = QueueSession(lambda _: MarkingSession(book, course), "grades", "Kim")
        (reply,) = session.handle(message | {"n": 5})
        assert (reply["type"], reply["n"]) == ("view", 5)
        assert reply["view"]["card"]
        assert (book.judgements(), book.comments(), book.marks()) == ({}, {}, {})

    each(MESSAGES, answered)
