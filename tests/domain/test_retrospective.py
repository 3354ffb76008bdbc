"""The post of a look back: grouped, without names, private objectives only counted."""

from decimal import Decimal

from bot.domain.calibration import Calibration
from bot.domain.okrs import ObjectiveState
from bot.domain.retrospective import (
    PER_PAGE,
    Answers,
    Earlier,
    Question,
    compose_looking_back,
    pages,
    typed_answers,
)
from tests.make import make_objective

NAMES = ("Platform", "2026-Q4")
CLOSED = ObjectiveState.CLOSED


def test_answers_are_grouped_by_question_in_an_order_that_names_nobody() -> None:
    answers = [Answers("Zebra", "b"), Answers("apple", "", "C")]

    back = compose_looking_back(NAMES, answers, [], {})

    assert [(each.question, each.is_first, each.answers) for each in back.sections] == [
        (Question.WORKED, True, ("apple", "Zebra")),
        (Question.DID_NOT, True, ("b",)),
        (Question.CHANGE, True, ("C",)),
    ]
    assert back.answered == 2


def test_many_answers_go_on_in_a_thread() -> None:
    answers = [Answers("x" * 1000) for _number in range(150)]

    shown = pages(compose_looking_back(NAMES, answers, [], {}))

    assert [len(each) for each in shown] == [PER_PAGE, 8]
    assert sum(len(part.answers) for page in shown for part in page) == 150


def test_nothing_to_say_is_one_page() -> None:
    assert pages(compose_looking_back(NAMES, [], [], {})) == [()]


def test_private_objectives_are_counted_and_open_ones_left_out() -> None:
    objectives = [
        make_objective(title="Told", state=CLOSED, score=Decimal("0.7")),
        make_objective(title="Secret", state=CLOSED, is_private=True),
        make_objective(title="Open"),
    ]

    back = compose_looking_back(NAMES, [], objectives, {})

    assert [each.title for each in back.results] == ["Told"]
    assert back.private == 1


def test_earlier_cycles_are_those_before() -> None:
    found = Calibration(Decimal("0.2"), 9, Decimal(1), Decimal(1))
    names = ("Q1", "2026-Q4", "Q5")

    back = compose_looking_back(NAMES, [], [], dict.fromkeys(names, found))

    assert back.earlier == (Earlier("Q1", Decimal("0.2")),)
    assert back.calibration == found


def test_what_was_typed_is_trimmed() -> None:
    fields = {"worked": " x ", "did_not": None}

    assert typed_answers(fields) == Answers("x")
