"""Where the person's settings are."""

from __future__ import annotations

from assistant.settings.store import SettingsStore


def settings_store() -> SettingsStore:
    """The person's settings file, where the platform keeps such files."""
    from platformdirs import user_config_path

    return SettingsStore(user_config_path("earsight", appauthor=False) / "settings.toml")
