"""What the app's manifest lets Slack do: commands, shortcuts, events, scopes.

Without a manifest everything is allowed, so that a half-built app can be tried at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from playground.model import Json, Value

EVERY_SCOPE = (
    "app_mentions:read", "channels:history", "channels:join", "channels:manage", "channels:read",
    "chat:write", "chat:write.public", "commands", "files:read", "files:write", "groups:history",
    "groups:read", "groups:write", "im:history", "im:read", "im:write", "metadata.message:read",
    "mpim:history", "mpim:read", "mpim:write", "reactions:read", "reactions:write", "team:read",
    "users.profile:read", "users:read", "users:read.email",
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """The parts of a manifest that change how Slack behaves; None means "everything"."""

    name: str = "bot"
    commands: dict[str, Json] | None = None
    shortcuts: dict[str, Json] | None = None
    events: frozenset[str] | None = None
    scopes: tuple[str, ...] = EVERY_SCOPE
    has_home: bool = True
    is_interactive: bool = True
    source: Json = field(default_factory=dict)

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to the event, named as in the manifest ("message.im")."""
        return self.events is None or event in self.events

    def command(self, name: str) -> Json | None:
        """The declaration of "/name", None if the app has no such command."""
        return {} if self.commands is None else self.commands.get(name)

    def shortcut(self, callback_id: str) -> Json | None:
        """The declaration of a shortcut, None if the app has no such shortcut."""
        return {} if self.shortcuts is None else self.shortcuts.get(callback_id)


def load(source: Path | str | Json | None) -> Manifest:
    """Reads a manifest from a YAML or JSON file, or takes one that is already a dict."""
    if source is None:
        return Manifest()
    if not isinstance(source, dict):
        text = Path(source).read_text(encoding="utf-8")
        is_json = str(source).endswith(".json")
        read: Json = json.loads(text) if is_json else yaml.safe_load(text)
        return _from_dict(read)
    return _from_dict(source)


def _from_dict(source: Json) -> Manifest:
    features, settings = source.get("features") or {}, source.get("settings") or {}
    scopes = _dig(source, "oauth_config", "scopes", "bot") or ()
    name = _dig(features, "bot_user", "display_name") or _dig(source, "display_information", "name")
    return Manifest(
        name=name or "bot",
        commands={item["command"]: item for item in features.get("slash_commands") or ()},
        shortcuts={item["callback_id"]: item for item in features.get("shortcuts") or ()},
        events=frozenset(_dig(settings, "event_subscriptions", "bot_events") or ()),
        scopes=tuple(scopes),
        has_home=bool(_dig(features, "app_home", "home_tab_enabled")),
        is_interactive=bool(_dig(settings, "interactivity", "is_enabled")),
        source=source,
    )


def _dig(source: Json, *keys: str) -> Value:
    value: Value = source
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
