"""Makes what is kept on disk unreadable to others, where there is a place for the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.core.errors import EarSightError
from assistant.core.i18n import _


class Seal(Protocol):
    """`suffix` ends the names of files that are sealed this way."""

    @property
    def suffix(self) -> str:
        """See the class."""
        ...

    def close(self, data: bytes) -> bytes:
        """Make it unreadable."""
        ...

    def open(self, data: bytes) -> bytes:
        """What was closed.

        Raises:
            EarSightError: it was not closed by this seal.

        """
        ...


MakeSeal = Callable[[], Seal]
"""Finds out how files can be sealed here; may ask the keyring, and raise EarSightError."""


class Open:
    """No seal: only the folder's and files' permissions keep others out."""

    suffix = ""

    def close(self, data: bytes) -> bytes:
        """The same."""
        return data

    def open(self, data: bytes) -> bytes:
        """The same."""
        return data


class Encrypted:
    """Fernet: AES-128 in CBC mode, and an HMAC by SHA-256 against changes.

    https://github.com/fernet/spec; `key` is one of `new_key`.
    """

    suffix = ".fernet"

    def __init__(self, key: str) -> None:
        from cryptography.fernet import Fernet

        try:
            self._fernet = Fernet(key)
        except ValueError as error:
            raise _no_key() from error

    def close(self, data: bytes) -> bytes:
        """Encrypt."""
        return self._fernet.encrypt(data)

    def open(self, data: bytes) -> bytes:
        """Decrypt; see `Seal`."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(data)
        except InvalidToken as error:
            raise _no_key() from error


def new_key() -> str:
    """A key for `Encrypted`."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def _no_key() -> EarSightError:
    return EarSightError(
        _("The saved answers cannot be opened: their key is gone or another one."),
        _("Delete them with `earsight history delete-all`."),
    )
