"""`earsight models`, from the words on the command line to what is printed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.hub_server import Faults, HubServer, Repository
from support.model_files import model_files, write_files

from assistant.cli import main
from assistant.models.catalogue import load_catalogue
from assistant.models.errors import DownloadError
from assistant.models.hub import Hub

REPOSITORY = "Owner/Model"
NAME = "owner--model"

Captured = pytest.CaptureFixture[bytes]


class Terminal(io.StringIO):
    """A person at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where models go in these tests; and nobody is logged in anywhere."""
    folder = tmp_path / "models"
    monkeypatch.setattr("assistant.commands.models.models_folder", lambda: folder)
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    monkeypatch.setenv("NO_PROXY", "*")
    return folder


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer({REPOSITORY: Repository(model_files())}) as server:
        yield server


def _objects(captured: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def _install(server: HubServer, *more: str) -> int:
    return main(["models", "install", REPOSITORY, "--hub", server.endpoint, *more])


def test_list_tells_every_model_and_what_is_installed(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    source = write_files(tmp_path / "blip-base", model_files())
    own = write_files(tmp_path / "my-own", model_files())
    assert main(["models", "import", str(source)]) == 0
    assert main(["models", "import", str(own)]) == 0
    capsysbinary.readouterr()
    assert main(["models", "list", "--json"]) == 0
    installed = {entry["name"]: entry["installed"] for entry in _objects(capsysbinary)}
    assert installed.keys() == {model.name for model in load_catalogue().models} | {"my-own"}
    assert {name for name, there in installed.items() if there} == {"blip-base", "my-own"}
    assert main(["models"]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[1].startswith("blip-base\tinstalled\tdescribe\t")
    assert lines[2] == "my-own\tinstalled\tnot in the catalogue"
    assert len(lines) == len(installed)


def test_recommend_names_one_model_a_verb_and_gives_reasons(capsysbinary: Captured) -> None:
    assert main(["models", "recommend", "--json"]) == 0
    advice = _objects(capsysbinary)
    assert len(advice) == len(load_catalogue().models)
    assert all(entry["suits"] or entry["reason"] for entry in advice)
    assert main(["models", "recommend"]) == 0
    assert capsysbinary.readouterr().out.decode().strip()


def test_install_asks_with_size_host_and_licence(
    server: HubServer, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    assert _install(server) == 4
    told = capsysbinary.readouterr().err.decode()
    assert "Download Owner/Model, 4 kilobytes, from 127.0.0.1? The network will be used." in told
    assert "Licence: see its page." in told
    assert "Nothing was downloaded." in told
    # Only the list of files was asked for.
    assert [each.path for each in server.asked] == [f"/api/models/{REPOSITORY}/revision/main"]
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert _install(server) == 4
    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    assert _install(server) == 0
    assert f"{NAME} is ready: 4 KB" in capsysbinary.readouterr().out.decode()


def test_only_what_is_missing_of_an_interrupted_download_is_asked_for(
    server: HubServer, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.repositories[REPOSITORY] = Repository(model_files(3_000_000))
    server.faults = Faults(cut_after=1_000_000, cuts=1)
    with monkeypatch.context() as patch:
        patch.setattr("assistant.models.hub.Hub.fetch", _cut(Hub.fetch))
        assert _install(server, "--yes") == 4
    server.faults = Faults()
    capsysbinary.readouterr()
    assert _install(server, "--yes") == 0
    told = capsysbinary.readouterr().err.decode()
    assert "Download the missing 2 megabytes of Owner/Model, 3 megabytes, from 127.0.0.1?" in told


def _cut(fetch: Callable[..., None]) -> Callable[..., None]:
    """Fetch until the connection breaks for the first time."""

    def fetched(hub: Hub, *arguments: Any) -> None:
        def stop(_seconds: float) -> None:
            raise DownloadError("Cut.")

        fetch(Hub(hub._endpoint, pause=stop), *arguments)

    return fetched


def test_a_full_disk_is_told_before_the_question(
    server: HubServer, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=100_000_000))
    assert _install(server, "--yes") == 4
    told = capsysbinary.readouterr().err.decode()
    assert "4 KB on the disk, 100 MB are free" in told
    assert "Download" not in told


def test_without_a_terminal_nothing_goes_over_the_network(
    server: HubServer, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert _install(server) == 2
    assert "--yes" in capsysbinary.readouterr().err.decode()
    monkeypatch.setattr("sys.stdin", Terminal("yes\n"))
    assert _install(server, "--json") == 2
    assert server.asked == []


def test_install_for_scripts_prints_json_only(
    server: HubServer, folder: Path, capsysbinary: Captured
) -> None:
    assert _install(server, "--yes", "--json") == 0
    *steps, result = _objects(capsysbinary)
    assert {step["type"] for step in steps} == {"progress"}
    assert result == {
        "type": "model",
        "name": NAME,
        "repository": REPOSITORY,
        "revision": "1" * 40,
        "size": result["size"],
        "folder": str(folder / NAME),
    }
    asked = len(server.asked)
    assert _install(server) == 0
    assert "installed already, and whole" in capsysbinary.readouterr().out.decode()
    assert len(server.asked) == asked


def test_a_failed_install_is_told_in_words_and_as_json(
    server: HubServer, capsysbinary: Captured
) -> None:
    server.faults = Faults(status=404)
    assert _install(server, "--yes", "--json") == 4
    *_, error = _objects(capsysbinary)
    assert (error["type"], error["code"]) == ("error", "not-found")
    assert _install(server, "--yes") == 4
    assert "has no such model" in capsysbinary.readouterr().err.decode()


def test_the_token_goes_out_only_when_a_licence_asks_for_it(
    server: HubServer, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.get_token", lambda: "hf_secret")
    assert _install(server, "--yes") == 0
    assert not [each for each in server.asked if "Authorization" in each.headers]
    assert main(["models", "remove", NAME]) == 0
    server.repositories[REPOSITORY].gated = True
    assert _install(server, "--yes") == 0
    assert [each for each in server.asked if "Authorization" in each.headers]
    assert main(["models", "remove", NAME]) == 0
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    capsysbinary.readouterr()
    assert _install(server, "--yes") == 4
    assert "HF_TOKEN" in capsysbinary.readouterr().err.decode()


def test_without_torch_a_pickle_model_is_refused_before_anything_is_asked(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.describing.conversion.find_spec", lambda _name: None)
    assert main(["models", "install", "vit-gpt2", "--yes", "--hub", "https://127.0.0.1:1"]) == 3
    assert "converted" in capsysbinary.readouterr().err.decode()


def test_verify_names_the_damaged_file(
    tmp_path: Path, folder: Path, capsysbinary: Captured
) -> None:
    for name in ("good", "bad"):
        main(["models", "import", str(write_files(tmp_path / name, model_files()))])
    (folder / "bad" / "vocab.txt").write_bytes(b"x")
    capsysbinary.readouterr()
    assert main(["models", "verify", "--json"]) == 4
    found = [entry for entry in _objects(capsysbinary) if entry["type"] == "verified"]
    assert [(entry["name"], entry["whole"]) for entry in found] == [("bad", False), ("good", True)]
    assert found[0]["file"] == "vocab.txt"
    assert main(["models", "verify", "bad"]) == 4
    assert "vocab.txt" in capsysbinary.readouterr().out.decode()
    assert main(["models", "verify", "good"]) == 0
    assert main(["models", "verify", "none"]) == 3


def test_export_and_import_carry_a_model_to_another_machine(
    tmp_path: Path, folder: Path, capsysbinary: Captured
) -> None:
    main(["models", "import", str(write_files(tmp_path / "tiny", model_files()))])
    stick = tmp_path / "stick"
    assert main(["models", "export", "tiny", str(stick)]) == 0
    assert main(["models", "remove", "tiny"]) == 0
    assert not (folder / "tiny").exists()
    assert main(["models", "import", str(stick / "tiny"), "--name", "again"]) == 0
    capsysbinary.readouterr()
    assert main(["models", "info", "again", "--json"]) == 0
    (facts,) = _objects(capsysbinary)
    assert facts["installed"] is True
    assert {file["path"] for file in facts["files"]} >= {"config.json", "model.safetensors"}


def test_info_tells_the_catalogues_facts(capsysbinary: Captured) -> None:
    assert main(["models", "info", "blip-base"]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert "Licence: BSD-3-Clause" in text
    assert "State: not installed" in text
    assert main(["models", "info", "no-such"]) == 2


@pytest.mark.parametrize("words", [["list"], ["recommend"], ["verify"], ["info", "blip-base"]])
def test_no_other_command_loads_the_network_client(words: list[str], tmp_path: Path) -> None:
    program = (
        "import sys; from assistant.cli import main; "
        "status = main(['models', *sys.argv[1:]]); "
        "loaded = {'huggingface_hub', 'httpx2', 'torch', 'ssl'} & set(sys.modules); "
        "sys.exit(status or (f'loaded: {loaded}' if loaded else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
