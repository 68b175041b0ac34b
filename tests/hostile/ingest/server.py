"""A web server that does everything a web server should not, on loopback, by plain sockets."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

Act = Callable[["Exchange"], None]
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class Exchange:
    """One request that a client made, and the connection to answer on."""

    def __init__(self, connection: socket.socket, path: str, over: Event) -> None:
        self.path = path
        self.over = over
        self._connection = connection

    def send(self, data: bytes) -> None:
        """Send bytes. Raises: OSError when the client has gone."""
        self._connection.sendall(data)

    def repeat(self, data: bytes, times: int = 1_000_000_000) -> None:
        """Send the same bytes again and again, until the client goes or the test is over."""
        for _ in range(times):
            if self.over.is_set():
                return
            self.send(data)

    def drip(self, data: bytes) -> None:
        """Send a byte now and then until the client goes."""
        while not self.over.wait(0.05):
            self.send(data)

    def wait(self) -> None:
        """Say nothing until the test is over."""
        self.over.wait(30)

    def stop_sending(self) -> None:
        """Close our half and leave the other open, until the test is over."""
        self._connection.shutdown(socket.SHUT_WR)
        self.wait()


class HostileServer:
    """Answers each path with an act; what has none is not found, robots.txt too."""

    def __init__(self, listening: socket.socket) -> None:
        self.port: int = listening.getsockname()[1]
        self.asked: list[str] = []
        self.acts: dict[str, Act] = {}
        self._listening = listening
        self._over = Event()
        self._lock = Lock()
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path: str, act: Act) -> str:
        """Answer a path with an act; its address."""
        self.acts[path] = act
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        """End every exchange that still goes on."""
        self._over.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while not self._over.is_set():
            with suppress(OSError):
                connection, _ = self._listening.accept()
                with self._lock:
                    thread = Thread(target=self._serve, args=[connection])
                    self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(30)
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65_536)
                if not part:
                    return
                request += part
            path = request.split(b" ", 2)[1].decode("latin-1")
            self.asked.append(path)
            act = self.acts.get(path.partition("?")[0])
            exchange = Exchange(connection, path, self._over)
            if act is None:
                exchange.send(NOT_FOUND.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            else:
                act(exchange)


@contextmanager
def hostile_server() -> Iterator[HostileServer]:
    """A hostile server on a free port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = HostileServer(listening)
        try:
            yield server
        finally:
            server.close()


def page(body: bytes, *headers: bytes, kind: bytes = b"text/html; charset=utf-8") -> Act:
    """An honest answer with a body, and more headers."""
    lines = (b"HTTP/1.1 200 OK", b"Content-Type: " + kind, b"Content-Length: %d" % len(body), *headers)
    answer = b"\r\n".join((*lines, b"Connection: close", b"", body))
    return lambda exchange: exchange.send(answer)


def raw(answer: bytes) -> Act:
    """Bytes as they are, and the end."""
    return lambda exchange: exchange.send(answer)


def redirect(location: bytes) -> Act:
    """Send the client elsewhere."""
    return raw(
        b"HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n"
    )
