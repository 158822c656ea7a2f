"""Files to the byte: CSV with a plain header and LF, the figures in firm.toml, the marked block of the README."""

import csv
import io
from pathlib import Path

from tessera_case.dice import Row
from tessera_case.figures import INACTIVE, STAGES, moves

MARKER = "# ---------------------------------------- figures (written by tools/make_tessera.py; do not edit below)\n"
BEGIN = "<!-- figures:begin (written by tools/make_tessera.py) -->\n"
END = "<!-- figures:end -->\n"
SYNTHETIC = """SYNTHETIC

Everything in this folder is invented: the firm Tessera Cycle Cover, its people, customers, competitors and figures.
It was written for a course. No row describes a real person or firm, and nothing here says anything about a real market.
Any likeness is accidental. Licence: CC BY 4.0.
"""


def csv_file(path: Path, rows: list[Row]) -> None:
    """UTF-8, LF, header first. All rows must have the first row's columns."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    text_file(path, buffer.getvalue())


def text_file(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def above_marker(text: str) -> str:
    """What people wrote in firm.toml."""
    return text.partition(MARKER)[0].rstrip("\n") + "\n"


def with_figures(text: str, figures: list[Row]) -> str:
    parts = [above_marker(text), "\n", MARKER]
    for row in figures:
        parts.append("\n[[figure]]\n")
        parts += [f"{key} = {_toml(value)}\n" for key, value in row.items()]
    return "".join(parts)


def named_figures(figures: list[Row]) -> str:
    """The figures as the course's texts write them, by their names without fig-."""
    head = "# Figures of the case, for the course's texts: {fig:NAME}. Written by tools/make_tessera.py; do not edit.\n"
    return head + "".join(f"{str(row['id'])[4:]} = {_toml(_said(row['value']))}\n" for row in figures)


def _said(value: object) -> str:
    """A number with its decimals, with a comma in thousands and a real minus."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    digits = len(repr(value).partition(".")[2]) if isinstance(value, float) else 0
    return f"{value:,.{digits}f}".replace("-", "\u2212")


def _toml(value: object) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"no figure may be a {type(value).__name__}: {value!r}")
    return repr(value)


def with_block(readme: str, block: str) -> str:
    """The README with its marked block replaced."""
    before, found, rest = readme.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not (found and closed):
        raise ValueError(
            f"README.md has lost its block: a line {BEGIN.strip()!r} and a line {END.strip()!r} must stand in it"
        )
    return before + BEGIN + block + END + after


def readme_block(
    tables: dict[str, list[Row]], figures: list[Row], interviews: Row, notes: Row, due: dict[str, int]
) -> str:
    """Files with their columns, the interviews, the moves between loyalty stages, all figures."""
    lines = ["", "### Files", "", "| file | rows | columns |", "|---|---|---|"]
    lines += [f"| `{name}.csv` | {len(rows)} | {', '.join(rows[0])} |" for name, rows in tables.items()]
    line = {note["interview"]: note["line"] for note in notes["interview_note"]}
    columns = ("person", "customer_id", "role", "segment")
    lines += ["", "### Interviews", "", f"| id | {' | '.join(columns)} | in one line |", "|---" * 6 + "|"]
    for row in interviews["interview"]:
        cells = [row[column] for column in columns]
        lines.append(f"| `{row['id']}` | {' | '.join(cells)} | {line[row['id']]} |")
    lines += _moves(tables, due)
    lines += ["", "### Figures", "", "| figure | what | value | unit | period | how |", "|---|---|---|---|---|---|"]
    for row in figures:
        name = row["name"] + (f" ({row['segment']})" if "segment" in row else "")
        period = row.get("period", "")
        lines.append(f"| `{row['id']}` | {name} | {row['value']} | {row['unit']} | {period} | {row['how']} |")
    return "\n".join([*lines, ""]) + "\n"


def _moves(tables: dict[str, list[Row]], due: dict[str, int]) -> list[str]:
    """How many accounts stood where at the end of the first year (rows), and now (columns)."""
    counts = moves(tables, due)
    columns = (*STAGES, INACTIVE)
    lines = ["", "### Moves from FY25 to FY26", "", f"| at the end of FY25 | {' | '.join(columns)} | all |"]
    lines.append("|---|" + "---|" * (len(columns) + 1))
    for row in (*STAGES, "new"):
        cells = [counts.get((row, column), 0) for column in columns]
        lines.append(f"| {row} | {' | '.join(map(str, cells))} | {sum(cells)} |")
    return lines
