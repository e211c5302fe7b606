"""UI Automation's numbers in our words. Source: UIAutomationClient.h and uiautomationcoreapi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.screenmap.elements import CHECKABLE, FIELDS, ElementKind, State
from assistant.screenmap.sources.numbers import position

K = ElementKind

BOUNDS, TYPE, NAME, ENABLED, FOCUSED, OFFSCREEN, PASSWORD, HELP, REQUIRED, VALID = (
    30001, 30003, 30005, 30010, 30008, 30022, 30019, 30013, 30025, 30103,
)  # fmt: skip
VALUE, READ_ONLY, RANGE, RANGE_LEAST, RANGE_MOST = 30045, 30046, 30047, 30049, 30050
EXPANSION, SELECTED, TOGGLE, ROWS, COLUMNS, HEADING, PROCESS = (
    30070, 30079, 30086, 30062, 30063, 30173, 30002,
)  # fmt: skip
PROPERTIES = (
    BOUNDS, TYPE, NAME, ENABLED, FOCUSED, OFFSCREEN, PASSWORD, HELP, REQUIRED, VALID, VALUE,
    READ_ONLY, RANGE, RANGE_LEAST, RANGE_MOST, EXPANSION, SELECTED, TOGGLE, ROWS, COLUMNS, HEADING,
)  # fmt: skip
CHILDREN_SCOPE, SUBTREE_SCOPE = 2, 7
TITLE_BAR = 50037
_BUTTON, _LIST_ITEM, _CUSTOM, _GROUP, _DATA_ITEM, _DOCUMENT, _WINDOW, _PANE = (
    50000, 50007, 50025, 50026, 50029, 50030, 50032, 50033,
)  # fmt: skip
CLIPPING = frozenset({50008, 50023, 50028, _DOCUMENT, 50036, _PANE})
_HEADING_NONE = 80050  # HeadingLevel_None; level 1 is one more

KINDS: dict[int, ElementKind] = {
    _BUTTON: K.BUTTON, 50002: K.CHECK_BOX, 50003: K.DROP_DOWN, 50004: K.FIELD, 50005: K.LINK,
    50006: K.PICTURE, _LIST_ITEM: K.LIST_ITEM, 50008: K.LIST, 50009: K.MENU, 50010: K.MENU_BAR,
    50011: K.MENU_ITEM, 50012: K.PROGRESS_BAR, 50013: K.RADIO_BUTTON, 50014: K.SCROLL_BAR,
    50015: K.SLIDER, 50016: K.NUMBER, 50017: K.STATUS_BAR, 50018: K.TAB_LIST, 50019: K.TAB,
    50020: K.TEXT, 50021: K.TOOL_BAR, 50022: K.TEXT, 50023: K.LIST, 50024: K.TREE_ITEM,
    50028: K.TABLE, _DATA_ITEM: K.LIST_ITEM, 50031: K.BUTTON, 50035: K.COLUMN_HEADER,
    50036: K.TABLE,
}  # fmt: skip

Values = Mapping[int, Any]
"""Property to value; what an element does not have is missing or None."""


def kind_of(values: Values) -> ElementKind | None:
    """Our kind; None where it is only layout."""
    control = values.get(TYPE)
    if isinstance(values.get(HEADING), int) and values[HEADING] > _HEADING_NONE:
        return K.HEADING
    if control in (_CUSTOM, _GROUP, _PANE, _WINDOW):
        return K.GROUP if control == _GROUP and values.get(NAME) else None
    if control == _DOCUMENT:
        return K.TEXT_AREA if values.get(READ_ONLY) is False else None
    if control == _BUTTON and _is_int(values, TOGGLE):
        return K.TOGGLE_BUTTON
    if control == 50004 and values.get(PASSWORD):
        return K.PASSWORD
    return KINDS.get(control) if isinstance(control, int) else None


def states_of(values: Values, kind: ElementKind | None) -> frozenset[State]:
    """Our states."""
    found: set[State] = set()
    if kind in CHECKABLE:
        found |= _choice(values, kind)
    elif values.get(SELECTED) is True:
        found.add(State.SELECTED)
    if values.get(ENABLED) is False and kind not in (K.TEXT, K.HEADING, None):
        found.add(State.DISABLED)
    if values.get(FOCUSED) is True:
        found.add(State.FOCUSED)
    expansion = values.get(EXPANSION)
    if expansion in (0, 1):
        found.add(State.EXPANDED if expansion else State.COLLAPSED)
    if kind in FIELDS:
        found |= {
            state
            for state, is_so in (
                (State.REQUIRED, values.get(REQUIRED) is True),
                (State.READ_ONLY, values.get(READ_ONLY) is True),
            )
            if is_so
        }
    return frozenset(found)


def _choice(values: Values, kind: ElementKind | None) -> set[State]:
    toggle = values.get(TOGGLE)
    on = toggle == 1 if _is_int(values, TOGGLE) else values.get(SELECTED) is True
    if toggle == 2:
        return {State.PARTLY_CHECKED}
    if kind is K.TOGGLE_BUTTON:
        return {State.PRESSED} if on else set()
    if kind is K.MENU_ITEM:
        return {State.CHECKED} if on else set()
    return {State.CHECKED if on else State.NOT_CHECKED}


def value_of(values: Values, kind: ElementKind | None) -> str:
    """What it holds, as text."""
    if kind is K.PASSWORD:
        return ""
    if kind in (K.PROGRESS_BAR, K.SCROLL_BAR, K.SLIDER, K.NUMBER):
        told = position(kind, *(values.get(each) for each in (RANGE, RANGE_LEAST, RANGE_MOST)))
        if told:
            return told
    text = values.get(VALUE)
    return " ".join(text.split()) if isinstance(text, str) else ""


def _is_int(values: Values, key: int) -> bool:
    return isinstance(values.get(key), int) and not isinstance(values.get(key), bool)
