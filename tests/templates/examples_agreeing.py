"""What the templates of agreeing and handing over are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.agreeing import Answer
from bot.domain.handovers import NAME, WORDS, Given, Handover, Offer, compose_offer
from bot.domain.shortening import shorten
from tests.make import MONDAY
from tests.templates.cases import HOSTILE_CASE, TUESDAY, Case, Example, key_results, objective

NOON = MONDAY + timedelta(hours=3)


def handover(case: Case) -> Handover:
    """Rich: a key result that waits; others: the objective, or what was taken back."""
    waiting = Handover(5, 1, 1, 1, 1, 2, 1, Answer.OPEN, "", "", MONDAY, None)
    if case is HOSTILE_CASE:
        return replace(waiting, key_result_id=None)
    return waiting


def declined(case: Case) -> Handover:
    return replace(handover(case), state=Answer.DECLINED, decided_at=NOON)


def offer(case: Case) -> Offer:
    above = replace(objective(case), why=case.says("Every hour of waiting costs trust"))
    given = Given(above, None if case is HOSTILE_CASE else key_results(case)[0])
    note = case.says("You know the clinics in the south")
    name = case.says("Anna Berger")
    return compose_offer(given, name, TUESDAY, asked_by=name, note=note)


def told(case: Case) -> dict[str, str]:
    return {
        "receiver": shorten(case.says("Ben Kofler"), NAME),
        "reply": shorten(case.says("I am away until December"), WORDS),
    }


def typed(case: Case) -> dict[str, str]:
    words = case.says("As I typed it")[:1000]
    return {"new_owner": "U0PERSON2", "note": words, "reason": words}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/handover": lambda case: {
        "handover": handover(case),
        "offer": offer(case),
        "reply": "",
    },
    "messages/handover_answer": lambda case: {
        "handover": declined(case),
        "offer": offer(case),
        "is_asker": True,
        **told(case),
    },
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/handover": lambda case: {
        "subject": "key_result 1",
        "offer": offer(case),
        "typed": typed(case),
    },
    "modals/handover_decline": lambda case: {"id": 5, "offer": offer(case), "typed": typed(case)},
    "modals/handover_done": lambda case: {**told(case), "is_taken": False},
}
