"""Study notes read aloud: every word of the glossary, by two voices, the sentence shown as it is read."""

from __future__ import annotations

from mosaic_exercises.course import load
from mosaic_exercises.panel.sessions.listen import ListenSession
from mosaic_exercises.recall.aloud import notes_aloud
from mosaic_exercises.recall.study_notes import note_pages

from .bench import Bench
from .test_listen import VOICES

SHORT = "06b_three_scores"  # notes of one word, and no conversation


def test_every_note_is_read_whole_and_by_two_voices() -> None:
    course = load()
    notes = notes_aloud(course)
    words = [turn.sentences[0].removesuffix(".") for note in notes for turn in note.turns if turn.word]
    assert sorted(words) == sorted(entry.term for entry in course.glossary.values())
    read = {note.id: " ".join(s for turn in note.turns for s in turn.sentences) for note in notes}
    for page in note_pages(course):
        for entry in page.entries:
            for text in (entry.meaning, entry.example, entry.trap):
                plain = " ".join(text.replace("*", "").split())
                assert plain in read[page.id]
    assert all({turn.who for turn in note.turns} == {"a", "b"} for note in notes)
    assert all("*" not in text and "`" not in text for text in read.values())


def test_a_note_is_heard_by_keyboard_and_the_sentence_is_shown(bench: Bench) -> None:
    view = ListenSession(load()).view()
    panel = bench.open(view, kernel=False, swap={"<main>": f"<script>{VOICES}</script><main>"})
    page = bench.page
    choice = panel.get_by_label("Which one?")
    assert choice.locator("optgroup").evaluate_all("all => all.map(n => n.label)") == ["Conversations", "Study notes"]
    title = next(n["title"] for n in view["notes"] if n["id"] == "03_relationship_and_loyalty")
    choice.focus()
    choice.select_option(value=panel.locator("option", has_text=title).last.inner_text())
    player = panel.get_by_role("group", name=f"Read aloud: {title}")
    player.get_by_role("button", name="Play").press("Enter")
    note = next(n for n in notes_aloud(load()) if n.id == "03_relationship_and_loyalty")
    for text in [s for turn in note.turns[:3] for s in turn.sentences]:
        assert panel.locator("[aria-current]").inner_text() == text
        assert page.evaluate("said.at(-1)[0]") == text
        page.evaluate("speechSynthesis.end()")
    assert page.evaluate("new Set(said.map((s) => s[1])).size") == 2
    player.get_by_role("button", name="Pause").press("Enter")
    assert panel.locator("[aria-current]").count() == 0
    panel.get_by_label("Speed").select_option(index=0)
    player.get_by_role("button", name="Play").press("Enter")
    assert page.evaluate("said.at(-1)[2]") == 0.8
    choice.select_option(index=0)
    assert page.evaluate("speechSynthesis.now") is None, "another choice is silent until it is played"


def test_where_there_is_no_voice_it_says_so_and_the_words_stand_there(touch: Bench) -> None:
    panel = touch.open(ListenSession(load(), SHORT).view(), kernel=False)
    assert "no English voice" in panel.inner_text()
    assert panel.locator('[data-act="play"]').is_visible() is False
    assert panel.locator("h4").inner_text() == "NPS, CSAT and CES."
    assert panel.locator(".mo-listen-text").evaluate("n => n.scrollWidth <= n.clientWidth")
    touch.assert_accessible()
