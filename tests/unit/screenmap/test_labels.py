from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageDraw

from assistant.core.errors import BadInputError
from assistant.core.findings import Origin
from assistant.core.frame import Frame, Source
from assistant.screenmap.elements import Element, ElementKind, ScreenMap
from assistant.screenmap.labels.applying import Labels, label_of, label_of_region
from assistant.screenmap.labels.base import Label
from assistant.screenmap.labels.fingerprint import difference, fingerprint
from assistant.screenmap.labels.store import LabelStore

K = ElementKind
Draw = Callable[[ImageDraw.ImageDraw, int, int, str], None]


def cross(draw: ImageDraw.ImageDraw, x: int, y: int, ink: str) -> None:
    draw.line((x + 5, y + 5, x + 25, y + 25), ink, 3)
    draw.line((x + 25, y + 5, x + 5, y + 25), ink, 3)


def ring(draw: ImageDraw.ImageDraw, x: int, y: int, ink: str) -> None:
    draw.ellipse((x + 4, y + 4, x + 26, y + 26), outline=ink, width=3)


def arrow(draw: ImageDraw.ImageDraw, x: int, y: int, ink: str) -> None:
    draw.polygon(((x + 5, y + 15), (x + 15, y + 4), (x + 15, y + 26)), fill=ink)
    draw.line((x + 15, y + 15, x + 26, y + 15), ink, 4)


ICONS: tuple[Draw, ...] = (cross, ring, arrow)


def icon(shape: Draw, ground: str = "white", ink: str = "black", shift: int = 0) -> Image.Image:
    picture = Image.new("RGB", (30, 30), ground)
    shape(ImageDraw.Draw(picture), shift, shift, ink)
    return picture


def window(
    places: dict[tuple[int, int], Draw], application: str = "player"
) -> tuple[Frame, ScreenMap]:
    """A window with icons, each a nameless button of 30 pixels."""
    image = Image.new("RGB", (400, 200), "white")
    draw = ImageDraw.Draw(image)
    for (x, y), shape in places.items():
        shape(draw, x, y, "black")
    frame = Frame(image, Source.WINDOW, origin=(100, 50), application=application)
    elements = tuple(
        Element(
            kind=K.ICON_BUTTON, box=(100 + x, 50 + y, 130 + x, 80 + y),
            source=Origin.RECOGNISED, id=number,
        )
        for number, (x, y) in enumerate(places, 1)
    )  # fmt: skip
    box = (100, 50, 500, 250)
    return frame, ScreenMap(title="P", application=application, box=box, elements=elements)


def names(screen: ScreenMap) -> list[str]:
    return [each.name for each in screen.elements]


@pytest.mark.parametrize("shape", ICONS)
def test_the_same_icon_is_known_in_other_colours_and_a_few_pixels_off(shape: Draw) -> None:
    look = fingerprint(icon(shape))
    assert difference(look, fingerprint(icon(shape, "#e8f0ff", "#202020"))) < 0.15
    assert difference(look, fingerprint(icon(shape, shift=2))) < 0.15
    larger = icon(shape).resize((45, 45), Image.Resampling.BICUBIC)
    assert difference(look, fingerprint(larger)) < 0.3
    assert difference(look, fingerprint(icon(shape, "#202020", "white"))) < 0.15


def test_different_icons_differ() -> None:
    looks = [fingerprint(icon(shape)) for shape in ICONS]
    apart = [difference(a, b) for a in looks for b in looks if a != b]
    assert len(apart) == 6
    assert min(apart) > 0.4


def test_a_label_names_the_icon_wherever_it_is_and_only_in_its_application() -> None:
    frame, screen = window({(20, 20): cross, (80, 20): ring})
    label = label_of(" Boost ", frame, screen, screen.elements[0])
    moved = window({(200, 100): ring, (300, 100): cross})
    assert names(Labels(lambda: [label]).applied(*moved)) == ["", "Boost"]
    other = window({(20, 20): cross}, "editor")
    assert names(Labels(lambda: [label]).applied(*other)) == [""]


def test_a_correction_replaces_the_wrong_name_only() -> None:
    frame, screen = window({(20, 20): cross, (80, 20): cross})
    wrong, told = screen.elements
    wrong = msgspec.structs.replace(wrong, name="key", name_confidence=0.95)
    told = msgspec.structs.replace(told, name="Close", source=Origin.TOLD)
    screen = msgspec.structs.replace(screen, elements=(wrong, told))
    label = label_of("Search", frame, screen, wrong)
    assert label.instead == "key"
    assert names(Labels(lambda: [label]).applied(frame, screen)) == ["Search", "Close"]


def test_a_region_is_found_again_at_its_place_while_it_looks_the_same() -> None:
    frame, screen = window({(20, 20): cross})
    label = label_of_region("Equaliser", frame, screen, (110, 60, 150, 100))
    assert label.place == (10, 10, 40, 40)
    found = Labels(lambda: [label]).applied(frame, screen).elements[-1]
    assert (found.name, found.kind, found.box) == ("Equaliser", K.PICTURE, (110, 60, 150, 100))
    changed = window({(20, 20): ring})
    assert names(Labels(lambda: [label]).applied(*changed)) == [""]


def test_nothing_to_label_is_refused() -> None:
    frame, screen = window({})
    with pytest.raises(BadInputError):
        label_of_region("X", frame, screen, (0, 0, 20, 20))


def some(name: str = "Boost", look: str = "0" * 127 + "1") -> Label:
    return Label(name, "player", look, (24, 24))


def test_labels_are_kept_privately_replaced_and_removed(tmp_path: Path) -> None:
    store = LabelStore(tmp_path / "config" / "labels.json")
    assert store.load() == ()
    assert store.add([some()]) == 1
    assert store.add([some("Turbo")]) == 1
    assert [label.name for label in store.load()] == ["Turbo"]
    if sys.platform != "win32":
        assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert store.remove("turbo") == 1
    assert store.remove("turbo") == 0
    assert store.load() == ()


def test_labels_are_carried_to_another_computer(tmp_path: Path) -> None:
    here, there = LabelStore(tmp_path / "a.json"), LabelStore(tmp_path / "b.json")
    here.add([some(), some("Mute", "f" * 128)])
    there.add([some()])
    assert here.carry(tmp_path / "carried.json") == 2
    assert there.take_in(tmp_path / "carried.json") == 1
    assert {label.name for label in there.load()} == {"Boost", "Mute"}


@pytest.mark.parametrize(
    "content", ["", "[]", '{"labels": 1}', '{"type":"earsight labels","labels":[{}]}', "\xff"]
)
def test_a_broken_file_is_told_and_never_breaks_a_map(tmp_path: Path, content: str) -> None:
    store = LabelStore(tmp_path / "labels.json")
    store.path.write_text(content, "latin-1")
    with pytest.raises(BadInputError, match="no file of labels"):
        store.load()
    frame, screen = window({(20, 20): cross})
    assert Labels(store.load).applied(frame, screen) == screen
