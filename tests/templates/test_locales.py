"""Words, numbers and dates by the reader's locale."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from bot.errors import OkrError
from bot.locales import (
    explain,
    format_date,
    format_number,
    format_percent,
    format_time,
    format_value,
    format_weekday,
    language_of,
    number_marks,
    translate,
)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-DE", "de"),
        ("de_AT", "de"),
        ("DE", "de"),
        ("en-GB", "en"),
        ("fr-FR", "en"),
        ("del", "en"),
        ("", "en"),
    ],
)
def test_language_is_english_unless_we_speak_the_readers(locale: str, language: str) -> None:
    assert language_of(locale) == language


@pytest.mark.parametrize(
    ("locale", "number", "marks"),
    [
        ("en-US", "1,234,567.5", (".", ",")),
        ("de-DE", "1.234.567,5", (",", ".")),
        ("de-CH", "1’234’567.5", (".", "’")),
        ("fr-FR", "1\u202f234\u202f567,5", (",", "\u202f")),
        ("en-IN", "12,34,567.5", (".", ",")),
        ("de-ZZ", "1.234.567,5", (",", ".")),
        ("xx", "1,234,567.5", (".", ",")),
    ],
)
def test_numbers_are_written_as_at_home(locale: str, number: str, marks: tuple[str, str]) -> None:
    assert format_number(Decimal("1234567.50"), locale) == number
    assert number_marks(locale) == marks


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("48.00"), "48"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("0.1250"), "0.125"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.00"), "0"),
        (100, "100"),
        (Decimal("-1234.5"), "-1,234.5"),
        (Decimal("123456789012345.123456"), "123,456,789,012,345.123456"),
    ],
)
def test_every_digit_that_counts_is_shown(value: Decimal | int, text: str) -> None:
    assert format_number(value, "en") == text


@pytest.mark.parametrize(
    ("value", "unit", "locale", "text"),
    [
        ("99.20", "%", "de-DE", "99,2\u00a0%"),
        ("99.2", "%", "en-US", "99.2%"),
        ("99.2", "%", "de-CH", "99.2%"),
        ("1200000", "EUR", "de-DE", "1.200.000\u00a0€"),
        ("1200000.00", "EUR", "de-AT", "€\u00a01.200.000"),
        ("1.5", "USD", "en-US", "$1.50"),
        ("1.125", "USD", "en-US", "$1.125"),
        ("5000", "JPY", "en-US", "¥5,000"),
        ("48", "hospitals", "en-US", "48 hospitals"),
        ("1.5", "eur", "de-DE", "1,5 eur"),
        ("48", "", "en-US", "48"),
    ],
)
def test_a_value_has_its_unit_where_it_belongs(
    value: str, unit: str, locale: str, text: str
) -> None:
    assert format_value(Decimal(value), unit, locale) == text


@pytest.mark.parametrize(
    ("fraction", "locale", "text"),
    [
        (Decimal("0.676"), "en-US", "68%"),
        (0.676, "de-DE", "68\u00a0%"),
        (Decimal("1.2"), "de-CH", "120%"),
    ],
)
def test_fractions_are_whole_percent(fraction: Decimal | float, locale: str, text: str) -> None:
    assert format_percent(fraction, locale) == text


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-US", ("Oct 1, 2026", "Thursday", "Monday", "9:05\u202fAM")),
        ("en-GB", ("1 Oct 2026", "Thursday", "Monday", "09:05")),
        ("de-DE", ("01.10.2026", "Donnerstag", "Montag", "09:05")),
        ("fr-FR", ("Oct 1, 2026", "Thursday", "Monday", "9:05\u202fAM")),
    ],
)
def test_days_and_times_are_in_the_readers_language(
    locale: str, words: tuple[str, str, str, str]
) -> None:
    day = date(2026, 10, 1)

    written = (
        format_date(day, locale),
        format_weekday(day, locale),
        format_weekday(0, locale),
        format_time(time(9, 5), locale),
    )

    assert written == words
    assert format_time(datetime(2026, 10, 1, 9, 5), locale) == words[3]  # noqa: DTZ001 - as shown


def test_a_sentence_is_translated_and_filled() -> None:
    sentence = translate("Use at most %(most)s digits.", "de-AT", most=Decimal(1500))

    assert sentence == "Verwende höchstens 1.500 Ziffern."


def test_an_unknown_sentence_stays_english() -> None:
    assert translate("50 % of <it>", "de") == "50 % of <it>"


def test_an_error_is_explained_in_the_readers_language() -> None:
    error = OkrError("until %(day)s", day=date(2026, 10, 1))

    assert explain(error, "de") == "until 01.10.2026"
