"""What EarSight depends on is pinned, and named with its licence."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from environment import CONSTRAINTS, ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NOTICES = ROOT / "THIRD-PARTY-NOTICES.md"


def _closure(name: str, extra: str = "", seen: set[str] | None = None) -> set[str]:
    """The names of all packages that installing `name` brings to this system."""
    found = set() if seen is None else seen
    for requirement in map(Requirement, requires(name) or []):
        dependency = canonicalize_name(requirement.name)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
        if wanted and dependency not in found:
            found.add(dependency)
            _closure(dependency, seen=found)
    return found


def _names(path: Path) -> set[str]:
    words = re.findall(r"[A-Za-z0-9][\w.-]*", path.read_text(encoding="utf-8"))
    return {canonicalize_name(word) for word in words}


@pytest.mark.parametrize("extra", ["", "test", "lint"])
def test_every_package_is_pinned(extra: str) -> None:
    """No version is left to chance."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pinned = {canonicalize_name(line.split("==")[0]) for line in lines if "==" in line}
    assert _closure("earsight", extra) - pinned == set()


def test_every_package_at_run_time_is_in_the_notices() -> None:
    """Whoever gets EarSight is told whose work it stands on."""
    assert _closure("earsight") - _names(NOTICES) == set()
