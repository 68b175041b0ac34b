"""From a question to an answer: search, evidence, a draft by the model or by rules, and verification."""

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.claims.ledger import Heard
from bot.desk import extractive, gather
from bot.desk.awarded import Ledger, awarded
from bot.desk.ledger_answers import LOOK_BACK, Told, changed, told
from bot.desk.ledger_question import LedgerQuestion, Wanted, read_ledger_question
from bot.desk.model import CallError, LanguageModel
from bot.desk.modelled import by_model
from bot.desk.narrowed import narrowed, sentences_in, with_said_there
from bot.desk.outcome import Outcome
from bot.desk.question import read as read_question
from bot.desk.remarks import remarks_for
from bot.desk.spending import is_spent
from bot.desk.verify import abstained, answered, verify
from bot.news import stored
from bot.news.answer import Answer, Headline, Remark
from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from bot.news.region import Region
from bot.search.find import Hit, find
from bot.search.passage_index import PassageIndex
from bot.search.query import Query
from bot.search.query import read as read_query
from bot.store.engine import Store

PASSAGES = 8
LEDGER_PASSAGES = 24
"""The same where the ledger is asked: what has a status stands in many stories."""
NEAREST = 3
MODEL_FAILED = "I couldn't use the model, so this answer is made of quotes alone. {reason}"
SPENT = "Today's limit for the model is reached, so this answer is made of quotes alone."


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may cost: tokens of a prompt and of a day (0: any number), words of a quote, seconds."""

    prompt_tokens: int = 1450
    daily_tokens: int = 0
    quote_words: int = 40
    deadline_s: float = 90


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what narrows it. `now` is when it is asked; `as_of` the moment it is asked about.

    `since` is from when articles were published, `region` where what they tell of happened.
    """

    text: str
    now: datetime
    as_of: datetime | None = None
    since: datetime | None = None
    region: Region | None = None
    team_id: str | None = None

    @property
    def moment(self) -> datetime:
        """What counts as now for the answer."""
        return self.as_of or self.now


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds by stage."""

    ms: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of a block to its stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.ms[name] = self.ms.get(name, 0.0) + (time.perf_counter() - began) * 1000


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that an answer needs. Without a model the extractive desk answers."""

    store: Store
    index: PassageIndex
    model: LanguageModel | None = None
    outlets: Collection[str] = ()
    limits: Limits = field(default_factory=Limits)
    ledger: Ledger | None = None

    def ask(self, asked: Asked) -> Answer:
        """Answer a question from the stored articles, and record the answer with what it cost.

        Raises: StoreError, SearchError. A model that fails is no error: the answer says so.
        """
        return self.ask_recorded(asked)[1]

    def ask_recorded(self, asked: Asked) -> tuple[int, Answer]:
        """The same, with the id under which the answer is recorded."""
        watch = Stopwatch()
        outcome = self._by_ledger(asked, watch) or self._by_articles(asked, watch)
        answer = replace(_composed(asked, outcome), timings_ms=watch.ms)
        return self._record(asked, answer, outcome), answer

    def _by_articles(self, asked: Asked, watch: Stopwatch) -> Outcome:
        """An outcome drawn from the articles' sentences, with the statuses of what it quotes."""
        query = _query(asked, asked.text, self.outlets)
        hits = self._found(asked, query, PASSAGES, watch)
        with watch.stage("read"):
            readings = gather.readings(self.store, hits)
            evidence = gather.of_articles(readings, hits)
        if asked.region is not None and self.ledger is not None:
            with watch.stage("ledger"):
                inside = sentences_in(asked.region, self._stories(asked, hits, self.ledger))
                readings = with_said_there(readings, inside)
                evidence = narrowed(gather.of_articles(readings, hits), inside)
        outcome = self._awarded(asked, self._outcome(asked, query, evidence, watch), watch)
        return replace(outcome, readings=readings)

    def _by_ledger(self, asked: Asked, watch: Stopwatch) -> Outcome | None:
        """An outcome drawn from the ledger's claims; null for what must be looked for in the articles."""
        question = read_ledger_question(asked.text, asked.moment)
        if self.ledger is None or question is None:
            return None
        question = replace(question, since=question.since or asked.since)
        query = _query(asked, question.sought, self.outlets)
        if question.wanted is Wanted.CHANGES:  # an old article may have been corrected since then
            query = replace(query, since=None, until=None, focus=None)
        hits = self._found(asked, query, LEDGER_PASSAGES, watch)
        with watch.stage("ledger"):
            stories = self._stories(asked, hits, self.ledger)
            made = self._told(asked, question, stories, self.ledger)
        if not made.statements and not question.is_whole:
            return None
        with watch.stage("read"):
            readings = tuple(reading for heard in stories for reading in heard.readings.values())
            readings = readings if made.statements else gather.readings(self.store, hits)
        return Outcome("extractive", made.statements, first=made.first, readings=readings)

    def _told(self, asked: Asked, question: LedgerQuestion, stories: Sequence[Heard], ledger: Ledger) -> Told:
        if question.wanted is not Wanted.CHANGES:
            return told(question, stories, ledger.regions, asked.region)
        since = question.since or asked.moment - LOOK_BACK
        before = tuple(ledger.hear([heard.story for heard in stories], since))
        return changed(question, stories, before, since, ledger.regions, asked.region)

    def _found(self, asked: Asked, query: Query, most: int, watch: Stopwatch) -> tuple[Hit, ...]:
        with watch.stage("search"):
            return find(
                self.store,
                self.index,
                query,
                now=asked.now,
                as_of=asked.as_of,
                k=most,
                team_id=asked.team_id,
            )

    def _stories(self, asked: Asked, hits: Sequence[Hit], ledger: Ledger) -> tuple[Heard, ...]:
        """The stories of the articles that were found."""
        found = {hit.article_id for hit in hits}
        return tuple(ledger.of_articles(found, asked.moment, asked.team_id))

    def _outcome(self, asked: Asked, query: Query, evidence: Sequence[Evidence], watch: Stopwatch) -> Outcome:
        if self.model is None or not evidence:
            return self._by_rules(asked, evidence, watch)
        if is_spent(self.store.answers, self.limits.daily_tokens, asked.now):
            return replace(self._by_rules(asked, evidence, watch), notice=SPENT)
        try:
            with watch.stage("model"):
                return by_model(
                    self.model,
                    query,
                    evidence,
                    asked.moment,
                    deadline=time.monotonic() + self.limits.deadline_s,
                    prompt_tokens=self.limits.prompt_tokens,
                    quote_words=self.limits.quote_words,
                )
        except CallError as error:
            notice = MODEL_FAILED.format(reason=error)
            return replace(self._by_rules(asked, evidence, watch), notice=notice, usage=error.usage)

    def _by_rules(self, asked: Asked, evidence: Sequence[Evidence], watch: Stopwatch) -> Outcome:
        with watch.stage("extract"):
            draft = extractive.draft(read_question(asked.text), evidence)
        with watch.stage("verify"):
            verdict = verify(draft, evidence, self.limits.quote_words)
        return Outcome("extractive", verdict.statements)

    def _awarded(self, asked: Asked, outcome: Outcome, watch: Stopwatch) -> Outcome:
        """The outcome with the statuses of the ledger, as of the moment that is asked about."""
        if self.ledger is None or not outcome.statements:
            return outcome
        with watch.stage("ledger"):
            quoted = {quote.article_id for made in outcome.statements for quote in made.quotes}
            stories = self.ledger.of_articles(quoted, asked.moment, asked.team_id)
            return replace(outcome, statements=awarded(outcome.statements, stories))

    def _record(self, asked: Asked, answer: Answer, outcome: Outcome) -> int:
        return self.store.answers.record(
            stored.record(answer),
            asked_at=asked.now,
            question=asked.text,
            mode=answer.mode,
            model=outcome.model,
            prompt_hash=outcome.prompt_sha256,
            usage=answer.usage,
            team_id=asked.team_id,
        )


def _query(asked: Asked, sought: str, outlets: Collection[str]) -> Query:
    query = replace(read_query(sought, asked.moment, outlets), text=asked.text)
    if asked.region:
        query = replace(query, terms=(*query.terms, *asked.region.name.split()))
    return replace(query, since=asked.since) if asked.since else query


def _composed(asked: Asked, outcome: Outcome) -> Answer:
    readings = outcome.readings
    notice = (Remark(outcome.notice),) if outcome.notice else ()
    if not outcome.statements:
        near = _nearest(readings)
        made = abstained(asked.text, outcome.mode, asked.moment, near, notice, readings, usage=outcome.usage)
        return replace(made, first=outcome.first)
    speaker = read_question(asked.text).speaker
    remarks = (*notice, *remarks_for(speaker, outcome.statements, readings))
    made = answered(
        asked.text, outcome.mode, asked.moment, outcome.statements, remarks, readings, usage=outcome.usage
    )
    return replace(made, first=outcome.first)


def _nearest(readings: Sequence[Reading]) -> tuple[Headline, ...]:
    """The titles of the articles that came nearest, each once."""
    found: dict[tuple[str, str], Headline] = {}
    for one in (reading.revision for reading in readings):
        if one.title:
            headline = Headline(one.title, one.outlet, one.url, one.published)
            found.setdefault((one.title, one.outlet), headline)
    return tuple(found.values())[:NEAREST]
