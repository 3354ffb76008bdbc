import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alignment import find_loop, line_of_sight
from tests.make import make_objective


@pytest.mark.parametrize(
    "parent_of",
    [
        {},
        {1: None},
        {1: 2, 2: 3, 3: None},
        {1: 3, 2: 3, 3: None},
        {1: 99},
    ],
)
def test_find_loop_is_empty_when_every_line_ends(parent_of: dict[int, int | None]) -> None:
    assert find_loop(parent_of) == []


@pytest.mark.parametrize(
    ("parent_of", "loop"),
    [
        ({1: 1}, [1]),
        ({1: 2, 2: 1}, [1, 2]),
        ({1: 2, 2: 3, 3: 4, 4: 2}, [2, 3, 4]),
        ({1: None, 2: 1, 5: 6, 6: 5}, [5, 6]),
    ],
)
def test_find_loop_names_only_those_in_the_loop(
    parent_of: dict[int, int | None], loop: list[int]
) -> None:
    assert find_loop(parent_of) == loop


@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 12)))
def test_find_loop_goes_from_each_to_its_parent_and_back_to_the_first(
    parent_of: dict[int, int | None],
) -> None:
    loop = find_loop(parent_of)

    assert [parent_of[each] for each in loop] == loop[1:] + loop[:1]


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_find_loop_finds_one_where_everybody_has_a_parent(parents: list[int]) -> None:
    parent_of: dict[int, int | None] = {
        child: parent % len(parents) for child, parent in enumerate(parents)
    }

    assert find_loop(parent_of) != []


@pytest.mark.parametrize(
    ("objective_id", "ids"),
    [(3, [3, 2, 1]), (2, [2, 1]), (1, [1]), (4, [4]), (99, []), (5, [5, 6]), (6, [6, 5])],
)
def test_line_of_sight_leads_upward_and_ends(objective_id: int, ids: list[int]) -> None:
    parent_of = {1: None, 2: 1, 3: 2, 4: 98, 5: 6, 6: 5}
    objectives = {
        child: make_objective(id=child, parent_id=parent) for child, parent in parent_of.items()
    }

    line = line_of_sight(objective_id, objectives)

    assert line == [objectives[each] for each in ids]
