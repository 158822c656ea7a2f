"""Numbers as people write them: what is read, what is noted, what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.numerals import from_json, read_numeral, written
from tests.kinds.contract import assert_message
from tests.kinds.examples import CALM
from tests.support import every

READ = [
    # plain
    ("0", 0), ("7", 7), ("007", 7), ("1250", 1250), ("1250.5", 1250.5), ("340.", 340), (".5", 0.5), (",5", 0.5),
    ("  42\n", 42), ("0.0", 0), ("3.0", 3), ("12345678901234567890", 1.2345678901234567e19),
    # the decimal sign
    ("27.5", 27.5), ("27,5", 27.5), ("27,50", 27.5), ("1,2500", 1.25), ("1234,567", 1234.567), ("0,250", 0.25),
    ("00,250", 0.25), ("0,125", 0.125), ("1.250", 1.25), ("12.345", 12.345), ("1234.567", 1234.567),
    # thousands
    ("1,250", 1250), ("12,500", 12500), ("125,000", 125000), ("1,250,000", 1250000), ("1.250.000", 1250000),
    ("1,250.50", 1250.5), ("1.250,50", 1250.5), ("1,250.500", 1250.5), ("1.250,500", 1250.5),
    ("1,250,000.5", 1250000.5), ("1.250.000,5", 1250000.5), ("12,50,000", 1250000), ("1,25,000.75", 125000.75),
    ("1 250", 1250), ("1 250,50", 1250.5), ("1 250.50", 1250.5), ("1 250,500", 1250.5), ("12 500 000", 12500000),
    ("1\u00a0250", 1250), ("1\u2009250,5", 1250.5), ("1\u202f250\u202f000", 1250000), ("1  250", 1250),
    ("1'250", 1250), ("1\u2019250.50", 1250.5), ("1'250'000", 1250000),
    # signs
    ("-0.2", -0.2), ("- 0.2", -0.2), ("+3", 3), ("\u22120,2", -0.2), ("\u20135", -5), ("-1,250", -1250), ("-0", 0),
    # powers of ten
    ("1e3", 1000), ("1.5E3", 1500), ("2e-2", 0.02), ("-1,5e+2", -150), ("1.2 million", 1200000),
    ("1.1 million", 1100000),
    ("3k", 3000), ("3 K", 3000), ("5 thousand", 5000), ("2 bn", 2e9), ("2,5 Mio.", 2500000),
    # other scripts and what copying leaves
    ("\uff11\uff12\uff0e\uff15", 12.5), ("\u0663\u0664\u0660", 340), ("\u0661\u066b\u0665", 1.5),
    ("\u0661\u066c\u0662\u0665\u0660", 1250), ("\ufeff27.5\u200b", 27.5), ("\u202a-3\u202c", -3),
]  # fmt: skip

WITH_UNIT = [
    ("27,5 %", "%", 27.5, "%"),
    ("27.5%", "%", 27.5, "%"),
    ("%27", "%", 27, "%"),
    ("27.5 per cent", "%", 27.5, "per cent"),
    ("€340", "EUR", 340, "€"),
    ("340€", "EUR", 340, "€"),
    ("EUR 340", "EUR", 340, "EUR"),
    ("340 euros", "EUR", 340, "euros"),
    ("-€340", "EUR", -340, "€"),
    ("€-340", "EUR", -340, "€"),
    ("- EUR 340", "EUR", -340, "EUR"),
    ("EUR -1.250,50", "EUR", -1250.5, "EUR"),
    ("€340 EUR", "EUR", 340, "€"),
    ("US$ 5", "EUR", 5, "US$"),
    ("£1,250.50", "EUR", 1250.5, "£"),
    ("€1.2m", "EUR", 1200000, "€"),
    ("1.2 million euros", "EUR", 1200000, "euros"),
    ("3k€", "EUR", 3000, "€"),
    ("€ 340 a year", "EUR a year", 340, "€ a year"),
    ("340 EUR/year", "EUR per year", 340, "EUR/year"),
    ("340 customers", "customers", 340, "customers"),
    ("340 Customers.", "customers", 340, "Customers."),
    ("1 customer", "customers", 1, "customer"),
    ("5 percentage points", "percentage points", 5, "percentage points"),
    ("5 pp", "percentage points", 5, "pp"),
    ("3 m", "m", 3, "m"),
    ("12 tesserae", "tesserae", 12, "tesserae"),
    ("2.5 x", "times", 2.5, "x"),
    ("5e-bikes", "e-bikes", 5, "e-bikes"),
    ("5euros", "EUR", 5, "euros"),
]

REFUSED = [
    ("", "no number"), ("twelve", "no number"), ("NaN", "no number"), ("inf", "no number"), ("-Infinity", "no number"),
    ("½", "no number"), ("%", "no number"), ("-", "no number"), ("...", "no number"), ("①", "no number"),
    ("12 13", "one number"), ("1 25", "one number"), ("1, 250", "one number"), ("1,2,3", "one number"),
    ("1.2.3", "one number"), ("2024.01.05", "one number"), ("1,250 500", "one number"), ("1.250,500,5", "one number"),
    ("12,3456,789", "one number"), ("1'250 000", "one number"), ("1,250.50.5", "one number"), ("1''250", "one number"),
    ("1 or 2", "more than one number"), ("340 and 360", "more than one number"), ("340-360", "more than one number"),
    ("340 \u2013 360", "more than one number"), ("12; 13", "more than one number"), ("5 (6)", "more than one number"),
    ("3 * 4", "a calculation"), ("3x4", "a calculation"), ("1/2", "a calculation"), ("10^3", "a calculation"),
    ("80/0.3", "a calculation"), ("5+3", "a calculation"), ("3:1", "a calculation"), ("10²", "a calculation"),
    ("2½", "a calculation"), ("100*(0.8)", "a calculation"),
    ("--5", "signs"), ("+-5", "signs"), ("-€-5", "signs"), ("co-pay 5", "signs"),
    ("about 340", "not “about”"), ("= 340", "not “=”"), ("~340", "not “~”"), ("CLV 340", "not “CLV”"),
    ("(340)", "not “(”"), ("340-", "not “-”"), ("340 or so", "not “or so”"), ("340 customrs", "not “customrs”"),
    ("0x1F", "a calculation"), ("340 /", "not “/”"), ("1_000", "one number"),
    ("1e9999", "too large"), ("-1e309", "too large"), ("9e400 €", "too large"), ("1e-9999", "too small"),
    ("9" * 81, "too long"), ("x" * 1_000_000, "too long"),
]  # fmt: skip

NOTED = [
    ("1,250", "If you mean 1.25, write 1.25."),
    ("-1,250", "If you mean -1.25, write -1.25."),
    ("1.250", "If you mean 1250, write 1250."),
    ("12,500 EUR", "If you mean 12.5, write 12.5."),
    ("1,250.50", ""),
    ("1250", ""),
    ("27,5", ""),
    ("0,250", ""),
    ("1,250,000", ""),
    ("1.250 million", ""),
]


@every(READ)
def test_a_number_is_read(case: tuple[str, float]) -> None:
    text, value = case
    assert read_numeral(text).value == value


@every(WITH_UNIT)
def test_a_number_is_read_with_its_unit(case: tuple[str, str, float, str]) -> None:
    text, unit, value, written_unit = case
    found = read_numeral(text, unit)
    assert (found.value, found.unit) == (value, written_unit)


@every(REFUSED)
def test_what_is_not_one_number_is_refused_with_its_reason(case: tuple[str, str]) -> None:
    text, told = case
    with pytest.raises(FormatError) as refused:
        read_numeral(text)
    assert told in str(refused.value)
    assert_message(str(refused.value))


@pytest.mark.parametrize(("text", "note"), NOTED)
def test_a_reading_by_rule_says_how_to_write_the_other(text: str, note: str) -> None:
    assert read_numeral(text).note == note


def test_a_zero_has_no_sign() -> None:
    assert math.copysign(1, read_numeral("-0,0").value) == 1
    assert math.copysign(1, from_json(-0.0).value) == 1


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**400, -(10**400)])
def test_a_json_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(FormatError, match="too large"):
        from_json(number)


@CALM
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back(value: float) -> None:
    assert read_numeral(written(value)).value == value
    assert from_json(value).value == value


STYLES = [
    (",", "."),
    (".", ","),
    (" ", ","),
    (" ", "."),
    ("\u202f", ","),
    ("'", "."),
    ("\u2019", ","),
    ("", "."),
    ("", ","),
]


@CALM
@given(st.integers(-(10**12), 10**12), st.sampled_from(STYLES))
def test_every_style_of_writing_reads_the_same(cents: int, style: tuple[str, str]) -> None:
    group, decimal = style
    text = f"{cents / 100:,.2f}".replace(",", "\x00").replace(".", decimal).replace("\x00", group)
    assert read_numeral(text).value == float(f"{cents / 100:.2f}")


@CALM
@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_numeral(text)
    except FormatError as refused:
        assert_message(str(refused))
    else:
        assert math.isfinite(found.value)
        assert any(sign.isdecimal() for sign in text)
