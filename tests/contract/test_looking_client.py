"""Looking at a frame with the real worker: a reading, and then what looks like a control."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw
from support.rendered import page

from assistant.core.findings import Done, Line, Seen
from assistant.core.frame import Frame, Source
from assistant.reading.client import ReadingClient
from assistant.screenmap.elements import ElementKind
from assistant.screenmap.mapping import ScreenMapper
from assistant.screenmap.sources.silent import SilentSource

ORIGIN = (100, 50)


@pytest.fixture(scope="module")
def client() -> Iterator[ReadingClient]:
    made = ReadingClient()
    made.warm_up()
    yield made
    made.close()


def form() -> Image.Image:
    """A check box with a tick, a field and a button, plainly drawn."""
    picture = page("Subscribe", "Your name", "Save", width=400).image
    draw = ImageDraw.Draw(picture)
    draw.rectangle((140, 28, 154, 42), outline="#606060")
    draw.line((143, 35, 146, 39), "#202020", 2)
    draw.line((146, 39, 152, 31), "#202020", 2)
    draw.rectangle((140, 58, 320, 84), outline="#808080")
    draw.rounded_rectangle((14, 90, 84, 122), 4, outline="#808080")
    return picture


def test_a_look_reads_first_and_then_tells_what_it_saw_on_the_desktop(
    client: ReadingClient,
) -> None:
    frame = Frame(form(), Source.WINDOW, origin=ORIGIN)
    looked = list(client.look(frame, "en", ""))
    *found, done = looked
    assert isinstance(done, Done)
    kinds = [type(each) for each in found]
    assert kinds == sorted(kinds, key=lambda kind: kind is Seen)
    assert [each for each in found if isinstance(each, Line)] == [
        each for each in client.read(frame, "en", "") if isinstance(each, Line)
    ]
    width, height = frame.image.size
    for each in found:
        assert isinstance(each, Line | Seen)
        x0, y0, x1, y1 = each.box
        assert ORIGIN[0] <= x0 < x1 <= ORIGIN[0] + width
        assert ORIGIN[1] <= y0 < y1 <= ORIGIN[1] + height
    assert {each.kind for each in found if isinstance(each, Seen)} <= set(ElementKind)
    again = list(client.look(frame, "en", ""))
    assert [each for each in again if isinstance(each, Seen)] == [
        each for each in looked if isinstance(each, Seen)
    ]


def test_nothing_is_recognised_on_a_photo(client: ReadingClient) -> None:
    photo = Frame(Image.effect_noise((400, 300), 90).convert("RGB"), Source.FILE)
    assert not [each for each in client.look(photo, "en", "") if isinstance(each, Seen)]


def test_a_map_of_pixels_alone_has_every_word_once(client: ReadingClient) -> None:
    frame = Frame(form(), Source.WINDOW, origin=ORIGIN, title="Form")
    screen = ScreenMapper(client, SilentSource()).look(frame, "en", "")
    words = [word for each in screen.elements for word in f"{each.name} {each.value}".split()]
    assert sorted(words) == ["Save", "Subscribe", "Your", "name"]
    assert ElementKind.WINDOW is screen.kind
