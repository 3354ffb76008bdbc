"""A company file written into Slack by people: each line of it goes through a screen.

Nothing here knows the company: who does what, and what they type, follows from the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel import Locale

from bot.domain.company import (
    CompanyPlan,
    CyclePlan,
    KeyResultPlan,
    MilestonePlan,
    ObjectivePlan,
    OrganisationPlan,
    TeamPlan,
)
from bot.domain.okrs import Entry, Link, Metric, Role
from bot.domain.rhythm_words import read_digest, read_nudge
from playground import Playground

Json = dict[str, Any]
Fields = dict[str, Any]
NUMBERS = ("baseline", "target", "lower", "upper", "current")


@dataclass(frozen=True)
class Hand:
    """Somebody at the screens, who reads what is on them before choosing from it."""

    slack: Playground
    user: str

    @property
    def view(self) -> Json:
        view = self.slack.view(self.user)
        assert view is not None, self.slack.toasts(self.user)
        return view

    @property
    def locale(self) -> str:
        return self.slack.world.people[self.user].locale

    def open(self, line: str) -> None:
        """Type a command that opens a modal."""
        assert self.slack.view(self.user) is None
        reply = self.slack.command(self.user, line)
        assert (reply.error, self.slack.toasts(self.user)) == (None, []), reply

    def press(self, action_id: str, value: str | None = None) -> None:
        reply = self.slack.press(self.user, action_id, value=value)
        assert (reply.error, self.slack.toasts(self.user)) == (None, []), reply

    def edit(self, name: str, action_id: str) -> None:
        """Press the button beside a name."""
        beside = [
            block["accessory"]["value"]
            for block in self.view["blocks"]
            if f"*{name}*" in block.get("text", {}).get("text", "")
            and block["accessory"]["action_id"] == action_id
        ]
        assert len(beside) == 1, (name, self.view)
        self.press(action_id, beside[0])

    def fill(self, fields: Fields) -> None:
        """Type, one field after the other."""
        for name, value in fields.items():
            reply = self.slack.fill(self.user, {name: value})
            assert reply.error is None, reply

    def choose(self, field: str, wanted: str, words: str | None = None) -> None:
        """Choose from a menu by what one reads there; a menu with a search is asked for `words`."""
        block = next(each for each in self.view["blocks"] if each["block_id"] == field)
        options = block["element"].get("options")
        if options is None:
            found = self.slack.suggest(self.user, field, wanted if words is None else words)
            options = found.body["options"]
        values = [each["value"] for each in options if _reads(each, wanted)]
        assert len(values) == 1, (wanted, options)
        self.fill({field: values[0]})

    def submit(self) -> None:
        reply = self.slack.submit(self.user)
        assert (reply.error, self.slack.errors(self.user)) == (None, {}), reply

    def leave(self) -> None:
        self.slack.close_all(self.user)

    def number(self, value: Decimal) -> str:
        """As it is written where this person lives."""
        text = format(value, "f")
        return text.replace(".", ",") if self.locale.startswith("de") else text


def _reads(option: Json, wanted: str) -> bool:
    """Whether an option is the wanted one: a team may be indented, a cycle shows its dates."""
    text: str = option["text"]["text"].lstrip("— ")
    return text == wanted or text.startswith(f"{wanted} (")


def set_up(slack: Playground, plan: CompanyPlan) -> None:
    """The admin sets up the organisation, its cycles and teams; managers finish their teams."""
    (admin,) = [each.slack_id for each in plan.people if each.role is Role.ADMIN]
    hand = Hand(slack, admin)
    hand.open("/okr setup")
    _write_organisation(hand, plan.organisation)
    first, *later = plan.cycles
    hand.fill({"cycle_name": first.name, **_days(first)})
    hand.submit()
    for team in plan.teams:
        _add_team(hand, team)
    hand.submit()
    (top,) = [each for each in plan.teams if not each.parent]
    hand.fill(_rhythm(top))
    hand.submit()
    hand.leave()
    for cycle in later:
        _plan_cycle(hand, cycle)
    for team in plan.teams:
        own = _rhythm(team) if team.parent else {}
        if team.locale or own:
            _finish_team(Hand(slack, team.manager), team, own)


def _write_organisation(hand: Hand, organisation: OrganisationPlan) -> None:
    country = Locale.parse(hand.locale, sep="-").territories[organisation.country]
    zone = organisation.time_zone.replace("_", " ")
    hand.fill({"name": organisation.name, "locale": organisation.locale})
    hand.choose("time_zone", zone, zone.rpartition("/")[2])
    hand.choose("country", country)
    hand.submit()


def _plan_cycle(hand: Hand, cycle: CyclePlan) -> None:
    hand.open("/okr cycle")
    hand.press("cycle.plan")
    hand.fill({"name": cycle.name, **_days(cycle)})
    hand.submit()
    hand.leave()


def _days(cycle: CyclePlan) -> Fields:
    return {"starts_on": str(cycle.starts_on), "ends_on": str(cycle.ends_on)}


def _add_team(hand: Hand, team: TeamPlan) -> None:
    hand.press("team.new")
    if team.parent:
        hand.choose("team_above", team.parent)
    hand.fill(
        {
            "name": team.name,
            "manager": team.manager,
            "members": [*team.members],
            "channel": team.channel,
            "manager_channel": team.manager_channel,
        }
    )
    hand.submit()


def _finish_team(hand: Hand, team: TeamPlan, rhythm: Fields) -> None:
    """What the short form of a new team did not ask for."""
    hand.open("/okr teams")
    hand.edit(team.name, "team.edit")
    if team.locale:
        hand.fill({"locale": team.locale})
    if rhythm:
        hand.press("team.rhythm")
        hand.fill(rhythm)
        hand.submit()
    hand.submit()
    hand.leave()


def _rhythm(team: TeamPlan) -> Fields:
    fields: Fields = {}
    for word, text, read in (
        ("nudge", team.nudge, read_nudge),
        ("digest", team.digest, read_digest),
    ):
        if text:
            weekday, at = read(text)
            fields |= {f"{word}_day": str(weekday), f"{word}_time": f"{at:%H:%M}"}
    return fields


def write_objective(slack: Playground, plan: CompanyPlan, objective: ObjectivePlan) -> None:
    """Its owner writes it, page after page, up to the receipt."""
    hand = Hand(slack, objective.owner)
    hand.open("/okr new")
    _write_head(hand, objective)
    if next(each.parent for each in plan.teams if each.name == objective.team):
        _align(hand, objective, plan)
    for each in objective.key_results:
        _add_key_result(hand, each)
    hand.submit()
    hand.submit()
    assert hand.view["callback_id"] == "objective.saved", hand.view
    hand.leave()


def agree(slack: Playground, plan: CompanyPlan, objective: ObjectivePlan) -> None:
    """What a member wrote waits for the team's manager, who has heard of it by now."""
    manager = next(each.manager for each in plan.teams if each.name == objective.team)
    if manager != objective.owner:
        assert slack.click(manager, "proposal.agree").error is None


def _write_head(hand: Hand, objective: ObjectivePlan) -> None:
    hand.choose("team", objective.team)
    hand.choose("cycle", objective.cycle)
    hand.fill({"title": objective.title, "commitment": objective.kind.value})
    if objective.why:
        hand.fill({"why": objective.why})
    if objective.private:
        hand.fill({"private": ["private"]})
    hand.submit()


def _align(hand: Hand, objective: ObjectivePlan, plan: CompanyPlan) -> None:
    if objective.link is not Link.CONTRIBUTES:
        hand.fill({"objective.link": objective.link.value if objective.link else "alone"})
    if objective.link:
        above = next(each for each in plan.objectives if each.key == objective.parent)
        hand.choose("parent", above.title)
    else:
        hand.fill({"justification": objective.justification})
    hand.submit()


def _add_key_result(hand: Hand, plan: KeyResultPlan) -> None:
    hand.press("keyresult.add")
    if plan.metric is not Metric.INCREASE:
        hand.fill({"keyresult.metric": plan.metric.value})
    hand.fill(dict(_typed(hand, plan)))
    hand.submit()


def _typed(hand: Hand, plan: KeyResultPlan) -> Iterator[tuple[str, Any]]:
    """The fields that somebody fills in; all others are left as they come."""
    yield "title", plan.title
    yield "confidence", str(plan.confidence)
    for name in ("owner", "delegate", "unit"):
        if text := getattr(plan, name):
            yield name, text
    for name in NUMBERS:
        number = getattr(plan, name)
        if number is not None:
            yield name, hand.number(number)
    if plan.weight != 1:
        yield "weight", hand.number(plan.weight)
    if plan.entry is not Entry.REPLACES:
        yield "entry", plan.entry.value
    if plan.milestones:
        yield "milestones", "\n".join(_line(hand, each) for each in plan.milestones)


def _line(hand: Hand, step: MilestonePlan) -> str:
    parts = [step.title, hand.number(step.weight), str(step.due) if step.due else ""]
    return " | ".join(filter(None, parts))
