"""The app's manifest: as it is shipped, for Socket Mode, and its variant for HTTP."""

from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).parents[1] / "manifest.yml"


def socket_manifest() -> dict[str, Any]:
    """The manifest as it is shipped."""
    manifest: dict[str, Any] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return manifest


def http_manifest(url: str) -> dict[str, Any]:
    """The variant in which Slack calls `url`, the address at which okrbot is reached."""
    manifest, address = socket_manifest(), url.rstrip("/") + "/slack/events"
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = address
    settings["interactivity"]["request_url"] = address
    for command in manifest["features"]["slash_commands"]:
        command["url"] = address
    return manifest


def as_yaml(manifest: dict[str, Any]) -> str:
    """The manifest as one pastes it into Slack."""
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=100)
