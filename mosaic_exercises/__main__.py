"""``python -m mosaic_exercises`` is the command ``mosaic``."""

from __future__ import annotations

import sys

from mosaic_exercises.cli import main

if __name__ == "__main__":
    sys.exit(main())
