"""What is coming: when somebody is nudged next, and what is left out until then, and why.

It goes by the rule that decides when the moment comes, so it is true as long as nothing changes.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.domain.cadence import local_date
from bot.domain.due import Due, coming_nudges
from bot.domain.nudges import Skip
from bot.domain.planning import Decision, Outlook, decide

FARTHEST = 60
"""Nudges that are looked at: who is kept back longer than that has nothing planned."""


def foresee(outlook: Outlook, now: datetime) -> list[Decision]:
    """The nudges from now on, up to the first that is not left out.

    What keeps somebody back without an end ends the list; nobody who left has any.
    """
    found: list[Decision] = []
    at = outlook.planned_at or next(_coming(outlook, now)).at
    while len(found) < FARTHEST:
        decision = decide(outlook, at, max(at, now))
        if isinstance(decision, datetime):
            at = decision
            continue
        found.append(decision)
        if decision.skipped is None or _is_endless(outlook, decision):
            break
        slots = {decision.slot, decision.passed_slot}
        outlook, at = replace(outlook, decided=outlook.decided | slots), decision.next_at
    return found


def foresee_moves(outlook: Outlook, now: datetime, count: int) -> list[Due]:
    """Those of the rhythm's next `count` nudges that a day off moves."""
    return [each for each in islice(_coming(outlook, now), count) if each.moved_by]


def _coming(outlook: Outlook, now: datetime) -> Iterator[Due]:
    return coming_nudges(outlook.rhythm, outlook.person.time_zone, outlook.days_off, now)


def _is_endless(outlook: Outlook, decision: Decision) -> bool:
    """Whether nothing that is known today ends what keeps them back."""
    if decision.skipped is Skip.CYCLE_NOT_RUNNING:
        day = local_date(decision.due.at, outlook.person.time_zone)
        return not any(cycle.starts_on > day for _key_result, cycle in outlook.key_results)
    if decision.skipped is Skip.AWAY:
        return decision.until is None
    return decision.skipped in {Skip.INACTIVE, Skip.NOTHING_TO_UPDATE}
