"""`okrbot` as a child process: its exit codes, and what it says."""

import json
import socket

import pytest
import yaml

from bot.cli import DONE, FAILED, WRONG_USE, main
from bot.manifests import http_manifest, socket_manifest
from bot.render import list_templates
from playground import Playground
from storage.migrate import is_current
from tests.cli.shell import COMPANY, Ended, Shell
from tests.conftest import opened

MONDAY_NINE = "2026-10-05T09:00+02:00"


def test_help_names_every_command(shell: Shell) -> None:
    ended = shell.okrbot("--help")

    commands = ["serve", "demo", "import", "tick", "doctor", "migrate", "preview", "manifest"]
    assert ended.code == DONE
    assert [word for word in commands if f"\n    {word} " not in ended.out] == []


@pytest.mark.parametrize("words", [(), ("fly",), ("import",), ("tick", "--when", "now")])
def test_what_is_no_command_is_wrong_use(shell: Shell, words: tuple[str, ...]) -> None:
    ended = shell.okrbot(*words)

    assert ended.code == WRONG_USE
    assert "usage: okrbot" in ended.told


@pytest.mark.parametrize("template", list_templates())
def test_preview_prints_a_template_as_slack_takes_it(
    capsys: pytest.CaptureFixture[str], template: str
) -> None:
    code = main(["preview", template, "--locale", "de-AT"])

    assert code == DONE
    printed = json.loads(capsys.readouterr().out)
    assert printed.get("blocks") or printed["options"]  # a message or form, or a menu


def test_preview_names_the_templates_there_are(shell: Shell) -> None:
    ended = shell.okrbot("preview", "messages/nudges")

    assert ended == Ended(
        WRONG_USE, "", f"There is no such template. Known are: {', '.join(list_templates())}\n"
    )


def test_manifest_prints_both_variants(shell: Shell) -> None:
    socket_mode = shell.okrbot("manifest")
    http_mode = shell.okrbot("manifest", "--url", "https://okr.example.com")

    assert yaml.safe_load(socket_mode.out) == socket_manifest()
    assert yaml.safe_load(http_mode.out) == http_manifest("https://okr.example.com")


def test_manifest_takes_https_only(shell: Shell) -> None:
    assert shell.okrbot("manifest", "--url", "http://okr.example.com").code == WRONG_USE


def test_migrate_makes_a_database_and_then_has_nothing_to_do(shell: Shell) -> None:
    first, second = shell.okrbot("migrate"), shell.okrbot("migrate")

    assert (first.code, second.code) == (DONE, DONE)
    assert first.out.startswith("applied 0001")
    assert second.out == "nothing to do\n"
    with opened(shell.database_url) as database:
        assert is_current(database)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite:////no/such/folder/okrbot.db", FAILED),
        ("sqlite:///.", FAILED),
        ("sqlite:///", FAILED),
        ("postgresql://okr:pass-word@127.0.0.1:1/okr", FAILED),
        ("postgresql://okr:pass-word@127.0.0.1:port/okr", FAILED),
        ("mysql://okr:pass-word@127.0.0.1/okr", WRONG_USE),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(
    shell: Shell, url: str, code: int
) -> None:
    shell.settings["DATABASE_URL"] = url

    ended = shell.okrbot("migrate")

    assert ended.code == code
    assert len(ended.told.splitlines()) in {1, 2}
    assert "pass-word" not in ended.told


def test_settings_that_are_missing_are_named_all_at_once(shell: Shell) -> None:
    ended = shell.okrbot("serve")

    assert ended.code == WRONG_USE
    assert [line.split(":")[0] for line in ended.told.splitlines()] == [
        "These settings need your attention",
        "  SLACK_BOT_TOKEN",
        "  SLACK_APP_TOKEN",
    ]


def test_settings_are_read_from_the_file_beside(shell: Shell) -> None:
    shell.write(".env", "PORT=99999\n")

    assert "  PORT: must be a number" in shell.okrbot("migrate").told


def test_import_says_what_it_did_and_a_second_time_nothing(office: Shell) -> None:
    file = office.write("acme.yaml", COMPANY)

    first, second = office.okrbot("import", file), office.okrbot("import", file)

    assert (first.code, second.code) == (DONE, DONE)
    assert "2 × person" in first.out.splitlines()[0]
    assert second.out.splitlines()[:3] == [
        "created: nothing",
        "changed: nothing",
        "removed: nothing",
    ]


def test_import_names_every_fault_with_its_line(office: Shell) -> None:
    wrong = COMPANY.replace("team: Platform", "team: Platfrm").replace("target: 100", "target: x")

    ended = office.okrbot("import", office.write("acme.yaml", wrong))

    assert ended.code == FAILED
    first, *faults = ended.told.splitlines()
    assert first == "The file was not imported, nothing was changed. Faults: 2"
    assert [line.split(":")[0] for line in faults] == ["line 6", "line 8"]
    assert "did you mean Platform?" in faults[0]


def test_import_names_who_is_not_in_slack(office: Shell) -> None:
    unknown = COMPANY.replace("{slack_id: U0MARIA}", "{slack_id: U0MARIA}, {slack_id: U0NOBODY}")

    ended = office.okrbot("import", office.write("acme.yaml", unknown))

    assert ended.code == FAILED
    assert "line 2: Slack knows nobody called U0NOBODY" in ended.told


@pytest.mark.parametrize("name", ["none.yaml", "."])
def test_import_of_no_file_is_wrong_use(office: Shell, name: str) -> None:
    ended = office.okrbot("import", name)

    assert ended.code == WRONG_USE
    assert f"{name} cannot be read: " in ended.told


def test_import_of_what_is_no_text_is_wrong_use(office: Shell) -> None:
    (office.folder / "acme.yaml").write_bytes(b"\xff\xfe\x00\x81")

    assert office.okrbot("import", "acme.yaml").code == WRONG_USE


def test_tick_does_once_what_is_due_then(company: Shell, slack: Playground) -> None:
    first = company.okrbot("tick", "--at", MONDAY_NINE)
    second = company.okrbot("tick", "--at", MONDAY_NINE)

    assert (first.code, second.code) == (DONE, DONE)
    assert "nudges: 1 nothing_to_update, 1 queued" in first.out.splitlines()
    *duties, coming = second.out.splitlines()
    assert {duty.split(": ")[1] for duty in duties} == {"nothing"}
    assert coming == "next due: 2026-10-06 07:00+00:00"
    assert len(slack.dm("U0MARIA")) == 1


@pytest.mark.parametrize("moment", ["monday", "2026-10-05", "2026-10-05T09:00", ""])
def test_tick_takes_a_time_with_its_zone(shell: Shell, moment: str) -> None:
    ended = shell.okrbot("tick", "--at", moment)

    assert ended.code == WRONG_USE
    assert "--at takes a time with its zone" in ended.told


def test_a_token_that_slack_refuses_is_told(office: Shell) -> None:
    office.settings["SLACK_BOT_TOKEN"] = "xoxb-wrong"

    ended = office.okrbot("tick")

    assert ended == Ended(FAILED, "", "Slack says invalid_auth. Try: okrbot doctor\n")


@pytest.mark.parametrize("command", ["tick", "serve"])
def test_a_slack_that_cannot_be_reached_is_told(office: Shell, command: str) -> None:
    office.settings["SLACK_API_URL"] = "http://127.0.0.1:1/api/"
    office.settings["PORT"] = str(free_port())

    ended = office.okrbot(command)

    assert ended.code == FAILED
    assert "Slack cannot be reached" in ended.told


def test_serve_says_that_its_port_is_taken(office: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        office.settings["PORT"] = port

        ended = office.okrbot("serve")

    assert ended.code == FAILED
    assert ended.told.startswith(f"Port {port} of 127.0.0.1 cannot be used (")


def test_demo_says_that_its_port_is_taken(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        ended = shell.okrbot("demo", "--port", str(taken.getsockname()[1]))

    assert ended.code == FAILED
    assert "Try another one: okrbot demo --port 8585" in ended.told


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
