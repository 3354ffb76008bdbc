"""What differs between two states of an objective."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.changes import Change, changes
from bot.domain.okrs import Commitment, Link, Metric
from tests.make import make_key_result, make_milestone, make_objective

BEFORE = make_objective(title="Clinics never wait", key_results=(make_key_result(),))


def test_nothing_differs_from_itself() -> None:
    assert changes(BEFORE, BEFORE) == []


def test_the_objective_comes_first_then_its_key_results() -> None:
    key_result = replace(BEFORE.key_results[0], target=Decimal("70.5"), unit="clinics")
    after = replace(BEFORE, title="Clinics are served at once", key_results=(key_result,))

    assert changes(BEFORE, after) == [
        Change("title", "Clinics never wait", "Clinics are served at once", after.title),
        Change("unit", "hospitals", "clinics", key_result.title, 1),
        Change("target", "65", "70.5", key_result.title, 1),
    ]


def test_words_ids_and_claims_are_kept_as_text() -> None:
    after = replace(
        BEFORE,
        owner_id=2,
        commitment=Commitment.ASPIRATIONAL,
        is_private=True,
        parent_id=7,
        link=Link.SUPPORTS,
    )

    assert [(each.field, each.before, each.after) for each in changes(BEFORE, after)] == [
        ("owner_id", "1", "2"),
        ("commitment", "committed", "aspirational"),
        ("is_private", "no", "yes"),
        ("parent_id", "", "7"),
        ("link", "", "supports"),
    ]


def test_key_results_come_and_go() -> None:
    new = make_key_result(id=0, title="Calls per order")
    after = replace(BEFORE, key_results=(new,))

    assert changes(BEFORE, after) == [
        Change("added", "", "Calls per order", "Calls per order"),
        Change("removed", "Hospitals that reorder", "", "Hospitals that reorder", 1),
    ]


def test_what_check_ins_say_is_no_change() -> None:
    moved = replace(BEFORE.key_results[0], current=Decimal(60), confidence=9)

    assert changes(BEFORE, replace(BEFORE, key_results=(moved,))) == []


def test_steps_are_one_change() -> None:
    steps = make_key_result(
        metric=Metric.MILESTONES, milestones=(make_milestone(), make_milestone(id=2, title="Live"))
    )
    done = replace(steps.milestones[0], done_on=BEFORE.cycle.starts_on)
    later = replace(steps, milestones=(done, make_milestone(id=0, title="Audited")))
    before, after = (replace(BEFORE, key_results=(each,)) for each in (steps, later))

    assert changes(before, after) == [
        Change("milestones", "Pilot signed; Live", "Pilot signed; Audited", steps.title, 1)
    ]
