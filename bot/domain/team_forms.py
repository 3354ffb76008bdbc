"""The form of a team: what it holds, what was typed, and what cannot be.

People and channels go by their Slack ids: they are what menus choose.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.fields import Fields, Typed
from bot.domain.rhythms import RhythmSources
from bot.domain.setting_up import name_faults, text
from bot.errors import InvalidInput, _

NO_PARENT = "0"
"""The choice that says that nothing stands above."""

INHERITED, NO_GROUP = "above", "none"
"""Choices that say that nothing is chosen: no menu has an option without a value."""

MOST_MEMBERS = 200

MOST_DEPTH = 6
"""Deeper teams are not indented any further: lines would have no room left."""

PER_PAGE = 40
"""Teams on one page of the list: one block each, of the hundred that Slack takes."""


@dataclass(frozen=True, slots=True)
class KnownTeam:
    """What a form has to know of another team."""

    id: int
    name: str
    parent_id: int | None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class TeamAnswers:
    """What somebody wants a team to be."""

    name: str
    parent_id: int | None = None
    manager: str = ""
    members: tuple[str, ...] = ()
    channel: str = ""
    manager_channel: str = ""
    locale: str = ""
    user_group: str = ""
    wants_proposals: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a menu."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class TeamForm:
    """The form as it is shown; `team_id` is 0 for a new one.

    `groups` are Slack's user groups, None where they may not be read. `rhythm` is None for a
    new team, whose form is short. `origin` says what lies below it, and so is shown anew when it
    closes. `is_restored` when it holds what was typed before.
    """

    team_id: int
    answers: TeamAnswers
    parent: Choice
    origin: str = ""
    groups: tuple[Choice, ...] | None = ()
    group: Choice | None = None
    rhythm: RhythmSources | None = None
    may_set_rhythm: bool = False
    is_restored: bool = False


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team in the list; `depth` counts the teams above it, `people` its members."""

    id: int
    name: str
    depth: int
    people: int = 0
    manager: str = ""
    may_edit: bool = False

    @property
    def indent(self) -> str:
        """What stands before the name: wide spaces, which Slack keeps, and an arrow."""
        return "\u2003" * (2 * min(self.depth, MOST_DEPTH) - 2) + "↳ " if self.depth else ""


@dataclass(frozen=True, slots=True)
class TeamList:
    """One page of all teams; pages count from 0. `may_add` below nothing only for admins."""

    lines: tuple[TeamLine, ...]
    page: int
    pages: int
    may_add: bool


def read_team(fields: Fields) -> TeamAnswers:
    """What stands in the form."""
    parent = text(fields, "team_above")
    return TeamAnswers(
        name=text(fields, "name"),
        parent_id=int(parent) if parent.isdecimal() and parent != NO_PARENT else None,
        manager=text(fields, "manager"),
        members=_several(fields, "members"),
        channel=text(fields, "channel"),
        manager_channel=text(fields, "manager_channel"),
        locale=_chosen(fields, "locale", INHERITED),
        user_group=_chosen(fields, "user_group", NO_GROUP),
        wants_proposals="wanted" in _several(fields, "wants_proposals"),
    )


def team_faults(
    answers: TeamAnswers, team_id: int, teams: Sequence[KnownTeam]
) -> list[InvalidInput]:
    """What cannot be, each at its field; `team_id` is 0 for a new team."""
    others = [each for each in teams if each.id != team_id]
    faults = name_faults(answers.name, "name") or _taken(answers.name, others)
    faults += _parent_faults(answers.parent_id, team_id, {each.id: each for each in teams})
    if len(answers.members) > MOST_MEMBERS:
        message = _("A team has at most %(most)s members. Make teams below it.")
        faults.append(InvalidInput("members", message, most=MOST_MEMBERS))
    return faults


def team_fields(answers: TeamAnswers) -> dict[str, Typed]:
    """A team as the fields of its form hold it."""
    return {
        "name": answers.name,
        "team_above": str(answers.parent_id or NO_PARENT),
        "manager": answers.manager,
        "members": list(answers.members),
        "channel": answers.channel,
        "manager_channel": answers.manager_channel,
        "locale": answers.locale,
        "user_group": answers.user_group,
        "wants_proposals": ["wanted"] if answers.wants_proposals else [],
    }


def list_page(lines: Sequence[TeamLine], page: int, *, may_add: bool) -> TeamList:
    """One page of the list; a page out of range is the nearest one."""
    pages = max(1, -(-len(lines) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    return TeamList(tuple(lines[page * PER_PAGE : (page + 1) * PER_PAGE]), page, pages, may_add)


def is_below(team_id: int, other_id: int, parents: Mapping[int, int | None]) -> bool:
    """Whether `team_id` is `other_id` or stands anywhere below it."""
    seen: set[int] = set()
    current: int | None = team_id
    while current is not None and current not in seen:
        if current == other_id:
            return True
        seen.add(current)
        current = parents.get(current)
    return False


def as_tree(teams: Sequence[KnownTeam]) -> list[tuple[KnownTeam, int]]:
    """The teams as a list that reads as a tree, each with its depth; siblings by name.

    A team whose parent is not among them stands at the top.
    """
    ids = {each.id for each in teams}
    below: dict[int | None, list[KnownTeam]] = {}
    for each in sorted(teams, key=lambda team: team.name.casefold()):
        below.setdefault(each.parent_id if each.parent_id in ids else None, []).append(each)
    found: list[tuple[KnownTeam, int]] = []
    _descend(None, 0, below, found)
    return found


def _descend(
    parent: int | None,
    depth: int,
    below: Mapping[int | None, list[KnownTeam]],
    found: list[tuple[KnownTeam, int]],
) -> None:
    for each in below.get(parent, ()):
        found.append((each, depth))
        _descend(each.id, depth + 1, below, found)


def _taken(name: str, others: Collection[KnownTeam]) -> list[InvalidInput]:
    same = next((each for each in others if each.name.casefold() == name.casefold()), None)
    if same is None:
        return []
    message = (
        _("There is a team called %(name)s already.")
        if same.is_active
        else _("An archived team is called %(name)s and keeps its name. Choose another one.")
    )
    return [InvalidInput("name", message, name=same.name)]


def _parent_faults(
    parent_id: int | None, team_id: int, teams: Mapping[int, KnownTeam]
) -> list[InvalidInput]:
    if parent_id is None:
        return []
    parent = teams.get(parent_id)
    if parent is None or not parent.is_active:
        return [
            InvalidInput("team_above", _("That team is not there any more. Choose another one."))
        ]
    if team_id and is_below(
        parent_id, team_id, {each.id: each.parent_id for each in teams.values()}
    ):
        message = _("%(name)s stands below this team: they cannot be above each other.")
        if parent_id == team_id:
            message = _("A team cannot stand above itself.")
        return [InvalidInput("team_above", message, name=parent.name)]
    return []


def _chosen(fields: Fields, name: str, nothing: str) -> str:
    chosen = text(fields, name)
    return "" if chosen == nothing else chosen


def _several(fields: Fields, name: str) -> tuple[str, ...]:
    typed = fields.get(name)
    return tuple(typed) if isinstance(typed, list) else ()
