"""How much room a text takes: never less than the font that is asked for needs, and hardly more."""

from __future__ import annotations

import pytest

from mosaic_exercises.drawing.measure import evened, height_of, width_of, wrapped

TEXTS = [
    "Family haulers and their riders",
    "2026-09-30: 375,000 of 1,250,000 (30 %)",
    "iiii llll WWWW MMMM @@@@ —— ……",
    "Wilma Achterberg, Großhändlerin für Lastenräder; Čeněk Łukasiewicz",
    "“Nobody told me that the claim takes ten days.”",
    "Ευχαριστώ και Спасибо → ● ○ ◆ ✓ −2",
]


@pytest.mark.parametrize("bold", [False, True])
def test_a_text_is_as_wide_as_the_font_draws_it(bold: bool) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    for text in TEXTS:
        font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
        drawn, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
        assert 0.995 * drawn <= width_of(text, 100, bold) <= 1.04 * drawn, text  # kerning draws some letters together


def test_signs_that_the_font_lacks_have_a_width_too() -> None:
    assert width_of("自転車保険", 10) > 5 * 10
    assert width_of("🚲", 10, bold=True) > 10
    assert width_of("e\u0301", 10) == width_of("e", 10)


def test_lines_fit_and_lose_no_word() -> None:
    for text in TEXTS:
        lines = wrapped(text, 120, 13)
        assert " ".join(lines).split() == text.split()
        assert all(width_of(line, 13) <= 120 for line in lines)
        assert height_of(text, 132, 13) == pytest.approx(len(lines) * 13 * 1.3 + 12)


@pytest.mark.parametrize("items", [1, 10, 11, 19, 25, 100])
def test_pages_are_as_few_as_can_be_and_about_as_full(items: int) -> None:
    def pages(tall: float) -> int:
        return -(-items // max(1, int(tall)))

    tall = evened(pages, 10)
    assert pages(tall) == pages(10)
    last = items - (pages(tall) - 1) * int(tall)
    assert pages(tall) == 1 or last > int(tall) / 2
