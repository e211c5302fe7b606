from __future__ import annotations

import pytest

from assistant.speech.base import VoiceInfo
from assistant.speech.voices.languages import all_tags, choose_voice, voices_for

ESPEAK = [
    VoiceInfo("gmw/en-029", "English (Caribbean)", ("en-029",)),
    VoiceInfo("gmw/en", "English (Great Britain)", ("en-gb",)),
    VoiceInfo("gmw/en-us", "English (America)", ("en-us",)),
    VoiceInfo("gmw/de", "German", ("de",)),
    VoiceInfo("roa/pt", "Portuguese (Portugal)", ("pt",)),
    VoiceInfo("roa/pt-br", "Portuguese (Brazil)", ("pt-br",)),
    VoiceInfo("sit/cmn", "Chinese", all_tags(["cmn"])),
    VoiceInfo("gmq/nb", "Norwegian", all_tags(["nb"])),
]
SAPI = [
    VoiceInfo("TTS_MS_EN-GB_HAZEL", "Hazel", all_tags(["en-GB"])),
    VoiceInfo("TTS_MS_EN-US_ZIRA", "Zira", all_tags(["en-US"])),
    VoiceInfo("TTS_MS_ZH-CN_HUIHUI", "Huihui", all_tags(["zh-CN"])),
]


def chosen(voices: list[VoiceInfo], language: str, voice: str = "", default: str = "") -> str:
    found = choose_voice(voices, voice, language, default)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "German"),
        ("de-AT", "German"),
        ("en", "English (Great Britain)"),
        ("en-US", "English (America)"),
        ("en_gb", "English (Great Britain)"),
        ("pt", "Portuguese (Portugal)"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("zh", "Chinese"),
        ("zh-CN", "Chinese"),
        ("no", "Norwegian"),
        ("nn-NO", "Norwegian"),
        ("xx", ""),
        ("d", ""),
    ],
)
def test_the_voice_of_a_language(language: str, name: str) -> None:
    assert chosen(ESPEAK, language) == name


def test_the_voice_that_was_chosen_wins_whatever_the_language() -> None:
    assert chosen(ESPEAK, "en", "gmw/de") == "German"
    assert chosen(ESPEAK, "en", "GMW/DE") == "German"
    assert chosen(ESPEAK, "en", "gone") == "English (Great Britain)"


def test_the_default_voice_wins_among_equals_only() -> None:
    assert chosen(SAPI, "en") == "Hazel"
    assert chosen(SAPI, "en", default="TTS_MS_EN-US_ZIRA") == "Zira"
    assert chosen(SAPI, "en-GB", default="TTS_MS_EN-US_ZIRA") == "Hazel"
    assert chosen(SAPI, "zh", default="TTS_MS_EN-US_ZIRA") == "Huihui"


def test_voices_of_a_language_come_best_first() -> None:
    assert [voice.name for voice in voices_for(ESPEAK, "pt-BR")] == [
        "Portuguese (Brazil)",
        "Portuguese (Portugal)",
    ]
    assert voices_for(ESPEAK, "xx") == []


def test_the_plain_voice_comes_before_a_region_that_claims_the_bare_language_too() -> None:
    voices = [
        VoiceInfo("gmw/en-029", "Caribbean", ("en-029", "en")),
        VoiceInfo("gmw/en", "Britain", ("en-gb", "en")),
        VoiceInfo("gmw/en-US", "America", ("en-us", "en")),
    ]
    best = {tag: voices_for(voices, tag)[0].name for tag in ("en", "en-US", "en-029", "en-AU")}
    assert best == {
        "en": "Britain",
        "en-US": "America",
        "en-029": "Caribbean",
        "en-AU": "Britain",
    }
