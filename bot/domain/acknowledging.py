"""Acknowledging: who leads a team has seen somebody's check-in, and may say a word to it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.fields import Fields, text_of
from bot.domain.okrs import Person, Team
from bot.domain.shortening import shorten
from bot.domain.week import TeamWeek
from bot.errors import InvalidInput, _

MOST_BUTTONS, MOST_CHOICES = 10, 100
"""People who get a button of their own, and those whom the form offers."""

NAME, WORDS = 60, 300
"""Characters of a name on a button, and of the words."""

MOST_TOLD = 5
"""Acknowledgements that a person's message of the week tells."""

WHOSE, SAID = "whose", "said"
"""The fields of the form."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody who checked in."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What a digest offers to acknowledge, by name; `people` have a button each, `all` a choice."""

    team_id: int
    slot: str
    all: tuple[Heard, ...] = ()

    @property
    def people(self) -> tuple[Heard, ...]:
        """The first of them."""
        return self.all[:MOST_BUTTONS]


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who has seen a check-in, and what they said to it, or ""."""

    by: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """All that somebody's message of the week tells; `more` counts those that it leaves out."""

    told: tuple[Acknowledgement, ...] = ()
    more: int = 0


UNSEEN = Acknowledged()
"""Nobody has seen it yet."""


@dataclass(frozen=True, slots=True)
class About:
    """Which check-ins of whom: of a slot in a team; without an author, whoever is chosen."""

    team_id: int
    slot: str
    author_id: int = 0

    def __str__(self) -> str:
        """As a button carries it."""
        return f"{self.team_id} {self.slot} {self.author_id}"


def read_about(text: str) -> About:
    """What a button or a form carries.

    Raises:
        ValueError: it was not made here.
    """
    team_id, slot, author_id = text.split()
    return About(int(team_id), slot, int(author_id))


def offered(
    week: TeamWeek, line: Sequence[Team], *, with_private: bool = False, but: Collection[int] = ()
) -> Offered:
    """Whose check-ins a digest offers to acknowledge, all but of these people.

    `line` are the team and those above it. Who is the only one that manages any of them is never
    asked to acknowledge what is their own. Who only spoke of what is private is named to nobody
    who may not see that.
    """
    told = {
        each.id
        for one in week.objectives
        if with_private or not one.is_private
        for each in one.key_results
    }
    authors = {each.author_id for each in week.revisions if each.key_result_id in told}
    wanted = (authors & week.people.keys()) - set(but) - _alone(line)
    return Offered(week.team.id, week.slot, by_name(week.people[each] for each in wanted))


def by_name(people: Iterable[Person]) -> tuple[Heard, ...]:
    """The people as they are offered, by name."""
    heard = [Heard(each.id, shorten(each.name, NAME, measured=len)) for each in people]
    return tuple(sorted(heard, key=lambda each: (each.name.casefold(), each.id)))


def find_chosen(choices: Sequence[Heard], typed: Fields) -> Heard | None:
    """Who stands chosen in a form that opens: who was chosen before, or the only one there is."""
    kept = text_of(typed, WHOSE)
    only = choices[0] if len(choices) == 1 else None
    return next((each for each in choices if str(each.id) == kept), only)


def acknowledged(all_of_them: Sequence[Acknowledgement]) -> Acknowledged:
    """What a message of the week tells; who said something is told first."""
    ordered = sorted(all_of_them, key=lambda each: not each.words)
    told = tuple(
        Acknowledgement(shorten(each.by, NAME), shorten(each.words, WORDS))
        for each in ordered[:MOST_TOLD]
    )
    return Acknowledged(told, len(all_of_them) - len(told))


def read_words(fields: Fields, offered_to: Collection[int]) -> tuple[int, str]:
    """Whose check-in it is, one of `offered_to`, and what is said to it.

    Raises:
        InvalidInput: nobody was chosen, or not one of them; the words are too long.
    """
    whose, said = text_of(fields, WHOSE), text_of(fields, SAID)
    if not whose.isdecimal() or int(whose) not in offered_to:
        raise InvalidInput(WHOSE, _("Choose whose check-in it is."))
    if len(said) > WORDS:
        raise InvalidInput(SAID, _("Use at most %(count)s characters."), count=WORDS)
    return int(whose), said


def _alone(line: Iterable[Team]) -> frozenset[int]:
    """The one manager, where the team and all above it have only one."""
    managers = frozenset(each.manager_id for each in line if each.manager_id)
    return managers if len(managers) == 1 else frozenset()
