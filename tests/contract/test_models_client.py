"""The models worker as the desktop uses it: a real process, against a hub on loopback."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hub_client import REPOSITORY, SIZE
from support.hub_server import Faults, HubServer, Repository
from support.model_files import model_files, write_files
from support.processes import wait_until

from assistant.core.errors import CancelledError, EarSightError, WorkerError
from assistant.core.findings import Offer
from assistant.models.client import ModelsClient
from assistant.models.store import ModelStore, models_folder

pytest.importorskip("huggingface_hub")

NAME = "owner--model"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.setenv("NO_PROXY", "*")
    # Loading a model in this process, as other tests do, switches downloads off in it.
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    return ModelStore(models_folder())


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer({REPOSITORY: Repository(model_files(SIZE))}) as server:
        yield server


@pytest.fixture
def client(store: ModelStore, server: HubServer) -> Iterator[ModelsClient]:
    made = ModelsClient(lambda: server.endpoint)
    yield made
    made.close()


def test_an_offer_tells_what_would_come_and_fetches_nothing(
    client: ModelsClient, server: HubServer, store: ModelStore
) -> None:
    offer = client.offer(REPOSITORY)
    assert offer.size > SIZE
    assert offer == Offer(REPOSITORY, "127.0.0.1", "1" * 40, offer.size, offer.size)
    assert [each.path for each in server.asked] == [f"/api/models/{REPOSITORY}/revision/main"]
    assert store.installed() == []


def test_what_was_offered_is_installed_checked_and_there_without_the_hub(
    client: ModelsClient, server: HubServer, store: ModelStore
) -> None:
    progress = list(client.install(client.offer(REPOSITORY)))
    fractions = [each.fraction for each in progress if each.stage == "downloading"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(progress) < 400
    asked = len(server.asked)
    assert [each.stage for each in client.verify(NAME)][-1] == "checking"
    assert len(server.asked) == asked
    store.verified(NAME)


def test_a_damaged_model_is_named(client: ModelsClient, store: ModelStore) -> None:
    list(client.install(client.offer(REPOSITORY)))
    (store.folder(NAME) / "vocab.txt").write_bytes(b"b\na\n")
    with pytest.raises(EarSightError, match=r"vocab\.txt") as caught:
        list(client.verify(NAME))
    assert caught.value.error_code == "model-damaged"


def test_a_folder_is_brought_in(client: ModelsClient, store: ModelStore, tmp_path: Path) -> None:
    list(client.bring(write_files(tmp_path / "my-own", model_files())))
    assert store.installed() == ["my-own"]
    with pytest.raises(EarSightError, match="installed already"):
        list(client.bring(tmp_path / "my-own"))


@pytest.mark.parametrize(
    ("faults", "code"), [(Faults(status=404), "not-found"), (Faults(html=True), "download-failed")]
)
def test_refusals_keep_their_words(
    client: ModelsClient, server: HubServer, faults: Faults, code: str
) -> None:
    server.faults = faults
    with pytest.raises(EarSightError) as caught:
        client.offer(REPOSITORY)
    assert caught.value.error_code == code
    assert caught.value.remedy


def test_cancel_ends_it_at_once_and_the_next_time_goes_on_there(
    client: ModelsClient, server: HubServer, store: ModelStore
) -> None:
    offer = client.offer(REPOSITORY)
    server.faults = Faults(cut_after=1_000_000, cuts=99)
    progress = client.install(offer)
    while next(progress).fraction < 0.3:
        pass
    client.cancel()
    with pytest.raises(CancelledError):
        list(progress)
    server.faults = Faults()
    rest = client.offer(REPOSITORY)
    assert rest.missing < rest.size
    list(client.install(rest))
    assert any("Range" in each.headers for each in server.asked)
    store.verified(NAME)


def test_a_killed_worker_is_told_and_the_next_deed_works(
    client: ModelsClient, server: HubServer, store: ModelStore
) -> None:
    offer = client.offer(REPOSITORY)
    server.faults = Faults(cut_after=1_000_000, cuts=99)
    progress = client.install(offer)
    while next(progress).fraction < 0.3:
        pass
    pid = client._worker.pid
    assert pid is not None
    os.kill(pid, signal.Signals["SIGKILL"])
    with pytest.raises(WorkerError, match="model installer"):
        list(progress)
    server.faults = Faults()
    list(client.install(offer))
    store.verified(NAME)


def test_closing_leaves_no_process(client: ModelsClient) -> None:
    client.offer(REPOSITORY)
    pid = client._worker.pid
    assert pid is not None
    client.close()
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), "the worker's end")
