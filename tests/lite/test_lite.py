"""The parts of a site without a server that can be tried without one; the site itself is tried in tests/browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import mosaic_exercises
from mosaic_exercises.course.loader import KEPT, load
from mosaic_exercises.lite import build, pins, site, wheels
from mosaic_exercises.lite.build import SiteError
from mosaic_exercises.panel import fetching
from mosaic_exercises.panel.widget import Panel
from mosaic_exercises.workbook import Workbook, disk
from tests.support import awaited, long_profile

ROOT = Path(__file__).parents[2]
PACKAGE = Path(mosaic_exercises.__file__).parent
SITE_JS = PACKAGE / "labextension/share/jupyter/labextensions/mosaic-exercises/app/site.js"


def wheel(*files: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for file in files:
            zipped.writestr(file, "")
    return buffer.getvalue()


# versions


def test_the_extra_installs_what_the_pins_name() -> None:
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["lite"]
    assert f"jupyterlite-core=={pins.JUPYTERLITE_CORE}" in extra
    assert f"jupyterlite-pyodide-kernel=={pins.JUPYTERLITE_KERNEL}" in extra
    assert set(pins.LATER) <= set(pins.WHEELS)


def test_the_kernel_is_made_for_this_pyodide() -> None:
    constants = pytest.importorskip("jupyterlite_pyodide_kernel.constants", reason="the extra 'lite' is not installed")
    assert (constants.PYODIDE_VERSION, constants.PYODIDE_PYTHON_VERSION) == (pins.PYODIDE, pins.PYTHON)


# our own wheel


def test_our_wheel_is_the_same_twice_and_is_a_wheel() -> None:
    name, data = wheels.own_wheel(PACKAGE, "1.2", {"more/x.txt": b"y"})
    assert (name, data) == wheels.own_wheel(PACKAGE, "1.2", {"more/x.txt": b"y"})
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        names = zipped.namelist()
        record = zipped.read("mosaic_exercises-1.2.dist-info/RECORD").decode().splitlines()
        assert zipped.read("mosaic_exercises/more/x.txt") == b"y"
    assert [row.split(",")[0] for row in record] == names
    assert not [n for n in names if "/grading/" in n or "/commands/" in n or "__pycache__" in n]


def test_every_exercise_works_with_what_the_browser_gets(tmp_path: Path) -> None:
    """Our wheel leaves out what learners do not need: nothing of it is asked for, also where nothing else is there.

    What is asked for goes by the kind and by the lab: in make test of each kind the first two, and all labs.
    """
    most = 1_000 if long_profile() else 2
    load()  # whoever loads the course keeps it as parsed, which travels too
    name, data = wheels.own_wheel(PACKAGE, "0", {KEPT.relative_to(PACKAGE).as_posix(): KEPT.read_bytes()})
    (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / name) as zipped:
        zipped.extractall(tmp_path / "site")
    code = f"""
import sys
sys.path[:0] = [{str(tmp_path / "site")!r}]
sys.modules.update(dict.fromkeys({[*fetching.FETCHED, "rich", "nbformat", "jupyterlab", "sqlalchemy"]!r}))
sys.modules["fcntl"] = type(sys)("fcntl")  # as the browser's: there is nothing in it
import os; os.getpid = lambda: 42
import mosaic_exercises, tomllib
assert mosaic_exercises.__file__.startswith({str(tmp_path)!r})
from mosaic_exercises.course import load
loads, tomllib.loads = tomllib.loads, None  # the course comes as it was parsed
load()
tomllib.loads = loads
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel import api
course = load()
for word in (api.start, api.submit, api.my_plan, api.listen):
    word()
met = []
for slug, e in course.exercises.items():
    met.append(e.kind)
    if e.kind != "lab" and met.count(e.kind) > {most}:
        continue
    right = KINDS[e.kind].solution(e.task, course.key(slug)).answer
    (reply,) = api.exercise(slug).receive({{"type": "check", "slug": slug, "answer": right, "at": 1e12}})
    assert reply["view"]["result"]["outcome"] in ("correct", "recorded"), slug
    assert reply["view"]["saved"], reply["view"]["problem"]
print(len(course.exercises))
"""
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 300


# the list of packages

LISTED = {
    "info": {"python": "3.14.2"},
    "packages": {
        "pandas": {"name": "pandas", "version": "3", "file_name": "pandas-3.whl", "depends": ["NumPy"], "sha256": "p"},
        "numpy": {"name": "numpy", "version": "2", "file_name": "numpy-2.whl", "depends": [], "sha256": "n"},
        "six": {"name": "six", "version": "1", "file_name": "six-1.whl", "depends": [], "sha256": "s"},
    },
}


def test_what_is_here_is_listed_by_its_own_digest_and_the_rest_by_the_usual_address() -> None:
    own = wheel("our_own/__init__.py", "our_own/deep/__init__.py", "single.py")
    here = {"our_own-1.0-py3-none-any.whl": own, "numpy-2.1-cp314.whl": wheel("numpy/__init__.py")}
    listed = wheels.package_list(LISTED, here, ["pandas"], "https://far.example/full", {"our-own": ("pandas",)})
    packages = listed["packages"]
    assert sorted(packages) == ["numpy", "our-own", "pandas"]
    assert packages["our-own"]["sha256"] == sha256(own).hexdigest()
    assert packages["our-own"]["file_name"] == "our_own-1.0-py3-none-any.whl"
    assert packages["our-own"]["imports"] == ["our_own", "single"]
    assert packages["our-own"]["depends"] == ["pandas"]
    assert packages["numpy"]["version"] == "2.1"
    assert packages["pandas"]["file_name"] == "https://far.example/full/pandas-3.whl"
    assert listed["info"] == LISTED["info"]


def test_wheels_of_a_folder_are_taken_where_they_fit(tmp_path: Path) -> None:
    listed = {
        name: {
            "name": name,
            "version": "1",
            "file_name": f"{name}-1-{pins.ABI}-{pins.ABI}-{pins.PLATFORM}.whl",
            "depends": [],
        }
        for name in pins.LABS
    }
    for file in (
        listed["pandas"]["file_name"],
        f"scipy-2-{pins.ABI}-{pins.ABI}-{pins.PLATFORM}.whl",
        "lxml-1-cp313-cp313-manylinux_2_17_x86_64.whl",
    ):
        (tmp_path / str(file)).write_bytes(b"x")
    found, said = build.from_folder(listed, tmp_path)  # type: ignore[arg-type]
    assert {name.split("-")[0] for name in found} == {"pandas", "scipy"}
    text = "\n".join(said)
    assert "lxml is not in" in text
    assert "matplotlib is not in" in text
    assert "scipy-2" in text
    assert "pandas" not in text


# the site's files


def test_a_notebook_of_the_site_differs_in_its_head_alone() -> None:
    data = (ROOT / "notebooks/00_start.ipynb").read_bytes()
    before, after = json.loads(data), json.loads(site.for_the_browser("notebooks/00_start.ipynb", data))
    assert after["metadata"]["kernelspec"]["name"] == "python"
    assert after["metadata"]["mosaic"].pop("edition") == site.edition_of(before)
    assert after["metadata"]["mosaic"] == before["metadata"]["mosaic"]
    assert after["cells"] == before["cells"]
    assert site.for_the_browser("data/a.csv", b"a\r\n") == b"a\r\n"
    plain = json.loads(site.for_the_browser("notebooks/mine.ipynb", b'{"metadata": {}, "cells": []}'))
    assert plain["metadata"] == {"kernelspec": site.KERNELSPEC}


def test_the_lab_extension_works_the_edition_out_alike() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Üb\n", "er “x” \U0001f600"]},
        {"cell_type": "code", "source": "start()", "outputs": [1]},
    ]
    if (node := shutil.which("node")) is None:
        pytest.skip("node is not installed")
    given = json.dumps({"cells": cells})
    code = f"import({json.dumps(SITE_JS.as_uri())}).then((m) => m.editionOf({given})).then(console.log)"
    done = subprocess.run(
        [node, "--experimental-detect-module", "-e", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == site.edition_of({"cells": cells})


def test_the_browser_keeps_answers_under_names_without_an_edition() -> None:
    one, two = (site.settings("a-course", "T", edition, ["x"], {}, {}) for edition in ("1", "2"))
    stores = [{k: v for k, v in s["jupyter-config-data"].items() if k.endswith("StorageName")} for s in (one, two)]
    assert stores[0] == stores[1]
    assert len(set(stores[0].values())) == 3
    assert all("a-course" in name for name in stores[0].values())


def test_packed_data_is_listed_as_packed() -> None:
    files = [{"name": n, "mimetype": None, "format": None} for n in ("a.csv.gz", "b.csv")]
    told = json.loads(site.listing(json.dumps({"content": files}).encode()))["content"]
    assert [f["mimetype"] for f in told] == ["application/gzip", None]
    assert json.loads(site.listing(b'{"content": null}')) == {"content": None}


def test_the_front_page_escapes_the_title_and_leads_on() -> None:
    page = site.front_page("<b>&")
    assert "<b>" not in page
    assert 'url=notebooks/index.html?path=notebooks/00_start.ipynb"' in page
    assert 'id="jupyter-config-data"' in page


def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("x")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / site.MARKER).write_text("{}")
    for name in ("full", "file"):
        with pytest.raises(SiteError, match="--out"):
            build.check_out(tmp_path / name)
    for name in ("old", "new"):
        (tmp_path / "made").mkdir()
        (tmp_path / "made/index.html").write_text("new")
        build.put_in_place(tmp_path / "made", tmp_path / name)
        assert [p.name for p in (tmp_path / name).iterdir()] == ["index.html"]


def test_what_is_missing_to_build_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "version", lambda _: "0.0.1")
    with pytest.raises(SiteError, match=r"has 0\.0\.1.*mosaic-exercises\[lite\]"):
        build.needs()
    monkeypatch.setattr(build.shutil, "which", lambda _: None)
    with pytest.raises(SiteError, match=r"npm is needed.*--pyodide"):
        build.fetch_pyodide(tmp_path)
    (tmp_path / "a.tgz").write_bytes(b"no archive")
    with pytest.raises(SiteError, match="cannot be read"):
        build.unpack(tmp_path / "a.tgz", tmp_path / "x")


# the learner's record in the browser


def test_a_browser_without_locks_and_a_drive_that_shortens_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", ModuleType("fcntl"))
    monkeypatch.setattr(disk, "IN_BROWSER", True)
    Workbook(home, "c").append("a", 1, "hint")
    with (home / "answers.jsonl").open("ab") as file:
        file.write(b'{"torn')
    real = Path.open

    class Stubborn:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __getattr__(self, name: str) -> Any:
            return (lambda *_: None) if name == "truncate" else getattr(self.file, name)

        def __enter__(self) -> Stubborn:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

    monkeypatch.setattr(Path, "open", lambda self, *a, **k: Stubborn(real(self, *a, **k)))
    book = Workbook(home, "c")
    book.append("b", 1, "hint")
    assert [e.exercise for e in book.events()] == ["a", "b"]
    assert not (home / "answers.lock").exists()


def test_what_a_browser_has_not_kept_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "IN_BROWSER", True)
    book = Workbook(home, "c")
    monkeypatch.setattr(disk, "settle", lambda file: (file.flush(), file.truncate(0), file.seek(5)))
    event = book.append("a", 1, "hint")
    assert "not kept" in book.unsaved
    assert book.events() == (event,)


def test_in_a_browser_a_look_at_files_stands_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    now = [0.0]

    def look(what: str = "x") -> str:
        looked.append(what)
        return f"{what}{len(looked)}"

    again = disk.remembering(look, 10, lambda: now[0])
    assert [again(), again(), again("y")] == ["x1", "x1", "y2"]
    monkeypatch.chdir(tmp_path)
    assert again() == "x3", "another folder is another question"
    now[0] = 11
    assert again() == "x4"
    assert disk.in_browser_once(10)(look) is look, "on a computer nothing is remembered"


# packages that are fetched when they are first needed


class Lab:
    """A session that wants one package and, once it is there, another."""

    parts = ()

    def __init__(self, there: set[str]) -> None:
        self.there = there

    def handle(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        for name in ("pandas", "lxml"):
            if name not in self.there:
                fetching.missed.find_spec(name)
                return [{"type": "live", "error": f"This lab needs {name}"}]
        return [{"type": "live", "picture": 1, "n": message["n"]}]


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What a site can give and has given."""
    found: set[str] = set()
    monkeypatch.setattr(fetching, "absent", lambda names: tuple(n for n in names if n not in found))
    fetching.missed.taken()
    return found


def test_a_picture_comes_once_what_it_needs_was_fetched(there: set[str]) -> None:
    lab, asked = Lab(there), []

    async def fetch(names: tuple[str, ...]) -> None:
        asked.append(names)
        there.update(names)

    lab.handle({})
    names = fetching.missed.taken()
    replies = awaited(fetching.answered(lambda: lab.handle({"n": 3}), names, fetch))
    assert replies == [{"type": "live", "picture": 1, "n": 3}]
    assert asked == [("matplotlib", "pandas"), ("lxml",)]
    (told,) = fetching.loading({"type": "live", "slug": "a", "n": 3}, names)
    assert told["n"] == 3
    assert "Loading matplotlib and pandas" in told["error"]
    assert fetching.loading({"type": "export"}, names) == []


def test_what_cannot_be_fetched_is_said_in_words(there: set[str]) -> None:
    lab = Lab(there)

    async def fetch(names: tuple[str, ...]) -> None:
        raise OSError(names)

    (reply,) = awaited(fetching.answered(lambda: lab.handle({"n": 1}), ("pandas",), fetch))
    assert "pandas, which could not be fetched" in reply["error"]
    assert "All else works" in reply["error"]


def test_null_as_pyodide_has_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A panel that nobody has answered says hello with a draft of null."""

    class JsNull:
        pass

    sent: list[Any] = []
    slug = load().placed()[0].exercise
    panel = mosaic_exercises.exercise(slug)
    monkeypatch.setattr(fetching, "IN_BROWSER", True)
    monkeypatch.setattr(Panel, "send", lambda _, message: sent.append(message))
    answer = {"a": [JsNull(), 1]}
    panel._on_message(panel, {"type": "hello", "slug": slug, "draft": JsNull(), "ids": []}, [])
    assert [m["type"] for m in sent] == ["view"]
    assert fetching.without_null(answer) == {"a": [None, 1]}


def test_on_a_computer_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetching.missed not in sys.meta_path
    sent: list[Any] = []
    panel = mosaic_exercises.start()
    monkeypatch.setattr(Panel, "send", lambda _, message: sent.append(message))
    panel._on_message(panel, {"type": "refresh"}, [])
    assert [m["type"] for m in sent] == ["view"]
