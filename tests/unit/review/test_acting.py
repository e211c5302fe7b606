"""Using the mouse on what one is at."""

from __future__ import annotations

import pytest
from support.acting_person import MENU, SAVE, Person, screen

from assistant.core.errors import CaptureError, EarSightError, MissingPartError
from assistant.core.findings import Kind, Line, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.pointing import Button, Spot
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result


@pytest.fixture
def person() -> Person:
    person = Person()
    person.press("")
    assert person.keys
    return person


@pytest.mark.parametrize(
    ("action", "button", "times", "said"),
    [
        ("click", Button.LEFT, 1, "Clicked Save all."),
        ("double-click", Button.LEFT, 2, "Double-clicked Save all."),
        ("right-click", Button.RIGHT, 1, "Right-clicked Save all."),
    ],
)
def test_the_middle_of_the_line_is_clicked_said_and_the_keys_given_back(
    person: Person, action: str, button: Button, times: int, said: str
) -> None:
    assert person.press(action) == said
    assert person.did == [(Spot(1060, 530, 2.0), button, times)]
    assert not person.keys


def test_moving_the_pointer_clicks_nothing_and_keeps_the_keys(person: Person) -> None:
    assert person.press("move-pointer") == "Pointer on Save all."
    assert person.did == [(Spot(1060, 530, 2.0), None, 0)]
    assert person.keys


def test_after_a_move_by_words_the_word_is_clicked(person: Person) -> None:
    assert person.press("next-line", "right-word", "click") == "Clicked Help."
    ((spot, _button, _times),) = person.did
    assert 1150 < spot.x < 1190
    assert spot.y == 570


def test_after_a_search_the_word_that_was_found_is_clicked(person: Person) -> None:
    person.review.find("help")
    assert person.said[-1] == "File Help"
    assert person.press("click") == "Clicked Help."
    ((spot, _button, _times),) = person.did
    assert 1150 < spot.x < 1190


def test_what_was_said_or_is_in_a_file_cannot_be_clicked() -> None:
    person = Person(Source.FILE)
    assert person.press("click") == "This is not on the screen."
    result = Result(Request(Verb.DESCRIBE, Target(Source.WINDOW)))
    person.review.on_begun(Frame(person.now, Source.WINDOW), result)
    result.add(Sentence("A cat.", Kind.GUESSED, "m"))
    assert person.press("click") == "This was said, and is nowhere on the screen."
    assert (person.did, person.again) == ([], [])


def test_a_changed_screen_is_told_and_read_again_and_the_second_press_clicks(
    person: Person,
) -> None:
    person.now = screen((122, 121, "Save all"))
    assert person.press("click") == "The screen has changed. Reading it again."
    assert person.did == []
    (request,) = person.again
    person.reads(
        request, (Line("Bye", MENU, 0.9, 0), Line("Save all", (1120, 620, 1200, 640), 0.9, 1))
    )
    assert person.said[-1] == "Save all is still there. Press the key again."
    assert person.keys
    assert person.press("click") == "Clicked Save all."
    assert person.did == [(Spot(1160, 630, 2.0), Button.LEFT, 1)]


def test_what_is_gone_is_told(person: Person) -> None:
    person.now = screen((22, 21, "Close"))
    person.press("click")
    person.reads(person.again[0], (Line("Close", SAVE, 0.9, 0),))
    assert person.said[-1] == "Save all is not there any more."
    assert person.press("line") == "Close"


def test_of_several_alike_the_nearest_is_meant(person: Person) -> None:
    person.now = screen((22, 25, "Save all"))
    person.press("click")
    near, far = (1020, 525, 1100, 545), (1020, 660, 1100, 680)
    lines = (Line("Save all", far, 0.9, 0), Line("Save all", near, 0.9, 1))
    person.reads(person.again[0], lines)
    assert person.press("where").endswith("line 2 of 2.")


def test_another_reading_meanwhile_is_not_taken_for_the_one_that_was_asked_for(
    person: Person,
) -> None:
    person.now = screen()
    person.press("click")
    before = len(person.said)
    person.reads()
    assert len(person.said) == before


def test_an_answer_whose_picture_is_gone_is_read_again_first(person: Person) -> None:
    person.reads()
    assert person.press("older", "click") == "The screen has changed. Reading it again."
    assert person.did == []


@pytest.mark.parametrize(
    "problem",
    [
        MissingPartError("Wayland lets no program use the mouse.", "Use its keys."),
        CaptureError("No."),
    ],
)
def test_what_cannot_be_done_is_told_and_the_keys_stay(
    person: Person, problem: EarSightError
) -> None:
    person.problem = problem
    assert person.press("click") == problem.spoken
    assert person.keys
    assert person.did == []


def test_a_bug_is_told_without_its_details(person: Person) -> None:
    person.now = None  # type: ignore[assignment]
    assert person.press("click") == "That did not work: AttributeError."
