"""What a screen map is made of. All of it is frozen, and knows neither pixels nor platforms."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from assistant.core.findings import Box, Control, Fraction, Line, Origin


class ElementKind(StrEnum):
    """What something on the screen is."""

    WINDOW = "window"
    DIALOG = "dialog"
    ALERT = "alert"
    GROUP = "group"
    TOOL_BAR = "tool bar"
    MENU_BAR = "menu bar"
    STATUS_BAR = "status bar"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TEXT = "text"
    LINK = "link"
    BUTTON = "button"
    TOGGLE_BUTTON = "toggle button"
    ICON_BUTTON = "icon button"
    ICON = "icon"
    CHECK_BOX = "check box"
    RADIO_BUTTON = "radio button"
    SWITCH = "switch"
    FIELD = "text field"
    PASSWORD = "password field"  # noqa: S105 - a kind of field
    TEXT_AREA = "text area"
    NUMBER = "number field"
    DROP_DOWN = "drop-down"
    SLIDER = "slider"
    TAB_LIST = "tab list"
    TAB = "tab"
    MENU = "menu"
    MENU_ITEM = "menu item"
    LIST = "list"
    LIST_ITEM = "list item"
    TREE_ITEM = "tree item"
    TABLE = "table"
    COLUMN_HEADER = "column header"
    CELL = "cell"
    PROGRESS_BAR = "progress bar"
    PICTURE = "picture"
    SCROLL_BAR = "scroll bar"


class State(StrEnum):
    """How something is just now. In the order in which states are said."""

    CHECKED = "checked"
    NOT_CHECKED = "not checked"
    PARTLY_CHECKED = "partly checked"
    ON = "on"
    OFF = "off"
    PRESSED = "pressed"
    SELECTED = "selected"
    EXPANDED = "expanded"
    COLLAPSED = "collapsed"
    INVALID = "invalid"
    REQUIRED = "required"
    READ_ONLY = "read-only"
    BUSY = "busy"
    DISABLED = "disabled"
    FOCUSED = "focused"


K = ElementKind
BUTTONS = frozenset({K.BUTTON, K.TOGGLE_BUTTON, K.ICON_BUTTON})
FIELDS = frozenset({K.FIELD, K.PASSWORD, K.TEXT_AREA, K.NUMBER})
CHECKABLE = frozenset({K.CHECK_BOX, K.RADIO_BUTTON, K.SWITCH, K.TOGGLE_BUTTON, K.MENU_ITEM})
CONTROLS = (
    BUTTONS | FIELDS | CHECKABLE
    | {K.LINK, K.DROP_DOWN, K.SLIDER, K.TAB, K.MENU, K.PROGRESS_BAR}
)  # fmt: skip
ENTRIES = frozenset({K.LIST_ITEM, K.TREE_ITEM, K.CELL, K.COLUMN_HEADER})
WORDS = frozenset({K.HEADING, K.PARAGRAPH, K.TEXT, K.ALERT})
CONTAINERS = frozenset(
    {
        *(K.WINDOW, K.DIALOG, K.ALERT, K.GROUP, K.TOOL_BAR, K.MENU_BAR, K.STATUS_BAR),
        *(K.TAB_LIST, K.MENU, K.LIST, K.TABLE),
    }
)
SEEN_OR_READ = (
    WORDS
    | BUTTONS
    | {
        *(K.ICON, K.FIELD, K.DROP_DOWN, K.CHECK_BOX, K.RADIO_BUTTON, K.SWITCH, K.SLIDER, K.TAB),
        *(K.PROGRESS_BAR, K.SCROLL_BAR, K.PICTURE, K.TABLE),
    }
)
"""What is known by its looks or its words where no program tells it."""
STATES_OF_CHOICE = (
    State.CHECKED, State.NOT_CHECKED, State.PARTLY_CHECKED, State.ON, State.OFF, State.PRESSED,
    State.SELECTED,
)  # fmt: skip


class Element(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on the screen.

    `id` is unique in its map and `parent` the id of the nearest element around it (0: the window).
    `box` is as `core.findings.Box`. `value` is what it holds: a field's text, a slider's position.
    `name_confidence` and `state_confidence` are below 1 where only pixels speak; `value_known` is
    False where an empty `value` is not known to be so. `rows` and
    `columns` are a table's size, `row` and `column` a cell's place, from 1 (header rows do not
    count; 0 is unknown); `level` a heading's.
    """

    kind: ElementKind
    box: Box
    source: Origin
    id: int = 0
    parent: int = 0
    name: str = ""
    value: str = ""
    states: frozenset[State] = frozenset()
    description: str = ""
    confidence: Fraction = 1.0
    name_confidence: Fraction = 1.0
    value_known: bool = True
    state_confidence: Fraction = 1.0
    rows: int = 0
    columns: int = 0
    row: int = 0
    column: int = 0
    level: int = 0

    @property
    def text(self) -> str:
        """Its name, or else what it holds."""
        return self.name or self.value

    @property
    def chosen(self) -> bool:
        """Whether it is checked, on, pressed or selected."""
        return bool(self.states & {State.CHECKED, State.ON, State.PRESSED, State.SELECTED})

    def as_control(self) -> Control:
        """The same as a finding."""
        return Control(
            kind=self.kind.value,
            name=self.text,
            state=", ".join(state.value for state in State if state in self.states),
            box=self.box,
            source=self.source,
            confidence=self.confidence,
        )


class ScreenMap(msgspec.Struct, frozen=True, kw_only=True):
    """One window, screen or picture: its elements in reading order, and the text lines of OCR.

    `kind` is WINDOW or DIALOG, or PICTURE for what is no window. `told` says whether the
    application told anything, and `complete` whether it told all in time.
    """

    title: str
    application: str
    box: Box
    kind: ElementKind = ElementKind.WINDOW
    elements: tuple[Element, ...] = ()
    lines: tuple[Line, ...] = ()
    told: bool = False
    complete: bool = True

    def of(self, *kinds: ElementKind) -> list[Element]:
        """The elements of these kinds, in reading order."""
        return [element for element in self.elements if element.kind in kinds]

    def inside(self, parent: Element) -> Iterator[Element]:
        """The elements in `parent`, at any depth, in reading order."""
        within = {parent.id}
        for element in self._parents_first():
            if element.parent in within:
                within.add(element.id)
        return (each for each in self.elements if each.id in within and each is not parent)

    def parent_of(self, element: Element) -> Element | None:
        """What it is in; None for the window itself."""
        return next((each for each in self.elements if each.id == element.parent), None)

    def _parents_first(self) -> list[Element]:
        # Ids are given top down.
        return sorted(self.elements, key=lambda element: element.id)
