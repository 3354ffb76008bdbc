"""Who may do what: one table, asked on every open and on every submit.

A person stands to a team as its member, its manager, the manager of a team above it, an admin of
the workspace, or as somebody from elsewhere. Where several are true, the one that may more counts.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.domain.okrs import Person, Role, Team
from bot.errors import NotAllowed, _


class Standing(StrEnum):
    """How a person stands to a team."""

    OUTSIDER = "outsider"
    MEMBER = "member"
    MANAGER = "manager"
    ABOVE = "above"
    ADMIN = "admin"


class Right(StrEnum):
    """Something one may do for a team (or, from `cycles` on, for the whole workspace)."""

    WRITE = "write"
    DECIDE = "decide"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    RETROSPECT = "retrospect"
    PAUSE = "pause"
    SET_RHYTHM = "set_rhythm"
    SET_TEAM = "set_team"
    SEE_PRIVATE = "see_private"
    SEE_WHY = "see_why"
    ACKNOWLEDGE = "acknowledge"
    CYCLES = "cycles"
    ROLES = "roles"


class Verdict(StrEnum):
    """What the table says: `propose` is yes with somebody's agreement, `audited` leaves a trace."""

    YES = "yes"
    PROPOSE = "propose"
    AUDITED = "audited"
    UNLESS_LOCKED = "unless_locked"
    NO = "no"


_Y, _P, _A, _L, _N = (
    Verdict.YES,
    Verdict.PROPOSE,
    Verdict.AUDITED,
    Verdict.UNLESS_LOCKED,
    Verdict.NO,
)
_COLUMNS = (
    Standing.OUTSIDER,
    Standing.MEMBER,
    Standing.MANAGER,
    Standing.ABOVE,
    Standing.ADMIN,
)

TABLE: dict[Right, dict[Standing, Verdict]] = {
    right: dict(zip(_COLUMNS, row, strict=True))
    for right, row in {
        #                  outsider member manager above admin
        Right.WRITE: (_N, _P, _Y, _Y, _Y),
        Right.DECIDE: (_N, _N, _Y, _Y, _Y),
        Right.HAND_OVER: (_N, _N, _Y, _Y, _Y),
        Right.CLOSE: (_N, _N, _Y, _Y, _Y),
        Right.RETROSPECT: (_N, _Y, _Y, _Y, _Y),
        Right.PAUSE: (_N, _N, _Y, _Y, _Y),
        Right.SET_RHYTHM: (_N, _N, _L, _Y, _Y),
        Right.SET_TEAM: (_N, _N, _Y, _Y, _Y),
        Right.SEE_PRIVATE: (_N, _Y, _Y, _Y, _A),
        Right.SEE_WHY: (_N, _N, _Y, _Y, _Y),
        Right.ACKNOWLEDGE: (_N, _N, _Y, _Y, _Y),
        Right.CYCLES: (_N, _N, _N, _N, _Y),
        Right.ROLES: (_N, _N, _N, _N, _Y),
    }.items()
}
"""Owners hand over what is theirs, whatever they are to the team; see `check_hand_over`.

Everybody pauses themselves; see `check_pause`.
"""

RULES: dict[Right, str] = {
    Right.WRITE: _("Only members of %(team)s, its manager and managers above write its OKRs."),
    Right.DECIDE: _("Only the manager of %(team)s and managers above agree to its OKRs."),
    Right.HAND_OVER: _(
        "Only its owner, the manager of %(team)s and managers above give it to somebody else."
    ),
    Right.CLOSE: _("Only the manager of %(team)s and managers above close its OKRs."),
    Right.RETROSPECT: _("Only members of %(team)s and its managers look back on its cycle."),
    Right.PAUSE: _(
        "Only people themselves, the managers of their teams and admins of okrbot pause them."
    ),
    Right.SET_RHYTHM: _(
        "Only managers of %(team)s set its rhythm, and a team above may have locked it."
    ),
    Right.SET_TEAM: _("Only the manager of %(team)s and managers above change the team."),
    Right.SEE_PRIVATE: _("This objective is private to %(team)s."),
    Right.SEE_WHY: _("Only managers of %(team)s see when okrbot writes to its members."),
    Right.ACKNOWLEDGE: _("Only managers of %(team)s acknowledge its check-ins."),
    Right.CYCLES: _("Only admins of okrbot plan, start and close cycles."),
    Right.ROLES: _("Only admins of okrbot say who is one."),
}
"""Why not, in one sentence; `team` is the team's name."""


def standing_of(person: Person, line: Sequence[Team], members: Collection[int]) -> Standing:
    """How a person stands to the first team of `line`, which runs from it upward.

    `members` are the ids of the people in that team. Who left stands outside everything.
    """
    if not person.is_active or not line:
        return Standing.OUTSIDER
    team, *above = line
    if person.role is Role.ADMIN:
        return Standing.ADMIN
    if person.id in {each.manager_id for each in above}:
        return Standing.ABOVE
    if person.id == team.manager_id:
        return Standing.MANAGER
    return Standing.MEMBER if person.id in members else Standing.OUTSIDER


def verdict(right: Right, standing: Standing, *, is_locked: bool = False) -> Verdict:
    """What the table says; `is_locked` when a team above locked the rhythm."""
    said = TABLE[right][standing]
    if said is Verdict.UNLESS_LOCKED:
        return Verdict.NO if is_locked else Verdict.YES
    return said


def check_right(
    right: Right, standing: Standing, team: str = "", *, is_locked: bool = False
) -> Verdict:
    """The verdict, where it is not a refusal.

    Raises:
        NotAllowed: naming the rule; `team` is the name of the team it is about.
    """
    said = verdict(right, standing, is_locked=is_locked)
    if said is Verdict.NO:
        raise NotAllowed(RULES[right], team=team)
    return said


def check_hand_over(standing: Standing, *, is_own: bool, team: str = "") -> None:
    """Refuse who is neither the owner nor a manager.

    Raises:
        NotAllowed: naming the rule.
    """
    if not is_own:
        check_right(Right.HAND_OVER, standing, team)


def check_pause(standings: Collection[Standing], *, is_own: bool) -> None:
    """Refuse who manages none of somebody's teams; `standings` are those to each of the teams.

    Raises:
        NotAllowed: naming the rule.
    """
    if is_own or any(verdict(Right.PAUSE, each) is Verdict.YES for each in standings):
        return
    raise NotAllowed(RULES[Right.PAUSE])
