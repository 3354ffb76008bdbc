"""What stands in the message of a week, in which order, and what is left out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.cadence import Rhythm
from bot.domain.lines import BLOCK_BUDGET, MESSAGE_BUDGET
from bot.domain.okrs import KeyResult, Metric
from bot.domain.shortening import sent_length
from bot.domain.snoozing import DigestBy, Snooze
from bot.domain.taps import Tap, read_same, read_seen, version_of
from bot.domain.week_message import MOST_ROWS, Stage, Week, WeekFacts, compose_week
from tests.domain.checked_in import make_move
from tests.make import MONDAY, SLOT, make_key_result, make_milestone, make_objective

SNOOZE = Snooze(MONDAY, MONDAY.date(), MONDAY.time(), 0, DigestBy.LATER, 1)


def week(key_results: list[KeyResult], **changes: Any) -> Week:
    objective = make_objective(key_results=tuple(key_results))
    facts = WeekFacts(SLOT, date(2026, 10, 13), [objective], Rhythm())
    return compose_week(replace(facts, **changes))


def many(number: int, **changes: Any) -> list[KeyResult]:
    return [make_key_result(id=each, **changes) for each in range(1, number + 1)]


def moved(*ids: int) -> dict[str, Any]:
    return {"moved": {each: make_move(key_result_id=each, title=f"Moved {each}") for each in ids}}


def test_before_anything_was_done_all_are_open() -> None:
    composed = week(many(3))

    assert composed.stage is Stage.NEW
    assert [row.line.id for row in composed.rows] == [1, 2, 3]
    assert (composed.done, composed.open, composed.left_out) == (0, 3, 0)


def test_what_is_recorded_has_no_taps_any_more() -> None:
    composed = week(many(3), **moved(2))

    assert composed.stage is Stage.PARTLY
    assert [row.line.id for row in composed.rows] == [1, 3]
    assert composed.receipt.titles == ("Moved 2",)
    assert (composed.done, composed.count) == (1, 3)


def test_once_all_is_recorded_it_is_a_receipt() -> None:
    composed = week(many(2), snoozes=(SNOOZE,), snoozed=SNOOZE, **moved(1, 2))

    assert composed.stage is Stage.DONE
    assert (composed.rows, composed.rest, composed.same_all) == ((), (), "")
    assert (composed.snoozes, composed.snoozed) == ((), None)


def test_a_week_that_is_over_has_no_taps_and_names_what_was_open() -> None:
    composed = week(many(2), is_over=True, has_draft=True, snoozes=(SNOOZE,), **moved(1))

    assert composed.stage is Stage.OVER
    assert composed.rows == ()
    assert composed.receipt.open == ("Hospitals that reorder",)
    assert (composed.same_all, composed.has_draft, composed.snoozes) == ("", False, ())


def test_with_nothing_to_update_nothing_is_asked() -> None:
    composed = week([])

    assert (composed.stage, composed.rows, composed.snoozes) == (Stage.EMPTY, (), ())


def test_a_row_carries_what_was_shown() -> None:
    key_result = make_key_result(id=7)

    (row,) = week([key_result], offered={7: "Lena"}).rows

    assert read_seen(row.value).version == version_of(key_result)
    assert (row.taps, row.offered) == ((Tap.SAME, Tap.PLUS, Tap.MINUS), "Lena")


def test_the_next_milestone_is_named_in_short() -> None:
    step = make_milestone(title="A milestone that is far too long for any button of a phone")
    key_result = make_key_result(metric=Metric.MILESTONES, milestones=(step,), current=None)

    (row,) = week([key_result]).rows

    assert row.step == "A milestone that is far too l…"


@pytest.mark.parametrize(
    ("key_results", "is_offered"),
    [
        (many(1), True),
        (many(2), True),
        ([*many(2), make_key_result(id=3, current=None)], True),
        (many(2, current=None), False),
        (many(20), True),
        (many(60), False),
    ],
)
def test_all_are_confirmed_at_once_where_all_are_seen(
    key_results: list[KeyResult], *, is_offered: bool
) -> None:
    value = week(key_results).same_all

    ids = [each.key_result_id for each in read_same(value)[1]] if value else []
    assert ids == ([each.id for each in key_results] if is_offered else [])


@pytest.mark.parametrize("number", [1, 3, 12, 20, 60, 200])
@pytest.mark.parametrize("title", ["Hospitals that reorder", "&" * 300])
def test_any_number_fits_into_one_message(number: int, title: str) -> None:
    composed = week(many(number, title=title))

    shown = [row.line for row in composed.rows] + [each for one in composed.rest for each in one]
    assert len(composed.rows) == min(number, len(shown), MOST_ROWS)
    assert len(shown) + composed.left_out == number
    assert sum(sent_length(each.title) + 220 for each in shown) <= MESSAGE_BUDGET
    assert 2 * len(composed.rows) + len(composed.rest) < 40


def test_a_notification_tells_the_first_ones() -> None:
    composed = week(many(60))

    told = composed.first_lines
    assert [each.id for each in told] == list(range(1, len(told) + 1))
    assert sum(220 + len(each.title) for each in told) <= BLOCK_BUDGET


def test_what_is_recorded_leaves_room_for_what_is_open() -> None:
    composed = week(many(60), **moved(*range(1, 41)))

    assert len(composed.rows) == MOST_ROWS
    assert composed.receipt.left_out > 0
    assert composed.receipt.length <= 5_000


def test_only_a_first_message_of_which_nothing_was_used_explains_itself() -> None:
    assert week(many(2), is_first=True).is_first
    assert not week(many(2), is_first=True, **moved(1)).is_first


def test_who_has_chosen_is_not_offered_again() -> None:
    composed = week(many(1, current=Decimal(1)), snoozes=(SNOOZE,), snoozed=SNOOZE)

    assert (composed.snoozes, composed.snoozed) == ((), SNOOZE)
