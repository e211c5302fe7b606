"""Keys in keyboard maps of several layouts, without a display."""

import pytest

from assistant.hotkeys.x11_keys import CONTROL, LOCK, MOD1, MOD4, SHIFT, KeyboardMap, ModifierMap

KA, TSE = 0x6CB, 0x6C3
E_US, W_US, F1, SLASH, ESCAPE = 26, 25, 67, 61, 9


def keyboard(rows: dict[int, tuple[int, ...]]) -> KeyboardMap:
    return KeyboardMap(8, [rows.get(code, (0, 0, 0, 0)) for code in range(8, 256)])


def latin(*chars: str) -> tuple[int, ...]:
    return tuple(ord(char) for char in chars)


US = keyboard(
    {
        E_US: latin("e", "E"),
        W_US: latin("w", "W"),
        SLASH: latin("/", "?"),
        F1: (0xFFBE,),
        ESCAPE: (0xFF1B,),
    }
)
RU = keyboard({E_US: (0x6D5, 0x6F5), W_US: (TSE, TSE + 32), SLASH: latin(".", ","), F1: (0xFFBE,)})
US_RU = keyboard({E_US: (*latin("e", "E"), 0x6D5, 0x6F5), W_US: (*latin("w", "W"), TSE, TSE + 32)})
RU_US = keyboard({E_US: (0x6D5, 0x6F5, *latin("e", "E"))})
US_FR = keyboard({24: latin("q", "Q", "a", "A"), 38: latin("a", "A", "q", "Q")})


@pytest.mark.parametrize("layout", [US, RU, US_RU, RU_US], ids=["us", "ru", "us,ru", "ru,us"])
def test_a_letter_has_a_keycode_in_every_layout(layout: KeyboardMap) -> None:
    assert layout.keycode("e") == E_US


def test_what_the_keyboard_lacks_has_no_keycode_and_never_zero() -> None:
    assert US.keycode("f24") is None
    assert US.keycode("z") is None
    assert keyboard({}).keycode("e") is None
    assert KeyboardMap(8, []).keycode("e") is None


def test_a_latin_key_elsewhere_is_not_taken_for_its_place() -> None:
    dvorak_like = keyboard({E_US: latin("o", "O")})
    assert dvorak_like.keycode("e") is None


def test_names_come_from_the_active_group_first() -> None:
    assert US_FR.keycode("q") == 24
    assert US_FR.name(24, 0, 0, {"a", "q"}) == "q"
    assert US_FR.name(24, 1, 0, {"a", "q"}) == "a"
    assert US_FR.name(24, 1, 0, {"q"}) == "q"
    assert US_FR.name(24, 3, 0, {"a", "q"}) == "q"


@pytest.mark.parametrize("shifted", [0, SHIFT])
def test_the_question_mark_works_with_and_without_shift(shifted: int) -> None:
    assert US.name(SLASH, 0, shifted, {"?", "w"}) == "?"
    assert RU.name(SLASH, 0, shifted, {"?", "w"}) == "?"
    assert US.name(SLASH, 0, shifted, {"w"}) == ""


def test_names_by_place_without_latin_letters() -> None:
    assert RU.name(W_US, 0, 0, {"w"}) == "w"
    assert RU.name(W_US, 0, 0, {"e"}) == ""
    assert US.name(ESCAPE, 0, 0, {"escape"}) == "escape"
    assert US.name(250, 0, 0, {"w"}) == ""


def test_a_layer_s_key_may_be_shifted_or_controlled() -> None:
    wanted = {"w", "shift+w", "ctrl+w", "e", "f1", "shift+f1"}
    assert [US.name(W_US, 0, state, wanted) for state in (0, SHIFT, CONTROL)] == [
        "w",
        "shift+w",
        "ctrl+w",
    ]
    assert US.name(E_US, 0, SHIFT, wanted) == "e"
    assert US.name(E_US, 0, CONTROL, wanted) == ""
    assert US.name(F1, 0, SHIFT, wanted) == "shift+f1"
    assert RU.name(W_US, 0, SHIFT, wanted) == "shift+w"


def modifiers(rows: dict[int, tuple[int, ...]], layout: KeyboardMap) -> ModifierMap:
    return ModifierMap.of([rows.get(index, (0, 0)) for index in range(8)], layout)


def test_modifier_bits_are_read_and_not_assumed() -> None:
    layout = keyboard({64: (0xFFE9,), 133: (0xFFEB,), 77: (0xFF7F,), 78: (0xFF14,)})
    usual = modifiers({3: (64, 0), 4: (77, 0), 6: (133, 0)}, layout)
    assert (usual.alt, usual.super, usual.locks) == (MOD1, MOD4, (LOCK, 16))
    odd = modifiers({3: (77, 0), 4: (64, 0), 5: (133, 78), 1: (66, 0)}, layout)
    assert (odd.alt, odd.super, odd.locks) == (16, 32, (LOCK, 8, 32))
    assert odd.chord_bits == SHIFT | CONTROL | 16 | 32
    assert odd.keycodes == {77, 64, 133, 78, 66}
    assert sorted(usual.lock_states()) == [0, LOCK, 16, LOCK | 16]


def test_a_keyboard_without_modifier_keys_gets_the_usual_bits() -> None:
    bare = modifiers({}, keyboard({}))
    assert (bare.alt, bare.super, bare.locks) == (MOD1, MOD4, (LOCK,))


@pytest.mark.parametrize("lock", [0, LOCK])
def test_the_digits_of_the_keypad_are_digits(lock: int) -> None:
    pad = keyboard({79: (0xFF95, 0xFFB7), 16: latin("7", "&")})
    assert pad.name(79, 0, lock, {"7", "home"}) == "7"
    assert pad.keycode("7") == 16


def test_control_with_shift_is_another_key_than_control() -> None:
    arrows = keyboard({113: (0xFF51, 0xFF51)})
    assert arrows.name(113, 0, CONTROL | SHIFT, {"ctrl+left", "ctrl+shift+left"}) == (
        "ctrl+shift+left"
    )
    assert arrows.name(113, 0, CONTROL | SHIFT, {"ctrl+left"}) == ""
