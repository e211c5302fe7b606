"""Windows as applications tell them, built by hand for tests of the screen map."""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageDraw

from assistant.core.findings import Line
from assistant.core.frame import Frame, Source
from assistant.core.geometry import Rect
from assistant.screenmap.elements import ElementKind, ScreenMap, State
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.sources.base import Node, ToldWindow

K = ElementKind
SIZE = (640, 480)


def node(
    kind: ElementKind | None,
    box: tuple[int, int, int, int] | None,
    name: str = "",
    *children: Node,
    states: tuple[State, ...] = (),
    **more: Any,
) -> Node:
    """A node with its box as x, y, width, height."""
    rect = Rect(*box) if box else None
    return Node(kind, rect, name, states=frozenset(states), children=list(children), **more)


def window(*children: Node, kind: ElementKind | None = None, complete: bool = True) -> ToldWindow:
    """A window that fills the frame."""
    return ToldWindow(node(kind, (0, 0, *SIZE), "", *children), complete)


def line(text: str, box: tuple[int, int, int, int], block: int = 0, sure: float = 0.99) -> Line:
    """A line with its box as x, y, width, height."""
    x, y, width, height = box
    return Line(text, (x, y, x + width, y + height), sure, block)


def drawn(
    *boxes: tuple[int, int, int, int], title: str = "Shop", size: tuple[int, int] = SIZE
) -> Frame:
    """A window's frame with something to see in each box (x, y, width, height)."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for x, y, width, height in boxes:
        draw.rectangle((x, y, x + width - 1, y + height - 1), outline="black")
        draw.line((x, y, x + width, y + height), fill="black")
    return Frame(image, Source.WINDOW, title=title, application="shop", pid=7)


def everywhere(root: Node) -> list[tuple[int, int, int, int]]:
    """The boxes of all nodes, so that all of them show something."""
    return [
        (each.rect.x, each.rect.y, each.rect.width, each.rect.height)
        for each in root.all()
        if each.rect is not None
    ]


def map_of(told: ToldWindow, *lines: Line, title: str = "Shop") -> ScreenMap:
    """The map of a window whose every element shows."""
    return merged(Look(drawn(*everywhere(told.root), title=title), lines, (), told))


def order_form() -> ToldWindow:
    """A form with one of nearly everything."""
    table = node(
        K.TABLE, (20, 300, 300, 90), "",
        node(None, (20, 300, 300, 30), "",
             node(K.COLUMN_HEADER, (20, 300, 100, 30), "Item"),
             node(K.COLUMN_HEADER, (120, 300, 100, 30), "Price"), is_row=True),
        node(None, (20, 330, 300, 30), "",
             node(K.CELL, (20, 330, 100, 30), "Apple"),
             node(K.CELL, (120, 330, 100, 30), "1.20"), is_row=True),
        node(None, (20, 360, 300, 30), "",
             node(K.CELL, (20, 360, 100, 30), "Pear"),
             node(K.CELL, (120, 360, 100, 30), "2.50"), is_row=True),
        rows=3, columns=2, clips=True,
    )  # fmt: skip
    return window(
        node(K.HEADING, (20, 20, 300, 30), "", node(K.TEXT, (20, 20, 100, 30), "Order form")),
        node(K.TEXT, (20, 60, 80, 20), "Your name:"),
        node(K.FIELD, (120, 60, 200, 24), "Your name", value="Anna"),
        node(K.FIELD, (120, 90, 200, 24), "E-mail", states=(State.INVALID,)),
        node(K.CHECK_BOX, (20, 130, 200, 20), "Subscribe", states=(State.CHECKED,)),
        node(K.RADIO_BUTTON, (20, 160, 100, 20), "Standard", states=(State.CHECKED,)),
        node(K.RADIO_BUTTON, (130, 160, 100, 20), "Express", states=(State.NOT_CHECKED,)),
        node(K.DROP_DOWN, (120, 190, 120, 24), "Country", value="France"),
        node(K.SLIDER, (120, 220, 120, 20), "Quantity", value="3"),
        node(K.BUTTON, (20, 250, 60, 26), "Send"),
        node(K.BUTTON, (90, 250, 60, 26), "Delete", states=(State.DISABLED,)),
        node(K.LINK, (160, 250, 40, 20), "Help"),
        table,
        node(K.ALERT, (20, 420, 400, 24), "Alert",
             node(K.TEXT, (20, 420, 300, 24), "Error: the e-mail address is missing.")),
    )  # fmt: skip
