"""``mosaic smart``: objectives, one a line, judged against SMART."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.models import smart

ABOUT = """Reads one statement a line from FILE, or from standard input when FILE is -, and says of each whether it is
specific, measurable, achievable, relevant and time-bound, why, and what to try. Empty lines are passed over."""
RULES = """The checker reads wording. It cannot see whether a target can be reached or matters: achievable and relevant
are prompts, not marks. Exit code: 0 every line was read, 2 called wrongly."""
_NAMES = {
    "specific": "Specific",
    "measurable": "Measurable",
    "achievable": "Achievable",
    "relevant": "Relevant",
    "time_bound": "Time-bound",
}
_PROMPTS = ("achievable", "relevant")
_ARTICLES = {"objective": "an objective", "aim": "an aim", "neither": "neither an objective nor an aim"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "smart", help="judge objectives, one a line, against SMART", description=ABOUT, epilog=RULES
    )
    _arguments(parser)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text file in UTF-8, one statement a line; - is standard input")
    parser.add_argument(
        "--json",
        action="store_true",
        help="one JSON object a line: text, the five verdicts (true, false or null), kind, spans, what is missing",
    )


def run(args: argparse.Namespace) -> int:
    """Print a report, or JSON lines, and return the exit code."""
    statements = _statements(args.file)
    if args.json:
        for statement in statements:
            print(json.dumps(smart.assess(statement).to_dict(), ensure_ascii=False))
        return 0
    counts: dict[str, int] = {}
    total = 0
    for total, statement in enumerate(statements, 1):
        seen = smart.assess(statement)
        counts[seen.kind] = counts.get(seen.kind, 0) + 1
        print(report(seen, total) + "\n")
    print(_summary(total, counts))
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """The command on its own: ``python -m mosaic_exercises.commands.smart FILE``."""
    parser = argparse.ArgumentParser(prog="mosaic smart", description=ABOUT, epilog=RULES)
    _arguments(parser)
    args = parser.parse_args(argv)
    try:
        return run(args)
    except UsageError as error:
        print(f"mosaic smart: {error}", file=sys.stderr)
        return 2


def report(seen: smart.Assessment, number: int = 1) -> str:
    """One assessment as lines of text: the statement, its kind, the five verdicts, and what to try."""
    kind = _ARTICLES.get(seen.kind, "not sure what this is")
    lines = [_wrapped(f"{number}. {seen.text}", 0, 3), _wrapped(f"Reads as {kind}. {seen.kind_reason}", 3, 3)]
    told: set[str] = set()
    for name in smart.CRITERIA:
        finding = seen.finding(name)
        prompt = " (a prompt, not a mark)" if name in _PROMPTS else ""
        lines.append(_wrapped(f"{_NAMES[name]:<11}{finding.verdict:<8} {finding.reason}{prompt}", 3, 23))
        if finding.advice and finding.advice not in told:
            told.add(finding.advice)
            lines.append(_wrapped(f"Try: {finding.advice}", 23, 28))
    lines.extend(_wrapped(f"Note: {note}", 3, 9) for note in seen.notes)
    return "\n".join(lines)


def _wrapped(text: str, first: int, rest: int) -> str:
    """Lines of at most 100 columns. What a terminal could obey (escape codes, turned writing) becomes a space."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return textwrap.fill(shown, 100, initial_indent=" " * first, subsequent_indent=" " * rest, break_on_hyphens=False)


def _summary(total: int, counts: dict[str, int]) -> str:
    if not total:
        return "No statement to read: the input has no line with text."
    order = ("objective", "aim", "neither", "unsure")
    parts = [f"{counts[kind]} {kind}" for kind in order if kind in counts]
    return f"{total} {'statement' if total == 1 else 'statements'}: {', '.join(parts)}."


def _statements(name: str) -> Iterator[str]:
    """The lines with text in them."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{name} cannot be read: {error.strerror or error}. Name a text file, or - for standard input."
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UsageError(f"{name}, line {line}: not UTF-8 text. Save the file as UTF-8 and try again.") from error
    return (line.strip() for line in text.splitlines() if line.strip())


if __name__ == "__main__":
    raise SystemExit(main())
