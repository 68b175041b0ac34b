"""The page's addresses: places, their changes as server-sent events, and what is done there."""

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.resources import files
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route, Router

from bot.playground.driver import LocalSlack
from bot.playground.page.acts import Acts
from bot.playground.page.drawing import Drawing
from bot.playground.page.extras import Extras
from bot.playground.page.guard import Guard
from bot.playground.page.place import Place, place_of
from bot.playground.page.scene import look
from bot.playground.state import User

_LOOK_S = 0.1
"""How often the page looks whether something has changed."""

_STATIC = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}


class Page:
    """The page of one reader; `routes` go to the local Slack before it starts, `show` afterwards."""

    def __init__(self) -> None:
        self._slack: LocalSlack | None = None
        self._closing = False

    @property
    def routes(self) -> list[BaseRoute]:
        """What LocalSlack takes as its `routes`."""
        inside = Router(
            [
                Route("/events", self._events),
                Route("/do/{name}", self._do, methods=["POST"]),
                Route("/static/{name}", self._static),
                Route("/read", self._read),
                Route("/{path:path}", self._place),
            ]
        )
        return [Mount("/", Guard(inside))]

    def show(self, slack: LocalSlack, reader: User, first: Place, extras: Extras) -> None:
        """From now on show this Slack, as this person, who begins at the first place."""
        self._reader, self._first, self._extras = reader, first, extras
        self._drawing = Drawing(extras)
        self._acts = Acts(slack, reader, extras)
        self._slack = slack

    def close(self) -> None:
        """End the streams of events, so that the server can stop."""
        self._closing = True

    def _place(self, request: Request) -> Response:
        if self._slack is None:
            return self._lost()
        if request.url.path == "/":
            return RedirectResponse(self._first.path, 303)
        place = place_of(request.url.path)
        if place is None:
            return self._lost()
        if place.tab in ("home", "chat") and not place.panel:
            self._slack.open_home(self._reader, "home" if place.tab == "home" else "messages")
        scene = look(self._slack, self._reader, place)
        return HTMLResponse(self._drawing.page(scene)) if scene else self._lost()

    async def _events(self, request: Request) -> Response:
        place = place_of(request.query_params.get("at", ""))
        if place is None or self._slack is None:
            return self._lost()
        return StreamingResponse(self._changes(self._slack, place), media_type="text/event-stream")

    async def _changes(self, slack: LocalSlack, place: Place) -> AsyncIterator[str]:
        """Each fragment as it is now, and again whenever it has changed."""
        seen, sent = None, dict[str, str]()
        while not self._closing:
            scene = look(slack, self._reader, place)
            if scene is not None and scene != seen:
                drawn = self._drawing.fragments(scene)
                for name in drawn:
                    if drawn[name] != sent.get(name):
                        yield f"data: {json.dumps({'name': name, 'html': drawn[name]})}\n\n"
                seen, sent = scene, drawn
            await asyncio.sleep(_LOOK_S)

    async def _do(self, request: Request) -> Response:
        if self._slack is None:
            return self._lost()
        form = FormData([*parse_qsl((await request.body()).decode(), keep_blank_values=True)])
        told = await run_in_threadpool(self._acts.do, request.path_params["name"], form)
        return self._lost() if told is None else JSONResponse(dict(told))

    def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return self._lost()
        content = (files("bot.playground.page") / "static" / name).read_bytes()
        return Response(content, media_type=_STATIC[name])

    def _read(self, request: Request) -> Response:
        if self._slack is None:
            return self._lost()
        article = self._extras.read(request.query_params.get("url", ""))
        directive = request.query_params.get("text", "")
        return HTMLResponse(self._drawing.article(article, directive)) if article else self._lost()

    def _lost(self) -> Response:
        return PlainTextResponse("There is nothing here. The page begins at /.", 404)
