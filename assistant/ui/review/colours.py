"""Colours of a window, chosen by the person whatever the desktop's are."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from assistant.settings.schema import Colours

_THEMES: dict[Colours, tuple[str, str, str, str, str, str]] = {
    "light": ("#ffffff", "#f2f2f2", "#e2e2e2", "#000000", "#1d4f91", "#ffffff"),
    "dark": ("#161616", "#202020", "#333333", "#f2f2f2", "#a8c7fa", "#000000"),
    "contrast": ("#000000", "#000000", "#000000", "#ffffff", "#ffff00", "#000000"),
}
"""Ground of texts, of windows and of buttons; letters; ground and letters of what is chosen."""
_FADED = "#6a6a6a", "#a6a6a6"
"""Letters of what cannot be used, on light and on dark."""


def frames(theme: Colours) -> str:
    """A style sheet with clear edges where the style draws them in a shade of the ground."""
    if theme not in ("dark", "contrast"):
        return ""
    base, _window, button, text, chosen, chosen_text = _THEMES[theme]
    kinds = ("QLineEdit", "QTextEdit", "QListWidget", "QPushButton", "QComboBox")
    return (
        f"{', '.join(kinds)} {{ border: 1px solid {text}; padding: 3px; background: {base}; "
        f"color: {text}; selection-background-color: {chosen}; selection-color: {chosen_text} }} "
        f"{', '.join(f'{kind}:focus' for kind in kinds)} {{ border: 2px solid {chosen} }} "
        f"QPushButton {{ padding: 4px 12px; background: {button} }}"
    )


def palette(theme: Colours) -> QPalette:
    """The colours of a theme; an empty palette, which changes nothing, for the desktop's."""
    made = QPalette()
    if theme == "system":
        return made
    base, window, button, text, chosen, chosen_text = map(QColor, _THEMES[theme])
    role = QPalette.ColorRole
    colours = {
        role.Base: base,
        role.AlternateBase: window,
        role.Window: window,
        role.Button: button,
        role.ToolTipBase: window,
        role.Highlight: chosen,
        role.HighlightedText: chosen_text,
        role.Accent: chosen,
        role.Light: button.lighter(130),
        role.Midlight: button.lighter(115),
        role.Mid: text,
        role.Dark: text,
        role.Shadow: text,
        role.PlaceholderText: text,
        role.Link: chosen if theme != "light" else QColor("#0b3d91"),
    }
    letters = (role.Text, role.WindowText, role.ButtonText, role.ToolTipText, role.BrightText)
    colours |= dict.fromkeys(letters, text)
    for each, colour in colours.items():
        made.setColor(each, colour)
    faded = QColor(_FADED[theme != "light"])
    for each in letters[:3]:
        made.setColor(QPalette.ColorGroup.Disabled, each, faded)
    return made
