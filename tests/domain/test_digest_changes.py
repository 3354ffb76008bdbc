"""What a digest tells of what changed in a team's OKRs."""

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.change_lines import ChangeLine
from bot.domain.changes import Change
from bot.domain.digest import compose
from bot.domain.digest_changes import Changed
from bot.domain.digest_pages import BLOCK_BUDGET, Part, pages
from bot.domain.shortening import sent_length
from bot.domain.week import MadeChange
from tests.domain.checked_in import make_week

TITLE = "Hospitals that reorder"


def made(field: str, before: str, after: str, **changes: Any) -> MadeChange:
    """A change of key result 1, by Maria (1)."""
    defaults: dict[str, Any] = {
        "objective_id": 1,
        "is_private": False,
        "unit": "hospitals",
        "author_id": 1,
        "reason": "We know more",
    }
    title = changes.pop("title", TITLE)
    change = Change(field, before, after, title, changes.pop("key_result_id", 1))
    return MadeChange(change=change, **defaults | changes)


def told(*changes: MadeChange, with_private: bool = False) -> tuple[Changed, ...]:
    return compose(make_week(changes=changes), with_private=with_private).changes


def test_a_target_is_told_with_both_numbers_the_author_and_the_reason() -> None:
    found = told(made("target", "65", "70"))

    line = ChangeLine("target", TITLE, Decimal(65), Decimal(70), "hospitals", True)
    assert found == (Changed(TITLE, (line,), "Maria", "We know more"),)


def test_what_was_changed_at_once_stands_together() -> None:
    [found] = told(made("target", "65", "70"), made("baseline", "40", "45"))

    assert [each.field for each in found.lines] == ["target", "baseline"]


@pytest.mark.parametrize(
    "other", [{"reason": "Typo"}, {"author_id": 2}, {"key_result_id": 2}, {"objective_id": 2}]
)
def test_what_differs_in_who_why_or_what_stands_apart(other: dict[str, Any]) -> None:
    found = told(made("target", "65", "70"), made("baseline", "40", "45", **other))

    assert len(found) == 2


def test_what_changed_twice_is_told_from_the_first_to_the_last() -> None:
    [found] = told(made("target", "65", "70"), made("target", "70", "80", reason="Even more"))

    assert [(each.before, each.after) for each in found.lines] == [(Decimal(65), Decimal(80))]
    assert found.reason == "Even more"


def test_what_came_back_is_not_told() -> None:
    assert told(made("target", "65", "70"), made("target", "70", "65")) == ()


def test_owners_are_named() -> None:
    [found] = told(made("owner_id", "1", "2"))

    assert [(each.before, each.after) for each in found.lines] == [("Maria", "Ben")]


@pytest.mark.parametrize("field", ["why", "weight", "entry", "delegate_id", "justification"])
def test_what_changes_nothing_for_others_is_not_told(field: str) -> None:
    assert told(made(field, "1", "2")) == ()


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        ("active", "paused", True),
        ("paused", "active", True),
        ("active", "dropped", True),
        ("active", "closed", False),
        ("proposed", "active", False),
    ],
)
def test_pausing_and_dropping_are_told(before: str, after: str, *, is_told: bool) -> None:
    found = told(made("state", before, after, key_result_id=None))

    assert bool(found) is is_told


def test_new_and_dropped_key_results_are_told_one_by_one() -> None:
    found = told(
        made("added", "", "Calls", title="Calls", key_result_id=None),
        made("added", "", "Orders", title="Orders", key_result_id=None),
        made("removed", TITLE, ""),
    )

    assert [each.title for each in found] == ["Calls", "Orders", TITLE]


def test_what_is_private_shows_only_to_who_may_see_it() -> None:
    secret = made("title", "Buy", "Buy the rival", is_private=True)

    assert told(secret) == ()
    assert len(told(secret, with_private=True)) == 1


def test_a_notification_tells_the_first_five() -> None:
    changes = [made("target", "1", "2", key_result_id=number) for number in range(7)]

    digest = compose(make_week(changes=tuple(changes)))

    assert digest.first_changes == digest.changes[:5]


def test_as_much_as_can_change_of_one_thing_fits_into_a_block() -> None:
    long = "&" * 3000
    number = "1" * 60
    fields = ("title", "metric", "unit", "owner_id")
    changes = [made(name, long, long + "1", title=long, unit=long, reason=long) for name in fields]
    changes += [
        made(name, number, "2" * 60, title=long, unit=long, reason=long)
        for name in ("baseline", "target", "lower", "upper")
    ]

    [chunk] = [
        each
        for page in pages(compose(make_week(changes=tuple(changes))))
        for each in page
        if each.part is Part.CHANGES
    ]

    [line] = chunk.lines
    texts = [line.title, line.author, line.reason, *(str(each.before) for each in line.lines)]
    texts += [text for each in line.lines for text in (str(each.after), each.unit)]
    assert sum(map(sent_length, texts)) + 50 * len(line.lines) < BLOCK_BUDGET
