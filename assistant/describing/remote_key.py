"""The remote model's key, kept by the system's keyring and nowhere else.

Each host has its own, so that a changed address never gets another service's key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "EarSight remote model"


def has_keyring() -> bool:
    """Whether this system has something that keeps keys."""
    return _keeper() is not None


def stored_key(host: str) -> str:
    """The key for a host; empty where none is kept, or where nothing keeps keys.

    Raises:
        EarSightError: the keyring is locked or broken.

    """
    keeper = _keeper()
    if keeper is None:
        return ""
    try:
        return keeper.get_password(SERVICE, host) or ""
    except Exception as error:
        raise _refused(error) from None


def store_key(host: str, key: str) -> None:
    """Keep the key for a host; an empty one forgets it.

    Raises:
        BadInputError: no key looks like this.
        MissingPartError: this system has nothing that keeps keys.
        EarSightError: the keyring is locked or broken.

    """
    key = key.strip()
    if not (key.isascii() and all(c.isprintable() and c != " " for c in key)):
        raise BadInputError(_("This is no key: it has spaces or strange characters in it."))
    keeper = _keeper()
    if keeper is None:
        raise MissingPartError(
            _("This system has no keyring to keep the key in."),
            _("Install GNOME Keyring or KWallet, or use a model that needs no key."),
        )
    try:
        if key:
            keeper.set_password(SERVICE, host, key)
        elif keeper.get_password(SERVICE, host) is not None:
            keeper.delete_password(SERVICE, host)
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
    """Backends raise what their system's own library raises; its text could quote the key."""
    return EarSightError(
        _("The keyring does not answer: {kind}.").format(kind=type(error).__name__),
        _("Unlock it and try again."),
    )
