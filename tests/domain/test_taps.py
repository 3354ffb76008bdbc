"""What one tap on a key result says: each metric with each tap, and when it may not."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.cadence import Every
from bot.domain.checkins import Update
from bot.domain.okrs import Blocker, BlockerKind, Entry, KeyResult, Metric
from bot.domain.taps import (
    Seen,
    Tap,
    next_step,
    read_same,
    read_seen,
    same_value,
    seen,
    tap_submission,
    taps_of,
    update_of,
    version_of,
    wants_sentence,
)
from tests.make import MONDAY, SLOT, make_key_result, make_milestone, make_objective

GRAZ = make_milestone(id=1, title="Graz", done_on=MONDAY.date())
LINZ = make_milestone(id=2, title="Linz", weight=Decimal(3))
STEPS: dict[str, Any] = {
    "metric": Metric.MILESTONES,
    "current": None,
    "baseline": None,
    "target": None,
    "unit": "",
    "milestones": (GRAZ, LINZ),
}
YES_NO: dict[str, Any] = STEPS | {"metric": Metric.YES_NO, "milestones": ()}
ADDS: dict[str, Any] = {"entry": Entry.ADDS, "baseline": None, "target": Decimal(10000)}
DOWN: dict[str, Any] = {"metric": Metric.DECREASE, "baseline": Decimal(60), "target": Decimal(10)}


@pytest.mark.parametrize(
    ("changes", "taps"),
    [
        ({}, "same plus minus"),
        (DOWN, "same minus plus"),
        ({"current": None}, ""),
        ({"current": Decimal(0), "baseline": Decimal(0)}, "same plus"),
        ({"current": Decimal("48.5")}, "same"),
        ({"target": Decimal("65.5")}, "same"),
        ({"target": Decimal(140)}, "same plus minus"),
        ({"target": Decimal(141)}, "same"),
        ({"baseline": None}, "same"),
        ({"unit": "%"}, "same"),
        ({"unit": "% of orders"}, "same"),
        ({"unit": "EUR"}, "same"),
        ({"unit": "€"}, "same"),
        (ADDS, "same plus"),
        (ADDS | {"current": None}, "plus"),
        (ADDS | {"unit": "EUR"}, "same"),
        (ADDS | {"current": Decimal("0.5")}, "same"),
        ({"metric": Metric.AT_LEAST}, "same"),
        ({"metric": Metric.AT_MOST}, "same"),
        ({"metric": Metric.BETWEEN}, "same"),
        ({"metric": Metric.BETWEEN, "current": None}, ""),
        (STEPS, "same done"),
        (STEPS | {"milestones": (GRAZ,)}, "same"),
        (YES_NO | {"current": Decimal(0)}, "same done"),
        (YES_NO, "same done"),
        (YES_NO | {"current": Decimal(1)}, "same"),
    ],
)
def test_which_taps_a_key_result_allows(changes: dict[str, Any], taps: str) -> None:
    assert " ".join(taps_of(make_key_result(**changes))) == taps


@pytest.mark.parametrize(
    ("tap", "changes", "before", "entered", "value", "done"),
    [
        (Tap.SAME, {}, 48, None, 48, ()),
        (Tap.PLUS, {}, 48, 49, 49, ()),
        (Tap.MINUS, {}, 48, 47, 47, ()),
        (Tap.PLUS, ADDS, 48, 1, 49, ()),
        (Tap.PLUS, ADDS | {"current": None}, None, 1, 1, ()),
        (Tap.SAME, ADDS, 48, None, 48, ()),
        (Tap.DONE, YES_NO | {"current": Decimal(0)}, 0, 1, 1, ()),
        (Tap.DONE, YES_NO, None, 1, 1, ()),
        (Tap.SAME, YES_NO | {"current": Decimal(1)}, 1, None, 1, ()),
        (Tap.DONE, STEPS, 1, None, 4, (1, 2)),
        (Tap.SAME, STEPS, 1, None, 1, (1,)),
    ],
)
def test_what_a_tap_records(  # noqa: PLR0917 -- the columns of the table
    tap: Tap,
    changes: dict[str, Any],
    before: int | None,
    entered: int | None,
    value: int | None,
    done: tuple[int, ...],
) -> None:
    key_result = make_key_result(confidence=7, spoken_slot="2026-W40", **changes)

    assert update_of(tap, key_result) == Update(
        key_result.id,
        is_milestones=key_result.metric is Metric.MILESTONES,
        value=None if value is None else Decimal(value),
        confidence=7,
        value_before=None if before is None else Decimal(before),
        confidence_before=7,
        entered=None if entered is None else Decimal(entered),
        milestones_done=done,
        spoken_before="2026-W40",
    )


def test_a_tap_leaves_what_is_in_the_way_where_it_is() -> None:
    blocker = Blocker(BlockerKind.MONEY, "No budget", "U0LENA", MONDAY.date())

    update = update_of(Tap.SAME, make_key_result(blocker=blocker))

    assert update.blocker == update.blocker_before == blocker
    assert not update.says_something


@pytest.mark.parametrize(
    ("milestones", "title"),
    [((GRAZ, LINZ), "Linz"), ((LINZ, GRAZ), "Linz"), ((GRAZ,), None), ((), None)],
)
def test_done_means_the_first_milestone_that_is_open(
    milestones: tuple[Any, ...], title: str | None
) -> None:
    step = next_step(make_key_result(**STEPS | {"milestones": milestones}))

    assert (step.title if step else None) == title


def test_a_button_carries_ids_and_a_version() -> None:
    value = str(seen(make_key_result(id=12), SLOT))

    assert read_seen(value) == Seen(12, SLOT, version_of(make_key_result(id=12)))
    assert value.startswith(f"12 {SLOT} ")
    assert len(value) < 40


@pytest.mark.parametrize(
    "changed",
    [
        {"current": Decimal(49)},
        {"confidence": 9},
        {"checked_in_at": MONDAY},
        STEPS,
        STEPS | {"milestones": (GRAZ, replace(LINZ, done_on=MONDAY.date()))},
    ],
)
def test_what_stands_otherwise_is_another_version(changed: dict[str, Any]) -> None:
    assert version_of(make_key_result(**changed)) != version_of(make_key_result())


def test_a_check_in_that_changes_nothing_is_another_version() -> None:
    later = make_key_result(checked_in_at=MONDAY + timedelta(minutes=1))

    assert version_of(later) != version_of(make_key_result(checked_in_at=MONDAY))


def test_a_new_title_is_the_same_version() -> None:
    assert version_of(make_key_result(title="Another")) == version_of(make_key_result())


def test_taps_have_names_of_their_own() -> None:
    names = {
        tap_submission(1, "plus", "12 2026-W42 a"),
        tap_submission(2, "plus", "12 2026-W42 a"),
        tap_submission(1, "minus", "12 2026-W42 a"),
        tap_submission(1, "plus", "12 2026-W42 b"),
    }

    assert len(names) == 4
    assert all(name.startswith("tap.") for name in names)


def test_the_button_for_all_carries_each() -> None:
    both = [make_key_result(id=1), make_key_result(id=2, current=Decimal(1))]

    assert read_same(same_value(SLOT, both)) == (SLOT, tuple(seen(each, SLOT) for each in both))


@pytest.mark.parametrize(
    ("checked_in", "spoken", "every", "wanted"),
    [
        (None, None, Every.WEEK, False),
        ("2026-W41", "2026-W39", Every.WEEK, False),
        ("2026-W41", "2026-W38", Every.WEEK, True),
        ("2026-W41", None, Every.WEEK, False),
        ("2026-W41", "2026-W36", Every.EVEN_WEEKS, False),
        ("2026-W41", "2026-W35", Every.ODD_WEEKS, True),
        ("2026-W41", "2026-W27", Every.MONTH, False),
        ("2026-W41", "2026-W26", Every.MONTH, True),
    ],
)
def test_when_nothing_changed_wants_a_sentence(
    checked_in: str | None, spoken: str | None, every: Every, *, wanted: bool
) -> None:
    key_result = make_key_result(checked_in_slot=checked_in, spoken_slot=spoken)

    assert wants_sentence(key_result, make_objective(every=every), SLOT) is wanted


def test_where_nothing_was_ever_said_the_beginning_of_the_cycle_counts() -> None:
    key_result: KeyResult = make_key_result(checked_in_slot="2026-W43", spoken_slot=None)

    asked = [wants_sentence(key_result, make_objective(), f"2026-W{week}") for week in (43, 44)]
    assert asked == [False, True]
