"""Somebody leaves: who is asked for what, what falls back, and how it is given to others."""

from typing import Any

import pytest

from storage.tables import (
    AuditRow,
    ChangeRow,
    CycleRow,
    KeyResultRow,
    ObjectiveRow,
    PersonRow,
    TeamRow,
)
from tests.flows.office import MONDAY_NEW_YORK, Office

DAY = "2026-10-12"


def leave(office: Office, user: str) -> None:
    office.slack.update_person(user, deleted=True)
    office.line.deliver()


def asked(office: Office) -> list[str]:
    return [key for key in office.outbox() if key.startswith(("left:", "undelegated:"))]


def key(office: Office, leaver: str, manager: str) -> str:
    return f"left:{office.person(leaver)['id']}:{office.person(manager)['id']}:{DAY}"


def field(office: Office, name: str, *, is_objective: bool = False) -> str:
    if is_objective:
        row = next(row for row in office.rows(ObjectiveRow) if row["key"] == name)
        return f"owner:{row['id']}:0"
    found = office.key_result(name)
    return f"owner:{found['objective_id']}:{found['id']}"


def give(office: Office, user: str, **owners: Any) -> dict[str, str]:
    office.slack.fill(user, {field(office, name): owner for name, owner in owners.items()})
    assert office.slack.submit(user).error is None
    return office.slack.errors(user)


def owner(office: Office, name: str) -> str:
    people = {row["id"]: row["slack_id"] for row in office.rows(PersonRow)}
    return str(people[office.key_result(name)["owner_id"]])


def test_the_manager_is_asked_once_for_new_owners(office: Office) -> None:
    leave(office, "U0MARIA")
    office.slack.redeliver()
    office.line.deliver()

    assert asked(office) == [key(office, "U0MARIA", "U0LENA")]
    told = office.dm_text("U0LENA")
    assert "*Maria Muster* has left. 3 objectives and key results need new owners:" in told
    assert "• *Portal answers* (Clinics never wait for our portal)" in told


def test_new_owners_are_recorded_at_once_and_kept_as_changes(office: Office) -> None:
    leave(office, "U0MARIA")
    office.slack.click("U0LENA", "leaver.open")
    assert "Key result of: Clinics never wait for our portal" in office.shown("U0LENA")

    assert give(office, "U0LENA", uptime="U0NICK", tickets="U0STRANGE") == {}

    assert [owner(office, each) for each in ("uptime", "tickets", "clinics")] == [
        "U0NICK", "U0STRANGE", "U0MARIA",
    ]  # fmt: skip
    assert [(row["field"], row["author_id"]) for row in office.rows(ChangeRow)] == [
        ("owner_id", office.person("U0LENA")["id"]),
        ("owner_id", office.person("U0LENA")["id"]),
    ]
    assert "owner.changed" in [row["action"] for row in office.rows(AuditRow)]
    assert office.slack.view("U0LENA") is None


def test_what_was_given_away_is_not_asked_about_again(office: Office) -> None:
    leave(office, "U0MARIA")
    office.slack.click("U0LENA", "leaver.open")
    give(office, "U0LENA", uptime="U0NICK", tickets="U0NICK")

    office.slack.click("U0LENA", "leaver.open")

    shown = office.shown("U0LENA")
    assert "Clinics that train alone" in shown
    assert "Portal answers" not in shown


def test_somebody_who_cannot_own_it_is_refused_at_the_field(office: Office) -> None:
    leave(office, "U0MARIA")
    office.slack.click("U0LENA", "leaver.open")

    refused = give(office, "U0LENA", uptime="U0GONE", tickets="U0NICK")

    assert list(refused) == [field(office, "uptime")]
    assert owner(office, "tickets") == "U0MARIA"


def test_without_a_manager_the_next_above_is_asked(office: Office) -> None:
    office.change(TeamRow, {"name": "Platform"}, manager_id=None)

    leave(office, "U0MARIA")

    assert asked(office) == [key(office, "U0MARIA", "U0HANNA")]


def test_without_any_manager_the_admins_are_asked(office: Office) -> None:
    office.change(TeamRow, {}, manager_id=None)

    leave(office, "U0MANY")

    assert asked(office) == [key(office, "U0MANY", "U0HANNA")]


def test_a_manager_who_leaves_is_replaced_by_whoever_stands_above(office: Office) -> None:
    leave(office, "U0LENA")

    assert asked(office) == [key(office, "U0LENA", "U0HANNA")]
    told = office.dm_text("U0HANNA")
    assert "*Platform* has no manager now." in told
    assert "• *Clinics never wait for our portal*" in told
    office.slack.click("U0HANNA", "team.edit")
    office.slack.fill("U0HANNA", {"manager": "U0NICK"})
    office.slack.submit("U0HANNA")
    platform = next(row for row in office.rows(TeamRow) if row["name"] == "Platform")
    assert platform["manager_id"] == office.person("U0NICK")["id"]


def test_an_objective_gets_a_new_owner_too(office: Office) -> None:
    leave(office, "U0LENA")
    office.slack.click("U0HANNA", "leaver.open")
    name = field(office, "calm", is_objective=True)
    office.slack.fill("U0HANNA", {name: "U0NICK"})
    office.slack.submit("U0HANNA")

    calm = next(row for row in office.rows(ObjectiveRow) if row["key"] == "calm")
    assert (calm["owner_id"], calm["version"]) == (office.person("U0NICK")["id"], 2)


def test_a_delegate_who_leaves_gives_it_back_to_the_owner(office: Office) -> None:
    office.change(KeyResultRow, {"key": "uptime"}, delegate_id=office.person("U0NICK")["id"])
    office.change(KeyResultRow, {"key": "audit"}, owner_id=office.person("U0MARIA")["id"])

    leave(office, "U0NICK")

    assert office.key_result("uptime")["delegate_id"] is None
    assert asked(office) == [
        f"undelegated:{office.person('U0NICK')['id']}:{office.person('U0MARIA')['id']}:{DAY}"
    ]
    assert "Ab jetzt wirst du selbst gefragt" in office.dm_text("U0MARIA")
    assert "*Portal answers*" in office.dm_text("U0MARIA")


def test_who_owned_nothing_leaves_quietly(office: Office) -> None:
    leave(office, "U0IDLE")

    assert asked(office) == []


@pytest.mark.parametrize("state", ["closed", "dropped"])
def test_what_is_over_needs_no_new_owner(office: Office, state: str) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state=state)

    leave(office, "U0MARIA")

    assert asked(office) == []


def test_a_closed_cycle_needs_no_new_owner(office: Office) -> None:
    office.change(CycleRow, {}, is_closed=True)

    leave(office, "U0MARIA")

    assert asked(office) == []


def test_who_comes_back_is_simply_there_again(office: Office) -> None:
    leave(office, "U0MARIA")
    office.slack.update_person("U0MARIA", deleted=False)

    assert office.person("U0MARIA")["is_active"]
    assert owner(office, "uptime") == "U0MARIA"
    office.slack.click("U0LENA", "leaver.open")
    view = office.slack.view("U0LENA")
    assert view is not None
    assert "Nothing is left here" in office.shown("U0LENA")


def test_who_left_is_neither_nudged_nor_missed(office: Office) -> None:
    leave(office, "U0MARIA")

    office.live_until(MONDAY_NEW_YORK)
    office.slack.command("U0LENA", "/okr team")

    assert office.dm_texts("U0MARIA") == []
    assert "Maria Muster" not in office.answer("U0LENA")


def test_many_things_come_page_by_page(office: Office) -> None:
    office.add_objectives(25)

    leave(office, "U0NICK")
    office.slack.click("U0LENA", "leaver.open")
    first = office.shown("U0LENA")
    office.slack.submit("U0LENA")
    second = office.shown("U0LENA")

    assert "More follow on the next page." in first
    assert "More follow on the next page." not in second
    view = office.slack.view("U0LENA")
    assert view is not None
    assert len([each for each in view["blocks"] if each["type"] == "input"]) == 6
    office.slack.submit("U0LENA")
    assert office.slack.view("U0LENA") is None


def test_private_titles_are_named_to_managers_and_to_admins_only_where_they_look(
    office: Office,
) -> None:
    office.change(TeamRow, {}, manager_id=None)
    office.change(KeyResultRow, {"key": "offer"}, owner_id=office.person("U0MARIA")["id"])

    leave(office, "U0MARIA")

    assert "Offer on the table" not in office.dm_text("U0HANNA")
    assert "a private objective or a key result of one" in office.dm_text("U0HANNA")
    office.slack.click("U0HANNA", "leaver.open")
    assert "Offer on the table" in office.shown("U0HANNA")
    assert "private.seen" in [row["action"] for row in office.rows(AuditRow)]


def test_a_manager_reads_private_titles_at_once(office: Office) -> None:
    office.change(KeyResultRow, {"key": "offer"}, owner_id=office.person("U0MARIA")["id"])

    leave(office, "U0MARIA")

    assert "*Offer on the table*" in office.dm_text("U0LENA")


def test_what_is_private_is_given_only_to_who_may_see_it(office: Office) -> None:
    office.change(KeyResultRow, {"key": "offer"}, owner_id=office.person("U0MARIA")["id"])
    leave(office, "U0MARIA")
    office.slack.click("U0LENA", "leaver.open")

    told = give(office, "U0LENA", offer="U0MANY")

    assert told == {
        field(office, "offer"): "This objective is private, and Many Results may not see it."
    }
    assert owner(office, "offer") == "U0MARIA"
    assert give(office, "U0LENA", offer="U0NICK") == {}
    assert owner(office, "offer") == "U0NICK"
