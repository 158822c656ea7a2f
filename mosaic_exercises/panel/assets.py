"""The browser's side, as it travels: the kit and each part (a kind or a view) are one asset of code and styles.

A widget's module cannot import its neighbours, so an asset's files are joined into one module here. The kit's module
exports all that stands at its top; a part's module is given an import of all of that by the loader.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

JS = Path(__file__).parent / "js"
ENTRY = "entry.js"
KIT = "kit"

_TOP = re.compile(r"^(?:async )?(?:function\*?|const|let|class) +([\w$]+)", re.MULTILINE)
_TRIM = re.compile(r"^ +|^ *//.*\n", re.MULTILINE)
_REMARKS = re.compile(r"^ *//.*\n|^ */\*\*[^`]*?\*/\n", re.MULTILINE)
_CSS_REMARKS = re.compile(r"/\*.*?\*/", re.DOTALL)


def packed(json: bytes) -> bytes:
    """JSON as it travels, at a quarter of its bytes; the loader unpacks it."""
    return zlib.compress(json)


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """One asset's texts. ``styles`` are its sheets by file name, whose order is the order of the cascade;
    ``digest`` is the asset's own: a page keeps what it has under it."""

    name: str
    code: str
    styles: dict[str, str]
    digest: str

    def packed(self) -> bytes:
        """The asset as it travels."""
        return packed(msgspec.json.encode(self))


@cache
def loader() -> str:
    """The module that anywidget loads of every panel. It travels with each, so comments and indents stay at home."""
    return _TRIM.sub("", (JS / "loader.js").read_text(encoding="utf-8"))


@cache
def asset(name: str) -> Asset:
    """The kit, or the part of this name. Raises FileNotFoundError for a part that has no files."""
    files = [*sorted((JS / KIT).glob("*.js")), JS / ENTRY] if name == KIT else part_files(name)
    # Remarks are for those who read the files: on the wire they would be a sixth of everything.
    code = "\n".join(_REMARKS.sub("", f.read_text(encoding="utf-8")) for f in files)
    if name == KIT:
        code += f"\nexport {{ {', '.join(_TOP.findall(code))} }};\n"
    code += f"\n//# sourceURL=mosaic-exercises/{name}.js\n"
    styles = {f.stem: _CSS_REMARKS.sub("", f.read_text(encoding="utf-8")) for f in sheets(name)}
    digest = sha256(msgspec.json.encode([name, code, styles])).hexdigest()[:16]
    return Asset(name=name, code=code, styles=styles, digest=digest)


def part_files(part: str) -> list[Path]:
    """The files of one kind or view."""
    for room in ("kinds", "views"):
        if (JS / room / f"{part}.js").is_file():
            return [JS / room / f"{part}.js"]
        if (JS / room / part).is_dir():
            return sorted((JS / room / part).glob("*.js"))
    raise FileNotFoundError(f"The panel has no JS file for '{part}': add {JS.name}/kinds/{part}.js")


def sheets(name: str) -> list[Path]:
    """An asset's style sheets: a part's is named for it (``65_journey.css``), all others are the kit's."""
    parts = {f.stem for room in ("kinds", "views") for f in (JS / room).iterdir()}
    owner = {f: f.stem.partition("_")[2] for f in sorted((JS / "css").glob("*.css"))}
    return [f for f, part in owner.items() if (part if part in parts else KIT) == name]
