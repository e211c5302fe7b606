"""A login session with a real keyring in it, unlocked, as a desktop has."""

from __future__ import annotations

import shutil

from support.console import Console
from support.processes import wait_until

NEEDED = ("dbus-daemon", "gnome-keyring-daemon", "setsid")


def missing_programs() -> list[str]:
    """The programs that this needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


class KeyringSession(Console):
    """The session: GNOME Keyring offers the Secret Service on the session bus."""

    def _start_parts(self) -> None:
        super()._start_parts()
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        self.spawn("dbus", ["dbus-daemon", "--session", "--nofork", f"--address={address}"])
        wait_until((self.root / "run" / "bus").exists, "the session bus")
        # The password is read from the standard input; an unlocked "login" collection is made.
        keyring = "printf secret | exec gnome-keyring-daemon --foreground --unlock"
        self.spawn("keyring", ["sh", "-c", f"{keyring} --components=secrets"])
        names = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus"]
        names += ["/", "org.freedesktop.DBus.ListNames"]
        wait_until(
            lambda: "org.freedesktop.secrets" in self.run(names).stdout, "the keyring", timeout=20
        )
