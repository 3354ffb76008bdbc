"""What is answered to a reply in words: rich, hostile, and far too big; see cases."""

from collections.abc import Callable, Mapping

from bot.domain.fields import Fields, NumberMarks
from bot.domain.okrs import Entry, Metric
from bot.domain.replies import Reading
from bot.domain.reply_reasons import Reason, Unclear
from bot.domain.reply_writing import examples
from bot.domain.understood import Answer, Known, compose_understood, updates_of
from tests.make import MONDAY, SLOT
from tests.templates.cases import Case, Example, key_results, objective

MARKS = NumberMarks()
NUMBERS = frozenset(Metric) - {Metric.YES_NO, Metric.MILESTONES}


def understood(case: Case, state: Answer = Answer.ASKED) -> Example:
    """Numbers, words and ticks; one is confirmed, and some parts were not understood."""
    known = Known(tuple((each, objective(case)) for each in key_results(case)), SLOT)
    reading = Reading(_fields(case), frozenset({4}), unclear(case))
    updates = updates_of(reading, known.key_results, MARKS)
    told = compose_understood(reading, updates, known, state, MONDAY)
    return {"told": told, "event": "Ev0MONDAY", "mark": MARKS.decimal}


def unclear(case: Case) -> tuple[Unclear, ...]:
    """A part for every reason, the first six of which are told."""
    first = (Reason.AMBIGUOUS, Reason.MINUS, Reason.FROM, Reason.OF, Reason.NUMBER)
    others = [each for each in Reason if each not in first]
    text = case.says("portal elephants")
    return tuple(Unclear(text, each, 1, others=(1, 2, 3, 4)) for each in (*first, *others))


def reply_help(case: Case) -> Example:
    return {"heard": case.says("What is this?"), "examples": examples(key_results(case), MARKS)}


def _fields(case: Case) -> Fields:
    typed: dict[str, str | list[str] | None] = {}
    for each in key_results(case):
        if each.id == 4:
            continue
        if each.metric in NUMBERS:
            typed[f"value:{each.id}"] = "3" if each.entry is Entry.ADDS else "55"
        typed[f"confidence:{each.id}"] = "3"
        typed[f"note:{each.id}"] = case.says("Two orders slipped into next week")[:1000]
        typed[f"blocker:{each.id}"] = case.says("The test lab is full")[:300]
        typed[f"next_step:{each.id}"] = case.says("Call the lab in Graz")[:300]
    return typed | {"milestones:6": ["1", "2", "3"], "done:7": "yes"}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/reply_help": reply_help,
    "messages/understood": understood,
}
