"""Notifications by a program of the system: notify-send, osascript, PowerShell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import EarSightError
from assistant.core.i18n import N_, _
from assistant.desktop.notification import APPLICATION, TIMEOUT_SECONDS

TITLE, TEXT = "EARSIGHT_TITLE", "EARSIGHT_TEXT"
"""Environment variables for the programs that would otherwise have to quote the text as code."""

_POWERSHELL = f"""
Add-Type -AssemblyName System.Windows.Forms
$icon = New-Object System.Windows.Forms.NotifyIcon
$icon.Icon = [System.Drawing.SystemIcons]::Warning
$icon.Visible = $true
$icon.ShowBalloonTip(10000, $env:{TITLE}, $env:{TEXT}, 'Warning')
Start-Sleep -Seconds 10
$icon.Dispose()
"""


@dataclass(frozen=True, slots=True)
class CommandNotifier:
    """Runs `command`, with its arguments {title} and {text} filled in.

    Both are in the environment, too. `lingers` is for a program that must live as long as its
    notification is seen.
    """

    name: str
    command: Sequence[str]
    remedy: str = ""
    lingers: bool = False

    def availability(self) -> Availability:
        """Whether the program is installed."""
        if shutil.which(self.command[0]):
            return USABLE
        reason = _("{program} is not installed.").format(program=self.command[0])
        return Availability(False, reason, _(self.remedy) if self.remedy else "")

    def notify(self, title: str, text: str) -> None:
        """Run the program, without a shell."""
        words = {"{title}": title, "{text}": text}
        command = [words.get(part, part) for part in self.command]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, TITLE: title, TEXT: text},
                creationflags=_no_console(),
            )
        except OSError as error:
            raise _refused(self.name) from error
        if self.lingers:
            return
        try:
            status = process.wait(TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise _refused(self.name) from error
        if status:
            raise _refused(self.name)


def _no_console() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _refused(name: str) -> EarSightError:
    return EarSightError(_("{program} shows no notification.").format(program=name))


def notify_send() -> CommandNotifier:
    """The command line program of libnotify (Linux)."""
    options = (f"--app-name={APPLICATION}", "--urgency=critical", "--icon=earsight")
    return CommandNotifier(
        "notify-send",
        ("notify-send", *options, "--", "{title}", "{text}"),
        N_("Install libnotify-bin (Debian, Ubuntu) or libnotify (Fedora, Arch)."),
    )


def osascript() -> CommandNotifier:
    """AppleScript (macOS). The text comes as an argument, never as script."""
    script = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)")
    lines = [part for line in (*script, "end run") for part in ("-e", line)]
    return CommandNotifier("osascript", ("osascript", *lines, "{title}", "{text}"))


def powershell() -> CommandNotifier:
    """A balloon in the notification area (Windows). The text is read from the environment."""
    options = ("-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command")
    return CommandNotifier("powershell", ("powershell", *options, _POWERSHELL), lingers=True)
