"""Changing an objective that waits for agreement, or is somebody else's, or ends meanwhile."""

from datetime import UTC, datetime
from typing import Any

import pytest

from storage.planning_tables import ChangeRow
from storage.tables import (
    AuditRow,
    CycleRow,
    ObjectiveRow,
    PersonRow,
    TeamRow,
)
from tests.flows.editing import calm, edit, made, turn_to_check
from tests.flows.office import Office
from tests.flows.writing import (
    TITLE,
    button,
    come_to_check,
    drafts,
    key_results_of,
    newest,
    objective_id,
    offer,
    page_of,
    proposals,
    state_of,
)


def test_a_members_change_waits_beside_what_stands(office: Office) -> None:
    edit(office, "U0NICK")
    turn_to_check(office, "U0NICK", title="Clinics never wait")
    assert "Until then it stays as it was." in office.shown("U0NICK")
    office.slack.fill("U0NICK", {"reason": "Shorter"})

    office.slack.submit("U0NICK")

    (proposal,) = proposals(office)
    assert proposal["content"]["title"] == "Clinics never wait"
    assert (proposal["base_version"], proposal["reason"]) == (1, "Shorter")
    assert proposal["decider_id"] == office.person("U0LENA")["id"]
    assert calm(office)["title"] == "Clinics never wait for our portal"
    assert (calm(office)["version"], made(office)) == (1, [])


def test_who_takes_it_to_a_team_of_their_own_asks_where_it_comes_from(office: Office) -> None:
    nick = office.person("U0NICK")["id"]
    office.change(TeamRow, {"name": "Sales"}, manager_id=nick)
    sales = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Sales")
    edit(office, "U0NICK")
    turn_to_check(office, "U0NICK", team=str(sales))

    office.slack.submit("U0NICK")

    (proposal,) = proposals(office)
    assert proposal["decider_id"] == office.person("U0LENA")["id"]
    assert calm(office)["team_id"] != sales


def test_who_proposed_before_goes_on_from_there_and_overtakes_it(office: Office) -> None:
    edit(office, "U0NICK")
    turn_to_check(office, "U0NICK", title="Clinics never wait")
    office.slack.fill("U0NICK", {"reason": "Shorter"})
    office.slack.submit("U0NICK")
    office.slack.close("U0NICK")

    edit(office, "U0NICK")

    assert state_of(office, "U0NICK")["title"] == "Clinics never wait"
    turn_to_check(office, "U0NICK", title="Clinics wait for nothing")
    office.slack.fill("U0NICK", {"reason": "Better"})
    office.slack.submit("U0NICK")
    found = [(each["state"], each["content"]["title"]) for each in proposals(office)]
    assert found == [
        ("withdrawn", "Clinics never wait"),
        ("open", "Clinics wait for nothing"),
    ]


@pytest.mark.parametrize("user", ["U0NICK", "U0LENA"])
def test_what_waits_for_agreement_is_changed_in_its_place(office: Office, user: str) -> None:
    come_to_check(office, "U0NICK")
    office.slack.submit("U0NICK")
    number = newest(office)["id"]
    offer(office, user, "objective.edit", str(number))
    turn_to_check(office, user, title="Clinics train by themselves")
    button(office, user, "keyresult.edit", str(key_results_of(office, number)[0]["id"]))
    office.slack.fill(user, {"confidence": "7"})
    office.slack.submit(user)
    assert "Why?" not in office.shown(user)

    office.slack.submit(user)

    row = newest(office)
    assert (row["title"], row["state"]) == ("Clinics train by themselves", "proposed")
    assert key_results_of(office, number)[0]["confidence"] == 7
    assert [each["state"] for each in proposals(office)] == ["open"]
    assert made(office) == []


def test_what_was_sent_back_is_proposed_again(office: Office) -> None:
    come_to_check(office, "U0NICK")
    office.slack.submit("U0NICK")
    with office.database.transaction() as session:
        table = ObjectiveRow.metadata.tables["proposal"]
        session.execute(table.update().values(state="returned", note="Shorter, please"))
    offer(office, "U0NICK", "objective.edit", str(newest(office)["id"]))
    turn_to_check(office, "U0NICK", title="Clinics train alone now")

    office.slack.submit("U0NICK")

    assert [each["state"] for each in proposals(office)] == ["returned", "open"]
    assert newest(office)["state"] == "proposed"


def test_another_member_does_not_change_what_waits(office: Office) -> None:
    come_to_check(office, "U0NICK")
    office.slack.submit("U0NICK")

    offer(office, "U0IDLE", "objective.edit", str(newest(office)["id"]))

    assert "Until then only its author changes it." in office.shown("U0IDLE")


def test_an_outsider_is_refused_and_hears_nothing_of_a_private_one(office: Office) -> None:
    edit(office, "U0MANY")
    assert "Only members of Platform, its manager and managers above" in office.shown("U0MANY")
    office.slack.close("U0MANY")

    edit(office, "U0MANY", "secret")

    assert "This objective is not there any more." in office.shown("U0MANY")
    assert "Buy the rival" not in office.shown("U0MANY")


def test_an_admin_who_opens_a_private_one_is_audited(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")

    edit(office, "U0MANY", "secret")

    assert state_of(office, "U0MANY")["title"] == "Buy the rival"
    assert "private.seen" in [row["action"] for row in office.rows(AuditRow)]


def drop(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state="dropped")


def close_cycle(office: Office) -> None:
    office.change(CycleRow, {"name": "2026-Q4"}, is_closed=True)


def delete(office: Office) -> None:
    with office.database.transaction() as session:
        tables = ObjectiveRow.metadata.tables
        key_results = [row["id"] for row in key_results_of(office, objective_id(office, "calm"))]
        milestone, key_result = tables["milestone"], tables["key_result"]
        session.execute(milestone.delete().where(milestone.c.key_result_id.in_(key_results)))
        session.execute(key_result.delete().where(key_result.c.id.in_(key_results)))
        session.execute(tables["objective"].delete().where(tables["objective"].c.key == "calm"))


def lose_right(office: Office) -> None:
    office.change(TeamRow, {"name": "Platform"}, manager_id=None)
    with office.database.transaction() as session:
        session.execute(ObjectiveRow.metadata.tables["membership"].delete())


ENDS = [
    (drop, "This objective is closed or dropped: it can be read, not changed."),
    (close_cycle, "This objective is closed or dropped: it can be read, not changed."),
    (delete, "This objective is not there any more."),
    (lose_right, "Only members of Platform, its manager and managers above write its OKRs."),
]


@pytest.mark.parametrize(("happens", "said"), ENDS, ids=[each.__name__ for each, _said in ENDS])
def test_what_ends_before_it_is_opened_is_told(office: Office, happens: Any, said: str) -> None:
    number = objective_id(office, "calm")
    happens(office)

    offer(office, "U0LENA", "objective.edit", str(number))

    assert said in office.shown("U0LENA")
    assert drafts(office) == []


@pytest.mark.parametrize(("happens", "said"), ENDS, ids=[each.__name__ for each, _said in ENDS])
def test_what_ends_while_it_is_open_is_told_and_the_draft_stays(
    office: Office, happens: Any, said: str
) -> None:
    edit(office, "U0LENA")
    turn_to_check(office, "U0LENA", title="Clinics never wait")
    office.slack.fill("U0LENA", {"reason": "Shorter"})
    happens(office)

    office.slack.submit("U0LENA")

    assert said in office.shown("U0LENA")
    assert "What you typed stays in your draft." in office.shown("U0LENA")
    assert len(drafts(office)) == 1
    assert made(office) == []
    assert "Clinics never wait" not in [row["title"] for row in office.rows(ObjectiveRow)]


def test_a_draft_of_a_change_is_offered_and_can_be_given_up(office: Office) -> None:
    edit(office, "U0LENA")
    office.slack.fill("U0LENA", {"title": "Half a"})
    office.slack.close("U0LENA")

    edit(office, "U0LENA")

    assert page_of(office, "U0LENA") == "objective.choice"
    office.slack.press("U0LENA", "objective.resume")
    assert state_of(office, "U0LENA")["title"] == "Half a"
    office.slack.close("U0LENA")
    edit(office, "U0LENA")
    office.slack.press("U0LENA", "objective.fresh")
    assert state_of(office, "U0LENA")["title"] == "Clinics never wait for our portal"


def test_looking_without_a_change_leaves_no_draft(office: Office) -> None:
    edit(office, "U0LENA")

    office.slack.close("U0LENA")

    assert drafts(office) == []


def test_the_time_of_a_change_is_kept(office: Office) -> None:
    edit(office, "U0LENA")
    turn_to_check(office, "U0LENA", why=TITLE)

    office.slack.submit("U0LENA")

    assert [row["at"] for row in office.rows(ChangeRow)] == [datetime(2026, 10, 12, 6, tzinfo=UTC)]
