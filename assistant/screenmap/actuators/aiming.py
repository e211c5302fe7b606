"""Finds in a window's tree of now what was captured, or nothing where that is not sure."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.core.actuating import Act, Aim
from assistant.core.geometry import Rect
from assistant.screenmap.elements import BUTTONS, CONTROLS, ENTRIES, FIELDS, ElementKind
from assistant.screenmap.matching import alike, same_words
from assistant.screenmap.sources.base import Node

K = ElementKind
SAME_PLACE = 0.6
"""Intersection over union from which two boxes are one control's."""
USABLE = (CONTROLS | ENTRIES) - {K.PROGRESS_BAR}
"""What a text can be the words of; anything that is told can be acted on."""
_LABELLED = FIELDS | {K.DROP_DOWN, K.SLIDER}
_BOXES = frozenset({K.CHECK_BOX, K.RADIO_BUTTON, K.SWITCH})
"""Of these some programs tell only the box, and not the words beside it."""
_ONE_KIND = (BUTTONS, frozenset({K.CELL, K.LIST_ITEM}), frozenset({K.MENU, K.MENU_ITEM}))
"""Kinds that a screen map takes for each other."""


def found(root: Node, act: Act, aim: Aim) -> Node | None:
    """The object that is meant."""
    nodes = [each for each in root.all() if each is not root and each.kind is not None]
    if aim.kind:
        return _smallest(each for each in nodes if _is_control(each, aim))
    here = [each for each in nodes if each.kind in USABLE and _contains(each.rect, aim.spot)]
    words = _smallest(each for each in here if _has_words(each, aim.name))
    if words is None:
        words = _only(each for each in nodes if each.kind in _BOXES and _is_beside(each, aim))
    if words is not None or act is not Act.FOCUS:
        return words
    # The keyboard may go to the field that one is in, or to the only one with that label.
    fields = [each for each in nodes if each.kind in _LABELLED]
    inside = _smallest(each for each in fields if _contains(each.rect, aim.spot))
    return inside or _only(each for each in fields if same_words(each.name, aim.name))


def _is_control(node: Node, aim: Aim) -> bool:
    same_kind = node.kind == aim.kind or any(
        node.kind in kinds and aim.kind in kinds for kinds in _ONE_KIND
    )
    if not same_kind or node.rect is None:
        return False
    shown = node.rect.intersection(aim.window)
    common = shown.intersection(aim.rect).area
    union = shown.area + aim.rect.area - common
    if common < SAME_PLACE * max(1, union):
        return False
    # What has no words of its own may have been named by its picture, or by the person.
    return not any(_words(node)) or _has_words(node, aim.name)


def _is_beside(node: Node, aim: Aim) -> bool:
    """Whether a text stands beside a box that is called so."""
    box, text = node.rect, aim.rect
    if box is None or not same_words(node.name, aim.name):
        return False
    gap = max(text.x - box.right, box.x - text.right)
    return gap <= 2 * text.height and box.y < text.bottom and text.y < box.bottom


def _has_words(node: Node, words: str) -> bool:
    return any(alike(words, each) for each in _words(node))


def _words(node: Node) -> list[str]:
    inside = " ".join(each.name for each in node.all() if each is not node and each.name)
    return [each for each in (node.name, node.value, node.description, inside) if each]


def _contains(rect: Rect | None, spot: tuple[int, int]) -> bool:
    x, y = spot
    return rect is not None and rect.x <= x < rect.right and rect.y <= y < rect.bottom


def _only(nodes: Iterable[Node]) -> Node | None:
    """The one there is; None for several."""
    listed = list(nodes)
    return listed[0] if len(listed) == 1 else None


def _smallest(nodes: Iterable[Node]) -> Node | None:
    """The innermost of those that lie around each other."""
    return min(nodes, key=lambda each: each.rect.area if each.rect else 0, default=None)
