"""Which looks are read: what changed and then stayed, or never stays."""

from __future__ import annotations

from PIL import Image, ImageDraw

from assistant.core.frame import Frame, Source
from assistant.watching.looks import Look, Stillness, look_at

PATIENCE = 1.0


def _look(time: float, text: str = "", caret: bool = False) -> Look:
    picture = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(picture)
    for number in range(10):
        pen.text((10, 10 + 20 * number), text * 8, fill="black")
    if caret:
        pen.rectangle((200, 100, 202, 116), fill="black")
    return look_at(Frame(picture, Source.REGION), time)


def test_what_changed_is_read_when_it_has_stayed() -> None:
    pick = Stillness()
    assert pick.pick(_look(0.0, "a"), PATIENCE) is None
    assert pick.pending
    first = pick.pick(_look(0.2, "a"), PATIENCE)
    assert first is not None
    assert first.still
    assert not pick.pending
    assert pick.pick(_look(0.4, "a"), PATIENCE) is None
    assert pick.pick(_look(0.6, "b"), PATIENCE) is None
    assert pick.pick(_look(0.8, "b"), PATIENCE) is not None


def test_what_never_stays_is_read_now_and_then() -> None:
    pick = Stillness()
    picked = [pick.pick(_look(n / 4, chr(97 + n)), PATIENCE) for n in range(13)]
    assert [number for number, look in enumerate(picked) if look] == [4, 8, 12]
    assert not any(look.still for look in picked if look)


def test_a_caret_leaves_a_picture_still() -> None:
    pick = Stillness()
    pick.pick(_look(0.0, "a"), PATIENCE)
    assert pick.pick(_look(0.2, "a", caret=True), PATIENCE) is not None


def test_a_caret_that_goes_on_blinking_is_left_alone() -> None:
    pick = Stillness()
    picked = [pick.pick(_look(n / 5, "a", caret=n % 2 == 1), PATIENCE) for n in range(20)]
    assert [number for number, look in enumerate(picked) if look] == [1, 2]
    assert not pick.pending
    pick.pick(_look(5.0, "b", caret=True), PATIENCE)
    assert pick.pick(_look(5.2, "b"), PATIENCE) is not None


def test_a_change_that_went_back_is_not_read() -> None:
    pick = Stillness()
    pick.pick(_look(0.0, "a"), PATIENCE)
    assert pick.pick(_look(0.2, "a"), PATIENCE) is not None
    assert pick.pick(_look(0.4, "b"), PATIENCE) is None
    assert pick.pick(_look(0.6, "a"), PATIENCE) is None
    assert not pick.pending


def test_blank_pictures_are_known() -> None:
    assert _look(0.0).is_blank
    assert not _look(0.0, "a").is_blank
