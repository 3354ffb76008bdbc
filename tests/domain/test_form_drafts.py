"""What was typed and not submitted yet: kept between pages, shown again, asked about."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkin_drafts import Draft, FormState, typed_into, unfold
from bot.domain.checkins import Update, read_updates
from bot.domain.fields import Fields, Shown, Typed, shown
from bot.domain.form_windows import opened
from bot.domain.forms import unexplained
from bot.domain.okrs import Blocker, BlockerKind, Entry
from bot.domain.stored_drafts import from_json, to_json
from tests.domain.composed_forms import DONE_STEPS, MILESTONES, STEPS, TODAY, item_of
from tests.domain.form_answers import EN, HOSPITALS
from tests.make import SLOT


def test_a_form_without_a_draft_opens_with_what_stands() -> None:
    assert opened(Draft(), [HOSPITALS], EN) == Draft(shown={17: shown(HOSPITALS)}, window=1)


def test_what_was_typed_and_never_submitted_is_there_again() -> None:
    typed: Fields = {
        "value:17": "12 apples",
        "confidence:17": "3",
        "note:17": "Half a sent",
        "blocker:17": None,
    }
    draft = Draft({17: Shown(Decimal(48), 5)}, typed, frozenset({17}))

    again = opened(draft, [HOSPITALS], EN)

    kept = {"value:17": "12 apples", "confidence:17": "3", "note:17": "Half a sent"}
    assert again.fields == kept
    assert again.unfolded == {17}
    assert again.is_begun


def test_an_untouched_field_of_an_old_draft_shows_the_newer_truth() -> None:
    now = replace(HOSPITALS, current=Decimal(60), confidence=9)
    draft = Draft({17: Shown(Decimal(48), 5)}, {"value:17": "48", "confidence:17": "5"})

    again = opened(draft, [now], EN)

    item = item_of(now, fields=again.fields)
    assert (item.value, item.confidence) == (Decimal(60), 9)
    assert read_updates(again.fields, [now], again.shown, EN) == ()


def test_what_is_added_stays_typed_even_if_it_is_the_current_value() -> None:
    adding = replace(HOSPITALS, entry=Entry.ADDS)
    draft = typed_into(opened(Draft(), [adding], EN), make_state({"value:17": "48"}))

    assert opened(draft, [adding], EN).fields == {"value:17": "48"}


def test_milestones_that_others_ticked_stay_ticked_in_an_old_draft() -> None:
    draft = Draft({17: Shown(None, 5, (1,))}, {"milestones:17": ["1", "2"]})
    now = replace(MILESTONES, milestones=(*DONE_STEPS[:2], replace(STEPS[2], done_on=TODAY)))

    again = opened(draft, [now], EN)

    (update,) = read_updates(again.fields, [now], again.shown, EN)
    assert again.fields == {"milestones:17": ["1", "2", "3"]}
    assert update.milestones_done == (1, 2, 3)


def test_what_was_typed_about_somebody_elses_key_result_is_gone_when_the_form_opens() -> None:
    draft = Draft(
        {17: Shown(Decimal(48), 5), 18: Shown(Decimal(1), 5)}, {"value:17": "5", "value:18": "6"}
    )

    assert opened(draft, [HOSPITALS], EN).fields == {"value:17": "5"}


def make_state(fields: Fields, page: int = 0) -> FormState:
    return FormState("V1", SLOT, page, fields)


def test_pages_keep_what_was_typed_on_each_other() -> None:
    first = typed_into(Draft(), make_state({"value:1": "5", "unchanged": ["unchanged"]}))

    second = typed_into(first, make_state({"value:9": "6", "unchanged": []}, page=1))

    assert second == Draft(fields={"value:1": "5", "value:9": "6", "unchanged": []}, page=1)


def test_unfolding_keeps_what_is_unfolded() -> None:
    assert unfold(Draft(unfolded=frozenset({1})), frozenset({2})).unfolded == {1, 2}


@pytest.mark.parametrize(
    ("before", "after", "changes", "asked"),
    [
        (5, 3, {}, {17}),
        (8, 6, {}, {17}),
        (5, 4, {}, set()),
        (5, 8, {}, set()),
        (2, 2, {}, set()),
        (2, 2, {"value": Decimal(50)}, {17}),
        (5, 3, {"note": "Why"}, set()),
        (5, 3, {"blocker": Blocker(BlockerKind.OTHER, "Why")}, set()),
        (5, 3, {"next_step": "What"}, {17}),
    ],
)
def test_low_or_falling_confidence_asks_for_a_word(
    before: int, after: int, changes: dict[str, Any], asked: set[int]
) -> None:
    values = {"value": Decimal(48), "value_before": Decimal(48)} | changes
    update = Update(17, False, confidence=after, confidence_before=before, **values)

    assert unexplained([update], Draft()) == asked


def test_a_word_is_asked_for_once() -> None:
    update = Update(17, False, Decimal(48), 2, Decimal(48), 5)

    assert unexplained([update], Draft(unfolded=frozenset({17}))) == frozenset()


typed_text: st.SearchStrategy[Typed] = st.one_of(
    st.none(), st.text(max_size=20), st.lists(st.text(max_size=5), max_size=3)
)
drafts = st.builds(
    Draft,
    shown=st.dictionaries(
        st.integers(1, 10**9),
        st.builds(
            Shown,
            st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=6),
            st.integers(0, 10),
            st.lists(st.integers(1, 10**9)).map(tuple),
        ),
        max_size=5,
    ),
    fields=st.dictionaries(st.text(max_size=12), typed_text, max_size=9),
    unfolded=st.frozensets(st.integers(1, 10**9), max_size=5),
)


@given(drafts)
def test_a_draft_comes_back_from_storage_as_it_was(draft: Draft) -> None:
    stored = json.loads(json.dumps(to_json(draft)))

    assert from_json(stored) == draft
