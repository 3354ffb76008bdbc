"""How a digest tells where each objective stands, and those that contribute to it."""

from decimal import Decimal

import pytest

from bot.domain.digest import compose
from bot.domain.okrs import Commitment, Link, Objective
from bot.domain.pace import Status
from tests.domain.checked_in import make_week
from tests.domain.digested import DONE, OPEN, child, make_held, own


def test_objectives_on_track_of_all() -> None:
    week = make_week(
        own(make_held(id=1), id=1),
        own(make_held(id=2), make_held(id=3, confidence=5), id=2),
        own(id=3),
    )

    digest = compose(week)

    assert (digest.headline.on_track, digest.headline.objectives) == (1, 3)
    assert [(each.status, each.on_track, each.key_results) for each in digest.objectives] == [
        (Status.ON_TRACK, 1, 1),
        (Status.AT_RISK, 1, 2),
        (Status.PENDING, 0, 0),
    ]


@pytest.mark.parametrize(
    ("commitment", "expected"),
    [
        (Commitment.COMMITTED, Decimal(13) / 92),
        (Commitment.ASPIRATIONAL, Decimal(13) / 92 * Decimal("0.7")),
    ],
)
def test_an_aspirational_objective_is_expected_to_reach_less(
    commitment: Commitment, expected: Decimal
) -> None:
    digest = compose(make_week(own(make_held(), commitment=commitment)))

    assert [each.expected for each in digest.objectives] == [expected]


BAD = make_held(id=13, objective_id=13, confidence=2, current=Decimal(0))


@pytest.mark.parametrize(
    ("below", "progress", "status", "counts"),
    [
        ([], None, Status.PENDING, (0, 0)),
        ([child(11, 1, OPEN), child(12, 1, DONE)], "0.5", Status.ON_TRACK, (2, 2)),
        ([child(10, 1), child(12, 10, DONE)], "1", Status.ON_TRACK, (1, 1)),
        ([child(12, 1, DONE), child(13, 12, BAD)], "1", Status.ON_TRACK, (1, 1)),
        ([child(12, 1, DONE), child(13, 1, BAD)], "0.5", Status.OFF_TRACK, (1, 2)),
        ([child(13, 1, BAD, link=Link.SUPPORTS)], None, Status.PENDING, (0, 0)),
        ([child(13, 1, BAD, is_private=True)], None, Status.PENDING, (0, 0)),
        ([child(10, 1), child(14, 10), child(10, 14)], None, Status.PENDING, (0, 0)),
    ],
    ids=["none", "two", "deep", "beside", "worst", "supports", "private", "loop"],
)
def test_an_objective_without_key_results_stands_as_those_that_contribute(
    below: list[Objective], progress: str | None, status: Status, counts: tuple[int, int]
) -> None:
    digest = compose(make_week(own(), contributing=tuple(below)))

    line = digest.objectives[0]
    assert line.progress == (None if progress is None else Decimal(progress))
    assert (line.status, (line.on_track, line.key_results)) == (status, counts)


def test_an_objective_of_the_same_team_contributes_once() -> None:
    ours, theirs = child(11, 1, OPEN), child(12, 1, DONE)

    digest = compose(make_week(own(), ours, contributing=(ours, theirs)))

    first = digest.objectives[0]
    assert (first.progress, first.key_results) == (Decimal("0.5"), 2)
