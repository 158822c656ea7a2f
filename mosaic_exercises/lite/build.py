"""Builds a site: fetches what the pins name from PyPI and npm, and has JupyterLite put it together."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PurePosixPath

from mosaic_exercises.course.loader import KEPT, load
from mosaic_exercises.delivery.source import PACKAGE, course_files
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.labextension.place import SHARE
from mosaic_exercises.lite import pins, site, wheels

Say = Callable[[str], None]
KERNEL_EXTENSION = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension")
AT_ONCE = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "anywidget", "ipywidgets")
"""What a kernel loads as it starts, beside what the course needs."""


OF_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""What a page loads of Pyodide's archive."""


class SiteError(MosaicError):
    """A site cannot be built: what is missing, where, and what to do."""


def needs() -> None:
    """Raises SiteError where what builds a site is not installed, or not in the version that fits."""
    for name, wanted in (
        ("jupyterlite-core", pins.JUPYTERLITE_CORE),
        ("jupyterlite-pyodide-kernel", pins.JUPYTERLITE_KERNEL),
    ):
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "none"
        if found != wanted:
            raise SiteError(
                f"{name} {wanted} is needed, and this Python has {found}. "
                'Install it: python -m pip install "mosaic-exercises[lite]"'
            )
    if find_spec("pip") is None:
        raise SiteError("pip is needed to fetch wheels. Install it: python -m ensurepip")


def build(
    source: Path, out: Path, work: Path, edition: str, *, pyodide: Path | None, own: Path | None, say: Say
) -> int:
    """Build a site of the course in ``source`` into ``out``; returns its size in bytes.

    ``work``: an empty folder for what is fetched. ``pyodide``: npm's archive of Pyodide (None: it is fetched). ``own``:
    a folder of wheels of Pyodide's distribution, for labs without its usual address. Raises SiteError.
    """
    course = load()
    lite, parts = work / "lite", work / "site"
    static = work / "python"
    say("Fetching Pyodide ...")
    unpack(pyodide or fetch_pyodide(work), static)
    listed = json.loads((static / "pyodide-lock.json").read_text(encoding="utf-8"))
    say("Fetching wheels ...")
    here = {path.name: path.read_bytes() for path in fetch_wheels(listed["packages"], work / "wheels")}
    extensions = lay_extensions(here, work / "extensions")
    here = {name: data for name, data in here.items() if not name.startswith("jupyterlab_widgets")}
    here |= {p.name: p.read_bytes() for p in (extensions / "@jupyterlite").rglob("*.whl") if not _is_stand_in(p.name)}
    ours, wheel = wheels.own_wheel(PACKAGE, edition, {KEPT.relative_to(PACKAGE).as_posix(): KEPT.read_bytes()})
    here[ours] = wheel
    here, said = compiled(here, static, work / "compiled")
    if own is not None:
        found, lacking = from_folder(listed["packages"], own)
        said += lacking
        have = {wheels.normal(name.split("-")[0]) for name in here}
        here |= {name: data for name, data in found.items() if wheels.normal(name.split("-")[0]) not in have}
    packages = wheels.package_list(listed, here, pins.LABS, usual_address(), pins.LATER)
    for name, data in here.items():
        (static / name).write_bytes(data)
    (static / "pyodide-lock.json").write_text(json.dumps(packages), encoding="utf-8")
    shutil.copy(Path(__file__).with_name(site.PYTHON_MODULE), static)
    lay_files(source, files := lite / "files")
    overrides = json.loads((SHARE / "lab/settings/overrides.d/mosaic.json").read_text(encoding="utf-8"))
    first = [n for n in (*AT_ONCE, *map(wheels.normal, pins.WHEELS), "mosaic-exercises") if n in packages["packages"]]
    loaded = list(dict.fromkeys(n for n in first if n not in pins.LATER))
    needed = wheels.closure(listed["packages"], pins.KERNEL)
    start = list(dict.fromkeys((*loaded, *needed)))
    fetched = [site.PYTHON_MODULE, *OF_PYODIDE, *(packages["packages"][name]["file_name"] for name in start)]
    sizes = {f"{site.PYTHON}/{name}": (static / name).stat().st_size for name in fetched}
    config = site.settings(course.course, course.title, edition, start, sizes, overrides)
    (lite / "jupyter-lite.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    say("Building the site ...")
    run_jupyterlite(lite, files, extensions, parts)
    shutil.move(static, parts / site.PYTHON)
    for path in (parts / "api" / "contents").rglob("all.json"):
        path.write_bytes(site.listing(path.read_bytes()))
    lay_pages(parts, course.title)
    # For a site that GitHub Pages takes from a branch: Jekyll would leave out names that begin with _ or a dot. After
    # the workflow no Jekyll runs, and this file does not even arrive (.github/workflows/lite.yml).
    (parts / ".nojekyll").write_bytes(b"")
    told = {
        "course": course.course,
        "edition": edition,
        "pyodide": pins.PYODIDE,
        "labs_from": "here" if own else "its usual address",
    }
    (parts / site.MARKER).write_text(json.dumps(told, indent=1), encoding="utf-8")
    put_in_place(parts, out)
    for line in said:
        say(line)
    return sum(p.stat().st_size for p in out.rglob("*") if p.is_file())


def usual_address() -> str:
    """Where Pyodide's distribution is, as JupyterLite's kernel has it."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

    return str(PYODIDE_CDN_URL)


def fetch_pyodide(work: Path) -> Path:
    """npm's archive of Pyodide. Raises SiteError."""
    npm = shutil.which("npm")
    if npm is None:
        raise SiteError(
            "npm is needed to fetch Pyodide. Install Node.js, or fetch the archive elsewhere (npm pack "
            f"pyodide@{pins.PYODIDE}) and name it: --pyodide FILE"
        )
    told = _run([npm, "pack", "--silent", f"pyodide@{pins.PYODIDE}", "--pack-destination", str(work)], work)
    return work / told.strip().splitlines()[-1]


def unpack(archive: Path, into: Path) -> None:
    """What a page loads of Pyodide's archive, into a folder. Raises SiteError."""
    into.mkdir(parents=True)
    wanted = set(OF_PYODIDE)
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                name = PurePosixPath(member.name).name
                if name in wanted and (file := tar.extractfile(member)) is not None:
                    (into / name).write_bytes(file.read())
    except (OSError, tarfile.TarError) as error:
        raise SiteError(
            f"{archive} cannot be read ({error}). Fetch it again: npm pack pyodide@{pins.PYODIDE}"
        ) from None
    if lacking := wanted - {p.name for p in into.iterdir()}:
        raise SiteError(f"{archive} is not Pyodide {pins.PYODIDE}: {', '.join(sorted(lacking))} is missing in it.")


def fetch_wheels(listed: Mapping[str, dict[str, str]], into: Path) -> list[Path]:
    """The wheels of the pins, and those that the kernel needs at the versions of Pyodide's list. Raises SiteError."""
    kernel = {listed[name]["name"]: listed[name]["version"] for name in wheels.closure(listed, pins.KERNEL)}
    wanted = [f"{name}=={number}" for name, number in {**kernel, **pins.WHEELS, "comm": "0.2.3"}.items()]
    fits = ["--python-version", pins.PYTHON, "--implementation", "cp", "--abi", pins.ABI, "--abi", "none"]
    fits += ["--platform", pins.PLATFORM, "--platform", "any"]
    pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    into.mkdir(parents=True)
    _run([*pip, "--only-binary", ":all:", *fits, "-d", str(into), *wanted], into)
    return sorted(into.glob("*.whl"))


def compiled(here: Mapping[str, bytes], pyodide: Path, into: Path) -> tuple[dict[str, bytes], list[str]]:
    """The wheels with bytecode in the place of sources, made by the Python in the folder ``pyodide``, each under a name
    of its own; and what is to be said where that could not be done: the site works without, and opens more slowly."""
    into.mkdir(parents=True)
    for name, data in here.items():
        (into / name).write_bytes(data)
    said = []
    try:
        if (node := shutil.which("node")) is None:
            raise SiteError("node is not installed")
        _run([node, str(Path(__file__).with_name("bytecode.mjs")), str(pyodide), str(into)], into)
        made = {name: (into / name).read_bytes() for name in here}
    except SiteError as error:
        said.append(f"Python was not compiled ahead, so each notebook opens some seconds more slowly. {error}")
        made = dict(here)
    return {wheels.named(name, data, pins.ABI): data for name, data in made.items()}, said


def from_folder(listed: Mapping[str, dict[str, str]], folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """The wheels for labs that lie in a folder or below it, and what is to be said of them: which are missing, and
    which are of another version than Pyodide's list has."""
    there = {p.name: p for p in sorted(folder.rglob("*.whl")) if wheels.fits(p.name, pins.ABI, pins.PLATFORM)}
    found: dict[str, bytes] = {}
    said: list[str] = []
    for name in wheels.closure(listed, pins.LABS):
        wanted = listed[name]["file_name"]
        file = wanted if wanted in there else next((f for f in there if wheels.normal(f.split("-")[0]) == name), "")
        if file:
            found[file] = there[file].read_bytes()
        if not file:
            said.append(
                f"{name} is not in {folder}: it is fetched from its usual address, or labs say what is missing."
            )
        elif file.split("-")[1] != listed[name]["version"]:
            said.append(f"{file} is taken, and Pyodide {pins.PYODIDE} has {listed[name]['version']}: try the labs.")
    return found, said


def lay_extensions(here: Mapping[str, bytes], into: Path) -> Path:
    """The lab extensions of a site in a folder: the kernel's, those in the wheels, and ours. Raises SiteError."""
    kernel = Path(sys.prefix) / KERNEL_EXTENSION
    if not kernel.is_dir():
        raise SiteError(
            f"{kernel} is missing. Install it again: python -m pip install --force-reinstall jupyterlite-pyodide-kernel"
        )
    shutil.copytree(kernel, into / "@jupyterlite" / kernel.name)
    for data in here.values():
        with zipfile.ZipFile(BytesIO(data)) as zipped:
            for name in zipped.namelist():
                _, found, rest = name.partition(".data/data/share/jupyter/labextensions/")
                if found and not name.endswith("/"):
                    (into / rest).parent.mkdir(parents=True, exist_ok=True)
                    (into / rest).write_bytes(zipped.read(name))
    shutil.copytree(SHARE / "labextensions", into, dirs_exist_ok=True)
    return into


def run_jupyterlite(lite: Path, files: Path, extensions: Path, out: Path) -> None:
    """Have JupyterLite build the site. Raises SiteError with its last words."""
    config = {
        "LiteBuildConfig": {
            "apps": ["lab", "notebooks", "tree", "edit", "consoles"],  # the list of files leads to all of them
            "contents": [str(files)],
            "ignore_sys_prefix": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(out),
        },
        "FederatedExtensionAddon": {"extra_labextensions_path": [str(extensions)]},
    }
    (lite / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
    _run([sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(lite)], lite)


def lay_files(source: Path, files: Path) -> None:
    """The course's files as learners get them, in a folder."""
    for name, path in course_files(source).items():
        if not name.startswith("notebooks/instructor/"):
            (files / name).parent.mkdir(parents=True, exist_ok=True)
            (files / name).write_bytes(site.for_the_browser(name, path.read_bytes()))


def lay_pages(parts: Path, title: str) -> None:
    """The site's own pages: the one to arrive at, and one for each folder, where the list of files says it is."""
    (parts / "index.html").write_text(site.front_page(title), encoding="utf-8")
    for folder in sorted(p.relative_to(parts / "files") for p in (parts / "files").rglob("*") if p.is_dir()):
        page = parts / "tree" / folder / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(site.back_page(title, len(folder.parts)), encoding="utf-8")


def put_in_place(made: Path, out: Path) -> None:
    """Give the site its place. A site of ours that is there is replaced; any other folder with files in it is not
    touched. Raises SiteError."""
    check_out(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists():
            shutil.rmtree(out)
        shutil.move(made, out)
    except OSError as error:
        raise SiteError(
            f"{out} cannot be written: {error.strerror or error}. Name another folder with --out."
        ) from None


def check_out(out: Path) -> None:
    """Raises SiteError where a folder is not to be replaced by a site."""
    if out.exists() and not out.is_dir():
        raise SiteError(f"{out} is a file. Name a folder with --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / site.MARKER).is_file():
        raise SiteError(f"{out} holds files that are no site of the course. Name a new folder with --out.")


def _is_stand_in(name: str) -> bool:
    return name.startswith("widgetsnbextension-3")  # for ipywidgets 7


def _run(command: list[str], where: Path) -> str:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTERLITE_")}
    done = subprocess.run(command, cwd=where, env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-6:])
        raise SiteError(f"{' '.join(command[:4])} ... did not succeed:\n{last}")
    return done.stdout
