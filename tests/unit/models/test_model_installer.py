"""From a model's name to its files, by the one way that commands and window share."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from support.hub_client import REPOSITORY, SIZE
from support.hub_server import Faults, HubServer, Repository
from support.model_files import model_files

from assistant.core.errors import MissingPartError
from assistant.models.catalogue import Catalogue, load_catalogue
from assistant.models.conversion import Converter
from assistant.models.errors import DiskFullError, DownloadError
from assistant.models.installer import Installer
from assistant.models.store import ModelStore

NAME = "owner--model"


def _refuse() -> None:
    raise MissingPartError("No converter.")


def _convert(source: Path, target: Path) -> None:
    raise AssertionError


def _installer(
    server: HubServer, store: ModelStore, catalogue: Catalogue | None = None, token: str = ""
) -> Installer:
    converter = Converter(_refuse, _convert)
    return Installer(
        store, catalogue or load_catalogue(), converter, server.endpoint, lambda: token
    )


def test_a_repository_is_planned_and_installed(server: HubServer, store: ModelStore) -> None:
    installer = _installer(server, store)
    assert installer.host == "127.0.0.1"
    plan = installer.plan(REPOSITORY)
    assert installer.remaining(plan) == plan.size
    assert installer.install(plan).name == NAME
    store.verified(NAME)


def test_a_catalogues_name_finds_its_repository_and_revision(
    server: HubServer, store: ModelStore
) -> None:
    entry = load_catalogue().get("smolvlm-256m")
    server.repositories[entry.repository] = Repository(model_files(), commit="5" * 40)
    plan = _installer(server, store).plan(entry.name)
    assert (plan.name, plan.listing.revision) == (entry.name, "5" * 40)


def test_the_commit_that_was_offered_is_the_one_that_is_installed(
    server: HubServer, store: ModelStore
) -> None:
    installer = _installer(server, store)
    offered = installer.plan(REPOSITORY).listing.revision
    server.repositories[REPOSITORY].commit = "2" * 40
    with pytest.raises(DownloadError):
        installer.plan(REPOSITORY, offered)


def test_what_an_interrupted_download_left_is_not_counted_again(
    server: HubServer, store: ModelStore
) -> None:
    installer = _installer(server, store)
    plan = installer.plan(REPOSITORY)
    server.faults = Faults(cut_after=1_000_000, cuts=99)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.models.hub.TRIES", 1)
        with pytest.raises(DownloadError):
            installer.install(plan)
    there = sum(path.stat().st_size for path in store.staged(NAME).iterdir())
    assert there > SIZE / 5
    assert installer.remaining(plan) == plan.size - there
    server.faults = Faults()
    installer.install(plan)
    store.verified(NAME)


def test_a_full_disk_is_told_with_the_plan(
    server: HubServer, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=100_000_000))
    with pytest.raises(DiskFullError):
        _installer(server, store).plan(REPOSITORY)


def test_weights_that_cannot_be_converted_are_refused_before_anything_is_asked(
    server: HubServer, store: ModelStore
) -> None:
    with pytest.raises(MissingPartError):
        _installer(server, store).plan("vit-gpt2")
    assert server.asked == []
    files = model_files()
    del files["model.safetensors"]
    server.repositories[REPOSITORY] = Repository(files)
    with pytest.raises(MissingPartError):
        _installer(server, store).plan(REPOSITORY)


def test_who_asks_is_told_only_where_a_licence_was_to_be_accepted(
    server: HubServer, store: ModelStore
) -> None:
    installer = _installer(server, store, token="hf_secret")  # noqa: S106
    server.repositories[REPOSITORY].gated = True
    plan = installer.plan(REPOSITORY)
    assert not [each for each in server.asked if "Authorization" in each.headers]
    installer.install(plan)
    assert [each for each in server.asked if "Authorization" in each.headers]
    nobody = _installer(server, ModelStore(store.root / "other"))
    with pytest.raises(DownloadError, match="licence"):
        nobody.install(nobody.plan(REPOSITORY))
