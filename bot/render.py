"""Jinja2 in, Block Kit out.

A template is JSON with holes inside its string quotes; a comma before `]` or `}` is dropped, so
that loops stay readable. Nothing in a template escapes anything: `bot.holes` does it by place.
A hole takes text, whole numbers and what the filters below return; other values say how they
want to be written (`|number`, `|date` …), and None never prints. Inside templates:

- `_("Done: %(title)s", title=…)` and `ngettext("%(number)s step", "%(number)s steps", n)` speak
  the reader's language; their values are holes as well.
- `number`, `percent`, `value(unit)`, `amount(unit)`, `date`, `day`, `weekday`, `time` write by
  the reader's locale, and a dash for None.
- `explain` says what an error says.
- `digits` writes a number as it can be typed into a field; `shorten(n)` keeps one line of n
  characters; `bar` draws a fraction (never without its number in words: screen readers do not
  read it, and it does not belong into a message's top-level `text`).
- `mention`, `channel`, `link(url)`, `when` are the only markup that a value can become.
- `join(", ")` keeps what its parts are: `people|map("mention")|join(", ")`.
- `json` stands outside of quotes and writes a whole structure.
"""

import json
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot import locales
from bot.domain.shortening import shorten
from bot.errors import OkrError, _
from bot.holes import END, Marked, cleaned, filled, trusted, typed, words

NOTHING = "–"

# All up to the next comma before a bracket. A string is matched as a whole, so that a comma
# inside of one is never taken for such a comma.
_UP_TO_TRAILING_COMMA = re.compile(
    r"""((?:[^",]++|"[^"\\]*+(?:\\.[^"\\]*+)*+"|"|,(?!\s*[\]}]))*+),?"""
)
_VALUE = re.compile(r"(%\(\w+\)s)")
_USER_ID = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL_ID = re.compile(r"[CDG][A-Z0-9]+")
_URL = re.compile(r"https?://[^\s<>|\"]+")
_BUILT_IN_FILTERS = ("default", "first", "last", "length", "map")

# Macros of an imported partial do not see the values of a render, but they see this.
_locale: ContextVar[str] = ContextVar("locale")


class Renderer:
    """The templates of one folder, each compiled once."""

    def __init__(self, loader: BaseLoader) -> None:
        self._environment = _environment(loader)

    def render(self, template: str, locale: str, /, **values: object) -> dict[str, Any]:
        """The message or view `template` ("messages/digest") in the language of `locale`.

        Raises:
            jinja2.TemplateNotFound, jinja2.UndefinedError: nothing is guessed.
            TypeError: a value cannot be shown without saying how.
            ValueError: the result is no JSON, or a mention stands in plain text.
        """
        token = _locale.set(locale)
        try:
            text = self._environment.get_template(f"{template}.json.j2").render(values)
        finally:
            _locale.reset(token)
        return filled(json.loads("".join(_UP_TO_TRAILING_COMMA.findall(text))))

    def list_templates(self) -> list[str]:
        """The names that `render` takes, sorted, without partials."""
        files = self._environment.list_templates(extensions=["j2"])
        names = [file.removesuffix(".json.j2") for file in files]
        return [name for name in names if not name.startswith("partials/")]


def render(template: str, locale: str, /, **values: object) -> dict[str, Any]:
    """One of okrbot's own templates: see `Renderer.render`."""
    return _own.render(template, locale, **values)


def list_templates() -> list[str]:
    """The names of okrbot's own templates."""
    return _own.list_templates()


def _environment(loader: BaseLoader) -> Environment:
    # Not optimized: a filter on a constant would be written once, in the first reader's language.
    environment = Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_hole,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    built_in = {name: environment.filters[name] for name in _BUILT_IN_FILTERS}
    environment.filters = {**built_in, **_FILTERS}
    environment.globals = {"_": _translated, "ngettext": _translated_plural}
    return environment


@pass_context
def _hole(_context: Context, value: object) -> Markup:
    """What a hole writes into the JSON: Jinja2 calls this for each of them."""
    return value if isinstance(value, Markup) else _json_text(_marked(value))


def _json_text(text: str) -> Markup:
    return Markup(encode_basestring(text)[1:-1])  # noqa: S704 - escaped for JSON


def _marked(value: object) -> str:
    if isinstance(value, Marked):
        return value.text
    if isinstance(value, Markup):
        # A macro's result is marked and written for JSON already.
        return str(json.loads(f'"{value}"'))
    if isinstance(value, str | StrictUndefined) or type(value) is int:
        return typed(str(value))
    raise TypeError(f"{value!r} stands in a template without a filter that says how to write it")


def _translated(message: str, /, **values: object) -> Marked:
    return _sentence(locales.translations(_locale.get()).gettext(message), values)


def _translated_plural(singular: str, plural: str, number: int, /, **values: object) -> Marked:
    sentence = locales.translations(_locale.get()).ngettext(singular, plural, number)
    return _sentence(sentence, {"number": _number(number), **values})


def _sentence(sentence: str, values: dict[str, object]) -> Marked:
    if not values:
        return _plain_sentence(sentence)
    return Marked(_frame(sentence) % {name: _marked(value) for name, value in values.items()})


# Sentences come from the catalogues alone, so both caches are bounded.
@cache
def _plain_sentence(sentence: str) -> Marked:
    return Marked(words(sentence))


@cache
def _frame(sentence: str) -> str:
    """The sentence with its own words marked and its %(named)s holes left open."""
    parts = _VALUE.split(sentence)
    parts[::2] = [words(part.replace("%%", "%")).replace("%", "%%") for part in parts[::2]]
    return "".join(parts)


def _explain(error: OkrError) -> Marked:
    """What an error says; its numbers and dates are written by the reader's locale."""
    locale = _locale.get()
    values = {name: locales.written(value, locale) for name, value in error.values.items()}
    return _translated(error.message, **values)


def _number(value: Decimal | int | None) -> str:
    return NOTHING if value is None else locales.format_number(value, _locale.get())


def _amount(value: Decimal | int | None, unit: str) -> str:
    return NOTHING if value is None else locales.format_amount(value, unit, _locale.get())


def _digits(value: Decimal | int) -> str:
    return locales.format_digits(value, _locale.get())


def _percent(fraction: Decimal | float | None) -> str:
    return NOTHING if fraction is None else locales.format_percent(fraction, _locale.get())


def _value(value: Decimal | int | None, unit: str) -> str:
    return NOTHING if value is None else locales.format_value(value, unit, _locale.get())


def _date(day: date | None) -> str:
    return NOTHING if day is None else locales.format_date(day, _locale.get())


def _day(day: date | None) -> str:
    return NOTHING if day is None else locales.format_day(day, _locale.get())


def _country(code: str | None) -> str:
    return "" if not code else locales.country_name(code, _locale.get())


def _weekday(day: date | int | str | None) -> str:
    """Of a date, or of a number that may be written as text, as fields hold it."""
    day = int(day) if isinstance(day, str) else day
    return NOTHING if day is None else locales.format_weekday(day, _locale.get())


def _time(moment: time | datetime | None) -> str:
    return NOTHING if moment is None else locales.format_time(moment, _locale.get())


def _shorten(value: object, length: int) -> str:
    """One line of at most `length` characters, the last one "…" where some are left out."""
    if isinstance(value, Markup):
        raise TypeError("shorten the values of a macro, not its result")
    return shorten(cleaned(str(value)), length, measured=len)


def _bar(fraction: Decimal | float | None, cells: int = 10) -> str:
    """▰▰▰▱▱ for a fraction 0–1, full only when everything is done; empty for None."""
    if fraction is None:
        return ""
    full = int(max(0, min(1, fraction)) * cells)
    return "▰" * full + "▱" * (cells - full)


def _join(values: Iterable[object], separator: str = ", ") -> Marked:
    return Marked(words(separator).join(_marked(value) for value in values))


def _ended(sentence: object) -> Marked:
    """The sentence with its full stop, which a day may have brought along: "5. Okt."."""
    text = _marked(sentence)
    return Marked(text if text.rstrip(END).endswith((".", "…")) else text + words("."))


def _mention(user_id: str) -> Marked:
    return Marked(trusted(f"<@{_checked(_USER_ID, user_id)}>"))


def _channel(channel_id: str) -> Marked:
    return Marked(trusted(f"<#{_checked(_CHANNEL_ID, channel_id)}>"))


def _link(value: object, url: str) -> Marked:
    address = _checked(_URL, url).replace("&", "&amp;")
    return Marked(trusted(f"<{address}|", plain="") + _marked(value) + trusted(">", plain=""))


def _when(moment: datetime) -> Marked:
    """A moment in each reader's own time; where that is not shown, in UTC."""
    pattern = _translated(_("{date_short_pretty} at {time}"))
    moment = moment.astimezone(UTC)
    fallback = f"{_date(moment)} {_time(moment)} UTC"
    markup = f"<!date^{int(moment.timestamp())}^{pattern}|{fallback}>"
    return Marked(trusted(markup, plain=fallback))


def _checked(shape: re.Pattern[str], text: str) -> str:
    if not shape.fullmatch(text):
        raise ValueError(f"{text!r} is not what this filter takes")
    return text


def _json(value: object) -> Markup:
    return Markup(json.dumps(_with_holes(value), ensure_ascii=False))  # noqa: S704 - JSON


def _with_holes(value: object) -> object:
    if isinstance(value, dict):
        return {cleaned(str(key)): _with_holes(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_holes(item) for item in value]
    return _marked(value) if isinstance(value, str | Marked) else value


_FILTERS: dict[str, Callable[..., object]] = {
    "amount": _amount,
    "bar": _bar,
    "channel": _channel,
    "country": _country,
    "date": _date,
    "day": _day,
    "digits": _digits,
    "ended": _ended,
    "explain": _explain,
    "join": _join,
    "json": _json,
    "link": _link,
    "mention": _mention,
    "number": _number,
    "percent": _percent,
    "shorten": _shorten,
    "time": _time,
    "value": _value,
    "weekday": _weekday,
    "when": _when,
}

_own = Renderer(PackageLoader("templates", ""))
