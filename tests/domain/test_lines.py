"""How a key result reads in a line, and what a person sees above it."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.lines import (
    BLOCK_BUDGET,
    MESSAGE_BUDGET,
    KeyResultLine,
    grouped,
    key_result_line,
    lines_of,
    sight,
)
from bot.domain.okrs import Metric, Objective
from bot.domain.pace import Status
from bot.domain.shortening import sent_length
from tests.make import SLOT, TITLE, make_key_result, make_milestone, make_objective

TODAY = date(2026, 10, 13)


def test_a_line_tells_a_key_result() -> None:
    key_result = make_key_result(id=7, confidence=6, checked_in_slot=SLOT)

    line = key_result_line(key_result, make_objective(), TODAY, SLOT)

    assert line == KeyResultLine(
        id=7,
        title="Hospitals that reorder",
        objective=TITLE,
        metric=Metric.INCREASE,
        unit="hospitals",
        current=Decimal(48),
        target=Decimal(65),
        lower=None,
        upper=None,
        done=0,
        steps=0,
        progress=Decimal("0.32"),
        confidence=6,
        status=Status.ON_TRACK,
        is_checked_in=True,
    )


def test_a_line_of_milestones_counts_them_whatever_they_weigh() -> None:
    steps = (
        make_milestone(id=1, weight=Decimal(5), done_on=TODAY),
        make_milestone(id=2),
        make_milestone(id=3),
    )
    key_result = make_key_result(metric=Metric.MILESTONES, milestones=steps)

    line = key_result_line(key_result, make_objective(), TODAY, SLOT)

    assert (line.done, line.steps) == (1, 3)


@pytest.mark.parametrize(("current", "drawn"), [("200", "1"), ("-5", "0")])
def test_a_bar_stays_between_nothing_and_all(current: str, drawn: str) -> None:
    key_result = make_key_result(current=Decimal(current))

    line = key_result_line(key_result, make_objective(), TODAY, SLOT)

    assert line.progress == Decimal(drawn)


@pytest.mark.parametrize(
    ("slot", "confidence", "is_checked_in"),
    [(None, None, False), ("2026-W41", 5, False), (SLOT, 5, True), ("2026-W43", 5, True)],
)
def test_confidence_is_told_once_somebody_gave_it(
    slot: str | None, confidence: int | None, is_checked_in: bool
) -> None:
    line = key_result_line(make_key_result(checked_in_slot=slot), make_objective(), TODAY, SLOT)

    assert (line.confidence, line.is_checked_in) == (confidence, is_checked_in)


def test_what_was_typed_is_shortened_as_it_will_be_sent() -> None:
    key_result = make_key_result(title="&" * 3000, unit="<" * 3000)

    line = key_result_line(key_result, make_objective(title="&" * 3000), TODAY, SLOT)

    lengths = [sent_length(each) for each in (line.title, line.objective, line.unit)]
    assert lengths == [116, 116, 37]


def test_lines_keep_the_order_of_objectives_and_key_results() -> None:
    objectives = [
        make_objective(id=1, key_results=(make_key_result(id=3), make_key_result(id=1))),
        make_objective(id=2, key_results=(make_key_result(id=2),)),
    ]

    assert [line.id for line in lines_of(objectives, TODAY, SLOT)] == [3, 1, 2]


def test_no_lines_are_no_groups() -> None:
    assert (grouped([]).chunks, grouped([]).count) == ((), 0)


def test_200_lines_are_cut_to_one_message_and_counted() -> None:
    objective = make_objective(key_results=tuple(make_key_result(id=n) for n in range(200)))

    lines = grouped(lines_of([objective], TODAY, SLOT))

    kept = [line.id for chunk in lines.chunks for line in chunk]
    assert kept == list(range(len(kept)))
    assert (len(kept) + lines.left_out, lines.count) == (200, 200)
    assert 30 <= len(kept) <= MESSAGE_BUDGET / 250
    assert all(len(chunk) <= BLOCK_BUDGET / 250 for chunk in lines.chunks)


PRIVATE = {"is_private": True}


@pytest.mark.parametrize(
    ("above", "seen"),
    [
        ([], ("own",)),
        ([{}], ("own", "above 2")),
        ([PRIVATE, {}], ("own", None, "above 3")),
        ([{}, PRIVATE], ("own", "above 2", None)),
        ([{}, {"parent_id": 1}], ("own", "above 2", "above 3")),
    ],
    ids=["top", "one above", "a private one", "a private top", "a loop"],
)
def test_the_line_of_sight_runs_upward(
    above: list[dict[str, object]], seen: tuple[str | None, ...]
) -> None:
    own = make_objective(title="own", parent_id=2)
    others = [
        make_objective(**{"id": id_, "title": f"above {id_}", "parent_id": id_ + 1} | changes)
        for id_, changes in enumerate(above, start=2)
    ]

    assert sight(own, by_id(own, *others)) == seen


def test_the_readers_own_private_objective_is_named() -> None:
    own = make_objective(title="own", is_private=True)

    assert sight(own, by_id(own)) == ("own",)


def test_a_long_line_of_sight_ends_before_it_is_unreadable() -> None:
    line = [make_objective(id=id_, title="&" * 3000, parent_id=id_ + 1) for id_ in range(1, 50)]

    seen = sight(line[0], by_id(*line))

    assert [sent_length(title or "") for title in seen] == [116, 116, 116, 116, 116, 1]


def by_id(*objectives: Objective) -> dict[int, Objective]:
    return {each.id: each for each in objectives}
