"""What opening and touching the workbook costs, beside what Jupyter costs by itself, all in one run.

    python -m benchmarks.bench_opening            (MOSAIC_PAIRS=6: how many pairs of openings)

- Opening: from the address to the first exercise on the screen, against a notebook of one ``print`` from the address to
  its output, which is run as soon as its kernel is there. By turns, on one server, each in a browser that has not been
  there before. Target: 1.10 x.
- Bytes: what comes over the websocket for notebook 09. Target: 0.6 MB.
- A click: from the mouse button to the painted feedback of a choice, against a plain ipywidgets button whose handler
  changes a label; by turns, in one page. Target: 1.3 x at p50 and p95.
- A key in a text and in a SMART objective, the processor slowed down six times, against a plain text field.
- The course's notebooks one after the other in one JupyterLab: how many kernels are left, and the memory of server and
  kernels (resident, as a monitor shows it). Target: 3 kernels; of twelve notebooks half of 2,130 MB.
- A check in Python: how often it parses and judges its answer, and its processor time. Target: once.

Times are of this machine at this moment; the ratios are what counts.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path
from unittest import mock

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.harness import (
    REPOSITORY,
    Server,
    code,
    command,
    copy_course,
    markdown,
    open_notebook,
    serve,
    write_notebook,
)
from tests.browsers import launch

PAIRS = int(os.environ.get("MOSAIC_PAIRS", "6"))
CLICKS = 40
PLAIN = "notebooks/plain.ipynb"
CLICKED = "notebooks/99_clicked.ipynb"
TYPED = "notebooks/98_typed.ipynb"
OURS = "notebooks/00_start.ipynb"
HEAVIEST = "notebooks/09_culture_and_strategy.ipynb"
NOTEBOOKS = sorted(p.name for p in (REPOSITORY / "notebooks").glob("[0-9]*.ipynb"))

WATCH = """(selectors) => {
  window.shownAt = {};
  const look = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      if (name in shownAt) continue;
      const found = document.querySelector(selector);
      if (found && found.getClientRects().length) shownAt[name] = performance.now();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
RUN_PLAIN = """(async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  while (!window.jupyterapp?.shell?.currentWidget?.sessionContext) await pause(20);
  const panel = window.jupyterapp.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
})()"""
# From the mouse button to the frame that is painted after the text of `watched` has changed.
CLICK = """([button, watched]) => new Promise((done) => {
  const target = document.querySelector(button);
  const node = document.querySelector(watched);
  const before = node?.textContent;
  let from = 0;
  addEventListener('click', (event) => { from = event.timeStamp; }, { capture: true, once: true });
  const box = target.getBoundingClientRect();
  window.clickAt = [box.x + box.width / 2, box.y + box.height / 2];
  const watch = new MutationObserver(() => {
    const now = document.querySelector(watched);
    if (!from || !now || now.textContent === before) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - from);
      channel.port2.postMessage(0);
    });
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
})"""
KEY = """() => {
  window.keyTimes = [];
  addEventListener('keydown', (event) => {
    const from = event.timeStamp;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => keyTimes.push(performance.now() - from);
      channel.port2.postMessage(0);
    });
  }, { capture: true });
}"""
IMPORT = "from mosaic_exercises import exercise, start\n"
BUTTON = """import ipywidgets
label = ipywidgets.Label("0")
button = ipywidgets.Button(description="Plain")
button.add_class("plain-button")
label.add_class("plain-label")
def clicked(_):
    label.value = str(int(label.value) + 1)
button.on_click(clicked)
ipywidgets.VBox([button, label])"""


def prepare(root: Path) -> None:
    """The course, and three notebooks of this benchmark."""
    copy_course(root, "notebooks", "data")
    write_notebook(root / PLAIN, [markdown("# Plain"), code("print('hello')")], mosaic=False)
    write_notebook(root / CLICKED, [code(IMPORT + 'exercise("who-is-right")'), code(BUTTON)], mosaic=False)
    write_notebook(
        root / TYPED,
        [code(IMPORT + 'exercise("six-euros")'), code(IMPORT + 'exercise("four-objectives")')],
        mosaic=False,
    )


def opening(
    browser: Browser, server: Server, notebook: str, selectors: dict[str, str], script: str = ""
) -> dict[str, float]:
    """The times from the address to each of the things named, in ms, in a browser that starts afresh."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(f"({WATCH})({selectors})")
        page.goto(server.address(notebook), wait_until="commit")
        if script:
            page.wait_for_load_state("domcontentloaded")
            page.evaluate(f"() => {{ {script}; }}")
        page.wait_for_function("(n) => Object.keys(shownAt).length === n", arg=len(selectors), timeout=120_000)
        found: dict[str, float] = page.evaluate("shownAt")
    server.end_kernels()
    return found


def openings(browser: Browser, server: Server) -> None:
    """Pairs of openings by turns; the first pair warms the machine's files and is not counted."""
    plain: list[float] = []
    ours: list[float] = []
    heads: list[float] = []
    for number in range(PAIRS + 1):
        one = opening(browser, server, PLAIN, {"output": ".jp-OutputArea-output pre"}, RUN_PLAIN)
        two = opening(browser, server, OURS, {"head": ".mo-panel", "exercise": ".mo-exercise"})
        if number:
            plain.append(one["output"])
            ours.append(two["exercise"])
            heads.append(two["head"])
            print(
                f"  plain {one['output']:7.0f}   head {two['head']:7.0f}   exercise {two['exercise']:7.0f}", flush=True
            )
    ratios = [b / a for a, b in zip(plain, ours, strict=True)]
    medians = statistics.median(plain), statistics.median(heads), statistics.median(ours)
    print(
        f"open -> first output {medians[0]:.0f} ms; -> head {medians[1]:.0f}; -> first exercise {medians[2]:.0f}: "
        f"{medians[2] / medians[0]:.2f} x (median of the pairs' ratios {statistics.median(ratios):.2f})"
    )


def bytes_of(browser: Browser, server: Server) -> None:
    """What comes over the websocket for the heaviest notebook."""
    sizes: list[int] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sizes.append(len(data))))
        open_notebook(page, server, HEAVIEST)
        page.wait_for_timeout(2_000)
        clock = context.new_cdp_session(page)
        clock.send("HeapProfiler.collectGarbage")
        heap = clock.send("Runtime.getHeapUsage")["usedSize"]
    server.end_kernels()
    print(f"opening 09: {sum(sizes) / 1e6:.2f} MB in {len(sizes)} frames; heap {heap / 1e6:.0f} MB")


def run_all(page: Page, server: Server, notebook: str) -> None:
    """Open a notebook that is none of the course's, and run it."""
    open_notebook(page, server, notebook, wanted=None)
    page.evaluate(f"() => {RUN_PLAIN}")


def spread(times: list[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[max(0, round(len(ordered) * 0.95) - 1)]


def clicked(page: Page, button: str, watched: str) -> float:
    """One click by the mouse, to the painted change, in ms."""
    page.evaluate("([b, w]) => { window.answer = (" + CLICK + ")([b, w]); }", [button, watched])
    x, y = page.evaluate("clickAt")
    page.mouse.click(x, y)
    time_ms: float = page.evaluate("answer")
    return time_ms


def clicks(browser: Browser, server: Server) -> None:
    """A choice checked and a plain button pressed, by turns."""
    ours: list[float] = []
    plain: list[float] = []
    with browser.new_context(viewport={"width": 1280, "height": 1400}) as context:
        page = context.new_page()
        run_all(page, server, CLICKED)
        page.locator(".mo-exercise").wait_for()
        page.locator(".plain-button").wait_for()
        options = page.locator(".mo-option")
        for number in range(CLICKS + 3):
            options.nth(number % options.count()).click()
            page.wait_for_timeout(900)  # the draft is on its way no longer
            one = clicked(page, ".mo-exercise [data-act=check]", '.mo-exercise [data-part="live"]')
            page.wait_for_timeout(300)
            two = clicked(page, ".plain-button", ".plain-label")
            page.wait_for_timeout(300)
            if number >= 3:
                ours.append(one)
                plain.append(two)
    server.end_kernels()
    (p50, p95), (a, b) = spread(ours), spread(plain)
    print(
        f"click -> painted: choice p50 {p50:.0f} p95 {p95:.0f}; plain button {a:.0f}, {b:.0f}: "
        f"{p50 / a:.2f} x, {p95 / b:.2f} x"
    )


def keys(browser: Browser, server: Server) -> None:
    """A key press to the painted frame, the processor slowed down six times."""
    with browser.new_context(viewport={"width": 1280, "height": 1400}) as context:
        page = context.new_page()
        run_all(page, server, TYPED)
        page.locator(".mo-exercise").nth(1).wait_for()
        page.evaluate("""() => { const plain = document.createElement('textarea'); plain.id = 'plain';
          plain.style = 'position:fixed;inset-block-end:0;inset-inline-end:0;z-index:9';
          plain.onkeydown = (event) => event.stopPropagation(); document.body.append(plain); }""")
        clock = context.new_cdp_session(page)
        clock.send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.evaluate(KEY)
        fields = {
            "plain": page.locator("#plain"),
            "text": page.locator('.mo-exercise[data-kind="text"] textarea').first,
            "SMART": page.locator('.mo-exercise[data-kind="objective"] textarea').first,
        }
        times: dict[str, list[float]] = {name: [] for name in fields}
        for _ in range(3):
            for name, field in fields.items():
                field.click()
                page.wait_for_timeout(1_500)
                page.evaluate("() => { keyTimes.length = 0; }")
                for key in "Raise the share of":
                    page.keyboard.press("Space" if key == " " else key)
                    page.wait_for_timeout(120)
                page.wait_for_timeout(1_000)
                times[name] += page.evaluate("keyTimes")
    server.end_kernels()
    base = spread(times["plain"])
    for name, found in times.items():
        p50, p95 = spread(found)
        print(f"key -> painted at a sixth of the speed, {name}: p50 {p50:.0f} p95 {p95:.0f} ms ({p50 / base[0]:.1f} x)")


def kernels(browser: Browser, server: Server) -> None:
    """All notebooks in one JupyterLab, one after the other."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        open_notebook(page, server, f"notebooks/{NOTEBOOKS[0]}", "lab")
        for count, name in enumerate(NOTEBOOKS[1:], start=2):
            command(page, "docmanager:open", path=f"notebooks/{name}")
            page.wait_for_function(
                "(n) => document.querySelectorAll('.jp-NotebookPanel:is([data-mosaic=ready], [data-mosaic=asleep])')"
                ".length === n",
                arg=count,
                timeout=180_000,
            )
        for _ in range(60):
            if len(server.api("kernels")) <= 3:
                break
            page.wait_for_timeout(1_000)
        alive = server.kernels()
        used = [process.memory_info().rss / 1e6 for process in (server.process, *alive)]
        print(f"{len(NOTEBOOKS)} notebooks: {len(alive)} kernels, {sum(used):.0f} MB (server {used[0]:.0f})")


def checks(folder: Path) -> None:
    """A check of a choice in Python, without a browser."""
    with mock.patch.dict(os.environ, {"MOSAIC_HOME": str(folder)}):
        from mosaic_exercises import exercise

        panel = exercise("who-is-right")
        ids = [option["id"] for option in panel.view["task"]["options"]]
        spent = []
        for number in range(200):
            message = {"type": "check", "slug": "who-is-right", "answer": [ids[number % len(ids)]], "n": number + 1}
            before = time.process_time()
            panel.receive(message | {"at": time.time() * 1000})
            spent.append((time.process_time() - before) * 1000)
    print(f"a check in Python: {statistics.median(spent):.2f} ms of processor time, at 200 checks {spent[-1]:.2f}")


def main() -> None:
    """Print one block for each."""
    only = os.environ.get("MOSAIC_ONLY", "open,bytes,click,keys,kernels,checks").split(",")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = launch(play)
        with serve(Path(folder) / "opening", prepare=prepare) as server:
            if "open" in only:
                openings(browser, server)
            if "bytes" in only:
                bytes_of(browser, server)
            if "click" in only:
                clicks(browser, server)
            if "keys" in only:
                keys(browser, server)
        if "kernels" in only:
            with serve(Path(folder) / "kernels") as server:
                kernels(browser, server)
        if "checks" in only:
            checks(Path(folder) / "checks")
        browser.close()


if __name__ == "__main__":
    main()
