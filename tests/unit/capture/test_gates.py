from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw
from support.fake_desktop import striped

from assistant.capture.gates import check_picture, check_window, locked
from assistant.core.errors import BadInputError, UnreadablePictureError
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect


def refusal(image: Image.Image, source: Source = Source.WINDOW) -> UnreadablePictureError:
    with pytest.raises(UnreadablePictureError) as caught:
        check_picture(Frame(image, source))
    return caught.value


def noisy(level: int, spread: int) -> Image.Image:
    pixels = random.Random(7)  # noqa: S311 - noise, not a secret
    data = bytes(level + pixels.randint(-spread, spread) for _ in range(64 * 48 * 3))
    return Image.frombytes("RGB", (64, 48), data)


def test_a_picture_with_content_passes() -> None:
    check_picture(Frame(striped(64, 48), Source.SCREEN))


def test_black() -> None:
    error = refusal(Image.new("RGB", (640, 480)))
    assert error.error_code == "black"
    assert "screen curtain" in error.message
    assert error.remedy
    assert error.exit_status == 4


def test_a_black_file_is_not_blamed_on_a_screen_curtain() -> None:
    error = refusal(Image.new("RGB", (640, 480)), Source.FILE)
    assert error.error_code == "black"
    assert "curtain" not in error.spoken


def test_video_noise_on_black_is_black() -> None:
    assert refusal(noisy(2, 2)).error_code == "black"


def test_a_dark_terminal_with_one_word_is_not_black() -> None:
    image = Image.new("RGB", (1920, 1080))
    ImageDraw.Draw(image).text((3, 3), "$", fill=(70, 70, 70))
    check_picture(Frame(image, Source.WINDOW))


def test_one_colour() -> None:
    error = refusal(Image.new("RGB", (640, 480), (240, 240, 255)))
    assert error.error_code == "uniform"
    assert error.remedy


def test_noise_on_one_colour_is_one_colour() -> None:
    assert refusal(noisy(120, 2)).error_code == "uniform"


def test_colours_of_the_same_grey_differ() -> None:
    image = Image.new("RGB", (64, 48), (76, 76, 76))
    ImageDraw.Draw(image).rectangle((5, 5, 20, 9), fill=(254, 0, 0))
    assert len(set(image.convert("L").histogram())) == 2
    check_picture(Frame(image, Source.SCREEN))


def test_a_blank_page_is_named() -> None:
    page = Frame(Image.new("RGB", (64, 48), "white"), Source.FILE, page=3, pages=9)
    with pytest.raises(UnreadablePictureError, match="Page 3 is blank"):
        check_picture(page)


@pytest.mark.parametrize("alpha", [0, 2])
def test_transparent(alpha: int) -> None:
    image = striped(64, 48)
    image.putalpha(alpha)
    assert refusal(image, Source.CLIPBOARD).error_code == "transparent"


@pytest.mark.parametrize("size", [(1, 1), (7, 500), (500, 7)])
def test_tiny(size: tuple[int, int]) -> None:
    assert refusal(striped(*size)).error_code == "tiny"


def test_what_was_given_is_bad_input() -> None:
    error = refusal(Image.new("RGB", (1, 1)), Source.FILE)
    assert isinstance(error, BadInputError)
    assert error.exit_status == 2


WINDOW = WindowInfo(1, "", "", Rect(10, 10, 300, 200))


def test_a_visible_window_passes() -> None:
    check_window(WINDOW, WINDOW.rect)


def test_minimised() -> None:
    with pytest.raises(UnreadablePictureError) as caught:
        check_window(replace(WINDOW, minimised=True), WINDOW.rect)
    assert caught.value.error_code == "minimised"


def test_off_screen() -> None:
    with pytest.raises(UnreadablePictureError) as caught:
        check_window(WINDOW, Rect(10, 10, 0, 0))
    assert caught.value.error_code == "off-screen"


def test_locked_says_what_to_do() -> None:
    assert locked().error_code == "locked"
    assert locked().remedy
