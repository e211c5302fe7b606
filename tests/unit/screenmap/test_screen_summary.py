from __future__ import annotations

import pytest
from support.told_windows import K, drawn, line, map_of, node, order_form, window

from assistant.core.findings import Kind, Seen
from assistant.core.frame import Frame, Source
from assistant.screenmap.details import details
from assistant.screenmap.elements import ScreenMap, State
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.sources.base import Node
from assistant.screenmap.summary import summary


def said(screen: ScreenMap) -> list[str]:
    return [each.text for each in summary(screen)]


def settings_window() -> ScreenMap:
    return map_of(
        window(
            node(K.TAB_LIST, (0, 0, 600, 30), "",
                 node(K.TAB, (0, 0, 100, 30), "General"),
                 node(K.TAB, (100, 0, 100, 30), "Devices", states=(State.SELECTED,)),
                 node(K.TAB, (200, 0, 100, 30), "About")),
            node(K.SWITCH, (20, 60, 40, 20), "Touchpad", states=(State.ON,)),
            node(K.RADIO_BUTTON, (20, 100, 100, 20), "Left-handed", states=(State.NOT_CHECKED,)),
            node(K.RADIO_BUTTON, (20, 130, 100, 20), "Right-handed", states=(State.CHECKED,)),
            node(K.BUTTON, (20, 200, 60, 24), "Help"),
            node(K.BUTTON, (90, 200, 60, 24), "Close"),
        ),
        title="Mouse and Touchpad",
    )  # fmt: skip


def test_title_kind_counts_and_what_is_chosen() -> None:
    assert said(settings_window()) == [
        "Mouse and Touchpad, window of shop, 3 tabs, Devices selected.",
        "Switch Touchpad, on; 2 radio buttons, Right-handed chosen; 2 buttons: Help and Close.",
    ]


def test_two_sentences_at_most_and_what_needs_attention_last() -> None:
    first, second = said(map_of(order_form()))
    assert first == "Shop, window."
    assert second.endswith("attention: Error: the e-mail address is missing; not valid: E-mail.")
    assert "2 text fields: Your name and E-mail" in second


def test_a_told_window_is_read_not_guessed_and_pixels_are_guessed() -> None:
    assert {each.kind for each in summary(settings_window())} == {Kind.READ}
    seen = Seen("button", (20, 20, 80, 44), 0.95)
    assert {each.kind for each in summary(merged(Look(drawn(), (), (seen,))))} == {Kind.GUESSED}


def test_an_unsure_state_seems() -> None:
    seen = Seen("switch", (200, 20, 240, 40), 0.95, "checked", 0.75)
    screen = merged(Look(drawn(), (line("Wi-Fi", (20, 22, 60, 16)),), (seen,)))
    assert said(screen)[1] == "By its looks: switch Wi-Fi, seems on."


def test_an_empty_window_says_its_title_only() -> None:
    assert said(map_of(window())) == ["Shop, window."]


def test_a_dialog_is_called_that_and_a_file_is_no_window() -> None:
    dialog = merged(Look(drawn(title="Save changes?"), told=window(kind=K.DIALOG)))
    assert said(dialog) == ["Save changes?, dialog of shop."]
    from PIL import Image

    image = Image.new("RGB", (100, 80), "white")
    assert said(merged(Look(Frame(image, Source.FILE, title="scan.png")))) == ["scan.png."]


@pytest.mark.parametrize(("count", "words"), [(1, "1 button: B0"), (5, "5 buttons")])
def test_counts_have_plural_forms_and_long_lists_no_names(count: int, words: str) -> None:
    buttons: list[Node] = [node(K.BUTTON, (70 * n, 0, 60, 20), f"B{n}") for n in range(count)]
    assert said(map_of(window(*buttons)))[1] == f"{words}."


def test_details_tell_tables_row_by_row_with_their_headings() -> None:
    texts = [each.text for each in details(map_of(order_form()))]
    assert "Row 2: Item Pear, Price 2.50." in texts
    assert "Check box Subscribe, checked." in texts
    assert "Headings: Order form." in texts
    assert texts.count("Error: the e-mail address is missing.") == 1


def test_a_list_says_what_is_selected() -> None:
    told = window(
        node(K.LIST, (0, 0, 100, 200), "Places",
             node(K.LIST_ITEM, (0, 0, 100, 20), "Home", states=(State.SELECTED,)),
             node(K.LIST_ITEM, (0, 20, 100, 20), "Disk"))
    )  # fmt: skip
    assert said(map_of(told))[1] == "List Places, 2 items, Home selected."
