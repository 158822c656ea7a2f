"""Every kind has a browser side, and the text a widget carries holds what its panel needs and no more."""

from __future__ import annotations

import pytest

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.assets import css, esm, part_files


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_browser_side(name: str) -> None:
    text = esm((name,))
    assert f"kinds.{name} = " in text
    others = [k for k in KINDS if k != name and f"kinds.{k} = " in text]
    assert others == []


def test_a_missing_browser_side_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"kinds/nonsense\.js"):
        part_files("nonsense")


def test_one_style_sheet_serves_all() -> None:
    assert ".mo-panel" in css()
