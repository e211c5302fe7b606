"""The system's keyring, and the only door to it: it keeps secrets by service and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


def has_keyring() -> bool:
    """Whether this system has something that keeps secrets."""
    return _keeper() is not None


def stored_secret(service: str, name: str) -> str:
    """A secret; empty where none is kept, or where nothing keeps secrets.

    Raises:
        EarSightError: the keyring is locked or broken.

    """
    keeper = _keeper()
    if keeper is None:
        return ""
    try:
        return keeper.get_password(service, name) or ""
    except Exception as error:
        raise _refused(error) from None


def store_secret(service: str, name: str, secret: str) -> None:
    """Keep a secret; an empty one is forgotten.

    Raises:
        MissingPartError: this system has nothing that keeps secrets.
        EarSightError: the keyring is locked or broken.

    """
    keeper = _keeper()
    if keeper is None:
        raise MissingPartError(
            _("This system has no keyring to keep the key in."),
            _("Install GNOME Keyring or KWallet, or use a model that needs no key."),
        )
    try:
        if secret:
            keeper.set_password(service, name, secret)
        elif keeper.get_password(service, name) is not None:
            keeper.delete_password(service, name)
    except Exception as error:
        raise _refused(error) from None


def _keeper() -> KeyringBackend | None:
    """The system's keyring; None where there is none."""
    try:
        import keyring
        from keyring.backends.fail import Keyring as Nothing
    except ImportError:
        return None
    keeper = keyring.get_keyring()
    return None if isinstance(keeper, Nothing) else keeper


def _refused(error: Exception) -> EarSightError:
    """Backends raise what their system's own library raises; its text could quote the secret."""
    return EarSightError(
        _("The keyring does not answer: {kind}.").format(kind=type(error).__name__),
        _("Unlock it and try again."),
    )
