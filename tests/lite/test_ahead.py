"""What a browser need not do each time the workbook is opened, and a Python that does not wait for ever."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from packaging.utils import parse_wheel_filename

from mosaic_exercises.delivery.source import PACKAGE
from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.lite import build, bytecode, pins, wheels
from mosaic_exercises.workbook import disk

SOURCE = 'def f() -> int:\n    """Words."""\n    return 6 * 7\n'


def wheel(**files: str) -> bytes:
    """A wheel of these files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return buffer.getvalue()


# pages and what is in them


def test_a_folder_in_the_list_of_files_can_be_loaded_again(tmp_path: Path) -> None:
    for folder in ("files/data/deep er", "files/notebooks", "tree"):
        (tmp_path / folder).mkdir(parents=True)
    build.lay_pages(tmp_path, "<b>")
    for folder, back in (("data", "../"), ("data/deep er", "../../"), ("notebooks", "../")):
        page = (tmp_path / "tree" / folder / "index.html").read_text(encoding="utf-8")
        assert f'url={back}index.html"' in page
        assert "<b>" not in page


# compiled ahead


def test_a_wheel_is_compiled_and_says_what_it_holds(tmp_path: Path) -> None:
    data = wheel(
        **{
            "own/__init__.py": SOURCE,
            "own/old.py": "print 'Python 2'",
            "own/table.csv": "a,b\r\n",
            "own/tests/__init__.py": "",
            "own-1.data/data/share/x.js": "",
            "own-1.dist-info/RECORD": "",
        }
    )
    made = bytecode.compiled(data)
    assert made == bytecode.compiled(data)
    with zipfile.ZipFile(BytesIO(made)) as zipped:
        names = zipped.namelist()
        rows = zipped.read("own-1.dist-info/RECORD").decode().splitlines()
        zipped.extractall(tmp_path)
    assert sorted(names) == ["own-1.dist-info/RECORD", "own/__init__.pyc", "own/old.py", "own/table.csv"]
    assert sorted(row.split(",")[0] for row in rows) == sorted(names)
    assert (tmp_path / "own/table.csv").read_bytes() == b"a,b\r\n"
    code = "import own; print(own.f(), own.f.__doc__, own.__file__.endswith('.pyc'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "42 Words. True\n"


def test_another_wheel_has_another_name_which_says_what_it_is() -> None:
    name = "our_own-1.0-py3-none-any.whl"
    source, code = wheel(**{"our_own/__init__.py": ""}), wheel(**{"our_own/__init__.pyc": ""})
    names = [wheels.named(name, data, pins.ABI) for data in (source, code)]
    assert names[0] == wheels.named(name, source, pins.ABI)
    assert [n.rsplit("-", 3)[1:] for n in names] == [["py3", "none", "any.whl"], [pins.ABI, "none", "any.whl"]]
    for file_name, data in zip(names, (source, code), strict=True):
        package, version, build_tag, _ = parse_wheel_filename(file_name)
        assert (package, str(version)) == ("our-own", "1.0")
        assert build_tag
        assert wheels.entry(file_name, data)[1]["imports"] == ["our_own"]
        assert wheels.fits(file_name, pins.ABI, pins.PLATFORM)


def test_where_nothing_can_be_compiled_the_site_is_made_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build.shutil, "which", lambda _: None)
    data = wheel(**{"a/__init__.py": SOURCE})
    made, said = build.compiled({"a-1-py3-none-any.whl": data}, tmp_path, tmp_path / "x")
    assert list(made.values()) == [data]
    assert "opens some seconds more slowly. node is not installed" in said[0]


# Python as the kernel loads it

FAKE_PYODIDE = """
export const loadPyodide = async (options) => ({
  list: await options.lockFileContents, base: options.packageBaseUrl, ran: [], runPython(code) { this.ran.push(code); },
});
"""
ASKING = """
const asked = [];
const answers = { "a.whl": ["breaks", "cut", "whole"], "b.whl": ["whole"], "c.wasm": ["breaks"], "far": ["breaks"] };
const cut = () => new ReadableStream({ pull(c) { c.error(new TypeError("cut")); } });
globalThis.fetch = async (address, options = {}) => {
  const name = String(address).split("/").pop();
  asked.push([name, options.cache ?? ""]);
  if (name === "pyodide-lock.json") return new Response('{"packages": 1}');
  const how = answers[name].shift();
  if (how === "breaks") throw new TypeError("no network");
  return new Response(how === "cut" ? cut() : name);
};
const { loadPyodide, patient } = await import("./python.mjs");
const whole = patient(globalThis.fetch, async () => null);
const here = new URL("./", import.meta.url).href;
const got = (address) => whole(address, {}).then((answer) => answer.text()).catch((error) => error.message);
const read = [];
for (const one of [`${here}a.whl`, `${here}b.whl`, `${here}c.wasm`, "https://x.example/far"]) read.push(await got(one));
const python = await loadPyodide({});
console.log(JSON.stringify({ read, asked, list: python.list, base: python.base === here, ran: python.ran }));
"""


def in_node(folder: Path, script: str) -> Any:
    """What a script prints that stands beside the site's Python and a Pyodide that only notes what it is given."""
    if (node := shutil.which("node")) is None:
        pytest.skip("node is not installed")
    shutil.copy(PACKAGE / "lite/python.mjs", folder)
    (folder / "pyodide.mjs").write_text(FAKE_PYODIDE)
    (folder / "script.mjs").write_text(script)
    done = subprocess.run([node, "script.mjs"], cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_python_of_a_site_asks_again_for_a_file_that_breaks(tmp_path: Path) -> None:
    told = in_node(tmp_path, ASKING)
    assert told["read"] == ["a.whl", "b.whl", "no network", "no network"]
    assert told["asked"] == [
        ["a.whl", ""],
        ["a.whl", "reload"],  # what is in the cache may be the fault
        ["a.whl", "reload"],
        ["b.whl", ""],
        ["c.wasm", ""],  # Pyodide tries that one again by itself
        ["far", ""],  # another's business
        ["pyodide-lock.json", "no-cache"],
    ]
    assert told["list"] == {"packages": 1}
    assert told["base"]
    assert told["ran"] == ["import sys\nsys.path.remove('')"]


REFUSING = """
const { ending, LONG, SHORT, WRITING } = await import("./python.mjs");
let answered = true;
class Request {
  timeout = 0;
  open() {}
  send() { if (!answered) throw new Error("timeout"); }
  get status() { return 200; }
}
const Ending = ending(Request);
const told = [];
function ask(method, address = "https://x.example/name/api/drive", wait = false) {
  const request = new Ending();
  request.open("POST", address, wait);
  try { request.send(JSON.stringify({ data: { method, path: "/a" } })); } catch { told.push("ends"); }
  told.push([method, request.timeout, request.status]);
}
ask("put");
answered = false;
for (const method of ["lookup", "put", "put", "lookup"]) ask(method);
answered = true;
for (const method of ["mknod", "put"]) ask(method);
ask("put", "https://x.example/api/else");
ask("put", undefined, true);
const names = { [LONG]: "long", [WRITING]: "writing", [SHORT]: "short", 0: "none" };
console.log(JSON.stringify(told.map((one) => (one === "ends" ? one : [one[0], names[one[1]], one[2]]))));
"""


def test_a_request_to_a_drive_that_does_not_answer_ends_as_refused(tmp_path: Path) -> None:
    """JupyterLite makes an error of Python's of what is refused; while it waits Python can do nothing at all."""
    assert in_node(tmp_path, REFUSING) == [
        ["put", "writing", 200],
        "ends",
        ["lookup", "long", 504],
        "ends",
        ["put", "writing", 504],
        "ends",
        ["put", "short", 504],
        "ends",
        ["lookup", "long", 504],
        ["mknod", "short", 200],
        ["put", "writing", 200],  # there is room again
        ["put", "none", 200],  # others' requests are theirs
        ["put", "none", 200],
    ]


# looking at files


def test_in_a_browser_a_folder_is_listed_by_one_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ipynb").touch()
    assert disk.names_in(tmp_path) == {"a.ipynb"}
    asked: list[str] = []

    def readdir(folder: str) -> list[str]:
        asked.append(folder)
        return [".", "..", *(p.name for p in Path(folder).iterdir())]

    monkeypatch.setitem(sys.modules, "pyodide_js", SimpleNamespace(FS=SimpleNamespace(readdir=readdir)))
    monkeypatch.setattr(disk, "IN_BROWSER", True)
    assert disk.names_in(tmp_path) == {"a.ipynb"}
    assert asked == [str(tmp_path)]
    with pytest.raises(FileNotFoundError):
        disk.names_in(tmp_path / "missing")


def test_a_drive_that_refuses_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(disk, "made", refuse)
    with pytest.raises(WorkbookError, match="Invalid argument"):
        disk.replace_file(tmp_path / "a.json", b"1")
    monkeypatch.setattr(disk, "IN_BROWSER", True)
    with pytest.raises(WorkbookError, match=r"a\.json cannot be written: this browser has no room left"):
        disk.replace_file(tmp_path / "a.json", b"1")


def test_a_folder_is_made_only_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "er" / "a.txt"
    disk.replace_whole(path, b"1")
    monkeypatch.setattr(Path, "mkdir", None)  # from now on nobody makes one
    disk.replace_whole(path, b"2")
    assert path.read_bytes() == b"2"
    assert list(path.parent.iterdir()) == [path]
