"""What arrives from outside: JSON that can be kept and sent on, and arguments of the right type."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from playground.model import Json, Value, written

MAX_DEPTH = 100
"""Far deeper than anything of Slack's, far from what would exhaust the stack."""


def read_json(text: str) -> Value:
    """The value of a JSON text.

    Raises:
        ValueError: for what is not JSON, is nested too deep, or could not be written again:
            infinite numbers, halves of characters.
    """
    try:
        value = DECODER.decode(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    # Both are rare, and looking for them takes longer than reading.
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _check_depth(value)
    if "\\u" in text:
        written(value).encode()
    return value


def _check_depth(value: Value) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        inner = [one.values() if isinstance(one, dict) else one for one in level]
        level = [one for each in inner for one in each if isinstance(one, dict | list)]
        if not level:
            return
    raise ValueError("nested too deep")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number of JSON")
    return value


DECODER = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)


def check_types(taker: Callable[..., Value], arguments: Json) -> None:
    """Looks whether the arguments are of the types that a function or a class declares.

    Raises:
        TypeError: for the first that is not.
    """
    declared = get_type_hints(taker)
    for name, value in arguments.items():
        wanted = declared.get(name, Value)
        if wanted is not Value and not isinstance(value, _kinds(wanted)):
            shown = getattr(wanted, "__name__", wanted)
            raise TypeError(f"{name} has to be {shown}, not {type(value).__name__}")


def _kinds(wanted: Value) -> tuple[type, ...]:
    """The classes of a declared type; where a float is welcome, so is a whole number."""
    either = get_args(wanted) if isinstance(wanted, UnionType) else (wanted,)
    whole = (int,) if float in either else ()
    return (*(get_origin(one) or one for one in either), *whole)
