"""Conversations to listen to: by two voices where there are some, said in words and shown as text where not."""

from __future__ import annotations

import shutil
import wave
from array import array
from io import BytesIO
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load
from mosaic_exercises.course.episodes import episodes, sentences
from mosaic_exercises.panel.sessions.listen import ListenSession
from mosaic_exercises.recall.spoken import speaker

from .bench import Bench

VOICES = """
window.said = [];
const voices = ["One", "Two"].map((name) => ({ name, lang: "en-GB" }));
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, addEventListener() {},
  speak(words) { said.push([words.text, words.voice.name, words.rate]); this.now = words; },
  cancel() { const was = this.now; this.now = null; was?.onerror?.({ error: "canceled" }); },
  end() { const was = this.now; this.now = null; was.onend(); },
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def test_each_notebook_that_teaches_has_a_conversation_of_about_six_minutes():
    books = {n.id: n for n in load().notebooks}
    taught = {books[c.notebook].part_of or c.notebook for c in load().concepts.values()}
    assert {e.id for e in episodes()} == taught
    wrong = [(e.id, e.minutes) for e in episodes() if not 4.5 <= e.minutes <= 7]
    assert not wrong
    lost = [e.id for e in episodes() for line in e.line if " ".join(sentences(line.text)) != line.text]
    assert not lost, "every word is read"


def test_it_is_read_sentence_by_sentence_by_two_voices(bench: Bench):
    session = ListenSession(load())
    panel = bench.open(session.view(), kernel=False, swap={"<main>": f"<script>{VOICES}</script><main>"})
    page = bench.page
    panel.locator('[data-act="play"]').press("Enter")
    first = [s for line in episodes()[0].line[:2] for s in sentences(line.text)]
    for n, text in enumerate(first):
        assert panel.locator("[aria-current]").inner_text() == text
        assert page.evaluate("said.at(-1)[0]") == text
        if n < len(first) - 1:
            page.evaluate("speechSynthesis.end()")
    assert page.evaluate("new Set(said.map((s) => s[1])).size") == 2
    assert panel.locator('[data-act="play"]').inner_text() == "Pause"
    page.evaluate("document.body.style.paddingBottom = '3000px'; scrollTo(0, 2500)")
    for _ in range(25):
        page.evaluate("speechSynthesis.end()")
    assert page.evaluate("scrollY") == 2500, "who reads on elsewhere is not called back"
    inside = "([...document.querySelectorAll('.mo-listen-text, [aria-current]')].map((n) => n.getBoundingClientRect()))"
    seen = page.evaluate(f"(() => {{ const [box, line] = {inside}; return line.bottom <= box.bottom + 1; }})()")
    assert seen, "the sentence that is read is in sight in the transcript"
    first = [page.evaluate("said.at(-1)[0]")]
    count = page.evaluate("said.length")
    panel.locator('[data-act="play"]').press("Enter")
    assert panel.locator("[aria-current]").count() == 0
    assert page.evaluate("speechSynthesis.now") is None, "paused is silent"
    panel.locator('[data-act="play"]').press("Enter")
    assert page.evaluate("said.length") == count + 1
    assert page.evaluate("said.at(-1)[0]") == first[-1], "it goes on where it was"
    panel.locator("select").last.select_option(index=3)
    assert page.evaluate("said.at(-1)[2]") == 1.5
    bench.assert_accessible()


def test_without_a_voice_it_says_so_and_the_text_is_there(bench: Bench):
    panel = bench.open(ListenSession(load(), "03_relationship_and_loyalty").view(), kernel=False)
    assert "no English voice" in panel.inner_text()
    assert panel.locator('[data-act="play"]').is_visible() is False
    assert "A man bought a helmet" in panel.inner_text()
    bench.assert_accessible()


def test_sound_is_written_where_a_program_for_speech_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
):
    out = tmp_path / "sound"
    if not (shutil.which("espeak-ng") or shutil.which("piper")):
        assert main(["podcast", "--out", str(out), "--only", "11"]) == 1
        assert "espeak-ng" in capsys.readouterr().err
        pytest.skip("no program for speech is installed here (espeak-ng or piper): its absence was tested")
    assert main(["podcast", "--out", str(out), "--only", "11"]) == 0
    with wave.open(BytesIO((out / "11_your_plan.wav").read_bytes())) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        loud = array("h", sound.readframes(sound.getnframes()))
    (episode,) = [e for e in episodes() if e.id == "11_your_plan"]
    assert 0.6 < seconds / 60 / episode.minutes < 1.6
    assert max(max(loud), -min(loud)) < 32_000, "nothing is clipped"
    said = {}
    for who in "ab":
        speaker().say(who, "You lay the pieces side by side.", tmp_path / f"{who}.wav")
        said[who] = (tmp_path / f"{who}.wav").read_bytes()
    assert said["a"] != said["b"], "two voices"
    if not shutil.which("ffmpeg"):
        assert main(["podcast", "--out", str(tmp_path / "mp3"), "--only", "11", "--mp3"]) == 1
        assert "made by ffmpeg" in capsys.readouterr().err
        assert not (tmp_path / "mp3").exists(), "nothing is begun that cannot be finished"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["podcast", "--out", str(out), "--only", "11"]) == 1
    assert "apt install espeak-ng" in capsys.readouterr().err
    assert main(["podcast", "--out", str(out), "--only", "11", "--text"]) == 0


def test_its_menus_are_fields_like_all_others_and_fit_a_phone(touch: Bench):
    panel = touch.open(ListenSession(load()).view(), kernel=False, swap={"<main>": f"<script>{VOICES}</script><main>"})
    menus = panel.locator("select")
    assert menus.count() == 2
    edge = panel.locator("section").evaluate("e => e.getBoundingClientRect().right")
    for menu in menus.all():
        right, height, font = menu.evaluate(
            "e => { const r = e.getBoundingClientRect(); return [r.right, r.height, getComputedStyle(e).fontSize]; }"
        )
        assert right <= edge + 1
        assert height >= 24, "a finger meets it"
        assert font == "16px", "smaller, and the phone zooms in"
