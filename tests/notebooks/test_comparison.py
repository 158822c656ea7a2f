"""The comparison of notebooks really compares: a stored output that is not what a fresh run gives is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = Path(__file__).parents[1] / "nbval.cfg"


def compared(folder: Path, stored: str) -> int:
    """How the comparison ends for a notebook whose one cell says ``the ladder`` and has this text stored."""
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": stored}}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "'the ladder'"}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": [cell]}
    cell["outputs"] = [output]
    (folder / "one.ipynb").write_text(json.dumps(notebook))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), "--nbval"]
    done = subprocess.run(
        [*command, "--nbval-sanitize-with", str(CONFIG), "one.ipynb"], cwd=folder, capture_output=True, check=False
    )
    return done.returncode


@pytest.mark.parametrize(("stored", "code"), [("'the ladder'", 0), ("'the ladders'", 1)])
def test_a_changed_output_is_found(tmp_path: Path, stored: str, code: int) -> None:
    assert compared(tmp_path, stored) == code
