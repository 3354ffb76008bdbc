"""A blocker stands until a check-in says that it is gone."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.checkin_drafts import Draft
from bot.domain.checkins import read_updates
from bot.domain.fields import Fields, NumberMarks
from bot.domain.forms import FormFacts, compose_form
from bot.domain.okrs import Blocker, BlockerKind
from bot.errors import InvalidFields
from tests.make import SLOT, make_key_result, make_objective

SINCE = date(2026, 10, 5)
STANDING = Blocker(BlockerKind.MONEY, "No budget", "U0BEN", SINCE)
KEY_RESULT = make_key_result(id=17, blocker=STANDING)
UNTOUCHED: Fields = {"value:17": "48", "confidence:17": "5"}
UNFOLDED: Fields = {"blocker:17": "No budget", "blocker_kind:17": "money", "helper:17": "U0BEN"}


@pytest.mark.parametrize(
    ("typed", "blocker"),
    [
        ({"value:17": "49"}, STANDING),
        ({"value:17": "49", **UNFOLDED}, STANDING),
        ({**UNFOLDED, "blocker:17": None}, None),
        ({**UNFOLDED, "blocker:17": "", "blocker_kind:17": None, "helper:17": None}, None),
        ({"helper:17": "U0MARIA"}, replace(STANDING, helper="U0MARIA")),
        ({**UNFOLDED, "blocker:17": "No people"}, Blocker(BlockerKind.MONEY, "No people", "U0BEN")),
    ],
    ids=["folded", "untouched", "words deleted", "all emptied", "another helper", "another one"],
)
def test_what_becomes_of_a_blocker(typed: Fields, blocker: Blocker | None) -> None:
    updates = read_updates({**UNTOUCHED, **typed}, [KEY_RESULT], {}, NumberMarks())

    assert [each.blocker for each in updates] == [blocker]


def test_a_blocker_that_only_stands_makes_no_revision() -> None:
    updates = read_updates({**UNTOUCHED, **UNFOLDED}, [KEY_RESULT], {}, NumberMarks())

    assert updates == ()


def test_another_kind_without_words_is_refused() -> None:
    typed = {**UNTOUCHED, **UNFOLDED, "blocker:17": "", "blocker_kind:17": "people"}

    with pytest.raises(InvalidFields) as refusal:
        read_updates(typed, [KEY_RESULT], {}, NumberMarks())

    assert [fault.field for fault in refusal.value.faults] == ["blocker:17"]


def test_the_form_shows_it_folded_and_fills_it_in_unfolded() -> None:
    facts = FormFacts(
        [make_objective(key_results=(KEY_RESULT,))], {1: make_objective()}, SINCE, SLOT
    )

    [folded] = compose_form(facts, Draft(), 0).items
    [unfolded] = compose_form(facts, Draft(unfolded=frozenset({17})), 0).items

    assert (folded.blocker, folded.words) == ("No budget", None)
    assert unfolded.words == {
        "note": "",
        "blocker": "No budget",
        "blocker_kind": "money",
        "helper": "U0BEN",
        "next_step": "",
    }
