"""What the pages of the editor show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.editor import (
    MOST_KEY_RESULTS,
    EditorDraft,
    KeyResultDraft,
    Page,
    is_same,
    pages_of,
    typed_text,
    unfinished,
)
from bot.domain.editor_differences import (
    AGREED,
    FIELDS,
    KEY_RESULT_FIELDS,
    Difference,
    changes_of,
    is_counted,
)
from bot.domain.fields import Fields
from bot.domain.key_result_fields import NUMBERS_OF, STARTING, is_blank, metric_of
from bot.domain.objective_fields import EditorFacts, PlacedFault, read_item, read_objective
from bot.domain.okrs import Cycle, KeyResult, Metric, Objective, ObjectiveState, Person, Team
from bot.domain.quality import Finding, check_key_result, check_objective
from bot.domain.shortening import shorten
from bot.errors import InvalidFields, InvalidInput, OkrError

TITLE = 150
STARTS = ("current", "confidence")
MOST_OPTIONS = 100
MOST_CHARACTERS = 3000
FIRST_FAULTS, FIRST_DIFFERENCES = 8, 10


class Notice(StrEnum):
    """What the editor says on top of a page."""

    RESTORED = "restored"
    FAULTS = "faults"
    MERGED = "merged"
    REASON = "reason"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class KeyResultItem:
    """A key result in a list of the editor.

    `key_result` is None while it cannot be read; `owner` is a Slack id or "".
    """

    key: str
    title: str
    key_result: KeyResult | None
    owner: str = ""
    faults: tuple[OkrError, ...] = ()
    is_begun: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class EditorPage:
    """One page of the editor; places count from 1. `problem` is told on top of it."""

    form: str
    page: Page
    place: int
    places: int
    fields: Mapping[str, str]
    is_private: bool
    teams: tuple[Team, ...]
    team: Team | None
    cycles: tuple[Cycle, ...]
    cycle: Cycle | None
    parent: Objective | None
    parent_team: str
    items: tuple[KeyResultItem, ...]
    begun: tuple[KeyResultItem, ...]
    is_new: bool
    is_full: bool
    is_proposed: bool
    notice: Notice | None = None
    faults: tuple[tuple[str, OkrError], ...] = ()
    problem: OkrError | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def has_many_teams(self) -> bool:
        """Whether the teams have to be searched; a list of none is no list for Slack either."""
        return not 0 < len(self.teams) <= MOST_OPTIONS

    @property
    def has_findings(self) -> bool:
        """Whether the checks say something of a key result."""
        return any(each.findings for each in self.items)


@dataclass(frozen=True, slots=True)
class KeyResultForm:
    """The form of one key result; where it `starts`, one says with which value and confidence."""

    form: str
    key: str
    fields: Mapping[str, str]
    metric: Metric
    is_new: bool
    is_restored: bool
    starts: bool

    @property
    def is_measured(self) -> bool:
        """Whether numbers belong to the metric, and so a unit."""
        return bool(NUMBERS_OF[self.metric])


@dataclass(frozen=True, slots=True)
class Checking:
    """What the last page adds: what the checks say, who agrees, what is changed and why.

    `too_many` counts the objectives of the team where they are too many with this one.
    """

    findings: tuple[Finding, ...]
    too_many: Finding | None
    decider: Person | None
    changes: tuple[Difference, ...]
    more_changes: int
    asks_reason: bool
    needs_reason: bool
    by_key: Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Screen:
    """A template and what it is shown with."""

    template: str
    values: Mapping[str, object]


def compose_page(
    form: str,
    draft: EditorDraft,
    facts: EditorFacts,
    faults: Sequence[PlacedFault] = (),
) -> EditorPage:
    """The page on which the draft is; faults are told on top of it, those of key results there."""
    pages = pages_of(is_top=facts.is_top(draft))
    page = draft.page if draft.page in pages else pages[0]
    parent = facts.above.get(int(typed_text(draft.fields, "parent") or 0))
    above = facts.teams.get(parent.team_id) if parent else None
    team = facts.team_of(draft)
    return EditorPage(
        form=form,
        page=page,
        place=pages.index(page) + 1,
        places=len(pages),
        fields=_shown(draft.fields, FIELDS),
        is_private=bool(draft.fields.get("private")),
        teams=tuple(
            each for each in facts.teams.values() if each.id in facts.writable or each == team
        ),
        team=team,
        cycles=tuple(facts.cycles.values()),
        cycle=facts.cycle_of(draft),
        parent=parent,
        parent_team=above.name if above else "",
        items=tuple(_item(each, draft, facts) for each in draft.key_results),
        begun=tuple(
            KeyResultItem(key, typed_text(draft.begun[key], "title"), None)
            for key in unfinished(draft)
        ),
        is_new=draft.base is None,
        is_full=len(draft.key_results) >= MOST_KEY_RESULTS,
        is_proposed=draft.base is not None and draft.base.state is ObjectiveState.PROPOSED,
        faults=tuple((_title_of(each, draft), each.fault) for each in faults)[:FIRST_FAULTS],
    )


def compose_check(
    draft: EditorDraft, facts: EditorFacts, decider: Person | None, too_many: Finding | None
) -> Checking:
    """What the last page adds for a draft without faults."""
    objective = read_objective(draft, facts)
    active = {each.id for each in facts.people.values() if each.is_active}
    found = changes_of(draft, facts)
    is_agreed = draft.base is not None and draft.base.state in AGREED
    return Checking(
        findings=check_objective(objective, active, is_top=facts.is_top(draft)),
        too_many=too_many,
        decider=decider,
        changes=tuple(found[:FIRST_DIFFERENCES]),
        more_changes=max(0, len(found) - FIRST_DIFFERENCES),
        asks_reason=is_agreed and bool(found),
        needs_reason=is_agreed and is_counted(found),
        by_key={
            item.key: check_key_result(each, objective.key_results, active)
            for item, each in zip(draft.key_results, objective.key_results, strict=True)
        },
    )


def compose_key_result(
    form: str, draft: EditorDraft, key: str, *, is_restored: bool = False
) -> KeyResultForm:
    """The form of a key result; a new one is its objective's owner's until somebody else is."""
    typed = draft.of(key)
    fields = {"owner": draft.fields.get("owner"), **STARTING, **typed}
    known = [each for each in draft.key_results if each.key == key]
    is_agreed = draft.base is not None and draft.base.state in AGREED
    return KeyResultForm(
        form=form,
        key=key,
        fields=_shown(fields, (*KEY_RESULT_FIELDS, *STARTS)),
        metric=metric_of(fields),
        is_new=not known,
        is_restored=is_restored,
        starts=not (is_agreed and key.isdecimal()),
    )


def is_begun(draft: EditorDraft, key: str, fields: Fields) -> bool:
    """Whether something stands in the form of a key result that is not saved in the draft."""
    saved = next((each.fields for each in draft.key_results if each.key == key), None)
    if saved is None:
        return key in draft.begun or not is_blank(fields)
    return any(not is_same(typed, saved.get(name)) for name, typed in fields.items())


def with_findings(page: EditorPage, check: Checking) -> EditorPage:
    """The page with what the checks say beside each key result."""
    items = (replace(each, findings=check.by_key.get(each.key, ())) for each in page.items)
    return replace(page, items=tuple(items))


def _item(item: KeyResultDraft, draft: EditorDraft, facts: EditorFacts) -> KeyResultItem:
    key_result: KeyResult | None = None
    faults: list[InvalidInput] = []
    try:
        key_result = read_item(item, draft, facts)
    except InvalidFields as error:
        faults = error.faults
    return KeyResultItem(
        key=item.key,
        title=shorten(typed_text(item.fields, "title"), TITLE),
        key_result=key_result,
        owner=typed_text(item.fields, "owner") or typed_text(draft.fields, "owner"),
        faults=tuple(faults),
        is_begun=item.key in draft.begun,
    )


def _title_of(placed: PlacedFault, draft: EditorDraft) -> str:
    """The title of the key result that a fault is about; "" for one of the objective."""
    return shorten(typed_text(draft.of(placed.key), "title"), TITLE) if placed.key else ""


def _shown(fields: Fields, names: Iterable[str]) -> dict[str, str]:
    """What the inputs hold; what was written elsewhere may be longer than an input takes."""
    return {name: typed_text(fields, name)[:MOST_CHARACTERS] for name in names}
