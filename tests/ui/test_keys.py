"""The keys of the running program: what is told about them."""

from __future__ import annotations

from typing import cast

from support.fake_cues import FakeCues
from support.fake_hotkeys import FakeHotkeys
from support.fake_speech import FakeSpeech

from assistant.features.keys import Keys
from assistant.settings.schema import Settings
from assistant.ui.shell import DesktopShell


class Hearing(FakeSpeech):
    """What is said and shown."""

    def __init__(self) -> None:
        super().__init__()
        self.hushed = 0
        self.status = ""
        self.keys: dict[str, str] = {}

    def set_keys(self, keys: dict[str, str]) -> None:
        self.keys = keys

    def set_status(self, text: str) -> None:
        self.status = text

    def hush(self) -> None:
        self.hushed += 1


def _keys(hearing: Hearing) -> Keys:
    shell = cast(DesktopShell, hearing)
    keys = Keys(FakeHotkeys(), print, Settings, hearing, FakeCues(), shell, hearing.hush)
    assert keys.bind() == []
    return keys


def test_the_list_of_keys_is_an_answer_that_can_be_repeated() -> None:
    hearing = Hearing()
    keys = _keys(hearing)
    keys.deeds["help"]()
    assert hearing.hushed
    assert f"After {keys.leader}, press one key." in hearing.remembered
    assert "W: read the active window." in hearing.remembered


def test_the_keys_of_review_are_small_talk() -> None:
    hearing = Hearing()
    _keys(hearing).deeds["review-help"]()
    assert any("next line" in sentence for sentence in hearing.said)
    assert hearing.remembered == []


def test_menus_learn_the_keys() -> None:
    hearing = Hearing()
    keys = _keys(hearing)
    assert hearing.keys["read-window"]
    assert keys.how_to("models") == f"Press {keys.leader}, then G."
