"""What a person typed into a value field, in the way their language writes numbers."""

import re
from decimal import Decimal

from bot.errors import InvalidInput, _

MOST_DIGITS = 15
MOST_DECIMALS = 6


def read_number(
    text: str, *, decimal_mark: str, group_mark: str, field: str, unit: str = ""
) -> Decimal:
    """The number in `text`; a percent sign or the key result's `unit` may stand behind it.

    Thousands may be grouped, by the language's mark or by spaces, but only in threes: "1,5" is
    1.5 where the comma is the decimal mark, and where it is not it is refused instead of read
    as 15. So is "0,500", which nobody groups.

    Raises:
        InvalidInput: at `field`, if it is not just a number, over 15 digits or over 6 decimals.
    """
    plain = _plain(text)
    bare = plain.removesuffix(_plain(unit)).rstrip().removesuffix("%").rstrip()
    # A unit may end in digits, as CO2 does, so a text that is a number already keeps them.
    match = _match(plain, decimal_mark, group_mark) or _match(bare, decimal_mark, group_mark)
    if match is None:
        raise _refusal(bare, decimal_mark, group_mark, field)
    whole, decimals = re.sub(r"[^0-9]", "", match["whole"]), match["decimals"] or ""
    if len(whole + decimals) > MOST_DIGITS:
        raise InvalidInput(field, _("Use at most %(most)s digits."), most=MOST_DIGITS)
    if len(decimals) > MOST_DECIMALS:
        raise InvalidInput(field, _("Use at most %(most)s decimals."), most=MOST_DECIMALS)
    return Decimal(f"{match['sign']}{whole}.{decimals}") + 0  # which makes 0 of "-0"


def _plain(text: str) -> str:
    return text.casefold().translate(_LOOKALIKES).strip()


def _match(text: str, decimal_mark: str, group_mark: str) -> re.Match[str] | None:
    decimal, group = re.escape(decimal_mark), re.escape(group_mark.translate(_LOOKALIKES))
    grouped = rf"[1-9][0-9]{{0,2}}(?P<mark>[ {group}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    number = rf"(?P<whole>[0-9]*|{grouped})(?:{decimal}(?P<decimals>[0-9]+))?"
    return re.fullmatch(rf"(?=.*[0-9])(?P<sign>[+-]?) ?{number}", text)


def _refusal(bare: str, decimal_mark: str, group_mark: str, field: str) -> InvalidInput:
    if _match(bare.translate(_SWAPPED), decimal_mark, group_mark):
        sentence = _('Write decimals with "%(mark)s" here, as in 1%(mark)s5.')
    else:
        sentence = _("Type just a number, such as 1200 or 1%(mark)s5.")
    return InvalidInput(field, sentence, mark=decimal_mark)


_LOOKALIKES = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{FIGURE SPACE}": " ",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MINUS SIGN}": "-",
    }
)
_SWAPPED = str.maketrans(".,", ",.")
