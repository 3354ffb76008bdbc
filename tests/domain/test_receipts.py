"""What a person reads after a check-in."""

from datetime import date

import pytest

from bot.domain.lines import lines_of
from bot.domain.moves import Move
from bot.domain.receipts import BLOCK_BUDGET, IN_A_NOTIFICATION, Receipt, compose_receipt
from bot.domain.shortening import sent_length
from tests.domain.checked_in import make_move
from tests.make import SLOT, make_key_result, make_objective

UNCHANGED = {"value_before": None, "value": None, "confidence_before": 5, "confidence": 5}


def receipt_of(*moved: Move, titles: tuple[str, ...] = ()) -> Receipt:
    """A receipt of these moves; `titles` are those of key results 1, 2 …"""
    key_results = tuple(make_key_result(id=n, title=each) for n, each in enumerate(titles, 1))
    lines = lines_of([make_objective(key_results=key_results)], date(2026, 10, 13), SLOT)
    return compose_receipt(SLOT, {each.key_result_id: each for each in moved}, lines)


def test_a_receipt_tells_what_moved_what_was_confirmed_and_what_is_open() -> None:
    moved = make_move(key_result_id=1)
    confirmed = make_move(key_result_id=2, title="Confirmed", **UNCHANGED)

    receipt = receipt_of(moved, confirmed, titles=("Moved", "Confirmed", "Open"))

    assert receipt == Receipt(SLOT, ((moved,),), ("Confirmed",), ("Open",))


@pytest.mark.parametrize("word", ["note", "blocker", "next_step"])
def test_words_are_told_where_nothing_moved(word: str) -> None:
    move = make_move(**UNCHANGED | {word: "We learned a lot"})

    assert receipt_of(move) == Receipt(SLOT, ((move,),), (), ())


def test_nothing_recorded_is_all_open() -> None:
    assert receipt_of(titles=("Open",)) == Receipt(SLOT, (), (), ("Open",))


def test_200_moves_are_cut_to_one_message_and_counted() -> None:
    moved = [make_move(key_result_id=number) for number in range(200)]

    receipt = receipt_of(*moved)

    kept = [each for chunk in receipt.chunks for each in chunk]
    assert kept == moved[: len(kept)]
    assert (len(kept), receipt.left_out) == (45, 155)


def test_a_notification_tells_the_first_moves() -> None:
    moved = [make_move(key_result_id=number) for number in range(20)]

    assert receipt_of(*moved).first_moves == tuple(moved[:IN_A_NOTIFICATION])
    assert receipt_of().first_moves == ()


def test_many_titles_end_with_an_ellipsis() -> None:
    receipt = receipt_of(titles=tuple(f"{number:03} {'&' * 30}" for number in range(200)))

    *kept, last = receipt.open
    assert [title[:3] for title in kept] == [f"{number:03}" for number in range(len(kept))]
    assert sum(sent_length(title) + 2 for title in kept) <= BLOCK_BUDGET
    assert last == "…"
