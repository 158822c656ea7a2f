"""The browser's side, as it travels: the kit and each part (a kind or a view) are one asset of code and styles."""

from __future__ import annotations

import re
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from mosaic_exercises.panel.linker import LinkError, Module, bare, in_order, joined

PACKAGE = Path(__file__).parents[1]
UI = Path(__file__).parent / "ui"
KIT = "kit"
ROOMS = {"kinds": "kinds/*/ui", "views": "panel/ui/views/*"}
"""Where parts stand, * for the part's name: in its folder a module and perhaps a sheet of that name."""

CASCADE = ("tokens", "jupyter", "controls", "exercise", "shared", "views", "files", "reader", "case", "", "media")
"""The kit's sheets in the order of the cascade; at "" stand those of the parts."""

_INDENT = re.compile(r"^ +", re.MULTILINE)
_CSS_REMARKS = re.compile(r"/\*.*?\*/", re.DOTALL)


def packed(json: bytes) -> bytes:
    """JSON as it travels, at a quarter of its bytes; the loader unpacks it."""
    return zlib.compress(json)


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """One asset's texts. ``room`` is kinds or views, "" for the kit. ``styles`` are its sheets by names whose order is
    that of the cascade; ``digest`` is the asset's own: a page keeps what it has under it."""

    name: str
    room: str
    code: str
    styles: dict[str, str]
    digest: str

    def packed(self) -> bytes:
        """The asset as it travels."""
        return packed(msgspec.json.encode(self))


@cache
def loader() -> str:
    """The module that anywidget loads of every panel. It travels with each, so comments and indents stay at home."""
    return _INDENT.sub("", bare((UI / "loader.js").read_text(encoding="utf-8")))


@cache
def asset(name: str) -> Asset:
    """The kit, or the part of this name. Raises FileNotFoundError for a part that has no files."""
    if name == KIT:
        room, start, modules = "", "export const $ = {};", kit_modules()
    else:
        # The loader puts an import of the kit's table before it: it knows the kit's address.
        room, start, modules = _main(name)[0], "const $ = { ...kit };", part_modules(name)
    code = f'{start}\n{joined(modules.values())}\nexport default $["{[*modules][-1]}"].default;\n'
    code += f"//# sourceURL=mosaic-exercises/{name}.js\n"
    styles = {key: _CSS_REMARKS.sub("", f.read_text(encoding="utf-8")) for key, f in sheets(name).items()}
    digest = sha256(msgspec.json.encode([name, code, styles])).hexdigest()[:16]
    return Asset(name=name, room=room, code=code, styles=styles, digest=digest)


@cache
def kit_modules() -> dict[str, Module]:
    """The kit by address, each module behind what it imports. The last is the entry of every panel."""
    return in_order(PACKAGE, map(_address, [*sorted((UI / KIT).glob("*.js")), UI / "main.js"]))


def part_modules(part: str) -> dict[str, Module]:
    """One kind or view by address, each module behind what it imports. The last is the part itself.

    Raises FileNotFoundError for a part without files and LinkError for one that reaches into another.
    """
    main = _address(_main(part)[1])
    found = in_order(PACKAGE, [main], kit_modules())
    for address in found:
        if address.rpartition("/")[0] != main.rpartition("/")[0]:
            raise LinkError(f"{part} imports {address}: what two parts have in common stands in the kit")
    return found


def sheets(name: str) -> dict[str, Path]:
    """An asset's style sheets, by names whose order is that of the cascade."""
    if name == KIT:
        return {f"{place:02} {sheet}": UI / "styles" / f"{sheet}.css" for place, sheet in enumerate(CASCADE) if sheet}
    sheet = _main(name)[1].with_suffix(".css")
    return {f"{CASCADE.index(''):02} {name}": sheet} if sheet.is_file() else {}


@cache
def _main(part: str) -> tuple[str, Path]:
    for room, folder in ROOMS.items():
        if (main := PACKAGE / folder.replace("*", part) / f"{part}.js").is_file():
            return room, main
    raise FileNotFoundError(f"The panel has no browser side for '{part}': add kinds/{part}/ui/{part}.js")


def _address(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()
