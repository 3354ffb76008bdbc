"""Import a company: all or nothing, and as often as one likes.

The file is the truth about what it lists, except for what belongs to people once it is stored:
value, confidence and done milestones of a key result that somebody has checked in on, and where
the file says nothing of them the state of an objective and a person's pause. What the file no
longer lists stays as it is, but memberships follow the file, and so do milestones not done.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import local_date
from bot.domain.company import CompanyPlan, Imported, KeyResultPlan, Profile, SlackWorkspace
from bot.domain.company_times import Times, home_team, next_digests, next_nudges, rhythms
from storage import company, company_rows
from storage.company_changes import Changes
from storage.database import Database
from storage.tables import (
    CycleRow,
    KeyResultRow,
    MembershipRow,
    MilestoneRow,
    ObjectiveRow,
    PersonRow,
    RhythmRow,
    TeamRow,
)


def import_company(
    database: Database,
    plan: CompanyPlan,
    profiles: Mapping[str, Profile],
    now: datetime,
    workspace: SlackWorkspace,
) -> Imported:
    """Bring a workspace to what the checked `plan` says, in one transaction.

    `profiles` are what Slack knows of people, by Slack id; they fill what the plan leaves open,
    and the organisation fills the rest.
    """
    with database.transaction() as session:
        before = company.get_times(session, workspace.slack_id)
        run = _Import(session, plan, now, workspace.slack_id)
        run.put_workspace(workspace.name)
        people = run.put_people(profiles)
        teams = run.put_teams(people)
        run.put_rhythms(teams)
        run.put_memberships(teams, people)
        run.plan_times(before, teams)
        objectives = run.put_objectives(teams, people, run.put_cycles())
        run.put_milestones(run.put_key_results(objectives, people))
        return run.changes.finish()


_Ids = dict[str, int]


class _Import:
    """An import under way; each step returns the ids it found or made, by their plan's name."""

    def __init__(self, session: Session, plan: CompanyPlan, now: datetime, slack_id: str) -> None:
        self._session, self._plan, self._now, self._slack_id = session, plan, now, slack_id
        self.changes = Changes(session, now)

    def put_workspace(self, name: str) -> None:
        """The organisation; `name` is Slack's for a file that has none."""
        row = company_rows.organisation_row(self._plan.organisation, name)
        self.changes.put_workspace(self._slack_id, row)

    def put_people(self, profiles: Mapping[str, Profile]) -> _Ids:
        """People by Slack id."""
        organisation = self._plan.organisation
        rows = [
            company_rows.person_row(person, profiles.get(person.slack_id), organisation)
            for person in self._plan.people
        ]
        return self.changes.put_named(PersonRow, rows, "slack_id")

    def put_teams(self, people: _Ids) -> _Ids:
        """Teams by name."""
        rows = [company_rows.team_row(team, people) for team in self._plan.teams]
        parents = {team.name: team.parent for team in self._plan.teams}
        return self.changes.put_tree(TeamRow, rows, "name", parents)

    def put_rhythms(self, teams: _Ids) -> None:
        """What teams set of their rhythms; a file that sets nothing takes back what it had set."""
        rows = [company_rows.rhythm_row(team, teams[team.name]) for team in self._plan.teams]
        self.changes.put(RhythmRow, rows, ["team_id"])

    def put_memberships(self, teams: _Ids, people: _Ids) -> None:
        """Who belongs to the file's teams, and nobody else."""
        today = local_date(self._now, self._plan.organisation.time_zone)
        rows = [
            company_rows.membership_row(teams[team.name], people[member], today)
            for team in self._plan.teams
            for member in team.members
        ]
        result = self.changes.put(MembershipRow, rows, ["team_id", "person_id"])
        listed = {teams[team.name] for team in self._plan.teams}
        self.changes.remove(
            MembershipRow, [row for row in result.missing if row["team_id"] in listed]
        )

    def plan_times(self, before: Times, teams: _Ids) -> None:
        """Home teams, next nudges and digests, how often teams are asked: also what the file does
        not list.
        """
        after = company.get_times(self._session, self._slack_id)
        homes = self._home_teams(after, teams)
        people = {
            person_id: replace(person, home_team_id=homes.get(person_id))
            for person_id, person in after.people.items()
        }
        after = replace(after, people=people)
        nudges = [
            {"id": person_id, "home_team_id": homes.get(person_id), "next_nudge_at": at}
            for person_id, at in next_nudges(before, after, self._now, days_off).items()
        ]
        often = rhythms(after)
        digests = [
            {"id": team_id, "next_digest_at": at, "every": often[team_id].every.value}
            for team_id, at in next_digests(before, after, self._now).items()
        ]
        self.changes.put_quietly(PersonRow, nudges)
        self.changes.put_quietly(TeamRow, digests)

    def put_cycles(self) -> _Ids:
        """Cycles by name; those that are new or moved have something to tell."""
        rows = [company_rows.cycle_row(cycle) for cycle in self._plan.cycles]
        result = self.changes.put(CycleRow, rows, ["name"])
        ids = {name: row_id for (name,), row_id in result.ids.items()}
        told = [name for (name,) in (*result.created, *result.changed)]
        looked_at = [{"id": ids[name], "next_step_at": self._now} for name in told]
        self.changes.put_quietly(CycleRow, looked_at)
        return ids

    def put_objectives(self, teams: _Ids, people: _Ids, cycles: _Ids) -> _Ids:
        """Objectives by key."""
        plans = self._plan.objectives
        rows = [company_rows.objective_row(plan, teams, people, cycles) for plan in plans]
        return self.changes.put_tree(
            ObjectiveRow, rows, "key", {plan.key: plan.parent for plan in plans}
        )

    def put_key_results(self, objectives: _Ids, people: _Ids) -> "list[_Stored]":
        """Key results with their ids."""
        known = self._known_key_results(objectives)
        rows = []
        for objective in self._plan.objectives:
            place = {
                "objective_id": objectives[objective.key],
                "owner_id": people[objective.owner],
            }
            for position, plan in enumerate(objective.key_results):
                is_known = known.get((place["objective_id"], plan.identity), False)
                at = place | {"position": position}
                rows.append(company_rows.key_result_row(plan, at, people, is_known=is_known))
        ids = self.changes.put(KeyResultRow, rows, ["objective_id", "key"]).ids
        return [
            _Stored(plan, ids[place], known.get(place, False))
            for place, plan in self._key_results(objectives)
        ]

    def put_milestones(self, key_results: "Iterable[_Stored]") -> None:
        """The steps of the file's key results; one that is gone stays only if it was done."""
        stored = list(key_results)
        rows = [
            company_rows.milestone_row(
                plan,
                {"key_result_id": key_result.id, "position": position},
                is_known=key_result.is_known,
            )
            for key_result in stored
            for position, plan in enumerate(key_result.plan.milestones)
        ]
        result = self.changes.put(MilestoneRow, rows, ["key_result_id", "title"])
        listed = {key_result.id for key_result in stored}
        gone = [row for row in result.missing if row["key_result_id"] in listed]
        self.changes.remove(MilestoneRow, [row for row in gone if row["done_on"] is None])

    def _known_key_results(self, objectives: _Ids) -> dict[tuple[int, str], bool]:
        """Which key results are stored, and whether anybody has checked in on them.

        One that was known by its title and is given a key in the file is found by its key from
        here on.
        """
        known = company.lock_key_results(self._session, self.changes.workspace_id)
        rekeyed = {
            (objective_id, plan.title): plan.key
            for (objective_id, key), plan in self._key_results(objectives)
            if (objective_id, key) not in known and (objective_id, plan.title) in known
        }
        company.rekey_key_results(self._session, rekeyed)
        return known | {(old[0], new): known[old] for old, new in rekeyed.items()}

    def _key_results(self, objectives: _Ids) -> Iterator[tuple[tuple[int, str], KeyResultPlan]]:
        for objective in self._plan.objectives:
            for plan in objective.key_results:
                yield (objectives[objective.key], plan.identity), plan

    def _home_teams(self, times: Times, teams: _Ids) -> dict[int, int | None]:
        """The home team of each member; among equally deep ones the first in the file."""
        order = {team_id: position for position, team_id in enumerate(teams.values())}
        memberships = company.list_memberships(self._session, self.changes.workspace_id)
        memberships.sort(key=lambda pair: order.get(pair[0], len(order)))
        teams_of: dict[int, list[int]] = {}
        for team_id, person_id in memberships:
            teams_of.setdefault(person_id, []).append(team_id)
        return {
            person_id: home_team(team_ids, times.teams) for person_id, team_ids in teams_of.items()
        }


@dataclass(frozen=True, slots=True)
class _Stored:
    """A key result of the file with its id; `is_known` if anybody has checked in on it."""

    plan: KeyResultPlan
    id: int
    is_known: bool
