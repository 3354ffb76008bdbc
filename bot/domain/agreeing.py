"""Asking for agreement: what became of a proposal or a handover."""

from enum import StrEnum


class Answer(StrEnum):
    """`returned` goes back to its author with a wish; `withdrawn` was taken back or overtaken."""

    OPEN = "open"
    AGREED = "agreed"
    RETURNED = "returned"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
