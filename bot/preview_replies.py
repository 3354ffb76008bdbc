"""Example values for what is answered to a reply, for `okrbot preview`."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.domain.fields import NumberMarks
from bot.domain.replies import read_reply
from bot.domain.reply_writing import examples
from bot.domain.understood import Answer, Known, compose_understood, updates_of
from bot.preview_company import KEY_RESULTS, OBJECTIVE, SLOT

MARKS = NumberMarks()
TEXT = "reorder 55, 4, two orders slipped; portal elephants"


def _understood() -> dict[str, Any]:
    reading = read_reply(TEXT, KEY_RESULTS, MARKS)
    updates = updates_of(reading, KEY_RESULTS, MARKS)
    now = datetime(2026, 10, 12, 9, tzinfo=UTC)
    known = Known(tuple((each, OBJECTIVE) for each in KEY_RESULTS), SLOT)
    told = compose_understood(reading, updates, known, Answer.ASKED, now)
    return {"told": told, "event": "Ev0001", "mark": MARKS.decimal}


EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/reply_help": lambda: {
        "heard": "good morning, is this the okr bot?",
        "examples": examples(KEY_RESULTS, MARKS),
    },
    "messages/understood": _understood,
}
