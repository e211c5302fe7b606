"""The layers, with a clock that only moves when told."""

from collections.abc import Callable

import pytest
from support.fake_hotkeys import FakeHotkeys

from assistant.core.actions import ACTIONS, LEADER
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.layers import LAYERS, LEADER_LAYER, REGION_LAYER, REVIEW_LAYER, Layer
from assistant.hotkeys.base import ChordTakenError
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.chords import KEYS, Chord, layer_key, spoken_key
from assistant.hotkeys.defaults import default_chords
from assistant.hotkeys.layers import HELP_PATIENCE, Notice
from assistant.hotkeys.none import NoHotkeys

CHORDS = {LEADER: "Super+Alt+J", "read-window": "Super+Alt+F", "stop": "Super+Alt+Z"}


def patience(layer: Layer) -> float:
    return {"leader": 5.0, "review": 30.0, "region": 60.0}[layer.name]


class Clock:
    """Timers that run out when `pass_time` says so."""

    def __init__(self) -> None:
        self.waiting: dict[int, tuple[float, Callable[[], None]]] = {}
        self._count = 0

    def __call__(self, seconds: float, callback: Callable[[], None]) -> Callable[[], None]:
        self._count += 1
        number = self._count
        self.waiting[number] = seconds, callback
        return lambda: self.waiting.pop(number, None) and None

    def pass_time(self, seconds: float) -> None:
        for number, (left, callback) in list(self.waiting.items()):
            if left <= seconds:
                del self.waiting[number]
                callback()
            else:
                self.waiting[number] = left - seconds, callback


class Desk:
    def __init__(self, backend: FakeHotkeys) -> None:
        self.backend, self.clock = backend, Clock()
        self.actions: list[str] = []
        self.notices: list[Notice] = []
        self.layers: list[Layer | None] = []
        self.errors: list[EarSightError] = []
        self.hotkeys = Hotkeys(
            backend,
            self.actions.append,
            self.notices.append,
            self.errors.append,
            layer_seconds=patience,
            timer=self.clock,
            on_change=self.layers.append,
        )
        self.refused = self.hotkeys.apply(CHORDS)


@pytest.fixture
def desk() -> Desk:
    return Desk(FakeHotkeys())


@pytest.mark.parametrize("entry", ACTIONS, ids=lambda entry: entry.id)
def test_every_letter_is_its_action(desk: Desk, entry: object) -> None:
    assert isinstance(entry, type(ACTIONS[0]))
    desk.backend.press("Super+Alt+J")
    assert desk.notices == [Notice.OPENED]
    desk.backend.tap(entry.key)
    assert desk.actions == [entry.id]
    assert desk.backend.typed == []


def test_one_letter_closes_the_layer(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    desk.backend.tap("w")
    desk.backend.tap("w")
    assert desk.actions == ["read-window"]
    assert desk.backend.typed == ["w"]
    assert desk.notices == [Notice.OPENED, Notice.CHOSEN]
    assert desk.clock.waiting == {}


@pytest.mark.parametrize(
    ("key", "notice"), [("escape", Notice.LEFT), ("f7", Notice.UNKNOWN), ("0", Notice.UNKNOWN)]
)
def test_escape_and_unknown_keys_leave(desk: Desk, key: str, notice: Notice) -> None:
    desk.backend.press("Super+Alt+J")
    desk.backend.tap(key)
    assert not desk.backend.layer_is_open
    assert desk.notices == [Notice.OPENED, notice]
    assert desk.actions == []
    assert desk.backend.typed == []


def test_the_leader_again_leaves(desk: Desk) -> None:
    for _press in range(3):
        desk.backend.press("Super+Alt+J")
    assert desk.notices == [Notice.OPENED, Notice.LEFT, Notice.OPENED]


def test_waiting_leaves(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    desk.clock.pass_time(4.9)
    assert desk.backend.layer_is_open
    desk.clock.pass_time(0.2)
    assert not desk.backend.layer_is_open
    assert desk.notices == [Notice.OPENED, Notice.TIMED_OUT]


def test_help_keeps_the_layer_open_for_longer(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    desk.backend.tap("?")
    desk.clock.pass_time(5.0 * HELP_PATIENCE - 1)
    desk.backend.tap("s")
    assert desk.actions == ["help", "read-screen"]


def test_speed_can_be_pressed_again_and_again(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    for _press in range(3):
        desk.clock.pass_time(4)
        desk.backend.tap("up")
    desk.clock.pass_time(6)
    assert desk.actions == ["faster"] * 3
    assert desk.notices == [Notice.OPENED, Notice.TIMED_OUT]


def test_an_old_timer_does_not_close_a_new_layer(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    [(_seconds, late)] = desk.clock.waiting.values()
    desk.backend.tap("escape")
    desk.backend.press("Super+Alt+J")
    late()
    assert desk.backend.layer_is_open


def test_direct_chords_work_in_and_out_of_the_layer(desk: Desk) -> None:
    desk.backend.press("Super+Alt+F")
    desk.backend.press("Super+Alt+J")
    desk.backend.press("Super+Alt+Z")
    assert desk.actions == ["read-window", "stop"]
    assert not desk.backend.layer_is_open


def test_a_held_keyboard_is_told_and_the_layer_stays_shut(desk: Desk) -> None:
    desk.backend.refuse_layer = EarSightError("Another program holds the keyboard.")
    desk.backend.press("Super+Alt+J")
    assert [error.message for error in desk.errors] == ["Another program holds the keyboard."]
    assert desk.notices == []
    desk.backend.refuse_layer = None
    desk.backend.press("Super+Alt+J")
    assert desk.notices == [Notice.OPENED]


def test_what_does_not_work_is_returned_and_the_rest_works(desk: Desk) -> None:
    desk.backend.taken.add(Chord.parse("Super+Alt+T"))
    refused = desk.hotkeys.apply(
        {
            "read-window": "Super+Alt+T",
            "read-screen": "Insert+S",
            "dance": "Super+Alt+D",
            "stop": "Super+Alt+Z",
            "repeat": "super+alt+z",
            "pause": "",
        }
    )
    assert [type(error) for error in refused] == [BadInputError] * 3 + [ChordTakenError]
    assert all(error.message for error in refused)
    desk.backend.press("Super+Alt+Z")
    assert desk.actions == ["stop"]
    assert set(desk.hotkeys.spoken_chords()) == {"stop"}


def test_the_help_has_the_keys_of_the_layer_or_else_the_chords(desk: Desk) -> None:
    keys = desk.hotkeys.spoken_keys()
    assert (keys["read-window"], keys["help"], keys["faster"]) == ("W", "Question mark", "Up arrow")
    assert set(keys) == {entry.id for entry in ACTIONS}
    without_layer = Desk(FakeHotkeys(supports_layer=False))
    assert set(without_layer.backend.bound.values()) == {"read-window", "stop"}
    spoken = without_layer.hotkeys.spoken_keys()
    assert spoken["stop"] == Chord.parse("Super+Alt+Z").spoken()
    assert LEADER not in spoken


def test_menus_show_the_chord_or_the_whole_way_through_the_layer(desk: Desk) -> None:
    shown = desk.hotkeys.shown_keys()
    assert shown["stop"] == "Super+Alt+Z"
    assert shown["repeat"] == "Super+Alt+J, R"
    without_layer = Desk(FakeHotkeys(supports_layer=False))
    assert without_layer.hotkeys.shown_keys()["stop"] == "Super+Alt+Z"
    assert "repeat" not in without_layer.hotkeys.shown_keys()


def test_closing_lets_go(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    desk.hotkeys.close()
    assert desk.backend.closed
    assert not desk.backend.layer_is_open
    assert desk.clock.waiting == {}


def test_where_there_are_no_keys_none_are_promised() -> None:
    errors: list[EarSightError] = []
    hotkeys = Hotkeys(NoHotkeys(), print, print, errors.append, layer_seconds=patience)
    assert hotkeys.apply(default_chords()) == []
    assert (hotkeys.spoken_keys(), hotkeys.shown_keys(), hotkeys.spoken_chords()) == ({}, {}, {})
    assert len(errors) == 1


@pytest.mark.parametrize(("key", "action"), REVIEW_LAYER.keys.items())
def test_every_review_key_is_its_action(desk: Desk, key: str, action: str) -> None:
    desk.hotkeys.open_layer(REVIEW_LAYER)
    desk.backend.tap(key)
    assert desk.actions == [action]
    assert desk.backend.layer_is_open is (action in REVIEW_LAYER.repeatable)


def test_the_review_key_leaves_the_leader_layer_open_for_review_to_open_over_it(
    desk: Desk,
) -> None:
    desk.backend.press("Super+Alt+J")
    desk.backend.tap("e")
    assert desk.actions == ["review"]
    desk.hotkeys.open_layer(REVIEW_LAYER)
    desk.backend.tap("w")
    assert desk.actions == ["review", "review-where"]
    assert desk.notices == [Notice.OPENED, Notice.OPENED]


def test_review_waits_for_as_long_as_it_is_set_after_each_key(desk: Desk) -> None:
    desk.hotkeys.open_layer(REVIEW_LAYER)
    for _press in range(3):
        desk.clock.pass_time(29)
        desk.backend.tap("down")
    desk.clock.pass_time(29)
    assert desk.backend.layer_is_open
    desk.clock.pass_time(2)
    assert not desk.backend.layer_is_open
    assert desk.notices == [Notice.OPENED, Notice.TIMED_OUT]


def test_the_leader_opens_its_layer_over_review(desk: Desk) -> None:
    desk.hotkeys.open_layer(REVIEW_LAYER)
    desk.backend.press("Super+Alt+J")
    desk.backend.tap("s")
    assert desk.actions == ["read-screen"]
    assert not desk.backend.layer_is_open


def test_a_chord_of_review_keeps_review_open_and_any_other_closes_it(desk: Desk) -> None:
    desk.hotkeys.apply({**CHORDS, "review-where": "Super+Alt+Y"})
    desk.hotkeys.open_layer(REVIEW_LAYER)
    desk.backend.press("Super+Alt+Y")
    assert desk.backend.layer_is_open
    desk.backend.press("Super+Alt+F")
    assert not desk.backend.layer_is_open
    assert desk.actions == ["review-where", "read-window"]


def test_review_that_cannot_open_leaves_no_layer_behind(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    desk.backend.refuse_layer = EarSightError("Another program holds the keyboard.")
    desk.hotkeys.open_layer(REVIEW_LAYER)
    assert not desk.backend.layer_is_open
    assert len(desk.errors) == 1
    assert desk.clock.waiting == {}


def test_who_watches_hears_which_layer_is_open(desk: Desk) -> None:
    desk.backend.press("Super+Alt+J")
    desk.hotkeys.open_layer(REGION_LAYER)
    desk.backend.tap("ctrl+shift+left")
    desk.backend.tap("escape")
    assert desk.layers == [LEADER_LAYER, REGION_LAYER, None]
    assert desk.actions == ["region-narrower-one"]


def test_every_key_of_a_layer_is_told_or_else_the_chords(desk: Desk) -> None:
    spoken = desk.hotkeys.spoken_layer(REVIEW_LAYER)
    assert spoken["review-next-block"] == ["Page down", "Control plus Down arrow"]
    assert spoken["review-previous-heading"] == ["Shift plus H"]
    assert set(spoken) == {entry.id for entry in REVIEW_LAYER.actions}
    without_layer = Desk(FakeHotkeys(supports_layer=False))
    without_layer.hotkeys.apply({**CHORDS, "review-where": "Super+Alt+Y"})
    said = Chord.parse("Super+Alt+Y").spoken()
    assert without_layer.hotkeys.spoken_layer(REVIEW_LAYER) == {"review-where": [said]}
    in_window = without_layer.hotkeys.spoken_layer(REVIEW_LAYER, in_window=True)
    assert in_window["review-previous-heading"] == ["Shift plus H"]
    without_layer.hotkeys.open_layer(REVIEW_LAYER)
    assert not without_layer.backend.layer_is_open


@pytest.mark.parametrize("layer", [LEADER_LAYER, *LAYERS], ids=lambda layer: layer.name)
def test_layers_are_whole(layer: Layer) -> None:
    ids = [entry.id for entry in layer.actions]
    assert set(layer.keys.values()) == set(ids)
    assert layer.repeatable <= set(ids)
    assert layer.help in ids
    for key in layer.keys:
        assert spoken_key(key)
        held, plain = layer_key(key)
        assert plain in KEYS | {"?"}
        assert held or plain == key
