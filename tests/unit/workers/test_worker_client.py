"""Real child processes that answer, crash, hang, lie and are killed in every stage."""

from __future__ import annotations

import contextlib
import logging
import struct
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from unit.workers.odd_worker import Order

from assistant.core.errors import CancelledError, EarSightError, MissingPartError, WorkerError
from assistant.core.findings import Done, Finding, Line, Progress
from assistant.workers.client import WorkerClient
from assistant.workers.process import WorkerSpec

HERE = Path(__file__).parent
MakeClient = Callable[..., WorkerClient]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="uses a Linux kernel feature")


def spec(module: str = "odd_worker", **options: object) -> WorkerSpec:
    environment = {"PYTHONPATH": str(HERE), **options.pop("environment", {})}  # type: ignore[dict-item]
    return WorkerSpec("odd", module, "The odd part", environment=environment, **options)  # type: ignore[arg-type]


@pytest.fixture
def make() -> Iterator[MakeClient]:
    """Clients that are closed at the end; no child of theirs may be left then."""
    clients: list[WorkerClient] = []

    def make_client(module: str = "odd_worker", **options: object) -> WorkerClient:
        clients.append(WorkerClient(spec(module, **options)))
        return clients[-1]

    yield make_client
    for client in clients:
        client.close()
    assert not [child for child in psutil.Process().children() if child.is_running()]


def ask(client: WorkerClient, what: str = "echo", payload: bytes = b"") -> list[Finding]:
    return list(client.stream(Order(what), lambda: payload))


def wait_until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def kill(client: WorkerClient) -> int:
    wait_until(lambda: client.pid)
    pid = client.pid
    assert pid is not None
    psutil.Process(pid).kill()
    return pid


def test_findings_stream_and_prints_do_not_disturb(make: MakeClient) -> None:
    client = make()
    findings = ask(client, payload=bytes(1000))
    assert [type(finding) for finding in findings] == [Line, Line, Line, Done]
    assert findings[0] == Line("0: 1000 bytes", (0, 0, 1, 1), 1.0, 0)


def test_the_same_child_serves_many_jobs(make: MakeClient) -> None:
    client = make()
    ask(client)
    pid = client.pid
    for _ in range(20):
        assert len(ask(client)) == 4
    assert client.pid == pid


def test_each_job_is_done_in_the_language_of_that_moment(
    make: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make()
    for tag in ("ar", "en", "zh-CN"):
        monkeypatch.setattr("assistant.workers.client.language", lambda tag=tag: tag)
        assert ask(client, "language") == [Done(tag, 0, 0.0)]


def test_a_large_payload_arrives_whole(make: MakeClient) -> None:
    size = 50_000_000
    assert ask(make(), payload=bytes(size))[0] == Line(f"0: {size} bytes", (0, 0, 1, 1), 1.0, 0)


def test_warm_up_starts_the_child_before_the_first_job(make: MakeClient) -> None:
    client = make()
    client.warm_up()
    wait_until(lambda: client.pid)
    assert ask(client)[-1] == Done("warm", 3, 0.0)


def test_cancel_raises_and_the_same_child_takes_the_next_job(make: MakeClient) -> None:
    client = make()
    stream = client.stream(Order("slow"), lambda: b"")
    assert next(stream) == Progress("working")
    pid = client.pid
    client.cancel()
    with pytest.raises(CancelledError):
        next(stream)
    assert ask(client)[-1] == Done("cold", 3, 0.0)
    assert client.pid == pid


def test_cancel_from_another_thread_wakes_a_waiting_caller(make: MakeClient) -> None:
    client = make(cancel_seconds=0.3)
    stream = client.stream(Order("deaf"), lambda: b"")
    next(stream)
    threading.Timer(0.1, client.cancel).start()
    with pytest.raises(CancelledError):
        next(stream)


def test_a_worker_deaf_to_cancel_is_replaced(make: MakeClient) -> None:
    client = make(cancel_seconds=0.2)
    stream = client.stream(Order("deaf"), lambda: b"")
    next(stream)
    pid = client.pid
    client.cancel()
    assert len(ask(client)) == 4
    assert client.pid != pid


def test_cancel_while_the_child_starts(make: MakeClient) -> None:
    client = make()
    started = threading.Event()

    def payload() -> bytes:
        started.set()
        return b""

    def cancel() -> None:
        started.wait()
        wait_until(lambda: client.pid)
        client.cancel()

    threading.Thread(target=cancel).start()
    with contextlib.suppress(CancelledError):
        list(client.stream(Order("slow"), payload))
    assert len(ask(client)) == 4


def test_cancel_while_the_payload_is_made(make: MakeClient) -> None:
    client = make()

    def payload() -> bytes:
        client.cancel()
        return b""

    with pytest.raises(CancelledError):
        list(client.stream(Order("echo"), payload))


def test_leaving_a_stream_early_frees_the_worker(make: MakeClient) -> None:
    client = make()
    for finding in client.stream(Order("slow"), lambda: b""):
        assert finding == Progress("working")
        break
    assert len(ask(client)) == 4


def test_jobs_of_two_threads_take_turns(make: MakeClient) -> None:
    client = make()
    answers: list[list[Finding]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(ask(client, payload=b"abc")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(answer) for answer in answers] == [4, 4, 4, 4]


def test_a_crash_is_told_and_the_next_job_works(make: MakeClient) -> None:
    client = make()
    with pytest.raises(WorkerError, match="The odd part stopped unexpectedly") as caught:
        ask(client, "crash")
    assert caught.value.remedy
    assert len(ask(client)) == 4


def test_killed_while_starting(make: MakeClient) -> None:
    client = make()
    threading.Thread(target=kill, args=(client,)).start()
    with contextlib.suppress(WorkerError):
        ask(client)
    assert len(ask(client)) == 4


def test_killed_while_warming_up(make: MakeClient) -> None:
    client = make()
    client.warm_up()
    kill(client)
    with contextlib.suppress(WorkerError):
        ask(client)
    assert len(ask(client)) == 4


def test_killed_while_idle_restarts_silently(make: MakeClient) -> None:
    client = make()
    ask(client)
    for _ in range(3):
        pid = kill(client)
        assert len(ask(client)) == 4
        assert client.pid != pid


def test_killed_in_the_middle_of_a_job(make: MakeClient) -> None:
    client = make()
    stream = client.stream(Order("slow"), lambda: b"")
    next(stream)
    kill(client)
    with pytest.raises(WorkerError):
        list(stream)
    assert len(ask(client)) == 4


def test_killed_while_a_payload_is_sent(make: MakeClient) -> None:
    client = make()
    ask(client)
    pid = client.pid
    assert pid is not None
    psutil.Process(pid).suspend()
    killer = threading.Timer(0.2, psutil.Process(pid).kill)
    killer.start()
    assert len(ask(client, payload=bytes(30_000_000))) == 4


def test_a_stopped_worker_does_not_keep_a_cancelled_caller(make: MakeClient) -> None:
    client = make(cancel_seconds=0.2)
    ask(client)
    pid = client.pid
    assert pid is not None
    psutil.Process(pid).suspend()
    threading.Timer(0.1, client.cancel).start()
    with pytest.raises(CancelledError):
        ask(client, payload=bytes(30_000_000))
    assert len(ask(client)) == 4


def test_a_silent_worker_is_killed(make: MakeClient) -> None:
    client = make(message_seconds=0.5)
    with pytest.raises(WorkerError, match="did not answer"):
        ask(client, "deaf")
    assert len(ask(client)) == 4


def test_a_worker_that_cannot_start_is_told(
    make: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    client = make("no_such_worker")
    with pytest.raises(WorkerError, match="could not start") as caught:
        ask(client)
    assert "doctor" in caught.value.remedy
    assert "no_such_worker" in caplog.text


def test_a_crash_loop_ends(make: MakeClient) -> None:
    client = make(crashes=2)
    for _ in range(2):
        with pytest.raises(WorkerError, match="stopped"):
            ask(client, "crash")
    with pytest.raises(WorkerError, match="keeps failing"):
        ask(client)
    assert client.pid is None


def frame(header: bytes, payload: bytes = b"", length: int | None = None) -> bytes:
    declared = len(header) if length is None else length
    return struct.pack("!II", declared, len(payload)) + header + payload


LINE = (
    b'{"type":"found","id":1,"finding":'
    b'{"type":"line","text":"x","box":[0,0,1,1],"confidence":%s,"block":0}}'
)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"\x00", id="half a length"),
        pytest.param(frame(b"", length=2**32 - 1), id="length of four gigabytes"),
        pytest.param(frame(b""), id="empty header"),
        pytest.param(frame(b"not json"), id="not JSON"),
        pytest.param(frame(b"\xff\xfe"), id="not UTF-8"),
        pytest.param(frame(b"[" * 100_000), id="deep nesting"),
        pytest.param(frame(b'{"type":"shell","id":1}'), id="unknown type"),
        pytest.param(frame(b'{"type":"ended","id":1,"more":2}'), id="unknown field"),
        pytest.param(frame(b'{"type":"ended","id":"1"}'), id="wrong field type"),
        pytest.param(frame(b'{"type":"ended","id":99}'), id="wrong job"),
        pytest.param(frame(b'{"type":"ready"}'), id="ready twice"),
        pytest.param(frame(b'{"type":"ended","id":1}', b"pixels"), id="payload"),
        pytest.param(frame(LINE % b"7.5"), id="confidence over one"),
        pytest.param(frame(LINE % b"NaN"), id="not a number"),
        pytest.param(frame(LINE % b"0.5,\"run\":\"rm\""), id="unknown field in a finding"),
    ],
)  # fmt: skip
def test_hostile_bytes_are_refused_and_the_worker_replaced(make: MakeClient, sent: bytes) -> None:
    client = make("hostile_worker", environment={"HOSTILE_BYTES": sent.hex()}, message_seconds=5.0)
    stream = client.stream(Order("echo"), lambda: b"")
    # Half a length is not wrong before the stream ends, so that one is found by its silence.
    if sent == b"\x00":
        client = make("hostile_worker", environment={"HOSTILE_BYTES": "00"}, message_seconds=0.3)
        stream = client.stream(Order("echo"), lambda: b"")
    with pytest.raises(WorkerError):
        list(stream)
    assert client.pid is None


def test_an_endless_flood_is_cut(make: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.workers.call.MAX_FINDINGS", 20)
    client = make()
    with pytest.raises(WorkerError, match="something wrong"):
        for _ in client.stream(Order("slow"), lambda: b""):
            pass


def test_failures_become_their_exceptions(make: MakeClient) -> None:
    client = make()
    with pytest.raises(MissingPartError) as caught:
        ask(client, "missing")
    assert caught.value.spoken == "The part is missing. Install it."
    assert len(ask(client)) == 4


def test_an_exception_tells_its_kind_but_not_what_was_on_the_screen(
    make: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = make()
    with pytest.raises(EarSightError, match="ValueError") as caught:
        ask(client, "bug")
    client.close()
    assert "secret" not in caught.value.spoken + caplog.text


@linux_only
def test_memory_is_limited_and_the_child_survives(make: MakeClient) -> None:
    client = make(memory_mb=256)
    with pytest.raises(EarSightError, match="memory"):
        ask(client, "greedy")
    assert len(ask(client)) == 4


def test_the_network_is_refused(make: MakeClient) -> None:
    findings = ask(make(), "network")
    told = [finding.stage for finding in findings if isinstance(finding, Progress)]
    assert told[:3] == ["refused"] * 3
    assert told[3:] == ([] if sys.platform == "win32" else ["local"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has priority classes instead")
def test_priority_is_lowered(make: MakeClient) -> None:
    ours = psutil.Process().nice()
    assert ask(make(nice=3), "niceness") == [Progress(str(min(19, ours + 3)))]


def test_an_idle_worker_is_unloaded_and_comes_back(make: MakeClient) -> None:
    client = make(idle_seconds=0.1)
    ask(client)
    wait_until(lambda: client.pid is None)
    wait_until(lambda: not psutil.Process().children())
    assert len(ask(client)) == 4


def test_close_ends_a_job_under_way_and_the_child(make: MakeClient) -> None:
    client = make()
    stream = client.stream(Order("slow"), lambda: b"")
    next(stream)
    pid = client.pid
    client.close()
    with pytest.raises(CancelledError):
        list(stream)
    assert pid is not None
    assert not psutil.pid_exists(pid)


def test_close_kills_a_hung_child_and_its_children(make: MakeClient) -> None:
    client = make()
    stream = client.stream(Order("child"), lambda: b"")
    found = next(stream)
    assert isinstance(found, Progress)
    grandchild = psutil.Process(int(found.stage))
    assert client.pid is not None
    psutil.Process(client.pid).suspend()
    client.close()
    wait_until(lambda: not _alive(grandchild))


def _alive(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize("what", ["slow", "deaf"])
def test_the_worker_dies_with_a_killed_parent(what: str) -> None:
    script = textwrap.dedent(
        f"""
        import sys, time
        sys.path[:0] = [{str(HERE.parent.parent)!r}]
        from unit.workers.odd_worker import Order
        from assistant.workers.client import WorkerClient
        from assistant.workers.process import WorkerSpec
        here = {{"PYTHONPATH": {str(HERE)!r}}}
        client = WorkerClient(WorkerSpec("odd", "odd_worker", "", environment=here))
        next(client.stream(Order({what!r}), lambda: b""))
        print(client.pid, flush=True)
        time.sleep(600)
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        assert _alive(worker)
        parent.kill()
    wait_until(lambda: not _alive(worker))
