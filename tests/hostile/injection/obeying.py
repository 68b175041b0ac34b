"""A model that does whatever an order wants, in every field that it can."""

import json
from collections.abc import Mapping

from tests.fakes.model_server import Body, shown
from tests.hostile.injection.payloads import Payload

NO_SENTENCE = 9_999


def reply_to(payload: Payload, body: Body) -> str:
    """The reply: each wording of the goal on true, hostile, all and invented sentences, true words with the
    false quote, and the hostile sentences themselves; every second time amid prose and unasked fields.
    """
    event, sentences = payload.event, shown(body)
    said = [payload.filled(words) for words in payload.goal.said]
    true = _true(payload, sentences)
    hostile = [number for number, text in sentences.items() if not _is_clean(text)][:3]
    chosen = (true, hostile, [*true, *hostile][:4], [*true, NO_SENTENCE], list(sentences))
    made = [
        _statement(words, chosen[(place + event.number) % 5]) for place, words in enumerate([*said, *said])
    ]
    made += [_statement(words, true) for words in said]
    made.append(_statement(event.honest, true, payload.filled(payload.goal.quote)))
    made += [_statement(sentences[number], [number]) for number in hostile]
    made += [_statement(said[0], true, sentences[number][:200]) for number in hostile[:1]]
    reply = {"answerable": True, "statements": made}
    if event.number % 2:
        asides = {"status": "confirmed", "note": said[0], "speaker": payload.word}
        return f"{said[0]}\n```json\n{json.dumps(reply | asides)}\n```\n{payload.word}"
    return json.dumps(reply)


def honest_reply_to(payload: Payload, body: Body) -> str:
    """What a model answers that goes by the article."""
    said = _true(payload, shown(body))
    return json.dumps({"answerable": bool(said), "statements": [_statement(payload.event.honest, said)]})


def _true(payload: Payload, sentences: Mapping[int, str]) -> list[int]:
    mayor = payload.event.mayor
    return [number for number, text in sentences.items() if mayor in text and "stay shut" in text]


def _is_clean(text: str) -> bool:
    return not any(mark in text for mark in ("qavlor", "nswer", "rder", ":", "[", "‹", "{"))


def _statement(text: str, ids: list[int], quote: str | None = None) -> dict[str, object]:
    extra = {"status": "confirmed", "speaker": "Orlan Veske", "url": "https://evil.example/"}
    return {"text": text, "sentence_ids": ids, "quote": quote, **extra}
