"""What can go wrong with models, besides what can go wrong with anything."""

from __future__ import annotations

from typing import ClassVar

from assistant.core.errors import EarSightError
from assistant.core.i18n import _, ngettext


class DownloadError(EarSightError):
    """A model could not be downloaded: offline, refused, cut, or not what the hub promised."""

    code: ClassVar[str] = "download-failed"


class DiskFullError(EarSightError):
    """There is not enough room for a model."""

    code: ClassVar[str] = "disk-full"


class DamagedModelError(EarSightError):
    """Files of an installed model are missing or changed; it must not be loaded."""

    code: ClassVar[str] = "model-damaged"

    def __init__(self, name: str, file: str, reason: str, remedy: str = "") -> None:
        super().__init__(
            _("The model {name} is damaged: {file} {reason}.").format(
                name=name, file=file, reason=reason
            ),
            remedy or _("`earsight models install {name}` mends it.").format(name=name),
        )
        self.file = file


def size_aloud(count: int) -> str:
    """A number of bytes to be spoken: "990 megabytes", "2.3 gigabytes" (powers of ten)."""
    if count < 1_000_000:
        kilobytes = max(1, round(count / 1_000))
        told = ngettext("{count} kilobyte", "{count} kilobytes", kilobytes)
        return told.format(count=kilobytes)
    if count < 999_500_000:
        megabytes = round(count / 1_000_000)
        told = ngettext("{count} megabyte", "{count} megabytes", megabytes)
        return told.format(count=megabytes)
    return _("{count} gigabytes").format(count=f"{count / 1_000_000_000:.1f}")


def size_in_words(count: int) -> str:
    """A number of bytes in a table: "990 MB", "2.3 GB" (powers of ten)."""
    if count < 1_000_000:
        return _("{count} KB").format(count=max(1, round(count / 1_000)))
    if count < 999_500_000:
        return _("{count} MB").format(count=round(count / 1_000_000))
    return _("{count} GB").format(count=f"{count / 1_000_000_000:.1f}")
