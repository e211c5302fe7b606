"""Finds in a window's tree of now what was captured, or nothing where that is not sure."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.core.actuating import Act, Aim
from assistant.core.geometry import Rect
from assistant.screenmap.elements import BUTTONS, CONTROLS, ENTRIES, FIELDS, ElementKind
from assistant.screenmap.matching import alike, same_words
from assistant.screenmap.sources.base import Node
from assistant.screenmap.told import LABEL_DISTANCE

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
    node = _found(root, act, aim)
    if act is Act.FOCUS and node is not None and node.kind is K.DROP_DOWN:
        # The keyboard goes to what one types into.
        return next((each for each in node.all() if each.kind in FIELDS), node)
    return node


def _found(root: Node, act: Act, aim: Aim) -> Node | None:
    nodes = [each for each in root.all() if each is not root and each.kind is not None]
    if aim.kind:
        return _smallest(each for each in nodes if _is_control(each, aim))
    for words in filter(None, (aim.name, aim.line)):
        if (node := _with_words(nodes, words, aim)) is not None:
            return node
    return _field(nodes, aim) if act is Act.FOCUS else None


def _with_words(nodes: list[Node], words: str, aim: Aim) -> Node | None:
    """What a text is the words of; or the box that it stands beside."""
    here = [each for each in nodes if each.kind in USABLE and _contains(each.rect, aim.spot)]
    return _smallest(each for each in here if _has_words(each, words)) or _only(
        each for each in nodes if each.kind in _BOXES and _is_beside(each, words, aim.rect)
    )


def _field(nodes: list[Node], aim: Aim) -> Node | None:
    """The field that one is in, or the only one with that label, or the one beside it."""
    fields = [each for each in nodes if each.kind in _LABELLED]
    label = aim.line or aim.name
    return (
        _smallest(each for each in fields if _contains(each.rect, aim.spot))
        or _only(each for each in fields if same_words(each.name, label))
        or _nearest([each for each in fields if not each.name], aim.rect)
    )


def _nearest(fields: list[Node], label: Rect) -> Node | None:
    """The field in the row of a label that is nearest to it; of one in another the inner one."""
    gaps = [(_gap(each.rect, label), each) for each in fields]
    gap, nearest = min(gaps, key=lambda pair: pair[0], default=(LABEL_DISTANCE, None))
    if nearest is None or gap >= LABEL_DISTANCE or nearest.rect is None:
        return None
    around = nearest.rect
    return _smallest(
        each for each in fields if each.rect and each.rect.intersection(around) == each.rect
    )


def _gap(rect: Rect | None, label: Rect) -> int:
    """Pixels between two of one row; `LABEL_DISTANCE` where they are not."""
    if rect is None or rect.y >= label.bottom or label.y >= rect.bottom:
        return LABEL_DISTANCE
    return max(label.x - rect.right, rect.x - label.right, 0)


def _is_control(node: Node, aim: Aim) -> bool:
    same_kind = node.kind == aim.kind or any(
        node.kind in kinds and aim.kind in kinds for kinds in _ONE_KIND
    )
    if not same_kind or node.rect is None:
        return False
    if node.rect.intersection(aim.window).overlap(aim.rect) < SAME_PLACE:
        return False
    # What has no words of its own may have been named by its picture, or by the person.
    return not any(_words(node)) or _has_words(node, aim.name)


def _is_beside(node: Node, words: str, text: Rect) -> bool:
    """Whether a text stands beside a box that is called so."""
    return same_words(node.name, words) and _gap(node.rect, text) <= 2 * text.height


def _has_words(node: Node, words: str) -> bool:
    return any(alike(words, each) for each in _words(node))


def _words(node: Node) -> list[str]:
    inside = " ".join(each.name for each in node.all() if each is not node and each.name)
    return [each for each in (node.name, node.value, node.description, inside) if each]


def _contains(rect: Rect | None, spot: tuple[int, int]) -> bool:
    return rect is not None and rect.contains(*spot)


def _only(nodes: Iterable[Node]) -> Node | None:
    """The one there is; None for several."""
    listed = list(nodes)
    return listed[0] if len(listed) == 1 else None


def _smallest(nodes: Iterable[Node]) -> Node | None:
    """The innermost of those that lie around each other."""
    return min(nodes, key=lambda each: each.rect.area if each.rect else 0, default=None)
