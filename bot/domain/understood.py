"""What is shown of a reply: what would be recorded, what was not understood, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.checkin_drafts import Draft
from bot.domain.checkins import Update, read_updates
from bot.domain.fields import UNTOUCHED_IS_CONFIRMED, NumberMarks, key_result_of
from bot.domain.forms import unexplained
from bot.domain.lines import TITLE, UNIT
from bot.domain.moves import Move, moves
from bot.domain.okrs import KeyResult, Objective
from bot.domain.receipts import Receipt, compose_receipt
from bot.domain.replies import Reading
from bot.domain.reply_reasons import Reason, Unclear
from bot.domain.shortening import sent_length, shorten
from bot.domain.taps import wants_sentence
from bot.domain.week import Revision

MOST_UNCLEAR, MOST_OTHERS = 6, 3
"""Parts that were not understood, and key results they may mean, that are told."""

TOLD = 240
"""Characters as sent of a part that was not understood."""

TITLES, IN_A_NOTIFICATION = 2_000, 500
"""Characters as sent of titles in one sentence of a block, and of the message's own text."""

MOVES_IN_A_NOTIFICATION, UNCLEAR_IN_A_NOTIFICATION = 5, 2
"""What the message's own text tells of each."""


class Answer(StrEnum):
    """Where an answer stands."""

    ASKED = "asked"
    CHANGED = "changed"
    RECORDED = "recorded"
    REPLACED = "replaced"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Known:
    """What a person updates in `slot`: each key result with its objective."""

    pairs: tuple[tuple[KeyResult, Objective], ...]
    slot: str

    @property
    def key_results(self) -> list[KeyResult]:
        """All of them, in order."""
        return [each for each, _objective in self.pairs]


@dataclass(frozen=True, slots=True)
class UnclearLine:
    """A part as it was typed, in short; what its reason speaks of."""

    text: str
    reason: Reason
    title: str
    unit: str
    current: Decimal | None
    target: Decimal | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What the message says.

    `wanting_words` are titles of low or falling confidence, `wordless` those that are confirmed
    once more and of which nobody said a word for too long.
    """

    state: Answer
    receipt: Receipt
    unclear: tuple[UnclearLine, ...]
    more_unclear: int
    wanting_words: tuple[str, ...]
    wordless: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether there is something to record."""
        return bool(self.receipt.chunks or self.receipt.confirmed)

    @property
    def first_moves(self) -> tuple[Move, ...]:
        """Those that a notification tells."""
        return self.receipt.first_moves[:MOVES_IN_A_NOTIFICATION]

    @property
    def first_confirmed(self) -> tuple[str, ...]:
        """Titles of what was confirmed, as many as a notification tells."""
        return _titles(self.receipt.confirmed, IN_A_NOTIFICATION)

    @property
    def first_unclear(self) -> tuple[UnclearLine, ...]:
        """What was not understood, as much as a notification tells."""
        return self.unclear[:UNCLEAR_IN_A_NOTIFICATION]

    @property
    def has_buttons(self) -> bool:
        """Whether something can still be done with it."""
        return self.state not in {Answer.RECORDED, Answer.REPLACED}


def updates_of(
    reading: Reading, key_results: Sequence[KeyResult], marks: NumberMarks
) -> tuple[Update, ...]:
    """The revisions a reply makes; what is told to stand as it stood is confirmed.

    Raises:
        InvalidFields: a field is wrong after all.
    """
    made = read_updates(reading.fields, key_results, {}, marks)
    told = {key_result_of(name) for name in reading.fields} | reading.same
    left = told - {each.key_result_id for each in made}
    rest = [each for each in key_results if each.id in left]
    confirmed = read_updates({UNTOUCHED_IS_CONFIRMED: [UNTOUCHED_IS_CONFIRMED]}, rest, {}, marks)
    place = {each.id: number for number, each in enumerate(key_results)}
    return tuple(sorted((*made, *confirmed), key=lambda each: place[each.key_result_id]))


def standing(key_result: KeyResult) -> str:
    """What stands of a key result, to be compared: a reply is about that and nothing newer."""
    done = ",".join(str(step.id) for step in key_result.milestones if step.done_on)
    value = "" if key_result.current is None else f"{key_result.current.normalize():f}"
    blocker = key_result.blocker.text if key_result.blocker else ""
    return f"{value} {key_result.confidence} {done} {blocker}"


def compose_understood(
    reading: Reading,
    updates: Sequence[Update],
    known: Known,
    state: Answer,
    now: datetime,
) -> Understood:
    """The message about a reply; `updates` are those that it makes."""
    key_results = {each.id: each for each, _one in known.pairs}
    moved = moves(key_results, [_revision(each, now) for each in updates])
    wanting = unexplained(updates, Draft())
    confirmed = {each.key_result_id for each in updates if not each.says_something}
    wordless = [
        each
        for each, one in known.pairs
        if each.id in confirmed and wants_sentence(each, one, known.slot)
    ]
    return Understood(
        state=state,
        receipt=compose_receipt("", moved, []),
        unclear=tuple(_line(each, key_results) for each in reading.unclear[:MOST_UNCLEAR]),
        more_unclear=max(0, len(reading.unclear) - MOST_UNCLEAR),
        wanting_words=_titles([key_results[each].title for each in key_results if each in wanting]),
        wordless=_titles([each.title for each in wordless]),
    )


def _revision(update: Update, now: datetime) -> Revision:
    return Revision(
        key_result_id=update.key_result_id,
        author_id=0,
        slot="",
        at=now,
        value=update.value,
        value_before=update.value_before,
        confidence=update.confidence,
        confidence_before=update.confidence_before,
        note=update.note,
        blocker=update.blocker.text
        if update.blocker != update.blocker_before and update.blocker
        else "",
        next_step=update.next_step,
    )


def _line(unclear: Unclear, known: Mapping[int, KeyResult]) -> UnclearLine:
    key_result = known.get(unclear.key_result_id or 0)
    others = [shorten(known[each].title, TITLE) for each in unclear.others if each in known]
    return UnclearLine(
        text=shorten(unclear.text, TOLD),
        reason=unclear.reason,
        title=shorten(key_result.title, TITLE) if key_result else "",
        unit=shorten(key_result.unit, UNIT) if key_result else "",
        current=key_result.current if key_result else None,
        target=key_result.target if key_result else None,
        others=(*others[:MOST_OTHERS], "…") if len(others) > MOST_OTHERS else tuple(others),
    )


def _titles(titles: Sequence[str], budget: int = TITLES) -> tuple[str, ...]:
    told: list[str] = []
    length = 0
    for title in (shorten(each, TITLE) for each in titles):
        length += sent_length(title) + 2
        if length > budget:
            return (*told, "…")
        told.append(title)
    return tuple(told)
