"""Tells the accessibility service what is meant: which window, which thing, where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.core.actuating import Aim, Effect
from assistant.core.frame import Source
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.review.document import Item, Role
from assistant.review.wording import name_of, sentence, state_words

if TYPE_CHECKING:
    from assistant.core.frame import Frame, WindowInfo
    from assistant.core.pointing import Spot


def aim_of(
    item: Item, name: str, spot: Spot, frame: Frame, windows: Callable[[], Sequence[WindowInfo]]
) -> Aim | None:
    """What is meant by an item with a box, or by the word `name` in it; None for no window.

    What only looks like a control is looked for by its words, as a text is.
    """
    if item.box is None:
        return None
    told = item.role is Role.CONTROL and not item.seems
    of_window = frame.pid, frame.title, frame.rect, frame.scale
    if frame.source is not Source.WINDOW:
        shown = [each for each in windows() if not each.minimised]
        window = next((each for each in shown if each.rect.contains(spot.x, spot.y)), None)
        if window is None:
            return None
        of_window = window.pid, window.title, window.rect, frame.scale
    return Aim(
        *of_window,
        rect=Rect.of_box(item.box),
        spot=(spot.x, spot.y),
        name=item.text if told else name,
        kind=item.kind if told else "",
        line="" if told or name == item.text else item.text,
    )


def effect_words(words: str, effect: Effect) -> str:
    """What was done, by `words` with {name}; of a thing that can be chosen, how it is now."""
    now = Item(effect.name, 0, kind=effect.kind, state=effect.state)
    if effect.state:
        return sentence(_(", ").join([name_of(now), state_words(now)]))
    return words.format(name=name_of(now))


def focus_words(words: str, effect: Effect) -> str:
    """Where the keyboard is, by `words` with {name}: "Your name, text field"."""
    return words.format(name=_(", ").join(filter(None, (effect.name, _(effect.kind)))))
