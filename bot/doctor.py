"""Looks whether everything okrbot needs is there, and says what to do where it is not.

The findings are for operators and are printed in English.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.okrs import Team
from bot.errors import OkrError, _
from bot.settings import Settings
from bot.slack.gateway import SlackGateway, check_app_token
from bot.slack.records import Identity
from storage.database import Database
from storage.migrate import pending
from storage.outbox import count_doubtful, count_waiting
from storage.people import find_workspace
from storage.teams import list_teams

REQUIRED = ("commands", "chat:write", "users:read")

OPTIONAL = {
    "im:history": _(
        "checking in by answering in plain words, nor looking whether a message had arrived"
    ),
    "im:write": _("finding the conversation to look into, after a lost answer"),
    "channels:read": _("checking public channels here"),
    "groups:read": _("checking private channels here"),
    "usergroups:read": _("teams that follow a Slack user group"),
}

MOST_SKEW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` says what to do, empty where all is well."""

    subject: str
    told: str
    advice: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing has to be done."""
        return not self.advice


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything okrbot needs, one finding after the other; nothing is changed.

    What builds on something broken is not looked at.
    """
    yield _time_zones()
    database = yield from _database(settings)
    gateway = SlackGateway(settings.slack_bot_token, settings.slack_api_url)
    try:
        identity = gateway.auth_test()
    except (SlackApiError, OSError) as refusal:
        yield Finding("bot token", _why(refusal), _advice(refusal))
        return
    yield Finding("bot token", f"works in {identity.team} ({identity.team_id})")
    yield _clock(identity, now)
    yield from _app_token(settings)
    yield from _scopes(identity)
    if database is not None:
        yield from _channels(database, gateway, identity)
        database.close()


def _time_zones() -> Finding:
    known = len(available_timezones())
    if known > 400:
        return Finding("time zones", f"{known} known")
    return Finding("time zones", f"only {known} known", _("Install the package tzdata."))


def _database(settings: Settings) -> Generator[Finding, None, Database | None]:
    try:
        database = Database(settings.database_url)
        if not database.exists():
            yield Finding("database", "there is none yet", _("Run: okrbot migrate"))
            return None
        waiting = pending(database)
    except (OkrError, SQLAlchemyError) as problem:
        told = str(problem).splitlines()[0]
        yield Finding("database", told, _("Check DATABASE_URL and whether the server runs."))
        return None
    if waiting:
        yield Finding("database", f"{len(waiting)} migrations to do", _("Run: okrbot migrate"))
        database.close()
        return None
    yield Finding("database", "answers, and is up to date")
    yield _outbox(database)
    return database


def _outbox(database: Database) -> Finding:
    with database.reading() as session:
        waiting, doubtful = count_waiting(session), count_doubtful(session)
    doubt = f"{doubtful} sent without knowing whether they had arrived before"
    return Finding("outbox", f"{waiting} waiting, {doubt}")


def _clock(identity: Identity, now: datetime) -> Finding:
    if identity.answered_at is None:
        return Finding("clock", "not compared, Slack gave no date")
    skew = abs(now - identity.answered_at)
    if skew <= MOST_SKEW:
        return Finding("clock", f"within {skew.seconds} s of Slack's")
    advice = _("Set this machine's clock, best by NTP: Slack refuses signatures 5 minutes off.")
    return Finding("clock", f"{skew} off Slack's", advice)


def _app_token(settings: Settings) -> Iterator[Finding]:
    if settings.slack_mode != "socket":
        return
    try:
        check_app_token(settings.slack_app_token, settings.slack_api_url)
    except (SlackApiError, OSError) as refusal:
        advice = _("Make an app-level token with connections:write and switch Socket Mode on.")
        yield Finding("app token", _why(refusal), advice)
    else:
        yield Finding("app token", "works")


def _scopes(identity: Identity) -> Iterator[Finding]:
    missing = [scope for scope in REQUIRED if scope not in identity.scopes]
    if missing:
        advice = _("Add them under OAuth & Permissions and install the app again.")
        yield Finding("scopes", f"missing: {', '.join(missing)}", advice)
    else:
        yield Finding("scopes", "all that are needed")
    for scope, purpose in OPTIONAL.items():
        if scope not in identity.scopes:
            yield Finding(f"scope {scope}", f"not granted, so there is no {purpose}")


def _channels(database: Database, gateway: SlackGateway, identity: Identity) -> Iterator[Finding]:
    with database.reading() as session:
        workspace = find_workspace(session, identity.team_id)
        teams = list_teams(session, workspace.id) if workspace else []
    if not teams:
        advice = _(
            "In Slack type /okr setup, or describe your company in a file: okrbot import FILE"
        )
        yield Finding("teams", "there are none yet", advice)
    for team in teams:
        if team.manager_channel:
            yield _channel(gateway, team)


def _channel(gateway: SlackGateway, team: Team) -> Finding:
    subject = f"manager channel of {team.name}"
    try:
        channel = gateway.channel(team.manager_channel)
    except SlackApiError as refusal:
        if refusal.response.get("error") == "missing_scope":
            return Finding(subject, "not checked, a scope is missing")
        advice = _("Correct the id in your file; a private channel needs the bot as a member.")
        return Finding(subject, _why(refusal), advice)
    if channel.is_archived:
        return Finding(subject, "archived", _("Choose another channel, or restore it."))
    if not channel.is_member:
        return Finding(subject, "the bot is not in it", _("In the channel, type: /invite @okr"))
    return Finding(subject, f"#{channel.name}")


def _advice(refusal: Exception) -> str:
    if isinstance(refusal, SlackApiError):
        return _("Copy the Bot User OAuth Token again.")
    return _("Check the network, a proxy, and SLACK_API_URL.")


def _why(refusal: Exception) -> str:
    """Slack's word for the refusal, or what the network said; never a token."""
    if isinstance(refusal, SlackApiError):
        return str(refusal.response.get("error"))
    return f"Slack cannot be reached ({type(refusal).__name__})"
