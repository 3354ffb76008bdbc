"""An objective that goes on in another cycle: what of it is kept, and what it hangs on there."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.domain.okrs import Cycle, KeyResult, Metric, Objective, ObjectiveState, Outcome
from bot.domain.progress import MOVES
from bot.errors import _

START_CONFIDENCE = 5

LOST_LINK = _("Carried over from %(cycle)s; what it contributed to there has ended.")
"""What stands as the justification of an objective that lost its link."""


def carried(objective: Objective, outcome: Outcome, target: Cycle) -> Objective:
    """The objective as it begins in the next cycle, with the id 0, without its link.

    Carried over it keeps values, confidences and done milestones; restarted it begins anew.
    """
    again = _restarted if outcome is Outcome.RESTARTED else _kept
    return replace(
        objective,
        id=0,
        cycle=target,
        state=ObjectiveState.ACTIVE,
        version=1,
        score=None,
        outcome=None,
        parent_id=None,
        link=None,
        key_results=tuple(again(each) for each in objective.key_results),
    )


def linked(
    new: Objective, old: Objective, parent: Objective | None, copies: Mapping[int, int], note: str
) -> Objective:
    """The new objective with the link of the old one, where that leads somewhere.

    `copies` are the objectives of the new cycle by the id of the one they were carried from. A
    parent that is carried too, or stands in the new cycle, is kept. Otherwise the link goes, and
    `note` says so where a justification belongs.
    """
    if old.parent_id is None:
        return new
    if old.parent_id in copies:
        return replace(new, parent_id=copies[old.parent_id], link=old.link)
    if parent is not None and parent.cycle.id == new.cycle.id:
        return replace(new, parent_id=parent.id, link=old.link)
    return replace(new, justification=note)


def _kept(key_result: KeyResult) -> KeyResult:
    steps = tuple(replace(step, id=0) for step in key_result.milestones)
    return replace(key_result, id=0, objective_id=0, milestones=steps)


def _restarted(key_result: KeyResult) -> KeyResult:
    steps = tuple(replace(step, id=0, done_on=None) for step in key_result.milestones)
    return replace(
        key_result,
        id=0,
        objective_id=0,
        milestones=steps,
        current=_first_value(key_result),
        confidence=START_CONFIDENCE,
        blocker=None,
    )


def _first_value(key_result: KeyResult) -> Decimal | None:
    """The value of having done nothing yet; a bound that is held has none until somebody looks."""
    if key_result.metric in MOVES:
        return key_result.baseline
    return Decimal(0) if key_result.metric is Metric.YES_NO else None
