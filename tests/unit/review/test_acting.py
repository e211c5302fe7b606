"""Using the mouse on what one is at, or asking its program."""

from __future__ import annotations

import threading

import pytest
from PIL import Image, ImageDraw

from assistant.core.actuating import NOTHING, UNANSWERED, Act, Aim, Effect, Ending
from assistant.core.errors import CaptureError, EarSightError, MissingPartError
from assistant.core.findings import Control, Kind, Line, Origin, Sentence
from assistant.core.frame import Frame, Source, WindowInfo
from assistant.core.geometry import Rect
from assistant.core.pointing import Button, Spot
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Found, Result
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
    """Presses keys at a desktop and hears; also the mouse, and the accessibility service."""

    def __init__(self, source: Source = Source.WINDOW) -> None:
        self.said: list[str] = []
        self.did: list[tuple[Spot, Button | None, int]] = []
        self.again: list[Request] = []
        self.keys = False
        self.effect = NOTHING
        self.aims: list[tuple[Act, Aim]] = []
        self.windows: list[WindowInfo] = []
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
                hand=lambda: self,
                windows=lambda: self.windows,
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

    def act(self, act: Act, aim: Aim) -> Effect:
        self.aims.append((act, aim))
        return self.effect

    def reads(self, request: Request | None = None, lines: tuple[Found, ...] = ()) -> None:
        frame = Frame(self.now, self.source, ORIGIN, 2.0, "Memo", "memo", pid=7)
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


SAVE_RECT, SHOWN_RECT = Rect(1020, 520, 80, 20), Rect(1000, 500, 300, 200)
BOX_CONTROL = Control("check box", "Save all", "not checked", SAVE, Origin.TOLD, 1.0)


@pytest.mark.parametrize(
    ("action", "act", "effect", "said"),
    [
        ("click", Act.PRESS, Effect(Ending.DONE, "Save all", "button"), "Pressed Save all."),
        (
            "click",
            Act.PRESS,
            Effect(Ending.DONE, "Subscribe", "check box", "checked"),
            "Subscribe, checked.",
        ),
        (
            "right-click",
            Act.SHOW_MENU,
            Effect(Ending.DONE, "Save all", "button"),
            "Opened the menu of Save all.",
        ),
        (
            "focus",
            Act.FOCUS,
            Effect(Ending.DONE, "Your name", "text field"),
            "Focus on Your name, text field.",
        ),
    ],
)
def test_what_the_program_does_itself_needs_no_mouse_and_is_told_as_it_was(
    person: Person, action: str, act: Act, effect: Effect, said: str
) -> None:
    person.problem = MissingPartError("Wayland lets no program use the mouse.")
    person.effect = effect
    assert person.press(action) == said
    aim = Aim(7, "Memo", SHOWN_RECT, 2.0, SAVE_RECT, (1060, 530), "Save all")
    assert person.aims == [(act, aim)]
    assert person.did == []
    assert not person.keys


def test_a_told_control_is_meant_as_such_and_what_only_looks_like_one_by_its_words(
    person: Person,
) -> None:
    person.reads(lines=(BOX_CONTROL,))
    person.press("click")
    ((_act, aim),) = person.aims
    assert (aim.kind, aim.name, aim.rect) == ("check box", "Save all", SAVE_RECT)
    person.reads(lines=(Control("button", "Save all", "", SAVE, Origin.RECOGNISED, 0.9),))
    person.press("click")
    assert person.aims[-1][1].kind == ""
    assert len(person.did) == 2, "nothing was offered: the mouse did it"


def test_a_word_of_a_line_is_meant_where_it_stands(person: Person) -> None:
    person.effect = Effect(Ending.DONE, "Help", "link")
    assert person.press("next-line", "right-word", "click") == "Pressed Help."
    ((_act, aim),) = person.aims
    assert (aim.name, aim.line) == ("Help", "File Help")
    assert 1150 < aim.spot[0] < 1190


@pytest.mark.parametrize("action", ["click", "focus", "right-click"])
def test_what_is_disabled_is_said_to_be_and_left_alone(person: Person, action: str) -> None:
    person.effect = Effect(Ending.DISABLED, "Save all", "button")
    assert person.press(action) == "Save all is disabled."
    assert person.did == []
    assert person.keys


def test_a_program_that_hangs_is_told_and_not_clicked_besides(person: Person) -> None:
    person.effect = UNANSWERED
    assert person.press("click") == "memo does not answer. Try again in a moment."
    assert person.did == []


def test_the_focus_never_goes_by_a_click(person: Person) -> None:
    assert person.press("focus") == "The focus cannot be moved there."
    assert person.did == []
    assert person.keys


@pytest.mark.parametrize("action", ["double-click", "move-pointer"])
def test_what_only_a_mouse_does_asks_nobody(person: Person, action: str) -> None:
    person.press(action)
    assert person.aims == []
    assert len(person.did) == 1


def test_nothing_is_pressed_on_a_changed_screen(person: Person) -> None:
    person.effect = Effect(Ending.DONE, "Save all", "button")
    person.now = screen((22, 21, "Close"))
    assert person.press("click") == "The screen has changed. Reading it again."
    assert person.aims == []


def test_on_a_whole_screen_the_front_window_at_that_place_is_meant() -> None:
    person = Person(Source.SCREEN)
    person.press("")
    person.effect = Effect(Ending.DONE, "Save all", "button")
    person.windows = [
        WindowInfo(1, "Away", "away", SHOWN_RECT, 3, minimised=True),
        WindowInfo(2, "Beside", "beside", Rect(0, 0, 50, 50), 4),
        WindowInfo(3, "Front", "front", Rect(1010, 510, 200, 100), 5),
        WindowInfo(4, "Back", "back", SHOWN_RECT, 6),
    ]
    person.press("click")
    ((_act, aim),) = person.aims
    assert (aim.pid, aim.title, aim.window) == (5, "Front", Rect(1010, 510, 200, 100))
    person.windows = []
    assert person.press("click") == "Clicked Save all."
    assert len(person.aims) == 1
