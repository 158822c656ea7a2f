"""Writes docs/commands.md, every command of ``mosaic`` with its options, from the commands themselves:
``python -m tools.command_pages``; ``--check`` fails where the page is stale."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mosaic_exercises.cli import COMMANDS, here, parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Every command

What `mosaic COMMAND --help` says, on one page. It is written from the commands (`python -m tools.command_pages`), and
`make check` fails where the two differ.

Exit codes: 0 done, 1 it could not be done, 2 it was called wrongly. Where Windows does not find `mosaic`, write
`py -m mosaic_exercises`.
"""
HOME = str(Path.home())


def safe(text: str) -> str:
    """Text of a help line in a cell of a Markdown table."""
    text = " ".join(text.split()).replace(HOME, "~")
    return re.sub(r"([|<>*_\[\]])", r"\\\1", text)


def body(text: str | None) -> str:
    """What a command says of itself: prose as prose; what it has laid out itself, as it stands."""
    text = (text or "").strip()
    return f"```text\n{text}\n```" if re.search(r"^ {2,}\S", text, re.MULTILINE) else safe(text)


def children(command: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a command, by name."""
    found = (action.choices for action in command._actions if isinstance(action, argparse._SubParsersAction))
    return next((dict(choices) for choices in found), {})


def called(action: argparse.Action) -> str:
    """An option as it is written in a call."""
    words = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if action.choices is not None and action.metavar is None:
        words = "{" + ",".join(str(choice) for choice in action.choices) + "}"
    if not action.option_strings:
        return words
    value = "" if action.nargs == 0 else f" {words}"
    return ", ".join(f"{option}{value}" for option in action.option_strings)


def rows(command: argparse.ArgumentParser) -> Iterator[str]:
    """One row an option."""
    for action in command._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
            continue
        about = (action.help or "") % {**vars(action), "prog": command.prog}
        yield f"| `{called(action)}` | {safe(about)} |"


def chapter(name: str, command: argparse.ArgumentParser, depth: int) -> Iterator[str]:
    """A command, then its own commands."""
    yield f"{'#' * depth} mosaic {name}\n"
    if command.description:
        yield body(command.description) + "\n"
    table = list(rows(command))
    if table:
        yield "\n".join(("| | |", "|---|---|", *table)) + "\n"
    if command.epilog:
        yield body(command.epilog) + "\n"
    for part, below in children(command).items():
        yield from chapter(f"{name} {part}", below, depth + 1)


def page() -> str:
    """The whole page."""
    parts = [
        HEAD,
        "\n".join(("| | |", "|---|---|", *(f"| [`{n}`](#mosaic-{n}) | {COMMANDS[n][1]} |" for n in here()))) + "\n",
    ]
    for name in here():
        parts += chapter(name, children(parser(name))[name], 2)
    return "\n".join(parts)


def main() -> int:
    """Write it, or say that it is stale."""
    made = page()
    if "--check" in sys.argv:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made:
            return 0
        print("docs/commands.md differs from the commands: python -m tools.command_pages")
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
