"""The web side of `serve`: health, readiness, metrics, and what the gateway needs."""

import socket
import threading
from collections.abc import Callable, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import ConfigError

_METRICS = "text/plain; version=0.0.4; charset=utf-8"
_GRACE_S = 5


def routes(
    of_gateway: Sequence[BaseRoute], troubles: Callable[[], list[str]], metrics: Callable[[], bytes]
) -> Sequence[BaseRoute]:
    """`/healthz` says that the process lives, `/readyz` whether it can work, `/metrics` how it does."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        found = await run_in_threadpool(troubles)
        return JSONResponse({"ready": not found, "troubles": found}, 503 if found else 200)

    async def measured(_: Request) -> Response:
        return Response(await run_in_threadpool(metrics), media_type=_METRICS)

    return (
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", measured),
        *of_gateway,
    )


class Web:
    """uvicorn in a thread of its own: the process's signals are not its business."""

    def __init__(self, host: str, port: int, routes: Sequence[BaseRoute]) -> None:
        config = uvicorn.Config(
            Starlette(routes=list(routes)),
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_GRACE_S,
        )
        self._server = uvicorn.Server(config)
        self._address = (host, port)
        self._thread: threading.Thread | None = None
        self.url = ""

    def start(self) -> None:
        """Listen. Raises: ConfigError when the port is taken."""
        try:
            listening = socket.create_server(self._address)
        except OSError as error:
            where = "{}:{}".format(*self._address)
            sentence = f"{where} cannot be listened on ({error.strerror}); choose another PORT."
            raise ConfigError(sentence, subject="PORT") from None
        self.url = f"http://{self._address[0]}:{listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being answered, and listen no more."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()
