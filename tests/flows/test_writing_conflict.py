"""Two people change one objective at once: the second sees it and chooses, and nothing is lost."""

from decimal import Decimal
from typing import Any

import pytest

from storage.planning_tables import ChangeRow
from storage.tables import KeyResultRow, ObjectiveRow
from tests.flows.office import Office
from tests.flows.writing import button, drafts, objective_id, offer, page_of, state_of

FIRST, SECOND = "U0LENA", "U0HANNA"


@pytest.fixture
def both(office: Office) -> Office:
    """Two people with the editor open on the same objective."""
    for user in (FIRST, SECOND):
        offer(office, user, "objective.edit", str(objective_id(office, "calm")))
    return office


def change(office: Office, user: str, target: str = "", **fields: Any) -> None:
    """Change the first page and perhaps a target, and save."""
    office.slack.fill(user, fields)
    office.slack.submit(user)
    office.slack.submit(user)
    if target:
        button(office, user, "keyresult.edit", str(office.id_of("uptime")))
        office.slack.fill(user, {"target": target})
        office.slack.submit(user)
    office.slack.submit(user)
    office.slack.fill(user, {"reason": f"{user} knows more"})
    office.slack.submit(user)


def calm(office: Office) -> dict[str, Any]:
    return next(row for row in office.rows(ObjectiveRow) if row["key"] == "calm")


def test_the_second_sees_both_values_and_nothing_is_saved(both: Office) -> None:
    change(both, FIRST, title="Clinics never wait", target="99")

    change(both, SECOND, title="Clinics wait for nothing")

    shown = both.shown(SECOND)
    assert page_of(both, SECOND) == "objective.conflict"
    assert "<@U0LENA> has changed this objective while you did." in shown
    assert "*Theirs*\nClinics never wait" in shown
    assert "*Yours*\nClinics wait for nothing" in shown
    assert "*Target* (Portal answers): 100 → 99" in shown
    assert (calm(both)["title"], calm(both)["version"]) == ("Clinics never wait", 2)
    assert len(drafts(both)) == 1


@pytest.mark.parametrize(
    ("choice", "title"),
    [("mine", "Clinics wait for nothing"), ("theirs", "Clinics never wait")],
)
def test_a_choice_keeps_what_only_one_of_them_changed(
    both: Office, choice: str, title: str
) -> None:
    change(both, FIRST, title="Clinics never wait", target="99")
    change(both, SECOND, title="Clinics wait for nothing", why="They told us")

    button(both, SECOND, f"objective.{choice}", choice)
    assert page_of(both, SECOND) == "check"
    assert state_of(both, SECOND)["reason"] == "U0HANNA knows more"
    both.slack.submit(SECOND)

    row = calm(both)
    assert (row["title"], row["why"], row["version"]) == (title, "They told us", 3)
    assert both.key_result("uptime")["target"] == Decimal(99)
    assert drafts(both) == []


def test_changes_in_different_places_are_both_kept_after_one_more_look(both: Office) -> None:
    change(both, FIRST, target="99")

    change(both, SECOND, title="Clinics wait for nothing")

    assert page_of(both, SECOND) == "check"
    assert "Their changes are in, and so are yours." in both.shown(SECOND)
    assert calm(both)["version"] == 2
    both.slack.submit(SECOND)
    assert calm(both)["title"] == "Clinics wait for nothing"
    assert both.key_result("uptime")["target"] == Decimal(99)
    fields = [(row["field"], row["after"]) for row in both.rows(ChangeRow)]
    assert fields == [("target", "99"), ("title", "Clinics wait for nothing")]


def test_a_key_result_that_one_removed_and_the_other_changed_is_chosen_about(both: Office) -> None:
    both.slack.submit(FIRST)
    both.slack.submit(FIRST)
    button(both, FIRST, "keyresult.remove", str(both.id_of("uptime")))
    both.slack.submit(FIRST)
    both.slack.fill(FIRST, {"reason": "Nobody measures it"})
    both.slack.submit(FIRST)

    change(both, SECOND, target="99")
    assert "*Theirs*\nremoved" in both.shown(SECOND)
    button(both, SECOND, "objective.mine", "mine")
    both.slack.submit(SECOND)

    assert not both.key_result("uptime")["is_active"]
    kept = [row for row in _active(both) if row["title"] == "Portal answers"]
    assert [(row["target"], row["key"]) for row in kept] == [(Decimal(99), None)]


def test_three_at_once_are_asked_one_after_the_other(both: Office) -> None:
    change(both, FIRST, title="Clinics never wait")
    change(both, SECOND, title="Clinics wait for nothing")
    offer(both, FIRST, "objective.edit", str(objective_id(both, "calm")))
    change(both, FIRST, title="Clinics do not wait")

    button(both, SECOND, "objective.mine", "mine")
    both.slack.submit(SECOND)

    assert calm(both)["title"] == "Clinics wait for nothing"
    titles = [(row["before"], row["after"]) for row in both.rows(ChangeRow)]
    assert titles[-1] == ("Clinics do not wait", "Clinics wait for nothing")


def test_somebody_else_who_changed_nothing_that_counts_holds_nobody_up(both: Office) -> None:
    both.change(ObjectiveRow, {"key": "calm"}, version=5)

    change(both, SECOND, title="Clinics wait for nothing")

    assert (calm(both)["title"], calm(both)["version"]) == ("Clinics wait for nothing", 6)


def _active(office: Office) -> list[dict[str, Any]]:
    return [row for row in office.rows(KeyResultRow) if row["is_active"]]
