"""Which address leads where, for the app: Web API, sockets, response URLs, files."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from playground.answers import answer_url
from playground.api.answer import WebApi
from playground.arriving import read_json
from playground.log import Entry
from playground.model import Json, SlackError
from playground.transport.sockets import Sockets
from playground.world import World

Endpoint = Callable[[Request], Awaitable[Response]]
GONE = ("expired_url", "used_url")


def slack_routes(world: World, sockets: Sockets) -> list[BaseRoute]:
    """What the app talks to."""
    there = Endpoints(world)
    return [
        Route("/api/{method}", by_apps(WebApi(world).handle), methods=["GET", "POST"]),
        Route("/response/{key}", by_apps(there.response_url), methods=["POST"]),
        Route("/upload/v1/{file_id}", by_apps(there.upload), methods=["POST", "PUT"]),
        Route("/files/{file_id}", there.download),
        WebSocketRoute("/link/", sockets.endpoint),
    ]


def by_apps(endpoint: Endpoint) -> Endpoint:
    """Keeps web pages out: a form on any of them could post here, and the tokens are well known."""

    async def checked(request: Request) -> Response:
        if "origin" in request.headers or "sec-fetch-site" in request.headers:
            return PlainTextResponse("this is for apps, not for web pages", 403)
        return await endpoint(request)

    return checked


class Endpoints:
    """The small endpoints beside the Web API."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def response_url(self, request: Request) -> Response:
        """An answer to something a person did."""
        try:
            body = dict(read_json((await request.body()).decode()))
        except (ValueError, TypeError):
            return PlainTextResponse("invalid_payload", 400)
        key, began = request.path_params["key"], time.monotonic()
        with self.world.lock:
            refused, status = self._answer_url(key, body)
            self._record(key, body, refused or {"ok": True}, status, time.monotonic() - began)
        return JSONResponse(refused, status) if refused else PlainTextResponse("ok")

    def _answer_url(self, key: str, body: Json) -> tuple[Json | None, int]:
        """The refusal, if any, and the status."""
        try:
            answer_url(self.world, key, body)
        except SlackError as refusal:
            status = 404 if refusal.error in GONE else 400
            return {"ok": False, "error": refusal.error, **refusal.details}, status
        return None, 200

    def _record(self, key: str, body: Json, answer: Json, status: int, latency: float) -> None:
        link, at = self.world.response_urls.known.get(key), self.world.clock.now()
        user, channel = (link.user, link.channel) if link else ("", "")
        self.world.log.add(
            Entry(
                "call",
                "response_url",
                at,
                body,
                answer,
                status,
                latency,
                answer.get("error"),
                user=user,
                channel=channel,
            )
        )
        self.world.touch()

    async def upload(self, request: Request) -> Response:
        """The bytes of a file."""
        content = await request.body()
        with self.world.lock:
            file = self.world.files.get(request.path_params["file_id"])
            if file is None:
                return PlainTextResponse("file not found", 404)
            file["content"] = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """The bytes again, never as something a browser would run."""
        file = self.world.files.get(request.path_params["file_id"])
        if file is None or file["content"] is None:
            return PlainTextResponse("file not found", 404)
        headers = {"content-disposition": "attachment", "x-content-type-options": "nosniff"}
        return Response(file["content"], 200, headers, "application/octet-stream")
