"""How long a key press takes on a large journey map, from the key to the painted page.

    python -m benchmarks.bench_journey          (target: p95 under 50 ms)

The map has 10 stages, 10 lanes and 120 notes; a note's text, a stage's name and a point of the curve are changed by
keys. "Script" is the time until the page's own handlers of the input are done, "paint" until the frame that shows the
change is drawn: up to 17 ms of it are the screen's own rhythm. Both grow with whatever else the machine does; "thread"
does not: it is the processor time of the page's main thread for each key, all of its tasks together.
"""

from __future__ import annotations

import statistics
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browsers import launch
from tests.panel.bench import Bench
from tests.panel.samples_maps import big

KEYS = 120
WATCH = """() => {
  window.times = [];
  addEventListener('keydown', (event) => {
    const from = performance.now();
    const now = { key: event.key };
    times.push(now);
    addEventListener('input', () => { now.script = performance.now() - from; }, { once: true });
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { now.paint = performance.now() - from; };
      channel.port2.postMessage(0);
    });
  }, { capture: true });
}"""


def thread_ms(clock: CDPSession) -> float:
    """The main thread's processor time so far."""
    found = {m["name"]: m["value"] for m in clock.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"]) * 1000


def measure(page: Page, clock: CDPSession, keys: str | list[str]) -> list[dict[str, Any]]:
    """Press the keys one by one as a fast typist would, and read the times."""
    page.wait_for_timeout(700)
    page.evaluate("() => { times.length = 0; }")
    before = thread_ms(clock)
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(40)
    page.wait_for_timeout(200)
    each = (thread_ms(clock) - before) / len(keys)
    times: list[dict[str, Any]] = page.evaluate("times")
    return [t | {"thread": each} for t in times]


def line(name: str, times: list[dict[str, Any]]) -> str:
    """p50 and p95 in ms."""

    def both(what: str) -> str:
        values = sorted(t[what] for t in times if what in t)
        if not values:
            return "     -      -"
        return f"{statistics.median(values):6.1f} {values[int(len(values) * 0.95) - 1]:6.1f}"

    thread = f"{times[0]['thread']:5.1f}" if times else "    -"
    paint, script = both("paint"), both("script")
    return f"{name:<28} paint p50 p95 {paint}   script p50 p95 {script}   thread {thread}   n={len(times)}"


def main() -> None:
    """Print the times of four kinds of change, beside those of a page with nothing but a text field."""
    with sync_playwright() as play:
        browser = launch(play)
        page = browser.new_page(viewport={"width": 900, "height": 800})
        clock = page.context.new_cdp_session(page)
        clock.send("Performance.enable", {"timeDomain": "threadTicks"})
        bench = Bench(page)
        bench.blank_page()
        page.set_content("<textarea></textarea>")
        page.evaluate(WATCH)
        page.locator("textarea").click()
        print(line("an empty page, to compare", measure(page, clock, ["a"] * 60)))
        panel = bench.open(big())
        bench.seen()  # a frame is only on the screen when it is drawn
        page.evaluate(WATCH)
        words = ["a", "b", "c", "d", "e"] * (KEYS // 5)
        panel.locator('[data-note="n37"] button').click()
        print(line("a note's text", measure(page, clock, words)))
        panel.locator(".mo-jm-stage-main").nth(4).click()
        print(line("a stage's name", measure(page, clock, words[:60])))
        panel.locator(".mo-jm-point").nth(3).focus()
        print(line("a point of the curve", measure(page, clock, ["ArrowUp", "ArrowDown"] * 30)))
        panel.get_by_role("button", name="List", exact=True).click()
        panel.locator("[data-note-row] textarea").nth(20).click()
        print(line("a note's text in the list", measure(page, clock, words[:60])))
        browser.close()


if __name__ == "__main__":
    main()
