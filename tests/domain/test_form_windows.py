"""A form that is open more than once: what each window showed, and what it shows next."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.checkin_drafts import Draft, FormState, Stamp, kept
from bot.domain.fields import BLOCKER, Fields, Shown, shown
from bot.domain.form_windows import MOST_WINDOWS, bases, blockers_shown, opened, shown_again
from bot.domain.okrs import Blocker, BlockerKind
from tests.domain.form_answers import DAY, EN, HOSPITALS, STEPS, YES_NO
from tests.make import SLOT

BUDGET = Blocker(BlockerKind.OTHER, "No budget", "U0LENA")
NOW = replace(HOSPITALS, current=Decimal(55), confidence=8, blocker=BUDGET)
THEN, TRUE = shown(HOSPITALS), shown(NOW)
FIRST = opened(Draft(), [HOSPITALS], EN)


def typed(fields: Fields, draft: Draft = FIRST) -> Draft:
    return kept(draft, state(fields, draft.window), EN)


def state(fields: Fields, window: int = 1) -> FormState:
    return FormState("V1", SLOT, 0, fields, window=window)


def test_windows_are_numbered_and_the_oldest_forgotten() -> None:
    draft = FIRST
    for _number in range(MOST_WINDOWS + 2):
        draft = opened(draft, [HOSPITALS], EN)

    assert draft.window == MOST_WINDOWS + 3
    assert sorted(draft.older) == [3, 4, 5, 6]
    assert draft.shown_in(2) is None


def test_that_a_window_is_over_is_remembered_as_long_as_the_window() -> None:
    draft = replace(FIRST, over=frozenset({1}))
    for _number in range(MOST_WINDOWS):
        draft = opened(draft, [HOSPITALS], EN)
        assert draft.over == {1}

    assert opened(draft, [HOSPITALS], EN).over == frozenset()


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({}, TRUE),
        ({"note:17": "Graz"}, TRUE),
        (
            {"value:17": "60"},
            replace(TRUE, current=Decimal(48)),
        ),
        ({"confidence:17": "9"}, replace(TRUE, confidence=5)),
        (
            {"blocker:17": "No time"},
            replace(TRUE, blocker=("", "other", "U0LENA")),
        ),
        ({"value:17": "60", "confidence:17": "9"}, replace(THEN, blocker=TRUE.blocker)),
        # They came to the same: it is not touched any more.
        ({"value:17": "55", "confidence:17": "8"}, TRUE),
    ],
)
def test_what_was_typed_keeps_what_it_was_typed_over_and_all_else_is_true(
    fields: Fields, seen: Shown
) -> None:
    assert opened(typed(fields), [NOW], EN).shown == {17: seen}


@pytest.mark.parametrize(
    ("fields", "target"),
    [({"value:17": "60"}, 65), ({"confidence:17": "9"}, 65), ({"note:17": "x"}, 70), ({}, 70)],
)
def test_numbers_are_typed_over_a_target_and_words_are_not(fields: Fields, target: int) -> None:
    again = opened(typed(fields), [replace(HOSPITALS, target=Decimal(70))], EN)

    assert again.shown[17].target == target


def test_a_moment_goes_along_into_the_new_window() -> None:
    draft = replace(typed({"value:17": "60"}), stamps={"value:17": Stamp(1, Decimal(7))})

    assert opened(draft, [NOW], EN).stamps == {"value:17": Stamp(2, Decimal(7))}


def test_what_was_decided_goes_with_its_field() -> None:
    draft = replace(typed({"value:17": "60"}), told={"value:17": "55", "confidence:17": "8"})

    assert opened(draft, [NOW], EN).told == {"value:17": "55"}


def test_the_base_of_a_form_is_what_its_own_window_showed() -> None:
    both = opened(FIRST, [NOW], EN)

    assert bases(both, state({}, 1)) == {17: THEN}
    assert bases(both, state({}, 2)) == {17: TRUE}


def test_what_stands_on_another_page_keeps_the_base_of_where_it_was_typed() -> None:
    both = opened(FIRST, [NOW], EN)
    on_the_phone = kept(both, state({"value:17": "60"}, 1), EN)

    assert bases(on_the_phone, state({"value:99": "1"}, 2)) == {17: THEN}
    assert bases(on_the_phone, state({"value:17": "61"}, 2)) == {17: TRUE}


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({}, TRUE),
        ({"value:17": "60"}, replace(TRUE, current=Decimal(48))),
        ({"confidence:17": "9"}, replace(TRUE, confidence=5)),
    ],
)
def test_a_page_that_is_turned_to_shows_what_is_true_beside_what_was_typed(
    fields: Fields, seen: Shown
) -> None:
    assert shown_again(typed(fields), 1, [NOW], EN).shown == {17: seen}


def test_an_older_window_turns_its_own_pages() -> None:
    both = opened(FIRST, [HOSPITALS], EN)

    turned = shown_again(both, 1, [NOW], EN)

    assert (turned.older, turned.shown) == ({1: {17: TRUE}}, {17: THEN})
    assert shown_again(both, 9, [NOW], EN) == both


@pytest.mark.parametrize("word", BLOCKER)
def test_a_blocker_that_is_being_written_is_not_replaced_by_the_one_in_sight(word: str) -> None:
    assert blockers_shown(typed({f"{word}:17": "new"}), 1, [NOW]).shown == {17: THEN}


def test_a_blocker_that_comes_into_sight_is_what_a_new_one_is_typed_over() -> None:
    seen = blockers_shown(FIRST, 1, [NOW])

    assert seen.shown == {17: replace(THEN, blocker=("No budget", "other", "U0LENA"))}
    assert blockers_shown(FIRST, 9, [NOW]) == FIRST


def test_ticks_of_both_stand_in_a_form_that_opens_again() -> None:
    then = opened(Draft(), [STEPS], EN)
    third = replace(STEPS.milestones[2], done_on=DAY)
    now = replace(STEPS, milestones=(*STEPS.milestones[:2], third))

    again = opened(typed({"milestones:17": ["1", "2"]}, then), [now], EN)

    assert again.fields == {"milestones:17": ["1", "2", "3"]}
    assert again.shown[17].done == (1, 3)


def test_who_both_said_yes_agree() -> None:
    draft = typed({"done:17": "yes"}, opened(Draft(), [YES_NO], EN))

    again = opened(draft, [replace(YES_NO, current=Decimal(1))], EN)

    assert (again.fields, again.is_begun) == ({}, False)
