"""The windows in which a check-in form is open: what each showed, and what of it was touched.

What a field was typed over stays with it, so that somebody else's newer truth is noticed (see
`bot.domain.conflicts`); what was not touched follows what is true.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.checkin_drafts import Draft, FormState, Stamp
from bot.domain.fields import (
    BLOCKER,
    NUMBERS,
    Fields,
    NumberMarks,
    Shown,
    Typed,
    field,
    is_touched,
    key_result_of,
    merge_ticks,
    shown,
)
from bot.domain.okrs import KeyResult

MOST_WINDOWS = 4
"""Windows remembered besides the newest; one that is older says so when it is submitted."""


def opened(draft: Draft, key_results: Sequence[KeyResult], marks: NumberMarks) -> Draft:
    """The draft of a form that opens now: what was typed before stands in it again.

    Fields that had not been touched show what is true now, not what was true then. Those of key
    results that are somebody else's by now are gone. What was typed over a value that has changed
    since keeps what it was typed over: see `bot.domain.conflicts`.
    """
    now = {each.id: shown(each) for each in key_results}
    kept = {
        name: _renewed(name, typed, draft.base_of(name), now)
        for name, typed in draft.fields.items()
        if key_result_of(name) in now and is_touched(name, typed, draft.base_of(name), marks)
    }
    kept = {name: typed for name, typed in kept.items() if is_touched(name, typed, now, marks)}
    older = {**draft.older, draft.window: draft.shown} if draft.window else {}
    known = sorted(older)[-MOST_WINDOWS:]
    window = draft.window + 1
    return Draft(
        # Ticks are merged above, so they stand over what is true now.
        shown={
            number: replace(_base(number, draft, each, kept), done=each.done)
            for number, each in now.items()
        },
        fields=kept,
        unfolded=draft.unfolded,
        page=draft.page,
        window=window,
        older={number: older[number] for number in known},
        over=draft.over & {*known},
        stamps={name: Stamp(window, draft.stamps.get(name, Stamp(0)).at) for name in kept},
        told={name: value for name, value in draft.told.items() if name in kept},
        is_begun=bool(kept),
    )


def bases(draft: Draft, state: FormState) -> dict[int, Shown]:
    """What the person had before them of each key result, in this window or where they typed."""
    base = {**draft.shown, **(draft.shown_in(state.window) or {})}
    for name in draft.fields:
        number, seen = key_result_of(name) or 0, draft.base_of(name)
        if name not in state.fields and number in seen:
            base[number] = seen[number]
    return base


def shown_again(
    draft: Draft, window: int, key_results: Sequence[KeyResult], marks: NumberMarks
) -> Draft:
    """The draft after a window showed another page: its untouched fields show what is true now."""
    base = draft.shown_in(window)
    if base is None:
        return draft
    touched = {
        name: typed
        for name, typed in draft.fields.items()
        if is_touched(name, typed, draft.base_of(name), marks)
    }
    now = {each.id: _base(each.id, draft, shown(each), touched) for each in key_results}
    return _with_base(draft, window, {**base, **now})


def blockers_shown(draft: Draft, window: int, key_results: Sequence[KeyResult]) -> Draft:
    """The draft after the blockers of these key results came into sight in a window."""
    base = draft.shown_in(window)
    if base is None:
        return draft
    seen = {
        each.id: replace(base[each.id], blocker=shown(each).blocker)
        for each in key_results
        if each.id in base and not any(field(word, each.id) in draft.fields for word in BLOCKER)
    }
    return _with_base(draft, window, {**base, **seen})


def _with_base(draft: Draft, window: int, base: Mapping[int, Shown]) -> Draft:
    if window == draft.window:
        return replace(draft, shown=base)
    return replace(draft, older={**draft.older, window: base})


def _base(number: int, draft: Draft, now: Shown, touched: Fields) -> Shown:
    """What a form shows of a key result: what is true now, and what touched fields stood over."""

    def seen(word: str) -> Shown:
        name = field(word, number)
        return draft.base_of(name).get(number, now) if name in touched else now

    typed_over = next((seen(word) for word in NUMBERS if field(word, number) in touched), now)
    text, kind, helper = (seen(word).blocker[place] for place, word in enumerate(BLOCKER))
    return Shown(
        seen("value" if field("value", number) in touched else "done").current,
        seen("confidence").confidence,
        seen("milestones").done,
        (text, kind, helper),
        typed_over.target,
        typed_over.lower,
    )


def _renewed(name: str, typed: Typed, then: Mapping[int, Shown], now: Mapping[int, Shown]) -> Typed:
    """What was typed; among milestones, what others ticked meanwhile is ticked as well."""
    number = key_result_of(name)
    if number is None or not isinstance(typed, list):
        return typed
    return [str(each) for each in merge_ticks(typed, then[number], now[number])]
