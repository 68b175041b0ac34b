"""Signed requests from Slack's side: events as JSON, commands as a form, interactions as `payload=<json>`."""

import asyncio
import json
from threading import Condition
from time import time
from urllib.parse import urlencode

import httpx2
from slack_sdk.signature import SignatureVerifier

from bot.playground.deliveries import Attempt, Courier, Delivery
from bot.playground.state import Json

_ANSWER_S = 30.0
"""Longer than the three seconds: those are counted by the server's clock."""


class HttpEvents:
    """The transport to a request URL; runs on the server's event loop."""

    late = "http_timeout"

    def __init__(self, url: str, secret: str, courier: Courier, changed: Condition) -> None:
        self.url = url
        self._signature = SignatureVerifier(secret)
        self._courier = courier
        self._changed = changed
        self._client: httpx2.AsyncClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, delivery: Delivery, attempt: Attempt) -> str | None:
        """Start the request."""
        task = asyncio.get_running_loop().create_task(self._post(delivery, attempt))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return None

    async def close(self) -> None:
        """Drop what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    async def verify_url(self) -> bool:
        """Whether the request URL returns Slack's challenge."""
        asked = json.dumps({"type": "url_verification", "token": "local", "challenge": "are-you-there"})
        try:
            answer = await self._request(asked, "application/json", {})
        except httpx2.TransportError:
            return False
        return answer.status_code == 200 and "are-you-there" in answer.text

    async def _post(self, delivery: Delivery, attempt: Attempt) -> None:
        retry = {"x-slack-retry-num": str(attempt.number), "x-slack-retry-reason": attempt.retry_reason or ""}
        try:
            answer = await self._request(*_body(delivery), retry if attempt.number else {})
        except httpx2.TimeoutException:
            self._end(attempt, "http_timeout")
        except httpx2.TransportError:
            self._end(attempt, "connection_failed")
        else:
            if answer.status_code == 200:
                with self._changed:
                    self._courier.acknowledged(attempt.envelope_id, _said(answer))
                    self._changed.notify_all()
            else:
                self._end(attempt, "http_error")

    def _end(self, attempt: Attempt, reason: str) -> None:
        with self._changed:
            self._courier.failed(attempt.envelope_id, reason)
            self._changed.notify_all()

    async def _request(self, body: str, content_type: str, headers: dict[str, str]) -> httpx2.Response:
        if self._client is None:
            self._client = httpx2.AsyncClient(timeout=_ANSWER_S, trust_env=False)
        timestamp = str(int(time()))  # wall-clock time, which the other side compares with its own
        signature = self._signature.generate_signature(timestamp=timestamp, body=body) or ""
        signed = {"x-slack-request-timestamp": timestamp, "x-slack-signature": signature}
        return await self._client.post(
            self.url, content=body.encode(), headers={"content-type": content_type, **signed, **headers}
        )


def _body(delivery: Delivery) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload), "application/json"
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload), form
    return urlencode({"payload": json.dumps(delivery.payload)}), form


def _said(answer: httpx2.Response) -> Json | None:
    if not answer.text.strip():
        return None
    if answer.headers.get("content-type", "").startswith("application/json"):
        said = answer.json()
        return said if isinstance(said, dict) else None
    return {"text": answer.text}
