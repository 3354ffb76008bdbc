"""The commands: serve, demo, import, tick, doctor, migrate, preview, manifest.

Exit codes: 0 done, 1 something failed, 2 wrong use. What a command needs is imported when it
runs, so that `okrbot --help` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import OkrError, _
from bot.process import check_free, end_like_ctrl_c

if TYPE_CHECKING:
    from bot.settings import Settings

DONE, FAILED, WRONG_USE = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


class WrongUse(OkrError):
    """The command line or a setting does not make sense."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Errors are told in a line, never as a traceback."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:  # noqa: BLE001 - told to people, or raised again
        return _tell(error)


def _tell(error: Exception) -> int:
    from http.client import HTTPException
    from urllib.error import URLError

    from slack_sdk.errors import SlackApiError
    from sqlalchemy.exc import SQLAlchemyError

    match error:
        case OkrError():
            return _tell_fault(error)
        case SlackApiError():
            told = f"Slack says {error.response.get('error')}. Try: okrbot doctor"
        case URLError() | HTTPException() | TimeoutError():
            told = f"Slack cannot be reached ({type(error).__name__}). Try: okrbot doctor"
        case SQLAlchemyError():
            # The driver's words alone: SQLAlchemy's go on about statements.
            told = f"The database cannot be used: {getattr(error, 'orig', error)}".splitlines()[0]
        case OSError():
            told = str(error)
        case _:
            raise error
    print(told, file=sys.stderr)
    return FAILED


def _tell_fault(error: OkrError) -> int:
    from bot.settings import WrongSettings

    print(error, file=sys.stderr)
    for fault in getattr(error, "faults", []) if not isinstance(error, WrongSettings) else []:
        print(f"line {fault.line}: {fault.message % fault.values}", file=sys.stderr)
    return WRONG_USE if isinstance(error, WrongUse | WrongSettings) else FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="okrbot", description="OKR check-ins in Slack.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, help: str) -> argparse.ArgumentParser:  # noqa: A002
        one = commands.add_parser(name, help=help, description=help)
        one.set_defaults(command=command)
        return one

    add("serve", serve, "run the bot, until Ctrl-C")
    demo_options = add("demo", demo, "a company and a local Slack to try the bot in")
    demo_options.add_argument("--keep", metavar="DIR", type=Path, help="keep the data there")
    demo_options.add_argument("--port", type=_port, default=8484, help="of the page (8484)")
    file = add("import", import_file, "bring people, teams and OKRs in from a YAML file")
    file.add_argument("file", type=Path, metavar="FILE")
    once = add("tick", tick, "do once what is due, deliver it, and exit")
    once.add_argument("--at", metavar="ISO-TIME", help="as if it were then: 2026-10-05T09:00Z")
    once.add_argument("--dry-run", action="store_true", help="say what would come; do nothing")
    add("doctor", doctor, "look whether everything needed is there")
    add("migrate", migrate_database, "bring the database to this version")
    shown = add("preview", preview, "print a template's Block Kit with example values")
    shown.add_argument("template", metavar="TEMPLATE", help="such as messages/digest")
    shown.add_argument("--locale", default="en", help="en, de-AT …")
    printed = add("manifest", manifest, "print the Slack app's manifest")
    printed.add_argument("--url", help="the bot's public https address, for HTTP mode")
    return parser


def serve(_options: argparse.Namespace) -> int:
    """Run until told to stop."""
    import uvicorn

    from bot.app import build
    from bot.clock import SystemClock

    end_like_ctrl_c()
    settings = _settings(for_slack=True)
    check_free(settings.host, settings.port)
    okrbot = build(settings, SystemClock())
    okrbot.start()
    print(f"okrbot is at work in {okrbot.line.identity.team}. Stop it with Ctrl-C.", flush=True)
    try:
        uvicorn.run(
            okrbot.web, host=settings.host, port=settings.port, log_config=None, access_log=False
        )
    finally:
        okrbot.stop()
    return DONE


def import_file(options: argparse.Namespace) -> int:
    """Import a company; with faults nothing is changed."""
    from bot.app import open_line
    from bot.clock import SystemClock
    from bot.company_file import read_company
    from bot.domain.company import SlackWorkspace
    from bot.profiles import ask_profiles
    from bot.usecases.imports import import_company

    try:
        plan = read_company(options.file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(
            _("%(file)s cannot be read: %(why)s"), file=options.file, why=error
        ) from None
    line = open_line(_settings(for_slack=True), SystemClock())
    profiles = ask_profiles(line.gateway, plan)
    workspace = SlackWorkspace(line.identity.team_id, line.identity.team)
    done = import_company(line.database, plan, profiles, line.clock.now(), workspace)
    for word in ("created", "changed", "removed", "unchanged"):
        counts = getattr(done, word)
        told = ", ".join(f"{count} × {kind}" for kind, count in sorted(counts.items()) if count)
        print(f"{word}: {told or 'nothing'}")
    return DONE


def tick(options: argparse.Namespace) -> int:
    """Plan and deliver what is due, and say what was done."""
    from dataclasses import asdict

    from bot.app import open_line
    from bot.clock import SettableClock, SystemClock
    from bot.scheduler import run_due
    from bot.usecases.agenda import next_due

    clock = SystemClock() if options.at is None else SettableClock(_moment(options.at))
    if options.dry_run:
        return _foretell(clock.now())
    line = open_line(_settings(for_slack=True), clock)
    counted: dict[str, dict[str, int]] = {**run_due(line.database, clock.now(), line.errands)}
    counted["messages"] = asdict(line.deliver())
    for duty, counts in counted.items():
        told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        print(f"{duty}: {told or 'nothing'}")
    coming = next_due(line.database)
    print(f"next due: {coming.isoformat(' ', 'minutes') if coming else 'nothing'}")
    undone = ("failed", "given_up", "paused")
    return (
        FAILED if any(counts.get(each) for counts in counted.values() for each in undone) else DONE
    )


def _foretell(at: datetime) -> int:
    """Say what would come for everybody; neither the database nor Slack hears of it."""
    from bot.foretelling import foretell
    from storage.database import Database
    from storage.migrate import is_current

    database = Database(_settings(for_slack=False).database_url)
    if not is_current(database):
        raise OkrError(_("The database is not of this version. Bring it there: okrbot migrate"))
    print("\n".join(foretell(database, at)) or "nobody")
    return DONE


def doctor(_options: argparse.Namespace) -> int:
    """Print what was found; 1 when something has to be done."""
    from bot.clock import SystemClock
    from bot.doctor import examine

    findings = examine(_settings(for_slack=True), SystemClock().now())
    is_all_fine = True
    for finding in findings:
        is_all_fine &= finding.is_fine
        print(f"{'ok  ' if finding.is_fine else 'MEND'} {finding.subject}: {finding.told}")
        if finding.advice:
            print(f"     {finding.advice}")
    return DONE if is_all_fine else FAILED


def migrate_database(_options: argparse.Namespace) -> int:
    """Apply what is pending."""
    from storage.database import Database
    from storage.migrate import migrate

    steps = migrate(Database(_settings(for_slack=False).database_url))
    print("\n".join(f"applied {step}" for step in steps) or "nothing to do")
    return DONE


def preview(options: argparse.Namespace) -> int:
    """Print a template as Slack gets it."""
    import json

    from bot.preview import example
    from bot.render import list_templates, render

    if options.template not in list_templates():
        known = ", ".join(list_templates())
        raise WrongUse(_("There is no such template. Known are: %(known)s"), known=known)
    payload = render(options.template, options.locale, **example(options.template))
    print(json.dumps(payload, indent=2, ensure_ascii=False))
    return DONE


def manifest(options: argparse.Namespace) -> int:
    """Print the manifest to paste into Slack."""
    from bot.manifests import as_yaml, http_manifest, socket_manifest

    if options.url and not options.url.startswith("https://"):
        raise WrongUse(_("Slack calls https addresses only, such as https://okr.example.com"))
    print(as_yaml(http_manifest(options.url) if options.url else socket_manifest()), end="")
    return DONE


def demo(options: argparse.Namespace) -> int:
    """A local Slack with a company in it, and the bot at work there."""
    from tempfile import TemporaryDirectory

    from bot.demo import WORKSPACE, demo_channels, demo_people
    from bot.demo_run import run_demo
    from bot.logs import configure_logging
    from bot.manifests import SHIPPED
    from playground import Channel, Person, Playground, PortTaken

    end_like_ctrl_c()
    configure_logging("WARNING", "text")
    slack = Playground(
        people=[Person(**person) for person in demo_people()],
        channels=[Channel(**channel) for channel in demo_channels()],
        manifest=SHIPPED,
        team_id=WORKSPACE.slack_id,
        team_name=WORKSPACE.name,
    )
    try:
        slack.start(options.port)
    except PortTaken:
        told = _("Port %(port)s is taken. Try another one: okrbot demo --port 8585")
        raise OkrError(told, port=options.port) from None
    with slack, TemporaryDirectory("-okrbot-demo") as temporary:
        run_demo(slack, options.keep or Path(temporary))
    return DONE


def _settings(*, for_slack: bool) -> "Settings":
    from bot.logs import configure_logging
    from bot.settings import load_settings, read_environment

    settings = load_settings(read_environment(os.environ, Path(".env")), for_slack=for_slack)
    configure_logging(settings.log_level, settings.log_format)
    return settings


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text[:6]) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise WrongUse(_("--at takes a time with its zone, such as 2026-10-05T09:00+02:00"))
    return moment
