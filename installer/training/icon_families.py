"""The icon families: those the icon model learns from, and those it is only tested on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from training.concept_names import OTHER, concept_of

OTHERS = 700
"""Icons of no concept kept from each family."""


class Split(StrEnum):
    """What a family is for. Colour and symbolic themes of desktops are for tests alone too: their
    licences (GPL, LGPL, CC BY-SA) keep them out of training.
    """

    TRAIN = "train"
    CALIBRATION = "coloured icons"
    """On these, logos and flags among them, it is chosen how sure a name must be where an icon has
    shades or a strong colour.
    """
    TEST = "test"
    UNTOUCHED = "untouched family"
    """Tested on, once, after everything was settled: nobody has looked at them, and the table of
    names was not made for them.
    """
    SYMBOLIC = "symbolic theme"
    COLOUR = "colour theme"


@dataclass(frozen=True, slots=True)
class Family:
    """An icon family: `package` in packages/package.json (or a folder of the system)."""

    name: str
    package: str
    folders: tuple[str, ...]
    split: Split
    keep: str = ""
    """Regular expression of the paths to take; all without one."""


FAMILIES = (
    Family("mdi", "@mdi/svg", ("svg/*.svg",), Split.TRAIN),
    Family("lucide", "lucide-static", ("icons/*.svg",), Split.TRAIN),
    Family("feather", "feather-icons", ("dist/icons/*.svg",), Split.TRAIN),
    Family("bootstrap", "bootstrap-icons", ("icons/*.svg",), Split.TRAIN),
    Family("tabler", "@tabler/icons", ("icons/*/*.svg",), Split.TRAIN),
    Family(
        "fluentui",
        "@fluentui/svg-icons",
        ("icons/*.svg",),
        Split.TRAIN,
        r"_(20|24)_(regular|filled)\.svg$",
    ),
    Family("remixicon", "remixicon", ("icons/*/*.svg",), Split.TRAIN),
    Family(
        "phosphor", "@phosphor-icons/core", ("assets/*/*.svg",), Split.TRAIN, r"^((?!duotone).)*$"
    ),
    Family(
        "material", "@material-design-icons/svg", ("*/*.svg",), Split.TRAIN, r"^((?!two-tone).)*$"
    ),
    Family("octicons", "@primer/octicons", ("build/svg/*.svg",), Split.TEST, r"-(24|16)\.svg$"),
    Family("ionicons", "ionicons", ("dist/svg/*.svg",), Split.TEST),
    Family("heroicons", "heroicons", ("*/*/*.svg",), Split.TEST),
    Family("carbon", "@carbon/icons", ("svg/*.svg", "svg/32/*.svg"), Split.TEST),
    Family(
        "fontawesome",
        "@fortawesome/fontawesome-free",
        ("svgs/regular/*.svg", "svgs/solid/*.svg"),
        Split.TEST,
    ),
    Family("Adwaita", "/usr/share/icons/Adwaita", ("scalable/*/*.svg",), Split.SYMBOLIC),
    Family(
        "Breeze",
        "/usr/share/icons/breeze",
        ("actions/symbolic/*.svg", "actions/22/*.svg"),
        Split.SYMBOLIC,
    ),
    Family(
        "Papirus",
        "/usr/share/icons/Papirus",
        ("22x22/actions/*.svg", "symbolic/*/*.svg"),
        Split.SYMBOLIC,
    ),
    Family("Tango", "/usr/share/icons/Tango", ("scalable/*/*.svg",), Split.COLOUR),
    Family(
        "Oxygen",
        "/usr/share/icons/oxygen/base",
        ("48x48/*/*.png", "22x22/actions/*.png"),
        Split.COLOUR,
    ),
    Family(
        "GNOME", "/usr/share/icons/gnome", ("48x48/*/*.png", "22x22/actions/*.png"), Split.COLOUR
    ),
    Family("material-theme", "material-icon-theme", ("icons/*.svg",), Split.CALIBRATION),
    Family("devicon", "devicon", ("icons/*/*-original.svg",), Split.CALIBRATION),
    Family("flags", "flag-icons", ("flags/4x3/*.svg", "flags/1x1/*.svg"), Split.CALIBRATION),
    Family(
        "fluentui-colour",
        "@fluentui/svg-icons",
        ("icons/*.svg",),
        Split.CALIBRATION,
        r"_(20|24|32|48)_color\.svg$",
    ),
    Family("iconoir", "iconoir", ("icons/*/*.svg",), Split.UNTOUCHED),
    Family(
        "ant-design",
        "@ant-design/icons-svg",
        ("inline-svg/filled/*.svg", "inline-svg/outlined/*.svg"),
        Split.UNTOUCHED,
    ),
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An icon's file, its family and its concept."""

    path: Path
    family: str
    concept: str


def drawings(family: Family, packages: Path) -> Iterator[Drawing]:
    """Yield the family's icons that have a concept, and up to `OTHERS` that have none.

    One drawing under several names counts once a concept.
    """
    root = packages / family.package
    paths = sorted({path for pattern in family.folders for path in root.glob(pattern)})
    seen: set[tuple[Path, str]] = set()
    others: list[Drawing] = []
    for path in paths:
        if family.keep and not re.search(family.keep, path.as_posix()):
            continue
        concept = concept_of(family.name, path.stem)
        key = (path.resolve(), concept or "")
        if concept is None or key in seen:
            continue
        seen.add(key)
        drawing = Drawing(path, family.name, concept)
        if concept == OTHER:
            others.append(drawing)
        else:
            yield drawing
    random.Random(family.name).shuffle(others)  # noqa: S311 - reproducible on purpose
    yield from others[:OTHERS]
