"""Regions by key in the running program: picker, list of windows, frame, drawing and names."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.core.layers import REGION_LAYER, TARGET_LAYER, Layer
from assistant.core.request import Target
from assistant.desktop.registry import window_focus
from assistant.features.base import Program
from assistant.regions.base import Desk, Naming
from assistant.regions.picker import RegionPicker
from assistant.regions.snapping import KnownPlaces
from assistant.regions.targets import TargetList
from assistant.screenmap.sources.registry import accessibility_sources
from assistant.settings.changing import changed

if TYPE_CHECKING:
    from assistant.screenmap.sources.base import AccessibilitySource
    from assistant.settings.schema import Settings
    from assistant.ui.layer_window import LayerWindow
    from assistant.ui.region_drawing import RegionDrawing
    from assistant.ui.region_name_window import RegionNameWindow
    from assistant.ui.region_outline import RegionOutline


class Regions:
    """`deeds` are those of both layers, and what opens them; `watch` watches a target."""

    def __init__(self, program: Program, watch: Callable[[Target], None]) -> None:
        self._program = program
        self._watch = watch
        self._shows_outline = program.parts.settings.regions.outline
        self._outline: RegionOutline | None = None
        self._drawing: RegionDrawing | None = None
        self._told = ""
        self._naming = Naming("", lambda _name, _holds: None)
        self._window: LayerWindow | None = None
        known = KnownPlaces(program.capturer.windows, _accessibility_source)
        program.listeners.add(known)
        desk = self._desk(known)
        picker = RegionPicker(desk)
        deeds = {**picker.deeds, **TargetList(desk, picker).deeds}
        last = {
            name: partial(self._step_aside, deeds[name])
            for layer in (REGION_LAYER, TARGET_LAYER)
            for name in {entry.id for entry in layer.actions} - layer.repeatable
        }
        helps = {layer.help: partial(self._help, layer) for layer in (REGION_LAYER, TARGET_LAYER)}
        self.deeds: Mapping[str, Callable[[], None]] = deeds | last | helps
        program.keys.watch(self._on_layer)

    def configure(self, settings: Settings) -> None:
        """Show the frame from now on, or not."""
        self._shows_outline = settings.regions.outline

    def close(self) -> None:
        """Take everything off the screen."""
        self._end_drawing()
        for shown in (self._outline, self._window):
            if shown is not None:
                shown.close()
        self._outline = self._window = None

    def _desk(self, known: KnownPlaces) -> Desk:
        program = self._program
        return Desk(
            windows=program.capturer.windows,
            monitors=program.capturer.monitors,
            snaps=known,
            store=program.parts.regions(),
            tell=self._tell,
            hush=program.session.hush,
            submit=program.submit,
            watch=self._watch,
            open_layer=lambda: self._open(REGION_LAYER, _("Choose an area")),
            open_list=lambda: self._open(TARGET_LAYER, _("Windows and monitors")),
            leave_layer=program.keys.leave_layer,
            outline=self._surround,
            toggle_outline=self._toggle_outline,
            ask_name=self._ask_name,
            draw=self._draw,
            how_to=program.keys.how_to,
            step=lambda: program.settings().regions.step,
        )

    def _tell(self, words: str) -> None:
        self._told = words
        self._program.tell(words)
        self._program.main.call(lambda: self._show_words(words))

    def _show_words(self, words: str) -> None:
        if self._window is not None:
            self._window.tell(words)

    def _open(self, layer: Layer, title: str) -> None:
        if self._program.keys.hotkeys.supports_layer:
            self._program.keys.open_layer(layer)
        else:
            self._program.main.call(lambda: self._show_window(layer, title))

    def _show_window(self, layer: Layer, title: str) -> None:
        from assistant.ui.layer_window import LayerWindow

        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
        program = self._program
        self._window = LayerWindow(
            layer, title, program.perform, lambda: self._surround(None), window_focus()
        )
        self._window.tell(self._told)
        self._window.show_and_focus()

    def _help(self, layer: Layer) -> None:
        self._program.keys.tell_layer(layer, in_window=self._window is not None)

    def _step_aside(self, deed: Callable[[], None]) -> None:
        """Do what ends choosing; where that is done in a window, once it is off the screen."""
        window = self._window
        if window is None:
            deed()
            return

        def work() -> None:
            # Finding the windows can take a moment there.
            threading.Thread(target=deed, name="regions", daemon=True).start()

        self._program.main.call(lambda: window.step_aside(work))

    def _on_layer(self, layer: Layer | None) -> None:
        if layer not in (REGION_LAYER, TARGET_LAYER):
            self._surround(None)
            if self._drawing is not None:
                self._program.main.call(self._end_drawing)

    def _surround(self, rect: Rect | None) -> None:
        if self._outline is not None or (rect is not None and self._shows_outline):
            self._program.main.call(lambda: self._show_outline(rect))

    def _show_outline(self, rect: Rect | None) -> None:
        if self._outline is None:
            from assistant.ui.region_outline import RegionOutline

            self._outline = RegionOutline()
        self._outline.show(rect if self._shows_outline else None)

    def _toggle_outline(self) -> bool:
        self._shows_outline = shown = not self._shows_outline
        settings = changed(self._program.settings(), "regions", outline=shown)
        self._program.main.call(lambda: self._program.save(settings))
        return shown

    def _ask_name(self, naming: Naming) -> None:
        self._naming = naming
        self._program.shell.show_other("region-name", self._make_name_window)

    def _make_name_window(self) -> RegionNameWindow:
        from assistant.ui.region_name_window import RegionNameWindow

        program = self._program
        return RegionNameWindow(lambda: self._naming, window_focus(), program.tell, program.voiced)

    def _draw(self, on_drawn: Callable[[Rect], None]) -> None:
        from assistant.ui.region_drawing import RegionDrawing

        def drawn(rect: Rect) -> None:
            self._drawing = None
            on_drawn(rect)

        def cancelled() -> None:
            self._drawing = None
            self._program.tell(_("Nothing was drawn."))

        def show() -> None:
            self._end_drawing()
            self._drawing = drawing = RegionDrawing(drawn, cancelled)
            # Taking pictures of large monitors would hold the event loop up.
            threading.Thread(
                target=self._uncover, args=(drawing,), name="drawing", daemon=True
            ).start()

        self._program.main.call(show)
        self._program.tell(_("Draw a rectangle with the mouse. Escape leaves."))

    def _uncover(self, drawing: RegionDrawing) -> None:
        """Look at what will be behind the sheets, where that takes no question, and show them."""
        from assistant.ui.region_drawing import STEP_ASIDE_MS, Behind, as_image

        takes_focus = not self._program.keys.hotkeys.supports_layer
        behind: list[Behind] = []
        if not takes_focus:
            if self._outline is not None:
                time.sleep(STEP_ASIDE_MS / 1000)
            with suppress(EarSightError):
                for monitor in self._program.capturer.monitors():
                    picture = self._program.capturer.look(monitor.rect)
                    behind.append(as_image(monitor.rect, picture))

        def show() -> None:
            if drawing is self._drawing:
                drawing.open(takes_focus=takes_focus, behind=behind)

        self._program.main.call(show)

    def _end_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None


@cache
def _accessibility_source() -> AccessibilitySource:
    return choose(accessibility_sources())
