"""From what stands in the editor to an objective, and back.

What cannot be accepted is an InvalidInput at its field; everything wrong on a page is told at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bot.domain.agreement import line_of
from bot.domain.alignment import find_loop
from bot.domain.editor import (
    LINK,
    MOST_KEY_RESULTS,
    EditorDraft,
    KeyResultDraft,
    Page,
    pages_of,
    typed_text,
)
from bot.domain.fields import Fields, NumberMarks
from bot.domain.key_result_fields import GONE_PERSON, key_result_fields, read_key_result
from bot.domain.okrs import (
    Commitment,
    Cycle,
    KeyResult,
    Link,
    Objective,
    ObjectiveState,
    Person,
    Team,
)
from bot.domain.rights import Verdict
from bot.domain.rollup import check_weights
from bot.errors import InvalidFields, InvalidInput, _

MOST_TITLE, MOST_WHY, MOST_JUSTIFICATION, MOST_REASON = 200, 1000, 500, 500


@dataclass(frozen=True, slots=True)
class EditorFacts:
    """What a draft is read against.

    `write` writes a number so that it can be read again with `marks`. `writable` are the teams
    for which the person may write; `cycles` those that are open, by id; `people` those whom the
    draft names, by Slack id; `above` the chosen parent and all above it. One that the person may
    not see and not choose is not in it; what was chosen by others before has no title then.
    """

    person: Person
    today: date
    marks: NumberMarks
    write: Callable[[Decimal], str] = str
    teams: Mapping[int, Team] = field(default_factory=dict)
    writable: Mapping[int, Verdict] = field(default_factory=dict)
    cycles: Mapping[int, Cycle] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    above: Mapping[int, Objective] = field(default_factory=dict)

    def team_of(self, draft: EditorDraft) -> Team | None:
        """The chosen team, if it is still there."""
        return self.teams.get(_number(draft.fields, "team"))

    def cycle_of(self, draft: EditorDraft) -> Cycle | None:
        """The chosen cycle, if it is open."""
        return self.cycles.get(_number(draft.fields, "cycle"))

    def is_top(self, draft: EditorDraft) -> bool:
        """Whether the chosen team has none above it."""
        team = self.team_of(draft)
        return team is not None and team.parent_id is None


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """Something wrong and where: on a page, or in the key result with this key."""

    page: Page
    fault: InvalidInput
    key: str = ""


def faults_of(draft: EditorDraft, facts: EditorFacts) -> list[PlacedFault]:
    """All that is wrong with a draft, page by page."""
    return [
        each
        for page in pages_of(is_top=facts.is_top(draft))
        for each in faults_on(page, draft, facts)
    ]


def faults_on(page: Page, draft: EditorDraft, facts: EditorFacts) -> list[PlacedFault]:
    """All that is wrong on one page, with the key results where that page lists them."""
    if page is Page.OBJECTIVE:
        return [PlacedFault(page, each) for each in _of_objective(draft, facts)]
    if page is Page.ALIGNMENT:
        return [PlacedFault(page, each) for each in _of_alignment(draft, facts)]
    return list(_of_key_results(draft, facts)) if page is Page.KEY_RESULTS else []


def read_objective(draft: EditorDraft, facts: EditorFacts) -> Objective:
    """The objective that a draft without faults describes: active, with the version it began at.

    Raises:
        InvalidFields: something is wrong all the same.
    """
    if faults := faults_of(draft, facts):
        raise InvalidFields([each.fault for each in faults])
    base, fields = draft.base, draft.fields
    cycle, owner = facts.cycles[_number(fields, "cycle")], facts.people[typed_text(fields, "owner")]
    link, parent_id, justification = _alignment(draft, facts)
    return Objective(
        id=base.id if base else 0,
        team_id=_number(fields, "team"),
        owner_id=owner.id,
        cycle=cycle,
        title=_line(fields, "title"),
        why=typed_text(fields, "why").strip(),
        commitment=Commitment(typed_text(fields, "commitment") or Commitment.COMMITTED),
        is_private=bool(fields.get("private")),
        parent_id=parent_id,
        link=link,
        justification=justification,
        state=base.state if base else ObjectiveState.ACTIVE,
        version=base.version if base else 1,
        key_results=tuple(read_item(each, draft, facts) for each in draft.key_results),
    )


def draft_of(objective: Objective, facts: EditorFacts) -> EditorDraft:
    """The editor filled with an objective as it stands; its people are among those of `facts`."""
    slack_ids = {each.id: slack_id for slack_id, each in facts.people.items()}
    return EditorDraft(
        fields={
            "title": objective.title,
            "why": objective.why or None,
            "team": str(objective.team_id),
            "cycle": str(objective.cycle.id),
            "owner": slack_ids.get(objective.owner_id),
            "commitment": objective.commitment.value,
            "private": ["private"] if objective.is_private else [],
            LINK: objective.link.value if objective.link else "alone",
            "parent": str(objective.parent_id) if objective.parent_id else None,
            "justification": objective.justification or None,
        },
        key_results=tuple(
            KeyResultDraft(
                str(each.id or f"n{place}"), key_result_fields(each, facts.write, slack_ids)
            )
            for place, each in enumerate(objective.key_results, 1)
        ),
        base=objective,
    )


def _of_objective(draft: EditorDraft, facts: EditorFacts) -> Iterator[InvalidInput]:
    fields, title = draft.fields, _line(draft.fields, "title")
    if not title:
        yield InvalidInput("title", _("Write in one sentence what will be better."))
    yield from _too_long(fields, "title", MOST_TITLE)
    yield from _too_long(fields, "why", MOST_WHY)
    if facts.team_of(draft) is None:
        yield InvalidInput("team", _("Choose a team. The one that stood here may be gone."))
    elif _number(fields, "team") not in facts.writable:
        team = facts.teams[_number(fields, "team")]
        message = _("You may not write for %(team)s (any more). Choose another team.")
        yield InvalidInput("team", message, team=team.name)
    if facts.cycle_of(draft) is None:
        yield InvalidInput("cycle", _("Choose a cycle that is not closed or over."))
    yield from _of_owner(fields, facts.people)


def _of_owner(fields: Fields, people: Mapping[str, Person]) -> Iterator[InvalidInput]:
    slack_id = typed_text(fields, "owner")
    person = people.get(slack_id)
    if not slack_id:
        yield InvalidInput("owner", _("Choose somebody who answers for it."))
    elif person is None or not person.is_active:
        yield InvalidInput("owner", GONE_PERSON, name=person.name if person else slack_id)


def _of_alignment(draft: EditorDraft, facts: EditorFacts) -> Iterator[InvalidInput]:
    fields = draft.fields
    yield from _too_long(fields, "justification", MOST_JUSTIFICATION)
    if _link(fields) is None:
        return
    parent = facts.above.get(_number(fields, "parent"))
    own = facts.team_of(draft)
    if parent is None:
        yield InvalidInput(
            "parent",
            _(
                "Choose the objective above, or say that yours stands alone. "
                "The one that stood here may be gone."
            ),
        )
    elif own and len(line_of(parent.team_id, facts.teams)) > len(line_of(own.id, facts.teams)):
        message = _("This objective belongs to %(team)s, on a level below %(own)s.")
        above = facts.teams[parent.team_id].name if parent.team_id in facts.teams else "?"
        yield InvalidInput("parent", message, team=above, own=own.name)
    elif draft.base and _closes_a_loop(draft.base, parent, facts.above):
        message = _("That would go in a circle: it hangs on this objective itself.")
        yield InvalidInput("parent", message)


def _closes_a_loop(own: Objective, parent: Objective, above: Mapping[int, Objective]) -> bool:
    parents = {number: each.parent_id for number, each in above.items()}
    return bool(find_loop(parents | {own.id: parent.id}))


def _of_key_results(draft: EditorDraft, facts: EditorFacts) -> Iterator[PlacedFault]:
    if len(draft.key_results) > MOST_KEY_RESULTS:
        message = _("An objective has at most %(most)s key results: remove some.")
        yield _on_list(InvalidInput("", message, most=MOST_KEY_RESULTS))
    read: list[KeyResult] = []
    for each in draft.key_results:
        try:
            read.append(read_item(each, draft, facts))
        except InvalidFields as error:
            for fault in error.faults:
                yield PlacedFault(Page.KEY_RESULTS, fault, each.key)
    if len(read) == len(draft.key_results):
        try:
            check_weights([each.weight for each in read], "")
        except InvalidInput as fault:
            yield _on_list(fault)


def _on_list(fault: InvalidInput) -> PlacedFault:
    return PlacedFault(Page.KEY_RESULTS, fault)


def read_item(item: KeyResultDraft, draft: EditorDraft, facts: EditorFacts) -> KeyResult:
    """A key result of the draft; one without an owner is its objective's owner's.

    Raises:
        InvalidFields: with everything that is wrong in it.
    """
    found = [each for each in (draft.base.key_results if draft.base else ()) if each.id == item.id]
    owner = item.fields.get("owner") or draft.fields.get("owner")
    key_result = read_key_result(
        {**item.fields, "owner": owner},
        facts.people,
        facts.marks,
        facts.cycle_of(draft),
        found[0] if found and item.id else None,
    )
    return replace(key_result, objective_id=draft.base.id if draft.base else 0)


def _alignment(draft: EditorDraft, facts: EditorFacts) -> tuple[Link | None, int | None, str]:
    """The link, the objective above and why there is none; the top team's stays what it was."""
    base = draft.base
    if facts.is_top(draft):
        is_same = base is not None and base.team_id == _number(draft.fields, "team")
        return (
            (base.link, base.parent_id, base.justification)
            if base and is_same
            else (None, None, "")
        )
    if link := _link(draft.fields):
        return link, _number(draft.fields, "parent"), ""
    return None, None, typed_text(draft.fields, "justification").strip()


def _link(fields: Fields) -> Link | None:
    word = typed_text(fields, LINK)
    return Link(word) if word in set(Link) else None


def _too_long(fields: Fields, name: str, most: int) -> Iterator[InvalidInput]:
    count = len(typed_text(fields, name).strip())
    if count > most:
        message = _("Use at most %(most)s characters; these are %(count)s.")
        yield InvalidInput(name, message, most=most, count=count)


def _line(fields: Fields, name: str) -> str:
    return " ".join(typed_text(fields, name).split())


def _number(fields: Fields, name: str) -> int:
    text = typed_text(fields, name)
    return int(text) if text.isdecimal() else 0
