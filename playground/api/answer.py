"""From an HTTP request to a method and back: decoding, tokens, scopes, faults, the record."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from playground.api import METHODS
from playground.api.methods import Args, need_scopes, parse_json_arguments
from playground.arriving import read_json
from playground.faults import Fault
from playground.log import Entry
from playground.model import Call, Json, RateLimited, SlackError, Value, written
from playground.world import World

NOT_EFFECTIVE = ("429", "ratelimited_200", "500", "503", "drop_before", "error")


@dataclass(frozen=True)
class Outcome:
    """What goes back: a JSON body with a status; status 0 breaks the connection."""

    body: Json
    status: int = 200
    retry_after: int | None = None


class WebApi:
    """The endpoint /api/{method}."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle(self, request: Request) -> Response:
        """Answers one call."""
        began = time.monotonic()
        name = request.path_params["method"]
        try:
            values = await decoded(request)
        except SlackError as error:
            outcome = Outcome(_refused(error))
            self._record(name, {}, outcome, None, began)
            return self._response(outcome)
        token = _token(request, values)
        with self.world.lock:
            fault = self.world.faults.take(name)
            outcome = self._outcome(name, values, token, fault)
            self._record(name, values, outcome, fault, began)
        if fault and fault.kind == "slow":
            await asyncio.sleep(_pause(fault))
        if outcome.status == 0:
            request.scope["connection"].abort()
        return self._response(outcome)

    def _outcome(self, name: str, values: Json, token: str, fault: Fault | None) -> Outcome:
        if fault and fault.kind in NOT_EFFECTIVE:
            return _struck(fault)
        outcome = answer(self.world, name, values, token)
        return Outcome(outcome.body, 0) if fault and fault.kind == "drop_after" else outcome

    def _record(
        self, name: str, values: Json, outcome: Outcome, fault: Fault | None, began: float
    ) -> None:
        at, latency = self.world.clock.now(), time.monotonic() - began + _pause(fault)
        body, status = outcome.body, outcome.status
        error = None if body.get("ok") and status else body.get("error", "connection_broken")
        entry = Entry(
            "call",
            name,
            at,
            values,
            body,
            status,
            latency,
            error,
            fault.name if fault else None,
            retry_after=outcome.retry_after,
        )
        with self.world.lock:
            self.world.calls.append(Call(name, values, body, status, at.timestamp(), latency))
            self.world.log.add(entry)
            self.world.touch()

    def _response(self, outcome: Outcome) -> Response:
        headers = {"x-oauth-scopes": ",".join(self.world.scopes)}
        if outcome.retry_after is not None:
            headers["retry-after"] = str(outcome.retry_after)
        if outcome.status >= 500:
            return Response("Internal Server Error", outcome.status, headers)
        return Response(written(outcome.body), outcome.status or 200, headers, "application/json")


def answer(world: World, name: str, values: Json, token: str) -> Outcome:
    """What the method answers; the caller holds the lock."""
    method = METHODS.get(name)
    if method is None:
        return Outcome(_refused(SlackError("unknown_method", req_method=name)))
    try:
        _check_token(world, token, method.caller)
        need_scopes(world, *method.scopes)
        return Outcome({"ok": True, **method.run(world, Args(values))})
    except RateLimited as error:
        return Outcome(_refused(error), 429, error.retry_after)
    except SlackError as error:
        return Outcome(_refused(error))


def _refused(error: SlackError) -> Json:
    return {"ok": False, "error": error.error, **error.details}


def _check_token(world: World, token: str, kind: str) -> None:
    if kind == "anyone":
        return
    if not token:
        raise SlackError("not_authed")
    expected = {"bot": world.identity.bot_token, "app": world.identity.app_token}
    if token not in expected.values():
        raise SlackError("invalid_auth")
    if token != expected[kind]:
        raise SlackError("not_allowed_token_type")
    if kind == "bot" and world.refusal:
        raise SlackError(world.refusal)


def _pause(fault: Fault | None) -> float:
    """Seconds that a fault holds the answer back."""
    return float(fault.options.get("seconds", 1.0)) if fault and fault.kind == "slow" else 0.0


def _struck(fault: Fault) -> Outcome:
    limited: Json = {"ok": False, "error": "ratelimited"}
    if fault.kind == "429":
        return Outcome(limited, 429, int(fault.options.get("retry_after", 1)))
    if fault.kind == "ratelimited_200":
        return Outcome(limited)
    if fault.kind == "drop_before":
        return Outcome({}, 0)
    if fault.kind == "error":
        return Outcome({"ok": False, "error": fault.options.get("error", "internal_error")})
    return Outcome({"ok": False, "error": "internal_error"}, int(fault.kind))


def _token(request: Request, values: Json) -> str:
    header = request.headers.get("authorization", "")
    from_arguments = str(values.pop("token", "") or "")
    return header[7:].strip() if header.lower().startswith("bearer ") else from_arguments


async def decoded(request: Request) -> Json:
    """The arguments of a call, from the query, a form or a JSON body.

    Raises:
        SlackError: invalid_json, json_not_object, invalid_form_data, invalid_charset.
    """
    values: Json = dict(request.query_params)
    raw = await request.body()
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise SlackError("invalid_charset") from None
    if kind == "application/json":
        values |= _json_object(text)
    elif kind in ("application/x-www-form-urlencoded", ""):
        values |= dict(parse_qsl(text, keep_blank_values=True))
    else:
        raise SlackError("invalid_post_type")
    return parse_json_arguments(values)


def _json_object(text: str) -> Json:
    if not text:
        return {}
    try:
        value: Value = read_json(text)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value
