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


def test_a_wrong_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.yaml"
    people.write_text("people: [{id: U1, nam: x}]")

    assert main(["--people", str(people), "--port", "0"]) == 1
    assert "nam" in capsys.readouterr().err
