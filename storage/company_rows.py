"""From what a company file says to the columns of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.cadence import is_zone
from bot.domain.company import (
    CyclePlan,
    KeyResultPlan,
    MilestonePlan,
    ObjectivePlan,
    OrganisationPlan,
    PersonPlan,
    Profile,
    TeamPlan,
)
from bot.domain.okrs import Metric, ObjectiveState
from bot.domain.progress import MOVES
from bot.domain.rhythm_words import read_digest, read_every, read_nudge

Values = Mapping[str, Any]
Ids = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Starting:
    """A value for a row that is new; a row that is there keeps its own."""

    value: object


def organisation_row(plan: OrganisationPlan, name: str) -> Values:
    """`name` is Slack's, for a file that has none."""
    return {
        "name": plan.name or name,
        "time_zone": plan.time_zone,
        "locale": plan.locale,
        "country": plan.country,
    }


def person_row(plan: PersonPlan, profile: Profile | None, organisation: OrganisationPlan) -> Values:
    """The file comes before Slack, and Slack before the organisation.

    Without a profile, what is known already is better than the organisation's.
    """
    asked = profile or Profile()
    zone = asked.time_zone if is_zone(asked.time_zone) else ""

    def filled(given: str, inherited: str) -> str | Starting:
        return given or (inherited if profile else Starting(inherited))

    return {
        "slack_id": plan.slack_id,
        "name": filled(plan.name or asked.name, plan.slack_id),
        "time_zone": filled(plan.time_zone or zone, organisation.time_zone),
        "locale": filled(plan.locale or asked.locale, organisation.locale),
        "country": filled(plan.country or asked.country, organisation.country),
        "role": plan.role.value,
        "paused_until": plan.paused_until or Starting(None),
        "is_active": profile.is_active if profile else Starting(True),
        "away": asked.away.value if profile else Starting(""),
        "away_until": asked.away_until if profile else Starting(None),
    }


def team_row(plan: TeamPlan, people: Ids) -> Values:
    """Without its parent, whose row may come later."""
    return {
        "name": plan.name,
        "manager_id": people.get(plan.manager),
        "channel": plan.channel,
        "manager_channel": plan.manager_channel,
        "locale": plan.locale,
        "is_active": True,
    }


def rhythm_row(plan: TeamPlan, team_id: int) -> Values:
    """What the team sets itself; None is inherited."""
    nudge_weekday, nudge_time = read_nudge(plan.nudge) if plan.nudge else (None, None)
    digest_weekday, digest_time = read_digest(plan.digest) if plan.digest else (None, None)
    return {
        "team_id": team_id,
        "nudge_weekday": nudge_weekday,
        "nudge_time": nudge_time,
        "digest_weekday": digest_weekday,
        "digest_time": digest_time,
        "every": read_every(plan.every).value if plan.every else None,
        "is_locked": plan.locked,
    }


def membership_row(team_id: int, person_id: int, today: date) -> Values:
    """Somebody new in a team joined today."""
    return {"team_id": team_id, "person_id": person_id, "joined_on": Starting(today)}


def cycle_row(plan: CyclePlan) -> Values:
    """A cycle."""
    return {"name": plan.name, "starts_on": plan.starts_on, "ends_on": plan.ends_on}


def objective_row(plan: ObjectivePlan, teams: Ids, people: Ids, cycles: Ids) -> Values:
    """Without its parent, whose row may come later."""
    return {
        "key": plan.key,
        "title": plan.title,
        "why": plan.why,
        "team_id": teams[plan.team],
        "owner_id": people[plan.owner],
        "cycle_id": cycles[plan.cycle],
        "link": plan.link.value if plan.link else None,
        "justification": plan.justification,
        "commitment": plan.kind.value,
        "is_private": plan.private,
        "state": plan.state.value if plan.state else Starting(ObjectiveState.ACTIVE.value),
    }


def key_result_row(plan: KeyResultPlan, place: Values, people: Ids, *, is_known: bool) -> Values:
    """`place` is where it belongs and its default owner; `is_known` if anybody has checked in."""
    current, confidence = _current(plan), plan.confidence
    return {
        **place,
        "key": plan.identity,
        "title": plan.title,
        "owner_id": people.get(plan.owner, place["owner_id"]),
        "delegate_id": people.get(plan.delegate),
        "metric": plan.metric.value,
        "unit": plan.unit,
        "baseline": plan.baseline,
        "target": plan.target,
        "lower": plan.lower,
        "upper": plan.upper,
        "current": Starting(current) if is_known else current,
        "weight": plan.weight,
        "entry": plan.entry.value,
        "confidence": Starting(confidence) if is_known else confidence,
    }


def milestone_row(plan: MilestonePlan, place: Values, *, is_known: bool) -> Values:
    """`place` is where it belongs; `is_known` if anybody has checked in on its key result."""
    return {
        **place,
        "title": plan.title,
        "weight": plan.weight,
        "due_on": plan.due,
        "done_on": Starting(plan.done) if is_known else plan.done,
    }


def _current(plan: KeyResultPlan) -> Decimal | None:
    """The starting value; where the file has none, that of having done nothing yet."""
    if plan.current is not None:
        return Decimal(plan.current)
    if plan.metric in MOVES:
        return plan.baseline
    return Decimal(0) if plan.metric == Metric.YES_NO else None
