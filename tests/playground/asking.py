"""How a call is refused."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError


def refusal(client: WebClient, method: str, **arguments: Any) -> str:
    """The error code a call is answered with; fails when it is not refused."""
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


def refusal_messages(client: WebClient, method: str, **arguments: Any) -> list[str]:
    """The sentences that say what was wrong with the arguments."""
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return list(caught.value.response["response_metadata"]["messages"])
