"""Slack's clients as the bot uses them: a limit on time, rate limits obeyed, and nothing sent twice."""

import ssl
from functools import cache

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.webhook import WebhookClient

TIMEOUT_S = 20
"""How long a call may take."""

_RATE_RETRIES = 2


def web_client(token: str, api_url: str) -> WebClient:
    """A client of the Web API, and of the socket that it opens."""
    return WebClient(
        token=token, base_url=api_url, timeout=TIMEOUT_S, ssl=_trust(), retry_handlers=_retries()
    )


def hook_client(response_url: str) -> WebhookClient:
    """A client of a response_url."""
    return WebhookClient(response_url, timeout=TIMEOUT_S, ssl=_trust(), retry_handlers=_retries())


@cache
def _trust() -> ssl.SSLContext:
    """Whom the system trusts, read once: the client alone would read it again for every call."""
    return ssl.create_default_context()


def _retries() -> list[RetryHandler]:
    """Only what Slack refused for its rate is sent again: where a connection broke off, Slack may have
    taken the message, and whoever posts it looks first. (The client's default sends it again.)
    """
    return [RateLimitErrorRetryHandler(max_retry_count=_RATE_RETRIES)]
