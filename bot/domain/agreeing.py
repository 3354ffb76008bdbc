"""Asking for agreement: what became of a proposal or a handover, and what may still change."""

from enum import StrEnum

from bot.domain.okrs import Objective, ObjectiveState
from bot.errors import OkrError, _


class Answer(StrEnum):
    """`returned` goes back to its author with a wish; `withdrawn` was taken back or overtaken."""

    OPEN = "open"
    AGREED = "agreed"
    RETURNED = "returned"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


CYCLE_CLOSED = _("The cycle %(cycle)s is closed. Its OKRs can be read and stay as they are.")
NOT_AGREED = _("This objective is not agreed yet: change it where it is written.")
IS_OVER = _("This objective is over: it was closed or dropped.")


def check_changeable(objective: Objective) -> None:
    """Refuse what can be changed no more, or is not agreed yet.

    Raises:
        OkrError: saying which.
    """
    if objective.cycle.is_closed:
        raise OkrError(CYCLE_CLOSED, cycle=objective.cycle.name)
    if objective.state in {ObjectiveState.DRAFT, ObjectiveState.PROPOSED}:
        raise OkrError(NOT_AGREED)
    if objective.state in {ObjectiveState.CLOSED, ObjectiveState.DROPPED}:
        raise OkrError(IS_OVER)


ANSWERED = {
    Answer.AGREED: _("%(name)s has agreed to this already."),
    Answer.RETURNED: _("%(name)s has asked for a change already."),
    Answer.DECLINED: _("%(name)s has declined this already."),
    Answer.WITHDRAWN: _("This proposal was taken back."),
}
NOT_ONE_S_OWN = _("Somebody else has to agree to what you propose yourself.")
