"""`okrbot doctor` as a child process: what it finds, and that it changes nothing."""

from pathlib import Path

import pytest

from bot.cli import DONE, FAILED
from bot.domain.outbox import Sending
from playground import Playground
from tests.cli.shell import COMPANY, Ended, Shell
from tests.conftest import opened
from tests.make import add_outbox, add_workspace


def findings(ended: Ended) -> dict[str, str]:
    """What has to be mended, by its subject."""
    lines = [line.removeprefix("MEND ") for line in ended.out.splitlines() if "MEND " in line]
    return dict(line.split(": ", 1) for line in lines)


def test_the_doctor_finds_nothing_where_all_is_well(company: Shell) -> None:
    ended = company.okrbot("doctor")

    assert ended.code == DONE
    assert findings(ended) == {}
    assert "ok   manager channel of Platform: #leads" in ended.out
    assert "ok   app token: works" in ended.out


STEPS = list((Path(__file__).parents[2] / "storage/migrations/versions").glob("0*.py"))


def test_the_doctor_misses_a_migration(office: Shell) -> None:
    office.write("okrbot.sqlite3", "")

    ended = office.okrbot("doctor")

    assert ended.code == FAILED
    assert findings(ended) == {"database": f"{len(STEPS)} migrations to do"}


def test_the_doctor_misses_a_database_and_makes_none(office: Shell) -> None:
    ended = office.okrbot("doctor")

    assert ended.code == FAILED
    assert findings(ended) == {"database": "there is none yet"}
    assert list(office.folder.iterdir()) == []


def test_the_doctor_misses_a_company(office: Shell) -> None:
    office.okrbot("migrate")

    ended = office.okrbot("doctor")

    assert findings(ended) == {"teams": "there are none yet"}
    assert (
        "In Slack type /okr setup, or describe your company in a file: okrbot import FILE"
        in ended.out
    )


def test_the_doctor_counts_the_outbox_and_finds_no_fault_in_it(company: Shell) -> None:
    with opened(company.database_url) as database, database.transaction() as session:
        workspace = add_workspace(session)
        add_outbox(session, workspace)
        add_outbox(session, workspace, state=Sending.LEASED)
        add_outbox(session, workspace, state=Sending.SENT)
        add_outbox(session, workspace, state=Sending.SENT, is_doubtful=True)

    ended = company.okrbot("doctor")

    told = "2 waiting, 1 sent without knowing whether they had arrived before"
    assert ended.code == DONE
    assert f"ok   outbox: {told}\n" in ended.out


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", {"bot token": "invalid_auth"}),
        ("SLACK_APP_TOKEN", "xapp-wrong", {"app token": "invalid_auth"}),
        (
            "SLACK_API_URL",
            "http://127.0.0.1:1/api/",
            {"bot token": "Slack cannot be reached (URLError)"},
        ),
    ],
)
def test_the_doctor_finds_what_slack_refuses(
    company: Shell, name: str, value: str, found: dict[str, str]
) -> None:
    company.settings[name] = value

    ended = company.okrbot("doctor")

    assert ended.code == FAILED
    assert findings(ended) == found
    assert "xoxb-wrong" not in ended.out + ended.told


def test_the_doctor_finds_a_missing_scope(company: Shell, slack: Playground) -> None:
    slack.world.scopes = ("chat:write", "users:read")

    ended = company.okrbot("doctor")

    assert findings(ended) == {"scopes": "missing: commands"}
    assert "ok   scope im:history: not granted" in ended.out
    assert "ok   manager channel of Platform: not checked, a scope is missing" in ended.out


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"kind": "channel_archive", "channel": "C0LEADS"}, "archived"),
        (
            {"kind": "member_left_channel", "channel": "C0LEADS", "user": "U0BOT"},
            "the bot is not in it",
        ),
    ],
)
def test_the_doctor_looks_into_the_channels(
    company: Shell, slack: Playground, event: dict[str, str], told: str
) -> None:
    slack.event(**event)

    ended = company.okrbot("doctor")

    assert ended.code == FAILED
    assert findings(ended) == {"manager channel of Platform": told}


def test_the_doctor_looks_for_a_channel_that_is_not_there(company: Shell) -> None:
    company.okrbot("import", company.write("new.yaml", COMPANY.replace("C0LEADS", "C0NONE")))

    ended = company.okrbot("doctor")

    assert findings(ended) == {"manager channel of Platform": "channel_not_found"}
