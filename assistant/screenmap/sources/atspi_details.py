"""What only some kinds of objects have: values, texts, sizes, selections and labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec

from assistant.screenmap.elements import ENTRIES, FIELDS, ElementKind, State
from assistant.screenmap.sources.atspi_bus import (
    AccessibilityBus,
    Accessible,
    Question,
    call,
    get,
)
from assistant.screenmap.sources.atspi_values import accessibles, readable, unwrapped
from assistant.screenmap.sources.base import LONGEST_TEXT, Node
from assistant.screenmap.sources.numbers import number, position

K = ElementKind
_LABELLED_BY = 2  # ATSPI_RELATION_LABELLED_BY
_VALUED = frozenset({K.SLIDER, K.PROGRESS_BAR, K.NUMBER, K.SCROLL_BAR})
_TEXTS = (FIELDS - {K.PASSWORD}) | {K.TEXT, K.PARAGRAPH, K.STATUS_BAR}
_NEED_NAME = FIELDS | _VALUED | {K.DROP_DOWN, K.BUTTON, K.TOGGLE_BUTTON, K.CHECK_BOX, K.TABLE}
_VALUE_PARTS = ("CurrentValue", "MinimumValue", "MaximumValue")

Take = Callable[[Any], None]
"""Puts an answer into a node."""


class Asked(Protocol):
    """An object of the tree, with where it is asked."""

    to: Accessible
    node: Node


def add_details(bus: AccessibilityBus, found: Sequence[Asked]) -> None:
    """Ask what the kind of each object calls for, all at once; then for what those answers name."""
    wanted = [entry for each in found for entry in _wanted(each)]
    labels: list[tuple[Node, Accessible]] = []
    wanted += [
        (call(each.to, "Accessible.GetRelationSet"), _labels_into(labels, each.node))
        for each in found
        if each.node.kind in _NEED_NAME and not each.node.name
    ]
    chosen: list[tuple[Node, Accessible]] = []
    wanted += [
        (call(each.to, "Selection.GetSelectedChild", "i", (0,)), _child_into(chosen, each.node))
        for each in found
        if each.node.kind is K.DROP_DOWN
    ]
    lengths: list[tuple[Asked, int]] = []
    for each in found:
        each.node.value_known = each.node.kind not in FIELDS
    wanted += [
        (get(each.to, "Text.CharacterCount"), _length_into(lengths, each))
        for each in found
        if each.node.kind in _TEXTS and (each.node.kind in FIELDS or not each.node.name)
    ]
    _ask(bus, wanted)
    _ask(bus, [_text(each, length) for each, length in lengths])
    named = [(get(to, "Accessible.Name"), _into(node, "name")) for node, to in labels]
    _ask(
        bus, [*named, *((get(to, "Accessible.Name"), _into(node, "value")) for node, to in chosen)]
    )


def _ask(bus: AccessibilityBus, wanted: list[tuple[Question, Take]]) -> None:
    answers = bus.ask([question for question, _take in wanted])
    for (_question, take), answer in zip(wanted, answers, strict=True):
        if answer is not None:
            take(answer)


def _wanted(found: Asked) -> list[tuple[Question, Take]]:
    node, to = found.node, found.to
    wanted: list[tuple[Question, Take]] = []
    if node.kind in _VALUED:
        span: dict[str, Any] = {}
        wanted += [
            (get(to, f"Value.{part}"), _span_into(node, span, part)) for part in _VALUE_PARTS
        ]
    if node.kind is K.TABLE:
        wanted += [
            (get(to, "Table.NRows"), _size_into(node, "rows")),
            (get(to, "Table.NColumns"), _size_into(node, "columns")),
        ]
    if node.kind is K.HEADING:
        wanted.append((call(to, "Accessible.GetAttributes"), _level_into(node)))
    if node.kind is not None and not node.name and node.kind not in ENTRIES | {K.SCROLL_BAR}:
        wanted.append((get(to, "Accessible.Description"), _into(node, "description")))
    return wanted


def _text(found: Asked, length: int) -> tuple[Question, Take]:
    """The beginning of a text; Qt refuses a range beyond its end."""
    attribute = "value" if found.node.kind in FIELDS else "name"
    end = min(length, LONGEST_TEXT)
    return call(found.to, "Text.GetText", "ii", (0, end)), _into(found.node, attribute)


def _length_into(lengths: list[tuple[Asked, int]], found: Asked) -> Take:
    def take(answer: Any) -> None:
        found.node.value_known = True
        length = int(number(unwrapped(answer)) or 0)
        if length > 0:
            lengths.append((found, length))

    return take


def _into(node: Node, attribute: str) -> Take:
    def take(answer: Any) -> None:
        text = readable(answer)
        if text:
            setattr(node, attribute, text)

    return take


def _span_into(node: Node, span: dict[str, Any], part: str) -> Take:
    def take(answer: Any) -> None:
        span[part] = unwrapped(answer)
        if len(span) == len(_VALUE_PARTS) and State.BUSY not in node.states:
            node.value = position(node.kind, *(span[each] for each in _VALUE_PARTS))

    return take


def _size_into(node: Node, attribute: str) -> Take:
    def take(answer: Any) -> None:
        setattr(node, attribute, max(0, int(number(unwrapped(answer)) or 0)))

    return take


def _level_into(node: Node) -> Take:
    def take(answer: Any) -> None:
        if isinstance(answer, dict) and str(answer.get("level", "")).isdecimal():
            node.level = int(answer["level"])

    return take


def _labels_into(labels: list[tuple[Node, Accessible]], node: Node) -> Take:
    def take(answer: Any) -> None:
        try:
            relations = msgspec.convert(answer, list[tuple[int, list[Accessible]]])
        except msgspec.ValidationError:
            return
        labels.extend(
            (node, to) for kind, objects in relations if kind == _LABELLED_BY for to in objects[:1]
        )

    return take


def _child_into(chosen: list[tuple[Node, Accessible]], node: Node) -> Take:
    def take(answer: Any) -> None:
        chosen.extend((node, to) for to in accessibles([answer]))

    return take
