"""The remote model's key, kept by the system's keyring and nowhere else.

Each host has its own, so that a changed address never gets another service's key.
"""

from __future__ import annotations

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.desktop.secrets import store_secret, stored_secret

SERVICE = "EarSight remote model"


def stored_key(host: str) -> str:
    """The key for a host; empty where none is kept, or where nothing keeps keys.

    Raises:
        EarSightError: the keyring is locked or broken.

    """
    return stored_secret(SERVICE, host)


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
    store_secret(SERVICE, host, key)
