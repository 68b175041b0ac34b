"""Answers against LlamaIndex's CitationQueryEngine: prompt tokens, recall, and our own time.

    python -m bench.answer [--passages 100000] [--alone]

Both are asked the same questions about the same articles, through the same model on loopback, which counts
the tokens of what it is sent and looks for the answering sentence in it. Time is our own: what the model
takes is left out. The first run makes an environment for LlamaIndex in .bench/; `--alone` leaves it out.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench import rival
from bench.asking import Timed, ask, passages, stored
from bench.counting import Call, CountingModel
from bench.newsroom import KINDS, Newsroom, NewsText, Question, sample_questions, samples
from bot.desk.answer import Desk, Limits
from bot.desk.model import Model

ARTICLES = 300
EACH = 40
ARTICLE_PASSAGES = 3.8
OWN_TIME_MS = 100


@dataclass(frozen=True, slots=True)
class Score:
    """By question: the tokens of its calls together, its kind, and whether the answer stood in them."""

    tokens: list[int]
    shown: list[bool]
    kinds: list[str]

    @property
    def recall(self) -> float:
        """The share of questions whose answering sentence stood in the prompt."""
        return float(np.mean(self.shown))

    def line(self, name: str) -> str:
        """A row of the table."""
        p50, p95 = np.percentile(self.tokens, [50, 95])
        by_kind = "  ".join(f"{kind} {self._recall_of(kind):.2f}" for kind in KINDS)
        tokens = f"tokens p50 {p50:5.0f}  p95 {p95:5.0f}  mean {np.mean(self.tokens):5.0f}"
        return f"{name:24} {tokens}   recall {self.recall:.2f}  ({by_kind})"

    def _recall_of(self, kind: str) -> float:
        return float(
            np.mean([shown for shown, own in zip(self.shown, self.kinds, strict=True) if own == kind])
        )


def main() -> int:
    """Run the bench; exit 1 when Copydesk misses one of its bars."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--passages", type=int, default=100_000, help="of the timed run; 0: no such run")
    options.add_argument("--alone", action="store_true", help="without LlamaIndex")
    options.add_argument("--prompt-tokens", type=int, default=Limits().prompt_tokens)
    given = options.parse_args()
    limits = Limits(prompt_tokens=given.prompt_tokens)
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        good = _tokens_and_recall(Path(folder), limits, alone=given.alone)
        if given.passages:
            good &= _own_time(Path(folder), limits, given.passages)
    return 0 if good else 1


def _tokens_and_recall(folder: Path, limits: Limits, *, alone: bool) -> bool:
    room = Newsroom(ARTICLES)
    texts = [*samples(), *room.articles]
    questions = [*room.questions(EACH), *sample_questions()]
    counts = ", ".join(f"{sum(one.kind == kind for one in questions)} {kind}" for kind in KINDS)
    print(f"{len(texts)} articles, {len(questions)} questions: {counts}", flush=True)
    desk = stored(texts, folder / "small")
    model = CountingModel(questions)
    with model.server.running():
        answers = ask(_with_model(desk, model, limits), questions, model)
        ours = _score(questions, [call for one in answers for call in one.calls])
        print(ours.line("Copydesk"))
        print(f"    quotes the answering sentence: {_quoted(answers):.2f}", end="")
        print(f", without a model {_quoted(ask(desk, questions, None)):.2f}", flush=True)
        desk.store.close()
        return alone or _against_llamaindex(texts, questions, model, ours)


def _against_llamaindex(
    texts: Sequence[NewsText], questions: Sequence[Question], model: CountingModel, ours: Score
) -> bool:
    good = True
    model.calls.clear()
    for name, seconds in rival.asked(texts, [one.text for one in questions], f"{model.server.url}/v1"):
        other = _score(questions, model.calls)
        model.calls.clear()
        print(other.line(f"LlamaIndex, {name}"))
        tokens = np.mean(ours.tokens) / np.mean(other.tokens)
        print(f"    p50 {np.median(seconds) * 1e3:.0f} ms; we use {tokens:.2f} of its tokens", end="")
        print(f" for {ours.recall / other.recall:.2f} times its recall", flush=True)
        good &= bool(tokens <= 1 and ours.recall > other.recall)
    return good


def _own_time(folder: Path, limits: Limits, wanted: int) -> bool:
    room = Newsroom(round(wanted / ARTICLE_PASSAGES))
    desk = stored([*samples(), *room.articles], folder / "large")
    questions = [*room.questions(EACH), *sample_questions()]
    print(f"{passages(desk.store):,} passages, our own milliseconds an answer:", flush=True)
    model = CountingModel(questions)
    with model.server.running():
        asked = ask(_with_model(desk, model, limits), questions, model)
    print(_score(questions, [call for one in asked for call in one.calls]).line("with the model"))
    fast = _print_times(asked)
    print("without a model")
    fast &= _print_times(ask(desk, questions, None))
    desk.store.close()
    return fast


def _with_model(desk: Desk, model: CountingModel, limits: Limits) -> Desk:
    return replace(desk, model=Model(f"{model.server.url}/v1", "counted", "none"), limits=limits)


def _score(questions: Iterable[Question], calls: Sequence[Call]) -> Score:
    """By question; one for which the model was not even asked cost nothing and showed nothing."""
    own = [(one, [call for call in calls if call.question == one]) for one in questions]
    return Score(
        [sum(call.prompt_tokens for call in made) for _, made in own],
        [any(call.shown for call in made) for _, made in own],
        [one.kind for one, _ in own],
    )


def _quoted(answers: Sequence[Timed]) -> float:
    return float(np.mean([one.quotes_answer for one in answers]))


def _print_times(answers: Sequence[Timed]) -> bool:
    for stage in answers[0].own_ms:
        p50, p95 = np.percentile([one.own_ms.get(stage, 0.0) for one in answers], [50, 95])
        print(f"    {stage:22} p50 {p50:7.1f}   p95 {p95:7.1f}")
    return bool(p95 <= OWN_TIME_MS)


if __name__ == "__main__":
    sys.exit(main())
