"""A year of a small company all over the world: journeys, holidays, pauses, a bot that is down.

What happens is drawn from a seed. Two schedulers and two senders work at the same moments, each
with connections of its own, as two processes would. What may have come of it is judged in
test_a_year: from what stood in Slack, from what happened, and from each country's own calendar.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import select

from bot.app import Line, build_bolt
from bot.clock import SettableClock
from bot.company_file import read_company
from bot.demo_run import AT_FULL_SPEED
from bot.domain.company import SlackWorkspace
from bot.manifests import SHIPPED
from bot.profiles import ask_profiles
from bot.scheduler import run_due
from bot.slack.gateway import SlackGateway
from bot.slack.pacing import Pacer
from bot.usecases.agenda import next_due
from bot.usecases.imports import import_company
from bot.usecases.people import follow_again, resume_workspace
from playground import Channel, Person, Playground
from storage.database import Database
from storage.migrate import migrate
from storage.tables import MembershipRow, NudgeRow, PersonRow
from tests.e2e.everywhere import PEOPLE, Inhabitant, company_text
from tests.fakes import BoltLine

TOKEN = "xoxb-playground"
BEGINS, ENDS = datetime(2026, 1, 4, 9, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
FAR = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "Europe/London", "Asia/Tokyo")
UNTIL_NIGHT = timedelta(hours=14)


@dataclass(frozen=True)
class Post:
    """A message that the bot posted to somebody unasked, or not: `kind` is its key's first word."""

    user: str
    kind: str
    at: datetime


@dataclass
class Book:
    """What really happened, by person."""

    zones: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)
    away: dict[str, list[tuple[datetime, datetime]]] = field(default_factory=dict)
    paused: dict[str, list[tuple[datetime, date]]] = field(default_factory=dict)
    checkins: dict[str, list[datetime]] = field(default_factory=dict)
    downtimes: list[tuple[datetime, datetime]] = field(default_factory=list)

    def zone(self, user: str, at: datetime) -> str:
        """Where somebody was at a moment, as far as the bot could know."""
        return [zone for since, zone in self.zones[user] if since <= at][-1]

    def local(self, user: str, at: datetime) -> datetime:
        """The moment on the clocks around somebody."""
        return at.astimezone(ZoneInfo(self.zone(user, at)))


Event = tuple[datetime, Callable[[], None]]


@dataclass
class Year:
    """The year under way: two lines to the same Slack and database, and what happened.

    `outcomes` is what the bot kept of each person's nudges, by slot: why not, or "".
    """

    slack: Playground
    lines: list[Line]
    clock: SettableClock
    book: Book
    pool: ThreadPoolExecutor
    outcomes: dict[str, dict[str, str]] = field(default_factory=dict)

    def live(self, chance: Random) -> None:
        """From beginning to end; while the bot is down, what Slack tells is lost."""
        self.book.zones = {one.id: [(BEGINS, one.zone)] for one in PEOPLE}
        self.book.downtimes = list(drawn_downtimes(chance))
        agenda = sorted(self._agenda(chance), key=lambda each: each[0])
        for down, up in [*self.book.downtimes, (ENDS, ENDS)]:
            for at, event in [each for each in agenda if self.clock.now() <= each[0] < down]:
                self._pass(at)
                event()
            self._pass(down)
            for at, event in [each for each in agenda if down <= each[0] < up]:
                self._set(at)
                self.slack.use_callable(_deaf)
                event()
            self._set(up)
            self._come_back()

    def _come_back(self) -> None:
        line = self.lines[0]
        self.slack.use_callable(BoltLine(build_bolt(line, TOKEN, wake=lambda: None)))
        follow_again(line.database, line.workspace, self.clock.now())
        self._beat()

    def _pass(self, until: datetime) -> None:
        while (due := next_due(self.lines[0].database)) is not None and due <= until:
            self._set(max(due, self.clock.now()))
            self._beat()
            if next_due(self.lines[0].database) == due:
                self._set(self.clock.now() + A_MINUTE)
        self._set(until)

    def _beat(self) -> None:
        """Both at once, as two processes whose minute has come."""
        list(self.pool.map(self._beat_of, self.lines))

    def _beat_of(self, line: Line) -> None:
        run_due(line.database, self.clock.now(), line.errands)
        line.deliver()

    def _set(self, moment: datetime) -> None:
        self.slack.set_time(moment)
        self.clock.set(moment)

    def _agenda(self, chance: Random) -> Iterator[Event]:
        for one in PEOPLE:
            yield from self._journeys(one, chance)
            yield from self._absences(one, chance)
            yield from self._checkins(one, chance)

    def _journeys(self, one: Inhabitant, chance: Random) -> Iterator[Event]:
        for _number in range(4):
            leaves = a_moment(chance)
            back = leaves + timedelta(hours=chance.randrange(5, 200))
            yield leaves, partial(self._move, one.id, chance.choice(FAR))
            yield back, partial(self._move, one.id, one.zone)

    def _move(self, user: str, zone: str) -> None:
        self.book.zones[user].append((self._heard_at(), zone))
        self.slack.update_person(user, tz=zone)

    def _heard_at(self) -> datetime:
        """When the bot can know of what happens now."""
        now = self.clock.now()
        return next((up for down, up in self.book.downtimes if down <= now < up), now)

    def _absences(self, one: Inhabitant, chance: Random) -> Iterator[Event]:
        for _number in range(2):
            hours = chance.randrange(20, 300)
            yield a_moment(chance), partial(self._leave, one.id, timedelta(hours=hours))
        yield a_moment(chance), partial(self._pause, one.id, chance.randrange(1, 15))

    def _leave(self, user: str, length: timedelta) -> None:
        until = self.clock.now() + length
        self.book.away.setdefault(user, []).append((self._heard_at(), until))
        self.slack.update_person(
            user,
            status_text="On vacation",
            status_emoji=":palm_tree:",
            status_expiration=int(until.timestamp()),
        )

    def _pause(self, user: str, days: int) -> None:
        if self._heard_at() > self.clock.now():
            return
        until = (self.book.local(user, self.clock.now()) + timedelta(days=days)).date()
        assert self.slack.command(user, "/okr pause").error is None
        self._submit(user, {"pause_until": until.isoformat()})
        self.book.paused.setdefault(user, []).append((self.clock.now(), until))

    def _checkins(self, one: Inhabitant, chance: Random) -> Iterator[Event]:
        """Some days somebody confirms what stands, if the bot is there to hear it."""
        often = {"Weekly": 12, "Evening": 5}.get(one.team, 0)
        for _number in range(often):
            yield a_moment(chance), partial(self._check_in, one.id)

    def _check_in(self, user: str) -> None:
        if self._heard_at() > self.clock.now():
            return
        assert self.slack.command(user, "/okr checkin").error is None
        self._submit(user, {"unchanged": ["unchanged"]})
        self.book.checkins.setdefault(user, []).append(self.clock.now())

    def _submit(self, user: str, fields: dict[str, Any]) -> None:
        self.slack.fill(user, fields)
        assert (self.slack.submit(user).error, self.slack.errors(user)) == (None, {})
        if self.slack.view(user):
            self.slack.close_all(user)


def _deaf(_kind: str, _body: object, _headers: object) -> tuple[int, None]:
    return 503, None


def a_moment(chance: Random) -> datetime:
    """Any second of the year."""
    seconds = int((ENDS - BEGINS).total_seconds()) - 3 * 86_400
    return BEGINS + timedelta(seconds=86_400 + chance.randrange(seconds))


def drawn_downtimes(chance: Random) -> Iterator[tuple[datetime, datetime]]:
    """A few, of minutes to days, one after the other; two of them when many are asked."""
    nine_in_vienna = datetime(2026, 6, 8, 7, tzinfo=UTC)
    evening = datetime(2026, 9, 17, 15, tzinfo=UTC)
    drawn = [a_moment(chance).replace(second=0, microsecond=0) for _number in range(5)]
    lengths = (timedelta(minutes=7), timedelta(hours=6), timedelta(days=2), timedelta(hours=14))
    spans = [(each, each + chance.choice(lengths)) for each in drawn]
    spans += [(nine_in_vienna - A_MINUTE, nine_in_vienna + timedelta(minutes=40))]
    spans += [(evening, evening + UNTIL_NIGHT)]
    last = BEGINS
    for down, up in sorted(spans):
        if down > last:
            last = up
            yield down, up


def lived(database_url: str, seed: str) -> tuple[Year, list[Post]]:
    """The year of this seed, and all that the bot posted to people in it."""
    people = [Person(one.id, one.id[2:].title(), one.zone) for one in PEOPLE]
    with ExitStack() as stack:
        slack = stack.enter_context(Playground(people, [Channel("C0ALL", "all")], SHIPPED))
        slack.be_patient(60)
        slack.set_time(BEGINS)
        clock = SettableClock(BEGINS)
        lines = [_line(slack, database_url, clock) for _number in range(2)]
        for line in lines:
            stack.callback(line.database.close)
        pool = stack.enter_context(ThreadPoolExecutor(len(lines)))
        year = Year(slack, lines, clock, Book(), pool)
        year.slack.use_callable(BoltLine(build_bolt(lines[0], TOKEN, wake=lambda: None)))
        _import(lines[0])
        year.live(Random(seed))  # noqa: S311 - people, not secrets
        year.outcomes = {one.id: _outcomes(lines[0].database, one.id) for one in PEOPLE}
        return year, list(posts(slack))


def _line(slack: Playground, database_url: str, clock: SettableClock) -> Line:
    gateway, database = SlackGateway(TOKEN, slack.api_url), Database(database_url)
    migrate(database)
    identity = gateway.auth_test()
    workspace = resume_workspace(database, identity.team_id, identity.team)
    return Line(database, gateway, identity, workspace, clock, Pacer(AT_FULL_SPEED))


def _import(line: Line) -> None:
    plan = read_company(company_text())
    workspace = SlackWorkspace(line.identity.team_id, line.identity.team)
    import_company(line.database, plan, ask_profiles(line.gateway, plan), BEGINS, workspace)
    with line.database.transaction() as session:
        session.execute(update(MembershipRow).values(joined_on=date(2025, 1, 1)))


def _outcomes(database: Database, user: str) -> dict[str, str]:
    with database.reading() as session:
        rows = session.exec(
            select(NudgeRow.slot, NudgeRow.skipped).where(
                NudgeRow.person_id == PersonRow.id, PersonRow.slack_id == user
            )
        )
        return dict(list(rows))


def posts(slack: Playground) -> Iterator[Post]:
    """All messages that were posted, in order."""
    for call in slack.calls("chat.postMessage"):
        key = call.args["metadata"]["event_payload"]["key"]
        at = datetime.fromtimestamp(float(call.response["ts"]), UTC)
        yield Post(call.args["channel"], key.partition(":")[0], at)
