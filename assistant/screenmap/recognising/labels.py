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
SURE = 0.8
"""Confidence from which nine of ten controls of a kind are right."""
SURE_FROM = {
    ElementKind.BUTTON: 0.75,
    ElementKind.ICON: 0.7,
    ElementKind.FIELD: 0.85,
    ElementKind.DROP_DOWN: 0.8,
    ElementKind.CHECK_BOX: 0.6,
    ElementKind.RADIO_BUTTON: 0.6,
    ElementKind.SWITCH: 0.6,
    ElementKind.SLIDER: 0.75,
    ElementKind.TAB: 0.8,
    ElementKind.PROGRESS_BAR: 0.65,
    ElementKind.SCROLL_BAR: 0.9,
    ElementKind.PICTURE: 0.65,
}
"""What the network must give a kind for that confidence: chosen on windows and pages that neither
training nor tests have, where .93 of a kind told so are right, or .8 where none reaches that.
"""
