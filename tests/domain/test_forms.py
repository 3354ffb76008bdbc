"""The check-in form: its pages, its fields, and what they hold."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.checkin_drafts import Draft
from bot.domain.fields import Fields
from bot.domain.forms import PER_PAGE, Form, FormFacts, FormItem, compose_form, page_of
from bot.domain.lines import key_result_line
from bot.domain.okrs import Entry, KeyResult, Metric
from bot.errors import InvalidInput
from tests.domain.composed_forms import MILESTONES, TODAY, item_of, make_facts
from tests.domain.form_answers import HOSPITALS
from tests.make import SLOT, make_key_result, make_milestone

NO_WORDS = {"note": "", "blocker": "", "blocker_kind": "", "helper": "", "next_step": ""}


def many(count: int) -> FormFacts:
    return make_facts(*(make_key_result(id=id_) for id_ in range(1, count + 1)))


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
