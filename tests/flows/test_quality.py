"""`/okr check`: what it says of a team's OKRs, and to whom."""

import pytest

from storage.tables import AuditRow, KeyResultRow, PersonRow
from tests.flows.office import Office


def test_a_team_is_told_what_could_be_better_and_how(office: Office) -> None:
    office.change(KeyResultRow, {"key": "tickets"}, title="Implement the ticket system")

    office.slack.command("U0NICK", "/okr check")

    answer = office.answer("U0NICK")
    assert "*Implement the ticket system*" in answer
    assert "tells of a task that gets done" in answer
    assert "60 % of orders come through the portal." in answer
    assert "Clinics never wait" not in answer


def test_another_team_is_checked_by_its_name(office: Office) -> None:
    office.slack.command("U0NICK", "/okr check sales")

    answer = office.answer("U0NICK")
    assert "Number of key results: 9." in answer
    assert "Number of words: 3." in answer
    assert "nobody said why it stands alone" in answer


def test_who_is_well_written_hears_it(office: Office) -> None:
    office.slack.command("U0MANY", "/okr check Platform")

    assert "Nothing to say" in office.answer("U0MANY")


def test_it_speaks_german(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr prüfen Sales")

    assert "Anzahl der Key Results: 9." in office.answer("U0MARIA")
    assert "Du entscheidest." in office.answer("U0MARIA")


def test_a_private_objective_is_checked_for_its_team_only(office: Office) -> None:
    office.slack.command("U0MANY", "/okr check Platform")
    office.slack.command("U0NICK", "/okr check")

    assert "Buy the rival" not in office.answer("U0MANY")
    assert "*Buy the rival*" in office.answer("U0NICK")


def test_an_admin_who_checks_a_private_objective_is_audited(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")

    office.slack.command("U0MANY", "/okr check Platform")

    assert "*Buy the rival*" in office.answer("U0MANY")
    assert "private.seen" in [row["action"] for row in office.rows(AuditRow)]


def test_who_left_owns_nothing(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0LENA"}, is_active=False)

    office.slack.command("U0NICK", "/okr check")

    assert "Nobody who is still here owns it." in office.answer("U0NICK")


def test_what_was_typed_into_a_title_stays_text(office: Office) -> None:
    office.change(KeyResultRow, {"key": "tickets"}, title="Build <!channel> *now* " + "&" * 500)

    reply = office.slack.command("U0NICK", "/okr check")

    assert reply.error is None
    assert "<!channel>" not in office.answer("U0NICK")


@pytest.mark.parametrize("line", ["/okr check Nowhere", "/okr check <!here>"])
def test_an_unknown_team_is_answered_with_the_known_ones(office: Office, line: str) -> None:
    office.slack.command("U0NICK", line)

    assert "Company, Platform, Sales" in office.answer("U0NICK")
