"""What a digest tells of private objectives, and to whom."""

from decimal import Decimal

import pytest

from bot.domain.digest import Headline, compose
from bot.domain.okrs import Blocker, BlockerKind
from bot.domain.week import TeamWeek
from tests.domain.checked_in import make_revision, make_week
from tests.domain.digested import DONE, OPEN, child, make_held, own


def secretive() -> TeamWeek:
    """One public and one private objective, both with all that a digest could tell."""
    told = {"note": "note", "blocker": "blocker", "next_step": "step", "confidence": 2}
    secret = {"note": "Secret", "blocker": "Secret", "next_step": "Secret", "confidence": 9}
    blocked, hidden = (Blocker(BlockerKind.OTHER, text) for text in ("blocker", "Secret"))
    public_one = make_held(id=1, title="Public", confidence=2, blocker=blocked)
    private_one = make_held(id=2, title="Secret", confidence=9, blocker=hidden)
    return make_week(
        own(public_one, title="Public"),
        own(private_one, id=2, title="Secret", is_private=True),
        revisions=(make_revision(**told), make_revision(key_result_id=2, **secret)),
    )


def test_a_private_objective_is_only_counted() -> None:
    digest = compose(secretive())

    assert "Secret" not in repr(digest)
    assert digest.headline == Headline(0, 1, Decimal(-1), Decimal(-1), 1, 1, 1)


def test_a_private_objective_is_told_to_those_who_may_see_it() -> None:
    digest = compose(secretive(), with_private=True)

    assert [each.title for each in digest.objectives] == ["Public", "Secret"]
    assert [each.move.title for each in digest.moves] == ["Public", "Secret"]
    assert [each.blocker for each in digest.blockers] == ["blocker", "Secret"]
    assert digest.headline.private == 0


@pytest.mark.parametrize(("with_private", "progress"), [(False, "0"), (True, "0.5")])
def test_a_private_objective_does_not_show_through_the_one_above(
    with_private: bool, progress: str
) -> None:
    secret = child(12, 1, DONE, is_private=True)
    week = make_week(own(), secret, child(11, 1, OPEN))

    digest = compose(week, with_private=with_private)

    assert digest.objectives[0].progress == Decimal(progress)
