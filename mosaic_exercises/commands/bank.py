"""``mosaic bank``: the course's questions in the formats of other systems, and theirs as a course folder."""

from __future__ import annotations

import argparse
import os
import shutil
from collections import Counter
from pathlib import Path

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.output import put

HOME = "https://mosaic.invalid"
NAMES = "moodle, gift, qti12, qti21, anki, jupyterquiz, jupytercards"
ABOUT = f"""Takes the questions of the course to where you teach, and questions from there into a course folder.

  mosaic bank export FORMAT            FORMAT is one of {NAMES}
  mosaic bank export xapi FILES ...    what a class did, as xAPI statements, one a line (exit code 1 where a
                                       hand-in could not be read whole)
  mosaic bank import FILE --out FOLDER GIFT, Moodle XML or QTI 1.2 (XML or Canvas's zip) as a course folder
  mosaic bank table                    how many questions of each kind go into each format

Nothing is dropped in silence: what a format cannot hold is named, with the reason. The files hold the answers."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "bank",
        help="take questions to Moodle, Canvas, Anki and others, and bring theirs in",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="export|import|table")
    export = actions.add_parser("export", help="write the questions in one format")
    export.add_argument("format", metavar="FORMAT", help=f"{NAMES}, or xapi")
    export.add_argument("files", nargs="*", metavar="FILES", help="xapi: hand-in files, folders and zips")
    export.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write (default: mosaic-FORMAT and its ending)"
    )
    export.add_argument(
        "--only", action="append", metavar="NOTEBOOK", help="this notebook alone, for example 03 (again for more)"
    )
    export.add_argument("--home", default=HOME, metavar="IRI", help=f"xapi: what ids begin with (default: {HOME})")
    export.add_argument(
        "--names", action="store_true", help="xapi: tell learners' names and ids, not only their workbooks"
    )
    export.add_argument("--all", action="store_true", help="name every question concerned, not only the first ones")
    import_ = actions.add_parser("import", help="read a question file into a course folder")
    import_.add_argument("file", type=Path, metavar="FILE")
    import_.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a folder that is not there yet")
    import_.add_argument(
        "--notebook", default="imported", metavar="ID", help="the notebook the questions belong to (default: imported)"
    )
    import_.add_argument("--title", default="Imported questions", help="the notebook's title")
    import_.add_argument("--all", action="store_true", help="name every question concerned, not only the first ones")
    actions.add_parser("table", help="how many questions of each kind go into each format")


def run(args: argparse.Namespace) -> int:
    """Do one of the three."""
    if getattr(args, "out", None) == Path("-"):
        raise UsageError("--out -: nothing is written to the standard output. Name a file, or for import a folder.")
    if args.action == "table":
        return table()
    if args.action == "import":
        return take(args.file, args.out, args.notebook, args.title, every=args.all)
    if args.format == "xapi":
        return tell(args)
    return export(args)


def export(args: argparse.Namespace) -> int:
    """Write the questions of the course, and say what became of each."""
    from mosaic_exercises.bank import anki
    from mosaic_exercises.bank.collect import gather
    from mosaic_exercises.bank.formats import FORMATS, account
    from mosaic_exercises.course import load

    if args.format not in FORMATS:
        raise UsageError(f"there is no format '{args.format}'. Formats: {', '.join(FORMATS)}, xapi")
    if args.files:
        raise UsageError(f"{args.format} takes no files: it writes the course's questions")
    format_ = FORMATS[args.format]
    course = load()
    questions, left = gather(course)
    if args.only:
        chosen = [n for n in course.notebooks if any(n.id == w or n.id.startswith(f"{w}_") for w in args.only)]
        if len(chosen) < len(set(args.only)):
            raise UsageError(f"--only: notebooks are {', '.join(n.id for n in course.notebooks)}")
        titles = {n.title for n in chosen}
        own = {s for n in chosen for s in (*n.questions, *(i.slug for i in n.items))}
        questions = [q for q in questions if q.chapter in titles]
        left = [one for one in left if one.id in own]
    found = account(format_, questions, left)
    out = args.out or Path(f"mosaic-{format_.name}{format_.ending}")
    if format_.name == "anki" and out.is_file():
        import time

        data = anki.deck(course.title, found.written, int(time.time()), anki.known(out.read_bytes()))
    else:
        data = format_.write(course.title, found.written)
    put(out, data)
    print(
        f"Written: {out} ({format_.label}, {len(found.written)} questions, {len(data):,} bytes). It holds the answers."
    )
    shown = None if args.all else 3
    reasons: dict[str, list[str]] = {}
    for one in found.left:
        reasons.setdefault(one.reason, []).append(one.id)
    if reasons:
        print(f"\nStays here ({len(found.left)}):")
        for reason, slugs in reasons.items():
            print(f"  {reason}\n    {listed(slugs, shown)}")
    if found.lost:
        print("\nDoes not come along:")
        for what, ids in found.lost.items():
            print(f"  {what}\n    {listed(ids, shown)}")
    return 0


def listed(ids: list[str] | tuple[str, ...], shown: int | None) -> str:
    """Ids in a line; of many the first ones and how many more."""
    if shown is None or len(ids) <= shown + 1:
        return ", ".join(ids)
    return f"{', '.join(ids[:shown])} and {len(ids) - shown} more"


def put_folder(out: Path, files: dict[str, str]) -> None:
    """Write a folder whole or not at all: it gets its name when everything is in it."""
    half = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: there is no folder to make it in. Make that first, or name another.")
    try:
        for path, text in files.items():
            (half / path).parent.mkdir(parents=True, exist_ok=True)
            (half / path).write_text(text, encoding="utf-8", newline="\n")
        half.replace(out)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise UsageError(f"{out} cannot be written: {error.strerror or error}. Name another place.") from None


def table() -> int:
    """Print kind x format with counts: exercises that go, of all of their kind."""
    from mosaic_exercises.bank.collect import gather
    from mosaic_exercises.bank.formats import FORMATS, account
    from mosaic_exercises.course import load

    course = load()
    questions, left = gather(course)
    whole = Counter(e.kind for e in course.exercises.values())
    print(f"{'':<10}{'all':>6}" + "".join(f"{name:>14}" for name in FORMATS))
    accounts = [account(f, questions, left) for f in FORMATS.values()]
    for kind, count in sorted(whole.items()):
        cells = [len({q.id.partition("--")[0] for q in a.written if q.kind == kind}) for a in accounts]
        print(f"{kind:<10}{count:>6}" + "".join(f"{n:>14}" for n in cells))
    print("\nWhat stays here: mosaic bank export FORMAT names it, with the reason.")
    return 0


def tell(args: argparse.Namespace) -> int:
    """Write a class's statements: 1 where a hand-in could not be read whole, for scripts that nobody watches."""
    from mosaic_exercises.bank.xapi import statements
    from mosaic_exercises.course import load

    if not args.files:
        raise UsageError("xapi needs hand-in files: mosaic bank export xapi FILES ...")
    heard = statements(load(), args.files, args.home.rstrip("/"), names=args.names)
    if not heard.lines:
        raise BankError("\n  ".join(("there is nothing to tell of in these files.", *heard.problems, *heard.others)))
    out = args.out or Path("mosaic-xapi.jsonl")
    put(out, b"".join(line + b"\n" for line in heard.lines))
    print(f"Written: {out} ({len(heard.lines)} statements, one a line).")
    for what, found in (("Could not be read", heard.problems), ("No hand-ins", heard.others)):
        if found:
            print(f"\n{what} ({len(found)}):", *found, sep="\n  ")
    return 1 if heard.problems else 0


def take(file: Path, out: Path, notebook: str, title: str, *, every: bool) -> int:
    """Read a question file into a course folder. Nothing is written unless the whole file could be read."""
    from mosaic_exercises.bank.course_folder import folder, slug_of
    from mosaic_exercises.bank.incoming import read_file
    from mosaic_exercises.course import load

    if out.exists():
        raise UsageError(f"{out} is already there. Name a folder that is not.")
    if slug_of(notebook.replace("_", "-")) != notebook.replace("_", "-"):
        raise UsageError(f"--notebook: write lower-case letters, digits and _, as in 12_bikes, not {notebook!r}")
    found = read_file(file)
    course = load()
    made = folder(found.questions, notebook, title, frozenset(course.exercises), frozenset(course.concepts))
    if not made.count:
        why = [f"  {p.where}: {p.what}" for p in found.puzzling + made.puzzling]
        raise BankError(
            "\n".join((f"{file}: none of its questions could be taken:", *why))
            if why
            else f"{file}: no question was found in it."
        )
    put_folder(out, made.files)
    print(f"Written: {out} ({made.count} question{'' if made.count == 1 else 's'}). Use it: MOSAIC_COURSE={out}")
    whats: dict[str, list[str]] = {}
    for one in found.puzzling + made.puzzling:
        whats.setdefault(one.what, []).append(one.where)
    if whats:
        print("\nNot understood, not kept, or filled in:")
        for what, where in whats.items():
            print(f"  {what} ({len(where)})\n    {listed(where, None if every else 3)}")
    return 0
