from __future__ import annotations

import subprocess
import sys

import msgspec
from support.told_windows import K, node, order_form, window

from assistant.screenmap.elements import Element, State
from assistant.screenmap.told import elements_of

BOUNDS = (0, 0, 640, 480)


def kinds(found: list[Element]) -> list[tuple[str, str]]:
    return [(each.kind.value, each.name) for each in found]


def test_texts_of_an_element_are_its_words_and_not_said_beside_it() -> None:
    told = window(
        node(K.PARAGRAPH, (0, 0, 300, 20), "",
             node(K.TEXT, (0, 0, 100, 20), "Press"),
             node(K.LINK, (100, 0, 40, 20), "here", node(K.TEXT, (100, 0, 40, 20), "here")),
             node(K.TEXT, (140, 0, 50, 20), "now")),
    )  # fmt: skip
    assert kinds(elements_of(told.root, BOUNDS)) == [
        ("paragraph", "Press here now"),
        ("link", "here"),
    ]


def test_a_label_is_said_with_its_field_only() -> None:
    told = window(
        node(K.PARAGRAPH, (0, 0, 400, 20), "",
             node(K.TEXT, (0, 0, 100, 20), "Your name:"),
             node(K.FIELD, (110, 0, 100, 20), "Your name", value="Anna")),
    )  # fmt: skip
    found = elements_of(told.root, BOUNDS)
    assert kinds(found) == [("text field", "Your name")]
    assert found[0].value == "Anna"


def test_the_same_word_far_away_is_a_text_of_its_own() -> None:
    told = window(
        node(K.TEXT, (0, 0, 100, 20), "Price"),
        node(K.FIELD, (500, 400, 100, 20), "Price"),
    )
    assert len(elements_of(told.root, BOUNDS)) == 2


def test_an_alert_says_its_message_and_keeps_its_button() -> None:
    told = window(
        node(K.ALERT, (0, 0, 600, 30), "Infobar",
             node(None, (0, 0, 400, 30), "", node(K.TEXT, (0, 0, 400, 30), "Disk full")),
             node(K.BUTTON, (560, 0, 30, 30), "Close")),
    )  # fmt: skip
    found = elements_of(told.root, BOUNDS)
    assert kinds(found) == [("alert", "Disk full"), ("button", "Close")]
    assert found[1].parent == found[0].id


def test_what_is_scrolled_out_or_has_no_place_is_left_out_with_its_words() -> None:
    told = window(
        node(None, (0, 0, 200, 100), "",
             node(K.BUTTON, (0, 80, 100, 20), "Shown"),
             node(K.BUTTON, (0, 95, 100, 20), "Cut off"),
             node(K.BUTTON, (0, 300, 100, 20), "Below"), clips=True),
        node(K.TAB, (0, 0, 1, 1), "Hidden", node(K.BUTTON, (300, 0, 50, 20), "Inside")),
        node(K.BUTTON, None, "Nowhere"),
    )  # fmt: skip
    assert [name for _kind, name in kinds(elements_of(told.root, BOUNDS))] == ["Shown", "Inside"]


def test_rows_and_columns_are_numbered_without_the_row_of_headings() -> None:
    found = elements_of(order_form().root, BOUNDS)
    table = next(each for each in found if each.kind is K.TABLE)
    assert (table.rows, table.columns) == (2, 2)
    cells = {each.name: (each.row, each.column) for each in found if each.kind is K.CELL}
    assert cells == {"Apple": (1, 1), "1.20": (1, 2), "Pear": (2, 1), "2.50": (2, 2)}


def test_a_tree_view_of_one_column_is_a_list_whose_entries_are_said_once() -> None:
    entry = node(
        K.CELL, (0, 0, 100, 20), "",
        node(K.CELL, None, "home"), node(K.CELL, (0, 0, 20, 20), ""),
        node(K.CELL, (20, 0, 80, 20), "home"),
    )  # fmt: skip
    told = window(node(K.TABLE, (0, 0, 100, 200), "", entry, rows=1, columns=1))
    assert kinds(elements_of(told.root, BOUNDS)) == [("list", ""), ("list item", "home")]


def test_file_names_of_icons_become_words() -> None:
    told = window(node(K.ICON, (0, 0, 20, 20), "dialog-error-symbolic"))
    assert kinds(elements_of(told.root, BOUNDS)) == [("icon", "dialog error")]


def test_a_control_is_told_to_programs_in_seven_fields() -> None:
    told = window(
        node(K.CHECK_BOX, (10, 20, 30, 40), "Wrap", states=(State.DISABLED, State.CHECKED))
    )
    (element,) = elements_of(told.root, BOUNDS)
    assert msgspec.json.decode(msgspec.json.encode(element.as_control())) == {
        "type": "control",
        "kind": "check box",
        "name": "Wrap",
        "state": "checked, disabled",
        "box": [10, 20, 40, 60],
        "source": "told",
        "confidence": 1.0,
    }


def test_mapping_needs_no_numerical_library() -> None:
    script = (
        "import sys, assistant.screenmap.looking, assistant.screenmap.views.overlay,"
        " assistant.screenmap.views.page, assistant.screenmap.labels.applying,"
        " assistant.screenmap.sources.atspi; print([m for m in ('numpy', 'cv2', 'openvino',"
        " 'onnxruntime', 'torch', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
