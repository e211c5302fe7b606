"""The model hub: what a repository consists of, and its files' bytes. Here is all the network.

huggingface_hub does the talking. Its own download function starts over after every interruption
(since its version 2 a partial file is deleted), therefore the bytes are taken from its HTTP
session directly, and a partial file is continued.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _
from assistant.models.errors import DownloadError

if TYPE_CHECKING:
    from httpx2 import Response

PUBLIC_HUB = "https://huggingface.co"
TIMEOUT_SECONDS = 10.0
TRIES = 5
"""How often in a row nothing may come before we give up."""
_CHUNK = 1 << 18
_LOOPBACK = {("http", "127.0.0.1"), ("http", "localhost"), ("http", "::1")}
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file as the hub states it: `sha256` if it is in LFS, else git's object id."""

    name: str
    size: int
    sha256: str
    git_oid: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A repository's files at one commit."""

    repository: str
    revision: str
    files: tuple[HubFile, ...]


class Hub:
    """One hub. `token` opens models that want an accepted licence; it goes to no other host.

    `pause` waits the given seconds between two tries, and may raise CancelledError.

    Raises:
        BadInputError: the address is not https; only this machine's own may be http.

    """

    def __init__(
        self,
        endpoint: str = PUBLIC_HUB,
        token: str = "",
        pause: Callable[[float], object] | None = None,
    ) -> None:
        import time

        parts = urlsplit(endpoint)
        if parts.scheme != "https" and (parts.scheme, parts.hostname) not in _LOOPBACK:
            raise BadInputError(
                _("{address} is no safe address of a model hub.").format(address=endpoint),
                _("It begins with https://."),
            )
        self._endpoint = endpoint.rstrip("/")
        self._token: str | bool = token or False
        self._pause = pause or time.sleep

    @property
    def host(self) -> str:
        """Who is asked, as the person is told."""
        return urlsplit(self._endpoint).hostname or self._endpoint

    def listing(self, repository: str, revision: str = "main") -> Listing:
        """Resolve a branch, tag or reference to a commit, and list its files.

        Raises:
            DownloadError: the hub does not answer, or not with this.

        """
        _quieten()
        from huggingface_hub import HfApi

        api = HfApi(endpoint=self._endpoint, token=self._token)
        with self._in_words(repository):
            info = api.model_info(
                repository, revision=revision, files_metadata=True, timeout=TIMEOUT_SECONDS
            )
            if not re.fullmatch(r"[0-9a-f]{40}", str(info.sha)):
                raise ValueError("no commit")
            files = tuple(
                HubFile(
                    entry.rfilename,
                    int(entry.size or 0),
                    entry.lfs.sha256 if entry.lfs else "",
                    entry.blob_id or "",
                )
                for entry in info.siblings or ()
            )
        return Listing(repository, str(info.sha), files)

    def fetch(
        self, listing: Listing, file: HubFile, part: Path, told: Callable[[int], object]
    ) -> None:
        """Continue `part` until it has the file's size. `told` hears its size after each piece.

        Raises:
            DownloadError: the hub does not answer, or not with this file.
            OSError: the file cannot be written.

        """
        _quieten()
        part.touch()
        url = f"{self._endpoint}/{listing.repository}/resolve/{listing.revision}/{quote(file.name)}"
        size, failures = part.stat().st_size, 0
        while size < file.size:
            problem = self._attempt(listing.repository, url, part, file.size, told)
            before, size = size, part.stat().st_size
            if size >= file.size:
                return
            # Also a chance to cancel, while nothing comes.
            told(size)
            failures = 1 if size > before else failures + 1
            if failures >= TRIES:
                raise problem
            self._pause(1.0)

    def _attempt(
        self, repository: str, url: str, part: Path, size: int, told: Callable[[int], object]
    ) -> DownloadError:
        """Ask once; returns what to say if the file is not whole then."""
        try:
            with self._in_words(repository):
                self._append(url, part, size, told)
        except _PassingError as error:
            return error
        return DownloadError(_("{host} sends too little.").format(host=self.host))

    def _append(self, url: str, part: Path, size: int, told: Callable[[int], object]) -> None:
        from huggingface_hub import get_session, hf_raise_for_status

        have = part.stat().st_size
        # Sizes and ranges are of the file itself, not of a compressed form.
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        with get_session().stream("GET", url, headers=headers, timeout=TIMEOUT_SECONDS) as response:
            hf_raise_for_status(response)
            with part.open("ab") as file:
                if not _continues(response, have):
                    file.seek(0)
                    file.truncate()
                for piece in response.iter_raw(_CHUNK):
                    file.write(piece[: size - file.tell()])
                    told(file.tell())
                    if file.tell() == size:
                        return

    @contextmanager
    def _in_words(self, repository: str) -> Iterator[None]:
        """Turn what the client raises into plain words."""
        import httpx2
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled

        try:
            yield
        except OfflineModeIsEnabled as error:
            raise DownloadError(
                _("Downloads are switched off by HF_HUB_OFFLINE."), _("Unset it, and try again.")
            ) from error
        except HfHubHTTPError as error:
            raise self._refusal(error, repository) from error
        except httpx2.TransportError as error:
            raise self._unreachable(error) from error
        except (ValueError, TypeError, KeyError, AttributeError, HFValidationError) as error:
            raise DownloadError(
                _("{host} does not answer as a model hub does.").format(host=self.host),
                _("A login page of the network may be in between; open a web page to see."),
            ) from error

    def _refusal(self, error: Exception, repository: str) -> EarSightError:
        from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RevisionNotFoundError

        status = error.response.status_code if isinstance(error, HfHubHTTPError) else 0
        host = self.host
        if isinstance(error, GatedRepoError):
            return DownloadError(
                _("{host} gives this model only to people who accepted its licence.").format(
                    host=host
                ),
                _("Accept it at {page}, make a token there, and put it into HF_TOKEN.").format(
                    page=f"{self._endpoint}/{repository}"
                ),
                code="licence",
            )
        if isinstance(error, RevisionNotFoundError) or status == 404:
            return DownloadError(
                _("{host} has no such model or file: {name}.").format(host=host, name=repository),
                _("It may have been taken away; choose another model."),
                code="not-found",
            )
        if status in (401, 403):
            return DownloadError(
                _("{host} refuses access to {name}.").format(host=host, name=repository),
                _("Check the name, or put a token into HF_TOKEN."),
                code="refused",
            )
        if status == 429:
            return _PassingError(
                _("{host} asks to wait: too many requests.").format(host=host),
                _("Try again in some minutes; it goes on where it stopped."),
                code="busy",
            )
        kind = _PassingError if status in _BUSY else DownloadError
        return kind(
            _("{host} has a problem: error {status}.").format(host=host, status=status),
            _("Try again later; it goes on where it stopped."),
        )

    def _unreachable(self, error: Exception) -> EarSightError:
        if "CERTIFICATE" in str(error).upper():
            return DownloadError(
                _("{host} cannot prove that it is {host}.").format(host=self.host),
                _("Check the clock, or whether the network reads along."),
                code="tls",
            )
        return _PassingError(
            _("{host} cannot be reached.").format(host=self.host),
            _("Check the connection, and try again; it goes on where it stopped."),
            code="offline",
        )


def stored_token() -> str:
    """The token of HF_TOKEN, or of who is logged in to the hub here; empty where nobody is."""
    from huggingface_hub import get_token

    return get_token() or ""


class _PassingError(DownloadError):
    """What may be gone at the next try."""


def _quieten() -> None:
    """Have huggingface_hub tell nobody what else is installed here, or who runs it."""
    from huggingface_hub import constants

    constants.HF_HUB_DISABLE_TELEMETRY = True


def _continues(response: Response, have: int) -> bool:
    """Whether the answer begins where the partial file ends, instead of at the start."""
    return not have or (
        response.status_code == 206
        and str(response.headers.get("Content-Range", "")).startswith(f"bytes {have}-")
    )
