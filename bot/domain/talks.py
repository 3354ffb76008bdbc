"""What a manager is told when somebody was asked twice and nothing was heard: once per silence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.cadence import local_date
from bot.domain.nudges import UpdatedBy, is_checked_in
from bot.domain.okrs import Objective, Person, Team
from bot.domain.shortening import shorten

SHOWN = 10
"""People named in one message."""

NAME = 80
"""Characters of a name, as sent."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Somebody of whom nothing was heard since that day; None where nothing ever was."""

    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Talk:
    """Of whom one message tells; `left_out` are those it only counts."""

    shown: tuple[Silence, ...]
    left_out: int = 0

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.shown) + self.left_out


def compose_talk(silent: Iterable[tuple[Person, Sequence[Objective]]]) -> Talk:
    """By name, each with the day on which a key result of theirs was last checked in."""
    told = sorted(silent, key=lambda each: (each[0].name.casefold(), each[0].id))
    shown = tuple(
        Silence(shorten(person.name, NAME), _last_heard(person, objectives))
        for person, objectives in told[:SHOWN]
    )
    return Talk(shown, len(told) - len(shown))


def is_silent(person: Person, key_results: UpdatedBy) -> bool:
    """Whether nothing was recorded since they were last asked, and there is what could be."""
    heard = person.asked_slot and any(
        is_checked_in(each, person.asked_slot) for each, _cycle in key_results
    )
    return bool(key_results) and not heard


def nearest_manager(
    person: Person, teams: Mapping[int, Team], managers: Mapping[int, Person]
) -> Person | None:
    """The active manager of the person's team or of the next one above who is not themselves."""
    team, passed = teams.get(person.home_team_id or 0), set[int]()
    while team is not None and team.id not in passed:
        passed.add(team.id)
        manager = managers.get(team.manager_id or 0)
        if manager is not None and manager.is_active and manager.id != person.id:
            return manager
        team = teams.get(team.parent_id or 0)
    return None


def _last_heard(person: Person, objectives: Sequence[Objective]) -> date | None:
    moments = (each.checked_in_at for one in objectives for each in one.key_results)
    last = max((each for each in moments if each), default=None)
    return local_date(last, person.time_zone) if last else None
