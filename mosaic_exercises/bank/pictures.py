"""The picture that travels with a question: an empty ladder, or an empty map of four corners. Plain SVG, no fonts."""

from __future__ import annotations

from collections.abc import Sequence

from mosaic_exercises.drawing.html import safe

INK, PAPER, SOFT = "#1d2733", "#ffffff", "#dfe7ee"


def ladder_picture(rungs: Sequence[str]) -> tuple[str, str]:
    """A ladder whose rungs are named from the top down, and its words."""
    high, gap = 44 * len(rungs) + 24, 44
    lines = [f'<rect x="20" y="8" width="6" height="{high - 16}" fill="{INK}"/>']
    lines.append(f'<rect x="614" y="8" width="6" height="{high - 16}" fill="{INK}"/>')
    for n, rung in enumerate(rungs):
        y = 16 + n * gap
        lines.append(f'<rect x="26" y="{y}" width="588" height="30" fill="{SOFT}"/>')
        lines.append(_text(320, y + 20, _short(rung, 84)))
    return _svg(640, high, lines), "A ladder, from the top: " + "; ".join(rungs) + "."


def plane_picture(names: Sequence[str]) -> tuple[str, str]:
    """A map of four corners (top left, top right, bottom left, bottom right, then both axes), and its words."""
    tl, tr, bl, br, across, up = names
    lines = [f'<rect x="{x}" y="{y}" width="278" height="148" fill="{SOFT}"/>' for y in (30, 182) for x in (40, 322)]
    for (x, y), name in zip(((179, 108), (461, 108), (179, 260), (461, 260)), (tl, tr, bl, br), strict=True):
        lines.append(_text(x, y, _short(name, 40)))
    lines += [_text(320, 354, f"{_short(across, 80)} →"), _text(320, 20, f"↑ {_short(up, 80)}")]
    alt = f"A map of four corners. Top left: {tl}; top right: {tr}; bottom left: {bl}; bottom right: {br}. "
    return _svg(640, 368, lines), f"{alt}Across: {across}. Up: {up}."


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _text(x: int, y: int, text: str) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-family="sans-serif" font-size="14" fill="{INK}">'
        f"{safe(text)}</text>"
    )


def _svg(width: int, height: int, lines: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><rect width="100%" height="100%" fill="{PAPER}"/>{"".join(lines)}</svg>'
    )
