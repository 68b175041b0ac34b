"""Socket Mode from Slack's side: single-use tickets, hello, envelopes, acknowledgements, disconnects."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from threading import Condition

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.deliveries import Attempt, Courier, Delivery
from bot.playground.state import Json

MOST_CONNECTIONS = 10
_CLOSE = None


@dataclass(eq=False)
class Connection:
    """One open WebSocket and what is still to be written to it."""

    number: int
    outgoing: "asyncio.Queue[Json | None]" = field(default_factory=asyncio.Queue)
    warned: bool = False


class SocketMode:
    """The WebSocket endpoint and the transport behind it; runs on the server's event loop."""

    late = "timeout"

    def __init__(self, courier: Courier, changed: Condition, app_id: str) -> None:
        self.connections: list[Connection] = []
        self.garbage: list[str] = []
        self._courier = courier
        self._changed = changed
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._opened = 0

    def ticket(self) -> str:
        """What lets one connection in, once."""
        made = secrets.token_hex(16)
        self._tickets.add(made)
        return made

    def send(self, delivery: Delivery, attempt: Attempt) -> str | None:
        """Hand an envelope to one of the connections, each in its turn."""
        if not self.connections:
            return "connection_failed"
        self.connections.append(self.connections.pop(0))
        self.connections[0].outgoing.put_nowait(_envelope(delivery, attempt))
        return None

    def disconnect(self, reason: str | None) -> None:
        """Tell every connection to go, and close those that must; `None` closes without a word."""
        for connection in list(self.connections):
            if reason is not None:
                connection.outgoing.put_nowait(self._disconnect(reason))
            if reason != "warning":
                connection.outgoing.put_nowait(_CLOSE)
                self.connections.remove(connection)

    async def endpoint(self, socket: WebSocket) -> None:
        """Serve one connection for as long as it lives."""
        with self._changed:
            ticket = socket.query_params.get("ticket", "")
            known = ticket in self._tickets
            self._tickets.discard(ticket)
        if not known:
            await socket.close(code=1008)
            return
        await socket.accept()
        connection = self._enter()
        writing = asyncio.create_task(_write(socket, connection))
        try:
            await self._read(socket)
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            self._leave(connection)

    def _enter(self) -> Connection:
        with self._changed:
            self._opened += 1
            made = Connection(self._opened)
            if len(self.connections) >= MOST_CONNECTIONS:
                made.outgoing.put_nowait(self._disconnect("too_many_websockets"))
                made.outgoing.put_nowait(_CLOSE)
            else:
                self.connections.append(made)
                made.outgoing.put_nowait(self._hello())
            self._changed.notify_all()
        return made

    def _leave(self, connection: Connection) -> None:
        with self._changed:
            if connection in self.connections:
                self.connections.remove(connection)
            self._changed.notify_all()

    async def _read(self, socket: WebSocket) -> None:
        while True:
            try:
                said = await socket.receive_text()
            except (WebSocketDisconnect, RuntimeError):
                return
            with self._changed:
                self._take(said)
                self._changed.notify_all()

    def _take(self, said: str) -> None:
        try:
            ack = json.loads(said)
            payload = ack.get("payload")
            self._courier.acknowledged(ack["envelope_id"], payload if isinstance(payload, dict) else None)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.garbage.append(said)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
        }

    def _disconnect(self, reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}


async def _write(socket: WebSocket, connection: Connection) -> None:
    while (message := await connection.outgoing.get()) is not _CLOSE:
        await socket.send_text(json.dumps(message))
    await socket.close()


def _envelope(delivery: Delivery, attempt: Attempt) -> Json:
    envelope: Json = {
        "envelope_id": attempt.envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": attempt.number, "retry_reason": attempt.retry_reason or ""}
    return envelope
