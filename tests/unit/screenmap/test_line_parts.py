from __future__ import annotations

import msgspec
from PIL import Image, ImageDraw, ImageFont

from assistant.core.findings import Line, Seen
from assistant.core.frame import Frame, Source
from assistant.screenmap import boxes
from assistant.screenmap.elements import ElementKind, State
from assistant.screenmap.line_parts import parted
from assistant.screenmap.merging import Look, merged

K = ElementKind
FONT = ImageFont.load_default(16)
Row = tuple[Image.Image, Line, list[Seen]]


def row(*parts: tuple[str, str, int], read: str) -> Row:
    """A row of texts and controls from the left: (kind or "", words, gap before in pixels).

    `read` is what OCR makes of all of it, in one line.
    """
    image = Image.new("RGB", (700, 40), "white")
    draw = ImageDraw.Draw(image)
    seen: list[Seen] = []
    x = 10
    for kind, words, gap in parts:
        x += gap
        wide = round(draw.textlength(words, FONT))
        if kind in ("check box", "radio button"):
            box = (x, 14, x + 14, 28)
            draw.rectangle(box, outline="black")
            seen.append(Seen(kind, box, 0.97, "checked", 0.99))
            x += 14
        elif kind:
            box = (x, 8, x + max(wide, 60) + 12, 34)
            draw.rectangle(box, outline="grey")
            draw.text((x + 6, 12), words, "black", FONT)
            seen.append(Seen(kind, box, 0.97))
            x = box[2]
        else:
            draw.text((x, 12), words, "black", FONT)
            x += wide
    return image, Line(read, (10, 8, x, 34), 0.95, 0), seen


def test_words_go_to_the_controls_they_stand_in_and_beside() -> None:
    image, line, seen = row(
        ("", "Your name", 0), ("text field", "Anna", 6), ("", "E-mail", 8), ("text field", "", 6),
        read="Your name Anna ]E-mail [",
    )  # fmt: skip
    assert [each.text for each in parted([line], seen, image, (0, 0))] == [
        "Your name", "Anna", "E-mail",
    ]  # fmt: skip
    elements = merged(Look(Frame(image, Source.WINDOW), [line], seen)).elements
    assert [(each.kind, each.name, each.value) for each in elements] == [
        (K.FIELD, "Your name", "Anna"), (K.FIELD, "E-mail", ""),
    ]  # fmt: skip


def test_each_box_gets_its_own_words_however_wide_the_gaps() -> None:
    image, line, seen = row(
        ("check box", "", 0), ("", "Subscribe to the newsletter", 8),
        ("radio button", "", 120), ("", "Gift", 8),
        read="Subscribe to the newsletter Gift",
    )  # fmt: skip
    found = merged(Look(Frame(image, Source.WINDOW), [line], seen)).elements
    assert [(each.name, set(each.states)) for each in found] == [
        ("Subscribe to the newsletter", {State.CHECKED}), ("Gift", {State.CHECKED}),
    ]  # fmt: skip


def test_words_that_reading_ran_together_are_cut_between_controls() -> None:
    image, line, seen = row(
        ("radio button", "", 0), ("", "Standard", 8), ("radio button", "", 10), ("", "Express", 8),
        read="StandardExpress",
    )  # fmt: skip
    found = merged(Look(Frame(image, Source.WINDOW), [line], seen)).elements
    assert [each.name for each in found] == ["Standard", "Express"]


def test_a_line_without_controls_stays_whole_and_boxes_are_of_the_desktop() -> None:
    image, line, seen = row(("", "Nothing here", 0), read="Nothing here")
    assert parted([line], seen, image, (0, 0)) == [line]
    image, line, seen = row(("", "Country", 0), ("drop-down", "France", 6), read="Country France")
    away = [msgspec.structs.replace(each, box=boxes.moved(each.box, 500, 300)) for each in seen]
    line = msgspec.structs.replace(line, box=boxes.moved(line.box, 500, 300))
    first, second = parted([line], away, image, (500, 300))
    assert (first.text, second.text) == ("Country", "France")
    assert 500 <= first.box[0] < first.box[2] <= away[0].box[0] <= second.box[0]


def test_what_stands_beside_the_title_is_no_control_of_the_window() -> None:
    image = Image.new("RGB", (400, 200), "white")
    title = Line("Form", (180, 4, 220, 16), 0.99, 0)
    close = Seen("icon", (380, 4, 394, 18), 0.95, icon="close", icon_confidence=0.95)
    below = Seen("icon", (380, 60, 394, 74), 0.95, icon="print", icon_confidence=0.95)
    frame = Frame(image, Source.WINDOW, title="Form")
    found = merged(Look(frame, [title], [close, below])).elements
    assert [each.name for each in found] == ["print"]


def test_a_state_is_never_surer_than_its_control() -> None:
    image, line, _seen = row(("", "Wi-Fi", 0), read="Wi-Fi")
    switch = Seen("switch", (100, 10, 140, 30), 0.82, "checked", 0.99)
    (element,) = merged(Look(Frame(image, Source.WINDOW), [line], [switch])).elements
    assert (element.name, element.state_confidence) == ("Wi-Fi", 0.82)
