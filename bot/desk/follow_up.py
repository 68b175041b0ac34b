"""Follow-ups: what a question that leans on the one before it asks, said so that it stands by itself."""

from collections.abc import Sequence


def standalone(earlier: Sequence[str], text: str) -> str:
    """The question by itself; `earlier` are the questions of the conversation, each standing by itself."""
    return text
