"""From the tree that an application tells to elements: what shows, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from assistant.core.findings import Box, Origin
from assistant.screenmap import boxes
from assistant.screenmap.elements import (
    CONTAINERS,
    CONTROLS,
    ENTRIES,
    FIELDS,
    Element,
    ElementKind,
    State,
)
from assistant.screenmap.matching import same_words
from assistant.screenmap.sources.base import Node
from assistant.screenmap.tables import in_tables

K = ElementKind
SHOWN = 0.3
"""An element of which less than this part shows is scrolled out."""
SMALLEST = 2
"""Pixels; toolkits give what they hide one pixel."""
LABEL_DISTANCE = 300
_OF_WORDS = frozenset(
    {K.PARAGRAPH, K.HEADING, K.LINK, K.BUTTON, K.TOGGLE_BUTTON, K.TAB, K.CELL, K.COLUMN_HEADER,
     K.LIST_ITEM, K.TREE_ITEM, K.MENU_ITEM, K.ALERT, K.CHECK_BOX, K.RADIO_BUTTON, K.STATUS_BAR}
)  # fmt: skip
"""Kinds whose texts are their own words, not elements beside them."""
_LABELLED = FIELDS | {K.DROP_DOWN, K.SLIDER, K.PROGRESS_BAR, K.CHECK_BOX, K.RADIO_BUTTON, K.SWITCH}
_PASSIVE = frozenset({K.TEXT, K.PARAGRAPH, K.HEADING})
_ICON_NAME_END = "-symbolic"


@dataclass(slots=True)
class _Around:
    """What surrounds a node: the box outside which nothing shows, and the element it is in."""

    clip: Box
    parent: int


def elements_of(root: Node, bounds: Box) -> list[Element]:
    """The elements of a window in the order in which it tells them, without the window itself.

    `bounds` is the captured frame; all boxes are cut to it. Ids begin at 1.
    """
    found: list[Element] = []
    for child in root.children:
        _walk(child, _Around(bounds, 0), found)
    return in_tables(_without_labels(_without_empty(found)))


def _walk(node: Node, around: _Around, found: list[Element]) -> None:
    box = _visible(node, around.clip)
    inside = _Around(around.clip, around.parent)
    if node.clips and box is not None:
        inside.clip = box
    kind = _meaning(node, found[around.parent - 1].kind if around.parent else None)
    absorbed = False
    if kind is not None and box is not None:
        if kind in (K.CELL, K.LIST_ITEM) and any(child.kind is K.CELL for child in node.children):
            found.append(_entry(node, kind, box, len(found) + 1, around.parent))
            return
        element = _element(node, kind, box, len(found) + 1, around.parent)
        found.append(element)
        if kind is K.DROP_DOWN or kind in FIELDS:
            # What is inside is its own text and decoration.
            return
        absorbed = kind in _OF_WORDS
        if kind in CONTAINERS or kind in ENTRIES or kind is K.TAB:
            inside.parent = element.id
    for child in node.children:
        if absorbed and child.kind in (K.TEXT, None) and _only_words(child):
            continue
        _walk(child, inside, found)


def _visible(node: Node, clip: Box) -> Box | None:
    if node.rect is None or min(node.rect.width, node.rect.height) < SMALLEST:
        return None
    whole = node.rect.box
    shown = boxes.common(whole, clip)
    large_enough = boxes.covered(whole, clip) >= SHOWN or node.kind in CONTAINERS or node.clips
    return shown if boxes.area(shown) > 0 and large_enough else None


def _meaning(node: Node, around: ElementKind | None) -> ElementKind | None:
    """Its kind here: a paragraph around fields is layout, a table of one column a list."""
    if node.kind is K.CELL and around is K.LIST:
        return K.LIST_ITEM
    if node.kind is K.MENU_ITEM and around is K.MENU_BAR:
        return K.MENU
    if node.kind in (K.TEXT, K.PARAGRAPH) and any(
        each.kind in CONTROLS and each.kind is not K.LINK for each in node.all() if each is not node
    ):
        return None
    if node.kind is K.TABLE and node.columns == 1:
        return K.LIST
    return node.kind


def _element(node: Node, kind: ElementKind, box: Box, number: int, parent: int) -> Element:
    name = node.name
    if kind in _OF_WORDS:
        words = _words(node)
        # An alert's name is often its kind; what it says is what matters.
        name = words if (kind is K.ALERT and words) or not name else name
    if kind is K.DROP_DOWN:
        name, held = _of_list(node)
    else:
        held = node.value
    value = "" if same_words(held, name) and kind not in FIELDS else held
    return Element(
        kind=kind,
        box=box,
        source=Origin.TOLD,
        id=number,
        parent=parent,
        name=_readable_name(name or node.description, kind),
        value=value,
        value_known=node.value_known,
        states=node.states,
        description=node.description if name else "",
        rows=_rows(node),
        columns=node.columns,
        level=node.level,
    )


def _of_list(node: Node) -> tuple[str, str]:
    """Name and value of a drop-down list, which may have its own field to type in."""
    fields = [each for each in node.all() if each.kind in FIELDS]
    names = [each.name for each in (node, *fields) if each.name]
    values = [each.value for each in (node, *fields) if each.value]
    if not values and len(names) > 1 and names[0] != names[1]:
        # Toolkits name a list without a label after what is chosen.
        return names[1], names[0]
    return next(iter(names), ""), next(iter(values), "")


def _readable_name(name: str, kind: ElementKind) -> str:
    """An icon's file name as words."""
    if kind in (K.ICON, K.PICTURE) and name.endswith(_ICON_NAME_END):
        return name.removesuffix(_ICON_NAME_END).replace("-", " ")
    return name


def _rows(node: Node) -> int:
    """Rows of data: HTML counts the row of headings too."""
    heads = any(
        each.is_row and any(cell.kind is K.COLUMN_HEADER for cell in each.children)
        for each in node.all()
    )
    return max(0, node.rows - heads)


def _entry(node: Node, kind: ElementKind, box: Box, number: int, parent: int) -> Element:
    """A row or cell that is made of cells without meaning of their own, as in a list with icons."""
    words: list[str] = []
    for child in node.all():
        if child.name and child.name not in words and child.rect is not None:
            words.append(child.name)
    return Element(
        kind=kind,
        box=box,
        source=Origin.TOLD,
        id=number,
        parent=parent,
        name=", ".join(words),
        states=node.states - {State.COLLAPSED},
    )


def _only_words(node: Node) -> bool:
    return all(each.kind in (K.TEXT, None) for each in node.all())


def _words(node: Node) -> str:
    """The texts below a node, each once."""
    return " ".join(_leaf_words(node))


def _leaf_words(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.kind in CONTROLS and child.kind is not K.LINK:
            continue
        deeper = list(_leaf_words(child))
        if deeper:
            yield from deeper
        elif child.name and child.kind in (K.TEXT, K.LINK, K.PARAGRAPH, K.HEADING):
            yield child.name


def _without_empty(found: list[Element]) -> list[Element]:
    """Without texts that say nothing, and pictures and cells that nobody described."""
    silent = _PASSIVE | {K.ALERT, K.MENU, K.MENU_ITEM, K.CELL, K.STATUS_BAR}
    parents = {each.parent for each in found}
    return [
        each for each in found
        if each.text.strip() or each.kind not in silent or each.id in parents
    ]  # fmt: skip


def _without_labels(found: list[Element]) -> list[Element]:
    """Without texts that only name the control beside them: that one says them itself."""
    named = [each for each in found if each.kind in _LABELLED and each.name]

    def labels(text: Element) -> bool:
        return any(
            same_words(text.text, control.name)
            and boxes.distance(text.box, control.box) <= LABEL_DISTANCE
            for control in named
        )

    return [each for each in found if each.kind not in _PASSIVE or not labels(each)]


def shifted_ids(found: Sequence[Element], by: int) -> list[Element]:
    """The same elements with ids from `by + 1` on; those in the window itself stay there."""
    return [
        msgspec.structs.replace(
            each, id=each.id + by, parent=each.parent + by if each.parent else 0
        )
        for each in found
    ]
