"""What the desktop asks the models worker to do."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Deed(StrEnum):
    """The long ones; listing and removing take no time."""

    OFFER = "offer"
    """Ask the hub what a download would bring."""
    INSTALL = "install"
    VERIFY = "verify"
    IMPORT = "import"


class ModelJob(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One deed. `revision` is the commit to install, `folder` what to import.

    `hub` is another hub's address than the public one.
    """

    deed: Deed
    name: str = ""
    revision: str = ""
    folder: str = ""
    hub: str = ""
