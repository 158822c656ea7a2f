"""``python -m mosaic_exercises.labextension [--trust FOLDER]``: place the extension; trust a course's notebooks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.labextension.place import NAME, ensure_placed
from mosaic_exercises.labextension.trust import trust_course


def main(argv: list[str] | None = None) -> int:
    """Place the extension for this Python and say what was done. Returns 1 where that was not possible."""
    parser = argparse.ArgumentParser(prog="python -m mosaic_exercises.labextension", description=main.__doc__)
    parser.add_argument("--trust", metavar="FOLDER", type=Path, help="also trust the course's notebooks below FOLDER")
    args = parser.parse_args(argv)
    try:
        where, written = ensure_placed()
        print(f"{NAME}: {'placed in' if written else 'already in'} {where}")
        if args.trust is not None:
            done = trust_course(args.trust)
            print(f"notebooks: {len(done.new)} newly trusted, {len(done.already)} trusted before")
            for path, reason in done.left:
                print(f"left untrusted: {path}: {reason}", file=sys.stderr)
    except MosaicError as error:
        print(error, file=sys.stderr)
        return 1
    except ImportError as error:
        print(f"JupyterLab is not installed in this Python ({error}): nothing to do.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
