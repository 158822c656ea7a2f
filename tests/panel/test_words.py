"""The browser counts words as Python does: on every code point there is (tests/ui/kit.test.js has the vectors)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mosaic_exercises.panel.assets import UI
from mosaic_exercises.reading import words
from mosaic_exercises.reading.words import count_words

from . import samples
from .bench import Bench

COUNT = (UI / "kit" / "count.js").read_text(encoding="utf-8").replace("export ", "")
EVERY = """(points) => points.map((code) => {
  const sign = String.fromCodePoint(code);
  return wordsIn(`a${sign}a `) * 10 + wordsIn(sign);
})"""
DENSE = 0x3400  # below it stand the scripts that are written with blanks, and all punctuation


def points(step: int) -> list[int]:
    """Code points: all below DENSE, one in ``step`` above it, and there both sides of every edge that a table names."""
    tables = COUNT + Path(words.__file__).read_text(encoding="utf-8")
    named = {int(code, 16) for code in re.findall(r"\\[uU]\{?([0-9a-fA-F]{4,8})", tables)}
    edges = {code + beside for code in named for beside in (-1, 0, 1)}
    return sorted(code for code in {*range(DENSE), *range(DENSE, 0x110000, step), *edges} if 0 <= code < 0x110000)


@pytest.mark.parametrize("step", [64, pytest.param(1, marks=pytest.mark.slow)])
def test_both_sides_count_every_sign_alike(bench: Bench, step: int) -> None:
    """Beside letters, and alone."""
    bench.blank_page()
    bench.page.add_script_tag(content=f"{COUNT}; window.wordsIn = wordsIn;")
    chosen = points(step)
    assert len(chosen) > DENSE + 0xF000 // 64
    counted = zip(chosen, bench.page.evaluate(EVERY, chosen), strict=True)
    assert [hex(code) for code, n in counted if n != count_words(f"a{chr(code)}a ") * 10 + count_words(chr(code))] == []


# The first article of the Universal Declaration of Human Rights, as the United Nations publish it.
ARTICLE = {
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
    "zh": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
    "ja": "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"
    "人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
}


def test_the_count_is_near_the_browser_s_own_dictionary(bench: Bench) -> None:
    own = """(texts) => Object.fromEntries(Object.entries(texts).map(([lang, text]) =>
      [lang, [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)]
        .filter((s) => s.isWordLike).length]))"""
    for lang, n in bench.page.evaluate(own, ARTICLE).items():
        assert abs(count_words(ARTICLE[lang]) - n) <= 0.25 * n, lang


def test_the_field_counts_while_it_is_filled(bench: Bench) -> None:
    panel = bench.open(samples.TEXT, kernel=False)
    panel.get_by_label("Your answer").fill("人人生而自由 and so on 🙂")
    assert "7 words" in panel.inner_text()
