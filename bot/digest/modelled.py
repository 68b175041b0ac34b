"""Putting a digest in order with a model: one call within a budget; without it, the digest stays as it is."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from bot.desk.budget import count
from bot.desk.draft import DraftError
from bot.desk.model import CallError, LanguageModel
from bot.desk.prompts import Messages, digest_prompt, numbered
from bot.desk.spending import is_spent
from bot.digest.arrangement import SCHEMA, Plan, Row, arranged, is_open, parse, rows
from bot.news.answer import Usage
from bot.news.digest import Digest
from bot.store.answers import Answers

FAILED = "I couldn't use the model, so this digest stands as the ledger orders it. {reason}"
SPENT = "Today's limit for the model is reached, so this digest stands as the ledger orders it."
KEPT = timedelta(days=1)
"""How long a plan serves for the same lines again: after a crash, and when their quotes are asked for."""
_LOCKS = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """What a digest may cost: tokens of its prompt and of a day (0: any number), seconds."""

    prompt_tokens: int = 2500
    daily_tokens: int = 0
    deadline_s: float = 90


@dataclass(frozen=True, slots=True)
class _Question:
    """What a model is asked about a digest; the `key` is the same for the same lines."""

    asked: Messages
    offered: tuple[Row, ...]

    @property
    def key(self) -> str:
        return f"digest {hashlib.sha256(self.asked.text.encode()).hexdigest()}"

    def plan(self, reply: str) -> Plan:
        """Raises: DraftError."""
        return parse(reply, {row.number for row in self.offered})


@dataclass(frozen=True, slots=True)
class _Heard:
    """What came of asking: a plan, or why there is none."""

    plan: Plan | None = None
    notice: str | None = None
    usage: Usage = field(default_factory=Usage)
    model: str | None = None


class Arranger:
    """Has a model put digests in order; equal digests cost one call."""

    def __init__(
        self, answers: Answers, model: LanguageModel, limits: Limits, clock: Callable[[], datetime]
    ) -> None:
        self._answers = answers
        self._model = model
        self._limits = limits
        self._clock = clock
        self._locks = [Lock() for _ in range(_LOCKS)]

    def arranged(
        self,
        made: Digest,
        team_id: str | None = None,
        *,
        thin: bool = True,
        afresh: bool = False,
        ask: bool = True,
    ) -> Digest:
        """The digest as a model orders it; without `thin` nothing is left out.

        A plan that was made for the same lines of late is used again, unless `afresh`; without `ask` only
        such a one is used. A model that fails is no error: the digest says so.
        """
        if not is_open(made):
            return made
        question = _question(made, self._limits.prompt_tokens)
        with self._locks[hash(question.key) % _LOCKS]:
            heard = None if afresh else self._kept(question)
            if heard is None and not ask:
                return made
            heard = heard or self._ask(question, team_id)
        if heard.plan is None:
            return replace(made, notice=heard.notice, usage=heard.usage)
        told = arranged(made, question.offered, heard.plan, thin=thin)
        return replace(told, mode="model", usage=heard.usage)

    def _kept(self, question: _Question) -> _Heard | None:
        kept = self._answers.last_record(question.key, "model", self._clock() - KEPT)
        return None if kept is None else _Heard(question.plan(json.dumps(kept)))

    def _ask(self, question: _Question, team_id: str | None) -> _Heard:
        """One call, kept with what it cost whatever came of it."""
        now = self._clock()
        if is_spent(self._answers, self._limits.daily_tokens, now):
            return _Heard(notice=SPENT)
        heard = _heard(self._model, question, time.monotonic() + self._limits.deadline_s)
        self._answers.record(
            asdict(heard.plan) if heard.plan else {"notice": heard.notice},
            asked_at=now,
            question=question.key,
            mode="model" if heard.plan else "extractive",
            model=heard.model,
            prompt_hash=question.asked.prompt_sha256,
            usage=heard.usage,
            team_id=team_id,
        )
        return heard


def _heard(model: LanguageModel, question: _Question, deadline: float) -> _Heard:
    try:
        reply = model.complete(question.asked, deadline)
    except CallError as error:
        return _Heard(notice=FAILED.format(reason=error), usage=error.usage)
    try:
        return _Heard(question.plan(reply.text), usage=reply.usage, model=reply.model)
    except DraftError as error:
        return _Heard(notice=FAILED.format(reason=error), usage=reply.usage, model=reply.model)


def _question(made: Digest, tokens: int) -> _Question:
    """The prompt with the rows it has room for: the first statement of every part, then the second ones."""
    about = " · ".join(part for part in (made.region, made.topic) if part) or "everything"
    left = tokens - count(digest_prompt(about, (), SCHEMA).text)
    offered = []
    for row in sorted(rows(made), key=lambda row: row.place):
        left -= count(numbered(row.number, row.text)) + 1
        if left < 0:
            break
        offered.append(row)
    offered.sort(key=lambda row: row.number)
    lines = [numbered(row.number, row.text) for row in offered]
    return _Question(digest_prompt(about, lines, SCHEMA), tuple(offered))
