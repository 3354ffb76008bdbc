"""What the server keeps of a check-in form that is open or was left: each field as it is typed.

A form may be open in several windows at once, on a phone and on a desk. Each window is numbered
and has its own memory of what it showed, so that what a person touched is told from what they only
saw. Moments are those of Slack, which says of every press and every field when it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.cadence import local_date, slot_on
from bot.domain.fields import (
    UNTOUCHED_IS_CONFIRMED,
    Fields,
    NumberMarks,
    Shown,
    is_touched,
)

SERVES_FOR = timedelta(days=2)
"""After the end of its slot in UTC: every zone is through, and Sunday's form was sent on Monday."""

NEVER = Decimal(0)


@dataclass(frozen=True, slots=True)
class FormState:
    """A form as Slack sends it back: which page of which slot, and what stands in its fields.

    `home` is the team that Home showed when the form was opened there, None elsewhere. `window` is
    the number of this opening. `at` is when it was pressed or typed; None where Slack does not say.
    """

    view_id: str
    slot: str
    page: int
    fields: Fields
    home: int | None = None
    window: int = 0
    at: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """In which window a field was typed into last, and when."""

    window: int
    at: Decimal = NEVER


@dataclass(frozen=True, slots=True)
class Draft:
    """What the server keeps of a form.

    `shown` is what its newest `window` showed, `older` what those before it did. Nothing that still
    comes from a window that is `over` (submitted, closed, discarded) was typed later. `told` has,
    by field, what somebody else recorded and this person has seen. `is_begun` once something was
    typed that is not recorded.
    """

    shown: Mapping[int, Shown] = field(default_factory=dict)
    fields: Fields = field(default_factory=dict)
    unfolded: frozenset[int] = frozenset()
    page: int = 0
    window: int = 0
    older: Mapping[int, Mapping[int, Shown]] = field(default_factory=dict)
    over: frozenset[int] = frozenset()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    is_begun: bool = False

    def shown_in(self, window: int) -> Mapping[int, Shown] | None:
        """What a window showed; None for one that is not remembered any more."""
        return self.shown if window == self.window else self.older.get(window)

    def base_of(self, name: str) -> Mapping[int, Shown]:
        """What was shown where this field was typed into."""
        stamp = self.stamps.get(name)
        base = self.shown_in(stamp.window) if stamp else None
        return self.shown if base is None else base


def serves_since(now: datetime) -> str:
    """The oldest slot whose draft is still offered, and is not deleted yet."""
    return slot_on(local_date(now - SERVES_FOR, "UTC"))


def has_typed(draft: Draft, marks: NumberMarks) -> bool:
    """Whether something stands in the draft that its form had not put there itself."""
    return any(
        is_touched(name, typed, draft.base_of(name), marks) for name, typed in draft.fields.items()
    )


def afresh(draft: Draft) -> Draft:
    """The draft after its person threw away what was typed: nothing of an open form counts."""
    return replace(
        draft,
        fields={},
        unfolded=frozenset(),
        page=0,
        over=frozenset({*draft.older, draft.window}),
        stamps={},
        told={},
        is_begun=False,
    )


def typed_into(draft: Draft, state: FormState) -> Draft:
    """The draft with what stands in the page that was sent, whoever typed there last."""
    return replace(draft, fields={**draft.fields, **state.fields}, page=state.page)


def kept(draft: Draft, state: FormState, marks: NumberMarks, typed: str | None = None) -> Draft:
    """The draft with what is new in the page that was sent.

    `typed` is the field that was typed into, where that is why it was sent. All others are only
    taken where no other window has them, for they may be older there. Nothing older takes the
    place of something newer.
    """
    base = draft.shown_in(state.window)
    base = draft.shown if base is None else base
    new = {
        name: value
        for name, value in state.fields.items()
        if _is_new(draft, state, name, is_typed=name == typed)
        and (name in draft.fields or _counts(name) or is_touched(name, value, base, marks))
        and value != draft.fields.get(name, _NOTHING)
    }
    stamps = {
        name: Stamp(state.window, max(_stamp(draft, name).at, state.at or NEVER)) for name in new
    }
    whole = replace(
        draft,
        fields={**draft.fields, **new},
        page=state.page,
        stamps={**draft.stamps, **stamps},
    )
    return replace(whole, is_begun=has_typed(whole, marks))


def is_late(draft: Draft, state: FormState) -> bool:
    """Whether a field comes from a window that is over, or that nobody remembers."""
    return state.window in draft.over or draft.shown_in(state.window) is None


def ended(draft: Draft, window: int) -> Draft:
    """The draft after a window was closed: what still comes from there is older."""
    return replace(draft, over=draft.over | {window})


def recorded(draft: Draft, state: FormState, marks: NumberMarks) -> Draft:
    """The draft after this form was recorded: what was typed in another window since is left.

    What was shown is kept, for the same form may be open there.
    """
    left = {
        name: typed
        for name, typed in draft.fields.items()
        if name in state.fields
        and _stamp(draft, name).window not in {0, state.window}
        and typed != state.fields[name]
    }
    rest = replace(
        draft,
        fields=left,
        unfolded=frozenset(),
        page=0,
        stamps={name: draft.stamps[name] for name in left},
        told={},
    )
    return replace(ended(rest, state.window), is_begun=has_typed(rest, marks))


def unfold(draft: Draft, key_results: frozenset[int]) -> Draft:
    """The draft with the words of these key results unfolded."""
    return replace(draft, unfolded=draft.unfolded | key_results)


def _is_new(draft: Draft, state: FormState, name: str, *, is_typed: bool) -> bool:
    stamp = draft.stamps.get(name)
    if stamp is None:
        return True
    if state.at is not None and state.at < stamp.at:
        return False
    return is_typed or stamp.window == state.window


def _counts(name: str) -> bool:
    """Whether a field belongs to the form rather than to what it showed."""
    return name == UNTOUCHED_IS_CONFIRMED or name.startswith("keep_")


def _stamp(draft: Draft, name: str) -> Stamp:
    return draft.stamps.get(name, Stamp(0))


_NOTHING = object()
