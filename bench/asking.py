"""Copydesk's side of `bench.answer`: a desk on a store of its own, asked and timed."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.counting import Call, CountingModel
from bench.newsroom import NOW, NewsText, Question
from bot.claims.gazetteer import Gazetteer
from bot.claims.ledger import Ledger
from bot.claims.recorder import Recorder
from bot.desk.answer import Asked, Desk
from bot.news.answer import Answer
from bot.news.article import Incoming, Outlet
from bot.search.index import TantivyIndex
from bot.store.engine import Store, open_store
from bot.work import ledger_due, read_due

WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, the calls it made, and milliseconds by stage: all of them ours.

    "processor" is what all of it computed, which other work on the machine lengthens less; "all" is the sum.
    """

    question: Question
    answer: Answer
    calls: tuple[Call, ...]
    own_ms: Mapping[str, float]

    @property
    def quotes_answer(self) -> bool:
        """Whether a shown quote holds words of each answering sentence."""
        quotes = [quote.text for one in self.answer.statements for quote in one.quotes]
        return all(any(said in quote or quote in said for quote in quotes) for said in self.question.answers)


def stored(texts: Iterable[NewsText], folder: Path) -> Desk:
    """A desk without a model, on a store of its own with these articles and their ledger."""
    folder.mkdir()
    store = open_store(f"sqlite:///{folder / 'store.sqlite3'}")
    for text in texts:
        store.articles.add(_incoming(text))
    read_due(store)
    gazetteer = Gazetteer()
    outlets = {name: Outlet(name) for name in store.articles.outlets()}
    recorder = Recorder(gazetteer, outlets)
    ledger_due(store, recorder.version, lambda: recorder)
    index = TantivyIndex(folder / "index")
    index.rebuild(store)
    return Desk(store, index, outlets=tuple(outlets), ledger=Ledger(store, outlets, gazetteer))


def _incoming(text: NewsText) -> Incoming:
    return Incoming(
        text.text,
        text.outlet,
        fetched_at=NOW if text.url else text.published + timedelta(minutes=5),
        title=text.title,
        url=text.url,
        canonical_url=text.url,
        published=text.published,
        language="en",
    )


def passages(store: Store) -> int:
    """How many passages the articles have."""
    from bot.search.follow import steps

    return sum(len(entries) for step in steps(store, None) for entries in step.articles.values())


def ask(desk: Desk, questions: Sequence[Question], model: CountingModel | None) -> list[Timed]:
    """The answers, each timed; the first few are asked before that, so that everything is loaded."""
    for question in questions[:WARM_UP]:
        desk.ask(Asked(question.text, NOW, as_of=question.as_of))
    if model:
        model.calls.clear()
    return [_timed(desk, question, model) for question in questions]


def _timed(desk: Desk, question: Question, model: CountingModel | None) -> Timed:
    before = len(model.calls) if model else 0
    began, used = time.perf_counter(), time.process_time()
    answer = desk.ask(Asked(question.text, NOW, as_of=question.as_of))
    total, processor = (time.perf_counter() - began) * 1e3, (time.process_time() - used) * 1e3
    calls = tuple(model.calls[before:]) if model else ()
    theirs = sum(call.seconds for call in calls) * 1e3
    stages = dict(answer.timings_ms)
    rest = total - sum(stages.values())
    if "model" in stages:
        stages["prompt, call, verify"] = stages.pop("model") - theirs
    processor -= sum(call.processor_s for call in calls) * 1e3
    own = {**stages, "compose, record": rest, "processor": processor, "all": total - theirs}
    return Timed(question, answer, calls, own)
