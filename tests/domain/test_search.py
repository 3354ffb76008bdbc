"""Words and filters: what is understood, what fits."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.okrs import ObjectiveState
from bot.domain.search import Query, find, folded, read_query, words_fit
from bot.domain.viewing import Viewer
from tests.make import make_cycle, make_key_result, make_objective, make_person, make_team

TODAY, SLOT = date(2026, 11, 15), "2026-W46"
PLATFORM = make_team(id=1)
SUCCESS = make_team(id=2, name="Customer Success")
QUARTER, OLD = make_cycle(), make_cycle(id=2, name="Q3 2026", is_closed=True)
VIEWER = Viewer(make_person(), {1: PLATFORM, 2: SUCCESS}, frozenset({1, 2}), frozenset({1}))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query(is_mine=True)),
        ("portal Clinics", Query(("portal", "Clinics"))),
        ("MINE", Query(is_mine=True)),
        ("meine gefährdet", Query(is_mine=True, is_at_risk=True)),
        ("gefaehrdet", Query(is_at_risk=True)),
        ("risk silent", Query(is_at_risk=True, is_silent=True)),
        ("still", Query(is_silent=True)),
        ("team", Query(team=PLATFORM)),
        ("team customer success risk", Query(team=SUCCESS, is_at_risk=True)),
        ('team "Customer Success"', Query(team=SUCCESS)),
        ("team portal", Query(("portal",), team=PLATFORM)),
        ("2026-q4", Query(cycle=QUARTER)),
        ("q3 2026 portal", Query(("portal",), cycle=OLD)),
        ("q3 portal", Query(("q3", "portal"))),
        ('"risk" „team“ “mine”', Query(("risk", "team", "mine"))),
        ('half "a quote', Query(("half", '"a', "quote"))),
    ],
)
def test_what_was_typed_is_understood(text: str, query: Query) -> None:
    assert read_query(text, VIEWER, [QUARTER, OLD]) == query


def test_without_a_team_of_ones_own_team_is_a_word() -> None:
    alone = replace(VIEWER, member_of=frozenset())

    assert read_query("team spirit", alone, []) == Query(("team", "spirit"))


@pytest.mark.parametrize(
    ("words", "titles", "fits"),
    [
        (["PORTAL"], ["Our portal"], True),
        (["portal", "train"], ["Our portal", "Clinics that train"], True),
        (["portal", "sell"], ["Our portal", "Clinics that train"], False),
        (["grosse"], ["Große Häuser"], True),
        (["größe"], ["GROESSE"], True),
        (["hauser"], ["Häuser"], True),
        (["haeuser"], ["Häuser"], True),
        (["Häuser"], ["Hauser"], True),
        (["cafe"], ["Café"], True),
        (["é"], ["cafe\u0301"], True),
        (["ors"], ["doors"], True),
        ([], [], True),
        (["x"], [], False),
    ],
)
def test_words_fit_without_case_and_accents(
    words: list[str], titles: list[str], fits: bool
) -> None:
    assert words_fit(words, titles) is fits


def test_folding_knows_sharp_s() -> None:
    assert folded("STRAẞE Straße") == "strasse strasse"


def made(number: int, **changes: Any) -> Any:
    key_result = make_key_result(id=number, checked_in_slot=SLOT, **changes.pop("key_result", {}))
    return make_objective(id=number, key_results=(key_result,), **changes)


BEHIND = made(1, title="B behind", owner_id=9)
AHEAD = made(2, title="A ahead", owner_id=9, key_result={"current": 65, "owner_id": 9})
OTHER = made(3, title="C other", team_id=2, owner_id=9, key_result={"owner_id": 9})
PAUSED = made(4, title="D paused", owner_id=9, state=ObjectiveState.PAUSED)
SECRET = made(5, title="E", team_id=2, is_private=True, owner_id=9, key_result={"owner_id": 9})
ALL = [SECRET, PAUSED, OTHER, AHEAD, BEHIND]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Query(), [1, 4, 3, 2]),
        (Query(is_mine=True), [1, 4]),
        (Query(team=PLATFORM), [1, 4, 2]),
        (Query(is_at_risk=True), [1, 3]),
        (Query(is_silent=True), []),
        (Query(("hospitals", "other")), [3]),
        (Query(("ahead",), is_at_risk=True), []),
    ],
)
def test_what_fits_is_found_in_order(query: Query, ids: list[int]) -> None:
    found = find(query, ALL, VIEWER, TODAY, SLOT)

    assert [each.id for each in found.found] == ids


def test_in_the_next_slot_everybody_is_silent() -> None:
    found = find(Query(is_silent=True), ALL, VIEWER, TODAY, "2026-W47")

    assert [each.id for each in found.found] == [1, 3, 2]
    assert [each.title for each in found.found[0].told] == ["Hospitals that reorder"]


def test_what_is_too_much_is_counted() -> None:
    found = find(Query(), [made(number) for number in range(1, 24)], VIEWER, TODAY, SLOT)

    assert (len(found.found), found.more, found.count) == (20, 3, 23)
