"""The notebooks where nobody can run them: pages by nbconvert, ours and as anybody makes them, and by myst."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load
from mosaic_exercises.delivery.source import handout
from mosaic_exercises.recall.glossary import glossary

STEM = "01b_clarity_and_promise"
STATELESS = "--ExecutePreprocessor.store_widget_state=False"
ROOT = Path(__file__).parents[2]
LINK = re.compile(r'<a [^>]*href="([^":]+\.(?:html|ipynb))(?:#([^"]*))?"')


class Words(HTMLParser):
    """The words of a page's body, its styles and scripts left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's signature
        self.silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


@cache
def exercises() -> tuple[str, ...]:
    """The titles of the exercises of one notebook."""
    cells = json.loads((handout() / "notebooks" / f"{STEM}.ipynb").read_text(encoding="utf-8"))["cells"]
    slugs = re.findall(r'exercise\("([^"]+)"\)', "".join("".join(c["source"]) for c in cells))
    assert len(slugs) > 1
    return tuple(load().exercise(slug).title for slug in slugs)


def assert_readable(html: str) -> None:
    """Each exercise stands there to read, with its options."""
    said = " ".join(" ".join(Words(html).said).split())
    for title in exercises():
        assert title in said


@pytest.mark.slow
def test_the_pages_lead_to_each_other_and_to_each_word_of_the_glossary(tmp_path: Path) -> None:
    assert main(["pages", "--out", str(tmp_path)]) == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert len(pages) == len(list((handout() / "notebooks").glob("*.ipynb")))
    places = set(re.findall(r'id="([^"]+)"', pages["glossary.html"]))
    assert {one.id for one in glossary(load())} <= places
    followed = 0
    for name, html in pages.items():
        for target, place in LINK.findall(html):
            followed += 1
            assert target in pages, f"{name}: {target}"
            assert target != "glossary.html" or not place or place in places, f"{name}: {place}"
        assert "Run All Cells" not in " ".join(Words(html).said), name
        assert "from mosaic_exercises import exercise" not in html, name
    assert followed > 150
    assert_readable(pages[f"{STEM}.html"])


def nbconvert(out: Path, *options: str) -> str:
    """The page that nbconvert makes of the notebook."""
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(out), *options]
    subprocess.run([*command, str(handout() / "notebooks" / f"{STEM}.ipynb")], check=True, capture_output=True)
    return (out / f"{STEM}.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [(), ("--execute", "--ExecutePreprocessor.store_widget_state=False")], ids=["stored", "run"]
)
def test_nbconvert_s_own_page_can_be_read(tmp_path: Path, options: tuple[str, ...]) -> None:
    html = nbconvert(tmp_path, *options)
    assert "widget-view+json" not in html
    assert_readable(html)


@pytest.mark.slow
def test_myst_takes_the_code_away_and_keeps_the_exercise(tmp_path: Path) -> None:
    """Its theme comes from an address that may not be reached here: what it makes of the content is what we look at."""
    myst = shutil.which("myst", path=str(ROOT / "node_modules/.bin")) or shutil.which("myst")
    if myst is None:
        pytest.skip("mystmd is not here (npm install mystmd)")
    shutil.copy(handout() / "notebooks" / f"{STEM}.ipynb", tmp_path)
    (tmp_path / "myst.yml").write_text("version: 1\nproject:\n  title: Mosaic\nsite:\n  template: book-theme\n")
    subprocess.run(
        [myst, "build", "--site"], cwd=tmp_path, check=False, capture_output=True, timeout=120, stdin=subprocess.DEVNULL
    )
    (made,) = (tmp_path / "_build/site/content").glob("*.json")
    content = made.read_text(encoding="utf-8")
    tree = json.loads(content)["mdast"]
    panels = [block for block in tree["children"] if "mosaic" in block.get("data", {}).get("tags", [])]
    assert len(panels) > len(exercises())
    for block in panels:
        code = next(part for part in block["children"] if part["type"] == "code")
        assert code["visibility"] == "remove"
    assert content.count("mosaic-still") >= len(exercises())
    for title in exercises():
        assert json.dumps(title, ensure_ascii=False)[1:-1] in content
