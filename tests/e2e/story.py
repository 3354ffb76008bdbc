"""A quarter of the company: what is going to happen, and letting it happen.

All that happens is planned before, from a seed: who checks in when and how, who moves, who
leaves, when the bot is down. Then time is moved from one event to the next, and the bot lives
through whatever is due between.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from holidays import country_holidays

from bot.app import Okrbot
from bot.clock import SettableClock
from bot.company_file import read_company
from bot.demo_time import live_until
from bot.domain.company import SlackWorkspace
from bot.manifests import SHIPPED
from bot.profiles import ask_profiles
from bot.usecases.imports import import_company
from playground import Channel, Person, Playground
from tests.e2e.acting import Answer, Form, Manner, decide
from tests.e2e.at_work import at_work
from tests.e2e.company import BUSY, CREWS, IDLE, MEMBERS, Member, aims, crew, import_text
from tests.e2e.model import Book, Said, Standing, local, slot_of
from tests.e2e.seen import SeenGoal, listed
from tests.e2e.tapping import Taps

WEEKS = 13
PAUSED, PAUSED_WEEKS = "U0SOFIA", 4
LEAVER, LEAVES_IN = "U0GEORG", 5
DOWN_IN = 8
WAYS = ("button", "button", "button", "shortcut", "command", "tap", "tap")
MOVES = {
    # Who moves in which week to which zone; both were nudged before in that week, and in New
    # York it is still before the hour at which Vikram's team is nudged.
    "U0ALICE": (6, timedelta(days=2, hours=12), "Asia/Kolkata"),
    "U0VIKRAM": (7, timedelta(days=1, hours=12), "America/New_York"),
}


@dataclass(frozen=True)
class Season:
    """A quarter that begins on a Monday, and how Slack reaches the bot."""

    name: str
    first: date
    mode: str

    @property
    def last(self) -> date:
        return self.first + timedelta(weeks=WEEKS, days=-1)

    @property
    def paused_until(self) -> date:
        return self.first + timedelta(weeks=PAUSED_WEEKS, days=-1)

    @property
    def leaves_at(self) -> datetime:
        return self.utc(LEAVES_IN, timedelta(days=2, hours=12))

    @property
    def down(self) -> tuple[datetime, datetime]:
        """From early on Monday until late in the evening, in UTC."""
        hours = timedelta(hours=5), timedelta(hours=23, minutes=30)
        return self.utc(DOWN_IN, hours[0]), self.utc(DOWN_IN, hours[1])

    @property
    def looks_at(self) -> datetime:
        """When all look at their lists: on the last Saturday, still in the cycle everywhere."""
        return self.utc(WEEKS - 1, timedelta(days=5, hours=12))

    @property
    def ends_at(self) -> datetime:
        """When the last is told: what waited for the second week after the cycle has come."""
        return self.utc(WEEKS + 1, timedelta(days=1, hours=12))

    def utc(self, week: int, after: timedelta) -> datetime:
        """So long after Monday 00:00 UTC of a week, counted from 0."""
        monday = self.first + timedelta(weeks=week)
        return datetime(monday.year, monday.month, monday.day, tzinfo=UTC) + after

    def zone(self, member: Member, week: int) -> str:
        """Where somebody is when they are nudged in that week."""
        moved_in, _after, zone = MOVES.get(member.id, (WEEKS, timedelta(), member.zone))
        return zone if week > moved_in else member.zone

    def zone_at(self, member: Member, at: datetime) -> str:
        """Where somebody is at that moment."""
        week, after, zone = MOVES.get(member.id, (WEEKS, timedelta(), member.zone))
        return zone if at >= self.utc(week, after) else member.zone

    def nudge_at(self, member: Member, week: int) -> datetime:
        """The member's own moment of the week; a holiday moves it to the next working day."""
        weekday, at = crew(member.team).nudge
        day = self.first + timedelta(weeks=week, days=weekday)
        while is_free(day):
            day += timedelta(days=1)
        return local(day, at, self.zone(member, week))


HOLIDAYS = country_holidays("AT", years=2026)
"""Wherever people are: everybody has the organisation's country."""


def is_free(day: date) -> bool:
    """Whether nobody works on that day."""
    return day.weekday() >= 5 or day in HOLIDAYS


SPRING = Season("spring", date(2026, 2, 2), "socket")
AUTUMN = Season("autumn", date(2026, 9, 7), "http")


@dataclass
class Story:
    """A quarter under way, and what came of it: `book` and `lists` are filled while it runs."""

    season: Season
    slack: Playground
    database_url: str
    book: Book
    clock: SettableClock
    happened: set[str] = field(default_factory=set)
    lists: dict[str, dict[str, SeenGoal]] = field(default_factory=dict)

    def run(self) -> None:
        """The whole quarter, with a week before it and what comes after it."""
        self._import()
        agenda, (down, up) = self._agenda(), self.season.down
        with self._bot() as bot:
            self._live(bot, [each for each in agenda if each[0] < down], until=down)
        self._move(up)
        with self._bot() as bot:
            self._live(bot, [each for each in agenda if each[0] > up], until=self.season.ends_at)

    def _bot(self) -> AbstractContextManager[Okrbot]:
        return at_work(self.slack, self.season.mode, self.database_url, self.clock)

    def _live(self, bot: Okrbot, agenda: "list[Event]", *, until: datetime) -> None:
        for moment, event in agenda:
            live_until(bot.line, self.clock, moment, self.slack.set_time)
            event()
            bot.line.deliver()
        live_until(bot.line, self.clock, until, self.slack.set_time)

    def _move(self, at: datetime) -> None:
        self.slack.set_time(at)
        self.clock.set(at)

    def _import(self) -> None:
        season = self.season
        self._move(season.utc(-2, timedelta(days=3, hours=12)))
        text = import_text(season.first, season.last, {PAUSED: season.paused_until})
        with self._bot() as bot:
            plan, line = read_company(text), bot.line
            profiles = ask_profiles(line.gateway, plan)
            workspace = SlackWorkspace(line.identity.team_id, line.identity.team)
            import_company(line.database, plan, profiles, self.clock.now(), workspace)

    def _agenda(self) -> "list[Event]":
        """All that people do, in the order of time."""
        season = self.season
        visits = [
            (at, self._visit(one, manner, chance))
            for one in MEMBERS
            for at, manner, chance in plan(season, one)
        ]
        moves = [
            (season.utc(week, after), self._change(id_, tz=zone))
            for id_, (week, after, zone) in MOVES.items()
        ]
        leave = (season.leaves_at, self._change(LEAVER, deleted=True))
        look = (season.looks_at, self._look)
        return sorted([*visits, *moves, leave, look], key=lambda each: each[0])

    def _change(self, id_: str, **changes: object) -> Callable[[], None]:
        def change() -> None:
            assert self.slack.update_person(id_, **changes).error is None
            self.slack.redeliver()

        return change

    def _look(self) -> None:
        self.lists = {one.id: listed(self.slack, one.id) for one in MEMBERS if one.id != LEAVER}

    def _visit(self, member: Member, manner: Manner, chance: Random) -> Callable[[], None]:
        def visit() -> None:
            now, goals = self.clock.now(), self.book.goals_of(member.id)
            before = {goal.title: self.book.standing(goal, now) for goal in goals}
            slot = slot_of(now, self.season.zone_at(member, now))
            taps = Taps(self.slack, member, self.happened)
            if manner.way == "tap" and taps.is_offered(slot):
                said = {one.goal for one in self.book.in_slot(goals, slot, now)}
                still_open = [goal for goal in goals if goal.title not in said]
                answers = taps.tap(before, still_open, is_double=manner.is_double)
            else:
                answers = self._filled_in(member, manner, chance, before)
            self.book.said += [
                self._said(title, member, before[title], answer)
                for title, answer in answers.items()
            ]

        return visit

    def _filled_in(
        self, member: Member, manner: Manner, chance: Random, before: dict[str, Standing]
    ) -> dict[str, Answer]:
        goals = self.book.goals_of(member.id)
        chosen = goals[:1] if manner.is_partial else goals
        answers = {
            goal.title: decide(goal, before[goal.title], chance, must_move=goal is goals[0])
            for goal in chosen
        }
        way = "button" if manner.way == "tap" else manner.way  # no message offers taps yet
        form = Form(self.slack, member, replace(manner, way=way), self.happened)
        form.open()
        form.fill(answers, before, goals)
        form.submit()
        return answers

    def _said(self, title: str, member: Member, was: Standing, answer: Answer) -> Said:
        now, zone = self.clock.now(), self.slack.world.people[member.id].tz
        return Said(
            at=now,
            slot=slot_of(now, zone),
            goal=title,
            author=member.id,
            before=was.value,
            value=answer.value,
            confidence_before=was.confidence,
            confidence=answer.confidence,
        )


Event = tuple[datetime, Callable[[], None]]


def plan(season: Season, member: Member) -> Iterator[tuple[datetime, Manner, Random]]:
    """When somebody checks in, and how; nobody can while the bot is down."""
    chance = Random(f"{season.name} {member.id}")  # noqa: S311 - people, not secrets
    for week in range(WEEKS):
        for at, manner in _week(season, member, week, chance):
            is_down = season.down[0] <= at <= season.down[1]
            has_left = member.id == LEAVER and at >= season.leaves_at
            is_away = member.id == PAUSED and week < PAUSED_WEEKS
            if not (is_down or has_left or is_away or member.id == IDLE):
                yield at, manner, chance


def _week(
    season: Season, member: Member, week: int, chance: Random
) -> Iterator[tuple[datetime, Manner]]:
    """Silent, early, late or prompt, each also with the mishaps of daily life."""
    nudge_at, mood = season.nudge_at(member, week), chance.random()
    often = Manner(
        is_partial=member.id != BUSY and chance.random() < 0.15,
        is_double=chance.random() < 0.2,
        writes=chance.random() < 0.2,
        mistypes=chance.random() < 0.05,
        way=chance.choice(WAYS if member.id != BUSY else WAYS[:-2]),
    )
    odd = timedelta(seconds=chance.randrange(1, 59))  # never in the second of a nudge or digest
    corrects = chance.random() < 0.1
    if mood < 0.22:
        return
    if mood < 0.32:
        before = timedelta(minutes=chance.randrange(10, 480))
        yield nudge_at - before - odd, Manner(is_double=often.is_double, way="command")
    else:
        hours = chance.randrange(30, 70) if mood < 0.45 else 0
        at = nudge_at + timedelta(hours=hours, minutes=chance.randrange(1, 180)) + odd
        yield at, often
        if corrects:
            yield at + timedelta(hours=2), Manner()


def tell(season: Season, folder: Path) -> Story:
    """The story of a quarter, from its import to the last that comes of it."""
    people = [Person(one.id, one.name, one.zone, one.locale) for one in MEMBERS]
    channels = [Channel(one.manager_channel, one.name.lower(), (one.manager,)) for one in CREWS]
    with Playground(people, channels, SHIPPED).start() as slack:
        slack.be_patient(60)
        story = Story(
            season,
            slack,
            f"sqlite:///{folder}/{season.name}.sqlite3",
            Book(season.first, season.last, aims()),
            SettableClock(datetime(2026, 1, 1, tzinfo=UTC)),
        )
        story.run()
    return story
