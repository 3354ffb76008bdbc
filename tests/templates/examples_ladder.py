"""What the templates of reminders and talks are shown with."""

from collections.abc import Callable, Mapping
from datetime import time, timedelta

from bot.domain.talks import compose_talk
from bot.domain.week_message import compose_week
from tests.make import MONDAY, SLOT, make_key_result, make_objective, make_person
from tests.templates.cases import HOSTILE_CASE, RICH, TUESDAY, Case, Example
from tests.templates.examples_week import nothing_done


def reminder(case: Case) -> Example:
    """Rich: the one that comes by itself; hostile: one that was asked for."""
    return {"week": compose_week(nothing_done(case)), "is_snoozed": case is HOSTILE_CASE}


def talk(case: Case) -> Example:
    """One who was heard before and one who never was, as often as the case says."""
    heard = make_key_result(checked_in_at=MONDAY - timedelta(days=21))
    silent = [
        (make_person(name=case.says("Ben Kofler")), [make_objective(key_results=(heard,))]),
        (make_person(id=2, name=case.says("Clara Egger")), [make_objective()]),
    ]
    return {"talk": compose_talk(silent * case.copies)}


def asked(case: Case) -> Example:
    return {"name": case.says("Ben Kofler"), "count": 1, "minutes": 1, "slot": SLOT}


def asked_answer(case: Case) -> Example:
    """Rich: later; others: now."""
    later = {"on": TUESDAY, "time": time(9)}
    at = later if case is RICH else {"on": None, "time": time(9)}
    return {"name": case.says("Anna Berger"), **at}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/reminder": reminder,
    "messages/reminder_done": lambda _case: {"slot": SLOT},
    "messages/talk": talk,
    "messages/asked": asked,
    "messages/asked_answer": asked_answer,
}
