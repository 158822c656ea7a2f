"""Which numbers in a persona's text claim something, and which are hours, ages, addresses or names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.models.claims import figures_in
from tests.kinds.examples import CALM


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("73% of riders", ("73%",)),
        ("73 per cent", ("73 per cent",)),
        ("spends EUR 89 a year", ("EUR 89",)),
        ("€1,250.50 for it", ("€1,250.50",)),
        ("3 of 4 riders", ("3 of 4",)),
        ("rode 1200 km", ("1200",)),
        ("two children, 2 bikes", ()),
        ("since 1998", ()),
        ("leaves at 17:40", ()),
        ("on call 24/7", ()),
        ("on 2026-09-30", ()),
        ("", ()),
    ],
)
def test_which_numbers_claim_something(text: str, found: tuple[str, ...]) -> None:
    assert figures_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("WhatsApp after 21", "WhatsApp after 21, never before 8", "reads mail at 22 and again at 6"),
        *("answers from 18 to 20", "free between 17 and 19", "home by 18", "at her desk until 17.30", "after 21:30"),
        *(
            "rings at 10 pm",
            "not before 10 o'clock",
            "open till 20 h",
            "works since 14, every day",
            "after 19 on weekdays",
        ),
        *("answers a 36-hour-old message", "a mail 48 hours old waits", "wrote 14 days ago", "a letter of 25 May"),
        *("a 34-year-old nurse", "aged 34", "is 34 years old", "born on May 25", "on the 25th"),
        *("lives in Quay Street 12", "Hafenstraße 114", "12 Quay Street", "114 Old Harbour Road", "flat 23", "page 11"),
        *("takes bus 40", "asks for room 214", "No. 12", "the tram, line 14"),
        *("types on an iPhone 15", "Windows 11", "rides a Gazelle 500", "a Bosch 500, second hand", "her X-500"),
        *("rings 112", "calls 020 555 0147", "+31 20 555 0147"),
    ],
)
def test_hours_ages_addresses_and_names_are_no_statistics(text: str) -> None:
    assert figures_in(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("gives up after 21 days", "21"), ("before 10 calls are answered", "10"), ("until 40 riders ask", "40")),
        *(("satisfaction rose by 20", "20"), ("her score stands at 15.", "15"), ("reads 36 messages", "36")),
        *(("from 18 to 20 letters", "18"), ("between 17 and 19 riders", "17"), ("at 20% a month", "20%")),
        *(("reads page after page, 30 in all", "30"), ("12 streets away", "12"), ("line 12% longer", "12%")),
        *(("Tessera 40 customers lost", "40"), ("Loses 15 customers", "15"), ("after EUR 21", "EUR 21")),
        *(("calls 15 times", "15"), ("after 9 of 10 calls", "9 of 10"), ("waited 48 hours", "48")),
    ],
)  # fmt: skip
def test_what_is_counted_stays_a_claim(text: str, number: str) -> None:
    assert number in figures_in(text)


@CALM
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(any(sign.isdigit() for sign in number) for number in figures_in(text))
