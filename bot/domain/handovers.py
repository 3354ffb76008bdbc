"""Giving an objective or a key result to another owner, who says yes or no.

Until then everything stays as it is. The fields of the form are `new_owner` and `note`, that of
saying no is `reason`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from bot.domain.agreeing import Answer, check_changeable
from bot.domain.cadence import slot_on
from bot.domain.lines import KeyResultLine, key_result_line
from bot.domain.okrs import KeyResult, Objective, Person
from bot.domain.shortening import shorten
from bot.errors import InvalidInput, OkrError, _

NEW_OWNER, NOTE, REASON = "new_owner", "note", "reason"

NAME, TITLE, WORDS = 60, 200, 900
"""Characters spent, as sent, on a name, on a title and on what somebody wrote."""

NOBODY = _("It can be given to people who work here, not to guests, bots or who has left.")
OWNS_IT = _("%(name)s owns it already.")
ANSWERED = {
    Answer.AGREED: _("You have accepted this already."),
    Answer.DECLINED: _("You have declined this already."),
    Answer.WITHDRAWN: _("This offer was taken back."),
}
MAY_NOT_SEE = _("This objective is private, and %(name)s may not see it.")


@dataclass(frozen=True, slots=True)
class Handover:
    """An offer from `from_id` to `to_id`, made by `asked_by_id`, who need not be the owner.

    `key_result_id` is None where the objective itself is given. `reply` is the receiver's.
    """

    id: int
    workspace_id: int
    objective_id: int
    key_result_id: int | None
    from_id: int
    to_id: int
    asked_by_id: int
    state: Answer
    note: str
    reply: str
    at: datetime
    decided_at: datetime | None

    def check_open(self) -> Self:
        """It, where nobody has answered yet.

        Raises:
            OkrError: saying what became of it.
        """
        if self.state is not Answer.OPEN:
            raise OkrError(ANSWERED[self.state])
        return self


@dataclass(frozen=True, slots=True)
class Given:
    """What is handed over: a key result, or the objective itself where `key_result` is None."""

    objective: Objective
    key_result: KeyResult | None = None

    @property
    def owner_id(self) -> int:
        """Whose it is now."""
        return self.key_result.owner_id if self.key_result else self.objective.owner_id

    @property
    def title(self) -> str:
        """What people call it."""
        return (self.key_result or self.objective).title

    def check(self) -> Self:
        """It, where it may change hands.

        Raises:
            OkrError: its cycle is closed, or it is not running.
        """
        check_changeable(self.objective)
        return self

    def owned_by(self, person_id: int) -> Objective:
        """The objective as it is once it changed hands.

        A delegate who gives or takes it is none any more.
        """
        if self.key_result is None:
            return replace(self.objective, owner_id=person_id)
        moved = replace(self.key_result, owner_id=person_id)
        if self.key_result.delegate_id in {person_id, self.key_result.owner_id}:
            moved = replace(moved, delegate_id=None)
        kept = (moved if each.id == moved.id else each for each in self.objective.key_results)
        return replace(self.objective, key_results=tuple(kept))


@dataclass(frozen=True, slots=True)
class Offer:
    """What is given as people read it; `line` and `objective` belong to a key result.

    `others` counts the key results of an objective, which stay with their owners.
    """

    title: str
    owner: str
    why: str
    objective: str = ""
    line: KeyResultLine | None = None
    others: int = 0
    asked_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """An offer, what it is about, and all whom it concerns on the organisation's day `today`.

    `given` is as it is now: without the key result where that is not there any more.
    """

    handover: Handover
    given: Given
    people: Mapping[int, Person]
    today: date

    @property
    def receiver(self) -> Person:
        """Who is asked."""
        return self.people[self.handover.to_id]

    @property
    def asker(self) -> Person:
        """Who offered it."""
        return self.people[self.handover.asked_by_id]

    @property
    def owner(self) -> Person:
        """Whose it was when it was offered."""
        return self.people[self.handover.from_id]

    @property
    def offer(self) -> Offer:
        """It as people read it."""
        return compose_offer(
            self.given,
            self.owner.name,
            self.today,
            asked_by=self.asker.name,
            note=self.handover.note,
        )

    def answered(self, state: Answer, at: datetime, reply: str = "") -> "Deal":
        """The same once it was answered."""
        handover = replace(self.handover, state=state, decided_at=at, reply=reply)
        return replace(self, handover=handover)

    def is_possible(self, *, may_see: bool) -> bool:
        """Whether it is still there, still the same person's, and may still change hands."""
        try:
            check_receiver(self.given.check(), self.receiver, may_see=may_see)
        except OkrError:
            return False
        is_there = self.handover.key_result_id is None or self.given.key_result is not None
        return is_there and self.given.owner_id == self.handover.from_id


def check_receiver(given: Given, receiver: Person | None, *, may_see: bool) -> Person:
    """Whoever shall have it.

    Raises:
        InvalidInput: at `new_owner`: nobody who could, the owner, or somebody who may not see it.
    """
    if receiver is None or not receiver.is_active:
        raise InvalidInput(NEW_OWNER, NOBODY)
    if receiver.id == given.owner_id:
        raise InvalidInput(NEW_OWNER, OWNS_IT, name=shorten(receiver.name, NAME))
    if given.objective.is_private and not may_see:
        raise InvalidInput(NEW_OWNER, MAY_NOT_SEE, name=shorten(receiver.name, NAME))
    return receiver


def compose_offer(
    given: Given, owner: str, today: date, *, asked_by: str = "", note: str = ""
) -> Offer:
    """The offer on the organisation's day `today`; `owner` and `asked_by` are names."""
    objective, key_result = given.objective, given.key_result
    told = Offer(
        title=shorten(given.title, TITLE),
        owner=shorten(owner, NAME),
        why=shorten(objective.why, WORDS),
        asked_by=shorten(asked_by, NAME),
        note=shorten(note, WORDS),
    )
    if key_result is None:
        return replace(told, others=len(objective.key_results))
    line = key_result_line(key_result, objective, today, slot_on(today))
    return replace(told, objective=shorten(objective.title, TITLE), line=line)
