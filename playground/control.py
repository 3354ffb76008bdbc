"""The control API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

if TYPE_CHECKING:
    from playground.slack import Playground


def control_routes(slack: Playground) -> list[BaseRoute]:
    return []
