"""The rules of the method once more, in plain Python, to hold the bot's numbers against.

Written from the rules alone and with fractions; nothing of the bot is used here. A slot is the
(year, week) of an ISO calendar, a value is exact, a goal is a key result.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

Slot = tuple[int, int]

PACED = ("increase", "decrease", "milestones")
START_CONFIDENCE = 5


@dataclass(frozen=True)
class Goal:
    """A key result as it was imported; `start` is its first value, `steps` counts milestones."""

    title: str
    owner: str
    metric: str
    unit: str = ""
    start: Fraction = Fraction(0)
    baseline: Fraction = Fraction(0)
    target: Fraction = Fraction(1)
    lower: Fraction = Fraction(0)
    upper: Fraction = Fraction(0)
    steps: int = 0
    adds: bool = False


@dataclass(frozen=True)
class Aim:
    """An objective; `above` is the key of the one it contributes to."""

    key: str
    title: str
    team: str
    goals: tuple[Goal, ...] = ()
    above: str = ""
    is_aspirational: bool = False


@dataclass(frozen=True)
class Said:
    """One check-in on one goal, as a person meant it."""

    at: datetime
    slot: Slot
    goal: str
    author: str
    before: Fraction
    value: Fraction
    confidence_before: int
    confidence: int


@dataclass(frozen=True)
class Standing:
    """Where a goal stands at a moment; no slot before the first check-in."""

    value: Fraction
    confidence: int = START_CONFIDENCE
    slot: Slot | None = None


@dataclass
class Book:
    """Everything people said, in the order of time; the cycle is `first` to `last`."""

    first: date
    last: date
    aims: Sequence[Aim]
    said: list[Said] = field(default_factory=list)

    def goals_of(self, owner: str) -> list[Goal]:
        """What somebody updates, in the order of the form."""
        return [goal for aim in self.aims for goal in aim.goals if goal.owner == owner]

    def standing(self, goal: Goal, at: datetime) -> Standing:
        """Where the goal stood at that moment."""
        last = next((one for one in reversed(self.of(goal)) if one.at <= at), None)
        if last is None:
            return Standing(goal.start)
        return Standing(last.value, last.confidence, last.slot)

    def of(self, goal: Goal) -> list[Said]:
        """What was said of a goal."""
        return [one for one in self.said if one.goal == goal.title]

    def in_slot(self, goals: Iterable[Goal], slot: Slot, until: datetime) -> list[Said]:
        """What was said in a slot of these goals, up to a moment."""
        titles = {goal.title for goal in goals}
        return [
            one for one in self.said if one.slot == slot and one.at <= until and one.goal in titles
        ]


def local(day: date, at: time, zone: str) -> datetime:
    """When clocks in the zone show this; no rhythm lies in an hour that is skipped or doubled."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def wall_clock(at: datetime, zone: str) -> datetime:
    """What calendars and clocks in the zone show then."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def slot_of(at: datetime, zone: str) -> Slot:
    year, week, _day = wall_clock(at, zone).isocalendar()
    return year, week


def monday(slot: Slot) -> date:
    return date.fromisocalendar(*slot, 1)


def progress(goal: Goal, value: Fraction) -> Fraction:
    """Clamped to 0–1 (§2)."""
    match goal.metric:
        case "increase" | "decrease":
            raw = (value - goal.baseline) / (goal.target - goal.baseline)
            return max(Fraction(0), min(Fraction(1), raw))
        case "milestones":
            return value / goal.steps
        case "at_least":
            return Fraction(value >= goal.target)
        case "at_most":
            return Fraction(value <= goal.target)
        case "between":
            return Fraction(goal.lower <= value <= goal.upper)
    return value  # yes or no


def band(confidence: int) -> str:
    """Traffic light of a confidence (§1)."""
    return "green" if confidence >= 7 else "yellow" if confidence >= 4 else "red"


def elapsed(book: Book, day: date) -> Fraction:
    """Share of the cycle that is over, this day included (§3)."""
    total = (book.last - book.first).days + 1
    return max(Fraction(0), min(Fraction(1), Fraction((day - book.first).days + 1, total)))


def light(book: Book, aim: Aim, goal: Goal, at: datetime, day: date) -> str:
    """Green, yellow, red, or white for what nobody has looked at lately (§3)."""
    now = book.standing(goal, at)
    if now.slot is None or day >= monday(now.slot) + timedelta(days=10):  # Thursday a week later
        return "white"
    over = elapsed(book, day)
    if goal.metric not in PACED or over <= Fraction(1, 10):
        return band(now.confidence)
    expected = over * (Fraction(7, 10) if aim.is_aspirational else 1)
    gap = expected - progress(goal, now.value)
    return "green" if gap <= Fraction(1, 10) else "yellow" if gap <= Fraction(1, 4) else "red"


def measured(book: Book, aim: Aim) -> list[tuple[Aim, Goal]]:
    """What an objective is measured by: its own key results, else those of who contributes (§4)."""
    if aim.goals:
        return [(aim, goal) for goal in aim.goals]
    below = [one for one in book.aims if one.above == aim.key]
    return [pair for one in below for pair in measured(book, one)]


def aim_progress(book: Book, aim: Aim, at: datetime) -> Fraction:
    """Mean of its key results, else of the objectives that contribute (§4)."""
    if aim.goals:
        parts = [progress(goal, book.standing(goal, at).value) for goal in aim.goals]
    else:
        parts = [aim_progress(book, one, at) for one in book.aims if one.above == aim.key]
    return sum(parts, Fraction(0)) / len(parts)


def net(confidences: Sequence[int]) -> Fraction:
    """Share of high minus share of low (§4)."""
    bands = [band(each) for each in confidences]
    return Fraction(bands.count("green") - bands.count("red"), len(bands))


def percent(share: Fraction) -> int:
    return round(share * 100)


@dataclass(frozen=True)
class AimNumbers:
    """What a digest says of one objective, in percent and counts."""

    light: str
    progress: int
    expected: int
    on_track: int
    key_results: int


@dataclass(frozen=True)
class Numbers:
    """What a digest says in numbers; `moved` are goals with their value before and after."""

    slot: Slot
    on_track: int
    objectives: int
    net: int
    change: int
    checked_in: int
    asked: int
    aims: Mapping[str, AimNumbers]
    moved: Mapping[str, tuple[Fraction, Fraction]]

    @property
    def headline(self) -> tuple[int, ...]:
        """In the order in which it is told."""
        return (self.on_track, self.objectives, self.net, self.change, self.checked_in, self.asked)


def digest_numbers(
    book: Book, aims: Sequence[Aim], slot: Slot, at: datetime, *, day: date, asked: set[str]
) -> Numbers:
    """The digest of a team's `aims` for `slot`, posted at `at`, on the organisation's `day`.

    `asked` are those of its people who could check in: active, not paused.
    """
    goals = [goal for aim in aims for goal in aim.goals]
    said = book.in_slot(goals, slot, at)
    now = {goal.title: book.standing(goal, at).confidence for goal in goals}
    before = now | {one.goal: one.confidence_before for one in reversed(said)}
    lines = {aim.title: _aim_numbers(book, aim, at, day) for aim in aims}
    return Numbers(
        slot=slot,
        on_track=sum(line.on_track == line.key_results for line in lines.values()),
        objectives=len(aims),
        net=percent(net([*now.values()])),
        change=percent(net([*now.values()]) - net([*before.values()])),
        checked_in=len({one.author for one in said}),
        asked=len(asked | {one.author for one in said}),
        aims=lines,
        moved=moved_values(said),
    )


def moved_values(said: Iterable[Said]) -> dict[str, tuple[Fraction, Fraction]]:
    """By goal its value before the first and after the last check-in, where these differ."""
    moved: dict[str, tuple[Fraction, Fraction]] = {}
    for one in said:
        first, _last = moved.get(one.goal, (one.before, one.value))
        moved[one.goal] = (first, one.value)
    return {goal: pair for goal, pair in moved.items() if pair[0] != pair[1]}


def _aim_numbers(book: Book, aim: Aim, at: datetime, day: date) -> AimNumbers:
    lights = [light(book, one, goal, at, day) for one, goal in measured(book, aim)]
    share = Fraction(7, 10) if aim.is_aspirational else 1
    worst = min(lights, key=("red", "yellow", "white", "green").index)
    return AimNumbers(
        light=worst,
        progress=percent(aim_progress(book, aim, at)),
        expected=percent(elapsed(book, day) * share),
        on_track=lights.count("green"),
        key_results=len(lights),
    )
