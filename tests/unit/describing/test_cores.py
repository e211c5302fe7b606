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
