"""The browser's side as one text: a widget's module cannot import its neighbours, so the files are joined here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

JS = Path(__file__).parent / "js"
ENTRY = "entry.js"


@cache
def loader() -> str:
    """The module that anywidget loads; it loads ``esm(parts)`` from the panel's trait ``code``."""
    return (JS / "loader.js").read_text(encoding="utf-8")


@cache
def esm(parts: tuple[str, ...]) -> str:
    """The kit, the parts asked for (kinds and views; a part is one file or a folder of files) and the entry."""
    files = [*sorted((JS / "kit").glob("*.js")), *(f for part in parts for f in part_files(part)), JS / ENTRY]
    return "\n".join(f"// {f.relative_to(JS).as_posix()}\n{f.read_text(encoding='utf-8')}" for f in files)


def part_files(part: str) -> list[Path]:
    """The files of one kind or view."""
    for room in ("kinds", "views"):
        if (JS / room / f"{part}.js").is_file():
            return [JS / room / f"{part}.js"]
        if (JS / room / part).is_dir():
            return sorted((JS / room / part).glob("*.js"))
    raise FileNotFoundError(f"The panel has no JS file for '{part}': add {JS.name}/kinds/{part}.js")


@cache
def css() -> str:
    """All style sheets, the same for every panel."""
    return "\n".join(f.read_text(encoding="utf-8") for f in sorted(JS.rglob("*.css")))
