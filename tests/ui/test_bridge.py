"""From other threads into the event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytestqt.qtbot import QtBot

from assistant.core.errors import CancelledError
from assistant.ui.bridge import MainThread


@pytest.fixture
def main_thread(qtbot: QtBot) -> Iterator[MainThread]:
    bridge = MainThread()
    yield bridge
    bridge.close()


@pytest.fixture
def worker() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_calls_run_on_the_main_thread_in_order(main_thread: MainThread, qtbot: QtBot) -> None:
    ran: list[tuple[int, bool]] = []

    def note(number: int) -> Callable[[], None]:
        return lambda: ran.append((number, threading.current_thread() is threading.main_thread()))

    def work() -> None:
        for number in range(20):
            main_thread.call(note(number))

    threading.Thread(target=work).start()
    qtbot.waitUntil(lambda: len(ran) == 20)
    assert ran == [(number, True) for number in range(20)]


def test_a_call_from_the_main_thread_comes_later(main_thread: MainThread, qtbot: QtBot) -> None:
    ran: list[int] = []
    main_thread.call(lambda: ran.append(1))
    assert ran == []
    qtbot.waitUntil(lambda: ran == [1])


def test_ask_returns_the_result(
    main_thread: MainThread, worker: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    asked = worker.submit(main_thread.ask, threading.current_thread, 10.0)
    qtbot.waitUntil(asked.done)
    assert asked.result() is threading.main_thread()


def test_ask_raises_what_the_work_raised(
    main_thread: MainThread, worker: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise KeyError("x")

    asked = worker.submit(main_thread.ask, fail, 10.0)
    qtbot.waitUntil(asked.done)
    assert isinstance(asked.exception(), KeyError)


def test_ask_on_the_main_thread_answers_at_once(main_thread: MainThread) -> None:
    assert main_thread.ask(lambda: 5, 1.0) == 5


def test_ask_gives_up_and_the_work_is_not_done_late(
    main_thread: MainThread, worker: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    ran: list[int] = []
    # The event loop does not run here, so that nobody answers.
    asked = worker.submit(main_thread.ask, lambda: ran.append(1), 0.05)
    with pytest.raises(TimeoutError):
        asked.result(10)
    later: list[int] = []
    main_thread.call(lambda: later.append(1))
    qtbot.waitUntil(lambda: later == [1])
    assert ran == []


def test_close_frees_who_waits_and_drops_the_rest(
    main_thread: MainThread, worker: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    ran: list[int] = []
    asked = worker.submit(main_thread.ask, lambda: ran.append(1), 60.0)
    while not main_thread._asked:
        pass
    main_thread.close()
    with pytest.raises(CancelledError):
        asked.result(10)
    main_thread.call(lambda: ran.append(2))
    with pytest.raises(CancelledError):
        worker.submit(main_thread.ask, lambda: ran.append(3), 1.0).result(10)
    qtbot.wait(20)
    assert ran == []
