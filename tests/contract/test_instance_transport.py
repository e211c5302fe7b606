"""What every transport to the running instance must do, through the server and the client."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.frame import Source
from assistant.core.request import Request, Target, Verb
from assistant.desktop.messages import MAX_BYTES, Reply, Trigger
from assistant.desktop.socket_client import NoAnswerError, send
from assistant.desktop.socket_server import InstanceServer
from assistant.desktop.transport import AlreadyRunningError, NotRunningError, Transport

MakeTransport = Callable[[], Transport]


def _unix_socket(folder: Path) -> Transport:
    from assistant.desktop.unix_socket import UnixSocket

    return UnixSocket(folder)


def _named_pipe(folder: Path) -> Transport:
    """The real thing on Windows; elsewhere the same code over the library's Unix socket."""
    from assistant.desktop.named_pipe import NamedPipe

    return NamedPipe(folder, "" if sys.platform == "win32" else str(folder / "pipe"))


TRANSPORTS = [_named_pipe] if sys.platform == "win32" else [_unix_socket, _named_pipe]


@pytest.fixture(params=TRANSPORTS)
def make(request: pytest.FixtureRequest) -> Iterator[MakeTransport]:
    factory: Callable[[Path], Transport] = request.param
    # A socket's path may have 104 bytes on macOS; pytest's own folders are longer.
    with tempfile.TemporaryDirectory(prefix="es") as folder:
        yield lambda: factory(Path(folder))


@pytest.fixture
def serve(make: MakeTransport) -> Iterator[Callable[[Callable[[Trigger], Reply]], InstanceServer]]:
    servers: list[InstanceServer] = []

    def start(handler: Callable[[Trigger], Reply]) -> InstanceServer:
        server = InstanceServer(handler, make())
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.close()


Serve = Callable[[Callable[[Trigger], Reply]], InstanceServer]


def _accept(trigger: Trigger) -> Reply:
    return Reply(True)


def test_a_message_and_its_reply_arrive_whole(make: MakeTransport, serve: Serve) -> None:
    seen: list[Trigger] = []

    def handler(trigger: Trigger) -> Reply:
        seen.append(trigger)
        return Reply(False, "code", "message ü", "remedy")

    serve(handler)
    target = Target(Source.FILE, path=Path("/tmp/a picture.png"), page=3)
    sent = Trigger(request=Request(Verb.READ, target, language="de"))
    assert send(sent, transport=make()) == Reply(False, "code", "message ü", "remedy")
    assert seen == [sent]


def test_words_travel_with_the_actions_that_take_some(make: MakeTransport, serve: Serve) -> None:
    seen: list[Trigger] = []

    def handler(trigger: Trigger) -> Reply:
        seen.append(trigger)
        return Reply(True)

    serve(handler)
    assert send(Trigger("review-find", words="total €"), transport=make()).ok
    assert not send(Trigger("stop", words="now"), transport=make()).ok
    assert seen == [Trigger("review-find", words="total €")]


def test_nobody_listens(make: MakeTransport) -> None:
    with pytest.raises(NotRunningError) as caught:
        send(Trigger("stop"), transport=make())
    assert isinstance(caught.value, MissingPartError)
    assert caught.value.remedy


def test_a_second_start_is_told_and_the_first_goes_on(make: MakeTransport, serve: Serve) -> None:
    serve(_accept)
    with pytest.raises(AlreadyRunningError):
        InstanceServer(_accept, make()).start()
    assert send(Trigger(), transport=make()).ok


def test_it_can_start_again_after_close(make: MakeTransport, serve: Serve) -> None:
    serve(_accept).close()
    with pytest.raises(NotRunningError):
        send(Trigger("stop"), transport=make())
    serve(_accept)
    assert send(Trigger("stop"), transport=make()).ok


def test_of_two_starts_at_once_one_wins(make: MakeTransport) -> None:
    start_line = threading.Barrier(4)
    outcomes: list[InstanceServer | None] = []

    def start() -> None:
        server = InstanceServer(_accept, make())
        start_line.wait()
        try:
            server.start()
            outcomes.append(server)
        except AlreadyRunningError:
            outcomes.append(None)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [server for server in outcomes if server is not None]
    assert len(outcomes) == 4
    assert len(winners) == 1
    assert send(Trigger(), transport=make()).ok
    winners[0].close()


def test_patience_outlasts_a_slow_first_start(make: MakeTransport, serve: Serve) -> None:
    timer = threading.Timer(0.2, serve, (_accept,))
    timer.start()
    assert send(Trigger(), patience=10.0, transport=make()).ok
    timer.join()


def test_several_clients_while_one_says_nothing(make: MakeTransport, serve: Serve) -> None:
    serve(_accept)
    silent = make().connect(1.0)
    replies = [send(Trigger("stop"), transport=make()) for _ in range(5)]
    silent.close()
    assert all(reply.ok for reply in replies)


def test_handlers_run_side_by_side(make: MakeTransport, serve: Serve) -> None:
    both = threading.Barrier(2)

    def handler(trigger: Trigger) -> Reply:
        both.wait(timeout=10)
        return Reply(True)

    serve(handler)
    other = threading.Thread(target=send, args=(Trigger("stop"),), kwargs={"transport": make()})
    other.start()
    assert send(Trigger("repeat"), transport=make()).ok
    other.join()


def test_an_error_of_the_handler_is_the_answer(make: MakeTransport, serve: Serve) -> None:
    def handler(trigger: Trigger) -> Reply:
        raise MissingPartError("No voice.", "Install one.")

    serve(handler)
    assert send(Trigger("stop"), transport=make()) == Reply(
        False, "missing", "No voice.", "Install one."
    )


def test_a_bug_in_the_handler_tells_its_kind_only(make: MakeTransport, serve: Serve) -> None:
    def handler(trigger: Trigger) -> Reply:
        raise RuntimeError("text from the screen")

    serve(handler)
    reply = send(Trigger("stop"), transport=make())
    assert not reply.ok
    assert "RuntimeError" in reply.message
    assert "screen" not in reply.message


@pytest.mark.parametrize(
    "data",
    [
        b"\n",
        b"not json\n",
        b"\xff\xfe\n",
        b"[]\n",
        b'{"action":"format-disk"}\n',
        b'{"action":"stop","extra":1}\n',
        b'{"action":7}\n',
        b'{"action":"stop","request":{"verb":"read","target":{"source":"screen"}}}\n',
        b'{"request":{"verb":"read","target":{"source":"nowhere"}}}\n',
        b'{"request":{"verb":"read","target":{"source":"file","path":5}}}\n',
    ],
)
def test_garbage_is_refused_and_never_reaches_the_handler(
    make: MakeTransport, serve: Serve, data: bytes
) -> None:
    def handler(trigger: Trigger) -> Reply:
        raise AssertionError(trigger)

    serve(handler)
    connection = make().connect(5.0)
    connection.send(data, 5.0)
    answer = connection.receive(5.0)
    connection.close()
    assert b'"ok":false' in answer
    assert b'"code":"bad-input"' in answer


def test_an_oversized_message_is_refused(make: MakeTransport, serve: Serve) -> None:
    serve(_accept)
    connection = make().connect(5.0)
    answer = b""
    # The server may hang up while we are still sending; what it must not do is say yes.
    try:
        connection.send(b'{"action":"' + b"x" * (4 * MAX_BYTES) + b'"}\n', 5.0)
        answer = connection.receive(5.0)
    except (OSError, EarSightError):
        pass
    connection.close()
    assert b'"ok":true' not in answer
    assert send(Trigger("stop"), transport=make()).ok


def test_a_client_that_leaves_early_does_no_harm(make: MakeTransport, serve: Serve) -> None:
    serve(_accept)
    make().connect(5.0).close()
    assert send(Trigger("stop"), transport=make()).ok


def test_an_instance_that_does_not_answer_is_named(make: MakeTransport, serve: Serve) -> None:
    done = threading.Event()

    def handler(trigger: Trigger) -> Reply:
        done.wait(timeout=10)
        return Reply(True)

    serve(handler)
    with pytest.raises(NoAnswerError):
        send(Trigger("stop"), timeout=0.2, transport=make())
    done.set()


def test_closing_from_the_handler_still_answers(make: MakeTransport, serve: Serve) -> None:
    server: list[InstanceServer] = []

    def handler(trigger: Trigger) -> Reply:
        threading.Thread(target=server[0].close).start()
        time.sleep(0.05)
        return Reply(True)

    server.append(serve(handler))
    assert send(Trigger("quit"), transport=make()).ok
