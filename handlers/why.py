"""`/okr why`: what comes when, and why."""

from bot.errors import NotFound, _
from bot.usecases.why import tell_why
from handlers.call import Asked
from handlers.reading import read_mention


def answer(asked: Asked) -> None:
    """Tell who asks about themselves, or about whom they name."""
    about, call = read_mention(asked.sent), asked.call
    if asked.rest and not about:
        raise NotFound(
            _("Name one person, with an @ and chosen from the list: %(like)s"),
            like="/okr why @anna",
        )
    asked.ack(tell_why(call.database, call.caller, call.now, about=about))
