"""Which lines that OCR read are the words of told elements, and which are news."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from assistant.core.findings import Line
from assistant.screenmap import boxes
from assistant.screenmap.elements import BUTTONS, CONTAINERS, FIELDS, Element, ElementKind
from assistant.screenmap.matching import plain, same_words, similarity, words_of

K = ElementKind
ACCOUNTED = 0.6
"""Part of a line's area, or of its words, in told elements, from which it is no news."""
NEAR = 40
"""Pixels from an element to the words that are its name, at 96 dpi."""
PARTLY = 0.2
_LEAVES_NAMED_BY_READING = BUTTONS | {K.TAB, K.LINK, K.MENU_ITEM, K.LIST_ITEM, K.TREE_ITEM, K.MENU}
_HELD = (FIELDS - {K.PASSWORD}) | {K.DROP_DOWN}
"""What is read in a password field is nobody's business."""


def with_lines(
    told: Sequence[Element], lines: Sequence[Line], scale: float
) -> tuple[list[Element], list[Line]]:
    """Told elements with the words read on them where they lack any; and the lines left over."""
    known = leaves(told)
    words: dict[int, list[str]] = {}
    left: list[Line] = []
    for line in lines:
        home = _home(line, known)
        if home is not None:
            words.setdefault(home.id, []).append(line.text.strip())
            continue
        holder = _half_in(line, known)
        if holder is not None:
            words.setdefault(holder.id, []).append(_unsaid(line, known, scale))
        elif not _accounted(line, known, scale):
            left.append(line)
    return [_filled(element, words.get(element.id, [])) for element in told], left


def leaves(told: Sequence[Element]) -> list[Element]:
    """What has words of its own, rather than other elements."""
    parents = {element.parent for element in told}
    return [
        element for element in told
        if element.kind not in CONTAINERS | {K.SCROLL_BAR, K.PICTURE}
        or (element.text and element.id not in parents)
        or (element.text and element.kind in (K.ALERT, K.STATUS_BAR))
    ]  # fmt: skip


def _home(line: Line, known: Sequence[Element]) -> Element | None:
    """The smallest told element that the line is in."""
    around = [
        leaf for leaf in known if boxes.covered(line.box, leaf.box) >= ACCOUNTED
    ]  # fmt: skip
    return min(around, key=lambda leaf: boxes.area(leaf.box), default=None)


def _half_in(line: Line, known: Sequence[Element]) -> Element | None:
    """A told field or list without a value whose words were read in one line with its label."""
    return next(
        (
            leaf
            for leaf in known
            if leaf.kind in _HELD
            and not leaf.value
            and boxes.same_row(line.box, leaf.box)
            and boxes.covered(line.box, leaf.box) >= PARTLY
            and plain(leaf.name) in plain(line.text)
        ),
        None,
    )


def _unsaid(line: Line, known: Sequence[Element], scale: float) -> str:
    """The line's words that no told element near it has."""
    near = [leaf for leaf in known if boxes.distance(line.box, leaf.box) <= NEAR * scale]
    told = {word for leaf in near for word in words_of(leaf.name)}
    return " ".join(each for each in line.text.split() if not set(words_of(each)) <= told)


def _accounted(line: Line, known: Sequence[Element], scale: float) -> bool:
    """Whether told elements on or near the line have its words: a menu bar reads as one line."""
    near = [leaf for leaf in known if boxes.distance(line.box, leaf.box) <= NEAR * scale
            and leaf.text]  # fmt: skip
    if any(same_words(line.text, leaf.name) or _reads_like(line, leaf) for leaf in near):
        return True
    covered = sum(boxes.covered(line.box, leaf.box) for leaf in near)
    told = {word for leaf in near for word in words_of(f"{leaf.name} {leaf.value}")}
    words = words_of(line.text)
    said = sum(word in told for word in words) / max(1, len(words))
    return covered >= ACCOUNTED or said >= ACCOUNTED


def _reads_like(line: Line, leaf: Element) -> bool:
    return similarity(line.text, leaf.name) >= 0.8 or plain(line.text) in plain(leaf.name)


def _filled(element: Element, words: Sequence[str]) -> Element:
    text = " ".join(words)
    if not text:
        return element
    if element.kind in _HELD and not element.value and not same_words(text, element.name):
        return msgspec.structs.replace(element, value=text)
    if element.kind in _LEAVES_NAMED_BY_READING and not element.name:
        return msgspec.structs.replace(element, name=text)
    return element
