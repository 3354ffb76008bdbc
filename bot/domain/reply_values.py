"""Numbers in a reply: "52", "+3 hospitals", "from 48 to 52", "52 of 65", "99,2 %", "€ 1.200,50".

They are read as the form reads them (bot.domain.numbers), by the person's own marks. What is
found is written as the person would have typed it into the form's field.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bot.domain.fields import NumberMarks
from bot.domain.numbers import read_number
from bot.domain.okrs import Entry, KeyResult
from bot.domain.reply_reasons import Reason
from bot.domain.reply_words import SHORTENED
from bot.errors import InvalidInput

_DIGITS = (
    r"(?:[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])(?:[.,٫][0-9]+)?"
    r"|[0-9]+(?:[.,'’٫٬][0-9]+)*)"
)
_NUMBER = rf"[+\-−]? ?{_DIGITS}"
_TO = r"(?:\s*(?:->|→|=>|➔)\s*|\s+(?:to|auf|bis)\s+)"
_OF = r"(?:\s+(?:of|von|out of)\s+|/)"

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
WORDS = {
    "%": ("percent", "prozent", "pct"),
    "EUR": ("euro", "euros"),
    "USD": ("dollar", "dollars"),
    "GBP": ("pound", "pounds", "pfund"),
    "CHF": ("franken", "fr."),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A number at the beginning of a text: what the field would hold, or why it is not clear."""

    typed: str
    length: int
    fault: Reason | None = None
    has_unit: bool = False


def find_value(text: str, key_result: KeyResult, marks: NumberMarks) -> Found | None:
    """The value that the text begins with; None where it begins with no number."""
    found = _pattern(key_result.unit).match(text)
    if found is None:
        return None
    has_unit = bool(found["sign"] or found["unit"] or found["unit_to"] or found["unit_of"])
    try:
        typed, fault = _read(found, key_result, marks)
        _number(typed or "0", marks)  # what was reckoned may have more digits than a field takes
    except InvalidInput:
        typed, fault = "", Reason.NUMBER
    fault = _shortened(text, found.end()) or fault
    return Found("" if fault else typed, found.end(), fault, has_unit)


def write_number(number: Decimal, marks: NumberMarks) -> str:
    """The number as the person would type it: their decimal mark, nothing between thousands."""
    digits = f"{number:f}" if number else "0"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return plain.replace(".", marks.decimal)


def _read(
    found: re.Match[str], key_result: KeyResult, marks: NumberMarks
) -> tuple[str, Reason | None]:
    """Raises InvalidInput where one of the numbers is none in the person's language."""
    first = _number(found["first"], marks)
    to = _number(found["to"], marks) if found["to"] else None
    of = _number(found["of"], marks) if found["of"] else None
    if found["from"] and to is None:
        return "", Reason.FROM
    if to is not None:
        return _total(to, key_result, marks) if first == key_result.current else ("", Reason.FROM)
    if of is not None:
        return _total(first, key_result, marks) if of == key_result.target else ("", Reason.OF)
    return _plain(found["first"], first, key_result, marks)


def _plain(
    text: str, number: Decimal, key_result: KeyResult, marks: NumberMarks
) -> tuple[str, Reason | None]:
    """A number with nothing beside it; a sign says that it is added to what stands."""
    is_adding = key_result.entry is Entry.ADDS
    if text[0] in "-−" and not is_adding:
        return "", Reason.MINUS
    if text[0] == "+" and not is_adding:
        return write_number((key_result.current or Decimal(0)) + number, marks), None
    return write_number(number, marks) if is_adding else text, None


def _total(number: Decimal, key_result: KeyResult, marks: NumberMarks) -> tuple[str, Reason | None]:
    """What makes it stand at `number`; where values are added, the difference."""
    if key_result.entry is Entry.REPLACES:
        return write_number(number, marks), None
    return write_number(number - (key_result.current or Decimal(0)), marks), None


def _number(text: str, marks: NumberMarks) -> Decimal:
    plain = text.replace("−", "-").replace("- ", "-").replace("+ ", "+")
    return read_number(plain, decimal_mark=marks.decimal, group_mark=marks.group, field="value")


def _shortened(text: str, end: int) -> Reason | None:
    short = SHORTENED.match(text, end)
    return Reason.SHORTENED if short and short.end() > end else None


@cache
def _pattern(unit: str) -> re.Pattern[str]:
    """What a value of this unit looks like."""
    words = "|".join(sorted(map(re.escape, _units(unit)), key=len, reverse=True))
    sign = re.escape(SIGNS.get(unit, "€" if unit == "€" else "\0"))

    def unit_as(name: str) -> str:
        return rf"(?P<{name}>\s*(?:{words})(?![^\W_]))?" if words else rf"(?P<{name}>(?!))?"

    return re.compile(
        rf"(?P<from>(?:from|von)\s+)?(?P<sign>{sign}\s*)?(?P<first>{_NUMBER}){unit_as('unit')}"
        rf"(?:{_TO}(?P<to>{_NUMBER}){unit_as('unit_to')}"
        rf"|{_OF}(?P<of>{_DIGITS}){unit_as('unit_of')})?",
        re.IGNORECASE,
    )


def _units(unit: str) -> set[str]:
    """How the unit is written behind a number: its sign, its words, one of them or many."""
    if not unit.strip():
        return set()
    known = {unit, SIGNS.get(unit, unit), *WORDS.get(unit, ())}
    if unit.isalpha() and not unit.isupper():
        known |= {unit + ending for ending in ("s", "n", "en", "e")}
        known |= {unit.removesuffix(ending) for ending in ("s", "n", "en", "e")} - {unit[:1], ""}
    return known
