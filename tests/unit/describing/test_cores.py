"""Threads are left out for the cores that others keep busy."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from assistant.describing import cores
from assistant.describing.cores import free_threads


@pytest.mark.parametrize(
    ("running", "wanted", "threads"),
    [(1, 0, 8), (1, 3, 3), (4, 0, 5), (4, 3, 3), (7, 3, 2), (40, 0, 1), (40, 8, 1)],
)
def test_free_cores_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, running: int, wanted: int, threads: int
) -> None:
    told = tmp_path / "loadavg"
    told.write_text(f"0.20 0.18 0.12 {running}/80 11206\n")
    monkeypatch.setattr(cores, "LOADAVG", told)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical: 8)
    assert free_threads(wanted) == threads


@pytest.mark.parametrize("content", ["", "0.1 0.2", "a b c d/e f", None])
def test_where_nobody_tells_all_cores_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    told = tmp_path / "loadavg"
    if content is not None:
        told.write_text(content)
    monkeypatch.setattr(cores, "LOADAVG", told)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical: 4)
    assert free_threads() == 4


@pytest.mark.parametrize(("others", "pauses"), [([0], 0), ([2, 1, 0], 2), ([3, 1, 2, 1, 2], 4)])
def test_a_look_that_sees_nobody_is_the_last(
    monkeypatch: pytest.MonkeyPatch, others: list[int], pauses: int
) -> None:
    looks = iter(others)
    slept: list[float] = []
    monkeypatch.setattr(cores, "_running", lambda: next(looks))
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical: 8)
    assert free_threads() == 8 - min(others)
    assert len(slept) == pauses
