"""Writing a new objective: from the first page to its row, by whom and with whose agreement."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from storage.tables import AuditRow, MembershipRow, ObjectiveRow, PersonRow, TeamRow
from tests.flows.office import Office
from tests.flows.writing import (
    TITLE,
    add_training,
    align,
    begin,
    come_to_check,
    drafts,
    key_results_of,
    newest,
    offer,
    page_of,
    proposals,
    stand_alone,
    state_of,
    write_head,
)


def test_a_manager_writes_an_objective_and_it_counts_at_once(office: Office) -> None:
    begin(office, "U0LENA")
    write_head(office, "U0LENA", why="Trainers are booked out", private=["private"])
    align(office, "U0LENA")
    add_training(office, "U0LENA")
    office.slack.submit("U0LENA")
    assert "It counts as soon as you save it." in office.shown("U0LENA")

    office.slack.submit("U0LENA")

    row = newest(office)
    assert (row["title"], row["why"]) == (TITLE, "Trainers are booked out")
    assert (row["state"], row["link"], row["is_private"]) == ("active", "contributes", True)
    assert (row["key"], row["commitment"], row["justification"]) == (None, "committed", "")
    assert row["owner_id"] == office.person("U0LENA")["id"]
    (key_result,) = key_results_of(office, row["id"])
    assert key_result["title"] == "Clinics that train alone"
    assert key_result["owner_id"] == row["owner_id"]
    assert (key_result["baseline"], key_result["target"]) == (Decimal(4), Decimal(20))
    assert (key_result["current"], key_result["confidence"]) == (Decimal(4), 5)
    assert (proposals(office), drafts(office)) == ([], [])
    assert "It counts from now on." in office.shown("U0LENA")
    assert office.rows(AuditRow)[-1]["action"] == "objective.written"


def test_a_member_proposes_and_the_manager_is_asked(office: Office) -> None:
    come_to_check(office, "U0NICK")
    assert "<@U0LENA> is asked to agree." in office.shown("U0NICK")

    office.slack.submit("U0NICK")

    row, (proposal,) = newest(office), proposals(office)
    assert row["state"] == "proposed"
    assert proposal["objective_id"] == row["id"]
    assert proposal["author_id"] == office.person("U0NICK")["id"]
    assert proposal["decider_id"] == office.person("U0LENA")["id"]
    assert (proposal["state"], proposal["content"]) == ("open", None)
    assert "<@U0LENA> is asked to agree. You hear of the answer" in office.shown("U0NICK")


@pytest.mark.parametrize(
    ("changes", "decider"),
    [({}, "U0HANNA"), ({"manager_id": None}, "U0HANNA")],
    ids=["the manager above", "without any manager an admin"],
)
def test_without_a_manager_the_next_one_above_is_asked(
    office: Office, changes: dict[str, object], decider: str
) -> None:
    if changes:
        office.change(TeamRow, {"name": "Company"}, **changes)
    come_to_check(office, "U0MANY")

    office.slack.submit("U0MANY")

    assert proposals(office)[0]["decider_id"] == office.person(decider)["id"]


def test_a_manager_who_left_is_not_asked(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0LENA"}, is_active=False)
    come_to_check(office, "U0NICK")

    office.slack.submit("U0NICK")

    assert proposals(office)[0]["decider_id"] == office.person("U0HANNA")["id"]


def test_where_nobody_else_could_agree_it_counts_at_once(office: Office) -> None:
    office.change(TeamRow, {}, manager_id=None)
    office.change(PersonRow, {"slack_id": "U0HANNA"}, role="member")
    come_to_check(office, "U0MANY")

    office.slack.submit("U0MANY")

    assert (newest(office)["state"], proposals(office)) == ("active", [])


def test_a_manager_asks_the_one_above_where_that_team_wants_it(office: Office) -> None:
    office.change(TeamRow, {"name": "Company"}, wants_proposals=True)
    come_to_check(office, "U0LENA")

    office.slack.submit("U0LENA")

    assert newest(office)["state"] == "proposed"
    assert proposals(office)[0]["decider_id"] == office.person("U0HANNA")["id"]


def test_a_manager_above_writes_straight_for_a_team_below(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0HANNA"}, role="member")
    office.change(TeamRow, {"name": "Company"}, wants_proposals=True)
    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    offer(office, "U0HANNA", "objective.new", str(platform))
    write_head(office, "U0HANNA")
    align(office, "U0HANNA")
    office.slack.submit("U0HANNA")

    office.slack.submit("U0HANNA")

    row = newest(office)
    assert (row["team_id"], row["state"], proposals(office)) == (platform, "active", [])


def test_an_admin_writes_straight_for_any_team(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")
    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    offer(office, "U0MANY", "objective.new", str(platform))
    write_head(office, "U0MANY")
    stand_alone(office, "U0MANY")
    office.slack.submit("U0MANY")

    office.slack.submit("U0MANY")

    assert (newest(office)["team_id"], newest(office)["state"]) == (platform, "active")


def test_the_top_team_has_nothing_above_it(office: Office) -> None:
    begin(office, "U0HANNA")

    write_head(office, "U0HANNA")

    assert page_of(office, "U0HANNA") == "key_results"
    assert "Page 2 of 3" in office.shown("U0HANNA")
    office.slack.submit("U0HANNA")
    office.slack.submit("U0HANNA")
    assert (newest(office)["title"], newest(office)["link"]) == (TITLE, None)


def test_who_stands_alone_says_why(office: Office) -> None:
    begin(office, "U0LENA")
    write_head(office, "U0LENA")
    stand_alone(office, "U0LENA", "Nobody else needs it")
    office.slack.submit("U0LENA")

    office.slack.submit("U0LENA")

    row = newest(office)
    assert (row["link"], row["parent_id"]) == (None, None)
    assert row["justification"] == "Nobody else needs it"


def test_who_is_in_no_team_is_told_when_they_open_it(office: Office) -> None:
    office.slack.command("U0GONE", "/okr new")
    assert "I do not know you yet." in office.answer("U0GONE")
    office.change(PersonRow, {"slack_id": "U0GONE"}, is_active=True)
    with office.database.transaction() as session:
        session.execute(MembershipRow.metadata.tables["membership"].delete())

    office.slack.command("U0GONE", "/okr new")

    assert "You are in no team, so there is none to write for." in office.answer("U0GONE")
    assert drafts(office) == []


def test_an_outsider_is_refused_on_open(office: Office) -> None:
    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")

    offer(office, "U0MANY", "objective.new", str(platform))

    assert "Only members of Platform, its manager and managers above" in office.shown("U0MANY")


def test_who_lost_the_right_meanwhile_is_refused_on_submit(office: Office) -> None:
    come_to_check(office, "U0NICK")
    with office.database.transaction() as session:
        session.execute(MembershipRow.metadata.tables["membership"].delete())

    office.slack.submit("U0NICK")

    assert "You may not write for Platform (any more)." in office.shown("U0NICK")
    assert page_of(office, "U0NICK") == "objective"
    assert state_of(office, "U0NICK")["title"] == TITLE
    assert TITLE not in [row["title"] for row in office.rows(ObjectiveRow)]


def test_eight_presses_of_save_are_one_objective(office: Office) -> None:
    come_to_check(office, "U0LENA")
    office.bolt.is_deaf = True
    office.slack.submit("U0LENA")
    press = office.bolt.last

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(office.bolt.deliver, [press] * 8))

    assert {status for status, _body in answers} == {200}
    assert [row["title"] for row in office.rows(ObjectiveRow)].count(TITLE) == 1


def test_who_saves_again_after_a_lost_answer_hears_that_it_is_saved(office: Office) -> None:
    come_to_check(office, "U0LENA")
    office.bolt.loses_answers = 1
    office.slack.submit("U0LENA")

    office.slack.submit("U0LENA")

    assert "it was saved or discarded" in office.shown("U0LENA")
    assert [row["title"] for row in office.rows(ObjectiveRow)].count(TITLE) == 1


def test_it_speaks_german(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr neu")

    assert "Warum ist es jetzt wichtig?" in office.shown("U0MARIA")
    office.slack.fill("U0MARIA", {"title": "   "})
    office.slack.submit("U0MARIA")
    assert office.slack.errors("U0MARIA") == {"title": "Schreib in einem Satz, was besser wird."}


def test_the_shortcut_opens_it(office: Office) -> None:
    office.slack.shortcut("U0NICK", "objective.new")

    assert page_of(office, "U0NICK") == "objective"


def test_another_one_can_be_written_at_once(office: Office) -> None:
    come_to_check(office, "U0LENA")
    office.slack.submit("U0LENA")

    office.slack.press("U0LENA", "objective.new")

    assert page_of(office, "U0LENA") == "objective"
    assert state_of(office, "U0LENA")["title"] is None
