"""What the templates of agreeing and handing over are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.domain.agreeing import Answer
from bot.domain.handovers import NAME, TITLE, WORDS, Given, Handover, Offer, compose_offer
from bot.domain.okrs import Objective
from bot.domain.proposals import ProposedFacts, compose_proposal
from bot.domain.settling import Deed
from bot.domain.shortening import shorten
from storage.proposals import Proposal
from tests.make import MONDAY, make_person, make_team
from tests.templates.cases import HOSTILE_CASE, RICH, TUESDAY, Case, Example, key_results, objective

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


def proposed(case: Case) -> Example:
    """Rich and huge: a new objective; hostile: a change to one."""
    wanted = replace(objective(case), why=case.says("Every hour of waiting costs trust"))
    people = {
        number: make_person(id=number, name=case.says(name))
        for number, name in enumerate(("Anna Berger", "Ben Kofler"), start=1)
    }
    facts = ProposedFacts(
        author=people[1],
        team=make_team(name=case.says("Platform"), parent_id=2),
        stands=wanted,
        content=changed(case) if case is HOSTILE_CASE else None,
        reason=case.says("Two more clinics joined") if case is not RICH else "",
        people=people,
        teams={},
        objectives={2: case.says("Hospitals trust our implants")},
    )
    return {"id": 7, "version": 1, "proposed": compose_proposal(facts)}


def changed(case: Case) -> Objective:
    """Wording, owner, target and unit differ; one key result is new, the last one is gone."""
    first, second, *others = key_results(case)[:-1]
    target, late = Decimal(30), Decimal("12.5")
    new = replace(first, id=0, title=case.says("Calls per order"))
    return replace(
        objective(case),
        title=case.says("Nobody waits"),
        owner_id=2,
        why="",
        parent_id=3,
        is_private=True,
        key_results=(
            replace(first, target=target, unit=case.says("clinics")[:30]),
            replace(second, baseline=late, owner_id=2, weight=Decimal(0)),
            *others,
            new,
        ),
    )


def over(case: Case) -> Example:
    """Rich: sent back with a wish; hostile: declined by somebody else."""
    state = Answer.DECLINED if case is HOSTILE_CASE else Answer.RETURNED
    return {
        "proposal": Proposal(
            *(7, 1, 1, 1, 2, None, 1, ""),
            *(state, case.says("Two key results are enough"), MONDAY, NOON, 2),
        ),
        "title": shorten(case.says("Clinics never wait for our portal"), TITLE),
        "team": shorten(case.says("Platform"), NAME),
        "author": shorten(case.says("Anna Berger"), NAME),
        "by": shorten(case.says("Ben Kofler"), NAME),
        "is_by_reader": case is not HOSTILE_CASE,
        "is_new": case is not HOSTILE_CASE,
        "moved_to": "",
        "note": shorten(case.says("Two key results are enough"), WORDS),
    }


def words(case: Case) -> Example:
    title = shorten(case.says("Clinics never wait for our portal"), TITLE)
    author = shorten(case.says("Anna Berger"), NAME)
    return {"id": 7, "title": title, "author": author, "typed": typed(case)}


def settling(case: Case) -> Example:
    """Rich: an objective is dropped; others: a member proposes to drop a key result."""
    title = shorten(case.says("Clinics never wait for our portal"), TITLE)
    if case is RICH:
        return {
            "deed": Deed.DROP,
            "title": title,
            "objective": "",
            "key_results": 8,
            "decider": "",
        }
    decider = shorten(case.says("Ben Kofler"), NAME)
    return {
        "deed": Deed.DROP_KEY_RESULT,
        "title": shorten(case.says("Hospitals that reorder"), TITLE),
        "objective": title,
        "key_results": 8,
        "decider": decider,
    }


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
    "messages/proposal": proposed,
    "messages/proposal_answer": over,
    "messages/proposal_over": over,
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/handover": lambda case: {
        "subject": "key_result 1",
        "offer": offer(case),
        "typed": typed(case),
    },
    "modals/handover_decline": lambda case: {"id": 5, "offer": offer(case), "typed": typed(case)},
    "modals/handover_done": lambda case: {**told(case), "is_taken": False},
    "modals/proposal_change": words,
    "modals/proposal_decline": words,
    "modals/settle": lambda case: {"form": "drop 1", "typed": typed(case), **settling(case)},
    "modals/settled": settling,
}
