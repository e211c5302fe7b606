"""Clicks or focuses the line, word or control one is at, and says what was done.

What its program offers to do by itself needs no mouse. Nothing is done to what no longer looks as
it did: it is read again first.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.core.actuating import NOTHING, Act, Ending
from assistant.core.errors import CancelledError, EarSightError
from assistant.core.geometry import Rect
from assistant.core.i18n import N_, _
from assistant.core.pointing import Button, Spot
from assistant.review.aiming import aim_of, effect_words, focus_words
from assistant.review.base import Desk
from assistant.review.cursor import Unit
from assistant.review.document import Item
from assistant.review.looks import middle_of, same_look
from assistant.review.wording import name_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.findings import Box
    from assistant.core.frame import Frame
    from assistant.core.request import Request
    from assistant.review.history import Entry
    from assistant.review.narrator import Narrator

log = logging.getLogger(__name__)

FRAME = 3
"""Pixels at the edge of a control that light up when it has the focus or the pointer."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """`done` is said after the mouse did it, `acted` after the program itself did `act`."""

    done: str = ""
    button: Button | None = None
    times: int = 1
    act: Act | None = None
    acted: str = ""


_DEEDS: Mapping[str, _Deed] = {
    "review-click": _Deed(
        N_("Clicked {name}."), Button.LEFT, act=Act.PRESS, acted=N_("Pressed {name}.")
    ),
    "review-double-click": _Deed(N_("Double-clicked {name}."), Button.LEFT, 2),
    "review-right-click": _Deed(
        N_("Right-clicked {name}."),
        Button.RIGHT,
        act=Act.SHOW_MENU,
        acted=N_("Opened the menu of {name}."),
    ),
    "review-move-pointer": _Deed(N_("Pointer on {name}.")),
    "review-focus": _Deed(act=Act.FOCUS, acted=N_("Focus on {name}.")),
}
ACTING = frozenset(_DEEDS)
"""The ids of the actions."""


class Actor:
    """Does one thing after the other, each on a thread of its own: a desktop may be slow."""

    def __init__(self, narrator: Narrator, desk: Desk) -> None:
        self._narrator = narrator
        self._desk = desk
        self._working = threading.Lock()
        self._sought: tuple[Request, Item] | None = None

    def act(self, action_id: str, entry: Entry) -> None:
        """Do one of `ACTING` to what `entry`'s cursor is at. Returns at once."""
        self._sought = None
        cursor = entry.cursor
        item, unit = cursor.item, cursor.unit
        span = cursor.span(unit) if unit in (Unit.WORD, Unit.CHARACTER) else None
        name = name_of(item) if span is None else item.text[slice(*span)]
        if item.box is None:
            self._narrator.tell(_("This was said, and is nowhere on the screen."))
        elif not entry.result.request.target.source.on_screen:
            self._narrator.tell(_("This is not on the screen."))
        else:
            spot = _spot(item, item.box, span, entry.frame)
            arguments = (_DEEDS[action_id], entry, item, spot, name)
            threading.Thread(target=self._work, args=arguments, name="acting", daemon=True).start()

    def found(self, entry: Entry) -> bool:
        """A result has come to its end: say whether what was to be clicked is still there.

        Returns False where that was not the question, or nothing was found at all.
        """
        request, sought = self._sought or (None, None)
        if sought is None or entry.result.request is not request:
            return False
        self._sought = None
        if entry.follow().empty:
            return False
        cursor = entry.cursor
        same = [n for n, each in enumerate(cursor.items) if each.box and each.text == sought.text]
        if not same:
            words = _("{name} is not there any more.")
        else:
            cursor.go_to(min(same, key=lambda n: _distance(cursor.items[n], sought)))
            words = _("{name} is still there. Press the key again.")
        self._narrator.tell(words.format(name=name_of(sought)))
        return True

    def _work(self, deed: _Deed, entry: Entry, item: Item, spot: Spot, name: str) -> None:
        try:
            with self._working:
                self._do(deed, entry, item, spot, name)
        except CancelledError:
            pass
        except EarSightError as error:
            self._narrator.tell(error.spoken)
        except Exception as error:
            # Only the type is logged: a message could carry what was on the screen.
            log.error("acting: %s", type(error).__name__)  # noqa: TRY400
            self._narrator.tell(_("That did not work: {kind}.").format(kind=type(error).__name__))

    def _do(self, deed: _Deed, entry: Entry, item: Item, spot: Spot, name: str) -> None:
        # Asked first: where it is the only way and there is none, nothing is read again for it.
        mouse = self._desk.mouse() if deed.act is None else None
        frame = entry.frame
        if frame is None or not self._looks_the_same(frame, item):
            self._sought = entry.result.request, item
            self._narrator.tell(_("The screen has changed. Reading it again."))
            self._desk.read_again(entry.result.request)
            return
        if mouse is None:
            if self._acts(deed, item, spot, name, frame):
                return
            mouse = self._desk.mouse()
        if deed.button is None:
            mouse.move(spot)
        else:
            mouse.click(spot, deed.button, deed.times)
            self._desk.leave_layer()
        self._narrator.tell(_(deed.done).format(name=name))

    def _acts(self, deed: _Deed, item: Item, spot: Spot, name: str, frame: Frame) -> bool:
        """Let the program itself do it; whether that is settled, so that no mouse is needed.

        Raises:
            EarSightError: it does not answer, or the focus can go there in no other way.

        """
        aim = aim_of(item, name, spot, frame, self._desk.windows)
        if aim is None or deed.act is None:
            effect = NOTHING
        else:
            effect = self._desk.hand().act(deed.act, aim)
        if effect.ending is Ending.UNANSWERED:
            program = frame.application or (aim.title if aim else "")
            raise EarSightError(
                _("{program} does not answer.").format(program=program),
                _("Try again in a moment."),
            )
        if effect.ending is Ending.NOTHING:
            if deed.act is Act.FOCUS:
                raise EarSightError(_("The focus cannot be moved there."))
            return False
        if effect.ending is Ending.DISABLED:
            words = _("{name} is disabled.").format(name=effect.name or name)
        else:
            self._desk.leave_layer()
            say = focus_words if deed.act is Act.FOCUS else effect_words
            words = say(_(deed.acted), effect)
        self._narrator.tell(words)
        return True

    def _looks_the_same(self, frame: Frame, item: Item) -> bool:
        """Whether the place of the item shows what it showed when the picture was taken."""
        if item.box is None:
            return False
        x0, y0, x1, y1 = item.box
        rect = Rect.of_box(item.box)
        if item.kind and min(rect.width, rect.height) > 4 * FRAME:
            rect = Rect.of_box((x0 + FRAME, y0 + FRAME, x1 - FRAME, y1 - FRAME))
        return same_look(_crop(frame, rect), self._desk.look(rect))


def _spot(item: Item, box: Box, span: tuple[int, int] | None, frame: Frame | None) -> Spot:
    """The middle of the item, or of a part of its text."""
    rect = Rect.of_box(box)
    x, y = rect.center
    if frame is None:
        return Spot(x, y)
    if span is not None:
        x = rect.x + middle_of(_crop(frame, rect), item.text, span)
    return Spot(x, y, frame.scale)


def _crop(frame: Frame, rect: Rect) -> Image:
    inside = rect.moved(-frame.origin[0], -frame.origin[1])
    return frame.image.crop(inside.box).convert("RGB")


def _distance(item: Item, other: Item) -> int:
    if item.box is None or other.box is None:
        return 0
    return abs(item.box[0] - other.box[0]) + abs(item.box[1] - other.box[1])
