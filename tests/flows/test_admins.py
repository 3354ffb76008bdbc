"""Who looks after okrbot: the first one, and those who follow."""

from typing import Any

import pytest

from bot.app import greet_installer
from storage.tables import AuditRow, PersonRow
from tests.flows.office import Office


def save(office: Office, user: str, admins: list[str]) -> Any:
    office.slack.command(user, "/okr admins")
    office.slack.fill(user, {"admins": admins})
    office.slack.submit(user)
    return office.slack.errors(user)


def admins(office: Office) -> set[str]:
    return {row["slack_id"] for row in office.rows(PersonRow) if row["role"] == "admin"}


def test_an_admin_makes_another_one(office: Office) -> None:
    assert save(office, "U0HANNA", ["U0HANNA", "U0STRANGE"]) == {}

    assert admins(office) == {"U0HANNA", "U0STRANGE"}
    audit = office.rows(AuditRow)[-1]
    assert (audit["action"], audit["detail"]) == ("role.changed", {"role": "admin"})


def test_an_admin_steps_back_when_another_one_is_there(office: Office) -> None:
    assert save(office, "U0HANNA", ["U0LENA"]) == {}

    assert admins(office) == {"U0LENA"}


def test_somebody_has_to_stay(office: Office) -> None:
    office.slack.command("U0HANNA", "/okr admins")
    office.slack.fill("U0HANNA", {"admins": []})

    assert office.slack.submit("U0HANNA").error == "invalid_input"  # Slack itself asks for one
    assert admins(office) == {"U0HANNA"}


def test_who_left_cannot_be_one(office: Office) -> None:
    refused = save(office, "U0HANNA", ["U0HANNA", "U0GONE"])

    assert refused["admins"].startswith("Gus Gone cannot be chosen")


def test_the_settings_name_the_first_admin(fresh: Office) -> None:
    greet_installer(fresh.line, "U0LENA")
    greet_installer(fresh.line, "U0LENA")
    fresh.line.deliver()

    assert admins(fresh) == {"U0LENA"}
    assert len(fresh.dm_texts("U0LENA")) == 1


def test_the_settings_do_not_add_to_admins_there_are(office: Office) -> None:
    greet_installer(office.line, "U0NICK")

    assert admins(office) == {"U0HANNA"}


@pytest.mark.parametrize("user", ["", "U0NOBODY", "U0GUEST", "U0GONE", "U0ROBOT"])
def test_nobody_else_becomes_one_by_the_settings(fresh: Office, user: str) -> None:
    greet_installer(fresh.line, user)

    assert admins(fresh) == set()


def test_a_company_that_was_imported_without_an_admin_gets_one(office: Office) -> None:
    office.change(PersonRow, {}, role="member")
    office.slack.update_person("U0MARIA", is_primary_owner=True)

    office.slack.command("U0MARIA", "/okr list")
    office.line.deliver()

    assert admins(office) == {"U0MARIA"}
    assert office.dm_texts("U0MARIA") == ["Du kümmerst dich ab jetzt um okrbot in Acme."]
