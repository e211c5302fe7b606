"""A model behind a chat endpoint. Only imported by its own worker, and only when switched on."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx

from assistant.core.errors import CancelledError, EarSightError
from assistant.core.i18n import _
from assistant.describing.base import Ability, Piece, Said, Task
from assistant.describing.chat_protocol import ABILITIES, answer_texts, chosen, request_body
from assistant.describing.endpoint import Endpoint
from assistant.describing.remote_errors import (
    RemoteError,
    cut_off,
    empty,
    not_an_answer,
    refused,
    silent,
    unreachable,
)

if TYPE_CHECKING:
    from PIL.Image import Image

CONNECT_SECONDS = 10.0
POLL_SECONDS = 0.01
"""How often `cancelled` is asked."""
ATTEMPTS = 3
FIRST_WAIT = 0.5
"""Seconds before the second attempt; doubled for each further one."""
LONGEST_WAIT = 20.0
"""A service that asks for a longer wait is told of instead of waited for."""
MAX_COMPLAINT = 1 << 16
"""Bytes that are read of a refusal."""

_RETRIED = frozenset({408, 429, 500, 502, 503, 504, 529})
_SENDING = frozenset(
    {
        "connection.connect_tcp.complete",
        "connection.start_tls.complete",
        "http11.send_request_headers.started",
        "http11.send_request_body.started",
    }
)
"""Steps that are not taken any more once a question was cancelled."""
_EVENT_STREAM = "text/event-stream"


class RemoteDescriber:
    """The `Describer` of an endpoint; `key` may be empty. Uses no proxy, follows no redirection."""

    def __init__(self, endpoint: Endpoint, key: str = "", first_wait: float = FIRST_WAIT) -> None:
        self._endpoint = endpoint
        self._first_wait = first_wait
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(
            headers={"User-Agent": "EarSight", "Accept-Encoding": "identity", **headers},
            timeout=httpx.Timeout(endpoint.timeout, connect=min(CONNECT_SECONDS, endpoint.timeout)),
            follow_redirects=False,
            # A connection for each question, so that `stop` knows its socket.
            limits=httpx.Limits(max_keepalive_connections=0),
            # Neither proxies nor the passwords of ~/.netrc.
            trust_env=False,
        )

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._endpoint.model

    @property
    def abilities(self) -> Sequence[Ability]:
        """What a chat can do."""
        return ABILITIES

    def run(self, image: Image, task: Task, cancelled: Callable[[], bool]) -> Iterator[Said]:
        """Yield pieces as they come. The connection is closed at once after `cancelled()` is true.

        Raises:
            BadInputError: places were asked for.
            RemoteError: there is no answer, and why.

        """
        pieces = self._pieces(image, task, cancelled)
        if task.ability is not Ability.CLASSIFY:
            yield from map(Piece, pieces)
            return
        answer = "".join(pieces)
        if not cancelled():
            yield chosen(answer, task)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _pieces(self, image: Image, task: Task, cancelled: Callable[[], bool]) -> Iterator[str]:
        body = request_body(self._endpoint, image, task)
        exchange = _Exchange(self._client, self._endpoint, body, self._first_wait)
        try:
            while not cancelled():
                with suppress(queue.Empty):
                    item = exchange.pieces.get(timeout=POLL_SECONDS)
                    if isinstance(item, EarSightError):
                        raise item
                    if item is None:
                        return
                    yield item
        finally:
            exchange.stop()


class _Exchange:
    """One question and its answer, on a thread of its own: a blocked read cannot be interrupted."""

    def __init__(
        self, client: httpx.Client, endpoint: Endpoint, body: bytes, first_wait: float
    ) -> None:
        self._client = client
        self._endpoint = endpoint
        self._body = body
        self._wait = first_wait
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.pieces: queue.SimpleQueue[str | EarSightError | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="remote", daemon=True).start()

    def stop(self) -> None:
        """End it, and shut the connection down; nothing more is sent."""
        with self._lock:
            self._stopped.set()
            if self._socket is not None:
                with suppress(OSError):
                    # Not SSLSocket's own, which takes its state away under the reading thread.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _work(self) -> None:
        try:
            self._ask()
        except EarSightError as error:
            self.pieces.put(error)
        except Exception as error:
            # The text of an error could quote the question or the key.
            told = _("Something went wrong inside EarSight: {kind}.")
            self.pieces.put(RemoteError(told.format(kind=type(error).__name__), _("Try again.")))

    def _ask(self) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            wait = self._attempt(last=attempt == ATTEMPTS)
            if wait is None:
                self.pieces.put(None)
                return
            if self._stopped.wait(wait):
                raise CancelledError
            self._wait *= 2

    def _attempt(self, *, last: bool) -> float | None:
        """Ask once; return how long to wait before another attempt, None where it was answered."""
        begun = False
        try:
            with self._client.stream(
                "POST",
                self._endpoint.chat_address,
                content=self._body,
                headers={"Content-Type": "application/json", "Accept": _EVENT_STREAM},
                extensions={"trace": self._trace},
            ) as response:
                if response.status_code != HTTPStatus.OK:
                    return self._refused(response, last=last)
                for text in self._texts(response):
                    begun = begun or bool(text.strip())
                    self.pieces.put(text)
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout):
                raise unreachable(self._endpoint, error) from None
            raise silent(self._endpoint) from None
        except httpx.ConnectError as error:
            raise unreachable(self._endpoint, error) from None
        except httpx.TransportError:
            raise cut_off(self._endpoint) from None
        except httpx.HTTPError:
            raise not_an_answer(self._endpoint) from None
        if not begun:
            raise empty(self._endpoint)
        return None

    def _texts(self, response: httpx.Response) -> Iterator[str]:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in (_EVENT_STREAM, "application/json"):
            raise not_an_answer(self._endpoint)
        stream = kind == _EVENT_STREAM
        return answer_texts(self._endpoint, response.iter_bytes(), stream=stream)

    def _refused(self, response: httpx.Response, *, last: bool) -> float:
        status, asked = response.status_code, _retry_after(response.headers)
        wait = self._wait if asked is None else asked
        if status in _RETRIED and not last and wait <= LONGEST_WAIT:
            return wait
        keyed = "Authorization" in self._client.headers
        raise refused(self._endpoint, status, _beginning(response), asked, keyed=keyed)

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Called by httpcore at each step: remember the socket, and go no further once stopped."""
        with self._lock:
            if self._stopped.is_set() and event in _SENDING:
                raise CancelledError
            if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
                self._socket = info["return_value"].get_extra_info("socket")


def _beginning(response: httpx.Response) -> bytes:
    body = b""
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) >= MAX_COMPLAINT:
            break
    return body[:MAX_COMPLAINT]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that `Retry-After` (RFC 9110, 10.2.3) asks for: a number, or a date."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError, TypeError):
        date = parsedate_to_datetime(text)
        return max(0.0, (date.astimezone(UTC) - datetime.now(UTC)).total_seconds())
    return None
