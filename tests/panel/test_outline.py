"""The mind map on the screen: the whole is seen, nearer and farther, moved by hand; no branch of the list is cut."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from mosaic_exercises.drawing.palette import ACCENT
from mosaic_exercises.kinds.outline import KIND
from mosaic_exercises.kinds.outline.images import read_image

from . import samples_keyed
from .bench import Bench
from .real_sessions import Sessions
from .test_hand import box, middle

LONG = "Why they buy: advice in the showroom, a friend's word, and the lease that their employer pays for"


def grown(branches: int = 40) -> dict[str, Any]:
    """A map with more branches than a screen is high, some with long words, one without spaces, one in Thai."""
    words = {3: LONG, 5: "W" * 60, 7: "ลูกค้าประจำที่แนะนำเพื่อนให้มาซื้อประกันจักรยานไฟฟ้ากับเรา", 9: "<b>x</b>"}
    nodes = [{"id": f"b{i}", "level": i % 4, "text": words.get(i, f"Branch number {i}")} for i in range(branches)]
    nodes[2] |= {"note": "Six of nine", "link": "https://example.org/"}
    return samples_keyed.fresh("outline") | {"answer": {"nodes": nodes}, "answer_at": 1.0}


def frame_and_map(panel: Locator) -> tuple[dict[str, float], dict[str, float]]:
    return box(panel.locator(".mo-outline-map")), box(panel.locator(".mo-map"))


@pytest.mark.parametrize(("width", "branches"), [(860, 8), (860, 40), (390, 20)])
def test_the_whole_map_is_seen_at_first(bench: Bench, width: int, branches: int) -> None:
    panel = bench.open(grown(branches), kernel=False, width=width)
    frame, drawn = frame_and_map(panel)
    assert drawn["x"] >= frame["x"]
    assert drawn["x"] + drawn["width"] <= frame["x"] + frame["width"]
    assert drawn["y"] + drawn["height"] <= frame["y"] + frame["height"]
    out = panel.locator(".mo-map").evaluate("""(map) => [...map.querySelectorAll('.mo-map-branch')].filter((g) => {
      const [box, text] = [g.querySelector('rect').getBBox(), g.querySelector('text').getBBox()];
      return text.x < box.x || text.x + text.width > box.x + box.width || text.height > box.height;
    }).map((g) => g.textContent)""")
    assert out == []  # no branch's words stick out of its box
    shown = re.sub(r"\s", "", panel.locator(".mo-map").text_content() or "")
    assert re.sub(r"\s", "", LONG) in shown  # nothing is clipped to a few letters


@pytest.mark.parametrize("width", [390, 860])
def test_no_branch_of_the_list_is_cut(bench: Bench, width: int) -> None:
    panel = bench.open(grown(), kernel=False, width=width)
    assert panel.locator(".mo-outline-list").evaluate("n => n.scrollHeight <= n.clientHeight + 1")
    cut = panel.locator(".mo-outline-text").evaluate_all(
        "all => all.filter((n) => n.scrollHeight > n.clientHeight + 1 || n.scrollWidth > n.clientWidth + 1)"
        ".map((n) => n.value)"
    )
    assert cut == []
    last = panel.locator(".mo-outline-text").last
    last.scroll_into_view_if_needed()
    x, y = middle(last)
    assert bench.page.evaluate("([x, y]) => document.elementFromPoint(x, y).value", [x, y]) == "Branch number 39"
    bench.page.mouse.click(x, y)
    bench.page.keyboard.press("End")
    bench.type(f" {LONG}")
    assert last.evaluate("n => n.scrollHeight <= n.clientHeight + 1")


def test_nearer_and_farther_by_buttons_keys_and_wheel(bench: Bench) -> None:
    panel = bench.open(grown(), kernel=False)
    frame = panel.locator(".mo-outline-map")
    panel.locator('[data-act="check"]').scroll_into_view_if_needed()
    whole = box(panel.locator(".mo-map"))["width"]
    for _ in range(3):
        bench.page.mouse.click(*middle(panel.get_by_role("button", name="Larger")))
    large = box(panel.locator(".mo-map"))["width"]
    assert large > whole * 1.6
    assert panel.locator(".mo-outline-zoom").inner_text().endswith("%")
    frame.focus()
    bench.page.keyboard.press("-")
    assert box(panel.locator(".mo-map"))["width"] == pytest.approx(large / 1.2, abs=1)
    bench.page.mouse.move(*middle(frame))
    bench.page.keyboard.down("Control")
    bench.page.mouse.wheel(0, -120)
    bench.page.keyboard.up("Control")
    bench.page.wait_for_function(
        "w => document.querySelector('.mo-map').getBoundingClientRect().width > w - 2", arg=large
    )
    bench.page.keyboard.press("0")
    assert box(panel.locator(".mo-map"))["width"] == pytest.approx(whole, abs=1)
    # The wheel alone scrolls the page, as everywhere.
    bench.page.mouse.wheel(0, -200)
    assert box(panel.locator(".mo-map"))["width"] == pytest.approx(whole, abs=1)


def test_the_map_is_dragged_and_a_click_goes_to_the_branch(bench: Bench) -> None:
    panel = bench.open(grown(), kernel=False)
    frame = panel.locator(".mo-outline-map")
    for _ in range(5):
        panel.get_by_role("button", name="Larger").click()
    frame.scroll_into_view_if_needed()
    before = frame.evaluate("n => [n.scrollLeft, n.scrollTop]")
    x, y = middle(frame)
    bench.page.mouse.move(x, y)
    bench.page.mouse.down()
    bench.page.mouse.move(x - 60, y - 90, steps=4)
    bench.page.mouse.up()
    after = frame.evaluate("n => [n.scrollLeft, n.scrollTop]")
    assert (after[0] - before[0], after[1] - before[1]) == (60, 90)
    # Typing on does not throw the map back.
    panel.locator(".mo-outline-text").first.fill("Goals and more")
    assert frame.evaluate("n => [n.scrollLeft, n.scrollTop]") == pytest.approx(after, abs=40)
    panel.get_by_role("button", name="Whole map").click()
    bench.page.mouse.click(*middle(panel.locator('.mo-map-branch[data-at="6"] rect')))
    assert bench.page.evaluate("document.activeElement.value") == "Branch number 6"


def test_pasted_lines_become_one_branch(bench: Bench) -> None:
    panel = bench.open(grown(4), kernel=False)
    panel.locator(".mo-outline-text").first.fill("one\n  two\nthree")
    assert bench.wait_sent("draft")["answer"]["nodes"][0]["text"] == "one two three"
    assert panel.locator(".mo-outline-text").first.input_value() == "one two three"


@pytest.mark.parametrize("forced", ["none", pytest.param("active", marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_a_large_map(bench: Bench, forced: Any) -> None:
    bench.page.emulate_media(forced_colors=forced)
    bench.open(grown(), kernel=False)
    try:
        bench.assert_accessible()
    finally:
        bench.page.emulate_media(forced_colors="none")


def test_the_map_goes_out_as_svg_png_and_pdf(bench: Bench, tmp_path: Path) -> None:
    _, task, key = samples_keyed.ex.exercise("outline")
    sessions = Sessions(tmp_path, {"mind-map": ("outline", task, key)})
    answer = grown(12)["answer"]
    KIND.parse(task, answer)
    sessions.draft("mind-map", answer)
    panel = sessions.open(bench, "mind-map")
    panel.get_by_text("Save as a file").click()
    files = {}
    for name in ("Picture (SVG)", "Picture (PNG)", "Page (PDF)"):
        with bench.page.expect_download() as started:
            bench.page.mouse.click(*middle(panel.get_by_role("button", name=name)))
        files[started.value.suggested_filename] = Path(started.value.path()).read_bytes()
    assert list(files) == ["mind-map.svg", "mind-map.png", "mind-map.pdf"]
    drawing = files["mind-map.svg"].decode()
    assert "Six of nine" in drawing
    assert "https://example.org/" in drawing
    assert "&lt;b&gt;x&lt;/b&gt;" in drawing
    assert files["mind-map.png"].startswith(b"\x89PNG")
    pdf = files["mind-map.pdf"]
    wide, high = (float(n) for n in re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())  # type: ignore[union-attr]
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    assert size is not None
    assert (wide, high) == pytest.approx((float(size[1]) * 0.75, float(size[2]) * 0.75), abs=1)
    across, down = (int(n) for n in re.search(rb"/Width (\d+) /Height (\d+)", pdf).groups())  # type: ignore[union-attr]
    start = pdf.index(b"stream\n", pdf.index(b"/FlateDecode")) + 7
    pixels = zlib.decompress(pdf[start : pdf.index(b"\nendstream", start)])
    assert len(pixels) == across * down * 3
    assert pixels[:3] == b"\xff\xff\xff"
    assert bytes.fromhex(ACCENT[1:]) in pixels  # the middle of the map has its colour
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", pdf), start=1):
        assert pdf[int(place) :].startswith(f"{number} 0 obj".encode())
    assert int(pdf.split(b"startxref\n")[1].split(b"\n")[0]) == pdf.index(b"xref\n0 ")


def test_a_map_taken_out_of_the_page_and_put_back_is_whole_again(bench: Bench) -> None:
    """As JupyterLab does with cells far away. An error in the page (a width of NaN) fails the test."""
    panel = bench.open(grown(), kernel=False)
    before = frame_and_map(panel)
    bench.page.evaluate("""() => new Promise((done) => {
      const twice = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
      const box = document.querySelector('.box');
      const parent = box.parentNode;
      box.remove();
      twice(() => { parent.append(box); twice(done); });
    })""")
    assert frame_and_map(panel) == before


def standing_map(tmp_path: Path) -> Sessions:
    _, task, key = samples_keyed.ex.exercise("outline")
    return Sessions(tmp_path, {"mind-map": ("outline", task, key)})


def picture(path: Path, size: tuple[int, int] = (1600, 900)) -> Path:
    """A photograph, larger than may be kept, with a place in it."""
    pillow = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    image = pillow.effect_noise(size, 80).convert("RGB")
    image.save(path, "jpeg", exif=b"Exif\x00\x00" + b"GPS of a home")
    return path


def test_a_map_from_a_template_with_a_note_a_link_and_a_picture_by_keyboard(bench: Bench, tmp_path: Path) -> None:
    panel = standing_map(tmp_path).open(bench, "mind-map")
    keys = bench.page.keyboard
    said = bench.page.evaluate_handle("""() => { const said = [];
      for (const live of document.querySelectorAll('.mo-panel [role=status], .mo-panel [aria-live]'))
        new MutationObserver(() => live.textContent.trim() && said.push(live.textContent.trim()))
          .observe(live, { childList: true, subtree: true, characterData: true });
      return said; }""")
    panel.locator('[data-act="template-feedback"]').focus()
    keys.press("Enter")
    panel.get_by_text("to begin with").wait_for(state="attached")
    assert bench.page.evaluate("document.activeElement.value") == "Whom to ask"
    keys.press("End")
    keys.press("Enter")
    bench.type("People who left")
    panel.get_by_label("Note on this branch").focus()
    bench.type("Call two of them.")
    keys.press("Tab")
    bench.type("https://example.org/left")
    keys.press("Tab")
    assert bench.page.evaluate("document.activeElement.textContent") == "Open the link in a new tab"
    keys.press("Tab")
    assert bench.page.evaluate("document.activeElement.type") == "file"
    panel.locator('input[accept*="webp"]').set_input_files(picture(tmp_path / "place.jpg"))
    panel.locator(".mo-outline-picture").wait_for()
    bench.page.wait_for_function("document.activeElement.id.endsWith('-alt')")
    bench.type("The board at the counter")
    bench.assert_accessible()
    bench.page.wait_for_function("model.sent.at(-1).answer?.nodes.some((n) => n.alt === 'The board at the counter')")
    answer = bench.page.evaluate("model.sent.at(-1).answer")
    (made,) = [n for n in answer["nodes"] if n["text"] == "People who left"]
    assert (made["note"], made["link"]) == ("Call two of them.", "https://example.org/left")
    kept = read_image(made["picture"], "x")
    assert max(kept.width, kept.height) <= 480
    assert b"GPS" not in kept.data, "where it was taken stays at home"
    assert answer["root"] == "Asking for feedback"
    told = [s for s in said.json_value() if "begin with" in s or "Picture added" in s or "Branch added" in s]
    assert len(told) == len(set(told)) == 3, "each thing is said once"
    assert panel.locator(".mo-map image").count() == 1
    undo = panel.locator('[data-act="undo"]')
    undo.press("Enter")
    back = "([undo, none]) => { for (let n = 0; n < 90 && !Function(`return ${none}`)(); n++) undo.click(); }"
    bench.page.evaluate(back, [undo.element_handle(), "!document.querySelector('.mo-map image')"])
    assert panel.locator(".mo-map image").count() == 0, "undo takes the picture away"
    of_old = "document.querySelector('.mo-outline-root').value !== 'Asking for feedback'"
    bench.page.evaluate(back, [undo.element_handle(), of_old])
    assert panel.locator(".mo-outline-row").count() == 4, "and leads back to before the template"


def test_what_is_no_picture_is_refused_and_a_file_says_what_it_lost(bench: Bench, tmp_path: Path) -> None:
    panel = standing_map(tmp_path).open(bench, "mind-map")
    chooser = panel.locator('input[accept*="webp"]')
    for name, data in (("x.svg", b"<svg onload='alert(1)'/>"), ("x.png", b"\x89PNG\r\n\x1a\n torn"), ("x.jpg", b"")):
        (tmp_path / name).write_bytes(data)
        chooser.set_input_files(tmp_path / name)
        panel.get_by_text(f"{name} is no PNG").wait_for()
    bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    (tmp_path / "bomb.png").write_bytes(bomb)
    chooser.set_input_files(tmp_path / "bomb.png")
    panel.get_by_text("50000 × 50000 dots").wait_for()
    assert panel.locator(".mo-map image").count() == 0
    whole = '<map><node TEXT="Own middle"><node TEXT="One"><icon BUILTIN="idea"/></node></node></map>'
    (tmp_path / "x.mm").write_text(whole)
    panel.get_by_text("Save as a file").click()
    panel.locator('input[accept*=".mm"]').set_input_files(tmp_path / "x.mm")
    panel.get_by_text("Not taken over: icons (1).").wait_for()
    assert panel.locator(".mo-outline-root").input_value() == "Own middle"
