"""Drives a headless Chromium over its DevTools pipe (`--remote-debugging-pipe`)."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from types import TracebackType
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str:
    """The path of a Chromium; empty where none is installed."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), "")


class Browser:
    """One page of a headless Chromium, without network or profile."""

    def __init__(self) -> None:
        reads, self._to = os.pipe()
        self._from, writes = os.pipe()
        self._number, self._rest = 0, b""
        self._profile = tempfile.TemporaryDirectory(prefix="training-browser-")
        options = [
            "--headless=new",
            "--remote-debugging-pipe",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--allow-file-access-from-files",
            "--proxy-server=127.0.0.1:9",
            f"--user-data-dir={self._profile.name}",
        ]

        # Chromium reads commands from descriptor 3 and writes answers to 4.
        move = f'exec 3<&{reads} 4>&{writes}; exec "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", move, "browser", browser(), *options],
            pass_fds=(reads, writes),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(reads)
        os.close(writes)
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.call("Page.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command to the page and return its result; RuntimeError if it failed."""
        return self._call(method, self._session, **parameters)

    def show(self, url: str, width: int, height: int, ratio: float) -> None:
        """Open a page in a viewport of that size (points) and pixels per point, and wait."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=ratio,
            mobile=False,
        )
        self.call("Page.navigate", url=url)
        while self._answer().get("method") != "Page.loadEventFired":
            pass

    def evaluate(self, script: str) -> Any:
        """Return the value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    def screenshot(self) -> bytes:
        """Return the viewport as PNG."""
        answer = self.call("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return base64.b64decode(answer["data"])

    def _call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        while (answer := self._answer()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _answer(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._from, 1 << 20)
            if not more:
                raise RuntimeError("the browser ended")
            self._rest += more
        line, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(line)
        return message

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()
