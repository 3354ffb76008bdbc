"""What a digest holds up to everybody: what needs attention, and blockers."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.digest import Attention, BlockerLine, compose
from bot.domain.okrs import Blocker, BlockerKind, KeyResult
from bot.domain.pace import Status
from tests.domain.checked_in import make_revision, make_week
from tests.domain.digested import BEN, make_held, own


def test_a_note_is_told_once_under_attention() -> None:
    revisions = (
        make_revision(note="We lost two", next_step="Call them", confidence=2),
        make_revision(key_result_id=2, note="As planned", value=Decimal(48), confidence=2),
    )
    key_results = [make_held(id=id_, confidence=2) for id_ in (1, 2)]

    digest = compose(make_week(own(*key_results), revisions=revisions))

    assert [(each.move.key_result_id, each.note) for each in digest.moves] == [(1, ""), (2, "")]
    assert digest.attention == (
        Attention(
            1, "Hospitals that reorder", Status.OFF_TRACK, 5, 2, "Maria", "We lost two", "Call them"
        ),
        Attention(2, "Hospitals that reorder", Status.OFF_TRACK, 5, 2, "Maria", "As planned", ""),
    )


@pytest.mark.parametrize(
    ("key_result", "before", "is_told"),
    [
        (make_held(confidence=7), 7, False),
        (make_held(confidence=7), 9, True),
        (make_held(confidence=7), 8, False),
        (make_held(confidence=6), 6, True),
        (make_held(confidence=3), 3, True),
        (make_held(confidence=9, checked_in_slot="2026-W40"), None, True),
        (make_held(confidence=5, checked_in_slot=None), None, False),
        (make_held(confidence=3, checked_in_slot=None), None, True),
    ],
    ids=["fine", "fell", "fell little", "risk", "low", "stale", "new", "new and low"],
)
def test_what_needs_attention(key_result: KeyResult, before: int | None, is_told: bool) -> None:
    revision = make_revision(confidence_before=before, confidence=key_result.confidence)
    revisions = () if before is None else (revision,)

    digest = compose(make_week(own(key_result), revisions=revisions))

    assert bool(digest.attention) is is_told


def test_the_gravest_comes_first_and_within_it_the_least_confident() -> None:
    key_results = [
        make_held(id=1, confidence=9, checked_in_slot="2026-W40"),
        make_held(id=2, confidence=6),
        make_held(id=3, confidence=4),
        make_held(id=4, confidence=3),
        make_held(id=5, confidence=1),
        make_held(id=6, confidence=2, checked_in_slot=None),
    ]

    digest = compose(make_week(own(*key_results)))

    assert [each.key_result_id for each in digest.attention] == [5, 4, 3, 2, 1, 6]
    assert [each.key_result_id for each in digest.gravest] == [5, 4, 3, 2, 1]


def test_words_of_an_older_slot_are_not_told_again() -> None:
    key_result = make_held(confidence=2, checked_in_slot="2026-W41")

    digest = compose(make_week(own(key_result)))

    assert [each.note for each in digest.attention] == [""]


def test_blockers_come_oldest_first_with_who_can_help() -> None:
    monday, week_ago = date(2026, 10, 12), date(2026, 10, 5)
    budget = Blocker(BlockerKind.MONEY, "No budget", "U0BEN", monday)
    waiting = Blocker(BlockerKind.OTHER, "Waiting", since=week_ago)
    key_results = [
        make_held(id=1, title="KR 1", blocker=budget),
        make_held(id=2, title="KR 2", blocker=waiting, owner_id=BEN),
        make_held(id=3, title="KR 3"),
    ]

    digest = compose(make_week(own(*key_results)))

    assert digest.blockers == (
        BlockerLine("KR 2", BlockerKind.OTHER, "Waiting", "Ben", "", 8),
        BlockerLine("KR 1", BlockerKind.MONEY, "No budget", "Maria", "U0BEN", 1),
    )
    assert digest.oldest_blockers == digest.blockers
