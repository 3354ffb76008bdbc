"""Proposals with all that is needed to decide them: what stands, for which team, who may."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.agreement import find_decider
from bot.domain.change_lines import ids_in
from bot.domain.changes import changes
from bot.domain.okrs import Objective, ObjectiveState, Person, Team
from bot.domain.proposals import ProposedFacts, named_in
from bot.domain.rights import Right, Standing, Verdict, standing_of, verdict
from storage.okrs import list_by_id
from storage.people import list_admins, people_by_id
from storage.proposals import Proposal
from storage.seeing import standing_to
from storage.tables import TeamRow
from storage.teams import list_line

_STANDING = (ObjectiveState.ACTIVE, ObjectiveState.PAUSED)
_TEAM = TeamRow.metadata.tables["team"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A proposal within one transaction; `line` runs from its team upward.

    `is_archived` when the team, and with it what is proposed, is not there any more.
    """

    proposal: Proposal
    stands: Objective
    line: tuple[Team, ...]
    author: Person
    decider: Person
    is_archived: bool

    @property
    def is_over(self) -> bool:
        """Whether nobody can agree any more: its team, its cycle or its objective is done."""
        is_new = self.proposal.content is None
        waiting = (ObjectiveState.PROPOSED,) if is_new else _STANDING
        is_closed = self.stands.cycle.is_closed or self.is_archived
        return is_closed or self.stands.state not in waiting

    @property
    def may_decide(self) -> bool:
        """Whether the one who was asked is still the one to ask."""
        return verdict(Right.DECIDE, standing_of(self.decider, self.line, ())) is not Verdict.NO


def list_pending(session: Session, proposals: Iterable[Proposal]) -> list[Pending]:
    """These proposals with what they need: a few statements, and some for each team."""
    proposals = list(proposals)
    objectives = {
        each.id: each for each in list_by_id(session, {one.objective_id for one in proposals})
    }
    people = people_by_id(
        session, {number for one in proposals for number in (one.author_id, one.decider_id)}
    )
    teams = {each.team_id for each in objectives.values()}
    lines = {number: tuple(list_line(session, number)) for number in teams}
    archived = set(
        session.execute(
            select(_TEAM.c.id).where(_TEAM.c.id.in_(teams), _TEAM.c.is_active.is_(False))
        ).scalars()
    )
    return [
        Pending(
            proposal=each,
            stands=stands,
            line=lines[stands.team_id],
            author=people[each.author_id],
            decider=people[each.decider_id],
            is_archived=stands.team_id in archived,
        )
        for each in proposals
        if (stands := objectives.get(each.objective_id))
    ]


def find_agreeing(session: Session, author: Person, team_id: int) -> Person | None:
    """Whose agreement is needed for what this person writes for the team; None for nobody's.

    Who has left the team or the workspace meanwhile is treated as a member of it.
    """
    line = list_line(session, team_id)
    standing = standing_to(session, author, team_id)
    admins = {each.id: each for each in list_admins(session, author.workspace_id)}
    people = admins | people_by_id(session, {each.manager_id or 0 for each in line})
    active = {each.id for each in people.values() if each.is_active}
    if standing is Standing.OUTSIDER:
        standing = Standing.MEMBER
    number = find_decider(author, line, standing, active, sorted(admins))
    return people[number] if number else None


def get_facts(session: Session, pending: Pending) -> ProposedFacts:
    """What a message about a proposal is composed from.

    Titles of objectives are those of the team's own and of others that are not private.
    """
    proposal, stands, content = pending.proposal, pending.stands, pending.proposal.content
    wanted = content or stands
    found = changes(stands, content) if content else []
    parents = ids_in(found, frozenset({"parent_id"})) | ({wanted.parent_id or 0} - {0})
    titles = {
        each.id: None if each.is_private and each.team_id != stands.team_id else each.title
        for each in list_by_id(session, parents)
    }
    facts = ProposedFacts(
        author=pending.author,
        team=pending.line[0],
        stands=stands,
        content=content,
        reason=proposal.reason,
        people={},
        teams=_names(session, ids_in(found, frozenset({"team_id"}))),
        objectives=titles,
    )
    return replace(facts, people=people_by_id(session, named_in(facts)))


def _names(session: Session, teams: set[int]) -> dict[int, str]:
    if not teams:
        return {}
    rows = session.execute(select(_TEAM.c.id, _TEAM.c.name).where(_TEAM.c.id.in_(teams)))
    return {row.id: row.name for row in rows}
