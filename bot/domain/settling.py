"""Pausing, continuing and dropping what was agreed.

A paused objective is not asked about and enters no number; a dropped one never does again.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from bot.domain.agreeing import check_changeable
from bot.domain.okrs import Objective, ObjectiveState
from bot.errors import InvalidInput, NotFound, OkrError, _

REASON = "reason"
"""The field of the form."""

IS_PAUSED = _("This objective is paused already.")
IS_RUNNING = _("This objective is running already.")
LAST_ONE = _("This is its last key result. Drop the objective instead, or add another one first.")
NO_WEIGHT = _(
    "The key results that are left all have the weight 0, so nothing would count. Give one of "
    "them a weight first."
)
KEY_RESULT_GONE = _("This key result is not there any more.")
WHY = _("Write why: whoever works with it will ask.")


class Deed(StrEnum):
    """What is done to an objective; `drop_key_result` to one of its key results."""

    PAUSE = "pause"
    CONTINUE = "continue"
    DROP = "drop"
    DROP_KEY_RESULT = "drop_key_result"

    @property
    def needs_reason(self) -> bool:
        """What is dropped is told with its reason."""
        return self in {Deed.DROP, Deed.DROP_KEY_RESULT}


def check_reason(deed: Deed, reason: str) -> None:
    """Refuse to drop without a word.

    Raises:
        InvalidInput: at `reason`.
    """
    if deed.needs_reason and not reason:
        raise InvalidInput(REASON, WHY)


def settled(deed: Deed, objective: Objective, key_result_id: int | None = None) -> Objective:
    """The objective as it is afterwards.

    Raises:
        OkrError: it cannot be done, and what can.
        NotFound: it has no such key result (any more).
    """
    check_changeable(objective)
    if deed is Deed.DROP_KEY_RESULT:
        return _without(objective, key_result_id)
    return _AFTER[deed](objective)


def _paused(objective: Objective) -> Objective:
    if objective.state is ObjectiveState.PAUSED:
        raise OkrError(IS_PAUSED)
    return replace(objective, state=ObjectiveState.PAUSED)


def _continued(objective: Objective) -> Objective:
    if objective.state is ObjectiveState.ACTIVE:
        raise OkrError(IS_RUNNING)
    return replace(objective, state=ObjectiveState.ACTIVE)


def _dropped(objective: Objective) -> Objective:
    return replace(objective, state=ObjectiveState.DROPPED)


def _without(objective: Objective, key_result_id: int | None) -> Objective:
    left = tuple(each for each in objective.key_results if each.id != key_result_id)
    if len(left) == len(objective.key_results):
        raise NotFound(KEY_RESULT_GONE)
    if not left:
        raise OkrError(LAST_ONE)
    if not any(each.weight for each in left):
        raise OkrError(NO_WEIGHT)
    return replace(objective, key_results=left)


_AFTER: dict[Deed, Callable[[Objective], Objective]] = {
    Deed.PAUSE: _paused,
    Deed.CONTINUE: _continued,
    Deed.DROP: _dropped,
}
