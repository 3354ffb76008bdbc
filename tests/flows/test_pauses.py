"""Pausing: oneself, a member of one's team, and coming back."""

from datetime import date, timedelta

import pytest

from bot.domain.rights import RULES, Right
from storage.tables import AuditRow, PersonRow, TeamRow
from tests.flows.agreeing import press
from tests.flows.office import MONDAY_NINE, Office

ADMIN, MANAGER, MEMBER, ELSEWHERE = "U0HANNA", "U0LENA", "U0NICK", "U0MANY"


def until(office: Office, user: str) -> date | None:
    day: date | None = office.person(user)["paused_until"]
    return day


def chosen(office: Office, user: str, field: str = "pause_until") -> str:
    view = office.slack.view(user)
    assert view is not None
    element = view["state"]["values"][field][field]
    return element.get("selected_date") or element.get("selected_user") or ""


def pause(office: Office, user: str, day: str, who: str = "") -> dict[str, str]:
    """Pause somebody; what was refused."""
    office.slack.command(user, "/okr pause")
    if who:
        office.slack.press(user, "pause_who", value=who)
    office.slack.fill(user, {"pause_until": day})
    assert office.submit(user).error is None
    return office.slack.errors(user)


def test_a_member_pauses_and_is_not_asked(office: Office) -> None:
    assert pause(office, MEMBER, "2026-10-12") == {}

    assert "You are paused until and including *Oct 12, 2026*." in office.shown(MEMBER)
    assert until(office, MEMBER) == date(2026, 10, 12)
    assert office.rows(AuditRow)[-1]["action"] == "person.paused"
    assert office.slack.dm(MEMBER) == []


def test_a_member_is_offered_nobody_else(office: Office) -> None:
    office.slack.command(MEMBER, "/okr pause")

    view = office.slack.view(MEMBER)
    assert view is not None
    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == [
        "pause_until"
    ]


@pytest.mark.parametrize(
    "words", ["until 24 Dec", "bis 24.12.", "2026-12-24", "until December 24th, 2026"]
)
def test_a_day_behind_the_word_is_chosen_already(office: Office, words: str) -> None:
    office.slack.command(MEMBER, f"/okr pause {words}")

    assert chosen(office, MEMBER) == "2026-12-24"
    assert office.submit(MEMBER).error is None
    assert until(office, MEMBER) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-10-11", "Choose today or a later day."),
        ("2027-10-13", "A pause lasts at most a year: until Oct 12, 2027."),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_the_field(
    office: Office, day: str, sentence: str
) -> None:
    refused = pause(office, MEMBER, day)
    office.slack.close(MEMBER)
    office.slack.command(MEMBER, "/okr pause")

    assert refused == {"pause_until": sentence}
    assert until(office, MEMBER) is None
    assert chosen(office, MEMBER) == day
    assert "What you typed before is still here." in office.shown(MEMBER)


def test_who_is_back_says_so(office: Office) -> None:
    pause(office, MEMBER, "2026-12-24")
    office.slack.close(MEMBER)
    office.slack.command(MEMBER, "/okr pause")

    office.slack.press(MEMBER, "person.resume")
    office.live_until(MONDAY_NINE)

    assert until(office, MEMBER) is None
    assert "paused" not in office.shown(MEMBER)
    assert office.rows(AuditRow)[-1]["action"] == "person.resumed"


def test_a_manager_pauses_a_member_who_is_told_and_changes_it(office: Office) -> None:
    assert pause(office, MANAGER, "2026-12-24", "U0NICK") == {}

    assert "*Nick New* is paused until and including *Dec 24, 2026*" in office.shown(MANAGER)
    [text] = office.dm_texts(MEMBER)
    assert text.startswith("Lena Lead paused your check-ins until and including Dec 24, 2026.")
    office.slack.click(MEMBER, "person.pause")
    assert "You are paused until and including *Dec 24, 2026*." in office.shown(MEMBER)
    office.slack.press(MEMBER, "person.resume")
    assert until(office, MEMBER) is None


def test_a_pause_that_is_sent_twice_is_told_once(office: Office) -> None:
    pause(office, MANAGER, "2026-12-24", "U0NICK")

    office.bolt.deliver(office.bolt.last)
    office.line.deliver()

    assert len(office.slack.dm(MEMBER)) == 1


def test_going_back_and_forth_floods_nobody(office: Office) -> None:
    for day in ("2026-11-02", "2026-11-03", "2026-11-04"):
        pause(office, MANAGER, day, "U0NICK")
        office.slack.close(MANAGER)
    office.slack.command(MANAGER, "/okr pause @nick.new")
    office.slack.press(MANAGER, "person.resume")
    office.line.deliver()

    [text] = office.dm_texts(MEMBER)
    assert text.startswith("Lena Lead ended the pause of your check-ins.")

    office.live_until(MONDAY_NINE + timedelta(days=1))
    pause(office, MANAGER, "2026-11-02", "U0NICK")
    assert office.dm_texts(MEMBER)[-1].startswith("Lena Lead paused your check-ins")


def test_a_manager_ends_the_pause_of_a_member_who_is_told(office: Office) -> None:
    pause(office, MEMBER, "2026-12-24")
    office.slack.command(MANAGER, "/okr pause @nick.new")
    assert "*Nick New* is paused until" in office.shown(MANAGER)

    office.slack.press(MANAGER, "person.resume")
    office.line.deliver()

    assert until(office, MEMBER) is None
    assert office.dm_texts(MEMBER)[-1].startswith("Lena Lead ended the pause of your check-ins.")


def test_a_person_behind_the_word_is_chosen_already(office: Office) -> None:
    office.slack.command(MANAGER, "/okr pause @nick.new until 24 Dec")

    assert chosen(office, MANAGER, "pause_who") == "U0NICK"
    assert chosen(office, MANAGER) == "2026-12-24"
    assert "They are told in a message" in office.shown(MANAGER)


@pytest.mark.parametrize("user", [ADMIN, MANAGER])
def test_managers_and_admins_pause_others(office: Office, user: str) -> None:
    office.change(TeamRow, {"name": "Company"}, manager_id=None)

    assert pause(office, user, "2026-12-24", "U0NICK") == {}

    assert until(office, MEMBER) == date(2026, 12, 24)


def test_a_manager_above_pauses_too(office: Office) -> None:
    office.change(PersonRow, {"slack_id": ADMIN}, role="member")

    assert pause(office, ADMIN, "2026-12-24", "U0NICK") == {}

    assert until(office, MEMBER) == date(2026, 12, 24)


def test_a_manager_pauses_nobody_of_another_team(office: Office) -> None:
    office.slack.command(MANAGER, "/okr pause until 24 Dec")
    office.slack.press(MANAGER, "pause_who", value=ELSEWHERE)
    chosen_there = office.shown(MANAGER)
    office.slack.close(MANAGER)
    office.submit(MANAGER)

    rule = RULES[Right.PAUSE]
    assert rule in chosen_there
    assert office.slack.errors(MANAGER) == {"pause_who": rule}
    assert until(office, ELSEWHERE) is None


@pytest.mark.parametrize("who", ["U0STRANGE", "U0GONE"])
def test_nobody_pauses_who_is_not_asked(office: Office, who: str) -> None:
    office.slack.command(ADMIN, "/okr pause until 24 Dec")
    office.slack.press(ADMIN, "pause_who", value=who)
    office.slack.close(ADMIN)

    office.submit(ADMIN)

    assert office.slack.errors(ADMIN) == {
        "pause_who": "Choose somebody whom okrbot asks for check-ins."
    }


def test_what_was_typed_about_somebody_out_of_reach_is_not_shown(office: Office) -> None:
    office.slack.command(MANAGER, "/okr pause @nick.new")
    office.slack.fill(MANAGER, {"pause_until": "2026-12-24"})
    office.slack.close(MANAGER)
    office.change(TeamRow, {"name": "Platform"}, manager_id=office.person(ADMIN)["id"])

    assert office.slack.command(MANAGER, "/okr pause").error is None
    assert "Nick New" not in office.shown(MANAGER)


def test_the_form_speaks_german(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr pause bis 24. Dezember")

    assert "Der Überblick sagt nicht, warum." in office.shown("U0MARIA")
    assert chosen(office, "U0MARIA") == "2026-12-24"


def test_a_forged_button_ends_no_pause_of_others(office: Office) -> None:
    pause(office, MEMBER, "2026-12-24")
    pause(office, ELSEWHERE, "2026-12-24")
    office.slack.close(ELSEWHERE)
    office.slack.command(ELSEWHERE, "/okr pause")
    office.bolt.is_deaf = True
    office.slack.press(ELSEWHERE, "person.resume")
    forged = dict(office.bolt.last)
    forged["actions"] = [dict(forged["actions"][0], value="U0NICK")]

    office.bolt.is_deaf = False
    office.bolt.deliver(forged)

    assert until(office, MEMBER) == date(2026, 12, 24)


def test_a_button_that_waited_opens_what_holds_now(office: Office) -> None:
    pause(office, MANAGER, "2026-12-24", "U0NICK")
    office.change(PersonRow, {"slack_id": MEMBER}, paused_until=None)

    press(office, MEMBER, "person.pause", 0)

    assert "You are paused" not in office.shown(MEMBER)
