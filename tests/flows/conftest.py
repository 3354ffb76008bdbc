"""The office, open for one test."""

from collections.abc import Iterator
from datetime import date

import pytest

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
from bot.usecases.people import resume_workspace
from playground import Playground
from storage.database import Database
from storage.tables import MembershipRow
from tests.fakes import BoltLine
from tests.flows.office import CHANNELS, COMPANY, MONDAY_EARLY, PEOPLE, Office

TOKEN = "xoxb-playground"


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(PEOPLE, CHANNELS, manifest=SHIPPED) as running:
        running.set_time(MONDAY_EARLY)
        yield running


@pytest.fixture
def office(slack: Playground, sqlite_database: Database) -> Office:
    gateway, clock = SlackGateway(TOKEN, slack.api_url), SettableClock(MONDAY_EARLY)
    identity = gateway.auth_test()
    plan = read_company(COMPANY)
    workspace = SlackWorkspace(identity.team_id, identity.team)
    import_company(sqlite_database, plan, ask_profiles(gateway, plan), clock.now(), workspace)
    known = resume_workspace(sqlite_database, identity.team_id, identity.team)
    line = Line(sqlite_database, gateway, identity, known, clock, Pacer(AT_FULL_SPEED))
    bolt = BoltLine(build_bolt(line, TOKEN, wake=lambda: None))
    slack.use_callable(bolt)
    office = Office(slack, line, clock, bolt)
    office.change(MembershipRow, {}, joined_on=date(2026, 1, 1))  # nobody is new
    return office
