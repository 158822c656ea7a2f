"""The pages of docs/models say what their code gives, and their figures and links are there."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.support import long_profile

ROOT = Path(__file__).parents[2]
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA")


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("model_pages", ROOT / "tools" / "model_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_say_what_their_code_gives(tmp_path: Path) -> None:
    """All of them; in make test all but the dearest, which costs a third of all."""
    pages = tool()
    pages.lay_out(tmp_path, EXTRA)
    left = [page.stem for page in pages.pages() if pages.needs(page) and not EXTRA]
    if left:
        print(f"not run, MOSAIC_EXTRA_DATA is not set: {', '.join(left)}")
    left += [] if long_profile() else ["forecast"]
    wrong = {page.stem: pages.run(page, tmp_path) for page in pages.pages() if page.stem not in left}
    assert len(wrong) >= 5
    assert not any(wrong.values()), "\n".join(line for lines in wrong.values() for line in lines)


@pytest.mark.skipif(EXTRA is None, reason="MOSAIC_EXTRA_DATA is not set")
def test_no_page_was_left_out(tmp_path: Path) -> None:
    pages = tool()
    pages.lay_out(tmp_path, EXTRA)
    for page in pages.pages():
        for name in re.findall(r'read_csv\("([^"]+)"', page.read_text(encoding="utf-8")):
            assert (tmp_path / name).exists(), (page.stem, name)


def test_figures_and_links_are_there() -> None:
    for page in (ROOT / "docs" / "models").glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)
    index = (ROOT / "docs" / "models" / "README.md").read_text(encoding="utf-8")
    for page in tool().pages():
        assert f"({page.name})" in index, page.name
