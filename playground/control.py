"""The control API: everything `Playground` can do, as JSON over HTTP, and the page on top of it.

`GET /control/{reading}?…` reads, `POST /control/{doing}` with a JSON object acts; names and
arguments are those of the Python methods. It drives a fake Slack, but it still answers only to
this machine: loopback Host headers, no foreign Origin, JSON bodies that no foreign form can send.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from playground.arriving import check_types, read_json
from playground.emoji import characters
from playground.inspector import entries, entry_with_bodies
from playground.model import Json, SlackError, Value
from playground.paging import Wanted, page
from playground.snapshot import Changes, mark_read, snapshot

if TYPE_CHECKING:
    from playground.slack import Playground

DOINGS = (
    "command", "click", "enter", "fill", "press", "suggest", "submit", "close", "close_all",
    "shortcut", "message_action", "open_home", "say", "react", "event", "update_person",
    "redeliver", "limit", "fault", "switch", "run", "stop_run", "disconnect", "drop_socket",
    "verify_url", "ssl_check", "use_http", "use_socket", "try_element",
)  # fmt: skip
READINGS = (
    "messages", "dm", "ephemerals", "view", "views", "home", "errors", "calls", "toasts",
    "connections", "now", "gallery",
)  # fmt: skip
PAGE = Path(__file__).parent / "page"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FILES = {
    str(file.relative_to(PAGE)): KINDS[file.suffix]
    for file in PAGE.rglob("*")
    if file.suffix in KINDS
}
SECURITY = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' https: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
Endpoint = Callable[[Request], Awaitable[Response]]


def control_routes(slack: Playground) -> list[BaseRoute]:
    """The routes of the control API and of the page."""
    control = Control(slack)
    return [
        Route("/", guarded(_index)),
        Route("/archives/{channel}/{message}", guarded(_index)),
        Route("/gallery", guarded(_gallery)),
        Route("/page/emoji.json", guarded(_emoji)),
        Route("/page/{name:path}", guarded(_file)),
        Route("/control/state", guarded(control.state)),
        Route("/control/changes", guarded(control.changed)),
        Route("/control/page", guarded(control.page), methods=["GET"]),
        Route("/control/time", guarded(control.time), methods=["POST"]),
        Route("/control/start_over", guarded(control.start_over), methods=["POST"]),
        Route("/control/tours", guarded(control.tours), methods=["GET"]),
        Route("/control/log", guarded(control.log), methods=["GET"]),
        Route("/control/log_entry", guarded(control.log_entry), methods=["GET"]),
        Route("/control/read", guarded(control.read), methods=["POST"]),
        Route("/control/{name}", guarded(control.reading), methods=["GET"]),
        Route("/control/{name}", guarded(control.doing), methods=["POST"]),
    ]


def guarded(endpoint: Endpoint) -> Endpoint:
    """Lets only this machine's own page and tools in."""

    async def checked(request: Request) -> Response:
        problem = _foreign(request)
        if problem:
            return JSONResponse({"error": problem}, 403, SECURITY)
        try:
            response = await endpoint(request)
        except (ValueError, TypeError) as mistake:
            response = JSONResponse({"error": str(mistake)}, 400)
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        return response

    return checked


def _foreign(request: Request) -> str | None:
    host = request.headers.get("host", "")
    if host.rpartition(":")[0] not in LOOPBACK and host not in LOOPBACK:
        return "only loopback hosts are answered"
    if request.headers.get("origin", f"http://{host}") != f"http://{host}":
        return "cross-origin requests are refused"
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return "cross-site requests are refused"
    kind = request.headers.get("content-type", "").split(";")[0]
    if request.method == "POST" and kind != "application/json":
        return "the body must be application/json"
    return None


async def _index(_request: Request) -> Response:
    return _sent("index.html", "text/html")


async def _gallery(_request: Request) -> Response:
    return _sent("gallery/gallery.html", "text/html")


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return JSONResponse({"error": "no such file"}, 404)
    return _sent(name, FILES[name])


# The page is a hundred small files: to hand each to a thread takes longer than to read it.
def _sent(name: str, kind: str) -> Response:
    return Response((PAGE / name).read_bytes(), media_type=kind)


async def _emoji(_request: Request) -> Response:
    return JSONResponse(characters(), headers={"cache-control": "private, max-age=86400"})


class Control:
    """The endpoints; work that may wait for the app runs in a thread."""

    def __init__(self, slack: Playground) -> None:
        self.slack = slack
        self.changes = Changes(slack.world)

    async def state(self, request: Request) -> Response:
        """Everything the page shows for one person."""
        due = await run_in_threadpool(self.slack.next_due)
        user = request.query_params.get("user", "")
        state = await run_in_threadpool(snapshot, self.slack.world, user)
        running = self.slack.running
        hosted = {
            "next_due": due.isoformat() if due else None,
            "is_followed": self.slack.is_followed,
            "runs": list(self.slack.runs),
            "running": {"name": running.name, "done": running.done} if running else None,
            "switches": self.slack.switches(),
            "can_start_over": self.slack.start_over is not None,
            "has_tours": bool(self.slack.tours),
            "refusals": self.slack.world.log.refusals,
        }
        return JSONResponse(state | hosted)

    async def changed(self, request: Request) -> Response:
        """Answers as soon as something is newer than `since`, or after a while."""
        since = int(request.query_params.get("since", "0"))
        return JSONResponse({"version": await self.changes.after(since)})

    async def page(self, request: Request) -> Response:
        """A page of a room's messages as `viewer` sees them; see `paging.Wanted`."""
        query = dict(request.query_params)
        return await _answered(lambda: page(self.slack.world, _wanted(query)))

    async def time(self, request: Request) -> Response:
        """Moves the clock: {"to": ISO time}, {"seconds": n}, {"next_due": true}, {"live": true}."""
        body = await _object(request)
        return await _answered(lambda: self._move(body))

    async def start_over(self, _request: Request) -> Response:
        """Brings everything back to where it began, in the way the host provides."""
        return await _answered(self._start_over)

    def _start_over(self) -> Json:
        if self.slack.start_over is None:
            raise LookupError("this workspace cannot start over")
        self.slack.stop_run()
        self.slack.wait_until_still()
        with self.slack.moving("start_over"):
            self.slack.start_over()
        return {"now": self.slack.now().isoformat()}

    async def tours(self, _request: Request) -> Response:
        """The tours that the host offers."""
        return JSONResponse(self.slack.tours)

    async def log(self, request: Request) -> Response:
        """The newest entries of the log after `since`, without their bodies."""
        query = request.query_params
        since, limit = query.get("since", "0"), query.get("limit", "200")
        return await _answered(lambda: entries(self.slack.world, int(since), int(limit)))

    async def log_entry(self, request: Request) -> Response:
        """One entry of the log with its bodies, and why it was refused."""
        entry_id = request.query_params.get("id", "")
        return await _answered(lambda: entry_with_bodies(self.slack.world, int(entry_id)))

    def _move(self, body: Json) -> Json:
        with self.slack.moving("time"):
            return self._moved(body)

    def _moved(self, body: Json) -> Json:
        if body.get("live"):
            self.slack.live_clock()
        elif body.get("next_due"):
            self._move_to(self.slack.next_due())
        elif "to" in body:
            self._move_to(datetime.fromisoformat(body["to"]))
        else:
            self.slack.advance(timedelta(seconds=float(body["seconds"])))
        self.slack.time_changed()
        return {"now": self.slack.now().isoformat()}

    def _move_to(self, moment: datetime | None) -> None:
        if moment is None:
            raise LookupError("nothing is due")
        self.slack.set_time(moment)

    async def read(self, request: Request) -> Response:
        """Marks a channel as read by a person."""
        body = await _object(request)
        return await _answered(lambda: mark_read(self.slack.world, body["user"], body["channel"]))

    async def reading(self, request: Request) -> Response:
        """One of the reading methods, its arguments in the query."""
        name, arguments = request.path_params["name"], dict(request.query_params)
        if name not in READINGS:
            return JSONResponse({"error": f"nothing to read called {name}"}, 404)
        return await _answered(lambda: getattr(self.slack, name)(**arguments))

    async def doing(self, request: Request) -> Response:
        """One of the acting methods, its arguments in the body."""
        name, arguments = request.path_params["name"], await _object(request)
        if name not in DOINGS:
            return JSONResponse({"error": f"nothing to do called {name}"}, 404)
        do = getattr(self.slack, name)
        check_types(do, arguments)
        return await _answered(lambda: do(**arguments))


def _wanted(query: dict[str, str]) -> Wanted:
    since = query.get("since")
    return Wanted(
        query.get("channel", ""),
        query.get("viewer", ""),
        limit=max(1, int(query.get("limit", "50"))),
        before=query.get("before", ""),
        since=None if since is None else int(since),
        oldest=query.get("from", "0"),
        thread=query.get("thread", ""),
    )


async def _answered(work: Callable[[], Value]) -> Response:
    try:
        result = await run_in_threadpool(work)
    except SlackError as refusal:
        return JSONResponse({"error": refusal.error}, 400)
    except KeyError as missing:
        return JSONResponse({"error": f"{missing} is missing, or nothing is called so"}, 400)
    except OverflowError:
        return JSONResponse({"error": "that number is too large"}, 400)
    except (LookupError, ValueError, TypeError) as problem:
        return JSONResponse({"error": str(problem)}, 400)
    return JSONResponse(_plain(result))


def _plain(value: Value) -> Value:
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


async def _object(request: Request) -> Json:
    value = read_json((await request.body()).decode() or "{}")
    if not isinstance(value, dict):
        raise TypeError("the body has to be a JSON object")
    return value
