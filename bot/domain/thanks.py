"""Thanks: somebody tells a colleague what they did well about a key result."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.fields import Fields, text_of
from bot.domain.okrs import KeyResult, Objective, ObjectiveState, Person
from bot.domain.shortening import shorten
from bot.domain.viewing import Viewer
from bot.errors import InvalidInput, _

MOST_A_DAY = 5
"""Thanks that one person sends in a day: more would be noise."""

WORDS, NAME, TITLE = 500, 60, 120
"""Characters of the words as typed, and, as sent, of a name and a title."""

COLLEAGUE, ABOUT, SAID = "colleague", "thanked_for", "said"
"""The fields of the form."""

NOT_THERE = _("This key result is not there for both of you. Choose another one.")


@dataclass(frozen=True, slots=True)
class Thanked:
    """A key result that somebody may be thanked for."""

    key_result: KeyResult
    objective: Objective

    @property
    def title(self) -> str:
        """What it is called, on one line."""
        return shorten(self.key_result.title, TITLE)


@dataclass(frozen=True, slots=True)
class Thanks:
    """Who thanks whom for what."""

    sender: Person
    receiver: Person
    key_result_id: int
    words: str


def find_thanked(objective: Objective, key_result_id: int, viewer: Viewer) -> Thanked | None:
    """The key result, where the viewer sees it in their everyday work and it goes on."""
    goes_on = objective.state is ObjectiveState.ACTIVE and not objective.cycle.is_closed
    if not goes_on or not may_thank(objective, viewer):
        return None
    found = (each for each in objective.key_results if each.id == key_result_id)
    return next((Thanked(each, objective) for each in found), None)


def may_thank(objective: Objective, viewer: Viewer) -> bool:
    """Whether the objective shows to the viewer other than by being an admin."""
    return viewer.sees(objective) and not viewer.is_audited(objective)


def check_colleague(sender: Person, colleague: Person | None) -> Person:
    """Who is thanked.

    Raises:
        InvalidInput: nobody, somebody who is not known or not there any more, or the sender.
    """
    if colleague is None or not colleague.is_active:
        raise InvalidInput(COLLEAGUE, _("Choose a colleague who is active in Slack."))
    if colleague.id == sender.id:
        raise InvalidInput(COLLEAGUE, _("Choose somebody else: a colleague reads this."))
    return colleague


def check_budget(sent_today: int) -> None:
    """Refuse more than is good.

    Raises:
        InvalidInput: at the colleague.
    """
    if sent_today >= MOST_A_DAY:
        told = _("You have sent %(count)s thanks today. Keep this one for tomorrow.")
        raise InvalidInput(COLLEAGUE, told, count=MOST_A_DAY)


def read_said(fields: Fields) -> str:
    """The words.

    Raises:
        InvalidInput: there are none, or too many.
    """
    said = text_of(fields, SAID)
    if not said:
        raise InvalidInput(SAID, _("Write what you thank them for."))
    if len(said) > WORDS:
        raise InvalidInput(SAID, _("Use at most %(count)s characters."), count=WORDS)
    return said


def number_in(fields: Fields, name: str) -> int:
    """The id that was chosen in a field; 0 for none."""
    text = text_of(fields, name)
    return int(text) if text.isdecimal() else 0


def fits(words: Iterable[str], *texts: str) -> bool:
    """Whether all the words stand in the texts, in any case."""
    together = " ".join(texts).casefold()
    return all(each.casefold() in together for each in words)
