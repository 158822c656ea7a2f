"""Every test works in a folder of its own: no test ever touches a real learner's work."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """MOSAIC_HOME is always a temporary folder; the course is the base course unless a test layers over it."""
    folder = tmp_path / "my_work"
    monkeypatch.setenv("MOSAIC_HOME", str(folder))
    for name in ("MOSAIC_COURSE", "JUPYTERHUB_USER", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    return folder
