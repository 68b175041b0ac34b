"""An outcome by the model: one call, verification, one repair call, and what is left after that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.budget import count
from bot.desk.choose import chosen
from bot.desk.draft import DraftError, parse
from bot.desk.gather import of_passages
from bot.desk.model import CallError, LanguageModel, Reply
from bot.desk.outcome import Outcome
from bot.desk.prompts import Messages, answer_prompt, repair_prompt
from bot.desk.verify import verify
from bot.news.answer import Draft, DraftStatement, Statement, Usage
from bot.news.evidence import Evidence
from bot.search.query import Query

MOST = 12
"""Most statements of an answer; the prompt asks for eight."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of one reply: the draft's statements that hold, and what was wrong with the others.

    `fault` is set when the reply was no draft at all.
    """

    kept: tuple[DraftStatement, ...] = ()
    statements: tuple[Statement, ...] = ()
    reasons: tuple[str, ...] = ()
    fault: DraftError | None = None


def by_model(
    model: LanguageModel,
    query: Query,
    evidence: Sequence[Evidence],
    at: datetime,
    *,
    deadline: float,
    prompt_tokens: int,
    quote_words: int,
) -> Outcome:
    """The model's statements that hold; what does not hold is sent back once, with the reasons.

    `deadline` is in seconds of the monotonic clock.
    Raises: CallError when no reply came, or when both replies were no drafts.
    """
    frame = count(answer_prompt(query.text, (), at).text)
    offered = chosen(query, of_passages(evidence), prompt_tokens - frame)
    asked = answer_prompt(query.text, offered, at)
    reply = model.complete(asked, deadline)
    read = _read(reply, (), offered, quote_words)
    usage = reply.usage
    if read.reasons:
        read, spent = _repaired(model, asked, reply, read, offered, deadline, quote_words)
        usage += spent
    return Outcome("model", read.statements[:MOST], None, usage, reply.model, asked.prompt_sha256)


def _repaired(
    model: LanguageModel,
    asked: Messages,
    reply: Reply,
    read: Read,
    offered: Sequence[Evidence],
    deadline: float,
    quote_words: int,
) -> tuple[Read, Usage]:
    """What held already, with what holds after one repair call; a failed call takes nothing away."""
    try:
        second = model.complete(repair_prompt(asked, reply.text, read.reasons), deadline)
    except CallError as error:
        if read.fault is not None:
            raise _unusable(read.fault, reply.usage + error.usage) from error
        return read, error.usage
    again = _read(second, read.kept, offered, quote_words)
    if again.fault is None:
        return again, second.usage
    if read.fault is not None:
        raise _unusable(again.fault, reply.usage + second.usage)
    return read, second.usage


def _unusable(fault: DraftError, usage: Usage) -> CallError:
    return CallError(str(fault), subject=fault.subject, retry=fault.retry, usage=usage)


def _read(
    reply: Reply, kept: Sequence[DraftStatement], offered: Sequence[Evidence], quote_words: int
) -> Read:
    """Verify a reply's statements, after those that `kept` brings from an earlier one."""
    try:
        draft = parse(reply.text)
    except DraftError as fault:
        return Read(reasons=(fault.reason,), fault=fault)
    proposed = (*kept, *(draft.statements if draft.answerable else ()))
    verdict = verify(Draft(bool(proposed), proposed), offered, quote_words)
    failed = {rejection.index for rejection in verdict.rejected}
    return Read(
        kept=tuple(item for index, item in enumerate(proposed) if index not in failed),
        statements=verdict.statements,
        reasons=tuple(f"“{rejection.text}”: {rejection.reason}" for rejection in verdict.rejected),
    )
