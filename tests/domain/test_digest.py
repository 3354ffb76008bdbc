"""Given these check-ins, this digest."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.digest import (
    Attention,
    BlockerLine,
    Digest,
    Headline,
    Moved,
    ObjectiveLine,
    compose,
)
from bot.domain.okrs import Blocker, BlockerKind, Commitment, KeyResult, Link, Metric, Objective
from bot.domain.pace import Status
from bot.domain.shortening import sent_length
from bot.domain.week import TeamWeek
from tests.domain.checked_in import TUESDAY, make_move, make_revision, make_week
from tests.make import SLOT, make_key_result, make_objective, make_person, make_team

BEN = 2


def make_held(**changes: Any) -> KeyResult:
    """One without a pace, checked in this slot: its confidence alone is its status."""
    defaults: dict[str, Any] = {
        "metric": Metric.AT_LEAST,
        "target": Decimal(1),
        "current": Decimal(1),
        "checked_in_slot": SLOT,
        "confidence": 8,
    }
    return make_key_result(**defaults | changes)


def own(*key_results: KeyResult, **changes: Any) -> Objective:
    return make_objective(key_results=key_results, **changes)


def child(id_: int, parent_id: int, *key_results: KeyResult, **changes: Any) -> Objective:
    """An objective that contributes to another one."""
    links = {"parent_id": parent_id, "link": Link.CONTRIBUTES}
    return make_objective(**{"id": id_, "key_results": key_results} | links | changes)


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


OPEN = make_held(id=11, objective_id=11, current=Decimal(0))
DONE = make_held(id=12, objective_id=12)
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


@pytest.mark.parametrize(
    ("person", "week", "missing"),
    [
        ({}, {}, ("Ben",)),
        ({}, {"nudged": frozenset({1})}, ()),
        ({"is_active": False}, {}, ()),
        ({"paused_until": TUESDAY}, {}, ()),
        ({"paused_until": date(2026, 10, 12)}, {}, ("Ben",)),
        ({}, {"joined_on": {BEN: date(2026, 10, 7)}}, ()),
        ({}, {"joined_on": {BEN: date(2026, 10, 6)}}, ("Ben",)),
        ({}, {"revisions": (make_revision(author_id=BEN),)}, ()),
    ],
    ids=["silent", "not asked", "gone", "paused", "back", "new", "not so new", "checked in"],
)
def test_who_is_missing(
    person: dict[str, Any], week: dict[str, Any], missing: tuple[str, ...]
) -> None:
    ben = make_person(id=BEN, name="Ben", slack_id="U0BEN", **person)
    key_result = make_held(owner_id=BEN)

    digest = compose(make_week(own(key_result), **{"people": {BEN: ben}} | week))

    assert digest.missing == missing


def test_who_has_no_key_results_is_not_missing_and_the_delegate_is() -> None:
    digest = compose(make_week(own(make_held(owner_id=1, delegate_id=BEN))))

    assert digest.missing == ("Ben",)


def test_names_that_are_missing_are_sorted() -> None:
    digest = compose(make_week(own(make_held(id=1), make_held(id=2, owner_id=BEN))))

    assert digest.missing == ("Ben", "Maria")


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
