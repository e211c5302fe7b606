"""The request that switches keyboard layouts, as a panel's layout indicator does."""

from __future__ import annotations

from typing import Any

from Xlib.protocol import rq

from assistant.hotkeys.xkb import EXTENSION, watch_layout


class _LatchLockState(rq.Request):  # type: ignore[misc]
    """XkbLatchLockState of the X Keyboard Extension's protocol, appendix D."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(5),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card8("affect_locks"),
        rq.Card8("locks"),
        rq.Card8("lock_group"),
        rq.Card8("group"),
        rq.Card8("affect_latches"),
        rq.Card8("latches"),
        rq.Pad(1),
        rq.Card8("latch_group"),
        rq.Card16("group_latch"),
    )


def lock_group(display: Any, group: int) -> None:
    """Make the layout number `group` (from 0) the active one."""
    watch_layout(display)
    _LatchLockState(
        display=display.display,
        opcode=display.query_extension(EXTENSION).major_opcode,
        device=0x0100,
        affect_locks=0,
        locks=0,
        lock_group=1,
        group=group,
        affect_latches=0,
        latches=0,
        latch_group=0,
        group_latch=0,
    )
    display.sync()
