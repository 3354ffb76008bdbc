"""`python -m playground`: a local Slack for any app, until Ctrl-C.

people.yaml holds `people:` and `channels:`, each a list with the fields of Person and Channel.
"""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

import yaml

from playground import Channel, Person, Playground, PortTaken
from playground.settlers import WrongFile, read_settlers

SAMPLE_PEOPLE = (
    Person("U0ADA", "Ada Berger", is_admin=True),
    Person("U0BEN", "Ben Ito", tz="Asia/Tokyo"),
)
SAMPLE_CHANNELS = (Channel("C0GENERAL", "general", ("U0ADA", "U0BEN")),)


def main(arguments: list[str] | None = None) -> int:
    """Runs a workspace; 0 when it was ended, 1 when it could not start, 2 for wrong use."""
    options = _parser().parse_args(arguments)
    try:
        people, channels = _settlers(options.people)
        slack = Playground(people, channels, manifest=options.manifest)
        slack.start(port=options.port)
    except PortTaken as taken:
        print(f"{taken.strerror}, with --port", file=sys.stderr)
        return 1
    except (OSError, WrongFile, TypeError, KeyError, yaml.YAMLError) as problem:
        print(f"cannot start: {problem}", file=sys.stderr)
        return 1
    _introduce(slack, options.request_url)
    return _wait(slack)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--manifest", type=Path, help="the app's manifest, YAML or JSON")
    parser.add_argument("--people", type=Path, help="people and channels, YAML")
    parser.add_argument("--port", type=int, default=8484)
    parser.add_argument("--request-url", help="deliver as signed HTTP to this URL")
    return parser


def _settlers(file: Path | None) -> tuple[list[Person], list[Channel]]:
    if file is None:
        return list(SAMPLE_PEOPLE), list(SAMPLE_CHANNELS)
    return read_settlers(file)


def _introduce(slack: Playground, request_url: str | None) -> None:
    identity = slack.world.identity
    if request_url:
        slack.use_http(request_url)
    print(f"The workspace is at   {slack.url}")
    print(f"Web API (base_url)    {slack.api_url}")
    print(f"Bot token             {identity.bot_token}")
    print(f"App token             {identity.app_token}")
    print(f"Signing secret        {identity.signing_secret}")
    print(f"Delivery              {request_url or 'Socket Mode, to whoever connects'}")
    sys.stdout.flush()


def _wait(slack: Playground) -> int:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print()
    finally:
        slack.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
