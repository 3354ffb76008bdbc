"""The people of the demo check in by themselves: they press, type and submit in the local Slack.

Who answers when, and with what, follows from the person and the week alone, so every demo lives
the same quarter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Any, Protocol

from bot.demo_history import hesitation
from bot.demo_moves import Week, week_of
from bot.domain.cadence import local_date
from bot.domain.company import CompanyPlan
from bot.domain.okrs import Caller, Entry, KeyResult, Metric, Objective, Person
from bot.locales import format_digits, language_of
from storage.database import Database
from storage.okrs import list_updated_by
from storage.people import get_person

Json = dict[str, Any]

_OPEN = "checkin.open"
_NEXT = "checkin.next"
_UNFOLD = "checkin.unfold"
_STALE = timedelta(days=2)
"""Whoever has not answered a nudge for so long will not."""

_SILENT, _UNTOUCHED, _NOTED, _BLOCKED, _SOLVED = 0.08, 0.25, 0.3, 0.04, 0.5
"""How likely a week without an answer is, a key result left as it was, a note, a blocker, and
the end of one that stands."""

_QUARTER = "l"
"""Which of all possible quarters is lived: one whose first week is worth reading."""


class Hands(Protocol):
    """What people do and see in a local Slack."""

    def dm(self, user: str) -> list[Json]:
        """What the bot and a person said to each other, oldest first."""

    def view(self, user: str) -> Json | None:
        """The form in front of a person."""

    def click(self, user: str, action_id: str, ts: str | None = None) -> object:
        """Press a button of a message."""

    def press(self, user: str, action_id: str, block_id: str | None = None) -> object:
        """Press a button of the form."""

    def fill(self, user: str, values: dict[str, Any]) -> object:
        """Type and choose, by block."""

    def submit(self, user: str) -> object:
        """Send the form."""

    def close(self, user: str) -> object:
        """Leave the form."""


@dataclass(frozen=True)
class Words:
    """What people write, by language; see demo_words.yaml."""

    notes: Mapping[str, list[str]]
    setbacks: Mapping[str, list[str]]
    blockers: list[Mapping[str, Any]]


@dataclass
class Colleagues:
    """Everybody of the company; `helpers` says whom each of them would ask for help.

    `waiting` is a heap of (moment, person, message): the answers that are still to come.
    """

    slack: Hands
    database: Database
    workspace: str
    helpers: Mapping[str, str]
    words: Words
    waiting: list[tuple[datetime, str, str]] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def look(self, now: datetime) -> None:
        """Notice the nudges that came, and make up everybody's mind when to answer."""
        for user in self.helpers:
            nudge = self._nudge(user)
            if nudge is None or (user, nudge["ts"]) in self.seen:
                continue
            self.seen.add((user, nudge["ts"]))
            came_at = datetime.fromtimestamp(float(nudge["ts"]), UTC)
            seed = f"{user} {_button(nudge)['value']}"
            if now - came_at < _STALE and _chance(seed).random() >= _SILENT:
                heappush(self.waiting, (came_at + hesitation(seed + _QUARTER), user, nudge["ts"]))

    @property
    def next_at(self) -> datetime | None:
        """When the next of them answers; None when nobody is about to."""
        return self.waiting[0][0] if self.waiting else None

    def answer(self, now: datetime) -> None:
        """All answer whose time has come; who did so meanwhile, or is at it, is left alone."""
        while self.waiting and self.waiting[0][0] <= now:
            _at, user, ts = heappop(self.waiting)
            nudge = self._nudge(user)
            if nudge and nudge["ts"] == ts and self.slack.view(user) is None:
                self._check_in(user, nudge, now)

    def _nudge(self, user: str) -> Json | None:
        """The person's newest message, if it is a nudge: a receipt's button is not primary."""
        newest = self.slack.dm(user)[-1:]
        return next((each for each in newest if _button(each).get("style") == "primary"), None)

    def _check_in(self, user: str, nudge: Json, now: datetime) -> None:
        self.slack.click(user, _OPEN, nudge["ts"])
        person, mine = self._key_results(user)
        chance = _chance(f"{user} {_button(nudge)['value']} says")
        for block_id in self._pages(user):
            key_result, objective = mine[int(block_id.rpartition(":")[2])]
            if chance.random() >= _UNTOUCHED:
                today = local_date(now, person.time_zone)
                week = week_of(key_result, objective.cycle, today, chance)
                self._say(person, key_result, week, chance)
        self.slack.fill(user, {"unchanged": ["unchanged"]})
        self.slack.submit(user)
        if self.slack.view(user):  # it wants to know why confidence fell
            self._explain(person, chance)

    def _key_results(self, user: str) -> tuple[Person, dict[int, tuple[KeyResult, Objective]]]:
        with self.database.reading() as session:
            person = get_person(session, Caller(self.workspace, user))
            objectives = list_updated_by(session, [person.id])[person.id]
        return person, {each.id: (each, one) for one in objectives for each in one.key_results}

    def _pages(self, user: str) -> Iterator[str]:
        """The blocks of the form's key results, page after page."""
        while True:
            blocks = (self.slack.view(user) or {"blocks": []})["blocks"]
            yield from [each["block_id"] for each in blocks if each["block_id"].startswith(_UNFOLD)]
            if not any(_has(each, _NEXT) for each in blocks):
                return
            self.slack.press(user, _NEXT)

    def _say(self, person: Person, key_result: KeyResult, week: Week, chance: Random) -> None:
        fields = _typed(key_result, week, person.locale)
        written = self._written(person, key_result, week, chance)
        if written:
            self.slack.press(person.slack_id, _UNFOLD, f"{_UNFOLD}:{key_result.id}")
        self.slack.fill(person.slack_id, fields | written)

    def _written(
        self, person: Person, key_result: KeyResult, week: Week, chance: Random
    ) -> dict[str, str]:
        language, number = language_of(person.locale), key_result.id
        if key_result.blocker:
            return {f"blocker:{number}": ""} if chance.random() < _SOLVED else {}
        if chance.random() < _BLOCKED:
            blocker = chance.choice(self.words.blockers)
            return {
                f"blocker:{number}": blocker[language]["text"],
                f"blocker_kind:{number}": blocker["kind"],
                f"helper:{number}": self.helpers[person.slack_id],
                f"next_step:{number}": blocker[language]["next_step"],
            }
        if chance.random() < _NOTED:
            notes = self.words.setbacks if week.is_setback else self.words.notes
            return {f"note:{number}": chance.choice(notes[language])}
        return {}

    def _explain(self, person: Person, chance: Random) -> None:
        user, view = person.slack_id, self.slack.view(person.slack_id) or {"blocks": []}
        blocks = [each["block_id"] for each in view["blocks"]]
        why = chance.choice(self.words.setbacks[language_of(person.locale)])
        asked = next((each for each in blocks if each.startswith("note:")), None)
        self.slack.fill(user, {asked: why} if asked else {})
        self.slack.submit(user)
        if self.slack.view(user):
            self.slack.close(user)


def helpers_of(company: CompanyPlan) -> dict[str, str]:
    """Whom each person of the company asks for help: their manager, and a manager the one above."""
    managers = {team.name: team.manager for team in company.teams}
    return {
        member: managers.get(team.parent, member) if member == team.manager else team.manager
        for team in company.teams
        for member in team.members
    }


def _typed(key_result: KeyResult, week: Week, locale: str) -> dict[str, Any]:
    """What goes into the fields of a key result."""
    number = key_result.id
    fields: dict[str, Any] = {f"confidence:{number}": str(week.confidence)}
    if key_result.metric is Metric.MILESTONES:
        return fields | {f"milestones:{number}": [str(each) for each in week.done]}
    if key_result.metric is Metric.YES_NO:
        return fields | {f"done:{number}": "yes" if week.value else "no"}
    is_added = key_result.entry is Entry.ADDS
    value = (week.value or 0) - (key_result.current or 0) if is_added else week.value or 0
    if is_added and value <= 0:
        return fields
    return fields | {f"value:{number}": format_digits(value, locale)}


def _button(message: Json) -> Json:
    """The button of a message that opens the form; {} where it has none."""
    rows = [each.get("elements", []) for each in message.get("blocks", [])]
    buttons = [each for row in rows for each in row if each.get("action_id") == _OPEN]
    return buttons[0] if buttons else {}


def _has(block: Json, action_id: str) -> bool:
    return any(each.get("action_id") == action_id for each in block.get("elements", []))


def _chance(seed: str) -> Random:
    # Not for secrets: the same demo every time.
    return Random(seed + _QUARTER)  # noqa: S311
