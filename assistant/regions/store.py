"""Regions under names: a private file beside the settings, and files to carry elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from assistant.core.errors import BadInputError
from assistant.core.i18n import N_, _
from assistant.core.list_files import ListFile
from assistant.regions.anchors import Hold

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Size = Annotated[int, Meta(ge=1, le=100_000)]
Offset = Annotated[int, Meta(ge=-100_000, le=100_000)]


class NamedRegion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of every window of `application`; of the desktop where that is empty.

    `place` is x, y, width, height from the window's upper left corner and `window` the window's
    width and height then, both in points, so that a change of scale does not matter; of the
    desktop, `place` is in physical pixels. `across` and `down` say how it follows the window.
    """

    name: Name
    application: str
    place: tuple[Offset, Offset, Size, Size]
    window: tuple[Size, Size] | None = None
    across: Hold = Hold.START
    down: Hold = Hold.START

    def __post_init__(self) -> None:
        if bool(self.application) is not (self.window is not None):
            raise ValueError("a region of an application has the size of its window")

    @property
    def key(self) -> tuple[str, str]:
        """What no other region has."""
        return self.application.casefold(), self.name.casefold()


class RegionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="earsight regions"):
    """The file's shape."""

    regions: tuple[NamedRegion, ...] = ()


_FILE = ListFile(
    RegionFile,
    broken=N_("{file} is no file of regions."),
    remedy=N_("Export one with `earsight regions export`."),
    unsaved=N_("The regions could not be saved: {reason}."),
)


class RegionStore:
    """Reads and writes the regions at `path`. A missing file means that there are none.

    Every method raises EarSightError where the file cannot be written, or is broken.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> tuple[NamedRegion, ...]:
        """All regions, the oldest first."""
        return _FILE.read(self.path).regions if self.path.exists() else ()

    def of(self, application: str) -> Sequence[NamedRegion]:
        """The regions of an application, then those of the desktop."""
        found = self.load()
        own = [each for each in found if each.application.casefold() == application.casefold()]
        return own + [each for each in found if not each.application and application]

    def named(self, name: str, application: str) -> NamedRegion:
        """The region of that name: the application's, else the desktop's, else the only one.

        Raises:
            BadInputError: there is none, or several applications have one.

        """
        same = [each for each in self.load() if each.name.casefold() == name.casefold()]
        for wanted in (application.casefold(), ""):
            for each in same:
                if each.application.casefold() == wanted:
                    return each
        if len(same) == 1:
            return same[0]
        if not same:
            raise BadInputError(
                _("There is no region {name}.").format(name=name),
                _("`earsight regions list` tells all."),
            )
        raise BadInputError(
            _("Several programs have a region {name}.").format(name=name),
            _("Bring the one you mean to the front."),
        )

    def add(self, regions: Iterable[NamedRegion]) -> int:
        """Keep regions; one of the same name and application is replaced. How many are new."""
        kept = {each.key: each for each in self.load()}
        before = len(kept)
        kept |= {each.key: each for each in regions}
        self._save(kept.values())
        return len(kept) - before

    def rename(self, region: NamedRegion, name: str) -> NamedRegion:
        """Give it another name, in its place of the list.

        Raises:
            BadInputError: another region of the application has that name, or it is gone.

        """
        renamed = msgspec.structs.replace(region, name=name)
        others = [each for each in self.load() if each.key != region.key]
        if renamed.key in {each.key for each in others}:
            raise BadInputError(
                _("There is a region {name} already.").format(name=name), _("Choose another name.")
            )
        self._save(renamed if each.key == region.key else each for each in self.load())
        return renamed

    def remove(self, regions: Iterable[NamedRegion]) -> int:
        """Forget regions; returns how many there were."""
        gone = {each.key for each in regions}
        found = self.load()
        kept = [each for each in found if each.key not in gone]
        if len(kept) < len(found):
            self._save(kept)
        return len(found) - len(kept)

    def carry(self, path: Path) -> int:
        """Write all regions to another file; returns how many."""
        regions = self.load()
        _FILE.write(path, RegionFile(regions))
        return len(regions)

    def take_in(self, path: Path) -> int:
        """Add the regions of a file that `carry` wrote; returns how many are new."""
        return self.add(_FILE.read(path).regions)

    def _save(self, regions: Iterable[NamedRegion]) -> None:
        _FILE.write(self.path, RegionFile(tuple(regions)))
