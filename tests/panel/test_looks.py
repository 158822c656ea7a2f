"""What eyes, fingers and assistive technology need: axe in light and dark, widths, targets, forced colours, calm."""

from __future__ import annotations

from typing import Any

import pytest

from . import gallery, samples
from .bench import Bench, retitled
from .targets import small_targets

SCENES = dict(gallery.scenes())
KINDS = ("choice", "true", "unsaved", "sort", "ladder", "order", "number", "text", "lab", "quiz")
GROUPS = {
    "exercises": [n for n in SCENES if n.startswith(KINDS)],
    "start": ["start"],
    "new": ["start-new"],
    "submit": ["submit"],
    "sent": [n for n in SCENES if n.startswith("sent-")],
}


def shown(bench: Bench, group: str, **more: Any) -> None:
    """All scenes of a group on one page, every fold open."""
    bench.open(*(retitled(SCENES[n], n) for n in GROUPS[group]), **more)
    bench.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    if group == "new":  # the same lists as "start"
        bench.page.evaluate("document.querySelector('.mo-folds').remove()")
    if group == "exercises":
        bench.page.get_by_role("img").first.wait_for()


def test_every_scene_is_in_a_group() -> None:
    assert sorted(n for names in GROUPS.values() for n in names) == sorted(set(SCENES) - {"start-full"})


OUT = """() => [320, 390, 860].flatMap((width) => {
  document.querySelectorAll('.box').forEach((box) => { box.style.width = `${width}px`; });
  return [...document.querySelectorAll('.mo-panel')].flatMap((panel) => {
    const { left, right } = panel.getBoundingClientRect();
    return [...panel.querySelectorAll('*')].filter((n) => {
      if (n.closest('.mo-unseen, .mo-table-scroll table, svg') || n.matches('.mo-file')) return false;
      const box = n.getBoundingClientRect();
      return box.width && (box.left < left - 1 || box.right > right + 1);
    }).map((n) => `${width}: ${n.outerHTML.slice(0, 120)}`);
  })})"""


@pytest.mark.parametrize("group", GROUPS)
def test_axe_finds_nothing_in_light_and_dark_and_nothing_sticks_out(bench: Bench, group: str) -> None:
    """The theme changes while the panels stand, as it does in JupyterLab."""
    shown(bench, group, theme="light")
    bench.assert_accessible(apart=group == "sent")  # the same panel four times
    with bench.themed("dark"):
        bench.assert_accessible(runOnly=["color-contrast"])
    assert bench.page.evaluate(OUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_enough_contrast_on_a_plain_page(bench: Bench, scheme: Any) -> None:
    bench.page.emulate_media(color_scheme=scheme)
    shown(bench, "exercises", theme="plain")
    try:
        bench.assert_accessible(runOnly=["color-contrast"])
    finally:
        bench.page.emulate_media(color_scheme="light")


def test_axe_finds_nothing_while_a_card_is_picked_up(bench: Bench) -> None:
    panel = bench.open(samples.LADDER, width=390)
    panel.get_by_role("button", name="Priya bought").click()
    bench.assert_accessible()


@pytest.mark.parametrize("group", GROUPS)
def test_targets_are_large_enough_for_a_finger(touch: Bench, group: str) -> None:
    shown(touch, group, width=390)
    assert small_targets(touch.page) == []


def test_the_ladder_with_twelve_cards_fits_a_screen_of_800_px(bench: Bench) -> None:
    box = bench.open(samples.LADDER, width=848).bounding_box()
    assert box is not None
    assert box["height"] < 800


def test_states_differ_without_colour(bench: Bench) -> None:
    """In forced colours a laid, a partly laid and an empty tile still differ."""
    bench.page.emulate_media(forced_colors="active")
    bench.open(samples.start(9))
    fills = bench.page.evaluate("""() => ['laid', 'partial', 'empty'].map((s) => {
      const tile = document.querySelector(`[data-tile][data-state=${s}]`);
      return [...tile.querySelectorAll('path')].map((p) => getComputedStyle(p).fill.split('#')[0]).join(' ');
    })""")
    bench.page.emulate_media(forced_colors="none")
    assert len(set(fills)) == 3


def test_no_motion_where_none_is_wanted(bench: Bench) -> None:
    bench.open(samples.LADDER)
    bench.tab_to(".mo-card-main")
    bench.page.keyboard.press("1")
    assert bench.page.evaluate("document.getAnimations().length") == 0


def test_the_focus_can_be_seen(bench: Bench) -> None:
    bench.open(samples.LADDER)
    for selector in (".mo-card-main", ".mo-card-select", '[data-act="check"]'):
        bench.tab_to(selector)
        ring = bench.page.evaluate("""() => {
          const at = document.activeElement;
          const of = (n) => {
            const style = getComputedStyle(n);
            return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
          };
          return Math.max(of(at), of(at.parentElement));
        }""")
        assert ring >= 2
