"""A quarter of 30 people, twice: over the clock changes of spring and of autumn 2026.

The story is told once per season, through Slack's protocol only; each test looks at one promise.
What should have come of it is worked out in `model` and `expected`, without the bot.
"""

import json
import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from tests.e2e import expected, seen
from tests.e2e.company import CREWS, MEMBERS, Crew, Member
from tests.e2e.ladder import Extra, Kind, Ladder
from tests.e2e.model import Said, Slot, moved_values, slot_of, wall_clock
from tests.e2e.story import AUTUMN, LEAVER, SPRING, Season, Story, is_free, tell

by_name = [pytest.param(one, id=one.name) for one in MEMBERS]
those_who_stay = [pytest.param(one, id=one.name) for one in MEMBERS if one.id != LEAVER]
by_team = [pytest.param(one, id=one.name) for one in CREWS]


@pytest.fixture(scope="module", params=[SPRING, AUTUMN], ids=["spring-socket", "autumn-http"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    season: Season = request.param
    told = tell(season, tmp_path_factory.mktemp("story"))
    if folder := os.environ.get("OKRBOT_RECORD"):
        record(told, Path(folder))
    return told


def record(story: Story, folder: Path) -> None:
    """What the bot asked Slack for, as `python -m contract.check` reads it.

    Without calls that ask for nothing: there is no argument to check.
    """
    calls = [call for call in story.slack.calls() if call.args]
    asked = [{"method": call.method, "args": call.args} for call in calls]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"quarter-{story.season.name}.json").write_text(json.dumps(asked))


@pytest.fixture(scope="module")
def ladder(story: Story) -> list[Extra]:
    return Ladder(story).climb()


def of_kind(ladder: list[Extra], member: Member, kind: Kind) -> list[Extra]:
    return sorted(each for each in ladder if (each.to, each.kind) == (member.id, kind))


def to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def said_by_slot(story: Story, member: Member) -> dict[Slot, list[Said]]:
    mine: dict[Slot, list[Said]] = {}
    for one in story.book.said:
        if one.author == member.id:
            mine.setdefault(one.slot, []).append(one)
    return mine


@pytest.mark.parametrize("member", by_name)
def test_everybody_is_nudged_once_a_week_at_their_own_time(story: Story, member: Member) -> None:
    moments = seen.nudges(story.slack, member.id)

    assert [to_the_minute(each) for each in moments] == expected.nudges(story, member)


@pytest.mark.parametrize("member", by_name)
def test_each_week_of_checkins_is_one_receipt(story: Story, member: Member) -> None:
    receipts = seen.receipts(story.slack, member.id)

    assert receipts == {
        slot[1]: [moved_values(said)] for slot, said in said_by_slot(story, member).items()
    }


@pytest.mark.parametrize("member", those_who_stay)
def test_a_list_tells_what_people_typed(story: Story, member: Member) -> None:
    listed = story.lists[member.id]

    assert listed == expected.listed(story, member)


@pytest.mark.parametrize("crew", by_team)
def test_each_digest_comes_once_and_on_time(story: Story, crew: Crew) -> None:
    posted = seen.digests(story.slack, crew.manager_channel)

    assert [(each.at.replace(microsecond=0), each.week) for each in posted] == [
        (each.at, each.numbers.slot[1]) for each in expected.digests(story, crew)
    ]


@pytest.mark.parametrize("crew", by_team)
def test_a_digest_has_the_numbers_that_the_checkins_imply(story: Story, crew: Crew) -> None:
    posted = seen.digests(story.slack, crew.manager_channel)

    assert [(each.week, each.headline, each.aims, each.moved, each.missing) for each in posted] == [
        (
            each.numbers.slot[1],
            each.numbers.headline,
            each.numbers.aims,
            each.numbers.moved,
            each.missing,
        )
        for each in expected.digests(story, crew)
    ]


@pytest.mark.parametrize("crew", by_team)
def test_each_team_hears_once_that_the_cycle_begins(story: Story, crew: Crew) -> None:
    told = seen.starts(story.slack, crew.manager_channel)

    assert [(at.replace(microsecond=0), agreed) for at, agreed in told] == expected.starts(
        story, crew
    )


@pytest.mark.parametrize("member", by_name)
def test_who_was_asked_and_recorded_nothing_is_reminded_once(
    story: Story, ladder: list[Extra], member: Member
) -> None:
    moments = seen.reminders(story.slack, member.id)

    assert [to_the_minute(each) for each in moments] == [
        each.at for each in of_kind(ladder, member, Kind.REMIND)
    ]


@pytest.mark.parametrize("member", by_name)
def test_a_reminder_says_when_it_is_done(story: Story, ladder: list[Extra], member: Member) -> None:
    reminded = [slot_of(each.at, member.zone) for each in of_kind(ladder, member, Kind.REMIND)]

    assert seen.settled(story.slack, member.id) == [
        not expected.still_open(story, member, slot) for slot in reminded
    ]


@pytest.mark.parametrize("member", by_name)
def test_managers_hear_once_of_who_is_silent_for_two_weeks(
    story: Story, ladder: list[Extra], member: Member
) -> None:
    told = seen.talks(story.slack, member.id)

    assert [(to_the_minute(at), names) for at, names in told] == [
        (each.at, each.about) for each in of_kind(ladder, member, Kind.TALK)
    ]


@pytest.mark.parametrize("member", by_name)
def test_managers_are_asked_to_close_reminded_once_and_the_one_above_is_told(
    story: Story, ladder: list[Extra], member: Member
) -> None:
    asked = seen.closings(story.slack, member.id)

    assert [(to_the_minute(at), teams) for at, teams in asked] == [
        (each.at, each.about) for each in of_kind(ladder, member, Kind.CLOSE)
    ]


@pytest.mark.parametrize("member", by_name)
def test_nobody_gets_more_than_a_nudge_and_one_other_message_in_a_week(
    story: Story, member: Member
) -> None:
    counted = Counter(
        (slot_of(at, story.season.zone_at(member, at)), kind == "nudge")
        for at, kind in seen.unasked(story.slack, member.id)
    )

    assert [each for each, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("member", by_name)
def test_nobody_is_written_to_out_of_hours(story: Story, member: Member) -> None:
    moments = [at for at, _kind in seen.unasked(story.slack, member.id)]
    there = [wall_clock(at, story.season.zone_at(member, at)) for at in moments]

    assert [at for at in there if is_free(at.date()) or not 8 <= at.hour < 18] == []


@pytest.mark.parametrize("member", by_name)
def test_one_message_of_a_week_shows_what_is_open(story: Story, member: Member) -> None:
    shown = seen.left_open(story.slack, member.id)

    slots = {*expected.asked_slots(story, member), *said_by_slot(story, member)}
    still_open = {slot[1]: expected.still_open(story, member, slot) for slot in slots}
    assert shown == {week: [titles] for week, titles in still_open.items() if titles}


def test_slack_refuses_nothing(story: Story) -> None:
    refused = [
        call for call in story.slack.calls() if call.status != 200 or not call.response["ok"]
    ]

    assert refused == []


def test_nothing_is_sent_twice(story: Story) -> None:
    posts = story.slack.calls("chat.postMessage")
    keys = Counter(call.args["metadata"]["event_payload"]["key"] for call in posts)

    assert [key for key, times in keys.items() if times > 1] == []


def test_nobody_is_told_of_a_problem(story: Story) -> None:
    toasts = {one.id: story.slack.toasts(one.id) for one in MEMBERS}

    assert toasts == {one.id: [] for one in MEMBERS}


def test_the_story_has_everything_in_it(story: Story) -> None:
    """A story in which nothing goes wrong or nobody is late would prove little."""
    ways = {"button", "command", "shortcut", "pages", "tap.same_all", "tap.plus"}
    mishaps = {"double", "partial", "mistypes", "writes", "explains"}

    assert story.happened - {"asked for words"} == ways | mishaps
    assert len(story.book.said) > 500
