"""Every kind has a browser side; code and styles travel once per kernel, each part's with the panels that need it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import comm
import ipywidgets
import msgspec
import pytest
from comm.base_comm import BaseComm

import mosaic_exercises
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.labextension.pattern import may_run
from mosaic_exercises.panel import widget
from mosaic_exercises.panel.assets import KIT, PACKAGE, UI, asset, part_modules, sheets
from mosaic_exercises.panel.widget import Panel

from . import samples
from .bench import ORIGIN, Bench, html

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PARTS = sorted([*KINDS, *(path.name for path in (UI / "views").iterdir())])
CLASS = re.compile(r"\bmo-[\w-]+")


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_browser_side(name: str) -> None:
    assert asset(name).room == "kinds"
    assert "default" in [*part_modules(name).values()][-1].exports


def test_a_missing_browser_side_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"kinds/nonsense/ui/nonsense\.js"):
        part_modules("nonsense")


def test_every_sheet_belongs_to_one_asset() -> None:
    held = Counter(path for name in (KIT, *PARTS) for path in sheets(name).values())
    assert held == Counter([*UI.rglob("*.css"), *(PACKAGE / "kinds").rglob("*.css")])
    assert ".mo-panel" in "".join(asset(KIT).styles.values())


def test_no_part_borrows_the_styles_of_another() -> None:
    """A panel gets the kit's sheets and its own: what two parts have in common stands in the kit's."""
    used = {name: set(CLASS.findall(asset(name).code)) for name in (KIT, *PARTS)}
    borrowed = []
    for name in PARTS:
        for line in "\n".join(asset(name).styles.values()).splitlines():
            selector = line.partition("{")[0] if "{" in line else ""
            named = {c for c in CLASS.findall(selector) if c != "mo-panel"}
            borrowed += [(other, name, selector) for other in used if other != name and named and named <= used[other]]
    assert borrowed == []


class Wire:
    """What the kernel would send over its comms."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def comm(self, **options: Any) -> BaseComm:
        wire = self

        class Recorded(BaseComm):
            def publish_msg(self, msg_type: str, data: Any = None, buffers: Any = None, **_: Any) -> None:
                state = dict((data or {}).get("state", {}))
                for path, buffer in zip((data or {}).get("buffer_paths", []), buffers or [], strict=True):
                    state[path[0]] = bytes(buffer)
                wire.sent.append((msg_type, {"state": state, "comm_id": self.comm_id}))

        return Recorded(**options)

    def opened(self, model: str) -> list[dict[str, Any]]:
        """The states of the models of one class that were opened."""
        states = [data["state"] for kind, data in self.sent if kind == "comm_open"]
        return [s for s in states if s["_model_name"] == model]

    def bytes(self) -> int:
        """The size of all that was sent."""
        values = [value for _, data in self.sent for value in data["state"].values()]
        return sum(len(v) if isinstance(v, bytes) else len(json.dumps(v)) for v in values)


def unpacked(state: dict[str, Any]) -> dict[str, Any]:
    """The asset in a shared model's state."""
    found: dict[str, Any] = json.loads(zlib.decompress(state["packed"]))
    return found


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """A kernel that has sent nothing yet."""
    made = Wire()
    monkeypatch.setattr(comm, "create_comm", made.comm)
    for kept in (widget.shared, widget.layout):
        kept.cache_clear()
    yield made
    for kept in (widget.shared, widget.layout):
        kept.cache_clear()


def run_exercises(stem: str) -> list[Panel]:
    """All that a notebook shows, as its cells call for it."""
    cells = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    calls = [source.split()[-1] for source in sources if may_run(source)]
    found = [re.fullmatch(r'(\w+)\((?:"(.*)")?\)', call) for call in calls]
    return [getattr(mosaic_exercises, m[1])(*filter(None, [m[2]])) for m in found if m]


@pytest.mark.usefixtures("home")
def test_code_and_styles_travel_once_per_kernel(wire: Wire) -> None:
    panels = run_exercises("09_culture_and_strategy")
    assert len(panels) > 15
    sent = [unpacked(state)["name"] for state in wire.opened("WidgetModel")]
    needed = {part for panel in panels for part in panel.session.parts}
    assert sorted(sent) == sorted({KIT, *needed})  # each once, and no kind that the notebook does not show
    assert len(wire.opened("LayoutModel")) == 1
    assert len(wire.opened("AnyModel")) == len(panels)
    assert wire.bytes() < 300_000
    before = len(wire.sent)
    run_exercises("09_culture_and_strategy")  # run again: the panels alone
    assert {state["_model_name"] for _, data in wire.sent[before:] for state in [data["state"]]} == {"AnyModel"}


@pytest.mark.usefixtures("home")
def test_assets_that_somebody_closed_are_sent_again(wire: Wire) -> None:
    mosaic_exercises.submit()
    ipywidgets.Widget.close_all()
    wire.sent.clear()
    panel = mosaic_exercises.submit()
    again = {data["comm_id"]: unpacked(data["state"])["name"] for _, data in wire.sent if "packed" in data["state"]}
    refs = panel.get_state()["assets"].values()
    assert [again[ref.removeprefix("IPY_MODEL_")] for ref in refs] == [KIT, "submit"]


@pytest.mark.usefixtures("home")
def test_python_hands_an_asset_out_when_asked() -> None:
    panel = mosaic_exercises.submit()
    (kit, digest) = panel.assets
    (reply,) = panel.receive({"type": "asset", "digest": digest})
    assert (reply["type"], reply["name"], reply["digest"]) == ("asset", "submit", digest)
    assert reply["code"] == asset("submit").code
    assert panel.receive({"type": "asset", "digest": kit})[0]["styles"] == asset(KIT).styles
    assert panel.receive({"type": "asset", "digest": "unknown"}) == []


# in the browser


SHEETS = "[...document.querySelectorAll('style[data-mosaic-sheet]')].map((s) => s.dataset.mosaicSheet)"


def opened(bench: Bench, *views: dict[str, Any], break_: str = "") -> None:
    """A page whose panels need not come up: `break_` runs before they are drawn."""
    bench.body = html(*views).replace("<main>", f"<script>{break_}</script><main>")
    bench.page.goto(f"{ORIGIN}/lab/tree/notebooks/03_x.ipynb")


def test_a_page_takes_each_sheet_and_module_once(bench: Bench) -> None:
    opened(bench, samples.CHOICE, samples.NUMBER, samples.CHOICE | {"slug": "another"})
    bench.page.locator(".mo-exercise").nth(2).wait_for()
    names = bench.page.evaluate(SHEETS)
    assert names == sorted(sheet for name in (KIT, "choice", "number") for sheet in asset(name).styles)
    assert bench.page.evaluate("mosaicPage.modules.size") == 3  # the kit, choice, number
    bench.page.evaluate("remount()")
    assert bench.page.evaluate(SHEETS) == names


def test_sheets_keep_the_order_of_the_cascade_whoever_comes_first(bench: Bench) -> None:
    opened(bench, samples.LADDER)
    bench.page.locator(".mo-exercise").wait_for()
    names = bench.page.evaluate(SHEETS)
    assert names == sorted([*asset(KIT).styles, *asset("sort").styles])


def test_an_asset_that_its_model_does_not_give_is_asked_of_python(bench: Bench) -> None:
    hidden = "const all = sharedAssets; sharedAssets = {};"
    opened(bench, samples.CHOICE, break_=hidden)
    bench.page.wait_for_function("window.model?.sent.filter((m) => m.type === 'asset').length === 2")
    for name in (KIT, "choice"):
        bench.receive(type="asset", **msgspec.to_builtins(asset(name)))
    bench.page.locator(".mo-exercise").wait_for()


def test_code_that_cannot_be_loaded_is_told_in_its_place_and_can_be_tried_again(bench: Bench) -> None:
    choice = asset("choice")
    bad = b64encode(msgspec.structs.replace(choice, code="this is no code").packed()).decode()
    broken = f"const good = sharedAssets; sharedAssets = {{ ...good, '{choice.digest}': '{bad}' }};"
    opened(bench, samples.CHOICE, samples.NUMBER, break_=broken)
    told = bench.page.locator("#panel0").get_by_role("alert")
    told.filter(has_text="could not be loaded").wait_for()
    assert "Your answers are safe" in told.inner_text()
    bench.page.locator("#panel1 .mo-exercise").wait_for()  # the others are not touched by it
    assert any("SyntaxError" in error for error in bench.errors)
    bench.errors.clear()
    bench.page.evaluate("() => { mosaicPage.assets.clear(); sharedAssets = good; }")
    told.get_by_role("button", name="Try again").click()
    bench.page.locator("#panel0 .mo-exercise").wait_for()
    assert bench.page.get_by_role("alert").count() == 0


def test_code_that_does_not_come_is_told(clocked: Bench) -> None:
    opened(clocked, samples.CHOICE, break_="sharedAssets = {};")
    clocked.page.wait_for_function("window.model?.sent.some((m) => m.type === 'asset')")
    clocked.page.clock.run_for(1_500)
    clocked.page.get_by_role("status").filter(has_text="Loading").wait_for()
    clocked.page.clock.run_for(20_000)
    clocked.page.get_by_role("alert").filter(has_text="Python did not send its code").wait_for()
    clocked.errors.clear()
