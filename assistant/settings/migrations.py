"""Step-wise upgrades of old settings files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.settings.schema import VERSION

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""`STEPS[n]` turns a file of version n into one of version n + 1."""


def upgrade(
    data: dict[str, Any], steps: Mapping[int, Step] = STEPS, newest: int = VERSION
) -> dict[str, Any]:
    """Bring the content of a settings file to version `newest`.

    Raises:
        BadInputError: the file is newer than this program, or of a version that never was.

    """
    version = data.get("version")
    if not isinstance(version, int) or version < 1:
        raise BadInputError(_("The settings file has no version."))
    if version > newest:
        raise BadInputError(_("The settings file is from a newer EarSight."), _("Update EarSight."))
    while version < newest:
        data = steps[version](data) | {"version": version + 1}
        version += 1
    return data
