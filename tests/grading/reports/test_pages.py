"""The pages about the class and for each learner: whole, escaped, and saying what a reader needs."""

from __future__ import annotations

import dataclasses
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from mosaic_exercises.course import Course, load, load_layers
from mosaic_exercises.course.names import tile_of
from mosaic_exercises.drawing.html import POLICY, prose
from mosaic_exercises.grading import CourseIndex, Graded, assess, score_submission
from mosaic_exercises.grading.demo import write_class
from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.records import Grade, Intake, LearnerResult
from mosaic_exercises.grading.reports.class_page import class_page
from mosaic_exercises.grading.reports.learner_page import LearnerPages, Remarks, file_name
from mosaic_exercises.grading.reports.statistics import of_class
from mosaic_exercises.grading.reports.tones import TEMPLATES
from mosaic_exercises.kinds.contract import Near
from tests.grading.conftest import FILES, RIGHT, event, submission
from tests.grading.marked_class import write_course
from tests.support import share

HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(1)>\"'&<!--"
LONG = "The family pays for the bicycle and the child rides it to school every single day of the week."


class Reader(HTMLParser):
    """Collects tags, attributes and the text that is seen; checks that tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br", "rect", "line"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


def harmless(html: str) -> Reader:
    """The page read; nothing in it runs, loads or leads away, but for the one script of ours that its policy names."""
    ours = f"<script>{(TEMPLATES / 'sort.js').read_text(encoding='utf-8')}</script>"
    named = b64encode(sha256(ours[8:-9].encode()).digest()).decode()
    scripts = html.count(ours)
    found = Reader(html.replace(ours, ""))
    assert not {"script", "img", "iframe", "object", "embed", "form", "link", "base"} & set(found.tags)
    assert not [n for n, _ in found.attributes if n.startswith("on") or n == "src"]
    ids = {value for name, value in found.attributes if name == "id"}
    leads = [value or "" for name, value in found.attributes if name == "href"]  # within the page, and somewhere
    assert all(to.startswith("#") and to[1:] in ids for to in leads), leads
    assert ("content", POLICY + f"; script-src 'sha256-{named}'" * scripts) in found.attributes
    assert "url(" not in html
    assert "@import" not in html
    return found


def entry(
    course: Course, answers: dict[str, object], id_: str = "s1", name: str = "Ana", **changed: object
) -> LearnerResult:
    graded = score_submission(CourseIndex(course), submission(answers, id_, name))
    fields = {"status": graded.status, "flags": (), "score": graded.score, "raw": graded.score}
    return LearnerResult(
        id_,
        Grade(id_, name, "", max_score=graded.max_score, **(fields | changed)),  # type: ignore[arg-type]
        graded.items,
        f"{id_}.json",
    )


@pytest.fixture
def pages(course: Course) -> LearnerPages:
    return LearnerPages(course, Explainer(course))


def test_a_learner_reads_what_they_answered_why_and_what_to_do_next(course: Course, pages: LearnerPages) -> None:
    answers = RIGHT | {"who-buys": ["b"], "how-much": "41"}
    found = harmless(pages.page(entry(course, answers, name="Ana Ruiz")))
    text = re.sub(r"\s+", " ", found.text)
    for said in (
        "Ana Ruiz",
        "22 of 30.5",
        "Who buys?",
        "The child",
        "She rides.",
        "They can differ.",
        "✗",
        "not right",
    ):
        assert said in text, said
    ahead = text[text.index("What to do next") : text.index("You answered")]
    assert ahead.index("Who buys?") < ahead.index("How much?")
    assert "open “One” and answer it again without looking." in ahead
    assert "In a row" not in ahead


def test_a_near_miss_is_called_close_and_earns_its_part(course: Course) -> None:
    key = course.keys["who-buys"]
    near = {"b": Near("She decides with him; he pays.", worth=0.5)}
    close = structs.replace(key, wrong={i: s for i, s in key.wrong.items() if i != "b"}, close=near)
    other = dataclasses.replace(course, keys=MappingProxyType(dict(course.keys) | {"who-buys": close}))
    given = entry(other, RIGHT | {"who-buys": ["b"]})
    assert next(i for i in given.items if i.exercise == "who-buys").score == 3
    found = harmless(LearnerPages(other, Explainer(other)).page(given))
    text = re.sub(r"\s+", " ", found.text)
    for said in ("partly right", "◐", "Close, 50% of the point:", "She decides with him; he pays."):
        assert said in text, said
    figures = of_class([given])
    assert next(i for i in figures.items if i.item == "who-buys").facility == 0.5


def test_all_right_is_said_and_nothing_is_asked(course: Course, pages: LearnerPages) -> None:
    text = harmless(pages.page(entry(course, RIGHT))).text
    assert "Nothing is left to repair" in text
    assert "What to do next" not in text


def test_statuses_flags_and_the_penalty_are_words(course: Course, pages: LearnerPages) -> None:
    late = entry(course, RIGHT, flags=("late", "duplicate"), status="needs-review", score=20.0, raw=30.5, penalty=10.5)
    text = harmless(pages.page(late)).text
    for said in ("handed in late", "several files", "waits for a person", "−10.5", "30.5 before"):
        assert said in text, said
    for status in ("corrupt", "missing"):
        gone = LearnerResult("s9", Grade("s9", "", "", status, (), None, 30.5))  # type: ignore[arg-type]
        text = harmless(pages.page(gone)).text
        assert "s9" in text
        assert {"corrupt": "could not be read", "missing": "no file"}[status] in text


def test_marks_and_comments_of_people_are_on_the_page(course: Course, pages: LearnerPages) -> None:
    said = Remarks({"say-why": [("Kim", f"Say for whom. {HOSTILE}")], "": [("Lee", "Well done.")]}, ["say-why"])
    text = harmless(pages.page(entry(course, RIGHT), said)).text
    for one in ("marked by a person", "Kim wrote", "Say for whom.", "Lee wrote", "Well done.", HOSTILE):
        assert one in text, one


def test_judged_criteria_stand_with_their_level_the_next_one_and_who_judged(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    graded = score_submission(CourseIndex(course), submission({"plan": "A plan with three words."}))
    items = tuple(structs.replace(i, score=3.0) if i.exercise == "plan" else i for i in graded.items)
    mine = LearnerResult("s1", Grade("s1", "Ana", "", "graded", (), 3.0, graded.max_score, 3.0), items)
    judged = {
        c: Judgement("s1", "plan", c, level, levels, f"Kim {HOSTILE}", "", 1)
        for c, level, levels in (("rung", 1, 3), ("action", 1, 2))
    }
    pages = LearnerPages(course, Explainer(course))
    text = re.sub(r"\s+", " ", harmless(pages.page(mine, Remarks({}, ["plan"], {"plan": judged}))).text)
    assert f"Names the rung, and says why: The rung (Kim {HOSTILE}) The next level: The rung and the reason." in text
    assert f"Plans one action with a date: Met (Kim {HOSTILE})" in text
    assert "Says how Tessera would see that it worked: not judged yet" in text
    assert "look again at “Names the rung, and says why” below" in text
    assert "a person judges this" in harmless(pages.page(mine)).text


def test_forms_alike_and_times_are_on_the_class_page(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    index = CourseIndex(course)

    def person(n: int, goal: str) -> LearnerResult:
        form = {"entries": [{"id": "e1", "values": {"name": f"Ines {n}", "goal": goal}}]}
        checks = [event("portrait", form, f"2026-03-02T10:0{k}:30.000Z") for k in (1, 3)]
        graded = score_submission(index, submission(checks, f"s{n}"))
        return LearnerResult(f"s{n}", Grade(f"s{n}", "", "", "graded", (), 1.0, graded.max_score), graded.items)

    goals = [f"{' '.join(f'goal{n}word{k}' for k in range(14))}" for n in range(9)]
    people = [person(n, goal) for n, goal in enumerate([*goals, goals[4]])]
    found = harmless(class_page(course, people, [], Explainer(course)))
    text = re.sub(r"\s+", " ", found.text)
    assert "s4 and s9:" in text
    assert text.count("of their runs of three words are the same") == 1
    assert "2:00" in text
    assert "What came before the first check is not in it" in text


def test_hostile_texts_are_only_texts(course: Course, pages: LearnerPages) -> None:
    answers = RIGHT | {"say-why": HOSTILE, "who-buys": [HOSTILE], "how-much": HOSTILE, "look-around": {"note": HOSTILE}}
    mine = entry(course, answers, id_=HOSTILE, name=HOSTILE)
    assert HOSTILE in harmless(pages.page(mine)).text
    intake = [Intake(HOSTILE, HOSTILE, "corrupt", HOSTILE)]
    twin = entry(course, answers | {"say-why": f"{LONG} {HOSTILE}"}, id_=HOSTILE + "2")
    other = entry(course, answers | {"say-why": f"{LONG} {HOSTILE}"}, id_=HOSTILE + "3")
    html = class_page(course, [mine, twin, other], intake, Explainer(course))
    assert HOSTILE in harmless(html).text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=share(25))
@given(name=st.text(max_size=60), text=st.text(max_size=60))
def test_any_text_makes_a_harmless_page(course: Course, pages: LearnerPages, name: str, text: str) -> None:
    # As a hand-in file has it: half an emoji is a sign of its own there.
    name, text = (said.encode("utf-8", "replace").decode() for said in (name, text))
    said = Remarks({"who-buys": [(name, text)], "": [(text, name)]})
    mine = entry(course, {"say-why": text, "how-much": text, "who-buys": ["b"]}, name, name, look=(text,))
    whole = class_page(course, [mine], [Intake(text, name, "corrupt", text)], pages.explainer)
    for html in (pages.page(mine, said), whole):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", harmless(html).text)


def test_prose_keeps_strong_words_code_and_lists() -> None:
    assert prose("A **b** and *c* `d`.\n\n- x\n- y\n\nz\nw") == (
        "<p>A <strong>b</strong> and <em>c</em> <code>d</code>.</p><ul><li>x</li><li>y</li></ul><p>z w</p>"
    )
    assert prose("2 * 3 * 4") == "<p>2 * 3 * 4</p>"


def test_file_names_stay_in_their_folder_and_are_never_shared() -> None:
    names = [
        file_name(i, i) for i in ("../../evil", "..\\evil", "a/b", "a_b", "", "שרה", "x" * 500, "CON", "a b", "a?b")
    ]
    assert len({n.casefold() for n in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,80}\.html", name)
        assert Path(name).name == name


def a_class(course: Course) -> list[LearnerResult]:
    people = [entry(course, RIGHT | {"who-buys": ["b"]}, f"s{n}") for n in range(3)]
    people += [entry(course, RIGHT | {"say-why": LONG if n else LONG + " Indeed."}, f"t{n}") for n in range(3)]
    return [*people, LearnerResult("gone", Grade("gone", "", "", "missing", ("late",), None, 30.5))]


def test_the_class_page_counts_statuses_mixups_and_texts_to_look_at(course: Course) -> None:
    intake = [Intake("a.json", "s1", "graded"), Intake("b.json", "", "corrupt", "the file is empty")]
    found = harmless(class_page(course, a_class(course), intake, Explainer(course)))
    text = re.sub(r"\s+", " ", found.text)
    for said in (
        "6graded",
        "1missing",
        "27.5mean of 30.5 points",
        "1 late",
        "The user is the buyer",
        "The child3",
        "look before you think anything of it",
        "the file is empty",
        "Cronbach",
    ):
        assert said in text, said
    assert "cheat" not in text.lower()
    assert "plagiar" not in text.lower()


def test_a_wrong_key_stands_first_with_the_answer_of_the_best(layer) -> None:  # type: ignore[no-untyped-def]
    keys = FILES["keys/01_one.toml"].replace('right = ["a"]', 'right = ["b"]').replace("b = { why", "a = { why", 1)
    planted = load_layers((str(layer("planted", keys__01_one=keys)),))
    good = [entry(planted, RIGHT, f"g{n}") for n in range(30)]
    weak = [entry(planted, {"who-buys": ["b"]}, f"w{n}") for n in range(10)]
    text = harmless(class_page(planted, good + weak, [], Explainer(planted))).text
    looked = text[text.index("Keys to look at") : text.index("Facility and discrimination")]
    assert re.search(r"most suspicious stands first\.Who buys\?", looked)
    assert "discrimination -100" in looked
    assert "The father" in looked


def test_an_empty_class_is_a_page(course: Course) -> None:
    assert "0graded" in harmless(class_page(course, [], [], Explainer(course))).text


def test_an_answer_that_can_no_longer_be_read_is_shown_as_it_is(pages: LearnerPages) -> None:
    found = pages.explainer("who-buys", b'{"odd": 1}')
    assert found is not None
    assert (found.result.outcome, found.said) == ("invalid", '{"odd": 1}')
    assert pages.explainer("no-such", b"1") is None
    assert pages.explainer("who-buys", b"") is None


def test_a_page_of_the_whole_course_is_small_and_says_of_every_item_how_it_stands(tmp_path: Path) -> None:
    """Also where all 24 notebooks were answered."""
    course = load()
    write_class(course, 6, 5, tmp_path)
    whole = 0
    index, pages = CourseIndex(course), LearnerPages(course, Explainer(course))
    for path in sorted(tmp_path.glob("*.mosaic.json")):
        graded = assess(index, path.read_bytes())
        assert isinstance(graded, Graded)
        score = (graded.score, graded.max_score, graded.score)
        html = pages.page(LearnerResult("s1", Grade("s1", "Ana", "", "graded", (), *score), graded.items))
        assert len(html.encode()) <= 60_000, path.name
        answered = {pages.notebook[tile_of(i.exercise)] for i in graded.items if i.event}
        whole += len(answered) == len([notebook for notebook in course.notebooks if notebook.items])
        wrong = [i for i in graded.items if i.outcome in ("incorrect", "partial")]
        assert html.count("<article>") >= min(10, len(wrong))  # there is room for reasons, however much is right
        text = harmless(html).text
        blank = sum(int(n) for n in re.findall(r"Not answered: (\d+)", text))
        assert blank == sum(i.outcome == "not_attempted" for i in graded.items)
        told = html.count("<article>") + sum(
            group.count("<li>") for group in re.findall(r'<ul class="lines">(.*?)</ul>', html, re.DOTALL)
        )
        assert told + blank == len(graded.items)
    assert whole >= 3


def test_a_mark_that_was_given_for_another_answer_is_said(course: Course, pages: LearnerPages) -> None:
    mine = structs.replace(entry(course, RIGHT), again=("say-why",))
    assert "This is another answer than the one that was marked" in harmless(pages.page(mine)).text
