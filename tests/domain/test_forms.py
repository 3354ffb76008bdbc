"""The check-in form: its pages, its fields, and what was typed before."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkins import Update, read_updates
from bot.domain.fields import (
    Fields,
    NumberMarks,
    Shown,
    Typed,
)
from bot.domain.forms import (
    PER_PAGE,
    Draft,
    Form,
    FormFacts,
    FormItem,
    FormState,
    compose_form,
    from_json,
    opened,
    page_of,
    to_json,
    typed_into,
    unexplained,
    unfold,
)
from bot.domain.lines import key_result_line
from bot.domain.okrs import Blocker, BlockerKind, Entry, KeyResult, Metric
from bot.errors import InvalidInput
from tests.make import SLOT, make_key_result, make_milestone, make_objective

EN = NumberMarks()
TODAY = date(2026, 10, 13)
HOSPITALS = make_key_result(id=17)
STEPS = tuple(make_milestone(id=id_) for id_ in range(1, 4))
DONE_STEPS = (replace(STEPS[0], done_on=TODAY), *STEPS[1:])
MILESTONES = make_key_result(id=17, metric=Metric.MILESTONES, milestones=DONE_STEPS)
NO_WORDS = {"note": "", "blocker": "", "blocker_kind": "", "helper": "", "next_step": ""}


def make_facts(*key_results: KeyResult) -> FormFacts:
    """A form of one objective below another one."""
    own = make_objective(title="Own", parent_id=2, key_results=key_results)
    above = make_objective(id=2, title="Above")
    return FormFacts([own], {1: own, 2: above}, TODAY, SLOT)


def many(count: int) -> FormFacts:
    return make_facts(*(make_key_result(id=id_) for id_ in range(1, count + 1)))


def item_of(key_result: KeyResult, **draft: Any) -> FormItem:
    form = compose_form(make_facts(key_result), Draft(**draft), 0)
    return form.items[0]


def test_an_item_shows_what_stands_now() -> None:
    facts = make_facts(HOSPITALS)

    assert compose_form(facts, Draft(), 0) == Form(
        slot=SLOT,
        page=0,
        pages=1,
        items=(
            FormItem(
                line=key_result_line(HOSPITALS, facts.objectives[0], TODAY, SLOT),
                sight=("Own", "Above"),
                is_adding=False,
                value=Decimal(48),
                is_done=False,
                confidence=5,
                milestones=(),
                chosen=(),
                has_many_milestones=False,
                words=None,
            ),
        ),
        is_confirmed=False,
        titles={17: "Hospitals that reorder"},
    )


def test_the_first_faults_are_told_with_their_key_results() -> None:
    faults = tuple(
        InvalidInput(name, "Wrong")
        for name in ("value:9", "unchanged", "value:99", "note:1", "value:2", "value:3")
    )
    facts = make_facts(*(make_key_result(id=id_, title=f"KR {id_}") for id_ in range(1, 10)))

    form = replace(compose_form(facts, Draft(), 0), faults=faults)

    titles = ("KR 9", "", "", "KR 1", "KR 2")
    assert form.told_faults == tuple(zip(titles, faults, strict=False))


@pytest.mark.parametrize(
    ("count", "page", "shown", "ids"),
    [
        (1, 0, (0, 1), range(1, 2)),
        (8, 0, (0, 1), range(1, 9)),
        (9, 0, (0, 2), range(1, 9)),
        (9, 1, (1, 2), range(9, 10)),
        (20, 1, (1, 3), range(9, 17)),
        (20, 2, (2, 3), range(17, 21)),
        (20, 7, (2, 3), range(17, 21)),
        (20, -1, (0, 3), range(1, 9)),
        (0, 0, (0, 1), range(0)),
    ],
)
def test_a_page_holds_eight_key_results(
    count: int, page: int, shown: tuple[int, int], ids: range
) -> None:
    form = compose_form(many(count), Draft(), page)

    assert (form.page, form.pages) == shown
    assert [each.line.id for each in form.items] == list(ids)


@pytest.mark.parametrize(("key_result_id", "page"), [(1, 0), (8, 0), (9, 1), (99, 0), (None, 0)])
def test_a_key_result_stands_on_its_page(key_result_id: int | None, page: int) -> None:
    assert page_of(many(2 * PER_PAGE), key_result_id) == page


@pytest.mark.parametrize(
    ("key_result", "fields", "value"),
    [
        (HOSPITALS, {}, Decimal(48)),
        (HOSPITALS, {"value:17": "12 apples"}, "12 apples"),
        (HOSPITALS, {"value:17": None}, Decimal(48)),
        (replace(HOSPITALS, current=None), {}, None),
        (replace(HOSPITALS, entry=Entry.ADDS), {}, None),
        (replace(HOSPITALS, entry=Entry.ADDS), {"value:17": "2"}, "2"),
    ],
)
def test_a_value_field_holds_what_was_typed_else_what_stands(
    key_result: KeyResult, fields: Fields, value: str | Decimal | None
) -> None:
    assert item_of(key_result, fields=fields).value == value


@pytest.mark.parametrize(
    ("fields", "confidence"),
    [({}, 5), ({"confidence:17": "9"}, 9), ({"confidence:17": None}, 5)],
)
def test_a_confidence_field_holds_what_was_chosen(fields: Fields, confidence: int) -> None:
    assert item_of(HOSPITALS, fields=fields).confidence == confidence


@pytest.mark.parametrize(
    ("current", "fields", "is_done"),
    [
        (0, {}, False),
        (1, {}, True),
        (None, {}, False),
        (0, {"done:17": "yes"}, True),
        (1, {"done:17": "no"}, False),
    ],
)
def test_a_yes_or_no_field_holds_what_was_chosen(
    current: int | None, fields: Fields, is_done: bool
) -> None:
    before = None if current is None else Decimal(current)
    key_result = replace(HOSPITALS, metric=Metric.YES_NO, current=before)

    assert item_of(key_result, fields=fields).is_done is is_done


@pytest.mark.parametrize(
    ("fields", "chosen"),
    [
        ({}, [1]),
        ({"milestones:17": None}, [1]),
        ({"milestones:17": []}, []),
        ({"milestones:17": ["3", "2", "99"]}, [2, 3]),
    ],
)
def test_milestones_are_ticked_as_they_were(fields: Fields, chosen: list[int]) -> None:
    assert [step.id for step in item_of(MILESTONES, fields=fields).chosen] == chosen


@pytest.mark.parametrize(("count", "has_many"), [(10, False), (11, True)])
def test_more_milestones_than_boxes_are_a_list(count: int, has_many: bool) -> None:
    steps = tuple(make_milestone(id=id_) for id_ in range(count))

    assert item_of(replace(MILESTONES, milestones=steps)).has_many_milestones is has_many


def test_words_are_folded_until_they_are_wanted() -> None:
    fields = {"note:17": "Typed", "helper:17": None}

    folded = item_of(HOSPITALS, fields=fields)
    unfolded = item_of(HOSPITALS, fields=fields, unfolded=frozenset({17}))

    assert folded.words is None
    assert unfolded.words == {**NO_WORDS, "note": "Typed"}


def test_a_confirmed_form_stays_confirmed() -> None:
    draft = Draft(fields={"unchanged": ["unchanged"]})

    assert compose_form(many(1), draft, 0).is_confirmed is True


def test_a_form_without_a_draft_opens_with_what_stands() -> None:
    assert opened(Draft(), [HOSPITALS], EN) == Draft(shown={17: Shown(Decimal(48), 5)})


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
    assert again == Draft({17: Shown(Decimal(48), 5)}, kept, frozenset({17}))


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

    assert second == Draft(fields={"value:1": "5", "value:9": "6", "unchanged": []})


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
