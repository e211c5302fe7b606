from __future__ import annotations

from PIL import Image
from support.told_windows import K, drawn, everywhere, line, map_of, node, order_form, window

from assistant.core.findings import Origin, Seen
from assistant.core.frame import Frame, Source
from assistant.screenmap.elements import ScreenMap, State
from assistant.screenmap.merging import Look, merged


def told_names(screen: ScreenMap) -> list[str]:
    return [each.text for each in screen.elements]


def test_what_is_told_and_read_is_there_once() -> None:
    screen = map_of(
        order_form(),
        line("Order form", (20, 25, 100, 20)),
        line("Your name:  Anna", (20, 60, 160, 20), 1),
        line("Send  Delete  Help", (25, 252, 170, 20), 2),
        line("Apple 1.20", (25, 335, 150, 20), 3),
    )
    assert [each for each in screen.elements if each.source is not Origin.TOLD] == []
    named = [name for name in told_names(screen) if name]
    assert sorted(named) == sorted(set(named))


def test_text_that_nobody_told_is_read() -> None:
    screen = map_of(
        window(node(K.BUTTON, (0, 0, 60, 20), "Home")),
        line("letter.txt", (300, 200, 80, 16)),
        line("photo.png", (400, 200, 80, 16), 1),
    )
    read = [each for each in screen.elements if each.source is Origin.READ]
    assert [each.name for each in read] == ["letter.txt", "photo.png"]


def test_a_value_read_in_one_line_with_its_label_is_the_value() -> None:
    screen = map_of(
        window(node(K.DROP_DOWN, (80, 0, 90, 20), "Country")),
        line("Country France", (0, 0, 150, 20)),
    )
    assert [(each.name, each.value) for each in screen.elements] == [("Country", "France")]


def test_a_password_that_shows_is_not_taken_in() -> None:
    field = node(K.PASSWORD, (80, 0, 200, 20), "Password")
    screen = map_of(window(field), line("hunter2", (84, 2, 60, 16)))
    assert [(each.name, each.value) for each in screen.elements] == [("Password", "")]


def test_the_title_is_no_text_of_the_window() -> None:
    screen = map_of(window(), line("My Shop", (200, 4, 80, 16)), line("Hello", (20, 90, 80, 16), 1),
                    title="My Shop - Browser")  # fmt: skip
    assert told_names(screen) == ["Hello"]


def test_what_the_pixels_do_not_show_is_left_out() -> None:
    told = window(
        node(K.BUTTON, (20, 20, 60, 20), "There"), node(K.BUTTON, (20, 60, 60, 20), "Gone")
    )
    screen = merged(Look(drawn((20, 20, 60, 20)), (), (), told))
    assert told_names(screen) == ["There"]


def test_what_lies_under_other_words_is_left_out() -> None:
    told = window(node(K.TEXT, (20, 20, 200, 20), "Fill in the form"))
    over = line("Quarterly sales", (20, 20, 200, 20))
    assert told_names(merged(Look(drawn(*everywhere(told.root)), (over,), (), told))) == [
        "Quarterly sales"
    ]


def test_a_recognised_control_is_not_said_beside_the_told_one() -> None:
    told = window(node(K.BUTTON, (20, 20, 60, 20), "Save"))
    same = Seen("button", (22, 21, 78, 39), 0.99)
    other = Seen("button", (200, 200, 260, 220), 0.95)
    weak = Seen("button", (300, 200, 360, 220), 0.85)
    screen = merged(Look(drawn(*everywhere(told.root)), (), (same, other, weak), told))
    assert [(each.name, each.source) for each in screen.elements] == [
        ("Save", Origin.TOLD), ("", Origin.RECOGNISED),
    ]  # fmt: skip


def test_an_icon_names_a_told_button_without_a_name() -> None:
    told = window(node(K.BUTTON, (20, 20, 30, 30), ""), node(K.BUTTON, (60, 20, 30, 30), ""))
    seen = (Seen("icon", (22, 22, 48, 48), 0.9, icon="print", icon_confidence=0.95),
            Seen("icon", (62, 22, 88, 48), 0.9, icon="key", icon_confidence=0.5))  # fmt: skip
    screen = merged(Look(drawn(*everywhere(told.root)), (), seen, told))
    assert [(each.kind, each.name) for each in screen.elements] == [
        (K.ICON_BUTTON, "print"), (K.ICON_BUTTON, ""),
    ]  # fmt: skip


def test_a_toggle_button_that_looks_like_a_switch_is_one() -> None:
    told = window(node(K.TOGGLE_BUTTON, (20, 20, 40, 20), "Wi-Fi", states=(State.PRESSED,)))
    seen = Seen("switch", (20, 20, 60, 40), 0.97, "off", 0.99)
    screen = merged(Look(drawn(*everywhere(told.root)), (), (seen,), told))
    (element,) = screen.elements
    # The application's word on the state, not the pixels'.
    assert (element.kind, element.states) == (K.SWITCH, frozenset({State.ON}))


def pixels_only(*seen: Seen, lines: tuple[object, ...] = ()) -> ScreenMap:
    return merged(Look(drawn(), lines, seen))  # type: ignore[arg-type]


def test_without_an_application_controls_get_the_words_on_and_beside_them() -> None:
    screen = pixels_only(
        Seen("button", (20, 20, 100, 44), 0.95),
        Seen("check box", (20, 60, 34, 74), 0.95, "checked", 0.99),
        Seen("text field", (120, 100, 300, 124), 0.95),
        Seen("radio button", (20, 140, 34, 154), 0.95, "unchecked", 0.7),
        lines=(
            line("Save", (40, 24, 40, 16)),
            line("Subscribe", (42, 59, 80, 16), 1),
            line("Your name:", (20, 104, 90, 16), 2),
            line("Anna", (124, 104, 40, 16), 3),
            line("Express", (42, 139, 80, 16), 4),
        ),
    )
    found = {each.name: each for each in screen.elements}
    assert set(found) == {"Save", "Subscribe", "Your name", "Express"}
    assert found["Subscribe"].states == {State.CHECKED}
    assert found["Your name"].value == "Anna"
    assert found["Express"].states == {State.NOT_CHECKED}
    assert found["Express"].state_confidence == 0.7
    assert not screen.told


def test_icons_are_named_only_when_sure_enough_and_not_beside_their_button() -> None:
    screen = pixels_only(
        Seen("button", (20, 20, 60, 60), 0.95),
        Seen("icon", (28, 28, 52, 52), 0.9, icon="print", icon_confidence=0.8),
        Seen("icon", (200, 20, 224, 44), 0.9, icon="key", icon_confidence=0.6),
    )
    assert [(each.kind, each.name, each.name_confidence) for each in screen.elements] == [
        (K.ICON_BUTTON, "print", 0.8), (K.ICON, "", 0.0),
    ]  # fmt: skip


def test_headings_and_paragraphs_come_from_the_size_and_number_of_lines() -> None:
    lines = (
        line("News", (20, 20, 200, 40)),
        line("The council met on Tuesday and", (20, 80, 300, 16), 1),
        line("decided nothing at all.", (20, 98, 250, 16), 1),
        line("Page 1", (20, 300, 60, 16), 2),
    )
    screen = merged(Look(drawn(), lines))
    assert [(each.kind, each.name) for each in screen.elements] == [
        (K.HEADING, "News"),
        (K.PARAGRAPH, "The council met on Tuesday and decided nothing at all."),
        (K.TEXT, "Page 1"),
    ]


def test_words_beside_a_button_do_not_go_on_with_the_line_above() -> None:
    screen = pixels_only(
        Seen("button", (20, 140, 90, 164), 0.97),
        lines=(
            line("The address is missing.", (20, 110, 200, 20)),
            line("Send", (30, 142, 44, 20)),
            line("Delete Help", (110, 142, 100, 20)),
            line("Call us from nine", (20, 170, 200, 20), 1),
            line("to five.", (20, 194, 80, 20), 1),
        ),
    )
    read = [each.name for each in screen.elements if each.source is Origin.READ]
    assert read == ["The address is missing.", "Delete Help", "Call us from nine to five."]


def test_a_picture_is_told_with_its_main_colour() -> None:
    frame = drawn()
    noise = Image.effect_noise((200, 160), 120).convert("RGB")
    noise = Image.merge(
        "RGB", (noise.getchannel(0), Image.new("L", noise.size), Image.new("L", noise.size))
    )
    frame.image.paste(noise, (300, 200))
    (picture,) = merged(Look(frame)).elements
    assert picture.kind is K.PICTURE
    assert "red" in picture.description
    x0, y0, x1, y1 = picture.box
    assert abs(x0 - 300) < 30 and abs(y0 - 200) < 30 and abs(x1 - 500) < 30 and abs(y1 - 360) < 30  # noqa: PT018


def test_a_file_is_a_picture_and_boxes_of_a_screen_are_of_the_desktop() -> None:
    image = Image.new("RGB", (100, 80), "white")
    assert merged(Look(Frame(image, Source.FILE, title="scan.png"))).kind is K.PICTURE
    screen = merged(Look(Frame(image, Source.WINDOW, origin=(-50, 30), title="W")))
    assert (screen.kind, screen.box) == (K.WINDOW, (-50, 30, 50, 110))
