"""Using the mouse on what one is at."""

from __future__ import annotations

import threading

import pytest
from PIL import Image, ImageDraw

from assistant.core.errors import CaptureError, EarSightError, MissingPartError
from assistant.core.findings import Kind, Line, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.geometry import Rect
from assistant.core.pointing import Button, Spot
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.review.base import Desk
from assistant.review.reviewer import Reviewer

ORIGIN = 1000, 500
SAVE, MENU = (1020, 520, 1100, 540), (1020, 560, 1200, 580)


def screen(*texts: tuple[int, int, str]) -> Image.Image:
    picture = Image.new("RGB", (300, 200), "white")
    for x, y, text in texts:
        ImageDraw.Draw(picture).text((x, y), text, fill="black", font_size=16)
    return picture


SHOWN = ((22, 21, "Save all"), (22, 61, "File"), (150, 61, "Help"))


class Person:
    """Presses keys at a desktop and hears; also the mouse."""

    def __init__(self, source: Source = Source.WINDOW) -> None:
        self.said: list[str] = []
        self.did: list[tuple[Spot, Button | None, int]] = []
        self.again: list[Request] = []
        self.keys = False
        self.now = screen(*SHOWN)
        self.problem: EarSightError | None = None
        self.source = source
        self.review = Reviewer(
            self,
            Desk(
                speaking=lambda: "",
                hush=lambda: None,
                read_again=self.again.append,
                open_layer=lambda: self._take_keys(True),
                leave_layer=lambda: self._take_keys(False),
                ask_words=lambda: None,
                copy=self.said.append,
                mouse=self._mouse,
                look=self._look,
            ),
        )
        self.reads()

    def _take_keys(self, taken: bool) -> None:
        self.keys = taken

    def _mouse(self) -> Person:
        if self.problem is not None:
            raise self.problem
        return self

    def _look(self, rect: Rect) -> Image.Image:
        inside = rect.moved(-ORIGIN[0], -ORIGIN[1])
        return self.now.crop((inside.x, inside.y, inside.right, inside.bottom))

    def say(
        self,
        text: str,
        *,
        interrupt: bool = False,
        language: str = "",
        remember: bool = True,
        pace: float = 1.0,
    ) -> None:
        self.said.append(text)

    def move(self, spot: Spot) -> None:
        self.did.append((spot, None, 0))

    def click(self, spot: Spot, button: Button = Button.LEFT, times: int = 1) -> None:
        self.did.append((spot, button, times))

    def reads(self, request: Request | None = None, lines: tuple[Line, ...] = ()) -> None:
        frame = Frame(self.now, self.source, ORIGIN, scale=2.0, title="Memo")
        request = request or Request(Verb.READ, Target(self.source), language="en")
        result = Result(request, "Memo", area=frame.area)
        self.review.on_begun(frame, result)
        for line in lines or (
            Line("Save all", SAVE, 0.9, 0),
            Line("File Help", MENU, 0.9, 1),
        ):
            result.add(line)
        self.review.on_result()

    def press(self, *actions: str) -> str:
        for action in actions:
            self.review.perform(f"review-{action}" if action else "review")
            for thread in threading.enumerate():
                if thread.name == "acting":
                    thread.join(5)
        return self.said[-1]


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
