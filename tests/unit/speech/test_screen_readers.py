from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from support.voices import FakeVoice

from assistant.core.errors import SpeechError
from assistant.speech.base import Prosody
from assistant.speech.screenreaders import nvda, orca, pace, uia, voiceover
from assistant.speech.screenreaders.nvda import NvdaVoice
from assistant.speech.screenreaders.orca import DIALECTS, OrcaVoice, words_per_minute
from assistant.speech.screenreaders.orca_speechd import OrcaProcess, OrcaSpeechdVoice
from assistant.speech.screenreaders.pace import Pace
from assistant.speech.screenreaders.prism_bridge import PrismVoice
from assistant.speech.screenreaders.session_bus import Method, SessionBus
from assistant.speech.screenreaders.uia import NarratorVoice
from assistant.speech.screenreaders.voiceover import VoiceOverVoice


class FakeBus(SessionBus):
    """A bus with one Orca that answers from a table."""

    def __init__(self, owner: str, answers: dict[str, Any]) -> None:
        super().__init__()
        self._owner = owner
        self._answers = answers
        self.calls: list[tuple[Method, tuple[Any, ...]]] = []

    def call(self, method: Method, *arguments: Any, timeout: float) -> tuple[Any, ...]:
        self.calls.append((method, arguments))
        if method.member == "NameHasOwner":
            return (arguments[0] == self._owner,)
        if method.member not in self._answers:
            raise SpeechError("refused")
        return (self._answers[method.member],)


def spoken_by(bus: FakeBus) -> list[str]:
    return [arguments[0] for method, arguments in bus.calls if method.member == "PresentMessage"]


def test_orca_speaks_at_the_rate_that_it_tells() -> None:
    bus = FakeBus(
        "org.gnome.Orca1.Service",
        {"GetVersion": "51", "PresentMessage": True, "Get": ("d", 100.0)},
    )
    voice = OrcaVoice(bus, bus)
    voice.speak("Hi.", Prosody())
    voice.speak("Ho.", Prosody())
    assert spoken_by(bus) == ["Hi.", "Ho."]
    asked = [arguments for method, arguments in bus.calls if method.member == "Get"]
    assert asked == [("org.gnome.Orca1.SpeechManager", "Rate")]
    assert voice._rate == words_per_minute(100)


def test_orca_without_a_rate_still_speaks() -> None:
    bus = FakeBus("org.gnome.Orca.Service", {"ListCommands": [], "PresentMessage": True})
    voice = OrcaVoice(bus, bus)
    voice.speak("Hi.", Prosody())
    assert spoken_by(bus) == ["Hi."]


def test_orca_that_refuses_a_message_is_an_error() -> None:
    bus = FakeBus("org.gnome.Orca1.Service", {"GetVersion": "51", "PresentMessage": False})
    with pytest.raises(SpeechError):
        OrcaVoice(bus, bus).speak("Hi.", Prosody())


def test_orca_is_interrupted_over_the_other_connection() -> None:
    answers = {"ListCommands": [], "PresentMessage": True, "ExecuteCommand": True}
    speaking, stopping = (FakeBus("org.gnome.Orca.Service", answers) for _ in range(2))
    voice = OrcaVoice(speaking, stopping)
    voice.stop()
    assert stopping.calls == []
    voice.warm_up()
    voice.stop()
    ((method, arguments),) = stopping.calls
    assert method.path == "/org/gnome/Orca/Service/SpeechManager"
    assert arguments == ("InterruptSpeech", False)


def test_dialects_are_told_apart_by_name_and_path() -> None:
    paths = {dialect.interrupt.path for dialect in DIALECTS}
    assert len(paths) == len(DIALECTS) == 3
    assert {dialect.present.bus_name for dialect in DIALECTS} == {
        "org.gnome.Orca1.Service",
        "org.gnome.Orca.Service",
    }


@pytest.mark.parametrize(("rate", "words"), [(-1, 80), (49, 170), (99, 390), (1000, 390)])
def test_words_per_minute_of_an_orca_rate(rate: float, words: float) -> None:
    assert words_per_minute(rate) == pytest.approx(words)


def test_no_bus_is_no_orca(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    voice = OrcaVoice()
    assert not voice.availability().usable
    with pytest.raises(SpeechError):
        voice.speak("Hi.", Prosody())
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert not OrcaVoice().availability().usable


def test_the_process_of_orca_is_found_and_lost(tmp_path: Path) -> None:
    for pid, name in (("1", "init"), ("22", "orcadian"), ("333", "python3")):
        (tmp_path / pid).mkdir()
        (tmp_path / pid / "comm").write_text(f"{name}\n")
    (tmp_path / "self").mkdir()
    process = OrcaProcess(tmp_path)
    assert not process.runs()
    (tmp_path / "333" / "comm").write_text("orca\n")
    assert process.runs()
    assert process.runs()
    (tmp_path / "333" / "comm").write_text("other\n")
    assert not process.runs()
    (tmp_path / "333" / "comm").unlink()
    assert not process.runs()
    assert not OrcaProcess(tmp_path / "none").runs()


@pytest.mark.parametrize(
    ("theirs", "runs"),
    [
        (b"HOME=/h\0DBUS_SESSION_BUS_ADDRESS=unix:path=/run/one\0DISPLAY=:0\0", True),
        (b"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/two\0DISPLAY=:0\0", False),
        (b"DISPLAY=:1\0", False),
        (b"", True),
    ],
)
def test_an_orca_of_another_session_is_not_ours(tmp_path: Path, theirs: bytes, runs: bool) -> None:
    (tmp_path / "333").mkdir()
    (tmp_path / "333" / "comm").write_text("orca\n")
    (tmp_path / "333" / "environ").write_bytes(theirs)
    here = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/one", "DISPLAY": ":0"}
    assert OrcaProcess(tmp_path, here).runs() is runs


def test_a_stop_silences_the_older_orca_too(tmp_path: Path) -> None:
    inner = FakeVoice()
    voice = OrcaSpeechdVoice(inner, OrcaProcess(tmp_path))
    voice.stop()
    assert (inner.stops, inner.silenced) == (1, 1)


def test_pace_grows_with_the_text_and_shrinks_with_the_rate() -> None:
    latin, wide = "x" * 60, "字" * 60
    assert pace.seconds(latin, 200) == pytest.approx(0.9 * 3)
    assert pace.seconds(latin, 400) == pytest.approx(pace.seconds(latin, 200) / 2)
    assert pace.seconds(wide, 200) > pace.seconds(latin, 200)


def test_a_cut_after_begin_ends_the_wait_and_an_older_one_does_not() -> None:
    waiting = Pace()
    waiting.begin()
    waiting.cut()
    waiting.wait("x" * 100_000)
    waiting.begin()
    thread = threading.Thread(target=waiting.wait, args=("x" * 100_000,))
    thread.start()
    thread.join(0.05)
    assert thread.is_alive()
    waiting.cut()
    thread.join(10)
    assert not thread.is_alive()


def test_ssml_escapes_markup_and_drops_what_xml_forbids() -> None:
    assert nvda.ssml("a < b & c\x07\n") == "<speak>a &lt; b &amp; c  </speak>"


def test_applescript_cannot_be_broken_out_of() -> None:
    assert voiceover.script('say "hi" \\\n& quit') == (
        'tell application "VoiceOver" to output "say \\"hi\\" \\\\ & quit"'
    )


def test_bridges_of_other_platforms_say_why_they_are_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "prism", None)
    for voice in (NvdaVoice([]), NarratorVoice(lambda: 0), VoiceOverVoice(), PrismVoice()):
        assert not voice.availability().usable
        assert voice.availability().reason


def test_narrator_needs_a_window_to_speak_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uia, "narrator_runs", lambda: True)
    assert not NarratorVoice(lambda: 0).availability().usable


def test_voiceover_that_may_not_be_controlled_has_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(voiceover, "voiceover_runs", lambda: True)
    monkeypatch.setattr(voiceover, "CONTROL_FILE", tmp_path / "none")
    assert voiceover.VoiceOverVoice().availability().remedy


def test_the_nvda_library_is_looked_for_under_both_names() -> None:
    names = {place.name for place in nvda.places()}
    assert names == {"nvdaControllerClient.dll", "nvdaControllerClient64.dll"}


def test_a_bus_that_answers_an_error_forgets_the_dialect() -> None:
    bus = FakeBus("org.gnome.Orca1.Service", {"GetVersion": "51", "PresentMessage": True})
    voice = OrcaVoice(bus, bus)
    voice.warm_up()
    del bus._answers["PresentMessage"]
    with pytest.raises(SpeechError):
        voice.speak("Hi.", Prosody())
    assert voice._dialect is None
    assert orca.STOP_SECONDS < orca.ANSWER_SECONDS
