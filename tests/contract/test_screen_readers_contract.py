"""What every screen-reader bridge must do. Where the screen reader is not here, a stand-in is."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

import pytest
from support.orca_service import FakeOrca, message_bus
from support.voices import FakeVoice

from assistant.core.errors import SpeechError
from assistant.speech.base import Prosody, Voice
from assistant.speech.screenreaders import nvda, prism_bridge, uia, voiceover
from assistant.speech.screenreaders.nvda import NvdaVoice
from assistant.speech.screenreaders.orca import OrcaVoice
from assistant.speech.screenreaders.orca_speechd import OrcaProcess, OrcaSpeechdVoice
from assistant.speech.screenreaders.prism_bridge import PrismVoice
from assistant.speech.screenreaders.uia import NarratorVoice
from assistant.speech.screenreaders.voiceover import VoiceOverVoice

SENTENCE = "The quick brown fox jumps over the lazy dog, again and again and again."
LONG = 10.0


class Rig(Protocol):
    """A bridge, its stand-in, and what the stand-in was told."""

    voice: Voice
    spoken: list[str]

    def leave(self) -> None:
        """End the screen reader."""
        ...

    def close(self) -> None:
        """Tidy up."""
        ...


class OrcaRig:
    def __init__(
        self, name: str, module: str, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if shutil.which("dbus-daemon") is None:
            pytest.skip("dbus-daemon is not installed")
        self._bus = message_bus(folder)
        address = self._bus.__enter__()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        self._orca = FakeOrca(address, name, module, rate=0)
        self.spoken = self._orca.presented
        self.voice: Voice = OrcaVoice()

    def leave(self) -> None:
        self._orca.close()

    def close(self) -> None:
        if not self._orca._ended.is_set():
            self._orca.close()
        self._bus.__exit__(None, None, None)


class OrcaSpeechdRig:
    def __init__(self, folder: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
        self._comm = folder / "4321" / "comm"
        self._comm.parent.mkdir()
        self._comm.write_text("orca\n")
        self._inner = FakeVoice(slow=True)
        self.voice: Voice = OrcaSpeechdVoice(self._inner, OrcaProcess(folder))

    @property
    def spoken(self) -> list[str]:
        return self._inner.texts

    @spoken.setter
    def spoken(self, _texts: list[str]) -> None:
        raise AttributeError

    def leave(self) -> None:
        self._comm.unlink()
        self._inner.broken = True

    def close(self) -> None:
        pass


class NvdaRig:
    """With `new`, NVDA tells when it has ended; without, it only takes the text."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, new: bool) -> None:
        self.spoken: list[str] = []
        self._status = 0
        self._cancelled = threading.Event()
        client = SimpleNamespace(
            nvdaController_testIfRunning=lambda: self._status,
            nvdaController_brailleMessage=lambda _text: self._status,
            nvdaController_cancelSpeech=self._cancel,
            nvdaController_speakText=self._speak_text,
        )
        if new:
            client.nvdaController_getProcessId = lambda _process: 0
            client.nvdaController_speakSsml = self._speak_ssml
        monkeypatch.setattr(nvda, "load_client", lambda _files: client)
        self.voice: Voice = NvdaVoice()

    def _speak_text(self, text: str) -> int:
        if self._status == 0:
            self.spoken.append(text)
        return self._status

    def _speak_ssml(self, text: str, _level: int, _priority: int, background: int) -> int:
        assert not background
        if self._status == 0:
            self._cancelled.clear()
            self.spoken.append(text.removeprefix("<speak>").removesuffix("</speak>"))
            self._cancelled.wait(LONG)
        return self._status or nvda.ERROR_CANCELLED

    def _cancel(self) -> int:
        self._cancelled.set()
        return self._status

    def leave(self) -> None:
        self._status = 1722

    def close(self) -> None:
        pass


class NarratorRig:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.spoken: list[str] = []
        self._runs = True
        monkeypatch.setattr(uia, "narrator_runs", lambda: self._runs)
        monkeypatch.setattr(uia, "notify", self._notify)
        self.voice: Voice = NarratorVoice(lambda: 77)

    def _notify(self, window: int, text: str, _processing: int) -> bool:
        assert window == 77
        self.spoken += [text] if self._runs and text.strip() else []
        return self._runs

    def leave(self) -> None:
        self._runs = False

    def close(self) -> None:
        pass


class VoiceOverRig:
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.spoken: list[str] = []
        self._runs = True
        control = folder / "control"
        control.touch()
        monkeypatch.setattr(voiceover, "voiceover_runs", lambda: self._runs)
        monkeypatch.setattr(voiceover, "CONTROL_FILE", control)
        monkeypatch.setattr("subprocess.run", self._run)
        self.voice: Voice = VoiceOverVoice()

    def _run(self, command: list[str], *, input: bytes, **_options: object) -> SimpleNamespace:  # noqa: A002
        assert SENTENCE not in " ".join(command)
        if self._runs:
            self.spoken.append(input.decode().rpartition(' output "')[2].removesuffix('"'))
        return SimpleNamespace(returncode=0 if self._runs else 1)

    def leave(self) -> None:
        self._runs = False

    def close(self) -> None:
        pass


class PrismRig:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.spoken: list[str] = []
        self._runs = True

        class FakePrismError(Exception):
            pass

        self._error = FakePrismError
        backend = SimpleNamespace(
            output=self._output,
            stop=lambda: None,
            features=SimpleNamespace(is_supported_at_runtime=True),
        )

        def acquire(name: str) -> SimpleNamespace:
            if not self._runs:
                raise self._error
            assert name == "JAWS"
            return backend

        context = SimpleNamespace(exists=lambda name: name == "JAWS", acquire=acquire)
        module = SimpleNamespace(
            PrismError=FakePrismError,
            BackendId={name: name for name in prism_bridge.SCREEN_READERS},
            Context=lambda: context,
        )
        monkeypatch.setitem(__import__("sys").modules, "prism", module)
        self.voice: Voice = PrismVoice()

    def _output(self, text: str, _interrupt: bool) -> None:
        if not self._runs:
            raise self._error
        self.spoken.append(text)

    def leave(self) -> None:
        self._runs = False

    def close(self) -> None:
        pass


Build = Callable[[Path, pytest.MonkeyPatch], Rig]

RIGS: dict[str, Build] = {
    "orca 51": lambda folder, patch: OrcaRig(
        "org.gnome.Orca1.Service", "SpeechManager", folder, patch
    ),
    "orca 50": lambda folder, patch: OrcaRig(
        "org.gnome.Orca.Service", "SpeechManager", folder, patch
    ),
    "orca 49": lambda folder, patch: OrcaRig(
        "org.gnome.Orca.Service", "SpeechAndVerbosityManager", folder, patch
    ),
    "orca 43": OrcaSpeechdRig,
    "nvda 2024": lambda _folder, patch: NvdaRig(patch, new=True),
    "nvda 2023": lambda _folder, patch: NvdaRig(patch, new=False),
    "narrator": lambda _folder, patch: NarratorRig(patch),
    "voiceover": VoiceOverRig,
    "prism": lambda _folder, patch: PrismRig(patch),
}


@pytest.fixture(params=RIGS)
def rig(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rig]:
    made = RIGS[request.param](tmp_path, monkeypatch)
    yield made
    made.voice.close()
    made.close()


def test_it_is_a_screen_reader_with_a_name_and_no_voices_of_its_own(rig: Rig) -> None:
    assert rig.voice.name
    assert rig.voice.is_screen_reader
    assert not rig.voice.voices()


def test_it_is_usable_while_it_runs_and_says_why_not_afterwards(rig: Rig) -> None:
    assert rig.voice.availability().usable
    rig.leave()
    found = rig.voice.availability()
    assert not found.usable
    assert found.reason


def test_it_speaks_and_a_stop_from_another_thread_ends_the_wait(rig: Rig) -> None:
    assert rig.voice.availability().usable
    rig.voice.warm_up()
    speaking = threading.Thread(target=rig.voice.speak, args=(SENTENCE, Prosody()))
    speaking.start()
    while speaking.is_alive() and not rig.spoken:
        speaking.join(0.01)
    assert speaking.is_alive()
    while speaking.is_alive():
        rig.voice.stop()
        speaking.join(0.05)
    assert rig.spoken == [SENTENCE]


def test_a_screen_reader_that_left_is_an_error(rig: Rig) -> None:
    assert rig.voice.availability().usable
    rig.leave()
    with pytest.raises(SpeechError):
        rig.voice.speak(SENTENCE, Prosody())


def test_close_may_be_repeated(rig: Rig) -> None:
    rig.voice.close()
    rig.voice.close()
