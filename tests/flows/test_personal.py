"""`/okr me`: how somebody is reached, and whose holidays they keep."""

from datetime import UTC, date, datetime

import pytest

from storage.tables import AuditRow, NudgeRow, PersonRow
from tests.flows.founding import option
from tests.flows.office import MONDAY_NINE, NEXT_MONDAY, Office

USER = "U0LENA"
EVE_OF_HOLIDAY = datetime(2026, 10, 25, 12, tzinfo=UTC)
HOLIDAY_NINE = datetime(2026, 10, 26, 8, tzinfo=UTC)
DAY_AFTER = datetime(2026, 10, 27, 8, tzinfo=UTC)


def open_form(office: Office, user: str = USER) -> str:
    assert office.slack.command(user, "/okr me").error is None
    return office.shown(user)


def choose(office: Office, code: str, name: str) -> None:
    office.slack.suggest(USER, "country", name)
    office.slack.press(USER, "country", value=code)


def test_it_says_how_somebody_is_reached(office: Office) -> None:
    shown = open_form(office)

    assert "Your next check-in comes on *Monday, Oct 12, 2026 at 9:00\u202fAM*." in shown
    assert "*Platform* decides on the days:" in shown
    assert "Check-ins on Monday at 9:00" in shown
    assert "Your time zone is *Europe/Vienna*, where it is 8:00\u202fAM now." in shown
    assert "Austria" in shown


def test_it_speaks_german(office: Office) -> None:
    office.slack.command("U0MARIA", "/okr ich")

    assert "Dein nächster Check-in kommt am *Montag" in office.shown("U0MARIA")
    assert "Österreich" in office.shown("U0MARIA")


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"paused_until": date(2026, 10, 12)}, "You are paused until and including *Oct 12, 2026*"),
        ({"paused_until": date(2026, 10, 11)}, "A pause keeps me quiet"),
        ({"away": "sick"}, "You are away by Slack status, so I do not ask until it changes."),
        (
            {"away": "sick", "away_until": datetime(2026, 10, 14, 9, tzinfo=UTC)},
            "You are away by Slack status until Oct 14, 2026",
        ),
        ({"away": "sick", "away_until": MONDAY_NINE.replace(hour=1)}, "A pause keeps me quiet"),
        ({"home_team_id": None}, "You are in no team yet."),
        ({"next_nudge_at": None}, "You are asked for no check-ins."),
    ],
)
def test_it_says_what_keeps_it_quiet(
    office: Office, columns: dict[str, object], sentence: str
) -> None:
    office.change(PersonRow, {"slack_id": USER}, **columns)

    shown = open_form(office)

    assert sentence in shown
    assert "sick" not in shown


@pytest.mark.parametrize(
    ("columns", "is_asked"),
    [
        ({"paused_until": date(2026, 10, 12)}, False),
        ({"paused_until": date(2026, 10, 11)}, True),
        ({"away": "vacation"}, False),
        ({"away": "vacation", "away_until": datetime(2026, 10, 14, 9, tzinfo=UTC)}, False),
        ({"away": "vacation", "away_until": MONDAY_NINE}, True),
    ],
)
def test_it_promises_no_check_in_that_will_be_left_out(
    office: Office, columns: dict[str, object], is_asked: bool
) -> None:
    office.change(PersonRow, {"slack_id": USER}, **columns)

    shown = open_form(office)

    assert ("Your next check-in comes on" in shown) is is_asked
    assert ("You are not asked to check in while you are away." in shown) is not is_asked


def test_it_names_the_team_that_sets_the_days(office: Office) -> None:
    shown = open_form(office)

    assert "Check-ins on Monday at 9:00\u202fAM · from Platform" in shown


def test_a_part_of_a_country_is_chosen_behind_it(office: Office) -> None:
    open_form(office)
    choose(office, "DE", "germany")
    parts = office.slack.suggest(USER, "region:DE", "bay").body
    office.slack.fill(USER, {"region:DE": option("BY", "Bayern")})

    assert office.submit(USER).error is None

    assert "Bayern" in str(parts)
    assert office.person(USER)["country"] == "DE-BY"
    assert "Saved." in office.shown(USER)
    assert office.rows(AuditRow)[-1]["detail"] == {"country": "DE-BY"}


def test_a_country_is_found_by_its_code(office: Office) -> None:
    open_form(office)

    found = office.slack.suggest(USER, "country", "at").body

    assert found["options"][0]["value"] == "AT"


def test_a_country_whose_holidays_nobody_knows_is_refused(office: Office) -> None:
    open_form(office)
    choose(office, "DE", "germany")
    office.slack.fill(USER, {"region:DE": option("XX", "Nowhere")})

    office.submit(USER)

    assert office.slack.errors(USER) == {"country": "Choose a country from the list."}
    assert office.person(USER)["country"] == "AT"


def test_what_was_chosen_and_not_saved_is_there_again(office: Office) -> None:
    open_form(office)
    choose(office, "NL", "netherlands")
    office.slack.close(USER)

    shown = open_form(office)

    assert "Netherlands" in shown
    assert "What you typed before is still here." in shown
    assert office.person(USER)["country"] == "AT"


def test_another_country_moves_what_is_still_to_come(office: Office) -> None:
    office.live_until(EVE_OF_HOLIDAY)
    office.change(PersonRow, {"slack_id": USER}, next_nudge_at=DAY_AFTER)
    open_form(office)
    choose(office, "NL", "netherlands")

    office.submit(USER)

    assert office.person(USER)["next_nudge_at"] == HOLIDAY_NINE


def test_who_was_asked_this_week_is_not_asked_again(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    asked = len(office.rows(NudgeRow))
    open_form(office)
    choose(office, "NL", "netherlands")

    office.submit(USER)

    assert asked > 0
    assert office.person(USER)["next_nudge_at"] == NEXT_MONDAY.replace(hour=7)


def test_the_pause_opens_on_top(office: Office) -> None:
    open_form(office)

    office.slack.press(USER, "person.pause")

    assert "Until and including" in office.shown(USER)
