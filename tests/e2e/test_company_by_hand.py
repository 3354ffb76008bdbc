"""The demo's company written by its people through Slack, and the same one made by the import.

The bot is really connected, by Socket Mode, and people only type, choose and press. It works in
this process because its clock has to stand in September 2026: once a cycle is over, nobody can
write for it any more, and a process of its own lives by the machine's clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.clock import SettableClock
from bot.demo import BEGINS_AT, WORKSPACE, demo_channels, demo_company, demo_people
from bot.domain.company import CompanyPlan
from bot.domain.okrs import Role
from bot.manifests import SHIPPED
from bot.profiles import ask_profiles
from bot.usecases.imports import import_company
from playground import Channel, Person, Playground
from tests.e2e.as_stored import TABLES, Stored, count_drafts, read_stored
from tests.e2e.at_work import at_work
from tests.e2e.by_hand import agree, set_up, write_objective


@dataclass(frozen=True)
class Twice:
    """One company, made in two ways in the same Slack at the same moment."""

    plan: CompanyPlan
    slack: Playground
    written: Stored
    imported: Stored
    drafts: int


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    folder, plan = tmp_path_factory.mktemp("by-hand"), demo_company()
    with _workspace(plan) as slack:
        written = _write(slack, plan, folder)
        imported = _import(slack, plan, folder)
        drafts = count_drafts(written)
        yield Twice(plan, slack, read_stored(written), read_stored(imported), drafts)


def _workspace(plan: CompanyPlan) -> Playground:
    """The demo's people and channels; whoever is admin of okrbot there owns this workspace."""
    admins = {each.slack_id for each in plan.people if each.role is Role.ADMIN}
    known = [Person(**each) for each in demo_people()]
    people = [replace(each, is_owner=each.id in admins) for each in known]
    channels = [Channel(**each) for each in demo_channels()]
    team = {"team_id": WORKSPACE.slack_id, "team_name": WORKSPACE.name}
    slack = Playground(people, channels, SHIPPED, **team).start()
    slack.be_patient(60)
    slack.set_time(BEGINS_AT)
    return slack


def _write(slack: Playground, plan: CompanyPlan, folder: Path) -> str:
    """The address of a database that was empty before people began to type."""
    url = f"sqlite:///{folder}/written.sqlite3"
    with at_work(slack, "socket", url, SettableClock(BEGINS_AT)) as bot:
        set_up(slack, plan)
        for each in plan.objectives:
            write_objective(slack, plan, each)
            bot.line.deliver()
            agree(slack, plan, each)
        bot.line.deliver()
    return url


def _import(slack: Playground, plan: CompanyPlan, folder: Path) -> str:
    url = f"sqlite:///{folder}/imported.sqlite3"
    with at_work(slack, "socket", url, SettableClock(BEGINS_AT)) as bot:
        profiles = ask_profiles(bot.line.gateway, plan)
        import_company(bot.line.database, plan, profiles, BEGINS_AT, WORKSPACE)
    return url


@pytest.mark.parametrize("table", [each.__tablename__ for each in TABLES])
def test_what_people_write_is_what_the_import_makes(twice: Twice, table: str) -> None:
    assert twice.written[table] == twice.imported[table]


def test_the_whole_file_was_written(twice: Twice) -> None:
    plan, written = twice.plan, twice.written
    key_results = [each for objective in plan.objectives for each in objective.key_results]
    steps = [each for key_result in key_results for each in key_result.milestones]

    counts = {table: len(rows) for table, rows in written.items()}

    assert counts == {
        "workspace": 1,
        "person": len(plan.people),
        "team": len(plan.teams),
        "membership": sum(len(each.members) for each in plan.teams),
        "rhythm": sum(bool(each.nudge or each.digest) for each in plan.teams),
        "cycle": len(plan.cycles),
        "objective": len(plan.objectives),
        "key_result": len(key_results),
        "milestone": len(steps),
    }


def test_nobody_met_trouble_and_nothing_was_left_half_written(twice: Twice) -> None:
    toasts = {each.slack_id: twice.slack.toasts(each.slack_id) for each in twice.plan.people}

    assert {user: told for user, told in toasts.items() if told} == {}
    assert [call for call in twice.slack.calls() if not call.response["ok"]] == []
    assert twice.drafts == 0
