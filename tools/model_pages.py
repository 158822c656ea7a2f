"""Run the pages of docs/models and store their figures: python tools/model_pages.py [folder of the real data]

Each page is a doctest: what it prints is compared with what stands in it. The real data that this repository does not
hold are looked for in the folder given, or in MOSAIC_EXTRA_DATA; pages that need them are left out otherwise.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "models"
FIGURES = ROOT / "docs" / "images" / "models"
COLOURS = 96
"""Enough for a picture of lines, bars and letters; a quarter of the bytes."""


def pages() -> list[Path]:
    """The pages that hold code."""
    return sorted(path for path in PAGES.glob("*.md") if ">>> " in path.read_text(encoding="utf-8"))


def needs(page: Path) -> list[str]:
    """The files beside the repository that a page reads."""
    text = page.read_text(encoding="utf-8")
    return [name for name in ("kiosk_", "hcahps_", "online_retail_") if f'read_csv("{name}' in text]


def lay_out(folder: Path, extra: str | None) -> None:
    """A folder in which the pages find their data by the names they use."""
    (folder / "data").symlink_to(ROOT / "data")
    for path in sorted(Path(extra).glob("*/*.csv*")) if extra else []:
        (folder / path.name).symlink_to(path)


def run(page: Path, folder: Path) -> list[str]:
    """What a page prints otherwise than it says; its figure is left in ``folder``."""
    before = Path.cwd()
    os.chdir(folder)
    said: list[str] = []
    try:
        text = re.sub(
            r"^```.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE
        )  # an empty line ends an output
        test = doctest.DocTestParser().get_doctest(text, {}, page.stem, str(page), 0)
        doctest.DocTestRunner().run(test, out=said.append)
    finally:
        os.chdir(before)
    return said


def main(extra: str | None) -> int:
    """Run every page that can be run."""
    from PIL import Image

    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, extra)
        FIGURES.mkdir(parents=True, exist_ok=True)
        for page in pages():
            if needs(page) and not extra:
                print(f"{page.stem}: left out, it reads {', '.join(needs(page))}...")
                continue
            wrong = run(page, folder)
            print(f"{page.stem}: {'says something else' if wrong else 'as it says'}")
            print("".join(wrong), end="")
            failed += bool(wrong)
            drawn = folder / f"{page.stem}.png"
            if drawn.exists():
                Image.open(drawn).convert("RGB").quantize(COLOURS).save(drawn, optimize=True)
                shutil.copyfile(drawn, FIGURES / drawn.name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MOSAIC_EXTRA_DATA")))
