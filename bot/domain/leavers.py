"""Somebody left: what they leave behind, and who is asked to give it to others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.okrs import Objective, Person, Team
from bot.domain.shortening import shorten

PER_PAGE = 20
"""Things on one page of the form that gives them to others."""

SHOWN = 15
"""Things named in a message; the form has them all."""

TITLE, ABOVE = 100, 60
"""Characters of a title in a message, as sent: 15 of them fit into a section."""

MOST_TEAMS = 10
"""Teams named in a message, each with a button."""


@dataclass(frozen=True, slots=True)
class Left:
    """An objective (`key_result_id` is 0) or key result whose owner left."""

    objective_id: int
    key_result_id: int
    title: str
    above: str
    team_id: int
    is_private: bool = False

    @property
    def short(self) -> str:
        """Its title, as a message names it."""
        return shorten(self.title, TITLE)

    @property
    def short_above(self) -> str:
        """The title of the objective of a key result, as a message names it."""
        return shorten(self.above, ABOVE)

    @property
    def field(self) -> str:
        """The field in which a new owner is chosen."""
        return f"owner:{self.objective_id}:{self.key_result_id}"

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among all: an objective before its key results."""
        return self.objective_id, self.key_result_id


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person is asked to see to after somebody left."""

    things: tuple[Left, ...] = ()
    teams: tuple[Team, ...] = ()

    @property
    def told(self) -> tuple[Left, ...]:
        """What a message names."""
        return self.things[:SHOWN]


@dataclass(frozen=True, slots=True)
class LeaverPage:
    """One page of the form that gives things to others; `more` follow on the next."""

    person: Person
    things: tuple[Left, ...]
    more: bool


def things_left(objectives: Iterable[Objective], person_id: int) -> list[Left]:
    """What somebody owned of these objectives, in order."""
    found: list[Left] = []
    for each in sorted(objectives, key=lambda one: one.id):
        if each.owner_id == person_id:
            found.append(Left(each.id, 0, each.title, "", each.team_id, each.is_private))
        found += [
            Left(each.id, one.id, one.title, each.title, each.team_id, each.is_private)
            for one in each.key_results
            if one.owner_id == person_id
        ]
    return sorted(found, key=lambda one: one.place)


def unnamed(things: Iterable[Left]) -> list[Left]:
    """The same things for somebody to whom private ones are not named: their titles are empty."""
    return [replace(each, title="", above="") if each.is_private else each for each in things]


def without_delegate(
    objective: Objective, person_id: int, key_result_id: int | None = None
) -> Objective:
    """The objective whose key results are updated by their owners where this person did it.

    With a key result it is about that one alone.
    """
    key_results = (
        replace(each, delegate_id=None)
        if each.delegate_id == person_id and key_result_id in {None, each.id}
        else each
        for each in objective.key_results
    )
    return replace(objective, key_results=tuple(key_results))


def with_owners(objective: Objective, owners: Mapping[int, int]) -> Objective:
    """The objective with new owners, by key result; 0 stands for the objective itself.

    Whoever owns a key result now updates it themselves, if they were its delegate.
    """
    key_results = (
        replace(
            each,
            owner_id=owners.get(each.id, each.owner_id),
            delegate_id=None if owners.get(each.id) == each.delegate_id else each.delegate_id,
        )
        for each in objective.key_results
    )
    owner_id = owners.get(0, objective.owner_id)
    return replace(objective, owner_id=owner_id, key_results=tuple(key_results))


def page_after(
    person: Person, things: Sequence[Left], place: tuple[int, int] = (0, -1)
) -> LeaverPage:
    """The things that stand after a place, as many as fit on a page."""
    later = [each for each in things if each.place > place]
    return LeaverPage(person, tuple(later[:PER_PAGE]), more=len(later) > PER_PAGE)


def who_is_asked(
    line: Sequence[Team], leaver_id: int, is_active: Callable[[int], bool]
) -> int | None:
    """The nearest manager, from the team upward, who is still there; None when there is none."""
    managers = (each.manager_id for each in line)
    return next((each for each in managers if each and each != leaver_id and is_active(each)), None)


def left_fields(typed: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The place of each thing by its field, of fields that name one."""
    places = {}
    for name in typed:
        word, _colon, rest = name.partition(":")
        objective, _colon, key_result = rest.partition(":")
        if word == "owner" and objective.isdecimal() and key_result.isdecimal():
            places[name] = (int(objective), int(key_result))
    return places
