"""The focus on macOS: AppKit's active application, which keeps its own focused window.

Uses `NSWorkspace.frontmostApplication` and `NSRunningApplication.activateWithOptions:` through the
Objective-C runtime. To come to the front ourselves is what the toolkit does.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from typing import Any, Protocol

from assistant.core.backends import USABLE, Availability
from assistant.core.i18n import _

_APP_KIT = "/System/Library/Frameworks/AppKit.framework/AppKit"
_IGNORING_OTHER_APPS = 2  # NSApplicationActivateIgnoringOtherApps


class Applications(Protocol):
    """What is needed of AppKit."""

    def front(self) -> int:
        """The process of the application in front; 0 where there is none."""
        ...

    def activate(self, pid: int) -> None:
        """Bring an application to the front; nothing where it has ended."""
        ...


def _objective_c() -> Any:
    if sys.platform != "darwin":
        raise OSError("AppKit is a part of macOS")
    ctypes.CDLL(_APP_KIT)
    runtime = ctypes.CDLL(ctypes.util.find_library("objc"))
    runtime.objc_getClass.restype = runtime.sel_registerName.restype = ctypes.c_void_p
    runtime.objc_getClass.argtypes = runtime.sel_registerName.argtypes = [ctypes.c_char_p]
    return runtime


class AppKit:
    """The real one."""

    def __init__(self) -> None:
        self._runtime = _objective_c()
        pointer = ctypes.c_void_p
        # One function for every message, so each signature is a view of it.
        address = ctypes.cast(self._runtime.objc_msgSend, pointer).value or 0
        self._get = ctypes.CFUNCTYPE(pointer, pointer, pointer)(address)
        self._get_pid = ctypes.CFUNCTYPE(ctypes.c_int32, pointer, pointer)(address)
        self._find = ctypes.CFUNCTYPE(pointer, pointer, pointer, ctypes.c_int32)(address)
        self._activate = ctypes.CFUNCTYPE(ctypes.c_bool, pointer, pointer, ctypes.c_ulong)(address)

    def front(self) -> int:
        """See `Applications`."""
        workspace = self._get(self._class(b"NSWorkspace"), self._name(b"sharedWorkspace"))
        found = self._get(workspace, self._name(b"frontmostApplication"))
        return int(self._get_pid(found, self._name(b"processIdentifier"))) if found else 0

    def activate(self, pid: int) -> None:
        """See `Applications`."""
        finder = self._name(b"runningApplicationWithProcessIdentifier:")
        found = self._find(self._class(b"NSRunningApplication"), finder, pid)
        if found:
            self._activate(found, self._name(b"activateWithOptions:"), _IGNORING_OTHER_APPS)

    def _class(self, name: bytes) -> Any:
        return self._runtime.objc_getClass(name)

    def _name(self, selector: bytes) -> Any:
        return self._runtime.sel_registerName(selector)


class MacFocus:
    """Asks AppKit."""

    name = "macos"

    def __init__(self, applications: Applications | None = None) -> None:
        self._applications = applications or AppKit()
        self._pid = 0

    def availability(self) -> Availability:
        """Usable on macOS."""
        return USABLE if sys.platform == "darwin" else Availability(False, _("This is not macOS."))

    def remember(self) -> None:
        """See `WindowFocus.remember`."""
        pid = self._applications.front()
        self._pid = pid if pid != os.getpid() else 0

    def take(self, window: int) -> None:
        """Nothing beyond what the toolkit does."""

    def give_back(self) -> None:
        """See `WindowFocus.give_back`."""
        pid, self._pid = self._pid, 0
        if pid:
            self._applications.activate(pid)
