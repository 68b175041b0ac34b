"""Whether the Slack tokens work: what `copydesk doctor` asks."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_TIMEOUT_S = 10


def check_bot_token(token: str, api_url: str) -> tuple[bool, str]:
    """Whether Slack takes the bot token, and one sentence: for which workspace, or why not."""
    client = WebClient(token=token, base_url=api_url, timeout=_TIMEOUT_S)
    return _asked(client.auth_test, lambda said: f"the bot token works, for {said['team']} as {said['user']}")


def check_app_token(token: str, api_url: str) -> tuple[bool, str]:
    """Whether Slack opens Socket Mode for the app token, and one sentence."""
    client = WebClient(base_url=api_url, timeout=_TIMEOUT_S)
    return _asked(
        lambda: client.apps_connections_open(app_token=token),
        lambda _: "the app token works, Socket Mode can be opened",
    )


def _asked(call: Callable[[], Any], said: Callable[[Any], str]) -> tuple[bool, str]:
    try:
        return True, said(call())
    except SlackApiError as error:
        reason = error.response["error"] if "error" in error.response.data else "an unknown error"
        return False, f"Slack refused it ({reason}); copy the token from the app's settings page again"
    except (OSError, KeyError, ValueError):
        return False, "Slack cannot be reached; check the network and SLACK_API_URL"
