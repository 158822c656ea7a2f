"""One scale of type in every panel, and one measure: what is read has one right edge."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mosaic_exercises.panel.assets import PACKAGE, UI

from . import gallery
from .bench import Bench, retitled

SCENES = dict(gallery.scenes())
STEPS = {12.0, 13.0, 14.0, 17.0, 21.0}
"""The scale at JupyterLab's usual 14 px: tiny, small, the size of what is read, title, big."""
SIZE = re.compile(r"font(?:-size)?:\s*[^;}]*?\b[\d.]+(?:px|pt|rem)")

# Characters of text by the size they are shown at, without code, whose size is one of its surroundings.
SIZES = """() => {
  return [...document.querySelectorAll('.mo-panel')].map((panel) => {
    const found = {};
    const walk = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const [text, at] = [walk.currentNode.data.trim(), walk.currentNode.parentElement];
      if (!text || !at.checkVisibility() || at.closest('.mo-unseen, code, kbd, svg, option')) continue;
      const size = parseFloat(getComputedStyle(at).fontSize);
      found[size] = (found[size] ?? 0) + text.length;
    }
    return found;
  });
}"""


def test_sizes_are_written_in_the_tokens_alone() -> None:
    for sheet in [*UI.rglob("*.css"), *(PACKAGE / "kinds").rglob("*.css")]:
        text = sheet.read_text(encoding="utf-8")
        assert sheet.name == "tokens.css" or SIZE.findall(text) == [], sheet.name


def test_every_text_has_a_step_of_the_scale_and_most_of_it_is_read_with_ease(bench: Bench) -> None:
    total = Counter[float]()
    bench.open(*(retitled(view, name) for name, view in SCENES.items()))
    for name, sizes in zip(SCENES, bench.page.evaluate(SIZES), strict=True):
        found = {float(size): n for size, n in sizes.items()}
        assert found.keys() <= STEPS, name
        total.update(found)
    small = sum(n for size, n in total.items() if size <= 13)
    assert small < 0.4 * total.total(), total


@pytest.mark.parametrize("name", ["choice", "choice-wrong"])
def test_what_is_asked_and_what_is_chosen_have_one_right_edge(bench: Bench, name: str) -> None:
    panel = bench.open(SCENES[name])
    edges = panel.evaluate(
        """root => ['.mo-prompt', '.mo-options', '.mo-feedback'].map(s => root.querySelector(s)).filter(Boolean)
          .map(e => [Math.round(e.getBoundingClientRect().left), Math.round(e.getBoundingClientRect().right)])"""
    )
    assert len({tuple(edge) for edge in edges}) == 1, edges


def test_the_reader_s_own_size_of_text_moves_the_whole_scale(bench: Bench) -> None:
    panel = bench.open(
        SCENES["choice"], swap={"--jp-layout-color0:#fff;": "--jp-layout-color0:#fff;--jp-content-font-size1:18px;"}
    )
    assert panel.locator(".mo-option-text").first.evaluate("e => getComputedStyle(e).fontSize") == "18px"
    assert panel.locator(".mo-title").first.evaluate("e => getComputedStyle(e).fontSize") == "21px"
