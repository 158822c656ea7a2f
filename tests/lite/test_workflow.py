"""The workflow that puts the site on GitHub Pages: GitHub cannot be had here, but what it would run can."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from mosaic_exercises import cli

ROOT = Path(__file__).parents[2]
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/lite.yml").read_text(encoding="utf-8"))
BUILD, DEPLOY = WORKFLOW["jobs"]["build"], WORKFLOW["jobs"]["deploy"]
RUN = [step["run"] for step in BUILD["steps"] if "run" in step]


def used(job: dict[str, Any], action: str) -> dict[str, Any]:
    """The step of a job that uses an action."""
    (step,) = (one for one in job["steps"] if one.get("uses", "").startswith(f"{action}@"))
    return dict(step)


def test_what_installs_packages_may_not_publish() -> None:
    assert WORKFLOW["permissions"] == {}
    assert BUILD["permissions"] == {"contents": "read"}
    assert DEPLOY["permissions"] == {"pages": "write", "id-token": "write"}
    assert DEPLOY["needs"] == "build"
    assert [step for step in DEPLOY["steps"] if "run" in step] == []
    deploying = used(DEPLOY, "actions/deploy-pages")["id"]
    assert DEPLOY["environment"]["url"] == f"${{{{ steps.{deploying}.outputs.page_url }}}}"


def test_the_site_that_is_built_is_the_one_that_is_uploaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *words = shlex.split(RUN[-1])
    assert command == "mosaic"
    assert words[words.index("--out") + 1] == used(BUILD, "actions/upload-pages-artifact")["with"]["path"]
    monkeypatch.setattr("mosaic_exercises.commands.lite.run", lambda args: print(args.out) or 0)
    assert cli.main(words) == 0  # the command takes these words
    assert capsys.readouterr().out == "site\n"


@pytest.mark.slow
def test_each_step_runs_in_a_bare_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{ROOT}", str(clone)], check=True)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    environ = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH", "MOSAIC_HOME")}
    environ["PATH"] = f"{tmp_path / 'env' / 'bin'}{os.pathsep}{environ['PATH']}"
    for step in RUN:  # as GitHub runs them
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step],
            cwd=clone,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    # what upload-pages-artifact makes of it
    archive = tmp_path / "artifact.tar"
    pack = ["tar", "--dereference", "--hard-dereference", "--directory", "site", "-cf", str(archive)]
    subprocess.run([*pack, "--exclude=.git", "--exclude=.github", "--exclude=.[^/]*", "."], cwd=clone, check=True)
    with tarfile.open(archive) as tar:
        names = {name.removeprefix("./") for name in tar.getnames()}
        assert not [member for member in tar if not (member.isfile() or member.isdir())]
    # what does not arrive is asked for by nobody, on a site taken from a branch neither
    site = clone / "site"
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there - names == {".nojekyll"}
    assert [name for name in names if name.startswith("_") or "/_" in name] == []
    assert {"index.html", "notebooks/index.html", "files/notebooks/00_start.ipynb", "service-worker.js"} <= names
    config = json.loads((clone / "site/jupyter-lite.json").read_text())["jupyter-config-data"]
    assert set(json.loads(config["mosaicFetched"])) <= names
