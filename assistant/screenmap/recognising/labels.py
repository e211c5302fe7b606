"""What the control network tells apart."""

from __future__ import annotations

from assistant.screenmap.elements import ElementKind

KINDS = (
    ElementKind.BUTTON,
    ElementKind.ICON,
    ElementKind.FIELD,
    ElementKind.DROP_DOWN,
    ElementKind.CHECK_BOX,
    ElementKind.RADIO_BUTTON,
    ElementKind.SWITCH,
    ElementKind.SLIDER,
    ElementKind.TAB,
    ElementKind.PROGRESS_BAR,
    ElementKind.SCROLL_BAR,
    ElementKind.PICTURE,
)
"""Its classes from 1 on; 0 is no control."""
WITH_STATE = frozenset(
    {
        ElementKind.CHECK_BOX,
        ElementKind.RADIO_BUTTON,
        ElementKind.SWITCH,
        ElementKind.TAB,
    }
)
"""What is checked, on or selected, or not."""
