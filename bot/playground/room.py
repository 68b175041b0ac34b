"""The room in which everything happens: the server, who and what is there, what can be seen, and waiting."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self

from starlette.routing import BaseRoute

from bot.playground.app_settings import AppSettings, settings_of
from bot.playground.core import Call, Slack
from bot.playground.deliveries import RETRIES_AFTER_S, Delivery
from bot.playground.interactions import Interactions
from bot.playground.people import new_user, new_workspace, words
from bot.playground.rates import Rates
from bot.playground.server import Server
from bot.playground.state import (
    AssistantThread,
    Channel,
    Clock,
    ConversationKind,
    Message,
    State,
    User,
    View,
    Workspace,
)

WAIT_S = 30.0
"""How long one waits in vain."""


class Room:
    """A Slack with one workspace to begin with; `manifest` limits the app to what it asks for."""

    def __init__(
        self,
        *,
        clock: Clock = lambda: datetime.now(UTC),
        manifest: Mapping[str, Any] | None = None,
        port: int = 0,
        retries_after_s: tuple[float, ...] = RETRIES_AFTER_S,
        enforce_rates: bool = False,
        routes: Sequence[BaseRoute] = (),
    ) -> None:
        settings = AppSettings() if manifest is None else settings_of(manifest)
        self.core = Slack(clock, settings, retries_after_s)
        self.core.courier.transport = self.core.socket
        if enforce_rates:
            self.core.rates = Rates(clock)
        self.signing_secret = secrets.token_hex(16)
        self._interactions = Interactions(self.core)
        self.workspace = self.add_workspace("Local")
        self.server = Server(self.core, port, routes)

    def start(self) -> Self:
        """Serve from now on."""
        self.server.start()
        return self

    def stop(self) -> None:
        """End the server and every connection."""
        self.server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()

    @property
    def api_url(self) -> str:
        """What WebClient takes as `base_url`."""
        return f"{self.core.base_url}/api/"

    @property
    def bot_token(self) -> str:
        """The first workspace's bot token."""
        return self.workspace.bot_token

    @property
    def app_token(self) -> str:
        """The token of Socket Mode."""
        return self.core.app_token

    @property
    def mention(self) -> str:
        """How people write the app's name."""
        return f"<@{self.workspace.bot_user_id}>"

    @property
    def state(self) -> State:
        """Everything that is held."""
        return self.core.state

    def add_workspace(self, name: str) -> Workspace:
        """Another workspace in which the app is installed."""
        with self.core.changed:
            return new_workspace(self.state, name)

    def add_user(
        self, name: str, workspace: Workspace | None = None, *, admin: bool = False, bot: bool = False
    ) -> User:
        """A person, or another app's bot."""
        with self.core.changed:
            return new_user(self.state, (workspace or self.workspace).id, name, admin=admin, bot=bot)

    def add_channel(
        self,
        name: str,
        members: Sequence[User] = (),
        kind: ConversationKind = "public",
        *,
        with_bot: bool = True,
        archived: bool = False,
        shared: bool = False,
        workspace: Workspace | None = None,
    ) -> Channel:
        """A conversation of these people, with the app in it or not; nobody is told."""
        with self.core.changed:
            team = workspace or self.workspace
            inside = [user.id for user in members] + ([team.bot_user_id] if with_bot else [])
            made = self.state.new_channel(name, team.id, kind, inside)
            made.archived, made.shared = archived, shared
            return made

    def dm(self, user: User) -> Channel:
        """The direct message between the app and a person."""
        with self.core.changed:
            return self.state.im(user.team_id, user.id)

    def join(self, user: User, channel: Channel, inviter: User | None = None) -> None:
        """Someone comes into a channel; to invite the app, give `bot_user`."""
        with self._change():
            channel.members.append(user.id)
            self.core.events.joined(channel, user.id, inviter.id if inviter else None)

    def leave(self, user: User, channel: Channel) -> None:
        """Someone goes; the app too."""
        with self._change():
            channel.members.remove(user.id)

    @property
    def bot_user(self) -> User:
        """The app's user in the first workspace."""
        return self.state.bot_of(self.workspace.id)

    def messages(self, channel: Channel, thread_ts: str | None = None) -> list[Message]:
        """A channel's messages, oldest first, without replies; or a thread's, its parent first."""
        with self.core.changed:
            if thread_ts is not None:
                return channel.thread(thread_ts)
            return [found for found in channel.messages.values() if not found.is_reply or found.subtype]

    def ephemerals(self, user: User) -> list[Message]:
        """What only this person was shown, oldest first."""
        with self.core.changed:
            return [found for found in self.state.ephemerals if found.only_for == user.id]

    def views(self, user: User) -> list[View]:
        """The modals that a person has open, the one on top last."""
        with self.core.changed:
            return [self.state.views[key] for key in self.state.stacks.get(user.id, [])]

    def home(self, user: User) -> View | None:
        """A person's App Home as published."""
        with self.core.changed:
            return self.state.views.get(self.state.homes.get(user.id, ""))

    def agent_thread(self, channel: Channel, thread_ts: str = "") -> AssistantThread:
        """What the app set on a thread of the agent pane: title, prompts, session; or on the pane itself."""
        with self.core.changed:
            return self.state.assistant_thread(channel.id, thread_ts)

    def status(self, channel: Channel, thread_ts: str) -> str:
        """What the app says it is doing in a thread; gone after two minutes."""
        with self.core.changed:
            return self.state.assistant_thread(channel.id, thread_ts).status_at(self.core.clock())

    @property
    def calls(self) -> list[Call]:
        """Every Web API call and response_url post, in order."""
        with self.core.changed:
            return list(self.core.calls)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything that was sent to the app, in order."""
        with self.core.changed:
            return list(self.core.courier.log)

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        with self.core.changed:
            return len(self.core.socket.connections)

    def app_is_here(self) -> bool:
        """Whether what is sent to the app can reach it; over HTTP that is not known before."""
        with self.core.changed:
            socket = self.core.socket
            return self.core.courier.transport is not socket or bool(socket.connections)

    def wait_for(self, predicate: Callable[[], object], timeout_s: float = WAIT_S) -> None:
        """Wait until something is so; raises TimeoutError."""
        with self.core.changed:
            if not self.core.changed.wait_for(predicate, timeout_s):
                raise TimeoutError(words(self.deliveries, self.calls))

    def wait_until_delivered(self, timeout_s: float = WAIT_S) -> None:
        """Wait until everything sent so far was acknowledged or given up."""
        self.wait_for(lambda: all(each.settled for each in self.core.courier.log), timeout_s)

    def _change(self) -> "_Change":
        return _Change(self)


class _Change:
    """The lock, and on leaving it a word to those who wait and to the delivery."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def __enter__(self) -> None:
        self._room.core.changed.acquire()

    def __exit__(self, *exception: object) -> None:
        self._room.core.changed.notify_all()
        self._room.core.changed.release()
        self._room.server.wake()
