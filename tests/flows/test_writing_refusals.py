"""What the editor refuses, where it says so, and that nothing typed is lost by it."""

import json
from typing import Any

import pytest

from storage.planning_tables import FormDraftRow
from storage.tables import CycleRow, ObjectiveRow, TeamRow
from tests.flows.office import Office
from tests.flows.writing import (
    TITLE,
    add_training,
    align,
    begin,
    choose_parent,
    come_to_check,
    drafts,
    key_results_of,
    newest,
    objective_id,
    offer,
    page_of,
    stand_alone,
    state_of,
    write_head,
)

USER = "U0LENA"


def send_instead(office: Office, user: str, block: str, **value: Any) -> Any:
    """Submit the open page with a value that Slack itself would not let pass."""
    office.bolt.is_deaf = True
    office.slack.submit(user)
    office.bolt.is_deaf = False
    press = json.loads(json.dumps(office.bolt.last))
    press["view"]["state"]["values"][block][block] |= value
    _status, body = office.bolt.deliver(press)
    return json.loads(body)


def test_a_title_of_blanks_is_none(office: Office) -> None:
    begin(office, USER)

    write_head(office, USER, title=" \n ")

    assert office.slack.errors(USER) == {"title": "Write in one sentence what will be better."}


def test_slack_holds_what_is_too_long_back(office: Office) -> None:
    begin(office, USER)

    assert write_head(office, USER, title="x" * 201).error == "invalid_input"


@pytest.mark.parametrize(("block", "most"), [("title", 200), ("why", 1000)])
def test_the_server_does_so_too(office: Office, block: str, most: int) -> None:
    begin(office, USER)
    office.slack.fill(USER, {"title": TITLE})

    answer = send_instead(office, USER, block, value="x" * 3001)

    assert answer["errors"] == {block: f"Use at most {most} characters; these are 3001."}
    (row,) = office.rows(FormDraftRow)
    assert row["answers"]["fields"][block] == "x" * 3001


def test_an_owner_who_left_is_told_at_the_owner(office: Office) -> None:
    begin(office, USER)

    write_head(office, USER, owner="U0GONE")

    assert office.slack.errors(USER) == {
        "owner": "Gus Gone has left, is a guest or a bot. Choose somebody else."
    }


def test_an_owner_nobody_knows_yet_is_taken(office: Office) -> None:
    begin(office, USER)

    write_head(office, USER, owner="U0STRANGE")

    assert page_of(office, USER) == "alignment"
    assert office.person("U0STRANGE")["is_active"]


def test_an_owner_who_leaves_meanwhile_is_told_before_it_is_saved(office: Office) -> None:
    come_to_check(office, USER, owner="U0NICK")
    office.slack.update_person("U0NICK", deleted=True)

    office.slack.submit(USER)

    assert page_of(office, USER) == "objective"
    assert "Nick New has left, is a guest or a bot." in office.shown(USER)
    assert TITLE not in titles(office)


def test_a_team_that_is_archived_meanwhile_is_told(office: Office) -> None:
    come_to_check(office, USER)
    office.change(TeamRow, {"name": "Platform"}, is_active=False)

    office.slack.submit(USER)

    assert page_of(office, USER) == "objective"
    assert "Choose a team. The one that stood here may be gone." in office.shown(USER)
    assert state_of(office, USER)["title"] == TITLE


def test_a_cycle_that_closes_meanwhile_is_told(office: Office) -> None:
    come_to_check(office, USER)
    office.change(CycleRow, {}, is_closed=True)

    office.slack.submit(USER)

    assert "Choose a cycle that is not closed or over." in office.shown(USER)
    assert TITLE not in titles(office)


def test_without_an_open_cycle_there_is_nothing_to_write_for(office: Office) -> None:
    office.change(CycleRow, {}, is_closed=True)

    office.slack.command(USER, "/okr new")

    assert "There is no running or planned cycle to write for." in office.answer(USER)


def test_the_next_cycle_can_be_chosen_where_it_is_planned(office: Office) -> None:
    add_cycle(office)
    begin(office, USER)
    planned = next(row["id"] for row in office.rows(CycleRow) if row["name"] == "2027-Q1")

    write_head(office, USER, cycle=str(planned))
    stand_alone(office, USER)
    office.slack.submit(USER)
    office.slack.submit(USER)

    assert newest(office)["cycle_id"] == planned


def test_milestones_that_another_cycle_leaves_outside_are_told(office: Office) -> None:
    add_cycle(office)
    begin(office, USER)
    write_head(office, USER)
    align(office, USER)
    office.slack.press(USER, "keyresult.add")
    office.slack.press(USER, "keyresult.metric", value="milestones")
    office.slack.fill(USER, {"title": "Clinics", "milestones": "Graz | 2026-11-01"})
    office.slack.submit(USER)
    for _page in range(2):
        office.slack.press(USER, "objective.back")
    planned = next(row["id"] for row in office.rows(CycleRow) if row["name"] == "2027-Q1")
    office.slack.fill(USER, {"cycle": str(planned)})
    office.slack.submit(USER)
    stand_alone(office, USER)

    office.slack.submit(USER)

    assert page_of(office, USER) == "key_results"
    assert "Line 1: Nov 1, 2026 lies outside of 2027-Q1" in office.shown(USER)


def test_nothing_above_is_chosen(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)

    assert office.slack.submit(USER).error == "invalid_input"
    answer = send_instead_of_nothing(office)
    assert "Choose the objective above" in answer["errors"]["parent"]


def test_an_objective_above_that_is_dropped_meanwhile_is_told(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER)
    choose_parent(office, USER, "grow")
    office.change(ObjectiveRow, {"key": "grow"}, state="dropped")

    office.slack.submit(USER)

    assert "The one that stood here may be gone." in office.slack.errors(USER)["parent"]


def test_a_level_below_ones_own_is_refused(office: Office) -> None:
    below = office.rows(TeamRow)[-1]["id"]
    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    office.change(TeamRow, {"id": below}, parent_id=platform, name="Depot")
    begin(office, USER)
    write_head(office, USER)

    choose_parent(office, USER, "sell")
    office.slack.submit(USER)

    assert office.slack.errors(USER) == {
        "parent": "This objective belongs to Depot, on a level below Platform."
    }


def test_a_circle_is_refused(office: Office) -> None:
    office.change(
        ObjectiveRow, {"key": "sell"}, parent_id=objective_id(office, "calm"), link="supports"
    )
    offer(office, USER, "objective.edit", str(objective_id(office, "calm")))
    office.slack.submit(USER)

    choose_parent(office, USER, "sell")
    office.slack.submit(USER)

    assert office.slack.errors(USER) == {
        "parent": "That would go in a circle: it hangs on this objective itself."
    }


def test_the_menu_offers_what_one_may_see_on_ones_level_or_above(office: Office) -> None:
    begin(office, "U0MANY")
    write_head(office, "U0MANY")

    assert offered(office, "U0MANY", "") == [
        ("Hospitals trust our implants", "Company"),
        ("Clinics never wait for our portal", "Platform"),
        ("Every region sells", "Sales"),
    ]
    assert offered(office, "U0MANY", "PLATFORM clinics") == [
        ("Clinics never wait for our portal", "Platform")
    ]
    assert offered(office, "U0MANY", "rival") == []


def test_the_menu_offers_a_private_one_to_its_team(office: Office) -> None:
    begin(office, "U0NICK")
    write_head(office, "U0NICK")

    assert offered(office, "U0NICK", "rival") == [("Buy the rival", "Platform")]


def test_a_private_objective_above_is_not_given_away_by_its_number(office: Office) -> None:
    begin(office, "U0MANY")
    write_head(office, "U0MANY")
    choose_parent(office, "U0MANY", "grow")

    secret = str(objective_id(office, "secret"))
    chosen = {"text": {"type": "plain_text", "text": "x"}, "value": secret}
    answer = send_instead(office, "U0MANY", "parent", selected_option=chosen)

    assert "Buy the rival" not in json.dumps(answer)
    assert "may be gone" in answer["errors"]["parent"]


def test_what_stands_in_private_metadata_opens_nobody_elses_draft(office: Office) -> None:
    come_to_check(office, "U0NICK")
    begin(office, "U0MANY")
    office.bolt.is_deaf = True
    office.slack.fill("U0MANY", {"title": "Mine"})
    office.slack.submit("U0MANY")
    office.bolt.is_deaf = False
    press = json.loads(json.dumps(office.bolt.last))
    press["view"]["private_metadata"] = f"{drafts(office)[0]} check"

    _status, body = office.bolt.deliver(press)

    assert TITLE not in body
    assert "it was saved or discarded" in body
    assert TITLE not in titles(office)


def test_hints_are_shown_with_a_better_example_and_kept_where_they_stay(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER, title="Implement training in 20 clinics")
    stand_alone(office, USER, " ")
    add_training(office, USER, "Build the training portal")
    office.slack.submit(USER)
    shown = office.shown(USER)
    assert "The number 20 belongs in a key result. _Better: Patients get their" in shown
    assert 'It starts with what you do ("implement")' in shown
    assert "tells of a task that gets done, not of what changes by it." in shown

    office.slack.submit(USER)

    row = newest(office)
    assert row["overridden"] == ["O1", "O2", "O5", "O8"]
    assert overridden(office, row["id"]) == [["K3"]]


def test_a_hint_that_is_followed_is_not_kept(office: Office) -> None:
    begin(office, USER)
    write_head(office, USER, title="Implement training in 20 clinics")
    align(office, USER)
    for title in ("Clinics that train alone", "Minutes a training takes"):
        add_training(office, USER, title)
    office.slack.submit(USER)
    office.slack.press(USER, "objective.jump", value="objective")
    office.slack.fill(USER, {"title": TITLE})
    for _page in range(3):
        office.slack.submit(USER)
    assert ":bulb:" not in office.shown(USER)

    office.slack.submit(USER)

    assert newest(office)["overridden"] == []


def test_a_team_with_too_many_is_told(office: Office) -> None:
    office.add_objectives(2)
    come_to_check(office, USER)

    assert "With this one the team has 5 objectives" in office.shown(USER)


def titles(office: Office) -> list[str]:
    return [row["title"] for row in office.rows(ObjectiveRow)]


def overridden(office: Office, number: int) -> list[list[str]]:
    return [row["overridden"] for row in key_results_of(office, number)]


def offered(office: Office, user: str, words: str) -> list[tuple[str, str]]:
    body: Any = office.slack.suggest(user, "parent", words).body
    return [(each["text"]["text"], each["description"]["text"]) for each in body["options"]]


def send_instead_of_nothing(office: Office) -> Any:
    office.slack.suggest(USER, "parent", "")
    choose_parent(office, USER, "grow")
    return send_instead(office, USER, "parent", selected_option=None)


def add_cycle(office: Office) -> None:
    quarter = next(row for row in office.rows(CycleRow))
    with office.database.transaction() as session:
        starts, ends = quarter["starts_on"], quarter["ends_on"]
        session.add(
            CycleRow(
                workspace_id=quarter["workspace_id"],
                name="2027-Q1",
                starts_on=starts.replace(year=2027, month=1),
                ends_on=ends.replace(year=2027, month=3),
            )
        )
