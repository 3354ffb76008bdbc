"""Pausing, continuing and dropping: what is left, and what cannot be done."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.okrs import ObjectiveState as State
from bot.domain.settling import Deed, check_reason, settled
from bot.errors import InvalidInput, NotFound, OkrError
from tests.make import make_cycle, make_key_result, make_objective
from tests.refusals import refusal

FIRST, SECOND = make_key_result(id=1), make_key_result(id=2, weight=Decimal(0))
OBJECTIVE = make_objective(key_results=(FIRST, SECOND))


@pytest.mark.parametrize(
    ("deed", "before", "after"),
    [
        (Deed.PAUSE, State.ACTIVE, State.PAUSED),
        (Deed.CONTINUE, State.PAUSED, State.ACTIVE),
        (Deed.DROP, State.ACTIVE, State.DROPPED),
        (Deed.DROP, State.PAUSED, State.DROPPED),
    ],
)
def test_only_the_state_is_another(deed: Deed, before: State, after: State) -> None:
    objective = replace(OBJECTIVE, state=before)

    assert settled(deed, objective) == replace(OBJECTIVE, state=after)


def test_a_dropped_key_result_is_gone() -> None:
    after = settled(Deed.DROP_KEY_RESULT, OBJECTIVE, SECOND.id)

    assert after == replace(OBJECTIVE, key_results=(FIRST,))


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (Deed.PAUSE, State.PAUSED),
        (Deed.CONTINUE, State.ACTIVE),
        *((deed, state) for deed in Deed for state in (State.DRAFT, State.PROPOSED)),
        *((deed, state) for deed in Deed for state in (State.CLOSED, State.DROPPED)),
    ],
)
def test_what_cannot_be_done(deed: Deed, state: State) -> None:
    with pytest.raises(OkrError):
        settled(deed, replace(OBJECTIVE, state=state), FIRST.id)


@pytest.mark.parametrize("deed", Deed)
def test_a_closed_cycle_stays_as_it_is(deed: Deed) -> None:
    with pytest.raises(OkrError, match="is closed"):
        settled(deed, replace(OBJECTIVE, cycle=make_cycle(is_closed=True)), FIRST.id)


def test_the_last_key_result_stays() -> None:
    with pytest.raises(OkrError, match="last key result"):
        settled(Deed.DROP_KEY_RESULT, make_objective(key_results=(FIRST,)), FIRST.id)


def test_what_is_left_must_have_a_weight() -> None:
    with pytest.raises(OkrError, match="weight 0"):
        settled(Deed.DROP_KEY_RESULT, OBJECTIVE, FIRST.id)


def test_a_key_result_of_another_objective_is_not_there() -> None:
    with pytest.raises(NotFound):
        settled(Deed.DROP_KEY_RESULT, OBJECTIVE, 99)


@pytest.mark.parametrize("deed", [Deed.DROP, Deed.DROP_KEY_RESULT])
def test_nothing_is_dropped_without_a_word(deed: Deed) -> None:
    with pytest.raises(InvalidInput):
        check_reason(deed, "")


@pytest.mark.parametrize("deed", [Deed.PAUSE, Deed.CONTINUE])
def test_a_pause_needs_none(deed: Deed) -> None:
    assert refusal(lambda: check_reason(deed, "")) is None
