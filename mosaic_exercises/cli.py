"""The command ``mosaic``. Each command is one module of ``commands``, imported only when it is called."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper
from typing import NoReturn

from mosaic_exercises import __version__
from mosaic_exercises.commands import TOLD, Telling, Unheard, UsageError
from mosaic_exercises.errors import MosaicError, in_words

PROG = "mosaic"
COMMANDS = {  # command: (module in mosaic_exercises.commands, its line in the help), in the order shown
    "start": ("start", "make the course in this folder, or update it, and open it"),
    "lab": ("lab", "open the workbook in JupyterLab"),
    "pages": ("pages", "write the notebooks as pages to read"),
    "colab": ("colab", "copy the notebooks for Google Colab"),
    "lite": ("lite", "build the workbook as a site that needs no server"),
    "submit": ("submit", "write the one file to hand in"),
    "plan": ("plan", "write your plan: all that you have made, in one document"),
    "notes": ("notes", "write study notes: every concept, and your own answers beside it"),
    "podcast": ("podcast", "write the course's conversations as sound"),
    "guide": ("guide", "write the trainer's guide: sessions, minutes, what to print"),
    "sheets": ("sheets", "write empty workshop sheets to print"),
    "collect": ("collect", "fetch hand-ins from a shared disk or a hub's homes"),
    "grade": ("grade", "grade a class: files, folders and zips into CSV tables"),
    "settings": ("settings", "write or check a class's settings: due dates, weights, late rule"),
    "regrade": ("regrade", "grade again, and see first what changes for whom"),
    "mark": ("mark", "judge what waits for a person, in the browser or in a table"),
    "comment": ("comment", "write comments to learners, about any item"),
    "second": ("second", "have some answers judged by a second marker, and see how far both agree"),
    "export": ("export", "write the grades for Canvas, Moodle or a table"),
    "feedback": ("feedback", "write learners' pages as a zip for Moodle or Canvas"),
    "return": ("return_pages", "put learners' pages into their own folders"),
    "hub": ("hub", "collect on a JupyterHub, and return pages there"),
    "lti": ("lti", "collect from Moodle or Canvas, and send scores back"),
    "growth": ("growth", "compare what a class knew at the start and knows at the end"),
    "divide": ("divide", "count who took which side, as a file to share with the class"),
    "report": ("report", "write a page about the class and one for each learner"),
    "log": ("log", "say who changed what in the gradebook, and when"),
    "backup": ("backup", "copy the gradebook, whatever database it is in, into one file"),
    "restore": ("restore", "put a backup in the place of a gradebook"),
    "doctor": ("doctor", "say what is wrong with a gradebook, and save what can be saved"),
    "anonymise": ("anonymise", "write the results without names, for research or a colleague"),
    "release": ("release", "make the students' copy of the exercises that count"),
    "demo-class": ("demo", "write a made-up class of hand-in files, to try grading with"),
    "smart": ("smart", "judge objectives, one a line, against SMART"),
    "template": ("template", "write an empty survey form (CSV) for your own data"),
    "bank": ("bank", "take questions to Moodle, Canvas, Anki and others, and bring theirs in"),
    "check": ("check", "look the course over and name whatever piece is missing"),
}


def here() -> list[str]:
    """The commands whose module is installed."""
    return [c for c, (module, _) in COMMANDS.items() if find_spec(f"mosaic_exercises.commands.{module}") is not None]


class RaisingParser(argparse.ArgumentParser):
    """A parser that raises UsageError where another one would end the program."""

    def error(self, message: str) -> NoReturn:
        """Raise it."""
        raise UsageError(message)


def parser(wanted: str, kind: type[argparse.ArgumentParser] = argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser. Only the wanted command's module is imported; of the others the help shows their line."""
    names = here()
    listed = "\n".join(f"  {name:<12}{COMMANDS[name][1]}" for name in names)
    root = kind(
        prog=PROG,
        usage=f"{PROG} [--help] [--version] COMMAND ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="A course workbook on customer development: open it, hand it in, grade a class.",
        epilog=f"commands:\n{listed}\n\n'{PROG} COMMAND --help' says more about one command.",
    )
    root.add_argument("--version", action="version", version=f"{PROG} {__version__}", help="show the version and stop")
    # argparse's own list of commands breaks the longer names onto lines of their own; the list stands in the epilog.
    commands = root.add_subparsers(prog=PROG, dest="command", metavar="COMMAND", help=argparse.SUPPRESS)
    for name in names:
        if name == wanted:
            import_module(f"mosaic_exercises.commands.{COMMANDS[name][0]}").add_parser(commands)
        else:
            commands.add_parser(name, add_help=False)
    return root


def called(words: Sequence[str], told: Telling) -> int:
    """Run one command for somebody in this process, who is told what a terminal would show. Returns the exit code.
    Raises MosaicError where it cannot be done, Stopped where the progress stopped it."""
    before = TOLD.set(told)
    try:
        args = parser(words[0], RaisingParser).parse_args(words)
        code: int = import_module(f"mosaic_exercises.commands.{COMMANDS[args.command][0]}").run(args)
        return code
    finally:
        TOLD.reset(before)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 it could not be done, 2 it was called wrongly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name in a script that this terminal lacks must not end a command
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    wanted = next((w for w in words if not w.startswith("-")), "")
    try:
        return done(wanted, words)
    except KeyboardInterrupt:  # also while what the command needs is still being imported
        print(f"\n{f'{PROG} {wanted}'.strip()}: stopped", file=sys.stderr)
        return 130


def done(wanted: str, words: Sequence[str]) -> int:
    """Run the wanted command, and say in one line what went wrong. Returns the exit code."""
    root = parser(wanted)
    args = root.parse_args(words)
    if not args.command:
        root.print_help()
        return 0
    try:
        code: int = import_module(f"mosaic_exercises.commands.{COMMANDS[args.command][0]}").run(args)
        sys.stdout.flush()
    except UsageError as error:
        print(f"{PROG} {args.command}: {error}", file=sys.stderr)
        return 2
    except MosaicError as error:
        print(f"{PROG} {args.command}: {error}", file=sys.stderr)
        return 1
    except (BrokenPipeError, Unheard):  # the reader of a pipe has seen enough, as in `mosaic check | head`
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        print(f"{PROG} {args.command}: {in_words(error)}", file=sys.stderr)  # a path that can be none, or is shut
        return 1
    return code
