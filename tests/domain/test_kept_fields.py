"""Which of what Slack sends is newer than what is kept: two windows, late fields, ended forms."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.checkin_drafts import (
    Draft,
    FormState,
    Stamp,
    afresh,
    ended,
    has_typed,
    is_late,
    kept,
    recorded,
    serves_since,
)
from bot.domain.fields import Fields, NumberMarks, Typed, shown
from tests.domain.form_answers import CONFIRMED, DE, EN, HOSPITALS, UNTOUCHED
from tests.make import SLOT

BASE = {17: shown(HOSPITALS)}
DESK, PHONE = 2, 1
OPEN = Draft(shown=BASE, window=DESK, older={PHONE: BASE})


def sent(fields: Fields, window: int = DESK, at: int | None = None) -> FormState:
    return FormState("V1", SLOT, 0, fields, None, window, None if at is None else Decimal(at))


def typed_before(text: str, window: int, at: int) -> Draft:
    return kept(OPEN, sent({"value:17": text}, window, at), EN, "value:17")


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"value:17": "50"}, {"value:17": "50"}),
        ({"value:17": "5 apples"}, {"value:17": "5 apples"}),
        ({"value:17": ""}, {}),
        ({"confidence:17": "9"}, {"confidence:17": "9"}),
        ({"note:17": "Graz"}, {"note:17": "Graz"}),
        ({"note:17": " \n"}, {}),
        ({"helper:17": "U0LENA"}, {"helper:17": "U0LENA"}),
        ({"value:99": "50"}, {}),
        (CONFIRMED, CONFIRMED),
        ({"keep_value:17": "theirs"}, {"keep_value:17": "theirs"}),
        ({"value:17": "48.00", "confidence:17": "5"}, {}),
        (UNTOUCHED, {"unchanged": []}),
    ],
)
def test_only_what_was_touched_is_kept(fields: Fields, stands: Fields) -> None:
    assert kept(OPEN, sent(fields), EN).fields == stands


@pytest.mark.parametrize(
    ("text", "marks", "is_begun"),
    [("48,0", DE, False), ("48.0", EN, False), ("48,5", DE, True), ("48 or so", EN, True)],
)
def test_the_same_number_begins_nothing_however_it_is_written(
    text: str, marks: NumberMarks, is_begun: bool
) -> None:
    draft = kept(OPEN, sent({"value:17": text}), marks, "value:17")

    assert draft.is_begun == is_begun == has_typed(draft, marks)


@pytest.mark.parametrize(
    ("first", "then", "typed", "stands"),
    [
        # The same window: what is newer, or was sent in the same moment.
        ((DESK, 10), (DESK, 11), "value:17", "new"),
        ((DESK, 10), (DESK, 10), "value:17", "new"),
        ((DESK, 10), (DESK, 9), "value:17", "old"),
        ((DESK, 10), (DESK, 11), None, "new"),
        # Submit and close say no moment.
        ((DESK, 10), (DESK, None), None, "new"),
        # Another window: only the field that was typed into there, and only if later.
        ((DESK, 10), (PHONE, 11), "value:17", "new"),
        ((DESK, 10), (PHONE, 9), "value:17", "old"),
        ((DESK, 10), (PHONE, 11), "note:17", "old"),
        ((DESK, 10), (PHONE, 11), None, "old"),
        ((DESK, 10), (PHONE, None), None, "old"),
    ],
)
def test_nothing_older_takes_the_place_of_something_newer(
    first: tuple[int, int], then: tuple[int, int | None], typed: str | None, stands: Typed
) -> None:
    draft = typed_before("old", *first)

    again = kept(draft, sent({"value:17": "new"}, *then), EN, typed)

    assert again.fields["value:17"] == stands


def test_a_moment_never_goes_back() -> None:
    draft = typed_before("50", DESK, 10)

    again = kept(draft, sent({"value:17": "51"}, DESK), EN)

    assert again.stamps == {"value:17": Stamp(DESK, Decimal(10))}


def test_what_is_typed_back_stands_and_is_not_begun() -> None:
    draft = kept(typed_before("50", DESK, 10), sent({"value:17": "48"}, DESK, 11), EN, "value:17")

    assert (draft.fields, draft.is_begun) == ({"value:17": "48"}, False)


@pytest.mark.parametrize(
    ("draft", "window", "is_over"),
    [
        (OPEN, DESK, False),
        (OPEN, PHONE, False),
        (OPEN, 7, True),
        (Draft(), 0, False),
        (ended(OPEN, PHONE), PHONE, True),
        (ended(OPEN, PHONE), DESK, False),
        (afresh(OPEN), DESK, True),
        (afresh(OPEN), PHONE, True),
    ],
)
def test_what_comes_from_a_window_that_is_over_is_late(
    draft: Draft, window: int, is_over: bool
) -> None:
    assert is_late(draft, sent({}, window)) == is_over


@pytest.mark.parametrize(
    ("draft", "submitted", "left"),
    [
        (typed_before("50", DESK, 10), {"value:17": "50"}, {}),
        # The phone holds something else in a field that was submitted here as well.
        (typed_before("51", PHONE, 10), {"value:17": "48"}, {"value:17": "51"}),
        (typed_before("48", PHONE, 10), {"value:17": "48"}, {}),
        # A field of another page was recorded along.
        (typed_before("51", PHONE, 10), {"note:17": "Graz"}, {}),
    ],
)
def test_what_another_window_typed_is_left_after_this_one_was_recorded(
    draft: Draft, submitted: Fields, left: Fields
) -> None:
    after = recorded(draft, sent(submitted), EN)

    assert (after.fields, after.is_begun) == (left, bool(left))
    assert after.over == {DESK}
    assert after.stamps.keys() == left.keys()


def test_afresh_nothing_is_left_but_what_the_windows_showed() -> None:
    draft = replace(typed_before("50", DESK, 10), unfolded=frozenset({17}), page=1)

    assert afresh(draft) == replace(OPEN, over=frozenset({PHONE, DESK}))


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2026, 10, 18, 23, 59, tzinfo=UTC), "2026-W42"),
        (datetime(2026, 10, 20, 23, 59, tzinfo=UTC), "2026-W42"),
        (datetime(2026, 10, 21, 0, 0, tzinfo=UTC), "2026-W43"),
        (datetime(2027, 1, 5, 23, 59, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 6, 0, 0, tzinfo=UTC), "2027-W01"),
    ],
)
def test_a_draft_serves_two_days_longer_than_its_week(now: datetime, since: str) -> None:
    assert serves_since(now) == since
