"""An OpenAI-compatible model on loopback that counts what it is sent, and answers as a good model would."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.loopback import Server
from bench.newsroom import Question
from bot.desk.budget import count

_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the tokens of its messages, whether they held the answer, and the time in here."""

    question: Question
    prompt_tokens: int
    shown: bool
    seconds: float
    processor_s: float


class CountingModel:
    """Knows its questions, and answers with the sentences that answer them when they were shown."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.calls: list[Call] = []
        self._questions = questions
        self.server = Server({"/v1/chat/completions": self._reply})

    def _reply(self, body: Mapping[str, Any]) -> dict[str, Any]:
        began, used = time.perf_counter(), time.thread_time()
        prompt = "\n".join(message["content"] for message in body["messages"])
        # A question may be the beginning of another one.
        question = max((one for one in self._questions if one.text in prompt), key=lambda one: len(one.text))
        shown = all(_plain(answer) in _plain(prompt) for answer in question.answers)
        tokens = count(prompt)
        text = _draft(prompt, question) if "response_format" in body else "It is in the sources [1]."
        reply = _completion(body["model"], text, tokens)
        took = time.perf_counter() - began, time.thread_time() - used
        self.calls.append(Call(question, tokens, shown, *took))
        return reply


def _draft(prompt: str, question: Question) -> str:
    """A draft in the form of `prompts/answer.md`: a statement for each numbered sentence that answers."""
    found = [
        {"text": text, "sentence_ids": [int(number)], "quote": None}
        for number, text in _LINE.findall(prompt)
        if any(_plain(answer) in text for answer in question.answers)
    ]
    return json.dumps({"answerable": bool(found), "statements": found})


def _plain(text: str) -> str:
    return " ".join(text.split())


def _completion(model: str, text: str, tokens: int) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": tokens, "completion_tokens": 0, "total_tokens": tokens}
    return {
        "id": "counted",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [choice],
        "usage": usage,
    }
