"""The two requests of the X Keyboard Extension that python-xlib lacks.

With them the server tells the active layout group in each key event (bits 13 and 14 of the state)
and announces changed layouts. Wire format: "The X Keyboard Extension: Protocol Specification",
appendix D, XkbUseExtension and XkbSelectEvents.
"""

from __future__ import annotations

from typing import Any

from Xlib.protocol import rq

EXTENSION = "XKEYBOARD"
_USE_CORE_KEYBOARD = 0x0100
_NEW_KEYBOARD_AND_MAP = 0x0003
_EVERYTHING = 0x00FF


class _UseExtension(rq.ReplyRequest):  # type: ignore[misc]
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(0),
        rq.RequestLength(),
        rq.Card16("wanted_major"),
        rq.Card16("wanted_minor"),
    )
    _reply = rq.Struct(
        rq.Pad(1),
        rq.Card8("supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("server_major"),
        rq.Card16("server_minor"),
        rq.Pad(20),
    )


class _SelectEvents(rq.Request):  # type: ignore[misc]
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(1),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("affect_which"),
        rq.Card16("clear"),
        rq.Card16("select_all"),
        rq.Card16("affect_map"),
        rq.Card16("map"),
    )


def watch_layout(display: Any) -> int | None:
    """Ask for layout groups and layout changes; returns the event code of XKB events.

    None where the server has no XKB: then layout changes come as core MappingNotify events.
    """
    extension = display.query_extension(EXTENSION)
    if extension is None or not extension.present:
        return None
    wire, opcode = display.display, extension.major_opcode
    if not _UseExtension(display=wire, opcode=opcode, wanted_major=1, wanted_minor=0).supported:
        return None
    _SelectEvents(
        display=wire,
        opcode=opcode,
        device=_USE_CORE_KEYBOARD,
        affect_which=_NEW_KEYBOARD_AND_MAP,
        clear=0,
        select_all=_NEW_KEYBOARD_AND_MAP,
        affect_map=_EVERYTHING,
        map=_EVERYTHING,
    )
    return int(extension.first_event)
