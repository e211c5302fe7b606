"""Places as the model families write them."""

from __future__ import annotations

import pytest

pytest.importorskip("transformers", reason="the families need transformers")

from assistant.core.findings import Box
from assistant.describing.families.boxes import inside, parse_boxes, parse_lines, without_marks
from assistant.describing.pictures import grown, part_of, shrunk, widened
from assistant.describing.prompts import Boxes

SIZE = (640, 320)
KOSMOS = (
    "<grounding> An image of<phrase> a snowman</phrase><object><patch_index_0044><patch_index_0863>"
    "</object> warming himself by<phrase> two fires</phrase><object><patch_index_0005>"
    "<patch_index_0911></delimiter_of_multi_objects/><patch_index_0000><patch_index_1023></object>."
)
QWEN = '```json\n[{"bbox_2d": [140, 70, 280, 140], "label": "bee"}, {"bbox_2d": [1, 2]}]\n```'


def found(kind: Boxes, text: str, grid: tuple[int, int] = (0, 0)) -> list[tuple[str, Box]]:
    return [(place.label, place.box) for place in parse_boxes(kind, text, grid, SIZE)]


def test_florence() -> None:
    text = (
        "</s><s>a green car<loc_100><loc_250><loc_500><loc_750>a door<loc_0><loc_0><loc_9><loc_999>"
    )
    expected = [("a green car", (64, 80, 320, 240)), ("a door", (0, 0, 6, 320))]
    assert found(Boxes.FLORENCE, text) == expected


def test_florence_with_two_places_for_one_phrase() -> None:
    places = "<loc_0><loc_0><loc_500><loc_500><loc_500><loc_500><loc_999><loc_999>"
    labels = [label for label, _box in found(Boxes.FLORENCE, f"wheels{places}")]
    assert labels == ["wheels", "wheels"]


def test_kosmos() -> None:
    """Cells count from the upper left in rows of 32; a cell here is 20 x 10 pixels."""
    assert found(Boxes.KOSMOS, KOSMOS) == [
        ("a snowman", (240, 10, 640, 270)),
        ("two fires", (100, 0, 320, 290)),
        ("two fires", (0, 0, 640, 320)),
    ]


def test_paligemma_writes_y_before_x() -> None:
    text = "<loc0256><loc0512><loc0512><loc0768> bee ; <loc0000><loc0000><loc1023><loc1023> leaf"
    assert found(Boxes.PALIGEMMA, text) == [
        ("bee", (320, 80, 480, 160)),
        ("leaf", (0, 0, 639, 320)),
    ]


def test_qwen_counts_pixels_as_it_sees_them_or_thousandths() -> None:
    assert found(Boxes.QWEN_PIXELS, QWEN, (560, 280)) == [("bee", (160, 80, 320, 160))]
    assert found(Boxes.QWEN_THOUSANDTHS, QWEN) == [("bee", (90, 22, 179, 45))]


@pytest.mark.parametrize("kind", Boxes)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a plain answer",
        "<loc_900><loc_900><loc_100><loc_100>",
        "<loc0900><loc0900><loc0100><loc0100> inverted",
        "<phrase>x</phrase><object><patch_index_0863><patch_index_0044></object>",
        '{"bbox_2d": [9, 9, 1, 1], "label": "inverted"}',
        '{"bbox_2d": "no", "label": 3}',
    ],
)
def test_nonsense_is_no_place(kind: Boxes, text: str) -> None:
    assert found(kind, text, (100, 100)) == []


@pytest.mark.parametrize("number", ["1e999", "-1e308", "1e308"])
def test_numbers_off_the_picture_end_at_its_edge(number: str) -> None:
    text = f'{{"bbox_2d": [0, 0, {number}, 50], "label": "x"}}'
    for _label, (x0, y0, x1, y1) in found(Boxes.QWEN_PIXELS, text, (100, 100)):
        assert (x0, y0, x1, y1) == (0, 0, 640, 160)


def test_marks_are_not_spoken() -> None:
    assert without_marks(KOSMOS) == " An image of a snowman warming himself by two fires."
    assert without_marks("<loc0256><seg001>a bee<loc_12>, if a < b > c") == "a bee, if a < b > c"


def test_places_on_the_ground_beside_the_picture_are_cut() -> None:
    assert inside((0, 0, 30, 30), (10, 20)) == (0, 0, 10, 20)
    assert inside((12, 0, 30, 30), (10, 20)) is None
    assert inside((2, 3, 30, 30), (10, 20), (100, 200)) == (102, 203, 110, 220)


def test_florence_lines_are_boxes_around_four_corners() -> None:
    written = (
        "</s><s>Save file<loc_100><loc_100><loc_300><loc_110><loc_300><loc_150><loc_100><loc_140>"
        "<loc_0><loc_0><loc_9><loc_9><loc_9><loc_9><loc_9><loc_9>Go<loc_5><loc_5><loc_5><loc_5></s>"
    )
    lines = [(line.label, line.box) for line in parse_lines(written, SIZE)]
    assert lines == [("Save file", (64, 32, 192, 48))]


def test_qwen_pairs() -> None:
    text = (
        "<|object_ref_start|>bee<|object_ref_end|><|box_start|>(250,250),(500,500)<|box_end|>"
        "<|box_start|>(0, 0), (100, 100)<|box_end|> (1,2)"
    )
    assert found(Boxes.QWEN_PAIRS, text) == [
        ("bee", (160, 80, 320, 160)),
        ("bee", (0, 0, 64, 32)),
    ]
    assert found(Boxes.QWEN_PAIRS, "(0,0),(1000,1000)") == [("", (0, 0, 640, 320))]


def test_pictures_are_made_fit() -> None:
    from PIL.Image import new

    assert widened(new("RGB", (3, 400))).size == (50, 400)
    assert widened(new("RGB", (1920, 1080))).size == (1920, 1080)
    width, height = shrunk(new("RGB", (3840, 2160)), 1_000_000).size
    assert 990_000 < width * height <= 1_000_000
    assert abs(width / height - 16 / 9) < 0.01
    width, height = grown(new("RGB", (320, 180)), 1_000_000).size
    assert 1_000_000 <= width * height < 1_010_000
    assert grown(new("RGB", (1920, 1080)), 1_000_000).size == (1920, 1080)


def test_a_part_is_cut_out_or_outlined() -> None:
    from PIL.Image import new

    page = new("RGB", (60, 40), "white")
    assert part_of(page, (10, 5, 30, 25), outlined=False).size == (20, 20)
    assert part_of(page, (-10, 5, 30, 400), outlined=False).size == (30, 35)
    assert part_of(page, (100, 5, 130, 25), outlined=False) is page
    drawn = part_of(page, (10, 5, 30, 25), outlined=True)
    assert drawn.size == page.size
    assert drawn.getpixel((10, 5)) == drawn.getpixel((29, 24)) == (0, 0, 255)
    assert drawn.getpixel((20, 15)) == page.getpixel((10, 5)) == (255, 255, 255)
