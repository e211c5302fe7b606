from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.speech.voices.device import sound_device

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for Linux's sound servers")


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if any(Path("/dev/snd").glob("pcmC*p")) or Path("/etc/asound.conf").exists():
        pytest.skip("this machine has a sound card or an ALSA configuration")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)


def test_nothing_at_all_is_told_with_a_remedy() -> None:
    found = sound_device()
    assert not found.usable
    assert found.reason
    assert found.remedy


@pytest.mark.parametrize("path", ["pulse/native", "pipewire-0", ".asoundrc"])
def test_a_server_or_configuration_counts(path: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).touch()
    assert sound_device().usable


def test_a_named_server_counts_where_its_socket_is_or_it_is_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    assert not sound_device().usable
    monkeypatch.setenv("PULSE_SERVER", "studio.local")
    assert sound_device().usable
