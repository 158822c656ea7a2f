"""The one pattern of a cell that may be run when its notebook opens. The browser's copy is ``app/pattern.js``."""

from __future__ import annotations

import re

# A comment holds no control characters and no line separators: IPython splits lines at \v, \f, \x1c-\x1e, \x85,
# \u2028 and \u2029 too, so a "comment" with one of these could carry a second, running line.
_COMMENT = r"#[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\n"
_NAME = r"(?:start|case|exercise|glossary|keep|quiz|lab|listen|my_plan|review|submit)"
_IMPORT = rf"from mosaic_exercises import {_NAME}(?:, {_NAME})*\n"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_CALL = (
    rf'(?:(?:start|case|glossary|listen|my_plan|review|submit)\(\)|(?:exercise|glossary|quiz|lab)\("{_SLUG}"\)'
    rf'|keep\("{_SLUG}"(?:, "{_SLUG}")*\))'
)
_TEACHING = r"from mosaic_exercises\.instructor import (?:class_page\n+class_page|marking\n+marking|room\n+room)\(\)"

CELL = rf"(?:{_COMMENT})*(?:(?:{_IMPORT})?\n*{_CALL}|{_TEACHING})\n*"
"""Comment lines, then the import, blank lines, exactly one call; or an instructor's panel, with its own import. The
syntax means the same in Python and JavaScript."""


def may_run(source: str) -> bool:
    """Whether a cell with this source may be run without a person asking for it."""
    return re.fullmatch(CELL, source) is not None
