"""The macOS accessibility interface's words in ours. Source: NSAccessibilityConstants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.screenmap.elements import CHECKABLE, FIELDS, ElementKind, State
from assistant.screenmap.sources.numbers import position

K = ElementKind

ATTRIBUTES = (
    "AXRole", "AXSubrole", "AXTitle", "AXDescription", "AXValue", "AXPosition", "AXSize",
    "AXEnabled", "AXFocused", "AXSelected", "AXExpanded", "AXHelp", "AXMinValue", "AXMaxValue",
    "AXRequired", "AXVisibleRows", "AXVisibleChildren", "AXChildren",
)  # fmt: skip
"""Asked for at once; children come from the first of the last three that an element has."""
CHILDREN = ("AXVisibleRows", "AXVisibleChildren", "AXChildren")
CLIPPING = frozenset({"AXScrollArea", "AXTable", "AXOutline", "AXList", "AXWebArea", "AXTextArea"})
TITLE_BUTTONS = frozenset(
    {"AXCloseButton", "AXMinimizeButton", "AXZoomButton", "AXFullScreenButton"}
)

KINDS: dict[str, ElementKind] = {
    "AXButton": K.BUTTON, "AXCheckBox": K.CHECK_BOX, "AXRadioButton": K.RADIO_BUTTON,
    "AXTextField": K.FIELD, "AXTextArea": K.TEXT_AREA, "AXPopUpButton": K.DROP_DOWN,
    "AXComboBox": K.DROP_DOWN, "AXSlider": K.SLIDER, "AXIncrementor": K.NUMBER,
    "AXTabGroup": K.TAB_LIST, "AXMenuBar": K.MENU_BAR, "AXMenuBarItem": K.MENU, "AXMenu": K.MENU,
    "AXMenuItem": K.MENU_ITEM, "AXMenuButton": K.MENU, "AXList": K.LIST, "AXOutline": K.LIST,
    "AXTable": K.TABLE, "AXCell": K.CELL, "AXProgressIndicator": K.PROGRESS_BAR,
    "AXImage": K.PICTURE, "AXScrollBar": K.SCROLL_BAR, "AXLink": K.LINK, "AXHeading": K.HEADING,
    "AXStaticText": K.TEXT, "AXToolbar": K.TOOL_BAR, "AXSheet": K.DIALOG, "AXBusyIndicator":
    K.PROGRESS_BAR, "AXDisclosureTriangle": K.TOGGLE_BUTTON,
}  # fmt: skip
_SUBROLES: dict[str, ElementKind] = {
    "AXSwitch": K.SWITCH, "AXToggle": K.TOGGLE_BUTTON, "AXSecureTextField": K.PASSWORD,
    "AXTabButton": K.TAB, "AXDialog": K.DIALOG, "AXSystemDialog": K.DIALOG,
    "AXApplicationAlert": K.ALERT, "AXApplicationStatus": K.ALERT, "AXOutlineRow": K.TREE_ITEM,
    "AXSearchField": K.FIELD,
}  # fmt: skip

Values = Mapping[str, Any]
"""Attribute to value; what an element does not have is missing."""


def kind_of(values: Values) -> ElementKind | None:
    """Our kind; None where it is only layout."""
    by_subrole = _SUBROLES.get(_text(values, "AXSubrole"))
    if by_subrole is not None:
        return by_subrole
    role = _text(values, "AXRole")
    if role == "AXGroup":
        return K.GROUP if name_of(values) else None
    return KINDS.get(role)


def name_of(values: Values) -> str:
    """Its title, or how it is described to VoiceOver; a text's words."""
    name = _text(values, "AXTitle") or _text(values, "AXDescription")
    if not name and _text(values, "AXRole") in ("AXStaticText", "AXHeading"):
        name = _text(values, "AXValue")
    return name


def value_of(values: Values, kind: ElementKind | None) -> str:
    """What it holds, as text."""
    value = values.get("AXValue")
    if kind in CHECKABLE or kind in (K.TAB, K.PASSWORD, K.TEXT, K.HEADING):
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    return position(kind, value, values.get("AXMinValue"), values.get("AXMaxValue"))


def states_of(values: Values, kind: ElementKind | None) -> frozenset[State]:
    """Our states."""
    found: set[State] = set()
    value = values.get("AXValue")
    if kind is K.TAB:
        found |= {State.SELECTED} if value in (1, True) else set()
    elif kind in CHECKABLE:
        found |= _choice(value, kind)
    elif values.get("AXSelected") is True:
        found.add(State.SELECTED)
    if values.get("AXEnabled") is False and kind not in (K.TEXT, K.HEADING, None):
        found.add(State.DISABLED)
    if values.get("AXFocused") is True:
        found.add(State.FOCUSED)
    if values.get("AXRequired") is True and kind in FIELDS:
        found.add(State.REQUIRED)
    if isinstance(values.get("AXExpanded"), bool):
        found.add(State.EXPANDED if values["AXExpanded"] else State.COLLAPSED)
    return frozenset(found)


def _choice(value: Any, kind: ElementKind | None) -> set[State]:
    if value == 2:
        return {State.PARTLY_CHECKED}
    on = value in (1, True)
    if kind is K.SWITCH:
        return {State.ON if on else State.OFF}
    if kind is K.TOGGLE_BUTTON:
        return {State.PRESSED} if on else set()
    if kind is K.MENU_ITEM:
        return set()
    return {State.CHECKED if on else State.NOT_CHECKED}


def _text(values: Values, name: str) -> str:
    value = values.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""
