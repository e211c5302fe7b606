"""All models in one list, best first, in words that are the same everywhere."""

from __future__ import annotations

from pathlib import Path

from support.hub_client import install_from
from support.hub_server import HubServer
from support.model_files import model_files, write_files

from assistant.core.findings import Progress
from assistant.models.catalogue import load_catalogue
from assistant.models.inventory import Entry, State, inventory
from assistant.models.portable import import_folder
from assistant.models.recommend import Machine
from assistant.models.store import ModelStore
from assistant.models.wording import details, download_question, stage_in_words, summary

GB = 10**9
SMALL = Machine(8 * GB, 2)
CATALOGUE = load_catalogue()


def _entries(store: ModelStore, machine: Machine = SMALL) -> list[Entry]:
    return inventory(store, CATALOGUE, machine)


def _entry(store: ModelStore, name: str) -> Entry:
    return next(entry for entry in _entries(store) if entry.name == name)


def test_the_recommended_model_comes_first_and_then_the_installed_ones(
    store: ModelStore, tmp_path: Path
) -> None:
    names = ("kosmos-2", "my-own")
    for name in names:
        import_folder(store, write_files(tmp_path / name, model_files()))
    entries = _entries(store)
    assert [entry.name for entry in entries[:3]] == ["smolvlm-256m", *names]
    assert [entry.recommended for entry in entries].count(True) == 1
    assert {entry.name for entry in entries} == {m.name for m in CATALOGUE.models} | {"my-own"}
    suits = [entry.advice.suits for entry in entries[3:] if entry.advice]
    assert suits == sorted(suits, reverse=True)


def test_nothing_is_recommended_where_nothing_suits(store: ModelStore) -> None:
    assert not any(entry.recommended for entry in _entries(store, Machine(GB, 1)))


def test_what_is_there_of_a_model_is_seen(
    server: HubServer, store: ModelStore, tmp_path: Path
) -> None:
    assert _entry(store, "blip-base").state is State.ABSENT
    import_folder(store, write_files(tmp_path / "blip-base", model_files()))
    whole = _entry(store, "blip-base")
    assert (whole.state, whole.installed) == (State.READY, True)
    assert whole.installed_size == store.lock("blip-base").size
    (store.folder("blip-base") / "vocab.txt").write_bytes(b"changed")
    damaged = _entry(store, "blip-base")
    assert (damaged.state, damaged.installed) == (State.DAMAGED, True)
    assert "vocab.txt" in damaged.problem
    with store.staging("kosmos-2") as staging:
        (staging / "config.json").write_bytes(b"{}")
    assert _entry(store, "kosmos-2").state is State.PARTLY
    install_from(server, store)
    assert _entry(store, "m").model is None


def test_a_line_tells_what_one_chooses_by(store: ModelStore, tmp_path: Path) -> None:
    line = summary(_entry(store, "smolvlm-256m"))
    assert line == "SmolVLM 256M, recommended, not installed, describes and answers, 518 megabytes"
    assert summary(_entry(store, "idefics3-8b")).endswith("does not suit this computer")
    import_folder(store, write_files(tmp_path / "my-own", model_files()))
    assert summary(_entry(store, "my-own")) == "my-own, installed, not in the catalogue"


def test_the_details_tell_everything(store: ModelStore) -> None:
    told = dict(details(_entry(store, "smolvlm-256m"), 4 * GB))
    assert told["Memory needed"] == "1.7 gigabytes; 4.0 gigabytes are free now"
    assert told["Licence"] == "Apache-2.0"
    assert told["This computer"] == "suited, and recommended"
    assert "fast" in told["Speed"]
    assert told["Languages"] == "English"
    for entry in _entries(store):
        assert all(value for _name, value in details(entry))
        if entry.advice and not entry.advice.suits:
            assert entry.advice.reason in dict(details(entry))["This computer"]


def test_the_question_names_size_host_and_network() -> None:
    asked = download_question("SmolVLM 256M", 518 * 10**6, 518 * 10**6, "huggingface.co")
    assert asked == (
        "Download SmolVLM 256M, 518 megabytes, from huggingface.co? The network will be used."
    )
    rest = download_question("SmolVLM 256M", 518 * 10**6, 18 * 10**6, "huggingface.co")
    assert "missing 18 megabytes of SmolVLM 256M" in rest


def test_stages_are_told_in_words() -> None:
    assert stage_in_words(Progress("downloading", 0.309)) == "Downloading: 30%"
