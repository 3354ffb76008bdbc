"""A workspace for the real process, and the process's settings for both transports."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.manifests import SHIPPED
from playground import Channel, Person, Playground
from tests.e2e.running import Okrbot, free_port

if TYPE_CHECKING:
    from tests.conftest import Server

COMPANY = Path(__file__).with_name("company.yaml")
PEOPLE = (
    Person("U0HANNA", "Hanna Moser", is_admin=True),
    Person("U0MARIA", "Maria", locale="de-DE"),
)
CHANNELS = (
    Channel("C0PLAT", "platform", ("U0HANNA", "U0MARIA")),
    Channel("C0LEADS", "leads", ("U0HANNA",)),
)


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(PEOPLE, CHANNELS, SHIPPED).start() as running:
        running.be_patient(60)
        yield running


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database into which the company was imported."""
    found: str = request.getfixturevalue(f"imported_{request.param}")
    return found


@pytest.fixture
def imported_sqlite(tmp_path: Path, sqlite_with_company: Path) -> str:
    shutil.copyfile(sqlite_with_company, tmp_path / "okrbot.sqlite3")
    return f"sqlite:///{tmp_path}/okrbot.sqlite3"


@pytest.fixture(scope="session")
def sqlite_with_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    import_company(folder, f"sqlite:///{folder}/okrbot.sqlite3")
    return folder / "okrbot.sqlite3"


@pytest.fixture
def imported_postgresql(tmp_path: Path, postgresql_server: "Server") -> Iterator[str]:
    with postgresql_server.new_database() as url:
        import_company(tmp_path, url)
        yield url


def import_company(folder: Path, database_url: str) -> None:
    """As a person does it: with the command, on a database that has no table yet."""
    with Playground(PEOPLE, CHANNELS, SHIPPED).start() as slack:
        okrbot = Okrbot(folder, settings(slack, database_url))
        imported = okrbot.run("import", str(COMPANY))
        assert imported.code == 0, imported.output


@pytest.fixture
def okrbot(slack: Playground, mode: str, database_url: str, tmp_path: Path) -> Okrbot:
    """The command with its settings; Slack delivers where it will listen."""
    port = free_port()
    if mode == "http":
        slack.use_http(f"http://127.0.0.1:{port}/slack/events")
    more = {"SLACK_MODE": mode, "PORT": str(port)}
    return Okrbot(tmp_path, settings(slack, database_url) | more)


def settings(slack: Playground, database_url: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-playground",
        "SLACK_APP_TOKEN": "xapp-playground",
        "SLACK_SIGNING_SECRET": "playground-secret",
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database_url,
    }
