"""User groups, and who is an owner of the workspace."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground, UserGroup

BAKERS = UserGroup("S0BAKERS", "Bakers", "bakers", ("U0ANNA", "U0BOB"))


def error(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


def granted(slack: Playground) -> None:
    slack.world.scopes = (*slack.world.scopes, "usergroups:read")


def test_groups_are_listed_with_their_handles(slack: Playground, client: WebClient) -> None:
    granted(slack)
    slack.put_group(BAKERS)
    slack.put_group(UserGroup("S0OLD", "Old", "old", is_disabled=True))

    found = client.usergroups_list()["usergroups"]
    everything = client.usergroups_list(include_disabled=True, include_users=True)["usergroups"]

    assert [(each["id"], each["handle"], each["user_count"]) for each in found] == [
        ("S0BAKERS", "bakers", 2)
    ]
    assert [each["users"] for each in everything] == [["U0ANNA", "U0BOB"], []]
    assert "users" not in found[0]


def test_members_of_a_group_are_told(slack: Playground, client: WebClient) -> None:
    granted(slack)
    slack.put_group(BAKERS)

    assert client.usergroups_users_list(usergroup="S0BAKERS")["users"] == ["U0ANNA", "U0BOB"]
    with pytest.raises(SlackApiError) as refused:
        client.usergroups_users_list(usergroup="S0NONE")
    assert error(refused) == "no_such_subteam"


def test_without_the_scope_nothing_is_told(slack: Playground, client: WebClient) -> None:
    slack.world.scopes = tuple(each for each in slack.world.scopes if each != "usergroups:read")

    with pytest.raises(SlackApiError) as refused:
        client.usergroups_list()

    assert (error(refused), refused.value.response["needed"]) == (
        "missing_scope", "usergroups:read",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ({"is_admin": True}, (True, False, False)),
        ({"is_owner": True}, (True, True, False)),
        ({"is_primary_owner": True}, (True, True, True)),
        ({}, (False, False, False)),
    ],
)
def test_an_owner_is_an_admin_too(
    slack: Playground, client: WebClient, sign: dict[str, bool], expected: tuple[bool, ...]
) -> None:
    slack.update_person("U0BOB", **sign)

    user = client.users_info(user="U0BOB")["user"]

    assert (user["is_admin"], user["is_owner"], user["is_primary_owner"]) == expected
