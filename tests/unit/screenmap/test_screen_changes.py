from __future__ import annotations

from support.told_windows import K, drawn, everywhere, line, map_of, node, window

from assistant.core.findings import Sentence
from assistant.screenmap.changes import told
from assistant.screenmap.elements import ScreenMap, State
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.questions.answering import answer
from assistant.screenmap.sources.base import Node

BUTTONS = (
    node(K.BUTTON, (20, 20, 60, 20), "Save"), node(K.BUTTON, (90, 20, 60, 20), "Discard"),
    node(K.BUTTON, (160, 20, 60, 20), "Cancel"),
)  # fmt: skip


def box(checked: bool) -> Node:
    state = State.CHECKED if checked else State.NOT_CHECKED
    return node(K.CHECK_BOX, (20, 100, 100, 20), "Subscribe", states=(state,))


def dialog() -> ScreenMap:
    root = window(*BUTTONS, kind=K.DIALOG)
    return merged(Look(drawn(*everywhere(root.root), title="Save changes?"), told=root))


def test_a_dialog_in_front_is_new_with_its_buttons() -> None:
    assert told(map_of(window(box(checked=True))), dialog()) == [
        "New: dialog Save changes? with Save, Discard and Cancel."
    ]


def test_a_dialog_inside_the_window_is_new_with_its_buttons_once() -> None:
    inner = node(K.DIALOG, (10, 10, 300, 60), "Save changes?", *BUTTONS)
    assert told(map_of(window()), map_of(window(inner))) == [
        "New: dialog Save changes? with Save, Discard and Cancel."
    ]


def test_states_and_values_that_changed() -> None:
    before = window(box(checked=False), node(K.SLIDER, (20, 140, 100, 20), "Volume", value="3"))
    now = window(box(checked=True), node(K.SLIDER, (20, 140, 100, 20), "Volume", value="7"))
    assert told(map_of(before), map_of(now)) == [
        "Changed: check box Subscribe, checked.",
        "Changed: slider Volume at 7.",
    ]


def test_what_scrolled_is_the_same_and_what_went_is_gone() -> None:
    before = window(
        node(K.BUTTON, (20, 20, 60, 20), "Save"), node(K.LINK, (20, 60, 60, 20), "Help")
    )
    now = window(node(K.BUTTON, (20, 220, 60, 20), "Save"))
    assert told(map_of(before), map_of(now)) == ["Gone: link Help."]


def test_letters_read_otherwise_are_no_news_and_new_text_is() -> None:
    before = map_of(window(), line("Downloading the file, please wait", (20, 90, 300, 16)))
    again = map_of(window(), line("Downloading the fi1e, please wait", (20, 90, 300, 16)))
    assert told(before, again) == ["Nothing has changed."]
    after = map_of(window(), line("The file is here", (20, 90, 300, 16)))
    assert told(before, after) == [
        "New: The file is here.",
        "Gone: Downloading the file, please wait.",
    ]


def test_the_question_compares_with_the_last_look() -> None:
    before, now = map_of(window(box(checked=False))), map_of(window(box(checked=True)))
    found = answer("What has changed?", now, before)
    assert [each.text for each in found or () if isinstance(each, Sentence)] == [
        "Changed: check box Subscribe, checked."
    ]
