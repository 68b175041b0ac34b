"""The real Bolt, set up for the surfaces."""

import logging

from slack_bolt import App as Bolt
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import ConfigError, CopydeskError
from bot.slack.poster import Bot
from bot.slack.troubles import trouble, unreachable

_log = logging.getLogger("bot.slack.bolt")


def who_am_i(client: WebClient) -> Bot:
    """Who the token belongs to. Raises: ConfigError when Slack does not take it; SlackError."""
    try:
        said = client.auth_test()
        return Bot(str(said["user_id"]), str(said["bot_id"]))
    except SlackApiError as error:
        found = trouble(error)
    except OSError as error:
        found = unreachable(error)
    if found.retry:
        raise found
    raise ConfigError(f"{found} Check SLACK_BOT_TOKEN.", subject="SLACK_BOT_TOKEN")


def bolt_app(client: WebClient, signing_secret: str | None) -> Bolt:
    """A Bolt app for one workspace's token; over Socket Mode there is no signing secret.

    A listener is run before what it listens to is acknowledged (`process_before_response`): Bolt would
    otherwise acknowledge an event before it is stored. Bolt's own log is kept to errors, because its warnings
    carry the bodies of events.
    """
    _log.setLevel(logging.ERROR)
    bolt = Bolt(
        name="copydesk",  # unnamed, it would look through the whole stack for a file to be called after
        client=client,
        signing_secret=signing_secret or "",
        request_verification_enabled=signing_secret is not None,
        process_before_response=True,
        logger=_log,
    )
    bolt.error(_not_stored)
    return bolt


def _not_stored(error: Exception) -> None:
    """Say so; what is not acknowledged Slack brings again if it is an event, and tells of if it is not."""
    if isinstance(error, CopydeskError | TimeoutError):
        _log.error("Nothing was acknowledged that Slack sent: %s", str(error) or "the database was too slow.")
    else:
        _log.error("Nothing was acknowledged that Slack sent.", exc_info=error)
