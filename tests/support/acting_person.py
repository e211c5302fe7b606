"""A person who clicks and focuses what was read, with the desktop pretended."""

from __future__ import annotations

import threading

from PIL import Image, ImageDraw
from support.fake_speech import FakeSpeech

from assistant.core.actuating import NOTHING, Act, Aim, Effect
from assistant.core.errors import EarSightError
from assistant.core.findings import Line
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
        self.speech = FakeSpeech()
        self.said = self.speech.said
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
            self.speech,
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
