"""AT-SPI 2 roles and states in our words. Source: at-spi2-core, atspi/atspi-constants.h."""

from __future__ import annotations

from assistant.screenmap.elements import CHECKABLE, ElementKind, State

K = ElementKind

KINDS: dict[int, ElementKind] = {
    2: K.ALERT, 7: K.CHECK_BOX, 8: K.MENU_ITEM, 10: K.COLUMN_HEADER, 11: K.DROP_DOWN,
    13: K.ICON, 16: K.DIALOG, 19: K.DIALOG, 26: K.ICON, 27: K.PICTURE, 29: K.TEXT, 31: K.LIST,
    32: K.LIST_ITEM, 33: K.MENU, 34: K.MENU_BAR, 35: K.MENU_ITEM, 37: K.TAB, 38: K.TAB_LIST,
    40: K.PASSWORD, 41: K.MENU, 42: K.PROGRESS_BAR, 43: K.BUTTON, 44: K.RADIO_BUTTON,
    45: K.MENU_ITEM, 48: K.SCROLL_BAR, 51: K.SLIDER, 52: K.NUMBER, 54: K.STATUS_BAR, 55: K.TABLE,
    56: K.CELL, 57: K.COLUMN_HEADER, 60: K.TEXT_AREA, 61: K.FIELD, 62: K.TOGGLE_BUTTON,
    63: K.TOOL_BAR, 64: K.TEXT, 65: K.LIST, 66: K.TABLE, 73: K.PARAGRAPH, 76: K.FIELD, 79: K.FIELD,
    80: K.PICTURE, 81: K.TEXT, 83: K.HEADING, 88: K.LINK, 91: K.TREE_ITEM, 98: K.LIST,
    101: K.ALERT, 102: K.ALERT, 103: K.PROGRESS_BAR, 105: K.PARAGRAPH, 116: K.TEXT,
    124: K.PARAGRAPH, 129: K.BUTTON, 130: K.SWITCH, 15: K.SLIDER, 122: K.TEXT, 123: K.TEXT,
}  # fmt: skip
NAMED_GROUPS = frozenset({39, 87, 99, 110})
"""Panel, form, grouping, landmark: a group where it has a name, else only layout."""
CLIPPING = frozenset({17, 31, 49, 55, 61, 65, 66, 68, 82, 94, 95, 96})
"""Scroll panes, viewports, lists, tables, texts and documents show nothing outside themselves."""
LONG = frozenset({30, 31, 55, 65, 66, 98})
"""May have thousands of children, of which few show."""
TABLE_ROW, RADIO_MENU_ITEM, CHECK_MENU_ITEM = 90, 45, 8
APPLICATION, FRAME, DIALOG, WINDOW, ALERT = 75, 23, 16, 69, 2
POP_UPS = frozenset({WINDOW, 41, 64})
"""Menus, drop-down lists and tool tips, which toolkits show in windows of their own."""

COLLAPSED, CHECKED, EDITABLE, ENABLED, EXPANDABLE = 5, 4, 7, 8, 9
EXPANDED, FOCUSED, MODAL, MULTI_LINE, PRESSED = 10, 12, 16, 17, 20
SELECTED, SENSITIVE, SHOWING, VISIBLE, MANAGES_DESCENDANTS = 23, 24, 25, 30, 31
ACTIVE, BUSY, INDETERMINATE, REQUIRED, INVALID_ENTRY, CHECKABLE_STATE, READ_ONLY = (
    1, 3, 32, 33, 36, 41, 43,
)  # fmt: skip

_PLAIN = {
    EXPANDED: State.EXPANDED, FOCUSED: State.FOCUSED, SELECTED: State.SELECTED, BUSY: State.BUSY,
    REQUIRED: State.REQUIRED, INVALID_ENTRY: State.INVALID,
}  # fmt: skip
_LABELS = frozenset({K.TEXT, K.PARAGRAPH, K.HEADING, K.ALERT, K.STATUS_BAR, K.PICTURE})


def has(bits: int, state: int) -> bool:
    """Whether a set of states has one."""
    return bool(bits >> state & 1)


def kind_of(role: int, bits: int, name: str) -> ElementKind | None:
    """Our kind for a role; None where it is only layout."""
    if role in NAMED_GROUPS:
        return K.GROUP if name.strip() else None
    kind = KINDS.get(role)
    if kind is K.FIELD and has(bits, MULTI_LINE):
        return K.TEXT_AREA
    return kind


def states_of(role: int, bits: int, kind: ElementKind | None) -> frozenset[State]:
    """Our states; a disabled label says nothing, and an unchecked menu item neither."""
    found = {ours for theirs, ours in _PLAIN.items() if has(bits, theirs)}
    if has(bits, EXPANDABLE) and State.EXPANDED not in found:
        found.add(State.COLLAPSED)
    if kind in CHECKABLE:
        found |= _choice(role, bits, kind)
    insensitive = not has(bits, SENSITIVE) or not has(bits, ENABLED)
    if insensitive and kind not in _LABELS:
        found.add(State.DISABLED)
    if kind in (K.FIELD, K.TEXT_AREA, K.NUMBER) and not has(bits, EDITABLE):
        found.add(State.READ_ONLY)
    if kind is K.MENU:
        found.discard(State.SELECTED)
    return frozenset(found)


def _choice(role: int, bits: int, kind: ElementKind) -> set[State]:
    on = has(bits, CHECKED) or has(bits, PRESSED)
    if has(bits, INDETERMINATE):
        return {State.PARTLY_CHECKED}
    if kind is K.SWITCH:
        return {State.ON if on else State.OFF}
    if kind is K.TOGGLE_BUTTON:
        return {State.PRESSED} if on else set()
    if kind is K.MENU_ITEM:
        checkable = role in (CHECK_MENU_ITEM, RADIO_MENU_ITEM)
        return {State.CHECKED} if on and checkable else set()
    return {State.CHECKED if on else State.NOT_CHECKED}
