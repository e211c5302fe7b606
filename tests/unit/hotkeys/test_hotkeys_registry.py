"""Which backend a platform gets, and the one that is left when there is none."""

import pytest

from assistant.core.backends import choose, survey
from assistant.core.errors import EarSightError
from assistant.hotkeys.none import NoHotkeys
from assistant.hotkeys.registry import candidates


@pytest.mark.parametrize(
    ("platform", "names"),
    [
        ("linux", ["x11", "portal", "none"]),
        ("win32", ["windows", "none"]),
        ("darwin", ["macos", "none"]),
    ],
)
def test_candidates_by_platform(platform: str, names: list[str]) -> None:
    assert [candidate.name for candidate in candidates(platform)] == names


def test_there_is_always_one_and_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    assert choose(candidates("linux")).name == "none"
    refused = [row for row in survey("hotkeys", candidates("linux")) if not row.used]
    assert [row.name for row in refused] == ["x11", "portal"]
    assert all(row.availability.reason for row in refused)


def test_x11_grabs_are_not_trusted_under_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    [x11] = [candidate for candidate in candidates("linux") if candidate.name == "x11"]
    _backend, found = x11.probe()
    assert "Wayland" in found.reason


def test_having_no_keys_is_told_with_the_command_to_bind() -> None:
    errors: list[EarSightError] = []
    NoHotkeys().start(lambda _name: None, errors.append)
    assert "earsight trigger read --target window" in errors[0].remedy
