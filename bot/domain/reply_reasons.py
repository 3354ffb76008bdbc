"""Why a part of a reply was not understood, as data: the template has the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.fields import Typed


class Reason(StrEnum):
    """What is wrong with a part of a reply; see the grammar in bot.domain.replies."""

    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    WHICH = "which"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    TWO_WAYS = "two_ways"
    TEXT_ONLY = "text_only"
    NOTHING_SAID = "nothing_said"
    BEHIND = "behind"
    NUMBER = "number"
    SHORTENED = "shortened"
    MINUS = "minus"
    FROM = "from"
    OF = "of"
    TEN = "ten"
    CONFIDENCE = "confidence"
    TWICE = "twice"
    YES_NO = "yes_no"
    MILESTONE = "milestone"
    NOT_YES_NO = "not_yes_no"
    EMPTY = "empty"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A part as it was typed, and why it was not understood.

    `key_result_id` is what it is about, where that is clear, and `fields` what of it was clear,
    for the form alone: nothing of it is recorded. `others` are the ids it may be about.
    """

    text: str
    reason: Reason
    key_result_id: int | None = None
    others: tuple[int, ...] = ()
    fields: Mapping[str, Typed] = field(default_factory=dict)
