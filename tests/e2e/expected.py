"""What a story should have brought, worked out from what people did and from the rules alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.e2e.company import CREWS, IDLE, MEMBERS, ORGANISATION_ZONE, Crew, Member
from tests.e2e.model import Numbers, Slot, digest_numbers, light, local, monday, slot_of
from tests.e2e.seen import SeenGoal, others
from tests.e2e.story import HOLIDAYS, LEAVER, PAUSED, PAUSED_WEEKS, WEEKS, Season, Story

TOO_OLD = timedelta(hours=12)
NINE = time(9)


def nudges(story: Story, member: Member) -> list[datetime]:
    """When this person should have been nudged, week after week."""
    moments = (_nudge(story, member, week) for week in range(WEEKS))
    return [moment for moment in moments if moment is not None]


def _nudge(story: Story, member: Member, week: int) -> datetime | None:
    season, due = story.season, story.season.nudge_at(member, week)
    is_away = member.id == PAUSED and week < PAUSED_WEEKS
    has_left = member.id == LEAVER and due >= season.leaves_at
    found, zone = when_bot_is_up(season, due), season.zone(member, week)
    if member.id == IDLE or is_away or has_left or found - due > TOO_OLD:
        return None
    at = _reachable(found, zone)
    return None if _has_said_all(story, member, slot_of(due, season.zone(member, week)), at) else at


def _has_said_all(story: Story, member: Member, slot: Slot, until: datetime) -> bool:
    goals = story.book.goals_of(member.id)
    said = {one.goal for one in story.book.in_slot(goals, slot, until)}
    return said == {goal.title for goal in goals}


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
    missing = [one.name for one in MEMBERS if one.id in asked - heard and _nudge(story, one, week)]
    return Expected(at, numbers, frozenset(missing))


def _is_there(season: Season, id_: str, at: datetime) -> bool:
    is_away = id_ == PAUSED and at.date() <= season.paused_until
    return not is_away and not (id_ == LEAVER and at > season.leaves_at)


def starts(story: Story, crew: Crew) -> list[tuple[datetime, int]]:
    """The one time at which a team hears that the cycle has begun, with its objectives."""
    at = local(story.season.first, NINE, ORGANISATION_ZONE)
    return [(at, sum(aim.team == crew.name for aim in story.book.aims))]


def closings(story: Story, member: Member) -> list[tuple[datetime, str]]:
    """When a manager is asked to close, for nobody does: the own team twice, those below once.

    In a week in which they were sent something else unasked it waits for their next one.
    """
    last = story.season.last
    own = [crew.name for crew in CREWS if crew.manager == member.id]
    below = [crew.name for crew in CREWS if crew.parent in own]
    days = [(last - timedelta(weeks=2), own), (last, own), (last + timedelta(days=5), below)]
    spent = {slot_of(at, member.zone) for at in others(story.slack, member.id)}
    told: list[tuple[datetime, str]] = []
    for day, names in days:
        for name in names:
            at = _reachable(local(day, NINE, ORGANISATION_ZONE), member.zone)
            while slot_of(at, member.zone) in spent:
                later = monday(slot_of(at, member.zone)) + timedelta(weeks=1)
                at = _reachable(local(later, NINE, member.zone), member.zone)
            spent.add(slot_of(at, member.zone))
            told.append((at, name))
    return sorted(told)


def _reachable(at: datetime, zone: str) -> datetime:
    """The moment itself in working hours, else the next morning at nine; days off are free."""
    there = at.astimezone(ZoneInfo(zone))
    if not _is_free(there.date()) and 8 <= there.hour < 18:
        return at
    day = there.date() + timedelta(days=there.hour >= 8 or there.weekday() >= 5)
    while _is_free(day):
        day += timedelta(days=1)
    return local(day, NINE, zone)


def _is_free(day: date) -> bool:
    return day.weekday() >= 5 or day in HOLIDAYS


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
