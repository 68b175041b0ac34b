"""The local Slack's server: the Web API, response URLs and Socket Mode on a free port of 127.0.0.1."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.playground.api.dispatch import answer
from bot.playground.api.response_url import take as take_response
from bot.playground.arguments import merged
from bot.playground.core import Slack
from bot.playground.http_events import HttpEvents
from bot.playground.refusal import RefusalError

T = TypeVar("T")

_TICK_S = 0.05
"""How often deadlines and retries are looked at."""


class Server:
    """Runs the endpoints in a thread of its own; `routes` adds to them."""

    def __init__(self, slack: Slack, port: int = 0, routes: Sequence[BaseRoute] = ()) -> None:
        self._slack = slack
        self._port = port
        self.app = Starlette(routes=[*self._routes(), *routes], lifespan=self._lifespan)
        config = uvicorn.Config(
            self.app,
            log_config=None,
            access_log=False,
            lifespan="on",
            ws="websockets-sansio",
            ws_ping_interval=None,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work = asyncio.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve; returns when requests are answered. Raises OSError when the port is taken."""
        listening = socket.create_server(("127.0.0.1", self._port))
        self._slack.base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="local-slack", daemon=True
        )
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """End every connection and the thread."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """There is something to deliver; safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._work.set)

    def call(self, act: Callable[[], None]) -> None:
        """Do something under the lock on the server's loop, from another thread."""

        async def locked() -> None:
            with self._slack.changed:
                act()
                self._slack.changed.notify_all()

        self._await(locked())

    def verify(self, transport: HttpEvents) -> bool:
        """Ask a request URL for Slack's challenge, from another thread."""
        return self._await(transport.verify_url())

    def _await(self, doing: Coroutine[None, None, T]) -> T:
        assert self._loop is not None, "the server is not started"
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        delivering = asyncio.create_task(self._deliver())
        self._ready.set()
        try:
            yield
        finally:
            delivering.cancel()
            transport = self._slack.courier.transport
            if isinstance(transport, HttpEvents):
                await transport.close()

    async def _deliver(self) -> None:
        while True:
            with self._slack.changed:
                self._slack.courier.tick()
                self._slack.changed.notify_all()
            try:
                await asyncio.wait_for(self._work.wait(), _TICK_S)
            except TimeoutError:
                continue
            self._work.clear()

    def _routes(self) -> list[BaseRoute]:
        return [
            Route("/api/{method}", self._api, methods=["GET", "POST"]),
            Route("/respond/{key}", self._respond, methods=["POST"]),
            WebSocketRoute("/link/", self._slack.socket.endpoint),
        ]

    async def _api(self, request: Request) -> Response:
        body = await request.body()
        try:
            args = merged(request.url.query, request.headers.get("content-type", ""), body)
            bearer = request.headers.get("authorization", "")
            token = bearer.removeprefix("Bearer ") or str(args.pop("token", ""))
            args.pop("token", None)
            with self._slack.changed:
                try:
                    return JSONResponse(answer(self._slack, request.path_params["method"], token, args))
                finally:
                    self._slack.changed.notify_all()
                    self._work.set()
        except RefusalError as refusal:
            return JSONResponse(refusal.body(), refusal.status, refusal.headers)

    async def _respond(self, request: Request) -> Response:
        body = await request.body()
        try:
            with self._slack.changed:
                take_response(self._slack, request.path_params["key"], body)
                self._slack.changed.notify_all()
                self._work.set()
        except RefusalError as refusal:
            return PlainTextResponse(refusal.error, refusal.status, refusal.headers)
        return PlainTextResponse("ok")
