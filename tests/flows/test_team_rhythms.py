"""When teams hear from us, and whom they follow."""

from datetime import UTC, datetime

import pytest

from bot.scheduler import run_due
from playground import UserGroup
from storage.tables import MembershipRow, RhythmRow, TeamRow
from tests.flows.office import MONDAY_NINE, Office
from tests.flows.teaming import COMPANY, PLATFORM, SALES, edit, members, save


def test_who_joins_is_met_and_nudged_by_the_teams_rhythm(office: Office) -> None:
    office.change(MembershipRow, {}, joined_on=datetime(2026, 1, 1, tzinfo=UTC).date())
    edit(office, "U0HANNA", SALES)

    assert save(office, "U0HANNA", members=["U0MANY", "U0STRANGE"]) == {}

    stella = office.person("U0STRANGE")
    assert (stella["name"], stella["home_team_id"]) == ("Stella Strange", SALES)
    assert stella["next_nudge_at"] == datetime(2026, 10, 14, 12, tzinfo=UTC)


def test_a_rhythm_says_where_it_comes_from_and_is_changed(office: Office) -> None:
    edit(office, "U0HANNA", SALES)
    assert "Check-ins on Wednesday at 2:00\u202fPM · set here" in office.shown("U0HANNA")
    assert "Digest on Tuesday at 9:00\u202fAM · as usual" in office.shown("U0HANNA")

    office.slack.press("U0HANNA", "team.rhythm")
    assert save(office, "U0HANNA", nudge_day="4", nudge_time="10:00") == {}

    row = next(row for row in office.rows(RhythmRow) if row["team_id"] == SALES)
    assert (row["nudge_weekday"], str(row["nudge_time"])) == (4, "10:00:00")
    assert office.person("U0MANY")["next_nudge_at"] == datetime(2026, 10, 16, 8, tzinfo=UTC)


def test_half_a_rhythm_is_told_at_its_fields(office: Office) -> None:
    edit(office, "U0HANNA", COMPANY)
    office.slack.press("U0HANNA", "team.rhythm")

    assert save(office, "U0HANNA", nudge_day="4") == {"nudge_time": "Choose the time as well."}
    refused = save(office, "U0HANNA", nudge_day="4", nudge_time="07:59", digest_time="09:00")
    assert set(refused) == {"digest_day", "nudge_time"}


def test_a_locked_rhythm_names_who_locked_it(office: Office) -> None:
    office.change(RhythmRow, {"team_id": COMPANY}, is_locked=True)
    edit(office, "U0LENA", PLATFORM)

    assert "Locked by Company for all teams below." in office.shown("U0LENA")
    with pytest.raises(LookupError):
        office.slack.press("U0LENA", "team.rhythm")


def test_without_the_scope_the_form_says_what_is_missing(office: Office) -> None:
    office.slack.world.scopes = tuple(
        each for each in office.slack.world.scopes if each != "usergroups:read"
    )

    edit(office, "U0LENA", PLATFORM)

    assert "grant `usergroups:read`" in office.shown("U0LENA")
    assert save(office, "U0LENA", name="Clinics") == {}


def test_a_team_follows_a_user_group(office: Office) -> None:
    office.slack.put_group(UserGroup("S0SALES", "Sales", "sales", ("U0MANY", "U0NICK")))
    edit(office, "U0HANNA", SALES)
    assert save(office, "U0HANNA", user_group="S0SALES") == {}
    assert members(office, SALES) == {"U0MANY", "U0NICK"}

    office.slack.put_group(UserGroup("S0SALES", "Sales", "sales", ("U0NICK", "U0BOT", "U0STRANGE")))
    counts = run_due(office.database, office.clock.now(), office.line.errands)["groups"]

    assert counts == {"joined": 1, "left": 1}
    assert office.person("U0STRANGE")["home_team_id"] == SALES
    assert office.person("U0MANY")["home_team_id"] is None
    assert not office.person("U0BOT")["is_active"]
    again = run_due(office.database, office.clock.now(), office.line.errands)["groups"]
    assert again == {}


def test_a_group_that_is_gone_changes_nothing(office: Office) -> None:
    office.change(TeamRow, {"id": SALES}, user_group="S0NONE")

    assert run_due(office.database, office.clock.now(), office.line.errands)["groups"] == {}

    assert members(office, SALES) == {"U0MANY"}


def test_where_no_group_is_followed_slack_is_not_asked(office: Office) -> None:
    run_due(office.database, MONDAY_NINE, office.line.errands)

    assert office.slack.calls("usergroups.users.list") == []
