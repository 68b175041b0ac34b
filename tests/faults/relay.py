"""A relay on loopback, between the bot and the local Slack, whose connections fall silent and stay open."""

import socket
import threading
from contextlib import suppress


class Relay:
    """Passes bytes on, both ways, until it is told not to."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._silent: set[socket.socket] = set()
        self._ends: list[socket.socket] = []
        self.silencing = False
        """Whether connections that are made from now on are silent."""
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, name="relay", daemon=True).start()

    def silence(self) -> None:
        """Pass nothing on any more of the connections that there are; none of them is closed."""
        self._silent.update(self._ends)

    def close(self) -> None:
        """End everything."""
        for each in [self._listening, *self._ends]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                if self.silencing:
                    self._silent.update((near, far))
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=pair, name="relay", daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while said := here.recv(65_536):
                if here not in self._silent:
                    there.sendall(said)
        for each in (here, there):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
