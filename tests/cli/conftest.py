"""Shells with ever more around them: nothing, a Slack, a company."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.company_file import read_company
from bot.domain.company import SlackWorkspace
from bot.manifests import SHIPPED
from bot.usecases.imports import import_company
from playground import Channel, Person, Playground
from storage.migrate import migrate
from tests.cli.shell import COMPANY, Shell
from tests.conftest import opened

IMPORTED_AT = datetime(2026, 10, 5, 6, tzinfo=UTC)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def slack() -> Iterator[Playground]:
    people = [Person("U0HANNA", "Hanna Head"), Person("U0MARIA", "Maria Muster", locale="de-DE")]
    channels = [Channel("C0LEADS", "leads", ("U0HANNA",))]
    with Playground(people, channels, manifest=SHIPPED) as running:
        yield running


@pytest.fixture
def office(shell: Shell, slack: Playground) -> Shell:
    """A shell with right settings and nothing imported yet."""
    shell.settings |= {
        "SLACK_BOT_TOKEN": "xoxb-playground",
        "SLACK_APP_TOKEN": "xapp-playground",
        "SLACK_API_URL": slack.api_url,
    }
    return shell


@pytest.fixture
def company(office: Shell) -> Shell:
    """The same, with the company imported."""
    with opened(office.database_url) as database:
        migrate(database)
        import_company(database, read_company(COMPANY), {}, IMPORTED_AT, SlackWorkspace("T0LOCAL"))
    return office
