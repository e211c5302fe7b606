"""A hub with one model, and an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hub_client import REPOSITORY, SIZE
from support.hub_server import HubServer, Repository
from support.model_files import model_files

from assistant.models.store import ModelStore


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer({REPOSITORY: Repository(model_files(SIZE))}) as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")
