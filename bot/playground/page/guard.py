"""The page's door: only this computer's browser comes in, and only the page itself may do things."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


class Guard:
    """Refuses what another site sent: a strange Host (DNS rebinding) or, where something is done, Origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        trouble = trouble_with(scope["method"], Headers(scope=scope))
        answer = PlainTextResponse(trouble, 403) if trouble else self._app
        await answer(scope, receive, guarded)


def trouble_with(method: str, headers: Mapping[str, str]) -> str:
    """Why a request is refused; empty when it is not."""
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in ("127.0.0.1", "localhost"):
        return "This page answers only at 127.0.0.1."
    if method not in ("GET", "HEAD") and headers.get("origin") != f"http://{host}":
        return "This can only be done from the page itself."
    return ""
