"""Where the person's settings and saved answers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings.store import SettingsStore

if TYPE_CHECKING:
    from assistant.review.saved import SavedAnswers
    from assistant.review.sealing import Seal

_KEYRING = "EarSight history", "key"
"""Service and name of the key that saved answers are encrypted with."""


def settings_store() -> SettingsStore:
    """The person's settings file, where the platform keeps such files."""
    from platformdirs import user_config_path

    return SettingsStore(user_config_path("earsight", appauthor=False) / "settings.toml")


def saved_answers() -> SavedAnswers:
    """The answers that the person wanted to be saved, where the platform keeps such files."""
    from platformdirs import user_data_path

    from assistant.review.saved import SavedAnswers

    folder = user_data_path("earsight", appauthor=False) / "history"
    return SavedAnswers(folder, history_seal)


def history_seal() -> Seal:
    """Encryption by a key in the system's keyring; where there is none, permissions must do.

    A keyring that is there but locked is no reason to write anything in the clear.

    Raises:
        EarSightError: the keyring does not answer.

    """
    from assistant.desktop.secrets import has_keyring, store_secret, stored_secret
    from assistant.review.sealing import Encrypted, Open, new_key

    if not has_keyring():
        return Open()
    key = stored_secret(*_KEYRING)
    if not key:
        key = new_key()
        store_secret(*_KEYRING, key)
    return Encrypted(key)
