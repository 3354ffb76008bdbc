"""The office, open for one test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.app import Line, build_bolt
from bot.clock import SettableClock
from bot.company_file import read_company
from bot.demo_run import AT_FULL_SPEED
from bot.domain.company import SlackWorkspace
from bot.manifests import SHIPPED
from bot.profiles import ask_profiles
from bot.slack.gateway import SlackGateway
from bot.slack.pacing import Pacer
from bot.usecases.imports import import_company
from bot.usecases.people import remember_followed, resume_workspace
from playground import Playground
from storage.tables import MembershipRow
from tests.conftest import opened
from tests.fakes import BoltLine
from tests.flows.founding import FOUNDERS, ROOMS
from tests.flows.office import CHANNELS, COMPANY, MONDAY_EARLY, PEOPLE, Office

TOKEN = "xoxb-playground"


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(PEOPLE, CHANNELS, manifest=SHIPPED) as running:
        running.set_time(MONDAY_EARLY)
        running.be_patient(60)
        yield running


@pytest.fixture(scope="session")
def imported_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the company in it, to be copied."""
    file = tmp_path_factory.mktemp("flows") / "company.db"
    shutil.copyfile(sqlite_template, file)
    with Playground(PEOPLE, manifest=SHIPPED) as slack, opened(f"sqlite:///{file}") as database:
        plan = read_company(COMPANY)
        profiles = ask_profiles(SlackGateway(TOKEN, slack.api_url), plan)
        import_company(database, plan, profiles, MONDAY_EARLY, SlackWorkspace("T0LOCAL", "Acme"))
        with database.transaction() as session:
            session.execute(update(MembershipRow).values(joined_on=date(2026, 1, 1)))
    return file


@pytest.fixture
def office(slack: Playground, imported_file: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copyfile(imported_file, tmp_path / "okrbot.db")
    with at_work(slack, tmp_path / "okrbot.db") as opened_office:
        yield opened_office


@pytest.fixture
def fresh(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office in which nothing is known yet: see tests.flows.founding."""
    shutil.copyfile(sqlite_template, tmp_path / "okrbot.db")
    with Playground(FOUNDERS, ROOMS, manifest=SHIPPED) as slack:
        slack.set_time(MONDAY_EARLY)
        with at_work(slack, tmp_path / "okrbot.db") as opened_office:
            yield opened_office


@contextmanager
def at_work(slack: Playground, file: Path) -> Iterator[Office]:
    gateway, clock = SlackGateway(TOKEN, slack.api_url), SettableClock(MONDAY_EARLY)
    identity = gateway.auth_test()
    with opened(f"sqlite:///{file}") as database:
        workspace = resume_workspace(
            database, identity.team_id, identity.team, hears_replies=identity.hears_replies
        )
        line = Line(database, gateway, identity, workspace, clock, Pacer(AT_FULL_SPEED))
        # Slack's list was read this morning: what a test writes into the database stays that day.
        remember_followed(database, workspace, MONDAY_EARLY)
        bolt = BoltLine(build_bolt(line, TOKEN, wake=lambda: None))
        slack.use_callable(bolt)
        yield Office(slack, line, clock, bolt)
