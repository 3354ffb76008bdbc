"""Drafts of check-in forms as they are stored, and read again by whatever version comes later."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.domain.checkin_drafts import Draft, Stamp
from bot.domain.fields import Shown


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as it is stored."""
    return {
        "shown": _windowed(draft.shown),
        "fields": dict(draft.fields),
        "unfolded": sorted(draft.unfolded),
        "page": draft.page,
        "window": draft.window,
        "older": {str(number): _windowed(each) for number, each in draft.older.items()},
        "over": sorted(draft.over),
        "stamps": {name: [each.window, str(each.at)] for name, each in draft.stamps.items()},
        "told": dict(draft.told),
        "is_begun": draft.is_begun,
    }


def from_json(stored: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` stored; what older versions did not store is as in a new draft."""
    stamps = stored.get("stamps", {})
    return Draft(
        shown=_window(stored["shown"]),
        fields=stored["fields"],
        unfolded=frozenset(stored["unfolded"]),
        page=stored.get("page", 0),
        window=stored.get("window", 0),
        older={int(number): _window(each) for number, each in stored.get("older", {}).items()},
        over=frozenset(stored.get("over", ())),
        stamps={name: Stamp(window, Decimal(at)) for name, (window, at) in stamps.items()},
        told=stored.get("told", {}),
        is_begun=stored.get("is_begun", False),
    )


def is_begun(stored: Mapping[str, Any] | None) -> bool:
    """Whether a stored draft holds something that was typed and is not recorded."""
    return bool(stored and stored.get("is_begun"))


def _windowed(window: Mapping[int, Shown]) -> dict[str, Any]:
    return {
        str(number): {
            "current": _text(each.current),
            "confidence": each.confidence,
            "done": list(each.done),
            "blocker": list(each.blocker),
            "target": _text(each.target),
            "lower": _text(each.lower),
        }
        for number, each in window.items()
    }


def _window(stored: Mapping[str, Mapping[str, Any]]) -> dict[int, Shown]:
    return {
        int(number): Shown(
            _number(each["current"]),
            each["confidence"],
            tuple(each["done"]),
            _blocker(each.get("blocker", ())),
            _number(each.get("target")),
            _number(each.get("lower")),
        )
        for number, each in stored.items()
    }


def _blocker(stored: list[str] | tuple[()]) -> tuple[str, str, str]:
    text, kind, helper = stored or ("", "", "")
    return text, kind, helper


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
