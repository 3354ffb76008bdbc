"""Methods about people."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from playground.api.methods import Args, method, page
from playground.model import Json, Person
from playground.world import BOT_ID, World

AVATAR_SIZES = (24, 32, 48, 72, 192, 512)


@method("users.info", "users:read")
def users_info(world: World, args: Args) -> Json:
    """One person."""
    person = world.person(args.text("user"))
    return {"user": described(world, person, args.flag("include_locale"))}


@method("users.list", "users:read")
def users_list(world: World, args: Args) -> Json:
    """Everybody, those who left and the bots too."""
    people, metadata = page(args, list(world.people.values()))
    with_locale = args.flag("include_locale")
    members = [described(world, person, with_locale) for person in people]
    cache_ts = int(world.clock.now().timestamp())
    return {"members": members, "cache_ts": cache_ts, "response_metadata": metadata}


def described(world: World, person: Person, with_locale: bool = False) -> Json:
    """A person as users.info shows them."""
    user: Json = {
        "id": person.id,
        "team_id": world.identity.team_id,
        "name": person.handle,
        "deleted": person.deleted,
        "color": f"{int.from_bytes(person.id.encode()) % 0xFFFFFF:06x}",
        "real_name": person.name,
        **_zone(world, person),
        "profile": _profile(world, person),
        # Slack says of an owner that they are an admin too, and of the first that they are both.
        "is_admin": person.is_admin or person.is_owner or person.is_primary_owner,
        "is_owner": person.is_owner or person.is_primary_owner,
        "is_primary_owner": person.is_primary_owner,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
        "updated": int(world.clock.now().timestamp()),
    }
    if person.is_stranger:
        user["is_stranger"] = True
    return user | ({"locale": person.locale} if with_locale else {})


def _zone(world: World, person: Person) -> Json:
    if person.deleted or not person.tz:
        return {}
    offset = world.clock.now().astimezone(ZoneInfo(person.tz)).utcoffset() or timedelta()
    label = person.tz.split("/")[-1].replace("_", " ") + " Time"
    return {"tz": person.tz, "tz_label": label, "tz_offset": int(offset.total_seconds())}


def _profile(world: World, person: Person) -> Json:
    first, _, last = person.name.partition(" ")
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "status_text": person.status_text,
        "status_text_canonical": "",
        "status_emoji": person.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": person.status_expiration,
        "avatar_hash": f"g{person.id.lower()}",
        **{f"image_{size}": f"{world.url}/avatars/{person.id}/{size}" for size in AVATAR_SIZES},
        "team": world.identity.team_id,
    }
    return profile | ({"bot_id": BOT_ID, "always_active": True} if person.is_bot else {})
