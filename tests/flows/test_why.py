"""`/okr why`: what comes when and why, told to those whom it concerns."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import col

from storage.tables import KeyResultRow, MembershipRow, PersonRow, RhythmRow, TeamRow
from tests.flows.office import MONDAY_NINE, NEXT_MONDAY, Office
from tests.flows.standing import differing, stored
from tests.flows.teaming import COMPANY

BEFORE_THE_HOLIDAY = datetime(2026, 10, 23, 8, tzinfo=UTC)


def ask(office: Office, user: str, line: str = "/okr why") -> str:
    assert office.slack.command(user, line).error is None
    return office.answer(user).replace("\u202f", " ")


def test_the_next_nudge_is_told_with_its_zone_and_who_sets_it(office: Office) -> None:
    told = ask(office, "U0NICK")

    assert "*When okrbot writes to you*" in told
    assert "*Next nudge: Mon, Oct 12 at 9:00 AM (America/New_York).*" in told
    assert "*Rhythm*: Every Monday at 9:00 AM · set by Platform" in told
    assert "*Time zone*: America/New_York · from the Slack profile" in told
    assert "*Next digest of Platform*: Tue, Oct 13 at 9:00 AM (Europe/Vienna)" in told
    assert "*Week 42* · Not asked yet." in told


def test_a_holiday_is_told_before_it_comes(office: Office) -> None:
    office.live_until(BEFORE_THE_HOLIDAY)

    told = ask(office, "U0LENA")

    assert "No nudge on Mon, Oct 26: public holiday in Austria (National Day)." in told
    assert "*Next nudge: Tue, Oct 27 at 9:00 AM (Europe/Vienna).*" in told


def test_it_is_told_in_german(office: Office) -> None:
    office.live_until(BEFORE_THE_HOLIDAY)

    told = ask(office, "U0MARIA", "/okr warum")

    assert "Keine Nachfrage am Mo., 26. Okt.: Feiertag in Österreich (Nationalfeiertag)" in told


def test_what_became_of_the_week_is_told(office: Office) -> None:
    office.live_until(MONDAY_NINE + timedelta(hours=1))
    asked = ask(office, "U0HANNA")
    office.slack.click("U0HANNA", "checkin.open")
    office.fill("U0HANNA", reorder_value="50")
    office.submit("U0HANNA")

    told = ask(office, "U0HANNA")

    assert "Asked on Mon, Oct 12 at 9:00 AM" in asked
    assert "not checked in yet" in asked
    assert "checked in on Mon, Oct 12 at 10:00 AM." in told
    assert "not checked in yet" not in told


def test_what_was_left_out_is_told_with_its_reason(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0HANNA"}, paused_until=date(2026, 10, 14))
    office.live_until(NEXT_MONDAY)

    told = ask(office, "U0HANNA")

    assert "No nudge on Mon, Oct 12: paused" in told
    assert "*Week 43* · Asked on Mon, Oct 19 at 9:00 AM" in told


def test_a_pause_is_told(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0HANNA"}, paused_until=date(2026, 11, 6))

    told = ask(office, "U0HANNA")

    assert "No nudge from Mon, Oct 12 to Mon, Nov 2: paused until Fri, Nov 6." in told
    assert "*Next nudge: Mon, Nov 9 at 9:00 AM (Europe/Vienna).*" in told
    assert "*Paused*: until the end of Fri, Nov 6" in told


def test_who_has_nothing_to_update_hears_that(office: Office) -> None:
    told = ask(office, "U0IDLE")

    assert "No nudge on Mon, Oct 12: no key result to update." in told
    assert "*No nudge is planned.*" in told


def test_a_lock_is_told_with_who_set_it(office: Office) -> None:
    tuesdays = {"nudge_weekday": 1, "nudge_time": time(10), "is_locked": True}
    office.change(RhythmRow, {"team_id": COMPANY}, **tuesdays)

    told = ask(office, "U0LENA")

    assert "Every Tuesday at 10:00 AM · set and locked by Company" in told


@pytest.mark.parametrize("word", ["<@U0MARIA|maria.muster>", "<@U0MARIA>", "for <@U0MARIA> please"])
def test_a_manager_asks_about_a_member(office: Office, word: str) -> None:
    told = ask(office, "U0LENA", f"/okr why {word}")

    assert "*When okrbot writes to Maria Muster*" in told
    assert "Next nudge: Mon, Oct 12 at 9:00 AM (Europe/Vienna)" in told


def test_who_names_themselves_asks_about_themselves(office: Office) -> None:
    assert "*When okrbot writes to you*" in ask(office, "U0NICK", "/okr why <@U0NICK|nick>")


def test_an_absence_of_somebody_else_is_told_without_its_kind(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0NICK"}, away="sick")

    told = ask(office, "U0LENA", "/okr why <@U0NICK|nick>")

    assert "away by Slack status" in told
    assert "sick" not in told.casefold()


def test_a_key_result_of_somebody_else_is_not_named(office: Office) -> None:
    office.change(KeyResultRow, {"key": "offer"}, owner_id=office.person("U0NICK")["id"])

    assert "Offer on the table" not in ask(office, "U0LENA", "/okr why <@U0NICK|nick>")


def test_nothing_is_known_of_a_stranger(office: Office) -> None:
    told = ask(office, "U0HANNA", "/okr why <@U0STRANGE|stella>")

    assert "okrbot does not know them, so it never writes to them." in told


def test_a_name_without_an_at_is_no_person(office: Office) -> None:
    told = ask(office, "U0HANNA", "/okr why maria")

    assert "Name one person, with an @ and chosen from the list: /okr why @anna" in told


def test_an_admin_asks_about_who_left(office: Office) -> None:
    told = ask(office, "U0HANNA", "/okr why <@U0GONE|gus>")

    assert "not active in Slack any more" in told
    assert "No nudge is planned." in told


def test_about_who_is_in_no_team_admins_alone_may_ask(office: Office) -> None:
    nick = office.person("U0NICK")["id"]
    with office.database.transaction() as session:
        session.execute(delete(MembershipRow).where(col(MembershipRow.person_id) == nick))
    office.change(PersonRow, {"id": nick}, home_team_id=None)

    refused = ask(office, "U0LENA", "/okr why <@U0NICK|nick>")
    told = ask(office, "U0HANNA", "/okr why <@U0NICK|nick>")

    assert "Only admins of okrbot see when it writes to who is in no team." in refused
    assert "the usual rhythm, nobody set another" in told


def test_who_led_a_team_that_is_no_more_asks_about_nobody_in_it(office: Office) -> None:
    office.change(TeamRow, {"name": "Platform"}, is_active=False)

    refused = ask(office, "U0LENA", "/okr why <@U0NICK|nick>")

    assert "Only admins of okrbot see when it writes to who is in no team." in refused


def test_asking_changes_nothing(office: Office) -> None:
    office.live_until(BEFORE_THE_HOLIDAY)
    before = stored(office)

    ask(office, "U0HANNA", "/okr why <@U0MARIA|maria>")

    assert differing(before, stored(office)) == set()


def test_a_manager_of_a_second_team_of_theirs_may_ask(office: Office) -> None:
    office.change(TeamRow, {"name": "Sales"}, manager_id=office.person("U0NICK")["id"])

    assert "*When okrbot writes to Many Results*" in ask(
        office, "U0NICK", "/okr why <@U0MANY|many>"
    )
