"""The operator's limit on what the model may cost in a day."""

from datetime import datetime

from bot.store.answers import Answers


def is_spent(answers: Answers, daily_tokens: int, now: datetime) -> bool:
    """Whether the tokens of a day (UTC) are used up; with a limit of 0 they never are."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return daily_tokens > 0 and answers.tokens_since(midnight) >= daily_tokens
