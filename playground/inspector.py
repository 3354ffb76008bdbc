"""The log in words: who called what, how it ended, and why it was refused. Never with a token."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playground.log import Entry
from playground.model import Json, Value
from playground.person.payloads import VERIFICATION_TOKEN
from playground.world import World

SECRET_KEYS = {"token", "access_token", "refresh_token", "app_token", "client_secret"}
TOKEN_ERRORS = (
    "not_authed", "invalid_auth", "account_inactive", "token_revoked", "not_allowed_token_type",
)  # fmt: skip
PROBLEM = re.compile(r"(?:\[ERROR\] )?(.*?)(?: \[json-pointer:(.*)\])?", re.DOTALL)
HIDDEN = "…"
SUMMARY_LENGTH = 120
MAX_DEPTH = 60


def entries(world: World, since: int, limit: int) -> Json:
    """The log's list: `first` and `last` are the ids it holds now, 0 when it is empty."""
    with world.lock:
        held = world.log.entries
        return {
            "first": held[0][0] if held else 0,
            "last": held[-1][0] if held else 0,
            "entries": [
                Line(world, entry).listed(entry_id)
                for entry_id, entry in world.log.since(since, limit)
            ],
        }


def entry_with_bodies(world: World, entry_id: int) -> Json:
    """One entry with what was sent, what came back and why it was refused.

    Raises:
        LookupError: the log does not hold it.
    """
    with world.lock:
        line = Line(world, world.log.find(entry_id))
        return line.listed(entry_id) | {
            "request": line.cleaned(line.entry.request),
            "response": line.cleaned(line.entry.response),
            "why": why(line.entry),
        }


@dataclass(frozen=True)
class Line:
    """One entry, put into words."""

    world: World
    entry: Entry

    def listed(self, entry_id: int) -> Json:
        """The entry without its bodies."""
        entry = self.entry
        channel = entry.channel or _channel(entry)
        return {
            "id": entry_id,
            "kind": entry.kind,
            "name": entry.name,
            "user": entry.user or self._user(channel),
            "channel": channel,
            "at": entry.at.isoformat(),
            "ok": entry.error is None,
            "error": entry.error,
            "status": entry.status,
            "latency": round(entry.latency, 4),
            "fault": entry.fault,
            "retry": entry.retry,
            "envelope_id": entry.envelope_id,
            "summary": self._summary(),
        }

    def _user(self, channel: str) -> str:
        """Whom it is about: who acted, who is shown something, whose DM it is."""
        request = self.entry.request
        event = request.get("event")
        about = event if isinstance(event, dict) else request
        user = about.get("user_id") or about.get("user")
        if isinstance(user, dict):
            user = user.get("id")
        trigger = self.world.triggers.known.get(str(request.get("trigger_id")))
        room = self.world.rooms.get(channel)
        return str(user or (trigger and trigger.user) or (room and room.user) or _person(channel))

    def _summary(self) -> str:
        text = " ".join(self._hidden(_said(self.entry.request)).split())
        return text if len(text) <= SUMMARY_LENGTH else text[: SUMMARY_LENGTH - 1] + HIDDEN

    def cleaned(self, value: Value, depth: int = 0) -> Value:
        """A copy without secrets; what is nested too deep to be read is left out."""
        if isinstance(value, str):
            return self._hidden(value)
        if depth > MAX_DEPTH:
            return HIDDEN
        if isinstance(value, list):
            return [self.cleaned(one, depth + 1) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self.cleaned(one, depth + 1)
            for key, one in value.items()
            if key not in SECRET_KEYS
        }

    def _hidden(self, text: str) -> str:
        who = self.world.identity
        for secret in (who.bot_token, who.app_token, who.signing_secret, VERIFICATION_TOKEN):
            text = text.replace(secret, HIDDEN)
        return text


def why(entry: Entry) -> Json | None:
    """Why it was refused: the kind of reason and what belongs to it; None when all went well."""
    if entry.error is None:
        return None
    answer = entry.response if isinstance(entry.response, dict) else {}
    messages = (answer.get("response_metadata") or {}).get("messages") or ()
    return {
        "kind": _reason(entry, bool(messages)),
        "needed": answer.get("needed"),
        "provided": answer.get("provided"),
        "problems": [_problem(message) for message in messages],
        "retry_after": entry.retry_after,
    }


def _reason(entry: Entry, has_messages: bool) -> str:
    if entry.fault:
        return "fault"
    if entry.error == "ratelimited":
        return "limit"
    if entry.error == "missing_scope":
        return "scope"
    if entry.error in TOKEN_ERRORS:
        return "token"
    return "blocks" if has_messages else "other"


def _problem(message: str) -> Json:
    found = PROBLEM.fullmatch(message)
    return {"text": found[1] if found else message, "pointer": (found and found[2]) or ""}


def _channel(entry: Entry) -> str:
    request, answer = entry.request, entry.response
    places = [request, request.get("container"), request.get("event"), answer]
    event = request.get("event")
    if isinstance(event, dict):
        places.append(event.get("item"))
    for place in places:
        found = _channel_in(place) if isinstance(place, dict) else ""
        if found:
            return found
    return ""


def _channel_in(place: Json) -> str:
    channel = place.get("channel_id") or place.get("channel")
    if isinstance(channel, dict):
        channel = channel.get("id")
    return channel if isinstance(channel, str) else ""


def _person(channel: str) -> str:
    return channel if channel.startswith(("U", "W")) else ""


def _said(request: Json) -> str:
    """The few words that tell one entry from the next."""
    event, actions = request.get("event"), request.get("actions")
    if isinstance(event, dict):
        return str(event.get("text") or event.get("reaction") or event.get("tab") or "")
    if isinstance(actions, list) and actions:
        return ", ".join(str(action.get("action_id")) for action in actions)
    view = request.get("view")
    title = view.get("title") if isinstance(view, dict) else None
    if isinstance(title, dict):
        return str(title.get("text") or "")
    named = (request.get(key) for key in ("text", "callback_id", "action_id", "name"))
    return next((one for one in named if isinstance(one, str) and one), "")
