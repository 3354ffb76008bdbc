"""The environment, read once into one frozen Settings.

Everything missing or wrong is named at once, each with what to do about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.errors import OkrError, _

Mode = Literal["socket", "http"]

DEFAULTS: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_APP_TOKEN": "",
    "SLACK_SIGNING_SECRET": "",
    "SLACK_MODE": "socket",
    "SLACK_API_URL": "https://slack.com/api/",
    "DATABASE_URL": "sqlite:///okrbot.sqlite3",
    "HOST": "127.0.0.1",
    "PORT": "3000",
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "text",
    "INSTALLED_BY": "",
}


class WrongSettings(OkrError):
    """One or more settings are missing or wrong; `faults` has a line for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["These settings need your attention:", *faults]))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process is to run. Secrets never show in its repr."""

    slack_bot_token: str = field(repr=False)
    slack_app_token: str = field(repr=False)
    slack_signing_secret: str = field(repr=False)
    slack_mode: Mode
    slack_api_url: str
    database_url: str = field(repr=False)
    host: str
    port: int
    log_level: str
    log_format: str
    installed_by: str = ""


def read_environment(environ: Mapping[str, str], env_file: Path | None = None) -> dict[str, str]:
    """The settings' texts: the environment first, then the `.env` file, then the defaults."""
    # Not interpolated: a password may hold a dollar sign.
    from_file = dotenv_values(env_file, interpolate=False) if env_file else {}
    return {
        name: (environ.get(name) or from_file.get(name) or default).strip()
        for name, default in DEFAULTS.items()
    }


def load_settings(texts: Mapping[str, str], *, for_slack: bool = True) -> Settings:
    """Settings from their texts; without `for_slack` the tokens may be missing.

    Raises:
        WrongSettings: with one line for each setting that is missing or wrong.
    """
    checks = [*_GENERAL, *(_SLACK if for_slack else [])]
    faults = [f"  {name}: {advice}" for name, is_right, advice in checks if not is_right(texts)]
    if faults:
        raise WrongSettings(faults)
    return Settings(
        slack_bot_token=texts["SLACK_BOT_TOKEN"],
        slack_app_token=texts["SLACK_APP_TOKEN"],
        slack_signing_secret=texts["SLACK_SIGNING_SECRET"],
        slack_mode="http" if texts["SLACK_MODE"] == "http" else "socket",
        slack_api_url=texts["SLACK_API_URL"].rstrip("/") + "/",
        database_url=texts["DATABASE_URL"],
        host=texts["HOST"],
        port=int(texts["PORT"]),
        log_level=texts["LOG_LEVEL"].upper(),
        log_format=texts["LOG_FORMAT"],
        installed_by=texts["INSTALLED_BY"],
    )


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_database_url(text: str) -> bool:
    return text.startswith(("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://"))


def _is_user(text: str) -> bool:
    return text.startswith(("U", "W")) and text.isascii() and text.isalnum() and text.isupper()


def _is_port(text: str) -> bool:
    return text.isdecimal() and len(text) <= 5 and 0 < int(text) < 65536


def _is_token(text: str, kind: str) -> bool:
    """More than the beginning that `.env.example` shows."""
    return text.startswith(kind) and text != kind


def _socket_mode(texts: Mapping[str, str]) -> bool:
    return texts["SLACK_MODE"] != "http"


Check = tuple[str, Callable[[Mapping[str, str]], bool], str]

_GENERAL: list[Check] = [
    (
        "SLACK_MODE",
        lambda texts: texts["SLACK_MODE"] in {"socket", "http"},
        _("must be socket (no open port needed) or http (Slack calls your URL)."),
    ),
    (
        "SLACK_API_URL",
        lambda texts: _is_url(texts["SLACK_API_URL"]),
        _("must be a web address; leave it empty for Slack's own."),
    ),
    (
        "DATABASE_URL",
        lambda texts: _is_database_url(texts["DATABASE_URL"]),
        _("must look like sqlite:///okrbot.sqlite3 or postgresql://user:password@host/name."),
    ),
    (
        "INSTALLED_BY",
        lambda texts: not texts["INSTALLED_BY"] or _is_user(texts["INSTALLED_BY"]),
        _(
            "must be a member ID like U012ABCDEF (in Slack: profile → ⋮ → Copy member ID), "
            "or empty."
        ),
    ),
    (
        "PORT",
        lambda texts: _is_port(texts["PORT"]),
        _("must be a number from 1 to 65535."),
    ),
    (
        "LOG_LEVEL",
        lambda texts: texts["LOG_LEVEL"].upper() in {"DEBUG", "INFO", "WARNING", "ERROR"},
        _("must be DEBUG, INFO, WARNING or ERROR."),
    ),
    (
        "LOG_FORMAT",
        lambda texts: texts["LOG_FORMAT"] in {"text", "json"},
        _("must be text or json."),
    ),
]

_SLACK: list[Check] = [
    (
        "SLACK_BOT_TOKEN",
        lambda texts: _is_token(texts["SLACK_BOT_TOKEN"], "xoxb-"),
        _(
            "is missing: a token that starts with xoxb-. In your app's settings: OAuth & "
            "Permissions → Bot User Token."
        ),
    ),
    (
        "SLACK_APP_TOKEN",
        lambda texts: not _socket_mode(texts) or _is_token(texts["SLACK_APP_TOKEN"], "xapp-"),
        _(
            "is missing: a token that starts with xapp-. In your app's settings: Basic "
            "Information → App-Level Tokens → generate one with connections:write. "
            "(Not needed with SLACK_MODE=http.)"
        ),
    ),
    (
        "SLACK_SIGNING_SECRET",
        lambda texts: _socket_mode(texts) or len(texts["SLACK_SIGNING_SECRET"]) >= 8,
        _("is needed with SLACK_MODE=http. In your app's settings: Basic Information."),
    ),
]
