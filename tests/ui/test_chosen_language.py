"""The language is chosen while the program runs: everything that talks follows."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.core import i18n
from assistant.features.base import Program
from assistant.features.language import ChosenLanguage
from assistant.settings.schema import Settings, SpeechSettings
from assistant.settings.store import replaced


class Ears:
    """Notes who was told to change, and in which language that was."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def note(self, who: str) -> None:
        self.told.append((who, i18n.language()))

    def program(self) -> Program:
        def configure(_settings: SpeechSettings) -> None:
            self.note("voice")

        parts: Any = SimpleNamespace(
            speech=SimpleNamespace(configure=configure),
            keys=SimpleNamespace(hotkeys=SimpleNamespace(shown_keys=dict)),
            shell=SimpleNamespace(
                set_keys=lambda _keys: self.note("keys"),
                retranslate=lambda: self.note("windows"),
            ),
            questions=SimpleNamespace(retranslate=lambda: self.note("question window")),
        )
        return cast(Program, parts)


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if there were catalogues of German and Arabic."""
    monkeypatch.setattr("assistant.core.i18n.gettext.find", lambda *_: "found")
    monkeypatch.setattr(
        "assistant.core.i18n.gettext.translation", lambda *_: gettext.NullTranslations()
    )
    yield
    i18n.use_language("en")


def test_voice_keys_and_windows_follow() -> None:
    ears = Ears()
    feature = ChosenLanguage(ears.program())
    feature.configure(replaced(Settings(), "desktop.language", "ar"))
    assert ears.told == [(who, "ar") for who in ("voice", "keys", "windows", "question window")]


def test_another_setting_makes_nothing_anew() -> None:
    ears = Ears()
    feature = ChosenLanguage(ears.program())
    german = replaced(Settings(), "desktop.language", "de")
    feature.configure(german)
    ears.told.clear()
    feature.configure(replaced(german, "speech.rate", "300"))
    assert ears.told == []


def test_the_language_of_the_system_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.composition.language.system_language", lambda: "de-AT")
    ears = Ears()
    ChosenLanguage(ears.program()).configure(Settings())
    assert ears.told[0] == ("voice", "de-AT")
    assert Settings().reading.text_language == "de-AT"
