"""Reading, writing and saying chords, and which are refused."""

import pytest

from assistant.core.errors import BadInputError
from assistant.hotkeys.chords import KEYS, Chord, Modifier, spoken_key


@pytest.mark.parametrize(
    "text",
    [
        "Super+Shift+E",
        "shift+super+e",
        "Windows plus Shift plus E",
        " win + Shift + e ",
        "Meta+SHIFT+E",
        "Cmd+Shift+E",
        "Command PLUS shift PLUS e",
    ],
)
def test_names_are_read_tolerantly(text: str) -> None:
    assert Chord.parse(text) == Chord(frozenset({Modifier.SUPER, Modifier.SHIFT}), "e")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Alt+Shift+Page Up", "pageup"),
        ("Alt+Shift+PgDn", "pagedown"),
        ("Option+Shift+Question", None),
        ("Alt+Shift+Slash", "/"),
        ("Alt+Shift+Up arrow", "up"),
        ("Alt+Shift+Esc", "escape"),
        ("Alt+Shift+Return", "enter"),
        ("Alt+Shift+F12", "f12"),
        ("Alt+Shift+-", "-"),
        ("Ctrl+Shift+Space", "space"),
        ("Ctrl+F5", "f5"),
    ],
)
def test_keys_have_many_names(text: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(BadInputError):
            Chord.parse(text)
    else:
        assert Chord.parse(text).key == key


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Insert+E", "screen readers"),
        ("CapsLock+E", "screen readers"),
        ("Super+Insert", "screen readers"),
        ("AltGr+E", "AltGr"),
        ("Ctrl+Alt+E", "characters"),
        ("Ctrl+Alt+Super+E", "characters"),
        ("Ctrl+E", "program in use"),
        ("E", "typing"),
        ("Shift+E", "typing"),
        ("F5", "typing"),
        ("Hyper+E", "hyper"),
        ("Super+Banana", "banana"),
        ("Super+?", "no key"),
        ("Super+", "no key"),
        ("", "no key"),
        ("++", "hold down"),
    ],
)
def test_what_must_not_be_used_is_refused_in_plain_words(text: str, word: str) -> None:
    with pytest.raises(BadInputError) as caught:
        Chord.parse(text)
    assert word in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("key", sorted(KEYS))
def test_the_written_and_the_spoken_form_read_back(key: str) -> None:
    chord = Chord(frozenset({Modifier.SUPER, Modifier.SHIFT}), key)
    assert Chord.parse(str(chord)) == chord
    for platform in ("win32", "linux", "darwin"):
        assert Chord.parse(chord.spoken(platform)) == chord


def test_chords_are_said_as_the_platform_calls_its_keys() -> None:
    chord = Chord.parse("Super+Alt+J")
    assert str(chord) == "Super+Alt+J"
    assert chord.spoken("win32") == "Windows plus Alt plus J"
    assert chord.spoken("linux") == "Super plus Alt plus J"
    assert chord.spoken("darwin") == "Option plus Command plus J"
    assert spoken_key("?") == "Question mark"
