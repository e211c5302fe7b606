"""Regions under names, by key: gone through, saved, renamed and deleted."""

from __future__ import annotations

from assistant.core.errors import EarSightError
from assistant.core.frame import WindowInfo
from assistant.core.geometry import Rect
from assistant.core.i18n import _
from assistant.regions.anchors import Hold
from assistant.regions.base import Desk, Naming
from assistant.regions.placing import Pick, found
from assistant.regions.store import NamedRegion
from assistant.regions.wording import follows_words, saved_words


class SavedRegions:
    """Which saved region one is at, and what one does to it.

    `pick` is where that one is; `naming` says that a name is being asked for.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._number = -1
        self._region: NamedRegion | None = None
        self._about_to_delete = False
        self.pick: Pick | None = None
        self.naming = False

    def keep(self) -> None:
        """Another key than that for deleting was pressed."""
        self._about_to_delete = False
        self.naming = False

    def choose(self, step: int, window: WindowInfo | None) -> Rect | None:
        """Go to the next (1) or previous (-1) region for this window, and say which it is."""
        application = window.application if window is not None else ""
        try:
            regions = self._desk.store.of(application)
            if not regions:
                self._desk.tell(_("No region is saved for this program yet."))
                return None
            start = self._number if self._number >= 0 or step > 0 else 0
            self._number = (start + step) % len(regions)
            self._region = region = regions[self._number]
            self.pick = pick = found(region, self._desk.windows.windows(), window)
        except EarSightError as error:
            self._desk.tell(error.spoken)
            return None
        self._desk.tell(saved_words(region, pick.rect, self._number + 1, len(regions)))
        return pick.rect

    def save(self, pick: Pick) -> None:
        """Ask for a name, and keep the region under it."""

        def accept(name: str, holds: tuple[Hold, Hold] | None) -> None:
            try:
                region = Pick(pick.rect, pick.window, holds).named(name)
                self._desk.store.add([region])
            except EarSightError as error:
                self._desk.tell(error.spoken)
                return
            told = _("Saved as {name}.").format(name=region.name)
            if region.window is not None:
                told = f"{told} {follows_words((region.across, region.down))}"
            self._desk.tell(told)

        self.naming = True
        owned = pick.window is not None and bool(pick.window.application)
        self._desk.ask_name(Naming("", accept, pick.follows if owned else None))

    def rename(self) -> None:
        """Ask for another name of the region one is at."""
        region = self._region
        if region is None:
            self._tell_none()
            return

        def accept(name: str, _holds: tuple[Hold, Hold] | None) -> None:
            try:
                self._region = self._desk.store.rename(region, name)
            except EarSightError as error:
                self._desk.tell(error.spoken)
            else:
                self._desk.tell(_("It is called {name} now.").format(name=name))

        self.naming = True
        self._desk.ask_name(Naming(region.name, accept))

    def delete(self) -> None:
        """Forget the region one is at, if this is the second time."""
        region = self._region
        if region is None:
            self._tell_none()
        elif not self._about_to_delete:
            self._about_to_delete = True
            words = _("Press Delete again to forget the region {name}.")
            self._desk.tell(words.format(name=region.name))
        else:
            self._forget(region)

    def _forget(self, region: NamedRegion) -> None:
        self._about_to_delete = False
        try:
            self._desk.store.remove([region])
        except EarSightError as error:
            self._desk.tell(error.spoken)
            return
        self._region, self.pick, self._number = None, None, -1
        self._desk.tell(_("{name} is forgotten.").format(name=region.name))

    def _tell_none(self) -> None:
        self._desk.tell(_("No saved region is chosen. Press N for the next one."))
