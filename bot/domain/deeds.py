"""What a person may begin with an objective that they look at: which buttons it gets.

They are asked again when they press, and when they submit.
"""

from dataclasses import dataclass

from bot.domain.okrs import KeyResult, Objective, ObjectiveState
from bot.domain.rights import Right, Verdict, verdict
from bot.domain.thanks import find_thanked
from bot.domain.viewing import Viewer


@dataclass(frozen=True, slots=True)
class Deeds:
    """What may be begun: to edit, to hand over, to pause (or continue) and drop, to thank for."""

    edit: bool
    hand_over: bool
    settle: bool
    is_paused: bool = False
    thank: bool = False


def deeds(viewer: Viewer, objective: Objective, key_result: KeyResult | None = None) -> Deeds:
    """What the viewer may begin with an objective, or with one of its key results.

    Who may only propose may begin, too. Owners may hand over, whatever they are to the team.
    What is closed or dropped stays as it is; what is not agreed yet can only be edited.
    """
    standing, person = viewer.standing_to(objective.team_id), viewer.person
    goes_on = not objective.cycle.is_closed and objective.state not in _FINISHED
    is_agreed = goes_on and objective.state in _AGREED
    writes = verdict(Right.WRITE, standing) is not Verdict.NO
    owner_id = key_result.owner_id if key_result else objective.owner_id
    gives = person.id == owner_id or verdict(Right.HAND_OVER, standing) is not Verdict.NO
    return Deeds(
        edit=goes_on and writes,
        hand_over=is_agreed and gives,
        settle=is_agreed and writes,
        is_paused=objective.state is ObjectiveState.PAUSED,
        thank=key_result is not None and find_thanked(objective, key_result.id, viewer) is not None,
    )


_FINISHED = frozenset({ObjectiveState.CLOSED, ObjectiveState.DROPPED})
_AGREED = frozenset({ObjectiveState.ACTIVE, ObjectiveState.PAUSED})
