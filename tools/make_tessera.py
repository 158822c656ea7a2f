"""Write the SYNTHETIC running case into data/tessera/: python tools/make_tessera.py [--out DIR] [--check]

Reads what people wrote: firm.toml above its marker, interviews.toml, survey_items.toml, notes.toml, README.md outside
its marked block, and tools/tessera_case/*.toml. Writes the tables, the figures in firm.toml and the README's block,
and the figures as the course's texts name them: content/figures.toml.
The same input gives the same bytes on Python 3.11 to 3.14. Only the standard library is needed.
"""

import argparse
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from tessera_case import case, write

HOME = Path(__file__).resolve().parent
CASE = HOME.parent / "data" / "tessera"
NAMED = HOME.parent / "mosaic_exercises" / "course" / "content" / "figures.toml"
WRITTEN_BY_HAND = ("interviews.toml", "survey_items.toml", "notes.toml")


def load(path: Path) -> dict[str, Any]:
    """One TOML file; a mistake names the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SystemExit(f"{path}: {error}") from error


def generate(source: Path, out: Path) -> None:
    """The whole folder: tables and texts from `source` and tools/tessera_case, written to `out`."""
    firm_text = (source / "firm.toml").read_text(encoding="utf-8")
    firm = tomllib.loads(write.above_marker(firm_text))
    items = load(source / "survey_items.toml")
    parts = {
        name: load(HOME / "tessera_case" / f"{name}.toml") for name in ("people", "cast", "complaints", "incidents")
    }
    tables, figures = case.build(firm, items, parts)
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write.csv_file(out / f"{name}.csv", rows)
    write.text_file(out / "firm.toml", write.with_figures(firm_text, figures))
    write.text_file(NAMED if out.resolve() == CASE else out / NAMED.name, write.named_figures(figures))
    readme = (source / "README.md").read_text(encoding="utf-8")
    block = write.readme_block(
        tables, figures, load(source / "interviews.toml"), load(source / "notes.toml"), case.due_days(firm)
    )
    write.text_file(out / "README.md", write.with_block(readme, block))
    write.text_file(out / "SYNTHETIC.txt", write.SYNTHETIC)
    for name in WRITTEN_BY_HAND:
        if source.resolve() != out.resolve():
            shutil.copyfile(source / name, out / name)


def differences(source: Path) -> list[str]:
    """Files of `source` that a fresh run would change."""
    with tempfile.TemporaryDirectory() as folder:
        generate(source, Path(folder))
        made = {p: NAMED if p.name == NAMED.name else source / p.name for p in sorted(Path(folder).iterdir())}
        return [p.name for p, now in made.items() if not now.exists() or now.read_bytes() != p.read_bytes()]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write the SYNTHETIC running case, Tessera Cycle Cover.")
    parser.add_argument("--out", type=Path, default=CASE, help="folder to write to (default: data/tessera)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a fresh run would change a file")
    options = parser.parse_args(arguments)
    if options.check:
        changed = differences(CASE)
        print(
            f"a fresh run would change: {', '.join(changed)}" if changed else "data/tessera is as a fresh run writes it"
        )
        return 1 if changed else 0
    generate(CASE, options.out)
    print(f"wrote {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
