"""Writing OKRs: what opens the editor, turns its pages and saves."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.editor import EditorState, Page, objective_of
from bot.usecases import choices, saving, writing
from handlers.call import Call
from handlers.home import after_deed
from handlers.newcomers import meet
from handlers.proposals import tell
from handlers.reading import read_fields


def register(app: App) -> None:
    """Listen to everything in the editor but the forms of key results."""
    app.action("objective.new")(press_new)
    app.shortcut("objective.new")(press_new)
    app.action("objective.edit")(press_edit)
    app.action("objective.resume")(press_resume)
    app.action("objective.fresh")(press_fresh)
    app.action("objective.discard")(press_discard)
    app.action("objective.back")(press_back)
    app.action("objective.jump")(press_jump)
    app.action("objective.link")(choose_link)
    app.action("objective.mine")(press_mine)
    app.action("objective.theirs")(press_theirs)
    app.options("parent")(offer_parents)
    app.options("team")(offer_teams)
    app.view("objective.submit")(submit_page)
    app.view_closed("objective.submit")(close_editor)


def press_new(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Open the editor for a new objective; a button may name its team."""
    ack()
    action, *_others = body.get("actions") or [{}]
    team_id = int(action.get("value") or 0)
    _show(body, call, writing.open_new(call.database, call.caller, call.now, team_id))


def open_new(trigger_id: str, call: Call) -> None:
    """Show the editor's first page, for the command."""
    view = writing.open_new(call.database, call.caller, call.now)
    call.gateway.open_view(trigger_id, view)


def press_edit(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Open the editor for an objective that stands."""
    ack()
    number = int(action["value"])
    view = writing.open_existing(call.database, call.caller, call.now, number)
    _show(body, call, view)


def press_resume(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Continue a draft."""
    ack()
    _show(body, call, writing.resume(call.database, call.caller, call.now, action["value"]))


def press_fresh(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Begin anew beside the drafts that wait."""
    ack()
    _show(body, call, writing.start_over(call.database, call.caller, call.now, action["value"]))


def press_discard(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Forget a draft; in the modal that offered it, go on as if it had not been there."""
    ack()
    form = action["value"]
    writing.discard(call.database, call.caller, form)
    after_deed(call)
    if "view" in body and body["view"]["type"] == "modal":
        number = objective_of(form)
        open_again = writing.open_existing if number else writing.open_new
        _show(body, call, open_again(call.database, call.caller, call.now, number))


def press_back(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the page before."""
    ack()
    state = read_state(body["view"])
    _show(body, call, writing.page_before(call.database, call.caller, state, call.now))


def press_jump(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show the page that a button names."""
    ack()
    state, page = read_state(body["view"]), Page(action["value"])
    _show(body, call, writing.jump(call.database, call.caller, state, call.now, page))


def choose_link(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the field that belongs to how it hangs on the one above."""
    ack()
    state = read_state(body["view"])
    _show(body, call, writing.jump(call.database, call.caller, state, call.now, state.page))


def press_mine(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Where two people changed the same, take what this one wrote."""
    _settle(ack, body, call, is_mine=True)


def press_theirs(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Where two people changed the same, take what the other one wrote."""
    _settle(ack, body, call, is_mine=False)


def submit_page(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Turn the page, or save on the last one; what is wrong is told at its field."""
    state = read_state(body["view"])
    meet(call, *state.named)
    take = saving.save_objective if state.page is Page.CHECK else writing.next_page
    view = take(call.database, call.caller, state, call.now)
    ack(response_action="update", view=view)
    if state.page is Page.CHECK:
        tell(call)
        after_deed(call)


def close_editor(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Keep what stood there."""
    ack()
    writing.leave(call.database, call.caller, read_state(body["view"]), call.now)
    after_deed(call)


def offer_parents(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Answer what somebody types into the menu of objectives above."""
    form, words = read_state(body["view"]).form, body.get("value") or ""
    ack(choices.offer_parents(call.database, call.caller, form, call.now, words))


def offer_teams(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Answer what somebody types into the menu of teams."""
    form, words = read_state(body["view"]).form, body.get("value") or ""
    ack(choices.offer_teams(call.database, call.caller, form, call.now, words))


def read_state(view: dict[str, Any]) -> EditorState:
    """What Slack sends of a page: its place in private_metadata, its fields by block."""
    form, _space, page = view["private_metadata"].partition(" ")
    return EditorState(form, Page(page), read_fields(view))


def _settle(ack: Ack, body: dict[str, Any], call: Call, *, is_mine: bool) -> None:
    ack()
    state = read_state(body["view"])
    view = saving.settle(call.database, call.caller, state, call.now, is_mine=is_mine)
    _show(body, call, view)


def _show(body: dict[str, Any], call: Call, view: dict[str, Any]) -> None:
    """In place of the modal in which somebody pressed; from elsewhere, as a new one."""
    shown = body.get("view") or {}
    if shown.get("type") == "modal":
        call.gateway.update_view(shown["id"], shown["hash"], view)
    else:
        call.gateway.open_view(body["trigger_id"], view)
