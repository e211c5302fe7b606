"""The defaults keep out of everybody's way, and the documentation tells the same as the program."""

from itertools import product

import pytest

from assistant.core.actions import DIRECT, LEADER, action
from assistant.core.layers import LEADER_LAYER, REGION_LAYER, REVIEW_LAYER, TARGET_LAYER, Layer
from assistant.core.resources import resource
from assistant.hotkeys.chords import Chord, Modifier, spoken_key
from assistant.hotkeys.defaults import default_chords
from assistant.hotkeys.taken import OWNERS, owners

PLATFORMS = ("win32", "linux", "darwin")


@pytest.fixture(scope="module")
def page() -> str:
    return resource("help", "keys.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_defaults_are_free(platform: str) -> None:
    defaults = default_chords(platform)
    assert set(defaults) == {LEADER, *DIRECT}
    chords = {Chord.parse(text) for text in defaults.values()}
    assert len(chords) == len(defaults)
    for chord in chords:
        assert owners(chord, platform) == ()
        assert chord.key.isalpha(), "punctuation moves from layout to layout"
        assert len(chord.key) == 1


@pytest.mark.parametrize(
    ("text", "platform", "owner"),
    [
        ("Super+L", "win32", "Windows"),
        ("Super+Shift+S", "win32", "Windows"),
        ("Super+Alt+S", "linux", "GNOME"),
        ("Super+Alt+K", "linux", "KDE Plasma"),
        ("Super+Shift+E", "linux", "i3, sway and other tiling window managers"),
        ("Cmd+Shift+3", "darwin", "macOS"),
        ("Super+Alt+E", "win32", "TWBlue"),
        ("Ctrl+Shift+T", "linux", "web browsers"),
    ],
)
def test_a_taken_chord_has_a_named_owner(text: str, platform: str, owner: str) -> None:
    assert owner in owners(Chord.parse(text), platform)


def test_owners_count_on_their_platform_only() -> None:
    assert owners(Chord.parse("Super+Alt+K"), "darwin") == ("common Mac programs",)
    assert "KDE Plasma" not in owners(Chord.parse("Super+Alt+K"), "win32")


def test_every_listed_chord_is_one() -> None:
    listed = [
        (held, key)
        for owner in OWNERS
        for held, keys in owner.chords.items()
        for key in keys.split()
    ]
    assert len(listed) > 500
    for held, key in listed:
        assert Chord.parse(f"{held}+{key}").key == key


def test_the_page_names_every_owner_and_default(page: str) -> None:
    for owner in OWNERS:
        assert f"| {owner.name} |" in page
    for platform, binding in product(PLATFORMS, (LEADER, *DIRECT)):
        said = Chord.parse(default_chords(platform)[binding]).spoken(platform)
        assert said.replace(" plus ", "+") in page


@pytest.mark.parametrize(
    ("layer", "heading"),
    [
        (LEADER_LAYER, "## After the leader"),
        (REVIEW_LAYER, "## Going through the answer"),
        (REGION_LAYER, "## Choosing an area"),
        (TARGET_LAYER, "## The list of windows and monitors"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_page_tells_every_key_of_a_layer(page: str, layer: Layer, heading: str) -> None:
    section = page.split(heading)[1].split("\n## ")[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line[:1] == "|"]
    told = {
        key.replace("(also without Shift)", "").strip(): words
        for keys, words in rows
        for key in keys.split(",")
    }
    for key, action_id in layer.keys.items():
        shown = "?" if key == "?" else spoken_key(key, "win32").replace(" plus ", "+")
        assert shown in told, f"{action_id}: {shown}"
        assert action(action_id).help.split()[-1] in told[shown], action_id


def test_defaults_share_their_modifiers() -> None:
    for platform in PLATFORMS:
        held = {Chord.parse(text).modifiers for text in default_chords(platform).values()}
        assert len(held) == 1
        assert Modifier.SUPER in held.pop()
