"""A service that speaks the OpenAI chat protocol, on this machine, and does what a test tells."""

from __future__ import annotations

import base64
import io
import json
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image

EVENTS = "text/event-stream"


@dataclass
class Reply:
    """What is sent for one request.

    After `hold_after` chunks (-1: before anything) it waits until `ChatServer.go_on` is set or the
    client is gone; `cut` ends the connection without the end of the body.
    """

    chunks: list[bytes] = field(default_factory=list)
    status: int = 200
    kind: str = EVENTS
    headers: dict[str, str] = field(default_factory=dict)
    hold_after: int | None = None
    cut: bool = False


def streamed(*texts: str, done: bool = True, finish: bool = True) -> Reply:
    """A streamed answer, an event for each text."""
    events: list[Any] = [{"choices": [{"delta": {"role": "assistant", "content": ""}}]}]
    events += [{"choices": [{"delta": {"content": text}, "finish_reason": None}]} for text in texts]
    if finish:
        events.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
    chunks = [b"data: " + json.dumps(event).encode() + b"\n\n" for event in events]
    return Reply([*chunks, b"data: [DONE]\n\n"] if done else chunks)


def whole(value: object, status: int = 200, **headers: str) -> Reply:
    """A JSON body in one piece."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply([json.dumps(value).encode()], status, "application/json", named)


@dataclass
class Question:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    def picture(self) -> Image.Image:
        """The first picture in it."""
        (part,) = [
            part
            for message in self.body["messages"]
            if isinstance(message["content"], list)
            for part in message["content"]
            if part["type"] == "image_url"
        ]
        head, _comma, data = part["image_url"]["url"].partition(",")
        assert head == "data:image/jpeg;base64"
        return Image.open(io.BytesIO(base64.b64decode(data)))


class ChatServer:
    """Answers with `replies` in turn, and with the last one from then on."""

    def __init__(self, replies: Iterable[Reply], certificate: Path | None = None) -> None:
        self.replies = list(replies)
        self.questions: list[Question] = []
        self.go_on = threading.Event()
        self.client_gone = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> ChatServer:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.questions.append(Question(self.path, dict(self.headers), body))
                reply = server.replies[min(len(server.questions), len(server.replies)) - 1]
                self.close_connection = True
                with suppress(ConnectionError):
                    self._send(reply)

            def _send(self, reply: Reply) -> None:
                if reply.hold_after != -1:
                    self.send_response(reply.status)
                    self.send_header("Content-Type", reply.kind)
                    self.send_header("Transfer-Encoding", "chunked")
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                for chunk in _held(server, self.connection, reply):
                    self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
                if not reply.cut:
                    self.wfile.write(b"0\r\n\r\n")

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler


def _held(server: ChatServer, connection: socket.socket, reply: Reply) -> Iterator[bytes]:
    if reply.hold_after == -1:
        _wait(server, connection)
    for number, chunk in enumerate(reply.chunks):
        yield chunk
        if number + 1 == reply.hold_after:
            _wait(server, connection)


def _wait(server: ChatServer, connection: socket.socket) -> None:
    connection.settimeout(0.02)
    while not server.go_on.is_set():
        with suppress(TimeoutError):
            try:
                gone = connection.recv(1) == b""
            except ConnectionError:
                gone = True
            if gone:
                server.client_gone.set()
                return
    connection.settimeout(None)
