"""The HTTP surface as a real server."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from bot.web import create_web
from tests.slack.front import SECRET, Front


@pytest.fixture
def front() -> Iterator[Front]:
    front = Front()
    web = create_web(
        bolt_dispatch=front.dispatch,
        signing_secret=SECRET,
        readiness={name: lambda name=name: front.parts[name]() for name in ("database", "slack")},  # type: ignore[misc]
        clock=front.clock,
    )
    listener = socket.create_server(("127.0.0.1", 0))
    front.port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(web, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield front
    server.should_exit = True
    thread.join()
    listener.close()
