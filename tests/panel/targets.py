"""The controls of a page that are less than 24 px high or wide (WCAG 2.2, 2.5.8), for a mouse as for a finger."""

from __future__ import annotations

from playwright.sync_api import Page

# A radio button and a box are as large as the label that chooses them. A sentence that is a button in running text is
# as high as its line, which the rule allows.
SMALL = """() => [...document.querySelectorAll(
  '.mo-panel :is(button, select, input, textarea, summary, a.mo-way)')]
  .filter((n) => n.offsetParent && !n.matches('.mo-file, .mo-unseen, .mo-listen-sentence'))
  .map((n) => (n.matches('[type=radio], [type=checkbox]') ? n.closest('label') ?? n : n))
  .map((n) => [n.getBoundingClientRect(), n])
  .filter(([box]) => box.width < 24 || box.height < 24)
  .map(([box, n]) => `${box.width} x ${box.height}: ${n.outerHTML.slice(0, 120)}`)"""


def small_targets(page: Page) -> list[str]:
    """What is too small, each with its size in px and the start of its HTML."""
    found: list[str] = page.evaluate(SMALL)
    return found
