"""The documentation: every page is in the site's contents, and the page of commands is the commands'. Whether each link
leads somewhere `make docs` says, which `make check` runs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from mosaic_exercises.cli import here
from tools.command_pages import page

ROOT = Path(__file__).parents[1]


def named(part: object) -> Iterator[str]:
    """The files that a part of the contents names."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from named(one)
    elif isinstance(part, dict):
        yield from named(list(part.values()))


def test_the_sites_contents_name_every_page_once() -> None:
    settings = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert sorted(named(settings["project"]["nav"])) == sorted(pages)


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert text == page(), "python -m tools.command_pages"
    assert [name for name in here() if f"\n## mosaic {name}\n" not in text] == []


def test_every_picture_is_shown_on_a_page() -> None:
    told = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs").rglob("*.md"))
    told += (ROOT / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "docs" / "images").rglob("*.png") if path.name not in told] == []
