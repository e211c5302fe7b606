"""Where tesseract's language packs are, and how a missing one is installed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.core.errors import MissingPartError
from assistant.core.i18n import _
from assistant.core.resources import resource
from assistant.reading.languages import Language

_FOLDERS = (
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
_SUFFIX = ".traineddata"
_PACKAGES = (
    ("apt-get", "tesseract-ocr-{pack}"),
    ("dnf", "tesseract-langpack-{pack}"),
    ("pacman", "tesseract-data-{pack}"),
    ("zypper", "tesseract-ocr-traineddata-{pack}"),
    ("brew", "tesseract-lang"),
)
"""A package manager's command, and what its distribution calls the package of a pack."""


def folders() -> list[Path]:
    """Every folder with language packs, the one that TESSDATA_PREFIX names first."""
    named = os.environ.get("TESSDATA_PREFIX")
    wanted = [Path(named), Path(named) / "tessdata"] if named else []
    wanted += [resource("tessdata")]
    wanted += sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    wanted += map(Path, _FOLDERS)
    if sys.platform == "win32":
        programs = (os.environ.get(name, "") for name in ("ProgramFiles", "LOCALAPPDATA"))
        wanted += [Path(folder, "Tesseract-OCR", "tessdata") for folder in programs if folder]
    return [folder for folder in wanted if any(folder.glob("*" + _SUFFIX))]


def packs() -> set[str]:
    """The names of all packs in these folders, of scripts and page layout (osd) too."""
    return {file.stem for folder in folders() for file in folder.glob("*" + _SUFFIX)}


def folder_with(packs: Iterable[str]) -> Path | None:
    """The first folder that has every one of the packs; None where there is none."""
    names = [pack + _SUFFIX for pack in packs]
    return next((f for f in folders() if all((f / name).is_file() for name in names)), None)


def missing_pack(wanted: Sequence[Language]) -> MissingPartError:
    """The error for languages of which `folder_with` found no folder; it names the first."""
    language = next((entry for entry in wanted if folder_with([entry.pack]) is None), wanted[0])
    message = _("The language pack for {language} is not installed.")
    return MissingPartError(message.format(language=language.name), _remedy(language.pack))


def _remedy(pack: str) -> str:
    for command, package in _PACKAGES:
        if shutil.which(command):
            named = pack.replace("_", "-") if command == "apt-get" else pack
            return _("Install {package}.").format(package=package.format(pack=named))
    found = folders()
    place = str(found[0]) if found else _("tesseract's tessdata folder")
    return _("Put the file {file} into {folder}.").format(file=pack + _SUFFIX, folder=place)
