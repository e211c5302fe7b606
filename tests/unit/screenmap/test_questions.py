"""Questions of every kind about one form, with known answers."""

from __future__ import annotations

import pytest
from support.told_windows import K, drawn, line, map_of, node, order_form, window

from assistant.core.findings import Kind, Place, Seen, Sentence
from assistant.screenmap.elements import ScreenMap, State
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.questions import answering
from assistant.screenmap.questions.phrasebook import phrasebook

LEFT = "in the middle of the left side"


@pytest.fixture(scope="module")
def form() -> ScreenMap:
    return map_of(order_form())


def said(question: str, screen: ScreenMap, before: ScreenMap | None = None) -> str:
    found = answering.answer(question, screen, before)
    assert found is not None, f"not understood: {question}"
    return " ".join(each.text for each in found if isinstance(each, Sentence))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Where is the Send button?", "Button Send: in the middle of the left side."),
        ("where's send", "Button Send: in the middle of the left side."),
        ("Find the country list", f"Drop-down list Country: France: {LEFT}."),
        ("Is there a Help link?", "Yes. Link Help: in the middle of the left side."),
        ("Is there a Print button?", "No. I find nothing called print button here."),
        ("Do you see subscribe?", "Yes. Check box Subscribe, checked: in the upper left."),
        ("How many buttons are there?", "2 buttons: Send and Delete (disabled)."),
        ("Which buttons are there?", "2 buttons: Send and Delete (disabled)."),
        ("How many check boxes are checked?", "1 of 1 check box: Subscribe."),
        ("How many sliders?", "1 slider: Quantity."),
        ("How many tabs are there?", "0 tabs."),
        ("What links are there?", "1 link: Help."),
        ("Is Subscribe checked?", "Yes. Subscribe is checked."),
        ("Is subscribe off?", "No. Subscribe is checked."),
        ("Is Express selected?", "No. Express is not checked."),
        ("Is Express not selected?", "Yes. Express is not checked."),
        ("Is Delete disabled?", "Yes. Delete is disabled."),
        ("Is the Send button enabled?", "Yes. Send is enabled."),
        ("Is the e-mail field empty?", "Yes. E-mail is empty."),
        ("Is Send checked?", "I cannot tell whether button Send is checked."),
        ("Which radio button is selected?", "Radio button Standard, checked."),
        ("What is disabled?", "Button Delete, disabled."),
        ("What is under Country?", "Slider Quantity at 3."),
        ("What is above the E-mail field?", "Text field Your name: Anna."),
        ("What is next to Delete?", "Button Send and link Help."),
        ("What is to the left of Delete?", "Button Send."),
        ("Which button is right of Send?", "Button Delete, disabled."),
        ("Read the error", "Error: the e-mail address is missing. E-mail is not valid."),
        ("Are there any errors?", "Error: the e-mail address is missing. E-mail is not valid."),
        ("Read row 2 of the table.", "Item Pear, Price 2.50."),
        ("Read the last row", "Item Pear, Price 2.50."),
        ("Read row 3", "I do not see that part of the table; it has 2 rows, 2 columns."),
        ("What is in row 1 column 2?", "1.20."),
        ("What is in row one, column Price?", "1.20."),
        ("Read the Price column", "1.20, 2.50."),
        ("What is the price of Pear?", "2.50."),
        ("How large is the table?", "Unlabelled table, in the lower left, 2 rows, 2 columns."),
        ("What is in the Your name field?", "Text field Your name: Anna."),
        ("What is Quantity set to?", "Slider Quantity at 3."),
        ("What headings are there?", "1 heading: Order form."),
        ("What does it say about the address?", "Error: the e-mail address is missing."),
        ("Where is the focus?", "I do not know where the focus is: nothing here tells it."),
        ("Where is the Sent button?", "I find nothing called sent button here."),
    ],
)  # fmt: skip
def test_known_answers(form: ScreenMap, question: str, expected: str) -> None:
    assert said(question, form) == expected


@pytest.mark.parametrize(
    "question", ["Who is the president?", "Why?", "What colour is the car?", ""]
)
def test_what_only_a_model_could_know_is_left_to_one(form: ScreenMap, question: str) -> None:
    assert answering.answer(question, form) is None


def test_answers_come_with_places_and_say_how_they_are_known(form: ScreenMap) -> None:
    found = list(answering.answer("where is send", form) or ())
    (place,) = [each for each in found if isinstance(each, Place)]
    assert (place.label, place.box) == ("Send", (20, 250, 80, 276))
    assert {each.kind for each in found if isinstance(each, Sentence)} == {Kind.READ}


def recognised(state: str, sure: float, icon: str = "", icon_sure: float = 0.0) -> ScreenMap:
    seen = Seen("check box", (20, 60, 34, 74), 0.95, state, sure)
    print_icon = Seen("icon", (500, 20, 524, 44), 0.95, icon=icon, icon_confidence=icon_sure)
    words = line("Subscribe", (42, 59, 80, 16))
    return merged(Look(drawn(), (words,), (seen, print_icon)))


def test_a_state_by_looks_is_said_as_surely_as_it_is_known() -> None:
    assert (
        said("Is Subscribe checked?", recognised("checked", 0.99)) == "Yes. Subscribe is checked."
    )
    assert said("Is Subscribe checked?", recognised("checked", 0.8)) == "Subscribe seems checked."
    unknown = "I cannot tell whether check box Subscribe is checked."
    assert said("Is Subscribe checked?", recognised("", 0.0)) == unknown
    assert said("Is Subscribe disabled?", recognised("checked", 0.99)).startswith("I cannot tell")


def test_what_only_looks_like_something_is_guessed() -> None:
    found = answering.answer("where is subscribe", recognised("checked", 0.99))
    assert {(each.kind, each.model) for each in found or () if isinstance(each, Sentence)} == {
        (Kind.GUESSED, "screen map")
    }


def test_icons_are_named_by_how_sure_they_are() -> None:
    asked = "Which icons are there?"
    assert said(asked, recognised("", 0.0, "print", 0.95)).startswith("1 icon: print.")
    assert said(asked, recognised("", 0.0, "print", 0.75)).startswith("1 icon: probably print.")
    assert said(asked, recognised("", 0.0, "print", 0.5)).startswith(
        "1 icon: unlabelled icon, in the upper right."
    )


def test_what_only_a_program_could_tell_is_not_denied() -> None:
    screen = recognised("checked", 0.99)
    assert said("How many links are there?", screen) == (
        "I cannot tell links by their looks, and the program does not say."
    )
    assert said("How many buttons are there?", screen) == (
        "0 buttons. The program does not tell its controls, so I may miss some."
    )
    assert "I may miss some" in said("Is there a Save button?", screen)


def test_text_in_an_editor_is_found_line_by_line() -> None:
    told = window(node(K.TEXT_AREA, (0, 0, 600, 400), "", value="Dear Anna, we meet on Tuesday."))
    screen = map_of(
        told, line("Dear Anna,", (10, 10, 80, 16)), line("we meet on Tuesday.", (10, 370, 150, 16))
    )
    assert said("Where is Tuesday?", screen) == "We meet on Tuesday.: in the lower left."


def test_a_drop_down_with_a_field_of_its_own_is_one_thing() -> None:
    told = window(
        node(
            K.DROP_DOWN, (0, 0, 200, 24), "", node(K.FIELD, (0, 0, 180, 24), "Search", value="cats")
        )
    )
    assert said("What is in search?", map_of(told)) == "Drop-down list Search: cats."


def test_menus_of_a_menu_bar_are_menus_whatever_the_toolkit_calls_them() -> None:
    bar = node(K.MENU_BAR, (0, 0, 600, 24), "",
               node(K.MENU, (0, 0, 40, 24), "File"),
               node(K.MENU_ITEM, (40, 0, 40, 24), "Edit"))  # fmt: skip
    assert said("Which menus are there?", map_of(window(bar))) == "2 menus: File and Edit."


def test_the_focused_control_is_named() -> None:
    told = window(node(K.FIELD, (0, 0, 100, 20), "Name", states=(State.FOCUSED,)))
    assert (
        said("What has the focus?", map_of(told))
        == "Text field Name, empty, in the upper left, has the focus."
    )


def test_every_pattern_leads_to_an_answer_and_unknown_languages_are_english() -> None:
    book = phrasebook("xx")
    assert {about for about, _pattern in book._patterns} <= set(answering._ANSWERS)
    assert {about for about, _pattern in book._patterns} == set(answering._ANSWERS)


def test_the_window_is_summed_up(form: ScreenMap) -> None:
    assert said("Which window is this?", form).startswith("Shop, window. ")
