"""The drill, the head of a notebook, and handing in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from . import building, samples
from .bench import ORIGIN, Bench
from .building import criterion, result

OTHER = "00000000000000000000000000000002"
EVENT = {
    "id": "e1",
    "at": "2026-05-03T12:05:00.000Z",
    "exercise": "tessera-clv-basic",
    "workbook": OTHER,
    "type": "check",
}


# drill


def step(bench: Bench, n: int) -> Any:
    return bench.page.get_by_role("list", name="Questions").get_by_role("button").nth(n - 1)


def test_a_drill_goes_from_question_to_question_by_keyboard(bench: Bench) -> None:
    panel = bench.open(samples.QUIZ)
    assert panel.get_by_text("Question 1 of 4").first.is_visible()
    bench.tab_to("input[type=radio]")
    bench.page.keyboard.press("ArrowDown")
    bench.tab_to('[data-act="check"]')
    bench.page.keyboard.press("Enter")
    panel.locator(".mo-feedback").wait_for()
    assert step(bench, 1).get_attribute("aria-label") == "Question 1 of 4: Not yet"
    bench.tab_to('[data-act="next"]')
    bench.page.keyboard.press("Enter")
    assert bench.focused() == "Client and repeat customer"
    assert step(bench, 2).get_attribute("aria-current") == "step"
    assert bench.sent("check")[0]["slug"] == samples.CHOICE["slug"]


def test_a_drill_opens_at_the_first_open_question_and_keeps_answers(bench: Bench) -> None:
    done = samples.CHOICE | {
        "answer": ["d"],
        "checked": ["d"],
        "answer_at": 1,
        "attempts": 1,
        "result": result("incorrect"),
    }
    panel = bench.open(samples.QUIZ | {"questions": [done, *samples.QUIZ["questions"][1:]]})
    assert panel.get_by_role("heading", name="Client and repeat customer").is_visible()
    panel.get_by_text("True", exact=True).click()
    step(bench, 1).click()
    assert panel.get_by_label("A satisfied customer").is_checked()
    step(bench, 2).click()
    assert panel.get_by_label("True", exact=True).is_checked()


def test_a_drill_ends_with_what_to_look_at_again(bench: Bench) -> None:
    mixup = criterion(False, "x", misconception="Satisfaction is loyalty.")
    wrong = {"attempts": 1, "result": result("incorrect", 0, "", mixup)}
    right = {"attempts": 1, "result": result("correct", 1)}
    questions = [q | (wrong if i < 2 else right) for i, q in enumerate(samples.QUIZ["questions"])]
    panel = bench.open(samples.QUIZ | {"questions": questions})
    text = " ".join(panel.inner_text().split())
    assert "2 of 4 right" in text
    assert "Satisfaction is loyalty. (2 times)" in text
    assert "Not yet · Loyalty stages" in text
    panel.get_by_role("button", name="Question 2: Client and repeat customer").click()
    assert panel.get_by_role("heading", name="Client and repeat customer").is_visible()


def test_another_round_starts_at_its_first_question(bench: Bench) -> None:
    right = {"attempts": 1, "result": result("correct", 1)}
    panel = bench.open(samples.QUIZ | {"questions": [q | right for q in samples.QUIZ["questions"]]}, kernel=False)
    panel.get_by_role("button", name="Another round").click()
    assert bench.wait_sent("round")["slug"] == samples.QUIZ["slug"]
    fresh = samples.QUIZ | {"round": 2, "questions": [samples.TRUE_FALSE, samples.CHOICE_MANY]}
    bench.receive(type="view", slug=samples.QUIZ["slug"], view=fresh)
    assert panel.get_by_role("heading", name="Client and repeat customer").is_visible()
    assert step(bench, 2).get_attribute("aria-label") == "Question 2 of 2: open"
    assert bench.focused() == "Client and repeat customer"


def test_a_learner_can_ask_for_the_whole_pool_and_come_back(bench: Bench) -> None:
    small = samples.QUIZ | {"questions": [samples.TRUE_FALSE], "pool": 4, "size": 1, "whole": False}
    panel = bench.open(small, kernel=False)
    panel.get_by_role("button", name="Ask me all 4 questions").click()
    assert bench.wait_sent("pool")["slug"] == samples.QUIZ["slug"]
    whole = samples.QUIZ | {"pool": 4, "size": 1, "whole": True}
    bench.receive(type="view", slug=samples.QUIZ["slug"], view=whole)
    assert panel.get_by_text("Whole pool · 4 questions").is_visible()
    assert step(bench, 4).get_attribute("aria-label") == "Question 4 of 4: open"
    panel.get_by_role("button", name="Back to the drill of 1").click()
    assert bench.wait_sent("round")["slug"] == samples.QUIZ["slug"]


def test_the_end_of_a_round_offers_all_questions_and_the_end_of_all_does_not(bench: Bench) -> None:
    right = {"attempts": 1, "result": result("correct", 1)}
    questions = [q | right for q in samples.QUIZ["questions"]]
    panel = bench.open(samples.QUIZ | {"questions": questions, "pool": 9, "size": 4, "whole": False}, kernel=False)
    panel.get_by_role("button", name="All 9 questions").click()
    bench.wait_sent("pool")
    bench.receive(
        type="view",
        slug=samples.QUIZ["slug"],
        view=samples.QUIZ | {"questions": questions, "pool": 4, "size": 2, "whole": True},
    )
    assert panel.get_by_role("heading", name="That was the whole pool").is_visible()
    assert panel.locator('[data-act="pool"]').count() == 0


def test_a_reply_for_a_question_left_behind_is_not_lost(bench: Bench) -> None:
    panel = bench.open(samples.QUIZ, kernel=False)
    panel.get_by_text("Loyal customers never").click()
    panel.get_by_role("button", name="Check").click()
    panel.get_by_role("button", name="Next question").click()
    late = samples.CHOICE | {"answer": ["b"], "checked": ["b"], "attempts": 1, "result": result("incorrect")}
    bench.receive(type="view", slug=samples.CHOICE["slug"], n=1, view=late)
    assert step(bench, 1).get_attribute("aria-label") == "Question 1 of 4: Not yet"
    bench.page.evaluate("remount()")
    assert step(bench, 1).get_attribute("aria-label") == "Question 1 of 4: Not yet"


# start


def total(bench: Bench) -> str:
    return bench.page.locator('[data-part="total"]').inner_text()


def test_the_mosaic_has_one_piece_a_tile_and_says_its_state(bench: Bench) -> None:
    panel = bench.open(samples.start(9))
    assert total(bench) == "9 of 61 tiles laid"
    states = panel.locator("[data-tile]").evaluate_all("t => t.map(n => n.dataset.state)")
    assert (len(states), states.count("laid"), states.count("partial")) == (61, 9, 1)
    assert panel.get_by_role("listitem").filter(has_text="Relationship and loyalty: 0 of 7 tiles laid").count() == 1
    panel.get_by_text("The mosaic in words").click()
    assert panel.locator(".mo-words").get_by_text(": laid").count() == 9


def test_the_head_shows_each_tile_as_far_as_it_is_laid(bench: Bench) -> None:
    """All stones of a laid tile and every second of one that is begun, in the picture's own colours."""
    view = samples.start(9)
    bench.open(view)
    shown = bench.page.evaluate("""() => [...document.querySelectorAll('.mo-tile')].map((tile) => [tile.dataset.state,
      [...tile.querySelectorAll('.mo-stones')].map((p) => [p.getAttribute('fill'), p.getAttribute('d')]),
      tile.querySelectorAll('[fill^="url("]').length])""")
    cut = [patch for module in view["mosaic"]["modules"] for patch in module["patches"]]
    assert len(shown) == len(cut) == 61
    for (state, stones, veiled), patch in zip(shown, cut, strict=True):
        assert stones == ([] if state == "empty" else [list(pair) for pair in patch["colours"]])
        assert veiled == (state == "partial")


def test_a_refresh_brings_no_patches_and_a_panel_drawn_again_still_has_its_picture(bench: Bench) -> None:
    bench.open(samples.start(9), kernel=False)
    lean = samples.start(10)
    for module in lean["mosaic"]["modules"]:
        del module["patches"]
    bench.receive(type="view", view=lean, notice="", reload=False)
    bench.page.wait_for_function("document.querySelectorAll('.mo-tile[data-state=laid]').length === 10")
    drawn = "[...document.querySelectorAll('.mo-tile .mo-stones')].map((p) => p.getAttribute('d')).join()"
    before = bench.page.evaluate(drawn)
    bench.page.evaluate("remount()")
    bench.page.wait_for_function("document.querySelectorAll('.mo-tile[data-state=laid]').length === 10")
    assert bench.page.evaluate(drawn) == before != ""


def test_a_tile_that_changes_is_the_only_one_drawn_again(bench: Bench) -> None:
    bench.open(samples.start(9))
    bench.page.evaluate("() => document.querySelectorAll('.mo-tile > *, .mo-block').forEach((n) => { n.old = true; })")
    bench.receive(type="view", view=samples.start(10), notice="", reload=False)
    bench.page.wait_for_function("document.querySelectorAll('.mo-tile[data-state=laid]').length === 10")
    fresh = "[...document.querySelectorAll('.mo-tile')].filter((t) => !t.firstChild.old).map((t) => t.dataset.state)"
    assert sorted(bench.page.evaluate(fresh)) == ["laid", "partial"]
    assert bench.page.evaluate("[...document.querySelectorAll('.mo-block')].every((n) => n.old)")


def test_a_tile_is_laid_at_once_when_an_exercise_on_the_page_is_right(bench: Bench) -> None:
    bench.open(samples.start(9))
    bench.wait_sent("hello")
    slug = samples.LADDER["slug"]
    tell = "d => document.dispatchEvent(new CustomEvent('mosaic:changed', { detail: d }))"
    bench.page.evaluate(
        f"() => {{ model.kernel = null; ({tell})({json.dumps({'slug': slug, 'outcome': 'correct'})}); }}"
    )
    assert total(bench) == "10 of 61 tiles laid"
    assert bench.page.locator(f'[data-tile="{slug}"]').get_attribute("data-state") == "laid"
    bench.page.locator('[data-part="announcer"]').filter(has_text="A tile is laid: 10 of 61.").wait_for()
    assert len([bench.wait_sent("refresh")]) == 1
    bench.page.evaluate(tell, {"slug": slug, "outcome": "partial"})  # a laid tile stays laid
    assert total(bench) == "10 of 61 tiles laid"


PLACES = [
    ("/lab/tree/notebooks/03_x.ipynb", "/", "/lab/tree/notebooks/04_service_quality.ipynb"),
    (
        "/lab/workspaces/auto-k/tree/notebooks/03_x.ipynb",
        "/",
        "/lab/workspaces/auto-k/tree/notebooks/04_service_quality.ipynb",
    ),
    ("/doc/tree/course/notebooks/03_x.ipynb", "/", "/doc/tree/course/notebooks/04_service_quality.ipynb"),
    ("/notebooks/notebooks/03_x.ipynb", "/", "/notebooks/notebooks/04_service_quality.ipynb"),
    ("/user/ana/lab/tree/a%20b/03_x.ipynb", "/user/ana/", "/user/ana/lab/tree/a%20b/04_service_quality.ipynb"),
    ("/voila/render/03_x.ipynb", "/", "/voila/render/04_service_quality.ipynb"),
    ("/user/ana/voila/render/a/03_x.ipynb", "/user/ana/", "/user/ana/voila/render/a/04_service_quality.ipynb"),
    ("/lab", "/user/ana/", "/user/ana/lab/tree/notebooks/04_service_quality.ipynb"),
    (
        "/lite/lab/index.html?path=notebooks/03_x.ipynb",
        "/lite/",
        "/lite/lab/index.html?path=notebooks%2F04_service_quality.ipynb",
    ),
]


@pytest.mark.parametrize(("path", "base", "href"), PLACES)
def test_links_stay_in_the_front_end_that_is_open(bench: Bench, path: str, base: str, href: str) -> None:
    panel = bench.open(samples.start(9), path=path, base=base)
    link = panel.get_by_role("navigation").get_by_role("link", name="Service quality")
    assert link.get_attribute("href") == href
    assert link.get_attribute("data-mosaic-open") == "04_service_quality.ipynb"


def test_a_notebook_in_preparation_is_no_link(bench: Bench) -> None:
    panel = bench.open(samples.start(9))
    panel.get_by_text("All notebooks").click()
    books = panel.locator('[data-part="books"]')
    assert books.get_by_role("link").all_inner_texts() == ["How this workbook works", "Service quality"]
    assert books.get_by_text("(in preparation)").count() == 9
    assert panel.locator('[aria-current="page"]').count() == 2
    assert panel.get_by_role("navigation").get_by_role("link").count() == 1


def test_the_learner_fills_in_the_form_once(bench: Bench) -> None:
    nobody = {"name": "", "id": "", "email": "", "track": "any"}
    panel = bench.open(samples.start(0, learner=nobody), kernel=False)
    panel.get_by_role("button", name="Add your name").click()
    panel.get_by_label("Your name").fill("Ana Silva")
    panel.get_by_label("Learner id").fill("s1234")
    panel.get_by_label("Manager").check()
    panel.get_by_label("Learner id").press("Enter")
    learner = {"name": "Ana Silva", "id": "s1234", "email": "", "track": "manager"}
    assert bench.wait_sent("learner")["learner"] == learner
    assert "Working as Ana Silva (s1234)" in " ".join(panel.inner_text().split())
    assert bench.focused() == "Change"
    bench.receive(type="view", view=samples.start(0, learner=learner))
    assert bench.store()[f"mosaic/1///{building.WORKBOOK}/who"]["id"] == "s1234"


def test_a_view_that_comes_while_typing_leaves_the_form_alone(bench: Bench) -> None:
    nobody = {"name": "", "id": "", "email": "", "track": "any"}
    panel = bench.open(samples.start(0, learner=nobody), kernel=False)
    panel.get_by_role("button", name="Add your name").click()
    panel.get_by_label("Your name").press_sequentially("An")
    bench.receive(type="view", view=samples.start(3, learner=nobody))
    bench.page.keyboard.type("a")
    assert panel.get_by_label("Your name").input_value() == "Ana"
    assert total(bench) == "3 of 61 tiles laid"


def test_a_field_from_the_login_cannot_be_changed(bench: Bench) -> None:
    panel = bench.open(samples.start(0, fixed=["id"]))
    panel.get_by_role("button", name="Change").click()
    field = panel.get_by_label("Learner id")
    assert field.get_attribute("readonly") is not None
    assert panel.get_by_text("Taken from your login.").is_visible()


def test_a_hostile_name_stays_text(bench: Bench) -> None:
    evil = '<img src=x onerror="window.hacked=1">'
    learner = {"name": evil, "id": f"{evil}2", "email": "", "track": "any"}
    panel = bench.open(samples.start(0, learner=learner, notices=[evil], course={"title": evil, "version": "1"}))
    assert panel.inner_text().count(evil) == 4
    assert bench.page.evaluate("window.hacked") is None


def test_all_answers_can_be_downloaded(bench: Bench) -> None:
    panel = bench.open(samples.start(9), kernel=False)
    panel.get_by_text("Keep or move your answers").click()
    panel.get_by_role("button", name="Download all answers").click()
    bench.wait_sent("download")
    with bench.page.expect_download() as download:
        bench.receive(type="file", name="ana.mosaic.json", mime="application/json", text='{"name": "Ána"}')
    assert download.value.suggested_filename == "ana.mosaic.json"
    assert Path(download.value.path()).read_text(encoding="utf-8") == '{"name": "Ána"}'
    assert panel.get_by_text("Downloaded ana.mosaic.json").is_visible()


def upload(bench: Bench, name: str, data: bytes, **more: Any) -> Any:
    panel = bench.open(samples.start(9), kernel=False, **more)
    panel.get_by_text("Keep or move your answers").click()
    panel.get_by_label("Upload answers").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})
    return panel


def test_a_file_is_uploaded_whole_and_the_exercises_hear_of_it(bench: Bench) -> None:
    upload(bench, "ana.mosaic.json", '{"é": 1}'.encode())
    sent = bench.wait_sent("upload")
    assert (sent["name"], sent["part"], sent["parts"], sent["text"]) == ("ana.mosaic.json", 0, 1, '{"é": 1}')
    bench.page.evaluate("document.addEventListener('mosaic:restored', () => { window.restored = true; })")
    bench.receive(type="view", view=samples.start(12), notice="12 answers came in.", reload=True)
    assert bench.page.get_by_text("12 answers came in.").is_visible()
    assert bench.page.evaluate("window.restored")


def test_a_long_file_comes_in_parts_that_join_to_the_whole(bench: Bench) -> None:
    text = json.dumps(["x" * 100] * 25)
    upload(bench, "ana.mosaic.json", text.encode(), swap={"const PART = 2 * 1024 * 1024": "const PART = 1024"})
    bench.wait_sent("upload", 3)
    sent = bench.sent("upload")
    assert [(m["part"], m["parts"]) for m in sent] == [(0, 3), (1, 3), (2, 3)]
    assert "".join(m["text"] for m in sent) == text
    assert len({m["id"] for m in sent}) == 1


def test_an_empty_or_huge_file_is_refused_in_words(bench: Bench) -> None:
    panel = upload(bench, "empty.json", b"")
    assert panel.get_by_text("empty.json is empty").is_visible()
    bench.page.evaluate("""() => {
      const data = new DataTransfer();
      const file = new File(['x'], 'video.json');
      Object.defineProperty(file, 'size', { value: 200 * 1024 * 1024 });
      const field = document.querySelector('input[type=file]');
      Object.defineProperty(field, 'files', { configurable: true, get: () => [file] });
      field.dispatchEvent(new Event('change'));
    }""")
    assert panel.get_by_text("video.json has 200 MB. An answers file has at most 50 MB").is_visible()
    assert bench.sent("upload") == []


def prepared_other(bench: Bench) -> None:
    bench.put(f"mosaic/1///{OTHER}/event/e1", EVENT)
    bench.put(f"mosaic/1///{OTHER}/draft/tessera-move-up", {"answer": "text", "at": 1_777_000_000_000, "rev": 1})
    bench.put(f"mosaic/1///{OTHER}/who", {"name": "Ben Okafor", "id": "s777", "email": "", "track": "any", "at": 1})
    bench.put("mosaic/1//user/else//x/event/e9", EVENT | {"id": "e9"})


def test_answers_of_another_copy_are_asked_about_and_restored(bench: Bench) -> None:
    prepared_other(bench)
    panel = bench.open(samples.start(0), kernel=False)
    hello = bench.wait_sent("hello")
    assert [(o["workbook"], o["who"]["name"], o["events"], o["drafts"]) for o in hello["others"]] == [
        (OTHER, "Ben Okafor", 1, 1)
    ]
    assert "answers of Ben Okafor" in " ".join(panel.locator('[data-part="restore"]').inner_text().split())
    panel.get_by_role("button", name="Restore them here").click()
    sent = bench.wait_sent("restore")
    assert (sent["workbook"], sent["events"], sent["learner"]) == (
        OTHER,
        [EVENT],
        {"name": "Ben Okafor", "id": "s777", "email": "", "track": "any"},
    )
    assert sent["drafts"] == [{"exercise": "tessera-move-up", "answer": "text", "at": 1_777_000_000_000, "rev": 1}]
    bench.receive(type="view", view=samples.start(1, workbook=OTHER), notice="Restored.", reload=True)
    assert panel.locator('[data-part="restore"]').count() == 0
    bench.page.reload()
    assert bench.page.locator('[data-part="restore"]').count() == 0


def test_answers_of_somebody_else_are_left_alone_and_not_asked_about_again(bench: Bench) -> None:
    prepared_other(bench)
    before = bench.store()
    panel = bench.open(samples.start(0), kernel=False)
    panel.get_by_role("button", name="Not mine, leave them").click()
    assert panel.locator('[data-part="restore"]').count() == 0
    bench.page.reload()
    bench.page.locator(".mo-start").wait_for()
    assert bench.page.locator('[data-part="restore"]').count() == 0
    assert bench.sent("restore") == []
    assert {k: v for k, v in bench.store().items() if OTHER in k and "/asked/" not in k} == {
        k: v for k, v in before.items() if OTHER in k
    }
    bench.put(f"mosaic/1///{OTHER}/event/e2", EVENT | {"id": "e2", "at": "2027-01-01T00:00:00.000Z"})
    bench.page.reload()
    bench.page.locator('[data-part="restore"]').wait_for()  # something new came since


def test_exercises_follow_a_restore_into_the_other_workbook(bench: Bench) -> None:
    bench.open(samples.NUMBER, kernel=False)
    bench.page.evaluate("document.dispatchEvent(new CustomEvent('mosaic:restored'))")
    bench.wait_sent("hello", 2)
    view = samples.NUMBER | {"workbook": OTHER, "answer": "266.67", "answer_at": 9}
    bench.receive(type="view", slug=samples.NUMBER["slug"], view=view)
    field = bench.page.get_by_label("Your answer")
    assert field.input_value() == "266.67"
    field.fill("1")
    assert bench.store()[f"mosaic/1///{OTHER}/draft/{samples.NUMBER['slug']}"]["answer"] == "1"


def test_a_start_page_without_python_says_so(clocked: Bench) -> None:
    clocked.open(samples.start(9), kernel=False)
    clocked.page.clock.run_for(5_000)
    assert clocked.page.locator('[data-part="status"]').inner_text() == ""  # a kernel that starts may take a while
    clocked.page.clock.run_for(10_100)
    assert "Python is not answering" in clocked.page.locator('[data-part="status"]').inner_text()
    clocked.receive(type="file", name="late.json", text="{}")  # what was asked for comes late, and is no view
    assert clocked.page.locator('[data-part="status"]').inner_text() == ""


# hand in


def test_handing_in_makes_a_file_and_says_what_is_next(bench: Bench) -> None:
    panel = bench.open(samples.SUBMIT, kernel=False)
    assert panel.get_by_role("row", name="Where do Tessera's customers stand? Partly right 3 8 of 12").is_visible()
    assert panel.get_by_text("2 exercises without an answer").is_visible()
    assert "Working as Ana Silva" in panel.inner_text()
    panel.get_by_role("button", name="Make my hand-in file").click()
    bench.wait_sent("handin")
    with bench.page.expect_download() as download:
        bench.receive(type="file", name="s1234.mosaic.json", mime="application/json", text="{}")
    assert download.value.suggested_filename == "s1234.mosaic.json"
    done = panel.locator('[role="status"]').filter(has_text="Your hand-in file is ready")
    assert "Next: upload this one file" in done.inner_text()
    with bench.page.expect_download():
        panel.get_by_role("button", name="Download it again").click()


def test_handing_in_where_the_class_collects_shows_the_receipt(bench: Bench) -> None:
    panel = bench.open(samples.SENT["open"], kernel=False)
    hand_in = panel.locator("[data-act=send-in]")
    assert hand_in.inner_text() == "Hand in"
    hand_in.press("Enter")
    bench.wait_sent("send-in")
    assert hand_in.get_attribute("aria-disabled") == "true"
    bench.receive(type="view", view=samples.SENT["sending"])
    assert hand_in.inner_text() == "Handing in …"
    bench.wait_sent("refresh")  # it asks by itself how it stands
    bench.receive(type="view", view=samples.SENT["arrived"])
    told = panel.locator('[role="status"] [data-part="sent"]')
    assert "Version 2, received on 30 November 2026 at" in told.inner_text()
    assert "Receipt: 3f7a 90c1 d2e4 b5a6" in told.inner_text()
    assert told.get_by_role("link", name="See what has arrived").get_attribute("href") == "/services/mosaic/"
    assert hand_in.inner_text() == "Hand in again"
    assert bench.page.evaluate("document.activeElement.dataset.act") == "send-in"
    bench.receive(type="view", view=samples.SENT["since"])
    assert "1 answer of yours came after it and is not in it." in told.inner_text()
    bench.receive(type="view", view=samples.SENT["failed"])
    assert "The disk of <b>it</b> is full." in told.inner_text()
    assert "Version 2, received on 30 November 2026" in told.inner_text()


def test_the_end_of_a_notebook_leads_on_and_its_beginning_does_so_once_a_tile_is_laid(bench: Bench) -> None:
    after = {"file": "04_service_quality.ipynb", "title": "Service quality"}
    panel = bench.open(samples.SUBMIT | {"prev": None, "next": after}, kernel=False)
    assert panel.get_by_role("navigation").get_by_role("link").all_inner_texts() == ["Next\nService quality"]
    empty = samples.start(0)
    for module in empty["mosaic"]["modules"]:
        for tile in module["tiles"]:
            tile["state"] = "empty"
    assert bench.open(empty, kernel=False).get_by_role("navigation").count() == 0
    assert bench.open(samples.start(1), kernel=False).get_by_role("navigation").count() == 1


def test_handing_in_can_name_the_learner_first(bench: Bench) -> None:
    panel = bench.open(samples.SUBMIT | {"learner": {"name": "", "id": "", "email": "", "track": "any"}}, kernel=False)
    assert panel.get_by_label("Your name").count() == 0  # asked for once, at the head of the notebook
    panel.get_by_role("button", name="Say who you are").press("Enter")
    panel.get_by_label("Your name").fill("Ana")
    panel.get_by_role("button", name="Save").click()
    assert bench.wait_sent("learner")["learner"]["name"] == "Ana"


def test_pages_leave_nothing_behind(bench: Bench) -> None:
    for view in (samples.start(9), samples.SUBMIT, samples.QUIZ):
        bench.open(view, kernel=False)
        bench.page.evaluate("unmount()")
        n = bench.page.evaluate("model.sent.length")
        bench.page.evaluate("document.dispatchEvent(new CustomEvent('mosaic:changed', { detail: {} }))")
        bench.page.wait_for_timeout(250)
        assert bench.page.evaluate("[model.listeners(), model.sent.length]") == [0, n]
    assert ORIGIN in bench.page.url


def test_a_check_ends_with_both_first_tries_and_no_further_round(bench: Bench) -> None:
    right = {"attempts": 1, "result": result("correct", 1)}
    rows = [
        {"concept": "Customer and consumer", "before": False, "now": True},
        {"concept": "Points, not per cent", "before": True, "now": True},
        {"concept": "The gap", "before": False, "now": False},
        {"concept": "Peak and end", "before": None, "now": True},
    ]
    view = samples.QUIZ | {"fixed": True, "pool": 4, "growth": rows}
    panel = bench.open(view | {"questions": [q | right for q in samples.QUIZ["questions"]]}, width=400)
    text = " ".join(panel.inner_text().split())
    assert "Check · 4 questions" in text
    assert "At the first try: 1 of 3 at the start, 2 of 3 now." in text
    assert "The first try at each is what is compared." in text
    assert "Attempts do not lower" not in text
    assert "Customer and consumer not yet right" in text
    assert "Peak and end not asked right" in text
    assert panel.get_by_role("button", name="Another round").count() == 0
    assert panel.evaluate("(n) => n.scrollWidth <= n.clientWidth")
    bench.assert_accessible()


def test_in_a_narrow_notebook_the_hand_in_shows_its_points(bench: Bench) -> None:
    """In JupyterLab on a phone 288 px are left for the panel."""
    rows = [row | {"outcome": "recorded", "points": 0} for row in samples.SUBMIT["rows"][:1]] + samples.SUBMIT["rows"]
    panel = bench.open(samples.SUBMIT | {"rows": rows}, kernel=False)
    bench.page.evaluate("document.querySelector('.box').style.width = '288px'")
    table = panel.locator(".mo-table-scroll")
    assert table.evaluate("n => [n.scrollWidth <= n.clientWidth, n.clientWidth < 270]") == [True, True]


def test_the_longest_number_of_a_notebook_keeps_off_its_title(bench: Bench) -> None:
    panel = bench.open(samples.start(3), kernel=False)
    panel.locator("summary", has_text="All notebooks").click()
    number = panel.locator(".mo-book-number").first
    number.evaluate("n => { n.textContent = '09c' }")
    assert number.evaluate("n => n.scrollWidth <= n.clientWidth")
