"""Where a remote model is: an address that is safe to send a picture to. Imports no network."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from assistant.core.errors import BadInputError
from assistant.core.i18n import _

CHAT_PATH = "/chat/completions"
DEFAULT_PATH = "/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model of one service that speaks the OpenAI chat protocol. Made by `endpoint`.

    `address` is what `/chat/completions` is appended to; `timeout` is how many seconds of silence
    are waited for.
    """

    host: str
    address: str
    model: str
    timeout: float = 60.0

    @property
    def chat_address(self) -> str:
        """Where questions go."""
        return self.address + CHAT_PATH


def endpoint(url: str, model: str, timeout: float = 60.0, *, allow_http: bool = False) -> Endpoint:
    """Check an address as a person gives it; "/v1" is added where it has no path.

    Without encryption only this machine and private addresses are reached, unless `allow_http`.

    Raises:
        BadInputError: it is no http or https address, holds a password or query, has no model, or
            would send pictures unencrypted over the internet.

    """
    parts = _split(url.strip())
    host = parts.hostname or ""
    if not model.strip():
        raise BadInputError(
            _("No remote model is chosen."), _("Set remote.model to the model's name.")
        )
    if parts.scheme == "http" and not (allow_http or is_private(host)):
        raise BadInputError(
            _("{host} would get your pictures unencrypted.").format(host=host),
            _("Use an address with https, or switch remote.allow_http on."),
        )
    path = parts.path.rstrip("/").removesuffix(CHAT_PATH).rstrip("/") or DEFAULT_PATH
    return Endpoint(host, f"{parts.scheme}://{parts.netloc}{path}", model.strip(), timeout)


def service_host(url: str) -> str:
    """The host of an address as a person gives it: whose key it is.

    Raises:
        BadInputError: it is no http or https address, or holds a password or query.

    """
    return _split(url.strip()).hostname or ""


def is_private(host: str) -> bool:
    """Whether this is this machine or a private network, by the address itself, not by DNS."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local"))
    return address.is_loopback or address.is_private or address.is_link_local


def _split(url: str) -> SplitResult:
    if not url:
        raise BadInputError(
            _("No remote model is set up."),
            _("Set remote.url to an address such as http://localhost:11434/v1."),
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(c.isspace() or not c.isprintable() for c in url):
        raise BadInputError(
            _("The address of the remote model cannot be used."),
            _("Set remote.url to an address such as http://localhost:11434/v1."),
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise BadInputError(
            _("The address of the remote model holds a password or key."),
            _("Leave it out of remote.url; EarSight keeps the key in the system's keyring."),
        )
    return parts
