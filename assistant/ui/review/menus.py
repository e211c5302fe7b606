"""The menus of the review window: everything that can be done in it, with its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from assistant.core.i18n import N_, _
from assistant.core.labels import without_mnemonic
from assistant.ui.review.crops import COLOURS

Deed = Callable[[], object]

THEMES: dict[str, str] = {
    "system": N_("&As the desktop"),
    "light": N_("&Light"),
    "dark": N_("&Dark"),
    "contrast": N_("&High contrast"),
}
_ZOOMS = (
    ("larger", N_("&Larger text"), ("Ctrl++", "Ctrl+=")),
    ("smaller", N_("&Smaller text"), ("Ctrl+-",)),
    ("usual", N_("&Usual size"), ("Ctrl+0",)),
    ("font", N_("&Font…"), ()),
    ("crop-larger", N_("&Enlarge the line"), ("Alt++", "Alt+=")),
    ("crop-smaller", N_("&Reduce the line"), ("Alt+-",)),
)
_ANSWER = (
    ("older", N_("&Older answer"), ("Alt+PgUp",)),
    ("newer", N_("&Newer answer"), ("Alt+PgDown",)),
    ("where", N_("Say &where it is"), ()),
    ("spell", N_("&Spell the word"), ()),
    ("read-on", N_("&Read on from here"), ()),
    ("copy-line", N_("&Copy the line"), ()),
    ("copy-all", N_("Copy &everything"), ()),
    ("delete-all", N_("&Delete all answers…"), ()),
    ("close", N_("C&lose"), ()),
)
_GO = (
    ("next-heading", N_("Next &heading"), ()),
    ("previous-heading", N_("Previous h&eading"), ()),
    ("next-control", N_("Next &control"), ()),
    ("previous-control", N_("Previous c&ontrol"), ()),
    ("next-picture", N_("Next &picture"), ()),
    ("previous-picture", N_("Previous p&icture"), ()),
    ("find", N_("&Find words"), ("Ctrl+F",)),
    ("next-match", N_("&Next match"), ("F3",)),
    ("previous-match", N_("Previous &match"), ("Shift+F3",)),
)
_MOUSE = (
    ("click", N_("&Click it"), ()),
    ("double-click", N_("&Double-click it"), ()),
    ("right-click", N_("&Right-click it"), ()),
    ("move-pointer", N_("&Move the pointer to it"), ()),
    ("focus", N_("Move the &keyboard focus to it"), ()),
)
_MENUS = (
    (N_("&Answer"), _ANSWER),
    (N_("&Go to"), _GO),
    (N_("&Mouse"), _MOUSE),
    (N_("&View"), _ZOOMS),
)


class Menus:
    """Fills a bar. `deeds` are done by the names of the entries.

    `choose` gets "theme" or "crop" and what was chosen; `told` the words of the entry one comes to.
    """

    def __init__(
        self,
        bar: QMenuBar,
        deeds: Mapping[str, Deed],
        choose: Callable[[str, str], object],
        told: Callable[[str], object],
    ) -> None:
        self._bar, self._choose, self._told = bar, choose, told
        self._choices: dict[tuple[str, str], QAction] = {}
        for title, entries in _MENUS:
            menu = self._menu(_(title))
            for name, label, keys in entries:
                entry = menu.addAction(_(label))
                entry.setObjectName(name)
                entry.setMenuRole(QAction.MenuRole.NoRole)
                entry.setShortcuts([QKeySequence(key) for key in keys])
                entry.triggered.connect(lambda _checked, deed=deeds[name]: deed())
        self._add_choices(menu, _("&Colours"), "theme", THEMES)
        self._add_choices(menu, _("Colours of the l&ine"), "crop", COLOURS)

    def check(self, kind: str, value: str) -> None:
        """Show what is chosen."""
        self._choices[kind, value].setChecked(True)

    def _add_choices(self, menu: QMenu, title: str, kind: str, choices: Mapping[str, str]) -> None:
        inner = self._menu(title, menu)
        only_one = QActionGroup(inner)
        for value, label in choices.items():
            entry = inner.addAction(_(label))
            entry.setObjectName(f"{kind} {value}")
            entry.setCheckable(True)
            only_one.addAction(entry)
            entry.triggered.connect(lambda _checked, value=value: self._choose(kind, value))
            self._choices[kind, value] = entry

    def _menu(self, title: str, parent: QMenu | None = None) -> QMenu:
        menu = (parent or self._bar).addMenu(title)
        menu.hovered.connect(lambda entry: self._told(_in_words(entry)))
        return menu


def _in_words(entry: QAction) -> str:
    name = without_mnemonic(entry.text())
    key = entry.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    if entry.isCheckable() and entry.isChecked():
        return _("{name}, chosen").format(name=name)
    return _(", ").join(filter(None, (name, key)))
