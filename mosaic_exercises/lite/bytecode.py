"""Wheels whose Python is compiled already: what a browser then does not do each time the workbook is opened.

Pyodide runs this file (``bytecode.mjs``): bytecode fits one version of Python, and the one that a site is built with
may be another. So nothing is imported here but what every Python has.
"""

from __future__ import annotations

import base64
import csv
import marshal
import warnings
import zipfile
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, source_hash
from io import BytesIO, StringIO
from pathlib import Path

_EPOCH = (2020, 1, 1, 0, 0, 0)  # the same sources make the same wheel
_UNCHECKED = (1).to_bytes(4, "little")  # PEP 552: valid without a look at the source, which is not there


def compiled(data: bytes) -> bytes:
    """The wheel with bytecode in the place of each source. What is no Python of this version stays as it is, and what
    no Python in a browser asks for is left out: tests, and files for a server (the page has its own of these)."""
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        files = {one.filename: zipped.read(one) for one in zipped.infolist() if _wanted(one.filename)}
    made = dict(_in_place(name, content) for name, content in files.items())
    record = next(name for name in made if name.endswith(".dist-info/RECORD"))
    made[record] = _record(made, record)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in made.items():
            zipped.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _wanted(name: str) -> bool:
    return not (name.endswith("/") or "/tests/" in name or ".data/" in name)


def _in_place(name: str, content: bytes) -> tuple[str, bytes]:
    """The file as the wheel has it from now on."""
    if not name.endswith(".py"):
        return name, content
    try:
        with warnings.catch_warnings(action="ignore"):
            code = compile(content, name, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        return name, content
    return f"{name}c", MAGIC_NUMBER + _UNCHECKED + source_hash(content) + marshal.dumps(code)


def _record(files: dict[str, bytes], record: str) -> bytes:
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
        rows.writerow((name, "", "") if name == record else (name, f"sha256={digest}", len(content)))
    return text.getvalue().encode()


def compile_folder(folder: str) -> None:
    """Compile each wheel of a folder where it lies."""
    for path in sorted(Path(folder).glob("*.whl")):
        path.write_bytes(compiled(path.read_bytes()))
