"""What a person sees when something goes wrong, wherever it went wrong."""

import logging
from typing import Any

from slack_bolt import App, BoltResponse

from bot.errors import OkrError
from bot.slack.gateway import SlackGateway
from bot.usecases.problems import problem_message, problem_view, shown_to_people
from handlers.call import Call

log = logging.getLogger("okrbot.problems")


def register(app: App) -> None:
    """Listen to failures."""
    app.error(show)


def show(error: Exception, body: dict[str, Any], call: Call) -> BoltResponse:
    """Tell what is meant for people; hide the rest behind a reference that is in the log."""
    problem = shown_to_people(error)
    if "command" in body:
        return BoltResponse(status=200, body=problem_message(call.database, call.caller, problem))
    if body.get("type") == "view_submission":
        message = problem_message(call.database, call.caller, problem)["text"]
        first_input = next(iter(body["view"]["state"]["values"]), "")
        errors = {"response_action": "errors", "errors": {first_input: message}}
        return BoltResponse(status=200, body=errors)
    if "trigger_id" in body:
        _open(body, problem_view(call.database, call.caller, problem), call.gateway)
    return BoltResponse(status=200, body="")


def _open(body: dict[str, Any], view: dict[str, Any], gateway: SlackGateway) -> None:
    """On top of an open modal, else as a modal of its own."""
    show_view = gateway.push_view if "view" in body else gateway.open_view
    try:
        show_view(body["trigger_id"], view)
    except OkrError as error:
        log.warning("a problem could not be shown: %s", error.message)
