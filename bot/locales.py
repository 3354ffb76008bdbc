"""Words, numbers and dates in the reader's language: the home of Babel.

A `locale` is what Slack says of a person, "de-DE" or "en_GB". Sentences exist in the languages
of `LANGUAGES`; everyone else reads English, with numbers as they are written at home. Catalogues
are `.po` files, read at first use and kept: there is nothing to build.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.errors import OkrError

Language = Literal["en", "de"]

LANGUAGES: tuple[Language, ...] = ("en", "de")
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters that stand for something else."""

CATALOGUES = Path(__file__).parents[1] / "templates" / "locales"


@lru_cache(maxsize=256)
def language_of(locale: str) -> Language:
    """The language in which we speak to someone with this locale."""
    return "de" if locale[:2].lower() == "de" and not locale[2:3].isalpha() else "en"


def translate(message: str, locale: str, /, **values: object) -> str:
    """`message` in the reader's language, its %(named)s holes filled.

    Decimals and dates are written as the locale has them. A message without values is taken as
    it is, so that "50 %" needs no doubling.
    """
    return _filled(translations(locale).gettext(message), locale, values)


def explain(error: OkrError, locale: str) -> str:
    """What an error says to the person who reads it."""
    return translate(error.message, locale, **error.values)


def translations(locale: str) -> NullTranslations:
    """The kept catalogue for a locale; English is what the sources say."""
    return _catalogue(language_of(locale))


# The same few values are shown over and over, and Babel takes 50 µs for each.
@lru_cache(maxsize=4096)
def format_number(value: Decimal | int, locale: str) -> str:
    """Grouped, with every digit that counts and no trailing zero."""
    return numbers.format_decimal(
        _without_zeros(value), locale=_numbers_of(locale), decimal_quantization=False
    )


def format_digits(value: Decimal | int, locale: str) -> str:
    """Every digit that counts and nothing between thousands, as it can be typed and read back.

    Grouped it could not always be: India writes 12,34,567.
    """
    return numbers.format_decimal(
        _without_zeros(value),
        locale=_numbers_of(locale),
        decimal_quantization=False,
        group_separator=False,
    )


def format_percent(fraction: Decimal | float, locale: str) -> str:
    """A fraction (1 is everything) in whole percent."""
    return _whole_percent(round(fraction * 100), locale)


@lru_cache(maxsize=4096)
def format_value(value: Decimal | int, unit: str, locale: str) -> str:
    """A value with its unit: "%" (99.2 means 99.2 %), an ISO 4217 code, or a team's own word."""
    if unit == "%":
        return _percentage(Decimal(value), _numbers_of(locale))
    if unit.isupper() and numbers.is_currency(unit):
        return _money(Decimal(value), unit, _numbers_of(locale))
    return f"{format_number(value, locale)} {unit}".rstrip()


def format_amount(value: Decimal | int, unit: str, locale: str) -> str:
    """A value before another one of the same unit: signs (%, €) stay, words are left out."""
    is_sign = unit == "%" or (unit.isupper() and numbers.is_currency(unit))
    return format_value(value, unit if is_sign else "", locale)


def format_date(day: date, locale: str) -> str:
    """Day, month and year."""
    return dates.format_date(day, locale=_words_of(locale))


def format_day(day: date, locale: str) -> str:
    """A day of these weeks: weekday, day and month, in short."""
    return dates.format_skeleton("MMMEd", day, locale=_words_of(locale))


def format_weekday(day: date | int, locale: str) -> str:
    """The name of a day of the week, of a date or of a number (0 is Monday)."""
    weekday = day if isinstance(day, int) else day.weekday()
    name: str = _words_of(locale).days["stand-alone"]["wide"][weekday]
    return name


def format_time(moment: time | datetime, locale: str) -> str:
    """Hours and minutes as the moment has them: nothing is converted between zones."""
    return dates.format_time(moment.replace(tzinfo=None), format="short", locale=_words_of(locale))


def country_name(code: str, locale: str) -> str:
    """A country in the reader's language, with the code of its part; an unknown one stays one."""
    country, _dash, part = code.partition("-")
    name = str(_words_of(locale).territories.get(country, country))
    return f"{name} ({part})" if part else name


def find_countries(
    words: str, locale: str, is_known: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """Code and name of the known countries whose name has all these words in it, in any case.

    The words may be the code of one, which comes first then.
    """
    wanted, code_meant = words.casefold().split(), words.strip().upper()
    known = {str(code) for code in Locale("en").territories} - _NO_COUNTRY
    codes = (code for code in known if len(code) == 2 and code.isalpha() and is_known(code))
    names = ((code, country_name(code, locale)) for code in codes)
    found = [
        (code, name)
        for code, name in names
        if code == code_meant or all(word in name.casefold() for word in wanted)
    ]
    return sorted(found, key=lambda pair: (pair[0] != code_meant, pair[1].casefold()))


def number_marks(locale: str) -> tuple[str, str]:
    """What stands before decimals and between thousands where this person writes numbers."""
    home = _numbers_of(locale)
    return numbers.get_decimal_symbol(home), numbers.get_group_symbol(home)


def written(value: object, locale: str) -> object:
    """A value of a sentence: Decimals and dates as the locale has them, others as they are."""
    if isinstance(value, Decimal):
        return format_number(value, locale)
    if isinstance(value, date):
        return format_date(value, locale)
    return value


def _filled(sentence: str, locale: str, values: Mapping[str, object]) -> str:
    if not values:
        return sentence
    return sentence % {name: written(value, locale) for name, value in values.items()}


@cache
def _catalogue(language: Language) -> NullTranslations:
    path = CATALOGUES / language / "LC_MESSAGES" / "okrbot.po"
    if language == "en" or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


# Locales are what Slack sends, so the number kept is bounded.
@lru_cache(maxsize=256)
def _numbers_of(locale: str) -> Locale:
    for name in (locale.replace("-", "_"), locale[:2]):
        try:
            return Locale.parse(name)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")


def _words_of(locale: str) -> Locale:
    home = _numbers_of(locale)
    return home if home.language in LANGUAGES else Locale("en")


def _without_zeros(value: Decimal | int) -> Decimal:
    # Decimal.normalize() rounds to 28 digits and writes 100 as 1E+2: text does neither.
    digits = f"{Decimal(value):f}" if value else "0"
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


@lru_cache(maxsize=4096)
def _whole_percent(percent: int, locale: str) -> str:
    return numbers.format_percent(Decimal(percent) / 100, locale=_numbers_of(locale))


def _percentage(value: Decimal, home: Locale) -> str:
    pattern = home.percent_formats[None].pattern.replace("##0", "##0." + "#" * 12)
    return numbers.format_percent(_without_zeros(value) / 100, format=pattern, locale=home)


def _money(value: Decimal, currency: str, home: Locale) -> str:
    """Whole amounts without decimals, others with all that the currency has."""
    if value != value.to_integral():
        return numbers.format_currency(value, currency, locale=home, decimal_quantization=False)
    pattern = home.currency_formats["standard"].pattern.replace("0.00", "0")
    return numbers.format_currency(
        value, currency, format=pattern, locale=home, currency_digits=False
    )
