"""The one message of a person's week: what stands in it, in which order, what is left out.

On top what is recorded, below it what is open, each with its taps. Slack takes 50 blocks of a
message and 3,000 characters of each; beyond a dozen, rows of buttons are no help to anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.acknowledging import UNSEEN, Acknowledged
from bot.domain.cadence import Rhythm
from bot.domain.lines import (
    AROUND_A_LINE,
    BLOCK_BUDGET,
    MESSAGE_BUDGET,
    KeyResultLine,
    key_result_line,
    minutes_for,
)
from bot.domain.moves import Move
from bot.domain.okrs import KeyResult, Objective
from bot.domain.receipts import Receipt, compose_receipt
from bot.domain.reply_writing import Example
from bot.domain.shortening import chunked, sent_length, shorten
from bot.domain.snoozing import Snooze
from bot.domain.taps import Tap, next_step, same_value, seen, taps_of

MOST_ROWS = 12
"""Key results with buttons of their own; the others are in the form."""

RECORDED_BUDGET = 5_000
"""Characters for what is recorded, while something is open."""

STEP, NAME = 30, 60
"""Characters of a milestone's title on its button, and of a name."""


class Stage(StrEnum):
    """How far somebody is with a week; `over` once it has passed, `empty` with nothing to do."""

    NEW = "new"
    PARTLY = "partly"
    DONE = "done"
    OVER = "over"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What is known of a person's slot on the organisation's day `today`.

    `moved` is by key result what was recorded in the slot; `offered` by key result who is asked
    to take it. `snoozes` are the moments to choose from, `snoozed` is the one that was chosen.
    `answers` are examples of what can be answered in words where the bot `hears_replies`.
    `seen` is who has acknowledged what was recorded.
    """

    slot: str
    today: date
    objectives: Sequence[Objective]
    rhythm: Rhythm
    moved: Mapping[int, Move] = field(default_factory=dict)
    offered: Mapping[int, str] = field(default_factory=dict)
    has_draft: bool = False
    is_first: bool = False
    is_over: bool = False
    snoozes: tuple[Snooze, ...] = ()
    snoozed: Snooze | None = None
    hears_replies: bool = False
    answers: tuple[Example, ...] = ()
    seen: Acknowledged = UNSEEN


@dataclass(frozen=True, slots=True)
class Row:
    """An open key result with its taps; `value` is what they carry.

    `step` is the milestone that "done" means, in short. `offered` names who is asked to take it.
    """

    line: KeyResultLine
    taps: tuple[Tap, ...]
    value: str
    step: str = ""
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """The message. `rest` are open ones without taps, in blocks; `left_out` stand nowhere.

    `same_all` is what the button carries that confirms all that is open; "" where there is none,
    since nobody can confirm what they do not see.
    """

    slot: str
    stage: Stage
    done: int
    open: int
    receipt: Receipt
    rows: tuple[Row, ...]
    rest: tuple[tuple[KeyResultLine, ...], ...]
    left_out: int
    same_all: str
    rhythm: Rhythm
    has_draft: bool = False
    is_first: bool = False
    snoozes: tuple[Snooze, ...] = ()
    snoozed: Snooze | None = None
    hears_replies: bool = False
    answers: tuple[Example, ...] = ()
    seen: Acknowledged = UNSEEN

    @property
    def count(self) -> int:
        """All key results, recorded or open."""
        return self.done + self.open

    @property
    def minutes(self) -> int:
        """How long a check-in on what is open takes."""
        return minutes_for(self.open)

    @property
    def first_lines(self) -> tuple[KeyResultLine, ...]:
        """The open ones that a notification tells."""
        lines = [row.line for row in self.rows] + [each for chunk in self.rest for each in chunk]
        return next(chunked(lines, _length, BLOCK_BUDGET), ())


def compose_week(facts: WeekFacts) -> Week:
    """The message of a slot as it stands."""
    pairs = [(each, one) for one in facts.objectives for each in one.key_results]
    open_ones = [(each, one) for each, one in pairs if each.id not in facts.moved]
    lines = [key_result_line(each, one, facts.today, facts.slot) for each, one in open_ones]
    stage = _stage(facts, len(open_ones))
    has_taps = bool(open_ones) and stage is not Stage.OVER
    receipt = compose_receipt(
        facts.slot,
        facts.moved,
        [] if has_taps else lines,
        RECORDED_BUDGET if has_taps else MESSAGE_BUDGET,
    )
    shown = _fitting(lines, MESSAGE_BUDGET - receipt.length) if has_taps else ()
    with_taps = open_ones[: min(MOST_ROWS, len(shown))] if has_taps else []
    return Week(
        slot=facts.slot,
        stage=stage,
        done=len(pairs) - len(open_ones),
        open=len(open_ones),
        receipt=receipt,
        rows=tuple(
            _row(each, line, facts) for (each, _one), line in zip(with_taps, shown, strict=False)
        ),
        rest=tuple(chunked(shown[MOST_ROWS:], _length, BLOCK_BUDGET)),
        left_out=len(lines) - len(shown) if has_taps else 0,
        same_all=_same_all(facts.slot, [each for each, _one in open_ones], len(shown)),
        rhythm=facts.rhythm,
        seen=facts.seen,
        has_draft=facts.has_draft and stage is not Stage.OVER,
        is_first=facts.is_first and stage is Stage.NEW,
        snoozes=facts.snoozes if has_taps and not facts.snoozed else (),
        snoozed=facts.snoozed if has_taps else None,
        hears_replies=facts.hears_replies,
        answers=facts.answers if has_taps else (),
    )


def _stage(facts: WeekFacts, still_open: int) -> Stage:
    if facts.is_over:
        return Stage.OVER
    if not still_open:
        return Stage.DONE if facts.moved else Stage.EMPTY
    return Stage.PARTLY if facts.moved else Stage.NEW


def _row(key_result: KeyResult, line: KeyResultLine, facts: WeekFacts) -> Row:
    step = next_step(key_result)
    return Row(
        line=line,
        taps=taps_of(key_result),
        value=str(seen(key_result, facts.slot)),
        step=shorten(step.title, STEP, len) if step else "",
        offered=shorten(facts.offered.get(key_result.id, ""), NAME),
    )


def _same_all(slot: str, still_open: Sequence[KeyResult], shown: int) -> str:
    """What has no value yet is asked for in the form."""
    is_some = any(Tap.SAME in taps_of(each) for each in still_open)
    return same_value(slot, still_open) if is_some and shown == len(still_open) else ""


def _fitting(lines: Sequence[KeyResultLine], budget: int) -> tuple[KeyResultLine, ...]:
    return next(chunked(lines, _length, budget), ())


def _length(line: KeyResultLine) -> int:
    """Its unit may stand at two of its numbers."""
    texts = (line.title, line.unit, line.unit)
    return AROUND_A_LINE + sum(sent_length(each) for each in texts)
