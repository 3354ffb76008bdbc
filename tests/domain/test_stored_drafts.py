"""What older versions stored of a form is read by this one."""

import json
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.checkin_drafts import Draft, Stamp
from bot.domain.fields import Shown
from bot.domain.stored_drafts import from_json, is_begun, to_json

BARE: dict[str, Any] = {"current": "48", "confidence": 5, "done": []}
OLDEST: dict[str, Any] = {"shown": {"17": BARE}, "fields": {"value:17": "5"}, "unfolded": [17]}
READ = Draft(shown={17: Shown(Decimal(48), 5)}, fields={"value:17": "5"}, unfolded=frozenset({17}))
FULL = Draft(
    shown={
        17: Shown(Decimal("0.000001"), 0, (1, 2), ("Graz & <Linz>", "other", "U1"), Decimal(65)),
        18: Shown(None, 10, lower=Decimal(-3)),
    },
    fields={"value:17": "5 apples", "milestones:18": ["1"], "note:17": None},
    unfolded=frozenset({17, 18}),
    page=1,
    window=3,
    older={1: {17: Shown(Decimal(1), 1)}, 2: {}},
    over=frozenset({1, 2}),
    stamps={"value:17": Stamp(3, Decimal("1760000000.123456")), "note:17": Stamp(1)},
    told={"value:17": "55.50", "confidence:17": ""},
    is_begun=True,
)


def test_the_first_version_kept_fields_and_what_was_shown() -> None:
    assert from_json(OLDEST) == READ


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ({"page": 2}, {"page": 2}),
        ({"window": 3, "over": [1]}, {"window": 3, "over": frozenset({1})}),
        ({"older": {"2": {"17": BARE}}}, {"older": {2: {17: Shown(Decimal(48), 5)}}}),
        ({"stamps": {"a": [1, "7.5"]}}, {"stamps": {"a": Stamp(1, Decimal("7.5"))}}),
        ({"told": {"value:17": "55"}}, {"told": {"value:17": "55"}}),
        ({"is_begun": True}, {"is_begun": True}),
        ({"something": "newer"}, {}),
    ],
)
def test_each_thing_that_came_later_is_read_where_it_is(
    more: dict[str, Any], changed: dict[str, Any]
) -> None:
    assert from_json(OLDEST | more) == Draft(READ.shown, READ.fields, READ.unfolded, **changed)


@pytest.mark.parametrize(
    ("more", "blocker", "target"),
    [
        ({}, ("", "", ""), None),
        ({"blocker": ["No budget", "other", ""]}, ("No budget", "other", ""), None),
        ({"target": "65", "lower": None}, ("", "", ""), Decimal(65)),
    ],
)
def test_what_was_shown_was_less_in_older_versions(
    more: dict[str, Any], blocker: tuple[str, str, str], target: Decimal | None
) -> None:
    [seen] = from_json(OLDEST | {"shown": {"17": BARE | more}}).shown.values()

    assert (seen.blocker, seen.target, seen.lower) == (blocker, target, None)


@pytest.mark.parametrize("draft", [Draft(), READ, FULL])
def test_everything_comes_back(draft: Draft) -> None:
    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


@pytest.mark.parametrize(
    ("stored", "begun"),
    [(None, False), ({}, False), (OLDEST, False), (to_json(READ), False), (to_json(FULL), True)],
)
def test_a_stored_draft_says_whether_something_waits(
    stored: dict[str, Any] | None, begun: bool
) -> None:
    assert is_begun(stored) is begun


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ({}, KeyError),
        ({"shown": [], "fields": {}, "unfolded": []}, AttributeError),
        (OLDEST | {"shown": {"x": BARE}}, ValueError),
        (OLDEST | {"shown": {"17": BARE | {"current": "many"}}}, ArithmeticError),
        (OLDEST | {"stamps": {"a": 1}}, TypeError),
    ],
)
def test_what_is_none_is_refused(broken: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        from_json(broken)
