"""The rhythm of a team in its form: how often, the next days before it is saved, and drafts."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from storage.tables import FormDraftRow, NudgeRow, RhythmRow, TeamRow, WorkspaceRow
from tests.flows.office import Office
from tests.flows.teaming import COMPANY, PLATFORM, SALES, edit, save, team

FROM_12_OCTOBER, FROM_19_OCTOBER = "even_weeks", "odd_weeks"


def open_rhythm(office: Office, number: int, user: str = "U0HANNA") -> None:
    edit(office, user, number)
    assert office.slack.press(user, "team.rhythm").error is None


def choose(office: Office, user: str = "U0HANNA", **values: Any) -> None:
    """Choose in the open form, one after the other; another day gives `every` another name."""
    for name, value in values.items():
        named = next(each for each in state(office, user) if each.startswith(name))
        office.slack.fill(user, {named: value})


def state(office: Office, user: str = "U0HANNA") -> dict[str, Any]:
    view = office.slack.view(user)
    assert view is not None
    return {name: next(iter(each.values())) for name, each in view["state"]["values"].items()}


def chosen(office: Office, name: str) -> str:
    """What stands in a field, as a person reads it."""
    found = next(each for key, each in state(office).items() if key.startswith(name))
    option = found.get("selected_option") or {"text": {"text": ""}}
    return str(found.get("selected_time") or option["text"]["text"])


def lines(office: Office, word: str) -> list[str]:
    return [line for line in office.shown("U0HANNA").splitlines() if word in line]


def dates(office: Office, user: str = "U0HANNA") -> list[str]:
    """The next days that the form shows: three of nudges, then three of digests."""
    shown = office.shown(user).replace("\u202f", " ").splitlines()
    return [line.removeprefix("• ") for line in shown if line.startswith("• ")]


def own(office: Office, number: int) -> dict[str, Any]:
    return next(row for row in office.rows(RhythmRow) if row["team_id"] == number)


def test_the_form_says_who_sets_what_and_offers_weeks_by_their_days(office: Office) -> None:
    office.change(RhythmRow, {"team_id": COMPANY}, every="month")

    open_rhythm(office, SALES)

    shown = office.shown("U0HANNA")
    assert "Every month, on the first Wednesday of the month · from Company" in shown
    assert lines(office, "Every") == [
        "Every month, on the first Wednesday of the month · from Company",
        "Every week",
        "Every two weeks, next on Wed, Oct 14",
        "Every two weeks, next on Wed, Oct 21",
        "Every month, on the first Wednesday of the month",
    ]
    assert chosen(office, "every") == "As the team above"


def test_the_next_days_are_shown_with_their_zone_before_anything_is_saved(office: Office) -> None:
    open_rhythm(office, SALES)

    choose(office, every=FROM_19_OCTOBER)

    assert lines(office, "Europe/Vienna") == [
        "Next, by each person's own clock; in Europe/Vienna:",
        "The digest after each of them; in Europe/Vienna:",
    ]
    assert dates(office) == [
        "Wed, Oct 21, 2:00 PM",
        "Wed, Nov 4, 2:00 PM",
        "Wed, Nov 18, 2:00 PM",
        "Tue, Oct 13, 9:00 AM",
        "Tue, Oct 27, 9:00 AM",
        "Tue, Nov 10, 9:00 AM",
    ]
    assert own(office, SALES)["every"] is None


def test_another_day_shows_other_dates_and_keeps_all_that_was_chosen(office: Office) -> None:
    open_rhythm(office, SALES)
    choose(office, every=FROM_12_OCTOBER)
    choose(office, digest_day="4", digest_time="16:00")

    choose(office, nudge_day="1", nudge_time="10:30")

    assert chosen(office, "every") == "Every two weeks, next on Tue, Oct 13"
    assert (chosen(office, "digest_day"), chosen(office, "digest_time")) == ("Friday", "16:00")
    assert (chosen(office, "nudge_day"), chosen(office, "nudge_time")) == ("Tuesday", "10:30")
    assert dates(office) == [
        "Tue, Oct 13, 10:30 AM",
        "Tue, Oct 27, 10:30 AM",
        "Tue, Nov 10, 10:30 AM",
        "Fri, Oct 16, 4:00 PM",
        "Fri, Oct 30, 4:00 PM",
        "Fri, Nov 13, 4:00 PM",
    ]


def test_what_is_left_to_the_team_above_shows_the_dates_of_that_team(office: Office) -> None:
    office.change(RhythmRow, {"team_id": COMPANY}, nudge_weekday=3, nudge_time=time(11))
    open_rhythm(office, SALES)

    choose(office, nudge_day="above", nudge_time="")

    assert dates(office)[0] == "Thu, Oct 15, 11:00 AM"


def test_a_day_that_is_a_holiday_says_where_it_goes_and_why(office: Office) -> None:
    office.change(WorkspaceRow, {}, country="AT")
    open_rhythm(office, SALES)

    choose(office, nudge_day="0", every=FROM_12_OCTOBER)

    assert dates(office)[:3] == [
        "Mon, Oct 12, 2:00 PM",
        "Tue, Oct 27, 2:00 PM (not on Mon, Oct 26: National Day)",
        "Mon, Nov 9, 2:00 PM",
    ]


def test_a_day_of_the_weekend_says_where_it_goes(office: Office) -> None:
    open_rhythm(office, SALES)

    choose(office, nudge_day="5")

    assert dates(office)[:2] == [
        "Mon, Oct 12, 2:00 PM (not on Sat, Oct 10, a day off)",
        "Mon, Oct 19, 2:00 PM (not on Sat, Oct 17, a day off)",
    ]


TOMORROW = datetime(2026, 10, 13, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "nudge", "digest"),
    [
        ("week", datetime(2026, 10, 14, 12, tzinfo=UTC), TOMORROW),
        (
            FROM_12_OCTOBER,
            datetime(2026, 10, 14, 12, tzinfo=UTC),
            datetime(2026, 10, 20, 7, tzinfo=UTC),
        ),
        # People were asked on Wednesday, 7 October, which was a first one: tomorrow tells of it.
        (FROM_19_OCTOBER, datetime(2026, 10, 21, 12, tzinfo=UTC), TOMORROW),
        ("month", datetime(2026, 11, 4, 13, tzinfo=UTC), TOMORROW),
    ],
    ids=["each", "these weeks", "the others", "month"],
)
def test_what_was_shown_is_what_is_planned(
    office: Office, every: str, nudge: datetime, digest: datetime
) -> None:
    office.change(TeamRow, {"id": SALES}, manager_channel="C0LEADS")
    open_rhythm(office, SALES)
    choose(office, every=every)

    assert save(office, "U0HANNA") == {}

    assert (own(office, SALES)["every"], team(office, SALES)["every"]) == (every, every)
    assert office.person("U0MANY")["next_nudge_at"] == nudge
    assert team(office, SALES)["next_digest_at"] == digest
    assert office.rows(FormDraftRow) == []


def test_below_it_a_team_is_asked_as_often_until_it_says_otherwise(office: Office) -> None:
    open_rhythm(office, COMPANY)
    choose(office, every="month")
    save(office, "U0HANNA")

    assert [team(office, each)["every"] for each in (PLATFORM, SALES)] == ["month", "month"]

    office.slack.close_all("U0HANNA")
    open_rhythm(office, SALES)
    choose(office, every="week")
    save(office, "U0HANNA")

    assert [team(office, each)["every"] for each in (PLATFORM, SALES)] == ["month", "week"]


@pytest.mark.parametrize("clock", ["07:59", "18:00"])
def test_a_nudge_before_or_after_work_is_refused_at_its_field_and_kept(
    office: Office, clock: str
) -> None:
    open_rhythm(office, SALES)
    choose(office, every="month")

    refused = save(office, "U0HANNA", nudge_time=clock)

    message = "Choose a time from 08:00 to 17:59: nobody is asked before or after work."
    assert refused == {"nudge_time": message}
    office.slack.close("U0HANNA")
    office.slack.press("U0HANNA", "team.rhythm")
    assert "What you typed before is still here." in office.shown("U0HANNA")
    assert chosen(office, "nudge_time") == clock
    assert chosen(office, "every") == "Every month, on the first Wednesday of the month"


def test_what_was_chosen_is_still_there_after_esc(office: Office) -> None:
    open_rhythm(office, SALES)
    choose(office, every=FROM_19_OCTOBER, nudge_day="2")

    office.slack.close("U0HANNA")
    office.slack.press("U0HANNA", "team.rhythm")

    assert "What you typed before is still here." in office.shown("U0HANNA")
    assert chosen(office, "every") == "Every two weeks, next on Wed, Oct 21"
    assert own(office, SALES)["every"] is None


def test_a_form_that_was_only_looked_at_leaves_no_draft(office: Office) -> None:
    open_rhythm(office, SALES)
    choose(office, every="month")
    choose(office, every="above")

    office.slack.close("U0HANNA")

    drafts = [row["form"] for row in office.rows(FormDraftRow)]
    assert f"rhythm:{SALES}" not in drafts
    office.slack.press("U0HANNA", "team.rhythm")
    assert "What you typed before" not in office.shown("U0HANNA")


def test_who_may_not_any_more_sees_no_dates_and_changes_nothing(office: Office) -> None:
    open_rhythm(office, PLATFORM, "U0LENA")
    office.change(RhythmRow, {"team_id": COMPANY}, is_locked=True)
    before = office.rows(RhythmRow)

    choose(office, "U0LENA", every="month")
    office.slack.submit("U0LENA")

    assert office.rows(RhythmRow) == before
    assert office.rows(FormDraftRow) == []


def test_a_locked_team_is_asked_as_often_as_the_one_that_locks(office: Office) -> None:
    office.change(RhythmRow, {"team_id": PLATFORM}, every="week")
    open_rhythm(office, COMPANY)
    choose(office, every="month", locked=["locked"])

    assert save(office, "U0HANNA") == {}

    assert team(office, PLATFORM)["every"] == "month"
    edit(office, "U0LENA", PLATFORM)
    shown = office.shown("U0LENA")
    assert "Every month, on the first Monday of the month · from Company" in shown


def test_in_german(office: Office) -> None:
    office.change(TeamRow, {"id": PLATFORM}, manager_id=office.person("U0MARIA")["id"])
    open_rhythm(office, PLATFORM, "U0MARIA")

    choose(office, "U0MARIA", every=FROM_19_OCTOBER)

    assert "Alle zwei Wochen, das nächste Mal am Mo., 19. Okt." in office.shown("U0MARIA")
    assert dates(office, "U0MARIA")[:2] == ["Mo., 19. Okt., 09:00", "Mo., 2. Nov., 09:00"]


@pytest.mark.parametrize(
    ("every", "weeks"),
    [("week", [42, 43, 44, 45, 46]), (FROM_12_OCTOBER, [42, 44, 46]), ("month", [45])],
)
def test_nudges_and_digests_come_in_the_same_weeks(
    office: Office, every: str, weeks: list[int]
) -> None:
    office.change(WorkspaceRow, {}, country="")
    open_rhythm(office, PLATFORM)
    choose(office, every=every)
    assert save(office, "U0HANNA") == {}

    office.live_until(datetime(2026, 11, 13, 12, tzinfo=UTC))

    maria = office.person("U0MARIA")["id"]
    asked = [row for row in office.rows(NudgeRow) if row["person_id"] == maria]
    posted = sorted(key for key in office.outbox() if key.startswith(f"digest:team{PLATFORM}:"))
    slots = [f"2026-W{week}" for week in weeks]
    assert [row["slot"] for row in asked] == slots
    # The digest of the week that was over before the form was opened may come, too.
    assert [key.split(":")[2] for key in posted if not key.endswith("W41")] == slots
