"""What a story should have brought, worked out from what people did and from the rules alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.e2e.company import IDLE, MEMBERS, ORGANISATION_ZONE, Crew, Member
from tests.e2e.model import Numbers, Slot, digest_numbers, light, local, slot_of
from tests.e2e.seen import SeenGoal
from tests.e2e.story import LEAVER, PAUSED, PAUSED_WEEKS, WEEKS, Season, Story, is_free

TOO_OLD = timedelta(hours=12)
TIME_TO_ANSWER = timedelta(hours=1)
NINE = time(9)


@dataclass(frozen=True)
class Ask:
    """A nudge: when it comes, and when it was meant to, which after downtime is the morning."""

    at: datetime
    meant: datetime


def nudges(story: Story, member: Member) -> list[datetime]:
    """When this person should have been nudged, week after week."""
    asks = (ask(story, member, week) for week in range(WEEKS))
    return [each.at for each in asks if each]


def ask(story: Story, member: Member, week: int) -> Ask | None:
    """The nudge of a week; None where there should be none."""
    season, due = story.season, story.season.nudge_at(member, week)
    is_away = member.id == PAUSED and week < PAUSED_WEEKS
    has_left = member.id == LEAVER and due >= season.leaves_at
    found, zone = when_bot_is_up(season, due), season.zone(member, week)
    if member.id == IDLE or is_away or has_left or found - due > TOO_OLD:
        return None
    at = reachable(found, zone)
    if _has_said_all(story, member, slot_of(due, zone), at):
        return None
    return Ask(at, due if at == found else at)


def _has_said_all(story: Story, member: Member, slot: Slot, until: datetime) -> bool:
    goals = story.book.goals_of(member.id)
    said = {one.goal for one in story.book.in_slot(goals, slot, until)}
    return said == {goal.title for goal in goals}


def asked_slots(story: Story, member: Member) -> list[Slot]:
    """The weeks in which this person should have been nudged."""
    asks = ((week, ask(story, member, week)) for week in range(WEEKS))
    return [slot_of(each.at, story.season.zone(member, week)) for week, each in asks if each]


def still_open(story: Story, member: Member, slot: Slot) -> list[str]:
    """What the person never recorded in that week, in the order of the form."""
    goals = story.book.goals_of(member.id)
    said = {one.goal for one in story.book.in_slot(goals, slot, story.season.ends_at)}
    return [goal.title for goal in goals if goal.title not in said]


def when_bot_is_up(season: Season, due: datetime) -> datetime:
    """The moment itself, or the end of the downtime it lies in."""
    down, up = season.down
    return up if down < due < up else due


@dataclass(frozen=True)
class Expected:
    """A digest: when it should be posted, its numbers, and who is named as missing."""

    at: datetime
    numbers: Numbers
    missing: frozenset[str]


def digests(story: Story, crew: Crew) -> list[Expected]:
    """The digests of a team, week after week."""
    return [_digest(story, crew, *when) for when in _digest_moments(story.season, crew)]


def _digest_moments(season: Season, crew: Crew) -> Iterator[tuple[int, datetime]]:
    """Each week with the moment it is reported: one before the nudge reports the week before."""
    weekday, at = crew.digest
    later = 0 if crew.digest > crew.nudge else 7
    for week in range(WEEKS):
        day = season.first + timedelta(weeks=week, days=weekday + later)
        yield week, when_bot_is_up(season, local(day, at, ORGANISATION_ZONE))


def _digest(story: Story, crew: Crew, week: int, at: datetime) -> Expected:
    season, slot = story.season, (story.season.first + timedelta(weeks=week)).isocalendar()[:2]
    day = at.astimezone(ZoneInfo(ORGANISATION_ZONE)).date()
    aims = [aim for aim in story.book.aims if aim.team == crew.name]
    goals = [goal for aim in aims for goal in aim.goals]
    asked = {goal.owner for goal in goals if _is_there(season, goal.owner, at)}
    numbers = digest_numbers(story.book, aims, slot, at, day=day, asked=asked)
    heard = {one.author for one in story.book.in_slot(goals, slot, at)}
    silent = [one for one in MEMBERS if one.id in asked - heard]
    missing = [one.name for one in silent if _had_time(ask(story, one, week), at)]
    return Expected(at, numbers, frozenset(missing))


def _had_time(asked: Ask | None, at: datetime) -> bool:
    """Whether somebody was asked so long ago that they could have answered by then."""
    return asked is not None and at - asked.at >= TIME_TO_ANSWER


def _is_there(season: Season, id_: str, at: datetime) -> bool:
    is_away = id_ == PAUSED and at.date() <= season.paused_until
    return not is_away and not (id_ == LEAVER and at > season.leaves_at)


def starts(story: Story, crew: Crew) -> list[tuple[datetime, int]]:
    """The one time at which a team hears that the cycle has begun, with its objectives."""
    at = local(story.season.first, NINE, ORGANISATION_ZONE)
    return [(at, sum(aim.team == crew.name for aim in story.book.aims))]


def reachable(at: datetime, zone: str) -> datetime:
    """The moment itself in working hours, else the next morning at nine; days off are free."""
    there = at.astimezone(ZoneInfo(zone))
    if not is_free(there.date()) and 8 <= there.hour < 18:
        return at
    day = there.date() + timedelta(days=there.hour >= 8)
    while is_free(day):
        day += timedelta(days=1)
    return local(day, NINE, zone)


def listed(story: Story, member: Member) -> dict[str, SeenGoal]:
    """What /okr list should have said at the end, goal by goal."""
    book, at, found = story.book, story.season.looks_at, {}
    day = at.astimezone(ZoneInfo(ORGANISATION_ZONE)).date()
    for aim in book.aims:
        for goal in [each for each in aim.goals if each.owner == member.id]:
            now = book.standing(goal, at)
            confidence = now.confidence if now.slot else None
            found[goal.title] = SeenGoal(light(book, aim, goal, at, day), now.value, confidence)
    return found
