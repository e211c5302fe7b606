"""Work that calls back, as a stream."""

from __future__ import annotations

import threading

import pytest

from assistant.core.errors import CancelledError
from assistant.core.findings import Progress
from assistant.models.following import follow
from assistant.models.watch import Watch, by_parts


def test_progress_comes_in_order_and_no_finer_than_hundredths() -> None:
    def work(watch: Watch) -> None:
        for done in range(100_001):
            watch.step("copying", done, 100_000)

    found = list(follow(work, lambda: False))
    assert [round(each.fraction, 3) for each in found] == [n / 100 for n in range(101)]


def test_a_failure_comes_out() -> None:
    def work(_watch: Watch) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(follow(work, lambda: False))


def test_a_cancelled_work_ends_as_that() -> None:
    over = threading.Event()

    def work(watch: Watch) -> None:
        try:
            while True:
                watch.step("copying", 1, 2)
        finally:
            over.set()

    stop: list[bool] = []
    found = follow(work, lambda: bool(stop))
    assert next(found) == Progress("copying", 0.5)
    stop.append(True)
    with pytest.raises(CancelledError):
        list(found)
    assert over.is_set()


def test_silent_work_is_told_to_go_on() -> None:
    go_on = threading.Event()

    def work(watch: Watch) -> None:
        watch.step("converting", 1, 4)
        go_on.wait(10)

    found = follow(work, lambda: False, heartbeat=0.01)
    assert [next(found) for _count in range(3)] == [Progress("converting", 0.25)] * 3
    go_on.set()
    list(found)


def test_only_another_part_is_told() -> None:
    told: list[Progress] = []
    tell = by_parts(10, told.append)
    for fraction in (0.0, 0.05, 0.1, 0.19, 0.5):
        tell(Progress("copying", fraction))
    tell(Progress("checking", 0.5))
    assert [(each.stage, each.fraction) for each in told] == [
        ("copying", 0.0),
        ("copying", 0.1),
        ("copying", 0.5),
        ("checking", 0.5),
    ]
