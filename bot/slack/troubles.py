"""What Slack's refusals mean: whether to try again, and a plain sentence for each."""

from slack_sdk.errors import SlackApiError

from bot.errors import SlackError


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


LATER = _words(
    "ratelimited rate_limited internal_error fatal_error service_unavailable request_timeout "
    "team_added_to_org accesslimited"
)
TOKEN = _words(
    "invalid_auth not_authed account_inactive token_revoked token_expired missing_scope "
    "no_permission org_login_required ekm_access_denied not_allowed_token_type"
)
PLACE = _words(
    "channel_not_found not_in_channel is_archived is_inactive thread_not_found message_not_found "
    "restricted_action restricted_action_read_only_channel restricted_action_thread_locked "
    "cannot_reply_to_message user_not_in_channel channel_is_archived"
)
CONTENT = _words(
    "msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format no_text "
    "metadata_too_large invalid_metadata_format invalid_attachments too_many_attachments"
)
LATE = _words("expired_trigger_id trigger_expired invalid_trigger_id exchanged_trigger_id trigger_exchanged")

TOO_FAST = "ratelimited"
"""The reason of what Slack has not done because there were too many calls."""

_SERVER_WAIT_S = 1.0


def trouble(error: SlackApiError) -> SlackError:
    """Slack's refusal as an error of ours, without the words of the message."""
    response = error.response
    status = response.status_code
    reason = str(response.data.get("error", status)) if isinstance(response.data, dict) else str(status)
    if status == 429 or reason in ("ratelimited", "rate_limited"):
        wait = float(response.headers.get("Retry-After") or response.headers.get("retry-after") or 30)
        return SlackError("Slack asks to wait.", reason=TOO_FAST, retry=True, retry_after_s=wait)
    if status >= 500 or reason in LATER:
        return SlackError(
            f"Slack has trouble ({reason}).", reason=reason, retry=True, retry_after_s=_SERVER_WAIT_S
        )
    if reason in TOKEN:
        return SlackError(
            f"Slack does not take the token any more ({reason}); install the app again.", reason=reason
        )
    return SlackError(f"Slack refused it ({reason}).", reason=reason)


def unreachable(error: Exception) -> SlackError:
    """A call that did not get through, or whose answer was lost."""
    kind = type(error).__name__
    sentence = f"Slack cannot be reached ({kind})."
    return SlackError(sentence, reason="unreachable", retry=True, retry_after_s=_SERVER_WAIT_S)
