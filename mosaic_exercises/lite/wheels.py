"""Wheels: our own for the browser, and the list of all (``pyodide-lock.json``) that Pyodide loads packages by."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

OURS = "mosaic_exercises"
NOT_NEEDED = (
    "bank", "cli.py", "commands", "delivery", "editor", "grading", "handout", "instructor.py", "labextension",
    "lite", "office", "package.json", "service", "teaching",
)  # fmt: skip
"""What of our package no learner's panel needs: it stays out of every learner's browser."""
_EPOCH = (2020, 1, 1, 0, 0, 0)  # the same files make the same wheel, which browsers then need not fetch again


def own_wheel(package: Path, version: str, more: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The name and the bytes of a wheel of our package without what learners do not need. ``more``: files to add, by
    their names in the package."""
    files = {f"{OURS}/{name}": path.read_bytes() for name, path in learners_files(package).items()}
    files |= {f"{OURS}/{name}": data for name, data in more.items()}
    info = f"{OURS}-{version}.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: mosaic-exercises\nVersion: {version}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: mosaic\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = f"{info}/RECORD"
    rows = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in files.items()]
    files[record] = "\n".join([*rows, f"{record},,", ""]).encode()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return f"{OURS}-{version}-py3-none-any.whl", buffer.getvalue()


def learners_files(package: Path) -> dict[str, Path]:
    """The files of our package that a learner's panels need, by name."""
    found = {p.relative_to(package): p for p in sorted(package.rglob("*")) if p.is_file()}
    return {
        name.as_posix(): path
        for name, path in found.items()
        if name.parts[0] not in NOT_NEEDED and "__pycache__" not in name.parts and path.suffix not in (".ts", ".md")
    }


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()


def normal(name: str) -> str:
    """A package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(listed: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """These packages of Pyodide's list and all that they need, sorted."""
    found: set[str] = set()
    todo = [normal(name) for name in names]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += [normal(n) for n in listed[name]["depends"]]
    return sorted(found)


def fits(file_name: str, abi: str, platform: str) -> bool:
    """Whether a wheel of this file name runs there: it is pure Python, or made for this Python and this platform."""
    *_, abis, platforms = file_name.removesuffix(".whl").split("-")
    return platforms == "any" or (platforms == platform and abis in (abi, "abi3", "none"))


def named(file_name: str, data: bytes, abi: str) -> str:
    """The name of a wheel that no other wheel has: its digest is in it. A browser may keep a file by its name for days,
    and would not fetch the new one after an update. Compiled Python is for one version of it (``abi``)."""
    name, version, *_, python, of_abi, platform = file_name.removesuffix(".whl").split("-")
    if any(n.endswith(".pyc") for n in zipfile.ZipFile(BytesIO(data)).namelist()):
        python = abi
    return f"{name}-{version}-0{sha256(data).hexdigest()[:12]}-{python}-{of_abi}-{platform}.whl"


def entry(file_name: str, data: bytes) -> tuple[str, dict[str, Any]]:
    """A wheel's name and its entry in the list. What it needs is left out: all that is here is loaded at once, or it
    stands in Pyodide's own list."""
    name, version = PurePosixPath(file_name).name.split("-")[:2]
    modules = sorted(
        {n.split("/")[0].split(".")[0] for n in zipfile.ZipFile(BytesIO(data)).namelist() if _is_module(n)}
    )
    return normal(name), {
        "name": normal(name),
        "version": version,
        "file_name": file_name,
        "install_dir": "site",
        "sha256": sha256(data).hexdigest(),
        "package_type": "package",
        "imports": modules,
        "depends": [],
        "unvendored_tests": False,
    }


def _is_module(name: str) -> bool:
    top, _, rest = name.partition("/")
    return "." not in top and rest in ("__init__.py", "__init__.pyc") if rest else top.endswith((".py", ".pyc"))


def package_list(
    pyodide: Mapping[str, Any],
    here: Mapping[str, bytes],
    elsewhere: Iterable[str],
    address: str,
    needs: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The list of a site's packages. ``here``: the wheels that lie beside the list, by file name. ``elsewhere``: the
    names of packages of Pyodide's own list that are fetched from ``address`` when they are asked for.
    ``needs``: what wheels that are here need, where that is not loaded at once."""
    packages = dict(entry(file_name, data) for file_name, data in here.items())
    listed = pyodide["packages"]
    for name in closure(listed, elsewhere):
        if name in packages:
            packages[name]["depends"] = [n for n in listed[name]["depends"] if normal(n) != name]
        else:
            packages[name] = {**listed[name], "file_name": f"{address}/{listed[name]['file_name']}"}
    for name, needed in needs.items():
        packages[name]["depends"] = list(needed)
    return {"info": pyodide["info"], "packages": dict(sorted(packages.items()))}
