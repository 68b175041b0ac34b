"""The first line of an answer: what the ledger says of the whole, or what several statements share."""

from bot.news.answer import Answer, Statement
from bot.news.attribution import CueKind
from bot.news.numerals import SPELLED

_DID = {
    CueKind.DENY: "denies",
    CueKind.CLAIM: "claims",
    CueKind.ASSERT: "says",
    CueKind.CONFIRM: "confirms",
    CueKind.ANNOUNCE: "announces",
}
_MOST_IN_WORDS = 12


def lead(answer: Answer) -> str | None:
    """One sentence that answers before the list does, or null when the first statement is that sentence."""
    if answer.first is not None:
        return answer.first
    if not answer.answered:
        return f"The stored articles don't answer “{answer.question.strip()}”."
    shared = _shared(answer.statements)
    if shared is None:
        return None
    speaker, kind = shared
    tail = "; it has not responded to the latest claims" if _no_response(answer, speaker) else ""
    return f"{speaker[:1].upper()}{speaker[1:]} {_DID[kind]} {count(len(answer.statements))} things{tail}."


def _shared(statements: tuple[Statement, ...]) -> tuple[str, CueKind] | None:
    """The one speaker and the one kind of cue of two or more statements."""
    made = {(item.speakers, item.cue_kind) for item in statements}
    if len(statements) < 2 or len(made) != 1:
        return None
    speakers, kind = made.pop()
    if len(speakers) != 1 or kind is None or CueKind(kind) not in _DID:
        return None
    return speakers[0], CueKind(kind)


def _no_response(answer: Answer, speaker: str) -> bool:
    return any(remark.text.startswith("No response") and speaker in remark.text for remark in answer.remarks)


def count(number: int) -> str:
    """A number as a word up to twelve, then in figures."""
    return SPELLED[number] if number <= _MOST_IN_WORDS else str(number)
