# SPDX-License-Identifier: MIT
"""A server on loopback that cuts connections, knows ranges or does not, and remembers what it was asked."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """A file of the server, and how badly it is served."""

    body: bytes
    etag: str = '"one"'
    knows_ranges: bool = True
    cut_after: list[int] = field(default_factory=list)
    """How many bytes the next answers send before the connection breaks; then they come whole."""
    statuses: list[int] = field(default_factory=list)
    """What the next answers say instead of the file."""
    content_type: str = "application/octet-stream"
    tells_length: bool = True
    stall_after: int | None = None
    """How many bytes come before the server falls silent, until this is None again."""


@dataclass(frozen=True)
class Asked:
    """One request and how much of an answer it got."""

    path: str
    headers: Message
    status: int
    sent: int


class Server(ThreadingHTTPServer):
    """Serves `files` and keeps `asked`."""

    daemon_threads = True
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, Served] = {}
        self.asked: list[Asked] = []

    def address(self, path: str) -> str:
        """The address of a file."""
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the play."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 5

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        served = self.server.files.get(path)
        status = 404 if served is None else served.statuses.pop(0) if served.statuses else 200
        if served is None or status != 200:
            self._answer(path, status, b"", {"Content-Length": "0"})
            return
        body, headers = served.body, {"ETag": served.etag, "Content-Type": served.content_type}
        start = self._start(served)
        if start > len(body) - 1 and start:
            self._answer(path, 416, b"", {"Content-Range": f"bytes */{len(body)}", "Content-Length": "0"})
            return
        if start:
            status, headers["Content-Range"] = 206, f"bytes {start}-{len(body) - 1}/{len(body)}"
        rest = body[start:]
        if served.tells_length:
            headers["Content-Length"] = str(len(rest))
        cut = served.cut_after.pop(0) if served.cut_after else len(rest)
        if served.stall_after is not None:
            self._answer(path, status, rest[: served.stall_after], headers)
            while served.stall_after is not None:
                time.sleep(0.02)
            self.close_connection = True
            return
        self._answer(path, status, rest[:cut], headers)
        self.close_connection = cut < len(rest) or not served.tells_length

    def _start(self, served: Served) -> int:
        wanted = self.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        is_same = self.headers.get("If-Range", served.etag) == served.etag
        return int(wanted) if wanted and served.knows_ranges and is_same else 0

    def _answer(self, path: str, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.server.asked.append(Asked(path, self.headers, status, len(body)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="loopback")
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
