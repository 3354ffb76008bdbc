"""Whose check-ins are offered to be acknowledged, and what their authors read."""

from datetime import date

import pytest

from bot.domain.acknowledging import (
    MOST_BUTTONS,
    MOST_TOLD,
    WORDS,
    About,
    Acknowledgement,
    Heard,
    acknowledged,
    find_chosen,
    offered,
    read_about,
    read_words,
)
from bot.domain.okrs import Team
from bot.domain.week import Revision, TeamWeek
from bot.errors import InvalidInput
from tests.make import MONDAY, SLOT, make_key_result, make_objective, make_person, make_team

NAMES = {1: "Helga", 2: "liam", 3: "Anna"}


def week(*authors: int) -> TeamWeek:
    """Each of them spoke of key result 1; person 3 of key result 2, which is private."""
    said = [_revision(1, author) for author in authors] + [_revision(2, 3)]
    return TeamWeek(
        team=make_team(id=7),
        slot=SLOT,
        today=date(2026, 10, 13),
        objectives=(
            make_objective(key_results=(make_key_result(),)),
            make_objective(id=2, is_private=True, key_results=(make_key_result(id=2),)),
        ),
        revisions=tuple(said),
        people={number: make_person(id=number, name=name) for number, name in NAMES.items()},
    )


def _revision(key_result_id: int, author_id: int) -> Revision:
    return Revision(key_result_id, author_id, SLOT, MONDAY, None, None, 5, 5)


def line(*managers: int | None) -> list[Team]:
    return [make_team(id=number, manager_id=each) for number, each in enumerate(managers, 7)]


def ids(*authors: int, managers: tuple[int | None, ...] = (9, 8), **options: object) -> list[int]:
    found = offered(week(*authors), line(*managers), **options)  # type: ignore[arg-type]
    return [each.id for each in found.all]


def test_who_checked_in_is_offered_by_name() -> None:
    assert offered(week(1, 2, 2), line(9)).all == (Heard(1, "Helga"), Heard(2, "liam"))


def test_who_only_spoke_of_what_is_private_is_offered_to_who_may_see_it() -> None:
    assert ids(1) == [1]
    assert ids(1, with_private=True) == [3, 1]


@pytest.mark.parametrize(
    ("managers", "expected"),
    [((1,), [2]), ((1, 1), [2]), ((1, None), [2]), ((1, 9), [1, 2]), ((None,), [1, 2])],
)
def test_a_manager_is_offered_only_where_there_is_another_one(
    managers: tuple[int | None, ...], expected: list[int]
) -> None:
    assert ids(1, 2, managers=managers) == expected


def test_some_are_left_out() -> None:
    assert ids(1, 2, but={2}) == [1]


def test_ten_have_a_button_and_all_a_choice() -> None:
    people = {number: make_person(id=number, name=f"P{number:02}") for number in range(12)}
    many = week(*range(12))
    many = TeamWeek(
        many.team, SLOT, many.today, many.objectives, revisions=many.revisions, people=people
    )

    found = offered(many, [])

    assert (len(found.people), len(found.all)) == (MOST_BUTTONS, 12)


def test_a_button_is_read_as_it_was_written() -> None:
    assert read_about(str(About(3, SLOT, 12))) == About(3, SLOT, 12)


def test_words_are_told_before_silence_and_what_is_too_many_is_counted() -> None:
    some = [Acknowledgement("Ben"), Acknowledgement("Helga", "Well done")]

    assert acknowledged(some).told == (some[1], some[0])
    assert acknowledged(some).more == 0
    assert acknowledged(some * 4).more == 8 - MOST_TOLD


def test_the_form_is_read() -> None:
    assert read_words({"whose": "2", "said": " Well done "}, {1, 2}) == (2, "Well done")
    assert read_words({"whose": "2", "said": None}, {1, 2}) == (2, "")


@pytest.mark.parametrize(
    ("whose", "said", "field"),
    [(None, "", "whose"), ("5", "", "whose"), ("x", "", "whose"), ("2", "w" * 301, "said")],
)
def test_a_wrong_form_is_refused_at_its_field(whose: str | None, said: str, field: str) -> None:
    with pytest.raises(InvalidInput) as fault:
        read_words({"whose": whose, "said": said}, {1, 2})

    assert fault.value.field == field
    assert WORDS == 300


def test_who_was_chosen_stands_there_again_and_the_only_one_at_once() -> None:
    helga, liam = Heard(1, "Helga"), Heard(2, "Liam")

    assert find_chosen([helga, liam], {"whose": "2"}) == liam
    assert find_chosen([helga, liam], {}) is None
    assert find_chosen([helga], {"whose": "9"}) == helga
