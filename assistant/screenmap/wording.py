"""Kinds, states and elements in words, all of it translatable."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.i18n import N_, NN_, _, ngettext
from assistant.core.places import joined, place_of
from assistant.core.sentences import ended
from assistant.screenmap.elements import (
    FIELDS,
    Element,
    ElementKind,
    ScreenMap,
    State,
)
from assistant.screenmap.seen import NAMED, STATE_SURE

K = ElementKind
MANY = 5
"""A number that takes the plural for many in every language."""
LONGEST = 80
"""Characters of a name or value that are said."""

_NOUNS: dict[ElementKind, tuple[str, str, str]] = {
    K.WINDOW: (N_("window"), *NN_("{count} window", "{count} windows")),
    K.DIALOG: (N_("dialog"), *NN_("{count} dialog", "{count} dialogs")),
    K.ALERT: (N_("message"), *NN_("{count} message", "{count} messages")),
    K.GROUP: (N_("group"), *NN_("{count} group", "{count} groups")),
    K.TOOL_BAR: (N_("tool bar"), *NN_("{count} tool bar", "{count} tool bars")),
    K.MENU_BAR: (N_("menu bar"), *NN_("{count} menu bar", "{count} menu bars")),
    K.STATUS_BAR: (N_("status bar"), *NN_("{count} status bar", "{count} status bars")),
    K.HEADING: (N_("heading"), *NN_("{count} heading", "{count} headings")),
    K.PARAGRAPH: (N_("paragraph"), *NN_("{count} paragraph", "{count} paragraphs")),
    K.TEXT: (N_("text"), *NN_("{count} text", "{count} texts")),
    K.LINK: (N_("link"), *NN_("{count} link", "{count} links")),
    K.BUTTON: (N_("button"), *NN_("{count} button", "{count} buttons")),
    K.TOGGLE_BUTTON: (N_("button"), *NN_("{count} button", "{count} buttons")),
    K.ICON_BUTTON: (N_("icon button"), *NN_("{count} icon button", "{count} icon buttons")),
    K.ICON: (N_("icon"), *NN_("{count} icon", "{count} icons")),
    K.CHECK_BOX: (N_("check box"), *NN_("{count} check box", "{count} check boxes")),
    K.RADIO_BUTTON: (N_("radio button"), *NN_("{count} radio button", "{count} radio buttons")),
    K.SWITCH: (N_("switch"), *NN_("{count} switch", "{count} switches")),
    K.FIELD: (N_("text field"), *NN_("{count} text field", "{count} text fields")),
    K.PASSWORD: (N_("password field"), *NN_("{count} password field", "{count} password fields")),
    K.TEXT_AREA: (N_("text area"), *NN_("{count} text area", "{count} text areas")),
    K.NUMBER: (N_("number field"), *NN_("{count} number field", "{count} number fields")),
    K.DROP_DOWN: (N_("drop-down list"), *NN_("{count} drop-down list", "{count} drop-down lists")),
    K.SLIDER: (N_("slider"), *NN_("{count} slider", "{count} sliders")),
    K.TAB_LIST: (N_("tab list"), *NN_("{count} tab list", "{count} tab lists")),
    K.TAB: (N_("tab"), *NN_("{count} tab", "{count} tabs")),
    K.MENU: (N_("menu"), *NN_("{count} menu", "{count} menus")),
    K.MENU_ITEM: (N_("menu item"), *NN_("{count} menu item", "{count} menu items")),
    K.LIST: (N_("list"), *NN_("{count} list", "{count} lists")),
    K.LIST_ITEM: (N_("list item"), *NN_("{count} list item", "{count} list items")),
    K.TREE_ITEM: (N_("tree item"), *NN_("{count} tree item", "{count} tree items")),
    K.TABLE: (N_("table"), *NN_("{count} table", "{count} tables")),
    K.COLUMN_HEADER: (N_("column heading"), *NN_("{count} column", "{count} columns")),
    K.CELL: (N_("cell"), *NN_("{count} cell", "{count} cells")),
    K.PROGRESS_BAR: (N_("progress bar"), *NN_("{count} progress bar", "{count} progress bars")),
    K.PICTURE: (N_("picture"), *NN_("{count} picture", "{count} pictures")),
    K.SCROLL_BAR: (N_("scroll bar"), *NN_("{count} scroll bar", "{count} scroll bars")),
}  # fmt: skip
_STATES = {
    State.CHECKED: N_("checked"), State.NOT_CHECKED: N_("not checked"),
    State.PARTLY_CHECKED: N_("partly checked"), State.ON: N_("on"), State.OFF: N_("off"),
    State.PRESSED: N_("pressed"), State.SELECTED: N_("selected"), State.EXPANDED: N_("expanded"),
    State.COLLAPSED: N_("collapsed"), State.INVALID: N_("invalid"), State.REQUIRED: N_("required"),
    State.READ_ONLY: N_("read-only"), State.BUSY: N_("busy"), State.DISABLED: N_("disabled"),
    State.FOCUSED: N_("focused"),
}  # fmt: skip
_UNSAID = frozenset({State.COLLAPSED, State.FOCUSED})
"""States that are told when asked for, and would be noise in a list."""


def noun(kind: ElementKind) -> str:
    """The kind's name, such as "check box"."""
    return _(_NOUNS[kind][0])


def nouns(kind: ElementKind) -> str:
    """The kind's name for many, such as "check boxes"."""
    _one, singular, plural = _NOUNS[kind]
    return ngettext(singular, plural, MANY).format(count="").strip()


def counted(kind: ElementKind, count: int) -> str:
    """Make "1 check box", "2 check boxes"."""
    _one, singular, plural = _NOUNS[kind]
    return ngettext(singular, plural, count).format(count=count)


def state_word(state: State) -> str:
    """The state's name, such as "not checked"."""
    return _(_STATES[state])


def state_words(element: Element, *, every: bool = False) -> str:
    """Its states, such as "checked, disabled"; "seems checked" where only pixels say so."""
    said = [state for state in State if state in element.states and (every or state not in _UNSAID)]
    words = _(", ").join(state_word(state) for state in said)
    if words and element.state_confidence < STATE_SURE:
        return _("seems {state}").format(state=words)
    return words


def short(text: str) -> str:
    """The text, cut to what is said of a name."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def own_name(element: Element, screen: ScreenMap) -> str:
    """What it is called: "Save", "probably print", or "unlabelled icon, in the upper right"."""
    if element.name:
        name = short(element.name)
        if element.name_confidence < NAMED:
            return _("probably {name}").format(name=name)
        return name
    kind = K.ICON if element.kind is K.ICON_BUTTON else element.kind
    place = place_words(element, screen)
    return _("unlabelled {kind}, {place}").format(kind=noun(kind), place=place)


def phrase(element: Element, screen: ScreenMap) -> str:
    """An element in words: "check box Subscribe, checked", "text field Name: Anna"."""
    name = own_name(element, screen)
    if element.kind in (K.PARAGRAPH, K.TEXT, K.LIST_ITEM, K.TREE_ITEM, K.CELL, K.ALERT):
        words = name if element.name else short(element.value) or name
    elif not element.name:
        words = name
    else:
        words = _("{kind} {name}").format(kind=noun(element.kind), name=name)
    if element.kind is K.TABLE:
        words = _("{table}, {size}").format(table=words, size=table_size(element))
    if element.kind is K.PICTURE and element.description:
        words = _("{picture}, mostly {colours}").format(picture=words, colours=element.description)
    words = with_value(words, element)
    states = state_words(element)
    return _("{element}, {states}").format(element=words, states=states) if states else words


def with_value(words: str, element: Element) -> str:
    """The words and what the element holds."""
    if element.value and element.kind in FIELDS | {K.DROP_DOWN}:
        return _("{field}: {value}").format(field=words, value=short(element.value))
    if element.value and element.kind in (K.SLIDER, K.PROGRESS_BAR, K.SCROLL_BAR):
        return _("{slider} at {value}").format(slider=words, value=element.value)
    may_hold = element.kind in FIELDS and element.kind is not K.PASSWORD
    if may_hold and not element.value and element.value_known:
        return _("{field}, empty").format(field=words)
    return words


def sentence(text: str) -> str:
    """With a full stop, unless it ends like a sentence already."""
    return text if ended(text) else _("{text}.").format(text=text)


def capital(text: str) -> str:
    """With a capital letter at its beginning, but for the name of a file."""
    first = text.partition(" ")[0].rstrip(",:.").replace("-", "")
    return text[:1].upper() + text[1:] if first.isalpha() else text


def table_size(table: Element) -> str:
    """Make "3 rows, 2 columns"."""
    rows = ngettext("{count} row", "{count} rows", table.rows).format(count=table.rows)
    columns = ngettext("{count} column", "{count} columns", table.columns)
    return _("{rows}, {columns}").format(rows=rows, columns=columns.format(count=table.columns))


def place_words(element: Element, screen: ScreenMap) -> str:
    """Where it is in the window: "in the upper right"."""
    return place_of(element.box, screen.box)


def names(elements: Sequence[Element], screen: ScreenMap, most: int) -> str:
    """Make "Save, Open and Close"; empty where there are more than `most` or none has a name."""
    if not 0 < len(elements) <= most or not any(each.name for each in elements):
        return ""
    return joined([own_name(each, screen) for each in elements])
