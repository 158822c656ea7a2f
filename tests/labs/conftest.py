"""Labs whose picture nobody looks at."""

from __future__ import annotations

from typing import Any

import pytest

from mosaic_exercises.plots import style


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures stay empty, for tests of the table and the finding: nearly all that a lab costs is its drawing."""

    def blank(*given: Any) -> None:
        width, height, file = given[2:5]
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"></svg>'.encode())

    monkeypatch.setattr(style, "_draw", blank)
