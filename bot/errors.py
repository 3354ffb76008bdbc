"""Errors whose message may be shown to a person.

A message is written in English, marked with `_` for the catalogues and kept untranslated:
who shows it translates it into the reader's language and fills the holes.
"""


def _(message: str) -> str:
    """Mark a sentence for translation; it is translated where it is shown."""
    return message


class OkrError(Exception):
    """Something a person can understand and act on; `message` may have %(named)s holes."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class InvalidInput(OkrError):
    """What was typed cannot be accepted; `field` is the block_id of the input it belongs to."""

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


class InvalidFields(OkrError):
    """Several fields are wrong at once; `faults` has one InvalidInput for each of them."""

    def __init__(self, faults: "list[InvalidInput]") -> None:
        super().__init__(_("Some answers need another look."))
        self.faults = faults


class NotFound(OkrError):
    """What was asked for is not there (any more)."""


class NotAllowed(OkrError):
    """Somebody may not do this; the message names the rule."""
