"""A model hub on loopback that speaks enough of the real one's protocol for its real client.

`GET /api/models/REPO/revision/REV?blobs=true` lists the files as the hub does (git's object id for
small files, the LFS digest for large ones). `GET` and `HEAD /REPO/resolve/REV/FILE` answer with
`X-Repo-Commit` and `ETag`; an LFS file redirects to `/cdn/…`, which understands `Range`.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import unquote, urlsplit

LFS_SUFFIXES = (".safetensors", ".model", ".bin")


@dataclass
class Repository:
    """What one model repository holds. `gated` gives its files only to who has a token."""

    files: dict[str, bytes]
    commit: str = "1" * 40
    gated: bool = False


@dataclass
class Asked:
    """One request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Faults:
    """What to do wrong.

    `cut_after` bytes of a CDN answer the connection breaks, `cuts` times. `status` answers every
    request with that code, `busy` times only the first ones. `lie` are other bytes to send for a
    file. `no_ranges` answers every Range request with the whole file. `html` is a login page.
    `rate` is how many bytes a second a file comes at; 0 is as fast as can be.
    """

    cut_after: int = 0
    cuts: int = 0
    status: int = 0
    busy: int = 0
    lie: dict[str, bytes] = field(default_factory=dict)
    no_ranges: bool = False
    html: bool = False
    rate: int = 0


class HubServer:
    """Serves `repositories` until the `with` block ends; every request is kept in `asked`.

    Large files are redirected to `cdn`, another server's address, if it is set.
    """

    def __init__(self, repositories: dict[str, Repository]) -> None:
        self.repositories = repositories
        self.asked: list[Asked] = []
        self.faults = Faults()
        self.closed = False
        self.cdn = ""
        hub = self

        class Handler(_Handler):
            server_hub = hub

        self._server = _Server(("127.0.0.1", 0), Handler)

    @property
    def endpoint(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        # Connections that a client keeps open end at their next request.
        self.closed = True
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, _request: object, _address: object) -> None:
        """A client that goes away in the middle is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server_hub: HubServer
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests look at `asked` instead."""

    def _answer(self) -> None:
        hub, faults = self.server_hub, self.server_hub.faults
        if hub.closed:
            self.close_connection = True
            return
        path = unquote(urlsplit(self.path).path)
        hub.asked.append(Asked(self.command, path, dict(self.headers)))
        if faults.status and (not faults.busy or len(hub.asked) <= faults.busy):
            self._send(faults.status, b"no")
        elif faults.html:
            self._send(200, b"<!DOCTYPE html><title>Log in</title>", {"Content-Type": "text/html"})
        elif match := re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/(.+)", path):
            self._list(match[1], match[2])
        elif match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            self._resolve(match[1], match[2], match[3])
        elif match := re.fullmatch(r"/cdn/([^/]+/[^/]+)/(.+)", path):
            self._content(hub.repositories[match[1]], match[2])
        else:
            self._refuse(404, "EntryNotFound")

    def _repository(self, name: str, revision: str) -> Repository | None:
        found = self.server_hub.repositories.get(name)
        if found is None:
            self._refuse(401, "RepoNotFound")
        elif revision not in ("main", found.commit):
            self._refuse(404, "RevisionNotFound")
        else:
            return found
        return None

    def _list(self, name: str, revision: str) -> None:
        repository = self._repository(name, revision)
        if repository is None:
            return
        siblings = [_sibling(file, content) for file, content in repository.files.items()]
        answer = {"id": name, "modelId": name, "sha": repository.commit, "siblings": siblings}
        self._send(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _resolve(self, name: str, revision: str, file: str) -> None:
        repository = self._repository(name, revision)
        if repository is None:
            return
        if repository.gated and not self.headers.get("Authorization"):
            self._refuse(401, "GatedRepo")
        elif file not in repository.files:
            self._refuse(404, "EntryNotFound")
        elif file.endswith(LFS_SUFFIXES):
            content = repository.files[file]
            cdn = self.server_hub.cdn or self.server_hub.endpoint
            self._send(
                HTTPStatus.FOUND,
                b"",
                {
                    "X-Repo-Commit": repository.commit,
                    "X-Linked-ETag": f'"{hashlib.sha256(content).hexdigest()}"',
                    "X-Linked-Size": str(len(content)),
                    "Location": f"{cdn}/cdn/{name}/{file}",
                },
            )
        else:
            self._content(repository, file)

    def _content(self, repository: Repository, file: str) -> None:
        faults = self.server_hub.faults
        content = faults.lie.get(file, repository.files[file])
        headers = {
            "X-Repo-Commit": repository.commit,
            "ETag": f'"{_git_oid(repository.files[file])}"',
            "Accept-Ranges": "bytes",
        }
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked is None or faults.no_ranges:
            self._send(200, content, headers, breakable=True)
            return
        start = int(asked[1])
        headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._send(206, content[start:], headers, breakable=True)

    def _refuse(self, status: int, code: str) -> None:
        self._send(status, b"{}", {"X-Error-Code": code, "X-Error-Message": code})

    def _send(
        self,
        status: int,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        breakable: bool = False,
    ) -> None:
        faults = self.server_hub.faults
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if breakable and faults.cuts and len(body) > faults.cut_after:
            faults.cuts -= 1
            body = body[: faults.cut_after]
            self.close_connection = True
        if not (breakable and faults.rate):
            self.wfile.write(body)
            return
        piece = max(1, faults.rate // 10)
        for start in range(0, len(body), piece):
            self.wfile.write(body[start : start + piece])
            time.sleep(0.1)


def _sibling(file: str, content: bytes) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "rfilename": file,
        "size": len(content),
        "blobId": _git_oid(content),
    }
    if file.endswith(LFS_SUFFIXES):
        digest = hashlib.sha256(content).hexdigest()
        entry["lfs"] = {"size": len(content), "sha256": digest, "pointerSize": 134}
    return entry


def _git_oid(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
