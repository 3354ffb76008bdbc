import signal
import subprocess
import sys
from pathlib import Path

import pytest
from slack_sdk import WebClient

from playground import Playground
from playground.__main__ import main

PEOPLE = """
people:
  - {id: U0EVE, name: Eve Adams, tz: Europe/London}
channels:
  - {id: C0ALL, name: all, members: [U0EVE]}
"""
CHANNEL_FIELDS = "id, name, members, is_private, is_archived, bot_is_member, topic"


def test_the_command_prints_what_an_app_needs_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    people.write_text(PEOPLE)
    command = [sys.executable, "-m", "playground", "--port", "0", "--people", str(people)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(6)]
        client = WebClient(lines[2].split()[-1], base_url=lines[1].split()[-1])
        user = client.users_info(user="U0EVE")["user"]
        process.send_signal(signal.SIGINT)
        process.wait(10)

    assert (user["real_name"], user["tz"]) == ("Eve Adams", "Europe/London")
    assert lines[5].endswith("Socket Mode, to whoever connects\n")
    assert process.returncode == 0


def test_a_taken_port_is_told(slack: Playground, capsys: pytest.CaptureFixture[str]) -> None:
    port = slack.url.rpartition(":")[2]

    assert main(["--port", port]) == 1
    assert capsys.readouterr().err == (
        f"port {port} on 127.0.0.1 is in use; choose another, with --port\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "people: [{id: U1, name: a}]\nchannels: [{id: C1, name: a}, {id: C2, title: b}]",
            f"entry 2 of channels has no field 'title'; there are {CHANNEL_FIELDS}",
        ),
        ("people: [{tz: Asia/Tokyo}]", "entry 1 of people needs id and name"),
        ("people: [U1]", "entry 1 of people has to have id: and name:"),
        ("people: U1", "people has to be a list"),
        ("[U1]", "it has to have people: and channels:"),
        (
            "channels: [{id: C1, name: a, members: U1}]",
            "members in entry 1 of channels have to be a list of ids",
        ),
        ("people:\n  - {id: U1", "line 2: expected ',' or '}', but got '<stream end>'"),
    ],
)
def test_a_wrong_file_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    people = tmp_path / "people.yaml"
    people.write_text(text)

    code = main(["--people", str(people), "--port", "0"])

    assert (code, capsys.readouterr().err) == (1, f"cannot start: {people}: {told}\n")
