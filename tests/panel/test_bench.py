"""What the tests of panels stand on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, expect

from .bench import Bench


def test_an_error_of_a_page_names_what_was_called(bench: Bench) -> None:
    bench.blank_page()
    with pytest.raises(Error, match=r"^Locator\.inner_text: Timeout"):
        bench.page.locator("#nothing").inner_text(timeout=1)
    with pytest.raises(AssertionError, match="Actual value"):
        expect(bench.page.locator("#nothing")).to_have_text("x", timeout=1)
