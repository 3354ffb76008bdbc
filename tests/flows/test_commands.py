"""What `/okr` answers, to whom, in which language."""

import logging

import pytest

from storage.tables import PersonRow
from tests.flows.office import Office

HOSTILE = '"}]} <!channel> *bold* `{{ 7*7 }}` {% raw %} \\u0000 </script> ' + "x" * 3000


@pytest.mark.parametrize("line", ["/okr", "/okr help", "/okr HELP", "/okr  help "])
def test_help_is_answered_to_who_asks(office: Office, line: str) -> None:
    reply = office.slack.command("U0NICK", line)

    assert reply.error is None
    assert "`/okr checkin` update your key results" in office.answer("U0NICK")


def test_help_speaks_german(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr hilfe")

    assert "kenne ich nicht" not in office.answer("U0MARIA")
    assert "`/okr list` deine Key Results" in office.answer("U0MARIA")


@pytest.mark.parametrize("user", ["U0STRANGE", "U0GONE"])
def test_help_is_answered_to_strangers_too(office: Office, user: str) -> None:
    office.slack.command(user, "/okr help")

    assert "`/okr checkin`" in office.answer(user)


def test_unknown_words_are_answered_with_help_and_do_no_harm(office: Office) -> None:
    reply = office.slack.command("U0NICK", f"/okr {HOSTILE}")

    assert reply.error is None
    assert "This is what I understand" in office.answer("U0NICK")
    assert "<!channel>" not in office.answer("U0NICK")
    assert "49" not in office.answer("U0NICK")


def test_list_shows_my_key_results(office: Office) -> None:
    office.slack.command("U0HANNA", "/okr list")

    assert "*Hospitals that reorder*" in office.answer("U0HANNA")
    assert "48 of 65 hospitals" in office.answer("U0HANNA")
    assert "Portal answers" not in office.answer("U0HANNA")


def test_list_speaks_german_and_offers_the_form(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr list")

    assert "*Deine Key Results*" in office.answer("U0MARIA")
    assert "92\N{NO-BREAK SPACE}% von 100\N{NO-BREAK SPACE}%" in office.answer("U0MARIA")
    assert office.slack.click("U0MARIA", "checkin.open").error is None
    assert office.slack.view("U0MARIA") is not None


def test_list_says_so_when_there_is_nothing(office: Office) -> None:
    office.slack.command("U0IDLE", "/okr list")

    assert "You have no key results to update in a running cycle." in office.answer("U0IDLE")


@pytest.mark.parametrize("line", ["/okr team", "/okr team Platform", "/okr team  platform "])
def test_team_shows_how_a_team_stands(office: Office, line: str) -> None:
    office.slack.command("U0NICK", line)

    assert "Platform, week 42" in office.answer("U0NICK")
    assert "Clinics never wait for our portal" in office.answer("U0NICK")


def test_team_shows_another_team_by_its_name(office: Office) -> None:
    office.slack.command("U0NICK", "/okr team Company")

    assert "Hospitals trust our implants" in office.answer("U0NICK")


def test_an_unknown_team_is_answered_with_the_known_ones(office: Office) -> None:
    office.slack.command("U0NICK", "/okr team <!here> Platfrm")

    assert "There is no team called" in office.answer("U0NICK")
    assert "Company, Platform, Sales" in office.answer("U0NICK")
    assert "<!here>" not in office.answer("U0NICK")


@pytest.mark.parametrize("line", ["/okr team", "/okr check"])
def test_team_asks_for_a_name_where_somebody_has_no_team(office: Office, line: str) -> None:
    office.change(PersonRow, {"slack_id": "U0NICK"}, home_team_id=None)

    office.slack.command("U0NICK", line)

    assert "You are not in a team yet. Name one after the command" in office.answer("U0NICK")


def test_checkin_opens_the_form(office: Office) -> None:
    office.slack.command("U0NICK", "/okr checkin")

    view = office.slack.view("U0NICK")
    assert view is not None
    assert view["callback_id"] == "checkin.submit"


def test_the_shortcut_opens_the_form(office: Office) -> None:
    office.slack.shortcut("U0NICK", "checkin.open")

    assert "The audit is passed" in office.shown("U0NICK")


def test_checkin_says_so_when_there_is_nothing_to_update(office: Office) -> None:
    office.slack.command("U0IDLE", "/okr checkin")

    assert "You have no key results to update in a running cycle." in office.answer("U0IDLE")
    assert office.slack.view("U0IDLE") is None


def test_the_shortcut_says_so_in_a_window(office: Office) -> None:
    office.slack.shortcut("U0IDLE", "checkin.open")

    assert "You have no key results to update in a running cycle." in office.shown("U0IDLE")


@pytest.mark.parametrize("user", ["U0STRANGE", "U0GONE"])
@pytest.mark.parametrize("line", ["/okr checkin", "/okr list", "/okr team", "/okr check"])
def test_who_is_not_known_is_told_whom_to_ask(office: Office, line: str, user: str) -> None:
    office.slack.command(user, line)

    assert "I do not know you yet. Ask whoever looks after okrbot" in office.answer(user)
    assert office.slack.view(user) is None


def test_our_own_log_keeps_its_level(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr list")

    assert logging.getLogger("okrbot").level == logging.NOTSET
