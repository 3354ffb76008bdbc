"""People whom somebody chose in the editor and whom nobody has told okrbot of."""

from bot.domain.editor import EditorState
from bot.usecases.writing import list_unknown
from handlers.call import Call
from handlers.newcomers import meet


def introduce(call: Call, state: EditorState) -> None:
    """Ask Slack who they are, before any transaction; guests, bots and strangers are marked."""
    meet(call, *list_unknown(call.database, call.caller, state))
