"""The environment: what is wrong with it, who wins, and what never shows."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import (
    DEFAULTS,
    Settings,
    WrongSettings,
    load_settings,
    read_environment,
)

EXAMPLE = (Path(__file__).parents[1] / ".env.example").read_text(encoding="utf-8")
RIGHT = {**DEFAULTS, "SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_APP_TOKEN": "xapp-secret"}


def names_of(faults: list[str]) -> list[str]:
    return [fault.split(":")[0].strip() for fault in faults]


def test_the_example_lists_every_setting_with_its_default() -> None:
    written = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))

    assert written == {**DEFAULTS, "SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


def test_every_setting_of_the_example_has_a_comment() -> None:
    before = re.findall(r"^(.*)\n#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)

    assert {name for line, name in before if not line.startswith(("# ", "#HOST"))} == set()


def test_there_is_a_field_for_each_setting() -> None:
    assert [field.name.upper() for field in fields(Settings)] == list(DEFAULTS)


def test_a_copy_of_the_example_still_needs_its_tokens(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(EXAMPLE, encoding="utf-8")

    with pytest.raises(WrongSettings) as refused:
        load_settings(read_environment({}, file))

    assert names_of(refused.value.faults) == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]


def test_everything_wrong_is_named_at_once() -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xapp-secret",
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": "",
        "SLACK_MODE": "carrier pigeon",
        "SLACK_API_URL": "slack.com",
        "DATABASE_URL": "mysql://localhost/okr",
        "HOST": "127.0.0.1",
        "PORT": "http",
        "LOG_LEVEL": "LOUD",
        "LOG_FORMAT": "xml",
        "INSTALLED_BY": "@hanna",
    }

    with pytest.raises(WrongSettings) as refused:
        load_settings(wrong)

    assert names_of(refused.value.faults) == [
        "SLACK_MODE", "SLACK_API_URL", "DATABASE_URL", "INSTALLED_BY", "PORT", "LOG_LEVEL",
        "LOG_FORMAT", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN",
    ]  # fmt: skip
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("PORT", "9" * 5000),
        ("SLACK_API_URL", "http://["),
        ("SLACK_API_URL", "ftp://slack.com/"),
        ("SLACK_MODE", "HTTP"),
        ("DATABASE_URL", "okrbot.db"),
        ("SLACK_BOT_TOKEN", "xoxb"),
        ("SLACK_BOT_TOKEN", "xoxb-"),
        ("SLACK_APP_TOKEN", "xapp-"),
        ("LOG_LEVEL", "0"),
        ("INSTALLED_BY", "hanna"),
        ("INSTALLED_BY", "U0hanna"),
    ],
)
def test_a_wrong_setting_is_named(name: str, text: str) -> None:
    with pytest.raises(WrongSettings) as refused:
        load_settings(RIGHT | {name: text})

    assert names_of(refused.value.faults) == [name]


def test_http_mode_needs_a_signing_secret_and_no_app_token() -> None:
    http = RIGHT | {"SLACK_MODE": "http", "SLACK_APP_TOKEN": ""}

    with pytest.raises(WrongSettings) as refused:
        load_settings(http)
    settings = load_settings(http | {"SLACK_SIGNING_SECRET": "0123456789abcdef"})

    assert names_of(refused.value.faults) == ["SLACK_SIGNING_SECRET"]
    assert settings.slack_mode == "http"


def test_what_does_not_talk_to_slack_needs_no_tokens() -> None:
    settings = load_settings(DEFAULTS, for_slack=False)

    assert settings.database_url == "sqlite:///okrbot.sqlite3"


def test_secrets_do_not_show() -> None:
    settings = load_settings(
        RIGHT
        | {
            "SLACK_SIGNING_SECRET": "signing-secret",
            "DATABASE_URL": "postgresql://okr:db-secret@localhost/okr",
        }
    )

    assert "secret" not in repr(settings)
    assert "port=3000" in repr(settings)


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=4000\nHOST=0.0.0.0\nLOG_LEVEL=\n", encoding="utf-8")

    texts = read_environment({"PORT": " 5000 ", "HOST": ""}, file)

    assert texts == {**DEFAULTS, "PORT": "5000", "HOST": "0.0.0.0"}  # noqa: S104 - not bound


def test_a_file_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert read_environment({}, tmp_path / ".env") == DEFAULTS


def test_a_password_with_a_dollar_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DATABASE_URL=postgresql://okr:a${b}c@localhost/okr\n", encoding="utf-8")

    assert read_environment({}, file)["DATABASE_URL"] == "postgresql://okr:a${b}c@localhost/okr"
