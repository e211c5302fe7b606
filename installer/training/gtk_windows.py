"""Renders random GTK 3 windows with the truth about their controls, from the toolkit itself.

    xvfb-run python3 gtk_windows.py FOLDER FIRST COUNT

For tests only: the networks learn nothing from GTK. Runs on the system's Python, which has the
bindings (Debian: python3-gi, gir1.2-gtk-3.0), and so imports nothing of the project. Writes
NAME.png and NAME.json, a list of [kind, x0, y0, x1, y1, checked] in pixels.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402

WORDS = (
    "Bluetooth Brightness Calendar Cancel Close Colour Comment Contrast Copy Date Default Delete "
    "Details Device Folder Font Format General Help History Import Input Keyboard Language Layout "
    "Margin Mouse Name Network Next Notes Output Page Paper Password Power Preview Printer Privacy "
    "Profile Quality Refresh Region Rename Replace Result Rotate Save Screen Search Share Size "
    "Sound Speed Start Theme Time Title Undo Update User Video Volume Wallpaper Width Zoom"
).split()
ICONS = (
    "document-open-symbolic document-save-symbolic edit-copy-symbolic edit-find-symbolic "
    "go-next-symbolic go-previous-symbolic list-add-symbolic list-remove-symbolic "
    "open-menu-symbolic view-refresh-symbolic user-trash-symbolic media-playback-start-symbolic "
    "audio-volume-high-symbolic folder-symbolic starred-symbolic printer-symbolic "
    "system-search-symbolic emblem-system-symbolic"
).split()
THEMES = ("Adwaita", "Adwaita-dark", "Adwaita", "HighContrast", "HighContrastInverse")
KNOB = 20
"""Height of a slider's knob in Adwaita, which stands out of what the toolkit calls its area."""
TAB_PADDING = (12, 6)
"""What Adwaita leaves around a tab's label, across and down."""
FONTS = ("DejaVu Sans", "Nimbus Sans", "URW Gothic", "DejaVu Serif", "P052")

Truth = list[tuple[str, int, int, int, int, bool]]


class Builder:
    """Builds one window and notes the widgets whose place is asked for when it is shown."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._noted: list[tuple[str, Any, bool]] = []

    def window(self) -> Any:
        """Return a window with a bar of tools, and rows of controls in frames or tabs."""
        dice = self._dice
        window = Gtk.OffscreenWindow()
        column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        if dice.random() < 0.6:
            column.pack_start(self._bar(), False, False, 0)
        body = self._tabs() if dice.random() < 0.5 else self._rows()
        body.set_border_width(dice.randint(6, 18))
        column.pack_start(body, True, True, 0)
        if dice.random() < 0.6:
            column.pack_start(self._answers(), False, False, 8)
        column.set_size_request(dice.randint(420, 900), dice.randint(300, 640))
        window.add(column)
        return window

    def truth(self, window: Any) -> Truth:
        """Return what is to be seen, once the window is shown."""
        found: Truth = []
        for kind, widget, on in self._noted:
            if not widget.get_mapped():
                continue
            x, y = widget.translate_coordinates(window, 0, 0)
            area = widget.get_allocation()
            left, top, right, bottom = x, y, x + area.width, y + area.height
            if kind == "slider":
                bare = widget.get_style_context().get_padding(widget.get_state_flags())
                left, right = left + bare.left, right - bare.right
                middle = (top + bottom) // 2
                top, bottom = middle - KNOB // 2, middle + KNOB // 2
            elif kind == "tab":
                left, right = left - TAB_PADDING[0], right + TAB_PADDING[0]
                top, bottom = top - TAB_PADDING[1], bottom + TAB_PADDING[1]
            elif isinstance(widget, Gtk.SearchEntry):
                found.append(("ignored", left, top, left + 32, bottom, False))
                found.append(("ignored", right - 32, top, right, bottom, False))
            found.append((kind, left, top, right, bottom, on))
        return found

    def _text(self, least: int = 1, most: int = 2) -> str:
        words = [self._dice.choice(WORDS) for _ in range(self._dice.randint(least, most))]
        return " ".join(words).capitalize()

    def _note(self, kind: str, widget: Any, *, on: bool = False) -> Any:
        self._noted.append((kind, widget, on))
        return widget

    def _icon(self) -> Any:
        image = Gtk.Image.new_from_icon_name(self._dice.choice(ICONS), Gtk.IconSize.BUTTON)
        image.set_halign(Gtk.Align.CENTER)
        image.set_valign(Gtk.Align.CENTER)
        return self._note("icon", image)

    def _button(self, *, flat: bool = False) -> Any:
        button = Gtk.Button()
        iconic = flat or self._dice.random() < 0.25
        button.add(self._icon() if iconic else Gtk.Label(label=self._text()))
        button.set_valign(Gtk.Align.CENTER)
        if flat:
            button.set_relief(Gtk.ReliefStyle.NONE)
            return button
        if self._dice.random() < 0.15:
            button.get_style_context().add_class("suggested-action")
        return self._note("button", button)

    def _bar(self) -> Any:
        bar = Gtk.HeaderBar(title=self._text())
        for _ in range(self._dice.randint(1, 6)):
            place = bar.pack_start if self._dice.random() < 0.6 else bar.pack_end
            place(self._button(flat=self._dice.random() < 0.5))
        return bar

    def _answers(self) -> Any:
        row = Gtk.Box(spacing=8)
        for name in self._dice.choice((("Close",), ("Cancel", "OK"), ("No", "Yes", "Cancel"))):
            row.pack_end(self._note("button", Gtk.Button(label=name)), False, False, 8)
        return row

    def _tabs(self) -> Any:
        book = Gtk.Notebook()
        count = self._dice.randint(2, 4)
        for k in range(count):
            # The tab's own area is its label with what the theme leaves around it.
            label = Gtk.Label(label=self._text())
            book.append_page(self._rows(), label)
            self._note("tab", label, on=k == 0)
        return book

    def _rows(self) -> Any:
        rows = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=self._dice.randint(4, 14))
        for _ in range(self._dice.randint(3, 9)):
            row = Gtk.Box(spacing=self._dice.randint(6, 14))
            for _ in range(self._dice.choice((1, 1, 2, 2, 3))):
                if self._dice.random() < 0.4:
                    row.pack_start(Gtk.Label(label=self._text()), False, False, 0)
                widget = self._control()
                grows = self._dice.random() < 0.2 and not isinstance(widget, Gtk.Switch)
                row.pack_start(widget, grows, True, 0)
            rows.pack_start(row, False, False, 0)
        return rows

    def _control(self) -> Any:
        makers = (
            (self._button, 5),
            (self._entry, 4),
            (self._check, 4),
            (self._radio, 3),
            (self._combo, 3),
            (self._switch, 3),
            (self._scale, 2),
            (self._number, 1),
            (self._progress, 1),
            (self._list, 1),
            (lambda: Gtk.Label(label=self._text(2, 6)), 2),
        )
        weights = [weight for _maker, weight in makers]
        widget = self._dice.choices([maker for maker, _weight in makers], weights)[0]()
        if self._dice.random() < 0.05:
            widget.set_sensitive(False)
        return widget

    def _entry(self) -> Any:
        entry = Gtk.Entry() if self._dice.random() < 0.8 else Gtk.SearchEntry()
        if self._dice.random() < 0.5:
            entry.set_text(self._text())
        else:
            entry.set_placeholder_text(self._text())
        return self._note("text field", entry)

    def _indicated(self, kind: str, indicator: Any) -> Any:
        """Put the words beside an indicator without any, whose area is then its own."""
        on = self._dice.random() < 0.5
        indicator.set_active(on)
        indicator.set_valign(Gtk.Align.CENTER)
        row = Gtk.Box(spacing=6)
        row.pack_start(self._note(kind, indicator, on=on), False, False, 0)
        row.pack_start(Gtk.Label(label=self._text(1, 3)), False, False, 0)
        return row

    def _check(self) -> Any:
        return self._indicated("check box", Gtk.CheckButton())

    def _radio(self) -> Any:
        # A radio alone is always chosen: it needs another that can be.
        first = Gtk.RadioButton()
        second = Gtk.RadioButton.new_from_widget(first)
        indicated = self._indicated("radio button", second)
        first.set_active(not self._noted[-1][2])
        return indicated

    def _combo(self) -> Any:
        combo = Gtk.ComboBoxText()
        combo.append_text(self._text())
        combo.set_active(0)
        return self._note("drop-down", combo)

    def _switch(self) -> Any:
        on = self._dice.random() < 0.5
        switch = Gtk.Switch(active=on, valign=Gtk.Align.CENTER)
        return self._note("switch", switch, on=on)

    def _scale(self) -> Any:
        scale = Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 100, 1)
        scale.set_value(self._dice.randint(0, 100))
        scale.set_draw_value(False)
        scale.set_size_request(self._dice.randint(90, 220), -1)
        return self._note("slider", scale)

    def _number(self) -> Any:
        number = Gtk.SpinButton.new_with_range(0, 100, 1)
        number.set_value(self._dice.randint(0, 100))
        return self._note("text field", number)

    def _progress(self) -> Any:
        bar = Gtk.ProgressBar(fraction=self._dice.random(), valign=Gtk.Align.CENTER)
        bar.set_size_request(self._dice.randint(90, 240), -1)
        return self._note("progress bar", bar)

    def _list(self) -> Any:
        box = Gtk.ListBox()
        for _ in range(self._dice.randint(2, 4)):
            box.add(Gtk.Label(label=self._text(1, 3), xalign=0))
        frame = Gtk.Frame()
        frame.add(box)
        return frame


def main() -> None:
    """Write the windows that the command line asks for."""
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    settings = Gtk.Settings.get_default()
    settings.props.gtk_enable_animations = False
    settings.props.gtk_icon_theme_name = "Adwaita"
    for number in range(first, first + count):
        dice = random.Random(f"gtk {number}")  # noqa: S311 - reproducible on purpose
        settings.props.gtk_theme_name = dice.choice(THEMES)
        settings.props.gtk_font_name = f"{dice.choice(FONTS)} {dice.randint(9, 12)}"
        builder = Builder(dice)
        window = builder.window()
        window.show_all()
        while Gtk.events_pending():
            Gtk.main_iteration()
        window.get_pixbuf().savev(str(folder / f"gtk-{number}.png"), "png", [], [])
        controls = json.dumps(builder.truth(window))
        (folder / f"gtk-{number}.json").write_text(controls, encoding="utf-8")
        window.destroy()


if __name__ == "__main__":
    main()
