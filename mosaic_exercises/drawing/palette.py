"""The colours of every picture that leaves the workbook: the panel's own, on white."""

from __future__ import annotations

from typing import Final

# The panel's own colours on white: an export looks like the screen (panel/ui/styles/tokens.css, kinds/journey).
INK: Final = "#1f2328"
MUTED: Final = "#565d66"
LINE: Final = "#c3c9d0"
STRONG: Final = "#8b9199"
PAPER: Final = "#ffffff"
SHADE: Final = "#f3f4f6"
ACCENT: Final = "#3a4fb0"
GOOD: Final = "#176b41"
PART: Final = "#855300"
BAD: Final = "#a8321f"
GOOD_TINT: Final = "#ecf3ef"
PART_TINT: Final = "#f6f0e6"
BAD_TINT: Final = "#f9f0ee"
ACCENT_TINT: Final = "#eef0f8"
WARN: Final = BAD
# One for each persona, told apart with any colour vision and 3:1 on white; curves differ in marks and dashes too.
SERIES: Final = (ACCENT, "#9a3412", "#0f6b6b", "#86198f", "#4d5b12", "#5b4636")

# The same on a screen that the reader keeps dark: what a page of HTML and the panel turn to.
PAGE_COLOURS: Final = {
    "bg": (PAPER, "#1b1c20"),
    "text": (INK, "#e6e7ea"),
    "accent": (ACCENT, "#a9b8ff"),
    "good": (GOOD, "#74d3a0"),
    "part": (PART, "#eebb62"),
    "bad": (BAD, "#ff9d8a"),
}


def tokens() -> str:
    """The palette as custom properties of CSS, each light and dark: what the style sheet of every page begins with."""
    own = "".join(f"--{name}:light-dark({light},{dark});" for name, (light, dark) in PAGE_COLOURS.items())
    mixed = "".join(
        f"--{name}:color-mix(in srgb,var(--text) {share}%,var(--bg));"
        for name, share in (("soft", 76), ("line", 16), ("raised", 4))
    )
    return f":root{{color-scheme:light dark;{own}{mixed}}}"
