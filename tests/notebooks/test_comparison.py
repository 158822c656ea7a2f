"""The comparison of notebooks really compares: a stored output that is not what a fresh run gives is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CONFIG = Path(__file__).parents[1] / "nbval.cfg"


def write(path: Path, stored: str) -> None:
    """A notebook whose one cell says ``the ladder`` and has this text stored."""
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": stored}}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "'the ladder'"}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": [cell]}
    cell["outputs"] = [output]
    path.write_text(json.dumps(notebook))


def test_a_changed_output_is_found_and_one_that_is_the_same_passes(tmp_path: Path) -> None:
    write(tmp_path / "changed.ipynb", "'the ladders'")
    write(tmp_path / "same.ipynb", "'the ladder'")
    command = [sys.executable, "-m", "pytest", "-q", "-rfp", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [*command, "--nbval", "--nbval-sanitize-with", str(CONFIG), "changed.ipynb", "same.ipynb"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line.split()[:2] for line in done.stdout.splitlines() if line.startswith(("FAILED", "PASSED"))]
    assert sorted((word, name.partition("::")[0]) for word, name in said) == [
        ("FAILED", "changed.ipynb"),
        ("PASSED", "same.ipynb"),
    ], done.stdout
    assert done.returncode == 1
