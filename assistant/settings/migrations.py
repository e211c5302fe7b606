"""Step-wise upgrades of old settings files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from assistant.core.errors import BadInputError
from assistant.core.i18n import AUTO, _
from assistant.settings.schema import VERSION, InterfaceLanguage

Step = Callable[[dict[str, Any]], dict[str, Any]]


def _one_choice_of_language(data: dict[str, Any]) -> dict[str, Any]:
    """All three languages were English unless set; from version 2 on they follow one choice."""
    places = ("desktop", "reading", "speech")
    if not all(isinstance(data.get(place, {}), dict) for place in places):
        return data  # The schema tells what is wrong with it.
    before = {place: data.get(place, {}).get("language", "en") for place in places}
    untouched = set(before.values()) == {"en"}
    spoken = get_args(InterfaceLanguage)
    for place in places:
        section = dict(data.get(place, {}))
        if untouched or (place == "desktop" and before[place] not in spoken):
            section["language"] = AUTO
        else:
            section["language"] = before[place]
        data = data | {place: section}
    return data


def _set_up_by_hand(data: dict[str, Any]) -> dict[str, Any]:
    """Whoever has a file from before the set-up came with version 3 needs none."""
    desktop = data.get("desktop", {})
    return data | {"desktop": desktop | {"set_up": True}} if isinstance(desktop, dict) else data


STEPS: Mapping[int, Step] = {1: _one_choice_of_language, 2: _set_up_by_hand}
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
