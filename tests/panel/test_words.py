"""The browser counts words as Python does: on every code point there is, and on the vectors of both tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mosaic_exercises.panel.assets import UI
from mosaic_exercises.reading.words import count_words

from . import samples
from .bench import Bench

VECTORS = json.loads((Path(__file__).parents[1] / "kinds" / "words.json").read_text(encoding="utf-8"))
COUNT = (UI / "kit" / "count.js").read_text(encoding="utf-8").replace("export ", "")
EVERY = """([DENSE, step]) => {
  const found = [];
  let from = 0, was = null;
  for (let code = 0; code <= 0x110000; code += code < DENSE ? 1 : step) {
    const sign = code > 0x10ffff ? "" : String.fromCodePoint(code);
    const n = sign ? wordsIn(`a${sign}a `) * 10 + wordsIn(sign) : -1;
    if (n !== was) { if (was !== null) found.push([from, was]); from = code; was = n; }
  }
  return found;
}"""


DENSE = 0x3400  # below it stand the scripts that are written with blanks, and all punctuation


def ranges(step: int) -> list[list[int]]:
    """Where the count changes, code point by code point (from DENSE on in steps): beside letters, and alone."""
    found: list[list[int]] = []
    count = count_words.__wrapped__
    for code in (*range(DENSE), *range(DENSE, 0x110000, step)):
        n = count(f"a{chr(code)}a ") * 10 + count(chr(code))
        if not found or found[-1][1] != n:
            found.append([code, n])
    return found


@pytest.mark.parametrize("step", [64, pytest.param(1, marks=pytest.mark.slow)])
def test_both_sides_count_every_sign_alike(bench: Bench, step: int) -> None:
    bench.blank_page()
    bench.page.add_script_tag(content=f"{COUNT}; window.wordsIn = wordsIn;")
    assert bench.page.evaluate(EVERY, [DENSE, step]) == ranges(step)


def test_both_sides_count_the_vectors_alike(bench: Bench) -> None:
    bench.blank_page()
    bench.page.add_script_tag(content=f"{COUNT}; window.wordsIn = wordsIn;")
    assert bench.page.evaluate("all => all.map(([text]) => wordsIn(text))", VECTORS) == [n for _, n in VECTORS]


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
