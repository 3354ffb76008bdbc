from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import read_number
from bot.errors import InvalidInput

EN = (".", ",")
DE = (",", ".")
DE_CH = (".", "\N{RIGHT SINGLE QUOTATION MARK}")
FR = (",", "\N{NARROW NO-BREAK SPACE}")
DE_AT = (",", "\N{NO-BREAK SPACE}")

Marks = tuple[str, str]

NOT_A_NUMBER = "Type just a number, such as 1200 or 1%(mark)s5."
WRONG_MARK = 'Write decimals with "%(mark)s" here, as in 1%(mark)s5.'


def read(text: str, marks: Marks = EN, unit: str = "") -> Decimal:
    return read_number(
        text, decimal_mark=marks[0], group_mark=marks[1], unit=unit, field="value:17"
    )


@pytest.mark.parametrize(
    ("marks", "text", "expected"),
    [
        (EN, "12", "12"),
        (EN, "007", "7"),
        (EN, "1.5", "1.5"),
        (EN, ".5", "0.5"),
        (EN, "1,500", "1500"),
        (EN, "1,234,567.89", "1234567.89"),
        (EN, "1234567.89", "1234567.89"),
        (EN, "1 234 567", "1234567"),
        (DE, "1,5", "1.5"),
        (DE, "1.500", "1500"),
        (DE, "1.234.567,89", "1234567.89"),
        (DE, "0,5", "0.5"),
        (DE_CH, "1’234.5", "1234.5"),
        (DE_CH, "1'234.5", "1234.5"),
        (FR, "1\N{NARROW NO-BREAK SPACE}234,5", "1234.5"),
        (FR, "1\N{NO-BREAK SPACE}234,5", "1234.5"),
        (FR, "1 234,5", "1234.5"),
        (DE_AT, "1 234,5", "1234.5"),
        (("-", ""), "1-5", "1.5"),
    ],
)
def test_a_number_is_read_in_its_language(marks: Marks, text: str, expected: str) -> None:
    assert read(text, marks) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  12 ", "12"),
        ("\N{NO-BREAK SPACE}12\t", "12"),
        ("+3", "3"),
        ("+ 3", "3"),
        ("-3.5", "-3.5"),
        ("\N{MINUS SIGN}3.5", "-3.5"),
        ("- 3", "-3"),
        ("12%", "12"),
        ("12 %", "12"),
        ("12\N{NARROW NO-BREAK SPACE}%", "12"),
    ],
)
def test_signs_spaces_and_percent_may_stand_around_a_number(text: str, expected: str) -> None:
    assert read(text) == Decimal(expected)


def test_there_is_no_negative_zero() -> None:
    assert f"{read('-0'):f}" == "0"


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("hospitals", "48 hospitals", "48"),
        ("hospitals", "48 Hospitals ", "48"),
        ("hospitals", "48hospitals", "48"),
        ("Straßen", "4 STRASSEN", "4"),
        ("new hospitals", "48 new\N{NO-BREAK SPACE}hospitals", "48"),
        ("%", "12 %", "12"),
        ("% of users", "12 % of users", "12"),
        ("of users", "12 % of users", "12"),
        ("t CO2", "1,500 t CO2", "1500"),
        ("5", "45", "45"),
        ("EUR", "1,200.50 EUR", "1200.50"),
    ],
)
def test_the_unit_may_stand_behind_a_number(unit: str, text: str, expected: str) -> None:
    assert read(text, unit=unit) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "+",
        "%",
        ".",
        "hospitals",
        "12 apples",
        "apples 12",
        "12 %%",
        "% 12",
        "5.",
        "--5",
        "+-5",
        "5-",
        "1 2",
        "1  234",
        "12 34",
        "1234 567",
        "1,234 567",
        "12,34,567",
        "1e5",
        "0x1F",
        "1_000",
        "nan",
        "Infinity",
        "-inf",
        "1/2",
        "1.2.3",
        "1\n234",
        "\N{ARABIC-INDIC DIGIT THREE}",
        "\N{SUPERSCRIPT TWO}",
        "apples" + "9" * 3000,
    ],
)
def test_what_is_not_just_a_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(text, unit="hospitals")

    fault = refused.value
    assert (fault.field, fault.message, fault.values) == ("value:17", NOT_A_NUMBER, {"mark": "."})


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        (EN, "1,5"),
        (EN, "1,50 %"),
        (EN, "1,2345"),
        (EN, "0,500"),
        (EN, "1 234,567"),
        (EN, "1.234,5"),
        (DE, "1.5"),
        (DE, "0.500"),
        (DE, "1,234.5"),
        (DE_CH, "1,5"),
        (FR, "1.5"),
        (DE_AT, "1.5"),
    ],
)
def test_the_mark_of_another_language_is_refused_and_the_right_one_is_named(
    marks: Marks, text: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(text, marks)

    fault = refused.value
    assert (fault.field, fault.message, fault.values) == (
        "value:17",
        WRONG_MARK,
        {"mark": marks[0]},
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9" * 15, "9" * 15),
        ("999,999,999.123456", "999999999.123456"),
        ("0.000001", "0.000001"),
    ],
)
def test_fifteen_digits_and_six_decimals_are_read_exactly(text: str, expected: str) -> None:
    assert read(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9" * 16, "Use at most 15 digits."),
        ("9" * 3000, "Use at most 15 digits."),
        ("1,000,000,000,000,000", "Use at most 15 digits."),
        ("9999999999.123456", "Use at most 15 digits."),
        ("0.1234567", "Use at most 6 decimals."),
    ],
)
def test_a_number_that_is_too_long_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        read(text)

    assert refused.value.field == "value:17"


@pytest.mark.parametrize("marks", [EN, DE, DE_CH, FR, DE_AT])
@given(number=st.decimals(-(10**9) + 1, 10**9 - 1, places=6))
def test_a_number_written_in_a_language_is_read_back(marks: Marks, number: Decimal) -> None:
    decimal_mark, group_mark = marks
    written = f"{number:,f}".translate(str.maketrans(",.", group_mark + decimal_mark))

    assert read(written, marks) == number


@pytest.mark.parametrize("marks", [EN, DE, DE_CH, FR])
@given(text=st.text(alphabet="0123456789.,'+- %eE_\N{NO-BREAK SPACE}x", max_size=12))
def test_whatever_is_typed_is_a_finite_number_unless_it_is_refused(marks: Marks, text: str) -> None:
    with suppress(InvalidInput):
        assert read(text, marks).is_finite()
