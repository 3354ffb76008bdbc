"""Given these check-ins, this digest."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.digest import Digest, Headline, Moved, ObjectiveLine, compose
from bot.domain.okrs import Blocker, BlockerKind
from bot.domain.pace import Status
from bot.domain.shortening import sent_length
from tests.domain.checked_in import make_move, make_revision, make_week
from tests.domain.digested import BEN, make_held, own
from tests.make import SLOT, make_key_result, make_person, make_team


def test_a_quiet_week_of_a_team_without_objectives() -> None:
    digest = compose(make_week())

    assert digest == Digest(
        team="Platform",
        slot=SLOT,
        headline=Headline(0, 0, None, None, 0, 0, 0),
        objectives=(),
        moves=(),
        attention=(),
        blockers=(),
        missing=(),
    )


def test_a_week_with_a_check_in_and_a_silent_member() -> None:
    moving = make_key_result(id=1, current=Decimal(50), confidence=6, checked_in_slot=SLOT)
    silent = make_held(id=2, owner_id=BEN, checked_in_slot="2026-W41")
    week = make_week(own(moving, silent), revisions=(make_revision(note="Two clinics more"),))

    digest = compose(week)

    assert digest == Digest(
        team="Platform",
        slot=SLOT,
        headline=Headline(1, 1, Decimal("0.5"), Decimal(0), 1, 2, 0),
        objectives=(
            ObjectiveLine(
                title="Hospitals trust our implants",
                status=Status.ON_TRACK,
                progress=Decimal("0.7"),
                expected=Decimal(13) / 92,
                on_track=2,
                key_results=2,
            ),
        ),
        moves=(Moved(make_move(note="Two clinics more"), "Maria", "Two clinics more"),),
        attention=(),
        blockers=(),
        missing=("Ben",),
    )


@pytest.mark.parametrize(
    ("before", "now", "net", "change"),
    [
        ((8, 8), (8, 8), "1", "0"),
        ((8, 8), (8, 2), "0", "-1"),
        ((2, 5), (8, 5), "0.5", "1"),
        ((5, 5), (5, 5), "0", "0"),
    ],
)
def test_net_confidence_and_its_change(
    before: tuple[int, int], now: tuple[int, int], net: str, change: str
) -> None:
    key_results = [make_held(id=id_, confidence=each) for id_, each in enumerate(now)]
    revisions = tuple(
        make_revision(key_result_id=id_, confidence_before=each, confidence=now[id_])
        for id_, each in enumerate(before)
    )

    headline = compose(make_week(own(*key_results), revisions=revisions)).headline

    assert (headline.net_confidence, headline.net_change) == (Decimal(net), Decimal(change))


def test_the_change_is_that_of_the_whole_slot() -> None:
    revisions = (
        make_revision(confidence_before=8, confidence=5),
        make_revision(confidence_before=5, confidence=2),
    )

    digest = compose(make_week(own(make_held(confidence=2)), revisions=revisions))

    assert digest.headline.net_change == Decimal(-2)


def test_checked_in_counts_people_and_whoever_recorded_was_asked() -> None:
    stranger = make_person(id=3, name="Chiara")
    week = make_week(
        own(make_held(id=1), make_held(id=2)),
        revisions=(make_revision(author_id=3), make_revision(author_id=3, key_result_id=2)),
    )
    week = replace(week, people={**week.people, 3: stranger})

    headline = compose(week).headline

    assert (headline.checked_in, headline.asked) == (1, 2)


def test_what_did_not_move_is_no_move_unless_something_was_said() -> None:
    still = {"value": Decimal(48), "confidence": 5}
    key_results = [make_held(id=id_) for id_ in (1, 2, 3)]
    revisions = (
        make_revision(key_result_id=1, **still),
        make_revision(key_result_id=2, note="Nothing yet, orders come in May", **still),
        make_revision(key_result_id=3),
    )

    digest = compose(make_week(own(*key_results), revisions=revisions))

    assert [(each.move.key_result_id, each.note) for each in digest.moves] == [
        (2, "Nothing yet, orders come in May"),
        (3, ""),
    ]


def test_what_was_typed_is_shortened_as_it_will_be_sent() -> None:
    long = "&" * 3000
    blocker = Blocker(BlockerKind.OTHER, long)
    week = make_week(
        own(make_held(title=long, confidence=2, blocker=blocker), title=long),
        team=make_team(name=long),
        people={1: make_person(name=long)},
        revisions=(make_revision(note=long, next_step=long),),
    )

    digest = compose(week)

    texts = (
        digest.team,
        digest.objectives[0].title,
        digest.moves[0].author,
        digest.attention[0].next_step,
        digest.blockers[0].blocker,
    )
    assert [sent_length(each) for each in texts] == [96, 116, 56, 236, 236]
