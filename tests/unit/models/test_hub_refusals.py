"""What a hub refuses, what we refuse of it, and what it learns about us."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from support.hub_client import REPOSITORY, hub_of, install_from, plan_from
from support.hub_server import Faults, HubServer, Repository
from support.model_files import NEEDED, model_files
from support.tls_server import tls_server

from assistant.core.errors import BadInputError
from assistant.models.errors import DownloadError
from assistant.models.hub import Hub
from assistant.models.install import install, make_plan
from assistant.models.store import ModelStore


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "refused"), (403, "refused"), (404, "not-found"), (429, "busy"), (500, ""), (503, "")],
)
def test_a_refusal_is_told_in_plain_words(server: HubServer, status: int, code: str) -> None:
    server.faults = Faults(status=status)
    with pytest.raises(DownloadError) as caught:
        plan_from(server)
    assert caught.value.error_code == (code or "download-failed")
    assert caught.value.remedy
    assert "127.0.0.1" in caught.value.message
    if not code:
        assert str(status) in caught.value.message


def test_a_busy_hub_is_asked_again(server: HubServer, store: ModelStore) -> None:
    plan = plan_from(server)
    server.faults = Faults(status=503, busy=len(server.asked) + 3)
    install(store, hub_of(server), plan)
    store.verified("m")


def test_an_unknown_model_or_revision_is_told(server: HubServer) -> None:
    with pytest.raises(DownloadError) as caught:
        make_plan(hub_of(server), "m", "owner/none")
    assert caught.value.error_code == "not-found" or "refuses" in caught.value.message
    with pytest.raises(DownloadError) as caught:
        make_plan(hub_of(server), "m", REPOSITORY, "v9")
    assert caught.value.error_code == "not-found"


def test_a_login_page_in_between_is_told(server: HubServer) -> None:
    server.faults = Faults(html=True)
    with pytest.raises(DownloadError, match="does not answer as a model hub") as caught:
        plan_from(server)
    assert "login page" in caught.value.remedy


def test_a_licence_to_accept_is_told_and_a_token_opens_it(
    server: HubServer, store: ModelStore
) -> None:
    server.repositories[REPOSITORY].gated = True
    with pytest.raises(DownloadError) as caught:
        install_from(server, store)
    assert caught.value.error_code == "licence"
    assert REPOSITORY in caught.value.remedy
    hub = hub_of(server, "hf_secret")
    install(store, hub, make_plan(hub, "m", REPOSITORY))
    store.verified("m")


def test_a_token_goes_to_the_hub_and_not_to_where_it_sends_us(
    server: HubServer, store: ModelStore
) -> None:
    files = model_files()
    with HubServer({REPOSITORY: Repository(files)}) as elsewhere:
        # Another host name for the same loopback.
        server.cdn = elsewhere.endpoint.replace("127.0.0.1", "localhost")
        hub = hub_of(server, "hf_secret")
        server.repositories[REPOSITORY] = Repository(files)
        install(store, hub, make_plan(hub, "m", REPOSITORY))
        assert all("Authorization" in each.headers for each in server.asked[1:])
        assert elsewhere.asked
        assert not [each for each in elsewhere.asked if "Authorization" in each.headers]


def test_a_host_that_cannot_prove_its_name_is_told(tmp_path: Path) -> None:
    with tls_server(tmp_path) as address, pytest.raises(DownloadError) as caught:
        make_plan(Hub(address), "m", REPOSITORY)
    assert caught.value.error_code == "tls"


def test_offline_mode_of_the_client_is_kept(
    server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE"):
        plan_from(server)
    assert server.asked == []


def test_pickle_weights_are_refused_with_the_reason(server: HubServer) -> None:
    del server.repositories[REPOSITORY].files["model.safetensors"]
    with pytest.raises(BadInputError, match="pickle"):
        plan_from(server)


def test_pickle_weights_are_converted_where_that_is_possible(
    server: HubServer, store: ModelStore
) -> None:
    files = server.repositories[REPOSITORY].files
    weights = files.pop("model.safetensors")

    def convert(source: Path, target: Path) -> None:
        assert source.read_bytes() == files["pytorch_model.bin"]
        target.write_bytes(weights)

    plan = make_plan(hub_of(server), "m", REPOSITORY, convert=convert)
    assert plan.pickled
    lock = install(store, hub_of(server), plan)
    assert [file.path for file in lock.files] == NEEDED
    assert lock.converted_from == hashlib.sha256(files["pytorch_model.bin"]).hexdigest()
    assert not (store.verified("m") / "pytorch_model.bin").exists()


def test_a_pickle_that_cannot_be_converted_leaves_nothing(
    server: HubServer, store: ModelStore
) -> None:
    del server.repositories[REPOSITORY].files["model.safetensors"]

    def refuse(source: Path, _target: Path) -> None:
        raise BadInputError(source.name)

    plan = make_plan(hub_of(server), "m", REPOSITORY, convert=refuse)
    with pytest.raises(BadInputError):
        install(store, hub_of(server), plan)
    assert store.installed() == []
    assert not list(store.root.rglob("pytorch_model.bin"))


def test_weights_that_are_no_safetensors_are_refused(server: HubServer, store: ModelStore) -> None:
    server.repositories[REPOSITORY].files["model.safetensors"] = b"<!DOCTYPE html>"
    with pytest.raises(BadInputError, match=r"model\.safetensors"):
        install_from(server, store)
    assert store.installed() == []


@pytest.mark.parametrize("address", ["http://hub.example", "ftp://x", "hub.example", "file:///x"])
def test_an_unsafe_address_is_refused(address: str) -> None:
    with pytest.raises(BadInputError):
        Hub(address)


def test_the_clients_own_download_works_against_this_server(
    server: HubServer, tmp_path: Path
) -> None:
    from huggingface_hub import hf_hub_download

    for name in ("config.json", "model.safetensors"):
        path = hf_hub_download(
            REPOSITORY, name, endpoint=server.endpoint, local_dir=tmp_path, token=False
        )
        assert Path(path).read_bytes() == server.repositories[REPOSITORY].files[name]
