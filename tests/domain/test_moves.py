"""What the revisions of a slot did to a key result."""

from decimal import Decimal

import pytest

from bot.domain.moves import Move, moves
from bot.domain.okrs import KeyResult, Metric
from bot.domain.shortening import sent_length
from bot.domain.week import Revision
from tests.domain.checked_in import make_move, make_revision
from tests.make import make_key_result, make_milestone


def only(key_result: KeyResult, *revisions: Revision) -> Move:
    return moves({key_result.id: key_result}, revisions)[key_result.id]


def test_one_revision_is_a_move() -> None:
    assert only(make_key_result(), make_revision()) == make_move()


def test_several_revisions_are_one_move_from_the_first_to_the_last() -> None:
    revisions = (
        make_revision(author_id=1),
        make_revision(value_before=Decimal(50), value=Decimal(60), confidence_before=6),
        make_revision(
            value_before=Decimal(60),
            value=Decimal(51),
            confidence_before=6,
            confidence=4,
            author_id=2,
        ),
    )

    move = only(make_key_result(), *revisions)

    assert move == make_move(value=Decimal(51), confidence=4, author_id=2)


@pytest.mark.parametrize(
    ("word", "texts", "told"),
    [
        ("note", ("first", "second"), "second"),
        ("note", ("first", ""), "first"),
        ("next_step", ("first", ""), "first"),
        ("blocker", ("first", ""), ""),
        ("blocker", ("", "second"), "second"),
    ],
)
def test_a_correction_takes_back_a_blocker_but_no_other_words(
    word: str, texts: tuple[str, ...], told: str
) -> None:
    revisions = [make_revision(**{word: text}) for text in texts]

    assert only(make_key_result(), *revisions) == make_move(**{word: told})


def test_moves_keep_the_order_of_the_key_results_and_leave_out_who_has_none() -> None:
    known = {number: make_key_result(id=number) for number in (3, 1, 2)}
    revisions = [make_revision(key_result_id=number) for number in (1, 3, 9)]

    assert list(moves(known, revisions)) == [3, 1]


@pytest.mark.parametrize(
    ("weights", "before", "after", "told"),
    [
        ((1, 1, 1), 1, 2, (Decimal(1), Decimal(2), 3)),
        ((3, 1), 1, 4, (Decimal("0.25"), Decimal(1), None)),
        ((0, 0), 0, 0, (Decimal(0), Decimal(0), None)),
        ((2,), None, 2, (None, Decimal(1), None)),
    ],
    ids=["equal", "weighted", "without weight", "never done before"],
)
def test_milestones_are_counted_unless_they_weigh_differently(
    weights: tuple[int, ...],
    before: int | None,
    after: int,
    told: tuple[Decimal | None, Decimal, int | None],
) -> None:
    steps = tuple(make_milestone(id=n, weight=Decimal(each)) for n, each in enumerate(weights))
    key_result = make_key_result(metric=Metric.MILESTONES, milestones=steps)
    value_before = None if before is None else Decimal(before)

    move = only(key_result, make_revision(value_before=value_before, value=Decimal(after)))

    assert (move.value_before, move.value, move.steps) == told


@pytest.mark.parametrize(
    ("changes", "has_value_moved", "has_moved"),
    [
        ({}, True, True),
        ({"value": Decimal(48)}, False, True),
        ({"confidence": 5}, True, True),
        ({"value": Decimal("48.0"), "confidence": 5}, False, False),
        ({"value_before": None, "value": None, "confidence": 5}, False, False),
    ],
)
def test_a_move_knows_whether_it_moved(
    changes: dict[str, object], has_value_moved: bool, has_moved: bool
) -> None:
    move = make_move(**changes)

    assert (move.has_value_moved, move.has_moved) == (has_value_moved, has_moved)


def test_words_are_shortened_as_they_will_be_sent() -> None:
    long = "&" * 3000
    key_result = make_key_result(title=long, unit=long)

    move = only(key_result, make_revision(note=long, blocker=long, next_step=long))

    texts = (move.title, move.unit, move.note, move.blocker, move.next_step)
    assert [sent_length(each) for each in texts] == [116, 36, 236, 236, 236]
