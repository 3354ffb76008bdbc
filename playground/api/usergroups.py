"""Methods about user groups: people who are mentioned together."""

from __future__ import annotations

from playground.api.methods import Args, method
from playground.model import Json, SlackError, UserGroup
from playground.world import World


@method("usergroups.list", "usergroups:read")
def list_groups(world: World, args: Args) -> Json:
    """All groups that are in use; the disabled ones too where that is asked."""
    with_disabled, with_users = args.flag("include_disabled"), args.flag("include_users")
    shown = [each for each in world.groups.values() if with_disabled or not each.is_disabled]
    return {"usergroups": [described(world, each, with_users=with_users) for each in shown]}


@method("usergroups.users.list", "usergroups:read")
def list_users(world: World, args: Args) -> Json:
    """The ids of those in a group."""
    group = world.groups.get(args.need("usergroup"))
    if group is None or (group.is_disabled and not args.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


def described(world: World, group: UserGroup, *, with_users: bool) -> Json:
    """A group as usergroups.list shows it."""
    shown: Json = {
        "id": group.id,
        "team_id": world.identity.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "auto_provision": False,
        "enterprise_subteam_id": "",
        "date_create": 0,
        "date_update": 0,
        "date_delete": 1 if group.is_disabled else 0,
        "auto_type": None,
        "created_by": group.users[0] if group.users else "",
        "updated_by": "",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
        "channel_count": 0,
    }
    return shown | ({"users": list(group.users)} if with_users else {})
