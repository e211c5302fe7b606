"""All settings as a file to take to another computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from assistant.core.errors import BadInputError, EarSightError
from assistant.settings.schema import RemoteSettings, Settings
from assistant.settings.store import replaced
from assistant.settings.transfer import read_settings, what_leaves, write_settings

CHANGED = replaced(
    replaced(replaced(Settings(), "speech.rate", "320"), "hotkeys.chords.stop", "Super+F9"),
    "applications.org.gnome.Terminal.voice",
    "off",
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_settings(tmp_path / "mine.toml", CHANGED)
    assert read_settings(tmp_path / "mine.toml") == CHANGED


def test_passwords_in_addresses_stay_here(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    secret = replaced(Settings(), "remote.url", "https://me:secret1@models.example/v1?key=secret2")
    secret = replaced(secret, "describing.hub", "https://token:secret3@hub.example")
    write_settings(path, secret)
    assert "secret" not in path.read_text()
    assert read_settings(path).remote.url == "https://models.example/v1"
    assert read_settings(path).describing.hub == "https://hub.example"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"version = 2\n[speech]\nrate = 9000\n", "speech.rate: the highest is 450."),
        (b'version = 2\n[speech]\nrate = "fast"\n', "speech.rate: it must be a whole number."),
        (b"version = 2\n[speech]\nspeed = 200\n", "speech: there is no setting speed."),
        (b"version = 2\n[speech\n", "line 2"),
        (b"[speech]\nrate = 300\n", "version"),
        (b"version = 99\n", "newer"),
        (b"\xff\xfe\x00", "no text"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read_settings(path)
    assert told in caught.value.spoken


def test_a_file_that_is_not_there_and_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="No such file"):
        read_settings(tmp_path / "none.toml")
    (tmp_path / "file").write_text("")
    with pytest.raises(EarSightError):
        write_settings(tmp_path / "file" / "mine.toml", CHANGED)


def test_an_import_that_lets_pictures_leave_says_so() -> None:
    remote = Settings(remote=RemoteSettings(enabled=True, url="https://models.example/v1"))
    assert "models.example" in what_leaves(Settings(), remote)
    assert what_leaves(remote, remote) == ""
    assert what_leaves(remote, Settings()) == ""


def test_export_and_import_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = str(tmp_path / "mine.toml")
    assert main(["settings", "set", "speech.rate", "320"]) == 0
    assert main(["settings", "export", file]) == 0
    assert main(["settings", "reset"]) == 0
    assert main(["settings", "import", file]) == 0
    capsys.readouterr()
    assert main(["settings", "get", "speech.rate"]) == 0
    assert capsys.readouterr().out == "320\n"
    Path(file).write_text("version = 2\n[speech]\nrate = 9\n")
    assert main(["settings", "import", file]) == 2
    assert "speech.rate" in capsys.readouterr().err
    assert main(["settings", "get", "speech.rate"]) == 0
    assert capsys.readouterr().out == "320\n"
